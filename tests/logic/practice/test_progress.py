"""A learner's progress: it survives its file and its link, comes back when due, and nothing else gets in."""

from __future__ import annotations

import base64
import json
import zlib
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logic.practice import progress as engine
from logic.practice.progress import (
    MAX_ANSWERS,
    MAX_BYTES,
    MAX_LINK,
    Answer,
    Due,
    Progress,
    ProgressError,
    TopicScore,
    by_topic,
    due,
    from_json,
    from_link,
    gone,
    record,
    to_json,
    to_link,
)

DAY = date(2026, 3, 1)
ITEMS = st.from_regex(r"\A(case|change|audit):[A-Za-z0-9_-]{1,30}\Z")
ANSWERS = st.builds(Answer, ITEMS, st.dates(), st.floats(0, 1))
PROGRESS = st.lists(ANSWERS, max_size=40).map(lambda answers: Progress(tuple(answers)))


def after(*days_and_scores, item="case:a"):
    """Progress with some answers to one item, each on a day counted from DAY."""
    done = Progress()
    for days, score in days_and_scores:
        done = record(done, item, DAY + timedelta(days=days), score)
    return done


def packed(content):
    """Some bytes as the text of a link."""
    return base64.urlsafe_b64encode(zlib.compress(content, 9)).decode().rstrip("=")


@given(PROGRESS)
def test_progress_survives_its_file(progress):
    """As text and as bytes, with or without a byte order mark."""
    text = to_json(progress)
    assert from_json(text) == from_json(text.encode()) == from_json(text.encode("utf-8-sig")) == progress
    assert json.loads(text)["app"] == "vcf-explorer"


@given(PROGRESS)
def test_progress_survives_its_link(progress):
    """Where it fits; and what fits needs no escaping in an address."""
    text = to_link(progress)
    if text is None:
        assert len(packed(to_json(progress).encode())) > MAX_LINK
    else:
        assert len(text) <= MAX_LINK
        assert text.replace("-", "a").replace("_", "a").isalnum()
        assert from_link(text) == progress


def test_a_learner_of_a_few_weeks_fits_into_a_link_and_one_of_years_does_not():
    """Fifty answers do, two thousand do not."""
    done = Progress(tuple(Answer(f"case:number-{n % 12}", DAY + timedelta(days=n), n % 5 / 4) for n in range(2000)))
    assert to_link(Progress(done.answers[:50])) is not None
    assert to_link(done) is None
    assert from_json(to_json(done)) == done


@given(st.binary(max_size=300))
def test_arbitrary_bytes_raise_nothing_but_the_progress_error(content):
    """Whatever is uploaded."""
    with pytest.raises(ProgressError, match="allowed: "):
        from_json(content)


@given(st.one_of(st.text(max_size=300), st.binary(max_size=200).map(packed)))
def test_arbitrary_links_raise_nothing_but_the_progress_error(text):
    """Whatever stands in an address, validly packed or not."""
    with pytest.raises(ProgressError, match="allowed: "):
        from_link(text)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
)
ODD_ANSWERS = st.fixed_dictionaries({"item": JSON | ITEMS, "day": JSON | st.dates().map(str), "score": JSON})


@given(
    st.fixed_dictionaries(
        {"app": st.just("vcf-explorer"), "version": st.just(1) | JSON, "answers": st.lists(ODD_ANSWERS)}
    )
)
def test_a_file_that_is_nearly_right_is_read_or_refused(data):
    """Any value in any place: either all of it is kept or the error is ours."""
    try:
        progress = from_json(json.dumps(data))
    except ProgressError as error:
        refusal = str(error)
    else:
        refusal = ""
        assert len(progress.answers) == len(data["answers"])
        assert all(0 <= answer.score <= 1 for answer in progress.answers)
    assert not refusal or "allowed: " in refusal


def file(**changes):
    """A right file with some keys changed."""
    right = {"app": "vcf-explorer", "version": 1, "answers": []}
    return json.dumps({**right, **changes})


def one(**changes):
    """A file with one answer with some keys changed."""
    return file(answers=[{"item": "case:a", "day": "2026-03-01", "score": 1, **changes}])


