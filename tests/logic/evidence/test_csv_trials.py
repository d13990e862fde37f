"""Tables and files of trials, panels and sources: columns, cells and provenance, each held against the entry behind it."""

from __future__ import annotations

import pytest

from logic.content.library import (
    ARTICLE,
    MORTALITY,
    NATURAL_HISTORY,
    PANELS,
    REFERENCES,
    TRIALS,
)
from logic.evidence import bibliography, panels, trials
from tests.logic.evidence.frames import rows

ALL = tuple(TRIALS)


# ---------------------------------------------------------------- trials


def test_a_trial_reads_with_its_arms_its_comparator_and_its_result():
    """Doubt, cancer and money are said where there is some."""
    (vapour, cafe) = rows(trials.table(["vapour_2016", "cafe_2011"]))
    assert vapour == {
        "Trial": "**VAPOUR 2016**; vertebroplasty with a technique of adequate fill; 120 randomised (61 and 59)",
        "Compared with, blinding, fracture age": (
            "Sham: simulated vertebroplasty under conscious sedation. Blinding: double-blind. Fracture age: under 6 weeks"
        ),
        "Result": TRIALS["vapour_2016"].result,
    }
    assert cafe["Trial"] == "**CAFE 2011**, cancer; balloon kyphoplasty; 134 randomised (70 and 64)"
    assert cafe["Compared with, blinding, fracture age"] == (
        "Nonsurgical. Blinding: open; controls could cross over after 1 month; manufacturer funding. Fracture age: not seen"
    )


def test_a_trial_without_a_verified_result_says_that_its_year_is_second_hand():
    """And a trial of which no number was seen says so."""
    for (name, trial), row in zip(TRIALS.items(), rows(trials.table(ALL)), strict=True):
        assert (", year second-hand" in row["Trial"]) is not trial.verified, name
        assert (", cancer;" in row["Trial"]) is trial.cancer
        assert ("; manufacturer funding." in row["Compared with, blinding, fracture age"]) is bool(trial.funding)
        told = f"; {trial.n_randomised.total} randomised" if trial.n_randomised else "; number not seen"
        assert told in row["Trial"]
        known = trial.comparator_detail not in ("not seen", "nonsurgical care")
        assert (f": {trial.comparator_detail}. B" in row["Compared with, blinding, fracture age"]) is known


def test_the_file_of_trials_has_every_field_of_a_trial_and_its_arms():
    """Lists in one cell, and empty where nothing was seen."""
    for (name, trial), row in zip(TRIALS.items(), rows(trials.tidy(ALL)), strict=True):
        wanted = trial.model_dump(exclude={"differences", "n_randomised", "reference", "references"})
        arms = trial.n_randomised
        wanted |= {
            "trial": name,
            "outcomes": "; ".join(trial.outcomes),
            "conflicts": " ".join(trial.conflicts),
            "references": " ".join(trial.references),
            "n_cement": arms.cement if arms else None,
            "n_control": arms.control if arms else None,
            "n_total": arms.total if arms else None,
        }
        assert row == wanted


def test_a_figure_between_the_arms_reads_with_its_scale_sign_and_side():
    """As VAPOUR printed it."""
    assert rows(trials.differences_table(["vapour_2016"]))[0] == {
        "Trial and comparator": "VAPOUR 2016, sham, n 120",
        "Scale and time": "share with pain below 4 on NRS 0–10, 14 days",
        "Figure (95 % CI)": "risk difference: 23 (6 to 39) percentage points, p 0.011",
        "Who is favoured": "favours vertebroplasty",
        "Note": "The authors' conference abstract prints p 0.01. In the chart.",
    }


