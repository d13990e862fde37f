"""The map of the pathway: six stations, the path taken lit up, as a list that any screen can lay out."""

from __future__ import annotations

import streamlit as st

from logic.pathway.map import Station

_CSS = """
ol { list-style: none; margin: 0; padding: 0; display: flex; gap: 0.5rem; font-family: var(--st-font); }
li {
  flex: 1 1 0; min-width: 0; position: relative; padding: 0.75rem 0.8rem; border-radius: var(--st-base-radius);
  border: 2px solid var(--st-border-color); color: var(--st-text-color); background: transparent;
}
li .title { display: block; font-weight: 600; font-size: 1rem; line-height: 1.25; }
li .note { display: block; font-size: 0.95rem; line-height: 1.3; margin-top: 0.2rem; overflow-wrap: anywhere; }
li .sign { display: block; font-size: 0.85rem; line-height: 1.3; margin-bottom: 0.2rem; font-weight: 600; }
li.off { border-style: dashed; }
li.off .sign { font-weight: 400; }
li.passed { border-color: var(--st-primary-color); background: var(--st-secondary-background-color); }
li.here { border-color: var(--st-primary-color); background: var(--st-primary-color); color: var(--st-background-color); }
@media (max-width: 760px) {
  ol { flex-direction: column; }
  li { display: grid; grid-template-columns: 1fr 1fr; column-gap: 0.75rem; align-items: baseline; }
  li .sign { grid-column: 1 / -1; }
  li .note { margin-top: 0; }
}
@media print {
  li, li.passed, li.here { color: #000; background: none; }
  li.here { border: 4px solid #000; }
}
@media (forced-colors: active) { li.here { outline: 3px solid Highlight; } }
"""

_JS = """
export default function ({ data, parentElement }) {
  const list = parentElement.querySelector("ol")
  list.replaceChildren(...data.stations.map((station) => {
    const item = document.createElement("li")
    item.className = station.state
    if (station.state === "here") item.setAttribute("aria-current", "step")
    for (const part of ["sign", "title", "note"]) {
      const span = document.createElement("span")
      span.className = part
      span.textContent = station[part]
      item.append(span)
    }
    return item
  }))
  parentElement.firstElementChild.dataset.ready = ""
}
"""

_SIGNS = {"passed": "✓ passed", "here": "● this patient", "off": "○ not on the path"}

_mount = st.components.v2.component(
    "pathway_map", html='<ol aria-label="Where this patient stands on the pathway"></ol>', css=_CSS, js=_JS
)


def show(stations: tuple[Station, ...]) -> None:
    """The map for one patient."""
    data = [{"state": one.state, "sign": _SIGNS[one.state], "title": one.title, "note": one.note} for one in stations]
    _mount(key="pathway_map", data={"stations": data}, height="content")
