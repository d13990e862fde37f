"""Two roles that Streamlit leaves out or wrong, mended for those who hear the page."""

from __future__ import annotations

import streamlit as st

_JS = """
const LAYERS = "#stFloatingOverlayPortal, body > div:has(> [data-testid=stSelectboxVirtualDropdown])"

function mend() {
  // the role of the field for files hides its own label
  document.querySelectorAll("[data-testid=stFileUploaderDropzone][role=presentation]")
    .forEach((field) => field.setAttribute("role", "group"))
  // help and lists that open over the page stand outside every landmark
  for (const layer of document.querySelectorAll(LAYERS)) {
    if (layer.childElementCount) {
      layer.setAttribute("role", "region")
      layer.setAttribute("aria-label", "Opened over the page")
    } else {
      layer.removeAttribute("role")
      layer.removeAttribute("aria-label")
    }
  }
}

export default function ({ parentElement }) {
  mend()
  const watching = new MutationObserver(mend)  // both may be drawn after this, and anew
  watching.observe(document.body, { childList: true, subtree: true })
  parentElement.firstElementChild.dataset.ready = ""
  return () => watching.disconnect()
}
"""

_mount = st.components.v2.component("roles", html="<span hidden></span>", js=_JS)


def mend() -> None:
    """Keeps the roles right while the page stands; once a page."""
    _mount(key="roles", width="content", height="content")
