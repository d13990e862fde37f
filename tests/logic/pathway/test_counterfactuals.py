"""What would change the answer: every single-field change that does, and no other."""

from __future__ import annotations

import pytest

from logic import Scenario, ScenarioError, recommend, what_would_change
from logic.pathway import counterfactuals
from logic.pathway.counterfactuals import DECIDING_FIELDS, Change
from tests.crosscheck.oracle import expected_primary
from tests.scenarios import CAUTIONS, CHOICES, FLAGS, NUMBERS, random_scenarios

SCENARIOS = [Scenario(), *random_scenarios(120, seed=7)]


def every_other_value(scenario, field):
    """All values that this field might have instead; for cautions, one more or one less."""
    now = getattr(scenario, field)
    if field in NUMBERS:
        low, high = NUMBERS[field]
        return [value for value in range(low, high + 1) if value != now]
    if field == "cautions":
        return [now ^ {caution} for caution in CAUTIONS]
    return [not now] if field in FLAGS else [value for value in CHOICES[field] if value != now]


def changed(scenario, field, value):
    """The scenario with this value, or None where that is impossible."""
    try:
        return scenario.replace(**{field: value})
    except ScenarioError:
        return None


def by_brute_force(scenario):
    """Each field and new leading recommendation that some other value of this field gives."""
    answers = set()
    for field in (*NUMBERS, *CHOICES, *FLAGS, "cautions"):
        for value in every_other_value(scenario, field):
            other = changed(scenario, field, value)
            if other is not None and expected_primary(other) != expected_primary(scenario):
                answers.add((field, expected_primary(other)))
    return answers


def test_changes_are_all_that_trying_every_value_of_every_field_finds():
    """Nothing that would change the answer is left out, and nothing else is listed."""
    for scenario in SCENARIOS:
        found = {(change.field, change.new_primary) for change in what_would_change(scenario)}
        assert found == by_brute_force(scenario), scenario.to_query()


def test_each_change_starts_from_the_patient_and_really_gives_its_answer():
    """Applied to the scenario, it leads to the recommendation that it names."""
    for scenario in SCENARIOS:
        for change in what_would_change(scenario):
            assert change.from_ == getattr(scenario, change.field)
            assert recommend(scenario.replace(**{change.field: change.to})).primary == change.new_primary
            assert change.new_primary != recommend(scenario).primary


def test_a_number_moves_to_the_nearest_value_that_gives_the_answer():
    """No smaller step in the same direction gives it."""
    for scenario in SCENARIOS:
        for change in what_would_change(scenario):
            if change.field not in NUMBERS:
                assert change.steps == 1
                continue
            assert change.steps == abs(change.to - change.from_)
            towards = 1 if change.to > change.from_ else -1
            for value in range(change.from_ + towards, change.to, towards):
                nearer = changed(scenario, change.field, value)
                assert nearer is None or expected_primary(nearer) != change.new_primary


def test_the_smallest_change_comes_first():
    """By how far the value moves."""
    for scenario in SCENARIOS:
        steps = [change.steps for change in what_would_change(scenario)]
        assert steps == sorted(steps)


def test_another_cause_comes_last_among_changes_of_one_step():
    """It makes another patient."""
    fields = [change.field for change in what_would_change(Scenario()) if change.steps == 1]
    assert "cause" in fields
    assert fields == sorted(fields, key=lambda field: field == "cause")


def test_no_change_is_listed_twice():
    """Neither the same value nor, in one direction, the same answer at two values."""
    for scenario in SCENARIOS:
        listed = [(change.field, change.to) for change in what_would_change(scenario)]
        assert len(set(listed)) == len(listed)
        numbers = [
            (change.field, change.new_primary, change.to > change.from_)
            for change in what_would_change(scenario)
            if change.field in NUMBERS
        ]
        assert len(set(numbers)) == len(numbers)


def test_deciding_fields_are_those_that_a_leading_row_of_the_table_looks_at():
    """Weeks since the fracture, MRI, bone drugs and the person's age and sex decide no lead."""
    assert set(DECIDING_FIELDS) == {
        "cause",
        "weeks_of_care",
        "pain_score",
        "disabling_pain",
        "pain_relief",
        "worsening",
        "neurological_deficit",
        "neural_compression",
        "spinal_instability",
        "deformity",
        "bone_pain_despite_bisphosphonate",
        "cautions",
    }


@pytest.mark.parametrize("field", sorted({*NUMBERS, *CHOICES, *FLAGS} - set(DECIDING_FIELDS)))
def test_no_value_of_any_other_field_changes_the_lead(field):
    """Every value, on each of the scenarios."""
    for scenario in SCENARIOS:
        others = [changed(scenario, field, value) for value in every_other_value(scenario, field)]
        leads = {recommend(other).primary for other in others if other is not None}
        assert leads <= {recommend(scenario).primary}, scenario.to_query()


