"""The same patient under each body: would it offer cement now, and which?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from logic.content import library
from logic.pathway import names
from logic.pathway.positions import Position, Stance
from pages.parts import chart, table
from pages.parts.evidence import citation
from pages.parts.lookup.glossary import explained

if TYPE_CHECKING:
    import pandas as pd

STANCES: dict[Stance, tuple[str, str, str]] = {
    "recommends": ("Recommends", "check_circle", "green"),
    "option": ("Option", "alt_route", "blue"),
    "against": ("Against", "block", "red"),
    "insufficient": ("Insufficient", "help", "orange"),
    "not_addressed": ("Not addressed", "remove", "gray"),
}


def badge(stance: Stance) -> str:
    """A stance as a badge in Markdown, by word and sign as well as colour."""
    word, icon, colour = STANCES[stance]
    return f":{colour}-badge[:material/{icon}: {word}]"


def summary(places: list[Position]) -> str:
    """How far the bodies agree, in one sentence."""
    offering = sum(place.offers for place in places)
    said = "none would" if offering == 0 else f"{offering} would"
    return f"Of the article and {len(places) - 1} other sources, {said} offer cement to this patient now or give it as an option."


def matrix(places: list[Position]) -> None:
    """Body by procedure, with one sentence of this patient's facts each."""
    rows = [
        {
            "Body, and why for this patient": f"**{_name(place)}** {place.why}",
            "Vertebroplasty": badge(place.vertebroplasty),
            "Kyphoplasty": badge(place.kyphoplasty),
        }
        for place in places
    ]
    table.show(rows, key="bodies", alt="Position of each body on cement for this patient")
    st.markdown(f":small[{names.STANCES}]")


def _name(place: Position) -> str:
    body = library.BODIES[place.id]
    return f"{citation.link(place.references[0], body.name)}, {body.year}."


def details(places: list[Position]) -> None:
    """What each body is about: population, timing, strength, sources; with a file of the whole matrix."""
    for place in places:
        body = library.BODIES[place.id]
        note = f" {body.note}" if body.note else ""
        st.markdown(
            f"**{body.name}, {body.year}.** For: {explained(body.population)}. Timing: {explained(body.timing)}. Strength: {body.strength}.{note} "
            f"{citation.links(place.references)}"
        )
    references = dict.fromkeys(one for place in places for one in place.references)
    chart.download(
        "Position of each body on cement for one patient", lambda: _frame(places), key="bodies", references=references
    )


def _frame(places: list[Position]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(
        {
            "body": library.BODIES[place.id].name,
            "year": library.BODIES[place.id].year,
            "vertebroplasty": place.vertebroplasty,
            "kyphoplasty": place.kyphoplasty,
            "why": place.why,
            "population": library.BODIES[place.id].population,
            "timing": library.BODIES[place.id].timing,
            "strength": library.BODIES[place.id].strength,
            "claims": " ".join(place.claims),
        }
        for place in places
    )
