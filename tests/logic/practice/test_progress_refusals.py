"""What a learner is told about progress that cannot be read, to the letter, and the limits to the byte."""

from __future__ import annotations

import base64
import json
import zlib
from datetime import date
from random import Random
from string import ascii_letters

import pytest

from logic.practice import progress as engine
from logic.practice.progress import Answer, Progress, ProgressError, from_json, from_link, record, to_json, to_link

DAY = date(2026, 3, 1)
ONE = Answer("case:a", DAY, 1.0)
RIGHT = {"app": "vcf-explorer", "version": 1, "answers": []}
ANSWER = {"item": "case:a", "day": "2026-03-01", "score": 1}
KEYS = "answers, app, version"
APP = '"vcf-explorer", a file that this app wrote'


def file(**changes):
    """A right file with some keys changed, or left out where they are None."""
    return json.dumps({key: value for key, value in {**RIGHT, **changes}.items() if value is not None})


def one(**changes):
    """A file of one answer with some keys changed, or left out where they are None."""
    return file(answers=[{key: value for key, value in {**ANSWER, **changes}.items() if value is not None}])


def told(call):
    """The words of the refusal."""
    with pytest.raises(ProgressError) as caught:
        call()
    return str(caught.value)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("é" * 100_001, "the file has 200002 bytes; allowed: at most 200000 bytes"),
        ("é".encode() * 100_001, "the file has 200002 bytes; allowed: at most 200000 bytes"),
        ("[]", "the file holds a list; allowed: an object with app, version and answers"),
        (file(app=None), f"app is null; allowed: {APP}"),
        (file(app={}), f"app is an object; allowed: {APP}"),
        (file(app="x" * 38), f'app is "{"x" * 38}"; allowed: {APP}'),
        (file(app="x" * 39), f'app is "{"x" * 36}...; allowed: {APP}'),
        (file(version=None), "version is null; allowed: the number 1"),
        (file(version=0), "version is 0; allowed: the number 1"),
        (file(version=1.0), "version is 1.0; allowed: the number 1"),
        (file(version=2), "version is 2, which a newer app wrote; allowed: at most 1"),
        (file(answers=None), f"the file lacks answers; allowed: {KEYS}"),
        (file(name="Ada", day=1), f'the file has the unknown key "day"; allowed: {KEYS}'),
        (file(answers="none"), "answers is a text; allowed: a list of answers"),
        (file(answers=[1] * 5001), "answers has 5001; allowed: at most 5000"),
        (file(answers=[True]), "answer 1 is true or false; allowed: an object with item, day and score"),
        (file(answers=[ANSWER, 7]), "answer 2 is a number; allowed: an object with item, day and score"),
        (one(day=None, score=None), "answer 1 lacks day, score; allowed: day, item, score"),
        (one(note="x"), 'answer 1 has the unknown key "note"; allowed: day, item, score'),
        (one(item=3), "answer 1: item is 3; allowed: case:, change: or audit: and an id"),
        (one(item="case:"), 'answer 1: item is "case:"; allowed: case:, change: or audit: and an id'),
        (one(item="case:" + "x" * 81), f'answer 1: item is "case:{"x" * 31}...; allowed: case:, change: or audit: and an id'),
        (one(score="1"), 'answer 1: score is "1"; allowed: a number from 0 to 1'),
        (one(score=1.01), "answer 1: score is 1.01; allowed: a number from 0 to 1"),
        (one(score=-0.01), "answer 1: score is -0.01; allowed: a number from 0 to 1"),
        (one(score=[]), "answer 1: score is a list; allowed: a number from 0 to 1"),
        (one(day=20260301), "answer 1: day is 20260301; allowed: a day as YYYY-MM-DD"),
        (one(day="2026-3-1"), 'answer 1: day is "2026-3-1"; allowed: a day as YYYY-MM-DD'),
        (one(day="2026-02-30"), 'answer 1: day is "2026-02-30"; allowed: a day that there is'),
        (one(score=float("nan")), "the file holds NaN; allowed: numbers from 0 to 1"),
        ('{"app": 1, "app": 1}', "the file has a key twice in one object; allowed: each key once"),
    ],
)  # fmt: skip
def test_a_file_is_refused_with_what_came_and_what_is_allowed(content, message):
    """The first fault alone, in one sentence."""
    assert told(lambda: from_json(content)) == message


