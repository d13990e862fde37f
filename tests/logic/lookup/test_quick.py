"""The quick tables: complete, verified, the most binding first, and each row with its source."""

from __future__ import annotations

from types import SimpleNamespace as Made

import pytest

from logic.content.library import ADVICE, CAUTIONS, CLASSIFICATIONS, GUIDELINES
from logic.lookup import quick
from logic.pathway.names import SEVERITIES
from logic.rules.outline import window_words
from logic.rules.table import RULES

TABLES = {
    "red flags": quick.red_flags(),
    "cement": quick.cement(),
    "drugs": tuple(name for drug in quick.drugs() for name in drug.cautions),
}


@pytest.mark.parametrize("table", TABLES)
def test_every_row_is_verified_and_has_a_source(table):
    """Nothing second-hand that was not checked, and nothing without a reference."""
    assert TABLES[table]
    for name in TABLES[table]:
        assert CAUTIONS[name].verified
        assert CAUTIONS[name].references


def test_what_rules_cement_out_comes_before_what_can_go_wrong():
    """Absolute contraindications, then relative ones, then complications, then other advice."""
    kinds = list(dict.fromkeys(CAUTIONS[name].severity for name in quick.cement()))
    assert kinds == ["contraindicated", "relative", "complication", "caution"]


def test_every_verified_caution_about_cement_is_in_its_table():
    """None is forgotten, and nothing else is in it."""
    agents = {CAUTIONS[name].agent for name in quick.cement()}
    assert len(agents) == 1
    assert set(quick.cement()) == {name for name, entry in CAUTIONS.items() if entry.agent in agents and entry.verified}


def test_emergencies_come_first_among_the_red_flags():
    """Emergency, then urgent, then what is to be looked for."""
    kinds = list(dict.fromkeys(CAUTIONS[name].severity for name in quick.red_flags()))
    assert kinds == ["emergency", "urgent", "caution"]


@pytest.mark.parametrize(("caution", "fast"), [("S66", "24 hours"), ("S67", "1 week"), ("S80", ""), ("S79", "")])
def test_how_fast_is_a_time_and_nothing_else(caution, fast):
    """A volume or a score is no speed."""
    assert quick.how_fast(caution).startswith(fast)
    assert bool(quick.how_fast(caution)) is bool(fast)


def test_every_caution_of_a_drug_is_in_the_table_of_drugs():
    """Each caution of a recommendation that is a drug stands with that drug, and every threshold has its unit."""
    for drug in quick.drugs():
        assert set(ADVICE[drug.id].cautions) <= set(drug.cautions)
        assert drug.window == RULES[drug.id].window
        for name in drug.cautions:
            assert (CAUTIONS[name].threshold is None) == (CAUTIONS[name].unit is None)


def test_the_lengths_of_studies_are_not_called_prescriptions():
    """NSAIDs and opioids have windows of evidence, and the words say what they are."""
    told = {drug.id: window_words(drug.window) for drug in quick.drugs() if drug.window}
    assert told["nsaid"] == "studies of 2 to 12 weeks, which are their lengths and no prescription"
    assert told["opioid"] == "studies of 1 to 9 weeks, which are their lengths and no prescription"
    assert told["calcitonin"] == "the first 4 weeks after the fracture was identified"


def test_only_texts_that_were_seen_are_quoted():
    """Bodies and scores that were not verified are left out, all others are there."""
    assert set(quick.guidelines()) == {name for name, entry in GUIDELINES.items() if entry.verified}
    assert set(quick.scores()) == {name for name, entry in CLASSIFICATIONS.items() if entry.verified}
    assert {"K01", "K02", "K05"} <= set(quick.scores())


@pytest.mark.parametrize("drug", [drug.id for drug in quick.drugs()])
def test_the_cautions_of_a_drug_are_verified_ones_of_its_recommendation_gravest_first(drug):
    """In the order of severities that content has."""
    (row,) = [one for one in quick.drugs() if one.id == drug]
    ranks = [list(SEVERITIES).index(CAUTIONS[name].severity) for name in row.cautions]
    assert ranks == sorted(ranks)
    assert len(set(row.cautions)) == len(row.cautions)
    own = {name for name in ADVICE[drug].cautions if CAUTIONS[name].verified}
    assert own <= set(row.cautions)
    assert (row.window, row.claims) == (RULES[drug].window, RULES[drug].claims)