def test_every_figure_between_the_arms_has_its_notes_and_whether_a_chart_shows_it():
    """Analysis, note and chart, as sentences; a ratio has no unit."""
    told = rows(trials.differences_table(ALL))
    facts = rows(trials.differences_tidy(ALL))
    for (name, one), row, fact in zip(trials.differences(ALL), told, facts, strict=True):
        trial = TRIALS[name]
        drawn = (
            one.outcome in ("pain", "disability") and not trial.cancer and trials.headline(trial, one.outcome) is one
        )
        assert row["Note"].endswith("In the chart.") is drawn
        assert fact["drawn"] is drawn
        assert row["Note"].count(". ") + row["Note"].endswith(".") >= sum(map(bool, (one.analysis, one.note, drawn)))
        assert (one.note or "").rstrip(".")[1:] in row["Note"]
        assert (one.analysis or "").rstrip(".")[1:] in row["Note"]
        assert row["Note"][:1] == row["Note"][:1].upper()
        assert (", p " in row["Figure (95 % CI)"]) is bool(one.p_value)
        assert row["Scale and time"] == f"{one.scale}, {one.time}"
        assert row["Who is favoured"] == trials.verdict_text(one)
        assert row["Figure (95 % CI)"].startswith(f"{one.statistic}: " if one.statistic else trials.estimate_text(one))
        assert ("ratio)" in row["Figure (95 % CI)"], " ratio" == row["Figure (95 % CI)"][-6:]) == (False, False)
        expected = one.model_dump() | {
            "trial": trial.name,
            "year": trial.year,
            "comparator": trial.comparator,
            "cancer": trial.cancer,
            "n_randomised": trial.n_randomised.total if trial.n_randomised else None,
            "side": one.side,
            "drawn": drawn,
            "reference": one.reference or trial.reference,
        }
        assert fact == expected


def test_sources_of_figures_are_their_papers_and_references_those_of_the_trials():
    """Each once, for one outcome or all."""
    figures = trials.differences(ALL, "pain")
    wanted = dict.fromkeys(one.reference or TRIALS[name].reference for name, one in figures)
    assert trials.sources(ALL, "pain") == tuple(wanted)
    assert len(trials.sources(ALL)) > len(wanted)
    assert trials.references(["vapour_2016", "buchbinder_2009"]) == (
        *TRIALS["vapour_2016"].references,
        *TRIALS["buchbinder_2009"].references,
    )


def test_the_number_of_patients_is_that_randomised_or_not_seen():
    """After an n."""
    assert trials.patients(TRIALS["vapour_2016"]) == "n 120"
    assert trials.patients(TRIALS["vapour_2016"].model_copy(update={"n_randomised": None})) == "n not seen"


def test_an_estimate_without_an_interval_or_an_interval_without_an_estimate_says_so():
    """Nothing is made up for what was not verified."""
    one = trials.headline(TRIALS["vapour_2016"], "pain")
    assert one is not None
    texts = {
        (23.0, 6.0, 39.0): "23 (6 to 39)",
        (-23.0, 6.0, None): "−23 (interval not seen)",
        (23.0, None, 39.0): "23 (interval not seen)",
        (None, 6.0, 39.0): "estimate not verified (6 to 39)",
        (None, None, None): "size not seen",
    }
    for (estimate, low, high), text in texts.items():
        changed = one.model_copy(update={"estimate": estimate, "ci95_low": low, "ci95_high": high})
        assert trials.estimate_text(changed) == text


def test_who_is_favoured_is_said_in_the_words_of_the_source():
    """With the side that a difference without significance leans to."""
    one = trials.headline(TRIALS["vapour_2016"], "pain")
    assert one is not None
    texts = {
        ("neither", None): "no significant difference",
        ("neither", "control"): "no significant difference, leans to control",
        ("not stated", None): "direction not stated",
        ("vertebroplasty", None): "favours vertebroplasty",
    }
    for (favours, leans), text in texts.items():
        assert trials.verdict_text(one.model_copy(update={"favours": favours, "leans": leans})) == text


def test_trials_stand_by_comparator_then_year_with_cancer_last():
    """Sham, active control, nonsurgical."""
    order = [
        (
            TRIALS[name].cancer,
            ("sham", "active control", "nonsurgical").index(TRIALS[name].comparator),
            TRIALS[name].year,
        )
        for name in trials.chosen()
    ]
    assert order == sorted(order)
    assert len(order) == len(TRIALS)


