"""How far a patient is from an answer: the effort that a rule lacks, and the changes that would make it lead."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from logic.pathway.counterfactuals import Change
from logic.pathway.recommend import leading
from logic.patient.fields import DOMAINS, RED_FLAGS, Choice, Flag, Several, Whole
from logic.patient.scenario import Scenario
from logic.rules.conditions import All, AtLeast, AtMost, Condition, Has, Leaf, Not, Some
from logic.rules.table import LEADING, RULES

MOST_FIELDS = 3
"""More fields than these make another patient."""

_WEIGHT = {"cause": 3, **dict.fromkeys(RED_FLAGS, 2)}
"""Another cause makes another patient, and a red flag nearly so; any other fact weighs one."""


def effort(condition: Condition, scenario: Scenario, outcome: bool = True) -> int:
    """What it would take at least for the condition to come out as ``outcome``; 0 where it does so already.

    Leaves to be changed are counted, one each, but two for a red flag and three for the cause.
    """
    match condition:
        case Leaf():
            return 0 if condition.holds(scenario) == outcome else _WEIGHT.get(condition.field, 1)
        case Not(part):
            return effort(part, scenario, not outcome)
        case All(parts) | Some(parts):
            each = [effort(part, scenario, outcome) for part in parts]
            return sum(each) if isinstance(condition, All) == outcome else min(each)
    raise TypeError(f"{type(condition).__name__} is not a condition whose effort can be told")


def what_would_make(scenario: Scenario, primary: str | None) -> tuple[Change, ...] | None:
    """The smallest set of changes under which ``primary`` would lead; None where three fields do not suffice.

    Empty where it leads already. Fewest fields come first, then the shortest way (whole numbers by their difference,
    all else by one), then sets that leave the cause alone, then the order of the form. More weeks of care than the
    fracture is old cannot be, so such a change moves both numbers and counts as two fields.
    """
    if primary is not None and primary not in LEADING:
        raise ValueError(f"primary: {primary!r} is not allowed; allowed is None or one of {', '.join(LEADING)}")
    for most in range(MOST_FIELDS + 1):
        found = list(_ways(scenario, scenario, primary, (), most, set()))
        if found:
            return min(found, key=_size)
    return None


def _size(changes: tuple[Change, ...]) -> tuple[int, bool, list[int]]:
    names = [change.field for change in changes]
    return sum(change.steps for change in changes), "cause" in names, [list(DOMAINS).index(name) for name in names]


def _ways(
    start: Scenario, now: Scenario, primary: str | None, made: tuple[Change, ...], left: int, seen: set[Scenario]
) -> Iterator[tuple[Change, ...]]:
    """Every set of changes to ``now`` of at most ``left`` more fields that makes ``primary`` lead.

    Nothing is tried blindly. While the rule does not hold, one of the leaves on which it fails must change; once
    another leads before it, one of the leaves by which that one holds must. ``seen`` holds the patients met already,
    so that the same changes in another order are not followed again.
    """
    if now in seen:
        return
    seen.add(now)
    lead = leading(now)
    if lead == primary:
        yield tuple(sorted(made, key=lambda change: list(DOMAINS).index(change.field)))
        return
    done = {change.field for change in made}
    must = _must_change(now, primary)
    if must & done or len(must) > left:
        return
    for name in dict.fromkeys(leaf.field for leaf in _in_the_way(now, lead, primary)):
        if name in done:
            continue
        for moves in _moves(start, now, name, primary, done):
            if len(moves) <= left:
                after = now.replace(**{change.field: change.to for change in moves})
                yield from _ways(start, after, primary, (*made, *moves), left - len(moves), seen)


def _must_change(now: Scenario, primary: str | None) -> set[str]:
    """Fields without whose change ``primary`` cannot hold, or a rule before it cannot give way."""
    must: set[str] = set() if primary is None else _bound(RULES[primary].when, now, True)
    for name in LEADING[: None if primary is None else LEADING.index(primary)]:
        must |= _bound(RULES[name].when, now, False)
    return must


def _bound(condition: Condition, now: Scenario, outcome: bool) -> set[str]:
    """Fields that must change for the condition to come out as ``outcome``; none where it does so already."""
    if condition.holds(now) == outcome:
        return set()
    match condition:
        case Leaf():
            return {condition.field}
        case Not(part):
            return _bound(part, now, not outcome)
        case All(parts) | Some(parts):
            each = [_bound(part, now, outcome) for part in parts]
            return set().union(*each) if isinstance(condition, All) == outcome else set.intersection(*each)
    raise TypeError(f"{type(condition).__name__} is not a condition that can be bound")


def _in_the_way(now: Scenario, lead: str | None, primary: str | None) -> Iterator[Leaf]:
    if primary is not None and not RULES[primary].when.holds(now):
        return RULES[primary].when.deciding(now, False)
    if lead is None:
        raise TypeError(f"{primary} holds and yet nothing leads")
    return RULES[lead].when.deciding(now, True)


def _moves(
    start: Scenario, now: Scenario, name: str, primary: str | None, done: set[str]
) -> Iterator[tuple[Change, ...]]:
    """The ways to set one field otherwise; two changes where weeks of care need an older fracture."""
    before = getattr(start, name)
    for after in _values(name, before):
        steps = abs(after - before) if isinstance(DOMAINS[name], Whole) else 1
        change = Change(name, before, after, primary, steps)
        if name == "weeks_of_care" and after > now.weeks_since_fracture:
            since = start.weeks_since_fracture
            if "weeks_since_fracture" not in done:
                yield Change("weeks_since_fracture", since, after, primary, after - since), change
        else:
            yield (change,)


def _values(name: str, before: Any) -> Iterator[Any]:
    """Every other value that some leading rule can tell from this one; of numbers the nearest on each side."""
    leaves = [leaf for rule in LEADING for leaf in RULES[rule].when.leaves() if leaf.field == name]
    match DOMAINS[name]:
        case Whole():
            firsts = {
                leaf.limit.value + isinstance(leaf, AtMost) for leaf in leaves if isinstance(leaf, AtLeast | AtMost)
            }
            yield from sorted({first if before < first else first - 1 for first in firsts})
        case Choice(values):
            yield from (value for value in values if value != before)
        case Flag():
            yield not before
        case Several():
            named = dict.fromkeys(leaf.value for leaf in leaves if isinstance(leaf, Has))
            single = [before ^ {value} for value in named]
            yield from dict.fromkeys((*single, before - frozenset(named)))
