"""Look-up: a question in anybody's words, answered with our own content and its sources. Nothing is generated.

How it ranks. Every word of the question that tells something is looked for in every document, as itself or as the
meaning that content/lookup/synonyms.yaml gives it. A document scores by how many of these words it has and how much it is
about them, rare words counting for more than common ones. Whether there is an answer at all is decided by the share
of the question, weighed in the same way, that the best documents cover: below ``ENOUGH`` the honest answer is that the
content does not cover it.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache

from logic.content.library import SYNONYMS
from logic.lookup.documents.article import article_documents
from logic.lookup.documents.document import Document
from logic.lookup.documents.evidence import evidence_documents
from logic.lookup.index import Index, english, telling
from logic.lookup.words import OUTSIDE, Vocabulary, Word

LONGEST = 500
"""Characters of a question that are read."""

ENOUGH = 0.62
"""Share of a question's weight that one of the ``LOOKED`` first documents must cover for it to count as answered."""
LOOKED = 2

BESIDE = 0.6
"""What a document counts for that lacks a word on which the question turns, such as the drug that it is about."""

SOFT = 0.35
"""What a word weighs that helps to rank but need not be met."""

SURELY = 0.65
"""How surely a document must have such a word; a text on something much broader does not."""

OURS = frozenset({"vertebra", "spine", "fracture", "osteoporosis", "augmentation", "pain", "cord", "neurological"})
"""Entries of the table of synonyms beside which a word of weight ``beside`` leads to our texts; so does a decisive one."""

MOST = 10
NEAREST = 4

PRIOR = {
    "glossary": 0.76,
    "recommendation": 0.93,
    "omission": 0.95,
    "position": 0.8,
    "overview": 0.95,
    "study": 0.93,
    "figure": 0.95,
    "citation": 0.85,
    "article": 0.85,
    "threshold": 0.85,
    "input": 0.7,
}
"""What a kind counts for where two documents fit alike; a kind that is not named counts 1."""

TERM, MEANS = 1.05, 0.95
"""What a glossary entry counts for when one thing alone is asked for, and when the meaning of several words is."""

DEFINITION = "definition"
"""The entry of the table of synonyms for questions such as "what is"."""

TRIAL = 1.1
"""What a trial counts for when a trial is asked for."""

UNVERIFIED = 0.7
"""What second-hand content counts for beside content that was checked."""

NOT_COVERED = "The content does not cover this."
NO_QUESTION = "Type a question, or a few words of one."


@dataclass(frozen=True, slots=True)
class Hit:
    """One document that was found. ``matched`` holds the words of its text that fit, longest first, for marking;
    ``label`` is a warning to show beside what is not verified; ``page`` and ``query`` open it in the app."""

    kind: str
    id: str
    title: str
    text: str
    sources: tuple[str, ...]
    verdict: str | None
    label: str | None
    page: str
    query: dict[str, str]
    matched: tuple[str, ...]
    score: float

    @property
    def verified(self) -> bool:
        """Whether it may be shown without its label."""
        return self.label is None


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found for a question: ``hits`` best first, or none and the ``nearest`` topics instead."""

    question: str
    found: bool
    hits: tuple[Hit, ...] = ()
    corrected: tuple[tuple[str, str], ...] = ()
    nearest: tuple[Hit, ...] = ()
    says: str = ""


@dataclass(frozen=True, slots=True)
class _Asked:
    """One word of a question: its keys, its weight, and whether it must be met."""

    name: str
    keys: tuple[tuple[str, float], ...]
    weight: float
    needed: bool
    decisive: bool
    fit: dict[int, tuple[float, float]] = field(repr=False)


@cache
def _index() -> tuple[Index, tuple[Document, ...]]:
    english()
    found = tuple(one for one in (*article_documents(), *evidence_documents()) if one.sources)
    fields = [
        (one.lead or one.title, f"{one.title} {one.text}" if one.lead else one.text, f"{one.more} {one.kind}")
        for one in found
    ]
    return Index(Vocabulary(SYNONYMS), fields), found


def prepare() -> None:
    """Builds the index, which takes half a second, so that a server's first question need not wait for it."""
    _index()


def ask(question: str) -> Answer:
    """What our content says to a question; never raises on text of any kind.

    ``found`` is false, and ``says`` says so, where the content does not cover the question.
    """
    text = _clean(question)
    index, held = _index()
    read = index.vocabulary.read
    typed = [(word, text[word.start : word.end]) for word in read(text, asked=True)]
    corrected = {word.surface: meant for word, there in typed if (meant := index.correction(word, there))}
    asked = _asked(index, text, [word for word in read(text, asked=True, replace=corrected) if not word.ignored])
    if not asked:
        return Answer(text, found=False, says=NOT_COVERED if text else NO_QUESTION)
    ranked = _ranked(asked, held)
    best = max((share for _, share, _ in ranked[:LOOKED]), default=0.0)
    keys = {key for one in asked for key, _ in one.keys}
    fixed = tuple(corrected.items())
    if best < ENOUGH:
        nearest = tuple(_hit(number, score, keys) for score, share, number in ranked[:NEAREST] if share)
        return Answer(text, found=False, corrected=fixed, nearest=nearest, says=NOT_COVERED)
    top = ranked[0][0]
    hits = tuple(_hit(number, score, keys) for score, _, number in ranked[:MOST] if score >= top / 2)
    return Answer(text, found=True, hits=hits, corrected=fixed)


