"""Practice: commit first, then compare your reasoning with that of the rules."""

import streamlit as st

from pages.parts.practice import audit, cases, changes, progress

VIEWS = {
    "Cases": cases.show,
    "What changed?": changes.show,
    "Audit": audit.show,
    "Progress": progress.show,
}

st.title("Practice", anchor=False)
progress.open_link()
view = st.segmented_control(
    "What to practise",
    list(VIEWS),
    default="Cases",
    required=True,
    key="practise",
    bind="query-params",
    label_visibility="collapsed",
)
VIEWS[view]()
