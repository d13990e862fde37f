"""One direction of imports: pages → logic → nothing of ours; no Streamlit below the pages."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "logic").rglob("*.py"))
OURS = {"app", "pages", "tests"}


def imported(path: Path) -> set[str]:
    """The top-level packages that a module imports, wherever in it the import stands."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add("logic" if node.level else str(node.module).partition(".")[0])
    return names


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_module_imports_neither_streamlit_nor_anything_above_it(path):
    """The pathway can be used and tested without the app."""
    assert imported(path) & ({"streamlit"} | OURS) == set()


def test_there_are_modules_to_look_at():
    """An empty list would pass every test above."""
    assert {"recommend.py", "table.py", "scenario.py"} <= {path.name for path in MODULES}


def test_importing_logic_loads_no_streamlit_and_no_page():
    """Not by way of a third package either."""
    probe = "import sys, logic; print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    loaded = subprocess.run(
        [sys.executable, "-c", probe], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    assert "logic" in loaded
    assert {"streamlit", "pages", "app"} & set(loaded) == set()


def test_the_public_names_can_be_imported_from_logic():
    """Tests outside the repository import these."""
    import logic

    wanted = {"Scenario", "ScenarioError", "recommend", "timeline", "what_would_change"}
    assert wanted <= set(logic.__all__)
    assert all(hasattr(logic, name) for name in logic.__all__)
