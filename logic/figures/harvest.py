"""Which way each study points on one outcome: a harvest plot, which needs no common scale."""

from __future__ import annotations

from functools import lru_cache

import plotly.graph_objects as go

from logic.content.library import STUDIES
from logic.evidence.comparison import size_text, verdicts
from logic.figures.style import PALETTES, Theme, dressed

SIDES = ("vertebroplasty", "neither", "kyphoplasty")

RANDOMISED = "Randomised trials and reviews of them"
MIXED = "Reviews and networks of mixed designs"
OTHER = "Observational, single arms or a model"
_SYMBOLS = {RANDOMISED: "circle", MIXED: "square", OTHER: "triangle-up"}


@lru_cache(maxsize=64)
def harvest_figure(outcome: str, theme: Theme) -> go.Figure:
    """One row a study, best design first; its mark stands under the procedure that it favours.

    Filled marks compare the procedures directly, open ones set single arms beside each other.
    """
    palette = PALETTES[theme]
    found = verdicts(outcome)
    rows = list(found)
    figure = go.Figure()
    for group, symbol in _SYMBOLS.items():
        studies = [study for study in rows if _group(study) == group]
        if not studies:
            continue
        figure.add_scatter(
            x=[SIDES.index(found[study]) for study in studies],
            y=[rows.index(study) + 0.16 for study in studies],
            mode="markers",
            name=group,
            marker={
                "symbol": [f"{symbol}-open" if STUDIES[study].indirect else symbol for study in studies],
                "size": 15,
                "color": palette.accent,
                "line": {"color": palette.accent, "width": 2},
            },
            hovertext=[f"{STUDIES[study].citation}: favours {found[study]}" for study in studies],
            hoverinfo="text",
        )
    for index, study in enumerate(rows):
        entry = STUDIES[study]
        indirect = ", indirect" if entry.indirect else ""
        figure.add_annotation(
            text=f"{entry.citation}; {size_text(entry)}{indirect}",
            x=0,
            xref="paper",
            y=index - 0.22,
            showarrow=False,
            xanchor="left",
            bgcolor=palette.background,
        )
    dressed(figure, palette, height=52 * len(rows) + 170)
    figure.update_layout(
        margin={"t": 34, "b": 100},
        legend={"orientation": "h", "x": 0, "y": 0, "yref": "container", "yanchor": "bottom"},
    )
    names = ["Favours<br>vertebroplasty", "No difference", "Favours<br>kyphoplasty"]
    figure.update_xaxes(range=[-0.5, 2.5], tickvals=[0, 1, 2], ticktext=names, side="top", tickangle=0)
    figure.update_yaxes(range=[len(rows) - 0.5, -0.6], showticklabels=False, showgrid=False)
    return figure


def _group(study: str) -> str:
    entry = STUDIES[study]
    if entry.indirect:
        return OTHER
    if "RCT" in entry.level:
        return RANDOMISED
    return MIXED if "(mixed designs)" in entry.level else OTHER
