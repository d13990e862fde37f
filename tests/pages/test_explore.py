"""The explore page: the answer follows the form, and each recommendation opens with all that stands behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from logic import Scenario, recommend, what_would_change
from logic.content.library import ADVICE, CAUTIONS, CLAIMS, EXAMPLES, OMISSIONS
from logic.rules.table import RULES
from tests.pages.app import NO_STEP, form, leading_title, opened, plain, start, title, words
from tests.scenarios import random_scenarios
from tests.tiers import few

POOL = [*(Scenario(**example.given) for example in EXAMPLES.values()), *random_scenarios(4000, seed=7)]
WORDS_OF_VERDICTS = {
    "faithful": "Faithful",
    "simplified": "Simplified",
    "outdated": "Outdated",
    "contradicted": "Contradicted",
    "unsupported": "Unsupported",
}


def first_with(recommendation: str) -> Scenario:
    """A scenario in which a recommendation holds."""
    return next(scenario for scenario in POOL if recommendation in recommend(scenario).ids)


def card(app: AppTest, scenario: Scenario, name: str) -> str:
    """The words of a recommendation, opened on the page of a scenario."""
    leads = recommend(scenario).primary == name
    app = opened(app, "answer-details" if leads else f"card-{name}")
    assert not app.exception
    if leads:
        return words(answer(app))
    (details,) = [one for one in app.main.expander if plain(one.label).startswith(f"**{ADVICE[name].title}**")]
    return words(details)


def answer(app: AppTest) -> Any:
    """The card of the leading step: the container that holds the page's title."""
    (found,) = [block for block in blocks(app.main) if any(one.type == "title" for one in block.children.values())]
    return found


def blocks(block: Any) -> Iterator[Any]:
    """Every block inside a block, at any depth."""
    for child in block.children.values():
        if hasattr(child, "children"):
            yield child
            yield from blocks(child)


@pytest.mark.parametrize("name", few(RULES, 12))
def test_every_recommendation_opens(name: str) -> None:
    """Each recommendation, opened, gives the article's claims, our verdicts and findings, and this patient's cautions."""
    scenario = first_with(name)
    said = card(start(scenario.to_query()), scenario, name)
    for claim in RULES[name].claims:
        if claim in OMISSIONS:
            assert plain(OMISSIONS[claim].topic) in said
            assert plain(OMISSIONS[claim].why_it_matters) in said
        else:
            assert plain(CLAIMS[claim].says) in said
            assert WORDS_OF_VERDICTS[CLAIMS[claim].verdict] in said
            assert plain(CLAIMS[claim].finding) in said
    for part in (ADVICE[name].pearl, ADVICE[name].pitfall):
        assert part is None or plain(part) in said
    shown = set(re.findall(r"\bS\d\d\b", said))
    assert shown == set(recommend(scenario)[name].cautions)
    for caution in shown:
        assert plain(CAUTIONS[caution].action) in said


@pytest.mark.parametrize(("cautions", "expected"), [((), False), (("kidney_disease",), True)])
def test_cautions_follow_the_patient(cautions: tuple[str, ...], expected: bool) -> None:
    """The card of denosumab warns of low calcium in kidney disease those who have it, and nobody else."""
    scenario = Scenario(cautions=cautions)
    said = card(start(scenario.to_query()), scenario, "denosumab")
    assert (plain(CAUTIONS["S36"].action) in said) is expected


def test_a_closed_card_keeps_its_contents() -> None:
    """Until it is opened a card shows its line alone."""
    said = words(start().main)
    assert plain(CLAIMS["C01"].finding) not in said


