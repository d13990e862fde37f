"""The randomised trials of cement: which are asked for, what they found, and what may be drawn.

Numbers and signs are those of the papers, from content/evidence/trials.yaml. Nothing is averaged, interpolated
or worked out. Signs differ between papers, so only ``favours`` and ``side`` say who did better. Trials
in cancer stand in tables with their name and never among the differences that are drawn.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, NamedTuple

from logic.content.library import MORTALITY, NATURAL_HISTORY, TRIALS
from logic.content.shapes.evidence import Comparator, Difference, Mortality, Trial, TrialOutcome

if TYPE_CHECKING:
    import pandas as pd

COMPARATORS: dict[str, Comparator] = {"Sham": "sham", "Active control": "active control", "Nonsurgical": "nonsurgical"}
"""What cement was compared with, by the label of the filter."""

AGES = ("Up to 6 weeks", "Up to 12 weeks", "Longer or not limited", "Limit not seen")
"""Bands of the oldest fracture that a trial let in; the second holds the first."""

OUTCOMES: dict[str, TrialOutcome] = {
    "Pain": "pain",
    "Disability": "disability",
    "Quality of life": "quality_of_life",
    "New fractures": "fractures",
}
"""What was measured, by the label of the filter."""

AGAINST: dict[Comparator, str] = {
    "sham": "against sham",
    "active control": "against active control",
    "nonsurgical": "against nonsurgical care",
}
"""Each comparator as a chart says it."""

FORESTS: tuple[TrialOutcome, ...] = ("pain", "disability")
"""Outcomes with a forest plot."""

NOT_SEEN = "not seen"


class Facet(NamedTuple):
    """Differences that may share an axis: one scale, and either all with a named side or none."""

    scale: str
    unit: str
    sided: bool
    rows: tuple[tuple[str, Difference], ...]


def chosen(comparators: Collection[str] = (), age: str | None = None, outcome: str | None = None) -> tuple[str, ...]:
    """The trials that fit the labels of the filter, by comparator, cancer last, then year; nothing chosen fits all."""
    wanted = {COMPARATORS[label] for label in comparators}
    fitting = [
        name
        for name, trial in TRIALS.items()
        if (not wanted or trial.comparator in wanted)
        and (age is None or in_band(trial, age))
        and (outcome is None or OUTCOMES[outcome] in trial.outcomes)
    ]
    return tuple(sorted(fitting, key=_order))


def in_band(trial: Trial, age: str) -> bool:
    """Whether the oldest fracture that a trial let in lies in a band of ``AGES``."""
    limit = trial.fracture_age_max_weeks
    if limit is None:
        return age == (AGES[3] if trial.fracture_age_min_weeks is None else AGES[2])
    return {AGES[0]: limit <= 6, AGES[1]: limit <= 12, AGES[2]: limit > 12}.get(age, False)


def headline(trial: Trial, outcome: TrialOutcome) -> Difference | None:
    """The one figure of a trial that a forest shows: at its primary time, else at the latest one seen."""
    seen = [one for one in trial.differences if one.outcome == outcome and one.drawable]
    primary = [one for one in seen if one.time == trial.primary_time]
    latest = sorted(seen, key=lambda one: one.months or 0, reverse=True)
    return next(iter(primary or latest), None)


def facets(ids: Iterable[str], outcome: TrialOutcome) -> tuple[Facet, ...]:
    """The rows of a forest by axis; never two scales on one, never cancer, never an unverified trial."""
    rows = []
    for name in ids:
        one = headline(TRIALS[name], outcome)
        if one and TRIALS[name].verified and not TRIALS[name].cancer:
            rows.append((name, one))
    axes: dict[tuple[str, str, bool], list[tuple[str, Difference]]] = {}
    for name, one in rows:
        axes.setdefault((one.scale, one.unit, one.side is not None), []).append((name, one))
    return tuple(Facet(*axis, tuple(held)) for axis, held in axes.items())


def not_drawn(ids: Iterable[str], outcome: TrialOutcome) -> dict[str, str]:
    """Trials that measured an outcome but have no row in its forest, each with the reason."""
    reasons = {}
    for name in ids:
        trial = TRIALS[name]
        if outcome in trial.outcomes and not trial.cancer and headline(trial, outcome) is None:
            seen = [one for one in trial.differences if one.outcome == outcome]
            reasons[title(trial)] = "direction or p value only" if seen else "no size could be verified"
    return reasons


def references(ids: Iterable[str]) -> tuple[str, ...]:
    """The references behind some trials, each once, in their order."""
    return tuple(dict.fromkeys(one for name in ids for one in TRIALS[name].references))


def sources(ids: Iterable[str], outcome: TrialOutcome | None = None) -> tuple[str, ...]:
    """The references behind the figures between the arms, for one outcome or all."""
    return tuple(dict.fromkeys(one.reference or TRIALS[name].reference for name, one in differences(ids, outcome)))


def title(trial: Trial) -> str:
    """Name and year; a trial without a verified result has a second-hand year."""
    return f"{trial.name} {trial.year}"


def patients(trial: Trial) -> str:
    """How many were randomised: ``n 131``."""
    return f"n {trial.n_randomised.total}" if trial.n_randomised else f"n {NOT_SEEN}"


def number(value: float) -> str:
    """A number as the paper prints it, with a true minus sign."""
    return f"{value:g}".replace("-", "\N{MINUS SIGN}")


def estimate_text(one: Difference | Mortality) -> str:
    """The estimate with its 95 % CI, as far as both were seen."""
    low, high = one.ci95_low, one.ci95_high
    interval = f"{number(low)} to {number(high)}" if low is not None and high is not None else None
    if one.estimate is None:
        return f"estimate not verified ({interval})" if interval else "size not seen"
    return f"{number(one.estimate)} ({interval or 'interval not seen'})"


def ratio_text(one: Mortality) -> str | None:
    """A hazard ratio with its interval and p value, or None for what is not a ratio."""
    if one.kind != "ratio":
        return None
    return f"{one.measure} {estimate_text(one)}{f', p {one.p_value}' if one.p_value else ''}"


def verdict_text(one: Difference) -> str:
    """Who is favoured, from the source's words and never from the sign."""
    if one.favours == "neither":
        return f"no significant difference{'' if one.leans is None else f', leans to {one.leans}'}"
    return "direction not stated" if one.favours == "not stated" else f"favours {one.favours}"