def _clean(question: str) -> str:
    """The question in one line without control characters, and no longer than anybody reads."""
    text = unicodedata.normalize("NFC", str(question)[: 4 * LONGEST])
    signs = (" " if unicodedata.category(sign)[0] in "CZ" else sign for sign in text)
    return " ".join("".join(signs).split())[:LONGEST].strip()


def _asked(index: Index, text: str, words: list[Word]) -> list[_Asked]:
    """What has to be looked for, each meaning once. A number that no text has tells nothing about the content."""
    asked: dict[str, _Asked] = {}
    ours = any(_is_ours(index, word) for word in words)
    for word in words:
        keys = index.vocabulary.sought(word)
        if word.weight == "beside":  # breast cancer beside a fracture is a cancer; alone it is none of ours
            keys = tuple((key, 1.0) for key, _ in keys) if ours else ()
        fit = index.fit(keys)
        number = word.surface[:1].isdigit() and not word.meaning
        needed = word.weight != "soft" and not number
        if not fit and not needed:
            continue
        name = word.surface if word.meaning == OUTSIDE else word.meaning or word.stems[0]
        typed = text[word.start : word.end]
        abbreviated = typed.isalpha() and typed.removesuffix("s").isupper() and not text.isupper()
        own = 1.0 if word.meaning else telling(word.surface, known=bool(fit), abbreviated=abbreviated)
        share = own if needed else SOFT
        weight = index.rarity(keys) * share
        asked[name] = _Asked(name, keys, weight, needed, word.weight == "decisive" or not keys, fit)
    found = list(asked.values())
    if not any(one.needed for one in found):
        return [replace(one, needed=True) for one in found]
    return found


def _is_ours(index: Index, word: Word) -> bool:
    """Whether a word of a question is about the spine, or something on which a question of ours turns."""
    if word.weight == "decisive":
        return word.meaning != OUTSIDE
    return not OURS.isdisjoint((word.meaning, *index.vocabulary.broader(word.meaning)))


def _ranked(asked: list[_Asked], held: tuple[Document, ...]) -> list[tuple[float, float, int]]:
    """Score, covered share and number of each document that has anything asked for, best first."""
    whole = sum(one.weight for one in asked)
    needed = sum(one.weight for one in asked if one.needed)
    sums: dict[int, tuple[float, float]] = {}
    for one in asked:
        for number, (there, about) in one.fit.items():
            score, covered = sums.get(number, (0.0, 0.0))
            sums[number] = (
                score + one.weight * (there + about) / 2,
                covered + (one.weight * there if one.needed else 0.0),
            )
    names = {one.name for one in asked}
    prior = PRIOR | {"glossary": TERM if len(names - {DEFINITION}) == 1 else PRIOR["glossary"]}
    if DEFINITION in names:
        prior |= {"glossary": max(prior["glossary"], MEANS), "input": 0.9}
    if "trial" in names:
        prior["trial"] = TRIAL
    turns = [one.fit for one in asked if one.decisive]
    ranked = []
    for number, (score, covered) in sums.items():
        document = held[number]
        factor = prior.get(document.kind, 1.0) * document.standing * _trust(document)
        missed = BESIDE ** sum(fit.get(number, (0.0, 0.0))[0] < SURELY for fit in turns)
        ranked.append((score / whole * factor * missed, covered / needed * missed, number))
    return sorted(ranked, key=lambda one: (-one[0], one[2]))


def _trust(one: Document) -> float:
    return 1.0 if one.verified or one.kind == "claim" else UNVERIFIED


def _hit(number: int, score: float, keys: set[str]) -> Hit:
    one = _index()[1][number]
    marks = _marks(number)
    matched = {word for key in keys for word in marks.get(key, ())}
    return Hit(
        one.kind,
        one.id,
        one.title,
        one.text,
        one.sources,
        one.verdict,
        one.label,
        one.page,
        one.query,
        tuple(sorted(matched, key=lambda word: (-len(word), word))),
        round(score, 4),
    )


@lru_cache(maxsize=1024)
def _marks(number: int) -> dict[str, tuple[str, ...]]:
    """The words of one document's text, as they stand there, by their keys."""
    index, held = _index()
    text, words = held[number].text, index.vocabulary
    found: dict[str, dict[str, None]] = {}
    for word in words.read(text):
        if not word.ignored:
            for key in words.told(word):
                found.setdefault(key, {})[text[word.start : word.end]] = None
    return {key: tuple(there) for key, there in found.items()}
