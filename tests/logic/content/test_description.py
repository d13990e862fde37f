"""The words for a scenario, its reasons and its changes."""

from __future__ import annotations

import pytest
from hypothesis import given

from logic import Scenario, recommend
from logic.content import library
from logic.content.description import change_words, clause, describe, label, pain_band, sentence
from logic.evidence.bibliography import sources_of
from logic.pathway.reasons import reason, reasons, why_not
from logic.pathway.recommend import trace
from logic.patient.fields import RED_FLAGS
from logic.rules.conditions import AtLeast, AtMost, Has, Is, Limit
from tests.scenarios import CAUTIONS, CHOICES, FLAGS, NUMBERS, random_scenarios, scenarios

SEVERE = AtLeast("pain_score", Limit("pain_severe", 7, "points"))
COMPLETE = AtLeast("weeks_of_care", Limit("conservative_phase", 12, "weeks"))
RECENT = AtMost("weeks_since_fracture", Limit("calcitonin_window", 4, "weeks"))
OPTIONS = [(field, value) for field, values in CHOICES.items() for value in values]


@pytest.mark.parametrize(("field", "value"), OPTIONS)
def test_label_of_a_choice_is_the_one_of_its_widget(field, value):
    """As content/inputs.yaml has it."""
    assert label(field, value) == library.INPUTS[field].options[value].label


def test_labels_of_numbers_flags_and_cautions():
    """A number as it is, a flag as Yes or No, cautions in the order of the form."""
    assert label("age", 80) == "80"
    assert (label("worsening", True), label("worsening", False)) == ("Yes", "No")
    assert label("cautions", frozenset({"low_calcium", "kidney_disease"})) == "Kidney disease, Low calcium"
    assert label("cautions", frozenset()) == "None"


@pytest.mark.parametrize("field", NUMBERS)
def test_clause_of_a_number_contains_it(field):
    """In the place of ``{value}``."""
    assert "10" in clause(field, 10)
    assert "{" not in clause(field, 10)


@pytest.mark.parametrize("field", ["weeks_since_fracture", "weeks_of_care"])
def test_one_week_is_singular_and_all_others_are_not(field):
    """21 ends in one and is still plural."""
    assert "1 week" in clause(field, 1)
    assert "1 weeks" not in clause(field, 1)
    assert "21 weeks" in clause(field, 21)
    assert "0 weeks" in clause(field, 0)


@pytest.mark.parametrize(("field", "value"), OPTIONS)
def test_clause_of_a_choice_is_the_one_of_its_option(field, value):
    """What a sentence about this patient states."""
    assert clause(field, value) == library.INPUTS[field].options[value].says


@pytest.mark.parametrize("field", FLAGS)
def test_clauses_of_a_flag_differ(field):
    """True and false are never said in the same words."""
    assert clause(field, True) != clause(field, False)


def test_clause_of_cautions_names_each():
    """And says so where there is none."""
    said = clause("cautions", frozenset({"low_calcium", "active_infection"}))
    assert library.INPUTS["cautions"].options["low_calcium"].says in said
    assert library.INPUTS["cautions"].options["active_infection"].says in said
    assert clause("cautions", frozenset()) != clause("cautions", frozenset({"low_calcium"}))


@pytest.mark.parametrize(
    ("leaf", "given_fields", "side"),
    [
        (SEVERE, {"pain_score": 7}, "at least 7"),
        (SEVERE, {"pain_score": 6}, "below 7"),
        (COMPLETE, {"weeks_since_fracture": 14, "weeks_of_care": 12}, "at least 12 weeks"),
        (COMPLETE, {"weeks_since_fracture": 14, "weeks_of_care": 11}, "below 12 weeks"),
        (RECENT, {"weeks_since_fracture": 4}, "at most 4 weeks"),
        (RECENT, {"weeks_since_fracture": 5}, "more than 4 weeks"),
    ],
)
def test_a_reason_states_the_patients_number_and_on_which_side_of_the_limit_it_is(leaf, given_fields, side):
    """With the unit of the limit."""
    scenario = Scenario(**given_fields)
    said = reason(leaf, scenario)
    assert said.startswith(clause(leaf.field, getattr(scenario, leaf.field)))
    assert said.endswith(side)


def test_a_reason_says_whether_a_caution_is_there():
    """Its absence is a reason too."""
    leaf = Has("cautions", "low_calcium")
    says = library.INPUTS["cautions"].options["low_calcium"].says
    there, absent = reason(leaf, Scenario(cautions=["low_calcium"])), reason(leaf, Scenario())
    assert there.startswith(says)
    assert absent == f"no {says}"


def test_a_reason_states_what_the_patient_has_and_not_what_was_asked():
    """Also where the two differ."""
    assert reason(Is("sex", "male"), Scenario(sex="female")) == clause("sex", "female")


def test_what_failed_is_told_with_what_was_needed():
    """A choice that differs: what the patient has, and what the rule asks for."""
    steps = {step.rule.id: step for step in trace(Scenario())}
    said = why_not(steps["biopsy-first"], Scenario())
    assert clause("cause", "osteoporotic") in said
    assert clause("cause", "suspected_malignancy") in said


