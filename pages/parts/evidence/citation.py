"""Sources as links: to the DOI, PubMed or the publisher, and never to a copy."""

from __future__ import annotations

import re
from collections.abc import Iterable

import streamlit as st

from logic.content.library import REFERENCES


def link(reference: str, name: str | None = None) -> str:
    """One source in Markdown, by its own name or another; without a publisher's address, the name alone."""
    entry = REFERENCES[reference]
    name = escaped(name or entry.short)
    return f"[{name}]({entry.link})" if entry.link else name


def links(references: Iterable[str]) -> str:
    """Several sources in Markdown, in their order."""
    return " · ".join(link(reference) for reference in references)


def show(references: Iterable[str]) -> None:
    """The sources of what stands above, in small type."""
    st.markdown(f":small[Sources: {links(references)}]")


def escaped(text: str) -> str:
    """A text in which nothing is taken for Markdown."""
    for sign in "\\`*_[]<>$~|#:":
        text = text.replace(sign, "\\" + sign)
    return text


def foreign(text: str) -> str:
    """A text that holds what a stranger wrote: nothing in it is taken for Markdown, and no address becomes a link.

    Addresses are linked wherever they stand, escaped or not; an invisible sign (word joiner) keeps that from happening.
    """
    return re.sub(r"(?<=:)(?=//)|(?<=www)(?=\.)|(?=@)", "\u2060", escaped(text), flags=re.IGNORECASE)
