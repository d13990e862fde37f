"""Takes from Streamlit's field for files a role that hides its own label from a screen reader."""

from __future__ import annotations

import streamlit as st

_JS = """
export default function () {
  const mend = () => document.querySelectorAll("[data-testid=stFileUploaderDropzone][role=presentation]")
    .forEach((field) => field.setAttribute("role", "group"))
  mend()
  const watching = new MutationObserver(mend)  // the field may be drawn after this, and anew
  watching.observe(document.body, { childList: true, subtree: true })
  return () => watching.disconnect()
}
"""

_mount = st.components.v2.component("dropzone", html="<span hidden></span>", js=_JS)


def name_it() -> None:
    """The field on this page is a group under its label."""
    _mount(key="dropzone", width="content", height="content")
