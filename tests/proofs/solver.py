"""Conditions as formulas: what holds of every scenario is proven, and what does not has a counterexample.

Numbers are integers within their bounds, choices are integers that count the allowed values,
flags are truth values, and a set is one truth value for each of its members.
"""

from __future__ import annotations

from typing import Any

import z3

from logic import Scenario
from logic.patient.fields import DOMAINS, Choice, Flag, Several, Whole
from logic.rules.conditions import All, AtLeast, AtMost, Condition, Has, Is, Not, Some

VARIABLES: dict[str, Any] = {}
MEMBERS: dict[tuple[str, str], z3.BoolRef] = {}
_BOUNDS: list[z3.BoolRef] = []

for _name, _domain in DOMAINS.items():
    match _domain:
        case Whole(lowest, highest):
            VARIABLES[_name] = z3.Int(_name)
            _BOUNDS += [VARIABLES[_name] >= lowest, VARIABLES[_name] <= highest]
        case Choice(values):
            VARIABLES[_name] = z3.Int(_name)
            _BOUNDS += [VARIABLES[_name] >= 0, VARIABLES[_name] < len(values)]
        case Flag():
            VARIABLES[_name] = z3.Bool(_name)
        case Several(values):
            MEMBERS |= {(_name, value): z3.Bool(f"{_name}.{value}") for value in values}

POSSIBLE = z3.And(*_BOUNDS, VARIABLES["weeks_of_care"] <= VARIABLES["weeks_since_fracture"])
"""What holds of every scenario: bounds, and no more weeks of care than since the fracture."""


def formula(condition: Condition) -> z3.BoolRef:
    """The condition as a formula, part by part."""
    match condition:
        case Is(field, value):
            return equals(field, value)
        case AtLeast(field, limit):
            return VARIABLES[field] >= limit.value
        case AtMost(field, limit):
            return VARIABLES[field] <= limit.value
        case Has(field, value):
            return MEMBERS[field, value]
        case All(parts):
            return z3.And(*[formula(part) for part in parts])
        case Some(parts):
            return z3.Or(*[formula(part) for part in parts])
        case Not(part):
            return z3.Not(formula(part))
    raise TypeError(f"{type(condition).__name__} has no translation")


def equals(field: str, value: Any) -> z3.BoolRef:
    """The field has exactly this value."""
    return VARIABLES[field] == code(field, value)


def code(field: str, value: Any) -> z3.ExprRef:
    """A value as the solver writes it."""
    domain = DOMAINS[field]
    if isinstance(domain, Flag):
        return z3.BoolVal(value)
    return z3.IntVal(domain.values.index(value) if isinstance(domain, Choice) else value)


def same(scenario: Scenario) -> z3.BoolRef:
    """Every field is as in this scenario."""
    return z3.And(
        *[equals(name, getattr(scenario, name)) for name in VARIABLES],
        *[member == (value in getattr(scenario, field)) for (field, value), member in MEMBERS.items()],
    )


def scenario_of(model: z3.ModelRef) -> Scenario:
    """A model as the scenario that it describes."""
    given: dict[str, Any] = {}
    for name, variable in VARIABLES.items():
        value = model.eval(variable, model_completion=True)
        match DOMAINS[name]:
            case Whole():
                given[name] = value.as_long()
            case Choice(values):
                given[name] = values[value.as_long()]
            case Flag():
                given[name] = z3.is_true(value)
    for name, domain in DOMAINS.items():
        if isinstance(domain, Several):
            given[name] = frozenset(
                member
                for member in domain.values
                if z3.is_true(model.eval(MEMBERS[name, member], model_completion=True))
            )
    return Scenario(**given)


class Prover:
    """One solver that knows what is possible, asked about one formula at a time."""

    def __init__(self) -> None:
        self._solver = z3.SimpleSolver()
        self._solver.add(POSSIBLE)

    def example(self, wanted: z3.BoolRef) -> Scenario | None:
        """A possible scenario of which the formula holds; None where there is none."""
        model = self.model(wanted)
        return None if model is None else scenario_of(model)

    def counterexample(self, claim: z3.BoolRef) -> Scenario | None:
        """A possible scenario of which the formula does not hold; None where it is proven."""
        return self.example(z3.Not(claim))

    def model(self, wanted: z3.BoolRef) -> z3.ModelRef | None:
        self._solver.push()
        try:
            self._solver.add(wanted)
            answer = self._solver.check()
            if answer == z3.unknown:
                raise RuntimeError(f"no decision: {self._solver.reason_unknown()}")
            return self._solver.model() if answer == z3.sat else None
        finally:
            self._solver.pop()
