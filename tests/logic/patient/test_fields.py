"""What each field may hold, against the tables that the tests draw patients from."""

from __future__ import annotations

import pytest

from logic.patient.fields import DOMAINS, RED_FLAGS, Choice, Flag, Several, Whole
from tests.scenarios import CAUTIONS, CHOICES, FLAGS, NUMBERS


def test_the_fields_hold_what_the_specification_says():
    """Every value in its order, and every bound."""
    wanted = {name: Whole(*bounds) for name, bounds in NUMBERS.items()}
    wanted |= {name: Choice(values) for name, values in CHOICES.items()}
    wanted |= {name: Flag() for name in FLAGS}
    wanted["cautions"] = Several(CAUTIONS)
    assert wanted == DOMAINS
    assert {name: type(domain) for name, domain in DOMAINS.items()} == {name: type(one) for name, one in wanted.items()}


def test_the_fields_stand_in_the_order_in_which_one_would_ask():
    """Person and cause, weeks, pain, red flags and findings, bone, mobility, cautions."""
    assert " ".join(DOMAINS) == (
        "age sex cause weeks_since_fracture weeks_of_care pain_score disabling_pain pain_relief worsening "
        "neurological_deficit neural_compression spinal_instability deformity mri_oedema bone_drug "
        "bisphosphonate_unsuitable bone_pain_despite_bisphosphonate very_high_fracture_risk mobility cautions"
    )


def test_red_flags_are_looked_for_and_can_be_unknown():
    """Three choices of no, yes and unknown, and no other field is one."""
    assert RED_FLAGS == ("neurological_deficit", "neural_compression", "spinal_instability")
    assert RED_FLAGS == tuple(name for name, domain in DOMAINS.items() if domain == Choice(("no", "yes", "unknown")))


@pytest.mark.parametrize(
    ("domain", "text"),
    [
        (Whole(3, 9), "a whole number from 3 to 9"),
        (Choice(("a", "b", "c")), "one of a, b, c"),
        (Flag(), "true or false"),
        (Several(("a", "b")), "a set of a, b"),
    ],
)
def test_a_field_says_what_it_may_hold(domain, text):
    """As a refusal tells it."""
    assert str(domain) == text
