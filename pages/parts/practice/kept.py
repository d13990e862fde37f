"""The browser's tab keeps what was chosen and committed, for a reload and for a server that has forgotten the visit.

It is held twice. The tab's storage, which ends with the tab, gives it back after a reload. The state of the component
comes with whatever the page sends, so a session that is new behind an open page has the answers before it draws.
"""

from __future__ import annotations

import streamlit as st

from logic.practice.answers import Kept, from_text, to_text
from logic.practice.progress import Progress
from pages.parts.practice import answers

_JS = """
const KEY = "vcf-explorer"

function storage() {
  try {
    return window.sessionStorage
  } catch {
    return undefined  // a frame may forbid it; then a reload begins anew, and all else is as ever
  }
}

export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  const page = parentElement.querySelector("span")
  const found = page.dataset.asked === undefined && storage()?.getItem(KEY)
  page.dataset.asked = ""
  if (found) {
    setTriggerValue("found", found)
  } else if (data) {
    storage()?.setItem(KEY, data.all)
    if ((page.dataset.told ?? "") !== data.answered) {
      page.dataset.told = data.answered
      setStateValue("answered", data.answered)
    }
  }
  page.dataset.ready = ""
}
"""

_mount = st.components.v2.component("kept", html="<span hidden></span>", js=_JS)


def follow() -> None:
    """Tells the browser what to keep and takes back what it has kept; on every page, before answers are drawn."""
    state = st.session_state
    is_new = "answers" not in state
    result = _mount(
        key="kept",
        data=None if is_new else _to_keep(),
        default={"answered": ""},
        on_answered_change=lambda: None,
        on_found_change=lambda: None,
        width="content",
        height="content",
    )
    if is_new:
        _take(from_text(result.answered))
    if result.found:  # the page was loaded anew, and its forms are empty
        kept = from_text(result.found)
        _take(kept)
        for item, draft in kept.drafts.items():
            if not any(answers.chosen(item)):
                answers.put(item, draft)


def _to_keep() -> dict[str, str]:
    progress = st.session_state.get("progress", Progress())
    return {
        "all": to_text(Kept(answers.given(), answers.draft(), progress)),
        "answered": to_text(Kept(answers.given(), progress=progress)),
    }


def _take(kept: Kept) -> None:
    """Adds what the browser has kept to what the session knows, which is the newer."""
    st.session_state.answers = {**kept.answers, **answers.given()}
    if kept.progress.answers and not st.session_state.get("progress", Progress()).answers:
        st.session_state.progress = kept.progress
