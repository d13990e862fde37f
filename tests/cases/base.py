"""The clinical cases of tests/cases/ and the rule table beside them, read from YAML."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from logic import Scenario

CASES = Path(__file__).parent
RULE_TABLE = CASES / "rule_table.yaml"


@dataclass(frozen=True)
class Row:
    """One row of the rule table of the specification."""

    id: str
    stage: str
    claims: tuple[str, ...]
    can_lead: bool


@dataclass(frozen=True)
class Case:
    """A patient, what is expected of the answer, and why."""

    file: str
    name: str
    given: dict[str, Any]
    primary: str | None
    includes: tuple[str, ...]
    excludes: tuple[str, ...]
    why: str
    claims: tuple[str, ...]
    provisional: bool | None = None
    stage: dict[str, str] = field(default_factory=dict)
    cautions: dict[str, list[str]] = field(default_factory=dict)
    differs_from: tuple[str, ...] = ()

    @property
    def scenario(self) -> Scenario:
        return Scenario(**self.given)

    @property
    def held(self) -> set[str]:
        """Every recommendation that the case expects, the leading one among them."""
        return {*self.includes, *([self.primary] if self.primary else [])}


@cache
def rule_table() -> tuple[Row, ...]:
    """The rows of the rule table, in order of urgency."""
    rows = yaml.safe_load(RULE_TABLE.read_text(encoding="utf-8"))
    return tuple(Row(row["id"], row["stage"], tuple(row["claims"]), row["can_lead"]) for row in rows)


@cache
def cases() -> tuple[Case, ...]:
    """Every case of every file; a key that is missing or unknown is an error."""
    return tuple(
        _case(path.name, raw)
        for path in sorted(CASES.glob("*.yaml"))
        if path != RULE_TABLE
        for raw in yaml.safe_load(path.read_text(encoding="utf-8"))
    )


def case_named(name: str) -> Case:
    return next(case for case in cases() if case.name == name)


def fields_that_differ(one: Scenario, other: Scenario) -> list[str]:
    return [item.name for item in fields(Scenario) if getattr(one, item.name) != getattr(other, item.name)]


def _case(file: str, raw: dict[str, Any]) -> Case:
    missing = {"name", "given", "expect", "why", "claims"} - raw.keys() | {"includes", "excludes"} - raw.get(
        "expect", {}
    ).keys()
    assert not missing, f"tests/cases/{file}, {raw.get('name', 'a case')}: {', '.join(sorted(missing))} is missing"
    expect = raw.pop("expect")
    bases = raw.pop("differs_from", [])
    lists = {key: tuple(expect.pop(key)) for key in ("includes", "excludes")}
    return Case(
        file=file,
        claims=tuple(raw.pop("claims")),
        differs_from=(bases,) if isinstance(bases, str) else tuple(bases),
        **lists,
        **expect,
        **raw,
    )
