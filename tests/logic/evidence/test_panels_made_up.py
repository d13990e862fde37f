"""Panels and our rule table on a made-up grid and on panels with figures of their own."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd
import pytest

from logic import Scenario
from logic.content import library
from logic.content.reading import ContentError
from logic.evidence import panels
from logic.evidence.panels import OURS, Row

LATE = {"weeks_since_fracture": 30, "weeks_of_care": 30, "pain_relief": "inadequate"}
EARLY = {"pain_score": 10, "disabling_pain": True}
OFFERED_LATE_MILD = Scenario(**LATE, pain_score=1)
OFFERED_LATE_SEVERE = Scenario(**LATE, pain_score=10)
OFFERED_EARLY = Scenario(**EARLY)
OPEN_LATE = Scenario(**{**LATE, "pain_relief": "not_assessed"}, pain_score=1)
NOT_EARLY = Scenario(pain_score=1)
COMPRESSED = Scenario(**LATE, pain_score=1, neural_compression="yes")
GRID = (OFFERED_LATE_MILD, OFFERED_LATE_MILD, OFFERED_LATE_SEVERE, OFFERED_EARLY, OPEN_LATE, NOT_EARLY, COMPRESSED)
GRID += (NOT_EARLY,)


def rating(treatment, *shares, counts=None):
    appropriate, uncertain, inappropriate = shares
    return SimpleNamespace(
        treatment=treatment, appropriate=appropriate, uncertain=uncertain, inappropriate=inappropriate, counts=counts
    )


def panel(name, year, *ratings, **more):
    told = {"tag": f"tag of {name}", "population": f"{name}s", "method": f"m{name}", "funding": f"paid by {name}"}
    told |= {"n_scenarios": 10 + len(name), "other_fracture": False, "exclusively": {}, "no_means": None}
    told |= {"second_hand": None, "references": ("R1", f"R{name}")}
    return SimpleNamespace(name=name, year=year, ratings=ratings, **(told | more))


@pytest.fixture
def made_up(monkeypatch):
    """Three panels with a bar, one of them on another fracture, and one that asked another question."""
    held = {
        "other": panel("Oth", 2001, rating("cement", 10, 20, 70, counts=(1, 2, 7)), other_fracture=True),
        "same": panel("Same", None, rating("cement", 50.5, 20, 29.5), rating("brace", None, 7, None), no_means="rest"),
        "asked": panel("Ask", 1999, exclusively={"surgery": 33}, second_hand="seen elsewhere"),
        "counted": panel("Count", 2003, rating("cement", 60, 40, 0, counts=(3, 2, 0))),
    }
    monkeypatch.setattr(panels, "PANELS", SimpleNamespace(panels=held))
    monkeypatch.setattr(panels, "grid", lambda: GRID)
    monkeypatch.setattr(panels, "rows", panels.rows.__wrapped__)
    shorts = {f"R{name}": SimpleNamespace(short=f"short {name}") for name in ("1", "Oth", "Same", "Ask", "Count")}
    monkeypatch.setattr(panels, "REFERENCES", shorts)
    monkeypatch.setattr(panels, "ARTICLE", SimpleNamespace(content_version="7.7"))


BARS = (
    Row("same", "Same", "tag of Same", None, 14, 50.5, 20, 29.5, None, "rest"),
    Row("counted", "Count", "tag of Count", 2003, 15, 60, 40, 0, (3, 2, 0), "no"),
    Row(
        OURS,
        "Our rule table, osteoporotic",
        "8 scenarios; counted, not rated",
        None,
        8,
        50.0,
        12.5,
        37.5,
        (4, 1, 3),
        "no",
    ),
    Row("other", "Oth", "tag of Oth", 2001, 13, 10, 20, 70, (1, 2, 7), "no"),
)


@pytest.mark.usefixtures("made_up")
def test_the_bars_are_quoted_and_ours_is_counted():
    """Panels on the same fracture, ours, panels on another; a panel without ratings has none."""
    assert panels.rows() == BARS


@pytest.mark.usefixtures("made_up")
def test_parts_of_the_grid_are_counted_by_what_they_ask():
    """Without compression; and offered late although the pain is not severe."""
    assert panels.without_compression() == (4, 1, 2)
    assert panels.offered_late_below_severe() == 2


def test_the_limits_of_late_and_severe_are_the_thresholds(monkeypatch):
    """The phase itself is late, and the lowest severe pain is severe."""
    phase, severe = (library.THRESHOLDS[name].value for name in ("conservative_phase", "pain_severe"))
    weeks = {"weeks_since_fracture": phase, "weeks_of_care": phase, "pain_relief": "inadequate"}
    both = (Scenario(**weeks, pain_score=severe - 1), Scenario(**weeks, pain_score=severe))
    monkeypatch.setattr(panels, "grid", lambda: both)
    assert panels.offered_late_below_severe() == 1


@pytest.mark.usefixtures("made_up")
def test_the_table_to_read_says_share_and_count_of_every_bar():
    """With the year where there is one, what a third class is where it is not a no, and who paid."""
    percent = "\N{NO-BREAK SPACE}%"
    assert panels.readable().to_dict("split")["data"] == [
        ["Same", "14", f"50.5{percent}", f"20{percent}", f"29.5{percent} (rest)", "paid by Same"],
        ["Count, 2003", "15", f"60{percent} (3)", f"40{percent} (2)", f"0{percent} (0)", "paid by Count"],
        [
            "Our rule table, osteoporotic",
            "8",
            f"50{percent} (4)",
            f"12.5{percent} (1)",
            f"37.5{percent} (3)",
            "none; counted by this app",
        ],
        ["Oth, 2001", "13", f"10{percent} (1)", f"20{percent} (2)", f"70{percent} (7)", "paid by Oth"],
    ]
    assert list(panels.readable()) == ["Panel", "Scenarios", "Yes", "Uncertain", "No", "Funding"]
    assert panels.shares(BARS[0]) == f"50.5{percent} yes, 20{percent} uncertain, 29.5{percent} rest"


@pytest.mark.usefixtures("made_up")
def test_the_file_has_every_figure_that_was_seen_and_ours():
    """One row a figure; what was not seen has no row, and an empty count stays empty."""
    frame = panels.tidy()
    figures = frame[["id", "treatment", "class", "percent", "count"]].astype(object)
    assert figures.where(figures.notna(), None).to_numpy().tolist() == [
        ["other", "cement", "appropriate", 10, 1],
        ["other", "cement", "uncertain", 20, 2],
        ["other", "cement", "rarely appropriate", 70, 7],
        ["same", "cement", "appropriate", 50.5, None],
        ["same", "cement", "uncertain", 20, None],
        ["same", "cement", "rest", 29.5, None],
        ["same", "brace", "uncertain", 7, None],
        ["asked", "surgery", "alone appropriate", 33, None],
        ["counted", "cement", "appropriate", 60, 3],
        ["counted", "cement", "uncertain", 40, 2],
        ["counted", "cement", "rarely appropriate", 0, 0],
        [OURS, "cement augmentation", "offered", 50.0, 4],
        [OURS, "cement augmentation", "not settled", 12.5, 1],
        [OURS, "cement augmentation", "not offered", 37.5, 3],
    ]
    assert (frame["year"].dtype, frame["count"].dtype) == ("Int64", "Int64")


@pytest.mark.usefixtures("made_up")
def test_every_figure_of_the_file_says_whose_it_is():
    """Who asked whom, how, with whose money, and what was read where."""
    frame = panels.tidy()
    names = ["scenarios", "panel", "year", "population", "method", "funding", "note", "sources"]
    about = frame[names].astype(object).where(frame[names].notna(), None)
    assert list(frame) == ["treatment", "class", "percent", "count", *names, "id"]
    assert about.iloc[0].tolist() == [13, "Oth", 2001, "Oths", "mOth", "paid by Oth", None, "short 1; short Oth"]
    asked = [13, "Ask", 1999, "Asks", "mAsk", "paid by Ask", "seen elsewhere", "short 1; short Ask"]
    assert about.iloc[7].tolist() == asked
    method = "counted with content version 7.7"
    for row in about.tail(3).to_numpy().tolist():
        assert row == [8, "Our rule table", None, "Osteoporotic compression fracture", method, None, None, None]
    assert pd.isna(frame["year"].iloc[3])


@pytest.mark.usefixtures("made_up")
def test_sources_are_those_of_all_panels_each_once():
    """In the order of the panels."""
    assert panels.references() == ("R1", "ROth", "RSame", "RAsk", "RCount")


def test_counts_that_are_not_one_for_each_class_are_refused(monkeypatch):
    """None is left out in silence."""
    short = panel("Short", 2000, rating("cement", 50, 25, 25, counts=(2, 1)))
    monkeypatch.setattr(panels, "PANELS", SimpleNamespace(panels={"short": short}))
    monkeypatch.setattr(panels, "REFERENCES", {name: SimpleNamespace(short=name) for name in ("R1", "RShort")})
    with pytest.raises(ValueError, match="shorter"):
        panels.tidy()


@pytest.mark.parametrize("shares", [(None, 1, 99), (1, None, 99), (1, 99, None), (1, None, None), (None, None, 1)])
def test_a_bar_needs_all_three_shares(monkeypatch, shares):
    """The panel is named."""
    held = {"half": panel("Half", 2000, rating("cement", *shares))}
    monkeypatch.setattr(panels, "PANELS", SimpleNamespace(panels=held))
    monkeypatch.setattr(panels, "grid", lambda: GRID)
    with pytest.raises(ContentError) as caught:
        panels.rows.__wrapped__()
    told = (caught.value.file, caught.value.entry, caught.value.fault)
    assert told == ("evidence/panels.yaml", "panels, half", "ratings: a bar needs all three shares for cement")


@pytest.mark.parametrize(("share", "text"), [(0, "0"), (100, "100"), (12.34, "12.3"), (12.96, "13"), (0.04, "0")])
def test_a_share_has_one_decimal_unless_it_is_nought(share, text):
    """And no break before its sign."""
    assert panels.percent(share) == f"{text}\N{NO-BREAK SPACE}%"
