"""The verdicts on the article's claims as one bar chart."""

from __future__ import annotations

from functools import lru_cache

import plotly.graph_objects as go

from logic.evidence.audit import by_verdict
from logic.figures.style import PALETTES, Theme, dressed


@lru_cache(maxsize=2)
def verdicts_figure(theme: Theme) -> go.Figure:
    """How many claims have each verdict, from best to worst, with the number at each bar."""
    palette, counts = PALETTES[theme], {name: len(claims) for name, claims in by_verdict().items()}
    figure = go.Figure()
    figure.add_bar(
        orientation="h",
        y=[name.capitalize() for name in counts],
        x=list(counts.values()),
        width=0.6,
        marker={"color": palette.accent},
        text=[f" {count}" for count in counts.values()],
        textposition="outside",
        cliponaxis=False,
        hoverinfo="skip",
    )
    dressed(figure, palette, height=260)
    figure.update_layout(margin={"r": 24})
    figure.update_xaxes(rangemode="tozero", dtick=5, title_text="Number of claims")
    figure.update_yaxes(autorange="reversed", showgrid=False, ticklabelstandoff=6)
    return figure


def described() -> str:
    """The chart in words, with all its numbers."""
    counts = {name: len(claims) for name, claims in by_verdict().items()}
    bars = ", ".join(f"{count} {name}" for name, count in counts.items())
    return f"Verdicts on the {sum(counts.values())} claims of the article: {bars}."
