"""The empty page, before any script runs: its name, its description and its server, and an ETag of its own.

Streamlit serves one page at every address; a static file that there is not is no page.
"""

from __future__ import annotations

import hashlib
import json

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages.web import history, whole_link
from pages.web.compression import accepts_gzip, pack, vary_by_encoding
from pages.web.paths import base, below_base

TITLE = "VCF Explorer"
DESCRIPTION = (
    "A teaching dashboard on vertebral compression fractures: a patient scenario, the pathway of one article, "
    "and our check of every claim in it. For education only."
)
HEAD = (
    f'<title>{TITLE}</title><meta name="description" content="{DESCRIPTION}">'
    # Says where the server is. Without it a link into a page first tries that page's own path, which
    # costs a round trip and an error in the browser's console.
    "<script>window.__streamlit = {BACKEND_BASE_URL: location.origin + PATH, MAIN_PAGE_BASE_URL: location.origin + PATH}</script>"
    f"<script>{whole_link.SCRIPT}</script><script>{history.SCRIPT}</script>"  # in this order, one within the other
)

OTHERS = ("/api/", "/media/", "/component/", "/_stcore/")
"""Where there is no page; what is sent from there is right as it is, whole, in part or from a cache."""

OF_THE_REQUEST = {b"accept-encoding", b"range", b"if-range", b"if-none-match", b"if-modified-since"}
"""What a visitor says about our page, and the app below would take for its own; a date says nothing about ours."""

OF_THE_ANSWER = {b"content-length", b"etag", b"last-modified", b"accept-ranges"}
"""What the app below says about its page."""


def named(page: bytes) -> bytes:
    """Streamlit's page with our head."""
    return page.replace(b"<title>Streamlit</title>", HEAD.replace("PATH", json.dumps(base())).encode())


class NamedPage:
    """Sends our page, whole, where the app below sends its own; says that a static file is missing where it sends a page."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = below_base(scope["path"]) if scope["type"] == "http" and scope["method"] in ("GET", "HEAD") else None
        if path is None or path.startswith(OTHERS):
            await self.app(scope, receive, send)
        elif path.startswith("/static/"):
            await self._file(scope, receive, send)
        else:
            await self._page(scope, receive, send)

    async def _file(self, scope: Scope, receive: Receive, send: Send) -> None:
        found = True

        async def send_file(message: Message) -> None:
            nonlocal found
            found = found and not (message["type"] == "http.response.start" and _is_page(message))
            if found:
                await send(message)

        await self.app(scope, receive, send_file)
        if not found:
            await PlainTextResponse("There is no such file.", 404, {"cache-control": "no-cache"})(scope, receive, send)

    async def _page(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = [pair for pair in scope["headers"] if pair[0] not in OF_THE_REQUEST]
        start: Message | None = None
        page = bytearray()

        async def send_named(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start" and _is_page(message):
                start = message
            elif start is None:
                await send(message)
            else:
                page.extend(message.get("body", b""))
                if not message.get("more_body"):
                    for ours in _answer(Headers(scope=scope), start, named(bytes(page))):
                        await send(ours)

        # Whole, since neither a part nor the length of a page tells what ours is.
        await self.app({**scope, "method": "GET", "headers": headers}, receive, send_named)


def _is_page(start: Message) -> bool:
    return Headers(raw=start["headers"]).get("content-type", "").startswith("text/html")


def _answer(asked: Headers, start: Message, page: bytes) -> tuple[Message, Message]:
    """The page as whoever asked for it can read it, or the word that they have it; the server keeps a body from a HEAD."""
    headers = MutableHeaders(raw=[pair for pair in start["headers"] if pair[0] not in OF_THE_ANSWER])
    vary_by_encoding(headers)
    tag = f'"{hashlib.sha256(page).hexdigest()[:32]}"'
    headers["etag"] = f"W/{tag}"  # weak, since it names the page in whatever encoding
    if {tag, "*"} & {one.strip().removeprefix("W/") for one in asked.get("if-none-match", "").split(",")}:
        del headers["content-type"]
        return {**start, "status": 304, "headers": headers.raw}, {"type": "http.response.body"}
    if accepts_gzip(asked) and (packed := pack(page)) is not None:
        headers["content-encoding"] = "gzip"
        page = packed
    headers["content-length"] = str(len(page))
    return {**start, "headers": headers.raw}, {"type": "http.response.body", "body": page}
