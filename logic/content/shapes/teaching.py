"""The shape of what teaches appraisal: panels that disagree, clashes in the article, guidelines, scores, terms."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, StringConstraints

from logic.content.shapes.entry import Entry, Text

Percent = Annotated[float, Field(ge=0, le=100)]


class Rating(Entry):
    """How a panel rated one treatment over its scenarios; None means that no figure was seen."""

    treatment: Text
    appropriate: Percent | None = None
    uncertain: Percent | None = None
    inappropriate: Percent | None = None
    counts: tuple[int, int, int] | None = None


class Panel(Entry):
    """A published panel: who asked what, how, with whose money, and what came out.

    ``ratings`` begin with cement; ``exclusively`` holds the shares of a panel that asked in which scenarios
    one treatment alone is appropriate. ``no_means`` says what a panel's third class is where it is not
    "rarely appropriate"; ``other_fracture``, that it judged fractures other than osteoporotic ones.
    """

    name: Text
    tag: Text
    year: int | None
    population: Text
    method: Text
    funding: Text
    n_scenarios: int
    other_fracture: bool = False
    ratings: tuple[Rating, ...] = ()
    exclusively: dict[str, Percent] = Field(default_factory=dict)
    no_means: Text | None = None
    notable: Text
    second_hand: Text | None = None
    references: tuple[Text, ...]
    verified: bool


class Axis(Entry):
    """One thing that varies over a grid: the fields that it sets, its levels, and why these."""

    label: Text
    fields: tuple[Text, ...]
    levels: tuple[int | bool | str, ...]
    why: Text


class Grid(Entry):
    """Scenarios made of every combination of levels; all other fields keep their defaults."""

    axes: tuple[Axis, ...]

    def rows(self) -> Iterator[dict[str, Any]]:
        """The fields of each scenario, in order of the axes."""
        for levels in product(*(axis.levels for axis in self.axes)):
            yield {field: level for axis, level in zip(self.axes, levels, strict=True) for field in axis.fields}


class Panels(Entry):
    """The panels side by side, the grid for our own rule table, and what the picture cannot show."""

    title: Text
    question: Text
    answer: Text
    axis: Text
    asked_otherwise: Text
    method: tuple[Text, ...]
    cannot: tuple[Text, ...]
    claims: tuple[Text, ...]
    grid: Grid
    panels: dict[str, Panel]


class Contradiction(Entry):
    """A fault that the article shows on its own, and what it teaches about reading such articles."""

    title: Text
    claims: tuple[Text, ...]
    what_clashes: Text
    how_to_notice: Text
    what_to_do: Text


class Guideline(Entry):
    """What one body says about cement; ``verified`` false: its text was not seen, so it is no fact."""

    body: Text
    year: int | None
    vertebroplasty: Text | None = None
    kyphoplasty: Text | None = None
    strength: Text | None = None
    population: Text | None = None
    timing: Text | None = None
    status: Text
    funding: Text | None = None
    note: Text | None = None
    references: tuple[Text, ...] = ()
    verified: bool


class Classification(Entry):
    """A grade, score or set of limits: its levels, how it is scored, and where it was read."""

    name: Text
    used_for: Text
    levels: dict[str, Text]
    scoring: dict[str, Text] = Field(default_factory=dict)
    interpretation: Text | None = None
    note: Text | None = None
    references: tuple[Text, ...] = ()
    verified: bool


class GlossaryTerm(Entry):
    """A technical term: ``also`` holds the other names that our texts use, ``claims`` where it bears on the article."""

    term: Text
    also: tuple[Text, ...] = ()
    definition: Text
    includes: tuple[Text, ...]
    excludes: tuple[Text, ...]
    claims: tuple[Text, ...] = ()
    references: tuple[Text, ...] = ()


class Teaching(Entry):
    """What a student and an educator get beside the facts of a recommendation; ``references`` are the mechanism's."""

    mechanism: Text
    references: tuple[Text, ...] = ()
    points: Annotated[tuple[Text, ...], Field(min_length=2, max_length=3)]
    ask_class: Annotated[Text, StringConstraints(pattern=r"\?$")]
    listen_for: Text


def _short(text: str) -> str:
    if len(text.split()) > 30:
        raise ValueError(f"must have at most 30 words, and has {len(text.split())}")
    return text


class Flashcard(Entry):
    """A card to take home: one question, one short answer, and the claims, cautions or references to check it with."""

    topic: Literal[
        "Red flags",
        "Drugs",
        "Care",
        "Cement",
        "Who says what",
        "Trials",
        "Kyphoplasty or vertebroplasty",
        "Audit",
        "Scores",
    ]
    front: Annotated[Text, StringConstraints(pattern=r"\?$")]
    back: Annotated[Text, AfterValidator(_short)]
    claims: tuple[Text, ...] = ()
    cautions: tuple[Text, ...] = ()
    references: tuple[Text, ...] = ()


class Meaning(Entry):
    """Words for one meaning; ``asked`` only in questions. ``kind_of``: broader meanings."""

    words: tuple[Text, ...] = ()
    asked: tuple[Text, ...] = ()
    kind_of: tuple[Text, ...] = ()
    weight: Literal["soft", "plain", "beside", "decisive"] = "plain"


class Synonyms(Entry):
    """The table of the look-up: meanings by name, then lines of words that tell nothing, and of words that lead outside."""

    terms: dict[str, Meaning]
    ignored: tuple[Text, ...]
    outside: tuple[Text, ...]


class FollowUp(Entry):
    """A question that fits on a chip, and the kind and id of the entry that answers it: ``caution S15``."""

    ask: Annotated[str, Field(max_length=60, pattern=r"^\S.*\?$")]
    finds: Annotated[str, Field(pattern=r"^[a-z]+ \S+$")]


Questions = Annotated[tuple[FollowUp, ...], Field(min_length=2, max_length=4)]


class FollowUps(Entry):
    """What a reader may ask next, by the recommendation, the trial or the outcome that was read."""

    recommendations: dict[str, Questions]
    trials: dict[str, Questions]
    outcomes: dict[str, Questions]
