"""The named conditions, each held against what it says in plain words."""

from __future__ import annotations

import pytest

from logic.content import library
from logic.rules.table import TERMS
from tests.scenarios import random_scenarios

SCENARIOS = random_scenarios(700, seed=21)
PHASE = library.THRESHOLDS["conservative_phase"].value
MILD, MODERATE, SEVERE = (library.THRESHOLDS[f"pain_{band}"].value for band in ("mild", "moderate", "severe"))


def flags(s):
    return [s.neurological_deficit, s.neural_compression, s.spinal_instability]


def eligible(s):
    return s.cause == "osteoporotic" and "yes" not in flags(s)


def barred(s):
    return bool(s.cautions & {"bleeding_disorder", "active_infection", "cement_allergy"})


def open_to_cement(s):
    return "unknown" not in flags(s) and not barred(s)


def late(s):
    return eligible(s) and s.weeks_of_care >= PHASE and s.pain_relief == "inadequate"


def early(s):
    hurts = s.pain_score >= SEVERE and s.disabling_pain and s.pain_relief != "adequate"
    return eligible(s) and s.weeks_of_care < PHASE and hurts


def tumour(s, cause):
    free = s.neurological_deficit == "no" and s.neural_compression == "no"
    return s.cause == cause and s.pain_relief == "inadequate" and open_to_cement(s) and free


MEANINGS = {
    "osteoporotic": lambda s: s.cause == "osteoporotic",
    "suspected": lambda s: s.cause == "suspected_malignancy",
    "malignant": lambda s: s.cause == "confirmed_malignancy",
    "mastocytosis": lambda s: s.cause == "systemic_mastocytosis",
    "trauma": lambda s: s.cause == "high_energy_trauma",
    "deficit": lambda s: s.neurological_deficit == "yes",
    "compression": lambda s: s.neural_compression == "yes",
    "unstable": lambda s: s.spinal_instability == "yes",
    "red_flag": lambda s: "yes" in flags(s),
    "unknown_flag": lambda s: "unknown" in flags(s),
    "nerves_free": lambda s: s.neurological_deficit != "yes" and s.neural_compression != "yes",
    "progressive": lambda s: s.deformity == "progressive",
    "care_complete": lambda s: s.weeks_of_care >= PHASE,
    "relieved": lambda s: s.pain_relief == "adequate",
    "unrelieved": lambda s: s.pain_relief == "inadequate",
    "unassessed": lambda s: s.pain_relief == "not_assessed",
    "painful": lambda s: s.cause == "osteoporotic" and s.pain_score >= MILD,
    "recent": lambda s: s.weeks_since_fracture <= library.THRESHOLDS["recent_fracture"].value,
    "within_two_months": lambda s: s.weeks_since_fracture <= library.THRESHOLDS["two_month_pain"].value,
    "kidney_below_35": lambda s: "kidney_disease" in s.cautions,
    "any_pain": lambda s: s.pain_score >= MILD,
    "moderate_pain": lambda s: s.pain_score >= MODERATE,
    "severe_pain": lambda s: s.pain_score >= SEVERE,
    "eligible": eligible,
    "cement_barred": barred,
    "nsaid_barred": lambda s: bool(s.cautions & {"kidney_disease", "gi_bleeding_risk", "cardiovascular_disease"}),
    "untreated": lambda s: s.cause == "osteoporotic" and s.bone_drug == "none",
    "late_candidate": late,
    "early_candidate": early,
    "augmentation_late": lambda s: late(s) and open_to_cement(s),
    "augmentation_early": lambda s: early(s) and open_to_cement(s),
    "augmentation_in_cancer": lambda s: tumour(s, "confirmed_malignancy"),
    "augmentation_in_mastocytosis": lambda s: tumour(s, "systemic_mastocytosis"),
}


@pytest.mark.parametrize("name", MEANINGS)
def test_a_term_holds_of_the_patients_whom_it_means(name):
    """And of no others; there are patients of both kinds."""
    term, means = TERMS[name], MEANINGS[name]
    wrong = [one.to_query() for one in SCENARIOS if term.holds(one) is not means(one)]
    assert wrong == []
    assert {means(one) for one in SCENARIOS} == {True, False}


def test_every_term_has_its_meaning_above():
    """So that none is read by nobody but the rules."""
    assert MEANINGS.keys() == TERMS.keys()
