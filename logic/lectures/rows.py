"""The rows of a slide and of its notes: short texts with their source, broken to a width that a hall can read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from logic.evidence.bibliography import sources_of
from logic.pathway.timeline import TimelineItem

T = TypeVar("T")

ROWS = 7
"""A slide has at most so many rows."""

WIDTH = 220
"""A row has at most so many characters, its label included."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a slide or of its notes.

    ``label``: its lead-in. ``id``: the claim, omission, caution, recommendation or timeline item it is of.
    ``mark``: a claim's verdict, ``omitted``, a caution's severity or the kind of a timeline item.
    ``sources``: ids of references.
    """

    text: str
    label: str = ""
    id: str = ""
    mark: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """A slide: title, rows, sources; the items of its timeline, or the id of its chart in evidence/charts.yaml."""

    title: str
    rows: tuple[Row, ...]
    items: tuple[TimelineItem, ...] = ()
    chart: str = ""
    sources: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        of_items = sources_of(tuple(dict.fromkeys(claim for item in self.items for claim in item.claims)))
        object.__setattr__(self, "sources", merged(*(row.sources for row in self.rows), of_items))


@dataclass(frozen=True, slots=True)
class Notes:
    """What the speaker reads beside a slide, and the references behind it."""

    rows: tuple[Row, ...]
    sources: tuple[str, ...]


def merged(*groups: Iterable[T]) -> tuple[T, ...]:
    """Every id once, in order."""
    return tuple(dict.fromkeys(one for group in groups for one in group))


def sentences(text: str) -> list[str]:
    """The sentences of a text."""
    return re.split(r"(?<=[.!?])\s+(?=[A-Z\"“])", text)


def fitted(text: str, label: str = "", *, id: str = "", mark: str = "", sources: tuple[str, ...] = ()) -> list[Row]:
    """A text in rows of at most ``WIDTH`` characters, broken between sentences, else between clauses or words.

    Label and mark stand on the first of them alone.
    """
    lines: list[str] = []
    room = WIDTH - len(label) - 2
    for part in (piece for one in sentences(text) for piece in _pieces(one, room)):
        if lines and len(lines[-1]) + 1 + len(part) <= room:
            lines[-1] += f" {part}"
        else:
            lines.append(part)
    first, *others = lines
    return [Row(first, label, id, mark, sources), *(Row(line, id=id, sources=sources) for line in others)]


def _pieces(text: str, room: int) -> Iterator[str]:
    while len(text) > room:
        head = text[: room + 1]
        ends = (head.rfind(mark) + len(mark) - 1 for mark in ("; ", ", ", " "))
        cut = next((end for end in ends if end > room // 3), room)
        yield text[:cut]
        text = text[cut:].lstrip()
    yield text


def rows_of(rows: Iterable[Row]) -> tuple[Row, ...]:
    """As many rows as fit on a slide, each broken to its width."""
    fits = [part for row in rows for part in fitted(row.text, row.label, id=row.id, mark=row.mark, sources=row.sources)]
    return tuple(fits[:ROWS])
