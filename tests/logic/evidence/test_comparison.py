"""Kyphoplasty against vertebroplasty: the numbers on the page are those of the sources."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from logic.content.library import CHARTS, FINDINGS, OUTCOMES, REFERENCES, STUDIES
from logic.content.shapes.evidence import Arm, Effect, Finding, Study
from logic.evidence import comparison
from logic.evidence.comparison import (
    DESIGNS,
    arm_text,
    effect_text,
    in_depth,
    readable,
    references,
    size_text,
    spoken,
    tidy,
    verdicts,
)


@pytest.mark.parametrize(
    ("finding", "expected"),
    [
        ("josr_2018_meta__pain_vas__pooled_follow-up_not_specified", "Weighted mean difference 0.04 (−0.28 to 0.36)"),
        (
            "josr_2018_meta__disability_odi__pooled_follow-up_not_specified",
            "Weighted mean difference −1.30 (−3.34 to 0.74)",
        ),
        ("josr_2018_meta__cement_leakage_overall__post-procedure", "Risk ratio 0.62 (0.47 to 0.80)"),
        (
            "josr_2018_meta__vertebral_height__post-operative_not_specified",
            "Standardised mean difference 1.27 (0.67 to 1.86)",
        ),
        ("xing_2013__kyphotic_angle__long_term", "Mean difference −2.64 (−4.66 to −0.61)"),
        ("zou_2021__pulmonary_cement_embolism__post-operative_ct", "Odds ratio 0.187 (0.069 to 0.509)"),
        ("ong_2018__mortality__10_years", "Hazard ratio 0.87 (0.87 to 0.88), derived"),
    ],
)
def test_a_headline_effect_reads_as_the_source_has_it(finding, expected):
    """Value, interval, measure in words, and whether it was derived."""
    assert effect_text(FINDINGS[finding].effect) == expected


@pytest.mark.parametrize(
    ("finding", "kyphoplasty", "vertebroplasty"),
    [
        ("kaviar_dohm_2014__cement_leakage_overall__post-procedure_ct", "157 of 214 (73.4 %)", "164 of 201 (81.6 %)"),
        (
            "kaviar_dohm_2014__new_vertebral_fracture_radiographic__24_months",
            "54 of 110 (49.1 %)",
            "64 of 111 (57.7 %)",
        ),
        ("evans_2016__pain_nrs_0_10__12_months", "3 (SD 2.8)", "2.3 (SD 2.6)"),
        ("evans_2016__disability_rmdq_0_24__12_months", "7.5 (SD 7.2)", "6.7 (SD 8)"),
        ("ajnr_2011_premier__hospital_cost_inpatient_adjusted__index_procedure", "16,182", "11,386"),
        ("kaviar_dohm_2014__procedure_time__intra-operative", "40", "31.8"),
        ("lovi_2009__neurological_complication__mean_33_months", "0 of 36 (0 %) (inferred)", "1 of 118 (0.8 %)"),
    ],
)
def test_both_arms_read_as_the_source_has_them(finding, kyphoplasty, vertebroplasty):
    """Counts with their denominators, means with their SD, and what was inferred says so."""
    assert arm_text(FINDINGS[finding].kyphoplasty) == kyphoplasty
    assert arm_text(FINDINGS[finding].vertebroplasty) == vertebroplasty


def test_one_event_in_each_arm_is_shown_as_counts_and_not_as_a_ratio():
    """1 of 191 against 1 of 190 says nothing about which is safer."""
    table = readable(["kaviar_dohm_2014__cement_embolism_device_related__24_months"])
    assert table["Effect (95 % CI)"][0] == "counts only"


def test_nothing_unverified_is_in_a_chart_or_in_depth():
    """Two findings are second-hand; neither is shown anywhere."""
    shown = {one for chart in CHARTS.values() for one in chart.findings}
    shown |= {one for outcome in OUTCOMES for one in in_depth(outcome)}
    assert all(FINDINGS[one].verified for one in shown)
    assert sum(not one.verified for one in FINDINGS.values()) == 2


def test_every_verified_finding_is_shown_in_exactly_one_outcome():
    """133 of 135 in all."""
    shown = [one for outcome in OUTCOMES for one in in_depth(outcome)]
    assert len(shown) == len(set(shown)) == len(FINDINGS) - 2


def test_the_best_design_stands_first():
    """Within an outcome no better design follows a worse one."""
    for outcome in OUTCOMES:
        ranks = [DESIGNS.index(STUDIES[FINDINGS[one].study].level) for one in in_depth(outcome)]
        assert ranks == sorted(ranks), outcome


def test_pooled_single_arms_are_tagged_indirect_and_never_in_a_chart_of_effects():
    """They set percentages of different series side by side."""
    indirect = {name for name, study in STUDIES.items() if study.indirect}
    assert {"eck_2008", "hulme_2006", "papanastassiou_2012", "beall_2018"} <= indirect
    for chart in ("ratios", "differences", "pairs", "course"):
        assert not {FINDINGS[one].study for one in CHARTS[chart].findings} & indirect


def test_studies_that_disagree_are_both_there():
    """On height a randomised trial found no difference and a meta-analysis favours kyphoplasty."""
    found = verdicts("height")
    assert found["griffoni_2020"] == "neither"
    assert found["josr_2018_meta"] == "kyphoplasty"


def test_the_tidy_frame_has_one_row_a_finding_and_leaves_empty_what_was_not_seen():
    """Empty, never zero."""
    ids = CHARTS["differences"].findings
    frame = tidy(ids)
    assert list(frame["finding"]) == list(ids)
    assert frame["kyphoplasty_mean"].isna().all()


def test_every_chart_has_sources_that_exist():
    """References of each chart resolve."""
    for chart in CHARTS.values():
        sources = references(chart.findings)
        assert sources
        assert set(sources) <= REFERENCES.keys()


FINDING = {
    "study": "best",
    "outcome": "o",
    "label": "Leak",
    "time": "1 day",
    "unit": "patients",
    "better": "lower",
    "counted": "patients",
    "chartable": True,
    "verified": True,
}
SEEN = Arm(events=3, n=4, percent=75)
RATIO = Effect(measure="RR", value=0.5, ci95_low=0.25, ci95_high=1, derived=False, origin="text")


def study(level, year, **more):
    """A study of the evidence with a design of its own."""
    return Study(citation=f"{level} {year}", design="d", level=level, year=year, reference=f"R{year}", **more)


@pytest.fixture
def made_up(monkeypatch):
    """Sets the findings, each a change of one common finding, and four studies of two designs."""
    studies = {"best": study("RCT", 2010, n_patients=9), "late": study("RCT", 2020), "early": study("RCT", None)}
    studies["worse"] = study("case series (two techniques)", 2024, n_studies=2, indirect=True)
    monkeypatch.setattr(comparison, "STUDIES", studies)
    monkeypatch.setattr(comparison, "OUTCOMES", {"mine": SimpleNamespace(measures=("o",))})

    def put(*changes):
        found = {f"f{number}": Finding(**FINDING | change) for number, change in enumerate(changes)}
        monkeypatch.setattr(comparison, "FINDINGS", found)
        return tuple(found)

    return put


def test_within_a_design_the_latest_stands_first_and_one_without_a_year_last(made_up):
    """What is not verified or measures something else is not among them."""
    made_up(
        {"study": "worse"},
        {"study": "early"},
        {"study": "best"},
        {"study": "late"},
        {"study": "late", "verified": False},
        {"study": "late", "outcome": "p"},
    )
    assert in_depth("mine") == ("f3", "f2", "f1", "f0")
    assert references(("f3", "f0", "f4")) == ("R2020", "R2024")


def test_a_study_favours_what_any_of_its_findings_does_unless_they_contradict_each_other(made_up):
    """A finding that favours nobody, or of which it is not known, weighs nothing."""
    made_up(
        {"study": "best", "favours": None},
        {"study": "late", "favours": "neither"},
        {"study": "late", "favours": "kyphoplasty"},
        {"study": "early", "favours": "kyphoplasty"},
        {"study": "early", "favours": "vertebroplasty"},
        {"study": "worse", "favours": "vertebroplasty"},
    )
    assert verdicts("mine") == {
        "late": "kyphoplasty",
        "best": "neither",
        "early": "neither",
        "worse": "vertebroplasty",
    }


def test_findings_are_spoken_by_their_arms_where_both_were_seen_and_else_by_the_effect(made_up):
    """One sentence each."""
    ids = made_up(
        {"kyphoplasty": SEEN, "vertebroplasty": Arm(percent=5, inferred=True), "effect": RATIO},
        {"kyphoplasty": SEEN, "effect": RATIO},
        {"vertebroplasty": SEEN},
    )
    assert spoken(ids) == (
        "Leak, 1 day: kyphoplasty 3 of 4 (75 %), vertebroplasty 5 % (inferred). "
        "Leak, 1 day: Risk ratio 0.50 (0.25 to 1.00). Leak, 1 day: not seen."
    )


@pytest.mark.parametrize(
    ("arm", "text"),
    [
        (None, "not seen"),
        (Arm(), "not seen"),
        (Arm(mean=999.5), "999.5"),
        (Arm(mean=1000.6, sd=2.5), "1,001 (SD 2.5)"),
        (Arm(mean=3, percent=9), "3"),
        (Arm(events=3, mean=2), "2"),
        (Arm(mean_change=-1.5), "change -1.5"),
        (Arm(median_decrease=4), "median decrease 4"),
        (Arm(events=0, n=7, percent=0, inferred=True), "0 of 7 (0 %) (inferred)"),
    ],
)
def test_an_arm_is_told_by_the_most_that_was_seen(arm, text):
    """Counts before means, means before shares, shares before changes."""
    assert arm_text(arm) == text


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({"unit": "direction only", "favours": "neither"}, "no difference"),
        ({"unit": "direction only", "favours": "kyphoplasty"}, "direction only, favours kyphoplasty"),
        ({"favours": "kyphoplasty"}, "not seen"),
        ({"unit": "direction only", "favours": "kyphoplasty", "effect": RATIO}, "Risk ratio 0.50 (0.25 to 1.00)"),
        ({"effect": RATIO, "p_value": "0.04"}, "Risk ratio 0.50 (0.25 to 1.00); p 0.04"),
        ({"effect": RATIO, "kyphoplasty": Arm(events=1), "vertebroplasty": Arm(events=1)}, "counts only"),
        ({"kyphoplasty": Arm(events=1), "vertebroplasty": Arm(events=2)}, "not seen"),
        ({"kyphoplasty": Arm(events=0)}, "not seen"),
    ],
)
def test_a_finding_to_read_says_as_much_as_was_found(made_up, change, text):
    """An effect, else a direction, and counts alone where there is hardly one to count."""
    ids = made_up({"study": "worse", **change})
    (row,) = readable(ids).to_dict("records")
    assert row["Effect (95 % CI)"] == text
    unit = "" if change.get("unit") else " (patients)"
    assert row["Outcome"] == f"Leak, 1 day{unit}"
    level = "case series (two techniques)"
    assert row["Study"] == f"{level} 2024; {level}; 2 studies; indirect"


@pytest.mark.parametrize(
    ("sizes", "text"),
    [
        ({"n_patients": 9, "n_studies": 3}, "9 patients"),
        ({"n_studies": 2}, "2 studies"),
        ({"n_studies": 1}, "size not seen"),
        ({}, "size not seen"),
    ],
)
def test_a_study_is_as_large_as_its_patients_or_the_studies_that_it_pools(sizes, text):
    """A single study pools nothing."""
    assert size_text(study("RCT", 2000, **sizes)) == text


@pytest.mark.parametrize(
    ("measure", "words"),
    [
        ("RR", "Risk ratio"),
        ("OR", "Odds ratio"),
        ("HR", "Hazard ratio"),
        ("MD", "Mean difference"),
        ("WMD", "Weighted mean difference"),
        ("SMD", "Standardised mean difference"),
        ("ICER", "Incremental cost-effectiveness ratio"),
        ("XYZ", "XYZ"),
    ],
)
def test_a_measure_is_spelled_out(measure, words):
    """One that is not known stays as the source has it."""
    assert (
        effect_text(Effect(measure=measure, value=-1234.5, derived=True, origin="text")) == f"{words} −1,234.5, derived"
    )
