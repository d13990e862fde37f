"""The timeline of one patient: what runs when, what is only the length of studies, where decisions fall."""

from __future__ import annotations

from importlib import import_module
from types import SimpleNamespace

import pytest
from hypothesis import given

from logic import Scenario, recommend, timeline
from logic.content import library
from logic.pathway.recommend import Pathway, Recommendation
from logic.pathway.timeline import TimelineItem, as_table
from logic.pathway.timeline import span as in_words
from logic.rules.conditions import Is
from logic.rules.terms import Rule, Window
from tests.scenarios import scenarios

KINDS = {"treatment", "evidence_window", "checkpoint", "decision", "now"}


def items(**given_fields) -> dict:
    return {item.id: item for item in timeline(Scenario(**given_fields))}


def span(item) -> tuple:
    return item.kind, item.start_week, item.end_week


@pytest.mark.parametrize(("since", "care"), [(2, 2), (2, 0), (9, 4), (20, 11)])
def test_the_articles_weeks_for_nsaids_are_the_length_of_studies_from_the_start_of_care(since, care):
    """2 to 12 weeks, drawn as an evidence window and never as a course."""
    began = since - care
    nsaid = items(weeks_since_fracture=since, weeks_of_care=care)["nsaid"]
    assert span(nsaid) == ("evidence_window", began + 2, began + 12)


@pytest.mark.parametrize(("since", "care"), [(2, 2), (2, 0), (9, 4), (20, 11)])
def test_the_articles_weeks_for_opioids_are_the_length_of_studies_from_the_start_of_care(since, care):
    """1 to 9 weeks, drawn as an evidence window and never as a course."""
    began = since - care
    opioid = items(weeks_since_fracture=since, weeks_of_care=care)["opioid"]
    assert span(opioid) == ("evidence_window", began + 1, began + 9)


@given(scenarios())
def test_nothing_but_nsaids_and_opioids_is_an_evidence_window(scenario):
    """And each of the two is there exactly when it is recommended."""
    windows = {item.id for item in timeline(scenario) if item.kind == "evidence_window"}
    assert windows == {"nsaid", "opioid"} & set(recommend(scenario).ids)


@given(scenarios())
def test_today_stands_on_every_timeline_once(scenario):
    """At the weeks since the fracture, as a point in time."""
    today = scenario.weeks_since_fracture
    assert [span(item) for item in timeline(scenario) if item.kind == "now"] == [("now", today, today)]


@pytest.mark.parametrize(("since", "care"), [(2, 2), (9, 4), (20, 11), (0, 0)])
def test_the_decision_falls_in_week_12_of_care(since, care):
    """Counted from the start of care, on a scale that counts from the fracture."""
    check = items(weeks_since_fracture=since, weeks_of_care=care)["reassess-at-3-months"]
    assert span(check) == ("decision", since - care + 12, since - care + 12)


def test_conservative_care_and_brace_run_for_twelve_weeks_of_care():
    """From the start of care, which here is week 5."""
    shown = items(weeks_since_fracture=9, weeks_of_care=4)
    assert span(shown["conservative-care"]) == ("treatment", 5, 17)
    assert span(shown["brace"]) == ("treatment", 5, 17)


def test_calcitonin_runs_to_week_4_from_the_fracture():
    """Whenever care began."""
    shown = items(weeks_since_fracture=3, weeks_of_care=0)
    assert span(shown["calcitonin"]) == ("treatment", 0, 4)


def test_early_reviews_are_checkpoints_in_weeks_2_and_6_of_care():
    """They come from the better wording of the lead, counted from the start of care."""
    checks = [item for item in timeline(Scenario(weeks_since_fracture=9, weeks_of_care=4)) if item.kind == "checkpoint"]
    assert [(item.start_week, item.end_week) for item in checks] == [(7, 7), (11, 11)]
    assert [item.claims for item in checks] == [("C01",), ("C01",)]


