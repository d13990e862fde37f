"""Every state that a visitor can bring a page into: an address, what one does there, and words that tell that it stands."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import urlencode

from playwright.sync_api import expect

from logic.content.library import ADVICE, OUTCOMES
from logic.lectures.deck import LECTURES, STEPS, deck_to
from logic.practice import offer
from pages.parts.lookup.quick import TABLES
from tests.browser.visit import Visit

Act = Callable[[Visit], None]
FIRST = next(iter(offer.cases().values()))
DECK = deck_to(LECTURES["three-months"].cases)
QUIET = offer.cases()["quiet-deposit"].scenario.to_query()
REFINED = "weeks_since_fracture=13&weeks_of_care=12&pain_relief=inadequate"


def nothing(visit: Visit) -> None:
    """The page as it opens."""


def unfold_all(visit: Visit) -> None:
    """Opens every line of the page that opens, and those that come to light by that."""
    number = 0
    while number < visit.main.locator("details").count():
        one = visit.main.locator("details").nth(number)
        if one.get_attribute("open") is None:
            one.locator("summary").first.press("Enter")  # a click may miss a line that still moves
            expect(one).to_have_attribute("open", "")
            visit.settle()
        number += 1


def press(name: str | re.Pattern[str]) -> Act:
    """Presses a button of the page."""
    return lambda visit: visit.main.get_by_role("button", name=name).first.click()


def choose(text: str | re.Pattern[str]) -> Act:
    """Clicks on words of the page, as on a choice."""
    return lambda visit: visit.main.get_by_text(text, exact=True).first.click()


def forget_the_console(visit: Visit) -> None:
    """Streamlit itself tells the console that there is no such page."""
    visit.trouble.clear()


def hover_help(visit: Visit) -> None:
    """Shows the help of an input in the form that opens in the page."""
    open_form(visit)
    visit.page.get_by_test_id("stPopoverBody").get_by_test_id("stTooltipIcon").first.hover()
    expect(visit.page.get_by_test_id("stTooltipContent")).to_be_visible()


def hover_term(visit: Visit) -> None:
    """Shows the definition of a term."""
    visit.main.locator("a[href*='show=Terms&term=']").first.focus()
    expect(visit.page.get_by_role("tooltip")).to_be_visible()


def open_form(visit: Visit) -> None:
    """Opens the form in the page."""
    visit.bar.get_by_role("button", name="Edit scenario").click()
    expect(visit.page.get_by_test_id("stPopoverBody").get_by_text("Disabling pain")).to_be_visible()
    visit.settle()


def open_list(visit: Visit) -> None:
    """Opens the list of the drills."""
    visit.main.get_by_role("combobox", name="Drill").press("ArrowDown")
    expect(visit.page.get_by_role("option").first).to_be_visible()


def contradict(visit: Visit) -> None:
    """Asks in the form for more weeks of care than the fracture is old."""
    open_form(visit)
    weeks = visit.page.get_by_test_id("stPopoverBody").get_by_role("spinbutton", name="Weeks of conservative care")
    weeks.fill("40")
    weeks.press("Enter")
    expect(visit.page.get_by_test_id("stPopoverBody").get_by_role("alert")).to_be_visible()


def answer_with(choice: str) -> Act:
    """Commits to a choice."""

    def act(visit: Visit) -> None:
        visit.main.get_by_role("radio").first.wait_for()
        visit.main.get_by_test_id("stRadio").get_by_text(choice).first.click()
        visit.main.get_by_role("button", name="Commit and compare").click()
        expect(visit.main.locator(".st-key-answer")).to_be_visible()

    return act


def and_then(*acts: Act) -> Act:
    """One after the other; the page is idle in between."""

    def act(visit: Visit) -> None:
        for one in acts:
            one(visit)
            visit.settle()

    return act


def load_a_bad_file(visit: Visit) -> None:
    """Loads a file that holds no progress."""
    file = {"name": "progress.json", "mimeType": "application/json", "buffer": b"[1, 2"}
    visit.main.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]


class State(NamedTuple):
    """Where it is, the words by which one knows that one is there, and what leads there; ``brief`` passes with the next run."""

    address: str
    shows: str
    reach: Act = nothing
    brief: bool = False


def _at(page: str, **query: str) -> str:
    return f"{page}?{urlencode(query)}"


WRONG = ADVICE[next(step for step in offer.LEADING_CHOICES if step not in (None, FIRST.leads))].title
STATES = {
    "explore": State("/", "Conservative care"),
    "explore, opened": State("/", "Considered, and why it does not apply", unfold_all),
    "explore, cement": State(f"/?{REFINED}", "Who would offer cement"),
    "explore, cement, opened": State(f"/?{REFINED}", "Who would offer cement", unfold_all),
    "explore, educator": State(f"/?{REFINED}&reader=Educator", "Question for the class"),
    "explore, clinician": State(f"/?{REFINED}&reader=Clinician", "Consider vertebral augmentation"),
    "explore, emergency": State("/?neurological_deficit=yes", "Now"),
    "explore, provisional": State("/?neurological_deficit=unknown", "Provisional"),
    "explore, no step": State(f"/?{QUIET}", "The article gives no specific step"),
    "explore, cautions": State(
        "/?pain_score=8&cautions=kidney_disease&cautions=opioid_risk&weeks_of_care=2", "Avoid NSAIDs", unfold_all
    ),
    "explore, in a frame": State(f"/?embed=true&{REFINED}", "Consider vertebral augmentation"),
    "explore, bad link": State("/?age=999&pain_score=8&cause=x", "cannot be used"),
    "explore, form": State("/", "Edit scenario", open_form),
    "explore, contradiction": State("/", "Edit scenario", contradict),
    "explore, help": State("/", "Edit scenario", hover_help, brief=True),
    "explore, term": State("/", "Conservative care", hover_term, brief=True),
    "explore, copied": State("/", "Link copied", press("Copy link"), brief=True),
    "look-up": State("/lookup", "Look up a fact"),
    "look-up, answered": State(_at("/lookup", q="paracetamol max"), "4000 mg per day"),
    "look-up, opened": State(_at("/lookup", q="who offers kyphoplasty"), "Sources:", unfold_all),
    "look-up, spelling": State(_at("/lookup", q="cord compresion steroids"), "Read “compresion”"),
    "look-up, not covered": State(_at("/lookup", q="best pizza in town"), "does not cover"),
    "look-up, a term": State(_at("/lookup", show="Terms", term="Kyphoplasty"), "Includes"),
    "compare": State("/compare", "Kyphoplasty or vertebroplasty"),
    "compare, opened": State("/compare", "Kyphoplasty or vertebroplasty", unfold_all),
    "evidence": State("/evidence", "The article, claim by claim"),
    "evidence, opened": State("/evidence", "The article, claim by claim", unfold_all),
    "evidence, filtered": State("/evidence?verdict=contradicted", "of 40 claims"),
    "evidence, bodies": State(f"/evidence?view=Bodies&{REFINED}", "This patient under each body", unfold_all),
    "evidence, panels": State("/evidence?view=Panels", "Panels that contradict each other"),
    "evidence, panels, opened": State("/evidence?view=Panels", "Panels that contradict each other", unfold_all),
    "evidence, trials": State("/evidence?view=Trials", "The randomised trials"),
    "evidence, trials, opened": State("/evidence?view=Trials", "The randomised trials", unfold_all),
    "evidence, no trial": State(
        _at(
            "/evidence",
            view="Trials",
            trial_comparator="Active control",
            trial_age="Limit not seen",
            trial_outcome="New fractures",
        ),
        "The randomised trials",
    ),
    "evidence, references": State("/evidence?view=References", "The bibliography"),
    "evidence, all references": State("/evidence?view=References", "The bibliography", choose(re.compile("Show all"))),
    "evidence, no reference": State("/evidence?view=References&source=zzz", "No source has all these words"),
    "practice, case": State("/practice", "Which step leads?"),
    "practice, nothing chosen": State("/practice", "Choose the step that leads first", press("Commit"), brief=True),
    "practice, right": State(
        "/practice", "Your step too", and_then(answer_with(ADVICE[str(FIRST.leads)].title), unfold_all)
    ),
    "practice, wrong": State("/practice", "You chose another", and_then(answer_with(WRONG), unfold_all)),
    "practice, no case": State(_at("/practice", level="3, a fact misleads", topic="Audit"), "Practice"),
    "practice, drill": State(_at("/practice", practise="What changed?"), "Which step leads then?"),
    "practice, list": State(_at("/practice", practise="What changed?"), "Drill, 33 in all", open_list, brief=True),
    "practice, drill, nothing chosen": State(
        _at("/practice", practise="What changed?"), "Choose a step first", press("Commit"), brief=True
    ),
    "practice, drill answered": State(
        _at("/practice", practise="What changed?"), "Leads then", answer_with("no specific step")
    ),
    "practice, audit": State("/practice?practise=Audit", "The article says"),
    "practice, audit, nothing chosen": State(
        "/practice?practise=Audit", "Choose a verdict first", press("Commit"), brief=True
    ),
    "practice, audit answered": State("/practice?practise=Audit", "Our verdict", answer_with("Contradicted:")),
    "practice, no progress": State("/practice?practise=Progress", "Nothing answered yet"),
    "practice, progress": State(
        "/practice?practise=Audit",
        "Score by topic",
        and_then(answer_with("Contradicted:"), choose("Progress")),
    ),
    "practice, bad file": State("/practice?practise=Progress", "was not loaded", load_a_bad_file),
    "practice, bad link": State("/practice?progress=x", "The progress in the link was left out", brief=True),
    "teach": State("/teach", "A lecture of your own"),
    "teach, opened": State("/teach", "A lecture of your own", unfold_all),
    "teach, own lecture": State("/teach?deck=doorstep,foot-drop,nowhere", "Earlier"),
    "teach, share": State("/teach?teach=Share", "This patient as a link"),
    "teach, hand out": State(_at("/teach", teach="Hand out"), "Make the files"),
    "teach, handed out": State(_at("/teach", teach="Hand out"), "Handout, one page (PDF)", press("Make the files")),
    "present, notes": State(f"/present?notes=1&deck={DECK}", "Next."),
    "present, bad link": State("/present?deck=nowhere", "nowhere"),
    "about": State("/about", "About VCF Explorer"),
    "about, opened": State("/about", "About VCF Explorer", unfold_all),
    "nowhere": State("/nowhere", "Conservative care", forget_the_console),
}
STATES |= {f"look-up, {name}": State(_at("/lookup", show=name), "Look up a fact", unfold_all) for name in TABLES}
STATES |= {
    f"compare, {outcome.title}": State(f"/compare?outcome={name}", "What can be said.")
    for name, outcome in OUTCOMES.items()
}
STATES |= {
    f"present, {step}": State(f"/present?deck={DECK}&at={LECTURES['three-months'].cases[0]}.{step}", "Next")
    for step in STEPS
}
