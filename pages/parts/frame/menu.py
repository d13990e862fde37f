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


_NARROW = """<style>
@media (max-width: 1500px) {
  .st-key-menu [data-testid=stLayoutWrapper]:has(> [class*="st-key-menu-"]) { display: none; }
  .st-key-menu { gap: 0.5rem !important; }
}
</style>"""
"""Where there is little room, the names of the sections give way to the pages."""


def show(sections: Mapping[str, Sequence[Page]]) -> None:
    """One row of links; each section's name stands before its pages."""
    st.html(_NARROW)
    with st.container(key="menu", horizontal=True, vertical_alignment="center", gap="small"):
        for section, pages in sections.items():
            with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", width="content"):
                with st.container(key=f"menu-{section}", width="content"):
                    st.markdown(f":small[:gray[{section}]]", width="content")
                for page in pages:
                    st.page_link(page, label=page.title, icon=page.icon)
