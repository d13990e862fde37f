"""Lectures: five that are ready, and one of your own making, kept in the address of the page."""

from __future__ import annotations

from typing import Any

import streamlit as st

from logic.content.library import CASES
from logic.export.handout.formats import FORMATS
from logic.lectures.deck import LECTURES, PAGE, deck_from, deck_to
from logic.practice import offer
from pages.parts.evidence import citation, verdict
from pages.parts.frame.clock import today
from pages.parts.lookup.glossary import explained
from pages.parts.patient import form


def show() -> None:
    """Ready lectures first, then the reader's own."""
    st.markdown(
        "Each lecture is a list of cases that are revealed step by step. "
        "Arrow keys go forward and back; the notes for the speaker open in a second window and follow."
    )
    st.page_link(
        "present.py", label="Present the patient of this page", icon=":material/slideshow:", query_params={"deck": PAGE}
    )
    listing = st.container(gap="xsmall")
    for name, lecture in LECTURES.items():
        label = f"**{lecture.title}** {lecture.minutes} minutes, {len(lecture.cases)} cases"
        with listing.expander(label, icon=":material/co_present:", key=f"lecture-{name}", on_change="rerun") as opened:
            if opened.open:
                _lecture(name)
    _own()


def _lecture(name: str) -> None:
    lecture = LECTURES[name]
    st.markdown(f"For {lecture.audience}.")
    _links(name, lecture.title, lecture.cases, aims=lecture.aims, questions=lecture.questions)
    st.markdown("**Aims**\n\n" + "\n".join(f"- {explained(aim)}" for aim in lecture.aims))
    st.markdown("**Plan**\n\n" + "\n".join(f"- {row.minutes} min: {row.what}" for row in lecture.plan))
    st.markdown("**Cases**\n\n" + "\n".join(f"1. {CASES[case].title}" for case in lecture.cases))
    st.markdown("**Questions for the hall**")
    for question in lecture.questions:
        claims = " ".join(verdict.of_claim(claim) for claim in question.claims)
        sources = citation.links(question.references)
        st.markdown(f"{question.ask}  \n:small[Listen for: {explained(question.listen_for)} {sources}] {claims}")
    st.markdown("**Read before**")
    with st.container(horizontal=True, gap="xsmall"):
        for place in lecture.before:
            st.page_link(place.page, label=place.label, query_params=place.query, width="content")


def _own() -> None:
    st.header("A lecture of your own", anchor=False)
    ids, notices = deck_from(st.query_params.get("deck", ""))
    if "deck" not in st.query_params:
        ids = ()
    for notice in notices:
        st.warning(citation.foreign(notice), icon=":material/link_off:")
    titles = {case.title: name for name, case in offer.cases().items()}
    added = st.selectbox(
        "Add a case",
        [title for title, name in titles.items() if name not in ids],
        index=None,
        placeholder="Choose a case",
        key=f"add-{len(ids)}",
    )
    if added:
        _keep((*ids, titles[added]))
        st.rerun()
    for place, name in enumerate(ids):
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"deck-row-{name}"):
            title = CASES[name].title if name in CASES else "The patient of this page"
            st.markdown(f"{place + 1}. **{title}**", width="stretch")
            for label, icon, order in (
                ("Earlier", "arrow_upward", _moved(ids, place, -1)),
                ("Later", "arrow_downward", _moved(ids, place, 1)),
                ("Remove", "close", tuple(one for one in ids if one != name)),
            ):
                st.button(
                    label,
                    key=f"{label}-{name}",
                    icon=f":material/{icon}:",
                    type="tertiary",
                    disabled=order == ids,
                    on_click=_keep,
                    args=(order,),
                )
    if ids:
        _links("own", "A lecture of your own", ids)


def _moved(ids: tuple[str, ...], place: int, by: int) -> tuple[str, ...]:
    """The cases with one of them moved; unchanged where it would leave the list."""
    target = place + by
    if not 0 <= target < len(ids):
        return ids
    order = list(ids)
    order[place], order[target] = order[target], order[place]
    return tuple(order)


def _keep(ids: tuple[str, ...]) -> None:
    """Writes a lecture to the address; for callbacks as well."""
    if ids:
        st.query_params["deck"] = deck_to(ids)
    else:
        st.query_params.pop("deck", None)


def _links(name: str, title: str, ids: tuple[str, ...], **more: Any) -> None:
    deck, scenario, day = deck_to(ids), form.current(), today()

    def slides() -> bytes:
        from logic.export.lecture import lecture_deck  # python-pptx takes long to import, so only where it is asked for

        return lecture_deck(title, ids, scenario, day, **more)

    with st.container(horizontal=True, gap="small"):
        st.page_link(
            "present.py", label="Present", icon=":material/slideshow:", query_params={"deck": deck}, width="content"
        )
        st.download_button(
            "Slides (PowerPoint)",
            slides,
            file_name=f"vcf-explorer-{name}-{day.isoformat()}.pptx",
            mime=FORMATS["slides"].mime,
            key=f"slides-{name}",
            icon=":material/download:",
            on_click="ignore",
        )
        st.markdown(f"[Notes for the speaker, in a second window](/present?notes=1&deck={deck})")
