"""Imports of the logic with one module changed, without reading files or YAML twice."""

from __future__ import annotations

import ast
import importlib
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

ROOT = Path(__file__).parents[2]
LEFT_OUT = ("figures.", "export.")
"""Folders of logic/ whose faults show on a chart or in a file; their tests take too long to be run ten thousand times."""


class Loader(SourceFileLoader):
    """A module of the logic, from code that is kept; the mutant, from its own."""

    def __init__(self, name: str, path: str, finder: Finder) -> None:
        super().__init__(name, path)
        self.finder = finder

    def get_code(self, fullname: str) -> CodeType | None:
        kept = self.finder.code
        if fullname not in kept:
            path = ROOT / Path(*fullname.split("."))
            path = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
            kept[fullname] = compile(path.read_bytes(), str(path), "exec")
        return kept[fullname]

    def exec_module(self, module: ModuleType) -> None:
        super().exec_module(module)
        if module.__name__ == "logic.content.plain_yaml" and self.finder.keeps_yaml:
            self.finder.keep_yaml(module)


class Finder(MetaPathFinder):
    """Stands before the ordinary finders and takes everything below ``logic``."""

    def __init__(self) -> None:
        self.code: dict[str, CodeType] = {}
        self.yaml: dict[bytes, Any] = {}
        self.keeps_yaml = True

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname.partition(".")[0] != "logic":
            return None
        spec = PathFinder.find_spec(fullname, path)
        if spec is not None and spec.origin is not None:
            spec.loader = Loader(fullname, spec.origin, self)
        return spec

    def keep_yaml(self, plain_yaml: Any) -> None:
        """Reading the content takes longer than all else at import; the same bytes are the same data."""
        read = plain_yaml.load

        def load(data: bytes) -> Any:
            if data not in self.yaml:
                self.yaml[data] = read(data)
            return self.yaml[data]

        plain_yaml.load = load

    def mutate(self, module: str, text: str) -> CodeType:
        """From now on this module is its mutant, wherever it is imported anew; returns its code."""
        code = compile(text, str(file_of(module)), "exec")
        self.code[f"logic.{module}"] = code
        self.keeps_yaml = module not in ("content.plain_yaml", "content.reading")
        return code


def forget(*names: str) -> None:
    """The next import of these modules, and of all below the packages among them, is anew."""
    for name in [name for name in sys.modules if name in names or name.partition(".")[0] in names]:
        del sys.modules[name]
    importlib.invalidate_caches()


def dependents(module: str) -> tuple[str, ...]:
    """The modules that hold something of this one, at any remove, and itself; the others may stay as they are."""
    found = {f"logic.{module}"}
    while more := {name for name, used in uses().items() if used & found} - found:
        found |= more
    return tuple(found)


@cache
def uses() -> dict[str, set[str]]:
    """What each module of the logic imports from the logic."""
    return {_name(path): set(_imported(path)) for path in (ROOT / "logic").rglob("*.py")}


def _name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("logic"):
            yield node.module
            yield from (f"{node.module}.{one.name}" for one in node.names)


def modules() -> list[str]:
    """The modules that are tested, by their names within logic/: ``pathway.recommend``."""
    names = (_name(path).partition(".")[2] for path in (ROOT / "logic").rglob("*.py") if path.stem != "__init__")
    return sorted(name for name in names if not name.startswith(LEFT_OUT))


def file_of(module: str) -> Path:
    """The file of a module, by its name within logic/."""
    return ROOT / "logic" / Path(*module.split(".")).with_suffix(".py")


def module_of(file: str) -> str | None:
    """The name within logic/ of the module in a file; none for any other file."""
    path = Path(file)
    return _name(path).partition(".")[2] if path.is_relative_to(ROOT / "logic") else None


def import_all() -> None:
    for name in modules():
        importlib.import_module(f"logic.{name}")
