"""Each step shows exactly these rows of a made-up patient: text, lead-in, id, mark and sources."""

from __future__ import annotations

from types import SimpleNamespace as Made

import pytest

from logic.content import library
from logic.lectures import steps
from logic.lectures.rows import Row, Shown
from logic.pathway.counterfactuals import Change
from logic.pathway.positions import Position
from logic.rules.conditions import Is
from tests.logic.lectures.base import CASE, CONTENT, ITEMS, LEAD, OWN, PATIENT, patient

NO_STEP = "The article gives no specific step"


@pytest.fixture
def show(monkeypatch):
    """Shows a step of a patient who is made up of what is given."""
    for name, entries in CONTENT.items():
        monkeypatch.setattr(library, name, entries)

    def shown(step, **given):
        steps._shown.cache_clear()
        one = patient(**given)
        monkeypatch.setattr(steps, "presented", lambda case, scenario: {("made-up", one.scenario): one}[case, scenario])
        return steps.shown(step, "made-up", one.scenario)

    yield shown
    steps._shown.cache_clear()


def knows(monkeypatch, **answers):
    """Functions that the steps ask about a scenario answer for the made-up patient alone."""
    for name, answer in answers.items():
        monkeypatch.setattr(steps, name, {PATIENT: answer}.__getitem__)


def test_the_steps_come_in_the_order_of_a_round_each_under_its_heading():
    """The answer comes after the question, what supports it after that; the ids are part of links."""
    assert list(steps.STEPS.items()) == [
        ("patient", "The patient"),
        ("question", "Your answer first"),
        ("answer", "The leading step"),
        ("why", "Why"),
        ("article", "The article, checked"),
        ("timeline", "Week by week"),
        ("evidence", "The evidence"),
        ("bodies", "Who would offer cement"),
        ("flips", "What would change it"),
    ]


def change(to, new_primary):
    """A change of the age that gives another leading step."""
    return Change("age", 81, to, new_primary, 1)


# ---------------------------------------------------------------- patient, question, answer, why


def test_a_case_is_told_in_four_parts_of_which_the_first_needs_no_lead_in(show):
    """History, examination, imaging and what was tried, under the title of the case."""
    parts = (Row("She fell."), Row("It is tender.", "Examination"), Row("One wedge.", "Imaging"))
    assert show("patient", case=CASE) == Shown("The made-up case", (*parts, Row("Bed rest.", "So far")))


def test_a_patient_without_a_case_is_told_under_a_title_of_its_own(monkeypatch, show):
    """In the words that the page has for the scenario."""
    knows(monkeypatch, describe="Somebody of 81.")
    assert show("patient") == Shown("The patient of this page", (Row("Somebody of 81."),))


def test_the_question_offers_the_leading_step_its_nearest_rivals_and_then_any_other(monkeypatch, show):
    """Four options in the order of the rules, "no step" last, each with its letter."""
    monkeypatch.setattr(steps, "LEADING", ("first", "second", "third", "fourth", "fifth"))
    monkeypatch.setattr(steps, "CAN_LEAD", ("fifth", "third", "second"))
    knows(monkeypatch, by_answer=[change(80, None), change(79, "first")])
    options = (Row("Title of first", "A", "first"), Row("Title of third", "B", "third"))
    options += (Row("Title of fifth", "C", "fifth"), Row(NO_STEP, "D", ""))
    assert show("question", lead=LEAD) == Shown("What comes first?", options)


def test_a_question_may_have_fewer_than_four_options(monkeypatch, show):
    """Where there are no more steps that could lead; without a leading step "no step" is one of them."""
    monkeypatch.setattr(steps, "LEADING", ("first", "second", "third"))
    monkeypatch.setattr(steps, "CAN_LEAD", ("second", "third"))
    knows(monkeypatch, by_answer=[])
    assert show("question").rows == (
        Row("Title of second", "A", "second"),
        Row("Title of third", "B", "third"),
        Row(NO_STEP, "C", ""),
    )


@pytest.mark.parametrize(
    ("provisional", "more"), [(False, ()), (True, (Row("A red flag is unknown.", "Provisional"),))]
)
def test_the_answer_is_the_first_sentence_of_the_leading_step(show, provisional, more):
    """With its stage and its sources, and a second row where an unknown red flag makes it provisional."""
    lead = Made(id="third", stage="urgent", provisional=provisional)
    first = Row("Do third now.", "", "third", "urgent", OWN)
    assert show("answer", lead=lead) == Shown("Title of third", (first, *more))


def test_without_a_leading_step_the_answer_says_that_no_rule_leads(show):
    """Its source is that of the patient."""
    told = Row("No rule of the pathway leads for this patient.", sources=OWN)
    assert show("answer") == Shown(NO_STEP, (told,))


