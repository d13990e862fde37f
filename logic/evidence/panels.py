"""Panels that rated cement over a grid of scenarios, beside what our rule table says over a grid of its own.

The panels' shares are quoted, ours are counted: every scenario of the grid goes through ``recommend``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

from logic.content.library import ARTICLE, PANELS, REFERENCES, THRESHOLDS
from logic.content.reading import ContentError
from logic.content.shapes.teaching import Panel
from logic.pathway.recommend import recommend
from logic.patient.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd

Verdict: TypeAlias = Literal["offered", "not_settled", "not_offered"]

OFFERS = frozenset({"augmentation-consider", "augmentation-early"})
"""Recommendations that offer cement for an osteoporotic fracture."""

OPEN = frozenset({"assess-red-flags", "reassess-now"})
"""Leading steps that leave the question open until somebody has looked."""

OURS = "rule-table"
"""The name of our own row among those of the panels."""


class Row(NamedTuple):
    """One bar of the chart: percent of scenarios in each class, and where they come from."""

    id: str
    name: str
    tag: str
    year: int | None
    n_scenarios: int
    yes: float
    uncertain: float
    no: float
    counts: tuple[int, int, int] | None
    no_means: str


def verdict(scenario: Scenario) -> Verdict:
    """What the rule table says about cement for one patient."""
    pathway = recommend(scenario)
    if not OFFERS.isdisjoint(pathway.ids):
        return "offered"
    return "not_settled" if pathway.primary in OPEN else "not_offered"


@lru_cache(maxsize=1)
def grid() -> tuple[Scenario, ...]:
    """The scenarios over which the rule table is counted, as content/evidence/panels.yaml declares them."""
    return tuple(Scenario(**given) for given in PANELS.grid.rows())


def count(scenarios: Iterable[Scenario]) -> tuple[int, int, int]:
    """How many scenarios are offered cement, are not settled, and are not offered it."""
    counts = Counter(verdict(scenario) for scenario in scenarios)
    return counts["offered"], counts["not_settled"], counts["not_offered"]


def without_compression() -> tuple[int, int, int]:
    """The same count over the part of the grid in which no neural tissue is compressed."""
    return count(scenario for scenario in grid() if scenario.neural_compression == "no")


def offered_late_below_severe() -> int:
    """How many scenarios are offered cement at the end of the conservative phase or later, without severe pain."""
    phase, severe = THRESHOLDS["conservative_phase"].value, THRESHOLDS["pain_severe"].value
    late = (one for one in grid() if one.weeks_of_care >= phase and one.pain_score < severe)
    return count(late)[0]


@lru_cache(maxsize=1)
def rows() -> tuple[Row, ...]:
    """The bars of the chart: panels on the same fracture as ours, our rule table, panels on another fracture."""
    counts = count(grid())
    total = sum(counts)
    yes, uncertain, no = (100 * part / total for part in counts)
    tag = f"{total} scenarios; counted, not rated"
    ours = Row(OURS, "Our rule table, osteoporotic", tag, None, total, yes, uncertain, no, counts, "no")
    rated = {name: panel for name, panel in PANELS.panels.items() if panel.ratings}
    same = [_row(name, panel) for name, panel in rated.items() if not panel.other_fracture]
    return (*same, ours, *(_row(name, panel) for name, panel in rated.items() if panel.other_fracture))


def _row(name: str, panel: Panel) -> Row:
    cement = panel.ratings[0]
    if cement.appropriate is None or cement.uncertain is None or cement.inappropriate is None:
        raise ContentError(
            "evidence/panels.yaml", f"panels, {name}", "ratings: a bar needs all three shares for cement"
        )
    shares = (cement.appropriate, cement.uncertain, cement.inappropriate)
    return Row(
        name, panel.name, panel.tag, panel.year, panel.n_scenarios, *shares, cement.counts, panel.no_means or "no"
    )


def percent(share: float) -> str:
    """A share to one decimal, without a decimal that is zero and without a break before its sign."""
    return f"{share:.1f}".removesuffix(".0") + "\N{NO-BREAK SPACE}%"


def shares(row: Row) -> str:
    """The three classes of a row in words, in the order of its bar."""
    return f"{percent(row.yes)} yes, {percent(row.uncertain)} uncertain, {percent(row.no)} {row.no_means}"


def references() -> tuple[str, ...]:
    """The references behind all panels, each once."""
    return tuple(dict.fromkeys(one for panel in PANELS.panels.values() for one in panel.references))


def readable() -> pd.DataFrame:
    """The bars of the chart as a table to read."""
    import pandas as pd  # a third of a second to import, so only where a frame is asked for

    table = []
    for row in rows():
        panel = PANELS.panels.get(row.id)
        cells = [
            percent(share) + (f" ({row.counts[index]})" if row.counts else "")
            for index, share in enumerate((row.yes, row.uncertain, row.no))
        ]
        if row.no_means != "no":
            cells[2] += f" ({row.no_means})"
        table.append(
            {
                "Panel": row.name + (f", {row.year}" if row.year else ""),
                "Scenarios": str(row.n_scenarios),
                "Yes": cells[0],
                "Uncertain": cells[1],
                "No": cells[2],
                "Funding": panel.funding if panel else "none; counted by this app",
            }
        )
    return pd.DataFrame(table)


def tidy() -> pd.DataFrame:
    """Every figure that was seen of every panel, and ours, one row a figure; an empty count was not seen."""
    import pandas as pd

    table: list[dict[str, Any]] = []
    for name, panel in PANELS.panels.items():
        about = {
            "scenarios": panel.n_scenarios,
            "panel": panel.name,
            "year": panel.year,
            "population": panel.population,
            "method": panel.method,
            "funding": panel.funding,
            "note": panel.second_hand,
            "sources": "; ".join(REFERENCES[one].short for one in panel.references),
            "id": name,
        }
        for rating in panel.ratings:
            shares = (rating.appropriate, rating.uncertain, rating.inappropriate)
            counts = rating.counts or (None, None, None)
            labels = ("appropriate", "uncertain", panel.no_means or "rarely appropriate")
            table += [
                {"treatment": rating.treatment, "class": label, "percent": share, "count": number, **about}
                for label, share, number in zip(labels, shares, counts, strict=True)
                if share is not None
            ]
        table += [
            {"treatment": treatment, "class": "alone appropriate", "percent": share, "count": None, **about}
            for treatment, share in panel.exclusively.items()
        ]
    counts = count(grid())
    table += [
        {
            "treatment": "cement augmentation",
            "class": label,
            "percent": round(100 * number / sum(counts), 1),
            "count": number,
            "scenarios": sum(counts),
            "panel": "Our rule table",
            "population": "Osteoporotic compression fracture",
            "method": f"counted with content version {ARTICLE.content_version}",
            "id": OURS,
        }
        for label, number in zip(("offered", "not settled", "not offered"), counts, strict=True)
    ]
    frame = pd.DataFrame(table)
    return frame.astype({"year": "Int64", "count": "Int64"})  # whole numbers, although some were not seen
