"""Charts keep their meaning in grey print and for readers who see colours differently."""

from __future__ import annotations

import importlib
import itertools
import math
import pkgutil
import re
import tomllib
from collections import defaultdict
from pathlib import Path

import plotly.graph_objects as go
import pytest

import logic.figures
from logic import Scenario, timeline
from logic.content.library import EXAMPLES, OUTCOMES
from logic.evidence import trials
from logic.figures import audit, comparison, harvest, panels, style
from logic.figures import timeline as weeks
from logic.figures import trials as forests
from logic.figures.style import PALETTES

THEMES = ("light", "dark")
IDS = trials.chosen()
FIGURES = {
    "pairs": comparison.pairs_figure,
    "ratios": comparison.ratios_figure,
    "differences": comparison.differences_figure,
    "course": comparison.course_figure,
    "panels": panels.panels_figure,
    "audit": audit.verdicts_figure,
    "deaths": forests.mortality_figure,
    "trials": lambda theme: forests.timeline_figure(IDS, theme),
    **{f"harvest of {name}": lambda theme, name=name: harvest.harvest_figure(name, theme) for name in OUTCOMES},
    **{
        f"forest of {name}": lambda theme, name=name: forests.forest_figure(IDS, name, theme)
        for name in trials.FORESTS
        if trials.facets(IDS, name)
    },
    **{
        f"weeks of {name}": lambda theme, one=one: weeks.timeline_figure(tuple(timeline(Scenario(**one.given))), theme)
        for name, one in EXAMPLES.items()
        if len(timeline(Scenario(**one.given))) > 1  # today alone has no mark
    },
}
DRAWN = [pytest.param(make, theme, id=f"{name}, {theme}") for name, make in FIGURES.items() for theme in THEMES]

# Severity 1.0 on linear RGB, from Machado, Oliveira and Fernandes, "A physiologically-based model for simulation of
# color vision deficiency", IEEE Transactions on Visualization and Computer Graphics 2009;15(6):1291-1298, table 1.
VISIONS = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
    "grey print": ((0.2126, 0.7152, 0.0722),) * 3,  # the relative luminance of WCAG 2
}
APART = 20
"""Units of CIELAB between two colours that nobody confuses side by side; about 2 can just be seen."""


