"""Reads one content file: YAML into typed entries, with errors that name file, entry and fault."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from logic.content import plain_yaml
from logic.content.shapes.entry import Entry, Threshold

CONTENT = Path(__file__).parents[2] / "content"

_WANTED = {
    "missing": "must be there",
    "extra_forbidden": "no key has this name here",
    "string_type": "must be a text",
    "string_too_short": "must be a text that says something",
    "string_pattern_mismatch": "must match {pattern}",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "float_type": "must be a number",
    "float_parsing": "must be a number",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "tuple_type": "must be a list",
    "list_type": "must be a list",
    "dict_type": "must be a mapping",
    "model_type": "must be a mapping",
    "literal_error": "must be {expected}",
    "greater_than": "must be more than {gt:g}",
    "greater_than_equal": "must be at least {ge:g}",
    "less_than": "must be less than {lt:g}",
    "less_than_equal": "must be at most {le:g}",
    "too_short": "must have at least {min_length} items, and has {actual_length}",
    "too_long": "must have at most {max_length} items, and has {actual_length}",
    "value_error": "{error}",
}
"""What each kind of fault that pydantic finds is called; the names of the kinds are its interface, its own words are not."""

E = TypeVar("E", bound=Entry)
Filler = Callable[[Any, str, str], Any]


class ContentError(Exception):
    """Content that cannot be used: which file, which entry, and what is wrong with it."""

    def __init__(self, file: str, entry: str, fault: str) -> None:
        self.file, self.entry, self.fault = file, _short(entry, 80), _short(fault, 400)
        super().__init__(f"content/{file}, {self.entry}: {self.fault}")


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 3] + "..."


def read(file: str, *, may_be_empty: bool = False) -> dict[str, Any]:
    """A file of content/ as plain data; it must be a mapping with no key twice."""
    try:
        with (CONTENT / file).open("rb") as opened:
            data = plain_yaml.load(opened.read(plain_yaml.LARGEST + 1))
    except OSError as error:
        raise ContentError(file, "the whole file", str(error.strerror)) from error
    except UnicodeDecodeError as error:
        fault = f"must be UTF-8 text, and is not at byte {error.start} ({error.reason}); save it as UTF-8"
        raise ContentError(file, "the whole file", fault) from error
    except yaml.YAMLError as error:
        raise ContentError(file, "the whole file", _told(error)) from error
    if may_be_empty and data is None:
        return {}
    if not isinstance(data, dict) or not data:
        raise ContentError(file, "the whole file", "must be a mapping of entries, and is not")
    return data


def _told(error: yaml.YAMLError) -> str:
    """What is wrong with the YAML, in one line; the words of the parser, which change with it, stand in brackets."""
    if type(error) is yaml.YAMLError:  # raised by plain_yaml, in words of ours
        return str(error)
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return f"is no YAML that can be read ({' '.join(str(error).split())})"
    return f"line {mark.line + 1}: is no YAML that can be read ({error.problem})"  # type: ignore[attr-defined]


def entries(file: str, model: type[E], fill: Filler, *, may_be_empty: bool = False) -> dict[str, E]:
    """All entries of a file by name, each filled and checked against its model."""
    data = read(file, may_be_empty=may_be_empty)
    for name in data:
        if not isinstance(name, str):
            raise ContentError(file, str(name), "the name of an entry must be a text; put quotes around it")
    return {name: entry(file, name, model, fill(raw, file, name)) for name, raw in data.items()}


def entry(file: str, name: str, model: type[E], raw: Any) -> E:
    """One entry of a file, checked against its model."""
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the entry"
        raise ContentError(file, name, f"{where}: {_wanted(first)} (it holds {first['input']!r:.60})") from error


def _wanted(fault: ErrorDetails) -> str:
    """What is allowed where an entry has a fault."""
    words = _WANTED.get(fault["type"])
    return fault["msg"] if words is None else words.format_map(fault.get("ctx", {}))


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
