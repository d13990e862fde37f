"""The timeline of the conservative phase as a chart."""

from __future__ import annotations

from functools import lru_cache

import plotly.graph_objects as go

from logic.figures.style import PALETTES, Palette, Theme, dressed
from logic.pathway.timeline import KIND_NAMES, Kind, TimelineItem, span

ROW = 42
"""Pixels of one row: a label and its bar."""


@lru_cache(maxsize=256)
def timeline_figure(items: tuple[TimelineItem, ...], theme: Theme) -> go.Figure:
    """Bars for treatments, hatched bars for lengths of studies, diamonds for points in time.

    The axis counts weeks from the fracture's identification. Labels stand above their bars, so
    that the chart keeps its type size on a phone.
    """
    palette = PALETTES[theme]
    today = next(item.start_week for item in items if item.kind == "now")
    rows = [item for item in items if item.kind != "now"]
    ends = [item.start_week if item.end_week is None else item.end_week for item in items]
    last = max(14, *(end + 2 for end in ends))
    figure = go.Figure()
    _add_bars(figure, "treatment", rows, last, palette)
    _add_bars(figure, "evidence_window", rows, last, palette)
    _add_points(figure, "checkpoint", rows, palette)
    _add_points(figure, "decision", rows, palette)
    _add_labels(figure, rows, last, palette)
    figure.add_shape(
        type="line",
        x0=today,
        x1=today,
        y0=0,
        y1=1,
        yref="paper",
        line={"color": palette.text, "width": 2, "dash": "dot"},
    )
    figure.add_annotation(
        x=today,
        y=1,
        yref="paper",
        text=f"Today, week {today}",
        showarrow=False,
        yanchor="bottom",
        xanchor=_side(today, last),
    )
    dressed(figure, palette, height=ROW * len(rows) + 190, barmode="overlay", bargap=0.72)
    figure.update_layout(  # room below for the legend, which takes four lines on a phone
        margin={"l": 4, "r": 12, "t": 30, "b": 150},
        legend={"orientation": "h", "x": 0, "xanchor": "left", "y": 0, "yref": "container", "yanchor": "bottom"},
    )
    figure.update_xaxes(
        range=[-0.4, last],
        dtick=2 if last <= 30 else 4 if last <= 60 else 12,
        title="Weeks since the fracture was identified",
    )
    figure.update_yaxes(range=[len(rows) - 0.4, -0.75], showticklabels=False, showgrid=False)
    return figure


def _side(week: int, last: int) -> str:
    if week < last * 0.15:
        return "left"
    return "right" if week > last * 0.85 else "center"


def _add_bars(figure: go.Figure, kind: Kind, rows: list[TimelineItem], last: int, palette: Palette) -> None:
    bars = [(index, item) for index, item in enumerate(rows) if item.kind == kind]
    if not bars:
        return
    ends = [last if item.end_week is None else item.end_week for _, item in bars]
    study = kind == "evidence_window"
    figure.add_bar(
        orientation="h",
        y=[index + 0.12 for index, _ in bars],
        x=[end - item.start_week for end, (_, item) in zip(ends, bars, strict=True)],
        base=[item.start_week for _, item in bars],
        width=0.34,
        name=KIND_NAMES[kind],
        marker={
            "color": "rgba(0,0,0,0)" if study else palette.accent,
            "line": {"color": palette.second if study else palette.accent, "width": 1.5},
            "pattern": {"shape": "/" if study else "", "fgcolor": palette.second, "size": 7},
        },
        hovertext=[span(item) for _, item in bars],
        hoverinfo="text",
    )


def _add_points(figure: go.Figure, kind: Kind, rows: list[TimelineItem], palette: Palette) -> None:
    points = [(index, item) for index, item in enumerate(rows) if item.kind == kind]
    if not points:
        return
    decision = kind == "decision"
    figure.add_scatter(
        mode="markers",
        x=[item.start_week for _, item in points],
        y=[index + 0.12 for index, _ in points],
        name=KIND_NAMES[kind],
        marker={
            "symbol": "diamond" if decision else "diamond-open",
            "size": 17 if decision else 15,
            "color": palette.text,
            "line": {"color": palette.text, "width": 2},
        },
        hovertext=[span(item) for _, item in points],
        hoverinfo="text",
        cliponaxis=False,
    )


def _add_labels(figure: go.Figure, rows: list[TimelineItem], last: int, palette: Palette) -> None:
    late = [item.start_week > last * 0.6 for item in rows]
    figure.add_scatter(
        mode="text",
        x=[
            (last if item.end_week is None else item.end_week) if is_late else item.start_week
            for item, is_late in zip(rows, late, strict=True)
        ],
        y=[index - 0.12 for index in range(len(rows))],
        text=[item.label for item in rows],
        textposition=["top left" if is_late else "top right" for is_late in late],
        textfont={"color": palette.text},
        showlegend=False,
        hoverinfo="skip",
        cliponaxis=False,
    )
