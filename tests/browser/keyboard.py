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
_SEEN = f"""async () => {{
  const element = ({_FOCUSED})()
  let around = element
  for (let level = 0; level < 3 && around.parentElement; level++) around = around.parentElement
  const parts = [around, ...around.querySelectorAll("*")]
  const frames = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
  const look = async () => {{
    await frames()
    document.getAnimations().filter((one) => one instanceof CSSTransition).forEach((one) => one.finish())
    return parts.map((part) => {{
      const style = getComputedStyle(part)
      const hidden = style.opacity === "0" || part.offsetWidth <= 1 || part.offsetHeight <= 1
      const outline = style.outlineStyle === "none" ? "" : style.outlineWidth + style.outlineColor
      return hidden ? "" : [outline, style.boxShadow, style.borderColor].join(" ")
    }}).join()
  }}
  const seen = await look()
  element.blur()
  const unseen = await look()
  element.focus()
  return seen !== unseen
}}"""


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
    """Whether the element that has the focus, or its frame, has another outline, shadow or border than without it."""
    return bool(page.evaluate(_SEEN))
