"""The rule table as a GoRules decision model (JDM), decided by zen-engine.

Each rule is a row of a decision table and each field a column, so that the model can be opened and
read in the JDM editor. Cells cannot group with parentheses; an "or" stands in a last column.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

import zen

from logic.patient.fields import DOMAINS
from logic.rules import terms
from logic.rules.conditions import All, AtLeast, AtMost, Branch, Condition, Has, Is, Leaf, Not, Some
from logic.rules.table import LEADING
from logic.rules.terms import Rule
from tests.crosscheck.decisions import Decision, Patient

TOGETHER = "together"
"""The column of expressions that name their fields."""


class Zen:
    """zen-engine with this table."""

    package = "zen-engine"

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._engine = zen.ZenEngine({"loader": {"type": "static", "content": {"table": document(rules)}}})

    def decide(self, patients: Sequence[Patient]) -> list[Decision]:
        """In one batch: a call for each patient takes three times as long."""
        answers = self._engine.evaluate_batch([{"key": "table", "context": dict(patient)} for patient in patients])
        return [_decision(answer) for answer in answers]


def document(rules: Sequence[Rule]) -> dict[str, Any]:
    """The decision model: a table of all that holds, one of what leads, and the open red flags."""
    leading = [rule for rule in rules if rule.id in LEADING]
    middle = [
        _node("ids", "decisionTableNode", _table(rules, "collect", "ids")),
        _node("primary", "decisionTableNode", _table(leading, "first", "primary")),
        _node("provisional", "expressionNode", _expression("provisional", text(terms.unknown_flag))),
    ]
    edges = [("patient", node["id"]) for node in middle] + [(node["id"], "decision") for node in middle]
    return {
        "contentType": "application/vnd.gorules.decision",
        "nodes": [_node("patient", "inputNode", {}), *middle, _node("decision", "outputNode", {})],
        "edges": [{"id": f"{a}-{b}", "type": "edge", "sourceId": a, "targetId": b} for a, b in edges],
    }


def text(condition: Condition, wanted: bool = True, subject: str | None = None) -> str:
    """The condition, or its opposite, in ZEN's language; ``subject`` stands for the field in a cell."""
    match condition:
        case Is(field, value):
            return f"{subject or field} {'==' if wanted else '!='} {json.dumps(value)}"
        case AtLeast(field, limit):
            return f"{subject or field} {'>=' if wanted else '<'} {limit.value}"
        case AtMost(field, limit):
            return f"{subject or field} {'<=' if wanted else '>'} {limit.value}"
        case Has(field, value):
            return f"{json.dumps(value)} {'in' if wanted else 'not in'} {subject or field}"
        case Not(part):
            return text(part, not wanted, subject)
        case All(parts) | Some(parts):
            joint = " and " if isinstance(condition, All) == wanted else " or "
            return "(" + joint.join(text(part, wanted, subject) for part in parts) + ")"
    raise TypeError(f"{type(condition).__name__} has no translation")


def _demands(condition: Condition, wanted: bool = True) -> Iterator[tuple[Condition, bool]]:
    """What must all be so for the condition to come out as wanted."""
    match condition:
        case Not(part):
            yield from _demands(part, not wanted)
        case Branch(parts) if isinstance(condition, All) == wanted:
            for part in parts:
                yield from _demands(part, wanted)
        case _:
            yield condition, wanted


def _row(rule: Rule) -> dict[str, str]:
    """The cells of a rule by column."""
    cells: dict[str, list[str]] = {}
    for condition, wanted in dict.fromkeys(_demands(rule.when)):
        if isinstance(condition, Leaf):
            cells.setdefault(condition.field, []).append(text(condition, wanted, "$"))
        else:
            cells.setdefault(TOGETHER, []).append(text(condition, wanted))
    return {column: readable(" and ".join(parts), column) for column, parts in cells.items()}


def readable(cell: str, column: str) -> str:
    """The cell, if ZEN can read it: in a table it would otherwise take it for false without a word."""
    compiled = zen.compile_expression if column == TOGETHER else zen.compile_unary_expression
    try:
        compiled(cell)
    except RuntimeError as error:
        raise ValueError(f"{column}: zen-engine cannot read {cell!r}: {str(error).splitlines()[0]}") from error
    return cell


def _table(rules: Sequence[Rule], policy: str, path: str) -> dict[str, Any]:
    rows = {rule.id: _row(rule) for rule in rules}
    columns = [name for name in DOMAINS if any(name in row for row in rows.values())]
    inputs = [{"id": name, "name": name, "field": name} for name in columns]
    return {
        "hitPolicy": policy,
        "passThrough": False,
        "outputPath": path,
        "inputs": [*inputs, {"id": TOGETHER, "name": TOGETHER}],
        "outputs": [{"id": "rule", "name": "rule", "field": "rule"}],
        "rules": [
            {"_id": name, **{column: row.get(column, "") for column in [*columns, TOGETHER]}, "rule": json.dumps(name)}
            for name, row in rows.items()
        ],
    }


def _expression(key: str, value: str) -> dict[str, Any]:
    return {"passThrough": False, "expressions": [{"id": key, "key": key, "value": value}]}


def _node(name: str, kind: str, content: dict[str, Any]) -> dict[str, Any]:
    places = {"patient": (0, 200), "ids": (300, 0), "primary": (300, 200), "provisional": (300, 400)}
    x, y = places.get(name, (600, 200))
    return {"id": name, "name": name, "type": kind, "position": {"x": x, "y": y}, "content": content}


def _decision(answer: dict[str, Any]) -> Decision:
    if not answer["success"]:
        raise RuntimeError(f"zen-engine: {answer['error']}")
    result = answer["data"]["result"]
    primary = result.get("primary")  # absent where no leading rule holds
    return Decision(
        tuple(row["rule"] for row in result["ids"]), primary["rule"] if primary else None, result["provisional"]
    )
