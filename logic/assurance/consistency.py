"""Content held against itself: no id dangles, no source is missing, every entry fits the scenario.

Imported with the package; a fault raises ``ContentError`` with the file, the entry and what is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from logic.content.library import (
    ADVICE,
    ARTICLE,
    BODIES,
    CAUTIONS,
    CHARTS,
    CLAIMS,
    CLASSIFICATIONS,
    CONTRADICTIONS,
    EXAMPLES,
    FINDINGS,
    FLASHCARDS,
    FOLLOWUPS,
    GENERAL,
    GLOSSARY,
    GUIDELINES,
    INPUTS,
    MILESTONES,
    MORTALITY,
    NATURAL_HISTORY,
    OMISSIONS,
    OUTCOMES,
    PANELS,
    REFERENCES,
    STUDIES,
    SYNONYMS,
    TEACHING,
    THRESHOLDS,
    TRIALS,
)
from logic.content.reading import ContentError
from logic.patient.fields import DOMAINS, Choice, Flag, Several, Whole
from logic.patient.scenario import Scenario, ScenarioError, as_value
from logic.rules.table import RULES  # holds the recommendations against the rules before anything is held against them

_MOST = {"points": 10, "weeks": 104, "years": 110, "mL/min": 200}
"""What a threshold may be at most; beyond it no patient could reach it."""

_IN_ORDER = (
    ("pain_mild", "pain_moderate"),
    ("pain_moderate", "pain_severe"),
    ("nsaid_studies_start", "nsaid_studies_end"),
    ("opioid_studies_start", "opioid_studies_end"),
)


def _check_ids(file: str, entries: Mapping[str, Any], key: str, known: Iterable[str], what: str) -> None:
    allowed = set(known)
    for name, entry in entries.items():
        for used in getattr(entry, key):
            if used not in allowed:
                raise ContentError(file, name, f"{key}: there is no {what} {used}")


def _check_sources(file: str, entries: Mapping[str, Any]) -> None:
    for name, entry in entries.items():
        if not entry.references and not getattr(entry, "claims", ()):
            raise ContentError(file, name, "references: a source is missing")


def _check_thresholds() -> None:
    for name, threshold in THRESHOLDS.items():
        most = _MOST[threshold.unit]
        if not 0 <= threshold.value <= most:
            fault = f"value: is {threshold.value}; allowed are 0 to {most} {threshold.unit}"
            raise ContentError("thresholds.yaml", name, fault)
    for low, high in _IN_ORDER:
        if THRESHOLDS[low].value > THRESHOLDS[high].value:
            fault = f"value: is {THRESHOLDS[low].value}; allowed is at most {high}, which is {THRESHOLDS[high].value}"
            raise ContentError("thresholds.yaml", low, fault)


def _check_inputs() -> None:
    for missing in DOMAINS.keys() ^ INPUTS.keys():
        raise ContentError("inputs.yaml", missing, "must be there once for each field of a scenario")
    for name, entry in INPUTS.items():
        domain = DOMAINS[name]
        if isinstance(domain, Whole):
            if entry.unit is None or entry.says is None or entry.options:
                raise ContentError("inputs.yaml", name, "a number needs unit and says, and no options")
            continue
        values = ("true", "false") if isinstance(domain, Flag) else domain.values
        if tuple(entry.options) != values:
            raise ContentError("inputs.yaml", name, f"options: must be {', '.join(values)}, in this order")
        if isinstance(domain, Choice | Several):
            for value, option in entry.options.items():
                if as_value(option.label) != value:
                    fault = f"options.{value}.label: {option.label!r} must be the value in words"
                    raise ContentError("inputs.yaml", name, fault)


def _check_when(file: str, name: str, cases: Iterable[Mapping[str, tuple[str, ...]]]) -> None:
    for case in cases:
        for field, values in case.items():
            if field not in INPUTS or not set(values) <= set(INPUTS[field].options):
                raise ContentError(file, name, f"when: {field} cannot be {', '.join(values)}")


def _check_cautions() -> None:
    for name, caution in CAUTIONS.items():
        if caution.verified and not caution.references:
            raise ContentError("cautions.yaml", name, "references: a source is missing")
        _check_when("cautions.yaml", name, caution.when)
    for name, advice in ADVICE.items():
        for used in advice.cautions:
            if not CAUTIONS[used].verified:
                raise ContentError("recommendations.yaml", name, f"cautions: {used} is not verified")


def _check_examples() -> None:
    for name, example in EXAMPLES.items():
        try:
            Scenario(**example.given)
        except ScenarioError as error:
            raise ContentError("examples.yaml", name, f"given: {error}") from error


def _check_synonyms() -> None:
    where: dict[str, str] = {}
    for name, entry in SYNONYMS.terms.items():
        for word in (name, *entry.words, *entry.asked):
            if where.setdefault(word.casefold(), name) != name:
                raise ContentError("lookup/synonyms.yaml", name, f"{word} stands in {where[word.casefold()]} too")
        for broader in entry.kind_of:
            if broader not in SYNONYMS.terms:
                raise ContentError("lookup/synonyms.yaml", name, f"kind_of: there is no entry {broader}")
    for name in SYNONYMS.terms:
        found: list[str] = []
        level = [name]
        while level:
            level = [broader for one in level for broader in SYNONYMS.terms[one].kind_of if broader not in found]
            found += dict.fromkeys(level)
        if name in found:
            raise ContentError("lookup/synonyms.yaml", name, f"kind_of: is in the end a kind of itself, by {found[0]}")


def _check_followups() -> None:
    asked: dict[str, Iterable[str]] = {"recommendations": ADVICE, "trials": TRIALS, "outcomes": OUTCOMES}
    for part, known in asked.items():
        entries = getattr(FOLLOWUPS, part)
        for wrong in entries.keys() ^ set(known):
            raise ContentError("lookup/questions.yaml", f"{part}, {wrong}", f"must be there once for each of {part}")
        for name, questions in entries.items():
            if len({one.ask for one in questions}) < len(questions):
                raise ContentError("lookup/questions.yaml", f"{part}, {name}", "ask: a question stands there twice")


def _check_teaching() -> None:
    both = (*CLAIMS, *OMISSIONS)
    panels = {f"panels, {name}": panel for name, panel in PANELS.panels.items()}
    files: dict[str, Mapping[str, Any]] = {
        "evidence/guidelines.yaml": GUIDELINES,
        "evidence/classifications.yaml": CLASSIFICATIONS,
        "evidence/panels.yaml": panels,
    }
    for file, entries in files.items():
        _check_ids(file, entries, "references", REFERENCES, "reference")
        _check_sources(file, {name: entry for name, entry in entries.items() if entry.verified})
    _check_ids("readers.yaml", TEACHING, "references", REFERENCES, "reference")
    for name in TEACHING.keys() ^ RULES.keys():
        raise ContentError("readers.yaml", name, "must be there once for each recommendation")
    if tuple(TEACHING) != tuple(RULES):
        raise ContentError("readers.yaml", "the whole file", "must be in the order of recommendations.yaml")
    _check_ids("evidence/panels.yaml", {"the whole file": PANELS}, "claims", both, "claim")
    _check_ids("article/contradictions.yaml", CONTRADICTIONS, "claims", both, "claim")
    for name, clash in CONTRADICTIONS.items():
        if not clash.claims:
            raise ContentError("article/contradictions.yaml", name, "claims: a clash needs the claims that clash")
    for name, panel in panels.items():
        if bool(panel.ratings) == bool(panel.exclusively):
            raise ContentError("evidence/panels.yaml", name, "needs either ratings or exclusively")
        for rating in panel.ratings:
            if rating.counts and sum(rating.counts) != panel.n_scenarios:
                raise ContentError(
                    "evidence/panels.yaml", name, f"counts: of {rating.treatment} must add up to n_scenarios"
                )
    for given in PANELS.grid.rows():
        try:
            Scenario(**given)
        except ScenarioError as error:
            raise ContentError("evidence/panels.yaml", "grid", str(error)) from error


def _check_flashcards() -> None:
    _check_ids("learning/flashcards.yaml", FLASHCARDS, "claims", (*CLAIMS, *OMISSIONS), "claim")
    _check_ids("learning/flashcards.yaml", FLASHCARDS, "references", REFERENCES, "reference")
    verified = [name for name, caution in CAUTIONS.items() if caution.verified]
    _check_ids("learning/flashcards.yaml", FLASHCARDS, "cautions", verified, "verified caution")
    for name, card in FLASHCARDS.items():
        if not (card.claims or card.cautions or card.references):
            raise ContentError("learning/flashcards.yaml", name, "references: a source is missing")
    if len(FLASHCARDS) > 40:
        raise ContentError(
            "learning/flashcards.yaml", "the whole file", f"must have at most 40 cards, and has {len(FLASHCARDS)}"
        )


def _check_comparison(both: tuple[str, ...]) -> None:
    for name, study in STUDIES.items():
        if study.reference not in REFERENCES:
            raise ContentError("evidence/studies.yaml", name, f"reference: there is no reference {study.reference}")
    for name, finding in FINDINGS.items():
        if finding.study not in STUDIES:
            raise ContentError("evidence/comparison.yaml", name, f"study: there is no study {finding.study}")
    for name, chart in CHARTS.items():
        for used in (*chart.findings, *chart.labels, *chart.sides, *chart.methods):
            if used not in FINDINGS or not FINDINGS[used].verified:
                raise ContentError("evidence/charts.yaml", name, f"findings: there is no verified finding {used}")
    _check_ids("evidence/charts.yaml", CHARTS, "claims", both, "claim")
    measured = [measure for outcome in OUTCOMES.values() for measure in outcome.measures]
    for finding in FINDINGS.values():
        if measured.count(finding.outcome) != 1:
            raise ContentError(
                "evidence/outcomes.yaml", finding.outcome, "measures: must belong to exactly one outcome"
            )
    _check_ids("evidence/outcomes.yaml", OUTCOMES, "claims", both, "claim")
    for name, outcome in OUTCOMES.items():
        _check_when("evidence/outcomes.yaml", name, outcome.when)


def _check() -> None:
    _check_thresholds()
    _check_inputs()
    both = (*CLAIMS, *OMISSIONS)
    files: dict[str, Mapping[str, Any]] = {
        "thresholds.yaml": THRESHOLDS,
        "inputs.yaml": INPUTS,
        "article/claims.yaml": CLAIMS,
        "article/omissions.yaml": OMISSIONS,
        "cautions.yaml": CAUTIONS,
        "recommendations.yaml": ADVICE,
        "evidence/bodies.yaml": BODIES,
        "evidence/trials.yaml": TRIALS,
        "evidence/natural_history.yaml": NATURAL_HISTORY,
        "evidence/mortality.yaml": MORTALITY,
        "lookup/glossary.yaml": GLOSSARY,
        "article/article.yaml": {f"citations, {cited.number}": cited for cited in ARTICLE.citations},
    }
    for file, entries in files.items():
        _check_ids(file, entries, "references", REFERENCES, "reference")
        if file in ("thresholds.yaml", "inputs.yaml", "evidence/bodies.yaml", "lookup/glossary.yaml"):
            _check_ids(file, entries, "claims", both, "claim")
        if file in ("article/claims.yaml", "article/omissions.yaml", "recommendations.yaml"):
            _check_ids(file, entries, "cautions", CAUTIONS, "caution")
        if file not in ("cautions.yaml", "recommendations.yaml"):
            _check_sources(file, entries)
    _check_comparison(both)
    for name, milestone in MILESTONES.items():
        if milestone.after not in THRESHOLDS:
            raise ContentError("milestones.yaml", name, f"after: there is no threshold {milestone.after}")
    _check_ids("milestones.yaml", MILESTONES, "claims", both, "claim")
    _check_ids("general.yaml", GENERAL, "claims", both, "claim")
    _check_cautions()
    _check_examples()
    _check_synonyms()
    _check_followups()
    _check_teaching()
    _check_flashcards()


_check()
