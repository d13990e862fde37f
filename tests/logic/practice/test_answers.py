"""Answers of practice as the text that a browser keeps: there and back, and nothing taken of what does not fit."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from logic.practice import offer
from logic.practice.answers import NOTHING, Answer, Kept, choices, from_text, score, ticks, to_text
from logic.practice.progress import Progress, record

CASE = f"case:{next(iter(offer.cases()))}"
DRILL = f"change:{next(iter(offer.drills()))}"
CLAIM = f"audit:{offer.audit_drills()[0]}"
KEPT = Kept(
    {CASE: (choices(CASE)[0], *ticks(CASE)[:3]), DRILL: (NOTHING,), CLAIM: (choices(CLAIM)[0],)},
    {CASE: ("", ticks(CASE)[0])},
    record(Progress(), CASE, date(2026, 1, 1), 0.5),
)
WHOLE = json.loads(to_text(KEPT))


def test_what_is_kept_comes_back() -> None:
    """Answers of all three kinds, an open form without a choice yet, and the progress."""
    assert from_text(to_text(KEPT)) == KEPT


def test_nothing_is_kept_as_an_empty_text() -> None:
    """A visit without answers, and with a form that nobody touched, leaves nothing in the browser."""
    assert to_text(Kept(drafts={CASE: ("",)})) == ""
    assert from_text("") == Kept()


@pytest.mark.parametrize(
    "text",
    [
        None,
        7,
        "not JSON",
        "[" * 40_000,
        " " * 60_000 + to_text(KEPT),
        "[]",
        "null",
        json.dumps({"answers": [], "drafts": "x", "progress": 3}),
        json.dumps({"answers": {"case:nobody": [NOTHING]}, "progress": "mangled"}),
    ],
)
def test_a_text_that_is_none_holds_nothing(text: object) -> None:
    """Whatever the browser gives back, nothing is raised."""
    assert from_text(text) == Kept()


@pytest.mark.parametrize(
    "answer",
    [
        [],
        [""],
        None,
        {},
        [None],
        [["x"]],
        ["unknown-step"],
        [choices(CASE)[0], "unknown-tick"],
        [choices(CASE)[0], ticks(CASE)[0], ticks(CASE)[0]],
        [choices(CASE)[0], 1],
    ],
)
def test_an_answer_that_does_not_fit_is_left_out_alone(answer: Any) -> None:
    """One mangled answer does not cost the others."""
    mangled = {**WHOLE, "answers": {**WHOLE["answers"], CASE: answer}}
    assert from_text(json.dumps(mangled)).answers == {DRILL: KEPT.answers[DRILL], CLAIM: KEPT.answers[CLAIM]}


@pytest.mark.parametrize("item", [f"case:{name}" for name in offer.cases()])
def test_all_answers_to_a_case_can_be_marked(item: str) -> None:
    """Every choice with every tick is an answer that has a score from 0 to 1, and its ids do not collide."""
    answers: list[Answer] = [(choice, *ticks(item)) for choice in choices(item)]
    assert all(0 <= score(item, answer) <= 1 for answer in answers)
    assert len(set(ticks(item))) == len(ticks(item))


def test_all_items_answered_are_short_enough_to_be_read() -> None:
    """Every item with all its ticks is within what is read back."""
    items = [
        *(f"case:{name}" for name in offer.cases()),
        *(f"change:{name}" for name in offer.drills()),
        *(f"audit:{name}" for name in offer.audit_drills()),
    ]
    everything = Kept({item: (max(choices(item), key=len), *ticks(item)) for item in items})
    assert from_text(to_text(everything)) == everything
