"""Words and their meanings, and the index that ranks documents by them.

A text becomes a row of words. Each word carries its keys: its own stem, and the meanings that it or a phrase
with it has in content/synonyms.yaml. Questions and documents go through the same steps, so that spelling on
either side of the Atlantic, plurals, brand names and lay words meet in one key. SQLite's FTS5 holds the keys as
plain numbers and ranks by BM25; no word of a question ever reaches its query language.
"""

from __future__ import annotations

import math
import re
import sqlite3
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer
from rapidfuzz import process
from rapidfuzz.distance import OSA

from logic.teaching_entries import Synonyms

TOKEN = re.compile(r"\d+(?:[.,·]\d+)*|[^\W\d_]+(?:['\u2019][^\W\d_]+)*\d*|#")
BRITISH = (
    (re.compile(r"[ao]e(?!$)"), "e"),
    (re.compile(r"(?<=\w{3})our(?=s|ed|ing|$)"), "or"),
    (re.compile(r"(?<=\w{3})iz(?=e|ed|es|ing|er|ation|ations)"), "is"),
    (re.compile(r"yz(?=e|ed|es|ing)"), "ys"),
    (re.compile(r"(?<=\w{2})ll(?=ed|ing)"), "l"),
    (re.compile(r"^(cent|fib|lit)re(?=s?$)"), r"\1er"),
)
"""Spellings that differ between Britain and America, made one; a collision costs nothing, since both sides collide."""

FIELDS = (4.0, 1.0, 0.3)
"""Weight of a word in what a document is about, in its text, and in what is searched but not shown."""

BROADER = 0.8
"""How much a text on the broader meaning counts for a question about the narrower one."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word or phrase of a text: where it stands, and its keys, the most exact first."""

    start: int
    end: int
    surface: str
    keys: tuple[str, ...]
    stems: tuple[str, ...]
    ignored: bool = False
    soft: bool = False


@lru_cache(maxsize=50_000)
def plain(token: str) -> str:
    """A token without capitals, accents, possessive and the differences between British and American spelling."""
    folded = unicodedata.normalize("NFKD", token.casefold())
    text = "".join(sign for sign in folded if not unicodedata.combining(sign))
    text = re.sub(r"['\u2019]s$|['\u2019]", "", text)
    if text[:1].isdigit():
        return re.sub(r",(?=\d{3}\b)", "", text).replace("·", ".")
    if len(text) > 4:
        for pattern, same in BRITISH:
            text = pattern.sub(same, text)
    return text


