"""Every rule that does not hold for a patient, with the first thing that it lacks."""

from __future__ import annotations

import streamlit as st

from logic import Scenario
from logic.content.description import sentence
from logic.content.library import ADVICE
from logic.pathway.reasons import why_not
from logic.pathway.recommend import trace
from pages.parts import chart


def show(scenario: Scenario, *, key: str) -> None:
    """The rules as a table with its file, made only when it is opened."""
    with st.expander(
        "Considered, and why it does not apply", icon=":material/filter_alt_off:", key=key, on_change="rerun"
    ) as opened:
        if opened.open:
            rows = [
                {"Recommendation": ADVICE[step.rule.id].title, "Why not": sentence(why_not(step, scenario))}
                for step in trace(scenario)
                if not step.held
            ]
            chart.listing("Rules that do not hold for this patient", rows, key=key)
