"""Visitors who leave in the middle of an answer or a request: whoever comes next gets all of it."""

from __future__ import annotations

import gzip
import socket
import struct
from contextlib import closing
from http.client import HTTPConnection

from pages.web.compression import STREAMLIT_FILES
from tests.browser.server import Server
from tests.hostile.client import PATIENCE, Visitor, ask, sent, spelt, upload
from tests.hostile.test_web import lives

LARGEST = sorted((STREAMLIT_FILES / "static" / "js").glob("*.js"), key=lambda file: -file.stat().st_size)[:6]
PACKED = {"Accept-Encoding": "gzip, deflate, br, zstd"}


def leave(server: Server, request: bytes, later: int = 1) -> None:
    """Sends a request, and tears the connection as soon as the server works on it, or that many answers to others later."""
    with socket.create_connection(("localhost", server.port), PATIENCE) as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # a reset, no farewell
        connection.sendall(request)
        for _ in range(later):
            assert ask(server, "/_stcore/health").status == 200


def test_a_file_is_whole_after_a_visitor_left_in_its_middle(server: Server) -> None:
    """Large files, none of them asked for before, and for each a visitor whose connection breaks, sooner or later."""
    paths = {f"/{file.relative_to(STREAMLIT_FILES).as_posix()}": file for file in LARGEST}
    for number, path in enumerate(paths):
        leave(server, spelt(server, path, headers=PACKED), 1 + number % 3)
    for path, file in paths.items():
        with closing(HTTPConnection(server.host, timeout=PATIENCE)) as next_one:
            next_one.request("GET", path, headers=PACKED)
            assert gzip.decompress(next_one.getresponse().read()) == file.read_bytes()


def test_a_page_is_whole_after_visitors_left_in_its_middle(server: Server) -> None:
    """It is made anew for each of them."""
    whole = ask(server, "/evidence").body
    for later in range(3):
        leave(server, spelt(server, "/evidence"), later)
    assert ask(server, "/evidence").body == whole
    assert whole.rstrip().endswith(b"</html>")


def test_an_upload_that_breaks_off_leaves_the_place_free(server: Server) -> None:
    """Half of a file, then nothing: the same file can be sent again, and others are served."""
    with Visitor(server) as visitor:
        visitor.run()
        request = upload(server, visitor, 100_000)
        for _ in range(20):
            leave(server, request[: len(request) // 2])
        assert sent(server, request).status == 204
    assert lives(server)
