"""What the command that starts the app does with what it cannot use: it ends, and its last line says why."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.browser.server import free_port
from tests.hostile.client import tree

NOBODY = 65534


def _replace(file: str, pattern: str, replacement: str) -> Callable[[Path], None]:
    def spoil(content: Path) -> None:
        path = content / file
        text, count = re.subn(pattern, replacement, path.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE)
        assert count
        path.write_text(text, encoding="utf-8")

    return spoil


def _nothing(content: Path) -> None:
    pass


def _another_encoding(content: Path) -> None:
    (content / "article/omissions.yaml").write_bytes("O1:\n  topic: Œdème\n".encode("utf-16"))


WRONG: dict[str, tuple[Callable[[Path], None], dict[str, str], str]] = {
    "an entry": (
        _replace("milestones.yaml", r"^(first-review:\n(?:  .*\n)*?  after: ).*", r"\1whenever"),
        {},
        "content/milestones.yaml, first-review: after: there is no threshold whenever",
    ),
    "meanings that are kinds of each other": (
        _replace("lookup/synonyms.yaml", r"^  fracture: \{", "  fracture: {kind_of: [compression fracture], "),
        {},
        "content/lookup/synonyms.yaml, fracture: kind_of: is in the end a kind of itself, by compression fracture",
    ),
    "a word with two meanings, which the look-up finds": (
        _replace("lookup/synonyms.yaml", r"^  spine: \{words: \[", "  spine: {words: [crusheds, "),
        {},
        "content/lookup/synonyms.yaml, fracture: 'crushed' stands in 'fracture' and in 'spine', or another form of it does",
    ),
    "another encoding": (
        _another_encoding,
        {},
        "content/article/omissions.yaml, the whole file: must be UTF-8 text, and is not at byte 0 (invalid start byte); "
        "save it as UTF-8",
    ),
    "a list of sites": (
        _nothing,
        {"VCF_FRAME_ANCESTORS": "*; script-src *"},
        "VCF_FRAME_ANCESTORS is '*; script-src *'; allowed: * for any site, 'none', or 'self' and origins such as "
        "https://moodle.example.org, apart by one space",
    ),
}


def started(home: Path, environment: Mapping[str, str]) -> tuple[int, str]:
    """The exit code of the start, and all that it printed."""
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(free_port())]
    ended = subprocess.run(
        command,
        cwd=home,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=60,
        check=False,
    )
    return ended.returncode, ended.stdout.strip()


@pytest.mark.parametrize("name", WRONG)
def test_the_start_ends_with_one_clear_line(tmp_path: Path, name: str) -> None:
    """No server comes up, no traceback is shown, and whoever started it can tell that it failed."""
    spoil, environment, says = WRONG[name]
    spoil(tree(tmp_path, own=("app.py", "content")) / "content")
    code, said = started(tmp_path, environment)
    assert code == 1
    assert said.splitlines()[-1] == f"VCF Explorer cannot start. {says}"
    assert "Traceback" not in said
