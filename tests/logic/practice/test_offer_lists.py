"""The lists of practice on a made-up rule table: which rows are offered, in which order, and why."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from logic import Scenario
from logic.practice import offer
from logic.practice.offer import (
    accompanying,
    accompanying_choices,
    as_written,
    audit_choices,
    audit_drills,
    cases,
    changes_something,
    drill_answer,
    drill_choices,
    drills,
    driver_choices,
    drivers,
    not_asked,
)
from logic.rules.conditions import Is, Some
from logic.rules.terms import Rule
from tests.crosscheck import oracle

MALE, FEMALE, WORSE, LIMITED = Is("sex", "male"), Is("sex", "female"), Is("worsening", True), Is("mobility", "limited")
OSTEOPOROTIC, DRUG = Is("cause", "osteoporotic"), Is("bone_drug", "denosumab")
PROGRESSIVE, STABLE, OEDEMA = Is("deformity", "progressive"), Is("deformity", "stable"), Is("mri_oedema", "present")
ILL = {"sex": "male", "worsening": True, "mobility": "limited"}


def case(leads=None, **given):
    return SimpleNamespace(scenario=Scenario(**given), leads=leads)


def drill(change, **given):
    patient = Scenario(**given)
    return SimpleNamespace(scenario=patient, changed=patient.replace(**change))


@pytest.fixture
def table(monkeypatch):
    """Sets the rule table: rows by name in order, and which of them can lead."""

    def put(leading=("lead",), **rows):
        rules = {name: Rule(name, "now", when) for name, when in rows.items()}
        for name, value in {"RULES": rules, "ORDER": tuple(rules), "LEADING": leading, "CAN_LEAD": leading}.items():
            monkeypatch.setattr(offer, name, value)

        def held(scenario):
            ids = tuple(name for name, rule in rules.items() if rule.when.holds(scenario))
            return SimpleNamespace(ids=ids, primary=next((name for name in ids if name in leading), None))

        monkeypatch.setattr(offer, "recommend", held)
        monkeypatch.setattr(offer, "leading", lambda scenario: held(scenario).primary)

    return put


def test_the_steps_to_choose_from_are_those_that_can_come_first():
    """All leading rows but four, which hold only where a more urgent one does."""
    never = {"emergency-mri", "refer-surgery-deformity", "open-decompression", "decompression-approach"}
    assert set(offer.CAN_LEAD) == oracle.CAN_LEAD - never
    assert len(offer.CAN_LEAD) == len(oracle.CAN_LEAD) - 4


def test_of_many_rows_the_most_telling_and_the_nearest_are_offered(table):
    """Six of nine that hold and four of six that do not, in the order of the table."""
    table(
        ("lead", "second", "could"),
        lead=MALE,
        default=OSTEOPOROTIC,
        own_only=Some((FEMALE, OSTEOPOROTIC)),
        one=WORSE,
        two=WORSE & LIMITED,
        another=LIMITED,
        two_own=Some((FEMALE & ~WORSE, OSTEOPOROTIC)),
        third=MALE & OSTEOPOROTIC,
        second=OSTEOPOROTIC,
        far=Is("cause", "high_energy_trauma"),
        flag=Is("neurological_deficit", "yes"),
        could=DRUG,
        near=WORSE & STABLE,
        plain=PROGRESSIVE,
        calm=OEDEMA,
        extra=Is("pain_relief", "adequate"),
    )
    offered = accompanying_choices(case(**ILL))
    assert offered == ("one", "two", "another", "two_own", "third", "second", "near", "plain", "calm", "extra")
    assert accompanying(case(**ILL)) == offered[:6]
    assert not_asked(case(**ILL)) == ("default", "own_only")


def test_where_few_rows_hold_the_list_is_filled_up_to_eight(table):
    """A row that fails for the reasons of one before it waits, and comes only where no other is left."""
    table(
        ("lead", "never"),
        lead=MALE,
        holds=WORSE,
        again=PROGRESSIVE & Is("spinal_instability", "yes"),
        twice=PROGRESSIVE & DRUG,
        plain=PROGRESSIVE,
        drug=DRUG,
        oedema=OEDEMA,
        flag=Is("neural_compression", "yes"),
        relief=Is("pain_relief", "adequate"),
        cause=Is("cause", "high_energy_trauma"),
        never=Is("cause", "confirmed_malignancy") & Is("neurological_deficit", "yes"),
    )
    offered = accompanying_choices(case(**ILL))
    assert offered == ("holds", "plain", "drug", "oedema", "flag", "relief", "cause", "never")
    assert accompanying(case(**ILL)) == ("holds",)
    assert not_asked(case(**ILL)) == ()


def test_waiting_rows_come_last_where_no_other_is_left(table):
    """In the order of their effort."""
    table(lead=MALE, far=PROGRESSIVE & DRUG & OEDEMA, near=PROGRESSIVE & DRUG, plain=PROGRESSIVE)
    assert accompanying_choices(case(**ILL)) == ("far", "near", "plain")
    assert offer._plausible(Scenario(**ILL), ["far", "near", "plain"]) == ["plain", "near", "far"]


@pytest.mark.parametrize(
    ("given", "right", "offered"),
    [
        ({"sex": "male"}, ["sex"], ["age", "sex", "pain_score", "weeks_since_fracture"]),
        ({"sex": "male", "age": 80}, ["sex"], ["age", "sex", "pain_score", "weeks_since_fracture"]),
        ({**ILL, "age": 80}, ["sex"], ["worsening", "age", "sex", "mobility"]),
        ({**ILL, "age": 80, "deformity": "stable"}, ["sex"], ["worsening", "age", "sex", "mobility", "deformity"]),
        ({"worsening": True}, ["cause", "mobility"], ["worsening", "cause", "age", "mobility", "weeks_since_fracture"]),
        ({}, ["worsening", "cause", "mobility"], ["worsening", "cause", "age", "mobility", "pain_score", "weeks_since_fracture"]),
    ],
)  # fmt: skip
def test_the_facts_to_tick_are_those_that_decide_and_at_least_three_that_do_not(
    table, monkeypatch, given, right, offered
):
    """What the vignette states comes first, then what every vignette states; all in the order of the form."""
    form = ["worsening", "cause", "age", "sex", "mobility", "deformity", "pain_score", "weeks_since_fracture"]
    monkeypatch.setattr(offer, "INPUTS", dict.fromkeys([*form, "weeks_of_care"]))
    table(
        ("lead", "none", "other"),
        lead=MALE,
        none=LIMITED & WORSE & OSTEOPOROTIC,
        other=Is("cause", "high_energy_trauma") & DRUG,
        accompanies=PROGRESSIVE & OSTEOPOROTIC,
    )
    assert list(drivers(case(**given))) == right
    assert list(driver_choices(case(**given))) == offered


def test_the_weeks_of_care_are_the_last_to_fill_up_the_facts(monkeypatch):
    """Where the weeks since the fracture decide and the pain is told already."""
    monkeypatch.setattr(offer, "drivers", lambda _: ("weeks_since_fracture",))
    offered = driver_choices(case(pain_score=2))
    assert set(offered) == {"weeks_since_fracture", "pain_score", "age", "weeks_of_care"}


def test_cases_and_drills_are_offered_while_they_are_what_they_were_written_as(table, monkeypatch):
    """A case that another step leads and a drill that changes nothing are left out."""
    table(("lead",), lead=MALE, holds=WORSE)
    held = {"right": case("lead", sex="male"), "wrong": case("lead"), "silent": case(None)}
    monkeypatch.setattr(offer, "CASES", held)
    assert list(cases()) == ["right", "silent"]
    changing, idle = drill({"worsening": True}), drill({"age": 80})
    monkeypatch.setattr(offer, "DRILLS", {"changing": changing, "idle": idle})
    assert drills() == {"changing": changing}
    assert changes_something(changing) is True
    assert changes_something(idle) is False


@pytest.mark.parametrize(("value", "written"), [(12, True), (11, False)])
def test_practice_is_as_written_while_every_threshold_is(monkeypatch, value, written):
    """One that differs is enough."""
    limits = {"a": 7, "b": value, "c": 1}
    monkeypatch.setattr(offer, "THRESHOLDS", {name: SimpleNamespace(value=one) for name, one in limits.items()})
    monkeypatch.setattr(offer, "PRACTICE", SimpleNamespace(written_for={"a": 7, "b": 12}))
    assert as_written() is written


def test_a_drill_tells_what_leads_appears_and_disappears(table):
    """Before and after the change of one field."""
    table(("lead", "second"), lead=MALE, second=OSTEOPOROTIC, women=FEMALE, always=OSTEOPOROTIC)
    answer = drill_answer(drill({"sex": "male"}))
    assert (answer.leading_before, answer.leading_after) == ("second", "lead")
    assert (answer.appears, answer.disappears) == (("lead",), ("women",))
    assert (answer.before.ids, answer.after.ids) == (("second", "women", "always"), ("lead", "second", "always"))


def test_a_drill_offers_both_leads_the_nearest_others_and_no_specific_step(table):
    """Four steps in the order of the table, then none."""
    table(
        ("far", "flag", "lead", "near", "nearer", "second"),
        far=Is("cause", "high_energy_trauma"),
        flag=Is("neurological_deficit", "yes"),
        lead=MALE,
        near=PROGRESSIVE,
        nearer=DRUG,
        other=OEDEMA,
        second=OSTEOPOROTIC,
    )
    assert drill_choices(drill({"sex": "male"})) == ("lead", "near", "nearer", "second", None)
    assert drill_choices(drill({"age": 80})) == ("lead", "near", "nearer", "second", None)
    silent = drill({"cause": "confirmed_malignancy"}, cause="suspected_malignancy", sex="female")
    assert drill_choices(silent) == ("flag", "lead", "near", "nearer", None)


def test_claims_to_judge_mix_their_verdicts_evenly(monkeypatch):
    """Those whose source was not seen are left out; ties go from the best verdict to the worst."""
    names = {"faithful": "abcd", "simplified": "ef", "outdated": "g", "contradicted": "", "unsupported": "x"}
    monkeypatch.setattr(offer, "by_verdict", lambda: {verdict: tuple(them) for verdict, them in names.items()})
    claims = {name: SimpleNamespace(verified=name != "x") for name in "abcdefgx"}
    monkeypatch.setattr(offer, "CLAIMS", claims)
    assert "".join(audit_drills()) == "aebgcfd"
    assert audit_choices() == ("faithful", "simplified", "outdated", "contradicted", "unsupported")
