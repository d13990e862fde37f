"""The words in which the rules are written: what a rule is, and the conditions it is made of.

Limits come from content/thresholds.yaml by name; a limit in the wrong unit is refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from logic.content import library
from logic.patient.fields import RED_FLAGS
from logic.rules.conditions import AtLeast, Condition, Has, Is, Limit, Not, Some

Stage: TypeAlias = Literal["now", "soon", "consider", "avoid", "later"]


@dataclass(frozen=True, slots=True)
class Window:
    """Weeks of a recommendation, counted from the fracture's identification or from the start of care.

    A ``treatment`` may be given in them; an ``evidence_window`` is the length of the studies that the
    article quotes, not a prescription; a ``decision`` is a point in time, with ``end`` equal to ``start``.
    """

    kind: Literal["treatment", "evidence_window", "decision"]
    counted_from: Literal["fracture", "care"]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table: it holds for a patient when ``when`` does."""

    id: str
    stage: Stage
    when: Condition
    claims: tuple[str, ...] = ()
    window: Window | None = None


def limit_on(field: str, name: str) -> Limit:
    """The threshold of this name, to compare this field with; the units must be the same."""
    if name not in library.THRESHOLDS:
        raise library.ContentError("thresholds.yaml", name, "the rules need it, and it is missing")
    threshold, unit = library.THRESHOLDS[name], library.INPUTS[field].unit
    if threshold.unit != unit:
        fault = f"unit: is {threshold.unit}, but the rules compare it with {field}, which is in {unit}"
        raise library.ContentError("thresholds.yaml", name, fault)
    return Limit(name, threshold.value, threshold.unit)


osteoporotic = Is("cause", "osteoporotic")
suspected = Is("cause", "suspected_malignancy")
malignant = Is("cause", "confirmed_malignancy")
mastocytosis = Is("cause", "systemic_mastocytosis")
trauma = Is("cause", "high_energy_trauma")

deficit = Is("neurological_deficit", "yes")
compression = Is("neural_compression", "yes")
unstable = Is("spinal_instability", "yes")
red_flag = Some((deficit, compression, unstable))
unknown_flag = Some(tuple(Is(flag, "unknown") for flag in RED_FLAGS))
progressive = Is("deformity", "progressive")

conservative_phase = limit_on("weeks_of_care", "conservative_phase")
care_complete = AtLeast("weeks_of_care", conservative_phase)
relieved = Is("pain_relief", "adequate")
unrelieved = Is("pain_relief", "inadequate")
unassessed = Is("pain_relief", "not_assessed")
any_pain = AtLeast("pain_score", limit_on("pain_score", "pain_mild"))
moderate_pain = AtLeast("pain_score", limit_on("pain_score", "pain_moderate"))
severe_pain = AtLeast("pain_score", limit_on("pain_score", "pain_severe"))

eligible = osteoporotic & ~red_flag
cement_barred = Some(
    (
        Has("cautions", "bleeding_disorder"),
        Has("cautions", "active_infection"),
        Has("cautions", "cement_allergy"),
    )
)
cement_possible = Not(cement_barred)
flags_known = Not(unknown_flag)
nsaid_barred = Some(
    (
        Has("cautions", "kidney_disease"),
        Has("cautions", "gi_bleeding_risk"),
        Has("cautions", "cardiovascular_disease"),
    )
)
untreated = osteoporotic & Is("bone_drug", "none")

late_candidate = eligible & care_complete & unrelieved
early_candidate = eligible & ~care_complete & severe_pain & Is("disabling_pain", True) & ~relieved
consider = late_candidate & flags_known & cement_possible
early = early_candidate & flags_known & cement_possible
nerves_free = ~deficit & ~compression
refractory = malignant & unrelieved & flags_known & cement_possible & nerves_free
refractory_mastocytosis = mastocytosis & unrelieved & flags_known & cement_possible & nerves_free

phase = Window("treatment", "care", 0, conservative_phase.value)
phase_end = Window("decision", "care", conservative_phase.value, conservative_phase.value)


def study_window(start: str, end: str) -> Window:
    """The span of lengths of studies that the article quotes, from the start of care."""
    return Window("evidence_window", "care", library.THRESHOLDS[start].value, library.THRESHOLDS[end].value)
