"""The bibliography in use: where each reference stands behind something, and how to find one.

Every book of the library is searched for references, at any depth, so that a new book cannot be forgotten.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from logic.content import library
from logic.content.shapes.entry import Entry, Reference

if TYPE_CHECKING:
    import pandas as pd

WORDS = {
    "CLAIMS": "claim",
    "OMISSIONS": "omission",
    "CAUTIONS": "caution",
    "THRESHOLDS": "threshold",
    "INPUTS": "input",
    "ADVICE": "recommendation",
    "BODIES": "position",
    "STUDIES": "comparison",
    "TRIALS": "trial",
    "GUIDELINES": "guideline",
    "CLASSIFICATIONS": "classification",
    "PANELS": "panel",
    "LECTURES": "lecture",
    "ARTICLE": "citation",
    "TEACHING": "mechanism",
    "FLASHCARDS": "take-home card",
}
"""What an entry of each book is called; one of another book is a record of that book."""

NAMES = {
    "INPUTS": "label",
    "ADVICE": "title",
    "BODIES": "name",
    "STUDIES": "citation",
    "TRIALS": "name",
    "PANELS": "name",
    "LECTURES": "title",
}
"""Books whose entries go by a text of their own; all others go by their id."""

GROUPS = {
    "Guidelines and panels": (
        "guid",
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
    ),
    "Reviews": ("review", "meta-analysis"),
    "Trials": ("trial", "rct"),
    "Cohorts and series": ("cohort", "observational", "series", "economic", "editorial"),
    "Regulators and labels": ("regulator", "drug label", "monograph", "formulary"),
    "Scores and tools": ("classification", "calculator", "card"),
    "AI-generated": ("ai-generated",),
}
"""Groups of kinds, each by parts of a kind's name; the first group that fits takes it."""

OTHER = "Other pages"


class Use(NamedTuple):
    """One place where a reference stands: what it is, its id, and the name that a reader knows."""

    what: str
    id: str
    name: str


@lru_cache(maxsize=1)
def uses() -> dict[str, tuple[Use, ...]]:
    """Where each reference is used, for every id that is used, whether the bibliography has it or not."""
    found: dict[str, dict[Use, None]] = {}
    for book, content in vars(library).items():
        for name, entry in _entries(content):
            use = Use(WORDS.get(book, f"{book.lower().replace('_', ' ')} record"), name, _name(book, name, entry))
            for reference in _references(entry):
                found.setdefault(reference, {})[use] = None
    return {reference: tuple(places) for reference, places in found.items()}


def unused() -> tuple[str, ...]:
    """References that nothing uses."""
    return tuple(name for name in library.REFERENCES if name not in uses())


def missing() -> tuple[str, ...]:
    """Ids that something uses and that the bibliography does not have."""
    return tuple(name for name in uses() if name not in library.REFERENCES)


def where(reference: str) -> str:
    """The places of a reference in words, such as ``claims C01, C13; caution S21``."""
    places: dict[str, list[str]] = {}
    for use in uses().get(reference, ()):
        places.setdefault(use.what, []).append(use.name)
    return "; ".join(f"{what}{'s' if len(names) > 1 else ''} {', '.join(names)}" for what, names in places.items())


def group_of(kind: str) -> str:
    """The group that a kind of source belongs to."""
    lowered = kind.casefold()
    return next((group for group, parts in GROUPS.items() if any(part in lowered for part in parts)), OTHER)


def groups() -> tuple[str, ...]:
    """The groups that occur, in the order of GROUPS."""
    present = {group_of(entry.kind) for entry in library.REFERENCES.values()}
    return tuple(group for group in (*GROUPS, OTHER) if group in present)


def search(words: str = "", wanted: Iterable[str] = ()) -> dict[str, Reference]:
    """The references with all these words in id, name, citation, kind, year or places, and in one of these groups."""
    parts, chosen = words.casefold().split(), set(wanted)
    found = {
        name: entry
        for name, entry in library.REFERENCES.items()
        if (not chosen or group_of(entry.kind) in chosen) and all(part in _text(name) for part in parts)
    }
    return dict(sorted(found.items(), key=lambda pair: pair[1].short.casefold()))


def tidy(names: Iterable[str]) -> pd.DataFrame:
    """Some references as rows: id, citation, kind, year, link and where used."""
    import pandas as pd  # a third of a second to import, so only where a frame is asked for

    return pd.DataFrame(
        {
            "id": name,
            "short": library.REFERENCES[name].short,
            "citation": library.REFERENCES[name].citation,
            "kind": library.REFERENCES[name].kind,
            "year": str(library.REFERENCES[name].year or ""),
            "link": library.REFERENCES[name].link,
            "checked": library.REFERENCES[name].verified,
            "used_in": where(name),
        }
        for name in names
    )


@lru_cache(maxsize=512)
def _text(name: str) -> str:
    entry = library.REFERENCES[name]
    parts = (name, entry.short, entry.citation, entry.kind, str(entry.year or ""), where(name))
    return " ".join(parts).casefold()


def _entries(content: Any) -> Iterator[tuple[str, Entry]]:
    if content is library.ARTICLE:
        yield from ((str(cited.number), cited) for cited in library.ARTICLE.citations)
    elif content is library.PANELS:
        yield from library.PANELS.panels.items()
    elif isinstance(content, Mapping):
        yield from ((str(name), entry) for name, entry in content.items() if isinstance(entry, Entry))


def _name(book: str, name: str, entry: Entry) -> str:
    return str(getattr(entry, NAMES[book])) if book in NAMES else name.replace("_", " ").replace("-", " ")


def _references(value: Any) -> Iterator[str]:
    """The references inside an entry, wherever in it they stand."""
    if isinstance(value, Mapping):
        for part in value.values():
            yield from _references(part)
    elif isinstance(value, tuple):
        for part in value:
            yield from _references(part)
    elif isinstance(value, Entry):
        for field in type(value).model_fields:
            part = getattr(value, field)
            if field == "reference" and part is not None:
                yield part
            elif field == "references":
                yield from part
            else:
                yield from _references(part)


def sources_of(claims: tuple[str, ...]) -> tuple[str, ...]:
    """The references behind some claims and omissions, each once, in their order."""
    ids: dict[str, None] = {}
    for claim in claims:
        entry = library.CLAIMS.get(claim) or library.OMISSIONS[claim]
        ids.update(dict.fromkeys(entry.references))
    return tuple(ids)
