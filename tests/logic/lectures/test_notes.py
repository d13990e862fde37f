"""The speaker reads exactly these rows beside each step of a made-up patient: text, lead-in, id, mark and sources."""

from __future__ import annotations

from types import SimpleNamespace as Made

import pytest

from logic.content import library
from logic.lectures import notes
from logic.lectures.rows import Notes, Row
from logic.pathway.positions import Position
from logic.pathway.readers import Line, Part
from tests.logic.lectures.base import CASE, CONTENT, ITEMS, LEAD, OWN, PATIENT, patient

INPUTS = {
    name: Made(definition=f"What {name} is.", label=name.title(), claims=(claim,), references=(f"INPUT-{name}", *more))
    for name, claim, more in (("pain", "M1", ("REF-1",)), ("age", "M2", ()), ("cause", "G1", ()))
}
DEFINED = {
    "pain": Row("What pain is.", "Pain", "pain", "", ("REF-1", "REF-BOTH", "INPUT-pain")),
    "age": Row("What age is.", "Age", "age", "", ("REF-2", "REF-BOTH", "INPUT-age")),
    "cause": Row("What cause is.", "Cause", "cause", "", ("REF-G", "INPUT-cause")),
}
TRAP = Row("Bed rest.", "Trap", "", "", ("REF-2", "REF-BOTH"))
TRIALS = {
    "one": Made(name="FIRST", reference="REF-T1"),
    "two": Made(name="FIRST II", reference="REF-T2"),
    "three": Made(name="V.3", reference="REF-T3"),
}
PARTS = (
    Part("window", "Window", (Line("Week 3."),)),
    Part("listen_for", "Listen", (Line("An answer."),)),
    Part("question", "Question", (Line("What now?"),)),
    Part("reasons", "Reasons", (Line("Never in the notes."),)),
    Part("points", "Points", (Line("Point one."), Line("Point two.", "P2", "faithful", "", (), ("REF-P",)))),
    Part("cautions", "Cautions", (Line("Not with warfarin", "K1", "major", "3 days", (), ("REF-K",)),)),
    Part("pitfall", "Pitfall", (Line("Do not wait."),)),
    Part("pearl", "Pearl", (Line("Look twice."),)),
    Part("text", "Text", (Line("Do it."),)),
)
NOTED = {
    "question": (Row("What now?", "Ask the hall", sources=OWN), Row("An answer.", "Listen for", sources=OWN)),
    "answer": (
        Row("Do it.", "The step", sources=OWN),
        Row("Look twice.", "Notice", sources=OWN),
        Row("Do not wait.", "Pitfall", sources=OWN),
        Row("Not with warfarin (3 days)", "Caution", "K1", "major", ("REF-K",)),
    ),
    "why": (
        Row("Point one.", "Teach", sources=OWN),
        Row("Point two.", "Teach", "P2", "faithful", ("REF-P",)),
        Row("Week 3.", "When", sources=OWN),
    ),
}
"""What the notes take of the parts of the leading step, by the step of the presentation."""


@pytest.fixture
def note(monkeypatch):
    """The notes on a step of a patient who is made up of what is given."""
    for name, entries in {**CONTENT, "INPUTS": INPUTS, "TRIALS": TRIALS}.items():
        monkeypatch.setattr(library, name, entries)

    def noted(step, **given):
        one = patient(**given)
        monkeypatch.setattr(notes, "presented", lambda case, scenario: {("made-up", PATIENT): one}[case, scenario])
        return notes.notes_on(step, "made-up", PATIENT)

    return noted


def knows(monkeypatch, **answers):
    """Functions that the notes ask about a scenario answer for the made-up patient alone."""
    for name, answer in answers.items():
        monkeypatch.setattr(notes, name, {PATIENT: answer}.__getitem__)


def arranged(monkeypatch, parts=PARTS):
    """The leading step has these parts for an educator, and for nobody else."""
    monkeypatch.setattr(notes, "arrange", lambda one, reader: {("third", "educator"): parts}[one.id, reader])


# ---------------------------------------------------------------- the leading step


@pytest.mark.parametrize("step", NOTED)
def test_notes_take_the_parts_of_the_leading_step_in_an_order_of_their_own(monkeypatch, note, step):
    """A limit stands in brackets; a line without sources has those of the step."""
    arranged(monkeypatch)
    assert note(step, lead=LEAD).rows == NOTED[step]


@pytest.mark.parametrize("step", NOTED)
def test_a_part_that_the_leading_step_lacks_leaves_no_note(monkeypatch, note, step):
    """There is not always a pearl, a pitfall or a window."""
    arranged(monkeypatch, PARTS[3:4])
    assert note(step, lead=LEAD) == Notes((), OWN)


@pytest.mark.parametrize("step", NOTED)
def test_without_a_leading_step_and_a_case_there_is_nothing_to_say(note, step):
    """The sources of the patient remain."""
    assert note(step) == Notes((), OWN)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("FIRST showed it.", ("REF-T1",)),
        ("FIRST II and V.3 did not.", ("REF-T1", "REF-T2", "REF-T3")),
        ("FIRSTLY, VX3 is none of them.", ()),
    ],
)
def test_a_trial_that_a_line_names_in_full_is_among_its_sources(monkeypatch, note, text, named):
    """After those of the step; a line with sources of its own keeps to them."""
    lines = (Line(text), Line(text, sources=("REF-L",)))
    arranged(monkeypatch, (Part("points", "Points", lines),))
    rows = (Row(text, "Teach", sources=(*OWN, *named)), Row(text, "Teach", sources=("REF-L",)))
    assert note("why", lead=LEAD) == Notes(rows, (*OWN, *named, "REF-L"))


