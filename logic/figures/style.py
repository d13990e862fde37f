"""Colours, type and marks of every chart, in one place and for both themes.

No meaning rests on colour alone: procedures also differ in marker and pattern, kinds in shape.
Which of the colours a chart uses stands in its own module; those of the pages are in .streamlit/config.toml.
"""

from __future__ import annotations

from typing import Any, Literal, NamedTuple, TypeAlias

import plotly.graph_objects as go

Theme: TypeAlias = Literal["light", "dark"]


class Palette(NamedTuple):
    """Colours of one theme; text on background has a contrast of at least 7 to 1."""

    text: str
    quiet: str
    grid: str
    accent: str
    second: str
    background: str


PALETTES: dict[Theme, Palette] = {
    "light": Palette("#172426", "#475558", "#d3dedf", "#0b6b72", "#9a5200", "#ffffff"),
    "dark": Palette("#e6eeee", "#b9c6c8", "#33474b", "#5cc4ca", "#f0ab5e", "#0f1719"),
}

FONT = "'Source Sans', 'Source Sans Pro', sans-serif"
SIZE = 15
"""Pixels of a chart's text; nothing in a chart is smaller."""

HALL_SIZE = 22
HALL_SIZE_CROWDED = 20
HALL_HEIGHT = 680
HALL_BELOW = 110
"""Pixels on the wall of a lecture hall: of a chart's text, of its height, of what stands below its axis."""

MARKERS = {"kyphoplasty": "circle", "vertebroplasty": "diamond"}
PATTERNS = {"kyphoplasty": "", "vertebroplasty": "/"}


def colour_of(procedure: str, palette: Palette) -> str:
    """The colour of a procedure: kyphoplasty the accent, vertebroplasty the second colour."""
    return palette.accent if procedure == "kyphoplasty" else palette.second


def dressed(figure: go.Figure, palette: Palette, height: int, **layout: Any) -> go.Figure:
    """The figure with our type, colours and margins; nothing in it drags, zooms or animates."""
    figure.update_layout(
        height=height,
        font={"family": FONT, "size": SIZE, "color": palette.text},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        hoverlabel={"font": {"family": FONT, "size": SIZE}},
        dragmode=False,
        **layout,
    )
    axis = {
        "gridcolor": palette.grid,
        "linecolor": palette.quiet,
        "zeroline": False,
        "fixedrange": True,
        "automargin": True,
        "title_font_size": SIZE,
    }
    figure.update_xaxes(axis)
    figure.update_yaxes(axis)
    return figure


def for_hall(figure: go.Figure) -> go.Figure:
    """A copy of a figure whose words can be read from the back row, in the height that a slide leaves.

    Its rows grow with its words; a figure of many rows gets somewhat smaller words, so that nothing is cut off.
    """
    grown = round(figure.layout.height * HALL_SIZE / SIZE)
    size = HALL_SIZE if grown <= HALL_HEIGHT else HALL_SIZE_CROWDED
    large = go.Figure(figure)
    below = min(figure.layout.margin.b, HALL_BELOW)  # a wide screen holds the legend in one line
    large.update_layout(font_size=size, height=min(grown, HALL_HEIGHT), margin_b=below)
    large.update_xaxes(title_font_size=size)
    large.update_yaxes(title_font_size=size)
    return large


def note(
    figure: go.Figure,
    palette: Palette,
    text: str,
    *,
    y: float,
    yref: str = "y",
    up: int = 0,
    top: bool = False,
    right: bool = False,
) -> None:
    """Text at the left or right edge of the chart, some pixels above a height on an axis."""
    side = "right" if right else "left"
    figure.add_annotation(
        text=text,
        x=1 if right else 0,
        xref="paper",
        xanchor=side,
        align=side,
        y=y,
        yref=yref,
        yshift=up,
        yanchor="top" if top else "bottom",
        showarrow=False,
        bgcolor=palette.background,
        borderpad=1,
    )


def sides(figure: go.Figure, palette: Palette, lower: str | None, upper: str | None, *, yref: str, below: int) -> None:
    """What either side of the line of no difference means, on two lines under the axis; None: nothing."""
    if lower:
        note(figure, palette, f"◀ {lower}" if upper else lower, y=0, yref=yref, up=-below, top=True)
    if upper:
        note(figure, palette, f"{upper} ▶", y=0, yref=yref, up=-below - 20, top=True, right=True)
