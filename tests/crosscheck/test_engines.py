"""Two foreign engines, given our rule table, decide as ours does; a table that differs is noticed."""

from __future__ import annotations

import dataclasses
from itertools import islice

import pytest

from logic.rules.conditions import All, AtLeast, AtMost, Condition, Has, Is, Not, Some
from logic.rules.table import RULES
from tests.crosscheck import expressions, jdm
from tests.crosscheck.decisions import Disagreement, compare
from tests.crosscheck.expressions import Expressions
from tests.crosscheck.grids import grid, neighbours, size, tables
from tests.crosscheck.jdm import Zen
from tests.scenarios import random_scenarios

TABLE = list(RULES.values())
BOTH = (Zen, Expressions)
LIMITS = sorted(
    {leaf.limit.name for rule in TABLE for leaf in rule.when.leaves() if isinstance(leaf, AtLeast | AtMost)}
)


def moved(condition: Condition, name: str, by: int) -> Condition:
    """The same condition with one threshold moved."""
    match condition:
        case AtLeast(_, limit) | AtMost(_, limit) if limit.name == name:
            return dataclasses.replace(condition, limit=dataclasses.replace(limit, value=limit.value + by))
        case All(parts) | Some(parts):
            return type(condition)(tuple(moved(part, name, by) for part in parts))
        case Not(part):
            return Not(moved(part, name, by))
    return condition


def first_difference(engine) -> Disagreement | None:
    """Where this engine first differs from ours next to a limit, if it does."""
    scenarios = neighbours()
    while batch := list(islice(scenarios, 500)):
        if found := compare(batch, [engine]).first:
            return found
    return None


@pytest.mark.parametrize("seed", range(8))
def test_both_engines_agree_on_20000_random_scenarios(seed):
    """Ids in order, the leading one and whether the answer is provisional; 2,500 scenarios for each seed."""
    done = compare(random_scenarios(2500, seed), [engine(TABLE) for engine in BOTH])
    assert done.scenarios == 2500
    assert done.first is None, str(done.first)


@pytest.mark.parametrize("quarter", range(4))
def test_both_engines_agree_below_at_and_above_every_limit(quarter):
    """Every limit of a rule, crossed with every value of every other field one at a time."""
    done = compare(list(islice(neighbours(), quarter, None, 4)), [engine(TABLE) for engine in BOTH])
    assert done.scenarios > 2000
    assert done.first is None, str(done.first)


@pytest.mark.parametrize("by", [-1, 1])
@pytest.mark.parametrize("name", LIMITS)
@pytest.mark.parametrize("engine", BOTH)
def test_a_moved_threshold_is_noticed(engine, name, by):
    """An engine whose table has one threshold one step off differs next to a limit."""
    table = [dataclasses.replace(rule, when=moved(rule.when, name, by)) for rule in TABLE]
    assert first_difference(engine(table)) is not None


@pytest.mark.parametrize("engine", BOTH)
def test_a_dropped_rule_is_noticed(engine):
    """An engine whose table lacks a rule differs in the first scenario in which that rule holds."""
    found = first_difference(engine([rule for rule in TABLE if rule.id != "calcitonin"]))
    assert set(found.ours.ids) - set(found.theirs.ids) == {"calcitonin"}


@pytest.mark.parametrize("engine", BOTH)
def test_two_rules_that_change_places_are_noticed(engine):
    """The order of the ids is compared, not only which they are."""
    here, there = list(RULES).index("keep-moving"), list(RULES).index("physical-therapy")
    table = list(TABLE)
    table[here], table[there] = table[there], table[here]
    found = first_difference(engine(table))
    assert found is not None
    assert found.ours.ids != found.theirs.ids
    assert set(found.ours.ids) == set(found.theirs.ids)


def test_a_disagreement_names_the_patient_and_both_answers():
    """Whoever reads it can open the patient and see what differs."""
    shown = str(first_difference(Zen([rule for rule in TABLE if rule.id != "conservative-care"])))
    assert "zen-engine differs from recommend() for /?" in shown
    assert "primary of recommend(): conservative-care" in shown
    assert "primary of zen-engine: None" in shown


def test_truth_tables_make_each_rule_hold_and_fail():
    """No rule is compared on one side only; of the large tables every seventh row is enough to see it."""
    rows = [row for axes in tables() for row in islice(grid(axes), 0, None, 7 if size(axes) > 5000 else 1)]
    held = compare(rows, []).held
    assert {rule.id: held[rule.id] for rule in TABLE if not 0 < held[rule.id] < len(rows)} == {}


def test_a_cell_that_zen_would_take_for_false_is_refused():
    """ZEN cannot read parentheses around an "or" in a cell, and without a check its table says nothing."""
    barred = Some((Has("cautions", "low_calcium"), Has("cautions", "kidney_disease")))
    with pytest.raises(ValueError, match="cautions: zen-engine cannot read"):
        jdm.readable(jdm.text(barred, subject="$"), "cautions")


@pytest.mark.parametrize("translate", [jdm.text, expressions.text])
def test_an_unknown_kind_of_condition_is_refused(translate):
    """A new kind of condition must be translated, not left out."""
    with pytest.raises(TypeError, match="Condition has no translation"):
        translate(All((Is("worsening", True), Condition())))
