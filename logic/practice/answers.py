"""What a visitor has chosen and committed to in practice, and the text in which their browser keeps it.

An answer is a tuple of ids: the choice first, empty while nothing is chosen, then the ticks. What a browser gives back
may be anything: whatever does not fit the items and lists that there are is left out.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from logic.content.library import CASES, DRILLS
from logic.content.shapes.entry import Verdict
from logic.practice import offer
from logic.practice.marking import ALL_POINTS, Commitment, mark, mark_audit, mark_drill
from logic.practice.progress import Progress, ProgressError, from_link, to_link

Answer = tuple[str, ...]
NOTHING = "no-specific-step"
"""The choice that there is no specific step."""
LONGEST = 50_000
"""Characters that are read of what a browser gives back; all items answered with all their ticks are some 22,000."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What a browser keeps of one visit: committed answers, forms that are still open, and the progress."""

    answers: Mapping[str, Answer] = field(default_factory=dict)
    drafts: Mapping[str, Answer] = field(default_factory=dict)
    progress: Progress = field(default_factory=Progress)


def choices(item: str) -> Answer:
    """The ids to choose one of, for an item such as ``case:NAME``; none where there is no such item."""
    kind, _, name = item.partition(":")
    if kind == "case" and name in offer.cases():
        return tuple(step or NOTHING for step in offer.LEADING_CHOICES)
    if kind == "change" and name in offer.drills():
        return tuple(step or NOTHING for step in offer.drill_choices(DRILLS[name]))
    return offer.audit_choices() if kind == "audit" and name in offer.audit_drills() else ()


def ticks(item: str) -> Answer:
    """The ids to tick: what goes with the step, then the facts that decide it; only cases have them."""
    kind, _, name = item.partition(":")
    if kind != "case" or name not in offer.cases():
        return ()
    return offer.accompanying_choices(CASES[name]) + offer.driver_choices(CASES[name])


def commitment(name: str, answer: Answer) -> Commitment:
    """The answer to a case as the marks want it."""
    case, (leading, *ticked) = CASES[name], answer
    return Commitment(
        None if leading == NOTHING else leading,
        frozenset(ticked).intersection(offer.accompanying_choices(case)),
        frozenset(ticked).intersection(offer.driver_choices(case)),
    )


def score(item: str, answer: Answer) -> float:
    """How good an answer is, from 0 to 1."""
    kind, _, name = item.partition(":")
    if kind == "case":
        return float(mark(CASES[name], commitment(name, answer)).points / ALL_POINTS)
    if kind == "change":
        return float(mark_drill(DRILLS[name], None if answer[0] == NOTHING else answer[0]))
    return float(mark_audit(name, cast("Verdict", answer[0])))


def to_text(kept: Kept) -> str:
    """What is kept as text, empty where there is nothing; progress that is too long for a link is left to its file."""
    held = {
        "answers": kept.answers,
        "drafts": {item: draft for item, draft in kept.drafts.items() if any(draft)},
        "progress": to_link(kept.progress) if kept.progress.answers else None,
    }
    return json.dumps(held, separators=(",", ":")) if any(held.values()) else ""


def from_text(text: object) -> Kept:
    """What such a text holds, as far as it can be; nothing of a text that is none."""
    if not isinstance(text, str) or len(text) > LONGEST:
        return Kept()
    try:
        held = json.loads(text)
    except (ValueError, RecursionError):
        return Kept()
    if not isinstance(held, dict):
        return Kept()
    answers = {item: answer for item, answer in _answers(held.get("answers")).items() if answer[0]}
    return Kept(answers, _answers(held.get("drafts")), _progress(held.get("progress")))


def _answers(held: Any) -> dict[str, Answer]:
    found = held.items() if isinstance(held, dict) else ()
    return {item: tuple(answer) for item, answer in found if isinstance(answer, list) and _fits(item, answer)}


def _fits(item: str, answer: list[Any]) -> bool:
    """Whether these are ids of the lists of an item that there is, each tick once."""
    if not choices(item) or not answer or not all(isinstance(one, str) for one in answer):
        return False
    chosen, *ticked = answer
    return chosen in ("", *choices(item)) and set(ticked) <= set(ticks(item)) and len(set(ticked)) == len(ticked)


def _progress(held: Any) -> Progress:
    try:
        return from_link(held) if isinstance(held, str) else Progress()
    except ProgressError:
        return Progress()
