"""What a reader would ask next, each question a link to its answer."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from logic.library import FOLLOWUPS


def of_recommendation(id: str) -> None:
    """The questions that follow a recommendation."""
    links(question.ask for question in FOLLOWUPS.recommendations[id])


def of_trial(id: str) -> None:
    """The questions that follow a randomised trial."""
    links(question.ask for question in FOLLOWUPS.trials[id])


def of_outcome(id: str) -> None:
    """The questions that follow an outcome of the comparison."""
    links(question.ask for question in FOLLOWUPS.outcomes[id])


def links(questions: Iterable[str]) -> None:
    """Questions as links to their answers."""
    with st.container(horizontal=True, gap="xsmall"):
        for question in questions:
            st.page_link(
                "lookup.py", label=question, icon=":material/search:", query_params={"q": question}, width="content"
            )
