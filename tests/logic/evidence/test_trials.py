"""The randomised trials: their figures as typed by hand from the evidence, what is drawn, and what never is."""

from __future__ import annotations

import itertools
import re
from functools import lru_cache
from urllib.parse import urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from logic.content import library
from logic.evidence import trials
from logic.evidence.csv import to_csv
from logic.figures import trials as figures
from tests.content_copy import Copy

ALL = trials.chosen()
FILTERS = list(
    itertools.product(
        [(), ("Sham",), ("Active control",), ("Nonsurgical",)], [None, *trials.AGES], [None, *trials.OUTCOMES]
    )
)
PUBLISHERS = {"doi.org", "pubmed.ncbi.nlm.nih.gov", "thejns.org", "www.ajnr.org"}

# trial, outcome, time, estimate, lower and upper end, favours, leans
TYPED = [
    ("invest_2009", "pain", "1 month", 0.7, -0.3, 1.7, "neither", None),
    ("invest_2009", "pain", "12 months", 1.02, 0.04, 2.01, "vertebroplasty", None),
    ("invest_2009", "disability", "12 months", 1.37, -0.88, 3.62, "neither", None),
    ("vapour_2016", "pain", "14 days", 23, 6, 39, "vertebroplasty", None),
    ("vertos_iv_2018", "pain", "baseline", 0.2, -0.53, 0.94, "neither", None),
    ("vertos_iv_2018", "pain", "1 day", -0.43, -1.17, 0.31, "neither", None),
    ("vertos_iv_2018", "pain", "1 week", -0.11, -0.85, 0.63, "neither", None),
    ("vertos_iv_2018", "pain", "1 month", 0.41, -0.33, 1.15, "neither", None),
    ("vertos_iv_2018", "pain", "3 months", 0.21, -0.54, 0.96, "neither", None),
    ("vertos_iv_2018", "pain", "6 months", 0.39, -0.37, 1.15, "neither", None),
    ("vertos_iv_2018", "pain", "12 months", 0.45, -0.37, 1.24, "neither", None),
    ("vertos_iv_2018", "fractures", "12 months", 0.71, 0.33, 1.5, "neither", "vertebroplasty"),
    ("vertos_v_2023", "pain", "12 months", 1.3, 0.1, 2.6, "vertebroplasty", None),
    ("vertos_v_2023", "disability", "12 months", 7.1, -3.3, 17.5, "neither", "vertebroplasty"),
    ("vertos_v_2023", "quality_of_life", "12 months", 5.2, 0.9, 9.4, "vertebroplasty", None),
    ("free_2009", "pain", "24 months", -0.8, -1.39, -0.2, "kyphoplasty", None),
    ("free_2009", "quality_of_life", "1 month", 5.2, 2.9, 7.4, "kyphoplasty", None),
    ("free_2009", "quality_of_life", "12 months", 1.7, -0.59, 3.98, "neither", "kyphoplasty"),
    ("farrokhi_2011", "pain", "1 week", -3.1, -3.72, -2.28, "vertebroplasty", None),
    ("blasco_2012", "fractures", "12 months", 2.78, 1.02, 7.62, "control", None),
    ("buchbinder_2009", "fractures", "24 months", 1.8, 0.82, 3.94, "neither", "control"),
]
SIZES = {
    "invest_2009": (68, 63, 131),
    "buchbinder_2009": (38, 40, 78),
    "vapour_2016": (61, 59, 120),
    "vertos_iv_2018": (91, 89, 180),
    "vertos_v_2023": (40, 40, 80),
    "vertos_i_2007": (None, None, 46),
    "vertos_ii_2010": (101, 101, 202),
    "free_2009": (149, 151, 300),
    "cafe_2011": (70, 64, 134),
    "rousing_2009": (None, None, 50),
    "farrokhi_2011": (40, 42, 82),
    "blasco_2012": (64, 61, 125),
    "yang_2016": (66, 69, 135),
    "wang_2016": (100, 106, 206),
    "leali_2016": (200, 200, 400),
}


def written(figure):
    """Every text on a figure: annotations, labels and titles."""
    notes = [note.text for note in figure.layout.annotations]
    labels = [text for trace in figure.data for text in (trace.text or ())]
    return " ".join([*notes, *labels])


