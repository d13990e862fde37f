"""One request to an ASGI app without a server: what came back, header for header and message for message."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple, TypeVar

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive

T = TypeVar("T")


class Answer(NamedTuple):
    """The answer to a request; ``headers`` can be asked for doubles."""

    status: int
    headers: Headers
    body: bytes


async def stays() -> Message:
    """A visitor who waits for the end."""
    await asyncio.Event().wait()
    raise AssertionError


def scope(path: str, method: str = "GET", **headers: str) -> dict[str, object]:
    """A request; an underscore in the name of a header stands for a hyphen."""
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return {
        "type": "http",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": b"",
        "headers": raw,
    }


async def answered(app: ASGIApp, path: str, method: str = "GET", receive: Receive = stays, **headers: str) -> Answer:
    """Asks and waits for the end of the answer."""
    messages: list[Message] = []

    async def keep(message: Message) -> None:
        messages.append(message)

    await app(scope(path, method, **headers), receive, keep)
    start, *bodies = messages
    assert [one.get("more_body", False) for one in bodies] == [True] * (len(bodies) - 1) + [False]
    return Answer(start["status"], Headers(raw=start["headers"]), b"".join(one.get("body", b"") for one in bodies))


def run(work: Coroutine[Any, Any, T]) -> T:
    """Does the work in a loop and thread of its own, since a browser of other tests keeps a loop running in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


def asked(app: ASGIApp, path: str, method: str = "GET", **headers: str) -> Answer:
    """The same from outside of an event loop."""
    return run(answered(app, path, method, **headers))
