"""The weeks of one patient's conservative phase: what runs when, and where decisions fall."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from logic.content import library
from logic.pathway.recommend import recommend
from logic.patient.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd

Kind: TypeAlias = Literal["treatment", "evidence_window", "checkpoint", "decision", "now"]

_ONGOING = (
    "keep-moving",
    "physical-therapy",
    "treat-osteoporosis",
    "continue-bone-drug",
    "calcium-vitamin-d",
)
"""Rules without a window that go on from today without an end."""

_DECISIONS = ("augmentation-consider", "augmentation-early", "reassess-now", "no-augmentation-needed")
"""Leading steps that are themselves a decision, taken today."""


@dataclass(frozen=True, slots=True)
class TimelineItem:
    """Something on the timeline. Weeks count from the fracture's identification.

    ``end_week`` equals ``start_week`` for a point in time and is None for what has no end.
    """

    id: str
    label: str
    kind: Kind
    start_week: int
    end_week: int | None
    claims: tuple[str, ...]


KIND_NAMES: dict[Kind, str] = {
    "now": "Today",
    "treatment": "Treatment",
    "evidence_window": "Length of studies, not a prescription",
    "checkpoint": "Checkpoint",
    "decision": "Decision",
}
"""What each kind of item is called wherever it is shown."""


def timeline(scenario: Scenario) -> list[TimelineItem]:
    """The items of this patient's timeline: today, then treatments, study windows, checks, decisions."""
    today = scenario.weeks_since_fracture
    pathway = recommend(scenario)
    items = [TimelineItem("now", f"Today, week {today}", "now", today, today, ())]
    items += [
        TimelineItem(one.id, _label(one.id), one.rule.window.kind, one.start_week or 0, one.end_week, one.claims)
        for one in pathway.recommendations
        if one.rule.window
    ]
    items += [
        TimelineItem(name, _label(name), "treatment", today, None, pathway[name].claims)
        for name in _ONGOING
        if name in pathway.ids
    ]
    if "conservative-care" in pathway.ids:
        items += _milestones(scenario.week_care_began)
    items += [
        TimelineItem(name, _label(name), "decision", today, today, pathway[name].claims)
        for name in _DECISIONS
        if name in pathway.ids
    ]
    rank = ("now", "treatment", "evidence_window", "checkpoint", "decision")
    return sorted(items, key=lambda item: rank.index(item.kind))


def _milestones(care_began: int) -> list[TimelineItem]:
    items = []
    for name, milestone in library.MILESTONES.items():
        week = care_began + library.THRESHOLDS[milestone.after].value
        items.append(TimelineItem(name, milestone.label, "checkpoint", week, week, milestone.claims))
    return items


def _label(name: str) -> str:
    return library.ADVICE[name].short or library.ADVICE[name].title


def span(item: TimelineItem) -> str:
    """An item with its weeks in words: ``Calcitonin: weeks 0 to 4``."""
    if item.end_week is None:
        return f"{item.label}: from week {item.start_week} on"
    if item.end_week == item.start_week:
        return f"{item.label}: week {item.start_week}"
    return f"{item.label}: weeks {item.start_week} to {item.end_week}"


def as_table(items: tuple[TimelineItem, ...]) -> pd.DataFrame:
    """The items as a table: what, kind, first and last week since the fracture's identification, claims."""
    import pandas as pd  # a third of a second to import, so only where a table is asked for

    return pd.DataFrame(
        {
            "What": item.label,
            "Kind": KIND_NAMES[item.kind],
            "From week": str(item.start_week),
            "To week": "no end" if item.end_week is None else str(item.end_week),
            "Claims": ", ".join(item.claims),
        }
        for item in items
    )
