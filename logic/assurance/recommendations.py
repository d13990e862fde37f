"""The recommendations of each reading held against the rest of the content: topics, sources, cautions, the article.

Imported with the package; a fault raises ``ContentError`` with the file, the entry and what is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable

from logic.content.chapters import ARTICLE
from logic.content.library import CAUTIONS, CLAIMS, OMISSIONS, READINGS, REFERENCES, TOPICS
from logic.content.reading import ContentError
from logic.content.shapes.recommendation import Advice

_OF_GUIDANCE = ("because", "article", "disagreement", "sources")
"""What an entry of the article does not carry: it has claims, whose verdicts say all that."""


def _check() -> None:
    for reading, one in READINGS.items():
        for id, advice in one.advice.items():
            for fault in _faults(reading, advice):
                raise ContentError(one.file_of(id), id, fault)


def _faults(reading: str, advice: Advice) -> Iterable[str]:
    """What is wrong with one entry."""
    used: dict[str, tuple[Iterable[str], Iterable[str], str]] = {
        "topics": (advice.topics, TOPICS, "topic"),
        "claims": (advice.claims, (*CLAIMS, *OMISSIONS), "claim"),
        "references": (advice.references, REFERENCES, "reference"),
        "sources": ((one.reference for one in advice.sources), REFERENCES, "reference"),
        "student.references": (advice.student.references if advice.student else (), REFERENCES, "reference"),
        "cautions": (advice.cautions, CAUTIONS, "caution"),
        "article": ([id for id in advice.article if id != "absent"], READINGS[ARTICLE].advice, "rule of the article"),
    }
    for key, (ids, known, what) in used.items():
        allowed = set(known)
        yield from (f"{key}: there is no {what} {id}" for id in ids if id not in allowed)
    yield from (f"cautions: {id} is not verified" for id in advice.cautions if not CAUTIONS[id].verified)
    if not (advice.claims or advice.references or advice.sources):
        yield "references: a source is missing"
    if reading == ARTICLE:
        yield from (f"{key}: is not for a rule of the article" for key in _OF_GUIDANCE if getattr(advice, key))
    if len({one.ask for one in advice.questions}) < len(advice.questions):
        yield "questions: a question stands there twice"


_check()
