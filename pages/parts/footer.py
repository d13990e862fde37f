"""The foot of every page: what the app is for, what it is not, and who has reviewed it."""

from __future__ import annotations

import streamlit as st

from logic.library import ARTICLE


def show() -> None:
    """One quiet paragraph."""
    st.space("small")
    st.markdown(
        ":small[For education only, not for decisions about a patient. Enter no data that identify a person; "
        "nothing about a scenario is stored. "
        f"{ARTICLE.review} The article itself is {ARTICLE.status}. "
        f"Content version {ARTICLE.content_version}, last changed {ARTICLE.content_date}.]"
    )
