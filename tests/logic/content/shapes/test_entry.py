"""What an entry must say, what it need not, and what it means where it does not; both sides of every limit."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from logic.content.shapes import entry as shapes
from logic.content.shapes import position, recommendation, teaching
from logic.content.shapes.entry import Entry

ARTICLE = {
    "title": "T",
    "publisher": "P",
    "last_updated": "2026-03-01",
    "status": "S",
    "citations": [],
    "changes": [
        {"day": "2026-03-02", "version": "1.1", "what": "B"},
        {"day": "2026-03-01", "version": "1.0", "what": "A"},
    ],
}
REFERENCE = {"short": "S", "citation": "C", "kind": "K", "verified": True}
CARD = {"topic": "Drugs", "front": "Why?", "back": "So."}
GRID = {
    "axes": [
        {"label": "A", "fields": ["x", "y"], "levels": [1, 2], "why": "W"},
        {"label": "B", "fields": ["z"], "levels": [True, False], "why": "W"},
    ]
}

LEAST: list[tuple[type[Entry], dict[str, Any], dict[str, Any]]] = [
    (
        shapes.Threshold,
        {"value": 3, "unit": "weeks", "means": "M"},
        {"claims": (), "references": (), "note": None, "verified": True},
    ),
    (
        shapes.Input,
        {"group": "pain", "label": "L", "definition": "D", "includes": [], "excludes": []},
        {"unit": None, "says": None, "claims": (), "references": (), "options": {}},
    ),
    (
        shapes.Claim,
        {"section": "S", "says": "A", "citations": [], "verdict": "faithful", "finding": "F", "primary_source": "P",
         "grade": "G", "references": [], "verified": True},
        {"better": None, "cautions": ()},
    ),
    (
        shapes.Omission,
        {"topic": "T", "why_it_matters": "W", "references": [], "verified": True},
        {"cautions": ()},
    ),
    (
        shapes.Caution,
        {"agent": "A", "condition": "C", "action": "X", "severity": "avoid", "references": [],
         "source_level": "secondary", "verified": True},
        {"threshold": None, "unit": None, "when": (), "note": None},
    ),
    (shapes.Reference, REFERENCE, {"year": None, "doi": None, "pmid": None, "url": None, "note": None}),
    (
        recommendation.Advice,
        {"topics": ["t"], "title": "T", "stage": "now", "when": "trauma", "text": "X"},
        {"short": None, "because": None, "pearl": None, "pitfall": None, "article": {}, "disagreement": None,
         "claims": (), "references": (), "cautions": (), "window": None, "sources": (), "student": None,
         "educator": None, "questions": ()},
    ),
    (
        position.Row,
        {"says": "S", "vertebroplasty": "option", "kyphoplasty": "option"},
        {"when": None, "claims": ()},
    ),
    (
        position.Body,
        {"name": "N", "year": 2020, "population": "P", "timing": "T", "strength": "S", "claims": [], "references": [],
         "rows": {}},
        {"note": None},
    ),
    (shapes.Article, ARTICLE, {"report_to": None}),
    (
        teaching.Rating,
        {"treatment": "T"},
        {"appropriate": None, "uncertain": None, "inappropriate": None, "counts": None},
    ),
    (
        teaching.Panel,
        {"name": "N", "tag": "T", "year": None, "population": "P", "method": "M", "funding": "F", "n_scenarios": 3,
         "notable": "X", "references": [], "verified": True},
        {"other_fracture": False, "ratings": (), "exclusively": {}, "no_means": None, "second_hand": None},
    ),
    (
        teaching.Guideline,
        {"body": "B", "year": None, "status": "S", "verified": True},
        {"vertebroplasty": None, "kyphoplasty": None, "strength": None, "population": None, "timing": None,
         "funding": None, "note": None, "references": ()},
    ),
    (
        teaching.Classification,
        {"name": "N", "used_for": "U", "levels": {}, "verified": True},
        {"scoring": {}, "interpretation": None, "note": None, "references": ()},
    ),
    (
        teaching.GlossaryTerm,
        {"term": "T", "definition": "D", "includes": [], "excludes": []},
        {"also": (), "claims": (), "references": ()},
    ),
    (
        recommendation.ForStudent,
        {"mechanism": "M"},
        {"references": ()},
    ),
    (
        recommendation.Said,
        {"reference": "R", "says": "S", "strength": "strong", "seen": "label"},
        {"seen_note": None, "where": None},
    ),
    (teaching.Flashcard, CARD, {"claims": (), "cautions": (), "references": ()}),
    (teaching.Meaning, {}, {"words": (), "asked": (), "kind_of": (), "weight": "plain"}),
]  # fmt: skip
NAMES = [model.__name__ for model, *_ in LEAST]


def fault(model: Any, raw: Any) -> str:
    """The kind of what is first wrong with an entry."""
    with pytest.raises(ValidationError) as found:
        TypeAdapter(model).validate_python(raw)
    return found.value.errors()[0]["type"]


@pytest.mark.parametrize(("model", "least", "meant"), LEAST, ids=NAMES)
def test_what_an_entry_need_not_say_is_nothing(model: Any, least: Any, meant: dict[str, Any]) -> None:
    """Everything else is required; a threshold that says nothing else is verified."""
    assert model.model_validate(least).model_dump(exclude=set(least)) == meant
    for key in least:
        assert fault(model, {name: value for name, value in least.items() if name != key}) == "missing"


@pytest.mark.parametrize(("model", "least", "meant"), LEAST, ids=NAMES)
def test_an_entry_says_nothing_unknown_and_stays_as_it_was_read(model: Any, least: Any, meant: dict[str, Any]) -> None:
    """A misspelt key is a fault, and no page can change what all pages share."""
    assert fault(model, {**least, "colour": "red"}) == "extra_forbidden"
    entry = model.model_validate(least)
    with pytest.raises(ValidationError) as found:
        setattr(entry, next(iter(meant)), "red")
    assert found.value.errors()[0]["type"] == "frozen_instance"


def test_a_text_says_something_and_has_no_space_around_it() -> None:
    """Space alone is nothing."""
    assert shapes.Option(label=" a b\n", says="x") == shapes.Option(label="a b", says="x")
    for empty in ("", " \n"):
        assert fault(shapes.Option, {"label": empty, "says": "x"}) == "string_too_short"


def test_a_day_is_written_in_full() -> None:
    """With quotes or without, which YAML reads as a day."""
    for day in ("2026-03-01", date(2026, 3, 1)):
        assert shapes.Change(day=day, version="1.0", what="A").day == "2026-03-01"
    for wrong in ("2026-3-1", "on 2026-03-01", "2026-03-01 12:30"):
        assert fault(shapes.Change, {"day": wrong, "version": "1.0", "what": "A"}) == "string_pattern_mismatch"
    assert fault(shapes.Change, {"day": 7, "version": "1.0", "what": "A"}) == "string_type"


def test_the_newest_change_gives_the_version_and_the_day() -> None:
    """It is the first."""
    article = shapes.Article.model_validate(ARTICLE)
    assert (article.content_version, article.content_date) == ("1.1", "2026-03-02")


@pytest.mark.parametrize(
    ("given", "link"),
    [
        ({"doi": "10.1/x", "pmid": "7", "url": "https://a.example"}, "https://doi.org/10.1/x"),
        ({"pmid": "7", "url": "https://a.example"}, "https://pubmed.ncbi.nlm.nih.gov/7/"),
        ({"url": "https://a.example"}, "https://a.example"),
        ({}, None),
    ],
)
def test_a_reference_leads_to_the_place_that_lasts_longest(given: dict[str, str], link: str | None) -> None:
    """Its DOI, else PubMed, else the publisher's page; None where none was seen."""
    assert shapes.Reference.model_validate(REFERENCE | given).link == link


