"""Evidence, panels, cards, words and readers held against the rest of the content, with the message of every fault."""

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


def words(*words: str, asked: tuple[str, ...] = (), kind_of: tuple[str, ...] = ()) -> Made:
    """A meaning of the look-up."""
    return Made(words=words, asked=asked, kind_of=kind_of)


# ---------------------------------------------------------------- the comparison


@pytest.mark.parametrize(
    ("path", "value", "says"),
    [
        (("STUDIES", "ST1", "reference"), "R9", "evidence/studies.yaml, ST1: reference: there is no reference R9"),
        (("FINDINGS", "F2", "study"), "ST9", "evidence/comparison.yaml, F2: study: there is no study ST9"),
        (("CHARTS", "CH1", "findings"), ("F1", "F9"), "evidence/charts.yaml, CH1: findings: there is no verified finding F9"),
        (("CHARTS", "CH1", "findings"), ("F1", "F2"), "evidence/charts.yaml, CH1: findings: there is no verified finding F2"),
        (("CHARTS", "CH1", "labels"), {"F2": "a"}, "evidence/charts.yaml, CH1: findings: there is no verified finding F2"),
        (("CHARTS", "CH1", "sides"), {"F9": "a"}, "evidence/charts.yaml, CH1: findings: there is no verified finding F9"),
        (("CHARTS", "CH1", "methods"), {"F9": "a"}, "evidence/charts.yaml, CH1: findings: there is no verified finding F9"),
        (("FINDINGS", "F2", "outcome"), "joy", "evidence/outcomes.yaml, joy: measures: must belong to exactly one outcome"),
        (("OUTCOMES", "harm", "measures"), ("leaks", "pain"),
         "evidence/outcomes.yaml, pain: measures: must belong to exactly one outcome"),
        (("OUTCOMES", "harm", "measures"), ("leaks", "leaks"),
         "evidence/outcomes.yaml, leaks: measures: must belong to exactly one outcome"),
    ],
)  # fmt: skip
def test_figures_belong_to_a_study_and_to_one_outcome_and_charts_show_verified_ones(
    made: dict[str, Any], path: tuple[str, ...], value: Any, says: str
) -> None:
    """Whatever names a figure names one that there is."""
    put(made, path, value)
    assert refusal() == f"content/{says}"


# ---------------------------------------------------------------- readers, clashes and panels


def test_every_recommendation_has_its_teaching_in_the_order_of_the_rules(made: dict[str, Any]) -> None:
    """None is missing, none is of a rule that there is not."""
    rest, walk = made["TEACHING"].values()
    put(made, ("TEACHING", "run"), rest)
    assert refusal() == "content/readers.yaml, run: must be there once for each recommendation"
    del made["TEACHING"]["run"], made["TEACHING"]["walk"]
    assert refusal() == "content/readers.yaml, walk: must be there once for each recommendation"
    made["TEACHING"].clear()
    made["TEACHING"].update({"walk": walk, "rest": rest})
    assert refusal() == "content/readers.yaml, the whole file: must be in the order of recommendations.yaml"


def test_a_clash_is_one_of_claims(made: dict[str, Any]) -> None:
    """Without any, nobody could look it up."""
    made["CONTRADICTIONS"]["X1"].claims = ()
    assert refusal() == "content/article/contradictions.yaml, X1: claims: a clash needs the claims that clash"


@pytest.mark.parametrize(
    ("path", "value", "says"),
    [
        (("P1", "exclusively"), {"Rest": 5.0}, "P1: needs either ratings or exclusively"),
        (("P2", "exclusively"), {}, "P2: needs either ratings or exclusively"),
        (("P1", "n_scenarios"), 5, "P1: counts: of Cement must add up to n_scenarios"),
        (("P1", "ratings", 2, "counts"), (1, 6, 0), "P1: counts: of Walks must add up to n_scenarios"),
    ],
)
def test_a_panel_has_ratings_or_shares_and_counts_that_add_up(
    made: dict[str, Any], path: tuple[Any, ...], value: Any, says: str
) -> None:
    """One of the two, and not both; counts that were not seen need not add up."""
    put(made, ("PANELS", "panels", *path), value)
    assert refusal() == f"content/evidence/panels.yaml, panels, {says}"


