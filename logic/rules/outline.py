"""A rule in words: its condition as nested lines, and its weeks."""

from __future__ import annotations

from logic.content.description import clause
from logic.content.library import INPUTS, quantity
from logic.patient.fields import DOMAINS, Flag
from logic.rules.conditions import All, AtLeast, AtMost, Branch, Condition, Has, Is, Leaf, Not, Some
from logic.rules.terms import Window

INDENT = "    "


def outline(condition: Condition) -> tuple[str, ...]:
    """One line a fact; four spaces deeper where a line above says how many of them must hold.

    The outermost lines must all hold. An unknown kind of condition raises ``TypeError``.
    """
    if isinstance(condition, All):
        return tuple(line for part in condition.parts for line in _lines(part))
    return tuple(_lines(condition))


def _lines(condition: Condition) -> list[str]:
    match condition:
        case Not(Not(part)):
            return _lines(part)
        case Not(Branch(parts) as branch):
            return _below("none of these:" if isinstance(branch, Some) else "not all of these:", parts)
        case Not(Leaf() as leaf):
            return [_denied(leaf)]
        case Some(parts):
            return _below("at least one of these:", parts)
        case All(parts):
            return _below("all of these:", parts)
        case Leaf():
            return [_said(condition)]
    raise TypeError(f"{type(condition).__name__} is not a condition that can be put into words")


def _below(head: str, parts: tuple[Condition, ...]) -> list[str]:
    return [head, *(INDENT + line for part in parts for line in _lines(part))]


def _name(field: str) -> str:
    label = INPUTS[field].label
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def _said(leaf: Leaf) -> str:
    match leaf:
        case AtLeast(field, limit):
            return f"{_name(field)}: at least {quantity(limit.value, limit.unit)}"
        case AtMost(field, limit):
            return f"{_name(field)}: at most {quantity(limit.value, limit.unit)}"
        case Has(field, value):
            return f"{INPUTS[field].options[value].says} is recorded"
        case Is(field, value):
            return clause(field, value)
    raise TypeError(f"{type(leaf).__name__} is not a leaf that can be put into words")


def _denied(leaf: Leaf) -> str:
    match leaf:
        case AtLeast(field, limit):
            return f"{_name(field)}: below {quantity(limit.value, limit.unit)}"
        case AtMost(field, limit):
            return f"{_name(field)}: more than {quantity(limit.value, limit.unit)}"
        case Has(field, value):
            return f"{INPUTS[field].options[value].says} is not recorded"
        case Is(field, value) if isinstance(DOMAINS[field], Flag):
            return clause(field, not value)
        case Is(field, value):
            return f"{_name(field)}: anything but “{INPUTS[field].options[str(value)].label}”"
    raise TypeError(f"{type(leaf).__name__} is not a leaf that can be put into words")


def window_words(window: Window) -> str:
    """Weeks as the article gives them, and what they are weeks of: ``up to 4 weeks after the fracture``."""
    start, end = window.start, quantity(window.end, "weeks")
    since = "after the fracture was identified" if window.counted_from == "fracture" else "of conservative care"
    if window.kind == "evidence_window":
        return f"studies of {start} to {end}, which are their lengths and no prescription"
    return f"after {end} {since}" if window.kind == "decision" else f"the first {end} {since}"
