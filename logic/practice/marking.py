"""What a reader committed to, held against the pathway: points, and what was shared, missed and extra."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Generic, TypeVar

from logic.content.library import CLAIMS
from logic.content.shapes.entry import Verdict
from logic.content.shapes.practice import Case, Drill
from logic.evidence.audit import VERDICTS
from logic.pathway.recommend import leading
from logic.practice.offer import (
    LEADING_CHOICES,
    accompanying,
    accompanying_choices,
    drill_choices,
    driver_choices,
    drivers,
)

T = TypeVar("T")

LEADING_POINTS = 5
ACCOMPANYING_POINTS = 3
DRIVER_POINTS = 2
ALL_POINTS = LEADING_POINTS + ACCOMPANYING_POINTS + DRIVER_POINTS

RULE_OF_MARKS = (
    f"A case earns up to {ALL_POINTS} points.",
    f"The leading step earns {LEADING_POINTS} points or none.",
    f"What goes with it earns up to {ACCOMPANYING_POINTS} points, and the facts that decide it up to {DRIVER_POINTS}.",
    "In these two lists each tick that the answer shares counts one and each tick beyond it takes one away; "
    "the sum is divided by the number of right ticks and is never below nothing.",
    "Where nothing is to be ticked, an empty list earns all its points and any tick none.",
    "Points are kept exact and shown to one decimal, halves up.",
)
"""The rule of marks in sentences, for the page to show."""


@dataclass(frozen=True, slots=True)
class Commitment:
    """What a reader chose before the answer was shown; None as ``leading`` says that there is no specific step."""

    leading: str | None
    accompanying: frozenset[str]
    drivers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """One part of the marks: ticks that the answer shares, lacks or goes beyond, in the order of the choices."""

    shared: tuple[T, ...]
    missed: tuple[T, ...]
    extra: tuple[T, ...]
    points: Fraction
    out_of: int


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of one case by part; ``points`` is their sum, out of ``ALL_POINTS``."""

    leading: Part[str | None]
    accompanying: Part[str]
    drivers: Part[str]

    @property
    def points(self) -> Fraction:
        return self.leading.points + self.accompanying.points + self.drivers.points


def mark(case: Case, commitment: Commitment) -> Marks:
    """The marks of a commitment; a choice that the case does not offer raises ``ValueError``."""
    lead = leading(case.scenario)
    _refuse("leading", (commitment.leading,), LEADING_CHOICES)
    right = lead == commitment.leading
    return Marks(
        Part(
            (lead,) if right else (),
            () if right else (lead,),
            () if right else (commitment.leading,),
            Fraction(LEADING_POINTS if right else 0),
            LEADING_POINTS,
        ),
        _ticked(
            "accompanying",
            commitment.accompanying,
            accompanying(case),
            accompanying_choices(case),
            ACCOMPANYING_POINTS,
        ),
        _ticked("drivers", commitment.drivers, drivers(case), driver_choices(case), DRIVER_POINTS),
    )


def mark_drill(drill: Drill, choice: str | None) -> bool:
    """Whether this leads after the drill's change; a choice that is not offered raises ``ValueError``."""
    _refuse("choice", (choice,), drill_choices(drill))
    return choice == leading(drill.changed)


def mark_audit(claim: str, verdict: Verdict) -> bool:
    """Whether this is our verdict on the claim; a claim or verdict that there is not raises ``ValueError``."""
    _refuse("claim", (claim,), tuple(CLAIMS))
    _refuse("verdict", (verdict,), VERDICTS)
    return CLAIMS[claim].verdict == verdict


def shown(points: Fraction) -> str:
    """Points to one decimal, halves up, without a needless nought: ``7.5``, ``7``."""
    tenths = int(points * 10 + Fraction(1, 2))
    return f"{tenths / 10:g}"


def _ticked(
    field: str, chosen: frozenset[str], right: tuple[str, ...], choices: tuple[str, ...], out_of: int
) -> Part[str]:
    _refuse(field, chosen, choices)
    shared = tuple(one for one in choices if one in chosen and one in right)
    missed = tuple(one for one in choices if one not in chosen and one in right)
    extra = tuple(one for one in choices if one in chosen and one not in right)
    share = Fraction(len(shared) - len(extra), len(right)) if right else Fraction(not extra)
    return Part(shared, missed, extra, out_of * max(share, Fraction(0)), out_of)


def _refuse(field: str, chosen: Iterable[str | None], offered: Iterable[str | None]) -> None:
    allowed = tuple(offered)
    for one in sorted(set(chosen) - set(allowed), key=str):
        raise ValueError(f"{field}: {one!r} is not allowed; allowed is one of {', '.join(map(str, allowed))}")
