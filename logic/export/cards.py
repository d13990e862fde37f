"""The take-home cards: as a deck for Anki, and the same cards as a CSV file."""

from __future__ import annotations

import io
import itertools
import json
import sqlite3
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from html import escape
from typing import Any, NamedTuple

from logic.content.library import ARTICLE, CAUTIONS, CLAIMS, FLASHCARDS, OMISSIONS, REFERENCES
from logic.content.shapes.teaching import Flashcard
from logic.evidence.csv import to_csv

NAME = "VCF Explorer"
DECK_ID = 1_732_407_101
MODEL_ID = 1_732_407_102
"""Anki knows deck and note type by these numbers; changing one makes a second deck of the next import."""

DESCRIPTION = "Vertebral compression fractures, for education only. Content version {} of {}."

FRONT = '<p class="topic">{{Topic}}</p><p class="question">{{Question}}</p>'
BACK = '{{FrontSide}}<hr id="answer"><p class="answer">{{Answer}}</p><div class="sources">{{Sources}}</div>'

CSS = """\
.card { max-width: 36em; margin: 0 auto; padding: 1em; text-align: left;
  font: 1.25em/1.5 system-ui, sans-serif; color: #1f2328; background: #ffffff; }
.topic, .sources { font-size: 0.75em; color: #57606a; }
.question { font-weight: 600; }
.sources ul { margin: 0; padding-left: 1.2em; }
a { color: #0b5cad; text-decoration: underline; }
hr { border: 0; border-top: 1px solid #8c959f; }
.card.nightMode, .card.night_mode { color: #e6edf3; background: #16191d; }
.nightMode .topic, .nightMode .sources, .night_mode .topic, .night_mode .sources { color: #a8b1bb; }
.nightMode a, .night_mode a { color: #79b8ff; }
"""
"""Plain type in the light and at night; a link is underlined and so does not rest on its colour."""


class Basis(NamedTuple):
    """What an answer rests on: its name, empty for a bare source, and the ids of its references."""

    name: str
    references: tuple[str, ...]


def deck(day: date | None = None) -> bytes:
    """The cards as an .apkg file, always the same bytes for the same content and day.

    ``day``, by default that of the content, is when the cards count as changed: Anki takes over the new words
    of a card it has only if they are from a later day than its own.
    """
    import genanki  # only where somebody takes the deck home

    day = day or date.fromisoformat(ARTICLE.content_date)
    model = genanki.Model(
        MODEL_ID,
        NAME,
        fields=[{"name": name} for name in ("Question", "Answer", "Sources", "Topic")],
        templates=[{"name": "Card", "qfmt": FRONT, "afmt": BACK}],
        css=CSS,
    )
    made = genanki.Deck(DECK_ID, NAME, DESCRIPTION.format(ARTICLE.content_version, ARTICLE.content_date))
    for name, card in FLASHCARDS.items():
        fields = [escape(card.front), escape(card.back), _sources_html(card), escape(card.topic)]
        guid = genanki.guid_for("vcf-explorer", name)
        made.add_note(genanki.Note(model, fields, tags=[_tag(card)], guid=guid))
    return _zipped(genanki.Package(made), day)


def cards_csv() -> str:
    """The cards as CSV text: id, topic, question, answer, sources with their addresses, tag."""
    import pandas as pd  # a third of a second to import, so only where a table is asked for

    rows = [
        {
            "id": name,
            "topic": card.topic,
            "question": card.front,
            "answer": card.back,
            "sources": _sources_text(card),
            "tag": _tag(card),
        }
        for name, card in FLASHCARDS.items()
    ]
    return to_csv("Take-home cards", pd.DataFrame(rows))


def _zipped(package: Any, day: date) -> bytes:
    """The package without a file on disk and without the hour of its making."""
    stamp = datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()
    connection = sqlite3.connect(":memory:")
    try:
        package.write_to_db(connection.cursor(), stamp, itertools.count(int(stamp * 1000)))
        connection.commit()
        collection = connection.serialize()
    finally:
        connection.close()
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in (("collection.anki2", collection), ("media", json.dumps({}).encode())):
            entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def _tag(card: Flashcard) -> str:
    return "vcf::" + card.topic.lower().replace(" ", "-")


def _bases(card: Flashcard) -> Iterator[Basis]:
    for name in card.claims:
        if name in OMISSIONS:
            yield Basis(f"{name}, left out by the article", OMISSIONS[name].references)
        else:
            claim = CLAIMS[name]
            yield Basis(f"Claim {name}, found {claim.verdict}", claim.references)
    for name in card.cautions:
        secondary = "" if CAUTIONS[name].source_level == "primary_or_official" else ", secondary source"
        yield Basis(f"Caution {name}{secondary}", CAUTIONS[name].references)
    if card.references:
        yield Basis("", card.references)


def _sources_html(card: Flashcard) -> str:
    items = "".join(
        f"<li>{escape(basis.name)}{': ' if basis.name else ''}{' · '.join(_link(one) for one in basis.references)}</li>"
        for basis in _bases(card)
    )
    return f"<ul>{items}</ul>"


def _link(reference: str) -> str:
    entry = REFERENCES[reference]
    name = escape(entry.short)
    return f'<a href="{escape(entry.link)}">{name}</a>' if entry.link else name


def _sources_text(card: Flashcard) -> str:
    lines = []
    for basis in _bases(card):
        named = [f"{REFERENCES[one].short} {REFERENCES[one].link or ''}".rstrip() for one in basis.references]
        lines.append(f"{basis.name}{': ' if basis.name else ''}{'; '.join(named)}")
    return " | ".join(lines)
