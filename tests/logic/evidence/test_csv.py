"""Tables and files of the evidence: columns, cells and provenance, each held against the entry behind it."""

from __future__ import annotations

import pytest

from logic.content.library import (
    ARTICLE,
    CLAIMS,
    FINDINGS,
    REFERENCES,
    STUDIES,
)
from logic.content.shapes.evidence import Arm, Effect
from logic.evidence import audit, comparison
from logic.evidence.csv import to_csv
from tests.logic.evidence.frames import rows

COUNTED = "kaviar_dohm_2014__new_vertebral_fracture_radiographic__24_months"
MEASURED = "evans_2016__pain_nrs_0_10__12_months"


# ---------------------------------------------------------------- files


def test_a_file_says_what_it_is_of_when_and_from_which_sources_before_its_rows():
    """Lines that start with #, the limits among them; a source without a link ends with its citation."""
    unlinked = next(name for name, one in REFERENCES.items() if one.link is None)
    table = audit.readable()
    lines = to_csv("Claims", table, ["VAPOUR2016", unlinked]).splitlines()
    vapour = REFERENCES["VAPOUR2016"]
    assert lines[:5] == [
        "# Claims",
        f"# VCF Explorer, content version {ARTICLE.content_version} of {ARTICLE.content_date}",
        "# For education only. Figures belong to their sources; check them there before you use them.",
        f"# Source: {vapour.citation} {vapour.link}",
        f"# Source: {REFERENCES[unlinked].citation}",
    ]
    assert lines[5] == "Verdict,Claims,Which"
    assert len(lines) == 6 + len(table)
    assert to_csv("Claims", table).splitlines()[3] == lines[5]


# ---------------------------------------------------------------- the audit


def test_the_table_of_verdicts_counts_and_names_the_claims():
    """One row a verdict."""
    for row, (verdict, names) in zip(rows(audit.readable()), audit.by_verdict().items(), strict=True):
        assert row == {"Verdict": verdict.capitalize(), "Claims": str(len(names)), "Which": ", ".join(names)}


def test_the_file_of_claims_has_every_field_of_every_claim():
    """Sources by their short names, links where there is one."""
    for row, (name, claim) in zip(rows(audit.tidy()), CLAIMS.items(), strict=True):
        assert row == {
            "claim": name,
            "section": claim.section,
            "the_article_says": claim.says,
            "its_citations": " ".join(str(one) for one in claim.citations),
            "verdict": claim.verdict,
            "finding": claim.finding,
            "better_wording": claim.better,
            "primary_source": claim.primary_source,
            "grade": claim.grade,
            "sources": "; ".join(REFERENCES[one].short for one in claim.references),
            "links": " ".join(REFERENCES[one].link or "" for one in claim.references if REFERENCES[one].link),
            "source_text_seen": claim.verified,
        }


def test_the_references_of_the_audit_are_those_of_its_claims_each_once():
    """In the order of the claims."""
    wanted = list(dict.fromkeys(one for claim in CLAIMS.values() for one in claim.references))
    assert list(audit.references()) == wanted


# ---------------------------------------------------------------- kyphoplasty against vertebroplasty


def test_a_finding_reads_with_both_arms_its_effect_and_who_found_it():
    """Counts and means, p value, design and size."""
    assert rows(comparison.readable([MEASURED, COUNTED])) == [
        {
            "Outcome": "Average pain, 0-10, 12 months (points (0-10, lower = less pain))",
            "Kyphoplasty": "3 (SD 2.8)",
            "Vertebroplasty": "2.3 (SD 2.6)",
            "Effect (95 % CI)": "Mean difference 0.70 (−0.29 to 1.69), derived; p >0.05",
            "Study": "Evans 2016; RCT; 115 patients",
        },
        {
            "Outcome": "Subsequent radiographic vertebral fracture (primary end point), 24 months (patients with event)",
            "Kyphoplasty": "54 of 110 (49.1 %)",
            "Vertebroplasty": "64 of 111 (57.7 %)",
            "Effect (95 % CI)": "Risk ratio 0.851 (0.664 to 1.091), derived; p >0.21 (abstract, both time points)",
            "Study": "KAVIAR, Dohm 2014; RCT; 381 patients",
        },
    ]


def test_a_finding_without_a_size_names_its_direction_and_no_unit():
    """Direction only, favours one, or no difference; indirect evidence says so."""
    told = {row["Effect (95 % CI)"].partition(";")[0]: row for row in rows(comparison.readable(FINDINGS))}
    assert "direction only, favours kyphoplasty" in told
    directed = [name for name, one in FINDINGS.items() if one.unit == "direction only" and one.effect is None]
    for name, row in zip(directed, rows(comparison.readable(directed)), strict=True):
        one = FINDINGS[name]
        assert row["Outcome"] == f"{one.label}, {one.time}"
        wanted = "no difference" if one.favours == "neither" else f"direction only, favours {one.favours}"
        assert row["Effect (95 % CI)"].partition("; p ")[0] == wanted
    for name, row in zip(FINDINGS, rows(comparison.readable(FINDINGS)), strict=True):
        study = STUDIES[FINDINGS[name].study]
        assert row["Study"].endswith("; indirect") is bool(study.indirect)
        assert row["Study"].startswith(f"{study.citation}; {study.level}; {comparison.size_text(study)}")


