"""Holds content/ to its change log: whoever edits content says what changed, under a new version.

content/fingerprint.txt holds the newest version of the log and the fingerprint of the content at that time. A test
compares. ``make version WHAT="One sentence."`` adds an entry to the log in content/article/article.yaml and records the
fingerprint; without WHAT it records that of an entry written by hand, or one of today that is still being worked on.
"""

from __future__ import annotations

import json
import re
import sys
import textwrap
from datetime import UTC, date, datetime
from hashlib import sha256

from logic.content.reading import CONTENT, read

RECORD = CONTENT / "fingerprint.txt"
NOT_COUNTED = ("assurance/reviews.yaml",)
"""A review is no change of the content; it names the version that was read."""


class NothingLogged(Exception):
    """Content has changed and the change log says nothing about it."""


def fingerprint() -> str:
    """Sixteen hexadecimal digits over the data of all content files; comments and line breaks do not count."""
    files = sorted({path.relative_to(CONTENT).as_posix() for path in CONTENT.rglob("*.yaml")} - {*NOT_COUNTED})
    data = {file: read(file) for file in files}
    return sha256(json.dumps(data, ensure_ascii=True, default=str).encode()).hexdigest()[:16]


def recorded() -> tuple[str, str]:
    """The version and the fingerprint that were recorded last."""
    version, digits = RECORD.read_text(encoding="utf-8").split()
    return version, digits


def newest() -> tuple[str, str]:
    """Version and day of the newest entry of the change log, as the file now has it."""
    entry = read("article/article.yaml")["changes"][0]
    return str(entry["version"]), str(entry["day"])


def fault() -> str | None:
    """What to do where content and log do not agree; None where they do."""
    if recorded() == (newest()[0], fingerprint()):
        return None
    return (
        f"content/ is not that of version {recorded()[0]}, which was recorded last. Say what changed:\n"
        '    make version WHAT="One sentence about the change."'
    )


def record(today: date, what: str = "") -> str:
    """Records the content as it stands, under a new entry of the log where ``what`` is given; returns the version.

    Raises ``NothingLogged`` where content has changed since an earlier day and no new entry says how.
    """
    if what:
        _add_entry(today, what)
    version, day = newest()
    if recorded()[0] == version and recorded()[1] != fingerprint() and day != today.isoformat():
        raise NothingLogged(fault())
    RECORD.write_text(f"{version} {fingerprint()}\n", encoding="utf-8")
    return version


def _add_entry(today: date, what: str) -> None:
    major, minor = newest()[0].split(".")
    sentence = textwrap.fill(" ".join(what.split()), 110, initial_indent=" " * 6, subsequent_indent=" " * 6)
    entry = f'  - day: {today.isoformat()}\n    version: "{major}.{int(minor) + 1}"\n    what: >-\n{sentence}\n'
    path = CONTENT / "article/article.yaml"
    text, count = re.subn(
        r"^changes:\n", lambda head: head[0] + entry, path.read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    if count != 1:
        raise ValueError("content/article/article.yaml must have one line that reads changes:")
    path.write_text(text, encoding="utf-8")


def main(arguments: list[str]) -> None:
    """Prints the fingerprint, or records it: ``--record`` and, if there is one, the sentence of a new entry."""
    if not arguments:
        print(fingerprint())
    elif arguments[0] == "--record":
        try:
            version = record(datetime.now(UTC).date(), " ".join(arguments[1:]).strip())
        except NothingLogged as error:
            raise SystemExit(str(error)) from None
        print(f"Recorded as version {version}.")
    else:
        raise SystemExit('Allowed: nothing, or --record "One sentence about the change."')


if __name__ == "__main__":
    main(sys.argv[1:])
