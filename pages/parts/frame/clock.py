"""The day that the reader's own clock shows."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import streamlit as st


def today() -> date:
    """Today where the reader is; by universal time where the browser does not say."""
    return (datetime.now(UTC) - timedelta(minutes=st.context.timezone_offset or 0)).date()
