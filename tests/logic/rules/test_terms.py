"""The words of the rules, each held against what it says in plain words, and their limits and windows."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from logic.content import library
from logic.content.reading import ContentError
from logic.rules import terms
from logic.rules.conditions import Limit
from logic.rules.terms import Window, limit_on, study_window
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
    "flags_known": lambda s: "unknown" not in flags(s),
    "nerves_free": lambda s: s.neurological_deficit != "yes" and s.neural_compression != "yes",
    "progressive": lambda s: s.deformity == "progressive",
    "care_complete": lambda s: s.weeks_of_care >= PHASE,
    "relieved": lambda s: s.pain_relief == "adequate",
    "unrelieved": lambda s: s.pain_relief == "inadequate",
    "unassessed": lambda s: s.pain_relief == "not_assessed",
    "any_pain": lambda s: s.pain_score >= MILD,
    "moderate_pain": lambda s: s.pain_score >= MODERATE,
    "severe_pain": lambda s: s.pain_score >= SEVERE,
    "eligible": eligible,
    "cement_barred": barred,
    "cement_possible": lambda s: not barred(s),
    "nsaid_barred": lambda s: bool(s.cautions & {"kidney_disease", "gi_bleeding_risk", "cardiovascular_disease"}),
    "untreated": lambda s: s.cause == "osteoporotic" and s.bone_drug == "none",
    "late_candidate": late,
    "early_candidate": early,
    "consider": lambda s: late(s) and open_to_cement(s),
    "early": lambda s: early(s) and open_to_cement(s),
    "refractory": lambda s: tumour(s, "confirmed_malignancy"),
    "refractory_mastocytosis": lambda s: tumour(s, "systemic_mastocytosis"),
}


@pytest.mark.parametrize("name", MEANINGS)
def test_a_term_holds_of_the_patients_whom_it_means(name):
    """And of no others; there are patients of both kinds."""
    term, means = getattr(terms, name), MEANINGS[name]
    wrong = [one.to_query() for one in SCENARIOS if term.holds(one) is not means(one)]
    assert wrong == []
    assert {means(one) for one in SCENARIOS} == {True, False}


@pytest.mark.parametrize(
    ("limit", "name", "unit"),
    [
        (terms.conservative_phase, "conservative_phase", "weeks"),
        (terms.care_complete.limit, "conservative_phase", "weeks"),
        (terms.any_pain.limit, "pain_mild", "points"),
        (terms.moderate_pain.limit, "pain_moderate", "points"),
        (terms.severe_pain.limit, "pain_severe", "points"),
    ],
)
def test_a_limit_carries_the_name_value_and_unit_of_its_threshold(limit, name, unit):
    """So that a reason can say what was asked."""
    assert limit == Limit(name, library.THRESHOLDS[name].value, unit)


def test_care_is_a_treatment_over_the_conservative_phase_and_its_end_a_decision():
    """Both are counted from the start of care."""
    assert terms.phase == Window("treatment", "care", 0, PHASE)
    assert terms.phase_end == Window("decision", "care", PHASE, PHASE)


@pytest.fixture
def made_up(monkeypatch):
    """Two thresholds in weeks and one in points, and an input in weeks."""
    limits = {"shortest": (3, "weeks"), "longest": (9, "weeks"), "strongest": (10, "points")}
    thresholds = {name: SimpleNamespace(value=value, unit=unit) for name, (value, unit) in limits.items()}
    monkeypatch.setattr(library, "THRESHOLDS", thresholds)
    monkeypatch.setattr(library, "INPUTS", {"weeks_of_care": SimpleNamespace(unit="weeks")})


@pytest.mark.usefixtures("made_up")
def test_studies_span_from_their_shortest_to_their_longest():
    """As evidence and not as a prescription, from the start of care."""
    assert study_window("shortest", "longest") == Window("evidence_window", "care", 3, 9)


@pytest.mark.usefixtures("made_up")
def test_a_limit_is_looked_up_by_its_name():
    """In the unit of the field that it is compared with."""
    assert limit_on("weeks_of_care", "longest") == Limit("longest", 9, "weeks")


@pytest.mark.usefixtures("made_up")
@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("strongest", "unit: is points, but the rules compare it with weeks_of_care, which is in weeks"),
        ("slowest", "the rules need it, and it is missing"),
    ],
)
def test_a_limit_that_is_missing_or_in_another_unit_is_refused(name, fault):
    """With the file, the threshold and what is wrong with it."""
    with pytest.raises(ContentError) as caught:
        limit_on("weeks_of_care", name)
    assert (caught.value.file, caught.value.entry, caught.value.fault) == ("thresholds.yaml", name, fault)


def test_a_rule_without_claims_or_a_window_has_none():
    """An empty list of claims, and no window at all."""
    rule = terms.Rule("mine", "now", terms.trauma)
    assert (rule.claims, rule.window) == ((), None)
