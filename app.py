"""The server: the pages of pages/_shell.py, and around them the routes and middleware of pages/web/.

Start it with ``streamlit run app.py``. Content is read before the first visitor comes; a fault in
it stops the start with the file, the entry and what is wrong.

Any site may show the app in a frame, since courses do. The environment variable ``VCF_FRAME_ANCESTORS``
limits that: ``'none'``, or ``'self'`` and origins such as ``https://moodle.example.org``, apart by one space.
"""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Route

try:
    from logic.lookup import ask
    from pages.web.compression import Compression
    from pages.web.headers import SafeHeaders, broken
    from pages.web.health import health
    from pages.web.limits import Limits
    from pages.web.shell import NamedPage

    ask.prepare()
except Exception as error:
    if type(error).__name__ != "ContentError":
        raise
    raise SystemExit(f"VCF Explorer cannot start. {error}") from None


@asynccontextmanager
async def ready(app: st.App) -> AsyncIterator[None]:
    """Everything is imported and read by now, the index of the look-up too; the collector need not look at it again."""
    gc.collect()
    gc.freeze()
    yield


app = st.App(
    Path(__file__).parent / "pages" / "_shell.py",
    lifespan=ready,
    routes=[Route("/api/health", health)],
    exception_handlers={Exception: broken},
    middleware=[Middleware(SafeHeaders), Middleware(Limits), Middleware(Compression), Middleware(NamedPage)],
)
