"""The same patient under each body: would it offer cement now, and which?

Each body is a list of rows, written in the algebra of the rules. The first row that holds is the
body's answer, so every patient has exactly one; the last row of each body always holds. What the
bodies say, with their sources, stands in content/evidence/bodies.yaml.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from logic.content import library
from logic.content.description import sentence
from logic.pathway.reasons import reasons
from logic.patient.scenario import Scenario
from logic.rules import terms as t
from logic.rules.conditions import All, AtMost, Condition, Is, Not, Some
from logic.rules.terms import limit_on

Stance: TypeAlias = Literal["recommends", "option", "against", "insufficient", "not_addressed"]
"""``against``: advises against it, or would not offer it now. ``insufficient``: the body finds too
little evidence, or the scenario lacks a fact that the body asks for. ``not_addressed``: this patient
or procedure is outside what the body covers."""


@dataclass(frozen=True, slots=True)
class Row:
    """One case of a body: when it applies, and the stance on each procedure."""

    name: str
    when: Condition
    vertebroplasty: Stance
    kyphoplasty: Stance


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


always = All(())

painful = t.osteoporotic & t.any_pain
intact = Is("neurological_deficit", "no")
unexamined = Is("neurological_deficit", "unknown")
oedema_unknown = Is("mri_oedema", "unknown")
oedema_absent = Is("mri_oedema", "absent")
recent = AtMost("weeks_since_fracture", limit_on("weeks_since_fracture", "recent_fracture"))
within_two_months = AtMost("weeks_since_fracture", limit_on("weeks_since_fracture", "two_month_pain"))


GENERAL = (
    Row("red_flag", t.red_flag, "against", "against"),
    Row("flags_unknown", t.unknown_flag, "insufficient", "insufficient"),
    Row("contraindicated", t.cement_barred, "against", "against"),
    Row("relieved", t.relieved, "against", "against"),
)
"""Cement with a red flag, a contraindication or adequate relief is offered by nobody here, whatever a body's own text
leaves out; these rows say that they are general advice."""


BODIES: dict[str, tuple[Row, ...]] = {
    "article": (
        Row("outside", t.trauma, "not_addressed", "not_addressed"),
        Row("barred", (t.late_candidate | t.early_candidate) & t.cement_barred, "against", "against"),
        Row(
            "flags_unknown",
            (t.late_candidate | t.early_candidate) & t.unknown_flag,
            "insufficient",
            "insufficient",
        ),
        Row("offered", Some((t.consider, t.early, t.refractory, t.refractory_mastocytosis)), "option", "option"),
        Row("other", always, "against", "against"),
    ),
    "aaos-2010": (
        Row("outside", ~painful, "not_addressed", "not_addressed"),
        Row("deficit", t.deficit, "not_addressed", "not_addressed"),
        Row("unexamined", unexamined, "insufficient", "insufficient"),
        *GENERAL,
        Row("inside", painful & intact, "against", "option"),
    ),
    "acr-2018": (
        Row("outside", ~painful, "not_addressed", "not_addressed"),
        Row("red_flag", t.red_flag, "not_addressed", "not_addressed"),
        Row("flags_open", t.unknown_flag, "insufficient", "insufficient"),
        Row("barred", t.cement_barred, "against", "against"),
        GENERAL[-1],
        Row("not_imaged", oedema_unknown, "option", "option"),
        Row("imaged", painful & ~oedema_unknown, "recommends", "recommends"),
    ),
    "nice-ta279": (
        Row("outside", ~t.osteoporotic, "not_addressed", "not_addressed"),
        Row("mild", ~t.severe_pain | t.relieved, "not_addressed", "not_addressed"),
        Row("unassessed", t.unassessed, "insufficient", "insufficient"),
        Row("healed", oedema_absent, "not_addressed", "not_addressed"),
        Row("old", ~recent, "not_addressed", "not_addressed"),
        *GENERAL[:-1],  # the row "mild" has taken those with adequate relief
        Row("unimaged", t.severe_pain & t.unrelieved & recent & oedema_unknown, "option", "option"),
        Row("inside", t.severe_pain & t.unrelieved & recent, "option", "option"),
    ),
    "nhs-ebi": (
        Row("outside", ~t.osteoporotic, "not_addressed", "not_addressed"),
        Row("criteria", Some((~t.severe_pain, ~recent, oedema_absent)), "against", "against"),
        *GENERAL,
        Row("unimaged", oedema_unknown, "insufficient", "insufficient"),
        Row("untreated", t.severe_pain & recent & Is("bone_drug", "none"), "option", "option"),
        Row("inside", t.severe_pain & recent, "option", "option"),
    ),
    "asbmr-2019": (
        Row("outside", ~painful, "not_addressed", "not_addressed"),
        Row("deficit", t.deficit | t.compression, "not_addressed", "not_addressed"),
        Row("inside", painful, "against", "insufficient"),
    ),
    "cochrane-2018": (
        Row("outside", ~painful, "not_addressed", "not_addressed"),
        Row("deficit", t.deficit | t.compression, "not_addressed", "not_addressed"),
        Row("inside", painful, "against", "not_addressed"),
    ),
    "spine-j-2006": (
        Row("outside", ~painful, "not_addressed", "not_addressed"),
        Row("surgery", t.deficit | t.compression, "against", "against"),
        *GENERAL,
        Row("early", within_two_months, "against", "against"),
        Row("late", painful & Not(within_two_months), "option", "option"),
    ),
}
"""The rows of each body; the reason for each row's place is in its body's content."""


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
    body = library.BODIES[name]
    row = next(row for row in BODIES[name] if row.when.holds(scenario))
    facts = reasons(tuple(dict.fromkeys(row.when.deciding(scenario, True))), scenario)
    if row in GENERAL:
        lead, claims = library.GENERAL[row.name].text, library.GENERAL[row.name].claims
    else:
        lead, claims = body.rows[row.name], body.claims
    why = sentence(f"{lead}, since {'; '.join(facts)}" if facts else lead)
    return Position(name, row.vertebroplasty, row.kyphoplasty, why, claims, body.references)


def _check() -> None:
    if tuple(library.BODIES) != tuple(BODIES):
        raise library.ContentError(
            "evidence/bodies.yaml", "the whole file", f"must hold {', '.join(BODIES)}, in this order"
        )
    for name, rows in BODIES.items():
        wanted = {row.name for row in rows if row not in GENERAL}
        for row_name in wanted ^ library.BODIES[name].rows.keys():
            raise library.ContentError(
                "evidence/bodies.yaml", name, f"rows.{row_name}: must be there once for each case"
            )


_check()
