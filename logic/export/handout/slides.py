"""The handout as slides for a lecture hall: few words a slide, native charts and tables, teaching notes beneath."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from logic.export.drawing.axis import Scale
from logic.export.drawing.deck import Deck
from logic.export.drawing.room import LINES, Paragraph, lines, parts
from logic.export.handout.contents import day_text, handout
from logic.export.handout.model import Advice, CautionNote, CheckedClaim, Comparison, Handout, Source, more
from logic.pathway.names import STANCES
from logic.pathway.timeline import KIND_NAMES, TimelineItem, span
from logic.patient.scenario import Scenario

_POINT = 0.5
"""Weeks that a point in time is wide, so that it can be seen."""

_ROWS = 6
"""Bars that one slide of the timeline holds at a readable size."""


def slides(scenario: Scenario, day: date) -> bytes:
    """The slides of this patient as a PPTX file in 16:9; the same bytes for the same input."""
    made = handout(scenario, day)
    deck = Deck(made.title, day)
    deck.big(
        "A patient with a vertebral compression fracture",
        [day_text(day), f"{made.purpose} {made.review}"],
        f"{made.patient}\n\n{made.fine_print}",
    )
    _patient(deck, made)
    _answer(deck, made)
    _checks(deck, made)
    _company(deck, made)
    week_slides(deck, made)
    _bodies(deck, made)
    _comparison(deck, made)
    _flips(deck, made)
    source_slides(deck, made.sources, made.fine_print)
    return deck.saved()


def _patient(deck: Deck, made: Handout) -> None:
    said = re.split(r"(?<=\.) ", made.patient)
    deck.text("The patient", said, "Read the case aloud. What is not said is not known.")
    deck.big(
        "What comes next for this patient?",
        ["Decide before the next slide.", "Which single fact decides it for you?"],
        "Let everybody commit to an answer, then go on. The next slides show the leading step and why.",
        size=32,
    )


def _answer(deck: Deck, made: Handout) -> None:
    status = ", ".join(made.status)
    answer = [(f"{status}. ", made.text)] if status else [made.text]
    deck.big(made.title, answer, _teaching(made, made.lead) if made.lead else made.text)
    if made.lead:
        for index, group in enumerate(parts(made.lead.reasons)):
            said = [one[:1].upper() + one[1:] for one in group]
            deck.text(numbered("Why", index), said, f"Because: {made.lead.because}")
    flagged = {f"{one.title}. {one.text}": one for one in made.others if one.red_flag}
    for index, group in enumerate(parts(list(flagged), most=3)):
        shown = [(f"{flagged[text].title}. ", flagged[text].text) for text in group]
        deck.text(numbered("Red flags", index), shown, "\n\n".join(_teaching(made, flagged[text]) for text in group))


def _checks(deck: Deck, made: Handout) -> None:
    for claim in made.lead.claims if made.lead else ():
        deck.two(
            "The article, and our check",
            [f"The article says ({claim.id})", claim.says],
            [(f"Our check: {claim.verdict}, ", f"{claim.meaning}."), _beginning(claim.finding)],
            _check_in_full(made, claim),
        )


def _company(deck: Deck, made: Handout) -> None:
    entries = {
        f"{one.title}. {word}: {one.checked}": (f"{one.title}. ", f"{word}: {one.checked}", one)
        for word, group in made.by_stage.items()
        for one in group
    }
    for index, part in enumerate(parts(list(entries), most=6)):
        shown = [entries[text][:2] for text in part]
        notes = "\n\n".join(_teaching(made, entries[text][2]) for text in part)
        deck.text(numbered("What goes with it", index), shown, notes)


def week_slides(deck: Deck, made: Handout, today: str = "", said: str = "") -> None:
    """The timeline as native charts, treatments apart from the rest.

    ``today`` stands before each title, and ``said`` in the notes besides what is drawn.
    """
    scale = Scale.of(made)
    treatments = [item for item in scale.rows if item.kind == "treatment"]
    others = [item for item in scale.rows if item.kind != "treatment"]
    for title, items in (("Treatments, in weeks", treatments), ("Studies, checks and decisions, in weeks", others)):
        for index, group in enumerate(parts([item.id for item in items], most=_ROWS)):
            shown = (made.items[0], *(item for item in items if item.id in group))
            spoken = f"Weeks since the fracture was found. {' '.join(f'{span(item)}.' for item in shown)}"
            notes = f"{spoken}\n\nPoints in time are drawn half a week wide. Bars that reach the edge have no end.\n\n{said}".strip()
            rows = [_bar(item, scale.last) for item in shown]
            headed = f"{today}: {title[:1].lower()}{title[1:]}" if today else title
            deck.weeks(numbered(headed, index), rows, scale.last, spoken, notes)


def _bar(item: TimelineItem, last: int) -> tuple[str, str, float, float]:
    if item.end_week == item.start_week:
        start = max(0, item.start_week - _POINT / 2)
        return item.label, KIND_NAMES[item.kind], start, start + _POINT
    return item.label, KIND_NAMES[item.kind], item.start_week, last if item.end_week is None else item.end_week


def _bodies(deck: Deck, made: Handout) -> None:
    rows = [("Body", "Vertebroplasty", "Kyphoplasty")]
    rows += [(f"{one.name}, {one.year}", one.vertebroplasty, one.kyphoplasty) for one in made.bodies]
    why = "\n".join(f"{one.name}: {one.why} {_cited(made, one.sources)}" for one in made.bodies)
    alt = " ".join(f"{name}: vertebroplasty {one}, kyphoplasty {other}." for name, one, other in rows[1:])
    notes = f"{made.bodies_summary} {STANCES}\n\n{why}"
    deck.table("Who would offer cement", rows, (6.35, 2.75, 2.75), alt, notes)


def _comparison(deck: Deck, made: Handout) -> None:
    charts = {chart.id: chart for chart in made.comparisons}

    def cite(numbers: Sequence[int]) -> str:
        return _cited(made, numbers)

    _pairs(deck, charts["pairs"], cite)
    difference_slide(deck, charts["differences"], cite)
    for index, group in enumerate(parts([*charts["pairs"].cannot, *charts["differences"].cannot], most=4)):
        deck.text(numbered("What these figures cannot show", index), group, "Ask which of these the room had noticed.")


def _pairs(deck: Deck, chart: Comparison, cite: Callable[[Sequence[int]], str]) -> None:
    """Percentages of both arms, one native chart an outcome."""
    for figure in chart.figures:
        if figure.percent is None:
            raise ValueError(f"{figure.label}: without a percentage in both arms it cannot be drawn")
        alt = f"{figure.label}, {figure.method}. Kyphoplasty {figure.kyphoplasty}, vertebroplasty {figure.vertebroplasty}."
        deck.pair(
            f"{figure.label}: kyphoplasty or vertebroplasty",
            figure.label,
            dict(zip(("Kyphoplasty", "Vertebroplasty"), figure.percent, strict=True)),
            [
                ("Kyphoplasty: ", figure.kyphoplasty),
                ("Vertebroplasty: ", figure.vertebroplasty),
                (f"{figure.effect}: ", figure.favours),
                f"Counted {figure.method}. {figure.study}.",
            ],
            alt,
            f"{alt} {figure.effect}. {_caveats(chart)}\n\n{cite(figure.sources)}",
        )


def difference_slide(deck: Deck, chart: Comparison, cite: Callable[[Sequence[int]], str]) -> None:
    """Differences with their intervals as a native table."""
    rows = [("Outcome", "Effect (95 % CI)", "Result")]
    rows += [(figure.label, figure.effect, figure.favours) for figure in chart.figures]
    cited = cite([number for figure in chart.figures for number in figure.sources])
    alt = " ".join(f"{label}: {effect}, {result}." for label, effect, result in rows[1:])
    deck.table(
        "Pain, disability and shape", rows, (3.9, 4.6, 3.35), alt, f"{chart.answer} {_caveats(chart)}\n\n{cited}"
    )


def _flips(deck: Deck, made: Handout) -> None:
    shown: list[Paragraph] = [(f"{one.change}: ", one.then) for one in made.flips[:5]]
    if len(made.flips) > 5:
        shown.append(f"{more(len(made.flips) - 5)}.")
    notes = "\n".join(f"{one.change}: {one.then}" for one in made.flips) or "No single fact would."
    deck.text("What would change the answer", shown or ["No single fact would."], notes)


def source_slides(deck: Deck, sources: Sequence[Source], fine_print: str) -> None:
    """The bibliography with its links, on as many slides as it needs."""
    a_slide = 18
    for index in range(0, len(sources), a_slide):
        group = sources[index : index + a_slide]
        entries = [(f"{one.number} {one.short}{', ' + one.address if one.address else ''}", one.link) for one in group]
        notes = "\n".join(f"{one.number} {one.citation} {one.link or ''}" for one in group)
        deck.linked(numbered("Sources", index // a_slide), entries, f"{notes}\n\n{fine_print}")


def numbered(title: str, index: int) -> str:
    """A title, and from its second slide on which one it is."""
    return f"{title} ({index + 1})" if index else title


def _beginning(text: str) -> str:
    """The whole sentences of a text that a slide has room for, at least one, and where the rest is."""
    shown = ""
    for one in re.split(r"(?<=[.;]) (?=[A-Z])", text):
        if shown and lines(f"{shown} {one}", width=7.0) > LINES - 4:
            return f"{shown} More in the notes."
        shown = f"{shown} {one}".strip()
    return shown


def _teaching(made: Handout, one: Advice) -> str:
    """What a teacher says about one step: pearl, pitfall, checks, cautions and sources."""
    said = [f"{one.title}. {one.text}", f"Because: {one.because}"]
    said += [f"What to notice: {one.pearl}"] if one.pearl else []
    said += [f"Pitfall: {one.pitfall}"] if one.pitfall else []
    said += [_check_in_full(made, claim) for claim in one.claims]
    said += _cautions(made, one.cautions)
    said += [_cited(made, one.sources)] if one.sources else []
    return "\n".join(said)


def _check_in_full(made: Handout, claim: CheckedClaim) -> str:
    better = f" Better: {claim.better}" if claim.better else ""
    unseen = "" if claim.seen else " Source text not seen."
    cited = _cited(made, claim.sources)
    return f"{claim.id}, the article says: {claim.says} Our check: {claim.verdict}. {claim.finding}{better}{unseen} {cited}"


def _cautions(made: Handout, notes: Iterable[CautionNote]) -> list[str]:
    return [f"{one.severity} ({one.id}): {one.text} {_cited(made, one.sources)}" for one in notes]


def _caveats(chart: Comparison) -> str:
    return " ".join(("What this cannot show:", *chart.cannot))


def _cited(made: Handout, numbers: Sequence[int]) -> str:
    named = "; ".join(f"{number} {made.sources[number - 1].short}" for number in dict.fromkeys(numbers))
    return f"[{named}]"