@lru_cache(maxsize=2)
def drawn_figures(theme="light"):
    """Every figure that a filter can ask for, each once: its trials, its outcome (None: the timeline), itself."""
    choices = {ids: None for choice in FILTERS if (ids := trials.chosen(*choice))}
    timelines = [(ids, None, figures.timeline_figure(ids, theme)) for ids in choices]
    forests = [
        (ids, outcome, figures.forest_figure(ids, outcome, theme))
        for ids, outcome in itertools.product(choices, trials.FORESTS)
        if trials.facets(ids, outcome)
    ]
    return timelines + forests


def test_there_are_17_trials_of_which_14_have_a_verified_result():
    """Five against sham, two against an active control, ten against nonsurgical care."""
    assert len(library.TRIALS) == len(ALL) == 17
    kinds = [trial.comparator for trial in library.TRIALS.values()]
    assert [kinds.count(kind) for kind in ("sham", "active control", "nonsurgical")] == [5, 2, 10]
    unverified = {name for name, trial in library.TRIALS.items() if not trial.verified}
    assert unverified == {"vope_2016", "chen_2014", "yang_2016"}


@pytest.mark.parametrize(("name", "outcome", "time", "estimate", "low", "high", "favours", "leans"), TYPED)
def test_a_figure_is_that_of_the_evidence(name, outcome, time, estimate, low, high, favours, leans):
    """Estimate, both ends of the interval and who is favoured."""
    held = [
        (one.estimate, one.ci95_low, one.ci95_high, one.favours, one.leans)
        for one in library.TRIALS[name].differences
        if (one.outcome, one.time) == (outcome, time)
    ]
    assert (estimate, low, high, favours, leans) in held


def test_numbers_randomised_are_those_of_the_evidence():
    """Cement, control and total; two trials have none."""
    held = {name: trial.n_randomised for name, trial in library.TRIALS.items() if trial.n_randomised}
    assert {name: (one.cement, one.control, one.total) for name, one in held.items()} == SIZES


def test_natural_history_holds_the_counts_of_the_evidence():
    """53 % recovered before randomisation."""
    counts = {name: (one.events, one.n, one.percent) for name, one in library.NATURAL_HISTORY.items()}
    assert counts == {
        "vertos-ii-screening": (229, 431, 53),
        "vertos-ii-controls": (57, 95, 60),
        "vertos-iii": (44, 82, 54),
        "jvir-6-months": (22, 35, 63),
        "jvir-23-months": (25, 36, 69),
    }
    assert "229 of 431" in library.TRIAL_TEXTS["natural_history"].answer


def test_mortality_holds_the_ratios_of_the_evidence_and_the_sign_of_selection():
    """Three ratios are drawn; the pre-procedure difference stands beside them."""
    drawn = {one.name: (one.estimate, one.ci95_low, one.ci95_high) for one in trials.mortality_drawn()}
    assert drawn == {
        "McCullough 2013": (0.83, 0.75, 0.92),
        "Edidin 2011": (0.63, None, None),
        "Hinde 2020": (0.78, 0.66, 0.92),
    }
    (selection,) = [one for one in library.MORTALITY.values() if one.kind == "selection"]
    assert "6.5 % against 9.5 %" in selection.says
    assert "before any procedure" in selection.time


@pytest.mark.parametrize("name", ["vope_2016", "chen_2014", "yang_2016"])
def test_a_trial_without_a_verified_result_says_so_and_has_no_figure(name):
    """It stays in the table and in the timeline, with an open mark."""
    trial = library.TRIALS[name]
    assert trial.result == "No result could be verified."
    assert trial.differences == ()
    symbols = {
        text.split(",")[0].strip(): symbol
        for trace in figures.timeline_figure(ALL, "light").data
        for text, symbol in zip(trace.text, trace.marker.symbol, strict=True)
    }
    assert symbols[trial.name].endswith("-open")
    assert not symbols["VAPOUR"].endswith("-open")


def test_what_was_not_verified_is_nowhere():
    """Buchbinder's pain difference, INVEST's responders and crossover of 51 %, its disability at 1 month."""
    assert not [one for one in library.TRIALS["buchbinder_2009"].differences if one.outcome == "pain"]
    early = [one for one in library.TRIALS["invest_2009"].differences if (one.outcome, one.months) == ("disability", 1)]
    assert [(one.estimate, one.drawable) for one in early] == [(None, False)]
    invest = library.TRIALS["invest_2009"].model_dump_json()
    assert not re.search(r"\b(51|64|48|13) %", invest)
    assert not [one for one in library.TRIALS["vertos_ii_2010"].differences if one.outcome == "pain"]
    assert all(one.verified for book in (library.NATURAL_HISTORY, library.MORTALITY) for one in book.values())


