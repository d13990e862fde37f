"""The scenario in one sentence, with ways to edit it and to copy its link; on every page."""

from __future__ import annotations

import streamlit as st

from logic import Scenario
from logic.wording import describe
from pages.parts import copy_link, form


def show(scenario: Scenario) -> None:
    """The bar above every page."""
    with st.container(key="scenario-bar", gap="small"):
        st.markdown(describe(scenario))
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            edit = st.popover("Edit scenario", icon=":material/edit:", key="edit", on_change="rerun")
            if edit.open:
                with edit:
                    form.in_page()
            copy_link.button(scenario.to_query())
        for notice in form.notices():
            st.warning(str(notice), icon=":material/link_off:")
