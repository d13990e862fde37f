"""Requests that no page of ours would send are refused before they are read."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

LONGEST_ADDRESS, LONGEST_HEADERS, LARGEST_BODY = 8_000, 32_000, 4_000_000
"""Bytes of a request. The longest link that the app makes has some 2,500; a body is an upload, which has a limit of its own."""


class Limits:
    """Refuses a request with an address, headers or a body beyond the limits, and says which."""

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
