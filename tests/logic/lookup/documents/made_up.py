"""Made-up content in the place of all that documents are made of, for tests that expect them word by word."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from logic.content import library
from logic.content.shapes.entry import Article, Change, Citation, Claim, Reference
from logic.content.shapes.teaching import Grid, Panels
from logic.evidence import comparison, trials

OF_THE_ARTICLE = (
    *("CLAIMS", "OMISSIONS", "CAUTIONS", "ADVICE", "GUIDELINES", "BODIES"),
    *("THRESHOLDS", "INPUTS", "CLASSIFICATIONS", "CONTRADICTIONS", "GLOSSARY"),
)
OF_THE_EVIDENCE = (
    *("TRIALS", "TRIAL_TEXTS", "OUTCOMES", "FINDINGS", "STUDIES"),
    *("CHARTS", "NATURAL_HISTORY", "MORTALITY"),
)

OF_THEIR_OWN = {
    comparison: ("FINDINGS", "OUTCOMES", "STUDIES"),
    trials: ("MORTALITY", "NATURAL_HISTORY", "TRIALS"),
}
"""Books that these modules hold by names of their own."""

REFERENCES = {
    f"R{number}": Reference(short=f"Short {number}", citation=f"Long {number}", kind="paper", verified=True)
    for number in (1, 2, 3, 4)
}

CLAIM = Claim(
    section="Bracing",
    says="A brace heals.",
    citations=(3,),
    verdict="unsupported",
    finding="No trial shows it.",
    primary_source="A review of braces",
    grade="Low certainty",
    references=("R2", "R3"),
    verified=True,
)
"""Called C91 where entries rest on it."""

ARTICLE = Article(
    title="Broken backs",
    publisher="The Press",
    last_updated="2020-02-03",
    status="unchanged.",
    citations=(
        Citation(number=7, really_is="A letter.", listed=True, confidence="sure", references=("R1", "R2")),
        Citation(number=8, really_is="A poster.", listed=False, confidence="a guess.", references=()),
    ),
    changes=(Change(day="2021-01-01", version="1.0", what="-"),),
)

PANELS = Panels(
    title="Panels",
    question="Who is right?",
    answer="They differ.",
    axis="-",
    asked_otherwise="-",
    method=("-",),
    cannot=("Who pays.", "Who heals."),
    claims=(),
    grid=Grid(axes=()),
    panels={},
)


def only(monkeypatch: pytest.MonkeyPatch, **books: Mapping[str, Any] | Panels) -> None:
    """From now on there are these books, one claim, four references and an article; the other books are empty."""
    made: dict[str, Any] = {name: {} for name in (*OF_THE_ARTICLE, *OF_THE_EVIDENCE)}
    made |= {"REFERENCES": REFERENCES, "CLAIMS": {"C91": CLAIM}, "ARTICLE": ARTICLE, "PANELS": PANELS} | books
    for name, book in made.items():
        monkeypatch.setattr(library, name, book)
    for module, names in OF_THEIR_OWN.items():
        for name in names:
            monkeypatch.setattr(module, name, made[name])