def test_only_verified_estimates_with_an_interval_are_drawn():
    """A forest has no row for a direction, a p value or a trial without a result."""
    for choice in FILTERS:
        for outcome in trials.FORESTS:
            for facet in trials.facets(trials.chosen(*choice), outcome):
                for name, one in facet.rows:
                    assert library.TRIALS[name].verified
                    assert None not in (one.estimate, one.ci95_low, one.ci95_high)


def test_no_axis_of_a_forest_mixes_scales():
    """One axis a facet, and in a facet one scale, one unit, one statistic, and a side for all or for none."""
    for ids, outcome, figure in drawn_figures():
        if outcome is None:
            continue
        shown = trials.facets(ids, outcome)
        for facet in shown:
            kinds = {(one.scale, one.unit, one.statistic, one.side is not None) for _, one in facet.rows}
            assert len(kinds) == 1
        assert len(list(figure.select_xaxes())) == len(shown)
        marks = {}
        for trace in figure.data:
            marks[trace.xaxis] = marks.get(trace.xaxis, 0) + len(trace.x)
        assert sorted(marks.values()) == sorted(len(facet.rows) for facet in shown)


def test_comparators_differ_in_colour_in_shape_and_in_words():
    """None of the three alone tells them apart."""
    for theme in ("light", "dark"):
        timeline = figures.timeline_figure(ALL, theme)
        assert len({trace.marker.color for trace in timeline.data}) == len(timeline.data) == 3
        assert len({trace.marker.symbol[0] for trace in timeline.data}) == 3
        forest = figures.forest_figure(ALL, "pain", theme)
        looks = {(trace.name, trace.marker.color, trace.marker.symbol) for trace in forest.data}
        assert len(looks) == len({trace.name for trace in forest.data}) == 3
        assert all(words in written(forest) for words in trials.AGAINST.values())


def test_cancer_never_stands_among_the_forests_of_osteoporosis():
    """CAFE is in the table, in a band of its own in the timeline, and in no forest."""
    for ids, outcome, figure in drawn_figures():
        if outcome is not None:
            assert "CAFE" not in written(figure)
            assert "cafe_2011" not in {name for facet in trials.facets(ids, outcome) for name, _ in facet.rows}
            assert not any("CAFE" in name for name in trials.not_drawn(ids, outcome))
    assert ALL[-1] == "cafe_2011"
    assert "Cancer, against nonsurgical care" in written(figures.timeline_figure(ALL, "light"))


def test_vertos_iv_and_invest_at_one_month_have_no_side_named():
    """Their texts do not say which arm was subtracted."""
    pain = [one for one in library.TRIALS["vertos_iv_2018"].differences if one.outcome == "pain"]
    assert len(pain) == 7
    assert {one.side for one in pain} == {None}
    for name in ("vertos_iv_2018", "invest_2009"):
        figure = figures.forest_figure((name,), "pain", "light")
        assert "No side named" in written(figure)
        assert "◀" not in written(figure)
        assert "better" not in written(figure)


def test_a_mark_lies_on_the_side_that_its_paper_names_and_the_printed_sign_stays_in_words():
    """Farrokhi and FREE print a minus where VERTOS V prints none; all three favour cement."""
    ids = ("vertos_v_2023", "free_2009", "farrokhi_2011")
    figure = figures.forest_figure(ids, "pain", "light")
    assert sorted(x for trace in figure.data for x in trace.x) == [0.8, 1.3, 3.1]
    assert "printed as −3.1 (−3.72 to −2.28)" in written(figure)
    assert "printed as −0.8 (−1.39 to −0.2)" in written(figure)
    assert "1.3 (0.1 to 2.6)" in written(figure)
    ends = {
        (round(x - minus, 2), round(x + plus, 2))
        for trace in figure.data
        for x, plus, minus in zip(trace.x, trace.error_x.array, trace.error_x.arrayminus, strict=True)
    }
    assert ends == {(0.1, 2.6), (0.2, 1.39), (2.28, 3.72)}


@pytest.mark.parametrize(
    ("name", "outcome", "time"),
    [
        ("invest_2009", "pain", "1 month"),
        ("invest_2009", "disability", "12 months"),
        ("vapour_2016", "pain", "14 days"),
        ("vertos_iv_2018", "pain", "12 months"),
        ("vertos_v_2023", "pain", "12 months"),
        ("free_2009", "pain", "24 months"),
        ("farrokhi_2011", "pain", "1 week"),
        ("rousing_2009", "pain", None),
        ("vertos_ii_2010", "pain", None),
    ],
)
def test_a_trial_is_shown_at_its_primary_time_else_at_the_latest(name, outcome, time):
    """One row a trial, so that VERTOS IV does not fill the chart."""
    one = trials.headline(library.TRIALS[name], outcome)
    assert (one.time if one else None) == time
    assert one is None or sum(row == name for facet in trials.facets(ALL, outcome) for row, _ in facet.rows) == 1


