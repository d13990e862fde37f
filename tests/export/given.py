"""The patients whose handouts are tested, and the day printed on them."""

from __future__ import annotations

from datetime import date

from logic import Scenario
from logic.content.library import EXAMPLES
from tests.cases.base import cases
from tests.scenarios import random_scenarios

DAY = date(2026, 3, 9)
PRINTED = "9 March 2026"
PATIENTS = {name: Scenario(**example.given) for name, example in EXAMPLES.items()}
NO_LEAD = Scenario(cause="systemic_mastocytosis", pain_relief="adequate")
CASES = list(dict.fromkeys(case.scenario for case in cases()))
HOSTILE = [NO_LEAD, *random_scenarios(60, seed=11)]
FULLEST = Scenario(**EXAMPLES["severe-early"].given)
EMERGENCY = Scenario(**EXAMPLES["cord-compression"].given)


def squeezed(text: str) -> str:
    """A text without white space, so that line breaks of a rendering do not matter."""
    return "".join(text.split())