def test_one_point_of_pain_is_what_separates_a_patient_from_the_early_exception():
    """Pain of 6 that disables: at 7 the answer changes, one step away."""
    scenario = Scenario(weeks_since_fracture=3, weeks_of_care=3, disabling_pain=True)
    (change,) = [change for change in what_would_change(scenario) if change.field == "pain_score"]
    assert (change.from_, change.to, change.new_primary, change.steps) == (6, 7, "augmentation-early", 1)


def test_weeks_of_care_move_no_further_than_the_fracture_is_old():
    """Ten weeks after the fracture, twelve weeks of care are no change that could be."""
    young = Scenario(weeks_since_fracture=10, weeks_of_care=8, pain_relief="inadequate")
    old = Scenario(weeks_since_fracture=12, weeks_of_care=8, pain_relief="inadequate")
    assert [change for change in what_would_change(young) if change.field == "weeks_of_care"] == []
    (change,) = [change for change in what_would_change(old) if change.field == "weeks_of_care"]
    assert (change.to, change.new_primary, change.steps) == (12, "augmentation-consider", 4)


def test_a_change_may_lead_to_no_specific_step():
    """With systemic mastocytosis and nothing else to go by, the article has none."""
    answers = {(change.field, change.to): change.new_primary for change in what_would_change(Scenario())}
    assert answers["cause", "systemic_mastocytosis"] is None


def made_up(monkeypatch, field, answer):
    """From now on one field alone decides what leads, and in this way."""
    monkeypatch.setattr(counterfactuals, "DECIDING_FIELDS", (field,))
    monkeypatch.setattr(counterfactuals, "leading", lambda scenario: answer(getattr(scenario, field)))


@pytest.mark.parametrize(
    ("field", "answer", "given", "found"),
    [
        ("pain_score", lambda pain: "mid" if 3 < pain < 8 else "far", {}, [(8, "far", 2), (3, "far", 3)]),
        ("pain_score", lambda pain: "ends" if pain in (0, 10) else "mid", {}, [(10, "ends", 4), (0, "ends", 6)]),
        ("age", lambda age: "ends" if age in (18, 110) else "mid", {}, [(110, "ends", 36), (18, "ends", 56)]),
        ("weeks_since_fracture", lambda weeks: "old" if weeks > 9 else "new", {}, [(10, "old", 8)]),
        ("weeks_since_fracture", lambda weeks: str(weeks), {"weeks_of_care": 2, "weeks_since_fracture": 103},
         [(weeks, str(weeks), abs(weeks - 103)) for weeks in (102, 104, *range(101, 1, -1))]),
        ("weeks_of_care", lambda weeks: str(weeks), {"weeks_since_fracture": 4},
         [(1, "1", 1), (3, "3", 1), (0, "0", 2), (4, "4", 2)]),
        ("worsening", str, {}, [(True, "True", 1)]),
        ("worsening", str, {"worsening": True}, [(False, "False", 1)]),
        ("mobility", lambda mobility: mobility == "walking", {"mobility": "limited"}, [("walking", True, 1)]),
        ("mobility", lambda mobility: mobility == "walking", {}, [("limited", False, 1), ("bed_bound", False, 1)]),
        ("cause", lambda cause: cause == "osteoporotic", {},
         [(cause, False, 1) for cause in CHOICES["cause"] if cause != "osteoporotic"]),
        ("cautions", lambda them: "cement_allergy" in them, {"cautions": ["low_calcium"]},
         [({"low_calcium", "cement_allergy"}, True, 1)]),
        ("cautions", lambda them: bool(them), {"cautions": ["low_calcium"]}, [(frozenset(), False, 1)]),
        ("cautions", lambda them: bool(them), {}, [({one}, True, 1) for one in CAUTIONS]),
        ("sex", lambda _: None, {}, []),
    ],
)  # fmt: skip
def test_other_values_of_one_field_are_tried_nearest_first(monkeypatch, field, answer, given, found):
    """Numbers go once in each direction for each answer; choices, flags and cautions each by themselves."""
    made_up(monkeypatch, field, answer)
    scenario = Scenario(**given)
    now = getattr(scenario, field)
    assert what_would_change(scenario) == [Change(field, now, after, to, steps) for after, to, steps in found]


def test_another_cause_stands_behind_all_changes_of_the_same_size_and_before_larger_ones(monkeypatch):
    """Although the form asks for it first."""
    monkeypatch.setattr(counterfactuals, "DECIDING_FIELDS", ("cause", "pain_score", "worsening"))
    monkeypatch.setattr(
        counterfactuals,
        "leading",
        lambda one: (one.cause == "high_energy_trauma", one.pain_score >= 8, one.worsening),
    )
    found = [(change.field, change.steps) for change in what_would_change(Scenario())]
    assert found == [("worsening", 1), ("cause", 1), ("pain_score", 2)]
