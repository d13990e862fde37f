"""Every page on every screen, light and dark: it opens, everybody can read it, it keeps to itself."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.visit import LAPTOP, PHONE, PROJECTOR, Visit

LATER = pytest.mark.slow
ON_EVERY_SCREEN = pytest.mark.parametrize("look", [PHONE, LAPTOP, pytest.param(PROJECTOR, marks=LATER)], ids=str)
ON_A_PHONE = pytest.mark.parametrize("look", [PHONE], ids=str)
ON_PHONE_AND_PROJECTOR = pytest.mark.parametrize("look", [PHONE, pytest.param(PROJECTOR, marks=LATER)], ids=str)
ON_PHONE_AND_LAPTOP = pytest.mark.parametrize("look", [PHONE, pytest.param(LAPTOP, marks=LATER)], ids=str)
TITLES = {
    "/": "Conservative care",
    "/compare": "Kyphoplasty or vertebroplasty",
    "/evidence": "The article, claim by claim",
    "/lookup": "Look up a fact",
    "/practice": "Practice",
    "/teach": "Teach",
    "/about": "About VCF Explorer",
}
VIEWS = {
    "Bodies": "This patient under each body",
    "Panels": "Panels that contradict each other",
    "Trials": "The randomised trials",
    "References": "The bibliography",
}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
"""The rules of axe; none is left out and no element is passed over."""

WIDTHS = """() => [
  ["document", document.documentElement],
  ["main part", document.querySelector("[data-testid=stMain]")],
].map(([name, part]) => [name, part.scrollWidth, part.clientWidth])"""

SETTLED = """() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => {
  document.getAnimations().filter((one) => one instanceof CSSTransition).forEach((one) => one.finish())
  done()
})))"""
"""Ends what still fades from one scheme to the other."""


def faults(visit: Visit) -> list[str]:
    """What is wrong with the page as it stands: with its access and its width."""
    options: dict[str, Any] = {"resultTypes": ["violations"], "runOnly": {"type": "tag", "values": TAGS}}
    found = [
        f"axe {violation['id']}: {' '.join(map(str, node['target']))}\n    {node['html'][:500]}\n    {node['failureSummary']}"
        for violation in Axe().run(visit.page, options=options).response["violations"]
        for node in violation["nodes"]
    ]
    found += [
        f"the {name} holds {inner} px in {outer} px, so it scrolls sideways"
        for name, inner, outer in visit.page.evaluate(WIDTHS)
        if inner > outer
    ]
    return found


def check(visit: Visit) -> None:
    """Fails with every fault of the page, in light and in dark, in the message."""
    app = visit.page.get_by_test_id("stApp")
    expect(visit.main.locator("[data-testid=stPlotlyChart]:not(:has(.main-svg))")).to_have_count(0)
    found = []
    for scheme in ("light", "dark"):
        visit.page.emulate_media(color_scheme=scheme)
        expect(app).to_have_css("color-scheme", scheme)
        visit.page.evaluate(SETTLED)
        found += [f"in {scheme}, {fault}" for fault in faults(visit)]
    found += visit.trouble
    assert not found, "\n".join(["", *found])


@ON_EVERY_SCREEN
@pytest.mark.parametrize("path", TITLES)
def test_a_page_opens_from_its_address_and_is_sound(visit: Visit, path: str) -> None:
    """A page opens by its own address under its title, without a fault of access, width, script or privacy."""
    visit.open(path)
    visit.expect_title(TITLES[path])
    check(visit)


@ON_PHONE_AND_PROJECTOR
@pytest.mark.parametrize("view", VIEWS)
def test_a_view_of_the_evidence_is_sound(visit: Visit, view: str) -> None:
    """Each view of the evidence opens by its own address under its title, without a fault."""
    visit.open(f"/evidence?view={view}")
    visit.expect_title(VIEWS[view])
    check(visit)


@LATER
@ON_A_PHONE
@pytest.mark.parametrize("table", ["Red flags", "Drugs", "Cement", "Bodies", "Scores", "Terms"])
def test_a_quick_table_is_sound(visit: Visit, table: str) -> None:
    """Each quick table of the look-up has no fault, on a phone least of all."""
    visit.open(f"/lookup?{urlencode({'show': table})}")
    visit.expect_title("Look up a fact")
    check(visit)


@LATER
@ON_A_PHONE
@pytest.mark.parametrize("view", ["What changed?", "Audit", "Progress"])
def test_a_view_of_the_practice_is_sound(visit: Visit, view: str) -> None:
    """The drills and the progress have no fault."""
    visit.open(f"/practice?{urlencode({'practise': view})}")
    visit.expect_title("Practice")
    check(visit)


@LATER
@ON_A_PHONE
@pytest.mark.parametrize("view", ["Share", "Hand out"])
def test_a_view_of_the_teach_page_is_sound(visit: Visit, view: str) -> None:
    """What is shared and what is handed out has no fault."""
    visit.open(f"/teach?{urlencode({'teach': view})}")
    visit.expect_title("Teach")
    check(visit)


@ON_A_PHONE
def test_a_lecture_stays_sound_when_it_is_opened(visit: Visit) -> None:
    """A ready lecture with all its parts and a lecture of one's own have no fault."""
    visit.open("/teach?deck=doorstep,foot-drop")
    visit.unfold("The three-month question")
    check(visit)