def test_the_reasons_of_the_leading_step_are_told_for_this_patient(monkeypatch, show):
    """One row a reason, each a sentence with the sources of the step."""
    monkeypatch.setattr(steps, "reasons", lambda leaves, scenario: [f"{scenario.age}: {leaf}" for leaf in leaves])
    rows = (Row("81: pain.", sources=OWN), Row("81: Relief.", sources=OWN))
    assert show("why", lead=LEAD) == Shown("Why for this patient", rows)


def test_without_a_leading_step_each_step_for_this_cause_says_what_it_lacked(monkeypatch, show):
    """Steps for another cause, and rules that never lead, have nothing to explain."""
    own, other, pain = Is("cause", "osteoporotic"), Is("cause", "high_energy_trauma"), Is("worsening", True)
    tried = {"first": (pain, own), "second": (other, pain), "fourth": (own,), "third": (own, pain)}
    traced = [Made(rule=Made(id=name, when=Made(leaves=lambda has=has: has))) for name, has in tried.items()]
    knows(monkeypatch, trace=traced)
    monkeypatch.setattr(steps, "LEADING", ("first", "second", "third"))
    monkeypatch.setattr(steps, "why_not", lambda step, scenario: f"not {step.rule.id} at {scenario.age}")
    rows = tuple(Row(f"Not {name} at 81.", f"Title of {name}", name, "", OWN) for name in ("first", "third"))
    assert show("why") == Shown("Why no step leads", rows)


# ---------------------------------------------------------------- article, timeline, evidence


def test_a_claim_is_shown_with_two_sentences_of_our_finding(show):
    """The article's words come from the article, the verdict from what was found."""
    said = Row("The gate is three weeks.", "The article says", "M1", "", ("ARTICLE",))
    found = Row("It is a gate. Nobody saw it!", "Our check", "M1", "simplified", ("REF-1", "REF-BOTH"))
    assert show("article", claims=("M1",)) == Shown("What the article says, and our check", (said, found))


def test_a_claim_that_was_not_verified_gives_one_sentence_to_say_so(show):
    """The source was not seen, which is more important than the rest of the finding."""
    seen = "No trial says so. Source text behind the article's sentence not seen."
    assert show("article", claims=("M2",)).rows == (
        Row("The lungs suffer.", "The article says", "M2", "", ("ARTICLE",)),
        Row(seen, "Our check", "M2", "unsupported", ("REF-2", "REF-BOTH")),
    )


def test_an_omission_is_shown_with_the_first_sentence_of_why_it_matters(show):
    """That the article says nothing has the sources of the omission."""
    assert show("article", claims=("G1",)).rows == (
        Row("Nothing: Red flags.", "The article says", "G1", "", ("REF-G",)),
        Row("They are missed.", "Why it matters", "G1", "omitted", ("REF-G",)),
    )


@pytest.mark.parametrize(
    ("claims", "kept"),
    [
        (("M1", "M2", "G1"), ("M1", "M1", "M2", "M2", "G1", "G1")),
        (("M3", "M1", "M2", "G1"), ("M3", "M3", "M3", "M1", "M1", "M2", "M2")),
        (("M3", "M1", "M3", "M2"), ("M3", "M3", "M3", "M1", "M1", "M2", "M2")),
    ],
)
def test_a_claim_for_which_there_is_no_room_is_left_out_whole(show, claims, kept):
    """Seven rows may be filled; a shorter claim after it may still find room."""
    assert tuple(row.id for row in show("article", claims=claims).rows) == kept


def test_the_timeline_shows_checks_and_decisions_in_words(monkeypatch, show):
    """The title is today; all items go to the chart."""
    knows(monkeypatch, timeline=list(ITEMS))
    rows = (
        Row("Look: week 6.", "Checkpoint", "look", "checkpoint", ("REF-1", "REF-BOTH", "REF-2")),
        Row("Decide: week 8.", "Decision", "decide", "decision", ("REF-G",)),
    )
    assert show("timeline") == Shown("Today, week 3", rows, ITEMS)


def test_a_timeline_without_checks_and_decisions_shows_all_but_today(monkeypatch, show):
    """Treatments and windows then are what there is to tell."""
    knows(monkeypatch, timeline=list(ITEMS[:3]))
    rows = (
        Row("Brace: from week 3 on.", "Treatment", "brace", "treatment", ("REF-1", "REF-BOTH")),
        Row(
            "Studied: weeks 3 to 9.",
            "Length of studies, not a prescription",
            "studied",
            "evidence_window",
            ("REF-2", "REF-BOTH"),
        ),
    )
    assert show("timeline") == Shown("Today, week 3", rows, ITEMS[:3])


def test_a_timeline_of_today_alone_has_no_rows_and_no_items(monkeypatch, show):
    """So that the step is left out."""
    knows(monkeypatch, timeline=list(ITEMS[:1]))
    assert show("timeline") == Shown("Today, week 3", ())


