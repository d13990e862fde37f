"""One patient of a lecture: who it is, what is discussed, and which part of the evidence bears on the choice."""

from __future__ import annotations

from dataclasses import dataclass

from logic.content import library
from logic.content.shapes.practice import Case
from logic.evidence.bibliography import sources_of
from logic.lectures.rows import merged
from logic.pathway.counterfactuals import Change, what_would_change
from logic.pathway.positions import positions
from logic.pathway.recommend import Recommendation, applies, recommend
from logic.patient.scenario import Scenario

PAGE = "scenario"
"""The id that stands for the patient of the page, among the ids of cases."""

USUAL_CHART = "differences"
"""The chart for a patient on whose choice no outcome bears more than another."""


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
        raise library.ContentError("evidence/charts.yaml", USUAL_CHART, "presentations need it, and it is missing")


_check()