def test_the_file_of_findings_has_a_column_for_each_number_of_each_arm():
    """Empty where nothing was seen."""
    for name, row in zip(FINDINGS, rows(comparison.tidy(FINDINGS)), strict=True):
        one = FINDINGS[name]
        study = STUDIES[one.study]
        wanted = {
            "finding": name,
            "outcome": one.label,
            "study": study.citation,
            "design": study.design,
            "patients": study.n_patients,
            "time": one.time,
            "unit": one.unit,
            "better": one.better,
        }
        for procedure, arm in (("kyphoplasty", one.kyphoplasty), ("vertebroplasty", one.vertebroplasty)):
            for column in ("mean", "sd", "events", "n", "percent"):
                wanted[f"{procedure}_{column}"] = None if arm is None else getattr(arm, column)
        for column in ("measure", "value", "ci95_low", "ci95_high", "derived", "origin"):
            wanted[column] = None if one.effect is None else getattr(one.effect, column)
        wanted |= {"p_value": one.p_value, "favours": one.favours}
        assert list(row) == list(wanted)
        assert row == wanted


def test_findings_are_spoken_with_both_arms_or_else_the_effect():
    """One sentence each."""
    pooled = "josr_2018_meta__cement_leakage_overall__post-procedure"
    assert comparison.spoken([COUNTED]) == (
        "Subsequent radiographic vertebral fracture (primary end point), 24 months: "
        "kyphoplasty 54 of 110 (49.1 %), vertebroplasty 64 of 111 (57.7 %)."
    )
    one = FINDINGS[pooled]
    assert comparison.spoken([pooled, pooled]) == " ".join(
        [f"{one.label}, {one.time}: Risk ratio 0.62 (0.47 to 0.80)."] * 2
    )


@pytest.mark.parametrize(
    ("arm", "text"),
    [
        (None, "not seen"),
        (Arm(), "not seen"),
        (Arm(events=0, n=36, percent=0.0), "0 of 36 (0 %)"),
        (Arm(events=1, percent=0.8), "0.8 %"),
        (Arm(percent=0.8, inferred=True), "0.8 % (inferred)"),
        (Arm(mean=0.0), "0"),
        (Arm(mean=999.5), "999.5"),
        (Arm(mean=1000.0), "1,000"),
        (Arm(mean=16182.4, sd=0.0), "16,182 (SD 0)"),
        (Arm(mean_change=-5.07), "change -5.07"),
        (Arm(mean_change=0.0), "change 0"),
        (Arm(median_decrease=6.0), "median decrease 6"),
    ],
)
def test_an_arm_reads_as_what_was_seen_of_it(arm, text):
    """Counts before means before shares before changes; a nought is a number."""
    assert comparison.arm_text(arm) == text


def test_an_effect_that_was_not_seen_says_so_and_one_without_an_interval_has_none():
    """A measure without a longer name keeps its own."""
    seen = {"derived": False, "origin": "abstract"}
    assert comparison.effect_text(None) == "not seen"
    assert comparison.effect_text(Effect(measure="RD", value=-2.5, **seen)) == "RD −2.5"
    whole = Effect(measure="RR", value=1200.0, ci95_low=1100.0, ci95_high=1300.5, **seen)
    assert comparison.effect_text(whole) == "Risk ratio 1,200.0 (1,100.0 to 1,300.5)"
    half = Effect(measure="RR", value=2.0, ci95_low=1.0, **seen)
    assert comparison.effect_text(half) == "Risk ratio 2"


@pytest.mark.parametrize(
    ("patients", "studies", "text"),
    [(381, 1, "381 patients"), (None, 2, "2 studies"), (None, 1, "size not seen"), (None, None, "size not seen")],
)
def test_the_size_of_a_study_is_its_patients_else_what_it_pools(patients, studies, text):
    """One study pools nothing."""
    study = STUDIES["evans_2016"].model_copy(update={"n_patients": patients, "n_studies": studies})
    assert comparison.size_text(study) == text


@pytest.mark.parametrize(
    ("kyphoplasty", "vertebroplasty", "few"),
    [(1, 1, True), (0, 1, True), (2, 1, False), (1, 2, False), (None, 0, False)],
)
def test_counts_of_at_most_one_event_in_each_arm_stand_without_a_ratio(monkeypatch, kyphoplasty, vertebroplasty, few):
    """Two events in either arm are enough for the ratio of the source."""
    arms = [
        Arm(events=count, n=50, percent=2.0) if count is not None else None for count in (kyphoplasty, vertebroplasty)
    ]
    changed = FINDINGS[COUNTED].model_copy(update={"kyphoplasty": arms[0], "vertebroplasty": arms[1]})
    monkeypatch.setitem(FINDINGS, COUNTED, changed)
    (row,) = rows(comparison.readable([COUNTED]))
    assert row["Effect (95 % CI)"].startswith("counts only") is few
