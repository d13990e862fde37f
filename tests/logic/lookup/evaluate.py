"""How well the look-up finds: hit@1, hit@3, mean reciprocal rank, false answers and time, for both sets of questions.

`python -m tests.logic.lookup.evaluate` prints the table; with ``--misses`` also every question that failed.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from logic import ask

HOME = Path(__file__).parent


@dataclass(frozen=True)
class Scores:
    """What one set of questions came to; shares run from 0 to 1, ``misses`` holds the questions that failed."""

    questions: int
    hit_at_1: float
    hit_at_3: float
    reciprocal_rank: float
    unanswerable: int
    false_answers: float
    median_ms: float
    misses: tuple[str, ...]


def load(name: str) -> Any:
    """A file of questions beside this one."""
    return yaml.safe_load((HOME / name).read_text(encoding="utf-8"))


def answerable(facts: Iterable[dict[str, Any]]) -> list[tuple[str, set[str]]]:
    """Each question with the entries that answer it."""
    return [(question, set(fact["ids"])) for fact in facts for question in fact["asked"]]


def rank(question: str, right: set[str]) -> int:
    """The place of the first right hit, from 1; 0 where there is none."""
    return next((place for place, hit in enumerate(ask(question).hits, start=1) if hit.id in right), 0)


def score(questions: list[tuple[str, set[str]]], unanswerable: list[str]) -> Scores:
    """Ranks every question; the time is that of one question, after the index was built."""
    ask("fracture")
    ranks, times, misses = [], [], []
    for question, right in questions:
        start = time.perf_counter()
        place = rank(question, right)
        times.append(time.perf_counter() - start)
        ranks.append(place)
        if not 1 <= place <= 3:
            misses.append(f"{question}: rank {place or 'none'}")
    answered = [question for question in unanswerable if ask(question).found]
    return Scores(
        len(ranks),
        sum(place == 1 for place in ranks) / len(ranks),
        sum(1 <= place <= 3 for place in ranks) / len(ranks),
        sum(1 / place for place in ranks if place) / len(ranks),
        len(unanswerable),
        len(answered) / len(unanswerable),
        statistics.median(times) * 1000,
        (*misses, *(f"{question}: answered" for question in answered)),
    )


def tuned() -> Scores:
    """The set on which the look-up was tuned."""
    return score(answerable(load("questions.yaml")), load("unanswerable.yaml"))


def held_out() -> Scores:
    """The set that was written afterwards and never tuned on."""
    other = load("held_out.yaml")
    return score(answerable(other["facts"]), other["unanswerable"])


def report(misses: bool = False) -> str:
    """The table of both sets, and with ``misses`` the questions that failed."""
    lines = [f"{'look-up':24}{'hit@1':>8}{'hit@3':>8}{'MRR':>8}{'false':>8}{'median':>10}"]
    for name, found in (("tuned", tuned()), ("held out", held_out())):
        lines.append(
            f"{f'{name}, {found.questions} + {found.unanswerable}':24}{found.hit_at_1:8.3f}{found.hit_at_3:8.3f}"
            f"{found.reciprocal_rank:8.3f}{found.false_answers:8.3f}{found.median_ms:7.2f} ms"
        )
        if misses:
            lines += [f"    {miss}" for miss in found.misses]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.stdout.write(report(misses="--misses" in sys.argv) + "\n")
