"""The panels are quoted as published, our rule table is counted over a grid, and nothing shares an axis that should not."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from logic import Scenario
from logic.content.library import PANELS, THRESHOLDS
from logic.evidence import panels
from logic.figures.panels import described, panels_figure
from logic.figures.style import SIZE
from tests.content_copy import Copy
from tests.crosscheck.oracle import expected_ids, expected_primary
from tests.pages.app import plain, words

PUBLISHED = {
    "nass-auc-2025": (2025, 144, (4.9, 35.4, 59.7), (7, 51, 86)),
    "rand-ucla-2018": (2018, 576, (46.0, 38.0, 16.0), None),
    "nass-auc-neoplastic": (None, 432, (4.2, 67.8, 28.0), (18, 293, 121)),
}
"""Year, scenarios, and percent and counts of scenarios for cement: appropriate, uncertain, not."""

THEMES = ("light", "dark")


def show() -> AppTest:
    """The part alone, on a page of its own."""
    return AppTest.from_string("from pages.parts.evidence import panels\npanels.show()", default_timeout=30)


def test_the_grid_is_144_different_osteoporotic_patients():
    """As many scenarios as the North American panel rated."""
    assert len(set(panels.grid())) == len(panels.grid()) == 144
    assert {one.cause for one in panels.grid()} == {"osteoporotic"}


@pytest.mark.parametrize(
    ("field", "name"), [("weeks_of_care", "conservative_phase"), ("pain_score", "pain_severe")], ids=str
)
def test_the_grid_stands_on_both_sides_of_each_threshold(field, name):
    """Just below a limit and at it, so that a limit that moves leaves the grid visibly behind."""
    levels = {getattr(one, field) for one in panels.grid()}
    limit = THRESHOLDS[name].value
    assert {limit - 1, limit} <= levels
    assert min(levels) < limit - 1


def test_our_counts_are_those_of_the_rule_table_written_a_second_time():
    """16 offered, 12 not settled and 116 not offered, by the rules and by the plain writing of them."""
    offered = sum(
        bool({"augmentation-consider", "augmentation-early"} & set(expected_ids(one))) for one in panels.grid()
    )
    settled_later = sum(expected_primary(one) in ("assess-red-flags", "reassess-now") for one in panels.grid())
    assert panels.count(panels.grid()) == (offered, settled_later, 144 - offered - settled_later) == (16, 12, 116)


def test_half_of_the_grid_has_compressed_nerves_and_is_offered_nothing():
    """Without that half the same 16 offers are a share twice as large."""
    assert panels.without_compression() == (16, 12, 44)


def test_half_of_the_offers_are_late_and_without_severe_pain():
    """8 offers where the North American panel rated every chronic fracture rarely appropriate."""
    assert panels.offered_late_below_severe() == 8


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"weeks_since_fracture": 12, "weeks_of_care": 12, "pain_relief": "inadequate"}, "offered"),
        ({"weeks_since_fracture": 11, "weeks_of_care": 11, "pain_relief": "inadequate"}, "not_offered"),
        ({"weeks_since_fracture": 12, "weeks_of_care": 12, "pain_relief": "adequate"}, "not_offered"),
        ({"weeks_since_fracture": 12, "weeks_of_care": 12}, "not_settled"),
        ({"pain_score": 7, "disabling_pain": True}, "offered"),
        ({"pain_score": 6, "disabling_pain": True}, "not_offered"),
        ({"pain_score": 7, "disabling_pain": True, "neural_compression": "unknown"}, "not_settled"),
        ({"pain_score": 7, "disabling_pain": True, "neural_compression": "yes"}, "not_offered"),
        ({"pain_score": 7, "disabling_pain": True, "cautions": {"cement_allergy"}}, "not_offered"),
    ],
)
def test_a_scenario_has_one_class(given, expected):
    """Offered in either way, open while a fact is missing, and otherwise not offered."""
    assert panels.verdict(Scenario(**given)) == expected


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_panel_is_quoted_as_published(name):
    """Year, scenarios, shares and counts; the counts give the shares to a decimal."""
    row = next(row for row in panels.rows() if row.id == name)
    year, scenarios, shares, counts = PUBLISHED[name]
    assert (row.year, row.n_scenarios, (row.yes, row.uncertain, row.no), row.counts) == (
        year,
        scenarios,
        shares,
        counts,
    )
    assert sum(shares) == pytest.approx(100, abs=0.1)
    if counts:
        assert [round(100 * part / scenarios, 1) for part in counts] == list(shares)


def test_the_bars_are_the_panels_that_rated_cement_and_our_own_row():
    """The European panel asked another question and has no bar; ours stands before the other kind of fracture."""
    assert [row.id for row in panels.rows()] == ["nass-auc-2025", "rand-ucla-2018", panels.OURS, "nass-auc-neoplastic"]
    assert PANELS.panels["european-ram-2013"].exclusively == {
        "non-surgical management": 25,
        "vertebroplasty": 6,
        "kyphoplasty": 45,
    }


def test_a_second_hand_percentage_says_so_at_its_bar():
    """The shares that were read on the manufacturer's page carry the word and the sponsor."""
    (row,) = [row for row in panels.rows() if row.id == "rand-ucla-2018"]
    assert "second-hand" in row.tag
    assert "Medtronic" in row.tag
    assert plain(panels.shares(row)).endswith("16 % medical only")
    assert [panel.name for panel in PANELS.panels.values() if panel.second_hand] == [row.name]


