"""What a condition may say, what it then is, and how a fault in it is told."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from logic.content.reading import ContentError
from logic.patient.fields import Choice, Flag, Several, Whole
from logic.rules.conditions import All, AtLeast, AtMost, Condition, Has, Is, Limit, Not, Some
from logic.rules.language import Field, Language

FAULTS = yaml.safe_load((Path(__file__).parent / "faulty_conditions.yaml").read_text(encoding="utf-8"))

FIELDS = {
    "age": Field(Whole(18, 110), "years"),
    "rest": Field(Whole(0, 104), "weeks"),
    "weeks_in_bed": Field(Whole(0, 104), "weeks"),  # a derived number is a field like others
    "dreams": Field(Whole(0, 9), "points"),
    "asleep": Field(Flag()),
    "drowsy": Field(Flag()),
    "mood": Field(Choice(("low", "one", "high"))),
    "hobbies": Field(Several(("chess", "tai_chi", "any"))),
}
OLD, LONG, SHORT = Limit("old_age", 80, "years"), Limit("long_rest", 6, "weeks"), Limit("short_rest", 1, "weeks")
LIMITS = {limit.name: limit for limit in (OLD, LONG, SHORT)}
TERMS = {
    "napping": "asleep and rest at most short_rest",
    "tired": "drowsy or mood is low",
    "worn_out": "tired and not (hobbies has chess)",
}
ASLEEP, DROWSY, LOW = Is("asleep", True), Is("drowsy", True), Is("mood", "low")

MEANINGS: dict[str, Condition] = {
    "asleep": ASLEEP,
    "not asleep": Not(ASLEEP),
    "not not asleep": Not(Not(ASLEEP)),
    "mood is low": LOW,
    "mood is not low": Not(LOW),
    "mood is one": Is("mood", "one"),
    "mood is one of (low)": LOW,
    "mood is one of (low, high)": Some((LOW, Is("mood", "high"))),
    "mood is not one of (low, high)": Not(Some((LOW, Is("mood", "high")))),
    "hobbies has chess": Has("hobbies", "chess"),
    "hobbies has any": Has("hobbies", "any"),
    "hobbies has any of (chess, tai_chi)": Some((Has("hobbies", "chess"), Has("hobbies", "tai_chi"))),
    "age at least old_age": AtLeast("age", OLD),
    "age at most old_age": AtMost("age", OLD),
    "age above old_age": Not(AtMost("age", OLD)),
    "age below old_age": Not(AtLeast("age", OLD)),
    "weeks_in_bed at least long_rest": AtLeast("weeks_in_bed", LONG),
    "asleep and drowsy and mood is low": All((ASLEEP, DROWSY, LOW)),
    "asleep or drowsy or mood is low": Some((ASLEEP, DROWSY, LOW)),
    "asleep and (drowsy or mood is low)": All((ASLEEP, Some((DROWSY, LOW)))),
    "(asleep and drowsy) or mood is low": Some((All((ASLEEP, DROWSY)), LOW)),
    "asleep and (drowsy and mood is low)": All((ASLEEP, DROWSY, LOW)),
    "asleep or mood is one of (low, high)": Some((ASLEEP, LOW, Is("mood", "high"))),
    "not asleep and drowsy": All((Not(ASLEEP), DROWSY)),
    "not (asleep and drowsy)": Not(All((ASLEEP, DROWSY))),
    "((asleep))": ASLEEP,
    "napping": All((ASLEEP, AtMost("rest", SHORT))),
    "napping and drowsy": All((ASLEEP, AtMost("rest", SHORT), DROWSY)),
    "worn_out": All((Some((DROWSY, LOW)), Not(Has("hobbies", "chess")))),
    "asleep\n  and(drowsy)": All((ASLEEP, DROWSY)),
}
"""What is written, and the condition that it is."""


def language(terms: dict[str, str] = TERMS) -> Language:
    """A made-up language, so that no edit of content changes a message."""
    return Language(FIELDS, LIMITS, terms, "terms.yaml")


@pytest.mark.parametrize("text", MEANINGS)
def test_a_condition_is_what_it_says(text):
    """Down to the order of its parts, in which reasons are given."""
    assert language().condition("naps.yaml", "siesta", text) == MEANINGS[text]


@pytest.mark.parametrize("name", FAULTS)
def test_a_faulty_condition_has_its_message(name):
    """File, entry, the word and what is allowed in its place."""
    fault = FAULTS[name]
    with pytest.raises(ContentError) as found:
        language(fault.get("terms", TERMS)).condition("naps.yaml", "siesta", fault.get("when", "asleep"))
    assert str(found.value) == f"content/{fault['says']}"


def test_no_faulty_condition_is_lost_from_the_table():
    """Every kind of word has a wrong place in it."""
    assert len(FAULTS) >= 50


@pytest.mark.parametrize(
    ("thresholds", "fault"),
    [
        ({"age": OLD}, "age: is the name of a field too; a name means one thing"),
        ({"above": OLD}, "above: is the name of a word of the language too; a name means one thing"),
        ({"Old age": OLD}, "Old age: a name is in small letters, digits and _, as in severe_pain"),
    ],
)
def test_a_threshold_with_a_name_that_cannot_be_read_is_refused(thresholds, fault):
    """It could never be meant."""
    with pytest.raises(ContentError) as found:
        Language(FIELDS, thresholds, {}, "terms.yaml")
    assert str(found.value) == f"content/thresholds.yaml, {fault}"


def test_terms_may_stand_in_any_order():
    """One that is used before it is written is read first."""
    one = language({"later": "not sooner", "sooner": "asleep"})
    assert one.terms == {"later": Not(ASLEEP), "sooner": ASLEEP}
