"""How much text a slide has room for, at sizes that can be read from the last row."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TypeVar

BODY = 24
"""Points of the smallest text, apart from lists of sources."""

FINE = 18
"""Points of a list of sources."""

LINES = 11
"""Lines of body text that fit under a title."""

LEFT, TOP, WIDTH, HEIGHT = 0.75, 1.75, 11.85, 5.3
"""Place of the body of a slide, in inches."""

T = TypeVar("T")

Paragraph = str | tuple[str, str]
"""Text of a slide, or a bold beginning and what follows it."""


def lines(text: str, width: float = WIDTH, size: int = BODY) -> int:
    """How many lines a text takes on a width in inches, its own breaks included; an estimate on the safe side."""
    return sum(max(1, math.ceil(len(one) / (width * 72 / (size * 0.53)))) for one in text.split("\n"))


def parts(
    texts: Sequence[T], room: float = LINES, *, most: int = 8, height: Callable[[T], float] | None = None
) -> list[list[T]]:
    """The texts on as few slides as hold them, evenly: none with more than so many of them or so many lines.

    ``height``: how many lines one of them takes; by default those of its text over the whole width.
    """
    taken = [height(one) if height else lines(str(one)) for one in texts]
    groups = _split(texts, taken, room, most)
    return _split(texts, taken, room, math.ceil(len(texts) / len(groups))) if groups else []


def _split(texts: Sequence[T], taken: Sequence[float], room: float, most: int) -> list[list[T]]:
    groups: list[list[T]] = []
    used = 0.0
    for one, rows in zip(texts, taken, strict=True):
        if not groups or used + rows > room or len(groups[-1]) == most:
            groups.append([])
            used = 0
        groups[-1].append(one)
        used += rows
    return groups
