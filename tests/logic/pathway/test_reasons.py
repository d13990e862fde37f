"""Why a rule holds, or what it lacks: on the content as it is, on made-up inputs, and on leaves written for the purpose."""

from __future__ import annotations

import pytest

from logic import Scenario, recommend
from logic.content import library
from logic.content.description import clause
from logic.pathway.reasons import reason, reasons, why_not
from logic.pathway.recommend import Step, trace
from logic.patient.fields import RED_FLAGS
from logic.rules.conditions import AtLeast, AtMost, Has, Is, Limit
from logic.rules.terms import Rule
from tests.logic.content.made_inputs import inputs_with_texts_of_their_own
from tests.scenarios import random_scenarios

SEVERE = AtLeast("pain_score", Limit("pain_severe", 7, "points"))
COMPLETE = AtLeast("weeks_of_care", Limit("conservative_phase", 12, "weeks"))
RECENT = AtMost("weeks_since_fracture", Limit("calcitonin_window", 4, "weeks"))


@pytest.fixture
def made_up(monkeypatch):
    """Five inputs with texts of their own."""
    inputs_with_texts_of_their_own(monkeypatch)


@pytest.mark.parametrize(
    ("leaf", "given_fields", "side"),
    [
        (SEVERE, {"pain_score": 7}, "at least 7"),
        (SEVERE, {"pain_score": 6}, "below 7"),
        (COMPLETE, {"weeks_since_fracture": 14, "weeks_of_care": 12}, "at least 12 weeks"),
        (COMPLETE, {"weeks_since_fracture": 14, "weeks_of_care": 11}, "below 12 weeks"),
        (RECENT, {"weeks_since_fracture": 4}, "at most 4 weeks"),
        (RECENT, {"weeks_since_fracture": 5}, "more than 4 weeks"),
    ],
)
def test_a_reason_states_the_patients_number_and_on_which_side_of_the_limit_it_is(leaf, given_fields, side):
    """With the unit of the limit."""
    scenario = Scenario(**given_fields)
    said = reason(leaf, scenario)
    assert said.startswith(clause(leaf.field, getattr(scenario, leaf.field)))
    assert said.endswith(side)


def test_a_reason_says_whether_a_caution_is_there():
    """Its absence is a reason too."""
    leaf = Has("cautions", "low_calcium")
    says = library.INPUTS["cautions"].options["low_calcium"].says
    there, absent = reason(leaf, Scenario(cautions=["low_calcium"])), reason(leaf, Scenario())
    assert there.startswith(says)
    assert absent == f"no {says}"


def test_a_reason_states_what_the_patient_has_and_not_what_was_asked():
    """Also where the two differ."""
    assert reason(Is("sex", "male"), Scenario(sex="female")) == clause("sex", "female")


def test_what_failed_is_told_with_what_was_needed():
    """A choice that differs: what the patient has, and what the rule asks for."""
    steps = {step.rule.id: step for step in trace(Scenario())}
    said = why_not(steps["biopsy-first"], Scenario())
    assert clause("cause", "osteoporotic") in said
    assert clause("cause", "suspected_malignancy") in said


def test_every_step_that_failed_can_be_told():
    """Each of the 41 rules, on many patients, in words without a brace."""
    for scenario in random_scenarios(200, seed=8):
        for step in trace(scenario):
            if not step.held:
                said = why_not(step, scenario)
                assert said.strip()
                assert "{" not in said


def test_every_reason_of_every_recommendation_can_be_told():
    """In words without a brace, and no two alike under one recommendation."""
    for scenario in random_scenarios(200, seed=9):
        for one in recommend(scenario).recommendations:
            told = [reason(leaf, scenario) for leaf in one.reasons]
            assert all(text.strip() and "{" not in text for text in told)


def test_reasons_never_deny_a_red_flag_that_is_present_or_unknown():
    """Where one flag is yes, "no red flag is present" would be false, whatever the other two are."""
    for scenario in random_scenarios(2_000, seed=11):
        if {getattr(scenario, flag) for flag in RED_FLAGS} != {"no"}:
            for one in recommend(scenario).recommendations:
                told = reasons(one.reasons, scenario)
                assert "no red flag is present" not in told, (one.id, scenario.to_query())


def test_reasons_tell_what_the_patient_has_before_what_is_absent():
    """A late candidate: cause, care and relief first, then the flags and cautions that are not there."""
    scenario = Scenario(weeks_since_fracture=14, weeks_of_care=12, pain_relief="inadequate")
    told = reasons(recommend(scenario)["augmentation-consider"].reasons, scenario)
    assert told[0] == clause("cause", "osteoporotic")
    assert clause("pain_relief", "inadequate") in told
    assert told.index(clause("pain_relief", "inadequate")) < told.index("no red flag is present")
    assert len(set(told)) == len(told)


