"""The index: how rare a word is in our texts, how well each text fits it, and what a slip of the keyboard meant.

SQLite's FTS5 ranks by BM25. It holds the stems and meanings of words as plain numbers, so nothing that anybody types
reaches its query language. rapidfuzz finds the word that is nearest to a slip; pyspellchecker's dictionary tells slips
from words that are right, and everyday words from telling ones.
"""

from __future__ import annotations

import math
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA
from spellchecker import SpellChecker

from logic.lookup.words import NARROWER, Vocabulary, Word

RANK = "SELECT rowid, bm25(docs, 4.0, 1.0, 0.3) FROM docs WHERE docs MATCH ?"
"""The weights are those of what a document is about, of its text, and of what is searched but not shown."""

PRESENT = (1.0, 1.0, 0.7)
"""How surely a document has a word, by the part of it in which the word stands."""

RARE = 50
"""How often a word occurs in the dictionary that was most likely a slip there too."""

RAREST = 5
"""Number of documents below which a word counts as no rarer still."""

COMMON, MOST_COMMON, LEAST = 3.0, 4.6, 0.3
"""Powers of ten of the counts between which a word falls from telling all to telling next to nothing."""


_SAME_SOUND = (
    ("ph", "f"), ("y", "i"), ("x", "ks"), ("ck|q", "k"), ("c(?=[ei])", "s"), ("z", "s"), ("c", "k"), (r"(.)\1", r"\1"),
)  # fmt: skip
SOUNDS = tuple((re.compile(pattern), same) for pattern, same in _SAME_SOUND)
"""Spellings that sound alike, made one before two words are held against each other."""


@lru_cache(maxsize=50_000)
def sound(word: str) -> str:
    """A rough spelling by ear, so that ``kifoplasty`` lies next to ``kyphoplasty``."""
    for pattern, same in SOUNDS:
        word = pattern.sub(same, word)
    return word


@cache
def english() -> dict[str, int]:
    """How often each English word occurs in everyday talk; what is rarer than ``RARE`` may be a slip and is left out."""
    counted = SpellChecker(language="en").word_frequency.dictionary
    return {word: count for word, count in counted.items() if count > RARE}


def telling(word: str, *, known: bool, abbreviated: bool) -> float:
    """What a word weighs that the table does not have: the more everyday it is, the less it tells of a topic.

    An abbreviation that no text has is a topic of its own; other scraps, such as ``q6h``, tell least.
    """
    if not known and (abbreviated or len(word) < 4 or not word.isalpha()):
        return 1.0 if abbreviated else LEAST
    count = english().get(word, 0)
    return min(1.0, max(LEAST, (MOST_COMMON - math.log10(count)) / (MOST_COMMON - COMMON))) if count else 1.0


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
        targets = set(vocabulary.surfaces)
        rows: list[list[list[str]]] = []
        for number, fields in enumerate(documents):
            rows.append([])
            for place, text in enumerate(fields):
                keys: list[str] = []
                for word in vocabulary.read(text, nested=True):
                    if not word.ignored:
                        keys += dict.fromkeys(vocabulary.told(word))
                        for part in word.surface.split():
                            self.known[part] += 1
                        if place == 0:
                            targets.update(word.surface.split())
                for key in keys:
                    self.presence[key][number] = max(PRESENT[place], self.presence[key].get(number, 0.0))
                rows[-1].append(keys)
        self._fit = _bm25(self.presence, rows)
        wanted = sorted(targets - vocabulary.ignored, key=lambda word: (self.known[word], word))
        self._spelt = [word for word in reversed(wanted) if len(word) > 5 and word.isalpha()]
        self._targets = {sound(word): word for word in wanted if len(word) > 3 and word.isalpha()}
        self._nearest = lru_cache(maxsize=4096)(self._search)

    def rarity(self, keys: Iterable[tuple[str, float]]) -> float:
        """How much a word tells: the rarer it is in the documents, the more; a word in none tells most."""
        own = [self.presence.get(key, {}) for key, weight in keys if weight >= NARROWER]
        count = len(set().union(*own)) or max((len(self.presence.get(key, ())) for key, _ in keys), default=0)
        return math.log((self.size + 1) / (max(count, RAREST) + 0.5))

    def fit(self, keys: Iterable[tuple[str, float]]) -> dict[int, tuple[float, float]]:
        """For each document with a word: how surely it has it, and how much it is about it, both from 0 to 1."""
        found: dict[int, tuple[float, float]] = {}
        for key, weight in keys:
            ranked = self._fit.get(key, {})
            for number, there in self.presence.get(key, {}).items():
                had, about = found.get(number, (0.0, 0.0))
                found[number] = max(had, weight * there), max(about, weight * ranked[number])
        return found

    def correction(self, word: Word, typed: str) -> str | None:
        """The word of our texts that somebody meant who typed this; None where it is English, or nothing is near."""
        known = word.meaning or word.ignored or word.stems[0] in self.presence
        if known or len(typed) < 4 or not typed.isalpha():
            return None
        meant = self._nearest(word.surface)
        return None if meant and not english().keys().isdisjoint((typed.casefold(), word.surface)) else meant

    def _search(self, typed: str) -> str | None:
        for spelt, _, _ in process.extract(typed, self._spelt, scorer=OSA.distance, score_cutoff=1, limit=1):
            return str(spelt)
        heard = sound(typed)
        allowed = 1 if len(heard) < 9 else 2
        near = process.extract(heard, list(self._targets), scorer=OSA.distance, score_cutoff=allowed, limit=8)
        best = sorted(
            (distance, one[0] != heard[0], one) for one, distance, _ in near if abs(len(one) - len(heard)) < 2
        )
        return self._targets[best[0][2]] if best and (best[0][0] < 2 or not best[0][1]) else None


def _bm25(keys: Iterable[str], rows: list[list[list[str]]]) -> dict[str, dict[int, float]]:
    """BM25 of every key in every document, by FTS5, as a share of the key's best document."""
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("CREATE VIRTUAL TABLE docs USING fts5(lead, body, more, tokenize='ascii')")
    except sqlite3.OperationalError as error:
        raise RuntimeError("the look-up needs SQLite with FTS5, which this Python was built without") from error
    names = {key: f"k{number}" for number, key in enumerate(keys)}
    connection.executemany(
        "INSERT INTO docs(rowid, lead, body, more) VALUES (?, ?, ?, ?)",
        ((number, *(" ".join(names[key] for key in field) for field in row)) for number, row in enumerate(rows)),
    )
    fits = {}
    for key, name in names.items():
        found = connection.execute(RANK, (name,)).fetchall()
        top = min(score for _, score in found)
        fits[key] = {row: score / top for row, score in found}
    connection.close()
    return fits
