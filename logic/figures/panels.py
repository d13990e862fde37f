"""How panels, and our rule table, divide their scenarios: one stacked bar each, on one axis of percent."""

from __future__ import annotations

from functools import lru_cache

import plotly.graph_objects as go

from logic.content.library import PANELS
from logic.evidence.panels import Row, rows, shares
from logic.figures.style import PALETTES, Palette, Theme, dressed

CLASSES = {
    "yes": ("Yes: appropriate, or offered", ""),
    "uncertain": ("Uncertain: disputed, or a fact missing", "/"),
    "no": ("No: rarely appropriate, or not offered", "."),
}
"""For each class its name in the legend and its pattern."""

ROW = 128
"""Pixels that a bar and its heading take."""


@lru_cache(maxsize=2)
def panels_figure(theme: Theme) -> go.Figure:
    """Shares of scenarios in which cement is appropriate, uncertain or not; the shares stand above each bar."""
    palette, bars = PALETTES[theme], rows()
    colours = {"yes": palette.accent, "uncertain": palette.second, "no": palette.quiet}
    figure = go.Figure()
    for name, (label, pattern) in CLASSES.items():
        figure.add_bar(
            orientation="h",
            y=list(range(len(bars))),
            x=[getattr(row, name) for row in bars],
            width=0.26,
            name=label,
            marker={
                "color": colours[name] if not pattern else "rgba(0,0,0,0)",
                "line": {"color": colours[name], "width": 1.5},
                "pattern": {"shape": pattern, "fgcolor": colours[name], "size": 7},
            },
            hoverinfo="skip",
        )
    for index, row in enumerate(bars):
        _heading(figure, palette, row, index)
    dressed(figure, palette, height=ROW * len(bars) + 150, barmode="stack")
    figure.update_layout(
        margin={"b": 140, "r": 20},
        legend={"x": 0, "y": 0, "yref": "container", "yanchor": "bottom", "traceorder": "normal"},
    )
    figure.update_xaxes(range=[0, 100], tickvals=[0, 25, 50, 75, 100], title_text=PANELS.axis)
    figure.update_yaxes(range=[len(bars) - 0.8, -0.8], showticklabels=False, showgrid=False)
    return figure


def described() -> str:
    """The chart in words, with all its numbers."""
    bars = "; ".join(f"{row.name}{f' {row.year}' if row.year else ''}: {shares(row)}" for row in rows())
    return f"{PANELS.question} Percent of scenarios. {bars}."


def _heading(figure: go.Figure, palette: Palette, row: Row, index: int) -> None:
    year = f", {row.year}" if row.year else ""
    figure.add_annotation(
        text=f"<b>{row.name}{year}</b><br>{row.tag}<br>{shares(row)}",
        x=0,
        xref="paper",
        y=index - 0.15,
        showarrow=False,
        xanchor="left",
        yanchor="bottom",
        align="left",
        bgcolor=palette.background,
        borderpad=1,
    )
