"""Why a rule holds for a patient, or what it lacks, in plain words."""

from __future__ import annotations

from logic.content.description import clause
from logic.content.library import INPUTS, quantity
from logic.pathway.recommend import Step
from logic.patient.fields import RED_FLAGS
from logic.patient.scenario import Scenario
from logic.rules.conditions import AtLeast, AtMost, Has, Is, Leaf


def reason(leaf: Leaf, scenario: Scenario) -> str:
    """A leaf with this patient's value, whether it holds or not: ``pain is 8 of 10, at least 7``."""
    value = getattr(scenario, leaf.field)
    match leaf:
        case AtLeast(_, limit):
            side = "at least" if leaf.holds(scenario) else "below"
            return f"{clause(leaf.field, value)}, {side} {quantity(limit.value, limit.unit)}"
        case AtMost(_, limit):
            side = "at most" if leaf.holds(scenario) else "more than"
            return f"{clause(leaf.field, value)}, {side} {quantity(limit.value, limit.unit)}"
        case Has(field, wanted):
            says = INPUTS[field].options[wanted].says
            return f"{says} is recorded" if leaf.holds(scenario) else f"no {says}"
    return clause(leaf.field, value)


def why_not(step: Step, scenario: Scenario) -> str:
    """The first condition that failed: what this patient has and, where it differs, what was needed."""
    leaf = step.decided_by[0]
    has = reason(leaf, scenario)
    if isinstance(leaf, Is) and not leaf.holds(scenario):
        return f"{has}; needed: {clause(leaf.field, leaf.value)}"
    return has


_CEMENT_BARS = ("bleeding_disorder", "active_infection", "cement_allergy")


def reasons(leaves: tuple[Leaf, ...], scenario: Scenario) -> list[str]:
    """Leaves in words, most telling first; what is merely absent is summed up in one clause."""
    told: list[str] = []
    absent: list[str] = []
    no_flag = all(getattr(scenario, flag) == "no" for flag in RED_FLAGS)
    for leaf in leaves:
        if leaf.field in RED_FLAGS and no_flag:
            absent.append("no red flag is present")
        elif leaf.field in RED_FLAGS and isinstance(leaf, Is) and leaf.value == "yes" and not leaf.holds(scenario):
            absent.append("no red flag is known to be present, but not all have been looked for")
        elif isinstance(leaf, Has) and leaf.value in _CEMENT_BARS and not leaf.holds(scenario):
            absent.append("nothing recorded rules out cement")
        elif isinstance(leaf, Has) and not leaf.holds(scenario):
            absent.append("none of the cautions that this rule checks is recorded")
        else:
            told.append(reason(leaf, scenario))
    return list(dict.fromkeys([*told, *absent]))
