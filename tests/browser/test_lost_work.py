"""What a visitor has chosen and answered stays theirs: over a restart, a session the server forgot, a reload, a double click."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, WebSocketRoute, expect

from logic import Scenario
from logic.content.description import describe
from logic.content.library import ADVICE, EXAMPLES, LECTURES
from logic.practice import offer
from logic.practice.progress import Answer, Progress, from_link, to_json
from tests.browser.server import Server
from tests.browser.visit import Visit

CONNECTED = "[data-testid=stApp][data-test-connection-state=CONNECTED]"
SECOND, THIRD = list(offer.cases())[1:3]
CASE = offer.cases()[SECOND]
LEAD = ADVICE[str(CASE.leads)].title
LAST_TICK = offer.accompanying(CASE)[1]
TICKED = [ADVICE[name].title for name in offer.accompanying(CASE)[:2]]
EXAMPLE = EXAMPLES["past-cancer"]
DECK = ",".join(next(iter(LECTURES.values())).cases[:2])

TWICE = "(button) => new Promise((done) => { button.click(); setTimeout(() => { button.click(); done() }, 30) })"
"""A double click as a hand makes it: the second click comes after the first was sent, before it is answered."""


class Press(NamedTuple):
    """A page that is open when the server ends, what is done on it before, and the one press that must count after."""

    path: str
    before: Callable[[Visit], None]
    press: Callable[[Visit], None]
    after: Callable[[Visit], None]


def nothing(visit: Visit) -> None:
    """Leaves the page as it is."""


def fill(visit: Visit) -> None:
    """Chooses the second case, its step and two ticks."""
    visit.main.get_by_role("combobox", name=re.compile("^Case, ")).click()
    visit.page.get_by_role("option", name=CASE.title).click()
    expect(visit.main.get_by_role("heading", name=CASE.title)).to_be_visible()
    visit.settle()
    visit.main.get_by_text(LEAD, exact=True).first.click()
    for title in TICKED:
        visit.main.get_by_text(title, exact=True).last.click()
    filled(visit)


def filled(visit: Visit) -> None:
    """The step is chosen and both ticks stand."""
    expect(visit.main.get_by_role("radio", name=LEAD, exact=True)).to_be_checked()
    for title in TICKED:
        expect(visit.main.get_by_role("checkbox", name=title, exact=True)).to_be_checked()


def commit(visit: Visit) -> None:
    """Presses the button of the form."""
    visit.main.get_by_role("button", name="Commit and compare").click()


def fill_and_commit(visit: Visit) -> None:
    """Answers the second case."""
    fill(visit)
    commit(visit)
    answered(visit)


def answered(visit: Visit) -> None:
    """The answer stands beside what was ticked."""
    expect(visit.main.get_by_text("Your step too")).to_be_visible()
    table = visit.main.get_by_role("table", name="Your choices beside those of the rules")
    for title in TICKED:
        expect(table.get_by_role("row").filter(has_text=title)).to_contain_text("Shared")


def progress(page: Page) -> Progress:
    """The answers that the address holds."""
    return from_link(parse_qs(urlsplit(page.url).query)["progress"][0])


def heading(title: str) -> Callable[[Visit], None]:
    """That a heading stands on the page."""
    return lambda visit: expect(visit.main.get_by_role("heading", name=title)).to_be_visible()


def button(name: str | re.Pattern[str]) -> Callable[[Visit], None]:
    """A press of a button of the page."""
    return lambda visit: visit.main.get_by_role("button", name=name).first.click()


def open_the_form(visit: Visit) -> None:
    """Opens the form in the page."""
    visit.bar.get_by_role("button", name="Edit scenario").click()
    expect(visit.page.get_by_test_id("stPopoverBody").get_by_text("Worsening", exact=True)).to_be_visible()
    visit.settle()


def choose_an_example(visit: Visit) -> None:
    """Takes the first example at the side."""
    visit.sidebar.get_by_role("combobox", name=re.compile("Start from an example")).click()
    visit.page.get_by_role("option", name=EXAMPLE.title).click()


def load_progress(visit: Visit) -> None:
    """Puts in a file that was saved before."""
    saved = to_json(Progress((Answer(f"case:{SECOND}", date(2026, 1, 1), 0.5),)))
    file = {"name": "progress.json", "mimeType": "application/json", "buffer": saved.encode()}
    visit.main.locator("input[type=file]").set_input_files(file)


PRESSES = {
    "commit": Press("/practice", fill, commit, answered),
    "next case": Press("/practice", fill_and_commit, button("Next case"), heading(offer.cases()[THIRD].title)),
    "change": Press(
        "/?weeks_since_fracture=20&weeks_of_care=20",
        nothing,
        button(re.compile("^swap_horiz|If ")),
        lambda visit: expect(visit.bar).not_to_contain_text(
            describe(Scenario(weeks_since_fracture=20, weeks_of_care=20))
        ),
    ),
    "example": Press(
        "/compare",
        nothing,
        choose_an_example,
        lambda visit: expect(visit.bar).to_contain_text(describe(Scenario(**EXAMPLE.given))),
    ),
    "form in the page": Press(
        "/compare",
        open_the_form,
        lambda visit: visit.page.get_by_test_id("stPopoverBody").get_by_text("Worsening", exact=True).click(),
        lambda visit: expect(visit.bar.locator("[data-testid=stMarkdown]").first).to_contain_text("worsen"),
    ),
    "next of a lecture": Press(
        f"/present?deck={DECK}",
        nothing,
        button("Next"),
        lambda visit: expect(visit.main.locator(".st-key-stage-bar")).to_contain_text(re.compile("^.*2 of ")),
    ),
    "search": Press(
        "/evidence?view=References",
        nothing,
        lambda visit: visit.main.get_by_role("searchbox", name="Search the sources").fill("nobody at all"),
        lambda visit: expect(visit.main.get_by_text("No source has all these words.")).to_be_visible(),
    ),
    "progress from a file": Press("/practice?practise=Progress", nothing, load_progress, heading("Score by topic")),
}


def restart(server: Server, *pages: Page) -> None:
    """Kills the server under open pages and starts it again; the pages are connected at the end, and untouched."""
    server.kill()
    for page in pages:
        expect(page.locator(CONNECTED)).to_have_count(0)
    server.start()
    for page in pages:
        expect(page.locator(CONNECTED)).to_be_attached()


@pytest.mark.parametrize("name", PRESSES)
def test_the_first_press_after_a_restart_counts(name: str, own_visit: Visit, own_server: Server) -> None:
    """The page is connected and whole, so the press does what it says, with all that was chosen before."""
    path, before, press, after = PRESSES[name]
    own_visit.open(path)
    before(own_visit)
    own_visit.settle()
    restart(own_server, own_visit.page)
    press(own_visit)
    after(own_visit)


def test_a_double_click_commits_once(visit: Visit) -> None:
    """One answer is recorded, and it is the one that was given."""
    visit.open("/practice")
    fill(visit)
    visit.settle()
    visit.main.get_by_role("button", name="Commit and compare").evaluate(TWICE)
    answered(visit)
    visit.settle()
    visit.reload()  # the second click may come with an address from before the first; the next run mends it
    expect(visit.page).to_have_url(re.compile("progress="))
    assert [answer.item for answer in progress(visit.page).answers] == [f"case:{SECOND}"]


def test_a_reload_keeps_what_was_chosen_and_what_was_committed(visit: Visit) -> None:
    """The ticks of an open form and the committed answer come back in this tab, and in no other."""
    visit.open("/practice")
    fill(visit)
    visit.settle()
    visit.page.wait_for_function("(last) => sessionStorage.getItem('vcf-explorer')?.includes(last)", arg=LAST_TICK)
    for _ in range(2):
        visit.reload()
        filled(visit)
    commit(visit)
    answered(visit)
    visit.settle()
    visit.reload()
    answered(visit)
    other = Visit(visit.page.context.new_page(), visit.url)
    other.open(urlsplit(visit.page.url)._replace(scheme="", netloc="").geturl())
    expect(other.main.get_by_text("Which step leads?")).to_be_visible()


def test_a_session_that_the_server_forgot_costs_nothing(browser: Browser, tmp_path: Path) -> None:
    """After a connection that was lost for longer than the server remembers, the committed answer stands and buttons work."""
    server = Server(tmp_path / "output.txt", environment={"STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL": "0"})
    server.start()
    context = browser.new_context()
    try:
        page, lines = context.new_page(), []

        def pass_on(line: WebSocketRoute) -> None:
            line.connect_to_server()
            lines.append(line)

        page.route_web_socket(re.compile("/_stcore/stream"), pass_on)
        visit = Visit(page, server.url)
        visit.open("/practice")
        fill_and_commit(visit)
        visit.settle()
        lines[-1].close(code=3000)
        expect(page.locator(CONNECTED)).to_have_count(0)
        expect(page.locator(CONNECTED)).to_be_attached()
        assert len(lines) > 1
        visit.unfold("The whole pathway")
        answered(visit)
    finally:
        context.close()
        server.stop()
