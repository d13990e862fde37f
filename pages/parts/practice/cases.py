"""Cases: read, commit to a step with reasons, then see both lines of reasoning side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import parse_qsl

import streamlit as st

from logic import positions, recommend
from logic.content.description import change_words, sentence
from logic.content.library import ADVICE, INPUTS
from logic.content.shapes.practice import TOPICS, Case
from logic.pathway.reaching import what_would_make
from logic.pathway.reasons import reasons, why_not
from logic.pathway.recommend import Pathway, trace
from logic.practice import offer
from logic.practice.answers import NOTHING, choices, commitment
from logic.practice.marking import ALL_POINTS, RULE_OF_MARKS, Commitment, Marks, Part, mark, shown
from pages.parts import table
from pages.parts.evidence import verdict
from pages.parts.lookup.glossary import explained
from pages.parts.pathway import bodies, cards, considered, followups
from pages.parts.practice import answers, progress

NO_STEP = "The article gives no specific step"
LEVELS = {1: "1, one fact decides", 2: "2, two facts meet", 3: "3, a fact misleads"}


def show() -> None:
    """One case: its vignette, then the form or, once committed, the answer."""
    name, offered = _choice()
    if name is None:
        st.info("No case fits. Take one of the two choices back.", icon=":material/filter_alt_off:")
        return
    case = offer.cases()[name]
    _vignette(case)
    answer = answers.given().get(f"case:{name}")
    if answer is None:
        _form(name, case)
    else:
        _answer(name, case, commitment(name, answer))
        _onward(name, offered)


def _choice() -> tuple[str | None, list[str]]:
    """The case to work on, and all that the filters let through; a case that they took away gives way to the first."""
    by_level, by_topic, by_case = st.columns([1, 1, 2], gap="small")
    level = by_level.selectbox(
        "Level", list(LEVELS.values()), index=None, placeholder="All levels", key="level", bind="query-params"
    )
    topic = by_topic.selectbox(
        "Topic",
        [topic.capitalize() for topic in TOPICS],
        index=None,
        placeholder="All topics",
        key="topic",
        bind="query-params",
    )
    titles = {
        case.title: name
        for name, case in offer.cases().items()
        if level in (None, LEVELS[case.level]) and topic in (None, case.topic.capitalize())
    }
    if not titles:
        return None, []
    if st.session_state.get("case") not in titles:
        st.session_state.pop("case", None)
    label = f"Case, {len(titles)} of {len(offer.cases())}"
    return titles[by_case.selectbox(label, list(titles), key="case", bind="query-params")], list(titles.values())


def _vignette(case: Case) -> None:
    with st.container(border=True, key="vignette", gap="small"):
        st.header(case.title, anchor=False)
        st.badge(f"Level {LEVELS[case.level]}", color="gray")
        parts = {
            "Presentation": case.presentation,
            "Examination": case.examination,
            "Imaging": case.imaging,
            "So far": case.tried,
        }
        st.markdown("\n\n".join(f"**{part}.** {explained(text)}" for part, text in parts.items()))


def _form(name: str, case: Case) -> None:
    item = f"case:{name}"
    answers.open_form(item)
    with st.container(border=True):
        left, right = st.columns(2, gap="medium")
        left.radio(
            "**Which step leads?**", choices(item), index=None, format_func=step_title, key=answers.choice_key(item)
        )
        missing = left.container()
        with right:
            st.markdown(":small[**What goes with it?** Tick what holds for this patient.]")
            _ticks(item, offer.accompanying_choices(case), step_title)
            st.markdown(":small[**Which facts decide the leading step?**]")
            _ticks(item, offer.driver_choices(case), lambda field: INPUTS[field].label)
        committed = answers.commit_button(item)
    with st.expander("How a case is marked", icon=":material/calculate:"):
        st.markdown(" ".join(RULE_OF_MARKS))
    if committed:
        missing.error("Choose the step that leads first. Your ticks are kept.", icon=":material/error:")


def _ticks(item: str, ids: Iterable[str], words: Callable[[str], str]) -> None:
    with st.container(gap="xsmall"):
        for one in ids:
            st.checkbox(words(one), key=answers.tick_key(item, one))


def step_title(name: str | None) -> str:
    """A leading step, or that there is none, in words."""
    return NO_STEP if name in (None, NOTHING) else ADVICE[name].title


def _answer(name: str, case: Case, mine: Commitment) -> None:
    marks, pathway = mark(case, mine), recommend(case.scenario)
    with st.container(border=True, key="answer", gap="small"):
        right = mine.leading == pathway.primary
        badge = (
            ":green-badge[:material/check_circle: Your step too]"
            if right
            else ":orange-badge[:material/compare_arrows: You chose another]"
        )
        st.markdown(f"Leading step {badge} :gray-badge[{shown(marks.points)} of {ALL_POINTS} points]")
        st.subheader(step_title(pathway.primary), anchor=False)
        if pathway.primary:
            leading = pathway[pathway.primary]
            st.markdown(explained(ADVICE[leading.id].text))
            why = sentence("; ".join(reasons(leading.reasons, case.scenario)))
            st.markdown(f"**Because** {why[0].lower()}{why[1:]}")
            st.markdown(
                "The article, checked: " + (" ".join(map(verdict.of_claim, leading.claims)) or verdict.worst(()))
            )
        st.markdown(f":material/school: **What it teaches.** {explained(case.teaches)}")
    if not right:
        _another(case, mine.leading)
    st.header("Your reasoning beside the rules'", anchor=False)
    _side_by_side(marks)
    unasked = offer.not_asked(case)
    if unasked:
        st.markdown(":small[Holds too, and was not asked: " + ", ".join(step_title(one) for one in unasked) + ".]")
    _behind(case, pathway)
    st.markdown("**What would you ask next?**")
    followups.links(case.follow_ups)


def _another(case: Case, chosen: str | None) -> None:
    """Why the chosen step does not lead, and the smallest change that would make it."""
    lines = []
    step = next((step for step in trace(case.scenario) if step.rule.id == chosen), None)
    if step and step.held:
        lines.append(f"“{step_title(chosen)}” holds for this patient as well, but a more urgent step leads.")
    elif step:
        lines.append(f"“{step_title(chosen)}” does not hold: {why_not(step, case.scenario)}.")
    changes = what_would_make(case.scenario, chosen)
    if changes:
        told = ", and ".join(change_words(change.field, change.to).removeprefix("If ") for change in changes)
        lines.append(f"**You would have been right if** {told}.")
    else:
        lines.append("No change of up to three facts would have made it right.")
    st.info("\n\n".join(lines), icon=":material/swap_horiz:")


def _side_by_side(marks: Marks) -> None:
    rows = [
        *_rows("Step that leads", marks.leading, step_title),
        *_rows("Goes with it", marks.accompanying, step_title),
        *_rows("Decides it", marks.drivers, lambda field: INPUTS[field].label),
    ]
    table.show(rows, key="reasoning", alt="Your choices beside those of the rules")
    points = ((part.points, part.out_of) for part in (marks.leading, marks.accompanying, marks.drivers))
    told = ", ".join(f"{shown(got)} of {most}" for got, most in points)
    st.markdown(f":small[Points for the step, for what goes with it, for the facts: {told}.]")


def _rows(title: str, part: Part[Any], words: Callable[[Any], str]) -> list[dict[str, str]]:
    ticked, holds = ":material/check: chosen", ":material/check: holds"
    kinds = (
        (part.shared, ticked, holds, ":green-badge[:material/check: Shared]"),
        (part.missed, "not chosen", holds, ":orange-badge[:material/add: Missed]"),
        (part.extra, ticked, "does not hold", ":orange-badge[:material/remove: Extra]"),
    )
    return [
        {"Choice": f"**{words(one)}**", "Part": title, "You": yours, "The rules": rules, "Comparison": word}
        for ones, yours, rules, word in kinds
        for one in ones
    ]


def _behind(case: Case, pathway: Pathway) -> None:
    """The whole pathway with its trace, and what each body would say, built only when opened."""
    with st.expander("The whole pathway", icon=":material/route:", key="case-pathway", on_change="rerun") as opened:
        if opened.open:
            for one in pathway.recommendations:
                why = sentence("; ".join(reasons(one.reasons, case.scenario)))
                st.markdown(f"**{step_title(one.id)}** {verdict.worst(one.claims)}  \n{why}")
    considered.show(case.scenario, key="case-not-held")
    if pathway.primary:
        with st.expander(
            "What the article says, and our check", icon=":material/fact_check:", key="case-audit", on_change="rerun"
        ) as opened:
            if opened.open:
                cards.details(pathway[pathway.primary])
    with st.expander(
        "What each body would say", icon=":material/groups:", key="case-bodies", on_change="rerun"
    ) as opened:
        if opened.open:
            places = positions(case.scenario)
            st.markdown(bodies.summary(places))
            bodies.matrix(places)
    st.page_link(
        "explore.py",
        label="Open this patient",
        icon=":material/person_search:",
        query_params=dict(parse_qsl(case.scenario.to_query())),
        width="content",
    )


def _onward(name: str, offered: list[str]) -> None:
    following = progress.following(f"case:{name}", [f"case:{one}" for one in offered])
    with st.container(horizontal=True, gap="small"):
        st.button(
            "Next case",
            type="primary",
            icon=":material/arrow_forward:",
            on_click=_go_to,
            args=(offer.cases()[following.removeprefix("case:")].title,),
        )
        st.button("Try this one again", icon=":material/replay:", on_click=answers.forget, args=(f"case:{name}",))


def _go_to(title: str) -> None:
    st.session_state.case = title
