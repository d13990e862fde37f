"""What a question can find: one document for each piece of content, with what it rests on and where it opens."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from logic.content import library
from logic.evidence.bibliography import sources_of

SECOND_HAND = "Second-hand, not checked"
UNSEEN = "Source text behind the article's sentence not seen"
CONVENTION = "A convention for which no source was seen"


@dataclass(frozen=True, slots=True)
class Document:
    """One thing that a question can find.

    ``lead`` is what it is about, for the ranking; ``more`` is searched and not shown. ``page`` and
    ``query`` open it in the app. ``label`` is the plain warning of what is not verified. ``standing``
    is what it counts for beside others of its kind.
    """

    kind: str
    id: str
    title: str
    text: str
    sources: tuple[str, ...]
    lead: str = ""
    more: str = ""
    verdict: str | None = None
    label: str | None = None
    page: str = "evidence.py"
    query: dict[str, str] = field(default_factory=dict)
    standing: float = 1.0

    @property
    def verified(self) -> bool:
        """Whether it may stand without a warning."""
        return self.label is None


def joined(*parts: str | None, between: str = " ") -> str:
    """Texts one after another; what is empty is left out."""
    return between.join(part for part in parts if part)


def named(**parts: str | None) -> str:
    """Fields with their names, as sentences: ``Timing: recent.``; what is empty is left out."""
    told = [f"{name.replace('_', ' ').capitalize()}: {value.rstrip('.')}." for name, value in parts.items() if value]
    return " ".join(told)


def sentence(text: str) -> str:
    """A text as a sentence, with a capital and one full stop."""
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."


def shorts(references: Iterable[str]) -> str:
    """References by their short names."""
    return " ".join(library.REFERENCES[one].short for one in references)


def both(references: Iterable[str], claims: Iterable[str]) -> tuple[str, ...]:
    """References of its own, then those behind its claims, each once."""
    return tuple(dict.fromkeys([*references, *sources_of(tuple(claims))]))