@pytest.mark.parametrize(
    ("given_fields", "name"),
    [
        ({"weeks_of_care": 12, "pain_relief": "inadequate"}, "augmentation-consider"),
        ({"weeks_of_care": 12}, "reassess-now"),
        ({"weeks_of_care": 12, "pain_relief": "adequate"}, "no-augmentation-needed"),
        ({"weeks_of_care": 3, "pain_score": 8, "disabling_pain": True}, "augmentation-early"),
    ],
)
def test_a_decision_that_is_due_stands_at_today(given_fields, name):
    """Not in week 12 of care, which may be long past."""
    shown = items(weeks_since_fracture=14, **given_fields)
    assert span(shown[name]) == ("decision", 14, 14)


def test_trauma_has_nothing_on_its_timeline_but_today():
    """The article plans nothing for it."""
    assert list(items(cause="high_energy_trauma")) == ["now"]


@given(scenarios())
def test_items_are_recommendations_milestones_or_today_and_none_twice(scenario):
    """Nothing is drawn that is not advised, and claims are those of the recommendation."""
    shown = timeline(scenario)
    pathway = recommend(scenario)
    assert len({item.id for item in shown}) == len(shown)
    for item in shown:
        assert item.kind in KINDS
        if item.id in pathway.ids:
            assert item.claims == pathway[item.id].claims
        else:
            assert item.id == "now" or item.id in library.MILESTONES


@given(scenarios())
def test_items_have_a_label_and_run_forwards(scenario):
    """A bar has a length of at least nothing, and words beside it."""
    for item in timeline(scenario):
        assert item.label.strip()
        assert item.start_week >= 0
        assert item.end_week is None or item.end_week >= item.start_week


@given(scenarios())
def test_every_recommendation_with_a_window_is_on_the_timeline(scenario):
    """With the same weeks."""
    shown = {item.id: item for item in timeline(scenario)}
    for one in recommend(scenario).recommendations:
        if one.start_week is not None:
            assert (shown[one.id].start_week, shown[one.id].end_week) == (one.start_week, one.end_week)


def test_an_item_is_told_with_its_weeks():
    """A span, a point in time, and what has no end."""
    shown = items(weeks_since_fracture=3, weeks_of_care=1)
    assert in_words(shown["calcitonin"]) == f"{shown['calcitonin'].label}: weeks 0 to 4"
    assert in_words(shown["now"]) == "Today, week 3: week 3"
    assert in_words(shown["keep-moving"]) == f"{shown['keep-moving'].label}: from week 3 on"


def test_the_table_of_the_timeline_has_a_row_for_each_item():
    """What, kind, weeks and claims, as one reads them."""
    shown = tuple(timeline(Scenario(weeks_since_fracture=3, weeks_of_care=1)))
    table = as_table(shown).to_dict("records")
    kinds = {
        "now": "Today",
        "treatment": "Treatment",
        "evidence_window": "Length of studies, not a prescription",
        "checkpoint": "Checkpoint",
        "decision": "Decision",
    }
    assert table == [
        {
            "What": item.label,
            "Kind": kinds[item.kind],
            "From week": str(item.start_week),
            "To week": "no end" if item.end_week is None else str(item.end_week),
            "Claims": ", ".join(item.claims),
        }
        for item in shown
    ]
    assert {row["To week"] for row in table} >= {"no end", "4"}


def test_items_stand_by_kind_today_first_and_decisions_last():
    """Treatments, lengths of studies and checkpoints between."""
    order = ["now", "treatment", "evidence_window", "checkpoint", "decision"]
    kinds = [item.kind for item in timeline(Scenario(weeks_since_fracture=3, weeks_of_care=1))]
    assert kinds == sorted(kinds, key=order.index)
    assert set(kinds) == set(order)