def test_every_step_that_failed_can_be_told():
    """Each of the 41 rules, on many patients, in words without a brace."""
    for scenario in random_scenarios(200, seed=8):
        for step in trace(scenario):
            if not step.held:
                said = why_not(step, scenario)
                assert said.strip()
                assert "{" not in said


def test_every_reason_of_every_recommendation_can_be_told():
    """In words without a brace, and no two alike under one recommendation."""
    for scenario in random_scenarios(200, seed=9):
        for one in recommend(scenario).recommendations:
            told = [reason(leaf, scenario) for leaf in one.reasons]
            assert all(text.strip() and "{" not in text for text in told)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("pain is 8 of 10", "Pain is 8 of 10."), ("Done.", "Done."), ("MRI shows it", "MRI shows it.")],
)
def test_a_sentence_begins_with_a_capital_and_ends_with_one_full_stop(text, wanted):
    """Capitals inside stay."""
    assert sentence(text) == wanted


def test_a_change_is_told_as_an_if():
    """A number, a choice, and a set of cautions."""
    assert change_words("pain_score", 7) == f"If {clause('pain_score', 7)}"
    assert change_words("cause", "systemic_mastocytosis") == f"If {clause('cause', 'systemic_mastocytosis')}"
    said = change_words("cautions", frozenset({"low_calcium"}))
    assert said.startswith("If ")
    assert "Low calcium" in said


@pytest.mark.parametrize(
    ("score", "band"),
    [(0, "none"), (1, "mild"), (3, "mild"), (4, "moderate"), (6, "moderate"), (7, "severe"), (10, "severe")],
)
def test_pain_bands_are_those_of_the_specification(score, band):
    """1–3 mild, 4–6 moderate, 7–10 severe."""
    assert pain_band(score) == band


def test_the_description_of_the_ordinary_patient_names_the_facts():
    """Age, sex, cause, weeks and pain."""
    said = describe(Scenario())
    for part in (
        "74-year-old woman",
        "osteoporotic",
        "found 2 weeks ago",
        "2 weeks of conservative care",
        "ain 6 of 10 (moderate)",
    ):
        assert part in said


@pytest.mark.parametrize(
    ("age", "article"), [(18, "An"), (19, "A"), (79, "A"), (80, "An"), (89, "An"), (90, "A"), (108, "A")]
)
def test_the_description_begins_with_the_right_article(age, article):
    """An eighteen-, an eighty-year-old."""
    assert describe(Scenario(age=age)).startswith(f"{article} {age}-year-old")


@pytest.mark.parametrize("weeks", [0, 1])
def test_the_description_of_the_first_weeks_reads_well(weeks):
    """Neither ``0 weeks ago`` nor ``1 weeks``."""
    said = describe(Scenario(weeks_since_fracture=weeks, weeks_of_care=weeks))
    assert "0 weeks ago" not in said
    assert "1 weeks" not in said
    assert ("no conservative care yet" in said) is (weeks == 0)


@given(scenarios())
def test_a_description_is_whole_sentences(scenario):
    """No brace, no doubled mark or space, a full stop at the end."""
    said = describe(scenario)
    assert said.endswith(".")
    assert not any(slip in said for slip in ("{", "  ", "..", " ,", " .", "None", "True", "False"))


def test_no_fact_is_lost_in_the_description():
    """Whichever single field changes, the words change."""
    for scenario in random_scenarios(40, seed=10):
        said = describe(scenario)
        for field, values in CHOICES.items():
            for value in values:
                other = scenario.replace(**{field: value})
                assert (describe(other) == said) is (other == scenario), field
        for field in FLAGS:
            assert describe(scenario.replace(**{field: not getattr(scenario, field)})) != said, field
        for caution in CAUTIONS:
            assert describe(scenario.replace(cautions=scenario.cautions ^ {caution})) != said, caution
        assert describe(scenario.replace(pain_score=(scenario.pain_score + 1) % 11)) != said


def test_sources_of_several_claims_are_listed_once_each_in_their_order():
    """Claims and omissions alike."""
    both = sources_of(("C06", "C38", "O4"))
    wanted = [
        *library.CLAIMS["C06"].references,
        *library.CLAIMS["C38"].references,
        *library.OMISSIONS["O4"].references,
    ]
    assert list(both) == list(dict.fromkeys(wanted))
    assert sources_of(()) == ()


def test_reasons_never_deny_a_red_flag_that_is_present_or_unknown():
    """Where one flag is yes, "no red flag is present" would be false, whatever the other two are."""
    for scenario in random_scenarios(2_000, seed=11):
        if {getattr(scenario, flag) for flag in RED_FLAGS} != {"no"}:
            for one in recommend(scenario).recommendations:
                told = reasons(one.reasons, scenario)
                assert "no red flag is present" not in told, (one.id, scenario.to_query())


