"""One recommendation for three readers: the same facts in the order each needs, and what only that reader gets.

What only one reader gets (why it helps, what to teach) brings no fact of its own; its texts are in content/readers.yaml.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, NamedTuple, TypeAlias

from logic.content import library
from logic.content.description import sentence
from logic.pathway.reasons import reasons
from logic.pathway.recommend import Recommendation
from logic.rules.conditions import AtLeast, AtMost

Reader: TypeAlias = Literal["student", "educator", "clinician"]
Kind: TypeAlias = Literal[
    "text",
    "reasons",
    "window",
    "claims",
    "cautions",
    "pearl",
    "pitfall",
    "sources",
    "mechanism",
    "points",
    "question",
    "listen_for",
]

FACTS: tuple[Kind, ...] = ("text", "reasons", "window", "claims", "cautions", "pearl", "pitfall", "sources")
"""The kinds that every reader gets, with the same content."""


class Audience(NamedTuple):
    """What a reader is called, and in one line what the reader gets."""

    label: str
    description: str


READERS = MappingProxyType[Reader, Audience](
    {
        "student": Audience("Student", "What to do, why it helps or harms, and what to notice."),
        "educator": Audience("Educator", "Teaching points and a question for the class, contradictions first."),
        "clinician": Audience("Clinician", "Windows, limits and cautions first, the reasoning after."),
    }
)


@dataclass(frozen=True, slots=True)
class Line:
    """One statement of a part.

    ``id``: of the claim, omission or caution it comes from. ``mark``: a claim's verdict, ``omitted`` for an
    omission, a caution's severity. ``measure``: a caution's limit with its unit. ``notes``: what belongs under it.
    ``sources``: ids of references.
    """

    text: str
    id: str = ""
    mark: str = ""
    measure: str = ""
    notes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a recommendation as one reader sees it; ``kind`` tells how to show it."""

    kind: Kind
    heading: str
    lines: tuple[Line, ...]


HEADINGS: dict[Kind, str] = {
    "text": "What to do",
    "reasons": "Why for this patient",
    "window": "When, and within which limits",
    "claims": "What the article says, and our check",
    "cautions": "Cautions that may bear on this patient",
    "pearl": "What to notice",
    "pitfall": "Pitfall",
    "sources": "Source",
    "mechanism": "Why it helps or harms",
    "points": "Teaching points",
    "question": "Question for the class",
    "listen_for": "What a good answer holds",
}

ORDER: dict[Reader, tuple[Kind, ...]] = {
    "student": ("text", "mechanism", "pearl", "pitfall", "reasons", "window", "claims", "cautions", "sources"),
    "educator": (
        *("points", "question", "listen_for", "text", "claims"),
        *("pearl", "pitfall", "cautions", "reasons", "window", "sources"),
    ),
    "clinician": ("window", "cautions", "reasons", "pitfall", "text", "pearl", "claims", "sources"),
}
"""The parts that each reader gets, first to last; a part without a line is left out."""

_WORST_FIRST = ("contradicted", "unsupported", "outdated", "simplified", "faithful", "omitted")


def arrange(recommendation: Recommendation, reader: Reader) -> tuple[Part, ...]:
    """The recommendation as this reader needs it; raises ``ValueError`` for a reader that there is not."""
    if reader not in READERS:
        raise ValueError(f"reader: {reader!r} is none of {', '.join(READERS)}")
    parts = (Part(kind, HEADINGS[kind], _lines(recommendation, kind, reader)) for kind in ORDER[reader])
    return tuple(part for part in parts if part.lines)


def _lines(one: Recommendation, kind: Kind, reader: Reader) -> tuple[Line, ...]:
    lines = tuple(_MAKERS[kind](one))
    if kind == "claims" and reader == "educator":
        return tuple(sorted(lines, key=lambda line: _WORST_FIRST.index(line.mark)))
    if kind == "cautions" and reader == "clinician":
        return tuple(sorted(lines, key=lambda line: not line.measure))
    return lines


