"""What each step of a presentation shows of one patient: a title and a few lines that a hall can read.

All words come from the content and from the results of the rules; a page only renders them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import Literal, TypeAlias, get_args

from logic import library
from logic.comparison import references
from logic.conditions import Is
from logic.counterfactuals import Change, what_would_change
from logic.pathway import Recommendation, applies, recommend, trace
from logic.positions import Position, Stance, positions
from logic.practice_entries import Case
from logic.rules import LEADING
from logic.scenario import Scenario
from logic.timeline import KIND_NAMES, TimelineItem, span, timeline
from logic.wording import change_words, describe, reasons, sentence, sources_of, why_not

Step: TypeAlias = Literal[
    "patient", "question", "answer", "why", "article", "timeline", "evidence", "bodies", "flips"
]

STEPS = MappingProxyType[Step, str](
    {
        "patient": "The patient",
        "question": "Your answer first",
        "answer": "The leading step",
        "why": "Why",
        "article": "The article, checked",
        "timeline": "Week by week",
        "evidence": "The evidence",
        "bodies": "Who would offer cement",
        "flips": "What would change it",
    }
)
"""The steps of presenting one patient, in order, each with its heading."""

PAGE = "scenario"
"""The id that stands for the patient of the page, among the ids of cases."""

ROWS = 7
"""A slide has at most so many rows."""

WIDTH = 220
"""A row has at most so many characters, its label included."""

OPTIONS = 4
"""How many leading steps a hall chooses from, and how many changes of fact are shown."""

NO_STEP = "The article gives no specific step"
USUAL_CHART = "differences"
"""The chart for a patient on whose choice no outcome bears more than another."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a slide or of its notes.

    ``label``: its lead-in. ``id``: the claim, omission, caution, recommendation or timeline item it is of.
    ``mark``: a claim's verdict, ``omitted``, a caution's severity or the kind of a timeline item.
    ``sources``: ids of references.
    """

    text: str
    label: str = ""
    id: str = ""
    mark: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """A slide: title, rows, sources; the items of its timeline, or the id of its chart in charts.yaml."""

    title: str
    rows: tuple[Row, ...]
    items: tuple[TimelineItem, ...] = ()
    chart: str = ""
    sources: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        of_items = sources_of(tuple(dict.fromkeys(claim for item in self.items for claim in item.claims)))
        object.__setattr__(self, "sources", merged(*(row.sources for row in self.rows), of_items))


@dataclass(frozen=True, slots=True)
class Presented:
    """One patient of a lecture; ``case`` is None for the patient of the page."""

    scenario: Scenario
    case: Case | None = None

    @property
    def lead(self) -> Recommendation | None:
        """The leading recommendation, None where the article gives no specific step."""
        pathway = recommend(self.scenario)
        return pathway[pathway.primary] if pathway.primary else None

    @property
    def claims(self) -> tuple[str, ...]:
        """The claims and omissions to discuss: those of the case, then those of the leading step."""
        lead = self.lead
        return merged(self.case.claims if self.case else (), lead.claims if lead else ())

    @property
    def sources(self) -> tuple[str, ...]:
        """The references behind the leading step; behind "no step", the article itself."""
        lead = self.lead
        own = (*sources_of(lead.claims), *library.ADVICE[lead.id].references) if lead else ("ARTICLE",)
        return merged(own)


def presented(case: str, scenario: Scenario) -> Presented:
    """The patient of a case, or of the page; raises ``KeyError`` for a case that there is not."""
    if case == PAGE:
        return Presented(scenario)
    return Presented(library.CASES[case].scenario, library.CASES[case])


@lru_cache(maxsize=1024)
def shown(step: Step, case: str, scenario: Scenario) -> Shown:
    """What a step shows of a case, or of the page's patient; a step without rows has nothing to show."""
    return _MAKERS[step](presented(case, scenario))


def merged(*groups: Iterable[str]) -> tuple[str, ...]:
    """Every id once, in order."""
    return tuple(dict.fromkeys(one for group in groups for one in group))


def sentences(text: str) -> list[str]:
    """The sentences of a text."""
    return re.split(r"(?<=[.!?])\s+(?=[A-Z\"“])", text)


