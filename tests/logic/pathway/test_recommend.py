"""The pathway of one patient: order, urgency, windows, reasons, cautions and trace."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from types import SimpleNamespace

import pytest
from hypothesis import given

from logic import Scenario, recommend
from logic.content import library
from logic.content.shapes.entry import Caution
from logic.pathway.recommend import Recommendation, applies, leading, trace
from logic.rules.conditions import Is, Some
from logic.rules.terms import Rule, Window
from tests.cases.base import rule_table
from tests.scenarios import random_scenarios, scenarios

ORDER = [row.id for row in rule_table()]
CAN_LEAD = {row.id for row in rule_table() if row.can_lead}
STAGES = {row.id: row.stage for row in rule_table()}


@given(scenarios())
def test_ids_stand_in_the_order_of_the_table_and_none_twice(scenario):
    """The table ranks by urgency, and so does the answer."""
    ids = recommend(scenario).ids
    assert list(ids) == [name for name in ORDER if name in ids]


@given(scenarios())
def test_primary_is_the_first_that_can_lead(scenario):
    """What accompanies never leads, even where nothing else holds."""
    pathway = recommend(scenario)
    assert pathway.primary == next((name for name in pathway.ids if name in CAN_LEAD), None)
    assert leading(scenario) == pathway.primary


@given(scenarios())
def test_recommendations_match_ids_and_can_be_asked_for_by_id(scenario):
    """One object for each id, with the stage of the table."""
    pathway = recommend(scenario)
    assert tuple(one.id for one in pathway.recommendations) == pathway.ids
    assert {name: pathway[name].stage for name in pathway.ids} == {name: STAGES[name] for name in pathway.ids}


def test_a_pathway_and_what_is_in_it_cannot_be_changed():
    """It can be shared between pages and cached."""
    pathway = recommend(Scenario())
    for value, name in ((pathway, "primary"), (pathway["nsaid"], "scenario"), (trace(Scenario())[0], "held")):
        with pytest.raises(FrozenInstanceError):
            setattr(value, name, None)


@given(scenarios())
def test_the_same_scenario_gives_the_same_pathway(scenario):
    """An answer depends on nothing but the scenario."""
    assert recommend(scenario) == recommend(scenario.replace())


@pytest.mark.parametrize("flag", ["neurological_deficit", "neural_compression", "spinal_instability"])
@pytest.mark.parametrize(("value", "provisional"), [("no", False), ("yes", False), ("unknown", True)])
def test_an_answer_is_provisional_while_a_red_flag_is_unknown(flag, value, provisional):
    """Each of the three flags, each of its values."""
    assert recommend(Scenario(**{flag: value})).provisional is provisional


def test_an_answer_stays_provisional_beside_a_red_flag_that_is_present():
    """A known emergency does not clear the other flags."""
    pathway = recommend(Scenario(neurological_deficit="yes", neural_compression="unknown"))
    assert pathway.provisional
    assert pathway.primary == "refer-surgery-neuro"


def test_windows_are_counted_from_the_start_of_care():
    """A patient whose care began in week 5: care and brace to week 17, the check in week 17."""
    pathway = recommend(Scenario(weeks_since_fracture=7, weeks_of_care=2))
    windows = {
        name: (pathway[name].start_week, pathway[name].end_week)
        for name in ("conservative-care", "brace", "reassess-at-3-months", "nsaid", "opioid")
    }
    assert windows == {
        "conservative-care": (5, 17),
        "brace": (5, 17),
        "reassess-at-3-months": (17, 17),
        "nsaid": (7, 17),
        "opioid": (6, 14),
    }


def test_the_window_of_calcitonin_is_counted_from_the_fracture():
    """The article counts it from the day the fracture is identified, whenever care began."""
    calcitonin = recommend(Scenario(weeks_since_fracture=3, weeks_of_care=1))["calcitonin"]
    assert (calcitonin.start_week, calcitonin.end_week) == (0, 4)


def test_a_recommendation_without_a_window_has_no_weeks():
    """None, and not week 0."""
    moving = recommend(Scenario())["keep-moving"]
    assert (moving.start_week, moving.end_week) == (None, None)


@given(scenarios())
def test_windows_run_forwards_and_never_begin_before_the_fracture(scenario):
    """No window ends before it begins."""
    for one in recommend(scenario).recommendations:
        if one.start_week is None:
            assert one.end_week is None
        else:
            assert one.start_week >= 0
            assert one.end_week is None or one.start_week <= one.end_week


@pytest.mark.parametrize(
    "cautions",
    [["bleeding_disorder"], ["active_infection"], ["cement_allergy"], ["active_infection", "cement_allergy"]],
)
def test_conservative_care_that_holds_today_has_not_ended_before_today(cautions):
    """Who cannot have cement stays in conservative care after twelve weeks too, so its window is not over."""
    scenario = Scenario(weeks_since_fracture=20, weeks_of_care=20, pain_relief="inadequate", cautions=cautions)
    care = recommend(scenario)["conservative-care"]
    assert care.end_week is None or care.end_week >= scenario.weeks_since_fracture


def test_because_gives_the_facts_that_made_a_recommendation_hold():
    """A late candidate for cement: the cause, the flags, the care, the relief and what cement needs."""
    scenario = Scenario(weeks_since_fracture=14, weeks_of_care=12, pain_relief="inadequate")
    because = recommend(scenario)["augmentation-consider"].because
    assert because == {
        "cause": "osteoporotic",
        "neurological_deficit": "no",
        "neural_compression": "no",
        "spinal_instability": "no",
        "weeks_of_care": 12,
        "pain_relief": "inadequate",
        "cautions": frozenset(),
    }


def test_because_leaves_out_what_did_not_matter():
    """A deficit refers by itself; that imaging shows no compression is no reason for it."""
    assert recommend(Scenario(neurological_deficit="yes"))["refer-surgery-neuro"].because == {
        "neurological_deficit": "yes"
    }


@given(scenarios())
def test_cautions_of_a_recommendation_are_verified_and_bear_on_the_patient(scenario):
    """Each is listed with the recommendation in content, checked at its source, and meant for this patient."""
    for one in recommend(scenario).recommendations:
        assert set(one.cautions) <= set(library.ADVICE[one.id].cautions)
        assert all(library.CAUTIONS[name].verified for name in one.cautions)
        assert all(applies(library.CAUTIONS[name].when, scenario) for name in one.cautions)


def caution(*when) -> Caution:
    return Caution(
        agent="a drug",
        condition="some patients",
        action="take care",
        severity="caution",
        when=when,
        references=("X",),
        source_level="secondary",
        verified=True,
    )


@pytest.mark.parametrize(
    ("when", "given_fields", "bears"),
    [
        ((), {}, True),
        (({"cautions": ("low_calcium",)},), {}, False),
        (({"cautions": ("low_calcium",)},), {"cautions": ["low_calcium", "opioid_risk"]}, True),
        (({"cautions": ("low_calcium", "liver_disease")},), {"cautions": ["liver_disease"]}, True),
        (({"bone_drug": ("none", "denosumab")},), {"bone_drug": "denosumab"}, True),
        (({"bone_drug": ("none", "denosumab")},), {"bone_drug": "anabolic"}, False),
        (({"worsening": ("true",)},), {"worsening": True}, True),
        (({"worsening": ("true",)},), {}, False),
        (({"sex": ("male",), "mobility": ("limited",)},), {"sex": "male"}, False),
        (({"sex": ("male",), "mobility": ("limited",)},), {"sex": "male", "mobility": "limited"}, True),
        (({"sex": ("male",)}, {"mobility": ("limited",)}), {"mobility": "limited"}, True),
    ],
)
def test_a_caution_bears_on_the_patients_whom_it_names(when, given_fields, bears):
    """On all without a limit; else on who has one of the values in each field of one of its cases."""
    assert applies(caution(*when).when, Scenario(**given_fields)) is bears


def test_the_trace_lists_all_41_rules_in_order_and_says_which_held():
    """Nothing is hidden: what did not hold stands there too."""
    for scenario in random_scenarios(300, seed=5):
        steps = trace(scenario)
        assert [step.rule.id for step in steps] == ORDER
        assert tuple(step.rule.id for step in steps if step.held) == recommend(scenario).ids


def test_a_step_of_the_trace_that_failed_has_one_leaf_and_one_that_held_has_all_its_reasons():
    """The reasons of a step that held are those of the recommendation."""
    for scenario in random_scenarios(300, seed=6):
        pathway = recommend(scenario)
        for step in trace(scenario):
            if step.held:
                assert step.decided_by == pathway[step.rule.id].reasons
            else:
                assert len(step.decided_by) == 1


def test_the_trace_names_the_first_condition_that_failed():
    """One week short of the gate, the weeks are what failed."""
    steps = {step.rule.id: step for step in trace(Scenario(weeks_since_fracture=14, weeks_of_care=11))}
    assert [leaf.field for leaf in steps["augmentation-consider"].decided_by] == ["weeks_of_care"]
    assert [leaf.field for leaf in steps["outside-article"].decided_by] == ["cause"]


@given(scenarios())
def test_a_pathway_and_each_of_its_recommendations_know_their_patient(scenario):
    """What follows from them asks the scenario again."""
    pathway = recommend(scenario)
    assert pathway.scenario is scenario
    for one in pathway.recommendations:
        assert one.scenario is scenario
        assert one.provisional is pathway.provisional


@pytest.mark.parametrize(
    ("window", "weeks"),
    [
        (Window("treatment", "fracture", 1, 8), (1, 8)),
        (Window("treatment", "fracture", 1, 7), (1, None)),
        (Window("treatment", "care", 1, 5), (4, 8)),
        (Window("treatment", "care", 1, 4), (4, None)),
        (Window("evidence_window", "care", 1, 2), (4, 5)),
        (Window("decision", "fracture", 4, 4), (4, 4)),
        (None, (None, None)),
    ],
)
def test_a_window_begins_and_ends_in_weeks_since_the_fracture(window, weeks):
    """Eight weeks after it, five weeks into care: a treatment ends today at the earliest, else not at all."""
    scenario = Scenario(weeks_since_fracture=8, weeks_of_care=5)
    one = Recommendation(Rule("made-up", "soon", Is("sex", "female"), ("C1", "C2"), window), scenario)
    assert (one.start_week, one.end_week) == weeks
    assert (one.id, one.stage, one.claims, one.because) == ("made-up", "soon", ("C1", "C2"), {"sex": "female"})


def test_the_reasons_are_the_leaves_that_held_each_once_as_written():
    """Those that failed are none."""
    female, worse, walking = Is("sex", "female"), Is("worsening", True), Is("mobility", "walking")
    one = Recommendation(Rule("made-up", "now", Some((walking, worse, female, walking))), Scenario())
    assert one.reasons == (walking, female)
    assert one.because == {"mobility": "walking", "sex": "female"}
    assert repr(one) == f"Recommendation(rule={one.rule!r})"


def test_the_cautions_of_a_recommendation_are_those_that_bear_on_the_patient(monkeypatch):
    """In the order of its advice."""
    when = {"women": ({"sex": ("female",)},), "men": ({"sex": ("male",)},), "everybody": ()}
    cautions = {name: SimpleNamespace(when=cases) for name, cases in when.items()}
    monkeypatch.setattr(library, "CAUTIONS", cautions)
    monkeypatch.setattr(library, "ADVICE", {"made-up": SimpleNamespace(cautions=("everybody", "men", "women"))})
    assert Recommendation(Rule("made-up", "now", Is("sex", "female")), Scenario()).cautions == ("everybody", "women")
