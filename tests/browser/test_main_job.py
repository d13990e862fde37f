"""The main job in a real browser: by keys alone, by link, over reloads and restarts, on a phone."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from logic import Scenario
from logic.content.library import ADVICE, CLAIMS
from tests.browser.keyboard import focus_is_visible, focused, tab_to
from tests.browser.server import Server
from tests.browser.visit import LAPTOP, PHONE, Visit

CONSERVATIVE = ADVICE["conservative-care"].title
EARLY = ADVICE["augmentation-early"].title
BIOPSY = ADVICE["biopsy-first"].title
LINK_OF_VALUES = "/?cause=suspected_malignancy&cautions=kidney_disease,low_calcium"
LINK_OF_LABELS = "/?cause=Suspected+malignancy&cautions=Kidney+disease&cautions=Low+calcium"
OF_THE_LINK = Scenario(cause="suspected_malignancy", cautions={"kidney_disease", "low_calcium"})
CONNECTED = "[data-testid=stApp][data-test-connection-state=CONNECTED]"
IN_BOTH_SCHEMES = pytest.mark.parametrize("look", [LAPTOP, LAPTOP._replace(scheme="dark")], ids=str)


def address_scenario(page: Page) -> Scenario:
    """The scenario that the address of the page carries, without a fault."""
    scenario, notices = Scenario.from_query(parse_qs(urlsplit(page.url).query))
    assert notices == []
    return scenario


def expect_scenario(visit: Visit, scenario: Scenario, *said: str) -> None:
    """The address carries the scenario and the scenario bar says what is special about it."""
    for text in said:
        expect(visit.bar).to_contain_text(text)
    visit.settle()
    assert address_scenario(visit.page) == scenario


def test_the_main_job_by_keys_alone(visit: Visit) -> None:
    """Tab, arrows, Space and Enter suffice to change the patient, get another step and read the article's claim."""
    page = visit.page
    visit.open("/")
    visit.expect_title(CONSERVATIVE)
    tab_to(page, "Weeks since fracture")
    assert focus_is_visible(page)
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(visit.bar).to_contain_text("found 3 weeks ago")
    tab_to(page, "Pain score")
    assert focus_is_visible(page)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(visit.bar).to_contain_text("Pain 8 of 10")
    tab_to(page, "Disabling pain")
    assert focus_is_visible(page)
    page.keyboard.press("Space")
    visit.expect_title(EARLY)
    assert address_scenario(page) == Scenario(weeks_since_fracture=3, pain_score=8, disabling_pain=True)
    tab_to(page, "What the article says, our check")
    assert focus_is_visible(page)
    page.keyboard.press("Enter")
    expect(visit.main.get_by_text("The article says (C36")).to_be_visible()
    expect(visit.main).to_contain_text(CLAIMS["C36"].says)


@IN_BOTH_SCHEMES
@pytest.mark.parametrize("path", ["/", "/evidence"])
def test_the_focus_is_always_visible(visit: Visit, path: str) -> None:
    """At every stop of the Tab key, from the top of the page to its end, one sees where the focus is."""
    visit.open(path)
    hidden, stops = [], 0
    while stops < 200:
        visit.page.keyboard.press("Tab")
        if focused(visit.page) == "BODY":
            break
        stops += 1
        if not focus_is_visible(visit.page):
            hidden.append(focused(visit.page))
    assert hidden == []
    assert 40 < stops < 200


def test_the_skip_link_leads_past_the_form(visit: Visit) -> None:
    """The first stop of the Tab key jumps over the sidebar into the page."""
    visit.open("/")
    tab_to(visit.page, "Skip to main content", limit=1)
    visit.page.keyboard.press("Enter")
    tab_to(visit.page, "Explore", limit=2)


def test_a_deep_link_on_a_cold_server(own_visit: Visit) -> None:
    """The very first request to a server may be a link into a page with a scenario."""
    own_visit.open("/compare?age=91")
    own_visit.expect_title("Kyphoplasty or vertebroplasty")
    expect_scenario(own_visit, Scenario(age=91), "91-year-old")
    assert own_visit.trouble == []


