"""The handout as plain text for a note: at most 60 lines of 80 characters."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from datetime import date

from logic.export.handout.contents import day_text, handout
from logic.export.handout.model import Handout, more
from logic.pathway.names import STAGES
from logic.pathway.timeline import span
from logic.patient.scenario import Scenario

WIDTH = 80
"""Characters of a line."""

LENGTH = 60
"""Lines of a note."""


_LEAST = 4
"""A section takes at least its title, a line above it, one entry and a count."""

_NAMED = 2
"""Lines kept free to name the sections for which there was no room."""


def note(scenario: Scenario, day: date) -> str:
    """The leading step, why, what the check found, what goes with it and the state of review, as plain text.

    What has no room is counted, never the leading step or a red flag.
    """
    made = handout(scenario, day)
    head = [*_wrapped(made.patient), "", *_wrapped(_answer(made))]
    head += [line for one in made.others if one.red_flag for line in _wrapped(f"Red flag: {one.title}. {one.text}")]
    head += [line for claim in _lead_claims(made) for line in _wrapped(claim)]
    numbers = ", ".join(f"{one.number} {one.short}" for one in made.sources if one.number in _lead_sources(made))
    foot = ["", *_wrapped(f"Sources of the leading step: {numbers}." if numbers else "No source of a leading step.")]
    foot += _wrapped(f"{made.purpose} {made.review} {made.version} {day_text(made.day)}.")
    room = LENGTH - len(head) - len(foot)
    return "\n".join([*head, *_filled(_sections(made), room), *foot]) + "\n"


def _answer(made: Handout) -> str:
    status = f" ({'; '.join(made.status)})" if made.status else ""
    because = f" Because: {made.lead.because}" if made.lead else ""
    return f"LEADING STEP{status}: {made.title}. {made.text}{because}"


def _lead_claims(made: Handout) -> list[str]:
    claims = made.lead.claims if made.lead else ()
    return [
        f"{claim.id}, the article says: {claim.says} Our check: {claim.verdict}, {claim.meaning}." for claim in claims
    ]


def _lead_sources(made: Handout) -> set[int]:
    if not made.lead:
        return set()
    return {*made.lead.sources, *(number for claim in made.lead.claims for number in claim.sources)}


def _sections(made: Handout) -> list[tuple[str, list[str]]]:
    """What fills the room that is left, most needed first."""
    cautions = made.lead.cautions if made.lead else ()
    return [
        ("Goes with it", [f"{STAGES[one.stage]}: {one.title} ({one.checked})" for one in made.others]),
        ("Cautions of the leading step", [f"{one.severity}: {one.text} ({one.id})" for one in cautions]),
        (f"{made.items[0].label}", [span(item) for item in made.items[1:]]),
        ("Cement", [made.bodies_summary]),
        ("Would change the answer", [f"{one.change}: {one.then}" for one in made.flips]),
    ]


def _filled(sections: Iterable[tuple[str, list[str]]], room: int) -> list[str]:
    """As many sections and entries as there is room for, cut short with a count; sections without room are named."""
    shown: list[str] = []
    left_out: list[str] = []
    room -= _NAMED
    for title, entries in sections:
        if not entries:
            continue
        if room - len(shown) < _LEAST:
            left_out.append(title.lower())
            continue
        shown += ["", title]
        for index, entry in enumerate(entries):
            wrapped = _wrapped(f"- {entry}", "  ")
            last = index == len(entries) - 1
            if len(shown) + len(wrapped) + (0 if last else 1) > room:
                shown.append(f"- {more(len(entries) - index)}")
                break
            shown += wrapped
    return shown + _wrapped(f"In the app: {', '.join(left_out)}.") if left_out else shown


def _wrapped(text: str, indent: str = "") -> list[str]:
    return textwrap.wrap(text, WIDTH, subsequent_indent=indent, break_on_hyphens=False)
