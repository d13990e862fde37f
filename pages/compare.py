"""Kyphoplasty against vertebroplasty: one headline figure per outcome, and what it cannot tell."""

import streamlit as st

from logic import library
from logic.comparison import readable, references, tidy
from logic.figures import comparison as figures
from pages.parts import chart, citation, depth, form, verdict

FIGURES = {
    "pairs": figures.pairs_figure,
    "ratios": figures.ratios_figure,
    "differences": figures.differences_figure,
    "course": figures.course_figure,
}

st.title("Kyphoplasty or vertebroplasty", anchor=False)
st.markdown(
    "What head-to-head studies found, one headline figure per outcome. "
    "Reviews overlap in the trials that they pool, so nothing here is averaged, and no two scales share an axis."
)

bearing = depth.bearing(form.current())
with st.container(border=True, key="bearing"):
    st.markdown(
        "**For this patient**\n\n"
        + (
            "\n".join(f"- {line}" for line in bearing)
            if bearing
            else "Nothing in the scenario makes one outcome weigh more."
        )
    )

for name, entry in library.CHARTS.items():
    sources = references(entry.findings)
    st.space("small")
    st.header(entry.title, anchor=False)
    st.markdown(f"**{entry.question}** {entry.answer}")
    if name in FIGURES:
        chart.show(
            FIGURES[name](chart.theme()),
            key=f"chart-{name}",
            alt=f"{entry.title}. {entry.answer} {entry.axis}. The table below holds the figures.",
        )
        with st.expander(
            "The same as a table", icon=":material/table:", key=f"{name}-table", on_change="rerun"
        ) as opened:
            if opened.open:
                chart.show_table(
                    entry.title,
                    lambda ids=entry.findings: readable(ids),
                    key=name,
                    references=sources,
                    file=lambda ids=entry.findings: tidy(ids),
                )
    else:
        chart.show_table(
            entry.title,
            lambda ids=entry.findings: readable(ids),
            key=name,
            references=sources,
            file=lambda ids=entry.findings: tidy(ids),
        )
    st.markdown("**What this cannot show**\n\n" + "\n".join(f"- {line}" for line in entry.cannot))
    with st.expander("What the article says about it, checked", icon=":material/fact_check:", key=f"{name}-claims"):
        for claim in entry.claims:
            said = library.CLAIMS[claim]
            st.markdown(f"{verdict.of_claim(claim)} {said.says}\n\n{said.finding}")
    citation.show(sources)

st.space("small")
st.header("In depth, outcome by outcome", anchor=False)
st.markdown("Every verified figure, best design first. Where reviews disagree, both are shown.")
depth.show()
