"""The randomised trials as charts: when each was, what it found, and the figures on death, kept apart.

Comparators differ in colour, in the shape of their mark and in words. Every scale has an axis of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby
from typing import Any

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from logic.content.library import TRIAL_TEXTS, TRIALS
from logic.content.shapes.evidence import Comparator, Difference, Mortality, Trial, TrialOutcome
from logic.evidence.trials import (
    AGAINST,
    Facet,
    estimate_text,
    facets,
    group_of,
    mortality_drawn,
    number,
    patients,
    ratio_text,
    title,
    verdict_text,
)
from logic.figures.style import PALETTES, Palette, Theme, dressed, note, sides

SHAPES: dict[Comparator, tuple[str, str]] = {
    "sham": ("square", "■"),
    "active control": ("triangle-up", "▲"),
    "nonsurgical": ("circle", "●"),
}
"""The mark of each comparator, in plotly's name and as a sign for text."""

LINE, ROW, HEAD, FOOT = 29, 104, 52, 88
"""Pixels of a trial in the timeline; of a row, a heading and an axis with its sides in a forest."""


@lru_cache(maxsize=32)
def timeline_figure(ids: tuple[str, ...], theme: Theme) -> go.Figure:
    """One mark a trial at its year, in bands by comparator; an open mark where no result could be verified."""
    palette = PALETTES[theme]
    figure = go.Figure()
    heights: dict[str, float] = {}
    y = 0.0
    for group, held in groupby(ids, key=lambda name: group_of(TRIALS[name])):
        names = list(held)
        comparator = TRIALS[names[0]].comparator
        note(figure, palette, f"{_sign(comparator, palette)} <b>{group}</b>", y=y + 0.5, yref="y")
        for name in names:
            y += 1
            heights[name] = y
        y += 1.5
    for comparator in SHAPES:
        shown = [name for name in ids if TRIALS[name].comparator == comparator]
        if shown:
            figure.add_scatter(**_marks(shown, [heights[name] for name in shown], comparator, palette))
    dressed(figure, palette, height=int(LINE * y) + 100, showlegend=False)
    figure.update_layout(margin={"t": 4, "b": 88})
    figure.update_xaxes(range=[2005.8, 2024.2], tickvals=list(range(2007, 2025, 4)))
    figure.update_yaxes(range=[y - 0.6, -0.6], showticklabels=False, showgrid=False)
    note(figure, palette, str(TRIAL_TEXTS["trials"].axis), y=0, yref="paper", up=-26, top=True)
    if not all(TRIALS[name].verified for name in ids):
        note(figure, palette, "Open mark: no result verified, year second-hand", y=0, yref="paper", up=-50, top=True)
    return figure


