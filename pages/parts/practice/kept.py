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
const KEY = "vcf-explorer", ANSWERED = "vcf-explorer-answered"

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
    // both at once: a message of its own would stop the run that fills the form
    page.dataset.waits = ""
    page.dataset.told = storage().getItem(ANSWERED) ?? ""
    setStateValue("answered", page.dataset.told)
    setTriggerValue("found", found)
  } else if (data && (data.heard || page.dataset.waits === undefined)) {
    delete page.dataset.waits  // a session that comes later has nothing to hear
    storage()?.setItem(KEY, data.all)
    storage()?.setItem(ANSWERED, data.answered)
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
    is_new = "answers" not in st.session_state
    result = _mount(
        key="kept",
        data=None if is_new else _to_keep(),
        default={"answered": ""},
        on_answered_change=lambda: None,
        on_found_change=_bring_back,
        width="content",
        height="content",
    )
    if is_new:
        _take(from_text(result.answered))


def _bring_back() -> None:
    """After a reload: what the tab has kept, and into its forms, which are empty, what stood there."""
    kept = from_text(st.session_state.kept.found)
    st.session_state.heard = True
    _take(kept)
    for item, draft in kept.drafts.items():
        if not any(answers.chosen(item)):
            answers.put(item, draft)


def _to_keep() -> dict[str, str | bool]:
    progress = st.session_state.get("progress", Progress())
    return {
        "all": to_text(Kept(answers.given(), answers.draft(), progress)),
        "answered": to_text(Kept(answers.given(), progress=progress)),
        "heard": "heard" in st.session_state,
    }


def _take(kept: Kept) -> None:
    """Adds what the browser has kept to what the session knows, which is the newer."""
    st.session_state.answers = {**kept.answers, **answers.given()}
    if kept.progress.answers and not st.session_state.get("progress", Progress()).answers:
        st.session_state.progress = kept.progress
