"""One outcome of the comparison in depth: every verified figure, what it allows, and for whom it matters."""

from __future__ import annotations

import streamlit as st

from logic import Scenario
from logic.content.library import CLAIMS, OUTCOMES, STUDIES
from logic.evidence.comparison import in_depth, readable, references, tidy, verdicts
from logic.figures.harvest import harvest_figure
from logic.pathway.recommend import applies
from pages.parts import chart
from pages.parts.evidence import citation, verdict
from pages.parts.lookup.glossary import explained
from pages.parts.pathway import followups


def bearing(scenario: Scenario) -> list[str]:
    """The outcomes that bear on this patient's choice, each with why, in Markdown."""
    return [
        f"**{outcome.title}.** {explained(outcome.bears)}"
        for outcome in OUTCOMES.values()
        if outcome.bears and applies(outcome.when, scenario)
    ]


def show() -> None:
    """A choice of outcome and all that is known about it."""
    titles = {name: outcome.title for name, outcome in OUTCOMES.items()}
    chosen = st.selectbox("Outcome", list(titles), format_func=titles.__getitem__, key="outcome", bind="query-params")
    outcome = OUTCOMES[chosen]
    st.markdown(f"**What can be said.** {explained(outcome.can)}\n\n**What cannot.** {explained(outcome.cannot)}")
    for claim in outcome.claims:
        st.markdown(f"**The article says:** {CLAIMS[claim].says} {verdict.of_claim(claim)}")
    found = verdicts(chosen)
    ids = in_depth(chosen)
    told = "; ".join(f"{STUDIES[study].citation}: {side}" for study, side in found.items())
    chart.show(
        harvest_figure(chosen, chart.theme()),
        key="chart-harvest",
        alt=f"{outcome.title}: which procedure each study favours, best design first. {told}.",
    )
    sources = references(ids)
    with st.expander(
        f"All {len(ids)} verified figures as a table", icon=":material/table:", key="depth-table", on_change="rerun"
    ) as opened:
        if opened.open:
            chart.show_table(
                f"{outcome.title}, kyphoplasty against vertebroplasty",
                lambda: readable(ids),
                key=f"depth-{chosen}",
                references=sources,
                file=lambda: tidy(ids),
            )
    citation.show(sources)
    followups.of_outcome(chosen)