@pytest.mark.parametrize(
    ("content", "begins", "ends"),
    [
        ("hello", "the file is not JSON (Expecting value", "); allowed: a file that this app wrote"),
        (b"\xff", "the file is not UTF-8 text (invalid start byte", "); allowed: JSON in UTF-8"),
        ("[" * 90_000, "the file is nested too deeply", "; allowed: a list of answers in one object"),
    ],
)
def test_what_is_no_data_at_all_is_refused_with_the_reason_of_the_reader(content, begins, ends):
    """And with what is allowed."""
    said = told(lambda: from_json(content))
    assert said.startswith(begins)
    assert said.endswith(ends)


@pytest.mark.parametrize("change", [{"item": "case:" + "x" * 80}, {"score": 0}, {"score": 1}, {"score": 0.5}])
def test_the_bounds_themselves_are_allowed(change):
    """An id of eighty signs, and both ends of the scale."""
    (answer,) = from_json(one(**change)).answers
    wanted = {**ANSWER, **change}
    assert (answer.item, answer.score) == (wanted["item"], wanted["score"])
    assert type(answer.score) is float


def test_a_text_with_a_byte_order_mark_is_read():
    """As an editor leaves it before a text that is pasted."""
    assert from_json("\ufeff" + one()) == Progress((ONE,))


def test_an_answer_that_is_refused_is_named_by_its_place():
    """The second of a learner who has one already."""
    message = 'answer 2: item is "quiz:a"; allowed: case:, change: or audit: and an id'
    assert told(lambda: record(Progress((ONE,)), "quiz:a", DAY, 1)) == message


def packed(content):
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


@pytest.mark.parametrize(
    ("link", "message"),
    [
        ("", 'the link is ""; allowed: letters, digits, - and _'),
        ("a+b", 'the link is "a+b"; allowed: letters, digits, - and _'),
        ("a" * 1501, "the link has 1501 characters; allowed: at most 1500"),
        (
            packed(zlib.compress(file().encode())[:-1]),
            "the link is cut off or has something after its end; allowed: all of it and nothing else",
        ),
        (
            packed(zlib.compress(file().encode()) + b"x"),
            "the link is cut off or has something after its end; allowed: all of it and nothing else",
        ),
        (
            packed(zlib.compress(b" " * 200_001)),
            "the link unpacks to more than 200000 bytes; allowed: at most 200000 bytes",
        ),
    ],
)
def test_a_link_is_refused_with_what_came_and_what_is_allowed(link, message):
    """To the letter."""
    assert told(lambda: from_link(link)) == message


@pytest.mark.parametrize("link", ["abcd", "abcde"])
def test_a_link_that_does_not_unpack_is_refused_with_the_reason(link):
    """Neither packed by us nor by anybody."""
    said = told(lambda: from_link(link))
    assert said.startswith("the link cannot be unpacked (")
    assert said.endswith("); allowed: one that this app made")


def test_links_of_every_length_are_read_and_none_is_filled_up():
    """The filling that base64 adds is left out, and put back in whatever number is needed."""
    rng, lengths = Random(3), set()
    for length in range(1, 81):
        done = Progress((Answer("audit:" + "".join(rng.choices(ascii_letters, k=length)), DAY, 0.5),))
        link = to_link(done)
        lengths.add(len(link) % 20)
        assert not link.endswith("=")
        assert from_link(link) == done
    assert lengths == set(range(20)) - {1, 5, 9, 13, 17}, "the lengths that no link can have"


def test_the_oldest_answers_make_room_to_the_byte(monkeypatch):
    """Three that fill the file with one byte to spare stay; with two bytes fewer the oldest goes."""
    three = tuple(Answer(f"case:{name}", DAY, 0.5) for name in "abc")
    size = len(to_json(Progress(three)))
    monkeypatch.setattr(engine, "MAX_BYTES", size + 1)
    assert record(Progress(three[:2]), "case:c", DAY, 0.5).answers == three
    monkeypatch.setattr(engine, "MAX_BYTES", size - 1)
    assert record(Progress(three[:2]), "case:c", DAY, 0.5).answers == three[1:]


def test_no_more_answers_are_kept_than_a_file_may_have(monkeypatch):
    """The newest stay."""
    monkeypatch.setattr(engine, "MAX_ANSWERS", 2)
    done = Progress()
    for name in "abcd":
        done = record(done, f"case:{name}", DAY, 1)
    assert [answer.item for answer in done.answers] == ["case:c", "case:d"]


def test_a_link_is_packed_as_tightly_as_can_be():
    """Its first signs say so; and nothing but the filling is taken from its end."""
    assert to_link(Progress()).startswith("eN")
    many = (Progress((Answer(f"case:{number}", DAY, 0.5),)) for number in range(10_000))
    done, link = next((one, link) for one in many if (link := to_link(one)).endswith("X"))
    assert from_link(link) == done
