"""Visitors who leave in the middle of an answer or a request: whoever comes next gets all of it."""

from __future__ import annotations

import gzip
import socket
import struct
from contextlib import closing, suppress
from http.client import HTTPConnection
from pathlib import Path

import pytest

from pages.web.compression import STREAMLIT_FILES
from tests.browser.server import Server
from tests.hostile.client import PATIENCE, Visitor, ask, sent, spelt, upload
from tests.hostile.test_web import lives

LARGEST = sorted((STREAMLIT_FILES / "static" / "js").glob("*.js"), key=lambda file: -file.stat().st_size)[:6]
PACKED = {"Accept-Encoding": "gzip, deflate, br, zstd"}


def leave(server: Server, request: bytes, seconds: float) -> None:
    """Sends a request, waits so long for the first of the answer, and tears the connection."""
    with socket.create_connection(("localhost", server.port), PATIENCE) as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # a reset, no farewell
        connection.sendall(request)
        connection.settimeout(seconds)
        with suppress(TimeoutError):
            connection.recv(1024)


@pytest.mark.parametrize(("seconds", "files"), [(0.002, LARGEST[:2]), (0.02, LARGEST[2:4]), (0.06, LARGEST[4:])])
def test_a_file_is_whole_after_a_visitor_left_in_its_middle(server: Server, seconds: float, files: list[Path]) -> None:
    """Large files, none of them asked for before, and a visitor whose connection breaks."""
    for file in files:
        path = f"/{file.relative_to(STREAMLIT_FILES).as_posix()}"
        leave(server, spelt(server, path, headers=PACKED), seconds)
        with closing(HTTPConnection(server.host, timeout=PATIENCE)) as next_one:
            next_one.request("GET", path, headers=PACKED)
            assert gzip.decompress(next_one.getresponse().read()) == file.read_bytes()


def test_a_page_is_whole_after_visitors_left_in_its_middle(server: Server) -> None:
    """It is made anew for each of them."""
    whole = ask(server, "/evidence").body
    for milliseconds in range(1, 6):
        leave(server, spelt(server, "/evidence"), milliseconds / 1000)
    assert ask(server, "/evidence").body == whole
    assert whole.rstrip().endswith(b"</html>")


def test_an_upload_that_breaks_off_leaves_the_place_free(server: Server) -> None:
    """Half of a file, then nothing: the same file can be sent again, and others are served."""
    with Visitor(server) as visitor:
        visitor.run()
        request = upload(server, visitor, 100_000)
        for _ in range(20):
            leave(server, request[: len(request) // 2], 0.01)
        assert sent(server, request).status == 204
    assert lives(server)