@pytest.mark.parametrize("link", [LINK_OF_VALUES, LINK_OF_LABELS], ids=["values", "labels"])
def test_a_link_may_carry_values_or_labels(visit: Visit, link: str) -> None:
    """Both kinds of link open the same scenario without a notice, and the address keeps it over a reload."""
    said = ("suspected to be malignant", "kidney disease", "low blood calcium")
    visit.open(link)
    for again in (False, True):
        if again:
            visit.reload()
        visit.expect_title(BIOPSY)
        expect_scenario(visit, OF_THE_LINK, *said)
        expect(visit.sidebar.get_by_role("combobox", name="Cause")).to_have_value("Suspected malignancy")
        expect(visit.main.get_by_role("alert")).to_have_count(0)


def test_a_change_is_in_the_address(visit: Visit) -> None:
    """A changed widget changes the address; a reload, another page and the way back all keep the patient."""
    page = visit.page
    changed = Scenario(disabling_pain=True, pain_score=9)
    visit.open("/?pain_score=9")
    visit.sidebar.get_by_text("Disabling pain", exact=True).click()
    visit.expect_title(EARLY)
    expect(page).to_have_url(re.compile("disabling_pain=true"))
    visit.reload()
    visit.expect_title(EARLY)
    visit.go("Compare")
    visit.expect_title("Kyphoplasty or vertebroplasty")
    expect_scenario(visit, changed, "Pain 9 of 10 (severe) and disabling")
    visit.reload()
    expect_scenario(visit, changed, "Pain 9 of 10 (severe) and disabling")
    visit.go("Explore")
    visit.expect_title(EARLY)
    expect_scenario(visit, changed, "Pain 9 of 10 (severe) and disabling")


def test_a_lowest_number_stays_in_the_address(visit: Visit) -> None:
    """A number at the lower end of its range is kept in the address and over a reload, as any other is."""
    lowest = Scenario(age=18, weeks_since_fracture=0, weeks_of_care=0, pain_score=0)
    said = ("18-year-old", "found this week", "no conservative care yet", "Pain 0 of 10")
    visit.open(f"/?{lowest.to_query()}")
    expect_scenario(visit, lowest, *said)
    visit.reload()
    expect_scenario(visit, lowest, *said)


def test_the_way_back_to_the_default_leaves_no_trace(visit: Visit) -> None:
    """Steps away from the default patient and back again leave an address without that field."""
    visit.open("/")
    weeks = visit.sidebar.get_by_role("spinbutton", name="Weeks of conservative care")
    for value, cared in (("0", "no conservative care yet"), ("2", "2 weeks of conservative care")):
        weeks.fill(value)
        weeks.press("Enter")
        expect(visit.bar).to_contain_text(cared)
    visit.settle()
    expect(visit.page).not_to_have_url(re.compile("weeks_of_care"))


def test_the_answer_may_be_chosen_from_what_would_change_it(visit: Visit) -> None:
    """A click on a fact that would change the answer changes the patient, the answer and the address."""
    visit.open("/?pain_score=8")
    visit.main.get_by_role("button", name=EARLY).click()
    visit.expect_title(EARLY)
    expect(visit.sidebar.get_by_role("switch", name="Disabling pain")).to_be_checked()
    expect(visit.page).to_have_url(re.compile("disabling_pain=true"))
    assert address_scenario(visit.page) == Scenario(pain_score=8, disabling_pain=True)


