"""Practice: what is offered to choose from, drills, and the claims to judge."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from logic import recommend
from logic.content.library import CASES, CLAIMS, DRILLS, INPUTS
from logic.evidence.audit import VERDICTS
from logic.patient.scenario import DEFAULTS
from logic.practice import offer
from logic.practice.marking import mark_audit, mark_drill
from logic.practice.offer import (
    LEADING_CHOICES,
    accompanying,
    accompanying_choices,
    audit_drills,
    drill_answer,
    drill_choices,
    driver_choices,
    drivers,
    not_asked,
)
from logic.rules.table import LEADING, ORDER
from tests.cases.base import fields_that_differ
from tests.content_copy import ROOT

SILENT = [name for name, case in CASES.items() if case.leads is None]
CEMENT = {"bleeding_disorder", "active_infection", "cement_allergy"}


def every_case(test):
    return pytest.mark.parametrize("name", CASES)(test)


def every_drill(test):
    return pytest.mark.parametrize("name", DRILLS)(test)


# ---------------------------------------------------------------- what is offered


@every_case
def test_the_leading_choices_hold_the_answer_of_every_case(name):
    """They are the same for all of them."""
    assert CASES[name].leads in LEADING_CHOICES


def test_the_leading_choices_stand_in_table_order_and_no_specific_step_last():
    """As a reader sees them."""
    assert list(LEADING_CHOICES[:-1]) == sorted(LEADING_CHOICES[:-1], key=ORDER.index)
    assert LEADING_CHOICES[-1] is None


@every_case
def test_eight_to_ten_rows_are_offered_to_accompany_and_not_all_of_them_hold(name):
    """In table order, each once, never the lead, at least four that do not hold."""
    choices = accompanying_choices(CASES[name])
    ids = recommend(CASES[name].scenario).ids
    assert 8 <= len(choices) <= 10
    assert list(choices) == sorted(set(choices), key=ORDER.index)
    assert CASES[name].leads not in choices
    assert sum(row not in ids for row in choices) >= 4


@every_case
def test_what_holds_beside_the_lead_is_asked_for_or_named_as_not_asked(name):
    """Nothing is lost between the two lists."""
    case = CASES[name]
    beside = set(recommend(case.scenario).ids) - {case.leads}
    assert set(accompanying(case)) | set(not_asked(case)) == beside
    assert not set(accompanying(case)) & set(not_asked(case))


@every_case
def test_a_step_that_could_have_led_is_asked_for_before_anything_else_that_holds(name):
    """It matters more than calcium."""
    assert not set(not_asked(CASES[name])) & set(LEADING)


def test_a_caution_brings_the_row_it_calls_for_and_the_row_it_rules_out():
    """Kidney disease and a bleeding ulcer: the NSAID to avoid holds, the NSAID does not."""
    case = CASES["two-lines"]
    assert "avoid-nsaid" in accompanying(case)
    assert {"nsaid", "bisphosphonate"} <= set(accompanying_choices(case)) - set(accompanying(case))


def test_the_exception_that_one_fact_keeps_from_holding_is_offered():
    """Pain of 8 that does not disable: early cement is the tempting wrong tick."""
    assert "augmentation-early" in set(accompanying_choices(CASES["stairs"])) - set(accompanying(CASES["stairs"]))


@every_case
def test_drivers_are_the_fields_that_made_the_leading_rule_hold(name):
    """Where a rule leads; in the order of the form."""
    case = CASES[name]
    order = list(INPUTS)
    assert list(drivers(case)) == sorted(drivers(case), key=order.index)
    if case.leads is not None:
        assert set(drivers(case)) == set(recommend(case.scenario)[case.leads].because)


def test_where_no_rule_leads_the_cause_and_what_its_rules_lack_are_the_drivers():
    """A quiet metastasis: neither pain nor a red flag nor unrelieved pain."""
    flags = {"neurological_deficit", "neural_compression", "spinal_instability"}
    assert set(drivers(CASES["quiet-deposit"])) == {"cause", "pain_score", "pain_relief"} | flags
    assert set(drivers(CASES["mast-cells-new"])) == {"cause", "pain_relief", "bone_pain_despite_bisphosphonate"}
    assert set(SILENT) == {"quiet-deposit", "mast-cells-new"}


@every_case
def test_fields_are_offered_that_do_not_decide_though_the_vignette_states_them(name):
    """At least two, each of them different from the default or a number that every vignette has."""
    case = CASES[name]
    offered = driver_choices(case)
    others = set(offered) - set(drivers(case))
    assert set(drivers(case)) < set(offered)
    assert list(offered) == sorted(set(offered), key=list(INPUTS).index)
    assert len(others) >= 2
    numbers = {"age", "weeks_since_fracture", "weeks_of_care", "pain_score"}
    assert all(field in numbers or getattr(case.scenario, field) != DEFAULTS[field] for field in others)


# ---------------------------------------------------------------- drills


def test_there_are_at_least_twenty_drills_and_all_are_offered():
    """With the thresholds as written none is set aside."""
    assert len(DRILLS) >= 20
    assert offer.drills() == DRILLS


@every_drill
def test_a_drill_changes_one_field_and_something_in_the_pathway(name):
    """Otherwise there is nothing to ask."""
    drill, answer = DRILLS[name], drill_answer(DRILLS[name])
    assert fields_that_differ(drill.scenario, drill.changed) == [drill.field]
    assert answer.appears or answer.disappears


@every_drill
def test_the_answer_of_a_drill_is_the_difference_of_the_two_pathways(name):
    """What appears and disappears leads from the one to the other."""
    drill, answer = DRILLS[name], drill_answer(DRILLS[name])
    assert set(answer.before.ids) - set(answer.disappears) | set(answer.appears) == set(answer.after.ids)
    assert set(answer.appears) & set(answer.before.ids) == set()
    assert answer.leading_before == recommend(drill.scenario).primary
    assert answer.leading_after == recommend(drill.changed).primary


@every_drill
def test_a_drill_offers_five_leads_with_the_one_before_and_the_one_after(name):
    """In table order, no specific step last."""
    choices = drill_choices(DRILLS[name])
    answer = drill_answer(DRILLS[name])
    assert len(set(choices)) == 5
    assert {answer.leading_before, answer.leading_after} <= set(choices)
    assert choices[-1] is None
    assert list(choices[:-1]) == sorted(choices[:-1], key=ORDER.index)


@every_drill
def test_exactly_one_of_the_offered_leads_is_right(name):
    """The one after the change."""
    drill = DRILLS[name]
    assert [choice for choice in drill_choices(drill) if mark_drill(drill, choice)] == [
        recommend(drill.changed).primary
    ]


def test_a_lead_that_a_drill_does_not_offer_is_refused():
    """With what is allowed."""
    with pytest.raises(ValueError, match=r"^choice: 'biopsy-first' is not allowed"):
        mark_drill(DRILLS["severe"], "biopsy-first")


def changes():
    """What the drills set: each field with the value before and after."""
    return [(d.field, getattr(d.scenario, d.field), getattr(d.changed, d.field)) for d in DRILLS.values()]


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("weeks_of_care", {11, 12}),
        ("weeks_since_fracture", {4, 5}),
        ("weeks_since_fracture", {12, 13}),
        ("pain_score", {0, 1}),
        ("pain_score", {3, 4}),
        ("pain_score", {6, 7}),
    ],
)
def test_a_drill_crosses_every_threshold(field, values):
    """By one step."""
    assert any(name == field and {before, after} == values for name, before, after in changes())


@pytest.mark.parametrize("field", ["neurological_deficit", "neural_compression", "spinal_instability"])
def test_a_drill_raises_every_red_flag(field):
    """From no to yes."""
    assert (field, "no", "yes") in changes()


@pytest.mark.parametrize("caution", sorted({*INPUTS["cautions"].options} - {"liver_disease"}))
def test_a_drill_adds_every_caution_that_the_rules_know(caution):
    """Drugs and cement; liver disease alone changes no row."""
    assert any(field == "cautions" and after - before == {caution} for field, before, after in changes())


def test_drills_turn_cause_and_relief_to_each_value_that_matters():
    """Every other cause, and relief found and lost."""
    to = {(field, after) for field, _, after in changes() if field in ("cause", "pain_relief")}
    causes = {"suspected_malignancy", "confirmed_malignancy", "systemic_mastocytosis", "high_energy_trauma"}
    assert to == {("cause", cause) for cause in causes} | {("pain_relief", "adequate"), ("pain_relief", "inadequate")}


@pytest.mark.parametrize("name", [name for name, drill in DRILLS.items() if drill.changed.cautions & CEMENT])
def test_a_contraindication_to_cement_takes_cement_away(name):
    """Whatever the cause."""
    answer = drill_answer(DRILLS[name])
    assert answer.leading_before.startswith("augmentation-")
    assert answer.leading_before in answer.disappears


# ---------------------------------------------------------------- audit


def test_the_claims_to_judge_are_all_whose_source_was_seen():
    """Each once."""
    assert sorted(audit_drills()) == sorted(name for name, claim in CLAIMS.items() if claim.verified)


def test_the_verdicts_of_the_claims_to_judge_are_mixed():
    """No verdict stands three times in a row, and each of the five stands in either half."""
    verdicts = [CLAIMS[name].verdict for name in audit_drills()]
    assert all(len(set(verdicts[place : place + 3])) > 1 for place in range(len(verdicts) - 2))
    middle = len(verdicts) // 2
    assert set(verdicts[:middle]) == set(verdicts[middle:]) == set(VERDICTS)


@pytest.mark.parametrize("claim", audit_drills())
def test_only_our_own_verdict_on_a_claim_is_right(claim):
    """One of five."""
    assert [verdict for verdict in VERDICTS if mark_audit(claim, verdict)] == [CLAIMS[claim].verdict]


@pytest.mark.parametrize(("claim", "verdict", "field"), [("C99", "faithful", "claim"), ("C01", "good", "verdict")])
def test_a_claim_or_verdict_that_there_is_not_is_refused(claim, verdict, field):
    """With what is allowed."""
    with pytest.raises(ValueError, match=rf"^{field}: .* is not allowed"):
        mark_audit(claim, verdict)


ALL_LISTS = """
from logic.practice import offer as p
print([(p.accompanying_choices(one), p.not_asked(one), p.driver_choices(one)) for one in p.cases().values()])
print([(p.drill_choices(one), p.drill_answer(one).appears) for one in p.drills().values()], p.audit_drills())
"""


def test_lists_are_the_same_in_every_process():
    """Nothing is drawn at random or left to the order of a set."""
    printed = [
        subprocess.run(
            [sys.executable, "-c", ALL_LISTS],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert "augmentation-early" in printed[0]
    assert printed[0] == printed[1]
