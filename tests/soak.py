"""The browser tests again and again while every core is busy with something else; a test that fails once waits for luck.

``python -m tests.soak --runs 10``; words behind the options go to pytest in the place of tests/browser.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree as ET

BUSY = "while True: pass"


@contextmanager
def other_load() -> Iterator[None]:
    """Within, each core has one more process that never waits."""
    loops = [subprocess.Popen([sys.executable, "-c", BUSY]) for _ in range(os.cpu_count() or 1)]
    try:
        yield
    finally:
        for loop in loops:
            loop.kill()
            loop.wait()


def failed(report: Path) -> list[str]:
    """The names of the tests that failed in one run, from pytest's report."""
    return [
        f"{case.get('classname')}::{case.get('name')}"
        for case in ET.parse(report).iter("testcase")  # noqa: S314 - written by pytest
        if case.find("failure") is not None or case.find("error") is not None
    ]


def main() -> int:
    """The exit code: 1 when a test failed in any run."""
    told = argparse.ArgumentParser(description=__doc__)
    told.add_argument("--runs", type=int, default=10)
    told.add_argument("tests", nargs="*", default=["tests/browser"])
    given, options = told.parse_known_args()
    counted: Counter[str] = Counter()
    with TemporaryDirectory() as home, other_load():
        for run in range(1, given.runs + 1):
            report = Path(home) / f"{run}.xml"
            began = time.monotonic()
            command = [sys.executable, "-m", "pytest", "-n", "2", "--dist", "loadgroup", "-m", "not slow"]
            ended = subprocess.run([*command, f"--junitxml={report}", *options, *given.tests], check=False)
            if not report.exists():
                return ended.returncode
            bad = failed(report)
            counted.update(bad)
            print(f"run {run} of {given.runs}: {len(bad)} failed, {time.monotonic() - began:.0f} s", flush=True)
    for name, times in counted.most_common():
        print(f"failed {times} times in {given.runs}: {name}")
    return 1 if counted else 0


if __name__ == "__main__":
    sys.exit(main())
