"""The engine against a second, deliberately plain reading of the specification."""

from __future__ import annotations

import pytest

from logic import recommend
from tests.cases.base import cases, rule_table
from tests.crosscheck.oracle import CAN_LEAD, expected_ids, expected_primary, expected_provisional
from tests.scenarios import random_scenarios

SCENARIOS = random_scenarios(20_000, seed=1)


def test_engine_and_plain_reading_agree_on_20000_random_scenarios():
    """Ids in order, the leading one and whether the answer is provisional."""
    for scenario in SCENARIOS:
        pathway = recommend(scenario)
        got = (list(pathway.ids), pathway.primary, pathway.provisional)
        wanted = (expected_ids(scenario), expected_primary(scenario), expected_provisional(scenario))
        assert got == wanted, scenario.to_query()


def test_random_scenarios_reach_every_rule_often_enough_to_tell():
    """A rule that held in fewer than 20 of the random scenarios would hardly have been compared."""
    held = [name for scenario in SCENARIOS for name in expected_ids(scenario)]
    assert {row.id: held.count(row.id) for row in rule_table() if held.count(row.id) < 20} == {}


def test_random_scenarios_reach_every_leading_answer_but_those_that_never_come_first():
    """Rows that imply a more urgent row can hold but never lead."""
    never_first = {"emergency-mri", "refer-surgery-deformity", "open-decompression", "decompression-approach"}
    seen = {expected_primary(scenario) for scenario in SCENARIOS}
    assert seen == CAN_LEAD - never_first | {None}


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_plain_reading_agrees_with_the_signed_case(case):
    """The second reading of the table is itself held against the cases."""
    ids = expected_ids(case.scenario)
    assert expected_primary(case.scenario) == case.primary
    assert case.held <= set(ids)
    assert not set(case.excludes) & set(ids)


def test_plain_reading_and_the_rule_table_name_the_same_leading_rows():
    """The two hand-written forms of the table agree on what can lead."""
    assert {row.id for row in rule_table() if row.can_lead} == CAN_LEAD
