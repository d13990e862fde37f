"""The rules of each reading as objects in order of urgency, made at the start from the entries of content/rules.

``LANGUAGE`` has the words of our content; ``TERMS`` holds the condition of each named one of content/terms.yaml.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from logic.content import library
from logic.content.chapters import ARTICLE, Reading
from logic.content.reading import ContentError
from logic.content.shapes.recommendation import Advice, Stage
from logic.patient.fields import DOMAINS
from logic.rules.conditions import Condition, Limit
from logic.rules.language import Field, Language


@dataclass(frozen=True, slots=True)
class Window:
    """Weeks of a recommendation, counted from the fracture's identification or from the start of care.

    A ``treatment`` may be given in them; an ``evidence_window`` is the length of the studies that the
    article quotes, not a prescription; a ``decision`` is a point in time, with ``end`` equal to ``start``.
    """

    kind: Literal["treatment", "evidence_window", "decision"]
    counted_from: Literal["fracture", "care"]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of a table: it holds for a patient when ``when`` does."""

    id: str
    stage: Stage
    when: Condition
    claims: tuple[str, ...] = ()
    window: Window | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """The rules of one reading in order of urgency, those that can be the first step, and each chapter's by heading."""

    rules: Mapping[str, Rule]
    leading: tuple[str, ...]
    chapters: Mapping[str, tuple[str, ...]]


def _table(reading: Reading) -> Table:
    rules = {id: _rule(reading.file_of(id), id, advice) for id, advice in reading.advice.items()}
    return Table(rules, reading.first_steps, {_heading(file): ids for file, ids in reading.chapters.items()})


def _rule(file: str, id: str, advice: Advice) -> Rule:
    return Rule(id, advice.stage, LANGUAGE.condition(file, id, advice.when), advice.claims, _window(file, id, advice))


def _window(file: str, id: str, advice: Advice) -> Window | None:
    if advice.window is None:
        return None
    weeks = advice.window
    start, end = _weeks(file, id, "start", weeks.start), _weeks(file, id, "end", weeks.end)
    if end < start or (weeks.kind == "decision" and end > start):
        allowed = f"week {start}, since a decision has one week" if weeks.kind == "decision" else f"{start} or more"
        raise ContentError(file, id, f"window.end: {weeks.end!r} is week {end}; allowed is {allowed}")
    return Window(weeks.kind, weeks.counted_from, start, end)


def _weeks(file: str, id: str, key: str, edge: int | str) -> int:
    """An edge of a window in weeks."""
    if edge == 0:
        return 0
    limit = LANGUAGE.thresholds.get(str(edge))
    if limit is None or limit.unit != "weeks":
        raise ContentError(file, id, f"window.{key}: {edge!r} is not allowed; allowed are 0 and a threshold in weeks")
    return limit.value


def _heading(file: str) -> str:
    """``rules/article/pain-control.yaml`` is the chapter ``Pain control``."""
    return file.rpartition("/")[2].removesuffix(".yaml").replace("-", " ").capitalize()


LANGUAGE = Language(
    {name: Field(domain, library.INPUTS[name].unit) for name, domain in DOMAINS.items() if name in library.INPUTS},
    {name: Limit(name, one.value, one.unit) for name, one in library.THRESHOLDS.items()},
    {name: term.when for name, term in library.TERMS.items()},
    "terms.yaml",
)
TERMS = LANGUAGE.terms
TABLES = {name: _table(reading) for name, reading in library.READINGS.items()}
"""Every table by its reading."""

RULES = TABLES[ARTICLE].rules
"""Every rule of the article by its id, in order of urgency."""

LEADING = TABLES[ARTICLE].leading
"""Rules of the article that can lead: the first of them that holds is the answer."""

ORDER = tuple(RULES)
SECTIONS = TABLES[ARTICLE].chapters
"""The ids of the article's rules by the heading of their chapter."""


def table_of(reading: str) -> Table:
    """The table of a reading; raises ``ValueError`` for one that there is not."""
    if reading not in TABLES:
        raise ValueError(f"reading: {reading!r} is not allowed; allowed are {', '.join(TABLES)}")
    return TABLES[reading]