def _text(one: Recommendation) -> Iterable[Line]:
    return [Line(library.ADVICE[one.id].text)]


def _pearl(one: Recommendation) -> Iterable[Line]:
    pearl = library.ADVICE[one.id].pearl
    return [Line(pearl)] if pearl else []


def _pitfall(one: Recommendation) -> Iterable[Line]:
    pitfall = library.ADVICE[one.id].pitfall
    return [Line(pitfall)] if pitfall else []


def _reasons(one: Recommendation) -> Iterable[Line]:
    return [Line(sentence("; ".join(reasons(one.reasons, one.scenario))))]


def _sources(one: Recommendation) -> Iterable[Line]:
    references = library.ADVICE[one.id].references
    return [Line(library.REFERENCES[name].citation, sources=(name,)) for name in references]


def _window(one: Recommendation) -> Iterable[Line]:
    """The weeks in words, then each limit that this patient met, as the rule states it."""
    start, end = one.start_week, one.end_week
    if one.rule.window and start is not None:
        counted = "counted from when the fracture was found"
        if end is None:
            yield Line(f"From week {start} on, {counted}.")
        elif one.rule.window.kind == "evidence_window":
            yield Line(f"Weeks {start} to {end}, {counted}: the length of studies, not a prescription.")
        else:
            yield Line(f"Week {end}, {counted}." if start == end else f"Weeks {start} to {end}, {counted}.")
    for leaf in one.reasons:
        if isinstance(leaf, AtLeast | AtMost):
            held = leaf.holds(one.scenario)
            side = (
                ("at least" if held else "below") if isinstance(leaf, AtLeast) else "at most" if held else "more than"
            )
            limit = library.quantity(leaf.limit.value, leaf.limit.unit)
            yield Line(f"{library.INPUTS[leaf.field].label}: {side} {limit}.")


def _claims(one: Recommendation) -> Iterable[Line]:
    for name in one.claims:
        if name in library.OMISSIONS:
            gap = library.OMISSIONS[name]
            yield Line(f"Nothing: {gap.topic}.", name, "omitted", notes=(gap.why_it_matters,), sources=gap.references)
            continue
        claim = library.CLAIMS[name]
        notes = [claim.finding]
        if claim.better:
            notes.append(f"Better: {claim.better}")
        notes.append(f"Primary source: {claim.primary_source}. Grade: {claim.grade}.")
        if not claim.verified:
            notes.append("Source text behind the article's sentence not seen.")
        yield Line(claim.says, name, claim.verdict, notes=tuple(notes), sources=claim.references)


def _cautions(one: Recommendation) -> Iterable[Line]:
    for name in one.cautions:
        entry = library.CAUTIONS[name]
        measure = " ".join(word for word in (entry.threshold, entry.unit) if word)
        notes = [entry.note] if entry.note else []
        if entry.source_level == "secondary":
            notes.append("Secondary source.")
        text = f"{entry.agent}, {entry.condition}: {entry.action}"
        yield Line(text, name, entry.severity, measure, tuple(notes), entry.references)


def _mechanism(one: Recommendation) -> Iterable[Line]:
    told = library.TEACHING[one.id]
    return [Line(told.mechanism, sources=told.references)]


def _points(one: Recommendation) -> Iterable[Line]:
    return [Line(point) for point in library.TEACHING[one.id].points]


def _question(one: Recommendation) -> Iterable[Line]:
    return [Line(library.TEACHING[one.id].ask_class)]


def _listen_for(one: Recommendation) -> Iterable[Line]:
    return [Line(library.TEACHING[one.id].listen_for)]


_MAKERS: dict[Kind, Callable[[Recommendation], Iterable[Line]]] = {
    "text": _text,
    "reasons": _reasons,
    "window": _window,
    "claims": _claims,
    "cautions": _cautions,
    "pearl": _pearl,
    "pitfall": _pitfall,
    "sources": _sources,
    "mechanism": _mechanism,
    "points": _points,
    "question": _question,
    "listen_for": _listen_for,
}
