"""Makes the handout of one patient from the pathway and the functions that the pages use."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from logic.assurance import reviews
from logic.content import library
from logic.content.description import change_words, describe
from logic.evidence.comparison import arm_text, effect_text, references, size_text
from logic.export.handout.model import (
    LEFT_OUT,
    Advice,
    BodyPosition,
    CautionNote,
    CheckedClaim,
    Comparison,
    Figure,
    Flip,
    Handout,
    Source,
)
from logic.pathway.counterfactuals import what_would_change
from logic.pathway.names import SEVERITIES, VERDICTS
from logic.pathway.positions import Stance, positions
from logic.pathway.reasons import reasons
from logic.pathway.recommend import Recommendation, recommend
from logic.pathway.timeline import timeline
from logic.patient.fields import RED_FLAGS
from logic.patient.scenario import Scenario

COMPARISONS = ("pairs", "ratios", "differences")
"""The charts of content/evidence/charts.yaml that go into a handout: one headline figure per outcome."""

_FAVOURS = {
    "kyphoplasty": "favours kyphoplasty",
    "vertebroplasty": "favours vertebroplasty",
    "neither": "no significant difference",
    None: "direction not stated",
}


class _Numbers:
    """Gives each reference the number of its first appearance, from 1."""

    def __init__(self) -> None:
        self.given: dict[str, int] = {}

    def of(self, names: Iterable[str]) -> tuple[int, ...]:
        return tuple(self.given.setdefault(name, len(self.given) + 1) for name in dict.fromkeys(names))

    def sources(self) -> tuple[Source, ...]:
        entries = ((number, name, library.REFERENCES[name]) for name, number in self.given.items())
        return tuple(Source(number, name, one.short, one.citation, one.link) for number, name, one in entries)


@lru_cache(maxsize=32)
def handout(scenario: Scenario, day: date) -> Handout:
    """The handout of this patient; ``day`` is printed on it, and nothing else depends on it."""
    pathway = recommend(scenario)
    numbers = _Numbers()
    ordered = sorted(pathway.recommendations, key=lambda one: one.id != pathway.primary)
    steps = [_advice(one, numbers) for one in ordered]
    lead = steps[0] if pathway.primary else None
    bodies = _bodies(scenario, numbers)
    comparisons = tuple(_comparison(name, numbers) for name in COMPARISONS)
    article = library.ARTICLE
    return Handout(
        scenario=scenario,
        day=day,
        patient=describe(scenario),
        lead=lead,
        provisional=pathway.provisional,
        others=tuple(steps[1:] if lead else steps),
        items=tuple(timeline(scenario)),
        bodies=bodies,
        bodies_summary=_summary(scenario),
        flips=_flips(scenario),
        comparisons=comparisons,
        sources=numbers.sources(),
        purpose="For education only, not for decisions about a patient.",
        review=reviews.statement(),
        article=f"The pathway is that of one article ({article.publisher}, last updated {article.last_updated}), "
        f"{article.status}; each claim of it was checked against primary sources.",
        version=f"VCF Explorer, content version {article.content_version}, last changed {article.content_date}.",
    )


def day_text(day: date) -> str:
    """A day as people write it: ``3 March 2026``."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def _advice(one: Recommendation, numbers: _Numbers) -> Advice:
    entry = library.ADVICE[one.id]
    because = one.because
    return Advice(
        id=one.id,
        title=entry.title,
        text=entry.text,
        stage=one.stage,
        reasons=tuple(reasons(one.reasons, one.scenario)),
        pearl=entry.pearl,
        pitfall=entry.pitfall,
        red_flag=any(because.get(flag, "no") != "no" for flag in RED_FLAGS),
        claims=tuple(_claim(name, numbers) for name in one.claims),
        cautions=tuple(_caution(name, numbers) for name in one.cautions),
        sources=numbers.of(entry.references),
    )


def _claim(name: str, numbers: _Numbers) -> CheckedClaim:
    if name in library.OMISSIONS:
        gap = library.OMISSIONS[name]
        sources = numbers.of(gap.references)
        says = f"Nothing: {gap.topic}"
        meaning = "the article does not mention it"
        return CheckedClaim(name, says, LEFT_OUT, meaning, gap.why_it_matters, None, gap.verified, sources)
    entry = library.CLAIMS[name]
    meaning = VERDICTS[entry.verdict]
    sources = numbers.of(entry.references)
    return CheckedClaim(name, entry.says, entry.verdict, meaning, entry.finding, entry.better, entry.verified, sources)


def _caution(name: str, numbers: _Numbers) -> CautionNote:
    entry = library.CAUTIONS[name]
    limit = f" ({entry.threshold} {entry.unit})" if entry.threshold and entry.unit else ""
    level = "" if entry.source_level == "primary_or_official" else " Secondary source."
    note = f" {entry.note}" if entry.note else ""
    severity = SEVERITIES[entry.severity]
    text = f"{entry.agent}, {entry.condition}{limit}: {entry.action}{note}{level}"
    return CautionNote(name, severity, text, numbers.of(entry.references))


def _bodies(scenario: Scenario, numbers: _Numbers) -> tuple[BodyPosition, ...]:
    def word(stance: Stance) -> str:
        return stance.replace("_", " ").capitalize()

    return tuple(
        BodyPosition(
            place.id,
            library.BODIES[place.id].name,
            library.BODIES[place.id].year,
            word(place.vertebroplasty),
            word(place.kyphoplasty),
            place.why,
            numbers.of(place.references),
        )
        for place in positions(scenario)
    )


def _summary(scenario: Scenario) -> str:
    places = positions(scenario)
    offering = sum(place.offers for place in places)
    said = "none would" if offering == 0 else f"{offering} would"
    return f"Of the article and {len(places) - 1} other sources, {said} offer cement now or give it as an option."


def _flips(scenario: Scenario) -> tuple[Flip, ...]:
    return tuple(
        Flip(
            change_words(change.field, change.to),
            library.ADVICE[change.new_primary].title if change.new_primary else "No specific step",
        )
        for change in what_would_change(scenario)
    )


def _comparison(name: str, numbers: _Numbers) -> Comparison:
    chart = library.CHARTS[name]
    figures = tuple(_figure(name, finding, numbers) for finding in chart.findings)
    return Comparison(name, chart.title, chart.question, chart.answer, chart.axis, figures, chart.cannot)


def _figure(chart: str, name: str, numbers: _Numbers) -> Figure:
    finding = library.FINDINGS[name]
    study = library.STUDIES[finding.study]
    arms = [arm.percent for arm in (finding.kyphoplasty, finding.vertebroplasty) if arm and arm.percent is not None]
    return Figure(
        label=library.CHARTS[chart].labels[name],
        method=library.CHARTS[chart].methods.get(name, finding.time),
        kyphoplasty=arm_text(finding.kyphoplasty),
        vertebroplasty=arm_text(finding.vertebroplasty),
        effect=effect_text(finding.effect),
        favours=_FAVOURS[finding.favours],
        study=f"{study.citation}; {study.level}; {size_text(study)}",
        percent=(arms[0], arms[1]) if len(arms) == 2 else None,
        sources=numbers.of(references((name,))),
    )
