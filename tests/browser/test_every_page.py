"""Every page on every screen, light and dark: it opens, everybody can read it, it keeps to itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import cycle
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from logic.figures.style import PALETTES
from tests.browser.states import STATES
from tests.browser.visit import LAPTOP, PATIENCE_MS, PHONE, PROJECTOR, Visit

TITLES = {
    "/": "Conservative care",
    "/compare": "Kyphoplasty or vertebroplasty",
    "/evidence": "The article, claim by claim",
    "/lookup": "Look up a fact",
    "/practice": "Practice",
    "/teach": "Teach",
    "/about": "About VCF Explorer",
}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
"""The rules of axe; none is left out and no element is passed over."""

WIDTHS = """() => [
  ["document", document.documentElement],
  ["main part", document.querySelector("[data-testid=stMain]")],
].map(([name, part]) => [name, part.scrollWidth, part.clientWidth])"""

SETTLED = """() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => {
  document.getAnimations().filter((one) => one instanceof CSSTransition).forEach((one) => one.finish())
  done()
})))"""
"""Ends what still fades from one scheme to the other."""


def faults(visit: Visit) -> list[str]:
    """What is wrong with the page as it stands: with its access and its width."""
    options: dict[str, Any] = {"resultTypes": ["violations"], "runOnly": {"type": "tag", "values": TAGS}}
    found = [
        f"axe {violation['id']}: {' '.join(map(str, node['target']))}\n    {node['html'][:500]}\n    {node['failureSummary']}"
        for violation in Axe().run(visit.page, options=options).response["violations"]
        for node in violation["nodes"]
    ]
    found += [
        f"the {name} holds {inner} px in {outer} px, so it scrolls sideways"
        for name, inner, outer in visit.page.evaluate(WIDTHS)
        if inner > outer
    ]
    return found


def check(visit: Visit, schemes: Sequence[str] = ("light", "dark")) -> None:
    """Fails with every fault of the page, in its own scheme and then in the other, in the message."""
    found = []
    for scheme in sorted(schemes, key=lambda scheme: scheme != visit.scheme()):
        visit.page.emulate_media(color_scheme=scheme)
        expect(visit.page.locator(f"[data-drawn-in={scheme}]")).to_be_attached()
        visit.settle()
        expect(visit.main.locator("[data-testid=stPlotlyChart]:not(:has(.main-svg))")).to_have_count(0)
        visit.page.evaluate(SETTLED)
        found += [f"in {scheme}, {fault}" for fault in faults(visit)]
    found += visit.trouble
    assert not found, "\n".join(["", *found])


SIZES = (PHONE, LAPTOP, PROJECTOR)
AT_ONCE = {
    "explore": SIZES[:2],
    "compare": SIZES[:2],
    "evidence": SIZES[:2],
    "look-up": SIZES[:2],
    "practice, case": SIZES[:2],
    "teach": SIZES[:2],
    "about": SIZES[:2],
    "explore, cautions": SIZES[:1],
    "explore, opened": SIZES[:1],
    "explore, form": SIZES[:1],
    "compare, opened": SIZES[:1],
    "evidence, bodies": SIZES[:1],
    "evidence, panels": SIZES[:1],
    "evidence, trials": SIZES[:1],
    "evidence, references": SIZES[:1],
    "practice, right": SIZES[:1],
    "teach, own lecture": SIZES[:1],
    "present, evidence": SIZES[:1],
}
"""The states that ``make test`` looks at, and the sizes, in one scheme; ``make thorough`` looks at each in all."""


def combinations() -> Iterator[Any]:
    """Every state on every screen, in either scheme; one that passes with the next run opens anew for the dark.

    What ``make test`` looks at changes its scheme from one combination to the next; the other is left to the slow one.
    """
    turns = cycle(("light", "dark"))
    for name, state in STATES.items():
        for size in SIZES:
            at_once = next(turns) if size in AT_ONCE.get(name, ()) else None
            if at_once:
                look = size._replace(scheme=at_once)
                yield pytest.param(name, look, (at_once,), id=f"{name}-{look}-alone")
            left = tuple(scheme for scheme in ("light", "dark") if scheme != at_once)
            for schemes in zip(left, strict=True) if state.brief else (left,):
                look = size._replace(scheme=schemes[0])
                yield pytest.param(name, look, schemes, marks=pytest.mark.slow, id=f"{name}-{look}")


@pytest.mark.parametrize(("name", "look", "schemes"), list(combinations()))
def test_every_state_is_sound(visit: Visit, name: str, schemes: tuple[str, ...]) -> None:
    """In each state a page has no fault of access, width, script or privacy, on each screen, light and dark."""
    state = STATES[name]
    visit.open(state.address)
    state.reach(visit)
    expect(visit.page.get_by_text(state.shows).locator("visible=true").first).to_be_visible()
    visit.settle()
    check(visit, schemes)


def test_every_page_has_its_state() -> None:
    """A page that is added is looked at as well."""
    addresses = {state.address.partition("?")[0] for state in STATES.values()}
    assert addresses >= set(TITLES)


@pytest.mark.parametrize("path", TITLES)
def test_a_page_opens_from_its_address(visit: Visit, path: str) -> None:
    """A page opens by its own address under its title."""
    visit.open(path)
    visit.expect_title(TITLES[path])


CHART_TEXT = """() => {
  const shine = (colour) => {
    const [red, green, blue] = colour.match(/[0-9.]+/g).slice(0, 3).map((part) => part / 255)
      .map((part) => part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const ground = shine(getComputedStyle(document.querySelector("[data-testid=stApp]")).backgroundColor)
  const texts = "g.xtick text, g.ytick text, .xtitle, .ytitle, .legendtext, .annotation-text"
  return [...document.querySelectorAll(".js-plotly-plot")].map((chart) =>
    [...chart.querySelectorAll(texts)].filter((text) => text.textContent.trim()).map((text) => {
      const style = getComputedStyle(text)
      const [low, high] = [ground, shine(style.fill)].sort((one, other) => one - other)
      return [text.textContent, parseFloat(style.fontSize), (high + 0.05) / (low + 0.05)]
    }))
}"""


@pytest.mark.parametrize("look", [LAPTOP, LAPTOP._replace(scheme="dark")], ids=str)
@pytest.mark.parametrize("path", ["/", "/compare"])
def test_the_words_of_a_chart_can_be_read(visit: Visit, path: str) -> None:
    """In both schemes the axes of every chart have words of 14 px or more at a contrast of 4.5 to 1 or more."""
    visit.open(path)
    expect(visit.main.locator(".js-plotly-plot g.ytick, .js-plotly-plot g.xtick").last).to_be_attached()
    charts = visit.page.evaluate(CHART_TEXT)
    assert len(charts) == visit.main.get_by_test_id("stPlotlyChart").count()
    for texts in charts:
        assert texts
        assert [text for text in texts if text[1] < 14 or text[2] < 4.5] == []


def rgb(colour: str) -> str:
    """A colour as the browser spells it."""
    return f"rgb({', '.join(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5))})"


def test_charts_follow_the_system(visit: Visit) -> None:
    """When the system turns dark under an open page, and back again, the words of its charts have the colour for it."""
    visit.open("/")
    words = visit.main.locator(".js-plotly-plot .xtick text").first
    for scheme in ("light", "dark", "light"):
        visit.page.emulate_media(color_scheme=scheme)
        expect(words).to_have_css("fill", rgb(PALETTES[scheme].text))


DRAWN = """(page) => {
  window.drawn = []
  new MutationObserver(() => window.drawn.push(page.dataset.drawnIn)).observe(page, { attributeFilter: ["data-drawn-in"] })
  return page.dataset.drawnIn
}"""
"""Notes each scheme that the page is drawn in from now on."""


def test_charts_follow_a_system_that_turns_back_at_once(visit: Visit) -> None:
    """Also when it is light again before the page has been drawn for the dark."""
    visit.open("/")
    assert visit.page.locator("[data-drawn-in]").evaluate(DRAWN) == "light"
    visit.page.emulate_media(color_scheme="dark")
    visit.page.wait_for_function(
        "getComputedStyle(document.querySelector('[data-testid=stApp]')).colorScheme === 'dark'"
    )
    visit.page.emulate_media(color_scheme="light")
    visit.page.wait_for_function(
        "window.drawn.includes('dark') && window.drawn.at(-1) === 'light'", timeout=PATIENCE_MS
    )
    words = visit.main.locator(".js-plotly-plot .xtick text").first
    expect(words).to_have_css("fill", rgb(PALETTES["light"].text))