def test_guidelines_and_scores_are_those_that_were_verified():
    """In the order of content."""
    assert quick.guidelines() == tuple(name for name, entry in GUIDELINES.items() if entry.verified)
    assert quick.scores() == tuple(name for name, entry in CLASSIFICATIONS.items() if entry.verified)


def made_cautions() -> dict[str, Made]:
    """Made-up cautions: agent, severity and whether they were verified."""
    rows = {
        "a": ("Red flags", "caution", True),
        "b": ("Metastatic spine", "caution", True),
        "c": ("Metastatic spine", "urgent", True),
        "d": ("Red flags", "emergency", True),
        "e": ("Red flags", "emergency", False),
        "f": ("Vertebroplasty / kyphoplasty", "caution", True),
        "g": ("Vertebroplasty / kyphoplasty", "contraindicated", True),
        "h": ("Vertebroplasty / kyphoplasty", "relative", False),
        "i": ("Vertebroplasty / kyphoplasty", "relative", True),
        "j": ("Aspirin", "emergency", True),
    }
    return {
        name: Made(agent=agent, severity=severity, verified=verified)
        for name, (agent, severity, verified) in rows.items()
    }


def test_a_table_takes_the_verified_cautions_of_its_agents_gravest_first(monkeypatch):
    """A mere caution about metastases is no red flag; among equals, the order of content stands."""
    monkeypatch.setattr(quick, "CAUTIONS", made_cautions())
    assert quick.red_flags() == ("d", "c", "a")
    assert quick.cement() == ("g", "i", "f")


@pytest.mark.parametrize(
    ("threshold", "unit", "said"),
    [
        ("24", "hours to a scan", "24 hours to a scan"),
        ("1", "week", "1 week"),
        ("2", "weeks", "2 weeks"),
        ("3", "mL of cement", ""),
        ("3", None, ""),
        (None, "hours", ""),
        (None, None, ""),
    ],
)
def test_only_a_time_with_its_number_says_how_fast(monkeypatch, threshold, unit, said):
    """Hours and weeks."""
    monkeypatch.setattr(quick, "CAUTIONS", {"a": Made(threshold=threshold, unit=unit)})
    assert quick.how_fast("a") == said


def test_a_drug_has_the_cautions_of_its_own_and_of_what_goes_with_it(monkeypatch):
    """Each once, the gravest first, verified ones only; its window and claims are those of its rule."""
    grades = {"a": "caution", "b": "avoid", "c": "boxed_warning", "d": "avoid"}
    cautions = {name: Made(severity=grade, verified=name != "d") for name, grade in grades.items()}
    monkeypatch.setattr(quick, "CAUTIONS", cautions)
    monkeypatch.setattr(quick, "_DRUGS", {"pill": ("less-pill",), "drop": ()})
    monkeypatch.setattr(
        quick,
        "ADVICE",
        {
            "pill": Made(cautions=("a", "b", "d")),
            "less-pill": Made(cautions=("b", "c")),
            "drop": Made(cautions=()),
        },
    )
    monkeypatch.setattr(
        quick, "RULES", {"pill": Made(window="soon", claims=("C1",)), "drop": Made(window=None, claims=("C2", "C3"))}
    )
    assert quick.drugs() == (
        quick.Drug("pill", "soon", ("C1",), ("c", "b", "a")),
        quick.Drug("drop", None, ("C2", "C3"), ()),
    )


def test_the_drugs_are_these_with_what_goes_with_them():
    """Nine, in the order of the pathway; three of them with the cautions of another recommendation."""
    assert [drug.id for drug in quick.drugs()] == [
        "acetaminophen",
        "nsaid",
        "opioid",
        "calcitonin",
        "bisphosphonate",
        "denosumab",
        "anabolic-first",
        "calcium-vitamin-d",
        "interferon-or-denosumab",
    ]
    for drug, other in {
        "nsaid": "avoid-nsaid",
        "opioid": "avoid-opioid",
        "bisphosphonate": "treat-osteoporosis",
    }.items():
        (row,) = [one for one in quick.drugs() if one.id == drug]
        assert set(row.cautions) == {*ADVICE[drug].cautions, *ADVICE[other].cautions}
