"""The scenario as a value: what it refuses, what it equals, and what its defaults are."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logic import Scenario, ScenarioError
from logic.patient.scenario import Fault, as_value
from tests.scenarios import CAUTIONS, CHOICES, FLAGS, NUMBERS, scenarios

DEFAULTS = {
    "age": 74,
    "sex": "female",
    "cause": "osteoporotic",
    "weeks_since_fracture": 2,
    "weeks_of_care": 2,
    "pain_score": 6,
    "disabling_pain": False,
    "pain_relief": "not_assessed",
    "worsening": False,
    "neurological_deficit": "no",
    "neural_compression": "no",
    "spinal_instability": "no",
    "deformity": "none",
    "mri_oedema": "unknown",
    "bone_drug": "none",
    "bisphosphonate_unsuitable": False,
    "bone_pain_despite_bisphosphonate": False,
    "very_high_fracture_risk": False,
    "mobility": "walking",
    "cautions": frozenset(),
}
"""The table of the specification."""

OUT_OF_RANGE = [(name, bound) for name, (low, high) in NUMBERS.items() for bound in (low - 1, high + 1)]
NO_WHOLE_NUMBER = [(name, value) for name in NUMBERS for value in (6.0, "6", True, None, [6])]
NO_CHOICE = [(name, value) for name in CHOICES for value in ("", "perhaps", "YES", None, True, 1, ["no"])]
NO_FLAG = [(name, value) for name in FLAGS for value in (0, 1, "true", "yes", None)]
NO_SET = [
    ("cautions", value)
    for value in (
        "kidney_disease",
        ["kidney"],
        {"kidney_disease", "flu"},
        None,
        1,
        [["kidney_disease"]],
        [None],
    )
]


def refusal(**fields_given) -> str:
    """What the call is told, as one text."""
    with pytest.raises(ScenarioError) as caught:
        Scenario(**fields_given)
    assert isinstance(caught.value, ValueError)
    return str(caught.value)


@pytest.mark.parametrize(("field", "value"), OUT_OF_RANGE)
def test_a_number_out_of_range_is_refused_with_field_value_and_bounds(field, value):
    """One below the lowest and one above the highest."""
    message = refusal(**{field: value})
    low, high = NUMBERS[field]
    for part in (field, str(value), str(low), str(high)):
        assert part in message


@pytest.mark.parametrize(("field", "value"), NO_WHOLE_NUMBER)
def test_what_is_no_whole_number_is_refused(field, value):
    """Truth values, floats and texts are not taken for numbers."""
    message = refusal(**{field: value})
    assert field in message
    assert repr(value) in message
    assert "whole number" in message


@pytest.mark.parametrize(("field", "value"), NO_CHOICE)
def test_an_unknown_choice_is_refused_with_every_allowed_value(field, value):
    """The message lists what could have been said."""
    message = refusal(**{field: value})
    assert field in message
    assert repr(value) in message
    assert all(allowed in message for allowed in CHOICES[field])


@pytest.mark.parametrize(("field", "value"), NO_FLAG)
def test_what_is_neither_true_nor_false_is_refused(field, value):
    """0, 1 and texts are not taken for truth values."""
    message = refusal(**{field: value})
    assert field in message
    assert repr(value) in message
    assert "true or false" in message


@pytest.mark.parametrize(("field", "value"), NO_SET)
def test_what_is_no_set_of_known_cautions_is_refused(field, value):
    """A bare text, an unknown member and what cannot be a member at all."""
    message = refusal(**{field: value})
    assert field in message
    assert all(allowed in message for allowed in CAUTIONS)


def test_a_field_that_does_not_exist_is_refused_with_the_fields_that_do():
    """A misspelt name must not be ignored."""
    with pytest.raises(ScenarioError) as caught:
        Scenario(pain=3)
    assert [(fault.field, fault.given) for fault in caught.value.faults] == [("pain", 3)]
    assert "pain_score" in str(caught.value)


def test_more_weeks_of_care_than_since_the_fracture_are_refused():
    """Care cannot begin before the fracture is known."""
    message = refusal(weeks_since_fracture=5, weeks_of_care=6)
    for part in ("weeks_of_care", "6", "weeks_since_fracture", "5"):
        assert part in message


def test_weeks_of_care_may_equal_the_weeks_since_the_fracture():
    """Care may begin on the day of diagnosis."""
    assert Scenario(weeks_since_fracture=6, weeks_of_care=6).weeks_of_care == 6


def test_every_fault_of_a_call_is_in_one_error():
    """Nobody has to mend one fault to learn of the next."""
    with pytest.raises(ScenarioError) as caught:
        Scenario(age=17, sex="unknown", worsening="yes", cautions=["flu"], pain=3)
    assert {fault.field for fault in caught.value.faults} == {"age", "sex", "worsening", "cautions", "pain"}
    assert all(fault.field in str(caught.value) for fault in caught.value.faults)


def test_impossible_weeks_are_named_together_with_the_other_faults():
    """An impossible combination is a fault of the call like any other."""
    with pytest.raises(ScenarioError) as caught:
        Scenario(age=200, weeks_since_fracture=3, weeks_of_care=10)
    assert {fault.field for fault in caught.value.faults} == {"age", "weeks_of_care"}


def test_defaults_are_those_of_the_table():
    """A changed default would change the meaning of every link."""
    scenario = Scenario()
    assert {field.name: getattr(scenario, field.name) for field in fields(Scenario)} == DEFAULTS


@pytest.mark.parametrize("field", [field for field in DEFAULTS if field in CHOICES])
def test_every_value_of_the_table_is_accepted(field):
    """Each choice can be made."""
    assert [getattr(Scenario(**{field: value}), field) for value in CHOICES[field]] == [*CHOICES[field]]


def test_every_bound_of_the_table_is_accepted():
    """Both ends of each range belong to it."""
    low = Scenario(age=18, weeks_since_fracture=0, weeks_of_care=0, pain_score=0)
    high = Scenario(age=110, weeks_since_fracture=104, weeks_of_care=104, pain_score=10)
    assert (low.age, low.weeks_of_care, low.pain_score) == (18, 0, 0)
    assert (high.age, high.weeks_of_care, high.pain_score) == (110, 104, 10)


@pytest.mark.parametrize("container", [list, tuple, set, frozenset])
def test_cautions_are_a_set_whatever_holds_them(container):
    """A list, a tuple and a set of the same cautions are the same scenario."""
    assert Scenario(cautions=container(["low_calcium", "opioid_risk"])) == Scenario(
        cautions=frozenset({"opioid_risk", "low_calcium"})
    )


def test_a_scenario_cannot_be_changed():
    """It is a value: it can be shared and cached."""
    scenario = Scenario()
    with pytest.raises(FrozenInstanceError):
        scenario.age = 80
    with pytest.raises(FrozenInstanceError):
        del scenario.age


@given(scenarios())
def test_equal_scenarios_have_equal_hashes(scenario):
    """The same fields make the same value, and a dictionary finds it again."""
    twin = Scenario(**{field.name: getattr(scenario, field.name) for field in fields(Scenario)})
    assert twin == scenario
    assert hash(twin) == hash(scenario)
    assert {scenario: "found"}[twin] == "found"


@given(scenarios(), st.sampled_from([name for name in DEFAULTS if name in FLAGS]))
def test_scenarios_that_differ_in_one_flag_are_not_equal(scenario, flag):
    """No field is left out of the comparison; here the flags."""
    assert scenario.replace(**{flag: not getattr(scenario, flag)}) != scenario


@pytest.mark.parametrize("field", CHOICES)
def test_scenarios_that_differ_in_one_choice_are_not_equal(field):
    """No field is left out of the comparison; here the choices."""
    assert len({Scenario(**{field: value}) for value in CHOICES[field]}) == len(CHOICES[field])


def test_replace_checks_as_a_new_scenario_does():
    """A changed copy is no way around the rules, and the original stays as it was."""
    scenario = Scenario()
    assert scenario.replace(age=80) == Scenario(age=80)
    assert scenario == Scenario()
    with pytest.raises(ScenarioError):
        scenario.replace(weeks_of_care=3)


@given(scenarios())
def test_a_scenario_survives_pickling(scenario):
    """A server may keep it between two runs."""
    assert pickle.loads(pickle.dumps(scenario)) == scenario


def test_a_refusal_reads_as_one_sentence_for_each_fault():
    """Field, what came and what is allowed; a name that is no field comes first."""
    assert refusal(pain=3) == f"pain: 3 is not allowed; allowed is one of the fields {', '.join(DEFAULTS)}"
    assert refusal(age=17, worsening="yes", weeks_of_care=3, weeks_since_fracture=2) == (
        "age: 17 is not allowed; allowed is a whole number from 18 to 110; "
        "worsening: 'yes' is not allowed; allowed is true or false; "
        "weeks_of_care: 3 is not allowed; allowed is at most weeks_since_fracture, which is 2"
    )
    assert refusal(sex="other") == "sex: 'other' is not allowed; allowed is one of female, male"
    assert refusal(cautions=1) == f"cautions: 1 is not allowed; allowed is a set of {', '.join(CAUTIONS)}"


def test_an_error_lists_its_faults_and_survives_pickling():
    """With the field, the value and what is allowed of each."""
    with pytest.raises(ScenarioError) as caught:
        Scenario(age=17, pain=3)
    copy = pickle.loads(pickle.dumps(caught.value))
    assert [fault.given for fault in copy.faults] == [3, 17]
    assert copy.faults == caught.value.faults == ScenarioError(iter(copy.faults)).faults
    assert caught.value.faults[1] == Fault("age", 17, "a whole number from 18 to 110")
    assert str(copy) == str(caught.value)


@pytest.mark.parametrize("value", ["", {"low_calcium": 1}, iter(["low_calcium"])])
def test_only_a_set_a_list_or_a_tuple_can_be_cautions(value):
    """Neither an empty text nor whatever else can be walked through."""
    assert refusal(cautions=value).startswith("cautions: ")


def test_every_caution_may_be_recorded_at_once():
    """The whole set is a set of them too."""
    assert Scenario(cautions=CAUTIONS).cautions == frozenset(CAUTIONS)


@pytest.mark.parametrize("wrong", [{"weeks_of_care": 200}, {"weeks_since_fracture": -1}])
def test_weeks_that_are_no_weeks_are_not_compared(wrong):
    """One fault and not two."""
    with pytest.raises(ScenarioError) as caught:
        Scenario(**wrong)
    assert [fault.field for fault in caught.value.faults] == [*wrong]


def test_care_began_as_many_weeks_after_the_fracture_as_the_two_differ():
    """Seven weeks since the fracture and two of care: in week five."""
    assert Scenario(weeks_since_fracture=7, weeks_of_care=2).week_care_began == 5


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("x" * 58, "'" + "x" * 58 + "'"),
        ("x" * 59, "'" + "x" * 56 + "..."),
        (10**5000, "a int that cannot be shown (ValueError)"),
    ],
    ids=["whole", "cut", "no text"],
)
def test_a_value_is_shown_in_at_most_60_characters(value, shown):
    """A longer one is cut, and one that has no text is named by its kind."""
    assert str(Fault("age", value, "less")) == f"age: {shown} is not allowed; allowed is less"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("GI bleeding risk", "gi_bleeding_risk"),
        ("  Yes ", "yes"),
        ("systemic - \tmastocytosis", "systemic_mastocytosis"),
        ("low__calcium", "low_calcium"),
    ],
)
def test_a_label_is_its_value_in_words(text, value):
    """Small letters, and one underscore for whatever parts the words."""
    assert as_value(text) == value
