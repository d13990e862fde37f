"""The look-up in a real browser: type at once, read the answer, have every term explained."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from logic.content.library import GLOSSARY
from tests.browser.keyboard import focused, tab_to
from tests.browser.visit import LAPTOP, PHONE, Look, Visit

BOX = "Question or a few words"
TERM = "a[href*='show=Terms&term=']"


@pytest.mark.parametrize("look", [PHONE, LAPTOP], ids=str)
def test_one_types_at_once_and_gets_the_fact(visit: Visit) -> None:
    """The box has the cursor on arrival; a question by keys alone gives the fact with its source, kept in the address."""
    visit.open("/lookup")
    expect(visit.page.get_by_label(BOX)).to_be_focused()
    visit.page.keyboard.type("paracetamol max")
    visit.page.keyboard.press("Enter")
    expect(visit.main.get_by_text("4000 mg per day").first).to_be_visible()
    assert "q=paracetamol+max" in visit.page.url
    assert visit.trouble == []


def test_the_cursor_is_not_taken_from_somebody_who_is_elsewhere(visit: Visit) -> None:
    """A choice of a quick table leaves the focus where the reader is."""
    visit.open("/lookup")
    expect(visit.page.get_by_label(BOX)).to_be_focused()
    tab_to(visit.page, "Red flags")
    visit.page.keyboard.press("Enter")
    expect(visit.main.get_by_role("heading", name="Red flags, and how fast")).to_be_visible()
    assert focused(visit.page) != BOX


def test_a_follow_up_question_is_answered(visit: Visit) -> None:
    """A question under the leading step leads to the look-up with its answer."""
    visit.open("/")
    link = visit.main.locator(".st-key-answer").get_by_role("link", name="brace")
    asked = link.inner_text()
    link.click()
    visit.expect_title("Look up a fact")
    expect(visit.page.get_by_label(BOX)).to_have_value(asked.splitlines()[-1])
    expect(visit.main.get_by_text("Sources:").first).to_be_visible()


@pytest.mark.parametrize("look", [LAPTOP, LAPTOP._replace(scheme="dark"), PHONE], ids=str)
def test_a_term_is_explained_where_it_stands(visit: Visit, look: Look) -> None:
    """Reached by the keyboard a term shows its definition within the screen; Escape takes it away again."""
    visit.open("/")
    term = visit.main.locator(".st-key-answer").locator(TERM, has_text="cement").first
    term.focus()
    tip = visit.page.get_by_role("tooltip")
    expect(tip).to_have_text(GLOSSARY["bone-cement"].definition)
    box = tip.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= look.width
    visit.page.keyboard.press("Escape")
    expect(tip).to_have_count(0)
    term.blur()
    term.hover()
    expect(tip).to_be_visible()
    visit.page.mouse.move(1, 1)
    expect(tip).to_have_count(0)


def test_a_term_leads_to_its_entry(visit: Visit) -> None:
    """Enter on a term opens its entry of the glossary, with what it includes and excludes."""
    visit.open("/")
    visit.main.locator(TERM, has_text="cement").first.focus()
    with visit.page.context.expect_page() as opened:
        visit.page.keyboard.press("Enter")
    entry = Visit(opened.value, visit.url)
    entry.settle()
    expect(entry.main.get_by_text("Bone cement").first).to_be_visible()
    expect(entry.main.get_by_text("Includes:")).to_have_count(1)
