"""Kyphoplasty against vertebroplasty: the numbers on the page are those of the sources."""

from __future__ import annotations

import pytest

from logic.comparison import DESIGNS, arm_text, effect_text, in_depth, readable, references, tidy, verdicts
from logic.library import CHARTS, FINDINGS, OUTCOMES, REFERENCES, STUDIES


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
