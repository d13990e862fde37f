"""What can be found of limits, inputs, scores, terms and of the article itself, word by word, from made-up entries."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from logic.assurance import reviews
from logic.content.shapes.entry import Input, Option, Threshold
from logic.content.shapes.teaching import Classification, GlossaryTerm
from logic.lookup.documents.article import article_documents
from logic.lookup.documents.document import CONVENTION, SECOND_HAND, Document
from tests.logic.lookup.documents.made_up import only

Found = Callable[..., list[Document]]


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> Found:
    """The documents of one kind, from made-up books that two people have read."""
    monkeypatch.setattr(reviews, "statement", lambda: "Read by two.")

    def documents(kind: str, **books: Any) -> list[Document]:
        only(monkeypatch, **books)
        return [one for one in article_documents() if one.kind == kind]

    return documents


def test_a_threshold_tells_its_number_with_its_unit_and_rests_on_its_references_then_on_its_claims(found):
    """It opens on the page about the app."""
    limit = Threshold(
        value=12, unit="weeks", means="Long pain", claims=("C91",), references=("R3", "R1"), note="Count from care."
    )
    assert found("threshold", THRESHOLDS={"long": limit}) == [
        Document(
            "threshold",
            "long",
            "Long pain",
            "12 weeks. Count from care.",
            ("R3", "R1", "R2"),
            lead="",
            more="",
            label=None,
            page="about.py",
            query={},
        )
    ]


def test_a_threshold_for_which_no_source_was_seen_is_labelled_a_convention(found):
    """Without a note, the number stands alone."""
    (document,) = found("threshold", THRESHOLDS={"few": Threshold(value=1, unit="years", means="-", verified=False)})
    assert (document.text, document.label) == ("1 year.", CONVENTION)


def test_an_input_tells_who_counts_in_and_out_and_is_found_by_its_options(found):
    """It opens the page with the form."""
    asked = Input(
        group="pain",
        label="Relief",
        definition="Whether pain is relieved.",
        includes=("Less pain", "More sleep"),
        excludes=("No pain", "No sleep."),
        claims=("C91",),
        references=("R4", "R2"),
        options={"some": Option(label="A little", says="-"), "much": Option(label="A lot", says="-")},
    )
    assert found("input", INPUTS={"relief": asked}) == [
        Document(
            "input",
            "relief",
            "Input: Relief",
            "Whether pain is relieved. Counts in: Less pain; More sleep. Counts out: No pain; No sleep.",
            ("R4", "R2", "R3"),
            lead="Relief",
            more="A little A lot",
            label=None,
            page="explore.py",
            query={},
        )
    ]


def test_a_score_tells_its_levels_and_its_points(found):
    """It is found by its use, and opens in the table of scores."""
    score = Classification(
        name="The Scale",
        used_for="grading pain",
        levels={"A": "none", "B": "much"},
        scoring={"Night": "2 points", "Day": "1 point"},
        interpretation="More is worse.",
        note="Old.",
        references=("R1", "R3"),
        verified=True,
    )
    assert found("classification", CLASSIFICATIONS={"scale": score}) == [
        Document(
            "classification",
            "scale",
            "The Scale",
            "Used for: grading pain. A: none; B: much. Points: Night: 2 points; Day: 1 point. More is worse. Old.",
            ("R1", "R3"),
            lead="scale The Scale. grading pain",
            more="",
            label=None,
            page="lookup.py",
            query={"show": "Scores"},
        )
    ]


def test_a_score_without_points_tells_its_levels_alone(found):
    """One that was not checked is labelled so."""
    bare = Classification(name="-", used_for="nothing", levels={"I": "thin"}, verified=False)
    (document,) = found("classification", CLASSIFICATIONS={"bare": bare})
    assert (document.text, document.label) == ("Used for: nothing. I: thin.", SECOND_HAND)


def test_a_term_is_found_by_its_other_names_and_opens_at_itself(found):
    """It tells what the term includes and excludes."""
    term = GlossaryTerm(
        term="Cement",
        also=("PMMA", "Bone cement"),
        definition="A paste.",
        includes=("Hard paste", "Soft paste"),
        excludes=("Glue", "Chalk"),
        claims=("C91",),
        references=("R3",),
    )
    assert found("glossary", GLOSSARY={"cement": term}) == [
        Document(
            "glossary",
            "cement",
            "Cement",
            "A paste. Includes: Hard paste; Soft paste. Excludes: Glue; Chalk.",
            ("R3", "R2"),
            lead="Cement; PMMA; Bone cement",
            more="definition",
            label=None,
            page="lookup.py",
            query={"show": "Terms", "term": "Cement"},
        )
    ]


def test_the_article_tells_who_published_it_when_and_who_has_reviewed_our_content(found):
    """It rests on itself, and opens the page about the app."""
    assert found("article") == [
        Document(
            "article",
            "article",
            "The article under audit",
            "Title: Broken backs. Publisher: The Press. Last updated: 2020-02-03. Status: unchanged. "
            "Our content: Read by two.",
            ("ARTICLE",),
            lead="the article, its title, publisher, author and review",
            more="written reviewed pending human review clinician",
            label=None,
            page="about.py",
            query={},
        )
    ]


def test_a_citation_of_the_article_tells_what_it_really_is_and_whether_the_article_lists_it(found):
    """It is found by its number, and opens the audit."""
    place = {"page": "evidence.py", "query": {"view": "Audit"}}
    assert found("citation") == [
        Document(
            "citation",
            "citation-7",
            "Citation [7] of the article",
            "A letter. Listed: in the article's list. Confidence: sure.",
            ("R1", "R2"),
            lead="citation 7 of the article, reference 7",
            **place,
        ),
        Document(
            "citation",
            "citation-8",
            "Citation [8] of the article",
            "A poster. Listed: missing from the article's list. Confidence: a guess.",
            (),
            lead="citation 8 of the article, reference 8",
            **place,
        ),
    ]
