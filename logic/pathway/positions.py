"""The same patient under each body: would it offer cement now, and which?

Each body is a list of rows, written in the language of the rules in content/evidence/bodies.yaml. The first row that
holds is the body's answer; the tests prove that every patient has one.
"""

from __future__ import annotations

from dataclasses import dataclass

from logic.content import library
from logic.content.description import sentence
from logic.content.reading import ContentError
from logic.content.shapes.position import Stance
from logic.pathway.reasons import reasons
from logic.patient.scenario import Scenario
from logic.rules.conditions import All, Condition, Not
from logic.rules.table import LANGUAGE


@dataclass(frozen=True, slots=True)
class Row:
    """One case of a body: when it applies, the lead of its sentence, the stance on each procedure, and its claims."""

    name: str
    when: Condition
    says: str
    vertebroplasty: Stance
    kyphoplasty: Stance
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Position:
    """What one body would say about cement for one patient, in one sentence with the facts that decided."""

    id: str
    vertebroplasty: Stance
    kyphoplasty: Stance
    why: str
    claims: tuple[str, ...]
    references: tuple[str, ...]

    @property
    def stance(self) -> dict[str, Stance]:
        """The stance on each procedure, by its name."""
        return {"vertebroplasty": self.vertebroplasty, "kyphoplasty": self.kyphoplasty}

    @property
    def offers(self) -> bool:
        """Whether the body recommends either procedure or gives it as an option."""
        return not {"recommends", "option"}.isdisjoint(self.stance.values())


def _rows(id: str) -> tuple[Row, ...]:
    file, body, rows = "evidence/bodies.yaml", library.BODIES[id], []
    for name, row in body.rows.items():
        if row.when is None and name != list(body.rows)[-1]:
            raise ContentError(file, id, f"rows.{name}.when: is missing; only the last row may hold of everybody")
        when = LANGUAGE.condition(file, id, row.when, f"rows.{name}.when") if row.when else All(())
        claims = row.claims or body.claims
        rows.append(Row(name, when, row.says, row.vertebroplasty, row.kyphoplasty, claims))
    return tuple(rows)


for _name, _row in library.GENERAL.items():  # so that a fault in one is told of its own file
    LANGUAGE.condition("general.yaml", _name, _row.when or "")

BODIES = {id: _rows(id) for id in library.BODIES}
"""The rows of each body."""


def positions(scenario: Scenario) -> list[Position]:
    """The position of each body on cement for this patient, in content order."""
    return [_position(name, scenario) for name in BODIES]


def exclusive(body: str) -> dict[str, Condition]:
    """When each row of a body is its answer: it holds and no row before it does."""
    earlier: list[Condition] = []
    answers: dict[str, Condition] = {}
    for row in BODIES[body]:
        answers[row.name] = All((*(Not(when) for when in earlier), row.when))
        earlier.append(row.when)
    return answers


def _position(name: str, scenario: Scenario) -> Position:
    row = next(row for row in BODIES[name] if row.when.holds(scenario))
    facts = reasons(tuple(dict.fromkeys(row.when.deciding(scenario, True))), scenario)
    why = sentence(f"{row.says}, since {'; '.join(facts)}" if facts else row.says)
    return Position(name, row.vertebroplasty, row.kyphoplasty, why, row.claims, library.BODIES[name].references)
