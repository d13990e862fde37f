"""The parts of a recommendation on made-up content, to the letter."""

from __future__ import annotations

from dataclasses import astuple
from types import SimpleNamespace

import pytest

from logic import Scenario
from logic.content import library
from logic.pathway import readers
from logic.pathway.readers import Line, arrange
from logic.pathway.recommend import Recommendation
from logic.rules.conditions import AtLeast, AtMost, Has, Is, Limit
from logic.rules.terms import Rule, Window

FOUND = "counted from when the fracture was found"
MIXED = AtLeast("pain_score", Limit("x", 5, "points")) & ~AtLeast("pain_score", Limit("y", 7, "points"))
WEEKS = AtMost("weeks_since_fracture", Limit("z", 8, "weeks")) & ~AtMost("weeks_since_fracture", Limit("w", 1, "weeks"))


def claim(number, verdict, **more):
    told = {"says": f"says {number}", "verdict": verdict, "finding": f"finding {number}", "better": None}
    told |= {"primary_source": "a study", "grade": "II", "verified": True, "references": (f"R{number}",)}
    return SimpleNamespace(**told | more)


def caution(name, **more):
    told = {"agent": name, "condition": "in some", "action": "take care", "severity": "avoid", "threshold": None}
    told |= {"unit": None, "note": None, "source_level": "primary", "references": (f"R{name}",), "when": ()}
    return SimpleNamespace(**told | more)


@pytest.fixture
def one(monkeypatch):
    """A recommendation with a part of every kind."""
    advice = {"text": "Do it.", "pearl": "See.", "pitfall": "Mind.", "references": ("R1", "R2")}
    advice |= {"cautions": ("plain", "limit", "doubt")}
    told = {"mechanism": "It works.", "points": ("One.", "Two."), "ask_class": "Why?", "listen_for": "This."}
    content = {
        "ADVICE": {"mine": SimpleNamespace(**advice)},
        "TEACHING": {"mine": SimpleNamespace(**told, references=("R3",))},
        "OMISSIONS": {"O1": SimpleNamespace(topic="the rest", why_it_matters="it does", references=("R9",))},
        "CLAIMS": {
            "C1": claim(1, "faithful", better="softer", verified=False),
            "C2": claim(2, "simplified"),
            "C3": claim(3, "outdated"),
            "C4": claim(4, "unsupported"),
            "C5": claim(5, "contradicted"),
        },
        "CAUTIONS": {
            "plain": caution("plain", note="a note"),
            "limit": caution("limit", threshold="30", unit="mg"),
            "doubt": caution("doubt", threshold="any", note="seen", source_level="secondary"),
        },
        "REFERENCES": {f"R{number}": SimpleNamespace(citation=f"citation {number}") for number in (1, 2)},
    }
    for name, value in content.items():
        monkeypatch.setattr(library, name, value)
    monkeypatch.setattr(readers, "reasons", lambda leaves, _: [leaf.field for leaf in leaves])
    window = Window("treatment", "fracture", 0, 4)
    when = MIXED & WEEKS & Is("sex", "female") & ~Has("cautions", "low_calcium")
    return Recommendation(Rule("mine", "now", when, ("C1", "O1", "C2", "C3", "C4", "C5"), window), Scenario())


def lines(one, reader):
    """The lines of each part by its kind."""
    return {part.kind: list(part.lines) for part in arrange(one, reader)}


SOURCE = "Primary source: a study. Grade: II."
FAITHFUL = Line(
    "says 1",
    "C1",
    "faithful",
    notes=("finding 1", "Better: softer", SOURCE, "Source text behind the article's sentence not seen."),
    sources=("R1",),
)
OMITTED = Line("Nothing: the rest.", "O1", "omitted", notes=("it does",), sources=("R9",))
OTHERS = [
    Line(f"says {number}", f"C{number}", verdict, notes=(f"finding {number}", SOURCE), sources=(f"R{number}",))
    for number, verdict in ((2, "simplified"), (3, "outdated"), (4, "unsupported"), (5, "contradicted"))
]
PLAIN = Line("plain, in some: take care", "plain", "avoid", "", ("a note",), ("Rplain",))
LIMIT = Line("limit, in some: take care", "limit", "avoid", "30 mg", (), ("Rlimit",))
DOUBT = Line("doubt, in some: take care", "doubt", "avoid", "any", ("seen", "Secondary source."), ("Rdoubt",))


def test_claims_stand_as_cited_but_for_the_educator_the_worst_first(one):
    """Every claim after an omission too."""
    cited = [FAITHFUL, OMITTED, *OTHERS]
    assert lines(one, "student")["claims"] == lines(one, "clinician")["claims"] == cited
    assert lines(one, "educator")["claims"] == [*(OTHERS[index] for index in (3, 2, 1, 0)), FAITHFUL, OMITTED]


