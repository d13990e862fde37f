"""Where a hit opens in the app: a patient for each recommendation, and the views of the pages."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import combinations
from urllib.parse import parse_qsl

from logic.content.library import ADVICE, CAUTIONS, EXAMPLES, ContentError
from logic.lookup import quick
from logic.pathway.recommend import leading, recommend
from logic.patient.fields import DOMAINS, Choice, Flag, Several
from logic.patient.scenario import Scenario
from logic.rules.table import RULES

AUDIT = {"view": "Audit"}
BODIES = {"view": "Bodies"}
PANELS = {"view": "Panels"}
TRIALS = {"view": "Trials"}
"""Views of the evidence page, by the labels that its address holds."""

LOOK_UP = "lookup.py"
EXPLORE = "explore.py"
RED_FLAGS = {"show": "Red flags"}
DRUGS = {"show": "Drugs"}
SCORES = {"show": "Scores"}
"""Views of the look-up page, by the labels that its address holds."""

_NO_DRUGS = ("Red flags", "Metastatic spine", "Children")

Place = tuple[str, dict[str, str]]
"""A page and the query that opens it at the right place."""


def of_caution(name: str) -> Place:
    """The quick table that lists this caution; else a patient to whom it applies; else the tables of its kind."""
    for view, listed in _tables().items():
        if name in listed:
            return LOOK_UP, {"show": view}
    for recommendation, advice in ADVICE.items():
        patient = patient_for(recommendation)
        if name in advice.cautions and name in recommend(patient)[recommendation].cautions:
            return EXPLORE, _query(patient)
    return LOOK_UP, RED_FLAGS if CAUTIONS[name].agent in _NO_DRUGS else DRUGS


def of_recommendation(name: str) -> Place:
    """A patient for whom it holds."""
    return EXPLORE, _query(patient_for(name))


@cache
def _tables() -> dict[str, tuple[str, ...]]:
    drugs = tuple(caution for drug in quick.drugs() for caution in drug.cautions)
    return {"Red flags": quick.red_flags(), "Cement": quick.cement(), "Drugs": drugs}


def _query(patient: Scenario) -> dict[str, str]:
    return dict(parse_qsl(patient.to_query()))


@cache
def patient_for(recommendation: str) -> Scenario:
    """A patient for whom this recommendation holds, if possible one whom it leads and who is an example.

    Raises ContentError where neither an example nor an example with two facts changed is such a patient.
    """
    examples = [Scenario(**example.given) for example in EXAMPLES.values()]
    for patient in examples:
        if leading(patient) == recommendation:
            return patient
    for number in range(3):
        for patient in examples:
            for other in _others(patient, recommendation, number):
                if recommendation in recommend(other).ids:
                    return other
    raise ContentError("examples.yaml", recommendation, "there is no example near a patient to whom it applies")


def _others(patient: Scenario, recommendation: str, number: int) -> Iterator[Scenario]:
    """The patient with so many of the facts changed that the rule looks at; weeks and scores stay."""
    looked_at = dict.fromkeys(leaf.field for leaf in RULES[recommendation].when.leaves())
    changes = [(field, value) for field in looked_at for value in _values(patient, field)]
    for chosen in combinations(changes, number):
        yield patient.replace(**dict(chosen))


def _values(patient: Scenario, field: str) -> list[object]:
    before = getattr(patient, field)
    match DOMAINS[field]:
        case Choice(values):
            return [value for value in values if value != before]
        case Flag():
            return [not before]
        case Several(values):
            return [before ^ {value} for value in values]
    return []
