"""A small look-up: a handful of made-up documents and a made-up table of synonyms, in the place of the content."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from logic.content.shapes.teaching import Meaning, Synonyms
from logic.lookup import ask as engine
from logic.lookup import index
from logic.lookup.documents.document import Document
from logic.lookup.index import Index

TERMS = {
    "pear": Meaning(words=("nashi", "pears of gold"), asked=("poire",)),
    "pill": Meaning(weight="decisive"),
    "capsule": Meaning(weight="decisive"),
    "medicine": Meaning(),
    "powder": Meaning(kind_of=("medicine",)),
    "sachet": Meaning(weight="decisive", kind_of=("powder",)),
    "person": Meaning(weight="soft"),
    "lady": Meaning(weight="soft"),
    "disease": Meaning(),
    "cancer": Meaning(weight="beside", kind_of=("disease",)),
    "dose": Meaning(words=("9 mg",)),
    "trial": Meaning(weight="soft"),
    "definition": Meaning(words=("what is",), weight="soft"),
}
ENGLISH = {"abcs": 10**6, "daily": 10**6, "nashi": 10**6}
FILLERS = 30
"""Documents about nothing, beside which all words of a few others are rare, and equally so."""


def about(lead: str, text: str = "", *, kind: str = "panel", **more: Any) -> Document:
    """A document; its id is what it is about, unless another is given."""
    given: dict[str, Any] = {"id": lead, "title": "Title", "sources": ("SOURCE2020",), **more}
    return Document(kind, lead=lead, text=text, **given)


def hold(monkeypatch: pytest.MonkeyPatch, *documents: Document, **terms: Meaning) -> Index:
    """Lets the look-up hold these documents, and the table these terms beside its own; gives its index."""
    fillers = tuple(about("filler what is", id=f"filler-{number}") for number in range(FILLERS))
    table = Synonyms(terms=TERMS | terms, ignored=("the of in and",), outside=("knee, elbow",))
    monkeypatch.setattr(engine, "article_documents", lambda: documents[:1])
    monkeypatch.setattr(engine, "evidence_documents", lambda: (*documents[1:], *fillers))
    monkeypatch.setattr(engine, "SYNONYMS", table)
    monkeypatch.setattr(engine, "english", lambda: ENGLISH)
    monkeypatch.setattr(index, "english", lambda: ENGLISH)
    monkeypatch.setattr(engine, "_index", cache(engine._index.__wrapped__))
    monkeypatch.setattr(engine, "_marks", cache(engine._marks.__wrapped__))
    return engine._index()[0]


def scores(question: str) -> dict[str, float]:
    """What a question finds, best first, with its scores."""
    answer = engine.ask(question)
    assert answer.found
    return {hit.id: hit.score for hit in answer.hits}


def near(question: str) -> dict[str, float]:
    """What lies near a question that is not covered, best first, with its scores."""
    answer = engine.ask(question)
    assert not answer.found
    return {hit.id: hit.score for hit in answer.nearest}
