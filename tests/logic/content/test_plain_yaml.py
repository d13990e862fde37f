"""YAML as plain data: what is read as it stands, and what is refused with its line; both sides of every limit."""

from __future__ import annotations

import importlib
import sys
from datetime import UTC, date, datetime
from typing import Any

import pytest
import yaml

import logic
from logic.content import plain_yaml

ANCHORS = "anchors (&) and aliases (*) are not read; write it out, or put quotes around a text"
TAGS = "tags (!) are not read; leave it out, or put quotes around a text"
MOST = 1_000_000_000_000_000
LARGEST = 500_000
NOON = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)


def refused(text: str) -> str:
    """The whole message with which a text is refused."""
    with pytest.raises(yaml.YAMLError) as found:
        plain_yaml.load(text.encode())
    return str(found.value)


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("one: 1\ntwo: [a, {b: [c]}]\n", {"one": 1, "two": ["a", {"b": ["c"]}]}),
        ("- œdème\n- 2.5\n- true\n- ~\n", ["œdème", 2.5, True, None]),
        ("day: 2026-03-01\nat: 2026-03-01 12:30:00Z\n", {"day": date(2026, 3, 1), "at": NOON}),
        ("'2026-13-01': '&a'\n", {"2026-13-01": "&a"}),
        ("<<x: '!!str'\n", {"<<x": "!!str"}),
        ("[-1, 0x10, 1_000, 1.0e+3, -0.5]", [-1, 16, 1000, 1000.0, -0.5]),
        ("", None),
        ("{}", {}),
    ],
)
def test_plain_data_is_read_as_it_stands(text: str, data: Any) -> None:
    """Mappings, lists, texts, numbers, days and nothing, in each other and in their order."""
    read = plain_yaml.load(text.encode())
    assert read == data
    assert repr(read) == repr(data)


def test_keys_keep_their_order_and_their_own_values() -> None:
    """The order of a file is that of the entries."""
    assert list(plain_yaml.load(b"b: 1\na: 2\nc: 3\n").items()) == [("b", 1), ("a", 2), ("c", 3)]


def test_what_is_no_utf_8_is_refused() -> None:
    """With the place of the first byte that is wrong."""
    with pytest.raises(UnicodeDecodeError) as found:
        plain_yaml.load(b"one: caf\xe9\n")
    assert (found.value.encoding, found.value.start) == ("utf-8", 8)


def test_a_file_may_have_as_many_bytes_as_the_limit_and_no_more() -> None:
    """Half a million bytes are read; one more is refused by number."""
    longest = b"one: 1 #" + b"x" * (LARGEST - 8)
    assert plain_yaml.load(longest) == {"one": 1}
    assert refused((longest + b"x").decode()) == "has more than 500000 bytes, which is the most that is read"


def nested(levels: int) -> str:
    return "[" * levels + "]" * levels


@pytest.mark.parametrize(
    "text",
    [
        nested(30),
        f"[{nested(29)}, {nested(29)}, {nested(29)}]",
        f"[{', '.join(['[]'] * 40)}]",
        "{" + ", ".join(f"k{number}: [{{}}]" for number in range(40)) + "}",
        "- " * 30 + "x",
        "{a: " * 30 + "x" + "}" * 30,
    ],
)
def test_thirty_levels_are_read_however_many_lists_there_are(text: str) -> None:
    """A level counts while it is open and not after it has closed."""
    assert plain_yaml.load(text.encode()) is not None


