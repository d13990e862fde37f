"""Gzip for those who accept it: a static file is packed once, whole and from the disk, a page when it is sent.

Nothing that is kept ever comes from the answer to a visitor, since an answer ends wherever its visitor leaves.
"""

from __future__ import annotations

import asyncio
import gzip
from pathlib import Path

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages.web.paths import below_base

STREAMLIT_FILES = Path(st.__file__).parent / "static"
"""What Streamlit serves at the root of the app; the files below its ``static`` never change while we run."""

LEVEL = 6
"""Level 9 takes longer for a quarter of a per cent."""

WORTH_IT = 0.95
"""Pictures and typefaces are packed already; what would not get below this share of its size is sent as it is."""


def accepts_gzip(headers: Headers) -> bool:
    """Whether a request allows an answer in gzip; a weight of nought forbids it."""
    weights = {}
    for part in ",".join(headers.getlist("accept-encoding")).lower().split(","):
        name, _, weight = part.partition(";")
        weights[name.strip()] = weight.replace(" ", "").removeprefix("q=") or "1"
    asked = weights.get("gzip", weights.get("x-gzip", weights.get("*", "0")))
    return asked.strip("0.") != ""


def vary_by_encoding(headers: MutableHeaders) -> None:
    """Says, and says once, that others may get this answer in another encoding."""
    if "accept-encoding" not in headers.get("vary", "").lower():
        headers.add_vary_header("Accept-Encoding")


def pack(body: bytes) -> bytes | None:
    """The same in gzip; None where that would save next to nothing."""
    packed = gzip.compress(body, LEVEL, mtime=0)
    return packed if len(packed) < WORTH_IT * len(body) else None


class Compression:
    """Sends static files as they were packed, and tells the app below in plain terms whether gzip is accepted."""

    def __init__(self, app: ASGIApp, files: Path = STREAMLIT_FILES) -> None:
        """``files`` is the folder that the app below serves at its root."""
        self.app = app
        self.files = files
        self._packing: dict[Path, asyncio.Task[bytes | None]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        others = [pair for pair in headers.raw if pair[0] != b"accept-encoding"]
        accepted = accepts_gzip(headers)
        scope = {**scope, "headers": [*others, (b"accept-encoding", b"gzip")] if accepted else others}
        file = self._file(scope)
        packed = await self._packed(file) if file and accepted and "range" not in headers else None
        if packed is not None:
            await self._send_packed(packed, scope, receive, send)
        elif file:
            await self._send_plain(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    def _file(self, scope: Scope) -> Path | None:
        """The static file that is asked for, if there is one."""
        path = below_base(scope["path"])
        if scope["method"] not in ("GET", "HEAD") or not path.startswith("/static/") or "\0" in path:
            return None
        file = (self.files / path[1:]).resolve()
        return file if file.is_relative_to((self.files / "static").resolve()) and file.is_file() else None

    async def _packed(self, file: Path) -> bytes | None:
        """The file in gzip, or None where that saves nothing: read once, for all, however soon the first one leaves."""
        if file not in self._packing:
            self._packing[file] = asyncio.create_task(asyncio.to_thread(lambda: pack(file.read_bytes())))
            self._packing[file].add_done_callback(lambda task: self._forget_a_failure(file, task))
        return await asyncio.shield(self._packing[file])

    def _forget_a_failure(self, file: Path, task: asyncio.Task[bytes | None]) -> None:
        """The next visitor tries again."""
        if task.cancelled() or task.exception():
            del self._packing[file]

    async def _send_packed(self, packed: bytes, scope: Scope, receive: Receive, send: Send) -> None:
        """The app below gives status and headers, since it knows what a cache may keep, and we the body."""
        body = b""

        async def send_ours(message: Message) -> None:
            nonlocal body
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                vary_by_encoding(headers)
                # Weak: the bytes are not those that the strong one names, the content is.
                if etag := headers.get("etag"):
                    headers["etag"] = f"W/{etag.removeprefix('W/')}"
                if message["status"] == 200:
                    headers["content-encoding"] = "gzip"
                    headers["content-length"] = str(len(packed))
                    body = packed if scope["method"] == "GET" else b""
            elif message["type"] == "http.response.body":
                message = {"type": "http.response.body", "body": body}
            await send(message)

        await self.app({**scope, "method": "HEAD"}, receive, send_ours)

    async def _send_plain(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_varying(message: Message) -> None:
            if message["type"] == "http.response.start":
                vary_by_encoding(MutableHeaders(scope=message))
            await send(message)

        await self.app(scope, receive, send_varying)
