"""A whole lecture as slides: each case step by step with the words of the stage, and what the speaker reads as notes.

Weeks are native charts and differences a native table, as in the deck of one patient; other evidence is text here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from logic.content import library
from logic.content.shapes.lectures import HallQuestion
from logic.evidence.bibliography import sources_of
from logic.evidence.comparison import spoken as described
from logic.export.drawing.deck import Deck
from logic.export.drawing.room import WIDTH, Paragraph, lines, parts
from logic.export.handout.contents import day_text, handout
from logic.export.handout.model import Handout, Source
from logic.export.handout.slides import difference_slide, numbered, source_slides, week_slides
from logic.lectures.deck import STEPS, Row, Shown, Slide, notes, slides
from logic.lectures.deck import lines as shown_on
from logic.lectures.rows import ROWS
from logic.pathway.names import SEVERITIES, VERDICTS
from logic.patient.scenario import Scenario

_ROOM = 12.9
"""Lines of body text that fit under a title, when every paragraph counts for 0.4 of a line more."""


def lecture_deck(
    title: str,
    ids: Sequence[str],
    scenario: Scenario,
    day: date,
    *,
    aims: Sequence[str] = (),
    questions: Sequence[HallQuestion] = (),
) -> bytes:
    """A lecture on these cases as a PPTX file in 16:9, the same bytes for the same input.

    ``ids``: cases in order, ``scenario`` among them for the patient of the page. ``questions``: put to the hall at the end.
    An empty list raises ``ValueError``, a case that there is not ``KeyError``.
    """
    if not ids:
        raise ValueError("ids: is empty, and must hold a case")
    made, taken = handout(scenario, day), slides(ids, scenario)
    deck, cited = Deck(title, day), _Cited(taken, questions, scenario)
    named = ", ".join(_name(case) for case in ids)
    deck.big(
        title, [day_text(day), f"{made.purpose} {made.review}", made.version], f"Cases: {named}.\n\n{made.fine_print}"
    )
    for index, group in enumerate(parts(aims)):
        deck.text(numbered("Aims", index), group, "By the end of the lecture the audience can do each of these.")
    for slide in taken:
        deck.above = f"{_name(slide.case)} · {STEPS[slide.step]}"
        if slide.step == "patient":
            deck.above = f"Case {ids.index(slide.case) + 1} of {len(ids)} · {STEPS['patient']}"
        _step(deck, slide, scenario, cited)
    deck.above = ""
    for number, question in enumerate(questions, start=1):
        heard = f"Listen for: {question.listen_for}\n\n{cited.in_full(_behind(question))}"
        deck.big(f"Question for the hall, {number} of {len(questions)}", [question.ask], heard, size=32)
    source_slides(deck, cited.sources(), made.fine_print)
    return deck.saved()


class _Cited:
    """The sources of a lecture under numbers, from 1, in the order in which they come up."""

    def __init__(self, taken: Sequence[Slide], questions: Sequence[HallQuestion], scenario: Scenario) -> None:
        used = [(shown_on(slide, scenario), notes(slide, scenario)) for slide in taken]
        groups = [name for one in used for part in one for name in part.sources]
        groups += [name for question in questions for name in _behind(question)]
        self.numbers = {name: number for number, name in enumerate(dict.fromkeys(groups), start=1)}

    def short(self, names: Iterable[str]) -> str:
        """Numbers alone, neighbours drawn together: ``[1–3, 7]``; empty for no source."""
        held = sorted({self.numbers[name] for name in names})
        runs = [[one for _, one in run] for _, run in groupby(enumerate(held), key=lambda pair: pair[1] - pair[0])]
        said = ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
        return f"[{said}]" if said else ""

    def foot(self, names: Iterable[str]) -> str:
        """The numbers as they stand at the foot of a slide."""
        return f"Sources {self.short(names)[1:-1]}" if (names := tuple(names)) else ""

    def in_full(self, names: Iterable[str]) -> str:
        """Numbers with the names of the sources, for the notes."""
        held = sorted((self.numbers[name], library.REFERENCES[name].short) for name in set(names))
        return (
            f"Sources: {'; '.join(f'{number} {short}' for number, short in held)}." if held else "No source is needed."
        )

    def sources(self) -> tuple[Source, ...]:
        """The bibliography."""
        entries = ((number, name, library.REFERENCES[name]) for name, number in self.numbers.items())
        return tuple(Source(number, name, one.short, one.citation, one.link) for number, name, one in entries)


def _behind(question: HallQuestion) -> tuple[str, ...]:
    return (*sources_of(question.claims), *question.references)


def _name(case: str) -> str:
    return library.CASES[case].title if case in library.CASES else "The patient of this page"


def _step(deck: Deck, slide: Slide, scenario: Scenario, cited: _Cited) -> None:
    """One step on one slide, or on several where its words or its chart need them."""
    shown, said = shown_on(slide, scenario), notes(slide, scenario)
    spoken = [f"{''.join(_said(row))} {cited.short(row.sources)}".strip() for row in said.rows]
    if shown.chart:
        spoken.insert(0, described(library.CHARTS[shown.chart].findings))
    spoken.append(cited.in_full((*shown.sources, *said.sources)))
    own = library.CASES[slide.case].scenario if slide.case in library.CASES else scenario
    if slide.step == "timeline":
        deck.below = cited.foot(shown.sources)
        week_slides(deck, handout(own, deck.day), shown.title, "\n".join(spoken))
    else:
        _rows(deck, slide, shown, "\n".join(spoken), cited)
    if shown.chart == "differences":
        _differences(deck, handout(own, deck.day), cited)
    deck.below = ""


def _rows(deck: Deck, slide: Slide, shown: Shown, spoken: str, cited: _Cited) -> None:
    """The rows of a step; rows on one claim stay on one slide where they fit."""
    for index, group in enumerate(parts(_blocks(shown.rows), _ROOM, most=ROWS, height=_height)):
        said = [_said(row) for block in group for row in _joined(block)]
        headed = numbered(shown.title, index)
        deck.below = cited.foot(name for block in group for row in block for name in row.sources)
        if slide.step == "answer" and lines("\n".join("".join(one) for one in said), WIDTH, 28) <= 5:
            deck.big(headed, said, spoken)
        else:
            deck.text(headed, said, spoken)


def _differences(deck: Deck, made: Handout, cited: _Cited) -> None:
    chart = next(one for one in made.comparisons if one.id == "differences")
    difference_slide(deck, chart, lambda numbers: cited.in_full(made.sources[number - 1].id for number in numbers))


def _blocks(rows: Sequence[Row]) -> list[list[Row]]:
    """Rows that belong together: those on one claim or step, unless they are too many for a slide."""
    runs = [list(run) for _, run in groupby(enumerate(rows), key=lambda pair: pair[1].id or pair[0])]
    whole = [[row for _, row in run] for run in runs]
    return [part for block in whole for part in ([block] if _height(block) <= _ROOM else [[row] for row in block])]


def _joined(block: Sequence[Row]) -> list[Row]:
    """Rows without a lead-in at the end of the one that they go on."""
    held: list[Row] = []
    for row in block:
        if held and not row.label and not row.mark:
            held[-1] = replace(held[-1], text=f"{held[-1].text} {row.text}")
        else:
            held.append(row)
    return held


def _height(block: Sequence[Row]) -> float:
    return sum(lines("".join(_said(row))) + 0.4 for row in block)


def _said(row: Row) -> Paragraph:
    """A row as it is read: its lead-in in bold, with the verdict or the severity in words."""
    if row.mark in VERDICTS:
        label = row.label if row.id in row.label else f"{row.label}, {row.id}"
        return f"{label}: {row.mark}. ", row.text
    label = f"{row.label}. " if row.label else ""
    return label + (f"{SEVERITIES[row.mark]}. " if row.mark in SEVERITIES else ""), row.text
