"""Charts and the wordmark are drawn anew when light turns to dark under an open page, or dark to light."""

from __future__ import annotations

import streamlit as st

_JS = """
export default function ({ data, parentElement, setTriggerValue }) {
  const app = document.querySelector("[data-testid=stApp]")
  const page = parentElement.querySelector("span")
  page.dataset.drawnIn = data
  const compare = () => {
    const now = getComputedStyle(app).colorScheme
    if (now === page.dataset.drawnIn) delete page.dataset.asked
    else if (now !== page.dataset.asked) {  // once, lest a theme without a scheme ask for ever
      page.dataset.asked = now
      setTriggerValue("scheme", now)
    }
  }
  // the class of the app is another one in another theme, whoever has chosen it
  const observer = new MutationObserver(compare)
  observer.observe(app, { attributes: true, attributeFilter: ["class"] })
  compare()  // the theme may have turned back while the page was being drawn
  parentElement.firstElementChild.dataset.ready = ""
  return () => observer.disconnect()
}
"""

_mount = st.components.v2.component("scheme", html="<span hidden></span>", js=_JS)


def follow() -> None:
    """Runs the page again when its theme is no longer the one that it was drawn in; once a page."""
    _mount(
        key="scheme",
        data=st.context.theme.type,
        on_scheme_change=lambda: None,
        width="content",
        height="content",
    )
