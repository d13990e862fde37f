"""Arrow keys for a presentation, and its second window: both windows stand at the same step."""

from __future__ import annotations

import streamlit as st

_JS = """
const seen = new WeakMap()

export default function ({ data, parentElement, setTriggerValue }) {
  const state = seen.get(parentElement) ?? {}
  seen.set(parentElement, state)
  state.data = data
  state.follow = (place) => setTriggerValue("place", place)

  if (!state.channel) {
    // windows of the same browser talk to each other; nothing leaves it
    state.channel = new BroadcastChannel("vcf-explorer-presentation")
    state.channel.onmessage = ({ data: told }) => {
      if (told.deck === state.data.deck && told.place !== state.data.place) state.follow(told.place)
    }
    state.keys = (event) => {
      if (event.target.matches?.("input, textarea, [role=radio]") || event.altKey || event.ctrlKey || event.metaKey) return
      const forward = ["ArrowRight", "PageDown"].includes(event.key)
      const back = ["ArrowLeft", "PageUp"].includes(event.key)
      if (!forward && !back) return
      event.preventDefault()
      document.querySelector(forward ? ".st-key-stage-next button" : ".st-key-stage-back button")?.click()
    }
    document.addEventListener("keydown", state.keys)
  }
  parentElement.firstElementChild.dataset.ready = ""
  if (state.told !== data.place) {
    state.told = data.place
    state.channel.postMessage({ deck: data.deck, place: data.place })
  }
  return () => {
    document.removeEventListener("keydown", state.keys)
    state.channel.close()
    seen.delete(parentElement)
  }
}
"""

_mount = st.components.v2.component("stage_keys", html="<span hidden></span>", js=_JS)


def listen(deck: str, place: str) -> str | None:
    """Tells other windows of this place, and gives the place to which one of them has gone, if any has."""
    result = _mount(
        key="stage_keys",
        data={"deck": deck, "place": place},
        on_place_change=lambda: None,
        width="content",
        height="content",
    )
    return result.place
