"""Teach: a lecture to give, a patient to share, and what to hand out."""

import streamlit as st

from pages.parts.teach import handout, lectures, share

VIEWS = {"Lectures": lectures.show, "Share": share.show, "Hand out": handout.show}

st.title("Teach", anchor=False)
view = st.segmented_control(
    "What to do",
    list(VIEWS),
    default="Lectures",
    required=True,
    key="teach",
    bind="query-params",
    label_visibility="collapsed",
)
VIEWS[view]()
