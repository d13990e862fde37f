"""What the code can do is in the documents, and what the documents name is in the code."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from logic.assurance import reviews
from logic.content import library
from logic.content.shapes.entry import Entry
from logic.patient.fields import DOMAINS
from logic.rules.table import RULES
from tests.browser import test_every_page as every_page
from tests.browser.visit import LAPTOP, PHONE, PROJECTOR
from tests.write_docs import DOCUMENTS

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAPERS = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "README.md", *sorted(DOCS.glob("*.md")))}
ALL = "\n".join(PAPERS.values())
CONTENT = ROOT / "content"
FILES = sorted(path.relative_to(CONTENT).as_posix() for path in CONTENT.rglob("*") if path.is_file())


@cache
def models() -> dict[str, type[Entry]]:
    """The model of each content file, as logic/content/library.py reads it."""
    found = {}
    for call in ast.walk(ast.parse((ROOT / "logic" / "content" / "library.py").read_text(encoding="utf-8"))):
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in ("entries", "entry"):
            names = [vars(library)[word.id] for word in call.args if isinstance(word, ast.Name)]
            (model,) = [one for one in names if isinstance(one, type) and issubclass(one, Entry)]
            found[call.args[0].value] = model
    return found


def make_targets() -> list[str]:
    """The targets that somebody would type."""
    (line,) = re.findall(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    return line.split()


def settings() -> set[str]:
    """Variables of the environment that the app reads, and those of the Makefile."""
    code = [ROOT / "app.py", *(ROOT / "logic").rglob("*.py"), *(ROOT / "pages").rglob("*.py")]
    read = r"(?:environ(?:\.get\(|\[)|getenv\()\s*[\"'](\w+)"
    found = {name for path in code for name in re.findall(read, path.read_text(encoding="utf-8"))}
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return found | set(re.findall(r"^(\w+) \?=", makefile, re.MULTILINE)) | set(re.findall(r"\$\$(\w+)", makefile))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_is_written_from_the_code_is_that_of_the_code(name):
    """After a change of rules, inputs or modules: python -m tests.write_docs."""
    assert PAPERS.get(name) == DOCUMENTS[name](), "run: .venv/bin/python -m tests.write_docs"


@pytest.mark.parametrize("field", DOMAINS)
def test_every_input_is_documented(field):
    """By the name that a link carries."""
    assert f"`{field}`" in ALL


@pytest.mark.parametrize("name", RULES)
def test_every_rule_is_documented(name):
    """Under a heading of its own."""
    assert f"\n### {name}\n" in PAPERS["RULES.md"]


@pytest.mark.parametrize("page", sorted(path.stem for path in (ROOT / "pages").glob("[a-z]*.py")))
def test_every_page_is_documented(page):
    """By its address."""
    assert f"`{'/' if page == 'explore' else f'/{page}'}`" in ALL


@pytest.mark.parametrize("target", make_targets())
def test_every_make_target_is_documented(target):
    """As one would type it."""
    assert f"`make {target}`" in PAPERS["MAINTAINING.md"]


@pytest.mark.parametrize("name", sorted(settings()))
def test_every_setting_is_documented(name):
    """Variables of the environment and of make."""
    assert f"`{name}`" in PAPERS["MAINTAINING.md"]


def test_settings_are_found():
    """Else the test before this one would pass on nothing."""
    assert {"PORT", "PYTHON", "WHAT"} <= settings()


@pytest.mark.parametrize("file", FILES)
def test_every_content_file_is_documented(file):
    """By its name, and each file of entries under a heading."""
    assert f"\n## {file}\n" in PAPERS["CONTENT.md"] if file.endswith(".yaml") else f"`{file}`" in PAPERS["CONTENT.md"]


@pytest.mark.parametrize("file", sorted(models()))
def test_every_key_of_a_content_file_is_documented(file):
    """The table of a file has exactly its keys, in their order, and says which of them are needed."""
    section = PAPERS["CONTENT.md"].split(f"\n## {file}\n")[1].split("\n## ")[0]
    rows = re.findall(r"^\| `(\w+)` \| (yes|no) \| (.+) \|$", section, re.MULTILINE)
    fields = models()[file].model_fields
    assert [row[:2] for row in rows] == [(key, "yes" if one.is_required() else "no") for key, one in fields.items()]


def test_the_model_of_every_content_file_is_known():
    """So that the test before this one looks at all of them."""
    assert {*models()} == {file for file in FILES if file.endswith(".yaml")}


@pytest.mark.parametrize(
    "module", sorted(str(path.relative_to(ROOT)) for path in (ROOT / "logic").rglob("*.py") if path.read_text().strip())
)
def test_every_module_is_documented(module):
    """By its path, with what its docstring says."""
    assert f"| `{module}` | " in PAPERS["MODULES.md"]


@pytest.mark.parametrize("name", sorted(PAPERS))
def test_links_between_documents_lead_somewhere(name):
    """A link to a file of the repository names one that is there."""
    home = ROOT if name == "README.md" else DOCS
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", PAPERS[name])
    assert [link for link in links if not (home / link).exists()] == []


def test_every_document_can_be_reached_from_the_readme():
    """The README stays short and names all of them."""
    assert [name for name in PAPERS if name != "README.md" and f"docs/{name}" not in PAPERS["README.md"]] == []


@pytest.mark.parametrize("name", sorted(PAPERS))
def test_tests_that_a_document_names_exist(name):
    """A statement about tests names tests that are there."""
    for path, function in re.findall(r"(tests/[\w/]+\.py)::(test_\w+)", PAPERS[name]):
        tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
        assert function in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, f"{path}::{function}"


def test_the_statement_on_accessibility_is_that_of_the_tests():
    """It names the rules of axe that are run and the sizes that are tried, and no other."""
    text = PAPERS["ACCESSIBILITY.md"]
    assert set(re.findall(r"`((?:wcag|best-)[\w-]+)`", text)) == set(every_page.TAGS)
    sizes = {f"{look.width} × {look.height}" for look in (PHONE, LAPTOP, PROJECTOR)}
    assert set(re.findall(r"\d{3,4} × \d{3,4}", text)) == sizes
    assert len(re.findall(r"tests/\S+::test_\w+", text)) > 10


def test_the_readme_tells_the_truth_about_reviews():
    """It says that nobody has reviewed the content exactly as long as the app does."""
    assert ("No clinician has reviewed" in PAPERS["README.md"]) == ("No clinician has reviewed" in reviews.statement())


@pytest.mark.parametrize("name", sorted(PAPERS))
def test_prose_has_one_sentence_a_line(name):
    """So that a change to a sentence is a clean difference; tables and code are left alone."""
    fenced = re.sub(r"```.*?```", "", PAPERS[name], flags=re.DOTALL)
    prose = [line for line in fenced.splitlines() if not line.startswith(("|", "#", "!", "**"))]
    assert [line for line in prose if re.search(r"[a-z)`]\. [A-Z]", line)] == []
