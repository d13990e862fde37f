"""The cases as content: each vignette is its scenario, together they cover the table, and their questions are answered."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from logic import Scenario, ask, recommend
from logic.content.library import ADVICE, CASES, CLAIMS, PRACTICE, THRESHOLDS
from logic.content.shapes.practice import TOPICS
from logic.practice.offer import CAN_LEAD, NEVER_LEAD, cases
from logic.rules.conditions import AtLeast, AtMost
from logic.rules.table import RULES
from tests.scenarios import random_scenarios

VERDICTS = {"faithful", "simplified", "outdated", "contradicted", "unsupported"}
NO_TREATMENT = r"\bNothing\b"
TODAY = r"\btoday\b"

STATED = {
    ("sex", "female"): r"\bwoman\b",
    ("sex", "male"): r"\bman\b",
    ("cause", "osteoporotic"): r"osteoporo|density is low|lifted a shopping bag",
    ("cause", "suspected_malignancy"): r"cancer|myeloma|does not fit osteoporosis",
    ("cause", "confirmed_malignancy"): r"confirmed",
    ("cause", "systemic_mastocytosis"): r"systemic mastocytosis",
    ("cause", "high_energy_trauma"): r"four metres|motorway speed",
    ("disabling_pain", True): r"cannot (rise|wash|dress)|no longer dress|nothing for himself|from dressing",
    ("pain_relief", "adequate"): r"adequate|good enough",
    ("pain_relief", "inadequate"): r"inadequate|not enough|without enough relief",
    ("pain_relief", "not_assessed"): (
        r"[Nn]obody has (asked|judged|ever asked)|not been asked|not asked|never asked|do not say|^Nothing"
    ),
    ("worsening", True): r"\bworse\b|more each week",
    ("neurological_deficit", "yes"): r"[Ww]eakness of|Loss of feeling",
    ("neurological_deficit", "unknown"): r"Nobody has examined",
    ("neural_compression", "yes"): r"compress|presses on the nerves",
    ("neural_compression", "unknown"): r"(Nobody has|not been) imaged|not been ruled out",
    ("spinal_instability", "yes"): r"unstable",
    ("spinal_instability", "unknown"): r"stability|Stability",
    ("deformity", "stable"): r"kyphosis is the same",
    ("deformity", "progressive"): r"kyphosis has grown",
    ("mri_oedema", "present"): r"oedema",
    ("mri_oedema", "absent"): r"no oedema",
    ("bone_drug", "bisphosphonate"): r"alendronate|risedronate|zoledronate|bisphosphonate",
    ("bone_drug", "denosumab"): r"denosumab",
    ("bisphosphonate_unsuitable", True): r"zoledronate made her ill",
    ("bone_pain_despite_bisphosphonate", True): r"(in spite of|despite|on) a (year on a )?bisphosphonate",
    ("very_high_fracture_risk", True): r"risk as very high",
    ("mobility", "limited"): r"few steps|with help|with his arm|frame and help",
    ("mobility", "bed_bound"): r"\bbed\b",
    ("cautions", "kidney_disease"): r"kidneys clear 28 mL/min",
    ("cautions", "gi_bleeding_risk"): r"stomach ulcer",
    ("cautions", "cardiovascular_disease"): r"heart attack",
    ("cautions", "liver_disease"): r"liver is scarred",
    ("cautions", "opioid_risk"): r"dependent on opioids",
    ("cautions", "oesophageal_disorder"): r"narrow gullet",
    ("cautions", "low_calcium"): r"blood calcium is low",
    ("cautions", "bleeding_disorder"): r"bleeding disorder that cannot be corrected",
    ("cautions", "active_infection"): r"blood cultures grow bacteria",
    ("cautions", "cement_allergy"): r"allergy to bone cement",
}
"""The words by which a vignette states a value."""

NO_RED_FLAG = {
    "neurological_deficit": ("examination", r"[Nn]ormal|[Nn]o weakness|[Ll]egs strong|[Nn]o deficit"),
    "neural_compression": ("imaging", r"(clear|free) canal|canal is free|[Nn]erves (are )?free|free nerves|no pressure|"
                           r"[Nn]othing presses"),
    "spinal_instability": ("imaging", r"\b[Ss]table|carries load"),
}  # fmt: skip
"""For each red flag, where a vignette says that it is absent, and how."""


def vignette(case):
    return " ".join((case.presentation, case.examination, case.imaging, case.tried))


def every_case(test):
    return pytest.mark.parametrize("name", CASES)(test)


def held():
    """How many cases have each recommendation beside the lead."""
    return Counter(name for case in CASES.values() for name in recommend(case.scenario).ids if name != case.leads)


@every_case
def test_the_stated_lead_is_that_of_the_pathway(name):
    """A case whose scenario and stated lead disagree would teach a mistake."""
    assert CASES[name].leads == recommend(CASES[name].scenario).primary


def test_there_are_at_least_forty_cases_and_all_are_offered():
    """With the thresholds as written none is set aside."""
    assert len(CASES) >= 40
    assert cases() == CASES


def test_no_two_cases_are_the_same_patient():
    """A case that repeats another teaches nothing."""
    assert max(Counter(case.scenario for case in CASES.values()).values()) == 1


def test_no_two_cases_have_one_title():
    """A reader who sees a title knows which case it is."""
    assert max(Counter(case.title for case in CASES.values()).values()) == 1


@pytest.mark.parametrize("level", [1, 2, 3])
def test_each_level_has_at_least_eight_cases(level):
    """Enough for a session at any level."""
    assert sum(case.level == level for case in CASES.values()) >= 8


@pytest.mark.parametrize("topic", TOPICS)
def test_each_topic_has_a_case(topic):
    """A topic in a menu leads somewhere."""
    assert topic in {case.topic for case in CASES.values()}


@every_case
def test_the_age_stands_in_the_vignette(name):
    """As digits."""
    assert f"{CASES[name].scenario.age}-year-old" in CASES[name].presentation


@every_case
def test_the_pain_score_stands_in_the_vignette(name):
    """As digits of the scale of ten."""
    assert re.search(rf"\b{CASES[name].scenario.pain_score} of 10\b", CASES[name].presentation)


@every_case
def test_the_weeks_since_the_fracture_stand_in_the_vignette(name):
    """As digits, or as today."""
    weeks = CASES[name].scenario.weeks_since_fracture
    wanted = rf"\b{weeks} weeks? ago\b" if weeks else TODAY
    assert re.search(wanted, CASES[name].presentation)


@every_case
def test_the_weeks_of_care_stand_under_what_was_tried(name):
    """As digits, or as nothing tried."""
    weeks = CASES[name].scenario.weeks_of_care
    wanted = rf"\b{weeks} weeks?\b" if weeks else NO_TREATMENT
    assert re.search(wanted, CASES[name].tried)


@every_case
def test_no_other_number_of_weeks_stands_in_the_vignette(name):
    """A second number would leave the reader to guess which one counts."""
    scenario = CASES[name].scenario
    found = {int(number) for number in re.findall(r"\b(\d+) weeks?\b", vignette(CASES[name]))}
    assert found <= {scenario.weeks_since_fracture, scenario.weeks_of_care}


@every_case
def test_every_fact_in_which_the_patient_differs_is_stated(name):
    """Each value that is not the default, and sex, cause and relief in any case."""
    case, default = CASES[name], Scenario()
    facts = [("sex", case.scenario.sex), ("cause", case.scenario.cause)]
    facts += [("cautions", caution) for caution in case.scenario.cautions]
    for field in ("disabling_pain", "worsening", "deformity", "mri_oedema", "bone_drug", "bisphosphonate_unsuitable"):
        facts.append((field, getattr(case.scenario, field)))
    for field in ("bone_pain_despite_bisphosphonate", "very_high_fracture_risk", "mobility", "pain_relief"):
        facts.append((field, getattr(case.scenario, field)))
    facts += [(flag, getattr(case.scenario, flag)) for flag in NO_RED_FLAG]
    for field, value in facts:
        if field in ("sex", "cause", "pain_relief", "cautions") or value != getattr(default, field):
            text = case.tried if (field, value) == ("pain_relief", "not_assessed") else vignette(case)
            assert re.search(STATED[field, value], text), (field, value)


@every_case
def test_a_red_flag_that_is_absent_is_said_to_be(name):
    """Silence would be an unknown."""
    case = CASES[name]
    for flag, (part, words) in NO_RED_FLAG.items():
        if getattr(case.scenario, flag) == "no":
            assert re.search(words, getattr(case, part)), flag


@every_case
def test_a_vignette_does_not_state_a_fact_that_the_patient_lacks(name):
    """Neither a drug nor a caution nor a growing deformity of somebody else."""
    case = CASES[name]
    for field, value in STATED:
        if field == "cautions" and value not in case.scenario.cautions:
            assert not re.search(STATED[field, value], vignette(case)), value
        if field == "deformity" and value != case.scenario.deformity:
            assert not re.search(STATED[field, value], vignette(case)), value


@every_case
def test_a_title_does_not_give_the_answer_away(name):
    """It shares no telling word with the title of the leading step."""
    case = CASES[name]
    if case.leads is not None:
        telling = set(re.findall(r"[a-z]{6,}", ADVICE[case.leads].title.lower()))
        assert not telling & set(re.findall(r"[a-z]{6,}", case.title.lower()))


@every_case
def test_texts_are_short(name):
    """Three sentences a part at most, and one to take home."""
    case = CASES[name]
    for part in (case.presentation, case.examination, case.imaging, case.tried):
        assert 1 <= len(re.findall(r"[.?!](?:\s|$)", part)) <= 3
    assert len(re.findall(r"[.?!](?:\s|$)", case.teaches)) == 1


@pytest.mark.parametrize("lead", [*CAN_LEAD, None])
def test_every_row_that_can_lead_leads_in_at_least_two_cases(lead):
    """And so does the article's silence."""
    assert sum(case.leads == lead for case in CASES.values()) >= 2


