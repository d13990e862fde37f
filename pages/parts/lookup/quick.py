"""The quick tables of the look-up, each row with its source, made to be read on a phone."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from logic.content.description import sentence
from logic.content.library import ADVICE, CAUTIONS, CLASSIFICATIONS, GLOSSARY, GUIDELINES
from logic.content.shapes.teaching import GlossaryTerm
from logic.lookup import quick
from logic.pathway.names import SEVERITIES
from logic.rules.outline import window_words
from pages.parts import table
from pages.parts.evidence import citation, verdict
from pages.parts.lookup.glossary import explained
from pages.parts.pathway import caution

_URGENCY = {"emergency": "red", "urgent": "orange", "caution": "gray"}
_WEIGHTY = ("boxed_warning", "contraindicated", "avoid", "maximum")


def _red_flags() -> None:
    st.markdown("What cannot wait, the most urgent first. An unknown red flag is not a no.")
    rows = []
    for name in quick.red_flags():
        entry = CAUTIONS[name]
        colour, fast = _URGENCY[entry.severity], quick.how_fast(name)
        limit = f" ({entry.threshold} {entry.unit})" if entry.threshold and not fast else ""
        urgency = f":{colour}-badge[{SEVERITIES[entry.severity] if colour != 'gray' else 'Look for it'}]"
        rows.append(
            {
                "What you find": f"**{sentence(entry.condition + limit)}**",
                "How fast": f"{urgency} {fast}",
                "What to do": f"{explained(entry.action)} {entry.note or ''} {caution.source(name)}",
            }
        )
    table.show(rows, key="red-flags", alt="Red flags, how fast, and what to do")


def _drugs() -> None:
    st.markdown("The weeks that the article gives, our verdict on its claim, and the cautions with their limits.")
    for drug in quick.drugs():
        with st.container(border=True, gap="small", key=f"drug-{drug.id}"):
            st.subheader(ADVICE[drug.id].title, anchor=False)
            window = sentence(window_words(drug.window)) if drug.window else "The article gives no weeks."
            st.markdown(f"{window} {' '.join(verdict.of_claim(claim) for claim in drug.claims)}")
            weighty = [name for name in drug.cautions if CAUTIONS[name].severity in _WEIGHTY]
            others = [name for name in drug.cautions if name not in weighty]
            if weighty:
                st.markdown("\n".join(f"- {caution.line(name)}" for name in weighty))
            with st.expander(f"Other cautions ({len(others)})", key=f"drug-{drug.id}-more", on_change="rerun") as more:
                if more.open:
                    st.markdown("\n".join(f"- {caution.line(name)}" for name in others))


def _cement() -> None:
    st.markdown(
        f"What rules cement out, what speaks against it, what can go wrong. {verdict.of_claim('O3')} "
        "The absolute and relative contraindications were read in a secondary source."
    )
    rows = []
    for name in quick.cement():
        entry = CAUTIONS[name]
        limit = f" ({entry.threshold} {entry.unit})" if entry.threshold else ""
        rows.append(
            {
                "Finding": f"**{sentence(entry.condition + limit)}**",
                "Weight": SEVERITIES[entry.severity],
                "What to do": f"{explained(entry.action)} {caution.source(name)}",
            }
        )
    table.show(rows, key="cement", alt="Contraindications to cement and complications of it")


def _bodies() -> None:
    st.markdown("What each body says about cement, in whom and when. Bodies whose text was not seen are left out.")
    rows = []
    for name in quick.guidelines():
        entry = GUIDELINES[name]
        year = f", {entry.year}" if entry.year else ""
        rows.append(
            {
                "Body": f"**{entry.body}{year}** {citation.links(entry.references)}",
                "Vertebroplasty": entry.vertebroplasty or "Nothing seen",
                "Kyphoplasty": entry.kyphoplasty or "Nothing seen",
                "In whom, and when": " ".join(sentence(part) for part in (entry.population, entry.timing) if part),
            }
        )
    table.show(rows, key="guidelines", alt="What each body says about vertebroplasty and kyphoplasty")
    st.page_link(
        "evidence.py",
        label="This patient under eight bodies",
        icon=":material/groups:",
        query_params={"view": "Bodies"},
    )


def _scores() -> None:
    st.markdown("For reference. The article names no tool for stability or for grading a fracture.")
    for name in quick.scores():
        entry = CLASSIFICATIONS[name]
        with st.container(border=True, gap="small", key=f"score-{name}"):
            st.subheader(entry.name, anchor=False)
            st.markdown(f"{sentence(entry.used_for)}")
            st.markdown("\n".join(f"- **{level}:** {citation.escaped(text)}" for level, text in entry.levels.items()))
            if entry.scoring:
                points = "\n".join(f"- {citation.escaped(part)}: {text}" for part, text in entry.scoring.items())
                st.markdown(f"**Points**\n\n{points}")
            caveats = [text for text in (entry.interpretation, entry.note) if text]
            if caveats:
                st.markdown(f":material/report: **Caveat.** {' '.join(caveats)}")
            citation.show(entry.references)


def _terms() -> None:
    entries = {entry.term: entry for entry in sorted(GLOSSARY.values(), key=lambda entry: entry.term.casefold())}
    wanted = st.selectbox(
        "Term",
        list(entries),
        index=None,
        placeholder="All terms",
        key="term",
        bind="query-params",
        filter_mode="contains",
    )
    shown = [entries[wanted]] if wanted else entries.values()
    st.markdown("\n\n".join(_term(entry) for entry in shown))  # one element: each costs a rerun its share


def _term(entry: GlossaryTerm) -> str:
    other = f" :small[also: {', '.join(entry.also)}]" if entry.also else ""
    lines = [f"**{entry.term}**{other}", entry.definition]
    lines += [f"*Includes:* {'; '.join(entry.includes)}."] * bool(entry.includes)
    lines += [f"*Excludes:* {'; '.join(entry.excludes)}."] * bool(entry.excludes)
    sources = [citation.links(entry.references)] if entry.references else []
    sources += [" ".join(verdict.of_claim(claim) for claim in entry.claims)] if entry.claims else []
    return "  \n".join([*lines, " ".join(sources)])


TABLES: dict[str, tuple[str, str, Callable[[], None]]] = {
    "Red flags": ("Red flags, and how fast", ":material/flag:", _red_flags),
    "Drugs": ("Drugs of the pathway", ":material/medication:", _drugs),
    "Cement": ("Against cement", ":material/block:", _cement),
    "Bodies": ("Who says what about cement", ":material/groups:", _bodies),
    "Scores": ("Classifications and scores", ":material/straighten:", _scores),
    "Terms": ("Terms", ":material/dictionary:", _terms),
}
"""The quick tables by the name that the address holds: title, icon, and what shows it."""


def show(name: str) -> None:
    """One quick table under its title."""
    title, icon, table_of = TABLES[name]
    st.header(title, anchor=False, icon=icon)
    table_of()
