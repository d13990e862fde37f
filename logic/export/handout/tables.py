"""The handout as tables: each a CSV text, and all of them in one zip."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from logic.evidence.csv import to_csv
from logic.export.handout.contents import handout
from logic.export.handout.model import Handout
from logic.export.zips import zipped
from logic.pathway.names import STAGES
from logic.pathway.timeline import KIND_NAMES
from logic.patient.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet takes a cell that starts so for a formula and runs it."""

Rows = list[dict[str, str]]


def tables(scenario: Scenario, day: date) -> dict[str, str]:
    """Each table of the handout as CSV text, by its name; every cell is text that no spreadsheet runs."""
    made = handout(scenario, day)
    patient = f"{made.patient} {day.isoformat()}."
    contents = {
        "pathway": _pathway(made),
        "timeline": _timeline(made),
        "positions": _positions(made),
        "changes": [{"change": one.change, "leading_step_then": one.then} for one in made.flips],
        "comparison": _comparison(made),
        "sources": _sources(made),
    }
    return {name: to_csv(f"{name.capitalize()}. {patient}", _frame(name, rows)) for name, rows in contents.items()}


def archive(scenario: Scenario, day: date) -> bytes:
    """All tables as a zip of CSV files in UTF-8, the same bytes for the same input."""
    return zipped({f"{name}.csv": text.encode("utf-8") for name, text in tables(scenario, day).items()}, day)


def safe(text: str) -> str:
    """A cell that no spreadsheet takes for a formula: one that would be is quoted with an apostrophe."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def _frame(name: str, rows: Rows) -> pd.DataFrame:
    import pandas as pd  # a third of a second to import, so only where a frame is asked for

    frame = pd.DataFrame([{column: safe(text) for column, text in row.items()} for row in rows])
    return frame if rows else pd.DataFrame(columns=_EMPTY[name])


_EMPTY = {
    "pathway": ["place", "id", "stage", "recommendation"],
    "timeline": ["id", "what", "kind", "from_week", "to_week", "claims"],
    "changes": ["change", "leading_step_then"],
}
"""Columns of those tables that may have no rows."""


def _numbers(numbers: tuple[int, ...]) -> str:
    return " ".join(map(str, numbers))


def _pathway(made: Handout) -> Rows:
    return [
        {
            "place": "leading" if one is made.lead else "with it",
            "id": one.id,
            "stage": STAGES[one.stage],
            "recommendation": one.title,
            "text": one.text,
            "because": one.because,
            "provisional": "yes" if made.provisional else "no",
            "claims": " ".join(claim.id for claim in one.claims),
            "verdicts": " ".join(claim.verdict.replace(" ", "_") for claim in one.claims),
            "cautions": " ".join(caution.id for caution in one.cautions),
            "sources": _numbers(
                tuple(dict.fromkeys((*one.sources, *(number for claim in one.claims for number in claim.sources))))
            ),
        }
        for one in made.steps
    ]


def _timeline(made: Handout) -> Rows:
    return [
        {
            "id": item.id,
            "what": item.label,
            "kind": KIND_NAMES[item.kind],
            "from_week": str(item.start_week),
            "to_week": "no end" if item.end_week is None else str(item.end_week),
            "claims": " ".join(item.claims),
        }
        for item in made.items
    ]


def _positions(made: Handout) -> Rows:
    return [
        {
            "id": one.id,
            "body": one.name,
            "year": str(one.year),
            "vertebroplasty": one.vertebroplasty,
            "kyphoplasty": one.kyphoplasty,
            "why": one.why,
            "sources": _numbers(one.sources),
        }
        for one in made.bodies
    ]


def _comparison(made: Handout) -> Rows:
    return [
        {
            "chart": chart.title,
            "outcome": one.label,
            "kyphoplasty": one.kyphoplasty,
            "vertebroplasty": one.vertebroplasty,
            "effect": one.effect,
            "result": one.favours,
            "study": one.study,
            "what_it_cannot_show": " ".join(chart.cannot),
            "sources": _numbers(one.sources),
        }
        for chart in made.comparisons
        for one in chart.figures
    ]


def _sources(made: Handout) -> Rows:
    return [
        {"number": str(one.number), "id": one.id, "citation": one.citation, "link": one.link or ""}
        for one in made.sources
    ]
