"""Kyphoplasty against vertebroplasty: one headline figure per outcome, and what it cannot tell.

The sections stand in the order of content/evidence/charts.yaml.
"""

from functools import partial

import streamlit as st

from logic.content import library
from logic.evidence.comparison import readable, references, spoken, tidy
from logic.figures import comparison as figures
from pages.parts import chart
from pages.parts.evidence import citation, depth, verdict
from pages.parts.lookup.glossary import explained
from pages.parts.pathway import followups
from pages.parts.patient import form

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
    st.markdown(f"**{entry.question}** {explained(entry.answer)}")
    tables = {"table": partial(readable, entry.findings), "file": partial(tidy, entry.findings)}
    if name in FIGURES:
        chart.show(
            FIGURES[name](chart.theme()),
            key=f"chart-{name}",
            alt=f"{entry.title}. {entry.axis}. {spoken(entry.findings)}",
        )
        chart.twin(entry.title, key=name, references=sources, **tables)
    else:
        chart.show_table(entry.title, key=name, references=sources, **tables)
    st.markdown("**What this cannot show**\n\n" + "\n".join(f"- {explained(line)}" for line in entry.cannot))
    with st.expander("What the article says about it, checked", icon=":material/fact_check:", key=f"{name}-claims"):
        for claim in entry.claims:
            said = library.CLAIMS[claim]
            st.markdown(f"{verdict.of_claim(claim)} {explained(said.says)}\n\n{explained(said.finding)}")
    citation.show(sources)
    followups.of_chart(name)

st.space("small")
st.header("In depth, outcome by outcome", anchor=False)
st.markdown("Every verified figure, best design first. Where reviews disagree, both are shown.")
depth.show()