def test_a_trial_belongs_to_the_band_of_its_comparator_and_cancer_to_its_own():
    """As the timeline of trials groups them."""
    bands = {
        "Cancer, against nonsurgical care": lambda one: one.cancer,
        "Against a sham procedure": lambda one: not one.cancer and one.comparator == "sham",
        "Against an active control": lambda one: not one.cancer and one.comparator == "active control",
        "Against nonsurgical care": lambda one: not one.cancer and one.comparator == "nonsurgical",
    }
    for trial in TRIALS.values():
        assert bands[trials.group_of(trial)](trial)


@pytest.mark.parametrize(
    ("oldest", "youngest", "bands"),
    [
        (6, None, {"Up to 6 weeks", "Up to 12 weeks"}),
        (7, None, {"Up to 12 weeks"}),
        (12, None, {"Up to 12 weeks"}),
        (13, None, {"Longer or not limited"}),
        (None, 12, {"Longer or not limited"}),
        (None, None, {"Limit not seen"}),
    ],
)
def test_the_band_of_the_oldest_fracture_on_each_side_of_its_limits(oldest, youngest, bands):
    """Weeks, limits included; the second band holds the first."""
    trial = TRIALS["vapour_2016"].model_copy(
        update={"fracture_age_max_weeks": oldest, "fracture_age_min_weeks": youngest}
    )
    assert {band for band in trials.AGES if trials.in_band(trial, band)} == bands
    assert not trials.in_band(trial, "something else")


def test_getting_better_without_cement_is_counted_one_row_a_cohort():
    """Verified ones only, counts with their percent."""
    shown = [one for one in NATURAL_HISTORY.values() if one.verified]
    for row, one in zip(rows(trials.natural_history_table()), shown, strict=True):
        assert row == {
            "Cohort": f"{one.name}, {one.year}",
            "Patients": f"{one.population}; {one.design}",
            "What was counted": f"{one.said}, {one.time}",
            "How many": f"{one.events} of {one.n} ({one.percent}\N{NO-BREAK SPACE}%)",
            "Note": one.note or "",
        }


def test_death_is_told_as_an_association_with_where_fewer_died():
    """Ratios with their interval; other figures in their own words and no side."""
    shown = [one for one in MORTALITY.values() if one.verified]
    told = rows(trials.mortality_table())
    for row, one in zip(told, shown, strict=True):
        assert row["Study"] == f"{one.name}; {one.design}"
        assert row["Compared"] == f"{one.compared}; n: {one.n}"
        assert row["Time"] == one.time
        assert row["Note"] == (one.note or "")
        if one.kind != "ratio":
            assert row["Association (95 % CI)"] == one.says
    cells = [row["Association (95 % CI)"] for row in told]
    assert "hazard ratio 0.83 (0.75 to 0.92); 5.2 % against 6.7 % died; fewer deaths with augmentation" in cells
    assert "pooled hazard ratio 0.79 (0.62 to 0.9999), p 0.05; borderline" in cells
    assert "pooled hazard ratio 0.78 (0.66 to 0.92), p 0.003; fewer deaths with augmentation" in cells


# ---------------------------------------------------------------- panels


def test_the_table_of_panels_has_shares_counts_and_who_paid():
    """The word of a panel for its third class stands where it is not "no"."""
    told = {row["Panel"]: row for row in rows(panels.readable())}
    assert told["NASS, osteoporotic fracture, 2025"] == {
        "Panel": "NASS, osteoporotic fracture, 2025",
        "Scenarios": "144",
        "Yes": "4.9\N{NO-BREAK SPACE}% (7)",
        "Uncertain": "35.4\N{NO-BREAK SPACE}% (51)",
        "No": "59.7\N{NO-BREAK SPACE}% (86)",
        "Funding": "not seen",
    }
    assert told["RAND/UCLA panel, osteoporotic, 2018"]["No"] == "16\N{NO-BREAK SPACE}% (medical only)"
    assert told["RAND/UCLA panel, osteoporotic, 2018"]["Funding"] == PANELS.panels["rand-ucla-2018"].funding
    ours = told["Our rule table, osteoporotic"]
    assert ours["Funding"] == "none; counted by this app"
    assert "NASS, neoplastic fracture" in told


