"""A recommendation in full: why for this patient, what the article says, our check, cautions, sources."""

from __future__ import annotations

import streamlit as st

from logic import library
from logic.pathway import Recommendation
from logic.wording import reasons, sentence
from pages.parts import citation, verdict

SEVERITIES = {
    "boxed_warning": "Boxed warning",
    "contraindicated": "Contraindicated",
    "avoid": "Avoid",
    "maximum": "Maximum",
    "emergency": "Emergency",
    "urgent": "Urgent",
    "warning": "Warning",
    "relative": "Relative contraindication",
    "complication": "Complication",
    "caution": "Caution",
    "scope_limit": "Limit of scope",
}


def expander(one: Recommendation) -> None:
    """The recommendation as one line that opens; its body is built only when it is open."""
    advice = library.ADVICE[one.id]
    provisional = " :orange-badge[:material/pending: Provisional]" if one.provisional else ""
    label = f"**{advice.title}** {verdict.worst(one.claims)}{provisional}"
    with st.expander(label, key=f"card-{one.id}", on_change="rerun") as opened:
        if opened.open:
            st.markdown(advice.text)
            why = sentence("; ".join(reasons(one.reasons, one.scenario)))
            st.markdown(f"**Why for this patient.** {why}")
            details(one)


def details(one: Recommendation) -> None:
    """Everything behind a recommendation."""
    advice = library.ADVICE[one.id]
    for claim in one.claims:
        _claim(claim)
    notes = []
    if advice.pearl:
        notes.append(f":material/lightbulb: **What to notice.** {advice.pearl}")
    if advice.pitfall:
        notes.append(f":material/do_not_step: **Pitfall.** {advice.pitfall}")
    if notes:
        st.markdown("\n\n".join(notes))
    if one.cautions:
        lines = [f"- {_caution(name)}" for name in one.cautions]
        st.markdown("**Cautions that may bear on this patient**\n\n" + "\n".join(lines))
    if not one.claims:
        st.markdown("**Source.** " + citation.links(advice.references))


def _claim(claim: str) -> None:
    article, ours = st.columns(2, gap="medium")
    if claim in library.OMISSIONS:
        omission = library.OMISSIONS[claim]
        article.markdown(f"**The article says** ({claim})\n\nNothing: {omission.topic}")
        ours.markdown(f"**Why it matters**\n\n{omission.why_it_matters}\n\n{citation.links(omission.references)}")
        return
    entry = library.CLAIMS[claim]
    cited = "".join(f"[{number}]" for number in entry.citations) or "without a citation"
    article.markdown(f"**The article says** ({claim}, citing {citation.escaped(cited)})\n\n{entry.says}")
    lines = [f"**Our check** {verdict.badge(entry.verdict)}", entry.finding]
    if entry.better:
        lines.append(f"*Better:* {entry.better}")
    lines.append(f"*Primary source:* {entry.primary_source}. *Grade:* {entry.grade}.")
    lines.append(citation.links(entry.references))
    if not entry.verified:
        lines.append(":gray-badge[:material/visibility_off: Source text behind the article's sentence not seen]")
    ours.markdown("\n\n".join(lines))


def _caution(name: str) -> str:
    entry = library.CAUTIONS[name]
    limit = f" ({entry.threshold} {entry.unit})" if entry.threshold and entry.unit else ""
    level = "" if entry.source_level == "primary_or_official" else ", secondary source"
    note = f" {entry.note}" if entry.note else ""
    return (
        f"**{SEVERITIES[entry.severity]}.** {entry.agent}, {entry.condition}{limit}: {entry.action}{note} "
        f"({citation.links(entry.references)}{level}; {name})"
    )