def test_reasons_sum_up_absent_cautions_and_name_present_ones():
    """A hazard that is recorded is told; those that are not need no list."""
    free = Scenario(weeks_since_fracture=14, weeks_of_care=12, pain_relief="inadequate")
    barred = free.replace(cautions=["bleeding_disorder"])
    bleeding = reason(Has("cautions", "bleeding_disorder"), barred)
    offered = reasons(recommend(free)["augmentation-consider"].reasons, free)
    refused = reasons(recommend(barred)["augmentation-contraindicated"].reasons, barred)
    drug = reasons(recommend(free)["bisphosphonate"].reasons, free)
    assert "nothing recorded rules out cement" in offered
    assert bleeding in refused
    assert "nothing recorded rules out cement" not in refused
    assert "none of the cautions that this rule checks is recorded" in drug
    assert not any(text.startswith("no ") and "blood calcium" in text for text in drug)


@pytest.mark.usefixtures("made_up")
@pytest.mark.parametrize(
    ("leaf", "given", "said"),
    [
        (AtLeast("pain_score", Limit("x", 6, "points")), {}, "it hurts 6 of 10, at least 6"),
        (AtLeast("pain_score", Limit("x", 7, "points")), {}, "it hurts 6 of 10, below 7"),
        (AtMost("weeks_of_care", Limit("x", 2, "weeks")), {}, "2 weeks gone by, at most 2 weeks"),
        (AtMost("weeks_of_care", Limit("x", 1, "weeks")), {}, "2 weeks gone by, more than 1 week"),
        (Is("sex", "female"), {"sex": "male"}, "a man"),
        (Is("worsening", True), {}, "steady"),
    ],
)
def test_a_reason_is_the_clause_of_the_patient_and_the_side_of_the_limit(leaf, given, said):
    """To the letter."""
    assert reason(leaf, Scenario(**given)) == said


def step(*leaves):
    """A step of a rule that did not hold for these leaves."""
    return Step(Rule("x", "now", leaves[0]), False, leaves)


@pytest.mark.usefixtures("made_up")
@pytest.mark.parametrize(
    ("leaves", "said"),
    [
        ((Is("sex", "Female"), Is("worsening", True)), "a man; needed: a woman"),
        ((Is("sex", "male"),), "a man"),
        ((AtLeast("pain_score", Limit("x", 7, "points")),), "it hurts 6 of 10, below 7"),
        ((Is("worsening", True),), "steady; needed: worse"),
    ],
)
def test_what_was_needed_is_told_of_the_first_choice_that_differs(leaves, said):
    """A limit says it by itself, and what holds although it should not needs nothing."""
    assert why_not(step(*leaves), Scenario(sex="male")) == said


NO_FLAG = "no red flag is present"


NONE_KNOWN = "no red flag is known to be present, but not all have been looked for"


NO_BAR = "nothing recorded rules out cement"


NO_CAUTION = "none of the cautions that this rule checks is recorded"


DEFICIT, COMPRESSION = Is("neurological_deficit", "yes"), Is("neural_compression", "yes")


LOOKED_FOR = Is("neurological_deficit", "unknown")


def said(field, value):
    """The clause of the content."""
    return clause(field, value)


@pytest.mark.parametrize(
    ("leaves", "given", "told"),
    [
        ((DEFICIT, COMPRESSION), {}, [NO_FLAG]),
        ((LOOKED_FOR,), {}, [NO_FLAG]),
        ((DEFICIT, COMPRESSION), {"spinal_instability": "unknown"}, [NONE_KNOWN]),
        ((DEFICIT,), {"neurological_deficit": "unknown"}, [NONE_KNOWN]),
        ((DEFICIT,), {"neurological_deficit": "yes"}, [("neurological_deficit", "yes")]),
        ((LOOKED_FOR,), {"neurological_deficit": "unknown"}, [("neurological_deficit", "unknown")]),
        ((LOOKED_FOR,), {"spinal_instability": "yes"}, [("neurological_deficit", "no")]),
        ((Is("mobility", "yes"),), {"spinal_instability": "unknown"}, [("mobility", "walking")]),
        ((Is("mobility", "yes"),), {}, [("mobility", "walking")]),
        ((Has("cautions", "bleeding_disorder"), Has("cautions", "cement_allergy")), {}, [NO_BAR]),
        ((Has("cautions", "active_infection"),), {}, [NO_BAR]),
        ((Has("cautions", "low_calcium"), Has("cautions", "active_infection")), {}, [NO_CAUTION, NO_BAR]),
        (
            (DEFICIT, Has("cautions", "low_calcium"), Is("sex", "female"), Is("sex", "male")),
            {},
            [("sex", "female"), NO_FLAG, NO_CAUTION],
        ),
    ],
)
def test_reasons_tell_what_is_there_and_sum_up_what_is_not(leaves, given, told):
    """Each clause once, what is absent last, and a flag that is unknown is never called absent."""
    wanted = [one if isinstance(one, str) else said(*one) for one in told]
    assert reasons(leaves, Scenario(**given)) == wanted


@pytest.mark.parametrize("name", ["bleeding_disorder", "active_infection", "cement_allergy", "low_calcium"])
def test_a_caution_that_is_recorded_is_told_by_its_name(name):
    """And is never among what is absent."""
    says = library.INPUTS["cautions"].options[name].says
    assert reasons((Has("cautions", name),), Scenario(cautions=[name])) == [f"{says} is recorded"]
