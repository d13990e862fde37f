"""Reads content/, checks it, and gives typed objects.

Content is read once per process, when this module is first imported. A fault raises
``ContentError``, which names the file, the entry and what is wrong; the app does not start.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError

from logic.entries import (
    Advice,
    Article,
    Body,
    Caution,
    Claim,
    Entry,
    Example,
    General,
    Input,
    Milestone,
    Omission,
    Reference,
    Threshold,
)
from logic.evidence_entries import Chart, Finding, Study
from logic.fields import DOMAINS, Choice, Flag, Several, Whole
from logic.scenario import Scenario, ScenarioError, as_value

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


def _read(file: str) -> dict[str, Any]:
    try:
        text = (CONTENT / file).read_text(encoding="utf-8")
        data = yaml.load(text, Loader=_Loader)  # noqa: S506 - _Loader is a safe loader
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError) as error:
        raise ContentError(file, "the whole file", " ".join(str(error).split())) from error
    if not isinstance(data, dict) or not data:
        raise ContentError(file, "the whole file", "must be a mapping of entries, and is not")
    return data


def _entries(file: str, model: type[E], fill: Filler) -> dict[str, E]:
    return {str(name): _entry(file, str(name), model, fill(raw, file, str(name))) for name, raw in _read(file).items()}


def _entry(file: str, name: str, model: type[E], raw: Any) -> E:
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


def _as_written(raw: Any, file: str, entry: str) -> Any:
    return raw


def _fill(raw: Any, file: str, entry: str) -> Any:
    """Puts each threshold, with its unit, in the place of its name in braces."""

    def shown(found: re.Match[str]) -> str:
        name = found[1]
        if name == "value":  # stands for the patient's own number
            return found[0]
        if name not in THRESHOLDS:
            raise ContentError(file, entry, f"{found[0]}: no threshold has this name; see thresholds.yaml")
        return quantity(THRESHOLDS[name].value, THRESHOLDS[name].unit)

    if isinstance(raw, dict):
        return {key: _fill(value, file, entry) for key, value in raw.items()}
    if isinstance(raw, list):
        return [_fill(value, file, entry) for value in raw]
    return re.sub(r"\{([a-z_]+)\}", shown, raw) if isinstance(raw, str) else raw


THRESHOLDS = _entries("thresholds.yaml", Threshold, _as_written)
INPUTS = _entries("inputs.yaml", Input, _fill)
CLAIMS = _entries("claims.yaml", Claim, _fill)
OMISSIONS = _entries("omissions.yaml", Omission, _fill)
CAUTIONS = _entries("cautions.yaml", Caution, _fill)
REFERENCES = _entries("references.yaml", Reference, _fill)
ADVICE = _entries("recommendations.yaml", Advice, _fill)
BODIES = _entries("bodies.yaml", Body, _fill)
GENERAL = _entries("general.yaml", General, _fill)
MILESTONES = _entries("milestones.yaml", Milestone, _fill)
EXAMPLES = _entries("examples.yaml", Example, _fill)
STUDIES = _entries("studies.yaml", Study, _fill)
FINDINGS = _entries("comparison.yaml", Finding, _fill)
CHARTS = _entries("charts.yaml", Chart, _fill)
ARTICLE = _entry(
    "article.yaml", "the whole file", Article, _fill(_read("article.yaml"), "article.yaml", "the whole file")
)


def _check_ids(file: str, entries: Mapping[str, Any], key: str, known: Iterable[str], what: str) -> None:
    allowed = set(known)
    for name, entry in entries.items():
        for used in getattr(entry, key):
            if used not in allowed:
                raise ContentError(file, name, f"{key}: there is no {what} {used}")


def _check_sources(file: str, entries: Mapping[str, Any]) -> None:
    for name, entry in entries.items():
        if not entry.references and not getattr(entry, "claims", ()):
            raise ContentError(file, name, "references: a source is missing")


def _check_inputs() -> None:
    for missing in DOMAINS.keys() ^ INPUTS.keys():
        raise ContentError("inputs.yaml", missing, "must be there once for each field of a scenario")
    for name, entry in INPUTS.items():
        domain = DOMAINS[name]
        if isinstance(domain, Whole):
            if entry.unit is None or entry.says is None or entry.options:
                raise ContentError("inputs.yaml", name, "a number needs unit and says, and no options")
            continue
        values = ("true", "false") if isinstance(domain, Flag) else domain.values
        if tuple(entry.options) != values:
            raise ContentError("inputs.yaml", name, f"options: must be {', '.join(values)}, in this order")
        if isinstance(domain, Choice | Several):
            for value, option in entry.options.items():
                if as_value(option.label) != value:
                    fault = f"options.{value}.label: {option.label!r} must be the value in words"
                    raise ContentError("inputs.yaml", name, fault)


def _check_cautions() -> None:
    for name, caution in CAUTIONS.items():
        if caution.verified and not caution.references:
            raise ContentError("cautions.yaml", name, "references: a source is missing")
        for case in caution.when:
            for field, values in case.items():
                if field not in INPUTS or not set(values) <= set(INPUTS[field].options):
                    raise ContentError("cautions.yaml", name, f"when: {field} cannot be {', '.join(values)}")
    for name, advice in ADVICE.items():
        for used in advice.cautions:
            if not CAUTIONS[used].verified:
                raise ContentError("recommendations.yaml", name, f"cautions: {used} is not verified")


def _check_examples() -> None:
    for name, example in EXAMPLES.items():
        try:
            Scenario(**example.given)
        except ScenarioError as error:
            raise ContentError("examples.yaml", name, f"given: {error}") from error


def _check() -> None:
    both = (*CLAIMS, *OMISSIONS)
    files: dict[str, Mapping[str, Any]] = {
        "thresholds.yaml": THRESHOLDS,
        "inputs.yaml": INPUTS,
        "claims.yaml": CLAIMS,
        "omissions.yaml": OMISSIONS,
        "cautions.yaml": CAUTIONS,
        "recommendations.yaml": ADVICE,
        "bodies.yaml": BODIES,
        "article.yaml": {f"citations, {cited.number}": cited for cited in ARTICLE.citations},
    }
    for file, entries in files.items():
        _check_ids(file, entries, "references", REFERENCES, "reference")
        if file in ("thresholds.yaml", "inputs.yaml", "bodies.yaml"):
            _check_ids(file, entries, "claims", both, "claim")
        if file in ("claims.yaml", "omissions.yaml", "recommendations.yaml"):
            _check_ids(file, entries, "cautions", CAUTIONS, "caution")
        if file not in ("cautions.yaml", "recommendations.yaml"):
            _check_sources(file, entries)
    for name, study in STUDIES.items():
        if study.reference not in REFERENCES:
            raise ContentError("studies.yaml", name, f"reference: there is no reference {study.reference}")
    for name, finding in FINDINGS.items():
        if finding.study not in STUDIES:
            raise ContentError("comparison.yaml", name, f"study: there is no study {finding.study}")
    for name, chart in CHARTS.items():
        for used in (*chart.findings, *chart.labels, *chart.sides, *chart.methods):
            if used not in FINDINGS or not FINDINGS[used].verified:
                raise ContentError("charts.yaml", name, f"findings: there is no verified finding {used}")
    _check_ids("charts.yaml", CHARTS, "claims", both, "claim")
    for name, milestone in MILESTONES.items():
        if milestone.after not in THRESHOLDS:
            raise ContentError("milestones.yaml", name, f"after: there is no threshold {milestone.after}")
    _check_ids("milestones.yaml", MILESTONES, "claims", both, "claim")
    _check_ids("general.yaml", GENERAL, "claims", both, "claim")
    _check_inputs()
    _check_cautions()
    _check_examples()


_check()
