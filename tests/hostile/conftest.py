"""Servers for the tests that need one; each test file has its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser.server import Server
from tests.hostile.client import tree

APART = """
async def fails(request):
    raise RuntimeError("the secret of /etc/passwd")

"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app as it is."""
    server = Server(tmp_path_factory.mktemp("server") / "output.txt")
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def broken_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app with a route that fails and a page that fails; a course in one place may show it in a frame."""
    home = tree(tmp_path_factory.mktemp("broken"), own=("app.py", "pages"))
    route = 'Route("/api/health", health)'
    text = (home / "app.py").read_text(encoding="utf-8")
    assert route in text
    text = text.replace(route, f'{route}, Route("/api/fails", fails)').replace(
        "\napp = st.App(", f"{APART}\napp = st.App("
    )
    (home / "app.py").write_text(text, encoding="utf-8")
    page = home / "pages" / "about.py"
    page.write_text(
        page.read_text(encoding="utf-8") + '\nraise RuntimeError("the secret of /etc/passwd")\n', encoding="utf-8"
    )
    framed = {"VCF_FRAME_ANCESTORS": "'self' https://moodle.example.org"}
    server = Server(home / "output.txt", home, framed)
    server.start()
    yield server
    server.stop()
