"""What each step of a presentation shows of one patient: a title and a few lines that a hall can read.

All words come from the content and from the results of the rules; a page only renders them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from types import MappingProxyType
from typing import Literal, TypeAlias, get_args

from logic.content import library
from logic.content.description import change_words, describe, sentence
from logic.evidence.bibliography import sources_of
from logic.evidence.comparison import references
from logic.lectures.patient import Presented, by_answer, chart_for, in_question, presented
from logic.lectures.rows import ROWS, Row, Shown, fitted, merged, rows_of, sentences
from logic.pathway.positions import Position, Stance, positions
from logic.pathway.reasons import reasons, why_not
from logic.pathway.recommend import trace
from logic.pathway.timeline import KIND_NAMES, span, timeline
from logic.patient.scenario import Scenario
from logic.practice.offer import CAN_LEAD
from logic.rules.conditions import Is
from logic.rules.table import LEADING, RULES

Step: TypeAlias = Literal["patient", "question", "answer", "why", "article", "timeline", "evidence", "bodies", "flips"]

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

OPTIONS = 4
"""How many leading steps a hall chooses from, and how many changes of fact are shown."""

NO_STEP = "The article gives no specific step"


def shown(step: Step, case: str, scenario: Scenario) -> Shown:
    """What a step shows of a case, or of the page's patient; a step without rows has nothing to show."""
    return _shown(step, case, presented(case, scenario).scenario)


@lru_cache(maxsize=1024)
def _shown(step: Step, case: str, scenario: Scenario) -> Shown:
    return _MAKERS[step](presented(case, scenario))


# ---------------------------------------------------------------- the steps


def _patient(one: Presented) -> Shown:
    if one.case is None:
        return Shown("The patient of this page", tuple(fitted(describe(one.scenario))))
    case = one.case
    parts = {"": case.presentation, "Examination": case.examination, "Imaging": case.imaging, "So far": case.tried}
    return Shown(case.title, tuple(row for label, text in parts.items() for row in fitted(text, label)))


def _question(one: Presented) -> Shown:
    chosen = _options(one)
    options = [name for name in (*LEADING, None) if name in chosen]
    rows = (Row(step_title(name), letter, name or "") for letter, name in zip("ABCD", options, strict=False))
    return Shown("What comes first?", tuple(rows))


def _options(one: Presented) -> tuple[str | None, ...]:
    """The leading step and those that the least changes of fact would give, filled up with others that can lead."""
    lead = one.lead.id if one.lead else None
    others = (change.new_primary for change in by_answer(one.scenario))
    return merged((lead,), others, CAN_LEAD)[:OPTIONS]


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
        return Shown("Why for this patient", rows_of(Row(sentence(text), sources=one.sources) for text in told))
    own = Is("cause", one.scenario.cause)
    failed = [step for step in trace(one.scenario) if step.rule.id in LEADING and own in step.rule.when.leaves()]
    rows = (
        Row(sentence(why_not(step, one.scenario)), step_title(step.rule.id), step.rule.id, sources=one.sources)
        for step in failed
    )
    return Shown("Why no step leads", rows_of(rows))


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
    begun = sentences(claim.finding)[:2]  # a first sentence alone may only concede what is right
    if not claim.verified:
        begun = [*begun[:1], "Source text behind the article's sentence not seen."]
    return [
        *fitted(claim.says, "The article says", id=name, sources=("ARTICLE",)),
        *fitted(" ".join(begun), "Our check", id=name, mark=claim.verdict, sources=claim.references),
    ]


def _timeline(one: Presented) -> Shown:
    items = tuple(timeline(one.scenario))
    today = items[0].label
    if len(items) == 1:
        return Shown(today, ())
    points = [item for item in items if item.kind in ("checkpoint", "decision")] or items[1:]
    rows = (
        Row(sentence(span(item)), KIND_NAMES[item.kind], item.id, item.kind, sources_of(item.claims)) for item in points
    )
    return Shown(today, rows_of(rows), items)


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
    return Shown(f"{offering} of {len(places)} would offer cement now or give it as an option", tuple(rows))


_STANCES: dict[Stance, str] = {
    "recommends": "recommends {}",
    "option": "{} as an option",
    "against": "against {}",
    "insufficient": "insufficient on {}",
    "not_addressed": "{} not addressed",
}


def _group(pair: tuple[Stance, Stance], places: list[Position]) -> list[Row]:
    first, second = (_STANCES[stance] for stance in pair)
    both = first.format("both procedures")
    label = both if first == second else f"{first.format('vertebroplasty')}, {second.format('kyphoplasty')}"
    label = label[:1].upper() + label[1:]
    sources = merged(*(place.references for place in places))
    return fitted(", ".join(_body(place.id) for place in places), label, sources=sources)


def _body(name: str) -> str:
    body = library.BODIES[name]
    return f"{body.name} ({body.year})"


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


def step_title(name: str | None) -> str:
    """The title of a leading step, and of none."""
    return library.ADVICE[name].title if name else NO_STEP


def _sources(name: str | None) -> tuple[str, ...]:
    return (*sources_of(RULES[name].claims), *library.ADVICE[name].references) if name else ("ARTICLE",)
