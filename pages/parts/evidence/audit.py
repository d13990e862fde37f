"""The article under audit: verdicts in numbers, how to see its faults, and every claim with its sources."""

from __future__ import annotations

import streamlit as st

from logic.content import library
from logic.evidence import audit
from logic.figures.audit import described, verdicts_figure
from pages.parts import chart
from pages.parts.evidence import citation, verdict
from pages.parts.lookup.glossary import explained

SECTIONS = tuple(dict.fromkeys(claim.section for claim in library.CLAIMS.values()))


def show() -> None:
    """The whole audit, from the overview to the single claim."""
    _verdicts()
    st.space("small")
    _appraisal()
    st.space("small")
    _claims()
    st.space("small")
    _omissions()
    st.space("small")
    _citations()


def _verdicts() -> None:
    st.markdown(
        "The pathway of this app is that of one article, which has faults. "
        f"Each of its {len(library.CLAIMS)} claims was held against primary sources; here is what was found."
    )
    counts = audit.by_verdict()
    with st.grid(5, min_column_width=130, gap="small", border=True) as tiles:
        for name, (_, _, _, meaning) in verdict.VERDICTS.items():
            count = len(counts[name])
            tiles.markdown(f"{verdict.badge(name)} **{count}**\n\n:small[{meaning[:1].upper() + meaning[1:]}.]")
    chart.show(verdicts_figure(chart.theme()), key="verdicts", alt=described())
    with st.expander(
        "The same as a table, and all claims as a file",
        icon=":material/table:",
        key="verdicts-table",
        on_change="rerun",
    ) as opened:
        if opened.open:
            chart.show_table(
                "Claims of the article by verdict",
                audit.readable,
                key="claims",
                references=audit.references(),
                file=audit.tidy,
            )


def _appraisal() -> None:
    st.header("How to appraise a machine-written article", anchor=False)
    st.markdown(
        "The article contradicts itself, so much of this needs no library: it shows to anybody who reads it twice. "
        "For each clash, what does not fit, the habit that finds it, and what to do."
    )
    listing = st.container(gap="xsmall")
    for name, clash in library.CONTRADICTIONS.items():
        with listing.expander(
            clash.title, icon=":material/compare_arrows:", key=f"clash-{name}", on_change="rerun"
        ) as opened:
            if opened.open:
                said = [f"- {verdict.of_claim(claim)} {library.CLAIMS[claim].says}" for claim in clash.claims]
                st.markdown(
                    "**The article says**\n\n"
                    + "\n".join(said)
                    + f"\n\n**What clashes.** {explained(clash.what_clashes)}\n\n"
                    f"**How to notice.** {explained(clash.how_to_notice)}\n\n"
                    f"**What to do.** {explained(clash.what_to_do)}"
                )


def _claims() -> None:
    st.header("Claim by claim", anchor=False)
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
            "Section of the article",
            SECTIONS,
            index=None,
            placeholder="All sections",
            key="section",
            bind="query-params",
        )
    chosen = {
        name: claim
        for name, claim in library.CLAIMS.items()
        if (not wanted or claim.verdict in wanted) and section in (None, claim.section)
    }
    st.markdown(f"**{len(chosen)} of {len(library.CLAIMS)} claims**")
    listing = st.container(gap="xsmall")
    for name, claim in chosen.items():
        label = f"**{name}** {claim.says} {verdict.badge(claim.verdict)}"
        with listing.expander(label, key=f"claim-{name}", on_change="rerun") as opened:
            if opened.open:
                _claim(name)


def _claim(name: str) -> None:
    claim = library.CLAIMS[name]
    lines = [explained(claim.finding)]
    if claim.better:
        lines.append(f"**Better wording.** {explained(claim.better)}")
    cited = ", ".join(str(number) for number in claim.citations) or "none"
    lines.append(f"**Primary source.** {claim.primary_source}. **Grade.** {claim.grade}.")
    lines.append(f"**In the article.** {claim.section}; its citation: {cited}.")
    if not claim.verified:
        lines.append(":gray-badge[:material/visibility_off: Source text behind the article's sentence not seen]")
    lines.append("**Sources.** " + citation.links(claim.references))
    st.markdown("\n\n".join(lines))


def _omissions() -> None:
    st.header("What the article leaves out", anchor=False)
    for name, omission in library.OMISSIONS.items():
        sources = citation.links(omission.references)
        st.markdown(f"**{name}. {omission.topic.rstrip('.')}.** {explained(omission.why_it_matters)} {sources}")


def _citations() -> None:
    st.header("What its citation numbers are", anchor=False)
    for cited in library.ARTICLE.citations:
        listed = "in its list" if cited.listed else "missing from its list"
        st.markdown(
            f"**\\[{cited.number}\\]**, {listed}. {cited.really_is} "
            f"Confidence: {cited.confidence}. {citation.links(cited.references)}"
        )
