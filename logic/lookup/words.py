"""Words and their meanings: how a question and a text come to mean the same.

A text becomes a row of words, each with its stem and with the meaning that it, or a phrase with it, has in
content/lookup/synonyms.yaml. Questions and texts go through the same steps, so that spelling on either side of the
Atlantic, plurals, brand names and lay words meet.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock

import snowballstemmer  # type: ignore[import-untyped]

from logic.content.reading import ContentError
from logic.content.shapes.teaching import Synonyms

TOKEN = re.compile(r"\d+(?:[.,·]\d+)*|[^\W\d_]+(?:['\u2019][^\W\d_]+)*\d*|#")
BRITISH = (
    (re.compile(r"[ao]e(?!$)"), "e"),
    (re.compile(r"(?<=\w{3})our(?=s|ed|ing|able|$)"), "or"),
    (re.compile(r"(?<=\w{3})iz(?=e|ed|es|ing|er|ation|ations)"), "is"),
    (re.compile(r"yz(?=e|ed|es|ing)"), "ys"),
    (re.compile(r"(?<=label|model|ravel|ancel|ignal)l(?=ed|ing)"), ""),
    (re.compile(r"^(cent|fib|lit)re(?=s?$)"), r"\1er"),
)
"""Spellings that differ between Britain and America, made one; a collision costs nothing, since both sides collide."""

_TWO_TO_TWELVE = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
NUMBERS = {word: str(number) for number, word in enumerate(_TWO_TO_TWELVE, start=2)}
"""Numbers in words, as texts and questions mix them with digits."""

NARROWER, BROADER = 0.95, 0.8
"""What a text on a narrower or a broader meaning counts for."""

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
    weight: str = "plain"


@lru_cache(maxsize=50_000)
def plain(token: str) -> str:
    """A token without capitals, accents, possessive and the differences between British and American spelling."""
    folded = unicodedata.normalize("NFKD", token.casefold())
    text = "".join(sign for sign in folded if not unicodedata.combining(sign))
    text = re.sub(r"['\u2019]s$|['\u2019]", "", text)
    if text[:1].isdigit():
        return re.sub(r",(?=\d{3}\b)", "", text).replace("·", ".")
    if text in NUMBERS:
        return NUMBERS[text]
    if len(text) > 4:
        for pattern, same in BRITISH:
            text = pattern.sub(same, text)
    return text


_stemmer = snowballstemmer.stemmer("english")
_one_at_a_time = Lock()  # the stemmer keeps its word in itself


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The stem of a plain word; short words and words with a digit stay as they are."""
    if len(word) < 4 or not word.isalpha():
        return word
    if word.startswith("referenc"):  # else "references" would be "refer"
        return word.removesuffix("s")
    with _one_at_a_time:
        return str(_stemmer.stemWord(word))


class Vocabulary:
    """The table of synonyms, ready to read texts with.

    Raises ContentError where a word, or another form of it, stands in two entries.
    """

    def __init__(self, table: Synonyms) -> None:
        self.kind_of = {name: entry.kind_of for name, entry in table.terms.items()}
        self.weights: dict[str, str] = {name: entry.weight for name, entry in table.terms.items()}
        self.weights[OUTSIDE] = "decisive"
        self.ignored = frozenset(plain(token) for line in table.ignored for token in TOKEN.findall(line))
        self.surfaces: set[str] = set()
        self._alone: set[str] = set()
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
        stems = tuple(stem(part) for part in (kept if len(kept) > 1 and name != OUTSIDE else parts))
        if len(parts) == 1:
            self._alone.add(parts[0])
        for book in books:
            other = next((known for known in book[stems[0]] if known[0] == stems), None)
            if other and other[1] != name:
                fault = f"{phrase!r} stands in {name!r} and in {other[1]!r}, or another form of it does"
                raise ContentError("lookup/synonyms.yaml", name, fault)
            if not other:
                book[stems[0]].append((stems, name))
        if name != OUTSIDE:
            self.surfaces.update(kept)

    def broader(self, name: str) -> dict[str, float]:
        """The meanings of which this one is a kind, nearest first, each with what a text on it counts for."""
        found: dict[str, float] = {}
        level, counts = list(self.kind_of.get(name, ())), BROADER
        while level:
            found |= {one: counts for one in level if one not in found}
            level, counts = [more for one in level for more in self.kind_of[one]], counts * BROADER
        return found

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
        return (
            (f"={name}", 1.0),
            (f"+{name}", NARROWER),
            *((f"={one}", counts) for one, counts in self.broader(name).items()),
        )

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
                weight=self.weights.get(name, "plain"),
            )
            at = at + 1 if nested else end

    def _longest(self, book: _Phrases, words: list[str], stems: list[str], at: int) -> tuple[int, str]:
        starts = (stems[at], ANY) if words[at][:1].isdigit() else (stems[at],)
        idle = words[at] in self.ignored and words[at] not in self._alone
        for phrase, name in (pair for start in starts for pair in book.get(start, ())):
            if idle and len(phrase) == 1:
                continue
            here = at
            gaps = words[at] not in self.ignored  # "lie in bed", "lie for days in bed"; but "what is" only as it stands
            for part in phrase:
                while gaps and at < here < len(words) and stems[here] != part and words[here] in self.ignored:
                    here += 1
                if here >= len(words) or not (stems[here] == part or (part == ANY and words[here][:1].isdigit())):
                    break
                here += 1
            else:
                return here, name
        return at + 1, ""
