"""Access beyond axe: zoom, less motion, forced colours, print, and the order in which a screen reader hears a page."""

from __future__ import annotations

import io
import re
from itertools import pairwise

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.test_every_page import TITLES, faults
from tests.browser.visit import LAPTOP, Look, Visit

PATHS = [*TITLES, "/present?deck=doorstep"]
ZOOMED = Look(640, 400)
"""What a window of 1280 by 800 has room for at a zoom of 200 per cent."""

HEADINGS = """() => [...document.querySelectorAll("[data-testid=stMain] :is(h1, h2, h3, h4)")]
  .filter((one) => one.checkVisibility())
  .map((one) => [Number(one.tagName[1]), one.innerText])"""

NAMELESS = """() => [...document.querySelectorAll("button, a[href], input, select, textarea, [role=button], [role=radio]")]
  .filter((one) => one.checkVisibility() && one.getAttribute("aria-hidden") !== "true")
  .filter((one) => !(one.innerText.trim() || one.getAttribute("aria-label") || one.getAttribute("aria-labelledby")
    || one.title || one.labels?.length || one.closest("label")))
  .map((one) => one.outerHTML.slice(0, 200))"""

MOVING = """() => [document.body, ...document.querySelectorAll("input, textarea, button, summary, a[href]")].flatMap((one) => {
  one.focus({preventScroll: true})
  return document.getAnimations().filter((one) => one.playState === "running"
    && one.effect.getComputedTiming().duration > 100).map((one) => one.animationName ?? one.transitionProperty)
})"""
"""What moves when the page stands, and as each control is reached."""


@pytest.mark.slow
@pytest.mark.parametrize("look", [ZOOMED], ids=str)
@pytest.mark.parametrize("path", PATHS)
def test_a_page_can_be_zoomed(visit: Visit, path: str) -> None:
    """At 200 per cent nothing is cut off at the side and no rule of access is broken."""
    visit.open(path)
    assert faults(visit) == []


@pytest.mark.parametrize("path", PATHS)
def test_a_page_stands_for_those_who_hear_it_or_see_it_otherwise(visit: Visit, path: str) -> None:
    """One title, no level of heading left out, a name for every control; nothing moves; the same in forced colours."""
    visit.page.emulate_media(reduced_motion="reduce")
    visit.open(path)
    assert visit.page.evaluate(MOVING) == []
    for colours in ("none", "active"):
        visit.page.emulate_media(reduced_motion="reduce", forced_colors=colours)
        levels = [level for level, _ in visit.page.evaluate(HEADINGS)]
        assert levels.count(1) == 1
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))
        assert visit.page.evaluate(NAMELESS) == []
    if path == "/":
        here = visit.main.get_by_role("listitem").filter(has_text="this patient")
        expect(here).to_have_css("outline-style", "solid")


@pytest.mark.parametrize(
    ("path", "order"),
    [
        (
            "/",
            [
                "I am a",
                "Leading step",
                "Conservative care",
                "Because",
                "Where this patient stands",
                "What goes with it",
            ],
        ),
        ("/lookup?q=paracetamol+max", ["Look up a fact", "Question or a few words", "4000 mg per day", "Sources:"]),
        ("/practice", ["Practice", "Case, ", "Presentation.", "Which step leads?", "What goes with it?", "Commit"]),
        ("/present?deck=doorstep", ["Seen on the doorstep", "Examination.", "Next"]),
    ],
)
def test_the_main_jobs_are_heard_in_reading_order(visit: Visit, path: str, order: list[str]) -> None:
    """What a screen reader hears of the page comes in the order in which one needs it."""
    visit.open(path)
    heard = visit.main.aria_snapshot()
    places = []
    for words in order:
        start = places[-1] if places else 0
        found = heard.find(words, start)
        assert found >= 0, f"{words!r} is not heard after {order[: len(places)]}"
        places.append(found)
    assert places == sorted(places)


@pytest.mark.slow
@pytest.mark.parametrize("look", [LAPTOP._replace(scheme="dark")], ids=str)
@pytest.mark.parametrize("path", PATHS)
def test_a_page_can_be_printed(visit: Visit, path: str) -> None:
    """From the dark theme too, on paper stands the title, in dark ink on white, without the form, the menu and the buttons of the stage."""
    visit.open(path)
    title = visit.main.get_by_role("heading", level=1).inner_text()
    paper = PdfReader(io.BytesIO(visit.page.pdf(format="A4")))
    said = " ".join(" ".join(page.extract_text() for page in paper.pages).split())
    assert re.sub(r"\s+", " ", title) in said
    assert "Start from an example" not in said
    assert "For education only" in said
    visit.page.emulate_media(media="print")
    expect(visit.sidebar).not_to_be_visible()
    expect(visit.page.locator(".st-key-menu")).not_to_be_visible()
    assert visit.page.evaluate("getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor") in (
        "rgb(255, 255, 255)",
        "rgba(0, 0, 0, 0)",
    )
