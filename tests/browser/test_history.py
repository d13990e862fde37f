"""Back and Forward in a real browser: one action is one entry, Back undoes it, Forward redoes it, on every page."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import Locator, expect

from logic import Scenario
from logic.content.description import describe
from logic.content.library import EXAMPLES
from logic.lectures.deck import LECTURES, deck_to, lines, slides
from logic.patient.scenario import DEFAULTS
from logic.practice import offer
from tests.browser.states import Act, answer_with, open_form
from tests.browser.visit import PATIENCE_MS, Visit

QUESTION = "Question or a few words"
DECK = LECTURES["three-months"].cases
SLIDES = [lines(slide, Scenario()).title for slide in slides(DECK)]
WITH_BAR = ["/", "/lookup", "/compare", "/evidence", "/teach", "/about"]


def entries(visit: Visit) -> int:
    """How many entries the history of this visitor has."""
    length: int = visit.page.evaluate("history.length")
    return length


def of_address(address: str) -> Scenario:
    """The patient that an address stands for; care that outlasts the fracture is held back, as the page does."""
    query = parse_qs(urlsplit(address).query)
    care = query.pop("weeks_of_care", [str(DEFAULTS["weeks_of_care"])])
    scenario, notices = Scenario.from_query(query)
    assert notices == []
    return scenario.replace(weeks_of_care=min(int(care[0]), scenario.weeks_since_fracture))


def expect_patient(visit: Visit, scenario: Scenario) -> None:
    """The page speaks of this patient, and so does its address."""
    expect(visit.bar).to_contain_text(describe(scenario))
    visit.settle()
    assert of_address(visit.page.url) == scenario


def choose_example(visit: Visit, number: int) -> Scenario:
    """Chooses an example at the side, and gives its patient."""
    example = list(EXAMPLES.values())[number]
    box = visit.sidebar.get_by_role("combobox", name="Start from an example")
    box.click()
    box.fill(example.title)
    visit.page.get_by_role("option", name=example.title, exact=True).click()
    return Scenario(**example.given)


def toggle(name: str) -> Act:
    """Turns a switch of the form."""
    return lambda visit: visit.sidebar.get_by_text(name, exact=True).click()


def press_change(visit: Visit) -> None:
    """Presses the first of what would change the answer."""
    visit.main.locator("[class*=st-key-change-] button").first.click()


def reset(visit: Visit) -> None:
    """Takes the default patient."""
    visit.sidebar.get_by_role("button", name="Reset").click()


@pytest.mark.parametrize("path", WITH_BAR)
def test_back_undoes_a_change_and_a_page(visit: Visit, path: str) -> None:
    """On each page a change and a way to another page are one entry each; Back undoes and Forward redoes both."""
    before, after = Scenario(pain_score=9), Scenario(pain_score=9, worsening=True)
    visit.open(f"{path}?pain_score=9")
    first = entries(visit)
    toggle("Worsening")(visit)
    expect_patient(visit, after)
    assert entries(visit) == first + 1
    elsewhere, title = ("Compare", "Kyphoplasty or vertebroplasty")
    if path == "/compare":
        elsewhere, title = ("About", "About VCF Explorer")
    here = visit.main.get_by_role("heading", level=1).inner_text()
    visit.go(elsewhere)
    visit.expect_title(title)
    expect_patient(visit, after)
    assert entries(visit) == first + 2
    visit.page.go_back()
    visit.expect_title(here)
    expect_patient(visit, after)
    visit.page.go_back()
    expect_patient(visit, before)
    visit.page.go_forward()
    expect_patient(visit, after)
    visit.page.go_forward()
    visit.expect_title(title)
    expect_patient(visit, after)
    assert entries(visit) == first + 2
    assert visit.trouble == []


def test_what_fills_the_whole_form_is_one_entry(visit: Visit) -> None:
    """An example, a fact that would change the answer and Reset are one entry each, undone and redone as a whole."""
    visit.open("/?age=60&sex=male")
    first = entries(visit)
    patients = [Scenario(age=60, sex="male"), choose_example(visit, 4)]
    expect_patient(visit, patients[1])
    press_change(visit)
    expect(visit.bar).not_to_contain_text(describe(patients[1]))
    visit.settle()
    patients += [of_address(visit.page.url), Scenario()]
    expect_patient(visit, patients[2])
    reset(visit)
    expect_patient(visit, patients[3])
    assert entries(visit) == first + 3
    for patient in patients[2::-1]:
        visit.page.go_back()
        expect_patient(visit, patient)
    for patient in patients[1:]:
        visit.page.go_forward()
        expect_patient(visit, patient)
    assert entries(visit) == first + 3


def test_an_example_may_be_chosen_again_after_back(visit: Visit) -> None:
    """After Back the same example fills the form once more."""
    visit.open("/")
    patient = choose_example(visit, 4)
    expect_patient(visit, patient)
    visit.page.go_back()
    expect_patient(visit, Scenario())
    choose_example(visit, 4)
    expect_patient(visit, patient)


def of_side(visit: Visit) -> Locator:
    """The form at the side."""
    return visit.sidebar


def of_page(visit: Visit) -> Locator:
    """The form that opens in the page."""
    open_form(visit)
    return visit.page.get_by_test_id("stPopoverBody")


@pytest.mark.parametrize("form", [of_side, of_page])
def test_quick_changes_of_one_field_are_one_step(visit: Visit, form: Callable[[Visit], Locator]) -> None:
    """Two changes of one field within two seconds are undone together, a change of another field alone."""
    visit.open("/")
    first = entries(visit)
    inputs = form(visit)
    visit.page.evaluate("Date.now = () => 1000")  # no time passes, however busy the machine is
    inputs.get_by_text("Worsening", exact=True).click()
    expect_patient(visit, Scenario(worsening=True))
    weeks = inputs.get_by_test_id("stNumberInput").filter(has_text="Weeks since fracture")
    more = weeks.get_by_test_id("stNumberInputStepUp")
    more.click()
    expect_patient(visit, Scenario(worsening=True, weeks_since_fracture=3))
    more.click()
    expect_patient(visit, Scenario(worsening=True, weeks_since_fracture=4))
    assert entries(visit) == first + 2
    visit.page.evaluate("Date.now = () => 3001")
    more.click()
    expect_patient(visit, Scenario(worsening=True, weeks_since_fracture=5))
    assert entries(visit) == first + 3
    for weeks_since_fracture, worsening in ((4, True), (2, True), (2, False)):
        visit.page.go_back()
        expect_patient(visit, Scenario(weeks_since_fracture=weeks_since_fracture, worsening=worsening))


def test_an_example_is_no_part_of_the_step_before(visit: Visit) -> None:
    """An example that is chosen right after a change of a field that it fills as well is a step of its own."""
    visit.open("/")
    visit.page.evaluate("Date.now = () => 1000")
    with_pain = next(place for place, one in enumerate(EXAMPLES.values()) if {"age", "pain_score"} <= set(one.given))
    open_form(visit)
    inputs = visit.page.get_by_test_id("stPopoverBody")
    inputs.get_by_test_id("stNumberInput").filter(has_text="Age").get_by_test_id("stNumberInputStepUp").click()
    expect_patient(visit, Scenario(age=75))
    expect_patient(visit, choose_example(visit, with_pain))
    visit.page.go_back()
    expect_patient(visit, Scenario(age=75))
    visit.page.go_back()
    expect_patient(visit, Scenario())


def test_back_in_a_lecture(visit: Visit) -> None:
    """Each step of a lecture is an entry; Back goes to the slide before and Forward to the next, after a reload too."""
    visit.open(f"/present?deck={deck_to(DECK)}")
    title = visit.main.get_by_role("heading", level=1)
    first = entries(visit)
    for number in (1, 2, 3):
        visit.page.keyboard.press("ArrowRight")
        expect(title).to_have_text(SLIDES[number])
        expect(visit.main.get_by_text(f"{number + 1} of {len(SLIDES)}")).to_be_visible()
    visit.settle()
    assert entries(visit) == first + 3
    visit.reload()
    for number in (2, 1, 0):
        visit.page.go_back()
        expect(title).to_have_text(SLIDES[number])
    visit.page.go_forward()
    expect(title).to_have_text(SLIDES[1])
    visit.settle()
    assert visit.trouble == []


def test_back_takes_an_example_question_back(visit: Visit) -> None:
    """An example question is one entry; Back empties the box and shows the examples, Forward asks again."""
    visit.open("/lookup")
    first = entries(visit)
    box = visit.page.get_by_label(QUESTION)
    example = visit.main.get_by_role("button", name="interferon")
    example.click()
    expect(box).to_have_value(re.compile("interferon"))
    expect(example).to_have_count(0)
    visit.settle()
    assert entries(visit) == first + 1
    visit.page.go_back()
    expect(example).to_be_visible()
    expect(box).to_have_value("")
    visit.page.go_forward()
    expect(box).to_have_value(re.compile("interferon"))
    expect(example).to_have_count(0)


@pytest.mark.parametrize(
    ("path", "choice", "shows"),
    [
        ("/evidence", "Trials", "The randomised trials"),
        ("/evidence", "Contradicted", re.compile("^(?!40)[0-9]+ of 40 claims")),
        ("/practice", "Audit", "The article says"),
        ("/teach", "Share", "This patient as a link"),
        ("/lookup", "Red flags", "Red flags, and how fast"),
        ("/", "Educator", "Question for the class"),
    ],
)
def test_back_undoes_a_choice_of_a_page(visit: Visit, path: str, choice: str, shows: str | re.Pattern[str]) -> None:
    """What a page shows by choice, a view, a filter, a table or who reads, is one entry, undone and redone."""
    visit.open(path)
    first, before = entries(visit), visit.page.url
    shown = visit.main.get_by_text(shows)
    expect(shown).to_have_count(0)
    visit.main.get_by_test_id("stButtonGroup").get_by_text(choice, exact=True).first.click()
    expect(shown.first).to_be_visible()
    visit.settle()
    after = visit.page.url
    assert entries(visit) == first + 1
    visit.page.go_back()
    expect(shown).to_have_count(0)
    expect(visit.page).to_have_url(before)
    visit.page.go_forward()
    expect(shown.first).to_be_visible()
    expect(visit.page).to_have_url(after)


def test_a_link_within_the_app_opens_its_patient(visit: Visit) -> None:
    """A link to a patient shows that patient and no trace of the one before, as one entry; the link to the page shown does nothing."""
    case = max(offer.cases().values(), key=lambda one: len(one.scenario.to_query()))
    visit.open(f"/practice?{urlencode({'case': case.title, 'age': 60, 'worsening': 'true', 'reader': 'Educator'})}")
    answer_with("no specific step")(visit)
    visit.settle()
    first = entries(visit)
    visit.main.get_by_role("link", name="Open this patient").click()
    expect_patient(visit, case.scenario)
    expect(visit.page).to_have_url(re.compile("reader=Educator"))
    visit.go("Explore")
    expect_patient(visit, case.scenario)
    assert entries(visit) == first + 1
    visit.page.go_back()
    visit.expect_title("Practice")
    visit.go("Explore")
    expect_patient(visit, Scenario(age=60, worsening=True))


def test_back_in_a_frame(visit: Visit) -> None:
    """Within a page of a course Back undoes the change in the frame, and the course stays."""
    visit.page.goto(f"{visit.url}/api/health")
    visit.page.evaluate(
        "url => { document.body.innerHTML = `<iframe src='${url}' width=1200 height=700></iframe>` }",
        f"{visit.url}/?embed=true&age=80",
    )
    frame = visit.page.frame_locator("iframe")
    bar = frame.locator(".st-key-scenario-bar")
    expect(bar).to_contain_text(describe(Scenario(age=80)), timeout=PATIENCE_MS)
    frame.get_by_test_id("stMain").locator("[class*=st-key-change-] button").first.click()
    expect(bar).not_to_contain_text(describe(Scenario(age=80)))
    expect(frame.locator("[data-testid=stApp][data-test-script-state=notRunning]")).to_be_attached()
    visit.page.evaluate("history.back()")
    expect(bar).to_contain_text(describe(Scenario(age=80)))
    assert visit.page.url.endswith("/api/health")
