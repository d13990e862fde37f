"""What the article's pathway, with its gaps closed, advises for one patient."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from logic.content import library
from logic.patient.fields import RED_FLAGS
from logic.patient.scenario import Scenario
from logic.rules.conditions import Leaf
from logic.rules.table import LEADING, RULES
from logic.rules.terms import Rule, Stage


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One rule that holds for one patient."""

    rule: Rule
    scenario: Scenario = field(repr=False)

    @property
    def id(self) -> str:
        return self.rule.id

    @property
    def stage(self) -> Stage:
        return self.rule.stage

    @property
    def claims(self) -> tuple[str, ...]:
        """The claims and omissions behind it, by id."""
        return self.rule.claims

    @property
    def start_week(self) -> int | None:
        """First week of its window, counted from the fracture's identification; None: no window."""
        if self.rule.window is None:
            return None
        return self._offset + self.rule.window.start

    @property
    def end_week(self) -> int | None:
        """Last week of its window, counted from the fracture's identification; None: no end.

        A treatment that holds today has not ended: past its window it goes on without an end.
        """
        window = self.rule.window
        if window is None:
            return None
        end = self._offset + window.end
        over = window.kind == "treatment" and end < self.scenario.weeks_since_fracture
        return None if over else end

    @property
    def because(self) -> Mapping[str, Any]:
        """The fields that made it hold, each with this patient's value."""
        return {leaf.field: getattr(self.scenario, leaf.field) for leaf in self.reasons}

    @property
    def reasons(self) -> tuple[Leaf, ...]:
        """The leaves of its condition that made it hold, each once, as written."""
        return tuple(dict.fromkeys(self.rule.when.deciding(self.scenario, True)))

    @property
    def cautions(self) -> tuple[str, ...]:
        """The cautions that bear on this patient, by id."""
        return tuple(
            name for name in library.ADVICE[self.id].cautions if applies(library.CAUTIONS[name].when, self.scenario)
        )

    @property
    def provisional(self) -> bool:
        """Whether a red flag is unknown, so that nothing is settled yet."""
        return any(getattr(self.scenario, flag) == "unknown" for flag in RED_FLAGS)

    @property
    def _offset(self) -> int:
        counted_from_care = self.rule.window is not None and self.rule.window.counted_from == "care"
        return self.scenario.week_care_began if counted_from_care else 0


@dataclass(frozen=True, slots=True)
class Pathway:
    """All that holds for one patient, most urgent first.

    ``primary`` is the id of the leading recommendation, None where the article gives no specific
    step. ``provisional`` is true while a red flag is unknown.
    """

    scenario: Scenario
    recommendations: tuple[Recommendation, ...]
    ids: tuple[str, ...]
    primary: str | None
    provisional: bool

    def __getitem__(self, name: str) -> Recommendation:
        return self.recommendations[self.ids.index(name)]


@dataclass(frozen=True, slots=True)
class Step:
    """One rule of the table for one patient: whether it held, and the leaves that decided it.

    A rule that held lists all leaves that made it hold; one that did not, the first that failed.
    """

    rule: Rule
    held: bool
    decided_by: tuple[Leaf, ...]


def recommend(scenario: Scenario) -> Pathway:
    """The pathway of this patient, from the rule table in content order of urgency."""
    held = [rule for rule in RULES.values() if rule.when.holds(scenario)]
    return Pathway(
        scenario,
        tuple([Recommendation(rule, scenario) for rule in held]),
        tuple([rule.id for rule in held]),
        leading(scenario),
        any(getattr(scenario, flag) == "unknown" for flag in RED_FLAGS),
    )


def leading(scenario: Scenario) -> str | None:
    """The id of the leading recommendation alone, for those who ask about many scenarios."""
    for rule in _LEADING_RULES:
        if rule.when.holds(scenario):
            return rule.id
    return None


def trace(scenario: Scenario) -> tuple[Step, ...]:
    """Every rule of the table in order, with what decided it for this patient."""
    steps = []
    for rule in RULES.values():
        held = rule.when.holds(scenario)
        leaves = tuple(dict.fromkeys(rule.when.deciding(scenario, held)))
        steps.append(Step(rule, held, leaves if held else leaves[:1]))
    return tuple(steps)


def applies(cases: Sequence[Mapping[str, tuple[str, ...]]], scenario: Scenario) -> bool:
    """Whether this patient is among the cases, each a field with the values meant; no case means everybody."""
    if not cases:
        return True
    return any(all(_has_one_of(getattr(scenario, name), values) for name, values in case.items()) for case in cases)


def _has_one_of(value: Any, values: tuple[str, ...]) -> bool:
    held = value if isinstance(value, frozenset) else {str(value).lower()}
    return not held.isdisjoint(values)


_LEADING_RULES = tuple(RULES[name] for name in LEADING)
