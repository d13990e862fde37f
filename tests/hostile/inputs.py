"""What strangers may send: texts, queries, questions, progress and content, random ones and those meant to harm."""

from __future__ import annotations

import base64
import json
import zlib
from typing import Any, TypeVar
from urllib.parse import quote

from hypothesis import strategies as st

from logic.content.library import SYNONYMS
from logic.patient.fields import DOMAINS, Choice, Several
from logic.practice.progress import Answer, Progress, to_json, to_link

T = TypeVar("T")

NASTY = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[here](javascript:alert(1))",
    "![](https://elsewhere.example/x.png)",
    "'; DROP TABLE docs; --",
    '" OR 1=1 --',
    'docs MATCH "a" NEAR(b, 5) *',
    "{{7*7}}${7*7}#{7*7}%{7*7}",
    "{conservative_phase} {0.__class__.__init__.__globals__}",
    "../../../../etc/passwd",
    "%00%0a%0d%2e%2e%2f",
    "\0\r\n\t\x1b[31m\x7f",
    "\ud800 \udfff",
    "\u202eevil\u202c \u200b\u200d\ufeff",
    "e" + "\u0301" * 500,
    "ﷺ" * 60,
    "𝔎𝔶𝔭𝔥𝔬 🦴" * 20,
    "١٢٣ ⅷ ²",
    "9" * 5000,
    "-1e999",
    "0x7fffffffffffffff",
    "NaN",
    "a" * 10_000,
    "aA'" * 3000,
    "(" * 5000,
    "((a+)+)+$",
    ",".join(["low_calcium"] * 3000),
    "&" * 3000,
    "=;&;=" * 1000,
)


def _one_of(things: tuple[T, ...]) -> st.SearchStrategy[T]:
    """One of some things that are too long to be shown."""
    return st.integers(0, len(things) - 1).map(things.__getitem__)


ANY_TEXT = st.text(st.characters(), max_size=80)
TEXTS = st.one_of(ANY_TEXT, _one_of(NASTY), st.tuples(ANY_TEXT, _one_of(NASTY)).map("".join))


def _values(name: str) -> list[str]:
    domain = DOMAINS[name]
    return (
        list(domain.values) if isinstance(domain, Choice | Several) else ["true", "false", "0", "7", "74", "-1", "999"]
    )


_VALUE = st.sampled_from(sorted({value for name in DOMAINS for value in _values(name)}))
_NAME = st.one_of(st.sampled_from([*DOMAINS, "v", "q", "view", "deck", "progress"]), TEXTS)
_PAIR = st.tuples(_NAME, st.one_of(_VALUE, TEXTS))
_ODD = st.one_of(TEXTS, st.none(), st.integers(), st.floats(), st.binary(max_size=20), st.lists(TEXTS, max_size=3))


def _spelt(pairs: list[tuple[str, str]]) -> str:
    return "&".join(f"{quote(name, errors='replace')}={quote(value, errors='replace')}" for name, value in pairs)


QUERIES: st.SearchStrategy[Any] = st.one_of(
    st.lists(_PAIR, max_size=12).map(_spelt),
    st.dictionaries(_NAME, st.one_of(_VALUE, _ODD), max_size=12),
    TEXTS,
)

_WORDS = st.sampled_from(sorted({word for name, entry in SYNONYMS.terms.items() for word in (name, *entry.words)}))
QUESTIONS = st.one_of(TEXTS, st.lists(st.one_of(_WORDS, TEXTS), min_size=1, max_size=12).map(" ".join))

_ITEMS = st.from_regex(r"\A(case|change|audit):[A-Za-z0-9_-]{1,30}\Z")
PROGRESS = st.lists(st.builds(Answer, _ITEMS, st.dates(), st.floats(0, 1)), max_size=20).map(
    lambda answers: Progress(tuple(answers))
)
_JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), TEXTS),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(TEXTS, inner, max_size=4)),
    max_leaves=12,
)


def spoilt(sound: st.SearchStrategy[bytes]) -> st.SearchStrategy[bytes]:
    """Sound files with a piece cut out, doubled or written over."""

    def spoil(data: bytes, at: float, length: int, piece: bytes, again: bool) -> bytes:
        place = int(at * len(data))
        middle = data[place : place + length] if again else b""
        return data[:place] + middle + piece + data[place + (0 if again else length) :]

    pieces = st.one_of(st.binary(max_size=8), TEXTS.map(lambda text: text.encode("utf-8", "replace")))
    return st.builds(spoil, sound, st.floats(0, 1), st.integers(0, 200), pieces, st.booleans())


def _packed(data: bytes) -> str:
    return base64.urlsafe_b64encode(zlib.compress(data, 9)).decode().rstrip("=")


_BOMBS = tuple(_packed(sign * 1_000_000) for sign in (b" ", b"[", b'{"a":', b"9", b"\\u0000"))
FILES = st.one_of(
    spoilt(PROGRESS.map(lambda done: to_json(done).encode())),
    _JSON.map(lambda data: json.dumps(data).encode()),
    st.binary(max_size=300),
    TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass")),
    _one_of((b"[" * 199_000, b'{"a":' * 39_000, b"9" * 199_000, b"\xff\xfe" * 99_000, b" " * 200_001)),
)
LINKS = st.one_of(
    FILES.map(_packed),
    spoilt(PROGRESS.map(lambda done: (to_link(done) or "").encode())).map(lambda data: data.decode("latin-1")),
    st.from_regex(r"\A[A-Za-z0-9_-]{0,200}\Z"),
    _one_of(_BOMBS),
    TEXTS,
)
