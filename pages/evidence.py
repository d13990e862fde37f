"""The audit: what the article claims, claim by claim, with our verdict, its reason and its sources."""

import streamlit as st

from logic import library
from pages.parts import citation, verdict

SECTIONS = tuple(dict.fromkeys(claim.section for claim in library.CLAIMS.values()))

st.title("The article, claim by claim", anchor=False)
st.markdown(
    "The pathway of this app is that of one article, which has faults. "
    "Each of its 40 claims was held against primary sources; here is what was found."
)
with st.grid(5, min_column_width=130, gap="small", border=True) as tiles:
    for name, (_, _, _, meaning) in verdict.VERDICTS.items():
        count = sum(claim.verdict == name for claim in library.CLAIMS.values())
        tiles.markdown(f"{verdict.badge(name)} **{count}**\n\n:small[{meaning[:1].upper() + meaning[1:]}.]")

with st.container(horizontal=True, gap="medium"):
    wanted = st.pills(
        "Verdict",
        list(verdict.VERDICTS),
        selection_mode="multi",
        format_func=lambda name: verdict.VERDICTS[name][0],
        key="verdict",
        bind="query-params",
        help="None chosen shows all.",
    )
    section = st.selectbox(
        "Section of the article", SECTIONS, index=None, placeholder="All sections", key="section", bind="query-params"
    )

chosen = {
    name: claim
    for name, claim in library.CLAIMS.items()
    if (not wanted or claim.verdict in wanted) and section in (None, claim.section)
}
st.markdown(f"**{len(chosen)} of {len(library.CLAIMS)} claims**")
listing = st.container(gap="xsmall")
for name, claim in chosen.items():
    with listing.expander(
        f"**{name}** {claim.says} {verdict.badge(claim.verdict)}", key=f"claim-{name}", on_change="rerun"
    ) as opened:
        if opened.open:
            lines = [claim.finding]
            if claim.better:
                lines.append(f"**Better wording.** {claim.better}")
            cited = ", ".join(str(number) for number in claim.citations) or "none"
            lines.append(f"**Primary source.** {claim.primary_source}. **Grade.** {claim.grade}.")
            lines.append(f"**In the article.** {claim.section}; its citation: {cited}.")
            if not claim.verified:
                lines.append(
                    ":gray-badge[:material/visibility_off: Source text behind the article's sentence not seen]"
                )
            lines.append("**Sources.** " + citation.links(claim.references))
            st.markdown("\n\n".join(lines))

st.space("small")
st.header("What the article leaves out", anchor=False)
for name, omission in library.OMISSIONS.items():
    st.markdown(
        f"**{name}. {omission.topic.rstrip('.')}.** {omission.why_it_matters} {citation.links(omission.references)}"
    )

st.space("small")
st.header("What its citation numbers are", anchor=False)
for cited in library.ARTICLE.citations:
    listed = "in its list" if cited.listed else "missing from its list"
    st.markdown(
        f"**\\[{cited.number}\\]**, {listed}. {cited.really_is} "
        f"Confidence: {cited.confidence}. {citation.links(cited.references)}"
    )
