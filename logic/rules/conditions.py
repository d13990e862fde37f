"""The small algebra in which rules are written.

A condition is a declared object with one definition and several readings: it is evaluated here,
put into words by ``logic.content.description`` and translated for a solver in the tests. Four kinds of leaf
look at one field of a scenario; three kinds of branch combine conditions.

Sources: none of its own; what a condition means clinically stands with the rule that uses it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from logic.patient.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Limit:
    """A named number with its unit, from content/thresholds.yaml."""

    name: str
    value: int
    unit: str


class Condition:
    """Something that holds of a scenario or does not."""

    __slots__ = ()

    def holds(self, scenario: Scenario) -> bool:
        raise TypeError(f"{type(self).__name__} is not a condition that can be evaluated")

    def deciding(self, scenario: Scenario, outcome: bool) -> Iterator[Leaf]:
        """The leaves that made this condition come out as ``outcome``.

        Where several parts each decide (an "or" that holds, an "and" that fails), all that do
        are given, in the order in which they are written.
        """
        raise TypeError(f"{type(self).__name__} is not a condition that can be explained")

    def leaves(self) -> Iterator[Leaf]:
        """Every leaf of this condition, in the order in which it is written."""
        raise TypeError(f"{type(self).__name__} is not a condition that can be listed")

    def __and__(self, other: Condition) -> Condition:
        return All((self, other))

    def __or__(self, other: Condition) -> Condition:
        return Some((self, other))

    def __invert__(self) -> Condition:
        return Not(self)


@dataclass(frozen=True, slots=True)
class Leaf(Condition):
    """A condition on one field."""

    field: str

    def deciding(self, scenario: Scenario, outcome: bool) -> Iterator[Leaf]:
        if self.holds(scenario) == outcome:
            yield self

    def leaves(self) -> Iterator[Leaf]:
        yield self


@dataclass(frozen=True, slots=True)
class Is(Leaf):
    """The field has exactly this value."""

    value: str | bool

    def holds(self, scenario: Scenario) -> bool:
        return bool(getattr(scenario, self.field) == self.value)


@dataclass(frozen=True, slots=True)
class AtLeast(Leaf):
    """The field, a number, is this limit or more; its opposite is "below"."""

    limit: Limit

    def holds(self, scenario: Scenario) -> bool:
        return bool(getattr(scenario, self.field) >= self.limit.value)


@dataclass(frozen=True, slots=True)
class AtMost(Leaf):
    """The field, a number, is this limit or less; its opposite is "above"."""

    limit: Limit

    def holds(self, scenario: Scenario) -> bool:
        return bool(getattr(scenario, self.field) <= self.limit.value)


@dataclass(frozen=True, slots=True)
class Has(Leaf):
    """The field, a set, contains this value."""

    value: str

    def holds(self, scenario: Scenario) -> bool:
        return self.value in getattr(scenario, self.field)


@dataclass(frozen=True, slots=True)
class Branch(Condition):
    """Several conditions taken together."""

    parts: tuple[Condition, ...]

    def deciding(self, scenario: Scenario, outcome: bool) -> Iterator[Leaf]:
        if self.holds(scenario) == outcome:
            for part in self.parts:
                yield from part.deciding(scenario, outcome)

    def leaves(self) -> Iterator[Leaf]:
        for part in self.parts:
            yield from part.leaves()


@dataclass(frozen=True, slots=True)
class All(Branch):
    """Every part holds."""

    def holds(self, scenario: Scenario) -> bool:
        for part in self.parts:  # a plain loop: all() over a generator takes twice as long
            if not part.holds(scenario):
                return False
        return True

    def __and__(self, other: Condition) -> Condition:
        return All((*self.parts, other))


@dataclass(frozen=True, slots=True)
class Some(Branch):
    """At least one part holds."""

    def holds(self, scenario: Scenario) -> bool:
        for part in self.parts:
            if part.holds(scenario):
                return True
        return False

    def __or__(self, other: Condition) -> Condition:
        return Some((*self.parts, other))


@dataclass(frozen=True, slots=True)
class Not(Condition):
    """The part does not hold."""

    part: Condition

    def holds(self, scenario: Scenario) -> bool:
        return not self.part.holds(scenario)

    def deciding(self, scenario: Scenario, outcome: bool) -> Iterator[Leaf]:
        yield from self.part.deciding(scenario, not outcome)

    def leaves(self) -> Iterator[Leaf]:
        yield from self.part.leaves()
