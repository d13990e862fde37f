"""The shape of a recommendation: one entry holds all about it, in either reading; with its order, terms and topics."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import AfterValidator, Field, StringConstraints

from logic.content.shapes.entry import Entry, Text

Stage: TypeAlias = Literal["now", "soon", "consider", "avoid", "later"]

Question = Annotated[Text, StringConstraints(pattern=r"\?$")]


class Term(Entry):
    """A named condition: what it says clinically, and when it holds, in the language of conditions."""

    means: Text
    when: Text


class Topic(Entry):
    """What recommendations are about."""

    title: Text


class Order(Entry):
    """The order of urgency of a reading, by id: what can be the first step, then what goes alongside."""

    first_steps: Annotated[tuple[Text, ...], Field(min_length=1)]
    alongside: tuple[Text, ...]


class Weeks(Entry):
    """A window; ``start`` and ``end`` are 0 or a threshold in weeks, ``counted_from`` is written ``from``."""

    kind: Literal["treatment", "evidence_window", "decision"]
    counted_from: Annotated[Literal["fracture", "care"], Field(alias="from")]
    start: int | Text
    end: int | Text


class ForStudent(Entry):
    """Why it helps or harms; ``references`` are its sources where the recommendation's own do not carry it."""

    mechanism: Text
    references: tuple[Text, ...] = ()


class ForEducator(Entry):
    """What to teach, the question for the class, and what a good answer holds."""

    points: Annotated[tuple[Text, ...], Field(min_length=2, max_length=3)]
    ask: Question
    listen_for: Text


class FollowUp(Entry):
    """A question that fits on a chip, and the kind and id of the entry that answers it: ``caution S15``."""

    ask: Annotated[str, Field(max_length=60, pattern=r"^\S.*\?$")]
    finds: Annotated[str, Field(pattern=r"^[a-z]+ \S+$")]


Questions = Annotated[tuple[FollowUp, ...], Field(min_length=2, max_length=4)]


class Said(Entry):
    """What a source of guidance says, how strongly, and how it was seen; ``where`` is where it was read."""

    reference: Text
    says: Text
    strength: Text
    seen: Literal["full_text", "label", "abstract", "second_hand"]
    seen_note: Text | None = None
    where: Text | None = None


class Related(Entry):
    """How an entry of guidance is related to a rule of the article, in one sentence."""

    relation: Literal["same", "differs", "opposite"]
    says: Text


def _absent_or_named(related: dict[str, Related | str]) -> dict[str, Related | str]:
    for name, one in related.items():
        if isinstance(one, str) != (name == "absent"):
            raise ValueError(
                f"{name}: must be absent with one sentence, or a rule of the article with relation and says"
            )
    return related


class Advice(Entry):
    """One recommendation: when it holds, its words, its weeks, its sources, and what is taught and asked about it.

    ``short`` stands beside the topic in a row or chart. The article's carry ``claims``, those of guidance ``because``,
    ``sources``, ``article`` (how it is related to the article) and ``disagreement`` (where its sources part).
    """

    topics: Annotated[tuple[Text, ...], Field(min_length=1)]
    title: Text
    short: Annotated[Text, StringConstraints(max_length=42)] | None = None
    stage: Stage
    when: Text
    text: Text
    because: Text | None = None
    pearl: Text | None = None
    pitfall: Text | None = None
    article: Annotated[dict[str, Related | Text], AfterValidator(_absent_or_named)] = Field(default_factory=dict)
    disagreement: Text | None = None
    claims: tuple[Text, ...] = ()
    references: tuple[Text, ...] = ()
    cautions: tuple[Text, ...] = ()
    window: Weeks | None = None
    sources: tuple[Said, ...] = ()
    student: ForStudent | None = None
    educator: ForEducator | None = None
    questions: Questions | tuple[()] = ()
