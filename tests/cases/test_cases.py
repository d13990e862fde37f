"""The clinical cases, and the health of the case base itself."""

from __future__ import annotations

from collections import Counter

import pytest

from logic import Scenario, recommend
from logic.content import library
from logic.rules.table import LEADING, RULES
from tests.cases.base import case_named, cases, fields_that_differ, rule_table

CASES = cases()
TABLE = {row.id: row for row in rule_table()}

LIMITS = (
    ("pain_score", 1, "acetaminophen"),
    ("pain_score", 1, "radiotherapy"),
    ("pain_score", 4, "opioid"),
    ("pain_score", 7, "augmentation-early"),
    ("weeks_of_care", 12, "augmentation-consider"),
    ("weeks_since_fracture", 4, "calcitonin"),
    ("weeks_since_fracture", 12, "fracture-age-no-bar"),
)
"""Each limit of the table, with a rule that it decides."""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case):
    """The patient gets the answer that the case expects, for the reason that it states."""
    pathway = recommend(case.scenario)
    assert pathway.primary == case.primary, case.why
    assert set(case.includes) - set(pathway.ids) == set(), case.why
    assert set(case.excludes) & set(pathway.ids) == set(), case.why
    assert pathway.provisional == case.provisional or case.provisional is None, case.why
    assert {name: pathway[name].stage for name in case.stage} == case.stage, case.why
    assert {name: list(pathway[name].cautions) for name in case.cautions} == case.cautions, case.why


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_included_recommendations_carry_the_claims_of_the_table(case):
    """What is shown under a recommendation is what the specification puts behind it."""
    pathway = recommend(case.scenario)
    for name in case.held & TABLE.keys():
        assert pathway[name].claims == TABLE[name].claims, name


def test_there_are_at_least_70_cases_and_no_name_stands_twice():
    """A lost file or a copied name would go unnoticed otherwise."""
    assert len(CASES) >= 70
    assert [name for name, count in Counter(case.name for case in CASES).items() if count > 1] == []


def test_no_two_cases_are_the_same_patient():
    """Two cases with one scenario could be signed with different expectations."""
    seen: dict[Scenario, str] = {}
    assert [
        (seen[case.scenario], case.name) for case in CASES if seen.setdefault(case.scenario, case.name) != case.name
    ] == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case_spells_out_only_what_differs_from_the_ordinary_patient(case):
    """What a case gives is what matters in it."""
    default = Scenario()
    assert [name for name in case.given if getattr(case.scenario, name) == getattr(default, name)] == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case_names_known_rules_and_claims_that_bear_on_them(case):
    """Each id is that of a rule, and each claim is in content and belongs to a rule that the case names."""
    named = {*case.held, *case.excludes, *case.stage, *case.cautions}
    assert named <= RULES.keys()
    assert not case.held & set(case.excludes)
    assert set(case.claims) <= library.CLAIMS.keys() | library.OMISSIONS.keys()
    assert set(case.claims) <= {claim for name in named for claim in RULES[name].claims}
    assert case.why.strip().endswith(".")


@pytest.mark.parametrize("case", [case for case in CASES if case.differs_from], ids=lambda case: case.name)
def test_case_differs_from_its_neighbour_in_exactly_one_field(case):
    """So that the one field is what took the recommendation away."""
    for name in case.differs_from:
        base = case_named(name)
        assert len(fields_that_differ(case.scenario, base.scenario)) == 1, name
        assert base.held & set(case.excludes), f"nothing is lost against: {name}"


def test_every_rule_is_held_in_some_case():
    """All 41, by name."""
    assert TABLE.keys() - {name for case in CASES for name in case.held} == set()


def test_every_rule_is_lost_in_some_case_by_a_change_of_one_field():
    """All 41, by name: held in a case, and excluded in a neighbour that differs in one field."""
    lost = {rule for case in CASES for base in case.differs_from for rule in case_named(base).held & set(case.excludes)}
    assert TABLE.keys() - lost == set()


@pytest.mark.parametrize(("field", "limit", "rule"), LIMITS)
def test_limit_is_bracketed_by_cases_just_below_at_and_just_above(field, limit, rule):
    """Each of the three values has a case that says whether the rule holds, and they do not all agree."""
    verdicts = {
        value: {
            rule in case.held
            for case in CASES
            if getattr(case.scenario, field) == value and rule in case.held | set(case.excludes)
        }
        for value in (limit - 1, limit, limit + 1)
    }
    assert all(verdicts.values()), verdicts
    assert set.union(*verdicts.values()) == {True, False}


def test_every_claim_of_the_table_is_the_ground_of_some_case():
    """No claim that a rule uses is without an example."""
    unused_in_cases = {claim for row in rule_table() for claim in row.claims} - {
        claim for case in CASES for claim in case.claims
    }
    assert unused_in_cases == set()


def test_the_table_has_41_rules():
    """A refactoring that lost a rule would be noticed here first."""
    assert len(rule_table()) == len(RULES) == 41


def test_rules_agree_with_the_table_on_ids_and_order():
    """The order of the table is the order of ids."""
    assert list(RULES) == [row.id for row in rule_table()]


def test_rules_agree_with_the_table_on_stage_and_claims():
    """Stage and claims of each rule are those of its row."""
    got = {name: (rule.stage, rule.claims) for name, rule in RULES.items()}
    assert got == {row.id: (row.stage, row.claims) for row in rule_table()}


def test_rules_agree_with_the_table_on_what_can_lead():
    """19 rows can lead, in the order of the table; the others accompany."""
    assert list(LEADING) == [row.id for row in rule_table() if row.can_lead]
    assert len(LEADING) == 19
