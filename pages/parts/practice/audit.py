"""Audit drills: is this sentence of the article faithful, simplified, outdated, contradicted or unsupported?"""

from __future__ import annotations

import streamlit as st

from logic.content.library import CLAIMS
from logic.practice import offer
from logic.practice.answers import choices
from pages.parts.evidence import citation, verdict
from pages.parts.lookup.glossary import explained
from pages.parts.practice import answers, progress


def show() -> None:
    """One claim: judge it, then see our verdict with the source behind it."""
    names = offer.audit_drills()
    if st.session_state.get("judge") not in names:
        st.session_state.pop("judge", None)
    name = st.selectbox(f"Claim, {len(names)} in all", names, key="judge", bind="query-params")
    claim = CLAIMS[name]
    with st.container(border=True, key="claim", gap="small"):
        st.markdown(f"The article says ({name})")
        st.header(claim.says, anchor=False)
    answer = answers.given().get(f"audit:{name}")
    if answer is None:
        _form(f"audit:{name}")
        return
    (chosen,) = answer
    with st.container(border=True, key="answer", gap="small"):
        right = chosen == claim.verdict
        mine = "As you said" if right else f"You said: {verdict.VERDICTS[chosen][0].lower()}"
        colour, icon = ("green", "check_circle") if right else ("orange", "compare_arrows")
        st.markdown(f"Our verdict {verdict.badge(claim.verdict)} :{colour}-badge[:material/{icon}: {mine}]")
        st.markdown(explained(claim.finding))
        if claim.better:
            st.markdown(f"*Better:* {explained(claim.better)}")
        st.markdown(f"*Primary source:* {claim.primary_source}. *Grade:* {claim.grade}.")
        citation.show(claim.references)
    following = progress.following(f"audit:{name}", [f"audit:{one}" for one in names])
    st.button(
        "Next claim",
        type="primary",
        icon=":material/arrow_forward:",
        on_click=_go_to,
        args=(following.removeprefix("audit:"),),
    )


def _form(item: str) -> None:
    answers.open_form(item)
    with st.container(border=True):
        st.radio(
            "Your verdict",
            choices(item),
            index=None,
            format_func=lambda one: f"**{verdict.VERDICTS[one][0]}:** {verdict.VERDICTS[one][3]}",
            key=answers.choice_key(item),
        )
        missing = st.container()
        committed = answers.commit_button(item)
    if committed:
        missing.error("Choose a verdict first.", icon=":material/error:")


def _go_to(name: str) -> None:
    st.session_state.judge = name
