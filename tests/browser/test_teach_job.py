"""Teaching in a real browser: a lecture by arrow keys, notes that follow, files that open, a frame that fits."""

from __future__ import annotations

import io
import zipfile

import pytest
from playwright.sync_api import Locator, expect

from logic import Scenario
from logic.content.library import CASES
from logic.lectures.deck import LECTURES, deck_to, lines, slides
from tests.browser.keyboard import focus_is_visible, tab_to
from tests.browser.test_every_page import check
from tests.browser.visit import PHONE, PROJECTOR, Look, Visit

LECTURE = LECTURES["three-months"]
DECK = deck_to(LECTURE.cases)
SLIDES = slides(LECTURE.cases)
TITLES = [lines(slide, Scenario()).title for slide in SLIDES]


def heading(visit: Visit) -> Locator:
    """The title of the slide."""
    return visit.main.get_by_role("heading", level=1)


def test_a_lecture_by_arrow_keys(visit: Visit) -> None:
    """Right goes forward, left goes back, and the address holds the place, so that a reload loses nothing."""
    visit.open(f"/present?deck={DECK}")
    for number in range(1, 8):
        visit.page.keyboard.press("ArrowRight")
        expect(heading(visit)).to_have_text(TITLES[number])
        expect(visit.main.get_by_text(f"{number + 1} of {len(SLIDES)}")).to_be_visible()
    visit.page.keyboard.press("ArrowLeft")
    expect(heading(visit)).to_have_text(TITLES[6])
    expect(visit.main.get_by_text(f"7 of {len(SLIDES)}")).to_be_visible()
    visit.settle()
    visit.reload()
    expect(heading(visit)).to_have_text(TITLES[6])
    assert visit.trouble == []


def test_the_notes_follow_in_a_second_window(visit: Visit) -> None:
    """Either window moves the other, and the notes show what the hall does not see."""
    visit.open(f"/present?deck={DECK}")
    with visit.page.context.expect_page() as opened:
        visit.main.get_by_role("link", name="Notes").click()
    second = Visit(opened.value, visit.url)
    second.settle()
    visit.page.bring_to_front()
    visit.page.keyboard.press("ArrowRight")
    expect(heading(visit)).to_have_text(TITLES[1])
    expect(heading(second)).to_have_text(TITLES[1])
    expect(second.main.get_by_text("Next.")).to_be_visible()
    second.page.bring_to_front()
    second.main.get_by_role("button", name="Next").click()
    expect(heading(second)).to_have_text(TITLES[2])
    expect(heading(visit)).to_have_text(TITLES[2])


def test_a_lecture_is_made_and_given_by_keys_alone(visit: Visit) -> None:
    """Typing, Tab, arrows and Enter add a case, put it first, present it and go forward."""
    page = visit.page
    first, second = CASES["doorstep"].title, CASES["foot-drop"].title
    visit.open("/teach?deck=doorstep")
    tab_to(page, "Add a case")
    page.keyboard.type(second)
    page.keyboard.press("Enter")
    rows = visit.main.locator("[class*=st-key-deck-row-]")
    expect(rows).to_contain_text([first, second])
    visit.settle()
    rows.nth(1).get_by_role("button", name="Earlier").focus()
    page.keyboard.press("Enter")
    expect(rows).to_contain_text([second, first])
    visit.settle()
    rows.nth(1).get_by_role("button", name="Remove").focus()
    tab_to(page, "Present")
    assert focus_is_visible(page)
    page.keyboard.press("Enter")
    expect(heading(visit)).to_have_text(second)
    visit.settle()
    page.keyboard.press("ArrowRight")
    expect(visit.main.get_by_text("2 of ")).to_be_visible()


def test_files_are_handed_out_by_keys_alone(visit: Visit) -> None:
    """Tab and Enter make the handout and save it."""
    page = visit.page
    visit.open("/teach?teach=Hand+out")
    tab_to(page, "Make the files")
    page.keyboard.press("Enter")
    expect(visit.main.get_by_test_id("stDownloadButton").get_by_role("button")).to_be_visible()
    visit.settle()
    tab_to(page, "Handout, one page (PDF)")
    with page.expect_download() as saved:
        page.keyboard.press("Enter")
    assert saved.value.path().read_bytes().startswith(b"%PDF")


def test_nothing_of_the_app_is_around_a_slide(visit: Visit) -> None:
    """No sidebar, no menu and no toolbar on the stage."""
    visit.open(f"/present?deck={DECK}")
    for part in (visit.sidebar, visit.page.locator(".st-key-menu"), visit.page.get_by_test_id("stHeader")):
        expect(part).not_to_be_visible()


@pytest.mark.parametrize("look", [PROJECTOR], ids=str)
def test_slides_are_legible_from_the_back_row(visit: Visit) -> None:
    """On a projector every line of a slide is set in 26 pixels or more, and no slide needs scrolling."""
    small, cut = [], []
    visit.open(f"/present?deck={DECK}")
    for slide, title in list(zip(SLIDES, TITLES, strict=True))[:9]:
        expect(heading(visit)).to_have_text(title)
        visit.settle()
        sizes = visit.main.locator(
            ".st-key-stage p:not(.st-key-stage-sources p):not(.st-key-stage-step p)"
        ).evaluate_all("(all) => all.map((one) => parseFloat(getComputedStyle(one).fontSize))")
        small += [(slide, size) for size in sizes if size < 26]
        stage, bar = (visit.page.locator(f".st-key-{part}").bounding_box() or {} for part in ("stage", "stage-bar"))
        if stage["y"] + stage["height"] > bar["y"]:
            cut.append((slide, stage["y"] + stage["height"], bar["y"]))
        visit.page.keyboard.press("ArrowRight")
    assert small == []
    assert cut == []


def test_files_to_hand_out_are_saved(visit: Visit) -> None:
    """The chosen formats are made and downloaded, and open as what they say they are."""
    visit.open("/teach?teach=Hand+out&weeks_since_fracture=13&weeks_of_care=12&pain_relief=inadequate")
    for label in ("Slides with notes", "Tables"):
        visit.main.get_by_text(label).click()
        visit.settle()
    visit.main.get_by_role("button", name="Make the files").click()
    for label, sign in (("Handout, one page (PDF)", b"%PDF"), ("Slides with notes", b"PK"), ("Tables", b"PK")):
        with visit.page.expect_download() as saved:
            visit.main.get_by_test_id("stDownloadButton").filter(has_text=label).get_by_role("button").click()
        content = saved.value.path().read_bytes()
        assert content.startswith(sign)
        assert "augmentation-consider" in saved.value.suggested_filename
        if sign == b"PK":
            assert zipfile.ZipFile(io.BytesIO(content)).testzip() is None
    assert visit.trouble == []


@pytest.mark.parametrize("look", [Look(800, 900), PHONE], ids=str)
def test_an_embedded_page_fits_its_frame(visit: Visit) -> None:
    """In the frame of a learning platform the patient's answer stands without the app's toolbar and without a fault."""
    visit.open("/?embed=true&weeks_since_fracture=13&weeks_of_care=12&pain_relief=inadequate")
    visit.expect_title("Consider vertebral augmentation")
    expect(visit.page.get_by_test_id("stMainMenu")).to_have_count(0)
    check(visit)
