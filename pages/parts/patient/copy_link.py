"""A button that copies the address of the whole scenario."""

from __future__ import annotations

import streamlit as st

_CSS = """
button {
  font: inherit; font-size: 1rem; min-height: 2.5rem; padding: 0 0.75rem;
  color: var(--st-text-color); background: transparent;
  border: 1px solid var(--st-border-color); border-radius: var(--st-button-radius, 0.5rem); cursor: pointer;
}
button:hover { border-color: var(--st-primary-color); }
button:focus-visible { outline: 3px solid var(--st-primary-color); outline-offset: 2px; }
input { font: inherit; width: 100%; margin-top: 0.5rem; color: var(--st-text-color); background: transparent; }
"""

_JS = """
export default function ({ data, parentElement }) {
  const button = parentElement.querySelector("button")
  const field = parentElement.querySelector("input")
  const said = parentElement.querySelector("[role=status]")
  const address = window.location.origin + window.location.pathname + "?" + data.query
  field.hidden = true
  said.textContent = ""
  button.onclick = async () => {
    try {
      await navigator.clipboard.writeText(address)
      button.textContent = "Link copied"
      said.textContent = "Link copied"
    } catch {
      // no clipboard without https: show the address to copy by hand
      field.value = address
      field.hidden = false
      field.select()
      said.textContent = "Copy the address from the field"
    }
  }
  button.textContent = "Copy link"
  parentElement.firstElementChild.dataset.ready = ""
}
"""

_HTML = """
<button type="button">Copy link</button>
<input readonly hidden aria-label="Address of this scenario">
<span role="status" style="position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden"></span>
"""

_mount = st.components.v2.component("copy_link", html=_HTML, css=_CSS, js=_JS)


def button(query: str) -> None:
    """The button; the link spells the whole scenario, whatever the page's own address holds."""
    _mount(key="copy_link", data={"query": query}, width="content", height="content")
