"""The rule table once more, as plain if-statements written from the specification.

It shares nothing with logic/ but the names of a scenario's fields. Every number stands as a
number and every combination is spelled out, so that it can be read beside the table.
"""

from __future__ import annotations

from logic import Scenario

CAN_LEAD = {
    "refer-surgery-neuro",
    "emergency-mri",
    "refer-surgery-deformity",
    "refer-surgery-instability",
    "open-decompression",
    "decompression-approach",
    "assess-red-flags",
    "biopsy-first",
    "radiotherapy",
    "augmentation-consider",
    "augmentation-early",
    "augmentation-refractory",
    "augmentation-mastocytosis",
    "interferon-or-denosumab",
    "refer-surgery-failed-care",
    "reassess-now",
    "conservative-care",
    "no-augmentation-needed",
    "outside-article",
}


def expected_primary(s: Scenario) -> str | None:
    """The first row that holds among the rows that can lead."""
    for name in expected_ids(s):
        if name in CAN_LEAD:
            return name
    return None


def expected_provisional(s: Scenario) -> bool:
    """True while any red flag is unknown."""
    return "unknown" in (s.neurological_deficit, s.neural_compression, s.spinal_instability)


def expected_ids(s: Scenario) -> list[str]:
    """The rows that hold, from the top of the table to its end."""
    deficit = s.neurological_deficit == "yes"
    compression = s.neural_compression == "yes"
    instability = s.spinal_instability == "yes"
    red_flag = deficit or compression or instability
    flags = [s.neurological_deficit, s.neural_compression, s.spinal_instability]
    flags_known = "unknown" not in flags
    osteoporotic = s.cause == "osteoporotic"
    trauma = s.cause == "high_energy_trauma"
    eligible = osteoporotic and not red_flag
    no_bleeding = "bleeding_disorder" not in s.cautions
    no_infection = "active_infection" not in s.cautions
    no_allergy = "cement_allergy" not in s.cautions
    cement_possible = no_bleeding and no_infection and no_allergy
    untreated = osteoporotic and s.bone_drug == "none"

    ids = []

    # surgery and emergencies
    if deficit or compression:
        ids.append("refer-surgery-neuro")
    if s.cause in ("suspected_malignancy", "confirmed_malignancy") and (deficit or compression):
        ids.append("emergency-mri")
    if s.deformity == "progressive" and deficit:
        ids.append("refer-surgery-deformity")
    if instability:
        ids.append("refer-surgery-instability")
    if compression and s.deformity == "progressive":
        ids.append("open-decompression")
    if deficit:
        ids.append("decompression-approach")
    if not flags_known and not trauma:
        ids.append("assess-red-flags")

    # malignancy
    if s.cause == "suspected_malignancy":
        ids.append("biopsy-first")
    if s.cause == "confirmed_malignancy" and (s.pain_score >= 1 or red_flag):
        ids.append("radiotherapy")

    # cement
    candidate_late = eligible and s.weeks_of_care >= 12 and s.pain_relief == "inadequate"
    candidate_early = (
        eligible
        and s.weeks_of_care < 12
        and s.pain_score >= 7
        and s.disabling_pain
        and s.pain_relief in ("not_assessed", "inadequate")
    )
    consider = candidate_late and flags_known and cement_possible
    early = candidate_early and flags_known and cement_possible
    no_nerve_harm = s.neurological_deficit == "no" and s.neural_compression == "no"
    in_cancer = (
        s.cause == "confirmed_malignancy"
        and s.pain_relief == "inadequate"
        and flags_known
        and cement_possible
        and no_nerve_harm
    )
    in_mastocytosis = (
        s.cause == "systemic_mastocytosis"
        and s.pain_relief == "inadequate"
        and flags_known
        and cement_possible
        and no_nerve_harm
    )
    if consider:
        ids.append("augmentation-consider")
    if early:
        ids.append("augmentation-early")
    if in_cancer:
        ids.append("augmentation-refractory")
    if in_mastocytosis:
        ids.append("augmentation-mastocytosis")
    if s.cause == "systemic_mastocytosis" and s.bone_pain_despite_bisphosphonate:
        ids.append("interferon-or-denosumab")

    # the ordinary course
    if s.worsening and s.pain_relief == "inadequate" and not trauma:
        ids.append("refer-surgery-failed-care")
    if eligible and s.weeks_of_care >= 12 and s.pain_relief == "not_assessed":
        ids.append("reassess-now")
    if eligible and (s.weeks_of_care < 12 or (s.pain_relief == "inadequate" and not cement_possible)):
        ids.append("conservative-care")
    if eligible and s.weeks_of_care >= 12 and s.pain_relief == "adequate":
        ids.append("no-augmentation-needed")
    if trauma:
        ids.append("outside-article")

    # what accompanies an offer of cement, or its refusal
    if (candidate_late or candidate_early) and not cement_possible:
        ids.append("augmentation-contraindicated")
    if (consider or early) and s.deformity in ("stable", "progressive"):
        ids.append("prefer-kyphoplasty")
    if (consider or early) and s.deformity == "none":
        ids.append("either-procedure")
    if consider or early or in_cancer or in_mastocytosis:
        ids.append("vertebroplasty-caution")
    if consider and s.weeks_since_fracture > 12:
        ids.append("fracture-age-no-bar")
    if consider or early:
        ids.append("augmentation-benefits")

    # pain
    nsaid_hazard = (
        "kidney_disease" in s.cautions or "gi_bleeding_risk" in s.cautions or "cardiovascular_disease" in s.cautions
    )
    if not trauma and s.pain_score in (1, 2, 3):
        ids.append("acetaminophen")
    if not trauma and s.pain_score >= 1 and not nsaid_hazard:
        ids.append("nsaid")
    if not trauma and s.pain_score >= 1 and nsaid_hazard:
        ids.append("avoid-nsaid")
    if not trauma and s.pain_score >= 4 and "opioid_risk" not in s.cautions:
        ids.append("opioid")
    if not trauma and s.pain_score >= 4 and "opioid_risk" in s.cautions:
        ids.append("avoid-opioid")
    if eligible and s.weeks_since_fracture <= 4 and s.pain_score >= 1 and "calcitonin_allergy" not in s.cautions:
        ids.append("calcitonin")

    # movement
    if not trauma and not red_flag:
        ids.append("keep-moving")
    if eligible:
        ids.append("physical-therapy")
    if eligible and s.weeks_of_care < 12:
        ids.append("brace")
    if eligible and s.weeks_of_care < 12 and s.pain_relief in ("not_assessed", "inadequate"):
        ids.append("reassess-at-3-months")

    # bone
    if untreated:
        ids.append("treat-osteoporosis")
    if (
        untreated
        and not s.bisphosphonate_unsuitable
        and "kidney_disease" not in s.cautions
        and "oesophageal_disorder" not in s.cautions
        and "low_calcium" not in s.cautions
    ):
        ids.append("bisphosphonate")
    if untreated and s.very_high_fracture_risk:
        ids.append("anabolic-first")
    if untreated and "low_calcium" not in s.cautions:
        ids.append("denosumab")
    if osteoporotic and s.bone_drug != "none":
        ids.append("continue-bone-drug")
    if osteoporotic:
        ids.append("calcium-vitamin-d")
    return ids
