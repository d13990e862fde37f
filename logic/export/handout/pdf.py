"""The handout as one A4 page: tagged PDF with vector charts, set by Typst."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst

from logic.export.drawing.axis import Scale
from logic.export.handout.contents import day_text, handout
from logic.export.handout.model import Advice, CautionNote, CheckedClaim, Handout
from logic.pathway.names import STAGES, STANCES
from logic.patient.scenario import Scenario

_TEMPLATE = Path(__file__).with_name("handout.typ")
_GRAVEST = ("Emergency", "Urgent", "Contraindicated", "Boxed warning", "Avoid", "Maximum")


def pdf(scenario: Scenario, day: date) -> bytes:
    """The handout of this patient as a PDF of one page; the same bytes for the same input."""
    made = handout(scenario, day)
    compiler = typst.Compiler(  # one a call, since a compiler serves one thread at a time
        _TEMPLATE,
        root=_TEMPLATE.parent,
        font_paths=_fonts(),
        sys_inputs={"handout": json.dumps(_data(made), ensure_ascii=False)},
    )
    compiled = compiler.compile(
        format="pdf",
        pdf_standards=["ua-1"],
        timestamp=datetime(day.year, day.month, day.day, tzinfo=UTC),
    )
    if not isinstance(compiled, bytes):
        raise TypeError(f"typst gave {type(compiled).__name__} where one PDF in bytes was asked for")
    return compiled


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    """Those of Typst alone, so that every machine sets the same page."""
    return typst.Fonts(include_system_fonts=False)


def _data(made: Handout) -> dict[str, Any]:
    lead, red_flags = made.lead, tuple(one for one in made.others if one.red_flag)
    charts = {chart.id: chart for chart in made.comparisons}
    own = tuple(dict.fromkeys(note for one in (*([lead] if lead else []), *red_flags) for note in one.cautions))
    return {
        "document": f"{made.title}: {made.patient}",
        "date": {"year": made.day.year, "month": made.day.month, "day": made.day.day},
        "day": day_text(made.day),
        "patient": made.patient,
        "lead": lead is not None,
        "status": made.status,
        "title": made.title,
        "text": made.text,
        "because": lead.because if lead else None,
        "pearl": lead.pearl if lead else None,
        "pitfall": lead.pitfall if lead else None,
        "claims": [_claim(claim) for claim in (lead.claims if lead else ())],
        "red_flags": [_step(one) for one in red_flags],
        "cautions": [_caution(note) for note in own],
        "further": [_caution(note) for note in sorted(made.cautions, key=_gravity) if note not in own],
        "stages": [
            {"word": word, "steps": [_step(one) for one in group if not one.red_flag]}
            for word, group in made.by_stage.items()
            if not all(one.red_flag for one in group)
        ],
        **_timeline(made),
        "bodies": [
            {name: getattr(one, name) for name in ("name", "year", "vertebroplasty", "kyphoplasty", "sources")}
            for one in made.bodies
        ],
        "bodies_summary": f"{made.bodies_summary} {STANCES}",
        "flips": [{"change": one.change, "then": one.then} for one in made.flips],
        "figures": [
            {name: getattr(one, name) for name in ("label", "effect", "favours", "study", "sources")}
            for one in (*charts["differences"].figures, *charts["ratios"].figures)  # what a patient feels first
        ],
        "caveat": charts["differences"].cannot[0],
        "sources": [
            {name: getattr(one, name) for name in ("number", "short", "address", "link")} for one in made.sources
        ],
        "fine_print": made.fine_print,
    }


def _claim(claim: CheckedClaim) -> dict[str, Any]:
    names = ("id", "says", "verdict", "meaning", "finding", "better", "seen", "sources")
    return {name: getattr(claim, name) for name in names}


def _step(one: Advice) -> dict[str, Any]:
    return {"title": one.title, "text": one.text, "stage": STAGES[one.stage].lower(), "checked": one.checked}


def _caution(note: CautionNote) -> dict[str, Any]:
    return {name: getattr(note, name) for name in ("id", "severity", "text", "sources")}


def _gravity(note: CautionNote) -> int:
    return _GRAVEST.index(note.severity) if note.severity in _GRAVEST else len(_GRAVEST)


def _timeline(made: Handout) -> dict[str, Any]:
    """Bars and points in weeks, on an axis that reaches a little beyond the last of them."""
    scale = Scale.of(made)
    return {
        "items": [
            {
                "label": item.label,
                "kind": item.kind,
                "start": item.start_week,
                "end": scale.last if item.end_week is None else item.end_week,
            }
            for item in scale.rows
        ],
        "weeks": scale.last,
        "ticks": scale.ticks,
        "today": scale.today,
        "today_label": f"Today is week {scale.today}",
        "spoken": scale.spoken,
    }
