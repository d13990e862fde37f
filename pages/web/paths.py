"""Where the app stands on its host: at the root, or below ``server.baseUrlPath``."""

from __future__ import annotations

import streamlit as st


def base() -> str:
    """The path of the app as a browser sees it: ``/``, or ``/vcf`` where it stands below that."""
    return "/" + str(st.get_option("server.baseUrlPath")).strip("/")


def below_base(path: str) -> str:
    """The path of a request as the app knows it: ``/static/x.js`` for ``/vcf/static/x.js``; empty outside of the app."""
    prefix = base().rstrip("/")
    return path[len(prefix) :] if path.startswith(prefix + "/") else ""
