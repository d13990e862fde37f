"""One visitor: a page of the browser, how to move in the app, and all that went wrong on the way."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, Request, expect

IDLE = "[data-testid=stApp][data-test-script-state=notRunning]"
READY = """() => [...document.querySelectorAll("[data-testid^=stBidiComponent]")]
  .every((one) => (one.shadowRoot ?? one).querySelector("[data-ready]"))"""
"""Whether each component of our own listens; it is there a moment after the page is."""
PATIENCE_MS = 30_000
"""Longest wait for anything; a wait ends as soon as what it waits for is there."""


class Look(NamedTuple):
    """The size of the window and the colour scheme of the visitor's system."""

    width: int = 1280
    height: int = 800
    scheme: str = "light"

    def __str__(self) -> str:
        return f"{self.width}x{self.height}-{self.scheme}"


PHONE = Look(390, 844)
LAPTOP = Look(1280, 800)
PROJECTOR = Look(1920, 1080)


class Visit:
    """A visitor of one server; ``trouble`` lists console errors, page errors and calls to other hosts."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url
        self.host = urlsplit(url).netloc
        self.trouble: list[str] = []
        page.on("console", lambda said: said.type == "error" and self.trouble.append(f"console: {said.text}"))
        page.on("pageerror", lambda error: self.trouble.append(f"page error: {error}"))
        page.on("request", self._request)

    def open(self, path: str = "/") -> None:
        """Goes to an address of the app and waits until the page stands."""
        self.page.goto(self.url + path)
        self.settle()

    def reload(self) -> None:
        """Loads the same address anew, as the reload button does."""
        self.page.reload()
        self.settle()

    def settle(self) -> None:
        """Waits until the app is idle, the footer is there, nothing old is left over and every component listens."""
        expect(self.page.locator(IDLE)).to_be_attached(timeout=PATIENCE_MS)
        expect(self.main.get_by_text("For education only, not for decisions")).to_be_visible(timeout=PATIENCE_MS)
        expect(self.page.locator("[data-stale=true]")).to_have_count(0)
        expect(self.page.get_by_test_id("stSkeleton")).to_have_count(0)
        self.page.wait_for_function(READY, timeout=PATIENCE_MS)

    def scheme(self) -> str:
        """The colour scheme of the visitor's system now."""
        return "dark" if self.page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") else "light"

    def go(self, name: str) -> None:
        """Chooses a page in the menu."""
        self.page.locator(".st-key-menu").get_by_role("link", name=name).click()

    def expect_title(self, text: str | re.Pattern[str]) -> None:
        """The title of the page, waiting for it if need be."""
        expect(self.main.get_by_role("heading", level=1)).to_have_text(text)

    def expander(self, label: str | re.Pattern[str]) -> Locator:
        """The line of an expander of the page, which opens and closes it."""
        return self.main.locator("summary").filter(has_text=label)

    def unfold(self, label: str | re.Pattern[str], index: int = 0) -> Locator:
        """Opens an expander of the page, one of those of that label, and gives the whole of it."""
        whole = self.main.locator("details").filter(has=self.page.locator("summary", has_text=label)).nth(index)
        whole.locator("summary").click()
        expect(whole).to_have_attribute("open", "")
        self.settle()
        return whole

    @property
    def main(self) -> Locator:
        """The page beside the sidebar."""
        return self.page.get_by_test_id("stMain")

    @property
    def sidebar(self) -> Locator:
        """The sidebar with the form."""
        return self.page.get_by_test_id("stSidebar")

    @property
    def bar(self) -> Locator:
        """The scenario bar above each page."""
        return self.page.locator(".st-key-scenario-bar")

    def _request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in ("data", "blob") and address.netloc != self.host:
            self.trouble.append(f"another host: {request.url}")
