"""A patient of a lecture is a case or that of the page, its chart bears on it, and an address names whole decks of them."""

from __future__ import annotations

from types import SimpleNamespace as Made

import pytest

from logic.content import library
from logic.content.reading import ContentError
from logic.lectures import deck as lectures
from logic.lectures import patient as patients
from logic.lectures.deck import Slide
from logic.pathway.counterfactuals import Change
from tests.logic.lectures.base import CONTENT, PATIENT

OTHER = PATIENT.replace(age=70)


def knows(monkeypatch, module, **answers):
    """Functions that a module asks about a scenario answer for the made-up patient alone."""
    for name, answer in answers.items():
        monkeypatch.setattr(module, name, {PATIENT: answer}.__getitem__)


@pytest.fixture
def charts(monkeypatch):
    """Three outcomes and three charts: f1 and f2 measure pain, f3 the height, f4 something else."""
    outcomes = {
        "height": Made(bears="It is deformed.", when=({"cause": ("osteoporotic",)},), measures=("height", "angle")),
        "pain": Made(bears="It hurts.", when=(), measures=("pain",)),
        "cost": Made(bears=None, when=(), measures=("cost",)),
        "death": Made(bears="It kills.", when=({"sex": ("neither",)},), measures=("death",)),
    }
    measured = {"f1": "pain", "f2": "pain", "f3": "height", "f4": "cost"}
    monkeypatch.setattr(library, "OUTCOMES", outcomes)
    monkeypatch.setattr(library, "FINDINGS", {name: Made(outcome=outcome) for name, outcome in measured.items()})

    def draw(**findings):
        monkeypatch.setattr(library, "CHARTS", {name: Made(findings=tuple(ids)) for name, ids in findings.items()})

    return draw


def test_a_case_brings_its_own_patient_whatever_else_is_given(monkeypatch):
    """A case that there is not is an error."""
    case = Made(scenario=OTHER)
    monkeypatch.setattr(library, "CASES", {"made-up": case})
    assert patients.presented("made-up", PATIENT) == patients.Presented(OTHER, case)
    assert patients.presented("scenario", PATIENT) == patients.Presented(PATIENT)
    with pytest.raises(KeyError):
        patients.presented("nobody", PATIENT)


def test_a_patient_without_a_leading_step_rests_on_the_article(monkeypatch):
    """Of claims there are those of the case alone, each once."""
    knows(monkeypatch, patients, recommend=Made(primary=None))
    one = patients.Presented(PATIENT, Made(claims=("M2", "M1", "M2")))
    assert (one.lead, one.claims, one.sources) == (None, ("M2", "M1"), ("ARTICLE",))
    assert patients.Presented(PATIENT).claims == ()


def test_a_patient_rests_on_the_claims_of_the_case_and_then_on_the_leading_step(monkeypatch):
    """Sources are those behind the claims of the step, then its own, each once."""
    for name, entries in CONTENT.items():
        monkeypatch.setattr(library, name, entries)
    advice = {"third": Made(references=("ADVICE", "REF-BOTH"))}
    monkeypatch.setattr(library, "ADVICE", advice)
    lead = Made(id="third", claims=("M1", "G1"))
    pathway = {"primary": "third", "__getitem__": lambda _, name: {"third": lead}[name]}
    knows(monkeypatch, patients, recommend=type("Pathway", (), pathway)())
    one = patients.Presented(PATIENT, Made(claims=("M2", "G1")))
    assert one.lead is lead
    assert one.claims == ("M2", "G1", "M1")
    assert one.sources == ("REF-1", "REF-BOTH", "REF-G", "ADVICE")


def test_of_several_changes_to_one_answer_the_first_is_the_least(monkeypatch):
    """No step is an answer as well."""
    changes = [Change("age", 81, 80 - number, to, 1) for number, to in enumerate(("b", None, "b", "a", None))]
    knows(monkeypatch, patients, what_would_change=changes)
    assert patients.by_answer(PATIENT) == [changes[0], changes[1], changes[3]]


@pytest.mark.parametrize(
    ("rules", "offers", "asked"),
    [
        ((), (), False),
        (("keep-moving", "no-augmentation-needed"), (False, False), False),
        (("keep-moving", "augmentation-early"), (False,), True),
        (("keep-moving",), (False, True), True),
        (("augmentation-late",), (True,), True),
    ],
)
def test_cement_is_in_question_where_a_rule_or_a_body_brings_it_up(monkeypatch, rules, offers, asked):
    """A rule whose name begins with it speaks of it; one body that offers it is enough."""
    knows(monkeypatch, patients, recommend=Made(ids=rules), positions=[Made(offers=one) for one in offers])
    assert patients.in_question(PATIENT) is asked


