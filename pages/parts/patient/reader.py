"""Who reads: chosen once, kept in the address, the same on every page."""

from __future__ import annotations

import streamlit as st

from logic.pathway.readers import READERS, Reader

_BY_LABEL: dict[str, Reader] = {audience.label: name for name, audience in READERS.items()}


def choose() -> None:
    """The choice; facts and numbers stay the same, wording, order and depth follow it."""
    with st.container(key="reader-choice", horizontal=True, vertical_alignment="center", gap="xsmall", width="content"):
        st.markdown(
            "I am a",
            width="content",
            help="\n\n".join(f"**{audience.label}.** {audience.description}" for audience in READERS.values())
            + "\n\nThe facts and numbers are the same for all three.",
        )
        st.segmented_control(
            "I am a",
            list(_BY_LABEL),
            default=READERS["student"].label,
            required=True,
            key="reader",
            bind="query-params",
            label_visibility="collapsed",
        )


def current() -> Reader:
    """Who reads now."""
    return _BY_LABEL[st.session_state.reader]
