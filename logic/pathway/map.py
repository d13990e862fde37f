"""Where a patient stands on the article's map: six stations, the path taken and the place reached."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from logic.content.description import label
from logic.content.library import ADVICE, THRESHOLDS, quantity
from logic.pathway.recommend import Pathway
from logic.patient.fields import RED_FLAGS
from logic.patient.scenario import Scenario

State: TypeAlias = Literal["passed", "here", "off"]

_FLAGS, _CAUSE, _CARE, _CHECK, _CEMENT, _SURGERY = "red_flags", "cause", "care", "check", "cement", "surgery"

_ROUTES: dict[str, tuple[str, ...]] = {
    "refer-surgery-neuro": (_FLAGS, _SURGERY),
    "emergency-mri": (_FLAGS, _SURGERY),
    "refer-surgery-deformity": (_FLAGS, _SURGERY),
    "refer-surgery-instability": (_FLAGS, _SURGERY),
    "open-decompression": (_FLAGS, _SURGERY),
    "decompression-approach": (_FLAGS, _SURGERY),
    "assess-red-flags": (_FLAGS,),
    "biopsy-first": (_FLAGS, _CAUSE),
    "radiotherapy": (_FLAGS, _CAUSE),
    "interferon-or-denosumab": (_FLAGS, _CAUSE),
    "outside-article": (_FLAGS, _CAUSE),
    "augmentation-consider": (_FLAGS, _CAUSE, _CARE, _CHECK, _CEMENT),
    "augmentation-early": (_FLAGS, _CAUSE, _CARE, _CEMENT),
    "augmentation-refractory": (_FLAGS, _CAUSE, _CEMENT),
    "augmentation-mastocytosis": (_FLAGS, _CAUSE, _CEMENT),
    "refer-surgery-failed-care": (_FLAGS, _CAUSE, _CARE, _SURGERY),
    "reassess-now": (_FLAGS, _CAUSE, _CARE, _CHECK),
    "conservative-care": (_FLAGS, _CAUSE, _CARE),
    "no-augmentation-needed": (_FLAGS, _CAUSE, _CARE, _CHECK),
}
"""The stations on the way to each leading recommendation; the last is where the patient is."""


@dataclass(frozen=True, slots=True)
class Station:
    """One station of the map: its title, this patient's note, and whether the path runs through it."""

    id: str
    title: str
    note: str
    state: State


def stations(pathway: Pathway) -> tuple[Station, ...]:
    """The six stations in the article's order, for this patient."""
    route = _ROUTES.get(pathway.primary or "", (_FLAGS, _CAUSE))
    notes = _notes(pathway)
    titles = {
        _FLAGS: "Red flags",
        _CAUSE: "Cause",
        _CARE: "Conservative care",
        _CHECK: "Three-month check",
        _CEMENT: "Augmentation",
        _SURGERY: "Surgery",
    }
    return tuple(
        Station(name, title, notes[name], "here" if name == route[-1] else "passed" if name in route else "off")
        for name, title in titles.items()
    )


def _notes(pathway: Pathway) -> dict[str, str]:
    scenario = pathway.scenario
    phase = THRESHOLDS["conservative_phase"].value
    weeks = quantity(scenario.weeks_of_care, "weeks")
    osteoporotic = scenario.cause == "osteoporotic"
    if scenario.weeks_of_care >= phase:
        check = f"Relief {label('pain_relief', scenario.pain_relief).lower()}"
    else:
        check = f"Due at {quantity(phase, 'weeks')} of care"
    if "augmentation-contraindicated" in pathway.ids:
        cement = "Contraindicated"
    else:
        cement = "To be discussed" if any(one.startswith("augmentation-") for one in pathway.ids) else "Not now"
    referrals = [one for one in pathway.ids if one.startswith("refer-surgery")]
    return {
        _FLAGS: _flags(scenario),
        _CAUSE: label("cause", scenario.cause),
        _CARE: f"{weeks} of {phase}" if osteoporotic and scenario.weeks_of_care < phase else f"{weeks} done",
        _CHECK: check if osteoporotic else "For osteoporotic fractures",
        _CEMENT: cement,
        _SURGERY: ADVICE[referrals[0]].title if referrals else "No reason to refer",
    }


def _flags(scenario: Scenario) -> str:
    values = [getattr(scenario, flag) for flag in RED_FLAGS]
    present, unknown = values.count("yes"), values.count("unknown")
    if present:
        return f"{present} present" + (f", {unknown} unknown" if unknown else "")
    return f"{unknown} not looked for" if unknown else "None present"
