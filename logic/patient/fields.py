"""What each field of a scenario may hold."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

RED_FLAGS = ("neurological_deficit", "neural_compression", "spinal_instability")


class Whole(NamedTuple):
    """A whole number between two bounds, both allowed."""

    lowest: int
    highest: int

    def __str__(self) -> str:
        return f"a whole number from {self.lowest} to {self.highest}"


class Choice(NamedTuple):
    """One of a few named values."""

    values: tuple[str, ...]

    def __str__(self) -> str:
        return "one of " + ", ".join(self.values)


class Flag(NamedTuple):
    """True or false."""

    def __str__(self) -> str:
        return "true or false"


class Several(NamedTuple):
    """Any number of a few named values, each at most once."""

    values: tuple[str, ...]

    def __str__(self) -> str:
        return "a set of " + ", ".join(self.values)


Domain: TypeAlias = Whole | Choice | Flag | Several

DOMAINS: dict[str, Domain] = {
    "age": Whole(18, 110),
    "sex": Choice(("female", "male")),
    "cause": Choice(
        (
            "osteoporotic",
            "suspected_malignancy",
            "confirmed_malignancy",
            "systemic_mastocytosis",
            "high_energy_trauma",
        )
    ),
    "weeks_since_fracture": Whole(0, 104),
    "weeks_of_care": Whole(0, 104),
    "pain_score": Whole(0, 10),
    "disabling_pain": Flag(),
    "pain_relief": Choice(("not_assessed", "adequate", "inadequate")),
    "worsening": Flag(),
    "neurological_deficit": Choice(("no", "yes", "unknown")),
    "neural_compression": Choice(("no", "yes", "unknown")),
    "spinal_instability": Choice(("no", "yes", "unknown")),
    "deformity": Choice(("none", "stable", "progressive")),
    "mri_oedema": Choice(("unknown", "present", "absent")),
    "bone_drug": Choice(("none", "bisphosphonate", "denosumab", "anabolic")),
    "bisphosphonate_unsuitable": Flag(),
    "bone_pain_despite_bisphosphonate": Flag(),
    "very_high_fracture_risk": Flag(),
    "mobility": Choice(("walking", "limited", "bed_bound")),
    "cautions": Several(
        (
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
    ),
}
"""What each field may hold, in the order in which a clinician would ask."""
