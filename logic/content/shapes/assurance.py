"""The shape of what a reviewer asks for: hazards with their controls, and reviews of single rules and claims."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from logic.content.shapes.entry import Day, Entry, Text

Grade = Annotated[int, Field(ge=1, le=5)]
Test = Annotated[str, StringConstraints(pattern=r"^tests/[\w/]+\.py::test_\w+$")]


class Hazard(Entry):
    """What could do harm: why it could come about, what it would do, what is built against it, and what is left.

    ``severity`` and ``likelihood`` run from 1 to 5, see ``SEVERITY`` and ``LIKELIHOOD``; both are judged with the
    ``control`` in place. ``tests`` show that the control works; ``claims`` and ``cautions`` are what it rests on.
    """

    hazard: Text
    cause: Text
    effect: Text
    severity: Grade
    likelihood: Grade
    control: Text
    tests: Annotated[tuple[Test, ...], Field(min_length=1)]
    remains: Text
    claims: tuple[Text, ...] = ()
    cautions: tuple[Text, ...] = ()

    @property
    def risk(self) -> int:
        """Severity times likelihood, from 1 to 25."""
        return self.severity * self.likelihood


SEVERITY = {
    1: "a nuisance; nobody learns anything wrong",
    2: "somebody learns a detail wrong",
    3: "somebody learns wrong what bears on care",
    4: "a patient could be harmed if it were acted on",
    5: "a patient could be harmed for good, or die, if it were acted on",
}
"""What each severity means."""

LIKELIHOOD = {
    1: "hardly conceivable",
    2: "would surprise us",
    3: "may happen once in a course",
    4: "will happen to some readers",
    5: "will happen to many readers",
}
"""What each likelihood means, with the control in place."""


class Review(Entry):
    """One clinician's review of one rule, claim or omission; ``fingerprint`` is that of the text as it was read."""

    status: Literal["reviewed", "endorsed"]
    reviewer: Text
    date: Day
    content_version: Text
    fingerprint: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{12}$")]
    note: Text | None = None
