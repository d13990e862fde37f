"""A server, a browser and its cache for each worker, and a fresh visitor for each test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from tests.browser.server import Server
from tests.browser.visit import LAPTOP, PATIENCE_MS, Look, Visit

INSTALLED = ("chromium", "chromium-browser", "google-chrome")
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app, shared by all tests of a worker that do not harm it."""
    server = Server(tmp_path_factory.mktemp("server") / "output.txt")
    server.start()
    yield server
    server.stop()


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[Server]:
    """The app on a server that nobody has visited and that this test may kill."""
    server = Server(tmp_path / "output.txt")
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A browser of the system, else the one that Playwright brings."""
    expect.set_options(timeout=PATIENCE_MS)
    path = next(filter(None, map(shutil.which, INSTALLED)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture
def look() -> Look:
    """How the visitor looks at the app; tests parametrise it where that matters."""
    return LAPTOP


@pytest.fixture(scope="session")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """What the visitors of a worker share: files that were loaded before, which are most of the cost of a visit.

    The app keeps nothing in cookies or localStorage, and what it keeps in sessionStorage goes with the page.
    """
    context = _context(browser)
    yield context
    context.close()


@pytest.fixture
def visit(context: BrowserContext, server: Server, look: Look) -> Iterator[Visit]:
    """A visitor of the shared server, with a page of their own; a test must not change the context."""
    yield _visit(context, server, look)
    for page in context.pages:
        page.close()


@pytest.fixture
def own_visit(browser: Browser, own_server: Server, look: Look) -> Iterator[Visit]:
    """A visitor of a server of its own, whose browser has loaded nothing before."""
    context = _context(browser)
    yield _visit(context, own_server, look)
    context.close()


def _context(browser: Browser) -> BrowserContext:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    context.set_default_timeout(PATIENCE_MS)
    return context


def _visit(context: BrowserContext, server: Server, look: Look) -> Visit:
    page = context.new_page()
    page.set_viewport_size({"width": look.width, "height": look.height})
    page.emulate_media(color_scheme=look.scheme)
    return Visit(page, server.url)