@pytest.mark.parametrize(("share", "fits"), [(0, True), (0.5, True), (100, True), (-0.1, False), (100.5, False)])
def test_a_share_is_a_percentage(share: float, fits: bool) -> None:
    """From nothing to all, both allowed."""
    if fits:
        assert teaching.Rating(treatment="T", appropriate=share).appropriate == share
    else:
        wanted = "greater_than_equal" if share < 0 else "less_than_equal"
        assert fault(teaching.Rating, {"treatment": "T", "appropriate": share}) == wanted


def test_an_answer_on_a_card_has_at_most_thirty_words() -> None:
    """One more is a fault."""
    assert teaching.Flashcard.model_validate({**CARD, "back": "word " * 30}).back == "word " * 29 + "word"
    assert fault(teaching.Flashcard, {**CARD, "back": "word " * 31}) == "value_error"


@pytest.mark.parametrize(("number", "fits"), [(1, False), (2, True), (4, True), (5, False)])
def test_two_to_four_questions_follow(number: int, fits: bool) -> None:
    """Fewer lead nowhere, and more are not read."""
    questions = [{"ask": "Why?", "finds": "claim C1"}] * number
    if fits:
        assert len(TypeAdapter(recommendation.Questions).validate_python(questions)) == number
    else:
        assert fault(recommendation.Questions, questions) == ("too_short" if number < 2 else "too_long")


def test_a_grid_has_a_row_for_every_combination_in_the_order_of_its_axes() -> None:
    """The last axis varies fastest, and an axis may set several fields at once."""
    assert list(teaching.Grid.model_validate(GRID).rows()) == [
        {"x": 1, "y": 1, "z": True},
        {"x": 1, "y": 1, "z": False},
        {"x": 2, "y": 2, "z": True},
        {"x": 2, "y": 2, "z": False},
    ]
