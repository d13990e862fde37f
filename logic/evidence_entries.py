"""The shape of the evidence: head-to-head figures, trials, and which charts show them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from logic.entries import Entry, Text


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
