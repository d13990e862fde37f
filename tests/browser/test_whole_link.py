"""The address in a real browser: the app's own is whole, also after a reload; one that was cut is named beside the patient."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from logic import Scenario
from tests.browser.visit import Visit

ENDS_WITH_VERSION = re.compile(r"[&]v=1$")


def test_the_app_never_takes_its_own_address_for_one_that_was_cut(visit: Visit) -> None:
    """After a change, on another page, and after a reload of either, the address ends with its version and no notice stands."""
    visit.open("/")
    visit.sidebar.get_by_text("Worsening", exact=True).click()
    expect(visit.bar).to_contain_text("symptoms worsen")
    for _ in range(2):
        visit.settle()
        expect(visit.page).to_have_url(ENDS_WITH_VERSION)
        visit.reload()
        expect(visit.bar).to_contain_text("symptoms worsen")
        expect(visit.main.get_by_test_id("stAlert")).to_have_count(0)
        visit.go("Compare")
        visit.expect_title(re.compile("vertebroplasty", re.IGNORECASE))
    assert visit.trouble == []


def test_a_link_that_was_cut_is_named_beside_the_patient_and_made_whole(visit: Visit) -> None:
    """The notice stands in the bar of the patient; the address is then that of the patient who is shown."""
    visit.open("/?age=81&sex=male&weeks_since_fr")
    alerts = visit.bar.get_by_test_id("stAlert")
    expect(alerts).to_have_count(2)
    expect(alerts.nth(0)).to_contain_text("weeks_since_fracture: 'weeks_since_fr' cannot be read")
    expect(alerts.nth(1)).to_contain_text("This link does not end with v=1")
    expect(visit.page).to_have_url(re.compile(r"\?age=81&sex=Male&v=1$"))


def test_a_link_that_is_encoded_as_a_whole_opens_its_patient(visit: Visit) -> None:
    """As mail programs send it; what was mangled leaves the address, so that it cannot come back."""
    patient = Scenario(age=81, sex="male", weeks_since_fracture=9, pain_score=7)
    visit.open("/?" + patient.to_query().replace("&", "%26").replace("=", "%3D"))
    expect(visit.bar).to_contain_text("An 81-year-old man")
    expect(visit.bar.get_by_test_id("stAlert")).to_have_count(0)
    expect(visit.page).to_have_url(re.compile(r"\?age=81&sex=Male&weeks_since_fracture=9&pain_score=7&v=1$"))