@LATER
@ON_A_PHONE
@pytest.mark.parametrize("reader", ["Educator", "Clinician"])
def test_the_answer_is_sound_for_every_reader(visit: Visit, reader: str) -> None:
    """The explore page has no fault, whoever reads."""
    visit.open(f"/?weeks_since_fracture=13&weeks_of_care=12&pain_relief=inadequate&reader={reader}")
    visit.expect_title("Consider vertebral augmentation")
    check(visit)


@ON_PHONE_AND_LAPTOP
def test_the_answer_stays_sound_when_it_is_opened(visit: Visit) -> None:
    """The explore page has no fault either with the details of the answer and two cards open."""
    visit.open("/?pain_score=8&cautions=kidney_disease&cautions=opioid_risk&weeks_of_care=2")
    for label in ("What the article says, our check, and all the rest", "Avoid NSAIDs", "Avoid opioids"):
        visit.unfold(label)
    expect(visit.main.get_by_text("Cautions that may bear on this patient").first).to_be_visible()
    check(visit)


@ON_PHONE_AND_LAPTOP
def test_the_tables_of_explore_are_sound(visit: Visit) -> None:
    """The rules that do not hold and the timeline, as tables, have no fault."""
    visit.open("/")
    for label in ("Considered, and why it does not apply", "The same as a table"):
        expect(visit.unfold(label).locator("table")).to_be_visible()
    check(visit)


@ON_PHONE_AND_LAPTOP
def test_the_form_in_the_page_is_sound(visit: Visit) -> None:
    """The form that opens from the scenario bar has no fault."""
    visit.open("/")
    visit.bar.get_by_role("button", name="Edit scenario").click()
    expect(visit.page.get_by_test_id("stPopoverBody").get_by_text("Disabling pain")).to_be_visible()
    visit.settle()
    check(visit)


@ON_PHONE_AND_LAPTOP
def test_the_tables_of_compare_are_sound(visit: Visit) -> None:
    """The comparison has no fault with every table open."""
    visit.open("/compare")
    count = visit.expander("The same as a table").count()
    assert count
    for index in range(count):
        expect(visit.unfold("The same as a table", index).locator("table")).to_be_visible()
    check(visit)


CHART_TEXT = """() => {
  const shine = (colour) => {
    const [red, green, blue] = colour.match(/[0-9.]+/g).slice(0, 3).map((part) => part / 255)
      .map((part) => part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const ground = shine(getComputedStyle(document.querySelector("[data-testid=stApp]")).backgroundColor)
  const texts = "g.xtick text, g.ytick text, .xtitle, .ytitle, .legendtext, .annotation-text"
  return [...document.querySelectorAll(".js-plotly-plot")].map((chart) =>
    [...chart.querySelectorAll(texts)].filter((text) => text.textContent.trim()).map((text) => {
      const style = getComputedStyle(text)
      const [low, high] = [ground, shine(style.fill)].sort((one, other) => one - other)
      return [text.textContent, parseFloat(style.fontSize), (high + 0.05) / (low + 0.05)]
    }))
}"""


@pytest.mark.parametrize("look", [LAPTOP, LAPTOP._replace(scheme="dark")], ids=str)
@pytest.mark.parametrize("path", ["/", "/compare"])
def test_the_words_of_a_chart_can_be_read(visit: Visit, path: str) -> None:
    """In both schemes the axes of every chart have words of 14 px or more at a contrast of 4.5 to 1 or more."""
    visit.open(path)
    expect(visit.main.locator(".js-plotly-plot g.ytick, .js-plotly-plot g.xtick").last).to_be_attached()
    charts = visit.page.evaluate(CHART_TEXT)
    assert len(charts) == visit.main.get_by_test_id("stPlotlyChart").count()
    for texts in charts:
        assert texts
        assert [text for text in texts if text[1] < 14 or text[2] < 4.5] == []
