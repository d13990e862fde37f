"""The algebra of conditions: what holds, what decided it, and which leaves there are."""

from __future__ import annotations

from random import Random

import pytest

from logic import Scenario, recommend
from logic.pathway.recommend import trace
from logic.rules.conditions import All, AtLeast, AtMost, Condition, Has, Is, Limit, Not, Some
from logic.rules.table import RULES
from tests.scenarios import random_fields, random_scenarios

SCENARIOS = random_scenarios(400, seed=3)
SEVEN = Limit("severe", 7, "points")
SEVERE = AtLeast("pain_score", SEVEN)
UP_TO_SEVEN = AtMost("pain_score", SEVEN)
MALE = Is("sex", "male")
WORSE = Is("worsening", True)
INFECTED = Has("cautions", "active_infection")


@pytest.mark.parametrize(("score", "at_least", "at_most"), [(6, False, True), (7, True, True), (8, True, False)])
def test_both_limits_include_their_own_value(score, at_least, at_most):
    """At least seven and at most seven are both true of seven."""
    scenario = Scenario(pain_score=score)
    assert SEVERE.holds(scenario) is at_least
    assert UP_TO_SEVEN.holds(scenario) is at_most


def test_is_compares_choices_and_flags_exactly():
    """A choice and a truth value, each against the same and against another."""
    scenario = Scenario(sex="male")
    assert MALE.holds(scenario)
    assert not Is("sex", "female").holds(scenario)
    assert not WORSE.holds(scenario)
    assert Is("worsening", False).holds(scenario)


def test_has_looks_for_a_member_of_a_set():
    """Other members neither help nor hinder."""
    assert INFECTED.holds(Scenario(cautions=["active_infection", "low_calcium"]))
    assert not INFECTED.holds(Scenario(cautions=["low_calcium"]))


@pytest.mark.parametrize("male", [True, False])
@pytest.mark.parametrize("worse", [True, False])
def test_all_some_and_not_are_the_logical_ones(male, worse):
    """The four rows of each truth table."""
    scenario = Scenario(sex="male" if male else "female", worsening=worse)
    assert All((MALE, WORSE)).holds(scenario) is (male and worse)
    assert Some((MALE, WORSE)).holds(scenario) is (male or worse)
    assert Not(MALE).holds(scenario) is (not male)


def test_operators_build_what_they_say_and_keep_chains_flat():
    """``a & b & c`` is one conjunction of three, so that a trace can list its parts."""
    assert (MALE & WORSE & SEVERE) == All((MALE, WORSE, SEVERE))
    assert (MALE | WORSE | SEVERE) == Some((MALE, WORSE, SEVERE))
    assert ~MALE == Not(MALE)
    assert (MALE & (WORSE & SEVERE)) == All((MALE, All((WORSE, SEVERE))))


def test_leaves_are_listed_as_written():
    """From left to right, through every branch."""
    condition = (MALE | ~WORSE) & ~(SEVERE & INFECTED)
    assert list(condition.leaves()) == [MALE, WORSE, SEVERE, INFECTED]


def test_a_conjunction_that_holds_is_decided_by_all_of_its_parts():
    """Each was needed."""
    scenario = Scenario(sex="male", worsening=True)
    assert list((MALE & WORSE).deciding(scenario, True)) == [MALE, WORSE]


def test_a_conjunction_that_fails_is_decided_by_the_parts_that_fail():
    """Each alone was enough."""
    scenario = Scenario(sex="male", pain_score=3)
    assert list((MALE & WORSE & SEVERE).deciding(scenario, False)) == [WORSE, SEVERE]


def test_a_disjunction_that_holds_is_decided_by_the_parts_that_hold():
    """Each alone was enough."""
    scenario = Scenario(sex="male", pain_score=8)
    assert list((MALE | WORSE | SEVERE).deciding(scenario, True)) == [MALE, SEVERE]


def test_a_disjunction_that_fails_is_decided_by_all_of_its_parts():
    """Each had to fail."""
    assert list((MALE | WORSE).deciding(Scenario(), False)) == [MALE, WORSE]


def test_a_negation_is_decided_by_what_decides_its_part():
    """The leaf itself is named, not its opposite."""
    assert list((~MALE).deciding(Scenario(), True)) == [MALE]
    assert list((~(MALE | WORSE)).deciding(Scenario(), True)) == [MALE, WORSE]


