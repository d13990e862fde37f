"""The shape of the evidence: head-to-head figures, trials, and which charts show them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from logic.content.shapes.entry import Entry, Text

Comparator = Literal["sham", "active control", "nonsurgical"]
TrialOutcome = Literal["pain", "disability", "quality_of_life", "fractures", "other"]
Arms = Literal["vertebroplasty", "kyphoplasty", "control"]


class Arm(Entry):
    """What was seen in one arm; None means "not visible", never zero."""

    mean: float | None = None
    sd: float | None = None
    n: int | None = None
    n_randomised: int | None = None
    events: int | None = None
    percent: float | None = None
    mean_pre: float | None = None
    mean_post: float | None = None
    mean_change: float | None = None
    median_decrease: float | None = None
    adjacent: int | None = None
    ci95_low: float | None = None
    ci95_high: float | None = None
    adjusted_survival_percent: float | None = None
    inferred: bool = False


class Effect(Entry):
    """A difference or ratio between the arms, kyphoplasty against vertebroplasty."""

    measure: Text
    convention: Text | None = None
    value: float
    ci95_low: float | None = None
    ci95_high: float | None = None
    derived: bool
    origin: Text


class Study(Entry):
    """Where head-to-head figures come from; ``indirect`` where it pools single arms, not comparisons."""

    citation: Text
    design: Text
    level: Text
    n_studies: int | None = None
    n_patients: int | None = None
    n_kyphoplasty: int | None = None
    n_vertebroplasty: int | None = None
    n_unit: Text | None = None
    year: int | None = None
    reference: Text
    indirect: bool = False


class Finding(Entry):
    """One head-to-head figure: outcome, time, unit, both arms, effect, and how far to trust it."""

    study: Text
    outcome: Text
    label: Text
    time: Text
    unit: Text
    better: Text
    counted: Text
    kyphoplasty: Arm | None = None
    vertebroplasty: Arm | None = None
    effect: Effect | None = None
    p_value: Text | None = None
    favours: Literal["kyphoplasty", "vertebroplasty", "neither"] | None = None
    headline_for: Text | None = None
    chartable: bool
    caveats: tuple[Text, ...] = ()
    note: Text | None = None
    verified: bool


class Chart(Entry):
    """One chart or table of the comparison: its question, its answer, and what it cannot show.

    ``labels``, ``sides`` and ``methods`` are by finding; ``lower_side`` and ``upper_side`` serve all of them.
    """

    title: Text
    question: Text
    answer: Text
    findings: tuple[Text, ...]
    axis: Text
    lower_side: Text | None = None
    upper_side: Text | None = None
    labels: dict[str, Text] = Field(default_factory=dict)
    sides: dict[str, tuple[str, str]] = Field(default_factory=dict)
    methods: dict[str, Text] = Field(default_factory=dict)
    cannot: tuple[Text, ...]
    claims: tuple[Text, ...]


class Outcome(Entry):
    """One outcome in depth: its measures, what may and may not be concluded, and for whom it matters.

    ``when`` lists the patients on whose choice it bears, ``bears`` says why.
    """

    title: Text
    measures: tuple[Text, ...]
    can: Text
    cannot: Text
    claims: tuple[Text, ...]
    when: tuple[dict[str, tuple[str, ...]], ...] = ()
    bears: Text | None = None


class Randomised(Entry):
    """How many were randomised to cement, to the control and in all; None means not seen."""

    cement: int | None = None
    control: int | None = None
    total: int


class Difference(Entry):
    """One verified figure between the arms of a trial, as printed.

    Signs differ between papers: ``favours`` names the arm with the significant advantage, ``leans``
    the side of an estimate that is not significant, and only where its source says so. Without an
    estimate only a direction, a p value or counts were read. ``months`` orders the time points.
    """

    outcome: TrialOutcome
    scale: Text
    unit: Text
    statistic: Literal["mean difference", "odds ratio", "hazard ratio", "risk difference"] | None = None
    time: Text
    months: float | None = None
    estimate: float | None = None
    ci95_low: float | None = None
    ci95_high: float | None = None
    p_value: Text | None = None
    favours: Arms | Literal["neither", "not stated"]
    leans: Arms | None = None
    analysis: Text | None = None
    reference: Text | None = None
    note: Text | None = None

    @property
    def side(self) -> Arms | None:
        """The arm on whose side the estimate lies; None where the source does not say which was subtracted."""
        return self.leans if self.favours == "neither" or self.favours == "not stated" else self.favours

    @property
    def drawable(self) -> bool:
        """Whether it can stand in a forest plot: a difference with its interval."""
        seen = None not in (self.estimate, self.ci95_low, self.ci95_high)
        return seen and self.statistic in ("mean difference", "risk difference")


class Trial(Entry):
    """One randomised trial of cement; ``verified`` false: listed, but no result could be verified."""

    name: Text
    year: int
    reference: Text
    comparator: Comparator
    comparator_detail: Text
    intervention: Text
    blinding: Text
    population: Text
    cancer: bool = False
    fracture_age_text: Text
    fracture_age_min_weeks: int | None = None
    fracture_age_max_weeks: int | None = None
    n_randomised: Randomised | None = None
    primary_outcome: Text | None = None
    primary_time: Text | None = None
    outcomes: tuple[TrialOutcome, ...] = ()
    result: Text
    conflicts: tuple[Text, ...] = ()
    funding: Literal["manufacturer"] | None = None
    verified: bool
    differences: tuple[Difference, ...] = ()

    @property
    def references(self) -> tuple[str, ...]:
        """Its own paper, then the others that its figures come from, each once."""
        return tuple(dict.fromkeys([self.reference, *(one.reference or self.reference for one in self.differences)]))


class NaturalHistory(Entry):
    """How many of those without cement got better: ``events`` of ``n``, with the percentage as printed."""

    name: Text
    year: int
    design: Text
    population: Text
    said: Text
    events: int
    n: int
    percent: int
    time: Text
    references: tuple[Text, ...]
    note: Text | None = None
    verified: bool


class Mortality(Entry):
    """An observational figure on death after cement: an association, never an effect.

    A hazard ratio below 1 means fewer deaths in the group named first in ``compared``.
    """

    name: Text
    design: Text
    n: Text
    compared: Text
    kind: Literal["ratio", "share", "selection"]
    measure: Text | None = None
    estimate: float | None = None
    ci95_low: float | None = None
    ci95_high: float | None = None
    p_value: Text | None = None
    time: Text
    favours: Literal["augmentation", "kyphoplasty", "borderline", "not stated"] | None = None
    says: Text | None = None
    references: tuple[Text, ...]
    note: Text | None = None
    drawn: bool = False
    verified: bool


class TrialText(Entry):
    """The words around one part of the trials: its question, its answer, and what it cannot show.

    ``lower_side`` and ``upper_side`` say what lies on either side of the line of no difference.
    """

    title: Text
    question: Text
    answer: Text
    axis: Text | None = None
    lower_side: Text | None = None
    upper_side: Text | None = None
    cannot: tuple[Text, ...]
