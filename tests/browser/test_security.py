"""What strangers put into links, questions and files is shown as text or not at all: nothing of it runs or loads."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import cycle, islice
from pathlib import Path
from threading import Thread
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Page, expect

from logic.patient.fields import DOMAINS
from tests.browser.server import Server
from tests.browser.visit import IDLE, PATIENCE_MS, Visit

PAYLOADS = (
    "<img src=x onerror=pwned=1>",
    "![i](//elsewhere.example/i.png)",
    "[go](javascript:pwned=1)",
    "<script>pwned=1</script>",
    "[go](https://elsewhere.example)",
    "</title><svg onload=pwned=1>",
    "https://elsewhere.example",
    "'\"><a href=//elsewhere.example>",
    ":material/x: $x$ :red[x] **x**",
)
"""Each fits into a message, which shows at most 40 signs of what came."""

PAGES = {
    "/": ("reader", "edit", "week"),
    "/lookup": ("q", "show", "term", "reader"),
    "/compare": ("outcome", "reader"),
    "/evidence": (
        "view",
        "verdict",
        "section",
        "trial_comparator",
        "trial_age",
        "trial_outcome",
        "source",
        "source_kind",
    ),
    "/practice": ("practise", "case", "drill", "judge", "progress", "level", "topic", "reader"),
    "/teach": ("teach", "deck", "reader"),
    "/present": ("deck", "at", "notes"),
    "/about": ("from", "reader"),
}
VIEWS = {
    "/lookup": ({"show": "Terms"}, {"show": "Bodies"}),
    "/evidence": tuple({"view": name} for name in ("Bodies", "Panels", "Trials", "References")),
    "/practice": tuple({"practise": name} for name in ("What changed?", "Audit", "Progress")),
    "/teach": ({"teach": "Share"}, {"teach": "Hand out"}),
}
"""Parameters that must be right for the others of a page to be looked at."""

INJECTED = (
    "a[href*='elsewhere'], a[href^='javascript'], img[src='x'], img[src*='elsewhere'], svg[onload], [onerror], [onload], "
    "[src*='elsewhere'], iframe, object, embed, base[href*='elsewhere']"
)


def address(path: str, shift: int, fixed: dict[str, str]) -> str:
    """A page with something harmful in every parameter that it knows, another one in each."""
    names = [*DOMAINS, "v", *PAGES[path]]
    harmful = dict(zip(names, islice(cycle(PAYLOADS), shift, None), strict=False))
    return f"{path}?{urlencode({**harmful, **fixed})}"


ADDRESSES = [
    address(path, shift, fixed)
    for number, path in enumerate(PAGES)
    for shift, fixed in enumerate(({}, *VIEWS.get(path, ())), start=number)
]


def calm(visit: Visit) -> None:
    """Waits until the page, whichever it is, has been shown to its end."""
    expect(visit.page.locator(IDLE)).to_be_attached(timeout=PATIENCE_MS)
    expect(visit.main.get_by_role("heading").first).to_be_visible(timeout=PATIENCE_MS)
    expect(visit.page.get_by_test_id("stSkeleton")).to_have_count(0)


def expect_harmless(visit: Visit) -> None:
    """Nothing ran, nothing was made into an element, and no other host was called."""
    assert visit.page.evaluate("typeof window.pwned") == "undefined"
    assert visit.page.locator(INJECTED).count() == 0, visit.page.locator(INJECTED).first.evaluate(
        "one => one.outerHTML"
    )
    assert [fault for fault in visit.trouble if fault.startswith(("another host", "page error"))] == []
    assert not [fault for fault in visit.trouble if "Content Security Policy" in fault]


@pytest.mark.slow
@pytest.mark.parametrize("link", ADDRESSES, ids=[f"{one.partition('?')[0]}-{n}" for n, one in enumerate(ADDRESSES)])
def test_a_harmful_link_does_no_harm(visit: Visit, link: str) -> None:
    """Every parameter of a page holds markup, Markdown or a script: none of it becomes more than text."""
    visit.page.goto(visit.url + link)
    calm(visit)
    expect_harmless(visit)


def test_a_harmful_link_is_told_as_it_was_written(visit: Visit) -> None:
    """The notice shows what came, sign for sign, since it is escaped and not cut out."""
    for payload in PAYLOADS[:4]:
        visit.open(f"/?{urlencode({'age': payload})}")
        expect(visit.main.get_by_role("alert")).to_contain_text(payload)
    expect_harmless(visit)


def test_a_harmful_question_does_no_harm(visit: Visit) -> None:
    """What is typed into the search box is looked for, and shown nowhere but in the box."""
    visit.open("/lookup")
    box = visit.main.get_by_role("textbox", name="Question or a few words")
    for payload in PAYLOADS:
        box.fill(f"kifoplasty {payload}")
        box.press("Enter")
        expect(visit.main.get_by_text("Read “kifoplasty” as “kyphoplasty”.")).to_be_visible()
        visit.settle()
        expect(box).to_have_value(f"kifoplasty {payload}")
        expect_harmless(visit)


@pytest.mark.slow
@pytest.mark.parametrize("payload", PAYLOADS[:4])
def test_a_harmful_file_does_no_harm(visit: Visit, payload: str) -> None:
    """Neither the name of an uploaded file nor what is in it becomes more than text; the refusal names both."""
    name = payload.replace("/", "∕")
    content = json.dumps({"app": payload, "version": 1, "answers": []}).encode()
    visit.open("/practice?practise=Progress")
    file = {"name": f"{name}.json", "mimeType": "application/json", "buffer": content}
    visit.main.locator("input[type=file]").set_input_files(file)
    told = visit.main.get_by_role("alert").filter(has_text="was not loaded")
    expect(told).to_contain_text(f"{name}.json")
    expect(told).to_contain_text(f'app is "{payload}"')
    expect_harmless(visit)


def test_a_large_file_is_refused_in_the_page(visit: Visit) -> None:
    """Beyond two megabytes the uploader says so, and the page stays as it was."""
    visit.open("/practice?practise=Progress")
    file = {"name": "large.json", "mimeType": "application/json", "buffer": b" " * 2_200_000}
    visit.main.locator("input[type=file]").set_input_files(file)
    expect(visit.main.get_by_text("File must be 2.0MB or smaller")).to_be_visible()
    visit.reload()
    visit.expect_title("Practice")


@pytest.fixture
def course() -> Iterator[str]:
    """A site of another name that shows a page of the app in a frame; the page stands behind ``?``."""

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            frame = f"<!doctype html><title>Course</title><iframe src='{self.path.partition('?')[2]}'></iframe>"
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(frame.encode())

        def log_message(self, *said: object) -> None:
            """Says nothing."""

    site = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    Thread(target=site.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{site.server_port}/?"
    site.shutdown()
    site.server_close()


def test_a_course_may_show_the_app_in_a_frame(page: Page, server: Server, course: str) -> None:
    """As the teach page promises, without any setting, and with the patient of the link."""
    page.goto(f"{course}{server.url}/?embed=true&age=91")
    expect(page.frame_locator("iframe").get_by_text("91-year-old").first).to_be_visible()


def test_frames_can_be_forbidden(page: Page, course: str, tmp_path: Path) -> None:
    """A list of sites in the environment keeps the app out of the frames of all others."""
    server = Server(tmp_path / "output.txt", environment={"VCF_FRAME_ANCESTORS": "'self'"})
    server.start()
    try:
        with page.expect_event("console", lambda said: "frame-ancestors 'self'" in said.text):
            page.goto(f"{course}{server.url}/?embed=true&age=91")
        expect(page.frame_locator("iframe").get_by_text("91-year-old")).to_have_count(0)
    finally:
        server.stop()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page without an address."""
    context = browser.new_context()
    context.set_default_timeout(PATIENCE_MS)
    yield context.new_page()
    context.close()
