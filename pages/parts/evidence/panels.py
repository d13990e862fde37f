"""Published panels that contradict each other about cement, and our rule table beside them."""

from __future__ import annotations

import streamlit as st

from logic.content.library import PANELS, THRESHOLDS
from logic.content.shapes.teaching import Panel
from logic.evidence.panels import (
    count,
    grid,
    offered_late_below_severe,
    percent,
    readable,
    references,
    tidy,
    without_compression,
)
from logic.figures.panels import CLASSES, described, panels_figure
from pages.parts import chart, table
from pages.parts.evidence import citation, verdict


def show() -> None:
    """The chart with its table, what it cannot show, how our row was made, and the panels one by one."""
    st.markdown(f"**{PANELS.question}** {PANELS.answer} {_ours()}")
    chart.show(panels_figure(chart.theme()), key="panels", alt=described())
    with st.expander("The same as a table", icon=":material/table:", key="panels-table", on_change="rerun") as opened:
        if opened.open:
            chart.show_table(PANELS.title, readable, key="panels", references=references(), file=tidy)
            st.markdown(":small[" + " ".join(f"{label}." for label, _ in CLASSES.values()) + "]")
    for panel in PANELS.panels.values():
        if panel.exclusively:
            st.markdown(f"**Asked otherwise: {panel.name}, {panel.year}.** {_alone(panel)} {PANELS.asked_otherwise}")
    st.markdown("**What this cannot show**\n\n" + "\n".join(f"- {line}" for line in PANELS.cannot))
    with st.expander(
        "How our row was made", icon=":material/grid_on:", key="panels-method", on_change="rerun"
    ) as opened:
        if opened.open:
            st.markdown("\n\n".join((*PANELS.method, _part())))
            table.show(_axes(), key="panels-grid", alt="Levels of the grid")
    with st.expander("The panels one by one", icon=":material/groups:", key="panels-each", on_change="rerun") as opened:
        if opened.open:
            st.markdown("\n\n".join(_one(panel) for panel in PANELS.panels.values()))
    st.markdown("The article, checked: " + " ".join(verdict.of_claim(claim) for claim in PANELS.claims))
    st.markdown(f":small[Sources: {citation.links(references())}]")


def _ours() -> str:
    offered, open_, not_offered = count(grid())
    severe = THRESHOLDS["pain_severe"].value
    return (
        f"Over {len(grid())} scenarios of our own making, the rule table of this app offers cement in {offered}, "
        f"leaves {open_} open until somebody has looked, and does not offer it in {not_offered}. "
        f"{offered_late_below_severe()} of its {offered} offers come after the conservative phase with pain below {severe}, "
        "which the North American panel rated rarely appropriate in every chronic fracture."
    )


def _part() -> str:
    offered, open_, not_offered = part = without_compression()
    whole = count(grid())
    return (
        f"The grid decides the percentage: over all {sum(whole)} scenarios cement is offered in "
        f"{percent(100 * whole[0] / sum(whole))}, over the {sum(part)} without neural compression in "
        f"{percent(100 * offered / sum(part))} ({offered} offered, {open_} not settled, {not_offered} not offered)."
    )


def _alone(panel: Panel) -> str:
    shares = ", ".join(f"{treatment} in {percent(share)}" for treatment, share in panel.exclusively.items())
    return f"One treatment alone was appropriate in these shares of {panel.n_scenarios} profiles: {shares}."


def _axes() -> list[dict[str, str]]:
    words = {True: "yes", False: "no"}
    return [
        {
            "Varied": axis.label,
            "Levels": ", ".join(
                words[level] if isinstance(level, bool) else str(level).replace("_", " ") for level in axis.levels
            ),
            "Why these": axis.why,
        }
        for axis in PANELS.grid.axes
    ]


def _one(panel: Panel) -> str:
    lines = []
    for rating in panel.ratings:
        classes = {
            "appropriate": rating.appropriate,
            "uncertain": rating.uncertain,
            panel.no_means or "rarely appropriate": rating.inappropriate,
        }
        seen = ", ".join(f"{label} {percent(share)}" for label, share in classes.items() if share is not None)
        lines.append(f"- {rating.treatment.capitalize()}: {seen}")
    if panel.exclusively:
        lines.append(f"- {_alone(panel)}")
    year = f", {panel.year}" if panel.year else ", year not seen"
    second = f" :gray-badge[:material/visibility_off: Second-hand] {panel.second_hand}" if panel.second_hand else ""
    return (
        f"**{panel.name}{year}.** {panel.population}. {panel.method}; {panel.n_scenarios} scenarios. "
        f"Funding: {panel.funding}.{second}\n\n"
        + "\n".join(lines)
        + f"\n\n{panel.notable} {citation.links(panel.references)}"
    )
