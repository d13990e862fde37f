"""A ring around what the keyboard has reached, where Streamlit shows none or a faint tint."""

from __future__ import annotations

import streamlit as st

_RING = """<style>
[data-testid=stPageLink-NavLink]:focus-visible, [data-testid=stMain]:focus-visible {
  outline: 3px solid #2b9aa2; outline-offset: -3px;
}
</style>"""


def show() -> None:
    """The styles of the ring."""
    st.html(_RING)
