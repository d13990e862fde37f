"""Faulty content never starts the app, takes it down or hangs it: the start ends with one message, which is known."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import yaml

from logic.content import plain_yaml
from tests.hostile.faulty_files import FILES
from tests.hostile.starting import ROOT, Content

INSIDE = r"(?:[ #].*\n|\n)*?"
EDITS = yaml.safe_load((Path(__file__).parent / "faulty_content.yaml").read_text(encoding="utf-8"))
LONGEST = 5.0
"""Seconds that a start may take to refuse content, on a machine that is busy with other tests; 0.1 is usual."""


@pytest.fixture
def content(tmp_path: Path) -> Content:
    """Content to spoil."""
    return Content(tmp_path)


def test_content_as_it_is_starts(content: Content) -> None:
    """Otherwise every fault below would seem to be found."""
    assert content.start() == ""


def test_there_are_faults_of_every_kind() -> None:
    """No fault is lost from the tables below."""
    assert len(EDITS) + len(FILES) >= 95


@pytest.mark.parametrize("name", EDITS)
def test_a_faulty_entry_has_its_message(content: Content, name: str) -> None:
    """One edit, one message, word for word."""
    fault = EDITS[name]
    content.edit(fault["file"], fault["find"].replace("<inside>", INSIDE), fault["put"])
    assert content.start() == f"content/{fault['file']}, {fault['says']}"


@pytest.mark.parametrize("name", FILES)
def test_a_faulty_file_has_its_message_at_once(content: Content, name: str) -> None:
    """One file, one message, word for word, and no file keeps the start busy."""
    fault = FILES[name]
    content.put(fault.file, fault.data)
    began = time.monotonic()
    assert content.start() == f"content/{fault.file}, {fault.says}"
    assert time.monotonic() - began < LONGEST


@pytest.mark.parametrize(
    "file", sorted(path.relative_to(ROOT / "content").as_posix() for path in (ROOT / "content").rglob("*.yaml"))
)
def test_a_missing_file_has_its_message(content: Content, file: str) -> None:
    """Every file of content/ is needed, and its absence is told by its name alone, not by a place on the server."""
    (content.home / file).unlink()
    assert content.start() == f"content/{file}, the whole file: No such file or directory"


def test_a_directory_in_the_place_of_a_file_has_its_message(content: Content) -> None:
    """As a copy that went wrong leaves it."""
    (content.home / "article/omissions.yaml").unlink()
    (content.home / "article/omissions.yaml").mkdir()
    assert content.start() == "content/article/omissions.yaml, the whole file: Is a directory"


def test_a_file_without_end_has_its_message(content: Content) -> None:
    """What is read of a file is limited, not only what is made of it."""
    (content.home / "article/omissions.yaml").unlink()
    (content.home / "article/omissions.yaml").symlink_to("/dev/zero")
    assert (
        content.start()
        == "content/article/omissions.yaml, the whole file: has more than 500000 bytes, which is the most that is read"
    )


@pytest.mark.parametrize(
    "data", [b"\xef\xbb\xbfone: 1\n", b"one: 1\r\n", b"---\none: 1\n...\n"], ids=["mark", "CRLF", "start"]
)
def test_what_editors_leave_in_a_file_does_no_harm(data: bytes) -> None:
    """A byte order mark, line ends of Windows, and the marks of a document."""
    assert plain_yaml.load(data) == {"one": 1}


def test_the_limits_leave_room_for_the_content() -> None:
    """The largest file may grow to five times its size, and no text is near the deepest level."""
    sizes = [path.stat().st_size for path in (ROOT / "content").rglob("*.yaml")]
    assert max(sizes) * 5 <= plain_yaml.LARGEST
    deep = "[" * (plain_yaml.DEEPEST - 1) + "]" * (plain_yaml.DEEPEST - 1)
    assert list(plain_yaml.load(f"one: {deep}".encode())) == ["one"]
