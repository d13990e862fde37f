"""The shape of every content entry: what its keys are called, what they hold, what is required.

The texts are written for people to edit in content/*.yaml; ``logic.content.library`` reads and checks them.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Verdict = Literal["faithful", "simplified", "outdated", "contradicted", "unsupported"]
Unit = Literal["weeks", "points", "mL/min", "years"]


def _day(value: object) -> object:
    return value.isoformat() if hasattr(value, "isoformat") else value


Day = Annotated[str, BeforeValidator(_day), StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")]


class Entry(BaseModel):
    """Common to all entries: unknown keys are refused and nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Threshold(Entry):
    """A number that rules, windows and texts share; ``verified`` false marks a mere convention."""

    value: int
    unit: Unit
    means: Text
    claims: tuple[Text, ...] = ()
    references: tuple[Text, ...] = ()
    note: Text | None = None
    verified: bool = True


class Option(Entry):
    """One value of an input: its label, and how a sentence about this patient states it."""

    label: Text
    says: Text


class Input(Entry):
    """One input of the form: who counts in, who counts out, and why it is asked."""

    group: Literal["patient", "fracture", "pain", "red_flags", "bone_health", "cautions"]
    label: Text
    unit: Unit | None = None
    says: Text | None = None
    definition: Text
    includes: tuple[Text, ...]
    excludes: tuple[Text, ...]
    claims: tuple[Text, ...] = ()
    references: tuple[Text, ...] = ()
    options: dict[str, Option] = Field(default_factory=dict)


class Claim(Entry):
    """One claim of the article with our verdict on it; ``verified`` false: the source was not seen."""

    section: Text
    says: Text
    citations: tuple[int, ...]
    verdict: Verdict
    finding: Text
    better: Text | None = None
    primary_source: Text
    grade: Text
    references: tuple[Text, ...]
    cautions: tuple[Text, ...] = ()
    verified: bool


class Omission(Entry):
    """Something that the article leaves out."""

    topic: Text
    why_it_matters: Text
    references: tuple[Text, ...]
    cautions: tuple[Text, ...] = ()
    verified: bool


class Caution(Entry):
    """A warning about a drug or procedure; ``when`` lists the patients it is limited to."""

    agent: Text
    condition: Text
    threshold: Text | None = None
    unit: Text | None = None
    action: Text
    severity: Literal[
        "boxed_warning",
        "contraindicated",
        "avoid",
        "maximum",
        "emergency",
        "urgent",
        "warning",
        "relative",
        "complication",
        "caution",
        "scope_limit",
    ]
    when: tuple[dict[str, tuple[str, ...]], ...] = ()
    references: tuple[Text, ...]
    source_level: Literal["primary_or_official", "secondary"]
    note: Text | None = None
    verified: bool


class Reference(Entry):
    """One item of the bibliography; ``url`` only where it is the publisher's or an official page."""

    short: Text
    citation: Text
    kind: Text
    year: int | None = None
    doi: Text | None = None
    pmid: Annotated[str, StringConstraints(pattern=r"^\d+$")] | None = None
    url: Annotated[str, StringConstraints(pattern=r"^https?://")] | None = None
    note: Text | None = None
    verified: bool

    @property
    def link(self) -> str | None:
        """The address to show: DOI, else PubMed, else the publisher's; None where none was seen."""
        if self.doi:
            return f"https://doi.org/{self.doi}"
        return f"https://pubmed.ncbi.nlm.nih.gov/{self.pmid}/" if self.pmid else self.url


class Advice(Entry):
    """The words of one recommendation, and the cautions that may bear on it; ``short`` fits a chart."""

    title: Text
    short: Text | None = None
    text: Text
    pearl: Text | None = None
    pitfall: Text | None = None
    references: tuple[Text, ...] = ()
    cautions: tuple[Text, ...] = ()


class Body(Entry):
    """A body with a position on cement; ``rows`` has the lead of the sentence for each of its cases."""

    name: Text
    year: int
    population: Text
    timing: Text
    strength: Text
    claims: tuple[Text, ...]
    references: tuple[Text, ...]
    note: Text | None = None
    rows: dict[str, Text]


class General(Entry):
    """Advice that comes before any body's own position."""

    text: Text
    claims: tuple[Text, ...]


class Milestone(Entry):
    """A point in time of the conservative phase, ``after`` a threshold counted from the start of care."""

    label: Text
    after: Text
    claims: tuple[Text, ...]


class Example(Entry):
    """A named scenario to start from; ``given`` holds the fields that differ from the defaults."""

    title: Text
    given: dict[str, str | int | bool | tuple[str, ...]]
    teaches: Text


class Change(Entry):
    """One entry of the content's change log."""

    day: Day
    version: Annotated[str, StringConstraints(pattern=r"^\d+\.\d+$")]
    what: Text


class Citation(Entry):
    """What one of the article's own citation numbers turns out to be."""

    number: int
    really_is: Text
    listed: bool
    confidence: Text
    references: tuple[Text, ...]


class Article(Entry):
    """The article under audit, where to report a fault of ours, and our change log, the newest entry first."""

    title: Text
    publisher: Text
    last_updated: Day
    status: Text
    report_to: Annotated[str, StringConstraints(pattern=r"^(mailto:[^\s?]+@[^\s?]+|https://[^\s?]+)$")] | None = None
    citations: tuple[Citation, ...]
    changes: Annotated[tuple[Change, ...], Field(min_length=1)]

    @property
    def content_version(self) -> str:
        """The version of the content: that of the newest change."""
        return self.changes[0].version

    @property
    def content_date(self) -> str:
        """The day of the newest change."""
        return self.changes[0].day
