"""Every kind of condition in words, by made-up inputs: names, limits, denials, and how lines are nested."""

from __future__ import annotations

from types import SimpleNamespace as Made
from typing import Any

import pytest

from logic.patient.fields import Choice, Flag, Whole
from logic.rules import outline as rule_words
from logic.rules.conditions import All, AtLeast, AtMost, Condition, Has, Is, Leaf, Limit, Not, Some

LONG, OLD = Limit("wait", 3, "weeks"), Limit("old", 90, "years")
ASLEEP, MOODY, CHESS = Is("asleep", True), Is("mood", "low"), Has("hobbies", "chess")
LATER, YOUNG = AtLeast("delay", LONG), AtMost("age", OLD)


@pytest.fixture(autouse=True)
def made(monkeypatch: pytest.MonkeyPatch) -> None:
    """Made-up inputs in the place of ours; a clause repeats what it was asked for."""
    inputs = {
        "asleep": Made(label="Asleep"),
        "mood": Made(label="Mood of today", options={"low": Made(label="Rather low")}),
        "hobbies": Made(label="Hobbies", options={"chess": Made(says="a love of chess")}),
        "delay": Made(label="Delay"),
        "age": Made(label="Age at Time"),
        "scan": Made(label="MRs"),
        "view": Made(label="CT view"),
    }
    domains = {name: Whole(0, 1) for name in inputs} | {"asleep": Flag(), "mood": Choice(("low",))}
    monkeypatch.setattr(rule_words, "INPUTS", inputs)
    monkeypatch.setattr(rule_words, "DOMAINS", domains)
    monkeypatch.setattr(rule_words, "clause", lambda field, value: f"<{field} is {value}>")


@pytest.mark.parametrize(
    ("condition", "line"),
    [
        (LATER, "delay: at least 3 weeks"),
        (YOUNG, "age at Time: at most 90 years"),
        (AtMost("view", Limit("x", 1, "weeks")), "CT view: at most 1 week"),
        (AtLeast("scan", Limit("x", 7, "points")), "MRs: at least 7"),
        (CHESS, "a love of chess is recorded"),
        (ASLEEP, "<asleep is True>"),
        (MOODY, "<mood is low>"),
        (Not(LATER), "delay: below 3 weeks"),
        (Not(YOUNG), "age at Time: more than 90 years"),
        (Not(CHESS), "a love of chess is not recorded"),
        (Not(ASLEEP), "<asleep is False>"),
        (Not(Is("asleep", False)), "<asleep is True>"),
        (Not(MOODY), "mood of today: anything but “Rather low”"),
        (Not(Not(MOODY)), "<mood is low>"),
        (Not(Not(Not(LATER))), "delay: below 3 weeks"),
    ],
)
def test_one_fact_is_one_line(condition: Condition, line: str) -> None:
    """As it is, and denied; an abbreviation keeps its capitals, any other name stands within a line."""
    assert rule_words.outline(condition) == (line,)


@pytest.mark.parametrize(
    ("condition", "lines"),
    [
        (All((ASLEEP, CHESS)), ("<asleep is True>", "a love of chess is recorded")),
        (Some((ASLEEP, CHESS)), ("at least one of these:", "    <asleep is True>", "    a love of chess is recorded")),
        (Not(Some((ASLEEP, CHESS))), ("none of these:", "    <asleep is True>", "    a love of chess is recorded")),
        (Not(All((ASLEEP, CHESS))), ("not all of these:", "    <asleep is True>", "    a love of chess is recorded")),
        (
            All((MOODY, Some((CHESS, All((LATER, Not(YOUNG))))))),
            (
                "<mood is low>",
                "at least one of these:",
                "    a love of chess is recorded",
                "    all of these:",
                "        delay: at least 3 weeks",
                "        age at Time: more than 90 years",
            ),
        ),
        (Not(Not(All((MOODY, LATER)))), ("all of these:", "    <mood is low>", "    delay: at least 3 weeks")),
    ],
)
def test_facts_stand_below_the_line_that_says_how_many_must_hold(condition: Condition, lines: tuple[str, ...]) -> None:
    """Four spaces deeper each time; the outermost ones must all hold and need no such line."""
    assert rule_words.outline(condition) == lines


class Guess(Condition):
    """A condition of a kind that nobody has put into words."""


class Hunch(Leaf):
    """A leaf of such a kind."""


@pytest.mark.parametrize(
    ("condition", "says"),
    [
        (Guess(), "Guess is not a condition that can be put into words"),
        (Not(Guess()), "Not is not a condition that can be put into words"),
        (Hunch("mood"), "Hunch is not a leaf that can be put into words"),
        (Not(Hunch("mood")), "Hunch is not a leaf that can be put into words"),
    ],
)
def test_what_cannot_be_put_into_words_is_refused(condition: Any, says: str) -> None:
    """Rather than left out in silence."""
    with pytest.raises(TypeError) as found:
        rule_words.outline(Some((ASLEEP, condition)))
    assert str(found.value) == says
