"""What every page shares: navigation, the scenario at the side and above, the footer."""

from pathlib import Path

import streamlit as st

from pages.parts.frame import access, aside, footer, menu, new_session, roles, scheme
from pages.parts.frame.brand import wordmark
from pages.parts.lookup import glossary
from pages.parts.patient import bar, form, reader
from pages.parts.practice import kept

ICON = Path(__file__).parent / "parts" / "frame" / "icon.svg"

new_session.put_aside()
st.set_page_config(page_title="VCF Explorer", page_icon=str(ICON), layout="wide", initial_sidebar_state=340)
st.logo(wordmark(dark=st.context.theme.type == "dark"), size="large", icon_image=str(ICON))

practice = st.Page(
    "practice.py",
    title="Practice",
    icon=":material/exercise:",
    help="Commit to a step on a case, then compare your reasoning with the rules'.",
)
present = st.Page(
    "present.py", title="Present", help="One thing at a time for a lecture hall, by arrow keys or buttons."
)
SECTIONS = {
    "Patient": [
        st.Page(
            "explore.py",
            title="Explore",
            icon=":material/person_search:",
            default=True,
            help="Set a patient; see the pathway, the timeline and what would change the answer.",
        ),
        st.Page(
            "lookup.py",
            title="Look up",
            icon=":material/search:",
            help="A fact with its source and its cautions, for a few words of your own.",
        ),
    ],
    "Evidence": [
        st.Page(
            "compare.py",
            title="Compare",
            icon=":material/balance:",
            help="Kyphoplasty against vertebroplasty, outcome by outcome.",
        ),
        st.Page(
            "evidence.py",
            title="Audit and trials",
            url_path="evidence",
            icon=":material/fact_check:",
            help="The article's 40 claims, each with our verdict and its sources.",
        ),
    ],
    "Learn": [
        practice,
        st.Page(
            "teach.py",
            title="Teach",
            icon=":material/co_present:",
            help="Lectures to present, a patient to share, and files to hand out.",
        ),
    ],
    "Project": [
        st.Page(
            "about.py",
            title="About",
            icon=":material/info:",
            help="What this is, its limits, its sources and its changes.",
        ),
    ],
}
page = st.navigation({**SECTIONS, "Stage": [present]}, position="hidden")

with st.container(key="unseen"):
    access.show()
    glossary.show()
    scheme.follow()
    roles.mend()
    kept.follow()
form.open_link()
with st.sidebar:
    form.sidebar()
if page is present:
    aside.hide()
    page.run()
    footer.show()
    new_session.act()
    st.stop()
with st.container(horizontal_alignment="center"), st.container(key="page", width=1080):
    menu.show(SECTIONS)
    st.space("xsmall")
    if page is practice:  # it brings its own patients
        aside.hide()
        reader.choose()
    else:
        bar.show(form.current(), brief=page.url_path != "")
    page.run()
    footer.show()
new_session.act()
