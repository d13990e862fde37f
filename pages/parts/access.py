"""What Streamlit's themes leave too faint: the ring around what the keyboard has reached, the words of main buttons."""

from __future__ import annotations

import streamlit as st

_STYLE = """<style>
[data-testid=stPageLink-NavLink]:focus-visible, [data-testid=stMain]:focus-visible {
  outline: 3px solid #2b9aa2; outline-offset: -3px;
}
[data-testid=stBaseButton-primary], [data-testid=stBaseButton-primaryFormSubmit] {
  color: light-dark(#ffffff, #0f1719) !important;
}
</style>"""


def show() -> None:
    """The styles, once a page."""
    st.html(_STYLE)
