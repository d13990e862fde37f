"""The quick tables of the look-up: what a clinician wants between two patients, from the same content."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from logic.content.library import ADVICE, CAUTIONS, CLASSIFICATIONS, GUIDELINES
from logic.pathway.names import SEVERITIES
from logic.rules.table import RULES
from logic.rules.terms import Window

_DRUGS = {
    "acetaminophen": (),
    "nsaid": ("avoid-nsaid",),
    "opioid": ("avoid-opioid",),
    "calcitonin": (),
    "bisphosphonate": ("treat-osteoporosis",),
    "denosumab": (),
    "anabolic-first": (),
    "calcium-vitamin-d": (),
    "interferon-or-denosumab": (),
}
"""The recommendations that are drugs, each with others that hold more of its cautions."""

_CEMENT = "Vertebroplasty / kyphoplasty"
_SIGNS = ("Red flags", "Metastatic spine")
_SPEEDS = ("hours", "week")


@dataclass(frozen=True, slots=True)
class Drug:
    """A drug of the pathway: its recommendation, the weeks that the article gives, claims and cautions, by id."""

    id: str
    window: Window | None
    claims: tuple[str, ...]
    cautions: tuple[str, ...]


def red_flags() -> tuple[str, ...]:
    """The cautions about findings that cannot wait or must be looked for, the most urgent first."""
    return _ranked(
        name
        for name, entry in CAUTIONS.items()
        if entry.agent in _SIGNS and (entry.severity != "caution" or entry.agent == "Red flags")
    )


def how_fast(caution: str) -> str:
    """The time that a caution allows, such as ``24 hours to whole-spine MRI and plan``; empty where it names none."""
    entry = CAUTIONS[caution]
    if entry.threshold and entry.unit and entry.unit.startswith(_SPEEDS):
        return f"{entry.threshold} {entry.unit}"
    return ""


def drugs() -> tuple[Drug, ...]:
    """Every drug of the pathway in its order, with all of its verified cautions."""
    return tuple(
        Drug(
            id,
            RULES[id].window,
            RULES[id].claims,
            _ranked(dict.fromkeys(name for one in (id, *more) for name in ADVICE[one].cautions)),
        )
        for id, more in _DRUGS.items()
    )


def cement() -> tuple[str, ...]:
    """The cautions about cement: what rules it out, what speaks against it, what can go wrong."""
    return _ranked(name for name, entry in CAUTIONS.items() if entry.agent == _CEMENT)


def guidelines() -> tuple[str, ...]:
    """The bodies whose text on cement was seen, by id."""
    return tuple(name for name, entry in GUIDELINES.items() if entry.verified)


def scores() -> tuple[str, ...]:
    """The classifications and scores that were verified, by id."""
    return tuple(name for name, entry in CLASSIFICATIONS.items() if entry.verified)


def _ranked(names: Iterable[str]) -> tuple[str, ...]:
    order = list(SEVERITIES)
    verified = [name for name in names if CAUTIONS[name].verified]
    return tuple(sorted(verified, key=lambda name: order.index(CAUTIONS[name].severity)))
