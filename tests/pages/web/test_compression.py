"""Static files in gzip: whole for everybody, once for all, and only for those who accept it."""

from __future__ import annotations

import asyncio
import gzip
import os
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages.web import compression, paths
from pages.web.compression import Compression, accepts_gzip
from tests.pages.web.asking import answered, asked, run, scope, stays

SCRIPT = b"let here = 'and there';\n" * 40_000
"""Large enough to be sent in many pieces."""

NOISE = os.urandom(20_000)
"""As a picture: it gets no smaller."""


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder as that of Streamlit."""
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "large.js").write_bytes(SCRIPT)
    (tmp_path / "static" / "picture.png").write_bytes(NOISE)
    (tmp_path / "beside.js").write_bytes(SCRIPT)
    return tmp_path


@pytest.fixture
def app(files: Path) -> Compression:
    """The middleware around an app that serves the folder."""
    return Compression(Starlette(routes=[Mount("/", StaticFiles(directory=files))]), files)


@pytest.fixture
def packed(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Every body that was packed, in its turn."""
    done: list[bytes] = []

    def pack(body: bytes) -> bytes | None:
        done.append(body)
        return original(body)

    original = compression.pack
    monkeypatch.setattr(compression, "pack", pack)
    return done


class LostInTheMiddle:
    """An app whose first visitor is gone as soon as a piece of the answer is on its way."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.happened = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = asyncio.Event()

        async def send_and_tell(message: Message) -> None:
            await send(message)
            if message["type"] == "http.response.body":
                begun.set()

        async def gone() -> Message:
            await begun.wait()
            return {"type": "http.disconnect"}

        first, self.happened = not self.happened, True
        await self.app(scope, gone if first else receive, send_and_tell)


def test_a_file_is_whole_after_a_visitor_left_in_its_middle(files: Path) -> None:
    """The first visitor's stream ends after one piece; nobody after them gets that."""
    app = Compression(LostInTheMiddle(StaticFiles(directory=files)), files)

    async def visits() -> list[bytes]:
        async def to_nobody(message: Message) -> None:
            pass

        await app(scope("/static/large.js", accept_encoding="gzip"), stays, to_nobody)
        return [(await answered(app, "/static/large.js", accept_encoding="gzip")).body for _ in range(2)]

    assert [gzip.decompress(body) for body in run(visits())] == [SCRIPT, SCRIPT]


def test_a_file_is_packed_once_for_all(app: Compression, packed: list[bytes]) -> None:
    """Ten visitors at the same time, one of them torn away while it is packed, and one later."""

    async def visits() -> list[bytes]:
        async with asyncio.TaskGroup() as group:
            first = group.create_task(answered(app, "/static/large.js", accept_encoding="gzip"))
            others = [group.create_task(answered(app, "/static/large.js", accept_encoding="gzip")) for _ in range(9)]
            await asyncio.sleep(0)
            first.cancel()
        later = await answered(app, "/static/large.js", accept_encoding="gzip")
        assert first.cancelled()
        return [later.body, *(one.result().body for one in others)]

    assert {gzip.decompress(body) for body in run(visits())} == {SCRIPT}
    assert packed == [SCRIPT]


