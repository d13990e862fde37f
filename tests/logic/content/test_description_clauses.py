"""Clauses and reasons, on made-up inputs and on leaves written for the purpose."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from logic import Scenario
from logic.content import description, library
from logic.content.description import change_words, clause, describe, label, pain_band, sentence
from logic.evidence.bibliography import sources_of
from logic.pathway.reasons import reason, reasons, why_not
from logic.pathway.recommend import Step
from logic.rules.conditions import AtLeast, AtMost, Has, Is, Limit
from logic.rules.outline import window_words
from logic.rules.terms import Rule, Window


def options(**named):
    """Options by value, each with a label and a clause."""
    return {name: SimpleNamespace(label=label, says=says) for name, (label, says) in named.items()}


@pytest.fixture
def made_up(monkeypatch):
    """Five inputs with texts of their own."""
    monkeypatch.setattr(
        description,
        "INPUTS",
        {
            "weeks_of_care": SimpleNamespace(says="{value} weeks gone by", options={}),
            "pain_score": SimpleNamespace(says="it hurts {value} of 10", options={}),
            "sex": SimpleNamespace(says=None, options=options(Female=("She", "a woman"), male=("He", "a man"))),
            "worsening": SimpleNamespace(says=None, options=options(true=("Yes", "worse"), false=("No", "steady"))),
            "cautions": SimpleNamespace(
                says=None, options=options(a=("A it is", "an a"), b=("B it is", "a b"), c=("C it is", "a c"))
            ),
        },
    )


@pytest.mark.usefixtures("made_up")
@pytest.mark.parametrize(
    ("field", "value", "said", "labelled"),
    [
        ("weeks_of_care", 0, "0 weeks gone by", "0"),
        ("weeks_of_care", 1, "1 week gone by", "1"),
        ("weeks_of_care", 21, "21 weeks gone by", "21"),
        ("pain_score", 1, "it hurts 1 of 10", "1"),
        ("sex", "Female", "a woman", "She"),
        ("sex", "male", "a man", "He"),
        ("worsening", True, "worse", "Yes"),
        ("worsening", False, "steady", "No"),
        ("cautions", frozenset(), "no cautions are recorded", "None"),
        ("cautions", frozenset("c"), "recorded: a c", "C it is"),
        ("cautions", frozenset("cba"), "recorded: an a, a b, a c", "A it is, B it is, C it is"),
    ],
)
def test_a_value_has_a_clause_and_a_label(field, value, said, labelled):
    """Numbers in their sentence, one week in the singular, cautions in the order of the form."""
    assert clause(field, value) == said
    assert label(field, value) == labelled
    if field == "cautions":
        assert change_words(field, value) == f"If cautions were: {labelled}"
    else:
        assert change_words(field, value) == f"If {said}"


@pytest.mark.usefixtures("made_up")
@pytest.mark.parametrize(
    ("leaf", "given", "said"),
    [
        (AtLeast("pain_score", Limit("x", 6, "points")), {}, "it hurts 6 of 10, at least 6"),
        (AtLeast("pain_score", Limit("x", 7, "points")), {}, "it hurts 6 of 10, below 7"),
        (AtMost("weeks_of_care", Limit("x", 2, "weeks")), {}, "2 weeks gone by, at most 2 weeks"),
        (AtMost("weeks_of_care", Limit("x", 1, "weeks")), {}, "2 weeks gone by, more than 1 week"),
        (Is("sex", "female"), {"sex": "male"}, "a man"),
        (Is("worsening", True), {}, "steady"),
    ],
)
def test_a_reason_is_the_clause_of_the_patient_and_the_side_of_the_limit(leaf, given, said):
    """To the letter."""
    assert reason(leaf, Scenario(**given)) == said


def step(*leaves):
    """A step of a rule that did not hold for these leaves."""
    return Step(Rule("x", "now", leaves[0]), False, leaves)


@pytest.mark.usefixtures("made_up")
@pytest.mark.parametrize(
    ("leaves", "said"),
    [
        ((Is("sex", "Female"), Is("worsening", True)), "a man; needed: a woman"),
        ((Is("sex", "male"),), "a man"),
        ((AtLeast("pain_score", Limit("x", 7, "points")),), "it hurts 6 of 10, below 7"),
        ((Is("worsening", True),), "steady; needed: worse"),
    ],
)
def test_what_was_needed_is_told_of_the_first_choice_that_differs(leaves, said):
    """A limit says it by itself, and what holds although it should not needs nothing."""
    assert why_not(step(*leaves), Scenario(sex="male")) == said


NO_FLAG = "no red flag is present"
NONE_KNOWN = "no red flag is known to be present, but not all have been looked for"
NO_BAR = "nothing recorded rules out cement"
NO_CAUTION = "none of the cautions that this rule checks is recorded"
DEFICIT, COMPRESSION = Is("neurological_deficit", "yes"), Is("neural_compression", "yes")
LOOKED_FOR = Is("neurological_deficit", "unknown")


def said(field, value):
    """The clause of the content."""
    return clause(field, value)


@pytest.mark.parametrize(
    ("leaves", "given", "told"),
    [
        ((DEFICIT, COMPRESSION), {}, [NO_FLAG]),
        ((LOOKED_FOR,), {}, [NO_FLAG]),
        ((DEFICIT, COMPRESSION), {"spinal_instability": "unknown"}, [NONE_KNOWN]),
        ((DEFICIT,), {"neurological_deficit": "unknown"}, [NONE_KNOWN]),
        ((DEFICIT,), {"neurological_deficit": "yes"}, [("neurological_deficit", "yes")]),
        ((LOOKED_FOR,), {"neurological_deficit": "unknown"}, [("neurological_deficit", "unknown")]),
        ((LOOKED_FOR,), {"spinal_instability": "yes"}, [("neurological_deficit", "no")]),
        ((Is("mobility", "yes"),), {"spinal_instability": "unknown"}, [("mobility", "walking")]),
        ((Is("mobility", "yes"),), {}, [("mobility", "walking")]),
        ((Has("cautions", "bleeding_disorder"), Has("cautions", "cement_allergy")), {}, [NO_BAR]),
        ((Has("cautions", "active_infection"),), {}, [NO_BAR]),
        ((Has("cautions", "low_calcium"), Has("cautions", "active_infection")), {}, [NO_CAUTION, NO_BAR]),
        (
            (DEFICIT, Has("cautions", "low_calcium"), Is("sex", "female"), Is("sex", "male")),
            {},
            [("sex", "female"), NO_FLAG, NO_CAUTION],
        ),
    ],
)
def test_reasons_tell_what_is_there_and_sum_up_what_is_not(leaves, given, told):
    """Each clause once, what is absent last, and a flag that is unknown is never called absent."""
    wanted = [one if isinstance(one, str) else said(*one) for one in told]
    assert reasons(leaves, Scenario(**given)) == wanted


@pytest.mark.parametrize("name", ["bleeding_disorder", "active_infection", "cement_allergy", "low_calcium"])
def test_a_caution_that_is_recorded_is_told_by_its_name(name):
    """And is never among what is absent."""
    says = library.INPUTS["cautions"].options[name].says
    assert reasons((Has("cautions", name),), Scenario(cautions=[name])) == [f"{says} is recorded"]


@pytest.mark.parametrize(("text", "wanted"), [("a b", "A b."), ("a b.", "A b."), ("x", "X."), ("A B", "A B.")])
def test_a_sentence_has_a_capital_and_one_full_stop(text, wanted):
    """Nothing else changes."""
    assert sentence(text) == wanted


def test_pain_bands_begin_at_their_thresholds(monkeypatch):
    """Whatever these are."""
    limits = {"pain_mild": 2, "pain_moderate": 5, "pain_severe": 9}
    monkeypatch.setattr(
        description, "THRESHOLDS", {name: SimpleNamespace(value=value) for name, value in limits.items()}
    )
    bands = ["none"] * 2 + ["mild"] * 3 + ["moderate"] * 4 + ["severe"] * 2
    assert [pain_band(score) for score in range(11)] == bands


@pytest.mark.parametrize(
    ("window", "words"),
    [
        (Window("treatment", "fracture", 0, 1), "the first 1 week after the fracture was identified"),
        (Window("treatment", "care", 0, 5), "the first 5 weeks of conservative care"),
        (Window("decision", "care", 5, 5), "after 5 weeks of conservative care"),
        (
            Window("evidence_window", "care", 2, 12),
            "studies of 2 to 12 weeks, which are their lengths and no prescription",
        ),
    ],
)
def test_a_window_is_told_by_its_kind_and_what_it_is_counted_from(window, words):
    """Only of studies is the shortest length told."""
    assert window_words(window) == words


def test_sources_are_those_of_claims_and_omissions_in_order(monkeypatch):
    """Each once."""
    monkeypatch.setattr(library, "CLAIMS", {"C1": SimpleNamespace(references=("B", "A"))})
    monkeypatch.setattr(library, "OMISSIONS", {"O1": SimpleNamespace(references=("A", "C"))})
    assert sources_of(("O1", "C1")) == ("A", "C", "B")
    assert sources_of(()) == ()


def test_the_description_names_what_was_found_in_the_order_of_the_form():
    """Deformity, imaging and mobility where they differ, then bone, then cautions."""
    patient = Scenario(
        deformity="stable",
        mri_oedema="present",
        mobility="limited",
        bone_drug="denosumab",
        bisphosphonate_unsuitable=True,
        bone_pain_despite_bisphosphonate=True,
        cautions=["kidney_disease"],
    )
    bone = [("bone_drug", "denosumab"), ("bisphosphonate_unsuitable", True), ("bone_pain_despite_bisphosphonate", True)]
    rest = [
        "no red flag is present",
        *(clause(field, getattr(patient, field)) for field in ("deformity", "mri_oedema", "mobility")),
        "; ".join(clause(field, value) for field, value in bone),
        clause("cautions", patient.cautions),
    ]
    assert describe(patient).endswith(" " + " ".join(sentence(part) for part in rest))