def fitted(text: str, label: str = "", *, id: str = "", mark: str = "", sources: tuple[str, ...] = ()) -> list[Row]:
    """A text in rows of at most ``WIDTH`` characters, broken between sentences, else between clauses or words."""
    lines: list[str] = []
    room = WIDTH - len(label) - 2
    for part in (piece for one in sentences(text) for piece in _pieces(one, room)):
        if lines and len(lines[-1]) + 1 + len(part) <= room:
            lines[-1] += f" {part}"
        else:
            lines.append(part)
    return [Row(line, "" if number else label, id, mark, sources) for number, line in enumerate(lines)]


def _pieces(text: str, room: int) -> Iterator[str]:
    while len(text) > room:
        head = text[: room + 1]
        cut = next(end for mark in ("; ", ", ", " ") if (end := head.rfind(mark) + len(mark) - 1) > room // 3)
        yield text[:cut]
        text = text[cut + 1 :]
    yield text


# ---------------------------------------------------------------- the steps


def _patient(one: Presented) -> Shown:
    if one.case is None:
        return Shown("The patient of this page", tuple(fitted(describe(one.scenario))))
    case = one.case
    parts = {"": case.presentation, "Examination": case.examination, "Imaging": case.imaging, "So far": case.tried}
    return Shown(case.title, tuple(row for label, text in parts.items() for row in fitted(text, label)))


def _question(one: Presented) -> Shown:
    options = [name for name in (*LEADING, None) if name in _options(one)]
    rows = (Row(step_title(name), letter, name or "") for letter, name in zip("ABCD", options, strict=False))
    return Shown("What comes first?", tuple(rows))


def _options(one: Presented) -> list[str | None]:
    """The leading step and those that the least changes of fact would give."""
    others = [change.new_primary for change in by_answer(one.scenario)]
    return [one.lead.id if one.lead else None, *others[: OPTIONS - 1]]


def _answer(one: Presented) -> Shown:
    lead = one.lead
    if lead is None:
        text = "No rule of the pathway leads for this patient."
        return Shown(NO_STEP, tuple(fitted(text, sources=one.sources)))
    advice = library.ADVICE[lead.id]
    rows = fitted(sentences(advice.text)[0], id=lead.id, mark=lead.stage, sources=one.sources)
    if lead.provisional:
        rows += fitted("A red flag is unknown.", "Provisional")
    return Shown(advice.title, tuple(rows))


def _why(one: Presented) -> Shown:
    if one.lead is not None:
        told = reasons(one.lead.reasons, one.scenario)
        return Shown("Why for this patient", _rows(Row(sentence(text), sources=one.sources) for text in told))
    own = Is("cause", one.scenario.cause)
    failed = [step for step in trace(one.scenario) if step.rule.id in LEADING and own in step.rule.when.leaves()]
    rows = (
        Row(sentence(why_not(step, one.scenario)), step_title(step.rule.id), step.rule.id, sources=one.sources)
        for step in failed
    )
    return Shown("Why no step leads", _rows(rows))


def _article(one: Presented) -> Shown:
    rows: list[Row] = []
    for claim in one.claims:
        more = _checked(claim)
        if len(rows) + len(more) <= ROWS:
            rows += more
    return Shown("What the article says, and our check", tuple(rows))


def _checked(name: str) -> list[Row]:
    """A claim with the beginning of our finding, or an omission with why it matters."""
    if name in library.OMISSIONS:
        gap = library.OMISSIONS[name]
        said = fitted(f"Nothing: {gap.topic}.", "The article says", id=name, sources=gap.references)
        return said + fitted(
            sentences(gap.why_it_matters)[0], "Why it matters", id=name, mark="omitted", sources=gap.references
        )
    claim = library.CLAIMS[name]
    check = "Our check" if claim.verified else "Our check, source text not seen"
    return [
        *fitted(claim.says, "The article says", id=name, sources=("ARTICLE",)),
        *fitted(sentences(claim.finding)[0], check, id=name, mark=claim.verdict, sources=claim.references),
    ]


def _timeline(one: Presented) -> Shown:
    items = tuple(timeline(one.scenario))
    today = items[0].label
    if len(items) == 1:
        return Shown(today, ())
    points = [item for item in items if item.kind in ("checkpoint", "decision")] or items[1:]
    rows = (
        Row(sentence(span(item)), KIND_NAMES[item.kind], item.id, item.kind, sources_of(item.claims))
        for item in points
    )
    return Shown(today, _rows(rows), items)


def _evidence(one: Presented) -> Shown:
    if not in_question(one.scenario) or one.scenario.cause != "osteoporotic":
        return Shown(STEPS["evidence"], ())  # the comparison is about osteoporotic fractures
    name = chart_for(one.scenario)
    chart = library.CHARTS[name]
    sources = references(chart.findings)
    rows = [
        *fitted(chart.question, "Question", sources=sources),
        *fitted(chart.answer, "Answer", sources=sources),
        *fitted(chart.cannot[0], "Cannot be shown", sources=sources),
    ]
    return Shown(chart.title, tuple(rows), chart=name)


def _bodies(one: Presented) -> Shown:
    places = positions(one.scenario)
    if not in_question(one.scenario):
        return Shown(STEPS["bodies"], ())
    groups: dict[tuple[Stance, Stance], list[Position]] = {}
    for place in places:
        groups.setdefault((place.vertebroplasty, place.kyphoplasty), []).append(place)
    ranked = sorted(groups, key=lambda pair: min(get_args(Stance).index(stance) for stance in pair))
    rows = [row for pair in ranked for row in _group(pair, groups[pair])]
    offering = sum(place.offers for place in places) or "None"
    return Shown(f"{offering} of {len(places)} would offer cement now, or call it an option", tuple(rows))


def _group(pair: tuple[Stance, Stance], places: list[Position]) -> list[Row]:
    first, second = (stance.replace("_", " ") for stance in pair)
    label = f"Both: {first}" if first == second else f"Vertebroplasty: {first}; kyphoplasty: {second}"
    sources = merged(*(place.references for place in places))
    return fitted(", ".join(_body(place.id) for place in places), label, sources=sources)


def _body(name: str) -> str:
    body = library.BODIES[name]
    return f"{body.name} {body.year}"


def _flips(one: Presented) -> Shown:
    rows = [
        row
        for change in by_answer(one.scenario)[:OPTIONS]
        for row in fitted(
            step_title(change.new_primary),
            change_words(change.field, change.to),
            id=change.new_primary or "",
            sources=_sources(change.new_primary),
        )
    ]
    return Shown("What would change the answer", tuple(rows))


_MAKERS: dict[Step, Callable[[Presented], Shown]] = {
    "patient": _patient,
    "question": _question,
    "answer": _answer,
    "why": _why,
    "article": _article,
    "timeline": _timeline,
    "evidence": _evidence,
    "bodies": _bodies,
    "flips": _flips,
}


# ---------------------------------------------------------------- what they are made of


def _rows(rows: Iterable[Row]) -> tuple[Row, ...]:
    """As many rows as fit on a slide, each fitted to its width."""
    fits = [part for row in rows for part in fitted(row.text, row.label, id=row.id, mark=row.mark, sources=row.sources)]
    return tuple(fits[:ROWS])


def step_title(name: str | None) -> str:
    """The title of a leading step, and of none."""
    return library.ADVICE[name].title if name else NO_STEP


def _sources(name: str | None) -> tuple[str, ...]:
    from logic.rules import RULES

    return (*sources_of(RULES[name].claims), *library.ADVICE[name].references) if name else ("ARTICLE",)


def by_answer(scenario: Scenario) -> list[Change]:
    """The least change of one fact to each other leading step."""
    least: dict[str | None, Change] = {}
    for change in what_would_change(scenario):
        least.setdefault(change.new_primary, change)
    return list(least.values())


def in_question(scenario: Scenario) -> bool:
    """Whether cement is in question: some body would offer it, or some rule speaks of it."""
    rules = recommend(scenario).ids
    return any(name.startswith("augmentation-") for name in rules) or any(one.offers for one in positions(scenario))


def bearing(scenario: Scenario) -> tuple[str, ...]:
    """The outcomes of the comparison that bear on this patient's choice."""
    return tuple(name for name, one in library.OUTCOMES.items() if one.bears and applies(one.when, scenario))


def chart_for(scenario: Scenario) -> str:
    """The chart with most figures on the outcomes that bear on this patient; the usual one where none does."""
    measures = {measure for name in bearing(scenario) for measure in library.OUTCOMES[name].measures}
    counts = {
        name: sum(library.FINDINGS[one].outcome in measures for one in chart.findings)
        for name, chart in library.CHARTS.items()
    }
    return max(counts, key=lambda name: (counts[name], name == USUAL_CHART))


def _check() -> None:
    if USUAL_CHART not in library.CHARTS:
        raise library.ContentError("charts.yaml", USUAL_CHART, "presentations need it, and it is missing")


_check()
