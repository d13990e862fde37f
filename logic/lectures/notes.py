"""What the speaker reads beside each step: what to notice, what to ask, which cautions bear, where it stands.

Everything is content that stands elsewhere in the app; nothing is written for the notes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from logic.content import library
from logic.content.description import sentence
from logic.evidence.bibliography import sources_of
from logic.evidence.comparison import references
from logic.lectures.patient import Presented, bearing, chart_for, presented
from logic.lectures.rows import Notes, Row, merged
from logic.lectures.steps import Step
from logic.pathway.positions import positions
from logic.pathway.readers import Kind, arrange
from logic.pathway.timeline import KIND_NAMES, span, timeline
from logic.patient.scenario import Scenario

_LABELS: dict[Kind, str] = {
    "text": "The step",
    "pearl": "Notice",
    "pitfall": "Pitfall",
    "cautions": "Caution",
    "points": "Teach",
    "window": "When",
    "question": "Ask the hall",
    "listen_for": "Listen for",
}


def notes_on(step: Step, case: str, scenario: Scenario) -> Notes:
    """The notes on a step of a case, or of the page's patient; every note has its sources, or those of the step."""
    one = presented(case, scenario)
    rows = tuple(_MAKERS[step](one))
    return Notes(rows, merged(*(row.sources for row in rows), one.sources))


def _of_lead(one: Presented, *kinds: Kind) -> list[Row]:
    """The parts of the leading recommendation as an educator gets them."""
    if one.lead is None:
        return []
    parts = {part.kind: part for part in arrange(one.lead, "educator")}
    return [
        Row(
            f"{line.text} ({line.measure})" if line.measure else line.text,
            _LABELS[kind],
            line.id,
            line.mark,
            line.sources or merged(one.sources, _trials_named(line.text)),
        )
        for kind in kinds
        if kind in parts
        for line in parts[kind].lines
    ]


def _trials_named(text: str) -> tuple[str, ...]:
    """The papers of the trials that a text names, which need not be among the references of its step."""
    named = (trial.reference for trial in library.TRIALS.values() if re.search(rf"\b{re.escape(trial.name)}\b", text))
    return tuple(named)


def _patient(one: Presented) -> Iterable[Row]:
    """How each input is defined on which the leading step rests."""
    if one.case and one.case.trap:
        yield Row(f"{one.case.trap[:1].upper()}{one.case.trap[1:]}.", "Trap", sources=sources_of(one.case.claims))
    for name in one.lead.because if one.lead else ("cause",):
        entry = library.INPUTS[name]
        yield Row(entry.definition, entry.label, name, sources=merged(sources_of(entry.claims), entry.references))


def _question(one: Presented) -> Iterable[Row]:
    if one.case and one.lead is None:
        yield Row(one.case.teaches, "Listen for", sources=sources_of(one.case.claims))
    yield from _of_lead(one, "question", "listen_for")


def _answer(one: Presented) -> Iterable[Row]:
    if one.case:
        yield Row(one.case.teaches, "What the case teaches", sources=sources_of(one.case.claims))
    yield from _of_lead(one, "text", "pearl", "pitfall", "cautions")


def _why(one: Presented) -> Iterable[Row]:
    return _of_lead(one, "points", "window")


def _article(one: Presented) -> Iterable[Row]:
    for name in one.claims:
        if name in library.OMISSIONS:
            gap = library.OMISSIONS[name]
            yield Row(gap.why_it_matters, f"Left out, {name}", name, "omitted", gap.references)
            continue
        claim = library.CLAIMS[name]
        yield Row(claim.finding, f"Our check of {name}", name, claim.verdict, claim.references)
        if claim.better:
            yield Row(claim.better, f"Better than {name}", name, sources=claim.references)


def _timeline(one: Presented) -> Iterable[Row]:
    for item in timeline(one.scenario):
        if item.kind != "now":
            yield Row(sentence(span(item)), KIND_NAMES[item.kind], item.id, item.kind, sources_of(item.claims))


def _evidence(one: Presented) -> Iterable[Row]:
    chart = library.CHARTS[chart_for(one.scenario)]
    for text in chart.cannot[1:]:
        yield Row(text, "Cannot be shown", sources=references(chart.findings))
    for name in bearing(one.scenario):
        outcome = library.OUTCOMES[name]
        yield Row(outcome.bears or "", outcome.title, name, sources=sources_of(outcome.claims))


def _bodies(one: Presented) -> Iterable[Row]:
    for place in positions(one.scenario):
        body = library.BODIES[place.id]
        yield Row(place.why, f"{body.name}, {body.year}", place.id, sources=place.references)


def _flips(one: Presented) -> Iterable[Row]:
    """Questions that may come from the hall; the look-up answers them."""
    if one.case:
        asked: Iterable[str] = one.case.follow_ups
    else:
        asked = (question.ask for question in library.FOLLOWUPS.recommendations[one.lead.id]) if one.lead else ()
    return [Row(text, "May be asked", sources=one.sources) for text in asked]


_MAKERS: dict[Step, Callable[[Presented], Iterable[Row]]] = {
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
