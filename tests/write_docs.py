"""Writes the documents that follow from the code: docs/RULES.md and docs/MODULES.md.

``python -m tests.write_docs`` writes both; a test holds that they are those of the code.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from logic.content.library import ADVICE, CLAIMS, INPUTS, OMISSIONS
from logic.pathway.names import STAGES
from logic.patient.fields import DOMAINS, Choice, Domain, Flag, Several
from logic.patient.scenario import Scenario
from logic.rules.outline import INDENT, outline, window_words
from logic.rules.table import LEADING, RULES, SECTIONS

ROOT = Path(__file__).parents[1]
NOTE = "This page is written by `python -m tests.write_docs`; do not edit it by hand."


def rules() -> str:
    """Each input, then each rule with its stage, its condition in words, its weeks and its claims."""
    lines = [
        "# The rules, in words",
        "",
        NOTE,
        "",
        "Texts of the recommendations stand in `content/recommendations.yaml`, limits in `content/thresholds.yaml`, "
        "the rules themselves in `logic/rules/table.py`.",
        "",
        "## Inputs",
        "",
        "What counts in and what counts out stands in `content/inputs.yaml`, and beside each input of the form.",
        "",
        "| field | label | values | default |",
        "|---|---|---|---|",
        *(
            f"| `{name}` | {INPUTS[name].label} | {_values(domain)} | {_default(name)} |"
            for name, domain in DOMAINS.items()
        ),
        "",
        "## Rules that can lead",
        "",
        "The first of these that holds is the answer.",
        "",
        *(line for name in LEADING for line in _rule(name)),
        "## Rules that accompany",
        "",
        *(line for name in RULES if name not in LEADING for line in _rule(name)),
    ]
    return "\n".join(lines).rstrip() + "\n"


def _values(domain: Domain) -> str:
    match domain:
        case Choice(values) | Several(values):
            return ", ".join(f"`{value}`" for value in values)
        case Flag():
            return "`true`, `false`"
    return str(domain)


def _default(name: str) -> str:
    value = getattr(Scenario(), name)
    return "none of them" if value == frozenset() else f"`{str(value).lower()}`"


def _rule(name: str) -> Iterator[str]:
    rule = RULES[name]
    section = next(head for head, of in SECTIONS.items() if rule in of)
    yield from (
        f"### {name}",
        "",
        f"{ADVICE[name].title}.",
        f"Stage: {STAGES[rule.stage].lower()}.",
        f"Section: {section}.",
    )
    if rule.window:
        yield f"Weeks: {window_words(rule.window)}."
    yield f"Claims: {', '.join(_claim(claim) for claim in rule.claims) or 'none'}."
    yield from ("", "Holds when:", "")
    for line in outline(rule.when):
        depth = (len(line) - len(line.lstrip())) // len(INDENT)
        yield f"{'  ' * depth}- {line.strip()}"
    yield ""


def _claim(name: str) -> str:
    return f"{name} ({CLAIMS[name].verdict})" if name in CLAIMS else f"{name} ({OMISSIONS[name].topic})"


def modules() -> str:
    """Each page and each module with the first sentence of its docstring."""
    lines = ["# Modules", "", NOTE, "", "Imports run one way, from pages to logic; content is data.", ""]
    for head, folder in (
        ("Pages", "pages"),
        ("Parts of pages", "pages/parts"),
        ("Logic", "logic"),
        *(
            (f"Logic: {path.name}", f"logic/{path.name}")
            for path in sorted((ROOT / "logic").iterdir())
            if _package(path)
        ),
    ):
        lines += [f"## {head}", "", "| module | holds |", "|---|---|"]
        lines += [f"| `{folder}/{path.name}`{_address(path)} | {_says(path)} |" for path in _python(folder)] + [""]
    return "\n".join(lines).rstrip() + "\n"


def _package(path: Path) -> bool:
    return (path / "__init__.py").exists()


def _python(folder: str) -> list[Path]:
    return [path for path in sorted((ROOT / folder).glob("*.py")) if path.read_text(encoding="utf-8").strip()]


def _address(path: Path) -> str:
    if path.parent.name != "pages" or path.stem.startswith("_"):
        return ""
    return " (`/`)" if path.stem == "explore" else f" (`/{path.stem}`)"


def _says(path: Path) -> str:
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return " ".join(docstring.split("\n\n")[0].split()).replace("|", "\\|")


DOCUMENTS = {"RULES.md": rules, "MODULES.md": modules}
"""The documents that are written, and what writes them."""

if __name__ == "__main__":
    for name, write in DOCUMENTS.items():
        (ROOT / "docs" / name).write_text(write(), encoding="utf-8")
