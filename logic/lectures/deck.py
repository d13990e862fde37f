"""Lectures: the slides of some cases in order, and where one stands in them.

A deck is a list of cases, as an address holds it; each case is a run of slides, one a step. What a slide shows and
what its speaker reads follow from the rules and the content, so that a page only renders them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from logic.content.library import CASES, LECTURES
from logic.lectures.notes import notes_on
from logic.lectures.patient import PAGE
from logic.lectures.rows import Notes, Row, Shown
from logic.lectures.steps import STEPS, Step, shown
from logic.patient.scenario import Scenario

__all__ = [
    "LECTURES",
    "PAGE",
    "STEPS",
    "Notes",
    "Row",
    "Shown",
    "Slide",
    "Step",
    "at",
    "deck_from",
    "deck_to",
    "find",
    "lines",
    "notes",
    "place",
    "slides",
]

_ORDINARY = Scenario()
_NAMED = 5
"""A notice names at most so many unknown cases, each shortened."""


class Slide(NamedTuple):
    """One step of one patient: the id of a case, or ``scenario`` for the patient of the page."""

    case: str
    step: Step


def slides(cases: Sequence[str], scenario: Scenario = _ORDINARY) -> tuple[Slide, ...]:
    """Every step that has something to show, of every case in order; ``scenario`` is the patient of the page."""
    return tuple(Slide(case, step) for case in cases for step in STEPS if shown(step, case, scenario).rows)


def at(deck: Sequence[Slide], position: int) -> Slide:
    """The slide at a position, or the nearest end; raises ``ValueError`` for an empty deck."""
    if not deck:
        raise ValueError("deck: is empty, and must hold a slide")
    return deck[min(max(position, 0), len(deck) - 1)]


def place(slide: Slide) -> str:
    """A slide as an address holds it: ``three-weeks.answer``."""
    return f"{slide.case}.{slide.step}"


def find(deck: Sequence[Slide], text: str) -> int:
    """The position of the slide at a place, 0 for a place that the deck does not have."""
    return next((number for number, slide in enumerate(deck) if place(slide) == text), 0)


def deck_from(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The cases of an address, separated by commas, and notices of what could not be used.

    Each case counts once; where none is left, the cases of the first ready lecture stand in.
    """
    given = tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
    ids = tuple(name for name in given if name == PAGE or name in CASES)
    unknown = [name for name in given if name not in ids]
    notices = [f"There is no case {name!r:.60}; it is left out." for name in unknown[:_NAMED]]
    if len(unknown) > _NAMED:
        notices.append(f"{len(unknown) - _NAMED} more that are no cases are left out.")
    if not ids:
        first = next(iter(LECTURES.values()))
        ids = first.cases
        if unknown:
            notices.append(f"The lecture “{first.title}” is shown instead.")
    return ids, tuple(notices)


def deck_to(ids: Sequence[str]) -> str:
    """Some cases as an address holds them."""
    return ",".join(ids)


def lines(slide: Slide, scenario: Scenario) -> Shown:
    """What a slide shows; ``scenario`` is the patient of the page."""
    return shown(slide.step, slide.case, scenario)


def notes(slide: Slide, scenario: Scenario) -> Notes:
    """What the speaker reads beside a slide; ``scenario`` is the patient of the page."""
    return notes_on(slide.step, slide.case, scenario)