def test_the_grid_of_our_own_rules_holds_patients_that_can_be(made: dict[str, Any]) -> None:
    """Every row of it."""
    made["PANELS"].grid.rows = lambda: iter([{}, {"age": 111}])
    says = "age: 111 is not allowed; allowed is a whole number from 18 to 110"
    assert refusal() == f"content/evidence/panels.yaml, grid: {says}"


# ---------------------------------------------------------------- cards


def test_forty_cards_can_be_taken_home_and_no_more(made: dict[str, Any]) -> None:
    """The fault is one of the whole file."""
    card = made["FLASHCARDS"]["f1"]
    made["FLASHCARDS"].update({f"c{number}": card for number in range(37)})
    consistency._check()
    put(made, ("FLASHCARDS", "one-more"), card)
    assert refusal() == "content/learning/flashcards.yaml, the whole file: must have at most 40 cards, and has 41"


@pytest.mark.parametrize(("card", "key"), [("f1", "claims"), ("f2", "cautions"), ("f3", "references")])
def test_a_card_has_something_to_check_it_with(made: dict[str, Any], card: str, key: str) -> None:
    """A claim, a caution or a reference; one of them is enough."""
    put(made, ("FLASHCARDS", card, key), ())
    assert refusal() == f"content/learning/flashcards.yaml, {card}: references: a source is missing"


# ---------------------------------------------------------------- words of the look-up


@pytest.mark.parametrize(
    ("entry", "word", "where"),
    [
        (words("Spine"), "Spine", "back"),
        (words("novel", "SKELETON"), "SKELETON", "bone"),
        (words(asked=("rear",)), "rear", "back"),
        (words(asked=("new", "THING")), "THING", "thing"),
        (words("bones"), "bones", "bone"),
    ],
)
def test_a_word_stands_in_one_entry_only(made: dict[str, Any], entry: Any, word: str, where: str) -> None:
    """Names, words and words that are asked count alike, and capitals do not count; in one entry it may stand twice."""
    made["SYNONYMS"].terms["other"] = entry
    assert refusal() == f"content/lookup/synonyms.yaml, other: {word} stands in {where} too"


def test_the_name_of_an_entry_is_one_of_its_words(made: dict[str, Any]) -> None:
    """No other entry has it before or after."""
    made["SYNONYMS"].terms["Spine"] = words()
    assert refusal() == "content/lookup/synonyms.yaml, Spine: Spine stands in back too"


def test_what_is_broader_is_an_entry(made: dict[str, Any]) -> None:
    """Behind one that there is."""
    made["SYNONYMS"].terms["bone"].kind_of = ("thing", "stuff")
    assert refusal() == "content/lookup/synonyms.yaml, bone: kind_of: there is no entry stuff"


@pytest.mark.parametrize(
    ("broader", "says"),
    [
        ({"thing": ("thing",)}, "thing: kind_of: is in the end a kind of itself, by thing"),
        ({"thing": ("back",)}, "thing: kind_of: is in the end a kind of itself, by back"),
        ({"thing": ("vertebra",)}, "thing: kind_of: is in the end a kind of itself, by vertebra"),
        ({"back": ("thing", "back")}, "back: kind_of: is in the end a kind of itself, by thing"),
        ({"bone": ("thing", "vertebra")}, "bone: kind_of: is in the end a kind of itself, by thing"),
    ],
)
def test_nothing_is_a_kind_of_itself(made: dict[str, Any], broader: dict[str, tuple[str, ...]], says: str) -> None:
    """Not at once, and not by way of others; two ways to the same broader word are no fault."""
    for name, names in broader.items():
        made["SYNONYMS"].terms[name].kind_of = names
    assert refusal() == f"content/lookup/synonyms.yaml, {says}"
