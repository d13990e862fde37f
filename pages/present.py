"""Present: one thing at a time for the back row, by arrow keys or buttons; the speaker's notes follow in a second window."""

import streamlit as st

from logic.lectures.deck import at, deck_from, deck_to, find, place, slides
from pages.parts.evidence import citation
from pages.parts.patient import bar, form
from pages.parts.teach import keys, stage

ids, notices = deck_from(st.query_params.get("deck", ""))
scenario = form.current()
deck = slides(ids, scenario)
position = find(deck, st.query_params.get("at", ""))
slide = at(deck, position)
with_notes = st.query_params.get("notes") == "1"

followed = keys.listen(deck_to(ids), place(slide))
if followed and followed != place(slide):
    st.query_params["at"] = followed
    st.rerun()

bar.notices()
for notice in notices:
    st.warning(citation.foreign(notice), icon=":material/link_off:")
if with_notes:
    stage.show_notes(deck, position, scenario)
else:
    stage.show(slide, scenario)


def go_to(number: int) -> None:
    """Another slide, kept in the address."""
    st.query_params["at"] = place(at(deck, number))


with st.container(key="stage-bar", horizontal=True, vertical_alignment="center", gap="small"):
    st.button(
        "Back",
        key="stage-back",
        icon=":material/arrow_back:",
        disabled=position == 0,
        on_click=go_to,
        args=(position - 1,),
    )
    st.button(
        "Next",
        key="stage-next",
        icon=":material/arrow_forward:",
        type="primary",
        disabled=position == len(deck) - 1,
        on_click=go_to,
        args=(position + 1,),
    )
    st.markdown(f"{position + 1} of {len(deck)}", width="content")
    st.page_link(
        "teach.py",
        label="Leave",
        icon=":material/close:",
        query_params={} if deck_to(ids) == "scenario" else {"deck": deck_to(ids)},
        width="content",
    )
    if not with_notes:
        st.markdown(f"[Notes](/present?notes=1&deck={deck_to(ids)}&at={place(slide)})", width="content")