def test_the_file_of_panels_has_every_share_with_its_panel():
    """One row a figure that was seen, then what was appropriate alone."""
    told = rows(panels.tidy())
    assert list(told[0]) == [
        "treatment",
        "class",
        "percent",
        "count",
        "scenarios",
        "panel",
        "year",
        "population",
        "method",
        "funding",
        "note",
        "sources",
        "id",
    ]
    for id, panel in PANELS.panels.items():
        of_panel = [row for row in told if row["id"] == id]
        for row in of_panel:
            assert row["scenarios"] == panel.n_scenarios
            assert row["panel"] == panel.name
            assert row["year"] == panel.year
            assert row["population"] == panel.population
            assert row["method"] == panel.method
            assert row["funding"] == panel.funding
            assert row["note"] == panel.second_hand
            assert row["sources"] == "; ".join(REFERENCES[one].short for one in panel.references)
        wanted = []
        for rating in panel.ratings:
            labels = ("appropriate", "uncertain", panel.no_means or "rarely appropriate")
            shares = (rating.appropriate, rating.uncertain, rating.inappropriate)
            counts = rating.counts or (None, None, None)
            wanted += [
                (rating.treatment, label, share, count)
                for label, share, count in zip(labels, shares, counts, strict=True)
                if share is not None
            ]
        wanted += [(what, "alone appropriate", share, None) for what, share in panel.exclusively.items()]
        assert [(row["treatment"], row["class"], row["percent"], row["count"]) for row in of_panel] == wanted


def test_the_file_of_panels_ends_with_our_own_three_counts():
    """Counted over the whole grid, with the version of content that was counted."""
    told = rows(panels.tidy())[-3:]
    counts = panels.count(panels.grid())
    total = sum(counts)
    for row, label, count in zip(told, ("offered", "not settled", "not offered"), counts, strict=True):
        assert {key: cell for key, cell in row.items() if cell is not None} == {
            "treatment": "cement augmentation",
            "class": label,
            "percent": round(100 * count / total, 1),
            "count": count,
            "scenarios": total,
            "panel": "Our rule table",
            "population": "Osteoporotic compression fracture",
            "method": f"counted with content version {ARTICLE.content_version}",
            "id": "rule-table",
        }


def test_shares_in_words_keep_the_order_of_the_bar():
    """Yes, uncertain, and the word of the panel for no."""
    told = {row.id: panels.shares(row) for row in panels.rows()}
    gap = "\N{NO-BREAK SPACE}"
    assert told["nass-auc-2025"] == f"4.9{gap}% yes, 35.4{gap}% uncertain, 59.7{gap}% no"
    assert told["rand-ucla-2018"] == f"46{gap}% yes, 38{gap}% uncertain, 16{gap}% medical only"


def test_the_references_of_the_panels_are_all_of_theirs_each_once():
    """In the order of content."""
    wanted = dict.fromkeys(one for panel in PANELS.panels.values() for one in panel.references)
    assert panels.references() == tuple(wanted)


# ---------------------------------------------------------------- the bibliography


def test_the_file_of_sources_has_citation_kind_year_link_and_use():
    """A year that was not seen is empty."""
    for name, row in zip(REFERENCES, rows(bibliography.tidy(REFERENCES)), strict=True):
        one = REFERENCES[name]
        assert row == {
            "id": name,
            "short": one.short,
            "citation": one.citation,
            "kind": one.kind,
            "year": str(one.year or ""),
            "link": one.link,
            "checked": one.verified,
            "used_in": bibliography.where(name),
        }


@pytest.mark.parametrize("part", ["id", "short", "citation", "kind", "year"])
def test_a_search_looks_at_every_part_of_a_source(part):
    """What stands in a source finds it, whatever its case."""
    one = REFERENCES["VERTOS5"]
    typed = {"id": "VERTOS5", "year": str(one.year)}.get(part) or getattr(one, part)
    assert "VERTOS5" in bibliography.search(typed.upper())


def test_a_year_that_was_not_seen_is_no_word_to_search_for():
    """A source without a year is not found as None."""
    without = [name for name, one in REFERENCES.items() if one.year is None and "none" not in repr(one.citation)]
    assert without
    assert all(name not in bibliography.search(f"{name} none") for name in without)
