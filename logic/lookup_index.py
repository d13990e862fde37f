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
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import snowballstemmer
from rapidfuzz import process
from rapidfuzz.distance import OSA
from spellchecker import SpellChecker

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

RANK = "SELECT rowid, bm25(docs, 4.0, 1.0, 0.3) FROM docs WHERE docs MATCH ?"
"""The weights are those of what a document is about, of its text, and of what is searched but not shown."""

PRESENT = (1.0, 1.0, 0.7)
"""How surely a document has a word, by the part of it in which the word stands."""

NARROWER, BROADER = 0.95, 0.8
"""What a text on a narrower or a broader meaning counts for."""

WEIGHTS = {"soft": 0.35, "plain": 1.0, "decisive": 2.0}
"""What a word of the table weighs in a question."""

RARE = 50
"""How often a word occurs in the dictionary that was most likely a slip there too."""

ANY = "9"
"""Stands for any number in a phrase of the table."""

OUTSIDE = "outside"
"""The meaning of words that lead outside our texts; no document has it."""

_Phrases = dict[str, list[tuple[tuple[str, ...], str]]]


@dataclass(frozen=True, slots=True)
class Word:
    """One word or phrase of a text: where it stands, and what it means.

    ``meaning`` is its entry in the table of synonyms, or empty; ``stems`` are those of its own words.
    """

    start: int
    end: int
    surface: str
    meaning: str
    stems: tuple[str, ...]
    ignored: bool = False
    weight: float = 1.0


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
    """The stem of a plain word; short words and words with a digit stay as they are."""
    if len(word) < 4 or not word.isalpha() or word.startswith("referenc"):  # else "references" would be "refer"
        return word.removesuffix("s") if len(word) > 4 else word
    return str(_stemmer.stemWord(word))


SOUNDS = tuple((re.compile(pattern), same) for pattern, same in (
    ("ph", "f"), ("y", "i"), ("x", "ks"), ("ck|q", "k"), ("c(?=[ei])", "s"), ("z", "s"), ("c", "k"), (r"(.)\1", r"\1"),
))  # fmt: skip
"""Spellings that sound alike, made one before two words are held against each other."""


@lru_cache(maxsize=50_000)
def sound(word: str) -> str:
    """A rough spelling by ear, so that ``kifoplasty`` lies next to ``kyphoplasty``."""
    for pattern, same in SOUNDS:
        word = pattern.sub(same, word)
    return word


@cache
def english() -> frozenset[str]:
    """Words that are right as they are, and so no slips for words of ours."""
    words = SpellChecker(language="en").word_frequency
    return frozenset(word for word in words.words() if len(word) > 3 and words[word] > RARE)


