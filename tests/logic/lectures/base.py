"""Made-up content for presentations: every field has a text of its own, so that none can stand in for another."""

from __future__ import annotations

from types import SimpleNamespace as Made
from typing import Any

from logic.pathway.timeline import TimelineItem
from logic.patient.scenario import Scenario

PATIENT = Scenario(age=81)
OWN = ("REF-OWN",)
"""The sources of the made-up patient's leading step."""

CONTENT: dict[str, dict[str, Any]] = {
    "CLAIMS": {
        "M1": Made(
            says="The gate is three weeks.",
            verdict="simplified",
            finding="It is a gate. Nobody saw it! Others did.",
            better="Ask for the source.",
            references=("REF-1", "REF-BOTH"),
            verified=True,
        ),
        "M2": Made(
            says="The lungs suffer.",
            verdict="unsupported",
            finding="No trial says so. One review hints.",
            better=None,
            references=("REF-2", "REF-BOTH"),
            verified=False,
        ),
        "M3": Made(
            says="So many weeks went by, " * 12 + "and then some.",
            verdict="faithful",
            finding="It is so.",
            better=None,
            references=(),
            verified=True,
        ),
    },
    "OMISSIONS": {
        "G1": Made(topic="Red flags", why_it_matters="They are missed. They kill.", references=("REF-G",)),
    },
    "ADVICE": {
        name: Made(title=f"Title of {name}", text=f"Do {name} now. Then wait.", references=(f"ADVICE-{name}",))
        for name in ("first", "second", "third", "fourth", "fifth")
    },
    "BODIES": {name: Made(name=f"Body {name}", year=2001 + number) for number, name in enumerate("abcdef")},
    "CHARTS": {
        "course": Made(
            title="The course",
            question="Does it last?",
            answer="Not long.",
            cannot=("Not the first year.", "Not the second.", "Nor the third."),
            findings=("f1", "f2"),
        ),
    },
}
"""Stands in for content of the library, by the name that it has there."""

CASE = Made(
    title="The made-up case",
    presentation="She fell.",
    examination="It is tender.",
    imaging="One wedge.",
    tried="Bed rest.",
    teaches="Look again.",
    claims=("M2",),
    follow_ups=("And why?", "And when?"),
    trap="bed rest",
)

LEAD = Made(id="third", stage="urgent", provisional=False, reasons=("pain", "Relief."), because={"pain": 8, "age": 81})

ITEMS = (
    TimelineItem("now", "Today, week 3", "now", 3, 3, ()),
    TimelineItem("brace", "Brace", "treatment", 3, None, ("M1",)),
    TimelineItem("studied", "Studied", "evidence_window", 3, 9, ("M2",)),
    TimelineItem("look", "Look", "checkpoint", 6, 6, ("M1", "M2")),
    TimelineItem("decide", "Decide", "decision", 8, 8, ("G1",)),
)


def patient(**given: Any) -> Any:
    """A patient to present, by default that of the page without a leading step."""
    return Made(**{"scenario": PATIENT, "case": None, "lead": None, "claims": (), "sources": OWN, **given})
