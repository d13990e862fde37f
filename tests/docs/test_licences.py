"""What the app brings along may be used and passed on, and the papers about it are those of what is installed."""

from __future__ import annotations

import json
import re
import tomllib
from datetime import date
from importlib.metadata import PackageNotFoundError

import pytest
import yaml

from tests import licences
from tests.licences import ALLOWED, DOCUMENT, EXCEPTIONS, ROOT, direct, parts, runtime
from tests.sbom import FILE, bill

CFF = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
CFF_KEYS = {
    *("abstract", "authors", "cff-version", "commit", "contact", "date-released", "doi", "identifiers", "keywords"),
    *("license", "license-url", "message", "preferred-citation", "references", "repository", "repository-artifact"),
    *("repository-code", "title", "type", "url", "version"),
}
"""The keys that version 1.2.0 of the format knows."""


@pytest.mark.parametrize("package", runtime(), ids=lambda one: one.name)
def test_every_package_comes_under_a_licence_that_is_allowed(package):
    """A new dependency brings its licence, and somebody has to look at it."""
    if package.name in EXCEPTIONS:
        assert package.licence == EXCEPTIONS[package.name]
    else:
        assert parts(package.licence)
        assert parts(package.licence) <= ALLOWED, f"{package.name}: {package.licence}"


def test_the_packages_are_all_that_the_app_needs_and_no_tools_of_the_tests():
    """From requirements.txt downwards: what these need is there, what only tests need is not."""
    names = {package.name for package in runtime()}
    assert set(direct()) < names
    assert {"numpy", "lxml"} <= names
    assert not {"pytest", "ruff", "playwright", "cyclonedx-bom"} & names


def test_a_package_that_is_missing_is_told(monkeypatch):
    """Rather than left out of the list."""
    monkeypatch.setattr(licences, "direct", lambda: ["no-such-package-at-all"])
    with pytest.raises(PackageNotFoundError, match="no-such-package-at-all"):
        runtime()


@pytest.mark.parametrize(
    ("expression", "single"),
    [
        ("MIT", {"MIT"}),
        ("Apache-2.0 OR BSD-2-Clause", {"Apache-2.0", "BSD-2-Clause"}),
        ("(A AND B) OR C", {"A", "B", "C"}),
    ],
)
def test_an_expression_is_read_licence_by_licence(expression, single):
    """So that no part of it escapes the list."""
    assert parts(expression) == single


@pytest.mark.parametrize("name", direct())
def test_what_requirements_name_is_in_both_lists(name):
    """``make sbom`` has been run since requirements.txt changed."""
    assert f"\n| {name} |" in DOCUMENT.read_text(encoding="utf-8")
    kept = json.loads(FILE.read_text(encoding="utf-8"))
    assert name in {one["name"].casefold().replace("_", "-") for one in kept["components"]}


def test_the_bill_of_materials_names_no_machine():
    """No path, host, time or serial number is in it, so that a difference is a difference of packages."""
    made = bill()
    text = json.dumps(made)
    assert str(ROOT) not in text
    assert not re.search(r"file:|/(home|root|tmp|opt)/|pypi\.org|timestamp|serialNumber", text)
    refs = {one["bom-ref"] for one in made["components"]}
    assert all(refs.issuperset(edge["dependsOn"]) for edge in made["dependencies"])
    assert len(refs) == len(runtime())


def test_the_citation_follows_its_format_and_the_version():
    """Required keys of the Citation File Format 1.2.0, known keys only, version and licence those of the project."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert CFF["cff-version"] == "1.2.0"
    assert {"message", "title", "authors"} <= CFF.keys() <= CFF_KEYS
    assert CFF["version"] == project["version"]
    assert isinstance(CFF["date-released"], date)
    assert CFF["license"] == "MIT"
    assert "MIT License" in (ROOT / "LICENSE").read_text(encoding="utf-8")
