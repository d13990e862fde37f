"""Look-up: a few words of anybody's own, answered with our content and its sources; nothing is generated."""

import re

import streamlit as st

from logic.library import REFERENCES
from logic.lookup import Hit, ask
from pages.parts import citation, verdict


def marked(hit: Hit) -> str:
    """The text of a hit with the words that were matched in bold; nothing in it is taken for Markdown."""
    words = [re.escape(citation.escaped(word)) for word in hit.matched]
    text = citation.escaped(hit.text)
    return re.sub(rf"\b({'|'.join(words)})\b", r"**\1**", text, flags=re.IGNORECASE) if words else text


st.title("Look up a fact", anchor=False)
question = st.text_input(
    "Question or a few words",
    key="q",
    bind="query-params",
    max_chars=300,
    icon=":material/search:",
    placeholder="Paracetamol maximum, leak rate of kyphoplasty, red flags",
)
answer = ask(question)

if not question.strip():
    st.markdown(
        "Claims, cautions, recommendations, guidelines, trials, figures and terms are searched. "
        "What the content does not cover is not answered."
    )
elif not answer.found:
    st.info(answer.says, icon=":material/search_off:")
for was, read in answer.corrected:
    st.markdown(f":small[Read “{citation.escaped(was)}” as “{citation.escaped(read)}”.]")

if answer.nearest:
    st.header("Nearest topics", anchor=False)
for hit in answer.hits or answer.nearest:
    with st.container(border=True, key=f"hit-{hit.kind}-{hit.id}", gap="small"):
        badges = f":gray-badge[{hit.kind.capitalize()}, {citation.escaped(hit.id)}]"
        if hit.verdict:
            badges += f" {verdict.badge(hit.verdict)}"
        if hit.label:
            badges += f" :orange-badge[:material/visibility_off: {citation.escaped(hit.label)}]"
        st.markdown(f"**{citation.escaped(hit.title)}** {badges}")
        st.markdown(marked(hit))
        known = [one for one in hit.sources if one in REFERENCES]
        if known:
            citation.show(known)
        st.page_link(hit.page, label="Open in the app", icon=":material/arrow_forward:", query_params=hit.query)
