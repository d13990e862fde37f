"""The randomised trials: a filter, their timeline and table, what they found, and what is kept apart."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from logic.content.library import MORTALITY, NATURAL_HISTORY, TRIAL_TEXTS, TRIALS
from logic.content.shapes.evidence import TrialOutcome, TrialText
from logic.evidence import trials
from logic.figures import trials as figures
from pages.parts import chart
from pages.parts.evidence import citation
from pages.parts.lookup.glossary import explained
from pages.parts.pathway import followups


def show() -> None:
    """The whole section, in reading order."""
    words = TRIAL_TEXTS["trials"]
    _lead(words)
    ids, outcome = _filter()
    if not ids:
        st.info("No trial fits. Take one of the three choices back.", icon=":material/filter_alt_off:")
    else:
        _overview(ids, words)
        _each(ids)
        for name in trials.FORESTS:
            if outcome in (None, name):
                _forest(ids, name)
        _figures(ids, outcome)
    _cancer()
    _natural_history()
    _mortality()


def _filter() -> tuple[tuple[str, ...], TrialOutcome | None]:
    """What the reader asks for: the trials that fit and the outcome, all of them at first."""
    with st.container(horizontal=True, gap="medium"):
        against = st.pills(
            "Compared with",
            list(trials.COMPARATORS),
            selection_mode="multi",
            key="trial_comparator",
            bind="query-params",
            wrap=True,
            help="None chosen shows all.",
        )
        age = st.pills(
            "Oldest fracture let in",
            trials.AGES,
            key="trial_age",
            bind="query-params",
            wrap=True,
            help="Up to 12 weeks holds the trials up to 6 weeks as well.",
        )
        outcome = st.pills(
            "Outcome measured", list(trials.OUTCOMES), key="trial_outcome", bind="query-params", wrap=True
        )
    ids = trials.chosen(against, age, outcome)
    st.markdown(f"**{len(ids)} of {len(TRIALS)} trials**")
    return ids, None if outcome is None else trials.OUTCOMES[outcome]


def _overview(ids: tuple[str, ...], words: TrialText) -> None:
    sources = trials.references(ids)
    chart.show(figures.timeline_figure(ids, chart.theme()), key="chart-trials-timeline", alt=figures.timeline_alt(ids))
    chart.show_table(
        words.title,
        lambda: trials.table(ids),
        key="trials",
        references=sources,
        file=lambda: trials.tidy(ids),
    )
    _cannot(words)
    with st.expander(
        "Doubts about these trials, and where sources disagree",
        icon=":material/compare_arrows:",
        key="trials-conflicts",
    ):
        lines = [
            f"- **{trials.title(TRIALS[name])}.** {citation.escaped(' '.join(TRIALS[name].conflicts))}"
            for name in ids
            if TRIALS[name].conflicts
        ]
        st.markdown("\n".join(lines) or "No disagreement was seen for these trials.")
    _sources(sources)


def _each(ids: tuple[str, ...]) -> None:
    st.space("small")
    st.header("Trial by trial", anchor=False)
    listing = st.container(gap="xsmall")
    for name in ids:
        trial = TRIALS[name]
        tested = citation.escaped(f"{trial.intervention} against {trial.comparator_detail}")
        with listing.expander(f"**{trials.title(trial)}** {tested}", key=f"trial-{name}", on_change="rerun") as opened:
            if opened.open:
                _trial(name)


def _trial(name: str) -> None:
    trial = TRIALS[name]
    if not trial.verified:
        st.markdown(":gray-badge[:material/visibility_off: Second-hand, not checked]")
    measured = ", ".join(part for part in (trial.primary_outcome, trial.primary_time) if part)
    facts = {
        "In whom": f"{trial.population}; {trial.fracture_age_text}; {trials.patients(trial)}",
        "Blinding": trial.blinding,
        "Primary outcome": measured,
        "Result": trial.result,
        "Doubts": " ".join(trial.conflicts),
    }
    st.markdown("\n\n".join(f"**{what}.** {explained(citation.escaped(told))}" for what, told in facts.items() if told))
    _sources(trial.references)
    followups.of_trial(name)


def _forest(ids: tuple[str, ...], outcome: TrialOutcome) -> None:
    words = TRIAL_TEXTS[outcome]
    st.space("small")
    st.header(words.title, anchor=False)
    _lead(words)
    drawn = tuple(name for facet in trials.facets(ids, outcome) for name, _ in facet.rows)
    if drawn:
        st.markdown(f":small[{words.axis}.]")
        chart.show(
            figures.forest_figure(drawn, outcome, chart.theme()),
            key=f"chart-trials-{outcome}",
            alt=figures.forest_alt(drawn, outcome),
        )
        _twin(f"{words.title}: differences between the arms", ids, outcome)
    else:
        st.markdown("None of these trials has a verified difference with its interval, so nothing is drawn.")
    reasons = trials.not_drawn(ids, outcome)
    if reasons:
        st.markdown("**Not drawn.** " + "; ".join(f"{name} ({why})" for name, why in reasons.items()) + ".")
    _cannot(words)
    _sources(trials.sources(ids, outcome))


def _figures(ids: tuple[str, ...], outcome: TrialOutcome | None) -> None:
    words = TRIAL_TEXTS["figures"]
    st.space("small")
    st.header(words.title, anchor=False)
    _lead(words)
    if trials.differences(ids, outcome):
        charted = outcome is None or outcome in trials.FORESTS
        _twin(words.title, ids, outcome, key=f"figures-{outcome}", label="Show them as a table", expanded=not charted)
    else:
        st.markdown("None could be verified for these trials.")
    _cannot(words)
    _sources(trials.sources(ids, outcome))


def _twin(
    title: str,
    ids: tuple[str, ...],
    outcome: TrialOutcome | None,
    *,
    key: str | None = None,
    label: str = "The same as a table",
    expanded: bool = False,
) -> None:
    """The figures between the arms as a table and a file, built only when they are asked for."""
    key = f"trials-{key or outcome}"
    with st.expander(label, expanded, icon=":material/table:", key=f"{key}-table", on_change="rerun") as opened:
        if opened.open:
            chart.show_table(
                title,
                lambda: trials.differences_table(ids, outcome),
                key=key,
                references=trials.sources(ids, outcome),
                file=lambda: trials.differences_tidy(ids, outcome),
            )


def _cancer() -> None:
    words = TRIAL_TEXTS["cancer"]
    st.space("small")
    st.header(words.title, anchor=False)
    _lead(words)
    for trial in TRIALS.values():
        if trial.cancer:
            st.markdown(
                f"**{trials.title(trial)}**, {trial.intervention}, {trials.patients(trial)}. {explained(trial.result or '')} "
                f"{' '.join(trial.conflicts)} {citation.link(trial.reference)}"
            )
    _cannot(words)


def _natural_history() -> None:
    words = TRIAL_TEXTS["natural_history"]
    sources = tuple(dict.fromkeys(one for entry in NATURAL_HISTORY.values() for one in entry.references))
    st.space("small")
    st.header(words.title, anchor=False)
    _lead(words)
    chart.show_table(words.title, trials.natural_history_table, key="natural-history", references=sources)
    _cannot(words)
    _sources(sources)


def _mortality() -> None:
    words = TRIAL_TEXTS["mortality"]
    sources = tuple(dict.fromkeys(one for entry in MORTALITY.values() for one in entry.references))
    st.space("small")
    st.header(words.title, anchor=False)
    _lead(words)
    for entry in MORTALITY.values():
        if entry.kind == "selection":
            with st.container(border=True):
                st.markdown(
                    f":material/balance: **Healthier before treatment.** {entry.compared[:1].upper()}{entry.compared[1:]}, "
                    f"{entry.time}: {entry.says}. {citation.links(entry.references)}"
                )
    chart.show(figures.mortality_figure(chart.theme()), key="chart-trials-mortality", alt=figures.mortality_alt())
    chart.twin(words.title, trials.mortality_table, key="mortality", references=sources)
    _cannot(words)
    _sources(sources)


def _lead(words: TrialText) -> None:
    st.markdown(f"**{words.question}** {explained(words.answer)}")


def _cannot(words: TrialText) -> None:
    st.markdown("**What this cannot show**\n\n" + "\n".join(f"- {explained(line)}" for line in words.cannot))


def _sources(references: Iterable[str]) -> None:
    if listed := citation.links(references):
        st.markdown(f":small[Sources: {listed}]")