@pytest.mark.parametrize("theme", THEMES)
def test_the_classes_differ_in_colour_pattern_and_words(theme):
    """Three traces, no two alike in any of the three."""
    traces = panels_figure(theme).data
    assert len(traces) == 3
    assert len({trace.marker.line.color for trace in traces}) == 3
    assert len({trace.marker.pattern.shape for trace in traces}) == 3
    assert len({trace.name for trace in traces}) == 3


@pytest.mark.parametrize("theme", THEMES)
def test_every_bar_is_full_and_has_its_numbers_above_it(theme):
    """The three lengths make 100 percent, and the heading of each bar spells them out."""
    figure = panels_figure(theme)
    for index, row in enumerate(panels.rows()):
        assert sum(trace.x[index] for trace in figure.data) == pytest.approx(100, abs=0.1)
        (heading,) = [note for note in figure.layout.annotations if row.name in note.text]
        assert panels.shares(row) in heading.text
        assert row.tag in heading.text
        assert index - 0.5 < heading.y < index


@pytest.mark.parametrize("theme", THEMES)
def test_the_chart_is_large_enough_to_read(theme):
    """No text below the common size."""
    layout = panels_figure(theme).layout
    sizes = [layout.font.size, layout.xaxis.title.font.size, *(note.font.size for note in layout.annotations)]
    assert min(size for size in sizes if size is not None) >= SIZE >= 15


def test_the_chart_in_words_has_all_its_numbers():
    """Whoever cannot see the bars is told each of them."""
    for row in panels.rows():
        assert f"{row.name}{f' {row.year}' if row.year else ''}: {panels.shares(row)}" in described()


def test_the_table_has_a_row_for_each_bar_and_the_file_every_figure():
    """Nothing that was read is only in the drawing, and nothing that was not read becomes a zero."""
    assert len(panels.readable()) == len(panels.rows())
    file = panels.tidy()
    seen = [
        share
        for panel in PANELS.panels.values()
        for rating in panel.ratings
        for share in (rating.appropriate, rating.uncertain, rating.inappropriate)
        if share is not None
    ]
    seen += [share for panel in PANELS.panels.values() for share in panel.exclusively.values()]
    assert sorted(file[file["id"] != panels.OURS]["percent"]) == sorted(seen)
    assert list(file[file["id"] == panels.OURS]["count"]) == [16, 12, 116]


def test_the_part_shows_the_chart_with_its_limits_and_the_other_question():
    """Our counts, what the chart cannot show, and the European panel in words."""
    app = show().run()
    assert not app.exception
    (figure,) = app.get("plotly_chart")
    assert figure.proto.alt == described()
    said = words(app)
    assert "offers cement in 16" in said
    assert "non-surgical management in 25 %, vertebroplasty in 6 %, kyphoplasty in 45 %" in said
    for line in PANELS.cannot:
        assert plain(line) in said


def test_the_part_opens_to_method_table_and_every_panel():
    """The levels of the grid, the same figures as a table, and each panel's method and money."""
    app = show()
    for key in ("panels-table", "panels-method", "panels-each"):
        app.session_state[key] = True
    app.run()
    assert not app.exception
    shown, levels = (table.value for table in app.table)
    assert list(shown["Scenarios"]) == ["144", "576", "144", "432"]
    assert list(levels["Varied"]) == [axis.label for axis in PANELS.grid.axes]
    said = words(app)
    for panel in PANELS.panels.values():
        assert plain(panel.method) in said
        assert plain(panel.funding) in said
        assert plain(panel.notable) in said


FAULTS = {
    "counts that do not add up": (r"counts: \[7, 51, 86\]", "counts: [7, 51, 87]", "nass-auc-2025", "add up"),
    "a level that no patient can have": (r"levels: \[3, 6, 7\]", "levels: [3, 6, 17]", "grid", "pain_score"),
    "a field that there is not": (r"fields: \[disabling_pain\]", "fields: [bad_back]", "grid", "bad_back"),
    "a source that there is not": (
        r"references: \[EUROPEAN-RAM2013\]",
        "references: [NOWHERE1999]",
        "european",
        "NOWHERE",
    ),
    "a panel without a source": (
        r"references: \[EUROPEAN-RAM2013\]",
        "references: []",
        "european",
        "source is missing",
    ),
    "a panel without figures": (r"    exclusively:\n(      .*\n){3}", "", "european", "needs either"),
    "a claim that there is not": (r"claims: \[C13, C36", "claims: [C99, C36", "the whole file", "C99"),
    "more than all scenarios": (r"kyphoplasty: 45.0", "kyphoplasty: 145.0", "the whole file", "exclusively"),
}
"""What is wrong: an edit of evidence/panels.yaml that makes it so, the entry to be named and a telling word."""


@pytest.mark.parametrize("fault", FAULTS)
def test_faulty_panels_stop_the_start(tmp_path, fault):
    """One edit, one message with file, entry and fault."""
    pattern, replacement, entry, word = FAULTS[fault]
    copy = Copy(tmp_path)
    copy.edit("evidence/panels.yaml", pattern, replacement)
    result = copy.run("import logic")
    assert result.returncode != 0
    message = result.stderr.strip().splitlines()[-1]
    assert "content/evidence/panels.yaml" in message
    assert entry in message
    assert word in message
