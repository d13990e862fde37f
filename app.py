"""The server: the pages of pages/_shell.py, a health check, compressed files and safe headers.

Start it with ``streamlit run app.py``. Content is read before the first visitor comes; a fault in
it stops the start with the file, the entry and what is wrong.

Any site may show the app in a frame, since courses do. The environment variable ``VCF_FRAME_ANCESTORS``
limits that: ``'none'``, or ``'self'`` and origins such as ``https://moodle.example.org``, apart by one space.
"""

from __future__ import annotations

import gc
import json
import os
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

try:
    from logic import library, lookup
    from logic.rules import RULES
    from pages.web import whole_link

    lookup.prepare()
except Exception as error:
    if type(error).__name__ != "ContentError":
        raise
    raise SystemExit(f"VCF Explorer cannot start. {error}") from None

TITLE = "VCF Explorer"
DESCRIPTION = (
    "A teaching dashboard on vertebral compression fractures: a patient scenario, the pathway of one article, "
    "and our check of every claim in it. For education only."
)

_ORIGIN = re.compile(r"\*|'self'|https?://(\*\.)?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*(:[0-9]{1,5})?")


def frame_ancestors(given: str) -> str:
    """Who may show the app in a frame, as the header says it; ends the start where the value is none of these."""
    if given == "'none'" or all(map(_ORIGIN.fullmatch, given.split(" "))):
        return given
    allowed = "* for any site, 'none', or 'self' and origins such as https://moodle.example.org, apart by one space"
    raise SystemExit(f"VCF Explorer cannot start. VCF_FRAME_ANCESTORS is {given!r}; allowed: {allowed}")


HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    # Streamlit starts with an inline script, sets inline styles and compiles its components at
    # run time; nothing may come from or go to another host.
    "content-security-policy": (
        "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
        "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        "connect-src 'self' ws: wss:; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; "
        "form-action 'self'; frame-ancestors " + frame_ancestors(os.environ.get("VCF_FRAME_ANCESTORS", "*"))
    ),
}
LONGEST_ADDRESS, LONGEST_HEADERS, LARGEST_BODY = 8_000, 32_000, 4_000_000
"""Bytes of a request. The longest link that the app makes has some 2,500; a body is an upload, which has a limit of its own."""


async def health(request: Request) -> JSONResponse:
    """Says that content is read and which version of it."""
    return JSONResponse(
        {"status": "ok", "content_version": library.ARTICLE.content_version, "recommendations": len(RULES)}
    )


async def broken(request: Request, error: Exception) -> PlainTextResponse:
    """The answer to what should never happen: no details, since the log has them, and the headers of all others."""
    return PlainTextResponse("Something went wrong here.", 500, HEADERS)


class SafeHeaders:
    """Adds the same protective headers to every answer, the refusal of a websocket included."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if (
                message["type"] == "websocket.close"
                and not accepted
                and "websocket.http.response" in scope["extensions"]
            ):
                await send({"type": "websocket.http.response.start", "status": 403, "headers": Headers(HEADERS).raw})
                await send({"type": "websocket.http.response.body", "body": b""})
                return
            if message["type"] == "websocket.accept":
                accepted.append(True)
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        accepted: list[bool] = []
        await self.app(scope, receive, send_with_headers)


class Limits:
    """Refuses a request with an address, headers or a body that no page of ours would send, before reading it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        refusal = self._refusal(scope) if scope["type"] == "http" else None
        await (refusal or self.app)(scope, receive, send)

    @staticmethod
    def _refusal(scope: Scope) -> PlainTextResponse | None:
        if len(scope["raw_path"]) + len(scope["query_string"]) > LONGEST_ADDRESS:
            return PlainTextResponse(f"This address is too long; allowed are {LONGEST_ADDRESS} bytes.", 414)
        if sum(len(name) + len(value) for name, value in scope["headers"]) > LONGEST_HEADERS:
            return PlainTextResponse(f"The headers are too long; allowed are {LONGEST_HEADERS} bytes.", 431)
        length = Headers(scope=scope).get("content-length", "0")
        if not length.isdigit() or int(length[:20]) > LARGEST_BODY:
            return PlainTextResponse(f"The body is too large; allowed are {LARGEST_BODY} bytes.", 413)
        return None


class CompressOnce:
    """Gzips the static files, each once, and keeps the result: they never change while we run."""

    def __init__(self, app: ASGIApp) -> None:
        self.plain = app
        self.gzip = GZipMiddleware(app, minimum_size=500)
        self.kept: dict[str, list[Message]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not self._keepable(scope):
            await (self.plain if scope["type"] != "http" else self.gzip)(scope, receive, send)
            return
        path = scope["path"]
        if path not in self.kept:
            messages: list[Message] = []

            async def keep(message: Message) -> None:
                messages.append(message)

            await self.gzip(scope, receive, keep)
            if self._is_file(messages):
                self.kept[path] = messages
        else:
            messages = self.kept[path]
        for message in messages:
            await send(dict(message))

    @staticmethod
    def _is_file(messages: list[Message]) -> bool:
        """Whether a file was found; a made-up address gets the empty page, and keeping one for each would fill the memory."""
        found = messages and messages[0].get("status") == 200
        return bool(found) and not Headers(raw=messages[0]["headers"]).get("content-type", "").startswith("text/html")

    @staticmethod
    def _keepable(scope: Scope) -> bool:
        headers = Headers(scope=scope)
        asked_whole = not {"range", "if-none-match", "if-modified-since"} & set(headers.keys())
        gzip = "gzip" in headers.get("accept-encoding", "")
        return scope["method"] == "GET" and scope["path"].startswith("/static/") and gzip and asked_whole


HEAD = (
    f'<title>{TITLE}</title><meta name="description" content="{DESCRIPTION}">'
    # Says where the server is. Without it a link into a page first tries that page's own path, which
    # costs a round trip and an error in the browser's console.
    "<script>window.__streamlit = {BACKEND_BASE_URL: location.origin + PATH, MAIN_PAGE_BASE_URL: location.origin + PATH}</script>"
    f"<script>{whole_link.SCRIPT}</script>"
)


class NamedPage:
    """Gives the empty page, before any script runs, its name, its description and its server."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        start: list[Message] = []
        body = bytearray()

        async def rename(message: Message) -> None:
            if message["type"] == "http.response.start":
                kind = Headers(raw=message["headers"]).get("content-type", "")
                if not kind.startswith("text/html"):
                    await send(message)
                else:
                    start.append(message)
            elif not start:
                await send(message)
            else:
                body.extend(message.get("body", b""))
                if not message.get("more_body"):
                    base = json.dumps("/" + st.get_option("server.baseUrlPath").strip("/"))
                    named = bytes(body).replace(b"<title>Streamlit</title>", HEAD.replace("PATH", base).encode())
                    MutableHeaders(scope=start[0])["content-length"] = str(len(named))
                    await send(start[0])
                    await send({"type": "http.response.body", "body": named})

        if scope["type"] == "http":  # asked for plain, since a packed page cannot be named; packed again outside
            scope = {**scope, "headers": [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]}
        await self.app(scope, receive, rename if scope["type"] == "http" else send)


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
    middleware=[Middleware(SafeHeaders), Middleware(Limits), Middleware(CompressOnce), Middleware(NamedPage)],
)