REFUSED = {
    "not JSON": ("hello", "not JSON"),
    "nothing": ("", "not JSON"),
    "not an object": ("[1]", "the file holds a list"),
    "another app": (file(app="anki"), 'app is "anki"'),
    "no app": ('{"version": 1, "answers": []}', "app is null"),
    "a newer version": (file(version=2), "version is 2, which a newer app wrote; allowed: at most 1"),
    "a version that there never was": (file(version=0), "version is 0"),
    "a version that is true": (file(version=True), "version is true"),
    "an unknown key": (file(name="Ada"), 'the file has the unknown key "name"'),
    "a missing key": ('{"app": "vcf-explorer", "version": 1}', "the file lacks answers"),
    "a key twice": ('{"app": "vcf-explorer", "app": "vcf-explorer"}', "a key twice"),
    "answers that are no list": (file(answers={}), "answers is an object"),
    "an answer that is no object": (file(answers=["case:a"]), "answer 1 is a text"),
    "an answer with an unknown key": (one(note="x"), 'answer 1 has the unknown key "note"'),
    "an answer without a day": (file(answers=[{"item": "case:a", "score": 1}]), "answer 1 lacks day"),
    "an item of a kind that there is not": (one(item="quiz:a"), 'answer 1: item is "quiz:a"; allowed: case:'),
    "an item with a line break": (one(item="case:a\n"), "answer 1: item"),
    "a day in another form": (one(day="1.3.2026"), 'answer 1: day is "1.3.2026"; allowed: a day as YYYY-MM-DD'),
    "a day that there is not": (one(day="2026-02-30"), "a day that there is"),
    "a score above 1": (one(score=1.5), "answer 1: score is 1.5; allowed: a number from 0 to 1"),
    "a score below 0": (one(score=-0.1), "answer 1: score is -0.1"),
    "a score that is true": (one(score=True), "answer 1: score is true"),
    "a score that is a text": (one(score="1"), 'answer 1: score is "1"'),
    "a score that is no number": (one(score=float("nan")), "the file holds NaN"),
    "a score without end": (one(score=float("inf")), "the file holds Infinity"),
    "a score too large for a float": (one(score=0).replace("0}", "1e999}"), "answer 1: score"),
    "a number of thousands of digits": (one(score=0).replace("0}", "9" * 5000 + "}"), "not JSON"),
    "lists within lists": ("[" * 100_000, "nested too deeply"),
    "too many answers": (file(answers=[0] * (MAX_ANSWERS + 1)), f"answers has {MAX_ANSWERS + 1}; allowed: at most"),
    "a file that is too large": (" " * (MAX_BYTES + 1), f"the file has {MAX_BYTES + 1} bytes; allowed: at most"),
    "a text of another encoding": ('{"app": "caf\u00e9"}'.encode("latin-1"), "not UTF-8"),
    "a text in UTF-16": (file().encode("utf-16"), "not UTF-8"),
    "half a character": ('"\ud800"', "the file holds a text"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_wrong_file_is_refused_by_name(name):
    """The error says what came and what is allowed."""
    content, message = REFUSED[name]
    with pytest.raises(ProgressError) as caught:
        from_json(content)
    assert message in str(caught.value)
    assert "allowed: " in str(caught.value)
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize("depth", [10, 300, 900, 1000, 3000, 50_000])
def test_a_value_nested_to_any_depth_is_refused(depth):
    """Whether the parser can still follow it or not."""
    nested = "[" * depth + "]" * depth
    with pytest.raises(ProgressError, match=r"nested too deeply|item is a list"):
        from_json(one(item="deep").replace('"deep"', nested))


LINKS = {
    "an empty link": ("", "letters, digits"),
    "a link with other signs": ("abc+/=", "letters, digits"),
    "a link of odd length": ("abcde", "cannot be unpacked"),
    "a link that is not packed": ("abcd", "cannot be unpacked"),
    "a link that is cut off": (packed(file().encode())[:-8], "cut off"),
    "a link that unpacks without end": (packed(b" " * 1_000_000), "unpacks to more than 200000 bytes"),
    "a link that is too long": ("a" * (MAX_LINK + 1), "the link has 1501 characters; allowed: at most 1500"),
    "a packed file of another app": (packed(file(app="anki").encode()), 'app is "anki"'),
}


@pytest.mark.parametrize("name", LINKS)
def test_a_wrong_link_is_refused_by_name(name):
    """The error says what came and what is allowed."""
    text, message = LINKS[name]
    with pytest.raises(ProgressError) as caught:
        from_link(text)
    assert message in str(caught.value)


def test_a_link_with_something_after_its_end_is_refused():
    """Two files in one link are not one."""
    whole = zlib.compress(file().encode()) + b"more"
    with pytest.raises(ProgressError, match="something after its end"):
        from_link(base64.urlsafe_b64encode(whole).decode().rstrip("="))


def test_a_bomb_is_not_unpacked_beyond_the_limit(monkeypatch):
    """The unpacking itself stops; the size is not looked at afterwards."""
    asked = []
    real = zlib.decompressobj

    class Watched:
        def __init__(self):
            self.inner = real()

        def decompress(self, data, limit):
            asked.append(limit)
            return self.inner.decompress(data, limit)

    monkeypatch.setattr(engine.zlib, "decompressobj", Watched)
    with pytest.raises(ProgressError, match="unpacks to more than"):
        from_link(packed(b" " * 1_000_000))
    assert asked == [MAX_BYTES + 1]


@pytest.mark.parametrize(
    ("item", "score", "named"),
    [("quiz:a", 1, "item"), ("case:", 1, "item"), ("case:a", 1.1, "score"), ("case:a", float("nan"), "score")],
)
def test_a_wrong_answer_is_not_recorded(item, score, named):
    """What would be refused on the way in does not get out either."""
    with pytest.raises(ProgressError, match=named):
        record(Progress(), item, DAY, score)


def test_recording_adds_an_answer_and_leaves_the_old_progress_alone():
    """A value, not a store."""
    old = after((0, 1))
    new = record(old, "audit:C13", DAY, 0.5)
    assert new.answers == (*old.answers, Answer("audit:C13", DAY, 0.5))
    assert old == after((0, 1))


@pytest.mark.parametrize(("length", "expected"), [(1, MAX_ANSWERS), (70, None)])
def test_the_oldest_answers_make_room_so_that_the_file_can_be_read_again(length, expected, monkeypatch):
    """By number of answers where they are short, by size of the file where they are long."""
    monkeypatch.setattr(engine, "MAX_BYTES", 400_000 if length == 1 else MAX_BYTES)
    many = Progress(tuple(Answer("case:" + "x" * length, DAY, n / 10_000) for n in range(MAX_ANSWERS)))
    new = record(many, "audit:C13", DAY, 1)
    assert from_json(to_json(new)) == new
    assert new.answers[-1] == Answer("audit:C13", DAY, 1)
    assert new.answers[-2] == many.answers[-1]
    assert 0 < len(new.answers) <= MAX_ANSWERS
    assert expected is None or len(new.answers) == expected


def test_topics_count_all_answers_and_average_the_latest_of_each_item():
    """A topic without an answer is there without a mean."""
    done = after((0, 0), (1, 1))
    done = record(done, "case:b", DAY, 0.5)
    done = record(done, "audit:C13", DAY, 0.25)
    topics = {"case:a": "Red flags", "case:b": "Red flags", "audit:C13": "Audit", "change:c": "Drugs"}
    assert by_topic(done, topics) == {
        "Red flags": TopicScore(3, 0.75),
        "Audit": TopicScore(1, 0.25),
        "Drugs": TopicScore(0, None),
    }


def test_items_that_the_content_no_longer_has_are_kept_and_counted_apart():
    """An old file is no error, and old answers disturb no topic."""
    done = from_json(to_json(record(record(after((0, 1)), "case:old", DAY, 0), "case:old", DAY, 0)))
    assert gone(done, {"case:a": "Red flags"}) == ("case:old",)
    assert by_topic(done, {"case:a": "Red flags"}) == {"Red flags": TopicScore(1, 1.0)}
    assert len(done.answers) == 3


@pytest.mark.parametrize(
    ("scores", "box", "days"),
    [
        ((0.0,), 1, 1),
        ((0.5,), 1, 1),
        ((0.79,), 1, 1),
        ((0.8,), 2, 3),
        ((1, 1), 3, 7),
        ((1, 1, 1), 4, 16),
        ((1, 1, 1, 1), 5, 35),
        ((1, 1, 1, 1, 1), 5, 35),
        ((1, 1, 0.5), 3, 7),
        ((1, 1, 0.79), 3, 7),
        ((1, 1, 0.49), 1, 1),
        ((1, 1, 0.49, 1), 2, 3),
    ],
)
def test_an_item_moves_through_the_boxes_with_its_answers(scores, box, days):
    """0.8 or more up, below 0.5 back to the first, between stays."""
    done = after(*enumerate(scores))
    last = DAY + timedelta(days=len(scores) - 1)
    assert due(done, last) == (Due("case:a", box, last + timedelta(days=days), False),)


def test_cramming_moves_an_item_up_once():
    """Five good answers on one day count as one of them."""
    assert due(after(*[(0, 1)] * 5), DAY)[0].box == 2


def test_an_item_is_due_on_its_day_and_not_before():
    """Three days after the first good answer."""
    done = after((0, 1))
    assert [due(done, DAY + timedelta(days=days))[0].overdue for days in (2, 3, 4)] == [False, True, True]


def test_the_longest_overdue_comes_first():
    """Then what is due, then what is to come; the same day goes by name."""
    done = Progress()
    for item, days in (("case:new", 9), ("case:old", 0), ("case:b", 5), ("case:a", 5)):
        done = record(done, item, DAY + timedelta(days=days), 0)
    found = due(done, DAY + timedelta(days=6))
    assert [one.item for one in found] == ["case:old", "case:a", "case:b", "case:new"]
    assert [one.overdue for one in found] == [True, True, True, False]


def test_an_answer_from_the_future_counts_as_one_of_today():
    """A clock that was years ahead does not put an item off for years, and the order of answers is kept."""
    done = after((4000, 1), (0, 0))
    assert due(done, DAY) == (Due("case:a", 1, DAY + timedelta(days=1), False),)
    assert due(after((4000, 1)), DAY) == (Due("case:a", 2, DAY + timedelta(days=3), False),)


@given(PROGRESS, st.dates())
def test_every_item_comes_back_once_and_within_the_longest_box(progress, today):
    """Whatever the clock said, nothing is lost and nothing waits longer than 35 days from today."""
    found = due(progress, today)
    assert sorted(one.item for one in found) == sorted({answer.item for answer in progress.answers})
    assert [one.day for one in found] == sorted(one.day for one in found)
    for item in found:
        assert (item.day - today).days <= 35
        assert item.overdue == (item.day <= today)


def test_a_refusal_shows_what_came_and_shortens_it():
    """As the file had it, to 40 characters; lists and objects by their kind."""
    with pytest.raises(ProgressError, match=r'^the link is "a b"; allowed: letters, digits, - and _$'):
        engine.from_link("a b")
    with pytest.raises(ProgressError) as told:
        engine.from_json(json.dumps({"app": "x" * 60}))
    assert str(told.value) == f'app is "{"x" * 36}...; allowed: "vcf-explorer", a file that this app wrote'
    with pytest.raises(ProgressError, match=r"^app is a list; allowed"):
        engine.from_json('{"app": [1]}')
    with pytest.raises(ProgressError) as told:
        engine.from_json(json.dumps({"app": "x" * 38}))
    assert str(told.value).startswith(f'app is "{"x" * 38}"; allowed')


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("{}", None),
        ("[]", "a list"),
        ('"a"', "a text"),
        ("true", "true or false"),
        ("null", "nothing"),
        ("7", "a number"),
    ],
)
def test_a_file_that_is_no_object_is_refused_by_its_kind(value, kind):
    """In words that a reader knows."""
    with pytest.raises(ProgressError) as told:
        engine.from_json(value)
    wanted = f"the file holds {kind}; allowed: an object with app, version and answers"
    assert str(told.value) == (wanted if kind else 'app is null; allowed: "vcf-explorer", a file that this app wrote')


