"""What the locks pin, and where that does not fit the ranges of the requirement files."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
LOCKS = {"requirements.txt": "requirements.lock", "requirements-dev.txt": "requirements-dev.lock"}
"""Each file of ranges and the lock that is made from it."""


class Pin(NamedTuple):
    """One line of a lock: ``marker`` says on which systems it counts, ``hashes`` which files may be installed."""

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]


def ranges(text: str) -> list[Requirement]:
    """The requirements of a file of ranges, without those that it takes from another file."""
    lines = (line.split("#")[0].strip() for line in text.splitlines())
    return [Requirement(line) for line in lines if line and not line.startswith("-r")]


def pins(text: str) -> list[Pin]:
    """The lines of a lock; ValueError where one is not an exact version."""
    found = []
    for line in text.replace("\\\n", " ").splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        hashes = re.findall(r"--hash=(sha256:[0-9a-f]{64})", line)
        named = Requirement(line.split(" --hash=")[0].strip())
        exact = re.fullmatch(r"==([^,*]+)", str(named.specifier))
        if exact is None:
            raise ValueError(f"{named}: a lock holds exact versions, such as {named.name}==1.0")
        found.append(Pin(canonicalize_name(named.name), exact[1], str(named.marker or ""), tuple(hashes)))
    return found


def misfits(wanted: list[Requirement], locked: list[Pin]) -> list[str]:
    """One sentence for each range that the lock does not keep, and for each pin without a hash."""
    found = [f"{pin.name} {pin.version} has no hash." for pin in locked if not pin.hashes]
    for one in wanted:
        versions = [pin.version for pin in locked if pin.name == canonicalize_name(one.name)]
        if not versions:
            found.append(f"{one.name} is not in the lock.")
        found += [
            f"{one.name} {version} is locked, {one.specifier} is allowed."
            for version in versions
            if not one.specifier.contains(version, prereleases=True)
        ]
    return found
