"""What a reader would ask next, each question a link to its answer."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from logic.content.library import CHARTS, FINDINGS, FOLLOWUPS, OUTCOMES

MOST = 4
"""More questions than these are a wall."""


def of_recommendation(id: str) -> None:
    """The questions that follow a recommendation."""
    links(question.ask for question in FOLLOWUPS.recommendations[id])


def of_trial(id: str) -> None:
    """The questions that follow a randomised trial."""
    links(question.ask for question in FOLLOWUPS.trials[id])


def of_outcome(id: str) -> None:
    """The questions that follow an outcome of the comparison."""
    links(question.ask for question in FOLLOWUPS.outcomes[id])


def of_chart(id: str) -> None:
    """The first question on each outcome that a chart shows, two to four in all."""
    measured = {FINDINGS[finding].outcome for finding in CHARTS[id].findings}
    outcomes = [name for name, outcome in OUTCOMES.items() if measured & set(outcome.measures)]
    links([FOLLOWUPS.outcomes[name][0].ask for name in outcomes][:MOST])


def links(questions: Iterable[str]) -> None:
    """Questions as links to their answers."""
    with st.container(horizontal=True, gap="xsmall"):
        for question in questions:
            st.page_link(
                "lookup.py", label=question, icon=":material/search:", query_params={"q": question}, width="content"
            )
