"""What changed? Two patients that differ in one fact: predict the step that leads afterwards."""

from __future__ import annotations

import streamlit as st

from logic.content.description import change_words, describe
from logic.content.library import ADVICE
from logic.content.shapes.practice import Drill
from logic.practice import offer
from logic.practice.answers import NOTHING, choices
from logic.practice.marking import mark_drill
from pages.parts.evidence import verdict
from pages.parts.lookup.glossary import explained
from pages.parts.practice import answers, progress
from pages.parts.practice.cases import step_title


def show() -> None:
    """One drill: the patient, the change, the prediction, and what really changes."""
    titles = {drill.title: name for name, drill in offer.drills().items()}
    name = titles[st.selectbox(f"Drill, {len(titles)} in all", list(titles), key="drill", bind="query-params")]
    drill = offer.drills()[name]
    with st.container(border=True, key="drill-patient", gap="small"):
        st.header(drill.title, anchor=False)
        st.markdown(describe(drill.scenario))
        st.markdown(f"Leads now: **{step_title(offer.drill_answer(drill).leading_before)}**")
        changed = change_words(drill.field, getattr(drill.changed, drill.field))
        st.markdown(f":material/swap_horiz: **{changed}**, what leads then?")
    answer = answers.given().get(f"change:{name}")
    if answer is None:
        _form(f"change:{name}")
    else:
        _answer(drill, *answer)
        following = progress.following(f"change:{name}", [f"change:{one}" for one in offer.drills()])
        st.button(
            "Next drill",
            type="primary",
            icon=":material/arrow_forward:",
            on_click=_go_to,
            args=(offer.drills()[following.removeprefix("change:")].title,),
        )


def _form(item: str) -> None:
    answers.open_form(item)
    with st.container(border=True):
        st.radio(
            "Which step leads then?", choices(item), index=None, format_func=step_title, key=answers.choice_key(item)
        )
        missing = st.container()
        committed = answers.commit_button(item)
    if committed:
        missing.error("Choose a step first.", icon=":material/error:")


def _answer(drill: Drill, chosen: str) -> None:
    right = mark_drill(drill, None if chosen == NOTHING else chosen)
    answer = offer.drill_answer(drill)
    with st.container(border=True, key="answer", gap="small"):
        badge = (
            ":green-badge[:material/check_circle: As you said]"
            if right
            else f":orange-badge[:material/compare_arrows: You said: {step_title(chosen)}]"
        )
        st.markdown(f"Leads then {badge}")
        st.subheader(step_title(answer.leading_after), anchor=False)
        st.markdown(f":material/school: {explained(drill.teaches)} {' '.join(map(verdict.of_claim, drill.claims))}")
        for title, names in (("Appears", answer.appears), ("Disappears", answer.disappears)):
            told = ", ".join(ADVICE[one].title for one in names) or "nothing"
            st.markdown(f"**{title}.** {told}.")


def _go_to(title: str) -> None:
    st.session_state.drill = title
