"""What the README says about a rule of one's own, done as it says, in a copy: without Python, it is on the page."""

from __future__ import annotations

import re
import shutil

import pytest
import yaml

from tests.content_copy import ROOT, Copy

README = (ROOT / "README.md").read_text(encoding="utf-8")
PART = README.split("### A rule of your own\n")[1].split("\n### ")[0]
ENTRY, LINE, CASE = re.findall(r"```yaml\n(.*?)```", PART, re.DOTALL)
(ID,) = yaml.safe_load(ENTRY)
(STEP,) = yaml.safe_load(CASE)
FILE, ORDER = re.findall(r"`(content/rules/\S+\.yaml)`", PART)[:2]

PAGE = """
from streamlit.testing.v1 import AppTest
app = AppTest.from_file("pages/_shell.py", default_timeout=60)
app.query_params["pain_score"] = "5"
app.run()
assert not app.exception, app.exception
print(*(one.label for one in app.main.get("expander")), sep="\\n")
"""


@pytest.fixture
def copy(tmp_path):
    """The project with the entry, its line of the order and its case."""
    made = Copy(tmp_path)
    for folder in ("pages", "tests", ".streamlit"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    chapter, order = tmp_path / FILE, tmp_path / ORDER
    chapter.write_text(chapter.read_text(encoding="utf-8") + "\n" + ENTRY, encoding="utf-8")
    order.write_text(order.read_text(encoding="utf-8") + LINE, encoding="utf-8")
    (tmp_path / "tests" / "cases" / "own.yaml").write_text(CASE, encoding="utf-8")
    return made


def test_the_rule_holds_for_the_patient_of_its_case(copy):
    """By recommend() and by the tests of cases, which ask no more than the README has."""
    code = f"from logic import *; print(*recommend(Scenario(**{STEP['given']!r})).ids)"
    assert ID in copy.run(code).stdout.split()
    tried = copy.run(
        f"import pytest; raise SystemExit(pytest.main(['tests/cases', '-k', {ID!r}, '-p', 'no:cacheprovider']))"
    )
    assert tried.returncode == 0, tried.stdout


def test_the_rule_is_on_the_page(copy):
    """Under its title, for the link that the README gives."""
    shown = copy.run(PAGE)
    assert yaml.safe_load(ENTRY)[ID]["title"] in shown.stdout, shown.stderr


def test_a_slip_in_its_condition_has_the_message_that_the_readme_shows(copy):
    """Word for word."""
    (message,) = re.findall(r"```\n(content/.*)\n```", PART)
    copy.edit(
        FILE.removeprefix("content/"),
        r"^(laxative:\n(?:  .*\n)*?  when: not trauma and )moderate_pain",
        r"\1moderat_pain",
    )
    assert message in copy.run("import logic").stderr
