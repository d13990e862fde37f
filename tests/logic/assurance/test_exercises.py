"""Cases, drills and lectures held against patients, pathway and sources, with the message of every fault."""

from __future__ import annotations

from types import SimpleNamespace as Made
from typing import Any

import pytest

from logic.assurance import exercises
from logic.content.reading import ContentError
from logic.patient.scenario import Scenario


def case(given: dict[str, Any], leads: str | None, *claims: str) -> Made:
    """A case of one patient."""
    return Made(given=given, leads=leads, claims=claims, scenario=Scenario(**given))


def drill(given: dict[str, Any], field: str, to: Any, *claims: str) -> Made:
    """A drill of one patient, in which a field changes."""
    return Made(given=given, field=field, to=to, claims=claims, scenario=Scenario(**given))


def question(*claims: str, references: tuple[str, ...] = ()) -> Made:
    """A question to the hall."""
    return Made(claims=claims, references=references)


def made_content() -> dict[str, Any]:
    """Two of each, without a fault; who is older than 90 is led to rest, and all others to a walk."""
    lecture = {
        "claims": ("C1", "O1"),
        "cases": ("old", "young"),
        "questions": (question("C1", "O1"), question(references=("R1",))),
        "plan": (Made(minutes=5), Made(minutes=15)),
        "minutes": 20,
    }
    return {
        "CASES": {"old": case({"age": 91}, "rest", "C1", "O1"), "young": case({"age": 30}, "walk", "O1")},
        "CLAIMS": {"C1": Made()},
        "OMISSIONS": {"O1": Made()},
        "REFERENCES": {"R1": Made()},
        "THRESHOLDS": {"wait": Made()},
        "PRACTICE": Made(written_for={"wait": 3}),
        "DRILLS": {
            "older": drill({"age": 30}, "age", 91, "C1", "O1"),
            "sadder": drill({"age": 30}, "pain_score", 3, "O1"),
        },
        "LECTURES": {"first": Made(**lecture), "second": Made(**lecture)},
        "CAN_LEAD": ("rest", "walk"),
        "DEFAULTS": {"age": 74, "pain_score": 6, "weeks_of_care": 2},
        "as_written": lambda: True,
        "leading": lambda scenario: "rest" if scenario.age > 90 else "walk",
        "changes_something": lambda drill: drill.to != 92,
    }


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Made-up content in the place of ours."""
    content = made_content()
    for name, value in content.items():
        monkeypatch.setattr(exercises, name, value)
    return content


def refusal() -> str:
    """The whole message with which content is refused."""
    with pytest.raises(ContentError) as found:
        exercises._check()
    return str(found.value)


def test_content_without_a_fault_is_accepted(made: dict[str, Any]) -> None:
    """Otherwise every fault below would seem to be found."""
    exercises._check()


def test_what_practice_was_written_for_is_a_threshold(made: dict[str, Any]) -> None:
    """Behind one that there is."""
    made["PRACTICE"].written_for["supper"] = 1
    says = "content/learning/practice.yaml, the whole file: written_for: there is no threshold supper"
    assert refusal() == says


NO_AGE = "age: 17 is not allowed; allowed is a whole number from 18 to 110"


@pytest.mark.parametrize(
    ("part", "name", "key", "value", "says"),
    [
        ("CASES", "young", "given", {"age": 17}, f"learning/cases.yaml, young: given: {NO_AGE}"),
        ("CASES", "young", "claims", ("C1", "O1", "C9"), "learning/cases.yaml, young: claims: there is no claim C9"),
        (
            "CASES",
            "young",
            "scenario",
            Scenario(age=91),
            "learning/cases.yaml, young: given: is the patient of old too",
        ),
        ("CASES", "young", "leads", "run", "learning/cases.yaml, young: leads: there is no leading step run"),
        (
            "CASES",
            "young",
            "leads",
            "rest",
            "learning/cases.yaml, young: leads: is rest, but for this patient it is walk",
        ),
        (
            "CASES",
            "young",
            "leads",
            None,
            "learning/cases.yaml, young: leads: is None, but for this patient it is walk",
        ),
        ("DRILLS", "sadder", "given", {"age": 17}, f"learning/drills.yaml, sadder: given: {NO_AGE}"),
        (
            "DRILLS",
            "sadder",
            "claims",
            ("C1", "O1", "C9"),
            "learning/drills.yaml, sadder: claims: there is no claim C9",
        ),
        ("DRILLS", "sadder", "field", "colour", "learning/drills.yaml, sadder: field: there is no field colour"),
        ("DRILLS", "older", "to", 17, f"learning/drills.yaml, older: to: {NO_AGE}"),
        ("DRILLS", "older", "to", 30, "learning/drills.yaml, older: to: is the value that the patient has already"),
        ("DRILLS", "older", "to", 92, "learning/drills.yaml, older: to: changes nothing in the pathway"),
    ],
)
def test_a_faulty_case_or_drill_is_refused(
    made: dict[str, Any], part: str, name: str, key: str, value: Any, says: str
) -> None:
    """Each is a patient that can be, rests on claims, and does in the pathway what it says."""
    setattr(made[part][name], key, value)
    assert refusal() == f"content/{says}"


def test_a_drill_keeps_the_patient_apart_from_what_changes(made: dict[str, Any]) -> None:
    """Weeks of care that fit the default patient, and not this one."""
    made["DRILLS"]["sadder"] = drill({"weeks_since_fracture": 3}, "weeks_of_care", 4, "C1")
    says = "weeks_of_care: 4 is not allowed; allowed is at most weeks_since_fracture, which is 3"
    assert refusal() == f"content/learning/drills.yaml, sadder: to: {says}"


def test_a_changed_threshold_makes_no_case_or_drill_faulty(
    made: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A lead that is another now, or a change that brings nothing, is set aside; a step that cannot lead stays a fault."""
    monkeypatch.setattr(exercises, "as_written", lambda: False)
    made["CASES"]["young"].leads = "rest"
    made["DRILLS"]["older"].to = 92
    exercises._check()
    made["CASES"]["young"].leads = "run"
    assert refusal() == "content/learning/cases.yaml, young: leads: there is no leading step run"


def test_a_case_may_have_no_leading_step(made: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the pathway has none for its patient."""
    monkeypatch.setattr(exercises, "leading", lambda scenario: None if scenario.age == 30 else "rest")
    made["CASES"]["young"].leads = None
    exercises._check()


@pytest.mark.parametrize(
    ("key", "value", "says"),
    [
        ("cases", ("old", "middling"), "cases: there is no case middling"),
        ("cases", ("old", "young", "old"), "cases: old stands there twice"),
        ("minutes", 21, "plan: adds up to 20 minutes, and must to 21"),
        ("plan", (Made(minutes=19),), "plan: adds up to 19 minutes, and must to 20"),
        ("claims", ("C1", "O1", "C9"), "claims: there is no claim C9"),
        ("questions", (question("C1"), question()), "questions, number 2: a source is missing"),
        ("questions", (question("C1"), question("C9")), "questions, number 2: there is no claim C9"),
        ("questions", (question("O1", references=("R1", "R9")),), "questions, number 1: there is no reference R9"),
    ],
)
def test_a_faulty_lecture_is_refused(made: dict[str, Any], key: str, value: Any, says: str) -> None:
    """Its cases are there once, its plan takes the whole time, and aims and questions rest on sources."""
    setattr(made["LECTURES"]["second"], key, value)
    assert refusal() == f"content/learning/lectures.yaml, second: {says}"
