"""Which single facts, if they were otherwise, would give another leading recommendation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from logic.pathway.recommend import leading
from logic.patient.fields import DOMAINS, Choice, Flag, Several, Whole
from logic.patient.scenario import Scenario
from logic.rules.table import LEADING, RULES

DECIDING_FIELDS = tuple(
    name for name in DOMAINS if any(leaf.field == name for rule in LEADING for leaf in RULES[rule].when.leaves())
)
"""The fields that some leading rule looks at; a change of any other changes no answer."""


@dataclass(frozen=True, slots=True)
class Change:
    """One field set to another value, and the leading recommendation that this gives.

    ``steps`` is how far the value moves: whole numbers by their difference, all else by one.
    ``new_primary`` is None where the article would give no specific step.
    """

    field: str
    from_: Any
    to: Any
    new_primary: str | None
    steps: int


def what_would_change(scenario: Scenario) -> list[Change]:
    """Single-field changes that give another leading recommendation, smallest change first.

    For a number the nearest value that gives each other answer; a value that would make the
    scenario impossible (more weeks of care than since the fracture) is no change. Among changes
    of equal size another cause comes last, since it makes another patient.
    """
    now = leading(scenario)
    changes: dict[tuple[str, str | None, Any], Change] = {}
    for name in DECIDING_FIELDS:
        before = getattr(scenario, name)
        for after, steps in _others(scenario, name, before):
            answer = leading(scenario.replace(**{name: after}))
            if answer == now:
                continue
            # a number is listed once for each answer in each direction, at its nearest value
            way = after > before if isinstance(DOMAINS[name], Whole) else after
            changes.setdefault((name, answer, way), Change(name, before, after, answer, steps))
    return sorted(changes.values(), key=lambda change: (change.steps, change.field == "cause"))


def _others(scenario: Scenario, name: str, before: Any) -> Iterator[tuple[Any, int]]:
    """Every other possible value of the field, nearest first, and how far it is."""
    match DOMAINS[name]:
        case Whole(lowest, highest):
            if name == "weeks_of_care":
                highest = scenario.weeks_since_fracture
            if name == "weeks_since_fracture":
                lowest = scenario.weeks_of_care
            for value in sorted(set(range(lowest, highest + 1)) - {before}, key=lambda v: abs(v - before)):
                yield value, abs(value - before)
        case Choice(values):
            yield from ((value, 1) for value in values if value != before)
        case Flag():
            yield not before, 1
        case Several(values):
            yield from ((before ^ {value}, 1) for value in values)
