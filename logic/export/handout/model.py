"""What an educator hands out, as typed content: every rendering is made from this and from nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from logic.content.description import sentence
from logic.pathway.names import STAGES
from logic.pathway.timeline import TimelineItem
from logic.patient.scenario import Scenario
from logic.rules.terms import Stage

LEFT_OUT = "left out"
"""Stands in place of a verdict where the article says nothing."""


@dataclass(frozen=True, slots=True)
class Source:
    """One item of the bibliography under its number in this handout."""

    number: int
    id: str
    short: str
    citation: str
    link: str | None

    @property
    def address(self) -> str:
        """The link in few characters, to be read on paper: ``doi:10.1000/1``, ``PMID 1``, or a host; else empty."""
        if self.link is None:
            return ""
        if self.link.startswith("https://doi.org/"):
            return "doi:" + self.link.removeprefix("https://doi.org/")
        if self.link.startswith("https://pubmed.ncbi.nlm.nih.gov/"):
            return "PMID " + self.link.removeprefix("https://pubmed.ncbi.nlm.nih.gov/").strip("/")
        return self.link.split("/")[2].removeprefix("www.")


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """What the article says, or that it says nothing, and what our check found."""

    id: str
    says: str
    verdict: str
    meaning: str
    finding: str
    better: str | None
    seen: bool
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CautionNote:
    """One caution in words, with its threshold and unit, and how serious it is."""

    id: str
    severity: str
    text: str
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Advice:
    """One recommendation for this patient; ``red_flag`` where a present or unknown red flag made it hold."""

    id: str
    title: str
    text: str
    stage: Stage
    reasons: tuple[str, ...]
    pearl: str | None
    pitfall: str | None
    red_flag: bool
    claims: tuple[CheckedClaim, ...]
    cautions: tuple[CautionNote, ...]
    sources: tuple[int, ...]

    @property
    def because(self) -> str:
        """What made it hold for this patient, as one sentence."""
        return sentence("; ".join(self.reasons))

    @property
    def checked(self) -> str:
        """Each claim behind it with its verdict: ``C09 simplified, C10 faithful``."""
        return ", ".join(f"{claim.id} {claim.verdict}" for claim in self.claims) or "outside the article"


@dataclass(frozen=True, slots=True)
class BodyPosition:
    """What one body would say about cement for this patient; a stance is a word to show."""

    id: str
    name: str
    year: int
    vertebroplasty: str
    kyphoplasty: str
    why: str
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Flip:
    """One fact that, were it otherwise, would give another leading step."""

    change: str
    then: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One head-to-head figure in words; ``percent`` has both arms, kyphoplasty first, where it can be drawn."""

    label: str
    method: str
    kyphoplasty: str
    vertebroplasty: str
    effect: str
    favours: str
    study: str
    percent: tuple[float, float] | None
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """One chart of kyphoplasty against vertebroplasty: question, answer, figures, and what it cannot show."""

    id: str
    title: str
    question: str
    answer: str
    axis: str
    figures: tuple[Figure, ...]
    cannot: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Handout:
    """Everything about one patient, in the order of reading; ``lead`` None: the article gives no specific step."""

    scenario: Scenario
    day: date
    patient: str
    lead: Advice | None
    provisional: bool
    others: tuple[Advice, ...]
    items: tuple[TimelineItem, ...]
    bodies: tuple[BodyPosition, ...]
    bodies_summary: str
    flips: tuple[Flip, ...]
    comparisons: tuple[Comparison, ...]
    sources: tuple[Source, ...]
    purpose: str
    review: str
    article: str
    version: str

    @property
    def title(self) -> str:
        """The leading step, or that there is none."""
        return self.lead.title if self.lead else "The article gives no specific step"

    @property
    def text(self) -> str:
        """What the leading step means."""
        if self.lead:
            return self.lead.text
        return "No rule of the pathway leads for this patient. What follows still applies."

    @property
    def steps(self) -> tuple[Advice, ...]:
        """The leading step, then what goes with it."""
        return (self.lead, *self.others) if self.lead else self.others

    @property
    def claims(self) -> tuple[CheckedClaim, ...]:
        """Every claim behind any step, each once."""
        return tuple(dict.fromkeys(claim for step in self.steps for claim in step.claims))

    @property
    def cautions(self) -> tuple[CautionNote, ...]:
        """Every caution that bears on this patient, each once."""
        return tuple(dict.fromkeys(caution for step in self.steps for caution in step.cautions))

    @property
    def by_stage(self) -> dict[str, tuple[Advice, ...]]:
        """What goes with the leading step, under the word for its stage."""
        groups = {word: tuple(one for one in self.others if one.stage == stage) for stage, word in STAGES.items()}
        return {word: group for word, group in groups.items() if group}

    @property
    def status(self) -> tuple[str, ...]:
        """What stands above the leading step: its stage, and whether it is provisional."""
        stage = (STAGES[self.lead.stage],) if self.lead else ()
        return (*stage, *(("Provisional: a red flag is unknown",) if self.provisional else ()))

    @property
    def fine_print(self) -> str:
        """Purpose, state of review, article and version as one paragraph."""
        return f"{self.purpose} {self.review} {self.article} {self.version}"


def more(count: int) -> str:
    """That a rendering left some out for want of room."""
    return f"{count} more in the app"
