"""Requests that no browser would send: every answer is protected, no file gets out, and the app goes on."""

from __future__ import annotations

import socket
import time
from contextlib import ExitStack
from urllib.parse import quote

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from logic import Scenario
from logic.lookup.ask import LONGEST
from logic.patient.fields import DOMAINS
from logic.practice.progress import MAX_LINK
from pages.web.compression import STREAMLIT_FILES
from tests.browser.server import Server
from tests.hostile.client import PATIENCE, Answer, Visitor, ask, sent, upload

POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' ws: wss:; worker-src 'self' blob:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors "
)
UPGRADE = {
    "Upgrade": "websocket",
    "Connection": "Upgrade",
    "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
    "Sec-WebSocket-Version": "13",
}
A_FILE = f"/static/js/{min(file.name for file in (STREAMLIT_FILES / 'static' / 'js').glob('*.js'))}"
ROUTES = {
    "a page": ("GET", "/", {}, 200),
    "a page by name": ("GET", "/evidence", {}, 200),
    "a page that there is not": ("GET", "/nothing", {}, 200),
    "a part of a page, which comes whole": ("GET", "/", {"Range": "bytes=0-1"}, 200),
    "the health": ("GET", "/api/health", {}, 200),
    "the health, wrongly asked": ("DELETE", "/api/health", {}, 405),
    "a static file": ("GET", A_FILE, {"Accept-Encoding": "gzip"}, 200),
    "a static file that there is not": ("GET", "/static/nothing.js", {"Accept-Encoding": "gzip"}, 404),
    "a directory": ("GET", "/static/a/", {}, 301),
    "a medium that there is not": ("GET", "/media/nothing", {}, 404),
    "a component that there is not": ("GET", "/component/nothing/index.html", {}, 404),
    "a part of a component that there is not": ("GET", "/_stcore/bidi-components/nothing/a.js", {}, 404),
    "a path that is not allowed": ("GET", "/static/..%2f..%2fapp.py", {}, 400),
    "a path of another host": ("GET", "//elsewhere.example/x", {}, 400),
    "an upload without a token": ("PUT", "/_stcore/upload_file/a/b", {}, 403),
    "a form that nobody takes": ("POST", "/", {}, 405),
    "the server's own options": ("GET", "/_stcore/host-config", {}, 200),
    "the server's own health": ("GET", "/_stcore/health", {}, 200),
    "the server's own numbers": ("GET", "/_stcore/metrics", {}, 200),
    "the interface for machines, which is off": ("POST", "/_stcore/agent/interact", {}, 403),
    "an address that is too long": ("GET", "/?age=" + "9" * 9000, {}, 414),
    "headers that are too long": ("GET", "/", {"Cookie": "a" * 40_000}, 431),
    "a body that is too large": ("POST", "/", {"Content-Length": "5000000"}, 413),
    "a websocket from another site": ("GET", "/_stcore/stream", {**UPGRADE, "Origin": "http://elsewhere.example"}, 403),
    "a websocket where there is none": ("GET", "/nothing", UPGRADE, 403),
}
"""Method, path, headers and the status to come."""

MARKS = (
    b"root:x:0",
    b"st.App(",
    b"conservative_phase:",
    b"[tool.ruff]",
    b"postScriptGC",
    b"import streamlit",
)
"""What stands in the files that a traversal would reach."""

PREFIXES = (
    "/",
    "/static/",
    "/media/",
    "/component/",
    "/component/x/",
    "/_stcore/",
    "/_stcore/bidi-components/x/",
    "/app/static/",
)
STEPS = (
    "../", "..%2f", "%2e%2e/", "%2e%2e%2f", "%252e%252e%252f", "..%5c", "..\\", "....//", "..;/", "%c0%ae%c0%ae/",
    "%2e%2e%c0%af", "..%00/", "./.././",
)  # fmt: skip
TARGETS = ("app.py", "content/thresholds.yaml", "pyproject.toml", ".streamlit/config.toml", "etc/passwd")


def is_protected(answer: Answer, ancestors: str = "*") -> bool:
    """Whether an answer has every header that protects the reader."""
    headers = answer.headers
    return (
        headers.get("content-security-policy") == POLICY + ancestors
        and headers.get("x-content-type-options") == "nosniff"
        and headers.get("referrer-policy") == "no-referrer"
        and headers.get("permissions-policy") == "camera=(), microphone=(), geolocation=()"
    )


def lives(server: Server) -> bool:
    """Whether the server answers, and a new visitor sees the patient of their link."""
    with Visitor(server, "age=91") as visitor:
        return ask(server, "/api/health").status == 200 and "91-year-old" in visitor.words()


@pytest.mark.parametrize("name", ROUTES)
def test_every_answer_is_protected(server: Server, name: str) -> None:
    """Pages, files, errors, refusals and failed upgrades have the same headers, which any site may frame."""
    method, path, headers, status = ROUTES[name]
    answer = ask(server, path, method, headers)
    assert answer.status == status
    assert is_protected(answer), answer.headers


