"""What the look-up found: each entry with its kind, verdict, sources and its place in the app."""

from __future__ import annotations

import re

import streamlit as st

from logic.content.library import REFERENCES
from logic.lookup.ask import Answer, Hit
from pages.parts.evidence import citation, verdict


def show(answer: Answer) -> None:
    """The hits, or in their absence that the content does not cover it, with the nearest topics."""
    if not answer.found:
        st.info(answer.says, icon=":material/search_off:")
    for was, read in answer.corrected:
        st.markdown(f":small[Read “{citation.escaped(was)}” as “{citation.escaped(read)}”.]")
    if answer.nearest:
        st.header("Nearest topics", anchor=False)
    for hit in answer.hits or answer.nearest:
        _card(hit)


def _card(hit: Hit) -> None:
    with st.container(border=True, key=f"hit-{hit.kind}-{hit.id}", gap="small"):
        badges = f":gray-badge[{hit.kind.capitalize()}, {citation.escaped(hit.id)}]"
        if hit.verdict:
            badges += f" {verdict.badge(hit.verdict)}"
        if hit.label:
            badges += f" :orange-badge[:material/visibility_off: {citation.escaped(hit.label)}]"
        st.markdown(f"**{citation.escaped(hit.title)}** {badges}")
        st.markdown(_marked(hit))
        known = [one for one in hit.sources if one in REFERENCES]
        if known:
            citation.show(known)
        st.page_link(hit.page, label="Open in the app", icon=":material/arrow_forward:", query_params=hit.query)


def _marked(hit: Hit) -> str:
    """The text of a hit with the words that were matched in bold; nothing in it is taken for Markdown."""
    words = [re.escape(citation.escaped(word)) for word in hit.matched]
    text = citation.escaped(hit.text)
    return re.sub(rf"\b({'|'.join(words)})\b", r"**\1**", text, flags=re.IGNORECASE) if words else text
