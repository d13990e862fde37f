"""The evidence: the audit of the article, the bodies, the panels, the trials and the bibliography."""

import streamlit as st

from logic import positions
from pages.parts.evidence import audit, bibliography, panels, trials
from pages.parts.pathway import bodies
from pages.parts.patient import form

VIEWS = {
    "Audit": "The article, claim by claim",
    "Bodies": "This patient under each body",
    "Panels": "Panels that contradict each other",
    "Trials": "The randomised trials",
    "References": "The bibliography",
}

view = st.segmented_control(
    "What to see",
    list(VIEWS),
    default="Audit",
    required=True,
    key="view",
    bind="query-params",
    label_visibility="collapsed",
)
st.title(VIEWS[view], anchor=False)

if view == "Audit":
    audit.show()
elif view == "Bodies":
    places = positions(form.current())
    st.markdown(
        "Would this body offer cement now, and which? Eight answers for the patient above. "
        "None is put into the article's mouth, and none is corrected in silence. " + bodies.summary(places)
    )
    bodies.matrix(places)
    st.header("What each body covers", anchor=False)
    bodies.details(places)
elif view == "Panels":
    panels.show()
elif view == "Trials":
    trials.show()
else:
    bibliography.show()