def test_a_failure_is_not_kept(app: Compression, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that could not be read once, as when the server has too many open, is read for the next visitor."""
    read = Path.read_bytes

    def fails(path: Path) -> bytes:
        raise OSError("too many open files")

    async def visits() -> bytes:
        monkeypatch.setattr(Path, "read_bytes", fails)
        with pytest.raises(OSError, match="too many"):
            await answered(app, "/static/large.js", accept_encoding="gzip")
        monkeypatch.setattr(Path, "read_bytes", read)
        return (await answered(app, "/static/large.js", accept_encoding="gzip")).body

    assert gzip.decompress(run(visits())) == SCRIPT


@pytest.mark.parametrize("path", ["/static/nothing.js", "/static/../beside.js", "/static", "/static/", "/beside.js"])
def test_only_static_files_are_kept(app: Compression, packed: list[bytes], path: str) -> None:
    """Made-up addresses leave nothing in the memory, steps upward lead nowhere, and all else is the app's below."""
    assert "content-encoding" not in asked(app, path, accept_encoding="gzip").headers
    assert packed == []


def test_another_spelling_is_the_same_file(app: Compression, packed: list[bytes]) -> None:
    """Or whoever likes could fill the memory with one file."""

    async def visits() -> list[int]:
        paths = ("/static/large.js", "/static//large.js", "/static/./large.js", "/static/x/../large.js")
        return [(await answered(app, path, accept_encoding="gzip")).status for path in paths]

    assert 200 in run(visits())
    assert packed == [SCRIPT]


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_the_headers_fit_the_body(app: Compression, method: str, encoding: str) -> None:
    """Encoding and length as of what is sent, or would be sent; the ETag is weak where the bytes are not the file's."""
    answer = asked(app, "/static/large.js", method, accept_encoding=encoding)
    whole = asked(app, "/static/large.js", accept_encoding=encoding)
    assert answer.headers == whole.headers
    assert int(answer.headers["content-length"]) == len(whole.body)
    assert answer.headers.get("content-encoding", "identity") == encoding
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers.getlist("vary") == ["Accept-Encoding"]
    assert answer.headers["etag"].startswith('"' if encoding == "identity" else 'W/"')
    assert answer.body == (whole.body if method == "GET" else b"")


@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_who_has_the_file_is_told_so(app: Compression, encoding: str) -> None:
    """In the encoding in which it was read, and in the other one."""
    for had in ("gzip", "identity"):
        tag = asked(app, "/static/large.js", accept_encoding=had).headers["etag"]
        answer = asked(app, "/static/large.js", accept_encoding=encoding, if_none_match=tag)
        assert (answer.status, answer.body) == (304, b"")
        assert answer.headers["vary"] == "Accept-Encoding"
        assert "content-encoding" not in answer.headers
    assert asked(app, "/static/large.js", accept_encoding=encoding, if_none_match='"other"').status == 200


def test_a_part_is_a_part_of_the_file_itself(app: Compression) -> None:
    """Not of what was packed, since the two have other places."""
    answer = asked(app, "/static/large.js", accept_encoding="gzip", range="bytes=4-7")
    assert (answer.status, answer.body) == (206, SCRIPT[4:8])
    assert "content-encoding" not in answer.headers
    assert answer.headers["vary"] == "Accept-Encoding"


def test_what_gets_no_smaller_is_sent_as_it_is(app: Compression) -> None:
    """Pictures and typefaces are packed already."""
    answer = asked(app, "/static/picture.png", accept_encoding="gzip")
    assert answer.body == NOISE
    assert "content-encoding" not in answer.headers


def test_files_are_found_below_another_path(files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a host keeps the root for itself, the files are those of the app's own path."""
    monkeypatch.setattr(paths, "base", lambda: "/vcf")
    app = Compression(Starlette(routes=[Mount("/vcf", StaticFiles(directory=files))]), files)
    answer = asked(app, "/vcf/static/large.js", accept_encoding="gzip")
    assert gzip.decompress(answer.body) == SCRIPT
    assert asked(app, "/static/large.js", accept_encoding="gzip").status == 404


@pytest.mark.parametrize(
    ("accepts", "expected"),
    [
        ("gzip", True),
        ("gzip, deflate, br, zstd", True),
        ("br;q=1.0, GZIP ; q=0.001", True),
        ("x-gzip", True),
        ("*", True),
        ("", False),
        ("identity", False),
        ("br", False),
        ("gzip;q=0", False),
        ("gzip; q=0.000, *", False),
        ("*;q=0", False),
    ],
)
def test_gzip_is_for_those_who_accept_it(accepts: str, expected: bool) -> None:
    """A weight of nought is a no, a star means all that is not named."""
    assert accepts_gzip(Headers({"accept-encoding": accepts})) is expected


def test_the_app_below_is_told_in_plain_terms(files: Path) -> None:
    """It looks for the word alone, and would take ``gzip;q=0`` for a yes."""
    told: list[list[str]] = []

    async def below(scope: Scope, receive: Receive, send: Send) -> None:
        told.append(Headers(scope=scope).getlist("accept-encoding"))
        await Response()(scope, receive, send)

    for accepts in ("br, gzip;q=0", "br, gzip;q=0.5"):
        asked(Compression(below, files), "/media/table.csv", accept_encoding=accepts)
    assert told == [[], ["gzip"]]