def test_the_rows_that_can_lead_are_those_that_ever_do():
    """Found on 20,000 random patients and the cases."""
    found = {recommend(scenario).primary for scenario in random_scenarios(20_000, seed=5)}
    found |= {case.leads for case in CASES.values()}
    assert found == {*CAN_LEAD, None}


@pytest.mark.parametrize("name", NEVER_LEAD)
def test_every_row_that_never_leads_accompanies_in_at_least_two_cases(name):
    """A referral to surgery always stands before it."""
    assert held()[name] >= 2


def test_every_recommendation_occurs():
    """The cases together show the whole table."""
    shown = {name for case in CASES.values() for name in recommend(case.scenario).ids}
    assert set(RULES) == shown


@pytest.mark.parametrize("verdict", sorted(VERDICTS))
def test_every_verdict_stands_behind_a_case(verdict):
    """In what the case teaches."""
    assert any(CLAIMS[claim].verdict == verdict for case in CASES.values() for claim in case.claims if claim in CLAIMS)


def limits():
    """Each limit of the rules with its field, and the values on its two sides."""
    for rule in RULES.values():
        for leaf in rule.when.leaves():
            if isinstance(leaf, AtLeast):
                yield leaf.limit.name, leaf.field, leaf.limit.value - 1, leaf.limit.value
            elif isinstance(leaf, AtMost):
                yield leaf.limit.name, leaf.field, leaf.limit.value, leaf.limit.value + 1


