"""The shape of a body with a position on cement: whom it speaks about, and its rows, each a case of patients."""

from __future__ import annotations

from typing import Literal, TypeAlias

from logic.content.shapes.entry import Entry, Text

Stance: TypeAlias = Literal["recommends", "option", "against", "insufficient", "not_addressed"]
"""``against``: advises against it, or would not offer it now. ``insufficient``: the body finds too
little evidence, or the scenario lacks a fact that the body asks for. ``not_addressed``: this patient
or procedure is outside what the body covers."""


class Row(Entry):
    """One case: ``when`` it holds (left out: of everybody), the lead of its sentence, the stance on each procedure.

    ``claims`` stand behind the row where those of the body do not: general advice has its own.
    """

    when: Text | None = None
    says: Text
    vertebroplasty: Stance
    kyphoplasty: Stance
    claims: tuple[Text, ...] = ()


class Body(Entry):
    """A body with a position on cement; the first of its ``rows`` that holds is its answer."""

    name: Text
    year: int
    population: Text
    timing: Text
    strength: Text
    claims: tuple[Text, ...]
    references: tuple[Text, ...]
    note: Text | None = None
    rows: dict[str, Row]
