"""Documents of the evidence: trials, head-to-head figures, studies, natural history, mortality and panels.

Texts are put together from the fields of content/; nothing is added but the names of those fields.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from logic.content import library
from logic.content.shapes.evidence import Difference, Finding, Trial
from logic.evidence import comparison, trials
from logic.lookup.documents.document import SECOND_HAND, Document, joined, named, sentence
from logic.lookup.places import PANELS, TRIALS

FIGURES_SHOWN = 5
"""Figures in the text of one study; the page that it opens has them all."""


def evidence_documents() -> Iterator[Document]:
    """All of them, in the order of content/."""
    yield from _trials()
    yield from _trial_overviews()
    yield from _outcomes()
    yield from _figures()
    yield from _studies()
    yield from _charts()
    yield from _natural_history()
    yield from _mortality()
    yield from _panels()


def _told(one: Difference) -> str:
    size = f"{one.statistic} {trials.estimate_text(one)} {one.unit}" if one.statistic else ""
    tested = f"p {one.p_value}" if one.p_value else ""
    verdict = trials.verdict_text(one)
    return f"{one.scale}, {one.time}: {joined(size, tested, verdict, between=', ')}."


def _first(trial: Trial) -> list[Difference]:
    """One figure for each outcome: the one that a chart shows, else the first that was read."""
    chosen: dict[str, Difference] = {}
    for one in trial.differences:
        chosen.setdefault(one.outcome, trials.headline(trial, one.outcome) or one)
    return list(chosen.values())


def _trials() -> Iterator[Document]:
    for name, one in library.TRIALS.items():
        n = one.n_randomised.total if one.n_randomised else None
        yield Document(
            "trial",
            name,
            f"{one.name}, {one.year}: {one.intervention} against {one.comparator}",
            joined(
                one.result,
                named(
                    compared_with=one.comparator_detail,
                    population=one.population,
                    fracture_age=one.fracture_age_text,
                    randomised=str(n) if n else None,
                    blinding=one.blinding,
                    primary_outcome=joined(one.primary_outcome, one.primary_time, between=", "),
                    funding=one.funding,
                ),
                *(_told(figure) for figure in _first(one)),
                *(f"Sources disagree: {sentence(conflict)}" for conflict in one.conflicts),
            ),
            one.references,
            lead=f"{one.name} {one.year} {one.name} trial, {one.intervention} against {one.comparator}",
            more=joined(
                *(_told(figure) for figure in one.differences),
                *(library.REFERENCES[r].citation for r in one.references),
            ),
            label=None if one.verified else SECOND_HAND,
            query=TRIALS,
        )


def _trial_overviews() -> Iterator[Document]:
    for name, one in library.TRIAL_TEXTS.items():
        ids = [key for key, trial in library.TRIALS.items() if trial.verified and (name == "cancer") == trial.cancer]
        sources = trials.references(ids)
        if name in ("natural_history", "mortality"):
            book = library.NATURAL_HISTORY if name == "natural_history" else library.MORTALITY
            sources = tuple(dict.fromkeys(r for row in book.values() if row.verified for r in row.references))
        yield Document(
            "overview",
            f"trials-{name}",
            one.title,
            joined(one.question, one.answer, named(cannot_show=" ".join(one.cannot))),
            sources,
            lead=f"{one.title} {one.question}",
            query=TRIALS,
        )


def _figure_text(one: Finding) -> str:
    sides = (one.kyphoplasty, one.vertebroplasty)
    too_few = all(side is not None and side.events is not None and side.events <= 1 for side in sides)
    effect = one.effect if one.chartable and not too_few else None
    arms = joined(
        f"kyphoplasty {comparison.arm_text(one.kyphoplasty)}" if one.kyphoplasty else None,
        f"vertebroplasty {comparison.arm_text(one.vertebroplasty)}" if one.vertebroplasty else None,
        comparison.effect_text(effect) if effect else None,
        f"p {one.p_value}" if one.p_value else None,
        f"favours {one.favours}" if one.favours else None,
        between="; ",
    )
    return f"{one.label}, {one.time} ({one.unit}): {arms}."


def _headlines(measures: Iterable[str]) -> list[Finding]:
    wanted = set(measures)
    found = [one for one in library.FINDINGS.values() if one.outcome in wanted and one.headline_for and one.verified]
    return sorted(found, key=lambda one: one.effect is None)


def _outcomes() -> Iterator[Document]:
    for name, one in library.OUTCOMES.items():
        ids = comparison.in_depth(name)
        yield Document(
            "comparison",
            name,
            f"{one.title}, kyphoplasty against vertebroplasty",
            joined(
                one.can,
                named(cannot_be_said=one.cannot),
                *(f"{library.STUDIES[head.study].citation}: {_figure_text(head)}" for head in _headlines(one.measures)),
            ),
            comparison.references(ids),
            lead=f"{one.title} {one.title} {' '.join(dict.fromkeys(library.FINDINGS[key].label for key in ids))}",
            more=joined(one.bears, *(library.STUDIES[library.FINDINGS[key].study].citation for key in ids)),
            page="compare.py",
            query={"outcome": one.title},
        )


def _figures() -> Iterator[Document]:
    outcome_of = {measure: name for name, one in library.OUTCOMES.items() for measure in one.measures}
    for name, one in library.FINDINGS.items():
        if not (one.headline_for and one.verified):
            continue
        study = library.STUDIES[one.study]
        yield Document(
            "figure",
            name,
            f"{one.label}, {one.time}: {study.citation}",
            joined(
                _figure_text(one),
                named(study=joined(study.citation, study.design, between=": "), caution="; ".join(one.caveats)),
                one.note and sentence(one.note),
            ),
            (study.reference,),
            lead=f"{library.OUTCOMES[outcome_of[one.outcome]].title} {one.label} rate",
            more="kyphoplasty vertebroplasty figure",
            page="compare.py",
            query={"outcome": library.OUTCOMES[outcome_of[one.outcome]].title},
        )


def _weight(one: Finding) -> tuple[bool, bool]:
    return one.headline_for is None, not one.chartable


def _studies() -> Iterator[Document]:
    for name, one in library.STUDIES.items():
        found = [finding for finding in library.FINDINGS.values() if finding.study == name and finding.verified]
        if found:
            yield Document(
                "study",
                name,
                f"{one.citation}: {one.level}",
                joined(
                    named(design=one.design, size=comparison.size_text(one)),
                    *(_figure_text(each) for each in sorted(found, key=_weight)[:FIGURES_SHOWN]),
                ),
                (one.reference,),
                lead=f"{one.citation} {one.citation}",
                more=joined(
                    "study kyphoplasty vertebroplasty",
                    library.REFERENCES[one.reference].citation,
                    *(f"{each.label} {each.time}" for each in found),
                ),
                page="compare.py",
            )


def _charts() -> Iterator[Document]:
    for name, one in library.CHARTS.items():
        yield Document(
            "overview",
            f"comparison-{name}",
            one.title,
            joined(one.question, one.answer, named(cannot_show=" ".join(one.cannot))),
            comparison.references(one.findings),
            lead=f"{one.title} {one.question}",
            more="kyphoplasty vertebroplasty",
            page="compare.py",
        )


def _natural_history() -> Iterator[Document]:
    for name, one in library.NATURAL_HISTORY.items():
        yield Document(
            "cohort",
            name,
            f"Getting better without cement: {one.name}, {one.year}",
            joined(
                f"{one.events} of {one.n} ({one.percent} %) {one.said}, {one.time}.",
                named(population=one.population, design=one.design),
                one.note,
            ),
            one.references,
            lead=f"{one.name} natural history, getting better without cement, recovery",
            label=None if one.verified else SECOND_HAND,
            query=TRIALS,
        )


def _mortality() -> Iterator[Document]:
    for name, one in library.MORTALITY.items():
        yield Document(
            "association",
            name,
            f"Death after cement, an association: {one.name}",
            joined(
                f"{sentence(one.compared)} {sentence(one.time)}",
                joined(trials.ratio_text(one), one.says, between="; ") + ".",
                named(design=one.design, size=one.n),
                one.note,
            ),
            one.references,
            lead=f"{one.name} mortality",
            label=None if one.verified else SECOND_HAND,
            query=TRIALS,
        )


def _panels() -> Iterator[Document]:
    every = library.PANELS
    yield Document(
        "overview",
        "panels",
        every.title,
        joined(every.question, every.answer, named(cannot_show=" ".join(every.cannot))),
        tuple(dict.fromkeys(one for panel in every.panels.values() if panel.verified for one in panel.references)),
        query=PANELS,
    )
    for name, one in every.panels.items():
        rated = [
            f"{row.treatment}: "
            + ", ".join(
                f"{share:g} % {word}"
                for word in ("appropriate", "uncertain", "inappropriate")
                if (share := getattr(row, word)) is not None
            )
            for row in one.ratings
        ] + [f"only {what} appropriate: {share:g} %" for what, share in one.exclusively.items()]
        yield Document(
            "panel",
            name,
            joined(one.name, str(one.year) if one.year else None, between=", "),
            joined(
                sentence("; ".join(rated)),
                one.notable,
                named(
                    population=one.population, method=one.method, funding=one.funding, scenarios=str(one.n_scenarios)
                ),
                one.second_hand,
            ),
            one.references,
            lead=f"{one.name} panel appropriateness",
            label=None if one.verified else SECOND_HAND,
            query=PANELS,
        )
