"""Every figure, in both themes: unit, direction, size of type and nothing that rests on colour alone."""

from __future__ import annotations

import json

import pytest

from logic import Scenario, timeline
from logic.content import library
from logic.content.library import CHARTS, OUTCOMES
from logic.figures import comparison
from logic.figures.harvest import harvest_figure
from logic.figures.style import SIZE
from logic.figures.timeline import timeline_figure

FIGURES = {
    "ratios": comparison.ratios_figure,
    "differences": comparison.differences_figure,
    "pairs": comparison.pairs_figure,
    "course": comparison.course_figure,
    "timeline": lambda theme: timeline_figure(tuple(timeline(Scenario())), theme),
    **{f"harvest {name}": (lambda theme, name=name: harvest_figure(name, theme)) for name in OUTCOMES},
}
WORDS = {
    "ratios": [
        "Risk ratio",
        "fewer events with kyphoplasty",
        "fewer events with vertebroplasty",
        "log scale",
        "16 studies",
    ],
    "differences": ["VAS points", "ODI points", "degrees presumed", "units of SD", "less kyphosis after kyphoplasty"],
    "pairs": ["157 of 214", "164 of 201", "54 of 110", "64 of 111", "per treated level", "lower is better"],
    "course": ["lower is better", "0 to 10", "0 to 24", "12 months"],
    "timeline": ["Weeks since the fracture was identified", "Today, week 2", "Length of studies, not a prescription"],
}


def text_of(figure) -> str:
    """All that a reader can read on a figure."""
    return json.dumps(figure.to_plotly_json(), default=str, ensure_ascii=False)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_has_readable_type_and_few_traces(name, theme):
    """No text below the size of the style, no more than ten traces, and a height of its own."""
    figure = FIGURES[name](theme)
    assert figure.layout.font.size >= SIZE >= 14
    assert 1 <= len(figure.data) <= 10
    assert figure.layout.height


@pytest.mark.parametrize("name", WORDS)
def test_a_figure_says_its_unit_its_sides_and_its_numbers(name):
    """The words stand on the chart itself."""
    text = text_of(FIGURES[name]("light"))
    for word in WORDS[name]:
        assert word in text, word


@pytest.mark.parametrize("name", FIGURES)
def test_the_same_input_gives_the_same_figure(name):
    """Figures are pure functions, so the page can keep them."""
    assert FIGURES[name]("light") is FIGURES[name]("light")


def test_procedures_differ_by_more_than_colour():
    """Patterns in bars, markers in courses."""
    bars = comparison.pairs_figure("light").data
    assert len({bar.marker.pattern.shape for bar in bars}) == 2
    lines = comparison.course_figure("light").data
    assert len({(line.name, line.marker.symbol) for line in lines}) == 2


def test_no_side_is_named_where_the_source_does_not_name_one():
    """Pain and disability of the pooled review have no direction."""
    text = text_of(comparison.differences_figure("light"))
    assert text.count("No side named") == 2


def test_differences_on_different_scales_have_axes_of_their_own():
    """Four findings, four axes."""
    figure = comparison.differences_figure("light")
    assert len({trace.xaxis for trace in figure.data}) == len(CHARTS["differences"].findings)


def test_lengths_of_studies_are_hatched_and_treatments_are_not():
    """What the article quotes for drugs is no prescription."""
    scenario = Scenario(**library.EXAMPLES["first-contact"].given)
    bars = {bar.name: bar for bar in timeline_figure(tuple(timeline(scenario)), "light").data if bar.type == "bar"}
    assert bars["Length of studies, not a prescription"].marker.pattern.shape == "/"
    assert not bars["Treatment"].marker.pattern.shape


def test_an_outcome_with_nothing_to_draw_is_an_error():
    """A finding without an effect cannot become a point on a chart."""
    with pytest.raises(ValueError, match="without an effect"):
        comparison._effect(library.FINDINGS["evans_2016__pain_nrs_0_10__3_days"].model_copy(update={"effect": None}))
