"""The axis of weeks on which every rendering draws the timeline."""

from __future__ import annotations

from typing import NamedTuple

from logic.export.handout.model import Handout
from logic.pathway.timeline import TimelineItem, span

_SHORTEST = 14
"""Weeks that the axis has at least: the conservative phase and a little room."""


class Scale(NamedTuple):
    """The rows under today's line, the last week of the axis, and its ticks, all in weeks since the fracture was found."""

    rows: tuple[TimelineItem, ...]
    today: int
    last: int
    ticks: tuple[int, ...]
    spoken: str

    @classmethod
    def of(cls, made: Handout) -> Scale:
        """The axis of this handout's items."""
        rows = tuple(item for item in made.items if item.kind != "now")
        ends = [item.start_week if item.end_week is None else item.end_week for item in made.items]
        last = max(_SHORTEST, *(end + 2 for end in ends))
        step = 2 if last <= 16 else 4 if last <= 36 else 12
        said = " ".join(f"{span(item)}." for item in rows) or "The pathway gives no weeks for this patient."
        spoken = f"Timeline in weeks since the fracture was found. Today is week {made.scenario.weeks_since_fracture}. {said}"
        return cls(rows, made.scenario.weeks_since_fracture, last, tuple(range(0, last + 1, step)), spoken)