def linear(colour: str) -> tuple[float, ...]:
    """A colour as linear red, green and blue."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return tuple(one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)


def seen(colour: str, vision: str) -> tuple[float, ...]:
    """A colour as it appears, in linear red, green and blue."""
    rgb = linear(colour)
    return tuple(min(1, max(0, sum(a * b for a, b in zip(row, rgb, strict=True)))) for row in VISIONS[vision])


def luminance(rgb: tuple[float, ...]) -> float:
    return sum(a * b for a, b in zip((0.2126, 0.7152, 0.0722), rgb, strict=True))


def contrast(colour: str, other: str, vision: str) -> float:
    """The ratio of WCAG 2 between two colours as they appear."""
    low, high = sorted(luminance(seen(one, vision)) for one in (colour, other))
    return (high + 0.05) / (low + 0.05)


def lab(rgb: tuple[float, ...]) -> tuple[float, float, float]:
    """CIELAB under daylight (D65)."""
    rows = ((0.4124, 0.3576, 0.1805, 0.9505), (0.2126, 0.7152, 0.0722, 1.0), (0.0193, 0.1192, 0.9505, 1.089))
    shares = [sum(a * b for a, b in zip(row, rgb, strict=False)) / row[3] for row in rows]
    x, y, z = (one ** (1 / 3) if one > 0.008856 else 7.787 * one + 16 / 116 for one in shares)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def difference(colour: str, other: str, vision: str) -> float:
    """How far apart two colours appear, in CIELAB."""
    return math.dist(lab(seen(colour, vision)), lab(seen(other, vision)))


def spread(value, count):
    """A value of each point, whether plotly was given one for all or one for each."""
    return list(value) if isinstance(value, tuple | list) else [value] * count


def marks(figure: go.Figure) -> list[tuple[str, str, tuple[str, str]]]:
    """Every mark as the name of its series, its colour and its sign: symbol, pattern or dash."""
    found = []
    for trace in figure.data:
        count = len(trace.y)
        if trace.type == "bar":
            colours = [trace.marker.line.color or trace.marker.color] * count
            if trace.marker.pattern.shape:
                assert trace.marker.pattern.fgcolor == colours[0]
            signs = [("pattern", shape or "full") for shape in spread(trace.marker.pattern.shape, count)]
        elif "markers" in trace.mode:
            colours = spread(trace.marker.color, count)
            signs = [("symbol", symbol) for symbol in spread(trace.marker.symbol, count)]
            assert trace.error_x.color in (None, *colours)
        elif "lines" in trace.mode:
            colours, signs = [trace.line.color] * count, [("dash", trace.line.dash or "solid")] * count
        else:
            assert trace.mode == "text"
            continue
        found += [(trace.name or "", colour, sign) for colour, sign in zip(colours, signs, strict=True)]
    return found


def texts(figure: go.Figure) -> set[str]:
    """Every colour that words are written in."""
    given = {figure.layout.font.color}
    given |= {colour for one in figure.data for colour in spread(one.textfont.color, 1) if colour}
    given |= {one.font.color for one in figure.layout.annotations if one.font.color}
    return given | {colour for one in figure.layout.annotations for colour, _ in signed(one.text)}


def signed(text: str) -> list[tuple[str, str]]:
    """The coloured parts of an annotation, each with its colour."""
    return re.findall(r'<span style="color:(#[0-9a-f]{6})">(.*?)</span>', text)


def signs_by(figure: go.Figure, part: int) -> dict[str, set[tuple[str, str]]]:
    """The signs of each series (0) or each colour (1)."""
    held: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for mark in marks(figure):
        held[mark[part]].add(mark[2])
    return held


def test_every_figure_is_looked_at():
    """A figure function that is added to logic/figures is missed here until it is listed."""
    modules = [
        importlib.import_module(f"logic.figures.{one.name}") for one in pkgutil.iter_modules(logic.figures.__path__)
    ]
    made = {(module.__name__, name) for module in modules for name in vars(module) if name.endswith("_figure")}
    listed = {("comparison", name) for name in ("pairs_figure", "ratios_figure", "differences_figure", "course_figure")}
    listed |= {("trials", name) for name in ("timeline_figure", "forest_figure", "mortality_figure")}
    listed |= {("panels", "panels_figure"), ("audit", "verdicts_figure"), ("harvest", "harvest_figure")}
    listed |= {("timeline", "timeline_figure")}
    assert made == {(f"logic.figures.{module}", name) for module, name in listed}
    assert all(marks(make("light")) for make in FIGURES.values())


@pytest.mark.parametrize(("make", "theme"), DRAWN)
def test_what_differs_in_colour_or_name_differs_in_sign(make, theme):
    """Two series, or two colours, never share a symbol, pattern or dash; the same in the words beside them."""
    figure = make(theme)
    for part in (0, 1):
        for (one, signs), (other, others) in itertools.combinations(signs_by(figure, part).items(), 2):
            assert not signs & others, f"{one} and {other} share {signs & others}"
    glyphs = {pair for note in figure.layout.annotations for pair in signed(note.text)}
    assert len({glyph for _, glyph in glyphs}) == len(glyphs)


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize(("make", "theme"), DRAWN)
def test_words_and_marks_stand_out_from_the_page(make, theme, vision):
    """Words have a contrast of 4.5 to 1 and marks of 3 to 1, in grey and for every kind of colour vision."""
    figure, background = make(theme), PALETTES[theme].background
    for colour in texts(figure):
        assert contrast(colour, background, vision) >= 4.5, colour
    drawn = {colour for _, colour, _ in marks(figure)} | {shape.line.color for shape in figure.layout.shapes}
    for colour in drawn:
        assert contrast(colour, background, vision) >= 3, colour


@pytest.mark.parametrize("vision", ["protanopia", "deuteranopia", "tritanopia"])
@pytest.mark.parametrize("theme", THEMES)
def test_the_procedures_keep_their_colours_apart(theme, vision):
    """Kyphoplasty and vertebroplasty differ in colour for readers without one of the three kinds of cone."""
    one, other = (style.colour_of(name, PALETTES[theme]) for name in comparison.PROCEDURES)
    assert difference(one, other, vision) >= APART


@pytest.mark.parametrize("theme", THEMES)
def test_in_grey_the_procedures_rest_on_their_signs(theme):
    """In print without colour the two procedures look alike, which is why marker and pattern must differ."""
    one, other = (style.colour_of(name, PALETTES[theme]) for name in comparison.PROCEDURES)
    assert difference(one, other, "grey print") < APART
    assert len(set(style.MARKERS.values())) == len(set(style.PATTERNS.values())) == len(comparison.PROCEDURES)


@pytest.mark.parametrize("theme", THEMES)
def test_charts_are_drawn_for_the_page_that_they_stand_on(theme):
    """The background that contrast is measured against is that of the page."""
    config = tomllib.loads(Path(".streamlit/config.toml").read_text("utf-8"))
    assert config["theme"][theme]["backgroundColor"] == PALETTES[theme].background


def test_the_simulation_is_the_published_one():
    """White stays white for everybody; red and green come close without the cone that parts them, blue does not."""
    for vision in VISIONS:
        assert seen("#ffffff", vision) == pytest.approx((1, 1, 1), abs=1e-5)
    assert difference("#b04040", "#6a6a2a", "deuteranopia") < APART < difference("#b04040", "#4040b0", "deuteranopia")
    assert contrast("#000000", "#ffffff", "grey print") == pytest.approx(21)