@lru_cache(maxsize=32)
def forest_figure(ids: tuple[str, ...], outcome: TrialOutcome, theme: Theme) -> go.Figure:
    """Differences with 95 % CI, one axis a scale, each mark on the side that its paper names.

    Where the paper names no side, the axis has the paper's sign and no side. Nothing is pooled.
    """
    palette, words = PALETTES[theme], TRIAL_TEXTS[outcome]
    shown = facets(ids, outcome)
    if not shown:
        raise ValueError(f"{outcome}: none of these trials has a difference that can be drawn")
    tops, height = [], 0
    for facet in shown:
        tops.append(height + HEAD)
        height += HEAD + ROW * len(facet.rows) + (FOOT if facet.sided else FOOT - 20)
    figure = make_subplots(rows=len(shown), cols=1)
    dressed(figure, palette, height=height, showlegend=False)
    figure.update_layout(margin={"t": 0, "b": 0})
    for row, (facet, top) in enumerate(zip(shown, tops, strict=True), start=1):
        frame = f"y{'' if row == 1 else row}"
        reach = max(abs(end) for same in shown if _range(same) == _range(facet) for end in _ends(same)) * 1.2
        step = next(step for step in (1, 2, 5, 10, 20, 50, 100) if reach / step <= 2.6)
        ticks = [step * at for at in range(-2, 3) if abs(step * at) <= reach]
        for comparator, held in groupby(enumerate(facet.rows), key=lambda one: TRIALS[one[1][0]].comparator):
            rows = list(held)
            figure.add_scatter(
                y=[at + 0.8 for at, _ in rows],
                name=comparator,
                **_drawn([_placed(one) for _, (_, one) in rows], SHAPES[comparator][0], _colour(comparator, palette)),
                row=row,
                col=1,
            )
        for at, (name, one) in enumerate(facet.rows):
            note(figure, palette, _row_text(TRIALS[name], one, palette), y=at + 0.04, yref=frame, top=True)
        labels = [number(abs(tick) if facet.sided else tick) for tick in ticks]
        figure.update_xaxes(range=[-reach, reach], tickvals=ticks, ticktext=labels, showticklabels=True, row=row, col=1)
        domain = [1 - (top + ROW * len(facet.rows)) / height, 1 - top / height]
        figure.update_yaxes(
            range=[len(facet.rows), 0], domain=domain, showticklabels=False, showgrid=False, row=row, col=1
        )
        figure.add_vline(x=0, line={"color": palette.text, "width": 1.5, "dash": "dot"}, row=row, col=1)
        kind = facet.rows[0][1].statistic if facet.unit == "points" else "difference"
        scale = facet.scale if outcome in facet.scale else f"{outcome}, {facet.scale}"
        heading = f"<b>{scale[:1].upper()}{scale[1:]}</b><br>{str(kind).capitalize()} in {facet.unit}"
        note(figure, palette, heading, y=1, yref=f"{frame} domain", up=6)
        if facet.sided:
            sides(figure, palette, words.lower_side, words.upper_side, yref=f"{frame} domain", below=26)
        else:
            aside = "No side named: order of subtraction not stated"
            note(figure, palette, aside, y=0, yref=f"{frame} domain", up=-26, top=True)
    return figure


@lru_cache(maxsize=4)
def mortality_figure(theme: Theme) -> go.Figure:
    """Hazard ratios of death with 95 % CI where seen, on one log axis, marked as association on the chart."""
    palette, words = PALETTES[theme], TRIAL_TEXTS["mortality"]
    shown = mortality_drawn()
    figure = go.Figure()
    for sure in (True, False):
        rows = [(at, one) for at, one in enumerate(shown) if (one.ci95_low is not None) == sure]
        marks = [(one.estimate or 0, one.ci95_low, one.ci95_high) for _, one in rows]
        symbol = "diamond" if sure else "diamond-open"
        figure.add_scatter(y=[at + 0.8 for at, _ in rows], **_drawn(marks, symbol, palette.text))
    for at, one in enumerate(shown):
        note(figure, palette, _death_text(one), y=at + 0.04, yref="y", top=True)
    figure.add_vline(x=1, line={"color": palette.text, "width": 1.5, "dash": "dot"})
    dressed(figure, palette, height=ROW * len(shown) + 132, showlegend=False)
    figure.update_layout(margin={"t": 36, "b": 96})
    ticks = [0.5, 0.6, 0.8, 1, 1.25]
    figure.update_xaxes(type="log", range=[-0.33, 0.13], tickvals=ticks, ticktext=[number(tick) for tick in ticks])
    figure.update_yaxes(range=[len(shown), 0], showticklabels=False, showgrid=False)
    note(figure, palette, "<b>Association, not effect</b>: nobody was randomised", y=1, yref="paper", up=8)
    note(figure, palette, str(words.axis), y=0, yref="paper", up=-24, top=True)
    sides(figure, palette, words.lower_side, words.upper_side, yref="paper", below=46)
    return figure


def timeline_alt(ids: Iterable[str]) -> str:
    """The timeline in words: every trial with its year and size, by comparator."""
    parts = []
    for group, held in groupby(ids, key=lambda name: group_of(TRIALS[name])):
        parts.append(f"{group}: {', '.join(_listed(TRIALS[name]) for name in held)}.")
    return "Timeline of randomised trials by year of publication, grouped by comparator. " + " ".join(parts)


def forest_alt(ids: Iterable[str], outcome: TrialOutcome) -> str:
    """A forest in words: every row with its comparator, size, time, estimate and verdict."""
    rows = [
        f"{title(TRIALS[name])} {AGAINST[TRIALS[name].comparator]}, {patients(TRIALS[name])}, {one.scale}, {one.time}: "
        f"{estimate_text(one)} {one.unit}, {verdict_text(one)}{'' if facet.sided else ', no side named'}."
        for facet in facets(ids, outcome)
        for name, one in facet.rows
    ]
    return f"Forest plot of {outcome}, one axis per scale, nothing pooled. " + " ".join(rows)


