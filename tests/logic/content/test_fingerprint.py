"""Content and its change log: what is counted, what is recorded, what is refused, and what the command says."""

from __future__ import annotations

import io
import runpy
import sys
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from logic.content import fingerprint, reading

DAY = date(2026, 3, 2)
ARTICLE = """title: Œdème
changes:
  - day: 2026-03-01
    version: "1.9"
    what: First.
"""
ADVICE = (
    "content/ is not that of version 1.9, which was recorded last. Say what changed:\n"
    '    make version WHAT="One sentence about the change."'
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Content of two files, recorded as version 1.9 on 1 March."""
    monkeypatch.setattr(fingerprint, "CONTENT", tmp_path)
    monkeypatch.setattr(reading, "CONTENT", tmp_path)
    monkeypatch.setattr(fingerprint, "RECORD", tmp_path / "fingerprint.txt")
    (tmp_path / "article").mkdir()
    (tmp_path / "article/article.yaml").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "b.yaml").write_text("one: 1\n", encoding="utf-8")
    (tmp_path / "fingerprint.txt").write_text("1.8 0123456789abcdef\n", encoding="utf-8")
    assert fingerprint.record(date(2026, 3, 1)) == "1.9"
    return tmp_path


def edit(folder: Path) -> None:
    """A change that the log does not know of."""
    (folder / "b.yaml").write_text("one: 2\n", encoding="utf-8")


def digits_of(data: str) -> str:
    """The fingerprint of data, as it would be worked out by hand."""
    return sha256(data.encode("ascii")).hexdigest()[:16]


# ---------------------------------------------------------------- the fingerprint


def test_the_record_stands_beside_the_content() -> None:
    """And is no content itself."""
    assert Path(reading.__file__).parents[2] / "content" / "fingerprint.txt" == fingerprint.RECORD


def test_the_fingerprint_is_sixteen_digits_over_all_data(folder: Path) -> None:
    """By file, in the order of their names; the same on every machine and in every year."""
    (folder / "article/article.yaml").write_text(
        "a: [Œ, 1.5, ~, true]\nchanges: [{day: 2026-03-01}]\n", encoding="utf-8"
    )
    assert fingerprint.fingerprint() == digits_of(
        '{"article/article.yaml": {"a": ["\\u0152", 1.5, null, true], "changes": [{"day": "2026-03-01"}]}, "b.yaml": {"one": 1}}'
    )


def test_comments_reviews_and_other_files_do_not_count(folder: Path) -> None:
    """An edit of the data does."""
    before = fingerprint.fingerprint()
    (folder / "assurance").mkdir()
    (folder / "assurance/reviews.yaml").write_text("a: 1\n", encoding="utf-8")
    (folder / "c.txt").write_text("a: 1\n", encoding="utf-8")
    (folder / "b.yaml").write_text("# a comment\n\none:   1\n", encoding="utf-8")
    assert fingerprint.fingerprint() == before
    edit(folder)
    assert fingerprint.fingerprint() != before


def test_what_was_recorded_and_what_the_log_says_can_be_read(folder: Path) -> None:
    """Version and digits of the record; version and day of the newest entry."""
    digits = fingerprint.fingerprint()
    assert (folder / "fingerprint.txt").read_text(encoding="utf-8") == f"1.9 {digits}\n"
    assert fingerprint.recorded() == ("1.9", digits)
    assert fingerprint.newest() == ("1.9", "2026-03-01")


def test_the_newest_entry_is_the_first(folder: Path) -> None:
    """Whatever its version."""
    text = ARTICLE.replace("changes:\n", 'changes:\n  - {day: 2026-03-05, version: "2.0", what: Next.}\n')
    (folder / "article/article.yaml").write_text(text, encoding="utf-8")
    assert fingerprint.newest() == ("2.0", "2026-03-05")


# ---------------------------------------------------------------- the fault


def test_an_edit_without_an_entry_is_a_fault_that_names_the_command(folder: Path) -> None:
    """Word for word; without an edit there is none."""
    assert fingerprint.fault() is None
    edit(folder)
    assert fingerprint.fault() == ADVICE


def test_an_entry_that_was_not_recorded_is_a_fault_too(folder: Path) -> None:
    """Also where the content is the same."""
    (folder / "fingerprint.txt").write_text(f"1.8 {fingerprint.fingerprint()}\n", encoding="utf-8")
    assert fingerprint.fault() == ADVICE.replace("1.9", "1.8")


# ---------------------------------------------------------------- the record


def test_content_that_changed_on_another_day_is_not_recorded_without_an_entry(folder: Path) -> None:
    """On the day of the newest entry it is; so is what did not change, on any day."""
    before = (folder / "fingerprint.txt").read_bytes()
    assert fingerprint.record(DAY) == "1.9"
    edit(folder)
    with pytest.raises(fingerprint.NothingLogged) as found:
        fingerprint.record(DAY)
    assert str(found.value) == ADVICE
    assert (folder / "fingerprint.txt").read_bytes() == before
    assert fingerprint.record(date(2026, 3, 1)) == "1.9"
    assert fingerprint.fault() is None


def test_an_entry_that_was_written_by_hand_is_recorded_on_any_day(folder: Path) -> None:
    """Its version is what was not recorded yet."""
    edit(folder)
    (folder / "article/article.yaml").write_text(ARTICLE.replace("1.9", "2.0"), encoding="utf-8")
    assert fingerprint.record(DAY) == "2.0"
    assert fingerprint.recorded() == ("2.0", fingerprint.fingerprint())


@pytest.mark.parametrize(
    ("what", "lines"),
    [
        ("Wording: “clearer”.", ["Wording: “clearer”."]),
        ("  One \n two\tthree. ", ["One two three."]),
        (f"{'a' * 99} 1234 end.", [f"{'a' * 99} 1234", "end."]),
        (f"{'a' * 99} 12345 end.", [f"{'a' * 99}", "12345 end."]),
        (f"Back \\1 {'b' * 95} and {'c' * 50}", [f"Back \\1 {'b' * 95}", f"and {'c' * 50}"]),
    ],
)
def test_a_sentence_becomes_the_first_entry_of_the_log(folder: Path, what: str, lines: list[str]) -> None:
    """Under the next version and the day of today, in lines of 110 characters, with all else as it was."""
    edit(folder)
    assert fingerprint.record(DAY, what) == "1.10"
    said = "".join(f"      {line}\n" for line in lines)
    head = f'changes:\n  - day: 2026-03-02\n    version: "1.10"\n    what: >-\n{said}'
    assert (folder / "article/article.yaml").read_text(encoding="utf-8") == ARTICLE.replace("changes:\n", head)
    assert reading.read("article/article.yaml")["changes"][0]["what"] == " ".join(what.split())
    assert fingerprint.recorded() == ("1.10", fingerprint.fingerprint())


@pytest.mark.parametrize(
    "text", [ARTICLE.replace("changes:\n", "changes: \n"), ARTICLE + "x: |\n changes:\nchanges:\n"]
)
def test_a_log_that_cannot_be_found_is_left_as_it_is(folder: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """None, or more than one line that could be its head."""
    (folder / "article/article.yaml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(fingerprint, "newest", lambda: ("1.9", "2026-03-01"))
    with pytest.raises(ValueError, match=r"^content/article/article\.yaml must have one line that reads changes:$"):
        fingerprint.record(DAY, "New.")
    assert (folder / "article/article.yaml").read_text(encoding="utf-8") == text


def test_files_are_utf_8_whatever_the_machine_writes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not every system has it as its own."""
    monkeypatch.setattr(io, "text_encoding", lambda encoding, stacklevel=2: encoding or "utf-16")
    edit(folder)
    assert fingerprint.record(DAY, "Œdème.") == "1.10"
    assert fingerprint.recorded() == ("1.10", fingerprint.fingerprint())
    assert "      Œdème.\n".encode() in (folder / "article/article.yaml").read_bytes()
    assert (folder / "fingerprint.txt").read_bytes().startswith(b"1.10 ")


# ---------------------------------------------------------------- the command


class Clock(datetime):
    """Half an hour before midnight of 2 March where the world is measured, and 3 March in most of it."""

    @classmethod
    def now(cls, tz: Any = None) -> datetime:
        return datetime(2026, 3, 2, 23, 30, tzinfo=UTC) if tz is UTC else datetime(2026, 3, 3, 1, 30, tzinfo=tz or UTC)


def test_the_command_alone_prints_the_fingerprint(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And records nothing."""
    edit(folder)
    fingerprint.main([])
    assert capsys.readouterr().out == f"{fingerprint.fingerprint()}\n"
    assert fingerprint.fault() == ADVICE


@pytest.mark.parametrize("arguments", [["One sentence."], ["", "One", "sentence. "]])
def test_the_command_records_a_sentence_under_the_day_of_today(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    """In whatever pieces the shell hands it over; it says under which version."""
    monkeypatch.setattr(fingerprint, "datetime", Clock)
    edit(folder)
    fingerprint.main(["--record", *arguments])
    assert capsys.readouterr().out == "Recorded as version 1.10.\n"
    (entry, _) = reading.read("article/article.yaml")["changes"]
    assert entry == {"day": DAY, "version": "1.10", "what": "One sentence."}


@pytest.mark.parametrize("arguments", [["--record"], ["--record", "", " "]])
def test_the_command_without_a_sentence_says_what_is_missing(folder: Path, arguments: list[str]) -> None:
    """It ends with the fault and no traceback, and adds no empty entry."""
    edit(folder)
    with pytest.raises(SystemExit) as found:
        fingerprint.main(arguments)
    assert found.value.code == ADVICE
    assert (folder / "article/article.yaml").read_text(encoding="utf-8") == ARTICLE


@pytest.mark.parametrize("arguments", [["--recorded"], ["One sentence."]])
def test_the_command_refuses_what_it_does_not_know(arguments: list[str]) -> None:
    """And says what is allowed."""
    with pytest.raises(SystemExit) as found:
        fingerprint.main(arguments)
    assert found.value.code == 'Allowed: nothing, or --record "One sentence about the change."'


@pytest.mark.parametrize(
    ("arguments", "says"),
    [([], "{digits}\n"), (["--record", "One sentence."], "Recorded as version 1.10.\n")],
)
def test_the_module_runs_as_a_program(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    says: str,
) -> None:
    """With the words that stand behind its name."""
    monkeypatch.setattr(sys, "argv", ["fingerprint.py", *arguments])
    monkeypatch.delitem(sys.modules, "logic.content.fingerprint")
    digits = fingerprint.fingerprint()
    runpy.run_module("logic.content.fingerprint", run_name="__main__")
    assert capsys.readouterr().out == says.format(digits=digits)
