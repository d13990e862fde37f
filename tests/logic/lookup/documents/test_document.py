"""The pieces of which documents are made: sentences, named fields, short names, references, and what is left out."""

from __future__ import annotations

import pytest

from logic.lookup.documents.document import (
    CONVENTION,
    SECOND_HAND,
    UNSEEN,
    Document,
    both,
    joined,
    named,
    sentence,
    shorts,
)
from tests.logic.lookup.documents.made_up import CLAIM, only


@pytest.mark.parametrize(
    ("parts", "between", "text"),
    [
        (("one", "two", "three"), " ", "one two three"),
        (("one", None, "", "two"), ", ", "one, two"),
        ((None, ""), "; ", ""),
        ((), " ", ""),
    ],
)
def test_parts_are_joined_by_what_stands_between_and_empty_ones_are_left_out(parts, between, text):
    """Nothing stands before the first or after the last."""
    assert joined(*parts, between=between) == text


def test_parts_are_joined_by_a_space_unless_told_otherwise():
    """One space, and no more."""
    assert joined("one", "two") == "one two"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("pain on the NRS", "Pain on the NRS."),
        (".5 of 10.", ".5 of 10."),
        ("factor X.", "Factor X."),
        ("why..", "Why."),
        ("p", "P."),
    ],
)
def test_a_sentence_begins_with_a_capital_and_loses_only_its_last_stops(text, told):
    """Letters and stops elsewhere stay as they were."""
    assert sentence(text) == told


def test_named_fields_follow_each_other_as_sentences():
    """Underscores are spaces, each ends with one stop, and what is empty is left out."""
    told = named(used_in_adults="factor X.", dose=".5 mg", when=None, where="", who_pays_it="all..")
    assert told == "Used in adults: factor X. Dose: .5 mg. Who pays it: all."
    assert named(note=None) == ""


def test_references_go_by_their_short_names(monkeypatch):
    """In the order given, with a space between."""
    only(monkeypatch)
    assert shorts(("R3", "R1")) == "Short 3 Short 1"
    assert shorts(()) == ""


def test_own_references_stand_before_those_of_the_claims(monkeypatch):
    """Each once, where it stood first."""
    only(monkeypatch, CLAIMS={"C91": CLAIM, "C92": CLAIM.model_copy(update={"references": ("R4", "R2")})})
    assert both(["R3", "R1"], ["C92", "C91"]) == ("R3", "R1", "R4", "R2")
    assert both((), ("C91",)) == ("R2", "R3")
    assert both(("R1", "R1"), ()) == ("R1",)


@pytest.mark.parametrize("label", [SECOND_HAND, UNSEEN, CONVENTION])
def test_a_document_with_a_label_is_not_verified(label):
    """One without may stand alone."""
    assert Document("claim", "C01", "Title", "Text", (), label=label).verified is False
    assert Document("claim", "C01", "Title", "Text", ()).verified is True


def test_labels_say_plainly_what_was_not_seen():
    """They are shown beside the answer as they are."""
    assert SECOND_HAND == "Second-hand, not checked"
    assert UNSEEN == "Source text behind the article's sentence not seen"
    assert CONVENTION == "A convention for which no source was seen"


def test_a_document_that_says_no_more_opens_the_evidence_and_counts_for_one():
    """Nothing but its text is searched, and it has neither verdict nor label; no two share a query."""
    bare = Document("claim", "C01", "Title", "Text", ("R1",))
    full = Document("claim", "C01", "Title", "Text", ("R1",), "", "", None, None, "evidence.py", {}, 1.0)
    assert bare == full
    assert bare.query is not Document("claim", "C01", "Title", "Text", ("R1",)).query
