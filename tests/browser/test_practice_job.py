"""Practice in a real browser: a whole session by keys alone, and progress that outlives the page."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from logic.content.library import ADVICE
from logic.practice import offer
from tests.browser.keyboard import focus_is_visible, tab_to
from tests.browser.server import Server
from tests.browser.visit import Visit

FIRST, SECOND, *_ = offer.cases().values()
LEAD = ADVICE[str(FIRST.leads)].title


def test_a_session_by_keys_alone(visit: Visit) -> None:
    """Read, choose, tick, commit, compare and go on, with Tab, arrows, Space and Enter."""
    page = visit.page
    visit.open("/practice")
    expect(visit.main.get_by_role("heading", name=FIRST.title)).to_be_visible()
    radios = visit.main.get_by_role("radiogroup", name="Which step leads?")
    tab_to(page, "Commit and compare")
    page.keyboard.press("Enter")
    expect(visit.main.get_by_text("Choose the step that leads first")).to_be_visible()
    radios.get_by_role("radio").first.focus()
    for _ in range(offer.LEADING_CHOICES.index(FIRST.leads)):
        page.keyboard.press("ArrowDown")
    expect(radios.get_by_role("radio", name=LEAD, exact=True)).to_be_checked()
    tab_to(page, ADVICE[offer.accompanying_choices(FIRST)[0]].title)
    assert focus_is_visible(page)
    page.keyboard.press("Space")
    tab_to(page, "Commit and compare")
    page.keyboard.press("Enter")
    expect(visit.main.get_by_text("Your step too")).to_be_visible()
    expect(visit.main.get_by_role("table")).to_contain_text("Shared")
    tab_to(page, "Next case")
    assert focus_is_visible(page)
    page.keyboard.press("Enter")
    expect(visit.main.get_by_role("heading", name=SECOND.title)).to_be_visible()
    assert visit.trouble == []


def test_progress_outlives_a_reload_a_restart_and_the_browser(
    own_visit: Visit, own_server: Server, tmp_path: Path
) -> None:
    """It is there after a reload and a killed server, and in a file that another tab loads, which knows nothing."""
    visit = own_visit
    visit.open("/practice?practise=Audit")
    visit.main.get_by_text("Faithful:").click()
    visit.main.get_by_role("button", name="Commit and compare").click()
    expect(visit.main.locator(".st-key-answer")).to_contain_text("Our verdict")  # the form asks for "Your verdict"
    visit.settle()
    visit.main.get_by_text("Progress", exact=True).click()
    expect(visit.main.get_by_role("heading", name="Score by topic")).to_be_visible()
    visit.settle()
    with visit.page.expect_download() as saved:
        visit.main.get_by_role("button", name="Save progress").click()
    saved.value.save_as(tmp_path / "progress.json")
    own_server.stop()
    own_server.start()
    visit.reload()
    expect(visit.main.get_by_role("heading", name="Score by topic")).to_be_visible()
    other = Visit(visit.page.context.new_page(), own_server.url)
    other.open("/practice?practise=Progress")
    expect(other.main.get_by_text("Nothing answered yet")).to_be_visible()
    other.main.locator("input[type=file]").set_input_files(tmp_path / "progress.json")
    expect(other.main.get_by_role("heading", name="Score by topic")).to_be_visible()
