"""Rows are broken at exactly the right places and keep all that belongs to them, and a slide names its sources once."""

from __future__ import annotations

from dataclasses import astuple

import pytest

from logic.content import library
from logic.lectures import rows as rows_module
from logic.lectures.rows import Row, Shown, fitted, merged, rows_of, sentences
from logic.pathway.timeline import TimelineItem
from tests.logic.lectures.base import CONTENT

EMPTY = ("One.", "", "", "", ())
"""A row with nothing but its text."""

NARROW = 22
"""With this width a row without a label has room for 20 characters."""


@pytest.fixture
def narrow(monkeypatch):
    """Rows of few characters, so that a text can be counted by eye."""
    monkeypatch.setattr(rows_module, "WIDTH", NARROW)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Twenty signs a row..", ["Twenty signs a row.."]),
        ("Twentyletters-a-word", ["Twentyletters-a-word"]),
        ("A. Twenty signs a row..", ["A.", "Twenty signs a row.."]),
        ("Nine sign. Nine sig.", ["Nine sign. Nine sig."]),
        ("Nine sign. Nine sign.", ["Nine sign.", "Nine sign."]),
        ("A. B. Twelve signs. A. B.", ["A. B. Twelve signs.", "A. B."]),
        ("Twenty-one signs row.", ["Twenty-one signs", "row."]),
        ("Twenty of these sign; end.", ["Twenty of these", "sign; end."]),
        ("Twenty of them here; an end.", ["Twenty of them here;", "an end."]),
        ("Abcdef, ghijk lmnop qrs.", ["Abcdef,", "ghijk lmnop qrs."]),
        ("Abcde, ghijk lmnop qrst.", ["Abcde, ghijk lmnop", "qrst."]),
        ("Abcde; fgh, klmno pqrst.", ["Abcde; fgh,", "klmno pqrst."]),
        ("Abcdef; gh, jklmno pqrst.", ["Abcdef;", "gh, jklmno pqrst."]),
        ("Abcdefg hijklmnopqrstu vwx.", ["Abcdefg", "hijklmnopqrstu vwx."]),
        ("One two three four five six seven eight.", ["One two three four", "five six seven", "eight."]),
        ("Aword-without-any-place-to-break.", ["Aword-without-any-pl", "ace-to-break."]),
        ("“Quoted.” Then more words here.", ["“Quoted.” Then more", "words here."]),
    ],
)
def test_a_text_is_broken_where_it_can_be_and_no_sooner(narrow, text, lines):
    """Between sentences, else after ; or a comma that leaves more than a third, else between words, else within one."""
    assert [row.text for row in fitted(text)] == lines


def test_a_row_has_no_more_than_it_is_given():
    """No lead-in, no id, no mark and no source, whether it is made or fitted."""
    assert astuple(Row("One.")) == EMPTY
    assert [astuple(row) for row in fitted("One.")] == [EMPTY]
    assert astuple(rows_of([Row("One.")])[0]) == EMPTY


def test_a_slide_has_no_timeline_and_no_chart_unless_they_are_given():
    """Its sources are worked out and cannot be given."""
    assert astuple(Shown("Title", ())) == ("Title", (), (), "", ())
    with pytest.raises(TypeError):
        Shown("Title", (), (), "", ("REF",))


def test_a_label_takes_its_own_room_and_that_of_its_separator(narrow):
    """Five characters less and no more; it stands on the first row alone, as the mark does."""
    assert fitted("Fifteen signs..", "Label") == [Row("Fifteen signs..", "Label")]
    assert fitted("Fifteen signs ..", "Label", id="M1", mark="faithful", sources=("REF",)) == [
        Row("Fifteen signs", "Label", "M1", "faithful", ("REF",)),
        Row("..", "", "M1", "", ("REF",)),
    ]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        ('One.  “Two.” "Three" is. "Four" is.', ["One.", '“Two.” "Three" is.', '"Four" is.']),
        ("At 3. 4 weeks of e.g. rest. Then.", ["At 3. 4 weeks of e.g. rest.", "Then."]),
    ],
)
def test_a_sentence_ends_where_a_capital_or_a_quotation_begins_another(text, parts):
    """A full stop within an abbreviation or before a figure ends nothing."""
    assert sentences(text) == parts


def test_a_slide_has_as_many_rows_as_fit_each_with_all_that_belongs_to_it(narrow):
    """Seven at most, counted after they are broken."""
    long = Row("One two three four five.", "", "M1", "faithful", ("REF-1",))
    broken = (Row("One two three four", "", "M1", "faithful", ("REF-1",)), Row("five.", "", "M1", "", ("REF-1",)))
    assert rows_of([long] * 3) == broken * 3
    assert rows_of([long] * 9) == (*broken * 3, broken[0])
    assert rows_of([Row("Short.", "Label")]) == (Row("Short.", "Label"),)


def test_the_sources_of_a_slide_are_those_of_its_rows_and_then_of_its_items(monkeypatch):
    """Each once, in the order in which it is needed."""
    monkeypatch.setattr(library, "CLAIMS", CONTENT["CLAIMS"])
    monkeypatch.setattr(library, "OMISSIONS", CONTENT["OMISSIONS"])
    items = (TimelineItem("a", "A", "treatment", 1, 2, ("M2", "G1")), TimelineItem("b", "B", "decision", 2, 2, ("M1",)))
    rows = (Row("One.", sources=("ROW-2", "REF-1")), Row("Two.", sources=("ROW-1", "ROW-2")))
    assert Shown("Title", rows, items).sources == ("ROW-2", "REF-1", "ROW-1", "REF-2", "REF-BOTH", "REF-G")
    assert Shown("Title", rows).sources == ("ROW-2", "REF-1", "ROW-1")
    assert Shown("Title", (), items).sources == ("REF-2", "REF-BOTH", "REF-G", "REF-1")


def test_merging_keeps_every_id_once_in_the_order_of_its_first_place():
    """Whatever holds them."""
    assert merged(("b", "a"), ["c", "b"], iter("da")) == ("b", "a", "c", "d")
    assert merged() == ()
