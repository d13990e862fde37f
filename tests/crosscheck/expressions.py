"""The rule table as expressions of rule-engine, one for each rule."""

from __future__ import annotations

import json
from collections.abc import Sequence

import rule_engine

from logic.rules import terms
from logic.rules.conditions import All, AtLeast, AtMost, Condition, Has, Is, Not, Some
from logic.rules.table import LEADING
from logic.rules.terms import Rule
from tests.crosscheck.decisions import Decision, Patient

_CONTEXT = rule_engine.Context(resolver=rule_engine.resolve_item)


class Expressions:
    """rule-engine with this table, each rule parsed once."""

    package = "rule-engine"

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = {rule.id: rule_engine.Rule(text(rule.when), context=_CONTEXT) for rule in rules}
        self._provisional = rule_engine.Rule(text(terms.unknown_flag), context=_CONTEXT)

    def decide(self, patients: Sequence[Patient]) -> list[Decision]:
        return [self._one(patient) for patient in patients]

    def _one(self, patient: Patient) -> Decision:
        ids = tuple([name for name, rule in self._rules.items() if rule.matches(patient)])
        primary = next((name for name in ids if name in LEADING), None)
        return Decision(ids, primary, self._provisional.matches(patient))


def text(condition: Condition) -> str:
    """The condition in rule-engine's language, as it is written in ours."""
    match condition:
        case Is(field, value):
            return f"{field} == {json.dumps(value)}"
        case AtLeast(field, limit):
            return f"{field} >= {limit.value}"
        case AtMost(field, limit):
            return f"{field} <= {limit.value}"
        case Has(field, value):
            return f"{json.dumps(value)} in {field}"
        case Not(part):
            return f"not ({text(part)})"
        case All(parts):
            return "(" + " and ".join(text(part) for part in parts) + ")"
        case Some(parts):
            return "(" + " or ".join(text(part) for part in parts) + ")"
    raise TypeError(f"{type(condition).__name__} has no translation")
