"""Kyphoplasty against vertebroplasty: effect sizes as tidy rows and frames.

Ratios are kyphoplasty to vertebroplasty, differences kyphoplasty minus vertebroplasty. Nothing is
pooled or interpolated here; a value that was not seen stays empty.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from logic.content.library import FINDINGS, OUTCOMES, STUDIES
from logic.content.shapes.evidence import Arm, Effect, Finding, Study

if TYPE_CHECKING:
    import pandas as pd


MEASURES = {
    "RR": "Risk ratio",
    "OR": "Odds ratio",
    "HR": "Hazard ratio",
    "MD": "Mean difference",
    "WMD": "Weighted mean difference",
    "SMD": "Standardised mean difference",
    "ICER": "Incremental cost-effectiveness ratio",
}
"""Measures of effect, spelled out."""


DESIGNS = (
    "RCT",
    "RCT (secondary report)",
    "meta-analysis of RCTs (not only head-to-head)",
    "systematic review of RCTs",
    "network meta-analysis of RCTs",
    "network meta-analysis (mixed designs)",
    "meta-analysis (mixed designs)",
    "prospective cohort",
    "retrospective cohort",
    "observational (claims data)",
    "observational (administrative data)",
    "meta-analysis (observational)",
    "prospective series (non-randomised)",
    "series (non-randomised)",
    "case series (two techniques)",
    "meta-analysis (mostly single-arm series)",
    "systematic review (mostly single-arm series)",
    "economic model",
)
"""Levels of evidence of the studies, best design first."""


def in_depth(outcome: str) -> tuple[str, ...]:
    """All verified findings of an outcome, best design first and then the latest."""
    measures = OUTCOMES[outcome].measures
    found = [name for name, one in FINDINGS.items() if one.outcome in measures and one.verified]
    return tuple(sorted(found, key=lambda name: (_rank(name), -(STUDIES[FINDINGS[name].study].year or 0))))


def verdicts(outcome: str) -> dict[str, str]:
    """For each study of an outcome, best design first, which procedure it favours over all its findings.

    Where the findings of one study differ, it favours the one that any of them supports; where
    they support both, neither.
    """
    sides: dict[str, set[str]] = {}
    for name in in_depth(outcome):
        finding = FINDINGS[name]
        sides.setdefault(finding.study, set()).add(finding.favours or "neither")
    return {
        study: (found - {"neither"}).pop() if len(found - {"neither"}) == 1 else "neither"
        for study, found in sides.items()
    }


def _rank(name: str) -> int:
    return DESIGNS.index(STUDIES[FINDINGS[name].study].level)


def references(ids: Iterable[str]) -> tuple[str, ...]:
    """The references behind some findings, each once, in their order."""
    return tuple(dict.fromkeys(STUDIES[FINDINGS[name].study].reference for name in ids))


def tidy(ids: Iterable[str]) -> pd.DataFrame:
    """One row a finding, one column a variable, for files and for calculation.

    Columns: finding, outcome, study, design, patients, time, unit, better, then for each arm the
    mean, SD, events, number counted and percent, then measure, value, ci95_low, ci95_high, derived,
    origin, p_value, favours. Empty means not seen.
    """
    import pandas as pd  # a third of a second to import, so only where a frame is asked for

    return pd.DataFrame([_tidy_row(name, FINDINGS[name]) for name in ids])


def readable(ids: Iterable[str]) -> pd.DataFrame:
    """The findings as a table to read: outcome, both arms, the effect, and who found it how."""
    import pandas as pd

    rows = []
    for name in ids:
        finding = FINDINGS[name]
        study = STUDIES[finding.study]
        unit = "" if finding.unit == "direction only" else f" ({finding.unit})"
        tested = f"; p {finding.p_value}" if finding.p_value else ""
        rows.append(
            {
                "Outcome": f"{finding.label}, {finding.time}{unit}",
                "Kyphoplasty": arm_text(finding.kyphoplasty),
                "Vertebroplasty": arm_text(finding.vertebroplasty),
                "Effect (95 % CI)": _found(finding) + tested,
                "Study": f"{study.citation}; {study.level}; {size_text(study)}{'; indirect' if study.indirect else ''}",
            }
        )
    return pd.DataFrame(rows)


def spoken(ids: Iterable[str]) -> str:
    """The findings as sentences, for those who cannot see the chart: each arm where seen, else the effect."""
    sentences = []
    for name in ids:
        finding = FINDINGS[name]
        if finding.kyphoplasty and finding.vertebroplasty:
            arms = (arm_text(finding.kyphoplasty), arm_text(finding.vertebroplasty))
            said = f"kyphoplasty {arms[0]}, vertebroplasty {arms[1]}"
        else:
            said = effect_text(finding.effect)
        sentences.append(f"{finding.label}, {finding.time}: {said}.")
    return " ".join(sentences)


def arm_text(arm: Arm | None) -> str:
    """What was seen in one arm: counts with their denominator, or a mean with its SD."""
    if arm is None:
        return "not seen"
    inferred = " (inferred)" if arm.inferred else ""
    if arm.events is not None and arm.n is not None:
        return f"{arm.events} of {arm.n} ({arm.percent:g} %){inferred}"
    if arm.mean is not None:
        mean = f"{arm.mean:,g}" if arm.mean < 1000 else f"{arm.mean:,.0f}"
        return mean + (f" (SD {arm.sd:g})" if arm.sd is not None else "")
    if arm.percent is not None:
        return f"{arm.percent:g} %{inferred}"
    if arm.mean_change is not None:
        return f"change {arm.mean_change:g}"
    return f"median decrease {arm.median_decrease:g}" if arm.median_decrease is not None else "not seen"


def effect_text(effect: Effect | None) -> str:
    """An effect with its interval, and whether it was printed or derived."""
    if effect is None:
        return "not seen"
    measure = MEASURES.get(effect.measure, effect.measure)
    return f"{measure} {estimate_text(effect)}{', derived' if effect.derived else ''}"


def size_text(study: Study) -> str:
    """How much a study rests on: its patients, else the studies that it pools."""
    if study.n_patients:
        return f"{study.n_patients} patients"
    pooled = study.n_studies if study.n_studies and study.n_studies > 1 else None
    return f"{pooled} studies" if pooled else "size not seen"


def estimate_text(effect: Effect) -> str:
    """The estimate and its 95 % CI, with as many decimals as the most exact of the three."""
    numbers = [number for number in (effect.value, effect.ci95_low, effect.ci95_high) if number is not None]
    decimals = max(len(f"{number:.10g}".partition(".")[2]) for number in numbers)
    shown = [f"{number:,.{decimals}f}".replace("-", "\N{MINUS SIGN}") for number in numbers]
    return f"{shown[0]} ({shown[1]} to {shown[2]})" if len(shown) == 3 else shown[0]


def _found(finding: Finding) -> str:
    if _too_few(finding):
        return "counts only"
    if finding.effect is None and finding.unit == "direction only":
        return "no difference" if finding.favours == "neither" else f"direction only, favours {finding.favours}"
    return effect_text(finding.effect)


def _too_few(finding: Finding) -> bool:
    """At most one event in each arm: a ratio of such counts means nothing, so only they are shown."""
    arms = (finding.kyphoplasty, finding.vertebroplasty)
    return all(arm is not None and arm.events is not None and arm.events <= 1 for arm in arms)


def _tidy_row(name: str, finding: Finding) -> dict[str, Any]:
    study = STUDIES[finding.study]
    row: dict[str, Any] = {
        "finding": name,
        "outcome": finding.label,
        "study": study.citation,
        "design": study.design,
        "patients": study.n_patients,
        "time": finding.time,
        "unit": finding.unit,
        "better": finding.better,
    }
    for procedure in ("kyphoplasty", "vertebroplasty"):
        arm: Arm | None = getattr(finding, procedure)
        for column in ("mean", "sd", "events", "n", "percent"):
            row[f"{procedure}_{column}"] = getattr(arm, column) if arm else None
    for column in ("measure", "value", "ci95_low", "ci95_high", "derived", "origin"):
        row[column] = getattr(finding.effect, column) if finding.effect else None
    return row | {"p_value": finding.p_value, "favours": finding.favours}
