"""All sources as one list to search: where each leads, what kind it is, and where it is used."""

from __future__ import annotations

import streamlit as st

from logic.content.library import REFERENCES
from logic.evidence.bibliography import groups, search, tidy, where
from pages.parts import chart
from pages.parts.evidence import citation

FEW = 20
"""Sources that are shown before somebody asks for all."""


def show() -> None:
    """The search and what it finds; not a fragment, since a session that is new behind an open page would not know it."""
    st.markdown(
        "Links go to the DOI, PubMed or the publisher, never to a copy. "
        "Where none of these was seen there is no link, and the source says so."
    )
    words = st.text_input(
        "Search the sources",
        key="source",
        type="search",
        placeholder="An author, a body, a year, a claim such as C13",
        live=True,
        bind="query-params",
    )
    kinds = st.pills("Kind", groups(), selection_mode="multi", key="source_kind", bind="query-params")
    found = list(search(words or "", kinds))
    st.markdown(f"**{len(found)} of {len(REFERENCES)} sources**")
    shown = found
    if len(found) > FEW and not st.toggle(f"Show all {len(found)}", key="all_sources"):
        shown = found[:FEW]
    if shown:
        st.markdown("\n".join(_line(name) for name in shown))
        chart.download("Sources", lambda: tidy(found), key="sources", references=())
    else:
        st.markdown("No source has all these words. Fewer words find more.")


def _line(name: str) -> str:
    entry = REFERENCES[name]
    year = f", {entry.year}" if entry.year else ""
    unseen = "" if entry.verified else " :gray-badge[:material/visibility_off: Second-hand, not checked]"
    note = f" {citation.escaped(entry.note)}" if entry.note and not entry.link else ""
    return (
        f"- **{citation.link(name)}**{unseen}: {citation.escaped(entry.citation)} "
        f"*{citation.escaped(entry.kind)}{year}.*{note} Used in: {citation.escaped(where(name))}."
    )