@pytest.mark.parametrize("name", RULES)
def test_something_decided_exactly_the_outcome_that_came(name):
    """There is always a reason for what happened and never one for what did not."""
    rule = RULES[name].when
    for scenario in SCENARIOS:
        held = rule.holds(scenario)
        assert bool(list(rule.deciding(scenario, True))) is held, scenario.to_query()
        assert bool(list(rule.deciding(scenario, False))) is not held, scenario.to_query()


@pytest.mark.parametrize("name", RULES)
def test_the_opposite_of_a_rule_has_the_same_reasons_turned_round(name):
    """Negation swaps the outcome and keeps the leaves."""
    rule = RULES[name].when
    for scenario in SCENARIOS:
        assert (~rule).holds(scenario) is not rule.holds(scenario)
        for outcome in (True, False):
            assert list((~rule).deciding(scenario, outcome)) == list(rule.deciding(scenario, not outcome))


@pytest.mark.parametrize("name", RULES)
def test_deciding_leaves_are_leaves_of_the_rule(name):
    """A reason can be found in the rule as it is written."""
    rule = RULES[name].when
    leaves = set(rule.leaves())
    for scenario in SCENARIOS:
        assert set(rule.deciding(scenario, rule.holds(scenario))) <= leaves


def test_the_fields_in_because_are_enough_to_make_a_recommendation_hold():
    """Every other field may be anything: the recommendation stays."""
    rng = Random(4)
    for scenario in SCENARIOS:
        for recommendation in recommend(scenario).recommendations:
            other = random_fields(rng) | recommendation.because
            if other["weeks_of_care"] > other["weeks_since_fracture"]:
                other |= {
                    "weeks_since_fracture": scenario.weeks_since_fracture,
                    "weeks_of_care": scenario.weeks_of_care,
                }
            assert recommendation.id in recommend(Scenario(**other)).ids, scenario.to_query()


def test_because_names_fields_of_the_rule_with_the_values_of_the_patient():
    """Nothing is made up and nothing is another patient's."""
    for scenario in SCENARIOS:
        for recommendation in recommend(scenario).recommendations:
            fields = {leaf.field for leaf in RULES[recommendation.id].when.leaves()}
            because = recommendation.because
            assert because
            assert because.keys() <= fields
            assert because == {name: getattr(scenario, name) for name in because}


def literals(condition, positive=True):
    """Each leaf with the side on which the condition needs it."""
    match condition:
        case Not(part):
            yield from literals(part, not positive)
        case All(parts) | Some(parts):
            for part in parts:
                yield from literals(part, positive)
        case leaf:
            yield leaf, positive


def test_the_one_leaf_of_a_step_that_did_not_hold_is_on_the_wrong_side():
    """A step that failed names one leaf, and this leaf is not as the rule needs it."""
    for scenario in SCENARIOS:
        for step in trace(scenario):
            if not step.held:
                (leaf,) = step.decided_by
                assert (leaf, not leaf.holds(scenario)) in set(literals(step.rule.when)), step.rule.id


class Bare(Condition):
    """A condition that says nothing of itself."""


@pytest.mark.parametrize(
    ("ask", "done"),
    [
        (lambda: Bare().holds(Scenario()), "evaluated"),
        (lambda: Bare().deciding(Scenario(), True), "explained"),
        (lambda: Bare().leaves(), "listed"),
    ],
)
def test_a_new_kind_of_condition_must_say_what_it_means(ask, done):
    """The error names the kind."""
    with pytest.raises(TypeError, match=rf"^Bare is not a condition that can be {done}$"):
        ask()


def test_a_leaf_decides_the_outcome_that_it_has_and_no_other():
    """Sex decides that a man is one, and nothing decides that he is not."""
    man = Scenario(sex="male")
    assert list(MALE.deciding(man, True)) == [MALE]
    assert list(MALE.deciding(man, False)) == []
    assert list((MALE & WORSE).deciding(man, True)) == []
    assert list((MALE | WORSE).deciding(man, False)) == []
    assert list((~MALE).deciding(man, False)) == [MALE]
    assert list(MALE.leaves()) == [MALE]


def test_conditions_may_be_empty():
    """Nothing asked of a patient always holds, and no way to hold never does."""
    assert All(()).holds(Scenario())
    assert not Some(()).holds(Scenario())


def test_an_or_of_an_and_keeps_both():
    """Only chains of one kind are kept flat."""
    assert (MALE & WORSE) | SEVERE == Some((All((MALE, WORSE)), SEVERE))
    assert (MALE | WORSE) & SEVERE == All((Some((MALE, WORSE)), SEVERE))
    assert ~(MALE & WORSE) == Not(All((MALE, WORSE)))
