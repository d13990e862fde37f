"""Random scenarios, near the limits more often than chance would have it."""

from __future__ import annotations

from random import Random
from typing import Any

from hypothesis import strategies as st

from logic import Scenario

CAUTIONS = (
    "kidney_disease",
    "gi_bleeding_risk",
    "cardiovascular_disease",
    "liver_disease",
    "opioid_risk",
    "oesophageal_disorder",
    "low_calcium",
    "calcitonin_allergy",
    "bleeding_disorder",
    "active_infection",
    "cement_allergy",
)
CHOICES: dict[str, tuple[str, ...]] = {
    "sex": ("female", "male"),
    "cause": (
        "osteoporotic",
        "suspected_malignancy",
        "confirmed_malignancy",
        "systemic_mastocytosis",
        "high_energy_trauma",
    ),
    "pain_relief": ("not_assessed", "adequate", "inadequate"),
    "neurological_deficit": ("no", "yes", "unknown"),
    "neural_compression": ("no", "yes", "unknown"),
    "spinal_instability": ("no", "yes", "unknown"),
    "deformity": ("none", "stable", "progressive"),
    "mri_oedema": ("unknown", "present", "absent"),
    "bone_drug": ("none", "bisphosphonate", "denosumab", "anabolic"),
    "mobility": ("walking", "limited", "bed_bound"),
}
FLAGS = (
    "disabling_pain",
    "worsening",
    "bisphosphonate_unsuitable",
    "bone_pain_despite_bisphosphonate",
    "very_high_fracture_risk",
)
NUMBERS = {
    "age": (18, 110),
    "weeks_since_fracture": (0, 104),
    "weeks_of_care": (0, 104),
    "pain_score": (0, 10),
}
NEAR_LIMITS = (0, 3, 4, 5, 11, 12, 13, 14)
LIKELY_CAUSES = ("osteoporotic",) * 4 + CHOICES["cause"]
LIKELY_FLAG_VALUES = ("no",) * 4 + ("yes", "unknown")


def random_fields(rng: Random) -> dict[str, Any]:
    """The fields of one possible scenario; half of all weeks stand next to a limit."""
    given: dict[str, Any] = {name: rng.choice(values) for name, values in CHOICES.items()}
    given |= {name: rng.random() < 0.5 for name in FLAGS}
    given["age"] = rng.randint(18, 110)
    given["pain_score"] = rng.randint(0, 10)
    given["cause"] = rng.choice(LIKELY_CAUSES)
    for flag in ("neurological_deficit", "neural_compression", "spinal_instability"):
        given[flag] = rng.choice(LIKELY_FLAG_VALUES)
    weeks = (rng.choice(NEAR_LIMITS) if rng.random() < 0.5 else rng.randint(0, 104) for _ in range(2))
    given["weeks_of_care"], given["weeks_since_fracture"] = sorted(weeks)
    given["cautions"] = frozenset(rng.sample(CAUTIONS, rng.choice((0, 0, 1, 1, 2, 4))))
    return given


def random_scenarios(count: int, seed: int) -> list[Scenario]:
    """The same scenarios for the same seed."""
    rng = Random(seed)
    return [Scenario(**random_fields(rng)) for _ in range(count)]


def scenarios() -> st.SearchStrategy[Scenario]:
    """Any possible scenario, for property tests."""
    given: dict[str, st.SearchStrategy[Any]] = {name: st.sampled_from(values) for name, values in CHOICES.items()}
    given |= {name: st.booleans() for name in FLAGS}
    given |= {name: st.integers(*bounds) for name, bounds in NUMBERS.items() if name != "weeks_of_care"}
    given["cautions"] = st.frozensets(st.sampled_from(CAUTIONS))
    return st.fixed_dictionaries(given).flatmap(
        lambda some: st.integers(0, some["weeks_since_fracture"]).map(
            lambda weeks: Scenario(**some, weeks_of_care=weeks)
        )
    )