class Vocabulary:
    """The table of synonyms, ready to read texts with."""

    def __init__(self, table: Synonyms) -> None:
        self.kind_of = {name: entry.kind_of for name, entry in table.terms.items()}
        self.weights = {name: WEIGHTS[entry.weight] for name, entry in table.terms.items()}
        self.weights[OUTSIDE] = WEIGHTS["decisive"]
        self.ignored = frozenset(plain(token) for line in table.ignored for token in TOKEN.findall(line))
        self.surfaces: set[str] = set()
        self._told: _Phrases = defaultdict(list)
        self._asked: _Phrases = defaultdict(list)
        for name, entry in table.terms.items():
            for phrase in (name, *entry.words):
                self._add(phrase, name, self._told, self._asked)
            for phrase in entry.asked:
                self._add(phrase, name, self._asked)
        for line in table.outside:
            for phrase in line.split(","):
                self._add(phrase, OUTSIDE, self._asked)
        for book in (self._told, self._asked):
            for found in book.values():
                found.sort(key=lambda pair: (-len(pair[0]), pair[1]))

    def _add(self, phrase: str, name: str, *books: _Phrases) -> None:
        parts = [plain(token) for token in TOKEN.findall(phrase)]
        kept = [part for part in parts if part not in self.ignored]
        stems = tuple(stem(part) for part in (kept if len(kept) > 1 else parts))
        for book in books:
            if (stems, name) not in book[stems[0]]:
                book[stems[0]].append((stems, name))
        if name != OUTSIDE:
            self.surfaces.update(kept)

    def broader(self, name: str) -> tuple[str, ...]:
        """The meanings of which this one is a kind, nearest first."""
        found = list(self.kind_of.get(name, ()))
        for one in found:
            found += [more for more in self.kind_of[one] if more not in found]
        return tuple(found)

    def told(self, word: Word) -> tuple[str, ...]:
        """The keys under which a word of a document is found."""
        if not word.meaning:
            return word.stems
        return (f"={word.meaning}", *(f"+{name}" for name in self.broader(word.meaning)), *word.stems)

    def sought(self, word: Word) -> tuple[tuple[str, float], ...]:
        """The keys to look for when a question has this word, each with what it counts."""
        if not word.meaning:
            return tuple((part, 1.0) for part in word.stems)
        name = word.meaning
        return ((f"={name}", 1.0), (f"+{name}", NARROWER), *((f"={one}", BROADER) for one in self.broader(name)))

    def read(
        self, text: str, *, asked: bool = False, nested: bool = False, replace: Mapping[str, str] | None = None
    ) -> Iterator[Word]:
        """The words of a text in their order; a phrase of the table is one word.

        ``asked`` reads a question, ``nested`` also finds the phrases that begin inside another, and ``replace``
        corrects spelling.
        """
        spans = list(TOKEN.finditer(text))
        words = [plain(span[0]) for span in spans]
        if replace:
            words = [replace.get(word, word) for word in words]
        stems = [stem(word) for word in words]
        book = self._asked if asked else self._told
        at = 0
        while at < len(words):
            end, name = self._longest(book, words, stems, at)
            yield Word(
                spans[at].start(),
                spans[end - 1].end(),
                " ".join(words[at:end]),
                name,
                tuple(stems[i] for i in range(at, end) if end - at == 1 or words[i] not in self.ignored),
                ignored=not name and (words[at] in self.ignored or (len(words[at]) == 1 and not words[at].isdigit())),
                weight=self.weights.get(name, 1.0),
            )
            at = at + 1 if nested else end

    def _longest(self, book: _Phrases, words: list[str], stems: list[str], at: int) -> tuple[int, str]:
        starts = (stems[at], ANY) if words[at][:1].isdigit() else (stems[at],)
        for phrase, name in (pair for start in starts for pair in book.get(start, ())):
            here = at
            for part in phrase:
                while at < here < len(words) and stems[here] != part and words[here] in self.ignored:
                    here += 1
                if here >= len(words) or not (stems[here] == part or (part == ANY and words[here][:1].isdigit())):
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
        targets = set(vocabulary.surfaces)
        rows: list[list[list[str]]] = []
        for number, fields in enumerate(documents):
            rows.append([])
            for place, text in enumerate(fields):
                keys = []
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
        self._targets = {sound(word): word for word in wanted if len(word) > 3 and word.isalpha()}
        self._nearest = lru_cache(maxsize=4096)(self._search)

    def rarity(self, keys: Iterable[tuple[str, float]]) -> float:
        """How much a word tells: the rarer it is in the documents, the more; a word in none tells most."""
        own = [self.presence.get(key, {}) for key, weight in keys if weight > BROADER]
        count = len(set().union(*own)) or max((len(self.presence.get(key, ())) for key, _ in keys), default=0)
        return math.log((self.size + 1) / (max(count, 2) + 0.5))

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
        return None if meant and typed.casefold() in english() else meant

    def _search(self, typed: str) -> str | None:
        heard = sound(typed)
        allowed = 1 if len(heard) < 6 else 2 if len(heard) < 11 else 3
        near = process.extract(heard, list(self._targets), scorer=OSA.distance, score_cutoff=allowed, limit=8)
        best = sorted((distance, one[0] != heard[0], one) for one, distance, _ in near)
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