def test_a_file_is_written_without_spaces_in_one_known_form():
    """Small enough for a link, and the same for the same answers."""
    done = Progress((Answer("case:a", DAY, 1.0), Answer("audit:C13", DAY, 0.25)))
    assert to_json(Progress()) == '{"app":"vcf-explorer","version":1,"answers":[]}'
    assert to_json(done) == (
        '{"app":"vcf-explorer","version":1,"answers":[{"item":"case:a","day":"2026-03-01","score":1.0},'
        '{"item":"audit:C13","day":"2026-03-01","score":0.25}]}'
    )


def test_a_file_of_exactly_the_largest_size_is_read_and_one_byte_more_is_refused(monkeypatch):
    """As a file and as what a link unpacks to."""
    done = after((0, 1))
    content, link = to_json(done), to_link(done)
    monkeypatch.setattr(engine, "MAX_BYTES", len(content))
    assert from_json(content) == from_json(content.encode()) == from_link(link) == done
    monkeypatch.setattr(engine, "MAX_BYTES", len(content) - 1)
    for read, given_content in ((from_json, content), (from_json, content.encode())):
        with pytest.raises(
            ProgressError, match=rf"^the file has {len(content)} bytes; allowed: at most {len(content) - 1}"
        ):
            read(given_content)
    with pytest.raises(ProgressError, match=r"^the link unpacks to more than"):
        from_link(link)


def test_a_link_of_exactly_the_longest_length_is_made_and_read(monkeypatch):
    """One character more is neither."""
    link = to_link(after((0, 1)))
    monkeypatch.setattr(engine, "MAX_LINK", len(link))
    assert to_link(after((0, 1))) == link
    assert from_link(link) == after((0, 1))
    monkeypatch.setattr(engine, "MAX_LINK", len(link) - 1)
    assert to_link(after((0, 1))) is None
    with pytest.raises(ProgressError, match=rf"^the link has {len(link)} characters; allowed: at most {len(link) - 1}"):
        from_link(link)


def test_the_last_day_of_the_calendar_is_the_latest_on_which_an_item_comes_back():
    """A day beyond it there is not."""
    for days, wanted in ((1, date.max), (2, date.max - timedelta(days=1)), (0, date.max)):
        done = Progress((Answer("case:a", date.max - timedelta(days=days), 0.0),))
        (found,) = due(done, date.max)
        assert found.day == wanted
