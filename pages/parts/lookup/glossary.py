"""Technical terms carry their definition where they stand: on hover, on focus and on touch."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlencode

import streamlit as st

from logic.content.library import GLOSSARY
from logic.lookup.glossary import terms

_STYLE = """<style>
[data-testid=stMarkdownContainer] a[href*="show=Terms&term="] {
  color: inherit; text-decoration: underline dotted; text-underline-offset: 0.2em; cursor: help;
}
#term-definition {
  position: fixed; z-index: 1000000; max-width: min(24rem, calc(100vw - 2rem)); padding: 0.75rem 1rem;
  border: 1px solid; border-radius: 0.5rem; box-shadow: 0 4px 16px rgba(0, 0, 0, 0.25);
  font-size: 1rem; line-height: 1.5;
}
@media print { #term-definition { display: none; } }
</style>"""

_JS = """
const TERM = 'a[href*="show=Terms&term="]'
let shown = null

function definition(link) {
  // the browser's own tooltip never shows on focus or touch, so the text moves to a place of ours
  if (link.title) { link.dataset.definition = link.title; link.removeAttribute("title") }
  return link.dataset.definition
}

function hide() {
  document.getElementById("term-definition")?.remove()
  shown?.removeAttribute("aria-describedby")
  shown = null
}

function show(link) {
  if (shown === link) return
  hide()
  const app = getComputedStyle(document.querySelector("[data-testid=stApp]"))
  const tip = document.createElement("div")
  tip.id = "term-definition"
  tip.setAttribute("role", "tooltip")
  tip.textContent = definition(link)
  tip.style.color = app.color
  tip.style.background = app.backgroundColor
  tip.style.fontFamily = app.fontFamily
  link.closest("[data-testid=stMain], [data-testid=stSidebar]").append(tip)  // within a landmark
  link.setAttribute("aria-describedby", tip.id)
  shown = link
  place()
}

function place() {
  if (!shown?.isConnected) return hide()
  const tip = document.getElementById("term-definition")
  const at = shown.getClientRects()[0], size = tip.getBoundingClientRect()
  const below = at.bottom + 6 + size.height < innerHeight
  tip.style.top = (below ? at.bottom + 6 : Math.max(8, at.top - 6 - size.height)) + "px"
  tip.style.left = Math.max(8, Math.min(at.left, innerWidth - size.width - 8)) + "px"
}

const within = (event) => event.target.closest?.(TERM)
const staysOn = (event) => within(event) || event.target.closest?.("#term-definition")

export default function ({ parentElement }) {
  parentElement.firstElementChild.dataset.ready = ""
  if (shown && !shown.isConnected) hide()  // the page was drawn anew under it
  if (window.__termsReady) return
  window.__termsReady = true
  document.addEventListener("mouseover", (e) => {
    if (within(e)) show(within(e))
    else if (shown && shown !== document.activeElement && !staysOn(e)) hide()
  })
  document.addEventListener("focusin", (e) => within(e) ? show(within(e)) : hide())
  document.addEventListener("focusout", (e) => { if (within(e)) hide() })
  document.addEventListener("keydown", (e) => { if (e.key === "Escape") hide() })
  document.addEventListener("scroll", () => { if (shown) place() }, { capture: true, passive: true })
  document.addEventListener("click", (e) => {
    const link = within(e)
    if (link && e.pointerType === "touch") { e.preventDefault(); show(link) }
    else if (!staysOn(e)) hide()
  })
}
"""

_mount = st.components.v2.component("terms", html="<span hidden></span>", js=_JS)


def show() -> None:
    """What makes the definitions appear; once a page."""
    st.html(_STYLE)
    _mount(key="terms", width="content", height="content")


@lru_cache(maxsize=4096)
def explained(text: str) -> str:
    """A Markdown text in which the first mention of each technical term holds its definition."""
    parts, done = [], 0
    for start, end, id in terms(text):
        definition = GLOSSARY[id].definition.replace('"', "”")
        place = urlencode({"show": "Terms", "term": GLOSSARY[id].term})
        parts += [text[done:start], f'[{text[start:end]}](/lookup?{place} "{definition}")']
        done = end
    return "".join(parts) + text[done:]
