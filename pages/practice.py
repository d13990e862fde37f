"""Practice: commit first, then compare your reasoning with that of the rules."""

import streamlit as st

from pages.parts import practice_audit, practice_cases, practice_changes, practice_progress

VIEWS = {
    "Cases": practice_cases.show,
    "What changed?": practice_changes.show,
    "Audit": practice_audit.show,
    "Progress": practice_progress.show,
}

st.title("Practice", anchor=False)
practice_progress.open_link()
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
