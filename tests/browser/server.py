"""The real app as a process of its own, which a test may also kill and start again."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0
"""Seconds that a start may take on a machine that is busy with other tests."""


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Server:
    """``streamlit run app.py`` on a port of its own; what it prints goes to a file."""

    def __init__(
        self,
        output: Path,
        home: Path = ROOT,
        environment: Mapping[str, str] | None = None,
        through: Sequence[str] = (),
    ) -> None:
        """``home`` holds app.py and all that belongs to it; ``through`` is a command that starts the server in its turn."""
        self.home = home
        self.environment = {**os.environ, **(environment or {})}
        self.through = through
        self.port = free_port()
        self.host = f"localhost:{self.port}"
        self.url = f"http://{self.host}"
        self.output = output
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Starts it, on the same port each time, and waits until it answers."""
        command = [*self.through, sys.executable, "-m", "streamlit", "run", str(self.home / "app.py")]
        options = ["--server.port", str(self.port), "--server.fileWatcherType", "none"]
        with self.output.open("ab") as output:
            self.process = subprocess.Popen(
                [*command, *options], cwd=self.home, env=self.environment, stdout=output, stderr=subprocess.STDOUT
            )
        deadline = time.monotonic() + PATIENCE
        while not self._answers():
            if time.monotonic() > deadline:
                self.stop()
                raise TimeoutError(f"no answer after {PATIENCE} s: {self.output.read_text(errors='replace')}")

    def kill(self) -> None:
        """Ends it as a crash would, without a word to the browsers that are connected."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()

    def stop(self) -> None:
        """Ends it in order, or by force if it lingers."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.kill()

    def _answers(self) -> bool:
        assert self.process is not None
        try:
            self.process.wait(timeout=0.05)
        except subprocess.TimeoutExpired:
            connection = http.client.HTTPConnection(self.host, timeout=5)
            try:
                connection.request("GET", "/api/health")
                return connection.getresponse().status == 200
            except (OSError, http.client.HTTPException):
                return False
            finally:
                connection.close()
        raise RuntimeError(f"the server ended at its start: {self.output.read_text(errors='replace')}")
