"""Clients that are no browsers: raw requests, and visitors on a websocket, as many as one likes."""

from __future__ import annotations

import shutil
import socket
from pathlib import Path
from typing import Any, NamedTuple

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from tests.browser.server import ROOT, Server

PATIENCE = 30.0
"""Seconds that any answer may take on a machine that is busy with other tests."""


class Answer(NamedTuple):
    """The answer to a request."""

    status: int
    headers: dict[str, str]
    body: bytes


def spelt(
    server: Server, path: str, method: str = "GET", headers: dict[str, str] | None = None, body: bytes = b""
) -> bytes:
    """A request as it goes over the line, with nothing added but where it goes and that it is the only one."""
    given = {"Host": server.host, "Connection": "close", **(headers or {})}
    head = "".join(f"{name}: {value}\r\n" for name, value in given.items())
    return f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode("latin-1") + body


def ask(
    server: Server, path: str, method: str = "GET", headers: dict[str, str] | None = None, body: bytes = b""
) -> Answer:
    """Sends a request just as it is spelt, and reads the answer to its end."""
    return sent(server, spelt(server, path, method, headers, body))


def sent(server: Server, data: bytes) -> Answer:
    """Sends bytes and reads what comes back; a server that hangs up while it is told too much has answered before."""
    answer = b""
    with socket.create_connection(("localhost", server.port), PATIENCE) as connection:
        try:
            connection.sendall(data)
            while piece := connection.recv(65536):
                answer += piece
        except (BrokenPipeError, ConnectionResetError):
            pass
    head, _, body = answer.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    return Answer(int(first.split()[1]), headers, body)


class Visitor:
    """A visitor on a websocket: asks for a page and reads what the app sends to show it."""

    def __init__(self, server: Server, query: str = "", page: str = "", session: str = "") -> None:
        """``session`` is that of an earlier visit, which a browser takes up again after its connection broke."""
        protocols = [Subprotocol(part) for part in ("streamlit", "none", session)[: 3 if session else 1]]
        self._connecting = connect(
            f"ws://{server.host}/_stcore/stream",
            subprotocols=protocols,
            max_size=None,
            proxy=None,
            open_timeout=PATIENCE,
            close_timeout=1,
        )
        self.query, self.page = query, page
        self.session = ""
        self.gathers_statistics: bool | None = None

    def __enter__(self) -> Visitor:
        self.socket: ClientConnection = self._connecting.__enter__()
        return self

    def __exit__(self, *raised: Any) -> None:
        self._connecting.__exit__(*raised)

    def run(self) -> list[Any]:
        """Runs the page and gives every element that it shows; raises where the run does not end."""
        wanted = BackMsg()
        wanted.rerun_script.query_string = self.query
        wanted.rerun_script.page_name = self.page
        self.socket.send(wanted.SerializeToString())
        elements = []
        while True:
            data = self.socket.recv(PATIENCE)
            message = ForwardMsg()
            message.ParseFromString(data if isinstance(data, bytes) else data.encode())
            kind = message.WhichOneof("type")
            if kind == "new_session":
                self.session = message.new_session.initialize.session_id
                self.gathers_statistics = message.new_session.config.gather_usage_stats
            elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
                elements.append(message.delta.new_element)
            elif kind == "script_finished" and message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                return elements

    def words(self) -> str:
        """All that the page shows, as one text."""
        return "\n".join(str(element) for element in self.run())


def upload(server: Server, visitor: Visitor, size: int, *, chunked: bool = False) -> bytes:
    """The request with which the uploader of the page sends a file of some size, with all that belongs to it."""
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
    return spelt(server, f"/_stcore/upload_file/{visitor.session}/f", "PUT", headers, data)


def tree(home: Path, *, own: tuple[str, ...] = ("app.py",)) -> Path:
    """The app in a directory of its own; what is ``own`` to it may be changed, all else is the repository's."""
    for name in ("app.py", "logic", "pages", "content", ".streamlit"):
        if name not in own:
            (home / name).symlink_to(ROOT / name)
        elif (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, home / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, home / name)
    return home
