"""The locks hold what the ranges allow, whole and without a word about the machine that made them."""

from __future__ import annotations

import re

import pytest

from tests.locks import LOCKS, ROOT, misfits, pins, ranges
from tests.vulnerabilities import sentences


def read(name):
    """The text of a file of the top folder."""
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(("wanted", "lock"), LOCKS.items())
def test_a_lock_keeps_its_ranges(wanted, lock):
    """``make lock`` has been run since a range changed."""
    assert not misfits(ranges(read(wanted)), pins(read(lock)))


def test_the_app_is_tested_with_what_it_runs_on():
    """What ``make run`` installs is part of what ``make test`` installs, version by version."""
    app, tests = ({pin._replace(marker="") for pin in pins(read(lock))} for lock in LOCKS.values())
    assert app <= tests


@pytest.mark.parametrize("lock", LOCKS.values())
def test_a_lock_names_no_machine(lock):
    """No address of an index and no path, so that it serves everywhere."""
    assert not re.search(r"[a-z]+://|--(index|extra-index|find-links|trusted)|(^|\s)[/~]", read(lock))


HASH = "--hash=sha256:" + "0" * 64


@pytest.mark.parametrize(
    ("locked", "said"),
    [
        (f"b==1.0 {HASH}", ["a is not in the lock."]),
        (f"a==2.0 {HASH}", ["a 2.0 is locked, <2,>=1 is allowed."]),
        ("a==1.5", ["a 1.5 has no hash."]),
        (
            f"a==0.9 ; python_version < '3.12' {HASH}\na==1.9 ; python_version >= '3.12' {HASH}",
            ["a 0.9 is locked, <2,>=1 is allowed."],
        ),
        (f"A==1.0 \\\n    {HASH}\n    # via b", []),
    ],
)
def test_what_does_not_fit_is_told(locked, said):
    """A pin that is missing, outside its range on any system, or without a hash."""
    assert misfits(ranges("-r other.txt\na>=1,<2  # why"), pins(locked)) == said


@pytest.mark.parametrize("line", ["a>=1", "a==1.*", "a==1,!=1.1", "a"])
def test_a_lock_holds_exact_versions_only(line):
    """Anything else would float."""
    with pytest.raises(ValueError, match="exact versions"):
        pins(line)


@pytest.mark.parametrize(
    ("report", "holes", "unknown"),
    [
        ([{"name": "a", "version": "1", "vulns": []}], [], []),
        ([{"name": "a", "skip_reason": "not found"}], [], ["a"]),
        (
            [{"name": "a", "version": "1", "vulns": [{"id": "X-1", "fix_versions": ["1.1", "2.0"]}]}],
            ["a 1: X-1, mended in 1.1, 2.0"],
            [],
        ),
        (
            [{"name": "a", "version": "1", "vulns": [{"id": "X-1", "fix_versions": []}]}],
            ["a 1: X-1, mended in no version yet"],
            [],
        ),
    ],
)
def test_a_known_hole_is_told_apart_from_a_package_that_nobody_looked_at(report, holes, unknown):
    """What the service does not know is never called free of holes."""
    assert sentences(report) == (holes, unknown)