@pytest.mark.parametrize(
    ("kind", "key", "value"),
    [
        ("slider", "pain_score", 9),
        ("number_input", "weeks_since_fracture", 20),
        ("toggle", "disabling_pain", False),
        ("segmented_control", "pain_relief", "adequate"),
        ("segmented_control", "neurological_deficit", "yes"),
        ("selectbox", "cause", "suspected_malignancy"),
        ("pills", "cautions", ["active_infection"]),
    ],
)
def test_one_widget_changes_the_answer(kind: str, key: str, value: object) -> None:
    """A change of one widget shows the recommendations of the changed patient, no more and no fewer."""
    before = Scenario(pain_score=6 if key == "pain_score" else 8, disabling_pain=True)
    app = start(before.to_query())
    getattr(app.sidebar, kind)(key=key).set_value(value).run()
    after = before.replace(**{key: value})
    assert recommend(before).ids != recommend(after).ids
    assert form(app) == vars(after)
    assert title(app) == leading_title(after)
    labels = [plain(one.label) for one in app.main.expander]
    shown = [label.split("**")[1] for label in labels if label.startswith("**")]
    assert sorted([title(app), *shown]) == sorted(ADVICE[name].title for name in recommend(after).ids)


def test_the_form_in_the_page_drives_the_same_patient() -> None:
    """A change in the form of the page reaches the form at the side and the answer."""
    app = opened(start("disabling_pain=true"), "edit")
    app.main.slider(key="edit_pain_score").set_value(9).run()
    assert form(app) == vars(Scenario(pain_score=9, disabling_pain=True))
    assert title(app) == ADVICE["augmentation-early"].title


def test_impossible_weeks_are_complained_of_beside_the_input() -> None:
    """More weeks of care than since the fracture: an error right under the input, both values kept, an answer given."""
    app = start()
    app.sidebar.number_input(key="weeks_of_care").set_value(13).run()
    for _ in range(2):
        assert not app.exception
        (group,) = [one for one in app.sidebar.expander if one.label == "Fracture and timing"]
        kinds = [(child.type, getattr(child, "key", None)) for child in group.children.values()]
        assert kinds[kinds.index(("number_input", "weeks_of_care")) + 1][0] == "error"
        assert re.search(r"\b13\b.*\b2\b", group.error[0].value)
        assert title(app) == leading_title(Scenario(weeks_of_care=2))
        assert app.sidebar.number_input(key="weeks_of_care").value == 13
        assert app.sidebar.number_input(key="weeks_since_fracture").value == 2
        app.run()
    app.sidebar.number_input(key="weeks_since_fracture").set_value(14).run()
    assert not app.error
    assert title(app) == leading_title(Scenario(weeks_of_care=13, weeks_since_fracture=14))


@pytest.mark.parametrize(
    "name", ["first-contact", "three-months-failed", "not-examined", "major-trauma", "past-cancer"]
)
def test_a_change_leads_where_it_promised(name: str) -> None:
    """Each button under "What would change the answer" leads to the step that stands on it."""
    link = Scenario(**EXAMPLES[name].given).to_query()
    keys = [button.key for button in start(link).main.button if button.key and button.key.startswith("change-")]
    assert keys
    for key in keys:
        app = start(link)
        promised = plain(app.main.button(key=key).label).split("**")[1]
        assert promised != title(app)
        app.main.button(key=key).click().run()
        assert not app.exception
        assert title(app) == (NO_STEP if promised == "no specific step" else promised)


def test_the_changes_offered_are_the_smallest() -> None:
    """The buttons name the nearest changes first, as many of them as fit."""
    scenario = Scenario(pain_score=8)
    buttons = [one for one in start(scenario.to_query()).main.button if (one.key or "").startswith("change-")]
    nearest = [ADVICE[one.new_primary].title for one in what_would_change(scenario)[: len(buttons)] if one.new_primary]
    assert len(buttons) >= 5
    assert [plain(one.label).split("**")[1] for one in buttons] == nearest


def test_what_does_not_hold_is_explained() -> None:
    """Every rule that does not hold stands in the table of those considered, with a reason."""
    app = opened(start(), "not-held")
    (table,) = [one for one in app.main.table if "Why not" in one.value.columns]
    missing = [ADVICE[name].title for name in RULES if name not in recommend(Scenario()).ids]
    assert list(table.value["Recommendation"]) == missing
    assert all(table.value["Why not"].str.len() > 10)


def test_an_unknown_red_flag_makes_the_answer_provisional() -> None:
    """The answer says that it is provisional while a red flag is unknown, and only then."""
    assert "Provisional" in words(start("neural_compression=unknown").main)
    assert "Provisional" not in words(start().main)
