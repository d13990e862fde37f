"""The machine fails under the app: a kill, a full or read-only disk, a clock that jumps, content that changes.

Each ends in a page that works or in a message that says what is wrong, and no reader loses a patient.
"""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from logic.practice.progress import BOXES, Answer, Progress, to_link
from tests.browser.server import Server
from tests.browser.visit import PATIENCE_MS, Visit
from tests.hostile.client import Visitor, ask, tree

pytestmark = pytest.mark.slow

CONNECTED = "[data-testid=stApp][data-test-connection-state=CONNECTED]"
SESSIONS = 50
PAGES = 2
BACK = 60.0
"""Seconds after which every visitor of a server that was killed must have their patient again."""

WITHOUT_PRIVILEGE = ("setpriv", "--bounding-set=-dac_override,-dac_read_search") if os.geteuid() == 0 else ()
"""Starts a program that may not write where the owner of a file has forbidden it, as root otherwise may."""

ANOTHER_CLOCK = """
import pathlib, time

_jump = pathlib.Path(__file__).parent / "seconds"
_time = time.time
time.time = lambda: _time() + float(_jump.read_text())
"""
"""Stands in for libfaketime: the wall clock of the server is off by as many seconds as a file says, from one call to
the next. The monotonic clock goes on, as it does when somebody sets a machine's clock."""

