"""The foot of every page: what the app is for, what it is not, who has reviewed it, and where to report a fault."""

from __future__ import annotations

import streamlit as st

from logic.assurance import reviews
from logic.content.library import ARTICLE
from pages.parts.frame import report


def show() -> None:
    """One quiet paragraph, and the way to a report that is filled in for this page."""
    st.space("small")
    st.markdown(
        ":small[For education only, not for decisions about a patient. Enter no data that identify a person; "
        "nothing about a scenario is stored. "
        f"{reviews.statement()} The article itself is {ARTICLE.status}. "
        f"Content version {ARTICLE.content_version}, last changed {ARTICLE.content_date}.]"
    )
    report.link()