@pytest.mark.parametrize(("name", "field", "below", "above"), sorted(set(limits())))
def test_every_limit_has_a_case_on_either_side(name, field, below, above):
    """The last value before it and the first beyond it."""
    values = {getattr(case.scenario, field) for case in CASES.values()}
    assert {below, above} <= values


def test_the_thresholds_that_cases_were_written_for_are_all_that_rules_use():
    """A threshold left out could change and leave a wrong answer standing."""
    assert PRACTICE.written_for.keys() == {name for name, *_ in limits()}
    assert all(THRESHOLDS[name].value == value for name, value in PRACTICE.written_for.items())


TRAPS = {
    "misattributed benefit": lambda case: {"C22", "C23", "C24"} & set(case.claims),
    "interferon outside mastocytosis": lambda case: (
        "C28" in case.claims
        and case.scenario.bone_pain_despite_bisphosphonate
        and "interferon-or-denosumab" not in recommend(case.scenario).ids
    ),
    "red flag unknown": lambda case: recommend(case.scenario).provisional and case.leads == "assess-red-flags",
    "bed rest": lambda case: "C38" in case.claims and "keep-moving" in recommend(case.scenario).ids,
}


@pytest.mark.parametrize("trap", TRAPS)
def test_every_trap_has_a_case_that_sets_it(trap):
    """And each case marked with it is of its kind."""
    marked = [case for case in CASES.values() if case.trap == trap]
    assert marked
    assert all(TRAPS[trap](case) for case in marked)


@every_case
def test_the_look_up_answers_the_follow_up_questions(name):
    """Both of them, each with a text and a source."""
    first, second = CASES[name].follow_ups
    assert first != second
    for question in (first, second):
        answer = ask(question)
        assert answer.found, question
        assert answer.hits[0].sources
