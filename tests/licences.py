"""What the app needs at run time, down to the last package, and under which licences it comes.

``python -m tests.licences`` writes docs/LICENCES.md from what is installed.
"""

from __future__ import annotations

import re
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import NamedTuple

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
DOCUMENT = ROOT / "docs" / "LICENCES.md"

ALLOWED = {
    "0BSD",
    "Apache-2.0",
    "BSD",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CC0-1.0",
    "CNRI-Python",
    "ISC",
    "MIT",
    "MIT-CMU",
    "MPL-2.0",
    "PSF-2.0",
    "Unlicense",
    "Zlib",
}
"""Licences that let anybody use the app and pass it on without opening what they add to it."""

EXCEPTIONS = {"frozendict": "LGPL-3.0-only"}
"""Packages under a licence that binds changes to the package itself; each is used as it is installed, and could be replaced."""

SPELLINGS = {
    "3-clause bsd license": "BSD-3-Clause",
    "apache license 2.0": "Apache-2.0",
    "apache 2.0": "Apache-2.0",
    "apache software license": "Apache-2.0",
    "bsd license": "BSD",
    "bsd": "BSD",
    "isc license (iscl)": "ISC",
    "mit license": "MIT",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
    "python software foundation license": "PSF-2.0",
    "the unlicense (unlicense)": "Unlicense",
}
"""Names of licences in the packages' own words, and what they are called here."""


class Package(NamedTuple):
    """One package that the app needs: ``needed_by`` is empty where requirements.txt names it."""

    name: str
    version: str
    licence: str
    needed_by: tuple[str, ...]


def direct() -> list[str]:
    """The packages of requirements.txt, in its order."""
    lines = (line.split("#")[0].strip() for line in (ROOT / "requirements.txt").read_text().splitlines())
    return [canonicalize_name(Requirement(line).name) for line in lines if line]


def licence(package: Distribution) -> str:
    """The licence as the package's metadata declare it: an expression, else its classifiers, else its licence field."""
    meta = package.metadata
    if expression := meta.get("License-Expression"):
        return expression
    classifiers = [line.split(" :: ")[-1] for line in meta.get_all("Classifier") or [] if line.startswith("License ::")]
    named = [name for name in classifiers if name != "OSI Approved"] or [(meta.get("License") or "").split("\n")[0]]
    return " OR ".join(SPELLINGS.get(name.casefold().strip(), name.strip()) for name in named)


def parts(expression: str) -> set[str]:
    """The single licences of an expression such as ``Apache-2.0 OR BSD-2-Clause``."""
    return set(re.split(r"\s+(?:AND|OR)\s+|[()]", expression)) - {""}


def runtime() -> list[Package]:
    """All packages that requirements.txt brings on this machine, by name."""
    needed: dict[str, set[str]] = {name: set() for name in direct()}
    waiting = list(needed)
    while waiting:
        name = waiting.pop()
        for line in distribution(name).requires or ():
            one = Requirement(line)
            if one.marker is not None and not one.marker.evaluate({"extra": ""}):
                continue
            below = canonicalize_name(one.name)
            if below not in needed:
                waiting.append(below)
            needed.setdefault(below, set()).add(name)
    found = {name: distribution(name) for name in sorted(needed)}
    named = set(direct())
    return [
        Package(name, one.version, licence(one), () if name in named else tuple(sorted(needed[name])))
        for name, one in found.items()
    ]


def document() -> str:
    """docs/LICENCES.md: what requirements.txt names, then what that brings along."""
    packages = runtime()
    lines = [
        "# Licences",
        "",
        "The code is under the [MIT licence](../LICENSE).",
        "The texts in `content/` are our own.",
        "The figures in them belong to the publications they come from, are quoted with their source and are not relicensed.",
        "",
        "This is what the app needs at run time, with the licence that each package declares.",
        "A test fails when one of them comes under a licence that is not on the list in `tests/licences.py`.",
        *(
            f"One exception is made by name: {name} ({licence}), used as it is installed and without a change of ours."
            for name, licence in EXCEPTIONS.items()
        ),
        "`make sbom` writes this page anew, and `sbom.cdx.json`, the same list for machines (CycloneDX).",
        "Versions are those that were installed when it was written; `requirements.txt` says which are allowed.",
        "",
        "## Named in requirements.txt",
        "",
        "| package | version | licence |",
        "|---|---|---|",
        *(f"| {one.name} | {one.version} | {one.licence} |" for one in packages if not one.needed_by),
        "",
        "## What these bring along",
        "",
        "| package | version | licence | needed by |",
        "|---|---|---|---|",
        *(
            f"| {one.name} | {one.version} | {one.licence} | {', '.join(one.needed_by)} |"
            for one in packages
            if one.needed_by
        ),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    DOCUMENT.write_text(document(), encoding="utf-8")
