"""The comparison of kyphoplasty with vertebroplasty as charts: never two scales on one axis."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from logic.content.library import CHARTS, FINDINGS, STUDIES
from logic.content.shapes.evidence import Arm, Effect, Finding
from logic.evidence.comparison import effect_text, estimate_text, size_text
from logic.figures.style import MARKERS, PALETTES, PATTERNS, Palette, Theme, colour_of, dressed, note, sides

PROCEDURES = ("kyphoplasty", "vertebroplasty")


@lru_cache(maxsize=4)
def ratios_figure(theme: Theme) -> go.Figure:
    """Risk ratios with 95 % CI on one logarithmic axis; a filled mark is reported, an open one derived."""
    palette, chart = PALETTES[theme], CHARTS["ratios"]
    count = len(chart.findings)
    figure = go.Figure()
    for derived in (False, True):
        rows = [(i, n) for i, n in enumerate(chart.findings) if _effect(FINDINGS[n]).derived == derived]
        figure.add_scatter(
            y=[index for index, _ in rows],
            name="Derived from the trial's counts" if derived else "Reported by the source",
            **_estimates([_effect(FINDINGS[name]) for _, name in rows], palette),
        )
    figure.add_vline(x=1, line={"color": palette.text, "width": 1.5, "dash": "dot"})
    for index, name in enumerate(chart.findings):
        note(figure, palette, _heading("ratios", name), y=index, up=14)
    dressed(figure, palette, height=125 * count + 150)
    figure.update_layout(
        margin={"b": 140}, legend={"orientation": "h", "x": 0, "y": 0, "yref": "container", "yanchor": "bottom"}
    )
    ticks = [0.5, 0.6, 0.8, 1, 1.25, 1.6]
    figure.update_xaxes(type="log", range=[-0.36, 0.22], tickvals=ticks, ticktext=[f"{t:g}" for t in ticks])
    figure.update_yaxes(range=[count - 0.6, -0.8], showticklabels=False, showgrid=False)
    note(figure, palette, chart.axis, y=0, yref="paper", up=-24, top=True)
    sides(figure, palette, chart.lower_side, chart.upper_side, yref="paper", below=46)
    return figure


@lru_cache(maxsize=4)
def differences_figure(theme: Theme) -> go.Figure:
    """Differences with 95 % CI, each on a scale of its own, with what either side of zero means."""
    palette, chart = PALETTES[theme], CHARTS["differences"]
    count, block, plot = len(chart.findings), 208, 46
    figure = make_subplots(rows=count, cols=1)
    dressed(figure, palette, height=block * count)
    figure.update_layout(margin={"t": 0, "b": 0}, showlegend=False)
    for row, name in enumerate(chart.findings, start=1):
        effect = _effect(FINDINGS[name])
        figure.add_scatter(y=[0], **_estimates([effect], palette), row=row, col=1)
        reach = max(abs(end) for end in _interval(effect)) * 1.25
        top = 1 - (row - 1 + 0.34) / count
        domain = [top - plot / (block * count), top]
        figure.update_xaxes(range=[-reach, reach], nticks=7, showticklabels=True, row=row, col=1)
        figure.update_yaxes(range=[-1, 1], domain=domain, showticklabels=False, showgrid=False, row=row, col=1)
        figure.add_vline(x=0, line={"color": palette.text, "width": 1.5, "dash": "dot"}, row=row, col=1)
        frame = f"y{'' if row == 1 else row} domain"
        note(figure, palette, _heading("differences", name), y=1, yref=frame, up=4)
        lower, upper = chart.sides.get(name, ("No side named: order of subtraction not stated", ""))
        sides(figure, palette, lower, upper, yref=frame, below=26)
    return figure


@lru_cache(maxsize=4)
def pairs_figure(theme: Theme) -> go.Figure:
    """Percentages of both arms side by side, with events, denominators and method written at each pair."""
    palette, chart = PALETTES[theme], CHARTS["pairs"]
    figure = go.Figure()
    for offset, procedure in enumerate(PROCEDURES):
        arms = [_arm(FINDINGS[name], procedure) for name in chart.findings]
        figure.add_bar(
            orientation="h",
            y=[3 * index + offset for index in range(len(arms))],
            x=[arm.percent for arm in arms],
            width=0.8,
            name=procedure.capitalize(),
            marker={
                "color": colour_of(procedure, palette) if not PATTERNS[procedure] else "rgba(0,0,0,0)",
                "line": {"color": colour_of(procedure, palette), "width": 1.5},
                "pattern": {"shape": PATTERNS[procedure], "fgcolor": colour_of(procedure, palette), "size": 7},
            },
            text=[f" {arm.percent:g} %: {arm.events} of {arm.n}" for arm in arms],
            textposition="outside",
            cliponaxis=False,
            hoverinfo="skip",
        )
    for index, name in enumerate(chart.findings):
        note(figure, palette, f"<b>{chart.labels[name]}</b><br>{chart.methods[name]}", y=3 * index - 0.55)
    dressed(figure, palette, height=430)
    figure.update_layout(legend={"orientation": "h", "y": -0.25, "x": 0, "xanchor": "left", "traceorder": "normal"})
    figure.update_xaxes(range=[0, 135], tickvals=[0, 25, 50, 75, 100], title=chart.axis)
    figure.update_yaxes(range=[3 * len(chart.findings) - 1.3, -2.1], showticklabels=False, showgrid=False)
    return figure


@lru_cache(maxsize=4)
def course_figure(theme: Theme) -> go.Figure:
    """Mean pain (0 to 10) and mean RMDQ (0 to 24) at each visit of the trial, on two axes."""
    palette, chart = PALETTES[theme], CHARTS["course"]
    outcomes = {
        "pain_nrs_0_10": ("Average pain, 0 to 10", 10),
        "disability_rmdq_0_24": ("Disability, RMDQ 0 to 24", 24),
    }
    figure = make_subplots(rows=2, cols=1, vertical_spacing=0.24)
    for row, (outcome, (title, top)) in enumerate(outcomes.items(), start=1):
        visits = [FINDINGS[name] for name in chart.findings if FINDINGS[name].outcome == outcome]
        for procedure, other, aside in zip(PROCEDURES, reversed(PROCEDURES), (-0.06, 0.06), strict=True):
            means = [_arm(visit, procedure).mean or 0 for visit in visits]
            higher = [mean >= (_arm(visit, other).mean or 0) for mean, visit in zip(means, visits, strict=True)]
            figure.add_scatter(
                x=[index + aside for index in range(len(visits))],
                y=means,
                mode="markers+lines+text",
                text=[f"{mean:.1f}" for mean in means],
                textposition=["top center" if above else "bottom center" for above in higher],
                textfont={"color": colour_of(procedure, palette)},
                marker={"symbol": MARKERS[procedure], "size": 12, "color": colour_of(procedure, palette)},
                line={"color": colour_of(procedure, palette), "width": 1.5, "dash": "dot"},
                name=procedure.capitalize(),
                showlegend=row == 1,
                hoverinfo="skip",
                cliponaxis=False,
                row=row,
                col=1,
            )
        times = [visit.time for visit in visits]
        figure.update_xaxes(
            tickvals=list(range(len(times))),
            ticktext=times,
            range=[-0.4, len(times) - 0.6],
            showgrid=False,
            row=row,
            col=1,
        )
        figure.update_yaxes(range=[0, top], dtick=top / 4 if top == 24 else 2, row=row, col=1)
        frame = f"y{'' if row == 1 else row} domain"
        note(figure, palette, f"<b>{title}</b>, lower is better", y=1, yref=frame, up=6)
    dressed(figure, palette, height=620)
    figure.update_layout(margin={"t": 40}, legend={"orientation": "h", "y": -0.1, "x": 0, "xanchor": "left"})
    return figure


def _effect(finding: Finding) -> Effect:
    if finding.effect is None:
        raise ValueError(f"{finding.label}: without an effect it cannot be drawn as a difference or ratio")
    return finding.effect


def _interval(effect: Effect) -> tuple[float, float]:
    if effect.ci95_low is None or effect.ci95_high is None:
        raise ValueError(f"{effect.measure} {effect.value}: without a confidence interval it cannot be drawn")
    return effect.ci95_low, effect.ci95_high


def _arm(finding: Finding, procedure: str) -> Arm:
    arm: Arm | None = getattr(finding, procedure)
    if arm is None:
        raise ValueError(f"{finding.label}: nothing was seen for {procedure}, so there is no bar to draw")
    return arm


def _heading(chart: str, name: str) -> str:
    """Three lines above an estimate: what was measured, its value, and who found it in how many."""
    finding = FINDINGS[name]
    study = STUDIES[finding.study]
    label = CHARTS[chart].labels[name]
    return f"<b>{label}</b><br>{effect_text(finding.effect)}<br>{study.citation}; {size_text(study)}"


def _estimates(effects: list[Effect], palette: Palette) -> dict[str, Any]:
    """Marks with 95 % CI for effects of one kind: filled where reported, open where derived."""
    intervals = [_interval(effect) for effect in effects]
    return {
        "x": [effect.value for effect in effects],
        "mode": "markers",
        "marker": {
            "symbol": ["square-open" if effect.derived else "square" for effect in effects],
            "size": 14,
            "color": palette.accent,
            "line": {"color": palette.accent, "width": 2.5},
        },
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": [high - effect.value for effect, (_, high) in zip(effects, intervals, strict=True)],
            "arrayminus": [effect.value - low for effect, (low, _) in zip(effects, intervals, strict=True)],
            "color": palette.accent,
            "thickness": 2.5,
            "width": 7,
        },
        "hovertext": [estimate_text(effect) for effect in effects],
        "hoverinfo": "text",
    }
