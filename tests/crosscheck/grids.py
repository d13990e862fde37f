"""Scenarios made by system rather than by chance: around each limit, and all that a rule can tell apart.

Limits are read from the rules themselves, so a new one is covered without a word here.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, combinations, product
from typing import Any, TypeAlias

from logic import Scenario
from logic.patient.fields import DOMAINS, Choice, Flag, Several, Whole
from logic.patient.scenario import DEFAULTS
from logic.rules.conditions import AtLeast, AtMost, Has, Leaf
from logic.rules.table import RULES

Axes: TypeAlias = Mapping[str, Sequence[Any]]
"""Fields, each with the values that it takes in turn."""


def neighbours() -> Iterator[Scenario]:
    """Below, at and above every limit and at both ends of each scale, crossed with every other value, one at a time."""
    around = _around(leaf for rule in RULES.values() for leaf in rule.when.leaves())
    numbers = {name: sorted({*values, *_ends(name)}) for name, values in around.items()}
    for one in _single_values():
        yield from grid({**numbers, **one})


def truth_tables() -> Iterator[Scenario]:
    """For every rule, all combinations of values that it can tell apart."""
    return chain.from_iterable(map(grid, tables()))


def tables() -> list[Axes]:
    """The axes of those combinations, the largest first; a table within a larger one is left out."""
    kept: list[Axes] = []
    for axes in sorted((_axes(list(rule.when.leaves())) for rule in RULES.values()), key=size, reverse=True):
        if not any(_covers(table, axes) for table in kept):
            kept.append(axes)
    return kept


def grid(axes: Axes) -> Iterator[Scenario]:
    """Every possible scenario over these fields; the others keep their defaults as far as the weeks allow."""
    for values in product(*axes.values()):
        given = dict(zip(axes, values, strict=True))
        care = given.get("weeks_of_care", 0)
        since = given.setdefault("weeks_since_fracture", max(DEFAULTS["weeks_since_fracture"], care))
        given.setdefault("weeks_of_care", min(DEFAULTS["weeks_of_care"], since))
        if care <= since:
            yield Scenario(**given)


def size(axes: Axes) -> int:
    """The number of combinations, possible or not."""
    return math.prod(map(len, axes.values()))


def _around(leaves: Iterable[Leaf]) -> dict[str, set[int]]:
    """For each number with limits, each limit and the values on either side."""
    values: dict[str, set[int]] = {}
    for leaf in leaves:
        if isinstance(leaf, AtLeast | AtMost):
            limit = leaf.limit.value
            values.setdefault(leaf.field, set()).update((limit - 1, limit, limit + 1))
    return values


def _ends(name: str) -> tuple[int, int]:
    domain = DOMAINS[name]
    if not isinstance(domain, Whole):
        raise TypeError(f"{name} has a limit, and is not a number")
    return domain.lowest, domain.highest


def _single_values() -> Iterator[Axes]:
    """Every value of every field that is no number, one at a time."""
    for name, domain in DOMAINS.items():
        match domain:
            case Choice(values):
                yield from ({name: [value]} for value in values)
            case Flag():
                yield from ({name: [value]} for value in (False, True))
            case Several(values):
                yield from ({name: [frozenset({value})]} for value in values)


def _axes(leaves: Sequence[Leaf]) -> Axes:
    """The fields of these leaves with every value that matters to them."""
    axes: dict[str, Sequence[Any]] = {name: sorted(values) for name, values in _around(leaves).items()}
    for leaf in leaves:
        match DOMAINS[leaf.field]:
            case Choice(values):
                axes[leaf.field] = values
            case Flag():
                axes[leaf.field] = (False, True)
            case Several():
                members = sorted({one.value for one in leaves if isinstance(one, Has) and one.field == leaf.field})
                axes[leaf.field] = [
                    frozenset(some) for count in range(len(members) + 1) for some in combinations(members, count)
                ]
    return axes


def _covers(larger: Axes, smaller: Axes) -> bool:
    """Whether every combination of the smaller is among those of the larger, as far as its own fields go."""
    return all(name in larger and set(values) <= set(larger[name]) for name, values in smaller.items())
