"""Look-up: a few words of anybody's own, answered with our content and its sources; nothing is generated."""

import streamlit as st

from logic.lookup.ask import ask
from pages.parts.frame import arrival
from pages.parts.lookup import hits, quick

EXAMPLES = (
    "What is the maximum of paracetamol?",
    "How often does cement leak in kyphoplasty?",
    "How long may somebody stay in bed?",
    "Is interferon for osteoporosis?",
)


def ask_for(words: str) -> None:
    """Puts a question into the box."""
    st.session_state.q = words


st.title("Look up a fact", anchor=False)
question = st.text_input(
    "Question or a few words",
    key="q",
    bind="query-params",
    max_chars=300,
    icon=":material/search:",
    placeholder="Paracetamol maximum, red flags",
)
arrival.focus_on("Question or a few words")
table = st.pills("Quick tables", list(quick.TABLES), key="show", bind="query-params", wrap=True)

if question.strip():
    hits.show(ask(question))
elif table:
    quick.show(table)
else:
    st.markdown(
        "Claims, cautions, recommendations, guidelines, trials, figures and terms are searched. "
        "What the content does not cover is not answered. For example:"
    )
    for example in EXAMPLES:
        st.button(example, icon=":material/search:", type="tertiary", on_click=ask_for, args=(example,))
