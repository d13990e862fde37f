"""Pages that bring their own patients do without the scenario at the side; its values stay as they are."""

from __future__ import annotations

import streamlit as st

_HIDDEN = """<style>
[data-testid=stSidebar], [data-testid=stExpandSidebarButton] { display: none; }
</style>"""


def hide() -> None:
    """Takes the side away from this page alone."""
    st.html(_HIDDEN)