def mortality_alt() -> str:
    """The chart on death in words."""
    rows = [f"{one.name}, {one.time}: {ratio_text(one)}." for one in mortality_drawn()]
    return "Hazard ratios of death, cement to no cement, log scale. Association, not effect. " + " ".join(rows)


def _listed(trial: Trial) -> str:
    return f"{title(trial)} ({patients(trial)}{'' if trial.verified else ', no result verified, year second-hand'})"


def _colour(comparator: Comparator, palette: Palette) -> str:
    return {"sham": palette.accent, "active control": palette.text, "nonsurgical": palette.second}[comparator]


def _sign(comparator: Comparator, palette: Palette) -> str:
    return f'<span style="color:{_colour(comparator, palette)}">{SHAPES[comparator][1]}</span>'


def _marks(names: list[str], heights: list[float], comparator: Comparator, palette: Palette) -> dict[str, Any]:
    """The trials of one comparator in the timeline, each with its name and number of patients."""
    trials = [TRIALS[name] for name in names]
    symbol, colour = SHAPES[comparator][0], _colour(comparator, palette)
    return {
        "x": [trial.year for trial in trials],
        "y": heights,
        "mode": "markers+text",
        "text": [f" {trial.name}{_with(trial)}, {patients(trial)} " for trial in trials],
        "textposition": ["middle right" if trial.year <= 2014 else "middle left" for trial in trials],
        "textfont": {"color": palette.text},
        "marker": {
            "symbol": [symbol if trial.verified else f"{symbol}-open" for trial in trials],
            "size": 13,
            "color": colour,
            "line": {"color": colour, "width": 2},
        },
        "name": comparator,
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _with(trial: Trial) -> str:
    return " (kyphoplasty)" if "kyphoplasty" in trial.intervention else ""


def _placed(one: Difference) -> tuple[float, float, float]:
    """Estimate and ends as they are drawn: towards the side that the paper names, else with the paper's sign."""
    estimate, low, high = one.estimate or 0, one.ci95_low or 0, one.ci95_high or 0
    to_the_right = one.side is None or one.side != "control"
    if one.side is None or (estimate > 0) == to_the_right:
        return estimate, low, high
    return -estimate, -high, -low


def _ends(facet: Facet) -> list[float]:
    return [end for _, one in facet.rows for end in _placed(one)[1:]]


def _range(facet: Facet) -> tuple[str, str]:
    """Axes of one range and unit reach equally far, so that their rows can be compared by eye."""
    return facet.scale.split()[-1], facet.unit


def _row_text(trial: Trial, one: Difference, palette: Palette) -> str:
    """Three lines above a row: who against what in how many, the figure as printed, and who is favoured."""
    printed = f"printed as {estimate_text(one)}" if _placed(one)[0] != one.estimate else estimate_text(one)
    return (
        f"{_sign(trial.comparator, palette)} <b>{title(trial)}</b>, {AGAINST[trial.comparator]}, {patients(trial)}<br>"
        f"{printed} at {one.time}<br>{verdict_text(one)}"
    )


def _death_text(one: Mortality) -> str:
    return f"<b>{one.name}</b>, {one.time}<br>{ratio_text(one)}<br>{one.n}"


def _drawn(marks: list[Any], symbol: str, colour: str) -> dict[str, Any]:
    """Marks with their 95 % CI; a mark without an interval has no line."""
    return {
        "x": [estimate for estimate, _, _ in marks],
        "mode": "markers",
        "marker": {"symbol": symbol, "size": 14, "color": colour, "line": {"color": colour, "width": 2}},
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": [0 if high is None else high - estimate for estimate, _, high in marks],
            "arrayminus": [0 if low is None else estimate - low for estimate, low, _ in marks],
            "color": colour,
            "thickness": 2.5,
            "width": 7,
            "visible": all(low is not None for _, low, _ in marks),
        },
        "hoverinfo": "skip",
    }