@pytest.mark.parametrize(
    "text",
    [
        nested(31),
        "[" * 29 + "[], [[]]" + "]" * 29,
        "[" * 20 + "[[]], " + nested(11) + "]" * 20,
        "- " * 31 + "x",
        "{a: " * 31 + "x" + "}" * 31,
        "{a: [" * 16 + "]}" * 16,
        "[" * 50_000,
    ],
)
def test_thirty_one_levels_are_refused_with_their_line(text: str) -> None:
    """Also where others have closed before, for mappings as for lists, and where the parser gives up first."""
    assert refused(text) == "line 1: nested more than 30 levels deep"
    assert refused("\n\n" + text) == "line 3: nested more than 30 levels deep"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a: 1\nb: &x 2\n", f"line 2: {ANCHORS}"),
        ("a: 1\nb: &x [2]\n", f"line 2: {ANCHORS}"),
        ("a: 1\n\nb: &x {c: 2}\n", f"line 3: {ANCHORS}"),
        ("*x : 1\n", f"line 1: {ANCHORS}"),
        ("a: 1\nb: *x\n", f"line 2: {ANCHORS}"),
        ("a: 1\nb: !!str 2\n", f"line 2: {TAGS}"),
        ("a: 1\nb: ! 2\n", f"line 2: {TAGS}"),
        ("a: 1\n\nb: !own [2]\n", f"line 3: {TAGS}"),
        ("!own {a: 1}\n", f"line 1: {TAGS}"),
        ("a: &x 1\nb: !own 2\n", f"line 1: {ANCHORS}"),
    ],
)
def test_what_is_more_than_data_is_refused_with_its_line(text: str, says: str) -> None:
    """Anchors, aliases and tags, on texts, lists and mappings; the first of them is told."""
    assert refused(text) == says


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a: 1\n? [b]\n: 2\n", "line 2: a key must be a text, and not a list or a mapping"),
        ("a: 1\n\n? {b: 1}\n: 2\n", "line 3: a key must be a text, and not a list or a mapping"),
        ("a: 1\n<<: {b: 2}\n", "line 2: merge keys (<<) are not read; write the keys out"),
        ("a: {b: 1,\n  <<: {c: 2}}\n", "line 2: merge keys (<<) are not read; write the keys out"),
        ("a: 1\nb: 2\na: 3\n", "line 3: the key 'a' stands twice, first in line 1"),
        ("a:\n  b: 1\n  c: 2\n  b: 3\n", "line 4: the key 'b' stands twice, first in line 2"),
        ("1: a\n0x1: b\n", "line 2: the key 1 stands twice, first in line 1"),
        ("- a: 1\n- a: 1\n  a: 2\n", "line 3: the key 'a' stands twice, first in line 2"),
    ],
)
def test_a_key_that_cannot_be_is_refused_with_its_line(text: str, says: str) -> None:
    """Lists and mappings, merge keys, and a second value for a key, which names both lines."""
    assert refused(text) == says


def test_of_several_faults_the_first_in_the_file_is_told() -> None:
    """Whoever repairs a file goes from its top to its end."""
    text = "a:\n  - {b: 1, b: 2}\nc:\n  d: 1\n  d: 2\n"
    assert refused(text) == "line 2: the key 'b' stands twice, first in line 2"


@pytest.mark.parametrize("number", [MOST, -MOST, 10**15 * 1.0, -(10**15) * 1.0, 0, 0.001])
def test_numbers_up_to_a_quadrillion_are_read(number: float) -> None:
    """Whole numbers and others, above and below zero."""
    read = plain_yaml.load(f"a: {number!r}\n".encode())["a"]
    assert (read, type(read)) == (number, type(number))


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("1000000000000001", "1000000000000001"),
        ("-1000000000000001", "-1000000000000001"),
        ("1.1e+15", "1.1e+15"),
        ("-1.1e+15", "-1.1e+15"),
        (".nan", ".nan"),
        (".inf", ".inf"),
        ("-.inf", "-.inf"),
        ("0b_", "0b_"),
        ("12345678901234567890123", "12345678901234567890"),
        ("9" * 5000, "9" * 20),
    ],
)
def test_a_number_beyond_a_quadrillion_is_refused_with_its_line(written: str, shown: str) -> None:
    """With its first twenty characters, and what is wanted in its place."""
    says = f"{shown!r} is no number up to {MOST}; put quotes around a text"
    assert refused(f"a: {written}\n") == f"line 1: {says}"
    assert refused(f"a: 1\n\nb: [2, {written}]\n") == f"line 3: {says}"


@pytest.mark.parametrize("written", ["2025-13-25", "2025-12-25 25:00:00"])
def test_a_day_that_there_is_not_is_refused_with_its_line(written: str) -> None:
    """And with its text."""
    assert refused(f"a: {written}\n") == f"line 1: {written!r} is no day that there is"
    assert refused(f"a: 1\n\nb: [{written}]\n") == f"line 3: {written!r} is no day that there is"


def test_the_parser_is_the_one_of_libyaml() -> None:
    """Where it is installed; it is ten times as fast as the one that is written in Python."""
    assert issubclass(plain_yaml._Loader, yaml.CSafeLoader)


def test_without_libyaml_the_same_is_read_and_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it was not installed, the parser that is written in Python stands in."""
    monkeypatch.setattr(logic, "plain_yaml", plain_yaml)  # puts it back in the end
    monkeypatch.delitem(sys.modules, "logic.content.plain_yaml")
    monkeypatch.delattr(yaml, "CSafeLoader")
    slow = importlib.import_module("logic.content.plain_yaml")
    assert slow is not plain_yaml
    assert slow.load("one: [1, œ, 2026-03-01]\n".encode()) == {"one": [1, "œ", date(2026, 3, 1)]}
    with pytest.raises(yaml.YAMLError, match=r"^line 2: the key 'a' stands twice, first in line 1$"):
        slow.load(b"a: 1\na: 2\n")
