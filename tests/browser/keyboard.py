"""What somebody without a mouse has: the keys, and the sight of where the focus is."""

from __future__ import annotations

from playwright.sync_api import Page

_FOCUSED = """() => {
  let element = document.activeElement
  while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement
  return element
}"""
_NAME = f"""() => {{
  const element = ({_FOCUSED})()
  const words = element.matches("a, button, summary, [role]") ? element.innerText : ""
  return element.getAttribute("aria-label") || words || element.tagName
}}"""
_PLACE = f"""() => {{
  const box = ({_FOCUSED})().getBoundingClientRect()
  return [box.left, box.top, box.right, box.bottom]
}}"""
MARGIN = 14
"""Pixels around an element in which a ring or a changed frame may be drawn."""


def focused(page: Page) -> str:
    """The name of the element that has the focus: its label or words, else its tag."""
    return " ".join(str(page.evaluate(_NAME)).split())


def tab_to(page: Page, name: str, limit: int = 150) -> None:
    """Presses Tab until the focus is on the element whose name contains the words, passing by its help."""
    passed = []
    for _ in range(limit):
        page.keyboard.press("Tab")
        passed.append(focused(page))
        if name in passed[-1] and not passed[-1].startswith("Help for"):
            return
    raise AssertionError(f"{limit} times Tab do not lead to {name!r}, but to {passed}")


def focus_is_visible(page: Page) -> bool:
    """Whether the place of the focus looks otherwise than it does without the focus."""
    left, top, right, bottom = page.evaluate(_PLACE)
    size = page.viewport_size
    assert size is not None
    x, y = max(left - MARGIN, 0), max(top - MARGIN, 0)
    clip = {
        "x": x,
        "y": y,
        "width": min(right + MARGIN, size["width"]) - x,
        "height": min(bottom + MARGIN, size["height"]) - y,
    }
    if clip["width"] <= 0 or clip["height"] <= 0:
        return False  # the focus is outside the window
    element = page.evaluate_handle(_FOCUSED)
    with_focus = page.screenshot(clip=clip, animations="disabled")
    element.evaluate("element => element.blur()")
    without = page.screenshot(clip=clip, animations="disabled")
    element.evaluate("element => element.focus()")
    return with_focus != without