@pytest.mark.parametrize(
    ("given_fields", "name"),
    [
        ({"pain_relief": "inadequate"}, "augmentation-consider"),
        ({"pain_relief": "adequate"}, "no-augmentation-needed"),
        ({"pain_relief": "not_assessed"}, "reassess-now"),
        ({"weeks_of_care": 3, "pain_score": 8, "disabling_pain": True}, "augmentation-early"),
    ],
)
def test_a_decision_of_today_falls_on_today_with_its_claims(given_fields, name):
    """Each of the four leading steps that are a decision."""
    scenario = Scenario(**({"weeks_since_fracture": 14, "weeks_of_care": 12} | given_fields))
    item = {one.id: one for one in timeline(scenario)}[name]
    assert span(item) == ("decision", 14, 14)
    assert item.claims == recommend(scenario)[name].claims
    assert item.label == (library.ADVICE[name].short or library.ADVICE[name].title)


def test_a_timeline_is_made_of_what_holds_and_of_the_milestones(monkeypatch):
    """To the letter, on made-up content: today in week 9, five weeks into care."""
    engine = import_module("logic.pathway.timeline")
    windows = {
        "a": Window("treatment", "care", 1, 6),
        "b": Window("evidence_window", "fracture", 2, 3),
        "c": Window("decision", "care", 7, 7),
        "conservative-care": None,
        "keep-moving": None,
        "reassess-now": None,
        "nothing": None,
    }
    scenario = Scenario(weeks_since_fracture=9, weeks_of_care=5)
    rules = [Rule(name, "now", Is("sex", "female"), (f"C-{name}",), window) for name, window in windows.items()]
    held = {rule.id: Recommendation(rule, scenario) for rule in rules}
    pathway = Pathway(scenario, tuple(held.values()), tuple(held), None, False)
    monkeypatch.setattr(engine, "recommend", lambda _: pathway)
    advice = {name: SimpleNamespace(short=f"short {name}", title="long") for name in windows}
    advice["a"] = SimpleNamespace(short=None, title="title a")
    monkeypatch.setattr(library, "ADVICE", advice)
    milestone = SimpleNamespace(label="first look", after="soon", claims=("C9",))
    monkeypatch.setattr(library, "MILESTONES", {"look": milestone})
    monkeypatch.setattr(library, "THRESHOLDS", {"soon": SimpleNamespace(value=3)})
    assert timeline(scenario) == [
        TimelineItem("now", "Today, week 9", "now", 9, 9, ()),
        TimelineItem("a", "title a", "treatment", 5, 10, ("C-a",)),
        TimelineItem("keep-moving", "short keep-moving", "treatment", 9, None, ("C-keep-moving",)),
        TimelineItem("b", "short b", "evidence_window", 2, 3, ("C-b",)),
        TimelineItem("look", "first look", "checkpoint", 7, 7, ("C9",)),
        TimelineItem("c", "short c", "decision", 11, 11, ("C-c",)),
        TimelineItem("reassess-now", "short reassess-now", "decision", 9, 9, ("C-reassess-now",)),
    ]
    del held["conservative-care"]
    without = Pathway(scenario, tuple(held.values()), tuple(held), None, False)
    monkeypatch.setattr(engine, "recommend", lambda _: without)
    assert "look" not in [item.id for item in timeline(scenario)]


@pytest.mark.parametrize(
    ("given_fields", "ongoing"),
    [
        ({}, ["keep-moving", "physical-therapy", "treat-osteoporosis", "calcium-vitamin-d"]),
        (
            {"bone_drug": "denosumab", "neurological_deficit": "yes"},
            ["continue-bone-drug", "calcium-vitamin-d"],
        ),
        ({"cause": "confirmed_malignancy"}, ["keep-moving"]),
    ],
)
def test_what_has_no_window_goes_on_from_today(given_fields, ongoing):
    """Movement, and care of the bone, where they are recommended."""
    shown = timeline(Scenario(weeks_since_fracture=3, weeks_of_care=1, **given_fields))
    assert [item.id for item in shown if item.end_week is None] == ongoing
    assert {span(item) for item in shown if item.end_week is None} == {("treatment", 3, None)}