def table(ids: Iterable[str]) -> pd.DataFrame:
    """One row a trial, to read."""
    import pandas as pd  # a third of a second to import, so only where a frame is asked for

    return pd.DataFrame([_row(TRIALS[name]) for name in ids])


def tidy(ids: Iterable[str]) -> pd.DataFrame:
    """One row a trial, one column a variable, for files. Weeks are those of the fracture's age; empty means not seen."""
    import pandas as pd

    rows = []
    for name in ids:
        facts = TRIALS[name].model_dump(exclude={"differences", "n_randomised", "reference"})
        arms = TRIALS[name].n_randomised
        for arm in ("cement", "control", "total"):
            facts[f"n_{arm}"] = getattr(arms, arm) if arms else None
        facts |= {"outcomes": "; ".join(facts["outcomes"]), "conflicts": " ".join(facts["conflicts"])}
        rows.append({"trial": name, **facts, "references": " ".join(TRIALS[name].references)})
    return pd.DataFrame(rows)


def differences(ids: Iterable[str], outcome: TrialOutcome | None = None) -> list[tuple[str, Difference]]:
    """Every verified figure between the arms of some trials, for one outcome or all."""
    return [(name, one) for name in ids for one in TRIALS[name].differences if outcome in (None, one.outcome)]


def differences_table(ids: Iterable[str], outcome: TrialOutcome | None = None) -> pd.DataFrame:
    """The figures between the arms, to read; one row a figure, with whether a chart shows it."""
    import pandas as pd

    rows = []
    for name, one in differences(ids, outcome):
        tested = f", p {one.p_value}" if one.p_value else ""
        unit = "" if one.unit == "ratio" else f" {one.unit}"
        found = f"{one.statistic}: {estimate_text(one)}{unit}" if one.statistic else estimate_text(one)
        notes = [one.analysis, one.note, "in the chart" if _drawn(name, one) else None]
        sentences = [f"{note[:1].upper()}{note[1:].rstrip('.')}." for note in notes if note]
        rows.append(
            {
                "Trial and comparator": f"{title(TRIALS[name])}, {TRIALS[name].comparator}, {patients(TRIALS[name])}",
                "Scale and time": f"{one.scale}, {one.time}",
                "Figure (95 % CI)": found + tested,
                "Who is favoured": verdict_text(one),
                "Note": " ".join(sentences),
            }
        )
    return pd.DataFrame(rows)


