"""The main job: this patient's next step, the path to it, what goes with it and what would change it."""

import streamlit as st

from logic import positions, recommend, timeline, what_would_change
from logic.content import library
from logic.content.description import change_words, clause, sentence
from logic.evidence.bibliography import sources_of
from logic.figures.timeline import timeline_figure
from logic.pathway.map import stations
from logic.pathway.names import STAGES
from logic.pathway.reasons import reasons
from logic.pathway.timeline import as_table, span
from pages.parts import chart
from pages.parts.evidence import citation, verdict
from pages.parts.lookup.glossary import explained
from pages.parts.pathway import bodies, cards, considered, followups
from pages.parts.pathway import map as pathway_map
from pages.parts.patient import form

STAGE_LOOKS = {
    "now": (":material/priority_high:", "red"),
    "soon": (":material/schedule:", "orange"),
    "consider": (":material/forum:", "blue"),
    "avoid": (":material/block:", "red"),
    "later": (":material/event:", "gray"),
}
scenario = form.current()
pathway = recommend(scenario)

with st.container(border=True, key="answer", gap="small"):
    leading = pathway[pathway.primary] if pathway.primary else None
    badges = []
    if leading:
        icon, colour = STAGE_LOOKS[leading.stage]
        badges.append(f":{colour}-badge[{icon} {STAGES[leading.stage]}]")
    if pathway.provisional:
        badges.append(":orange-badge[:material/pending: Provisional: a red flag is unknown]")
    st.markdown("Leading step " + " ".join(badges))
    if leading:
        advice = library.ADVICE[leading.id]
        st.title(advice.title, anchor=False)
        st.markdown(explained(advice.text))
        why = "; ".join(reasons(leading.reasons, scenario))
        st.markdown(f"**Because** {sentence(why)[0].lower()}{sentence(why)[1:]}")
        cards.lead(leading)
        checks = " ".join(verdict.of_claim(claim) for claim in leading.claims)
        st.markdown(f"The article, checked: {checks or verdict.worst(())}")
        with st.expander(
            "What the article says, our check, and all the rest",
            icon=":material/fact_check:",
            key="answer-details",
            on_change="rerun",
        ) as opened:
            if opened.open:
                cards.details(leading)
        followups.of_recommendation(leading.id)
    else:
        st.title("The article gives no specific step", anchor=False)
        st.markdown("No rule of the pathway leads for this patient. What follows below still applies.")

st.space("small")
st.header("Where this patient stands", anchor=False)
pathway_map.show(stations(pathway))

others = [one for one in pathway.recommendations if one.id != pathway.primary]
st.space("small")
st.header("What goes with it", anchor=False)
for stage, title in STAGES.items():
    shown = [one for one in others if one.stage == stage]
    if shown:
        st.subheader(title, anchor=False, icon=STAGE_LOOKS[stage][0])
        with st.container(gap="xsmall"):
            for one in shown:
                cards.expander(one)

places = positions(scenario)
if any(place.offers for place in places) or any(one.startswith("augmentation-") for one in pathway.ids):
    st.space("small")
    st.header("Who would offer cement", anchor=False)
    st.markdown(bodies.summary(places))
    bodies.matrix(places)
    st.page_link(
        "evidence.py",
        label="What each body covers, and its sources",
        icon=":material/groups:",
        query_params={"view": "Bodies"},
    )

st.space("small")
st.header("What would change the answer", anchor=False)
changes = what_would_change(scenario)
st.markdown("One fact at a time, smallest change first. Choose one to see the page with it.")
with st.container(gap="xsmall"):
    for change in changes[:8]:
        to = library.ADVICE[change.new_primary].title if change.new_primary else "no specific step"
        st.button(
            f"{change_words(change.field, change.to)}: **{to}**",
            key=f"change-{change.field}-{change.to}",
            icon=":material/swap_horiz:",
            type="tertiary",
            help=f"Now: {clause(change.field, change.from_)}.",
            on_click=form.put,
            args=(scenario.replace(**{change.field: change.to}),),
        )
if not changes:
    st.markdown("No single fact would.")

considered.show(scenario, key="not-held")

st.space("small")
st.header("Timeline of the conservative phase", anchor=False)
items = tuple(timeline(scenario))
st.markdown(
    "Bars are treatments, hatched bars only the lengths of studies that the article quotes, "
    "drawn from the start of care for scale, "
    "diamonds the points at which somebody has to look or decide."
)
sources = sources_of(tuple(dict.fromkeys(claim for item in items for claim in item.claims)))
chart.show(
    timeline_figure(items, chart.theme()),
    key="timeline",
    alt="Timeline in weeks since the fracture was identified. " + " ".join(f"{span(item)}." for item in items),
)
chart.twin("Timeline of the conservative phase", lambda: as_table(items), key="timeline", references=sources)
with st.expander("Sources of the timeline", icon=":material/menu_book:", key="timeline-sources"):
    st.markdown(citation.links(sources))
