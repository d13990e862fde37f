"""The shape of what is practised: cases to commit on, and drills in which one field changes."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias, get_args

from pydantic import Field

from logic.content.shapes.entry import Entry, Text
from logic.patient.scenario import Scenario

Topic = Literal[
    "conservative care",
    "red flags",
    "timing",
    "cement",
    "cancer and mast cells",
    "bone health",
    "medication safety",
]
TOPICS: tuple[Topic, ...] = get_args(Topic)
"""What a case or a drill can be about, in the order in which a page offers it."""

Trap = Literal["misattributed benefit", "interferon outside mastocytosis", "red flag unknown", "bed rest"]
Value: TypeAlias = str | int | bool | tuple[str, ...]


class Case(Entry):
    """A vignette that is one scenario; ``given`` holds the fields that differ from the defaults.

    ``leads`` repeats the leading recommendation, None where the article gives no specific step, so that
    whoever writes a case says what they mean by it. ``claims`` stand behind the sentence that ``teaches``.
    """

    title: Text
    level: Literal[1, 2, 3]
    topic: Topic
    given: dict[str, Value]
    presentation: Text
    examination: Text
    imaging: Text
    tried: Text
    leads: Text | None
    teaches: Text
    claims: Annotated[tuple[Text, ...], Field(min_length=1)]
    follow_ups: tuple[Text, Text]
    trap: Trap | None = None

    @property
    def scenario(self) -> Scenario:
        """The patient of the vignette."""
        return Scenario(**self.given)


class Drill(Entry):
    """A patient, and one field that is set to another value: what changes?"""

    title: Text
    topic: Topic
    given: dict[str, Value]
    field: Text
    to: Value
    teaches: Text
    claims: Annotated[tuple[Text, ...], Field(min_length=1)]

    @property
    def scenario(self) -> Scenario:
        """The patient before the change."""
        return Scenario(**self.given)

    @property
    def changed(self) -> Scenario:
        """The patient after the change."""
        return Scenario(**{**self.given, self.field: self.to})


class Practice(Entry):
    """What holds for all cases and drills: the values of the thresholds for which they were written."""

    written_for: dict[str, int]
