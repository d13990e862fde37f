"""YAML as plain data: mappings, lists, texts, numbers and days; what is more than that, or too much, is refused.

The limits keep a file from taking the process down: the parser of YAML calls itself for each level, and what stands
under an anchor can be repeated a billionfold by its aliases.
"""

from __future__ import annotations

import math
from contextlib import suppress
from typing import Any

import yaml

LARGEST = 500_000
"""Bytes of a file; the largest of content/ has a fifth of that."""

DEEPEST = 30
"""Levels of mappings and lists in each other."""

LARGEST_NUMBER = 10**15

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Base):  # type: ignore[misc]
    """Builds plain values only; a key that stands twice is a fault and not a silent overwrite."""


def load(data: bytes) -> Any:
    """The one document of a file; raises ``yaml.YAMLError`` or ``UnicodeDecodeError``, which say what is wrong."""
    if len(data) > LARGEST:
        raise yaml.YAMLError(f"has more than {LARGEST} bytes, which is the most that is read")
    text = data.decode("utf-8")
    _look_through(text)
    return yaml.load(text, Loader=_Loader)  # noqa: S506 - _Loader is a safe loader


def _look_through(text: str) -> None:
    """Refuses what is not plain or too much, in our words, before the parser's own limits can come into it."""
    try:
        _look_at_events(text)
    except yaml.MarkedYAMLError as error:
        if error.problem_mark is not None:  # the scanner runs ahead of the events, and may give up first
            with suppress(yaml.MarkedYAMLError):
                _look_at_events(text[: error.problem_mark.index])
        raise


def _look_at_events(text: str) -> None:
    """Reads the events one by one, without building anything, and stops at the first that is not plain."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        if depth > DEEPEST:
            _refuse(event, f"nested more than {DEEPEST} levels deep")
        if isinstance(event, yaml.NodeEvent) and event.anchor is not None:
            _refuse(event, "anchors (&) and aliases (*) are not read; write it out, or put quotes around a text")
        if getattr(event, "tag", None) is not None:
            _refuse(event, "tags (!) are not read; leave it out, or put quotes around a text")


def _refuse(event: Any, fault: str) -> None:
    raise yaml.YAMLError(f"line {event.start_mark.line + 1}: {fault}")


def _mapping(loader: Any, node: yaml.MappingNode) -> dict[str, Any]:
    keys: dict[Any, int] = {}
    for key_node, _ in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            raise yaml.YAMLError(f"line {line}: a key must be a text, and not a list or a mapping")
        if key_node.tag == "tag:yaml.org,2002:merge":
            raise yaml.YAMLError(f"line {line}: merge keys (<<) are not read; write the keys out")
        key = loader.construct_object(key_node)
        if key in keys:
            raise yaml.YAMLError(f"line {line}: the key {key!r} stands twice, first in line {keys[key]}")
        keys[key] = line
    values = (loader.construct_object(value, deep=True) for _, value in node.value)
    return dict(zip(keys, values, strict=True))


def _number(loader: Any, node: yaml.ScalarNode) -> int | float:
    is_whole = node.tag.endswith(":int")
    try:
        number: int | float = loader.construct_yaml_int(node) if is_whole else loader.construct_yaml_float(node)
    except ValueError:  # such as 4,301 digits, or an underscore alone
        number = math.nan
    if not -LARGEST_NUMBER <= number <= LARGEST_NUMBER:
        fault = f"{node.value[:20]!r} is no number up to {LARGEST_NUMBER}; put quotes around a text"
        raise yaml.YAMLError(f"line {node.start_mark.line + 1}: {fault}")
    return number


def _day(loader: Any, node: yaml.ScalarNode) -> Any:
    try:
        return loader.construct_yaml_timestamp(node)
    except (ValueError, OverflowError) as error:
        raise yaml.YAMLError(f"line {node.start_mark.line + 1}: {node.value!r} is no day that there is") from error


_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)
_Loader.add_constructor("tag:yaml.org,2002:int", _number)
_Loader.add_constructor("tag:yaml.org,2002:float", _number)
_Loader.add_constructor("tag:yaml.org,2002:timestamp", _day)
