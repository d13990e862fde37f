"""The scenario in one sentence, with ways to edit it and to copy its link; on every page."""

from __future__ import annotations

import streamlit as st

from logic import Scenario
from logic.content.description import describe
from pages.parts.evidence import citation
from pages.parts.patient import copy_link, form, reader

_BRIEF = """<style>
@media (max-width: 640px) {
  .st-key-scenario-brief p { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 1; overflow: hidden; }
}
</style>"""


def show(scenario: Scenario, *, brief: bool) -> None:
    """The bar above every page; ``brief`` keeps the sentence to one line where a phone has little room."""
    with st.container(key="scenario-bar", gap="small"):
        if brief:
            st.html(_BRIEF)
        with st.container(key="scenario-brief" if brief else "scenario-whole"):
            st.markdown(describe(scenario))
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            edit = st.popover("Edit scenario", icon=":material/edit:", key="edit", on_change="rerun")
            if edit.open:
                with edit:
                    form.in_page()
            copy_link.button(scenario.to_query())
            reader.choose()
        notices()


def notices() -> None:
    """What the link of this visit leaves open about the patient."""
    for notice in form.notices():
        show_notice = st.info if notice.mild else st.warning
        show_notice(citation.foreign(str(notice)), icon=":material/link_off:")
