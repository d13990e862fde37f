"""The history of the browser: one action of the reader is one entry, which Back undoes and Forward redoes.

Streamlit replaces the address when a widget changes, and pushes one entry for each field that the server
fills. The script of this module stands before Streamlit's own in the page and decides anew: the first
address after an action is pushed and all that follow from it replace that one. Going back and forward is
Streamlit's own doing: it runs the page with the address of the entry, in which what is missing means the default.
A link within the app that says what it shows is followed in the same way, since otherwise the widgets, which keep
what they hold, would contradict the address.
"""

from __future__ import annotations

import json

from logic.patient.fields import DOMAINS

STEP_MS = 2000
"""Changes of one field of the patient that follow one another faster than this are one step."""

EVERYWHERE = ("reader", "embed", "embed_options")
"""What else the address holds on every page, beside the fields of the patient."""

RECORDS = ("progress",)
"""What the address holds and Back does not undo: an answer once given stays given."""

_SCRIPT = """
(() => {
  const fields = new Set(FIELDS)
  const kept = [...fields, ...EVERYWHERE]
  const records = new Set(RECORDED)
  const push = history.pushState.bind(history)
  const replace = history.replaceState.bind(history)
  let acted = false  // the reader has done something that has no entry yet
  let restoring = true  // on arrival and after Back or Forward: what is written belongs to the entry that is there
  let merged = null  // the address before the last one, while that has not got an entry of its own
  let field = null  // the one field that the last entry changes
  let since = 0

  const act = () => { acted = true; restoring = false }
  for (const kind of ["click", "keydown", "change", "drop"]) addEventListener(kind, act, true)
  addEventListener("popstate", () => { acted = false; restoring = true; merged = field = null }, true)

  // a link with a version brings a whole patient, any other link leaves the patient alone
  const target = (link) => {
    const to = new URL(link.getAttribute("href"), window.__streamlit.MAIN_PAGE_BASE_URL.replace(/[/]?$/, "/"))
    const own = [...to.searchParams]
    const now = new URL(location.href).searchParams
    for (const name of to.searchParams.has("v") ? EVERYWHERE : kept)
      if (!to.searchParams.has(name)) for (const value of now.getAll(name)) to.searchParams.append(name, value)
    to.searchParams.delete("v")
    return own.length || to.pathname === location.pathname ? { to, own } : null
  }
  addEventListener("click", (event) => {
    const link = event.target.closest?.("[data-testid=stPageLink-NavLink]")
    const followed = link && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey && target(link)
    if (!followed) return  // another page as one left it, or a new tab
    event.preventDefault()
    event.stopImmediatePropagation()
    if (!followed.own.length) return  // the page that is shown
    push({}, "", followed.to)
    dispatchEvent(new PopStateEvent("popstate", { state: {} }))
  }, true)

  const values = (address, name) => JSON.stringify(address.searchParams.getAll(name))
  const changes = (to) => {
    const now = new URL(location.href)
    const names = new Set([...now.searchParams.keys(), ...to.searchParams.keys()])
    return [...names].filter((name) => name !== "v" && values(now, name) !== values(to, name))
  }

  const write = (byWidget) => (state, unused, url) => {
    const to = new URL(url ?? location.href, location.href)
    const names = changes(to)
    const moved = to.pathname !== location.pathname
    if (restoring || (!moved && names.every((name) => records.has(name)))) return replace(state, unused, url)
    const only = !moved && names.length === 1 && fields.has(names[0]) ? names[0] : null
    if (byWidget || acted) {
      const again = only !== null && only === field && Date.now() - since < STEP_MS
      merged = again && !byWidget ? location.href : null
      acted = false
      field = only
      since = Date.now()
      return again ? replace(state, unused, url) : push(state, unused, url)
    }
    if (only === null || only !== field) {  // the action fills more than the one field, so it is a step of its own
      field = null
      if (merged !== null) {
        replace(state, unused, merged)
        merged = null
        return push(state, unused, url)
      }
    }
    return replace(state, unused, url)
  }
  history.pushState = write(false)
  history.replaceState = write(true)
})()
"""

SCRIPT = (
    _SCRIPT.replace("FIELDS", json.dumps(list(DOMAINS)))
    .replace("EVERYWHERE", json.dumps(EVERYWHERE))
    .replace("RECORDED", json.dumps(RECORDS))
    .replace("STEP_MS", str(STEP_MS))
)
"""What stands in the head of the page."""
