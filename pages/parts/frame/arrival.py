"""Puts the cursor into a field when a page is opened, so that one can type at once."""

from __future__ import annotations

import streamlit as st

_JS = """
const done = new WeakSet()

export default function ({ data, parentElement }) {
  parentElement.firstElementChild.dataset.ready = ""
  if (done.has(parentElement)) return  // only on arrival: later runs leave the reader where they are
  done.add(parentElement)
  const take = () => {
    const field = document.querySelector(`[aria-label="${data.label}"]`)
    const elsewhere = document.activeElement?.matches("input, textarea")
    if (field && !elsewhere) field.focus({ preventScroll: true })
    return Boolean(field)
  }
  if (take()) return
  const waiting = new MutationObserver(() => { if (take()) waiting.disconnect() })  // it may be drawn after this
  waiting.observe(document.body, { childList: true, subtree: true })
  return () => waiting.disconnect()
}
"""

_mount = st.components.v2.component("arrival", html="<span hidden></span>", js=_JS)


def focus_on(label: str) -> None:
    """The field with this label takes the cursor, unless the reader is somewhere else already."""
    _mount(key="arrival", data={"label": label}, width="content", height="content")
