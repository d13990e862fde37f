"""The page before any script runs: ours, whole, and new for those who have an older one."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from pages.web import shell
from pages.web.compression import Compression
from pages.web.shell import NamedPage
from tests.pages.web.asking import Answer, asked

PAGE = b"<!doctype html><title>Streamlit</title>" + b"<link rel=modulepreload href=a.js>" * 100


@pytest.fixture
def app(tmp_path: Path) -> ASGIApp:
    """Both middlewares, as the server has them, around an app that serves its page at every address but a few."""
    (tmp_path / "index.html").write_bytes(PAGE)
    (tmp_path / "table.csv").write_bytes(b"a,b\n" * 1000)

    async def page(scope: Scope, receive: Receive, send: Send) -> None:
        await FileResponse(tmp_path / "index.html", headers={"cache-control": "no-cache"})(scope, receive, send)

    def health(request: object) -> Response:
        return JSONResponse({"status": "ok"})

    def table(request: object) -> Response:
        return FileResponse(tmp_path / "table.csv")

    routes = [Route("/api/health", health), Route("/media/table.csv", table), Mount("/", page)]
    return Compression(NamedPage(Starlette(routes=routes)), tmp_path)


def test_the_page_has_our_name(app: ASGIApp) -> None:
    """And says where its server is."""
    answer = asked(app, "/evidence")
    assert answer.body.startswith(b"<!doctype html><title>VCF Explorer</title><meta")
    assert b'location.origin + "/"' in answer.body
    assert answer.body.endswith(PAGE.partition(b"</title>")[2])


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("encoding", ["gzip", "identity", "gzip;q=0"])
def test_the_headers_fit_the_page(app: ASGIApp, method: str, encoding: str) -> None:
    """Its length is that of our page, in gzip where that is accepted; nothing is said twice."""
    headers = asked(app, "/", method, accept_encoding=encoding).headers
    whole = asked(app, "/", accept_encoding=encoding)
    assert headers == whole.headers
    assert int(headers["content-length"]) == len(whole.body)
    assert ("content-encoding" in headers) == (encoding == "gzip")
    assert headers.getlist("vary") == ["Accept-Encoding"]
    assert headers.getlist("cache-control") == ["no-cache"]
    assert {"last-modified", "accept-ranges"} & set(headers) == set()
    page = gzip.decompress(whole.body) if encoding == "gzip" else whole.body
    assert page == asked(app, "/").body


@pytest.mark.parametrize("encoding", ["gzip", "identity"])
@pytest.mark.parametrize("spelt", ["{tag}", "W/{strong}", "{strong}", '"other", {tag}', "*"])
def test_who_has_the_page_is_told_so(app: ASGIApp, encoding: str, spelt: str) -> None:
    """In whatever encoding it was read, and however the browser spells what it has."""
    tag = asked(app, "/", accept_encoding="gzip").headers["etag"]
    had = spelt.format(tag=tag, strong=tag.removeprefix("W/"))
    answer = asked(app, "/", accept_encoding=encoding, if_none_match=had)
    assert (answer.status, answer.body) == (304, b"")
    assert (answer.headers["etag"], answer.headers["vary"]) == (tag, "Accept-Encoding")
    assert answer.headers["cache-control"] == "no-cache"


def test_who_has_an_older_page_gets_the_new_one(app: ASGIApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When our head changes, and when Streamlit's page does; its own ETag and date do not speak for ours."""
    theirs = FileResponse(tmp_path / "index.html", stat_result=(tmp_path / "index.html").stat()).headers
    seen: list[Answer] = [asked(app, "/")]
    assert asked(app, "/", if_none_match=theirs["etag"], if_modified_since=theirs["last-modified"]).status == 200
    monkeypatch.setattr(shell, "HEAD", "<title>VCF Explorer 2</title>")
    seen.append(asked(app, "/", if_none_match=seen[0].headers["etag"]))
    (tmp_path / "index.html").write_bytes(PAGE.replace(b"a.js", b"b.js"))
    seen.append(asked(app, "/", if_none_match=seen[1].headers["etag"]))
    assert [answer.status for answer in seen] == [200, 200, 200]
    assert len({answer.headers["etag"] for answer in seen}) == 3
    assert b"<title>VCF Explorer 2</title>" in seen[2].body
    assert b"b.js" in seen[2].body


def test_a_part_of_the_page_comes_whole(app: ASGIApp) -> None:
    """A part of Streamlit's page is no part of ours."""
    answer = asked(app, "/", range="bytes=0-1")
    assert answer == asked(app, "/")
    assert answer.status == 200


@pytest.mark.parametrize("headers", [{}, {"range": "bytes=0-1"}, {"accept_encoding": "gzip"}])
def test_a_static_file_that_there_is_not_is_no_page(app: ASGIApp, headers: dict[str, str]) -> None:
    """A page that is older than the server learns that its script is gone, and does not read a page for a script."""
    answer = asked(app, "/static/js/gone.js", **headers)
    assert (answer.status, answer.body) == (404, b"There is no such file.")
    assert answer.headers["content-type"].startswith("text/plain")


def test_what_is_no_page_goes_through(app: ASGIApp) -> None:
    """With its own ETag and its parts."""
    assert asked(app, "/api/health").body == b'{"status":"ok"}'
    part = asked(app, "/media/table.csv", range="bytes=2-3")
    assert (part.status, part.body) == (206, b"b\n")
    tag = asked(app, "/media/table.csv").headers["etag"]
    assert tag.startswith('"')
