"""What this visit has chosen and committed to: an answer counts once, until its item is taken up again."""

from __future__ import annotations

import streamlit as st

from logic.practice.answers import Answer, score, ticks
from logic.practice.progress import Progress, record
from pages.parts.frame.clock import today

_CHOICE = {"case": "lead", "change": "predict", "audit": "verdict"}


def choice_key(item: str) -> str:
    """The key of the widget that asks for the choice."""
    kind, name = item.split(":", 1)
    return f"{_CHOICE[kind]}-{name}"


def tick_key(item: str, one: str) -> str:
    """The key of a tick of the same form."""
    return f"tick-{item.split(':', 1)[1]}-{one}"


def chosen(item: str) -> Answer:
    """What its form holds now."""
    ticked = (one for one in ticks(item) if st.session_state.get(tick_key(item, one)))
    return (st.session_state.get(choice_key(item)) or "", *ticked)


def put(item: str, answer: Answer) -> None:
    """Fills its form; before the form is drawn."""
    choice, *ticked = answer
    st.session_state[choice_key(item)] = choice or None
    for one in ticks(item):
        st.session_state[tick_key(item, one)] = one in ticked


def draft() -> dict[str, Answer]:
    """What stands in the form that was drawn last; nothing where that form is not on the page any more."""
    item = st.session_state.get("open_form")
    return {item: chosen(item)} if item else {}


def open_form(item: str) -> None:
    """Says which item's form is drawn, so that its draft is kept."""
    st.session_state.open_form = item


def given() -> dict[str, Answer]:
    """All committed answers of this visit, by item."""
    answers: dict[str, Answer] = st.session_state.setdefault("answers", {})
    return answers


def commit(item: str) -> None:
    """Takes what the form holds as the answer and adds it to the progress, unless nothing is chosen; for callbacks.

    The second click of a double click comes while the form still stands; it finds the answer given and adds nothing.
    """
    answer = chosen(item)
    if answer[0] and item not in given():
        given()[item] = answer
        before = st.session_state.get("progress", Progress())
        st.session_state.progress = record(before, item, today(), score(item, answer))


def commit_button(item: str) -> bool:
    """The button of a form; whether it was pressed and the form still stands, since nothing was chosen."""
    return st.button("Commit and compare", type="primary", icon=":material/check:", on_click=commit, args=(item,))


def forget(item: str) -> None:
    """Takes an answer back, so that its form stands again; the progress keeps it."""
    given().pop(item, None)
