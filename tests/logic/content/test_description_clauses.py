"""Clauses and labels on made-up inputs, and a description to the letter."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from logic import Scenario
from logic.content import description
from logic.content.description import change_words, clause, describe, label, pain_band, sentence
from tests.logic.content.made_inputs import inputs_with_texts_of_their_own


@pytest.fixture
def made_up(monkeypatch):
    """Five inputs with texts of their own."""
    inputs_with_texts_of_their_own(monkeypatch)


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
