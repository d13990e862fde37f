"""One content file becomes typed entries, or one message of file, entry and fault; and thresholds stand in its texts."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from logic.content import reading
from logic.content.reading import ContentError
from logic.content.shapes.entry import Entry, Text, Threshold

LARGEST = 500_000


class Note(Entry):
    """A made-up entry."""

    says: Text
    number: int = 5
    more: tuple[dict[str, int], ...] = ()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place of its own for content."""
    monkeypatch.setattr(reading, "CONTENT", tmp_path)
    return tmp_path


def message(call: Any, *arguments: Any, **named: Any) -> str:
    """The whole message with which content is refused, less what the parser of YAML adds in its own words."""
    with pytest.raises(ContentError) as found:
        call(*arguments, **named)
    return re.sub(r"(is no YAML that can be read) \(.+\)", r"\1", str(found.value))


# ---------------------------------------------------------------- the message


def test_an_error_holds_file_entry_and_fault_and_says_them() -> None:
    """Each can be asked for, and the message has all three."""
    error = ContentError("a.yaml", "b", "is wrong")
    assert (error.file, error.entry, error.fault) == ("a.yaml", "b", "is wrong")
    assert str(error) == "content/a.yaml, b: is wrong"


@pytest.mark.parametrize(
    ("entry", "fault", "said_entry", "said_fault"),
    [
        ("e" * 80, "f" * 400, "e" * 80, "f" * 400),
        ("e" * 81, "f" * 401, "e" * 77 + "...", "f" * 397 + "..."),
        ("e" * 200, "f" * 9000, "e" * 77 + "...", "f" * 397 + "..."),
    ],
)
def test_a_long_name_or_fault_is_cut_to_what_a_line_can_hold(
    entry: str, fault: str, said_entry: str, said_fault: str
) -> None:
    """80 characters of a name and 400 of a fault are said in full; of more, the end is left out."""
    error = ContentError("a.yaml", entry, fault)
    assert (error.entry, error.fault) == (said_entry, said_fault)
    assert str(error) == f"content/a.yaml, {said_entry}: {said_fault}"


# ---------------------------------------------------------------- a file


def test_content_is_read_from_the_folder_beside_the_logic() -> None:
    """Wherever the app was started."""
    assert Path(reading.__file__).parents[2] / "content" == reading.CONTENT


def test_a_mapping_is_read_as_it_stands(folder: Path) -> None:
    """Plain data, without any model."""
    (folder / "a.yaml").write_text("one: [1, œ]\ntwo: {x: ~}\n", encoding="utf-8")
    assert reading.read("a.yaml") == {"one": [1, "œ"], "two": {"x": None}}


NO_MAPPING = "content/a.yaml, the whole file: must be a mapping of entries, and is not"
FAULTY = [
    (b"", NO_MAPPING),
    (b"{}", NO_MAPPING),
    (b"- one\n", NO_MAPPING),
    (b"one\n", NO_MAPPING),
    (
        b"one: caf\xe9\n",
        "content/a.yaml, the whole file: must be UTF-8 text, and is not at byte 8 "
        "(invalid continuation byte); save it as UTF-8",
    ),
    (
        b"one: 1\n\ntwo: 2\none: 3\n",
        "content/a.yaml, the whole file: line 4: the key 'one' stands twice, first in line 1",
    ),
    (b"one:\n  x: 1\n y: 2\n", "content/a.yaml, the whole file: line 3: is no YAML that can be read"),
    (
        b"a\0",
        "content/a.yaml, the whole file: is no YAML that can be read",
    ),
    (
        b"#" * (LARGEST + 1),
        "content/a.yaml, the whole file: has more than 500000 bytes, which is the most that is read",
    ),
]


@pytest.mark.parametrize(("data", "says"), FAULTY)
def test_a_file_that_cannot_be_used_is_told_in_one_line(folder: Path, data: bytes, says: str) -> None:
    """Under its own name, with the line or the byte where there is one."""
    (folder / "a.yaml").write_bytes(data)
    assert message(reading.read, "a.yaml") == says


def test_a_file_of_the_largest_size_is_read_whole(folder: Path) -> None:
    """Its last byte counts as its first."""
    (folder / "a.yaml").write_bytes(b"#" * (LARGEST - 7) + b"\none: 1")
    assert reading.read("a.yaml") == {"one": 1}