def differences_tidy(ids: Iterable[str], outcome: TrialOutcome | None = None) -> pd.DataFrame:
    """The figures between the arms for files: estimate and interval with the paper's own sign."""
    import pandas as pd

    rows = []
    for name, one in differences(ids, outcome):
        trial = TRIALS[name]
        facts = {"trial": trial.name, "year": trial.year, "comparator": trial.comparator, "cancer": trial.cancer}
        total = trial.n_randomised.total if trial.n_randomised else None
        rows.append(
            {**facts, "n_randomised": total, **one.model_dump(), "side": one.side, "drawn": _drawn(name, one)}
            | {"reference": one.reference or trial.reference}
        )
    return pd.DataFrame(rows)


def natural_history_table() -> pd.DataFrame:
    """How many got better without cement, one row a cohort and time."""
    import pandas as pd

    return pd.DataFrame(
        {
            "Cohort": f"{one.name}, {one.year}",
            "Patients": f"{one.population}; {one.design}",
            "What was counted": f"{one.said}, {one.time}",
            "How many": f"{one.events} of {one.n} ({one.percent}\N{NO-BREAK SPACE}%)",
            "Note": one.note or "",
        }
        for one in NATURAL_HISTORY.values()
        if one.verified
    )


def mortality_table() -> pd.DataFrame:
    """The observational figures on death, one row a figure; associations all."""
    import pandas as pd

    return pd.DataFrame(
        {
            "Study": f"{one.name}; {one.design}",
            "Compared": f"{one.compared}; n: {one.n}",
            "Time": one.time,
            "Association (95 % CI)": "; ".join(part for part in (ratio_text(one), one.says, _fewer(one)) if part),
            "Note": one.note or "",
        }
        for one in MORTALITY.values()
        if one.verified
    )


def mortality_drawn() -> tuple[Mortality, ...]:
    """One hazard ratio of each source, cement against none."""
    return tuple(one for one in MORTALITY.values() if one.drawn and one.verified and one.kind == "ratio")


def group_of(trial: Trial) -> str:
    """The band of a trial in the timeline: its comparator, or cancer, which is kept apart."""
    if trial.cancer:
        return "Cancer, against nonsurgical care"
    return {"sham": "Against a sham procedure", "active control": "Against an active control"}.get(
        trial.comparator, "Against nonsurgical care"
    )


def _fewer(one: Mortality) -> str | None:
    """Where fewer died, for a ratio; the other figures say it in words."""
    lower = "borderline" if one.favours == "borderline" else f"fewer deaths with {one.favours}"
    return lower if one.kind == "ratio" else None


def _order(name: str) -> tuple[bool, int, int, str]:
    trial = TRIALS[name]
    return trial.cancer, list(COMPARATORS.values()).index(trial.comparator), trial.year, trial.name


def _drawn(name: str, one: Difference) -> bool:
    trial = TRIALS[name]
    return one.outcome in FORESTS and not trial.cancer and headline(trial, one.outcome) is one


def _row(trial: Trial) -> dict[str, str]:
    arms = trial.n_randomised
    split = f" ({arms.cement} and {arms.control})" if arms and arms.cement else ""
    doubt = "" if trial.verified else ", year second-hand"
    detail = "" if trial.comparator_detail in (NOT_SEEN, "nonsurgical care") else f": {trial.comparator_detail}"
    funded = "; manufacturer funding" if trial.funding else ""
    randomised = f"{arms.total} randomised{split}" if arms else f"number {NOT_SEEN}"
    return {
        "Trial": f"**{title(trial)}**{doubt}{', cancer' if trial.cancer else ''}; {trial.intervention}; {randomised}",
        "Compared with, blinding, fracture age": (
            f"{trial.comparator.capitalize()}{detail}. Blinding: {trial.blinding}{funded}. Fracture age: {trial.fracture_age_text}"
        ),
        "Result": trial.result,
    }
