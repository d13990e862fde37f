"""Charts as SVG for the page: places in percent and type in pixels, so that text keeps its size on a phone."""

from __future__ import annotations

from html import escape

from logic.export.drawing.axis import Scale
from logic.export.handout.model import Figure
from logic.pathway.timeline import TimelineItem

_ROW = 44
_BAR = 14


def timeline_svg(scale: Scale) -> str:
    """The timeline: a label above each bar; solid treatments, hatched study lengths, diamonds for points in time."""
    height = _ROW * len(scale.rows) + 30
    foot = height - 26
    parts = []
    for week in scale.ticks:
        parts.append(f'<line x1="{_at(week, scale)}" x2="{_at(week, scale)}" y1="0" y2="{foot}" stroke="var(--line)"/>')
        anchor = "start" if week == 0 else "end" if week > scale.last * 0.96 else "middle"
        parts.append(f'<text x="{_at(week, scale)}" y="{height - 6}" text-anchor="{anchor}">{week}</text>')
    today = _at(scale.today, scale)
    parts.append(
        f'<line x1="{today}" x2="{today}" y1="0" y2="{foot}" stroke="var(--ink)" stroke-width="2" stroke-dasharray="3 4"/>'
    )
    for index, item in enumerate(scale.rows):
        parts += _row(item, scale, _ROW * index)
    return _svg("timeline", height, scale.spoken, parts)


def pair_svg(figure: Figure, name: str) -> str:
    """Percentages of both arms under each other; kyphoplasty solid, vertebroplasty hatched."""
    if figure.percent is None:
        raise ValueError(f"{figure.label}: without a percentage in both arms it cannot be drawn")
    arms = (
        ("Kyphoplasty", figure.percent[0], figure.kyphoplasty, "var(--accent)", "var(--accent)"),
        ("Vertebroplasty", figure.percent[1], figure.vertebroplasty, f"url(#{name}-hatch)", "var(--other)"),
    )
    parts = []
    for y, (arm, value, said, fill, edge) in zip((0, _ROW), arms, strict=True):
        parts.append(f'<text y="{y + 18}">{arm}: {escape(said)}</text>')
        parts.append(f'<rect y="{y + 24}" width="100%" height="{_BAR}" fill="none" stroke="var(--line)"/>')
        parts.append(f'<rect y="{y + 24}" width="{value:g}%" height="{_BAR}" fill="{fill}" stroke="{edge}"/>')
    spoken = f"{figure.label}: kyphoplasty {figure.kyphoplasty}, vertebroplasty {figure.vertebroplasty}."
    return _svg(name, 2 * _ROW, spoken, parts)


def _row(item: TimelineItem, scale: Scale, top: int) -> list[str]:
    end = scale.last if item.end_week is None else item.end_week
    label = (
        f'<text y="{top + 18}" stroke="var(--paper)" stroke-width="4" paint-order="stroke">{escape(item.label)}</text>'
    )
    y = top + 24
    if item.kind in ("checkpoint", "decision"):
        fill = "var(--ink)" if item.kind == "decision" else "var(--paper)"
        shape = f'<path d="M0 -8 8 0 0 8 -8 0Z" fill="{fill}" stroke="var(--ink)" stroke-width="2"/>'
        return [
            label,
            f'<svg x="{_at(item.start_week, scale)}" y="{y + 8}" width="1" height="1" overflow="visible">{shape}</svg>',
        ]
    study = item.kind == "evidence_window"
    fill, edge = ("url(#timeline-hatch)", "var(--other)") if study else ("var(--accent)", "var(--accent)")
    width = f"{100 * (end - item.start_week) / scale.last:.2f}%"
    bar = f'<rect x="{_at(item.start_week, scale)}" y="{y}" width="{width}" height="{_BAR}" fill="{fill}" stroke="{edge}"/>'
    return [label, bar]


def _at(week: float, scale: Scale) -> str:
    return f"{100 * week / scale.last:.2f}%"


def _svg(name: str, height: int, spoken: str, parts: list[str]) -> str:
    hatch = (
        f'<pattern id="{name}-hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<line x1="0" x2="0" y1="0" y2="7" stroke="var(--other)" stroke-width="4"/></pattern>'
    )
    body = "\n".join(parts)
    return f'<svg role="img" aria-label="{escape(spoken)}" height="{height}"><defs>{hatch}</defs>\n{body}\n</svg>'