def test_reasons_tell_what_the_patient_has_before_what_is_absent():
    """A late candidate: cause, care and relief first, then the flags and cautions that are not there."""
    scenario = Scenario(weeks_since_fracture=14, weeks_of_care=12, pain_relief="inadequate")
    told = reasons(recommend(scenario)["augmentation-consider"].reasons, scenario)
    assert told[0] == clause("cause", "osteoporotic")
    assert clause("pain_relief", "inadequate") in told
    assert told.index(clause("pain_relief", "inadequate")) < told.index("no red flag is present")
    assert len(set(told)) == len(told)


@pytest.mark.parametrize("field", [field for field in FLAGS if field != "disabling_pain"])
def test_the_description_states_what_is_true_in_the_words_of_its_input(field):
    """And not its opposite."""
    assert clause(field, True).lower() in describe(Scenario(**{field: True})).lower()
    assert clause(field, True).lower() not in describe(Scenario()).lower()


def test_the_description_says_that_pain_is_disabling_only_where_it_is():
    """It stands beside the score."""
    assert "disabling" in describe(Scenario(disabling_pain=True))
    assert "disabling" not in describe(Scenario())


def test_reasons_sum_up_absent_cautions_and_name_present_ones():
    """A hazard that is recorded is told; those that are not need no list."""
    free = Scenario(weeks_since_fracture=14, weeks_of_care=12, pain_relief="inadequate")
    barred = free.replace(cautions=["bleeding_disorder"])
    bleeding = reason(Has("cautions", "bleeding_disorder"), barred)
    offered = reasons(recommend(free)["augmentation-consider"].reasons, free)
    refused = reasons(recommend(barred)["augmentation-contraindicated"].reasons, barred)
    drug = reasons(recommend(free)["bisphosphonate"].reasons, free)
    assert "nothing recorded rules out cement" in offered
    assert bleeding in refused
    assert "nothing recorded rules out cement" not in refused
    assert "none of the cautions that this rule checks is recorded" in drug
    assert not any(text.startswith("no ") and "blood calcium" in text for text in drug)


@pytest.mark.parametrize(
    ("cause", "words"),
    [
        ("osteoporotic", "an osteoporotic vertebral fracture"),
        ("suspected_malignancy", "a vertebral fracture suspected to be malignant"),
        ("confirmed_malignancy", "a malignant vertebral fracture"),
        ("systemic_mastocytosis", "a vertebral fracture in systemic mastocytosis"),
        ("high_energy_trauma", "a vertebral fracture after high-energy trauma"),
    ],
)
def test_the_description_opens_with_age_sex_cause_and_weeks(cause, words):
    """For each cause, a man and a woman, with and without care."""
    man = Scenario(age=74, sex="male", cause=cause, weeks_since_fracture=1, weeks_of_care=0)
    assert describe(man).startswith(
        f"A 74-year-old man with {words}, found 1 week ago; no conservative care yet. Pain "
    )
    woman = Scenario(age=80, cause=cause, weeks_since_fracture=0, weeks_of_care=0)
    assert describe(woman).startswith(f"An 80-year-old woman with {words}, found this week; no conservative care yet.")
    cared = Scenario(cause=cause, weeks_since_fracture=5, weeks_of_care=1)
    assert describe(cared).startswith(
        f"A 74-year-old woman with {words}, found 5 weeks ago; 1 week of conservative care."
    )


def test_the_description_goes_from_pain_over_flags_to_bone_and_cautions():
    """One sentence each, with what differs from nothing-to-report and no more."""
    pain = sentence(f"pain 6 of 10 (moderate), {clause('pain_relief', 'not_assessed')}")
    assert describe(Scenario()) == (
        "A 74-year-old woman with an osteoporotic vertebral fracture, found 2 weeks ago; 2 weeks of conservative care. "
        f"{pain} No red flag is present. {sentence(clause('bone_drug', 'none'))}"
    )
    ill = Scenario(
        pain_score=8,
        disabling_pain=True,
        worsening=True,
        neurological_deficit="yes",
        spinal_instability="unknown",
        deformity="stable",
        very_high_fracture_risk=True,
        bisphosphonate_unsuitable=True,
        cautions=["low_calcium"],
    )
    pain = f"pain 8 of 10 (severe) and disabling, {clause('pain_relief', 'not_assessed')}, {clause('worsening', True)}"
    flags = f"{clause('neurological_deficit', 'yes')}; {clause('spinal_instability', 'unknown')}"
    bone = "; ".join(
        [
            clause("bone_drug", "none"),
            clause("bisphosphonate_unsuitable", True),
            clause("very_high_fracture_risk", True),
        ]
    )
    rest = [pain, flags, clause("deformity", "stable"), bone, clause("cautions", frozenset({"low_calcium"}))]
    assert describe(ill).endswith(" ".join(sentence(part) for part in rest))


def test_a_clause_without_cautions_says_so():
    """And a label says none."""
    assert clause("cautions", frozenset()) == "no cautions are recorded"
    assert label("cautions", frozenset()) == "None"