def test_every_estimate_lies_in_its_interval_and_fits_what_is_said_of_it():
    """An arm is favoured only where the interval leaves out no difference, and nobody where it holds it."""
    for name, one in trials.differences(ALL):
        if None in (one.estimate, one.ci95_low, one.ci95_high):
            continue
        assert one.ci95_low <= one.estimate <= one.ci95_high, name
        null = 1 if one.unit == "ratio" else 0
        assert (one.ci95_low <= null <= one.ci95_high) == (one.favours == "neither"), (name, one)


@pytest.mark.parametrize(
    ("choice", "wanted"),
    [
        ((["Active control"],), {"wang_2016", "vertos_v_2023"}),
        (([], "Up to 6 weeks"), {"vapour_2016", "vertos_ii_2010", "leali_2016"}),
        ((["Sham"], "Up to 12 weeks"), {"vapour_2016", "vope_2016", "vertos_iv_2018"}),
        ((["Sham"], "Longer or not limited"), {"invest_2009", "buchbinder_2009"}),
        (([], "Limit not seen"), {"cafe_2011", "yang_2016", "chen_2014"}),
        (([], None, "Disability"), {"invest_2009", "vertos_v_2023", "cafe_2011", "wang_2016", "leali_2016"}),
        ((["Active control"], "Longer or not limited", "Disability"), {"vertos_v_2023"}),
    ],
)
def test_the_filter_keeps_the_trials_that_fit_all_three_choices(choice, wanted):
    """By comparator, oldest fracture let in, and outcome measured."""
    assert set(trials.chosen(*choice)) == wanted


def test_every_trial_fits_exactly_one_band_and_the_second_holds_the_first():
    """No trial is lost when a band is chosen."""
    short, middle, long, unseen = (set(trials.chosen(age=age)) for age in trials.AGES)
    assert short < middle
    assert middle | long | unseen == set(ALL)
    assert not middle & long
    assert not (middle | long) & unseen


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_figure_names_its_axis_unit_and_sides_in_type_of_15_pixels(theme):
    """In both themes, for every choice of the filter."""
    for ids, outcome, figure in [*drawn_figures(theme), (ALL, "mortality", figures.mortality_figure(theme))]:
        words = written(figure)
        assert figure.layout.font.size >= 15
        assert {note.font.size for note in figure.layout.annotations} == {None}
        assert len(figure.data) <= 8
        if outcome is None:
            assert "Year of publication" in words
            assert all(library.TRIALS[name].name in words for name in ids)
        elif outcome == "mortality":
            assert "Association, not effect" in words
            assert "Hazard ratio of death, cement to no cement, log scale" in words
            assert figure.layout.xaxis.type == "log"
        else:
            assert "difference in" in words.lower()
            assert "points" in words
            assert "better after cement" in words or "No side named" in words


def test_a_forest_of_nothing_is_refused():
    """The page asks first and says in words that nothing is drawn."""
    with pytest.raises(ValueError, match="can be drawn"):
        figures.forest_figure(("chen_2014",), "pain", "light")


def test_a_mark_without_an_interval_has_no_line():
    """The interval of Edidin 2011 was not seen."""
    (alone,) = [trace for trace in figures.mortality_figure("light").data if trace.marker.symbol == "diamond-open"]
    assert list(alone.x) == [0.63]
    assert not alone.error_x.visible


def test_alternative_texts_hold_the_main_numbers():
    """Who cannot see a chart reads what it shows."""
    timeline = figures.timeline_alt(ALL)
    assert all(f"n {arms[2]}" in timeline for arms in SIZES.values())
    pain = figures.forest_alt(ALL, "pain")
    for text in ("0.45 (−0.37 to 1.24)", "23 (6 to 39) percentage points", "no side named", "favours kyphoplasty"):
        assert text in pain
    death = figures.mortality_alt()
    for text in ("0.83 (0.75 to 0.92)", "0.63 (interval not seen)", "Association, not effect"):
        assert text in death


