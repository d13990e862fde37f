"""Headers that protect the reader, the same on every answer; who may show the app in a frame is one of them."""

from __future__ import annotations

import os
import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

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


class SafeHeaders:
    """Adds the protective headers to every answer, the refusal of a websocket included."""

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


async def broken(request: Request, error: Exception) -> PlainTextResponse:
    """The answer to what should never happen, made outside of all middleware: no details, since the log has them."""
    return PlainTextResponse("Something went wrong here.", 500, HEADERS)
