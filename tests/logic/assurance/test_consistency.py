"""Content held against itself: what fits starts; what does not is refused with its file, its entry and its fault."""

from __future__ import annotations

from types import SimpleNamespace as Made
from typing import Any

import pytest

from logic.assurance import consistency
from tests.logic.assurance.made_content import in_the_place_of_ours, put, refusal


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Made-up content in the place of ours."""
    return in_the_place_of_ours(monkeypatch)


def test_content_without_a_fault_is_accepted(made: dict[str, Any]) -> None:
    """Otherwise every fault below would seem to be found."""
    consistency._check()


# ---------------------------------------------------------------- ids and sources


@pytest.mark.parametrize(
    ("path", "says"),
    [
        (("THRESHOLDS", "clearance"), "thresholds.yaml, clearance"),
        (("INPUTS", "mood"), "inputs.yaml, mood"),
        (("CLAIMS", "C1"), "article/claims.yaml, C1"),
        (("OMISSIONS", "O1"), "article/omissions.yaml, O1"),
        (("CAUTIONS", "S2"), "cautions.yaml, S2"),
        (("ADVICE", "walk"), "recommendations.yaml, walk"),
        (("BODIES", "B1"), "evidence/bodies.yaml, B1"),
        (("TRIALS", "T1"), "evidence/trials.yaml, T1"),
        (("NATURAL_HISTORY", "N1"), "evidence/natural_history.yaml, N1"),
        (("MORTALITY", "D1"), "evidence/mortality.yaml, D1"),
        (("GLOSSARY", "g1"), "lookup/glossary.yaml, g1"),
        (("ARTICLE", "citations", 1), "article/article.yaml, citations, 4"),
        (("GUIDELINES", "GU2"), "evidence/guidelines.yaml, GU2"),
        (("CLASSIFICATIONS", "K1"), "evidence/classifications.yaml, K1"),
        (("PANELS", "panels", "P2"), "evidence/panels.yaml, panels, P2"),
        (("TEACHING", "walk"), "readers.yaml, walk"),
        (("FLASHCARDS", "f1"), "learning/flashcards.yaml, f1"),
    ],
)
def test_a_reference_that_there_is_not_is_refused(made: dict[str, Any], path: tuple[Any, ...], says: str) -> None:
    """Behind one that there is, in every file that names references."""
    put(made, (*path, "references"), ("R1", "R9"))
    assert refusal() == f"content/{says}: references: there is no reference R9"


@pytest.mark.parametrize(
    ("path", "says"),
    [
        (("THRESHOLDS", "clearance"), "thresholds.yaml, clearance"),
        (("INPUTS", "mood"), "inputs.yaml, mood"),
        (("BODIES", "B1"), "evidence/bodies.yaml, B1"),
        (("GLOSSARY", "g2"), "lookup/glossary.yaml, g2"),
        (("CHARTS", "CH1"), "evidence/charts.yaml, CH1"),
        (("OUTCOMES", "harm"), "evidence/outcomes.yaml, harm"),
        (("MILESTONES", "M1"), "milestones.yaml, M1"),
        (("GENERAL", "G1"), "general.yaml, G1"),
        (("PANELS",), "evidence/panels.yaml, the whole file"),
        (("CONTRADICTIONS", "X1"), "article/contradictions.yaml, X1"),
        (("FLASHCARDS", "f3"), "learning/flashcards.yaml, f3"),
    ],
)
def test_a_claim_that_there_is_not_is_refused(made: dict[str, Any], path: tuple[Any, ...], says: str) -> None:
    """Behind a claim and an omission that there are, in every file that names claims."""
    put(made, (*path, "claims"), ("C1", "O1", "C9"))
    assert refusal() == f"content/{says}: claims: there is no claim C9"


@pytest.mark.parametrize(
    ("path", "says"),
    [
        (("CLAIMS", "C1"), "article/claims.yaml, C1: cautions: there is no caution S9"),
        (("OMISSIONS", "O1"), "article/omissions.yaml, O1: cautions: there is no caution S9"),
        (("ADVICE", "walk"), "recommendations.yaml, walk: cautions: there is no caution S9"),
        (("FLASHCARDS", "f3"), "learning/flashcards.yaml, f3: cautions: there is no verified caution S9"),
    ],
)
def test_a_caution_that_there_is_not_is_refused(made: dict[str, Any], path: tuple[Any, ...], says: str) -> None:
    """Behind one that there is, in every file that names cautions."""
    put(made, (*path, "cautions"), ("S1", "S9"))
    assert refusal() == f"content/{says}"


@pytest.mark.parametrize(
    ("path", "says"),
    [
        (("ADVICE", "walk"), "recommendations.yaml, walk: cautions: S2 is not verified"),
        (("FLASHCARDS", "f3"), "learning/flashcards.yaml, f3: cautions: there is no verified caution S2"),
    ],
)
def test_a_caution_that_is_not_verified_is_not_advised(made: dict[str, Any], path: tuple[Any, ...], says: str) -> None:
    """Recommendations and cards name verified ones only; a claim may have others."""
    put(made, (*path, "cautions"), ("S1", "S2"))
    assert refusal() == f"content/{says}"


@pytest.mark.parametrize(
    ("path", "says"),
    [
        (("THRESHOLDS", "clearance"), "thresholds.yaml, clearance"),
        (("INPUTS", "mood"), "inputs.yaml, mood"),
        (("CLAIMS", "C1"), "article/claims.yaml, C1"),
        (("OMISSIONS", "O1"), "article/omissions.yaml, O1"),
        (("CAUTIONS", "S1"), "cautions.yaml, S1"),
        (("TRIALS", "T1"), "evidence/trials.yaml, T1"),
        (("NATURAL_HISTORY", "N1"), "evidence/natural_history.yaml, N1"),
        (("MORTALITY", "D1"), "evidence/mortality.yaml, D1"),
        (("GLOSSARY", "g2"), "lookup/glossary.yaml, g2"),
        (("ARTICLE", "citations", 1), "article/article.yaml, citations, 4"),
        (("GUIDELINES", "GU1"), "evidence/guidelines.yaml, GU1"),
        (("CLASSIFICATIONS", "K1"), "evidence/classifications.yaml, K1"),
        (("PANELS", "panels", "P1"), "evidence/panels.yaml, panels, P1"),
        (("FLASHCARDS", "f3"), "learning/flashcards.yaml, f3"),
    ],
)
def test_what_rests_on_nothing_is_refused(made: dict[str, Any], path: tuple[Any, ...], says: str) -> None:
    """Neither a reference nor a claim stands behind it; what is not verified may stand without."""
    put(made, (*path, "references"), ())
    assert refusal() == f"content/{says}: references: a source is missing"


def test_a_body_without_its_claims_rests_on_nothing(made: dict[str, Any]) -> None:
    """Claims stand in for references, where there are any."""
    made["BODIES"]["B1"].claims = ()
    assert refusal() == "content/evidence/bodies.yaml, B1: references: a source is missing"


# ---------------------------------------------------------------- thresholds


@pytest.mark.parametrize(
    ("name", "most", "unit"),
    [("pain_severe", 10, "points"), ("nsaid_studies_end", 104, "weeks"), ("old_age", 110, "years"),
     ("clearance", 200, "mL/min")],
)  # fmt: skip
def test_a_threshold_lies_where_a_patient_can_reach_it(made: dict[str, Any], name: str, most: int, unit: str) -> None:
    """From nothing to the most of its unit, both allowed; one less or more is refused."""
    entry = made["THRESHOLDS"][name]
    entry.value = most
    consistency._check_thresholds()
    for wrong in (most + 1, -1):
        entry.value = wrong
        says = f"content/thresholds.yaml, {name}: value: is {wrong}; allowed are 0 to {most} {unit}"
        assert refusal() == says


@pytest.mark.parametrize("name", ["pain_mild", "nsaid_studies_start", "old_age", "clearance"])
def test_a_threshold_may_be_nothing(made: dict[str, Any], name: str) -> None:
    """Zero is a number like another."""
    made["THRESHOLDS"][name].value = 0
    consistency._check_thresholds()


@pytest.mark.parametrize(
    ("low", "high", "most"),
    [
        ("pain_mild", "pain_moderate", 4),
        ("pain_moderate", "pain_severe", 7),
        ("nsaid_studies_start", "nsaid_studies_end", 12),
        ("opioid_studies_start", "opioid_studies_end", 9),
    ],
)
def test_a_threshold_does_not_pass_the_one_above_it(made: dict[str, Any], low: str, high: str, most: int) -> None:
    """It may be the same; one more is refused under the name of the lower."""
    made["THRESHOLDS"][low].value = most
    consistency._check_thresholds()
    made["THRESHOLDS"][low].value = most + 1
    says = f"value: is {most + 1}; allowed is at most {high}, which is {most}"
    assert refusal() == f"content/thresholds.yaml, {low}: {says}"


# ---------------------------------------------------------------- inputs


def test_every_field_has_one_input(made: dict[str, Any]) -> None:
    """None is missing, and none is of a field that there is not."""
    says = "must be there once for each field of a scenario"
    spare = made["INPUTS"]["mood"]
    made["INPUTS"]["colour"] = spare
    assert refusal() == f"content/inputs.yaml, colour: {says}"
    del made["INPUTS"]["colour"], made["INPUTS"]["mood"]
    assert refusal() == f"content/inputs.yaml, mood: {says}"


@pytest.mark.parametrize(("key", "value"), [("unit", None), ("says", None), ("options", {"80": Made(label="Eighty")})])
def test_a_number_has_a_unit_and_words_and_no_options(made: dict[str, Any], key: str, value: Any) -> None:
    """Each of the three is a fault alone."""
    put(made, ("INPUTS", "age", key), value)
    assert refusal() == "content/inputs.yaml, age: a number needs unit and says, and no options"


@pytest.mark.parametrize(
    ("name", "options", "wanted"),
    [
        ("asleep", ("false", "true"), "true, false"),
        ("asleep", ("true",), "true, false"),
        ("mood", ("high", "very_low"), "very_low, high"),
        ("mood", ("very_low", "high", "middling"), "very_low, high"),
        ("hobbies", ("tai_chi",), "chess, tai_chi"),
        ("hobbies", (), "chess, tai_chi"),
    ],
)
def test_the_options_of_an_input_are_its_values_in_their_order(
    made: dict[str, Any], name: str, options: tuple[str, ...], wanted: str
) -> None:
    """None is missing, too many or in another place."""
    made["INPUTS"][name].options = {value: Made(label=value) for value in options}
    assert refusal() == f"content/inputs.yaml, {name}: options: must be {wanted}, in this order"


@pytest.mark.parametrize(("name", "value", "label"), [("mood", "high", "Top"), ("hobbies", "tai_chi", "Tai: chi")])
def test_the_label_of_an_option_is_its_value_in_words(made: dict[str, Any], name: str, value: str, label: str) -> None:
    """So that a link may carry either; of yes and no, the labels are free."""
    made["INPUTS"][name].options[value].label = label
    says = f"options.{value}.label: {label!r} must be the value in words"
    assert refusal() == f"content/inputs.yaml, {name}: {says}"


# ---------------------------------------------------------------- cautions, examples, milestones, follow-ups


@pytest.mark.parametrize(
    ("path", "says"),
    [(("CAUTIONS", "S2"), "cautions.yaml, S2"), (("OUTCOMES", "harm"), "evidence/outcomes.yaml, harm")],
)
@pytest.mark.parametrize(
    ("case", "fault"),
    [
        ({"mood": ("high",), "colour": ("red", "blue")}, "colour cannot be red, blue"),
        ({"mood": ("high", "middling")}, "mood cannot be high, middling"),
        ({"age": ("80",)}, "age cannot be 80"),
    ],
)
def test_what_is_limited_to_patients_that_cannot_be_is_refused(
    made: dict[str, Any], path: tuple[str, ...], says: str, case: Any, fault: str
) -> None:
    """Behind a case that can be: the field, and all the values that were given."""
    put(made, (*path, "when"), ({"asleep": ("true",)}, case))
    assert refusal() == f"content/{says}: when: {fault}"


def test_an_example_is_a_patient_that_can_be(made: dict[str, Any]) -> None:
    """The fault of the scenario is told as it is."""
    made["EXAMPLES"]["E2"].given = {"age": 17}
    says = "given: age: 17 is not allowed; allowed is a whole number from 18 to 110"
    assert refusal() == f"content/examples.yaml, E2: {says}"


def test_a_milestone_follows_a_threshold(made: dict[str, Any]) -> None:
    """One that there is."""
    made["MILESTONES"]["M1"].after = "supper"
    assert refusal() == "content/milestones.yaml, M1: after: there is no threshold supper"


@pytest.mark.parametrize("part", ["recommendations", "trials", "outcomes"])
def test_every_entry_has_its_follow_up_questions_once(made: dict[str, Any], part: str) -> None:
    """None is missing, none is of an entry that there is not, and no question stands twice."""
    asked = getattr(made["FOLLOWUPS"], part)
    name = next(iter(asked))
    asked[name] = (*asked[name], Made(ask=asked[name][0].ask))
    assert refusal() == f"content/lookup/questions.yaml, {part}, {name}: ask: a question stands there twice"
    says = f"must be there once for each of {part}"
    asked["other"] = asked[name] = asked[name][:-1]
    assert refusal() == f"content/lookup/questions.yaml, {part}, other: {says}"
    del asked["other"], asked[name]
    assert refusal() == f"content/lookup/questions.yaml, {part}, {name}: {says}"
