"""What this is, what it is not, where it comes from and how it has changed."""

import streamlit as st

from logic.assurance import reviews
from logic.content.library import ARTICLE, CAUTIONS, CLAIMS, REFERENCES, THRESHOLDS
from logic.content.reading import quantity
from logic.rules.table import RULES
from pages.parts import chart
from pages.parts.about import hazards
from pages.parts.about import reviews as review_state
from pages.parts.frame import report

st.title("About VCF Explorer", anchor=False)
st.markdown(
    "A teaching dashboard on vertebral compression fractures. A patient scenario goes in; the pathway of one article, "
    "a timeline of the conservative phase and the evidence on kyphoplasty and vertebroplasty come out. "
    "The app shows what the article says and our verdict on it side by side: it neither corrects the article in silence "
    "nor repeats a fault in silence."
)

st.space("small")
st.header("Limits", anchor=False)
st.markdown(
    f"- **Review.** {reviews.statement()} The rules and texts are the work of their authors and have been tested.\n"
    "- **Use.** For education only. It does not replace judgement, local guidance or the sources themselves.\n"
    "- **Scope.** Adults. Compression fractures from osteoporosis, malignancy or systemic mastocytosis; not major trauma, "
    "not children.\n"
    "- **Reading.** Most sources were read as abstracts or summaries, not in full. What was not seen is left empty, "
    "and what was read only at second hand says so.\n"
    "- **Not included.** Fracture-risk calculators whose licence forbids it, such as FRAX, are not re-implemented.\n"
    "- **Privacy.** No account, no tracking, nothing stored on the server. The scenario lives in the address of the page. "
    "This browser tab keeps your practice answers until you close it. Enter nothing that identifies a person."
)

st.space("small")
st.header("Report a fault", anchor=False)
with st.expander(
    "Write a report", expanded="from" in st.query_params, icon=":material/flag:", key="report", on_change="rerun"
) as opened:
    if opened.open:
        report.show()

st.space("small")
st.header("The article under audit", anchor=False)
st.markdown(
    f"“{ARTICLE.title}” ({ARTICLE.publisher}, last updated {ARTICLE.last_updated}), {ARTICLE.status}. "
    f"The app turns it into {len(RULES)} recommendations, checks {len(CLAIMS)} claims and adds {len(CAUTIONS)} cautions."
)
st.page_link("evidence.py", label="See the audit, claim by claim", icon=":material/fact_check:")

st.space("small")
st.header("Clinical review", anchor=False)
review_state.show()

st.space("small")
st.header("Hazards", anchor=False)
hazards.show()

st.space("small")
st.header("Thresholds", anchor=False)
st.markdown("Every number that decides something, with its source. Those marked as convention have none.")
with st.expander("Show the thresholds", icon=":material/straighten:", key="thresholds", on_change="rerun") as opened:
    if opened.open:
        rows = [
            {
                "Threshold": entry.means,
                "Value": quantity(entry.value, entry.unit),
                "Source": ", ".join([*entry.claims, *(REFERENCES[one].short for one in entry.references)])
                + ("" if entry.verified else " (convention, no source seen)"),
            }
            for entry in THRESHOLDS.values()
        ]
        chart.listing("Thresholds with their sources", rows, key="threshold-list")

st.space("small")
st.header("Sources", anchor=False)
st.markdown(
    f"{len(REFERENCES)} references. Links go to the DOI, PubMed or the publisher; where none of these was seen, there is no link."
)
st.page_link(
    "evidence.py",
    label="Search the sources, with where each is used",
    icon=":material/menu_book:",
    query_params={"view": "References"},
)

st.space("small")
st.header("Licence", anchor=False)
st.markdown(
    "The code is under the MIT licence. The texts of the content are our own; figures belong to the publications they come from, "
    "are quoted with their source, and are not relicensed."
)

st.space("small")
st.header("Changes", anchor=False)
for change in ARTICLE.changes:
    st.markdown(f"**{change.version}, {change.day}.** {change.what}")
