"""A report of a fault in the content: a text filled in as far as we know, to copy or to send."""

from __future__ import annotations

import re
from urllib.parse import quote, urlencode

import streamlit as st

from logic.assurance import reviews
from logic.content.library import ADVICE, ARTICLE, CAUTIONS
from pages.parts.patient import form

SOMETHING_ELSE = "Something else"
_PATH = re.compile(r"/[a-z]*")


def link() -> None:
    """The way to the report from any page, which then knows where it was read."""
    st.page_link(
        "about.py",
        label="Report a fault in the content",
        icon=":material/flag:",
        query_params={"from": _path()},
    )


def show() -> None:
    """Asks what the report is about; shows its text and, where an address is set, the way to send it."""
    st.markdown(
        "Say which entry, what is wrong, and a source if you have one. Ids stand beside each claim and caution. "
        "Write nothing that identifies a patient."
    )
    names = {SOMETHING_ELSE: SOMETHING_ELSE}
    names |= {item.id: ADVICE[item.id].title if item.kind == "rule" else item.id for item in reviews.ITEMS}
    names |= {name: name for name in CAUTIONS}
    about = st.selectbox(
        "What the report is about", list(names), format_func=lambda name: names[name], key="report_entry"
    )
    said = text(about, page_address(st.query_params.get("from", "")))
    st.code(said, language=None, wrap_lines=True)
    if ARTICLE.report_to:
        st.link_button("Send this report", address(ARTICLE.report_to, about, said), icon=":material/send:")
    else:
        st.markdown("Copy the text and send it to whoever gave you this address.")


def text(about: str, page: str) -> str:
    """The report as plain text: entry, version and page are filled in."""
    return (
        f"Report on VCF Explorer, content version {ARTICLE.content_version} of {ARTICLE.content_date}\n"
        f"About: {about}\n"
        f"Page: {page}\n"
        "What is wrong:\n"
        "What it should say:\n"
        "Source:"
    )


def address(to: str, about: str, said: str) -> str:
    """Where a press sends the report: a letter with subject and text, or a form with title and text."""
    title = f"VCF Explorer: {about}"
    if to.startswith("mailto:"):
        return f"{to}?{urlencode({'subject': title, 'body': said}, quote_via=quote)}"
    return f"{to}?{urlencode({'title': title, 'body': said})}"


def page_address(path: str) -> str:
    """The page that the report is about with the scenario as it stands; a path that is none becomes the first page."""
    base = (st.context.url or "").rstrip("/").removesuffix("/about")
    return f"{base}{path if _PATH.fullmatch(path) else '/'}?{form.current().to_query()}"


def _path() -> str:
    """The path of the page that is shown, without the server."""
    found = re.search(r"/[a-z]*$", re.sub(r"^https?://[^/]*", "", st.context.url or ""))
    return found[0] if found else "/"
