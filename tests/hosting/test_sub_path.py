"""The app below a path of its host, which keeps the root for itself."""

from __future__ import annotations

import gzip
from collections.abc import Iterator

import pytest

from pages.web.compression import STREAMLIT_FILES
from tests.browser.server import Server
from tests.hostile.client import ask

SCRIPT = max((STREAMLIT_FILES / "static" / "js").glob("index.*.js"), key=lambda file: file.stat().st_size)
"""With which the page starts."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app at /vcf."""
    below = {"STREAMLIT_SERVER_BASE_URL_PATH": "vcf"}
    server = Server(tmp_path_factory.mktemp("server") / "output.txt", environment=below)
    server.start()
    yield server
    server.stop()


@pytest.mark.parametrize("path", ["/vcf/", "/vcf/evidence"])
def test_the_page_knows_where_it_stands(server: Server, path: str) -> None:
    """At every address of the app; whoever has it already is told so."""
    answer = ask(server, path)
    assert answer.status == 200
    assert b"<title>VCF Explorer</title>" in answer.body
    assert b'BACKEND_BASE_URL: location.origin + "/vcf"' in answer.body
    assert ask(server, path, headers={"If-None-Match": answer.headers["etag"]}).status == 304


def test_static_files_are_packed(server: Server) -> None:
    """Whole, and with the length that was told."""
    answer = ask(server, f"/vcf/static/js/{SCRIPT.name}", headers={"Accept-Encoding": "gzip"})
    assert (answer.status, answer.headers["content-encoding"]) == (200, "gzip")
    assert int(answer.headers["content-length"]) == len(answer.body)
    assert gzip.decompress(answer.body) == SCRIPT.read_bytes()
    assert ask(server, "/vcf/static/js/nothing.js").status == 404


def test_the_length_of_the_page_can_be_asked_for(server: Server) -> None:
    """Without the page."""
    whole = ask(server, "/vcf/")
    head = ask(server, "/vcf/", "HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["content-length"] == str(len(whole.body))
