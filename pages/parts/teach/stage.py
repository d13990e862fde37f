"""One slide at reading size from the back row, and the notes beside it; no other part of the app is in sight."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from logic import Scenario
from logic.content.library import CASES, CHARTS
from logic.evidence.comparison import spoken
from logic.figures import comparison
from logic.figures.style import for_hall
from logic.figures.timeline import timeline_figure
from logic.lectures.deck import STEPS, Row, Shown, Slide, lines, notes
from logic.pathway.names import SEVERITIES
from pages.parts import chart
from pages.parts.evidence import citation, verdict

_CHARTS = {
    "pairs": comparison.pairs_figure,
    "ratios": comparison.ratios_figure,
    "differences": comparison.differences_figure,
    "course": comparison.course_figure,
}
_MANY = 6
"""More sources than these stand in the notes alone."""

_STYLE = """<style>
[data-testid=stHeader] { display: none; }
[data-testid=stMainBlockContainer] { padding: clamp(1rem, 3vw, 4rem) clamp(1rem, 5vw, 7rem) 6rem; max-width: none; }
.st-key-stage h1 { font-size: clamp(1.9rem, 3.4vw, 4.2rem); line-height: 1.15; }
.st-key-stage p, .st-key-stage li { font-size: clamp(1.15rem, SIZEvw, 3.2rem); line-height: 1.35; }
.st-key-stage .st-key-stage-step p { font-size: clamp(1rem, 1.2vw, 1.6rem); }
.st-key-stage .st-key-stage-sources p { font-size: clamp(0.9rem, 1vw, 1.3rem); }
.st-key-stage .stMarkdownBadge { font-size: 0.8em !important; }
.st-key-stage-bar {
  position: fixed; z-index: 100; left: 0; right: 0; bottom: 0; padding: 0.6rem clamp(1rem, 5vw, 7rem);
  background: Canvas; border-top: 1px solid rgba(128, 128, 128, 0.5);
}
@media print { .st-key-stage .stMarkdownBadge { font-size: 0.8em; }
.st-key-stage-bar { display: none; } }
</style>"""


def show(slide: Slide, scenario: Scenario) -> None:
    """The slide alone."""
    shown = lines(slide, scenario)
    size = 2.0 if sum(len(row.text) + len(row.label) for row in shown.rows) < 420 else 1.45
    st.html(_STYLE.replace("SIZE", f"{size}"))
    with st.container(key="stage", gap="medium"):
        with st.container(key="stage-step"):
            st.markdown(_heading(slide))
        st.title(shown.title, anchor=False)
        if slide.step == "timeline":
            _timeline(shown)
        elif shown.chart in _CHARTS:
            words, picture = st.columns([2, 3], gap="large")
            with words:
                _rows(shown.rows)
            with picture:
                _chart(shown.chart)
        else:
            _rows(shown.rows)
        if slide.step not in ("patient", "question"):
            with st.container(key="stage-sources"):
                st.markdown(_sources(shown.sources))


def show_notes(deck: Sequence[Slide], position: int, scenario: Scenario) -> None:
    """What the speaker reads at this slide, and what comes next."""
    slide = deck[position]
    said, shown = notes(slide, scenario), lines(slide, scenario)
    st.html(_STYLE.replace("SIZE", "1.2"))
    st.markdown(_heading(slide))
    st.title(shown.title, anchor=False)
    for row in said.rows:
        st.markdown(_line(row))
    if not said.rows:
        st.markdown("Nothing to add to this slide.")
    st.markdown(f":small[Sources: {citation.links(said.sources)}]")
    if position + 1 < len(deck):
        following = deck[position + 1]
        st.markdown(f"**Next.** {STEPS[following.step]}: {lines(following, scenario).title}")


def _heading(slide: Slide) -> str:
    name = CASES[slide.case].title if slide.case in CASES else "The patient of this page"
    return f"{name} · **{STEPS[slide.step]}**"


def _rows(rows: Sequence[Row]) -> None:
    for row in rows:
        st.markdown(_line(row))


def _line(row: Row) -> str:
    label = f"**{row.label}.** " if row.label else ""
    if row.mark in verdict.VERDICTS:
        return f"{verdict.of_claim(row.id)} {row.text}"
    if row.mark in SEVERITIES:
        return f"{label}**{SEVERITIES[row.mark]}.** {row.text}"
    return f"{label}{row.text}"


def _timeline(shown: Shown) -> None:
    told = " ".join(row.text for row in shown.rows)
    chart.show(for_hall(timeline_figure(shown.items, chart.theme())), key="stage-timeline", alt=f"Timeline. {told}")


def _chart(name: str) -> None:
    entry = CHARTS[name]
    alt = f"{entry.title}. {entry.axis}. {spoken(entry.findings)}"
    chart.show(for_hall(_CHARTS[name](chart.theme())), key=f"stage-{name}", alt=alt)


def _sources(references: Sequence[str]) -> str:
    more = f", and {len(references) - _MANY} more in the notes" if len(references) > _MANY else ""
    return f"Sources: {citation.links(references[:_MANY])}{more}"