# ---------------------------------------------------------------- patient, question, answer


@pytest.mark.parametrize(
    ("given", "rows"),
    [
        ({}, (DEFINED["cause"],)),
        ({"lead": LEAD}, (DEFINED["pain"], DEFINED["age"])),
        ({"lead": LEAD, "case": CASE}, (TRAP, DEFINED["pain"], DEFINED["age"])),
        ({"case": Made(**{**vars(CASE), "trap": None})}, (DEFINED["cause"],)),
    ],
)
def test_notes_on_the_patient_name_the_trap_and_define_what_the_step_rests_on(note, given, rows):
    """Without a leading step that is the cause; the sources are those of its claims and its own, each once."""
    assert note("patient", **given).rows == rows


@pytest.mark.parametrize(
    ("step", "given", "rows"),
    [
        ("question", {"case": CASE}, (Row("Look again.", "Listen for", sources=("REF-2", "REF-BOTH")),)),
        ("question", {"case": CASE, "lead": LEAD}, NOTED["question"]),
        ("answer", {"case": CASE}, (Row("Look again.", "What the case teaches", sources=("REF-2", "REF-BOTH")),)),
        (
            "answer",
            {"case": CASE, "lead": LEAD},
            (Row("Look again.", "What the case teaches", sources=("REF-2", "REF-BOTH")), *NOTED["answer"]),
        ),
    ],
)
def test_what_a_case_teaches_opens_the_answer_and_stands_in_for_a_question(monkeypatch, note, step, given, rows):
    """The educator's question of the leading step comes before it."""
    arranged(monkeypatch)
    assert note(step, **given).rows == rows


# ---------------------------------------------------------------- article, timeline, evidence


def test_notes_on_the_article_hold_every_finding_whole(note):
    """What would be better follows where there is something better; what was left out has why it matters."""
    rows = (
        Row("They are missed. They kill.", "Left out, G1", "G1", "omitted", ("REF-G",)),
        Row("It is a gate. Nobody saw it! Others did.", "Our check of M1", "M1", "simplified", ("REF-1", "REF-BOTH")),
        Row("Ask for the source.", "Better than M1", "M1", "", ("REF-1", "REF-BOTH")),
        Row("No trial says so. One review hints.", "Our check of M2", "M2", "unsupported", ("REF-2", "REF-BOTH")),
    )
    told = note("article", claims=("G1", "M1", "M2"))
    assert told == Notes(rows, ("REF-G", "REF-1", "REF-BOTH", "REF-2", "REF-OWN"))


def test_notes_on_the_timeline_name_every_item_but_today(monkeypatch, note):
    """Treatments and windows as well, with what they are and their weeks."""
    knows(monkeypatch, timeline=list(ITEMS))
    first, second = ("REF-1", "REF-BOTH"), ("REF-2", "REF-BOTH")
    study = "Length of studies, not a prescription"
    assert note("timeline").rows == (
        Row("Brace: from week 3 on.", "Treatment", "brace", "treatment", first),
        Row("Studied: weeks 3 to 9.", study, "studied", "evidence_window", second),
        Row("Look: week 6.", "Checkpoint", "look", "checkpoint", (*first, "REF-2")),
        Row("Decide: week 8.", "Decision", "decide", "decision", ("REF-G",)),
    )


def test_notes_on_the_evidence_hold_the_other_gaps_and_the_outcomes_that_bear_on_the_patient(monkeypatch, note):
    """The first gap is on the slide already."""
    outcomes = {
        "height": Made(title="Height", bears="It is deformed.", claims=("M1",)),
        "cost": Made(title="Cost", bears="It is dear.", claims=("G1",)),
    }
    monkeypatch.setattr(library, "OUTCOMES", outcomes)
    monkeypatch.setattr(notes, "references", lambda ids: tuple(f"REF-{one}" for one in ids))
    knows(monkeypatch, chart_for="course", bearing=("cost", "height"))
    assert note("evidence").rows == (
        Row("Not the second.", "Cannot be shown", sources=("REF-f1", "REF-f2")),
        Row("Nor the third.", "Cannot be shown", sources=("REF-f1", "REF-f2")),
        Row("It is dear.", "Cost", "cost", "", ("REF-G",)),
        Row("It is deformed.", "Height", "height", "", ("REF-1", "REF-BOTH")),
    )


# ---------------------------------------------------------------- bodies, flips


def test_notes_on_the_bodies_give_the_sentence_of_each_with_its_year(monkeypatch, note):
    """In the order of the bodies, each with its references."""
    places = [
        Position("b", "against", "option", "Since it is old.", ("M1",), ("REF-b",)),
        Position("a", "option", "against", "Since it is new.", ("M2",), ("REF-a",)),
    ]
    knows(monkeypatch, positions=places)
    assert note("bodies").rows == (
        Row("Since it is old.", "Body b, 2002", "b", "", ("REF-b",)),
        Row("Since it is new.", "Body a, 2001", "a", "", ("REF-a",)),
    )


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ({}, ()),
        ({"lead": LEAD}, ("How long?", "How often?")),
        ({"case": CASE}, ("And why?", "And when?")),
        ({"case": CASE, "lead": LEAD}, ("And why?", "And when?")),
    ],
)
def test_the_hall_may_ask_the_follow_ups_of_the_case_or_else_of_the_leading_step(monkeypatch, note, given, asked):
    """Nothing is foreseen for a patient of the page without a leading step."""
    ready = Made(recommendations={"third": (Made(ask="How long?"), Made(ask="How often?"))})
    monkeypatch.setattr(library, "FOLLOWUPS", ready)
    assert note("flips", **given) == Notes(tuple(Row(text, "May be asked", sources=OWN) for text in asked), OWN)
