"""The way to every page, in sections, on every screen.

Streamlit's own navigation puts its sections into a list where no section may stand, which readers of
the screen stumble over, and hides all pages on a phone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from streamlit.navigation.page import Page


def show(sections: Mapping[str, Sequence[Page]]) -> None:
    """One row of links; each section's name stands before its pages."""
    with st.container(key="menu", horizontal=True, vertical_alignment="center", gap="small"):
        for section, pages in sections.items():
            with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", width="content"):
                st.markdown(f":small[:gray[{section}]]", width="content")
                for page in pages:
                    st.page_link(page, label=page.title, icon=page.icon)