def test_cautions_stand_as_listed_but_for_the_clinician_those_with_a_limit_first(one):
    """With what is known of each."""
    assert lines(one, "student")["cautions"] == lines(one, "educator")["cautions"] == [PLAIN, LIMIT, DOUBT]
    assert lines(one, "clinician")["cautions"] == [LIMIT, DOUBT, PLAIN]


def test_every_limit_that_decided_is_told_with_the_side_on_which_the_patient_is(one):
    """At least or below, at most or more than; choices and cautions have no limit."""
    pain, weeks = library.INPUTS["pain_score"].label, library.INPUTS["weeks_since_fracture"].label
    assert [line.text for line in lines(one, "student")["window"]] == [
        f"Weeks 0 to 4, {FOUND}.",
        f"{pain}: at least 5.",
        f"{pain}: below 7.",
        f"{weeks}: at most 8 weeks.",
        f"{weeks}: more than 1 week.",
    ]


@pytest.mark.parametrize(
    ("window", "text"),
    [
        (Window("treatment", "fracture", 0, 1), f"From week 0 on, {FOUND}."),
        (Window("treatment", "fracture", 2, 2), f"Week 2, {FOUND}."),
        (Window("decision", "care", 12, 12), f"Week 12, {FOUND}."),
        (
            Window("evidence_window", "fracture", 1, 9),
            f"Weeks 1 to 9, {FOUND}: the length of studies, not a prescription.",
        ),
    ],
)
def test_a_window_is_told_in_weeks(window, text):
    """Of a treatment, a decision and studies; two weeks after the fracture."""
    one = Recommendation(Rule("mine", "now", Is("sex", "female"), (), window), Scenario())
    assert list(readers._window(one)) == [Line(text)]


def test_all_other_parts_hold_their_texts(one):
    """Word for word, under their headings and in the order of the reader."""
    told = lines(one, "educator") | lines(one, "student")
    assert told["text"] == [Line("Do it.")]
    assert told["pearl"] == [Line("See.")]
    assert told["pitfall"] == [Line("Mind.")]
    fields = "pain_score; pain_score; weeks_since_fracture; weeks_since_fracture; sex; cautions"
    assert told["reasons"] == [Line(f"P{fields[1:]}.")]
    assert told["sources"] == [Line("citation 1", sources=("R1",)), Line("citation 2", sources=("R2",))]
    assert told["mechanism"] == [Line("It works.", sources=("R3",))]
    assert told["points"] == [Line("One."), Line("Two.")]
    assert (told["question"], told["listen_for"]) == ([Line("Why?")], [Line("This.")])


HEADINGS = {
    "text": "What to do",
    "reasons": "Why for this patient",
    "window": "When, and within which limits",
    "claims": "What the article says, and our check",
    "cautions": "Cautions that may bear on this patient",
    "pearl": "What to notice",
    "pitfall": "Pitfall",
    "sources": "Source",
    "mechanism": "Why it helps or harms",
    "points": "Teaching points",
    "question": "Question for the class",
    "listen_for": "What a good answer holds",
}


@pytest.mark.parametrize(
    ("reader", "order"),
    [
        ("student", "text mechanism pearl pitfall reasons window claims cautions sources"),
        (
            "educator",
            "points question listen_for text claims pearl pitfall cautions reasons window sources",
        ),
        ("clinician", "window cautions reasons pitfall text pearl claims sources"),
    ],
)
def test_each_reader_gets_the_parts_in_an_order_of_its_own(one, reader, order):
    """Each under its heading."""
    assert [(part.kind, part.heading) for part in arrange(one, reader)] == [
        (kind, HEADINGS[kind]) for kind in order.split()
    ]


def test_a_line_has_nothing_but_its_text_unless_more_is_said():
    """Neither id nor mark, limit, notes or sources."""
    assert astuple(Line("text")) == ("text", "", "", "", (), ())


def test_readers_are_called_and_told_what_they_get():
    """In the order in which they are offered."""
    assert {name: tuple(audience) for name, audience in readers.READERS.items()} == {
        "student": ("Student", "What to do, why it helps or harms, and what to notice."),
        "educator": ("Educator", "Teaching points and a question for the class, contradictions first."),
        "clinician": ("Clinician", "Windows, limits and cautions first, the reasoning after."),
    }


def test_a_part_without_a_text_is_left_out(one, monkeypatch):
    """Neither pearl nor pitfall, source, claim, caution or window."""
    bare = SimpleNamespace(text="Do it.", pearl=None, pitfall=None, references=(), cautions=())
    monkeypatch.setattr(library, "ADVICE", {"mine": bare})
    alone = Recommendation(Rule("mine", "now", Is("sex", "female")), Scenario())
    assert [part.kind for part in arrange(alone, "clinician")] == ["reasons", "text"]