def test_an_outcome_bears_on_the_patients_for_whom_it_says_so(charts):
    """It says why, and whom it concerns; where it names nobody, it concerns all."""
    assert patients.bearing(PATIENT) == ("height", "pain")
    assert patients.bearing(PATIENT.replace(cause="confirmed_malignancy")) == ("pain",)


@pytest.mark.parametrize(
    ("findings", "chosen"),
    [
        ({"differences": ("f1",), "course": ("f1", "f2"), "risk": ("f4", "f4", "f4")}, "course"),
        ({"risk": ("f3",), "differences": ("f1", "f4"), "course": ("f2",)}, "differences"),
        ({"risk": ("f4",), "differences": (), "course": ("f4",)}, "differences"),
        ({"risk": ("f3", "f1"), "differences": ("f1",)}, "risk"),
    ],
)
def test_the_chart_with_most_figures_that_bear_on_the_patient_opens(charts, findings, chosen):
    """The usual one where it has as many as any other."""
    charts(**findings)
    assert patients.chart_for(PATIENT) == chosen


def test_without_the_usual_chart_the_start_stops_with_its_name(charts):
    """The message names file, entry and fault; with it, nothing happens."""
    charts(differences=())
    patients._check()
    charts(course=())
    with pytest.raises(ContentError) as refused:
        patients._check()
    assert str(refused.value) == "content/evidence/charts.yaml, differences: presentations need it, and it is missing"


# ---------------------------------------------------------------- decks


@pytest.mark.parametrize(
    ("unknown", "more"),
    [
        (1, ()),
        (4, ()),
        (5, ()),
        (6, ("1 more that are no cases are left out.",)),
        (8, ("3 more that are no cases are left out.",)),
    ],
)
def test_five_unknown_cases_are_named_and_any_more_are_counted(monkeypatch, unknown, more):
    """The known ones open all the same."""
    monkeypatch.setattr(lectures, "CASES", {"known": None, "other": None})
    names = [f"unknown-{number}" for number in range(unknown)]
    named = tuple(f"There is no case '{name}'; it is left out." for name in names[:5])
    given = ",".join(["other", *names, "scenario", "known", "other"])
    assert lectures.deck_from(given) == (("other", "scenario", "known"), (*named, *more))


@pytest.mark.parametrize(
    ("text", "notices"),
    [
        (" ,", ()),
        (
            "x" * 80,
            (f"There is no case '{'x' * 59}; it is left out.", "The lecture “A talk” is shown instead."),
        ),
    ],
)
def test_without_any_known_case_the_first_lecture_stands_in(monkeypatch, text, notices):
    """It says so where something was asked for; a long name is cut."""
    monkeypatch.setattr(lectures, "CASES", {"known": None})
    talks = {"talk": Made(title="A talk", cases=("b", "a")), "other": Made(title="Other", cases=("c",))}
    monkeypatch.setattr(lectures, "LECTURES", talks)
    assert lectures.deck_from(text) == (("b", "a"), notices)


def test_a_deck_has_every_step_that_has_rows_of_every_case_in_order(monkeypatch):
    """The patient of the page is handed on, and is the ordinary one where none is given."""
    has_rows = {("answer", "b"), ("patient", "b"), ("flips", "a"), ("why", "a")}
    ordinary = lectures.slides.__defaults__[0]

    def shown(step, case, scenario):
        return Made(rows=("row",) if (step, case) in has_rows and scenario in (PATIENT, ordinary) else ())

    monkeypatch.setattr(lectures, "shown", shown)
    deck = (Slide("b", "patient"), Slide("b", "answer"), Slide("a", "why"), Slide("a", "flips"))
    assert lectures.slides(["b", "a"], PATIENT) == lectures.slides(["b", "a"]) == deck
    assert lectures.slides(["b", "a"], OTHER) == ()


@pytest.mark.parametrize(("ask", "asked"), [(lectures.lines, "shown"), (lectures.notes, "notes_on")])
def test_a_slide_is_asked_for_by_step_case_and_scenario(monkeypatch, ask, asked):
    """What it shows and what its speaker reads are of the same patient."""
    monkeypatch.setattr(lectures, asked, lambda *given: {("why", "lungs", PATIENT): "told"}[given])
    assert ask(Slide("lungs", "why"), PATIENT) == "told"
