"""All content as documents to search: what a reader sees of each, what it rests on, and where it opens.

Texts are put together from the fields of content/ and nothing is added but the names of those fields.
Content that is not verified carries a label, and comes without a number where it has no source.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from logic import comparison, library, trials
from logic.evidence_entries import Difference, Finding, Trial
from logic.rules import RULES
from logic.wording import sources_of

SECOND_HAND = "Second-hand, not checked"
UNSEEN = "Source text behind the article's sentence not seen"
FIGURES_SHOWN = 5
CONVENTION = "A convention for which no source was seen"


@dataclass(frozen=True, slots=True)
class Document:
    """One thing that a question can find.

    ``lead`` is what it is about, for the ranking; ``more`` is searched and not shown. ``page`` and
    ``query`` open it in the app. ``label`` is the plain warning of what is not verified.
    """

    kind: str
    id: str
    title: str
    text: str
    sources: tuple[str, ...]
    lead: str = ""
    more: str = ""
    verdict: str | None = None
    label: str | None = None
    page: str = "evidence.py"
    query: dict[str, str] = field(default_factory=dict)

    @property
    def verified(self) -> bool:
        """Whether it may stand without a warning."""
        return self.label is None


AUDIT = {"view": "audit"}
BODIES = {"view": "bodies"}
TRIALS = {"view": "trials"}


def documents() -> tuple[Document, ...]:
    """Every document that has a source, in the order of content/; one without a source is left out."""
    makers = (
        _claims,
        _omissions,
        _cautions,
        _recommendations,
        _guidelines,
        _bodies,
        _trials,
        _trial_overviews,
        _outcomes,
        _figures,
        _studies,
        _charts,
        _natural_history,
        _mortality,
        _thresholds,
        _inputs,
        _classifications,
        _contradictions,
        _panels,
        _article,
        _glossary,
    )
    return tuple(one for make in makers for one in make() if one.sources)


def _joined(*parts: str | None, between: str = " ") -> str:
    return between.join(part for part in parts if part)


def _named(**parts: str | None) -> str:
    """Fields with their names, as sentences: ``Timing: recent.``; what is empty is left out."""
    told = [f"{name.replace('_', ' ').capitalize()}: {value.rstrip('.')}." for name, value in parts.items() if value]
    return " ".join(told)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."


def _shorts(references: Iterable[str]) -> str:
    return " ".join(library.REFERENCES[one].short for one in references)


def _both(references: Iterable[str], claims: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*references, *sources_of(tuple(claims))]))


def _claims() -> Iterator[Document]:
    for name, claim in library.CLAIMS.items():
        better = f" Better wording: {claim.better}" if claim.better else ""
        yield Document(
            "claim",
            name,
            f"{name}, {claim.section}",
            f"The article: {claim.says} Our check: {claim.finding}{better}",
            claim.references,
            lead=f"{name} {claim.section}. {claim.says}",
            more=_joined(claim.verdict, claim.primary_source, claim.grade, _shorts(claim.references)),
            verdict=claim.verdict,
            label=None if claim.verified else UNSEEN,
            query={**AUDIT, "section": claim.section},
        )


def _omissions() -> Iterator[Document]:
    for name, one in library.OMISSIONS.items():
        yield Document(
            "omission",
            name,
            f"{name}, left out by the article: {one.topic}",
            one.why_it_matters,
            one.references,
            lead=f"{name} {one.topic}",
            label=None if one.verified else SECOND_HAND,
            query=AUDIT,
        )


def _cautions() -> Iterator[Document]:
    used: dict[str, list[str]] = {}
    for advice, entry in library.ADVICE.items():
        for caution in entry.cautions:
            used.setdefault(caution, []).append(advice)
    for name, one in library.CAUTIONS.items():
        limit = f" {_joined(one.threshold, one.unit)}." if one.threshold else ""
        yield Document(
            "caution",
            name,
            f"{one.agent}: {one.condition}",
            _joined(f"{_sentence(one.condition)}{limit} {_sentence(one.action)}", one.note),
            one.references,
            lead=f"{name} {one.agent}. {one.condition}",
            more=_joined(one.severity.replace("_", " "), _shorts(one.references)),
            label=None if one.verified else SECOND_HAND,
            page="explore.py",
        )


def _recommendations() -> Iterator[Document]:
    for name, one in library.ADVICE.items():
        told = _named(notice=one.pearl, pitfall=one.pitfall)
        yield Document(
            "recommendation",
            name,
            one.title,
            _joined(one.text, told),
            _both(one.references, RULES[name].claims),
            more=RULES[name].stage,
            page="explore.py",
        )


def _guidelines() -> Iterator[Document]:
    for name, one in library.GUIDELINES.items():
        year = f", {one.year}" if one.year else ""
        yield Document(
            "guideline",
            name,
            f"{one.body}{year}",
            _named(
                vertebroplasty=one.vertebroplasty,
                kyphoplasty=one.kyphoplasty,
                strength=one.strength,
                population=one.population,
                timing=one.timing,
                status=one.status,
                funding=one.funding,
                note=one.note,
            ),
            one.references,
            lead=f"{name} {one.body} {one.year or ''}",
            more=f"guideline on cement augmentation {_shorts(one.references)}",
            label=None if one.verified else SECOND_HAND,
            query=BODIES,
        )


def _bodies() -> Iterator[Document]:
    for name, one in library.BODIES.items():
        yield Document(
            "position",
            name,
            f"{one.name}, {one.year}: cement for one patient",
            _named(population=one.population, timing=one.timing, strength=one.strength, note=one.note),
            one.references,
            lead=f"{one.name} {one.year}",
            more=_joined("position guideline cement augmentation", *one.rows.values()),
            query=BODIES,
        )


def _told(one: Difference) -> str:
    size = f"{one.statistic} {trials.estimate_text(one)} {one.unit}" if one.statistic else ""
    tested = f"p {one.p_value}" if one.p_value else ""
    verdict = trials.verdict_text(one)
    return f"{one.scale}, {one.time}: {_joined(size, tested, verdict, between=', ')}."


def _first(trial: Trial) -> list[Difference]:
    """One figure for each outcome: the one that a chart shows, else the first that was read."""
    chosen = {}
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
            _joined(
                one.result,
                _named(
                    compared_with=one.comparator_detail,
                    population=one.population,
                    fracture_age=one.fracture_age_text,
                    randomised=str(n) if n else None,
                    blinding=one.blinding,
                    primary_outcome=_joined(one.primary_outcome, one.primary_time, between=", "),
                    funding=one.funding,
                ),
                *(_told(figure) for figure in _first(one)),
                *(f"Sources disagree: {_sentence(conflict)}" for conflict in one.conflicts),
            ),
            one.references,
            lead=f"{one.name} {one.year} {one.name} trial, {one.intervention} against {one.comparator}",
            more=_joined(
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
            _joined(one.question, one.answer, _named(cannot_show=" ".join(one.cannot))),
            sources,
            lead=f"{one.title} {one.question}",
            query=TRIALS,
        )


def _figure_text(one: Finding) -> str:
    sides = (one.kyphoplasty, one.vertebroplasty)
    too_few = all(side is not None and side.events is not None and side.events <= 1 for side in sides)
    effect = one.effect if one.chartable and not too_few else None
    arms = _joined(
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
            _joined(
                one.can,
                _named(cannot_be_said=one.cannot),
                *(f"{library.STUDIES[head.study].citation}: {_figure_text(head)}" for head in _headlines(one.measures)),
            ),
            comparison.references(ids),
            lead=f"{one.title} {one.title} {' '.join(dict.fromkeys(library.FINDINGS[key].label for key in ids))}",
            more=_joined(one.bears, *(library.STUDIES[library.FINDINGS[key].study].citation for key in ids)),
            page="compare.py",
            query={"outcome": name},
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
            _joined(
                _figure_text(one),
                _named(study=_joined(study.citation, study.design, between=": "), caution="; ".join(one.caveats)),
                one.note and _sentence(one.note),
            ),
            (study.reference,),
            lead=f"{library.OUTCOMES[outcome_of[one.outcome]].title} {one.label} rate",
            more="kyphoplasty vertebroplasty figure",
            page="compare.py",
            query={"outcome": outcome_of[one.outcome]},
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
                _joined(
                    _named(design=one.design, size=comparison.size_text(one)),
                    *(_figure_text(each) for each in sorted(found, key=_weight)[:FIGURES_SHOWN]),
                ),
                (one.reference,),
                lead=f"{one.citation} {one.citation}",
                more=_joined(
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
            _joined(one.question, one.answer, _named(cannot_show=" ".join(one.cannot))),
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
            _joined(
                f"{one.events} of {one.n} ({one.percent} %) {one.said}, {one.time}.",
                _named(population=one.population, design=one.design),
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
            _joined(
                f"{_sentence(one.compared)} {_sentence(one.time)}",
                _joined(trials.ratio_text(one), one.says, between="; ") + ".",
                _named(design=one.design, size=one.n),
                one.note,
            ),
            one.references,
            lead=f"{one.name} mortality",
            label=None if one.verified else SECOND_HAND,
            query=TRIALS,
        )


def _thresholds() -> Iterator[Document]:
    for name, one in library.THRESHOLDS.items():
        yield Document(
            "threshold",
            name,
            one.means,
            _joined(f"{library.quantity(one.value, one.unit)}.", one.note),
            _both(one.references, one.claims),
            label=None if one.verified else CONVENTION,
            page="about.py",
        )


def _inputs() -> Iterator[Document]:
    for name, one in library.INPUTS.items():
        yield Document(
            "input",
            name,
            f"Input: {one.label}",
            _joined(one.definition, _named(counts_in="; ".join(one.includes), counts_out="; ".join(one.excludes))),
            _both(one.references, one.claims),
            lead=one.label,
            more=" ".join(option.label for option in one.options.values()),
            page="explore.py",
        )


def _classifications() -> Iterator[Document]:
    for name, one in library.CLASSIFICATIONS.items():
        levels = "; ".join(f"{level}: {meaning}" for level, meaning in one.levels.items())
        scoring = "; ".join(f"{part}: {points}" for part, points in one.scoring.items())
        yield Document(
            "classification",
            name,
            one.name,
            _joined(
                _named(used_for=one.used_for),
                _sentence(levels),
                _named(points=scoring or None),
                one.interpretation,
                one.note,
            ),
            one.references,
            lead=f"{name} {one.name}. {one.used_for}",
            label=None if one.verified else SECOND_HAND,
            page="lookup.py",
        )


def _contradictions() -> Iterator[Document]:
    for name, one in library.CONTRADICTIONS.items():
        yield Document(
            "contradiction",
            name,
            one.title,
            _joined(one.what_clashes, _named(how_to_notice=one.how_to_notice, what_to_do=one.what_to_do)),
            sources_of(one.claims),
            more="the article contradicts itself",
            query=AUDIT,
        )


def _panels() -> Iterator[Document]:
    every = library.PANELS
    yield Document(
        "overview",
        "panels",
        every.title,
        _joined(every.question, every.answer, _named(cannot_show=" ".join(every.cannot))),
        tuple(dict.fromkeys(one for panel in every.panels.values() if panel.verified for one in panel.references)),
        query=BODIES,
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
            _joined(one.name, str(one.year) if one.year else None, between=", "),
            _joined(
                _sentence("; ".join(rated)),
                one.notable,
                _named(
                    population=one.population, method=one.method, funding=one.funding, scenarios=str(one.n_scenarios)
                ),
                one.second_hand,
            ),
            one.references,
            lead=f"{one.name} panel appropriateness",
            label=None if one.verified else SECOND_HAND,
            query=BODIES,
        )


def _article() -> Iterator[Document]:
    one = library.ARTICLE
    yield Document(
        "article",
        "article",
        "The article under audit",
        _named(
            title=one.title,
            publisher=one.publisher,
            last_updated=one.last_updated,
            status=one.status,
            our_content=one.review,
        ),
        ("ARTICLE",),
        lead="the article, its title, publisher, author and review",
        more="written reviewed pending human review clinician",
        page="about.py",
    )
    for cited in one.citations:
        listed = "in the article's list" if cited.listed else "missing from the article's list"
        yield Document(
            "citation",
            f"citation-{cited.number}",
            f"Citation [{cited.number}] of the article",
            _joined(cited.really_is, _named(listed=listed, confidence=cited.confidence)),
            cited.references,
            lead=f"citation {cited.number} of the article, reference {cited.number}",
            query=AUDIT,
        )


def _glossary() -> Iterator[Document]:
    for name, one in library.GLOSSARY.items():
        yield Document(
            "glossary",
            name,
            one.term,
            _joined(one.definition, _named(includes="; ".join(one.includes), excludes="; ".join(one.excludes))),
            _both(one.references, one.claims),
            lead=_joined(one.term, *one.also, between="; "),
            more="definition",
            page="lookup.py",
        )