def test_what_is_no_request_at_all_is_refused_without_markup(server: Server) -> None:
    """The server itself refuses what it cannot read, before the app is asked, in plain text that tells nothing."""
    for data in (
        b"\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET / HTTP/1.1\r\nno colon\r\n\r\n",
    ):
        answer = sent(server, data)
        assert (answer.status, answer.body) == (400, b"Invalid HTTP request received.")
        assert answer.headers["content-type"].startswith("text/plain")
    assert lives(server)


def test_a_failure_tells_no_details(broken_server: Server) -> None:
    """A route that fails answers in our words, with the headers, and the reason stays in the log."""
    answer = ask(broken_server, "/api/fails")
    assert (answer.status, answer.body) == (500, b"Something went wrong here.")
    assert is_protected(answer, "'self' https://moodle.example.org")
    assert "the secret of /etc/passwd" in broken_server.output.read_text()


def test_a_page_that_fails_tells_no_details(broken_server: Server) -> None:
    """The reader sees that something went wrong, and neither the error nor a place on the server."""
    with Visitor(broken_server, page="about") as visitor:
        wanted = "\n".join(str(element) for element in visitor.run() if element.WhichOneof("type") == "exception")
    assert wanted
    assert "secret" not in wanted
    assert str(broken_server.home) not in wanted
    assert "the secret of /etc/passwd" in broken_server.output.read_text()


def test_nothing_is_counted_about_readers(server: Server) -> None:
    """The page is told not to report its use to anybody."""
    with Visitor(server) as visitor:
        visitor.run()
        assert visitor.gathers_statistics is False


def test_frames_can_be_limited(broken_server: Server) -> None:
    """The sites named in the environment are the only ones that may show the app in a frame."""
    assert is_protected(ask(broken_server, "/"), "'self' https://moodle.example.org")


@pytest.mark.parametrize("prefix", PREFIXES)
def test_no_path_leads_to_a_file_of_the_server(server: Server, prefix: str) -> None:
    """However the steps upward are spelt, and however many there are."""
    for step in STEPS:
        for target in TARGETS:
            for times in (1, 3, 8):
                answer = ask(server, quote(prefix + step * times + target, safe="/%\\.;"))
                assert not any(mark in answer.body for mark in MARKS), (prefix, step, target)
                assert is_protected(answer)


def test_the_longest_link_of_the_app_is_not_too_long(server: Server) -> None:
    """Every field, progress and a question of the longest kind fit into an address that is answered."""
    fullest = Scenario(
        **{name: domain.values for name, domain in DOMAINS.items() if name == "cautions"}  # type: ignore[union-attr]
    ).to_query()
    link = f"/practice?{fullest}&{fullest}&q={quote('é' * 300)}&progress={'a' * MAX_LINK}&deck={'a' * 500}"
    assert len(link) > 4000
    assert ask(server, link).status == 200
    assert LONGEST >= 300


@pytest.mark.parametrize("chunked", [False, True], ids=["told", "chunked"])
def test_an_upload_beyond_two_megabytes_is_refused(server: Server, chunked: bool) -> None:
    """Whether its size was told beforehand or not; a small one is taken, and the app goes on."""
    with Visitor(server) as visitor:
        visitor.run()
        assert sent(server, upload(server, visitor, 1_000_000, chunked=chunked)).status == 204
        assert sent(server, upload(server, visitor, 3_000_000, chunked=chunked)).status == 413
    assert lives(server)


@pytest.mark.parametrize("frame", [b" " * 21_000_000, b"\xff" * 100, "text"], ids=["large", "nonsense", "text"])
def test_a_wrong_message_closes_only_its_own_websocket(server: Server, frame: bytes | str) -> None:
    """Too large, unreadable or of the wrong kind: that visitor is cut off, the next is served."""
    with Visitor(server) as visitor:
        visitor.run()
        with pytest.raises(ConnectionClosed):  # noqa: PT012 - the message may be refused while it is sent
            visitor.socket.send(frame)
            while True:
                visitor.socket.recv(PATIENCE)
    assert lives(server)


def test_idle_websockets_and_slow_clients_keep_nobody_out(server: Server) -> None:
    """Two hundred websockets that say nothing and a hundred requests that never end: the next visitor is served."""
    with ExitStack() as open_ones:
        for _ in range(200):
            address = f"ws://{server.host}/_stcore/stream"
            open_ones.enter_context(connect(address, proxy=None, open_timeout=PATIENCE, max_queue=1))
        for part in (
            b"GET / HT",
            b"GET /?age=91 HTTP/1.1\r\nHost: ",
            b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\na",
        ) * 33:
            slow = open_ones.enter_context(socket.create_connection(("localhost", server.port), PATIENCE))
            slow.sendall(part)
        began = time.monotonic()
        assert lives(server)
        assert time.monotonic() - began < PATIENCE