THE_DAY, ANOTHER_DAY = "datetime.now(UTC)", "datetime.fromtimestamp(__import__('time').time(), UTC)"
"""How pages/parts/frame/clock.py asks for the day, and how it asks the same clock by a way that can be set."""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page without an address."""
    context = browser.new_context()
    context.set_default_timeout(PATIENCE_MS)
    yield context.new_page()
    context.close()


def sees(server: Server, query: str, words: str, page: str = "") -> bool:
    """Whether a new visitor of a link sees these words, and the health is good."""
    with Visitor(server, query, page) as visitor:
        return ask(server, "/api/health").status == 200 and words in visitor.words()


def test_nobody_loses_the_patient_when_the_server_is_killed(own_server: Server, browser: Browser) -> None:
    """Killed without a word under fifty sessions and started again: every page comes back by itself with its patient."""
    with ExitStack() as stack:
        visits = []
        for pain in range(1, 1 + PAGES):
            context = browser.new_context()
            stack.callback(context.close)
            visits.append(Visit(context.new_page(), own_server.url))
            visits[-1].open(f"/?pain_score={pain}")
            visits[-1].sidebar.get_by_text("Worsening", exact=True).click()
            expect(visits[-1].bar).to_contain_text("symptoms worsen in spite of medication")
        clients = [Visitor(own_server, f"age={40 + number}") for number in range(SESSIONS - PAGES)]
        for client in clients:
            stack.enter_context(client)
            client.run()
        own_server.kill()
        for visit in visits:
            expect(visit.page.locator(CONNECTED)).to_have_count(0)
        own_server.start()
        began = time.monotonic()
        for visit in visits:
            expect(visit.page.locator(CONNECTED)).to_be_attached()
        for number, client in enumerate(clients):
            again = Visitor(own_server, client.query, session=client.session)
            assert f"{40 + number}-year-old" in stack.enter_context(again).words()
        for pain, visit in enumerate(visits, 1):
            visit.settle()
            expect(visit.bar).to_contain_text(f"Pain {pain} of 10")
            expect(visit.sidebar.get_by_role("switch", name="Worsening")).to_be_checked()
            visit.sidebar.get_by_text("Disabling pain", exact=True).click()
            expect(visit.bar).to_contain_text("disabling")
        assert time.monotonic() - began < BACK


def test_a_full_disk_costs_no_patient(own_server: Server, own_visit: Visit) -> None:
    """When no byte can be written any more, pages, uploads and hand-outs work on, and so they do when there is room again."""
    own_visit.open("/?pain_score=9")
    assert own_server.process is not None
    pid = own_server.process.pid
    before = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, before[1]))
    own_visit.sidebar.get_by_text("Worsening", exact=True).click()
    expect(own_visit.bar).to_contain_text("symptoms worsen in spite of medication")
    own_visit.go("Practice")
    own_visit.expect_title("Practice")
    own_visit.main.get_by_text("Progress", exact=True).click()
    file = {"name": "mine.json", "mimeType": "application/json", "buffer": b" " * 150_000}
    own_visit.main.locator("input[type=file]").set_input_files(file)
    expect(own_visit.main.get_by_role("alert").filter(has_text="mine.json was not loaded")).to_be_visible()
    with own_visit.page.expect_download() as download:
        own_visit.main.get_by_role("button", name="Cards for Anki").click()
    assert download.value.path().stat().st_size > 1000
    own_visit.go("Explore")
    expect(own_visit.bar).to_contain_text("Pain 9 of 10")
    assert sees(own_server, "age=91", "91-year-old")
    resource.prlimit(pid, resource.RLIMIT_FSIZE, before)
    assert sees(own_server, "age=92", "92-year-old")


def test_the_app_needs_no_place_to_write(tmp_path: Path) -> None:
    """Its own directory, its home and its place for temporary files are read-only: it starts, and every page works."""
    home = tmp_path / "app"
    home.mkdir()
    tree(home, own=("app.py", "logic", "pages", "content", ".streamlit"))
    for path in sorted(home.rglob("*"), reverse=True):
        path.chmod(0o555 if path.is_dir() else 0o444)
    home.chmod(0o555)
    places = dict.fromkeys(("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"), str(home))
    tried = [*WITHOUT_PRIVILEGE, sys.executable, "-c", f"open({str(home / 'written')!r}, 'w')"]
    assert b"PermissionError" in subprocess.run(tried, stderr=subprocess.PIPE, check=False).stderr
    server = Server(tmp_path / "output.txt", home, places, WITHOUT_PRIVILEGE)
    server.start()
    try:
        for name in ("", "lookup", "compare", "evidence", "practice", "teach", "about"):
            assert sees(server, "age=91&q=paracetamol", "91-year-old" if name != "practice" else "Practice", name)
    finally:
        server.stop()
        home.chmod(0o755)
        for path in home.rglob("*"):
            if path.is_dir():
                path.chmod(0o755)


def test_a_clock_that_jumps_costs_no_patient_and_no_progress(browser: Browser, tmp_path: Path) -> None:
    """A year forward under an open page, then ten years back: the page works on, and what is due goes with the clock."""
    home = tmp_path / "app"
    home.mkdir()
    clock = tree(home, own=("app.py", "pages")) / "pages" / "parts" / "frame" / "clock.py"
    text = clock.read_text(encoding="utf-8")
    assert THE_DAY in text
    clock.write_text(text.replace(THE_DAY, ANOTHER_DAY), encoding="utf-8")
    (tmp_path / "sitecustomize.py").write_text(ANOTHER_CLOCK, encoding="utf-8")
    (tmp_path / "seconds").write_text("0", encoding="utf-8")
    server = Server(tmp_path / "output.txt", home, {"PYTHONPATH": str(tmp_path)})
    server.start()
    context = browser.new_context()
    try:
        visit = Visit(context.new_page(), server.url)
        today = datetime.now(UTC).date()
        answered = Progress((Answer("case:shopping-bag", today, 1.0),))
        visit.open(f"/practice?practise=Progress&progress={to_link(answered)}&pain_score=9")
        with Visitor(server, "age=91") as visitor:
            for days, ready in ((0, False), (365, True), (-3650, False)):
                (tmp_path / "next").write_text(str(days * 86_400), encoding="utf-8")
                (tmp_path / "next").replace(tmp_path / "seconds")  # at once, since the server reads it at any time
                assert "91-year-old" in visitor.words()
                visit.reload()
                again = visit.main.get_by_role("button", name="A heavy shopping bag")
                expect(again).to_have_count(1 if ready else 0)
                back = today + timedelta(days=days + BOXES[1])
                told = visit.main.get_by_text(f"Nothing today. The next item comes back on {back.isoformat()}.")
                expect(told).to_have_count(0 if ready else 1)
                expect(visit.page).to_have_url(re.compile("progress="))
                assert sees(server, "age=92", "92-year-old")
        visit.go("Explore")
        expect(visit.bar).to_contain_text("Pain 9 of 10")
        assert [fault for fault in visit.trouble if "page error" in fault] == []
    finally:
        context.close()
        server.stop()


def _edit(home: Path, old: str, new: str) -> None:
    path = home / "content" / "thresholds.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_content_that_is_edited_counts_from_the_next_start(browser: Browser, tmp_path: Path) -> None:
    """The running app keeps to what it has read; a restart takes the new content, or says what is wrong with it.

    A page that was open over the restart has its patient, and shows the new content from the next change on.
    """
    home = tree(tmp_path, own=("app.py", "content"))
    server = Server(tmp_path / "output.txt", home)
    link = "weeks_since_fracture=11&weeks_of_care=11&pain_relief=inadequate"
    server.start()
    context = browser.new_context()
    try:
        visit = Visit(context.new_page(), server.url)
        visit.open(f"/?{link}")
        visit.expect_title("Conservative care")
        _edit(home, "value: 12", "value: 10")
        assert sees(server, link, "Conservative care")
        server.kill()
        expect(visit.page.locator(CONNECTED)).to_have_count(0)
        server.start()
        expect(visit.page.locator(CONNECTED)).to_be_attached()
        visit.sidebar.get_by_text("Disabling pain", exact=True).click()
        visit.expect_title("Consider vertebral augmentation")
        _edit(home, "value: 10", "value: ten")
        assert sees(server, link, "Consider vertebral augmentation")
        server.kill()
        with pytest.raises(RuntimeError, match=r"cannot start\. content/thresholds\.yaml, conservative_phase: value: "):
            server.start()
        expect(visit.page.locator(CONNECTED)).to_have_count(0)
        expect(visit.bar).to_contain_text("disabling")
        _edit(home, "value: ten", "value: 12")
        server.start()
        expect(visit.page.locator(CONNECTED)).to_be_attached()
        expect(visit.bar).to_contain_text("disabling")
        visit.sidebar.get_by_text("Disabling pain", exact=True).click()
        visit.expect_title("Conservative care")
        expect(visit.bar).to_contain_text("11 weeks of conservative care")
    finally:
        context.close()
        server.stop()