def test_no_more_is_read_of_a_file_without_end_than_shows_that_it_is_too_large(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise such a file would take the memory of the server."""
    sizes: list[int] = []
    monkeypatch.setattr("logic.content.plain_yaml.load", lambda data: sizes.append(len(data)) or {"one": 1})
    (folder / "a.yaml").write_bytes(b"#" * LARGEST * 2)
    reading.read("a.yaml")
    assert sizes == [LARGEST + 1]


def test_a_missing_file_is_told_by_its_name_alone(folder: Path) -> None:
    """And not by its place on the server."""
    assert message(reading.read, "a.yaml") == "content/a.yaml, the whole file: No such file or directory"


def test_only_a_file_that_may_be_empty_may_be_empty(folder: Path) -> None:
    """Comments alone are nothing; an empty mapping that was written out is refused all the same."""
    (folder / "a.yaml").write_text("# none yet\n", encoding="utf-8")
    assert reading.read("a.yaml", may_be_empty=True) == {}
    assert reading.entries("a.yaml", Note, reading.as_written, may_be_empty=True) == {}
    assert message(reading.read, "a.yaml") == NO_MAPPING
    assert message(reading.entries, "a.yaml", Note, reading.as_written) == NO_MAPPING
    (folder / "a.yaml").write_text("[]\n", encoding="utf-8")
    assert message(reading.read, "a.yaml", may_be_empty=True) == NO_MAPPING


# ---------------------------------------------------------------- entries


def test_every_entry_is_filled_under_its_own_name_and_checked(folder: Path) -> None:
    """The filler is told the file and the entry, in the order of the file."""
    calls: list[Any] = []

    def fill(raw: Any, file: str, entry: str) -> Any:
        calls.append((raw, file, entry))
        return {"says": f"{entry} of {file}", "number": raw}

    (folder / "a.yaml").write_text("two: 2\none: 1\n", encoding="utf-8")
    got = reading.entries("a.yaml", Note, fill)
    assert list(got.items()) == [
        ("two", Note(says="two of a.yaml", number=2)),
        ("one", Note(says="one of a.yaml", number=1)),
    ]
    assert calls == [(2, "a.yaml", "two"), (1, "a.yaml", "one")]


def test_the_name_of_an_entry_is_a_text(folder: Path) -> None:
    """A bare number or a bare no is none."""
    (folder / "a.yaml").write_text("one: {says: a}\nno: {says: b}\n", encoding="utf-8")
    says = "content/a.yaml, False: the name of an entry must be a text; put quotes around it"
    assert message(reading.entries, "a.yaml", Note, reading.as_written) == says


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        ({}, "says: must be there (it holds {})"),
        (
            {"says": "a", "number": "x" * 58},
            f"number: must be a whole number (it holds '{'x' * 58}')",
        ),
        (
            {"says": "a", "number": "x" * 59},
            f"number: must be a whole number (it holds '{'x' * 59})",
        ),
        (
            {"says": "a", "more": [{"n": 1}, {"n": "?"}]},
            "more.1.n: must be a whole number (it holds '?')",
        ),
        ({"number": "?", "colour": "red"}, "says: must be there (it holds {'number': '?', 'colour': 'red'})"),
        (None, "the entry: must be a mapping (it holds None)"),
    ],
)
def test_an_entry_that_does_not_fit_is_told_by_its_first_fault(folder: Path, raw: Any, says: str) -> None:
    """The way to the place, what is wanted there, and the first sixty characters of what it holds."""
    assert message(reading.entry, "a.yaml", "one", Note, raw) == f"content/a.yaml, one: {says}"


# ---------------------------------------------------------------- thresholds in texts


LIMITS = {
    "wait": Threshold(value=11, unit="weeks", means="How long to wait."),
    "brief": Threshold(value=1, unit="weeks", means="A single week."),
    "bad": Threshold(value=8, unit="points", means="Pain that is bad."),
}


@pytest.mark.parametrize(
    ("raw", "filled"),
    [
        ("After {wait}.", "After 11 weeks."),
        ("{brief} or {wait}, at {bad}", "1 week or 11 weeks, at 8"),
        ("{value} beside {bad}", "{value} beside 8"),
        ({"a": ["{bad}", {"b": "{brief}"}], "{bad}": 3}, {"a": ["8", {"b": "1 week"}], "{bad}": 3}),
        (["{bad", "bad}", 7, None, True], ["{bad", "bad}", 7, None, True]),
        ("{{wait}}", "{11 weeks}"),
    ],
)
def test_a_threshold_stands_with_its_unit_in_the_place_of_its_name(raw: Any, filled: Any) -> None:
    """In texts at any depth; what is no name in braces stays, and so does the patient's own value."""
    assert reading.filler(LIMITS)(raw, "a.yaml", "one") == filled
    assert reading.as_written(raw, "a.yaml", "one") == raw


@pytest.mark.parametrize("raw", ["{ages}", {"b": "{ages}"}, ["c", "{ages}"], {"b": [{"c": "{wait} {ages}"}]}])
def test_a_name_of_no_threshold_is_refused(raw: Any) -> None:
    """With the file, the entry and the name, at any depth."""
    says = "content/a.yaml, one: {ages}: no threshold has this name; see thresholds.yaml"
    assert message(reading.filler(LIMITS), raw, "a.yaml", "one") == says


def test_braces_around_nothing_are_refused() -> None:
    """They are a name that was forgotten."""
    says = "content/a.yaml, one: {}: no threshold has this name; see thresholds.yaml"
    assert message(reading.filler(LIMITS), "after {}", "a.yaml", "one") == says
