"""What can be found of the panels, word by word, from entries that are made up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from logic.content.shapes.teaching import Panel, Rating
from logic.lookup.documents.document import SECOND_HAND, Document
from logic.lookup.documents.evidence import evidence_documents
from tests.logic.lookup.documents.made_up import PANELS, only

Found = Callable[..., list[Document]]

IN_PANELS = {"page": "evidence.py", "query": {"view": "Panels"}}


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> Found:
    """The documents of one kind, from made-up panels."""

    def documents(kind: str, **panels: Panel) -> list[Document]:
        only(monkeypatch, PANELS=PANELS.model_copy(update={"panels": panels}))
        return [one for one in evidence_documents() if one.kind == kind]

    return documents


def a_panel(**changed: Any) -> Panel:
    """A panel that rated two treatments, or one that differs from it."""
    return Panel(
        **{
            "name": "The Panel",
            "tag": "-",
            "year": 2014,
            "population": "The old",
            "method": "Two rounds",
            "funding": "A maker",
            "n_scenarios": 64,
            "ratings": (
                Rating(treatment="cement", appropriate=60.5, uncertain=0, inappropriate=30),
                Rating(treatment="waiting", uncertain=12),
            ),
            "notable": "They agreed.",
            "references": ("R1", "R2"),
            "verified": True,
            **changed,
        }
    )


def test_a_panel_tells_every_share_with_its_class(found):
    """A share of none is told, one that was not seen is left out; it opens among the panels."""
    (document,) = found("panel", us=a_panel())
    assert document == Document(
        "panel",
        "us",
        "The Panel, 2014",
        "Cement: 60.5 % appropriate, 0 % uncertain, 30 % inappropriate; waiting: 12 % uncertain. They agreed. "
        "Population: The old. Method: Two rounds. Funding: A maker. Scenarios: 64.",
        ("R1", "R2"),
        lead="The Panel panel appropriateness",
        more="",
        label=None,
        **IN_PANELS,
    )


def test_a_panel_tells_what_alone_was_appropriate_and_what_is_second_hand(found):
    """Without a year, its title is its name; one that was not checked is labelled so."""
    panel = a_panel(
        year=None, ratings=(), exclusively={"cement": 12.5, "a brace": 3}, second_hand="By hearsay.", verified=False
    )
    (document,) = found("panel", eu=panel)
    assert document.title == "The Panel"
    assert document.text == (
        "Only cement appropriate: 12.5 %; only a brace appropriate: 3 %. They agreed. "
        "Population: The old. Method: Two rounds. Funding: A maker. Scenarios: 64. By hearsay."
    )
    assert document.label == SECOND_HAND


def test_the_overview_of_the_panels_rests_on_those_that_were_checked(found):
    """It asks, answers, and says what the picture cannot show."""
    panels = {
        "a": a_panel(references=("R2", "R1")),
        "b": a_panel(references=("R3",), verified=False),
        "c": a_panel(references=("R1", "R4")),
    }
    assert found("overview", **panels) == [
        Document(
            "overview",
            "panels",
            "Panels",
            "Who is right? They differ. Cannot show: Who pays. Who heals.",
            ("R2", "R1", "R4"),
            lead="",
            more="",
            label=None,
            **IN_PANELS,
        )
    ]
