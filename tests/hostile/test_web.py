"""Requests that no browser would send: every answer is protected, no file gets out, and the app goes on."""

from __future__ import annotations

import socket
import subprocess
import sys
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
from tests.browser.server import ROOT, Server
from tests.hostile.client import PATIENCE, Answer, Visitor, ask, sent

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
ROUTES = {
    "a page": ("GET", "/", {}, 200),
    "a page by name": ("GET", "/evidence", {}, 200),
    "a page that there is not": ("GET", "/nothing", {}, 200),
    "a part of a page": ("GET", "/", {"Range": "bytes=0-1"}, 206),
    "the health": ("GET", "/api/health", {}, 200),
    "the health, wrongly asked": ("DELETE", "/api/health", {}, 405),
    "a static file": ("GET", "/static/manifest.json", {"Accept-Encoding": "gzip"}, 200),
    "a static file that there is not": ("GET", "/static/nothing.js", {"Accept-Encoding": "gzip"}, 200),
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
    b"class SafeHeaders",
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


WRONG_SITES = (
    "*; script-src *",
    "*\nset-cookie: a=b",
    "'self'\r\n",
    "",
    "javascript:x",
    "a.example,b.example",
    "'none' *",
)


def test_a_wrong_list_of_sites_ends_the_start() -> None:
    """A value that would say more than who may frame is named, with what is allowed; a right one is taken as it is."""
    code = f"""
import app
for value in {WRONG_SITES}:
    try:
        app.frame_ancestors(value)
    except SystemExit as ended:
        print(ended)
print(app.frame_ancestors("'self' https://moodle.example.org http://*.example.org:8080"))
"""
    ended = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    *refusals, taken = ended.stdout.splitlines()
    allowed = "* for any site, 'none', or 'self' and origins such as https://moodle.example.org, apart by one space"
    expected = [
        f"VCF Explorer cannot start. VCF_FRAME_ANCESTORS is {value!r}; allowed: {allowed}" for value in WRONG_SITES
    ]
    assert refusals == expected
    assert taken == "'self' https://moodle.example.org http://*.example.org:8080"


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


def test_made_up_files_are_not_kept() -> None:
    """Addresses of static files that there are not leave nothing in the memory that keeps the real ones."""
    code = """
import asyncio, app
async def files(scope, receive, send):
    kind = b"text/html" if "nothing" in scope["path"] else b"text/javascript"
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", kind)]})
    await send({"type": "http.response.body", "body": b"x" * 2000})
async def said(message): pass
compress = app.CompressOnce(files)
for name in ("nothing1", "nothing2", "real", "real"):
    scope = {"type": "http", "method": "GET", "path": f"/static/{name}.js", "headers": [(b"accept-encoding", b"gzip")]}
    asyncio.run(compress(scope, None, said))
print(*compress.kept)
"""
    ended = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ended.stdout.split() == ["/static/real.js"]


def _upload(server: Server, visitor: Visitor, size: int, *, chunked: bool) -> int:
    """The status that an upload of some size gets, with all that the uploader of the page would send."""
    cookie = ask(server, "/_stcore/health").headers["set-cookie"].partition(";")[0]
    head = b'--x\r\nContent-Disposition: form-data; name="f"; filename="f.json"\r\n\r\n'
    body = head + b" " * size + b"\r\n--x--\r\n"
    headers = {
        "Cookie": cookie,
        "X-Xsrftoken": cookie.partition("=")[2],
        "Content-Type": "multipart/form-data; boundary=x",
        **({"Transfer-Encoding": "chunked"} if chunked else {"Content-Length": str(len(body))}),
    }
    data = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body) if chunked else body
    return ask(server, f"/_stcore/upload_file/{visitor.session}/f", "PUT", headers, data).status


@pytest.mark.parametrize("chunked", [False, True], ids=["told", "chunked"])
def test_an_upload_beyond_two_megabytes_is_refused(server: Server, chunked: bool) -> None:
    """Whether its size was told beforehand or not; a small one is taken, and the app goes on."""
    with Visitor(server) as visitor:
        visitor.run()
        assert _upload(server, visitor, 1_000_000, chunked=chunked) == 204
        assert _upload(server, visitor, 3_000_000, chunked=chunked) == 413
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
