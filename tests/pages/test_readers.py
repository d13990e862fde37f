"""Three readers on the page: chosen once, kept in the address, with the same facts and numbers."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest

from logic import Scenario, recommend
from logic.content.library import ADVICE, EXAMPLES, FOLLOWUPS, REFERENCES, TEACHING
from tests.pages.app import opened, plain, start, words

READERS = ("Student", "Educator", "Clinician")
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def everything(app: AppTest, scenario: Scenario) -> str:
    """The page with every recommendation opened."""
    cards = [f"card-{name}" for name in recommend(scenario).ids if name != recommend(scenario).primary]
    return words(opened(app, "answer-details", *cards).main)


@pytest.mark.parametrize("name", ["three-months-failed", "mastocytosis", "not-examined", "first-contact"])
def test_the_three_readers_see_the_same_facts_and_numbers(name: str) -> None:
    """Claims, verdicts, cautions and all numbers of the page are equal, whoever reads; the order is not."""
    scenario = Scenario(**EXAMPLES[name].given)
    said = {reader: everything(start(f"{scenario.to_query()}&reader={reader}"), scenario) for reader in READERS}
    for kind in (r"\b[CO]\d\d?\b", r"\bS\d\d\b", r"(?:Faithful|Simplified|Outdated|Contradicted|Unsupported)"):
        found = [set(re.findall(kind, said[reader])) for reader in READERS]
        assert found[0] == found[1] == found[2]
    for short in sorted((entry.short for entry in REFERENCES.values()), key=len, reverse=True):
        said = {
            reader: text.replace(short, "") for reader, text in said.items()
        }  # a year in a source's name is no figure
    numbers = [set(NUMBER.findall(said[reader])) for reader in READERS]
    assert numbers[0] == numbers[1] == numbers[2]
    assert len({said[reader] for reader in READERS}) == 3


@pytest.mark.parametrize(
    ("reader", "heading"),
    [
        ("Student", "Why it helps or harms"),
        ("Educator", "Question for the class"),
        ("Clinician", "within which limits"),
    ],
)
def test_each_reader_sees_at_once_what_they_came_for(reader: str, heading: str) -> None:
    """Before anything is opened the answer gives a student the mechanism, an educator a question, a clinician limits."""
    said = {one: words(start(f"reader={one}").main) for one in READERS}
    assert heading in said[reader]
    assert not any(heading in said[other] for other in READERS if other != reader)


def test_a_student_is_told_the_mechanism_of_every_step() -> None:
    """The mechanism of each recommendation of the page is in its card."""
    scenario = Scenario()
    said = everything(start("reader=Student"), scenario)
    for name in recommend(scenario).ids:
        assert plain(TEACHING[name].mechanism) in said


def test_the_choice_stays_on_other_pages() -> None:
    """Chosen once, the reader is the same on the next page."""
    app = start()
    app.main.segmented_control(key="reader").set_value("Clinician").run()
    app.switch_page("compare.py").run()
    assert app.main.segmented_control(key="reader").value == "Clinician"


def test_a_reader_that_there_is_not_falls_back_to_the_student() -> None:
    """A bad link opens the page for a student."""
    app = start("reader=Robot")
    assert not app.exception
    assert app.main.segmented_control(key="reader").value == "Student"


def test_follow_up_questions_stand_under_the_leading_step() -> None:
    """Each is a link to the look-up."""
    app = start()
    labels = [link.proto.label for link in app.get("page_link")]
    asked = [question.ask for question in FOLLOWUPS.recommendations[str(recommend(Scenario()).primary)]]
    assert asked
    assert set(asked) <= set(labels)
    assert ADVICE[str(recommend(Scenario()).primary)].title not in labels
