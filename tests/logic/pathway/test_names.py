"""What stages, verdicts, severities and stances are called."""

from __future__ import annotations

from typing import get_args

from logic.content.shapes.entry import Caution, Verdict
from logic.pathway.names import SEVERITIES, STAGES, STANCES, VERDICTS
from logic.rules.terms import Stage


def test_every_stage_has_its_name_in_the_order_of_urgency():
    """What is later comes last."""
    assert tuple(STAGES) == get_args(Stage)
    assert list(STAGES.values()) == ["Do now", "Soon", "Consider", "Avoid", "Later"]


def test_every_verdict_says_what_it_means_from_best_to_worst():
    """In words that need no other."""
    assert tuple(VERDICTS) == get_args(Verdict)
    assert VERDICTS["faithful"] == "the source says so"
    assert VERDICTS["simplified"] == "the direction is right, something that matters is left out"
    assert VERDICTS["outdated"] == "newer advice has replaced it"
    assert VERDICTS["contradicted"] == "a primary source says otherwise"
    assert VERDICTS["unsupported"] == "no source for it was found"


def test_every_severity_has_its_name_and_the_most_binding_comes_first():
    """The name is the word itself, but for two that need a noun."""
    order = (
        "boxed_warning contraindicated avoid maximum emergency urgent warning relative complication caution scope_limit"
    )
    assert " ".join(SEVERITIES) == order
    assert set(SEVERITIES) == set(get_args(Caution.model_fields["severity"].annotation))
    plain = {name: name.replace("_", " ").capitalize() for name in SEVERITIES}
    nouns = {"relative": "Relative contraindication", "scope_limit": "Limit of scope"}
    assert plain | nouns == SEVERITIES


def test_the_less_plain_stances_are_explained_in_one_line():
    """Each with a capital and a full stop."""
    assert STANCES == (
        "Against: advises against it, or would not offer it now. Insufficient: the body finds too little evidence, or "
        "the scenario lacks what it asks for. Not addressed: outside what the body covers."
    )
