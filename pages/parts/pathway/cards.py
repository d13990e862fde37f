"""A recommendation in full, in the order of who reads: why, what the article says, our check, cautions, sources."""

from __future__ import annotations

from collections.abc import Collection

import streamlit as st

from logic.content import library
from logic.pathway.readers import Kind, Part, Reader, arrange
from logic.pathway.recommend import Recommendation
from pages.parts.evidence import citation, verdict
from pages.parts.lookup.glossary import explained
from pages.parts.pathway import caution, followups
from pages.parts.patient import reader

_LEADS: dict[Reader, tuple[Kind, ...]] = {
    "student": ("mechanism", "pearl"),
    "educator": ("question",),
    "clinician": ("window", "cautions"),
}
"""What each reader sees of the leading step before opening anything."""

_ICONS: dict[Kind, str] = {
    "mechanism": ":material/psychology:",
    "pearl": ":material/lightbulb:",
    "pitfall": ":material/do_not_step:",
    "question": ":material/record_voice_over:",
    "listen_for": ":material/hearing:",
    "window": ":material/date_range:",
}


def expander(one: Recommendation) -> None:
    """The recommendation as one line that opens; its body is built only when it is open."""
    advice = library.ADVICE[one.id]
    provisional = " :orange-badge[:material/pending: Provisional]" if one.provisional else ""
    label = f"**{advice.title}** {verdict.worst(one.claims)}{provisional}"
    with st.expander(label, key=f"card-{one.id}", on_change="rerun") as opened:
        if opened.open:
            for part in arrange(one, reader.current()):
                _part(part)
            followups.of_recommendation(one.id)


def lead(one: Recommendation) -> None:
    """What this reader should see of the leading step at once, below its text and reasons."""
    _parts(one, _LEADS[reader.current()])


def details(one: Recommendation) -> None:
    """Everything else behind the leading step."""
    shown = (*_LEADS[reader.current()], "text", "reasons")
    _parts(one, [part.kind for part in arrange(one, reader.current()) if part.kind not in shown])


def _parts(one: Recommendation, kinds: Collection[Kind]) -> None:
    for part in arrange(one, reader.current()):
        if part.kind in kinds:
            _part(part)


def _part(part: Part) -> None:
    if part.kind == "claims":
        for line in part.lines:
            _claim(line.id)
    elif part.kind == "cautions":
        st.markdown(f"**{part.heading}**\n\n" + "\n".join(f"- {caution.line(line.id)}" for line in part.lines))
    elif part.kind == "sources":
        st.markdown("**Source.** " + citation.links(name for line in part.lines for name in line.sources))
    elif part.kind == "text":
        st.markdown(explained(part.lines[0].text))
    elif len(part.lines) > 1:
        st.markdown(_heading(part) + "\n\n" + "\n".join(f"- {explained(line.text)}" for line in part.lines))
    else:
        line = part.lines[0]
        sources = f" :small[({citation.links(line.sources)})]" if line.sources else ""
        st.markdown(f"{_heading(part)} {explained(line.text)}{sources}")


def _heading(part: Part) -> str:
    return f"{_ICONS.get(part.kind, '')} **{part.heading}.**".strip()


def _claim(claim: str) -> None:
    article, ours = st.columns(2, gap="medium")
    if claim in library.OMISSIONS:
        omission = library.OMISSIONS[claim]
        article.markdown(f"**The article says** ({claim})\n\nNothing: {explained(omission.topic)}")
        why = explained(omission.why_it_matters)
        ours.markdown(f"**Why it matters**\n\n{why}\n\n{citation.links(omission.references)}")
        return
    entry = library.CLAIMS[claim]
    cited = "".join(f"[{number}]" for number in entry.citations) or "without a citation"
    said = explained(entry.says)
    article.markdown(f"**The article says** ({claim}, citing {citation.escaped(cited)})\n\n{said}")
    lines = [f"**Our check** {verdict.badge(entry.verdict)}", explained(entry.finding)]
    if entry.better:
        lines.append(f"*Better:* {explained(entry.better)}")
    lines.append(f"*Primary source:* {entry.primary_source}. *Grade:* {entry.grade}.")
    lines.append(citation.links(entry.references))
    if not entry.verified:
        lines.append(":gray-badge[:material/visibility_off: Source text behind the article's sentence not seen]")
    ours.markdown("\n\n".join(lines))