def test_the_scenario_survives_a_crash_of_the_server(own_server: Server, own_visit: Visit) -> None:
    """A server that is killed and started again under an open page costs neither the patient nor the interaction."""
    page = own_visit.page
    own_visit.open("/?pain_score=9")
    own_visit.sidebar.get_by_text("Worsening", exact=True).click()
    expect(own_visit.bar).to_contain_text("symptoms worsen in spite of medication")
    own_server.kill()
    expect(page.locator(CONNECTED)).to_have_count(0)
    own_server.start()
    expect(page.locator(CONNECTED)).to_be_attached()
    own_visit.settle()
    expect(own_visit.sidebar.get_by_role("switch", name="Worsening")).to_be_checked()
    expect_scenario(own_visit, Scenario(pain_score=9, worsening=True), "Pain 9 of 10", "symptoms worsen")
    own_visit.sidebar.get_by_text("Disabling pain", exact=True).click()
    own_visit.expect_title(EARLY)
    expect_scenario(own_visit, Scenario(pain_score=9, worsening=True, disabling_pain=True), "and disabling")


def test_the_link_that_is_copied_opens_the_scenario(visit: Visit) -> None:
    """Copy link puts a link to this page with the whole scenario on the clipboard, and says so."""
    path = "/evidence"
    scenario = Scenario(age=67, cause="suspected_malignancy", weeks_of_care=0, cautions={"low_calcium", "opioid_risk"})
    visit.open(f"{path}?{scenario.to_query()}")
    visit.bar.get_by_role("button", name="Copy link").click()
    expect(visit.bar.get_by_role("status")).to_have_text("Link copied")
    link = urlsplit(visit.page.evaluate("navigator.clipboard.readText()"))
    assert Scenario.from_query(link.query) == (scenario, [])
    assert (link.netloc, link.path) == (visit.host, path)
    visit.open(f"{path}?{link.query}")
    expect_scenario(visit, scenario, "67-year-old", "suspected to be malignant")


def test_what_is_copied_follows_the_form(visit: Visit) -> None:
    """The link that is copied is that of the patient as changed, not of the one that the page opened with."""
    visit.open("/")
    visit.bar.get_by_role("button", name="Copy link").click()
    expect(visit.bar.get_by_role("status")).to_have_text("Link copied")
    visit.sidebar.get_by_text("Disabling pain", exact=True).click()
    expect(visit.bar).to_contain_text("and disabling")
    expect(visit.bar.get_by_role("button", name="Copy link")).to_be_visible()
    visit.settle()
    visit.bar.get_by_role("button", name="Copy link").click()
    expect(visit.bar.get_by_role("status")).to_have_text("Link copied")
    link = urlsplit(visit.page.evaluate("navigator.clipboard.readText()"))
    assert Scenario.from_query(link.query) == (Scenario(disabling_pain=True), [])


@pytest.mark.parametrize("look", [PHONE], ids=str)
def test_a_phone_edits_the_scenario_in_the_page(visit: Visit) -> None:
    """On a phone the sidebar stays out of the way and the form in the page changes patient, answer and address."""
    visit.open("/?pain_score=8")
    expect(visit.sidebar).not_to_be_in_viewport()
    visit.expect_title(CONSERVATIVE)
    visit.bar.get_by_role("button", name="Edit scenario").click()
    form = visit.page.get_by_test_id("stPopoverBody")
    form.get_by_text("Disabling pain", exact=True).click()
    visit.expect_title(EARLY)
    expect(form).to_be_visible()
    expect(visit.page).to_have_url(re.compile("disabling_pain=true"))
    visit.page.keyboard.press("Escape")
    expect(form).to_be_hidden()
    expect_scenario(visit, Scenario(pain_score=8, disabling_pain=True), "and disabling")
    assert visit.trouble == []


def test_a_bad_value_in_the_link_is_announced(visit: Visit) -> None:
    """A value that cannot be used gives a notice that names it, and leaves the address."""
    visit.open("/?age=999&pain_score=8&v=1")
    notice = visit.main.get_by_role("alert")
    expect(notice).to_have_count(1)
    expect(notice).to_contain_text("age: '999' cannot be used")
    expect_scenario(visit, Scenario(pain_score=8), "74-year-old")
    assert "999" not in visit.page.url
