"""The bibliography in use, on made-up books: what an entry of each is called, and what a search finds."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from pydantic import Field

from logic.content.shapes.entry import Entry
from logic.evidence import bibliography
from logic.evidence.bibliography import Use, group_of


class Inner(Entry):
    reference: str | None = None


class Made(Entry):
    label: str = "label"
    title: str = "title"
    name: str = "name"
    citation: str = "citation"
    number: int = 3
    reference: str | None = None
    references: tuple[str, ...] = ()
    deep: tuple[Inner, ...] = ()
    by_name: dict[str, Inner] = Field(default_factory=dict)


CALLED = {
    "CLAIMS": ("claim", "an id 1"),
    "OMISSIONS": ("omission", "an id 1"),
    "CAUTIONS": ("caution", "an id 1"),
    "THRESHOLDS": ("threshold", "an id 1"),
    "INPUTS": ("input", "label"),
    "ADVICE": ("recommendation", "title"),
    "BODIES": ("position", "name"),
    "STUDIES": ("comparison", "citation"),
    "TRIALS": ("trial", "name"),
    "GUIDELINES": ("guideline", "an id 1"),
    "CLASSIFICATIONS": ("classification", "an id 1"),
    "LECTURES": ("lecture", "title"),
    "TEACHING": ("mechanism", "an id 1"),
    "FLASHCARDS": ("take-home card", "an id 1"),
    "SOME_BOOK": ("some book record", "an id 1"),
}


def used(monkeypatch, **books):
    """What uses which reference in these books."""
    rest = {"ARTICLE": SimpleNamespace(citations=()), "PANELS": SimpleNamespace(panels={}), "NUMBER": 7}
    monkeypatch.setattr(bibliography, "library", SimpleNamespace(**rest | books))
    return bibliography.uses.__wrapped__()


@pytest.mark.parametrize("book", CALLED)
def test_an_entry_is_called_by_its_book_and_goes_by_its_name_or_its_id(monkeypatch, book):
    """An id is read as words."""
    what, name = CALLED[book]
    assert used(monkeypatch, **{book: {"an_id-1": Made(references=("R",))}}) == {"R": (Use(what, "an_id-1", name),)}


def test_citations_go_by_their_number_and_panels_by_their_name(monkeypatch):
    """They are parts of a larger entry."""
    article = SimpleNamespace(citations=(Made(reference="R"),))
    assert used(monkeypatch, ARTICLE=article) == {"R": (Use("citation", "3", "3"),)}
    panels = SimpleNamespace(panels={"p": Made(references=("R",))})
    assert used(monkeypatch, PANELS=panels) == {"R": (Use("panel", "p", "name"),)}


def test_references_are_found_wherever_they_stand_and_each_use_counts_once(monkeypatch):
    """By themselves, in lists, and in entries inside an entry; what is no entry is passed over."""
    claims = {
        "C1": Made(reference="A", references=("B", "A"), deep=(Inner(reference="C"), Inner())),
        "C2": Made(by_name={"x": Inner(reference="C"), "y": Inner(reference="D")}),
        "no entry": ("Z",),
    }
    one, two = Use("claim", "C1", "C1"), Use("claim", "C2", "C2")
    assert used(monkeypatch, CLAIMS=claims) == {"A": (one,), "B": (one,), "C": (one, two), "D": (two,)}


@pytest.fixture
def books(monkeypatch):
    """Three references, one of them unused, and an id that the bibliography does not have."""
    told = {"kind": "review", "link": "https://x", "verified": True, "year": None}
    references = {
        "made-B": SimpleNamespace(**told, short="beta 2", citation="Some words"),
        "made-A": SimpleNamespace(**{**told, "year": 1987, "kind": "RCT"}, short="Alpha", citation="Other words"),
        "made-C": SimpleNamespace(**{**told, "kind": "page"}, short="ceta", citation="No more"),
    }
    places = {
        "made-A": (Use("claim", "C1", "C1"), Use("trial", "t", "Trial T"), Use("claim", "C2", "C2")),
        "made-B": (Use("claim", "C1", "C1"),),
        "lost": (Use("claim", "C9", "C9"),),
    }
    monkeypatch.setattr(bibliography, "library", SimpleNamespace(REFERENCES=references))
    monkeypatch.setattr(bibliography, "uses", lambda: places)
    monkeypatch.setattr(bibliography, "_text", bibliography._text.__wrapped__)


@pytest.mark.usefixtures("books")
def test_what_is_unused_or_missing_is_told_and_every_use_in_words():
    """Ids of one kind together, in the plural where there are several."""
    assert (bibliography.unused(), bibliography.missing()) == (("made-C",), ("lost",))
    assert bibliography.where("made-A") == "claims C1, C2; trial Trial T"
    assert bibliography.where("made-B") == "claim C1"
    assert bibliography.where("made-C") == bibliography.where("nowhere") == ""


@pytest.mark.usefixtures("books")
@pytest.mark.parametrize(
    ("words", "wanted", "found"),
    [
        ("", (), ["made-A", "made-B", "made-C"]),
        ("WORDS", (), ["made-A", "made-B"]),
        ("words claim", ("Reviews",), ["made-B"]),
        ("other some", (), []),
        ("1987", (), ["made-A"]),
        ("rct", (), ["made-A"]),
        ("beta", (), ["made-B"]),
        ("trial t", (), ["made-A"]),
        ("made-c", ("Trials", "Other pages"), ["made-C"]),
        ("none", (), []),
        ("xx", (), []),
        ("alpha other", (), ["made-A"]),
        ("2some", (), []),
    ],
)
def test_a_search_looks_into_id_name_citation_kind_year_and_places(words, wanted, found):
    """All words must be there, whatever their case; found by short name in the order of the alphabet."""
    assert list(bibliography.search(words, wanted)) == found


@pytest.mark.usefixtures("books")
def test_the_file_has_a_row_for_each_reference():
    """An unknown year stays empty."""
    frame = bibliography.tidy(["made-B", "made-A"])
    assert list(frame) == ["id", "short", "citation", "kind", "year", "link", "checked", "used_in"]
    assert frame.to_numpy().tolist() == [
        ["made-B", "beta 2", "Some words", "review", "", "https://x", True, "claim C1"],
        ["made-A", "Alpha", "Other words", "RCT", "1987", "https://x", True, "claims C1, C2; trial Trial T"],
    ]
    assert bibliography.groups() == ("Reviews", "Trials", "Other pages")


KINDS = {
    "Guidelines and panels": [
        "a guide",
        "recommendation",
        "criteria",
        "consensus",
        "position",
        "policy",
        "standard",
        "appraisal",
        "pathway",
        "practice parameter",
        "task force",
        "Guideline review",
    ],
    "Reviews": ["Review", "meta-analysis", "review of a trial"],
    "Trials": ["Trial", "RCT", "rct in a cohort"],
    "Cohorts and series": ["cohort", "observational", "series", "economic model", "Editorial"],
    "Regulators and labels": ["regulator", "drug label", "monograph", "formulary"],
    "Scores and tools": ["classification", "calculator", "score card"],
    "AI-generated": ["AI-generated text"],
    "Other pages": ["web page", "practice", "task", "label", ""],
}


def test_a_kind_belongs_to_the_first_group_that_knows_a_part_of_its_name():
    """Capitals do not matter; what nobody knows stands apart, at the end."""
    found = {group: [kind for kind in kinds if group_of(kind) == group] for group, kinds in KINDS.items()}
    assert found == KINDS
    assert list(KINDS) == [*bibliography.GROUPS, bibliography.OTHER]
