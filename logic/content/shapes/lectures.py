"""The shape of a ready lecture: whom it is for, which cases it takes in which order, and what to ask the hall."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from logic.content.shapes.entry import Entry, Text


class HallQuestion(Entry):
    """An open question for the hall, what a good answer holds in one sentence, and where that can be checked."""

    ask: Annotated[Text, StringConstraints(pattern=r"\?$")]
    listen_for: Annotated[Text, StringConstraints(pattern=r"^[^.?!]*\.$")]
    claims: tuple[Text, ...] = ()
    references: tuple[Text, ...] = ()


class PlanRow(Entry):
    """A part of a lecture: how many minutes it takes and what happens in it."""

    minutes: Annotated[int, Field(ge=1)]
    what: Text


class Place(Entry):
    """A place in the app: a page by its file, and the query that opens the right part of it."""

    label: Text
    page: Annotated[str, StringConstraints(pattern=r"^[a-z]+\.py$")]
    query: dict[str, str] = Field(default_factory=dict)


class Lecture(Entry):
    """A lecture that can be given as it is; ``claims`` stand behind its aims and its plan."""

    title: Text
    minutes: Annotated[int, Field(ge=20, le=50)]
    audience: Text
    aims: Annotated[tuple[Text, ...], Field(min_length=3, max_length=4)]
    claims: Annotated[tuple[Text, ...], Field(min_length=1)]
    cases: Annotated[tuple[Text, ...], Field(min_length=3, max_length=6)]
    questions: Annotated[tuple[HallQuestion, ...], Field(min_length=3, max_length=5)]
    plan: Annotated[tuple[PlanRow, ...], Field(min_length=2)]
    before: Annotated[tuple[Place, ...], Field(min_length=1)]
