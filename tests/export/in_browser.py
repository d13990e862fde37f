"""Opens files in Chromium without a network and prints what it found, as JSON: ``python -m tests.export.in_browser``."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, sync_playwright

INSTALLED = ("chromium", "chromium-browser", "google-chrome")


def look(browser: Browser, file: str, width: int, scheme: Any) -> dict[str, Any]:
    """One file at one width in one colour scheme."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, offline=True)
    page = context.new_page()
    requests: list[str] = []
    console: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda said: console.append(said.text))
    page.goto(Path(file).as_uri())
    page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
    found = {
        "requests": len(requests),
        "width": page.evaluate("document.documentElement.scrollWidth"),
        "background": page.evaluate("getComputedStyle(document.body).backgroundColor"),
        "title": page.title(),
        "faults": [f"{one['id']}: {one['nodes'][0]['html']}" for one in Axe().run(page).response["violations"]],
    }
    context.close()
    return found | {"console": console}


def main() -> None:
    """Every file of the command line, on a phone and a laptop, in light and dark."""
    path = next(filter(None, map(shutil.which, INSTALLED)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        found = {
            f"{Path(file).name} {width} {scheme}": look(browser, file, width, scheme)
            for file in sys.argv[1:]
            for width in (390, 1280)
            for scheme in ("light", "dark")
        }
        browser.close()
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
