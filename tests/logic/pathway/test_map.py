"""Where a patient stands on the article's map: six stations, each with its note and its state."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from logic import Scenario, recommend
from logic.content import library
from logic.pathway.map import stations
from logic.rules.table import LEADING
from tests.scenarios import random_scenarios

TITLES = {
    "red_flags": "Red flags",
    "cause": "Cause",
    "care": "Conservative care",
    "check": "Three-month check",
    "cement": "Augmentation",
    "surgery": "Surgery",
}
LATE = {"weeks_since_fracture": 14, "weeks_of_care": 12, "pain_relief": "inadequate"}


def notes(**given: object) -> dict[str, str]:
    """The note of each station for a patient."""
    return {one.id: one.note for one in stations(recommend(Scenario(**given)))}


def states(**given: object) -> dict[str, str]:
    """The state of each station for a patient."""
    return {one.id: one.state for one in stations(recommend(Scenario(**given)))}


def test_the_six_stations_stand_in_the_order_of_the_article():
    """The same six for everybody."""
    for scenario in random_scenarios(50, seed=11):
        assert {one.id: one.title for one in stations(recommend(scenario))} == TITLES
        assert [one.id for one in stations(recommend(scenario))] == list(TITLES)


@pytest.mark.parametrize(
    ("given", "primary", "passed", "here"),
    [
        ({"neurological_deficit": "yes"}, "refer-surgery-neuro", ["red_flags"], "surgery"),
        ({"spinal_instability": "yes"}, "refer-surgery-instability", ["red_flags"], "surgery"),
        ({"spinal_instability": "unknown"}, "assess-red-flags", [], "red_flags"),
        ({"cause": "suspected_malignancy"}, "biopsy-first", ["red_flags"], "cause"),
        ({"cause": "confirmed_malignancy"}, "radiotherapy", ["red_flags"], "cause"),
        ({"cause": "high_energy_trauma"}, "outside-article", ["red_flags"], "cause"),
        (LATE, "augmentation-consider", ["red_flags", "cause", "care", "check"], "cement"),
        (
            {"weeks_since_fracture": 3, "weeks_of_care": 3, "pain_score": 8, "disabling_pain": True},
            "augmentation-early",
            ["red_flags", "cause", "care"],
            "cement",
        ),
        ({"weeks_since_fracture": 3, "weeks_of_care": 3}, "conservative-care", ["red_flags", "cause"], "care"),
        ({**LATE, "pain_relief": "not_assessed"}, "reassess-now", ["red_flags", "cause", "care"], "check"),
        ({**LATE, "pain_relief": "adequate"}, "no-augmentation-needed", ["red_flags", "cause", "care"], "check"),
        (
            {"cause": "systemic_mastocytosis", "bone_pain_despite_bisphosphonate": True},
            "interferon-or-denosumab",
            ["red_flags"],
            "cause",
        ),
    ],
)
def test_the_path_runs_through_the_stations_before_the_leading_step(given, primary, passed, here):
    """The last of them is where the patient is; the others are off the path."""
    assert recommend(Scenario(**given)).primary == primary
    found = states(**given)
    assert [name for name, state in found.items() if state == "passed"] == passed
    assert [name for name, state in found.items() if state == "here"] == [here]


def test_every_leading_step_leads_to_one_place_on_the_map():
    """Whoever the patient is, exactly one station is where they are, and it lies after those passed."""
    seen = set()
    for scenario in random_scenarios(2_000, seed=12):
        pathway = recommend(scenario)
        found = stations(pathway)
        here = [one.id for one in found if one.state == "here"]
        assert len(here) == 1
        if pathway.primary:
            seen.add((pathway.primary, here[0]))
    assert len({name for name, _ in seen}) == len(seen)
    assert {name for name, _ in seen} <= set(LEADING)
    surgery = {name for name, place in seen if place == "surgery"}
    assert surgery == {name for name, _ in seen if name.startswith("refer-surgery")}
    cement = {name for name, place in seen if place == "cement"}
    assert cement == {name for name, _ in seen if name.startswith("augmentation-")}


def test_a_patient_without_a_specific_step_stands_at_the_cause():
    """The article has nothing more to say."""
    scenario = next(one for one in random_scenarios(3_000, seed=13) if recommend(one).primary is None)
    found = {one.id: one.state for one in stations(recommend(scenario))}
    assert (found["red_flags"], found["cause"]) == ("passed", "here")


@pytest.mark.parametrize(
    ("given", "note"),
    [
        ({}, "None present"),
        ({"neurological_deficit": "yes"}, "1 present"),
        ({"neurological_deficit": "yes", "neural_compression": "yes"}, "2 present"),
        ({"neurological_deficit": "yes", "spinal_instability": "unknown"}, "1 present, 1 unknown"),
        ({"neural_compression": "unknown", "spinal_instability": "unknown"}, "2 not looked for"),
    ],
)
def test_red_flags_are_counted_present_before_unknown(given, note):
    """What was not looked for is never taken for absent."""
    assert notes(**given)["red_flags"] == note


def test_the_cause_is_named_as_the_form_names_it():
    """By its label."""
    assert notes(cause="high_energy_trauma")["cause"] == library.INPUTS["cause"].options["high_energy_trauma"].label


@pytest.mark.parametrize(
    ("given", "care", "check"),
    [
        ({"weeks_since_fracture": 11, "weeks_of_care": 11}, "11 weeks of 12", "Due at 12 weeks of care"),
        ({"weeks_since_fracture": 5, "weeks_of_care": 1}, "1 week of 12", "Due at 12 weeks of care"),
        (LATE, "12 weeks done", "Relief inadequate"),
        ({**LATE, "pain_relief": "adequate"}, "12 weeks done", "Relief adequate"),
        ({**LATE, "pain_relief": "not_assessed"}, "12 weeks done", "Relief not assessed"),
        (
            {"cause": "confirmed_malignancy", "weeks_since_fracture": 4, "weeks_of_care": 3},
            "3 weeks done",
            "For osteoporotic fractures",
        ),
        ({"cause": "confirmed_malignancy", **LATE}, "12 weeks done", "For osteoporotic fractures"),
    ],
)
def test_care_and_check_are_told_in_weeks_of_the_conservative_phase(given, care, check):
    """The phase and its check are those of osteoporotic fractures."""
    assert (notes(**given)["care"], notes(**given)["check"]) == (care, check)


@pytest.mark.parametrize(
    ("given", "note"),
    [
        ({}, "Not now"),
        (LATE, "To be discussed"),
        ({**LATE, "cautions": ["cement_allergy"]}, "Contraindicated"),
    ],
)
def test_cement_is_open_to_discussion_barred_or_not_yet_asked(given, note):
    """A contraindication stands before everything else."""
    assert notes(**given)["cement"] == note


def test_surgery_names_the_most_urgent_referral():
    """By the title of its recommendation."""
    assert notes()["surgery"] == "No reason to refer"
    both = notes(neurological_deficit="yes", spinal_instability="yes")["surgery"]
    assert both == library.ADVICE["refer-surgery-neuro"].title
    assert notes(spinal_instability="yes")["surgery"] == library.ADVICE["refer-surgery-instability"].title


def test_a_step_that_the_map_does_not_know_leaves_the_patient_at_the_cause():
    """All six stations are drawn, and all but two are off the path."""
    pathway = SimpleNamespace(primary="made-up", ids=(), scenario=Scenario())
    assert [(one.id, one.state) for one in stations(pathway)] == [
        ("red_flags", "passed"),
        ("cause", "here"),
        ("care", "off"),
        ("check", "off"),
        ("cement", "off"),
        ("surgery", "off"),
    ]


@pytest.mark.parametrize(
    ("primary", "passed", "here"),
    [
        ("refer-surgery-neuro", ["red_flags"], "surgery"),
        ("emergency-mri", ["red_flags"], "surgery"),
        ("refer-surgery-deformity", ["red_flags"], "surgery"),
        ("open-decompression", ["red_flags"], "surgery"),
        ("decompression-approach", ["red_flags"], "surgery"),
        ("augmentation-refractory", ["red_flags", "cause"], "cement"),
        ("augmentation-mastocytosis", ["red_flags", "cause"], "cement"),
        ("refer-surgery-failed-care", ["red_flags", "cause", "care"], "surgery"),
    ],
)
def test_a_step_that_rarely_leads_has_its_path_too(primary, passed, here):
    """Also one that never does, for whoever changes the order of the rules."""
    found = stations(SimpleNamespace(primary=primary, ids=(), scenario=Scenario()))
    assert [one.id for one in found if one.state == "passed"] == passed
    assert [one.id for one in found if one.state == "here"] == [here]
    assert {one.state for one in found} == {"passed", "here", "off"}