_stemmer = snowballstemmer.stemmer("english")


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The stem of a plain word; short words, numbers and words with a digit stay as they are."""
    return word if len(word) < 4 or not word.isalpha() else str(_stemmer.stemWord(word))


class Vocabulary:
    """The table of synonyms, ready to read texts with."""

    def __init__(self, table: Synonyms) -> None:
        self.kind_of = {name: entry.kind_of for name, entry in table.terms.items()}
        self.soft = {name for name, entry in table.terms.items() if entry.soft}
        self.ignored = {plain(token) for line in table.ignored for token in TOKEN.findall(line)}
        self.outside = {stem(plain(token)) for line in table.outside for token in TOKEN.findall(line)}
        self.phrases: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        self.surfaces: set[str] = set()
        for name, entry in table.terms.items():
            for phrase in (name, *entry.words):
                parts = [plain(token) for token in TOKEN.findall(phrase)]
                kept = [part for part in parts if part not in self.ignored] or parts
                stems = tuple(stem(part) for part in kept)
                self.phrases[stems[0]].append((stems, name))
                self.surfaces.update(kept)
        for found in self.phrases.values():
            found.sort(key=lambda pair: (-len(pair[0]), pair[1]))

    def lineage(self, name: str) -> tuple[str, ...]:
        """A meaning and all broader ones, nearest first."""
        found = [name]
        for one in found:
            found += [broader for broader in self.kind_of[one] if broader not in found]
        return tuple(found)

    def read(self, text: str, replace: dict[str, str] | None = None) -> Iterator[Word]:
        """The words of a text in their order; a phrase of the table is one word. ``replace`` corrects spelling."""
        spans = list(TOKEN.finditer(text))
        words = [plain(span[0]) for span in spans]
        words = [(replace or {}).get(word, word) for word in words]
        stems = [stem(word) for word in words]
        at = 0
        while at < len(words):
            end, name = self._longest(words, stems, at)
            inside = range(at, end)
            yield Word(
                spans[at].start(),
                spans[end - 1].end(),
                " ".join(words[at:end]),
                tuple(f"={key}" for key in self.lineage(name)) if name else (stems[at],),
                tuple(stems[i] for i in inside if words[i] not in self.ignored or end - at == 1),
                ignored=not name and (words[at] in self.ignored or (len(words[at]) == 1 and not words[at].isdigit())),
                soft=name in self.soft,
            )
            at = end

    def _longest(self, words: list[str], stems: list[str], at: int) -> tuple[int, str]:
        for phrase, name in self.phrases.get(stems[at], ()):
            here = at
            for part in phrase:
                while here > at and here < len(words) and stems[here] != part and words[here] in self.ignored:
                    here += 1
                if here >= len(words) or stems[here] != part:
                    break
                here += 1
            else:
                return here, name
        return at + 1, ""


class Index:
    """Documents by their keys: how rare each key is, and how well each document fits it."""

    def __init__(self, vocabulary: Vocabulary, documents: Sequence[tuple[str, str, str]]) -> None:
        """Each document comes as what it is about, its text, and what is only searched.

        Raises RuntimeError where SQLite was built without FTS5.
        """
        self.vocabulary = vocabulary
        self.size = len(documents)
        self.presence: dict[str, dict[int, float]] = defaultdict(dict)
        self.known: dict[str, int] = defaultdict(int)
        rows = []
        for number, fields in enumerate(documents):
            row = []
            for field, text in enumerate(fields):
                keys = list(self._keys(text))
                row.append(keys)
                for key in keys:
                    weight = (1.0, 1.0, 0.7)[field]
                    self.presence[key][number] = max(weight, self.presence[key].get(number, 0.0))
            rows.append(row)
        numbers = {key: f"k{number}" for number, key in enumerate(self.presence)}
        self._fit = _bm25(numbers, [[" ".join(numbers[key] for key in keys) for keys in row] for row in rows])
        self.spelling = sorted(
            word
            for word in {*self.known, *vocabulary.surfaces}
            if len(word) > 3 and word.isalpha() and word not in vocabulary.ignored
        )
        self._whole = set(self.spelling) | vocabulary.ignored

    def _keys(self, text: str) -> Iterator[str]:
        for word in self.vocabulary.read(text):
            if not word.ignored:
                yield from dict.fromkeys((*word.keys, *word.stems))
                for part in word.surface.split():
                    self.known[part] += 1

    def rarity(self, keys: Iterable[str]) -> float:
        """How much a word tells: the rarer it is in the documents, the more; a word in none tells most."""
        count = next((len(self.presence[key]) for key in keys if key in self.presence), 0)
        return math.log((self.size + 1) / (max(count, 2) + 0.5))

    def fit(self, keys: Iterable[str]) -> dict[int, tuple[float, float]]:
        """For each document with a word: whether it has it, and how much it is about it, both from 0 to 1."""
        found: dict[int, tuple[float, float]] = {}
        for place, key in enumerate(keys):
            weight = 1.0 if place == 0 else BROADER
            ranked = self._fit.get(key, {})
            for number, there in self.presence.get(key, {}).items():
                had, about = found.get(number, (0.0, 0.0))
                found[number] = max(had, weight * there), max(about, weight * ranked.get(number, 0.0))
        return found

    def correction(self, word: str) -> str | None:
        """The word of our texts that somebody meant who typed this one; None where it is right, or nothing is near."""
        if len(word) < 4 or not word.isalpha() or word in self._whole or stem(word) in self.vocabulary.outside:
            return None
        if stem(word) in self.presence or stem(word) in self.vocabulary.phrases:
            return None
        return self._nearest(word)

    @lru_cache(maxsize=4096)  # noqa: B019 - one index lives as long as the process
    def _nearest(self, word: str) -> str | None:
        allowed = 1 if len(word) < 6 else 2 if len(word) < 10 else 3
        near = process.extract(word, self.spelling, scorer=OSA.distance, score_cutoff=allowed, limit=8)
        best = sorted((distance, one[0] != word[0], -self.known[one], one) for one, distance, _ in near)
        if best and not (best[0][1] and best[0][0] > 1):
            return str(best[0][3])
        return None


def _bm25(numbers: dict[str, str], rows: list[list[str]]) -> dict[str, dict[int, float]]:
    """BM25 of every key in every document, by FTS5, as a share of the key's best document."""
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("CREATE VIRTUAL TABLE docs USING fts5(lead, body, more, tokenize='ascii')")
    except sqlite3.OperationalError as error:
        raise RuntimeError("the look-up needs SQLite with FTS5, which this Python was built without") from error
    connection.executemany(
        "INSERT INTO docs(rowid, lead, body, more) VALUES (?, ?, ?, ?)", ((n, *row) for n, row in enumerate(rows))
    )
    fits = {}
    ask = f"SELECT rowid, bm25(docs, {', '.join(map(str, FIELDS))}) FROM docs WHERE docs MATCH ?"  # noqa: S608 - our numbers
    for key, number in numbers.items():
        found = connection.execute(ask, (number,)).fetchall()
        top = min(score for _, score in found)
        fits[key] = {row: score / top for row, score in found}
    connection.close()
    return fits