def test_trials_that_measured_pain_but_are_not_drawn_are_named_with_the_reason():
    """A reader sees what the forest leaves out."""
    left = trials.not_drawn(ALL, "pain")
    assert left["VERTOS II 2010"] == "no size could be verified"
    assert left["Rousing 2009"] == "direction or p value only"
    shown = {name for facet in trials.facets(ALL, "pain") for name, _ in facet.rows}
    measured = {name for name in ALL if "pain" in library.TRIALS[name].outcomes}
    assert {trials.title(library.TRIALS[name]) for name in measured - shown} == set(left)


def test_tables_have_a_row_for_each_trial_and_figure():
    """The twin of each chart, and the file with the paper's own signs."""
    assert len(trials.table(ALL)) == len(trials.tidy(ALL)) == 17
    assert list(trials.table(ALL).columns) == ["Trial", "Compared with, blinding, fracture age", "Result"]
    figures_of_pain = trials.differences_tidy(ALL, "pain")
    assert len(figures_of_pain) == len(trials.differences_table(ALL, "pain"))
    assert set(figures_of_pain.loc[figures_of_pain["drawn"], "estimate"]) == {0.7, 23, 0.45, 1.3, -0.8, -3.1}
    assert len(trials.natural_history_table()) == 5
    assert len(trials.mortality_table()) == len(library.MORTALITY)
    text = to_csv("Pain", figures_of_pain, trials.sources(ALL, "pain"))
    assert "# Source: Firanescu" in text
    assert "-3.1,-3.72,-2.28" in text


def test_references_exist_and_lead_to_the_publisher_or_pubmed():
    """Never to a copy; an unverified reference has no link at all."""
    used = {*trials.references(ALL)}
    used |= {
        one for book in (library.NATURAL_HISTORY, library.MORTALITY) for e in book.values() for one in e.references
    }
    assert used <= library.REFERENCES.keys()
    for name in used:
        link = library.REFERENCES[name].link
        assert link is None or urlsplit(link).netloc in PUBLISHERS, name
        assert library.REFERENCES[name].verified or link is None, name


@pytest.mark.parametrize(
    ("file", "entry"),
    [
        ("evidence/trials.yaml", "invest_2009"),
        ("evidence/natural_history.yaml", "vertos-iii"),
        ("evidence/mortality.yaml", "ong-2018"),
    ],
)
def test_a_source_that_there_is_not_stops_the_start(tmp_path, file, entry):
    """With the file and the entry."""
    copy = Copy(tmp_path)
    copy.edit(file, rf"^({entry}:\n(?:  .*\n)*?  references?: \[?)\w+(-\w+)*", r"\1NOWHERE1999")
    assert f"content/{file}, {entry}: references: there is no reference NOWHERE1999" in copy.run("import logic").stderr


def page() -> None:
    """The section alone, as a page shows it."""
    from pages.parts.evidence import trials as part

    part.show()


def shown(**link):
    """The section as a link opens it."""
    app = AppTest.from_function(page, default_timeout=30)
    for name, values in link.items():
        app.query_params[name] = values
    return app.run()


def test_the_section_shows_all_trials_and_keeps_death_apart():
    """Headings in order, four charts with a description, no fault."""
    app = shown()
    assert not app.exception
    assert "**17 of 17 trials**" in [text.value for text in app.markdown]
    heads = [head.value for head in app.header]
    assert heads == [
        "Trial by trial",
        *(
            library.TRIAL_TEXTS[name].title
            for name in ("pain", "disability", "figures", "cancer", "natural_history", "mortality")
        ),
    ]
    charts = app.get("plotly_chart")
    assert len(charts) == 4
    assert all(len(chart.proto.alt) > 100 for chart in charts)
    assert any("healthier from the start" in text.value for text in app.markdown)


def test_a_link_opens_the_section_with_its_filter():
    """The address holds the labels that are seen."""
    app = shown(trial_comparator=["Sham"], trial_age=["Up to 6 weeks"], trial_outcome=["Pain"])
    assert not app.exception
    assert "**1 of 17 trials**" in [text.value for text in app.markdown]
    titles = [library.TRIAL_TEXTS[name].title for name in ("pain", "figures")]
    assert [head.value for head in app.header][:3] == ["Trial by trial", *titles]


def test_a_filter_that_nothing_fits_says_so():
    """And the parts that stand apart stay."""
    app = shown(trial_comparator=["Active control"], trial_age=["Up to 6 weeks"])
    assert not app.exception
    assert [text.value for text in app.info] == ["No trial fits. Take one of the three choices back."]
    assert library.TRIAL_TEXTS["mortality"].title in [head.value for head in app.header]


def test_every_text_says_what_its_part_cannot_show():
    """No part of the evidence stands without its limits."""
    assert all(text.cannot for text in library.TRIAL_TEXTS.values())
