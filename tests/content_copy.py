"""A copy of the content that a test may spoil, and what the logic says of it at start."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


class Copy:
    """content/ in a directory of its own, beside the repository's logic/, which is not compiled again that way."""

    def __init__(self, home: Path) -> None:
        self.home = home
        shutil.copytree(ROOT / "content", home / "content")
        (home / "logic").symlink_to(ROOT / "logic")

    def edit(self, file: str, pattern: str, replacement: str) -> None:
        """Replaces the first match in one file; an edit that finds nothing is an error."""
        path = self.home / "content" / file
        text, count = re.subn(pattern, replacement, path.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE)
        if not count:
            raise LookupError(f"nothing in {file} matches {pattern}")
        path.write_text(text, encoding="utf-8")

    def run(self, code: str) -> subprocess.CompletedProcess[str]:
        """Runs some Python beside the copy."""
        return subprocess.run(
            [sys.executable, "-B", "-c", code],
            cwd=self.home,
            env={**os.environ, "PYTHONPATH": str(self.home), "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
