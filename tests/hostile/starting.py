"""A start of the logic on spoilt content, within this process, so that a hundred of them take seconds."""

from __future__ import annotations

import importlib
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from unittest import mock

from logic.content import plain_yaml, reading

ROOT = Path(__file__).parents[2]
_FREE_OF_CONTENT = re.compile(r"logic\.(\w*entries|reading|plain_yaml|fields|scenario|conditions)")
_read_yaml = cache(plain_yaml.load)


class Content:
    """A copy of content/ that a test may spoil."""

    def __init__(self, home: Path) -> None:
        self.home = home / "content"
        shutil.copytree(ROOT / "content", self.home)

    def put(self, file: str, data: bytes) -> None:
        """Puts other bytes into the place of a whole file."""
        (self.home / file).write_bytes(data)

    def edit(self, file: str, pattern: str, replacement: str) -> None:
        """Replaces the first match in one file; an edit that finds nothing is an error."""
        text = (self.home / file).read_text(encoding="utf-8")
        text, count = re.subn(pattern, replacement, text, count=1, flags=re.MULTILINE)
        if not count:
            raise LookupError(f"nothing in {file} matches {pattern}")
        (self.home / file).write_text(text, encoding="utf-8")

    def start(self) -> str:
        """What the start of the app would say to this content; empty where it starts.

        What the parser of YAML adds in its own words is left out, since each version has others.
        Every module that depends on content is imported anew, as in a new process. Files as they were are not parsed
        again.
        """
        with _another_logic(), mock.patch.multiple(reading, CONTENT=self.home, plain_yaml=_Kept):
            try:
                importlib.import_module("logic")
                importlib.import_module("logic.lookup.ask").prepare()
            except reading.ContentError as error:
                return re.sub(r"(is no YAML that can be read) \(.+\)", r"\1", str(error))
        return ""


class _Kept:
    """logic.content.plain_yaml, which remembers what it has read."""

    LARGEST = plain_yaml.LARGEST

    @staticmethod
    def load(data: bytes) -> Any:
        return _read_yaml(data)


@contextmanager
def _another_logic() -> Iterator[None]:
    """Within, ``logic`` and all that holds content can be imported once more; afterwards it is as it was."""
    ours = {name: module for name, module in sys.modules.items() if name == "logic" or name.startswith("logic.")}
    for name in ours:
        if not _FREE_OF_CONTENT.fullmatch(name):
            del sys.modules[name]
    try:
        yield
    finally:
        for name in [name for name in sys.modules if name == "logic" or name.startswith("logic.")]:
            del sys.modules[name]
        sys.modules.update(ours)
