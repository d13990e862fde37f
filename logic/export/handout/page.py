"""The handout as one HTML file that needs no network: styles and charts are in it, and there is no script."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from logic.export.drawing.axis import Scale
from logic.export.drawing.svg import pair_svg, timeline_svg
from logic.export.handout.contents import day_text, handout
from logic.figures.style import PALETTES
from logic.pathway.names import STANCES
from logic.pathway.timeline import span
from logic.patient.scenario import Scenario


def page(scenario: Scenario, day: date) -> str:
    """The handout of this patient as HTML; the same text for the same input."""
    made = handout(scenario, day)
    scale = Scale.of(made)
    return _template().render(
        made=made,
        day=day_text(day),
        scale=scale,
        spans=" ".join(f"{span(item)}." for item in scale.rows),
        timeline=Markup(timeline_svg(scale)),  # noqa: S704 - its texts are escaped where it is made
        pairs=[
            (one, Markup(pair_svg(one, f"pair-{index}")))  # noqa: S704
            for chart in made.comparisons
            if chart.id == "pairs"
            for index, one in enumerate(chart.figures)
        ],
        stances=STANCES,
        light=PALETTES["light"],
        dark=PALETTES["dark"],
    )


@lru_cache(maxsize=1)
def _template() -> Template:
    loader = FileSystemLoader(Path(__file__).parent, encoding="utf-8")
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    return environment.get_template("page.html.j2")
