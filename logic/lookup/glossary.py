"""Finds the technical terms in a text, so that each can carry its definition where it stands."""

from __future__ import annotations

import re
from typing import NamedTuple

from logic.content.library import GLOSSARY


class Found(NamedTuple):
    """A term of the glossary at ``text[start:end]``; ``id`` is its key in content/lookup/glossary.yaml."""

    start: int
    end: int
    id: str


def _names() -> dict[str, str]:
    names = {}
    for id, entry in GLOSSARY.items():
        for name in (entry.term, *entry.also):
            names[name if _is_abbreviation(name) else name.casefold()] = id
    return names


def _is_abbreviation(name: str) -> bool:
    """Whether a name is told from an everyday word only by its capitals, such as CI, SINS or GRADE."""
    return " " not in name and sum(sign.isupper() for sign in name) > 1


_NAMES = _names()
_WORDS = re.compile(
    r"(?<![\w-])(?:" + "|".join(re.escape(name) for name in sorted(_NAMES, key=len, reverse=True)) + r")(?![\w-])",
    re.IGNORECASE,
)
_TAKEN = re.compile(r"\[[^\]]*\]\([^)]*\)|:[a-z]+-badge\[[^\]]*\]|:material/\w+:|`[^`]*`")
"""Parts of a Markdown text that are links, badges, icons or code already."""


def terms(text: str) -> tuple[Found, ...]:
    """The first place of each term in a Markdown text, in reading order; the longest name wins."""
    taken = [match.span() for match in _TAKEN.finditer(text)]
    found: dict[str, Found] = {}
    for match in _WORDS.finditer(text):
        start, end = match.span()
        id = _NAMES.get(match[0]) or _NAMES.get(match[0].casefold())
        if id and id not in found and not any(start < stop and end > begin for begin, stop in taken):
            found[id] = Found(start, end, id)
    return tuple(found.values())
