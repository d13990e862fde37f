"""Each address of a patient ends with ``v=1``, whoever writes it, so that one that was cut short can be told.

Streamlit sorts the names of an address and forgets those that are no widget's on the way to another
page. The script of this module stands before Streamlit's own in the page, puts the version at the
end of each address that is written, and leaves the one with which a visitor comes as it is.
"""

from __future__ import annotations

import json

from logic.patient.fields import DOMAINS
from logic.patient.scenario import LINK_VERSION

_SCRIPT = """
(() => {
  const fields = new Set(FIELDS)
  const nameOf = (part) => part.split("=")[0]
  const whole = (url) => {
    const address = new URL(url, location.href)
    const parts = address.search.slice(1).split("&").filter((part) => nameOf(part) !== "v")
    if (parts.some((part) => fields.has(nameOf(part)))) parts.push("v=VERSION")
    address.search = parts.join("&")
    return address.href
  }
  for (const name of ["pushState", "replaceState"]) {
    const write = history[name].bind(history)
    history[name] = (state, unused, url) => write(state, unused, url == null ? url : whole(url))
  }
})()
"""

SCRIPT = _SCRIPT.replace("FIELDS", json.dumps(list(DOMAINS))).replace("VERSION", LINK_VERSION)
"""What stands in the head of the page."""