def test_the_evidence_is_the_question_the_answer_and_the_first_gap_of_the_chart(monkeypatch, show):
    """Each with the references behind the findings of the chart, which is named for the page."""
    knows(monkeypatch, in_question=True, chart_for="course")
    monkeypatch.setattr(steps, "references", lambda ids: tuple(f"REF-{one}" for one in ids))
    told = {"Question": "Does it last?", "Answer": "Not long.", "Cannot be shown": "Not the first year."}
    rows = tuple(Row(text, label, sources=("REF-f1", "REF-f2")) for label, text in told.items())
    assert show("evidence") == Shown("The course", rows, chart="course")


@pytest.mark.parametrize(("asked", "cause"), [(False, "osteoporotic"), (True, "confirmed_malignancy")])
def test_there_is_no_evidence_to_show_where_cement_is_no_question_or_the_cause_is_another(
    monkeypatch, show, asked, cause
):
    """The comparison is about cement for osteoporotic fractures."""
    scenario = PATIENT.replace(cause=cause)
    monkeypatch.setattr(steps, "in_question", {scenario: asked}.__getitem__)
    monkeypatch.setattr(steps, "chart_for", {scenario: "course"}.__getitem__)
    assert show("evidence", scenario=scenario) == Shown("The evidence", ())


# ---------------------------------------------------------------- bodies, flips


def body(name, vertebroplasty, kyphoplasty):
    """The position of a made-up body."""
    return Position(name, vertebroplasty, kyphoplasty, "Since.", ("M1",), (f"REF-{name}", "REF-ALL"))


def test_bodies_of_one_mind_share_a_row_and_the_most_willing_come_first(monkeypatch, show):
    """Whichever procedure a body is more willing to offer decides its rank."""
    places = [
        body("a", "not_addressed", "not_addressed"),
        body("b", "insufficient", "insufficient"),
        body("c", "option", "option"),
        body("d", "against", "recommends"),
        body("e", "option", "option"),
        body("f", "against", "against"),
    ]
    knows(monkeypatch, in_question=True, positions=places)
    both = {
        "b": "Insufficient on both procedures",
        "f": "Against both procedures",
        "a": "Both procedures not addressed",
    }
    years = {"a": 2001, "b": 2002, "f": 2006}
    rows = (
        Row("Body d (2004)", "Against vertebroplasty, recommends kyphoplasty", sources=("REF-d", "REF-ALL")),
        Row("Body c (2003), Body e (2005)", "Both procedures as an option", sources=("REF-c", "REF-ALL", "REF-e")),
        *(Row(f"Body {one} ({years[one]})", both[one], sources=(f"REF-{one}", "REF-ALL")) for one in "fba"),
    )
    assert show("bodies") == Shown("3 of 6 would offer cement now or give it as an option", rows)


def test_the_title_says_none_where_no_body_would_offer_cement(monkeypatch, show):
    """Though some rule speaks of it."""
    knows(monkeypatch, in_question=True, positions=[body("a", "not_addressed", "insufficient")])
    shown = show("bodies")
    assert shown.title == "None of 1 would offer cement now or give it as an option"
    assert [row.label for row in shown.rows] == ["Vertebroplasty not addressed, insufficient on kyphoplasty"]


def test_where_cement_is_no_question_the_bodies_have_no_rows(monkeypatch, show):
    """So that the step is left out."""
    knows(monkeypatch, in_question=False, positions=[body("a", "against", "against")])
    assert show("bodies") == Shown("Who would offer cement", ())


def test_what_would_change_the_answer_shows_four_changes_with_the_step_that_each_gives(monkeypatch, show):
    """The sources are those of the other step: of its claims, then its own; of no step, the article."""
    monkeypatch.setattr(steps, "RULES", {name: Made(claims=("M1",)) for name in CONTENT["ADVICE"]})
    monkeypatch.setattr(steps, "change_words", lambda field, to: f"If {field} is {to}")
    others = {80: "second", 79: None, 78: "first", 77: "fifth", 76: "fourth"}
    knows(monkeypatch, by_answer=[change(to, name) for to, name in others.items()])
    rows = [
        Row(f"Title of {others[to]}", f"If age is {to}", others[to], "", ("REF-1", "REF-BOTH", f"ADVICE-{others[to]}"))
        for to in (80, 78, 77)
    ]
    rows.insert(1, Row(NO_STEP, "If age is 79", "", "", ("ARTICLE",)))
    assert show("flips") == Shown("What would change the answer", tuple(rows))


def test_the_title_of_a_step_is_that_of_its_advice(monkeypatch):
    """And of no step, that the article gives none."""
    monkeypatch.setattr(library, "ADVICE", CONTENT["ADVICE"])
    assert [steps.step_title(name) for name in ("first", None)] == ["Title of first", NO_STEP]
