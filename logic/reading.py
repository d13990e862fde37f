"""Reads one content file: YAML into typed entries, with errors that name file, entry and fault."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError

from logic.entries import Entry, Threshold

CONTENT = Path(__file__).parent.parent / "content"

E = TypeVar("E", bound=Entry)
Filler = Callable[[Any, str, str], Any]


class ContentError(Exception):
    """Content that cannot be used: which file, which entry, and what is wrong with it."""

    def __init__(self, file: str, entry: str, fault: str) -> None:
        self.file, self.entry, self.fault = file, entry, fault
        super().__init__(f"content/{file}, {entry}: {fault}")


class _Loader(yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader):  # type: ignore[misc]
    """YAML as usual, but a key that stands twice is a fault and not a silent overwrite."""


def _mapping_without_duplicates(loader: Any, node: yaml.MappingNode) -> dict[Any, Any]:
    keys = [loader.construct_object(key, deep=True) for key, _ in node.value]
    for key in keys:
        if keys.count(key) > 1:
            line = node.start_mark.line + 1
            raise yaml.constructor.ConstructorError(
                None, None, f"the key {key!r} stands twice in the mapping from line {line}", None
            )
    return dict(zip(keys, (loader.construct_object(value, deep=True) for _, value in node.value), strict=True))


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping_without_duplicates)


def read(file: str) -> dict[str, Any]:
    """A file of content/ as plain data; it must be a mapping with no key twice."""
    try:
        text = (CONTENT / file).read_text(encoding="utf-8")
        data = yaml.load(text, Loader=_Loader)  # noqa: S506 - _Loader is a safe loader
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError) as error:
        raise ContentError(file, "the whole file", " ".join(str(error).split())) from error
    if not isinstance(data, dict) or not data:
        raise ContentError(file, "the whole file", "must be a mapping of entries, and is not")
    return data


def entries(file: str, model: type[E], fill: Filler) -> dict[str, E]:
    """All entries of a file by name, each filled and checked against its model."""
    return {str(name): entry(file, str(name), model, fill(raw, file, str(name))) for name, raw in read(file).items()}


def entry(file: str, name: str, model: type[E], raw: Any) -> E:
    """One entry of a file, checked against its model."""
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the entry"
        raise ContentError(file, name, f"{where}: {first['msg']} (it holds {first['input']!r:.60})") from error


def quantity(value: int, unit: str) -> str:
    """A number with its unit, as texts show it: ``12 weeks``, ``1 week``, ``7``."""
    if unit == "points":
        return str(value)
    return f"{value} {unit[:-1] if value == 1 and unit.endswith('s') else unit}"


def as_written(raw: Any, file: str, entry: str) -> Any:
    """Content as it stands in the file."""
    return raw


def filler(thresholds: dict[str, Threshold]) -> Filler:
    """Content with each threshold, and its unit, in the place of its name in braces."""

    def fill(raw: Any, file: str, entry: str) -> Any:
        def shown(found: re.Match[str]) -> str:
            name = found[1]
            if name == "value":  # stands for the patient's own number
                return found[0]
            if name not in thresholds:
                raise ContentError(file, entry, f"{found[0]}: no threshold has this name; see thresholds.yaml")
            return quantity(thresholds[name].value, thresholds[name].unit)

        if isinstance(raw, dict):
            return {key: fill(value, file, entry) for key, value in raw.items()}
        if isinstance(raw, list):
            return [fill(value, file, entry) for value in raw]
        return re.sub(r"\{([^{}]*)\}", shown, raw) if isinstance(raw, str) else raw

    return fill
