"""A faulty case or drill stops the start and names file, entry and field; a changed threshold only sets cases aside."""

from __future__ import annotations

import json

import pytest

from tests.content_copy import Copy

BAG = r"^(shopping-bag:\n(?:  .*\n)*?)"

FAULTS = {
    "an unknown field": (
        "learning/cases.yaml",
        BAG + r"  given: \{\}",
        r"\1  given: {colour: red}",
        "shopping-bag",
        "colour",
    ),
    "impossible weeks": (
        "learning/cases.yaml",
        BAG + r"  given: \{\}",
        r"\1  given: {weeks_of_care: 9}",
        "shopping-bag",
        "weeks_of_care",
    ),
    "a yes that YAML reads as true": (
        "learning/cases.yaml",
        BAG + r"  given: \{\}",
        r"\1  given: {neurological_deficit: yes}",
        "shopping-bag",
        "neurological_deficit",
    ),
    "a wrong lead": (
        "learning/cases.yaml",
        BAG + r"  leads: .*",
        r"\1  leads: reassess-now",
        "shopping-bag",
        "leads: is reassess-now, but for this patient it is conservative-care",
    ),
    "a lead that cannot lead": (
        "learning/cases.yaml",
        BAG + r"  leads: .*",
        r"\1  leads: calcitonin",
        "shopping-bag",
        "there is no leading step calcitonin",
    ),
    "no lead stated": ("learning/cases.yaml", BAG + r"  leads: .*\n", r"\1", "shopping-bag", "leads"),
    "an unknown topic": ("learning/cases.yaml", BAG + r"  topic: .*", r"\1  topic: gossip", "shopping-bag", "topic"),
    "a fourth level": ("learning/cases.yaml", BAG + r"  level: .*", r"\1  level: 4", "shopping-bag", "level"),
    "one follow-up only": (
        "learning/cases.yaml",
        BAG + r"  follow_ups: .*",
        r"\1  follow_ups: [Does a brace help?]",
        "shopping-bag",
        "follow_ups",
    ),
    "a claim that there is not": (
        "learning/cases.yaml",
        BAG + r"  claims: .*",
        r"\1  claims: [C99]",
        "shopping-bag",
        "C99",
    ),
    "no claim": ("learning/cases.yaml", BAG + r"  claims: .*", r"\1  claims: []", "shopping-bag", "claims"),
    "a threshold that there is not": (
        "learning/cases.yaml",
        BAG + r"  teaches: .*",
        r'\1  teaches: "After {a_while} it settles."',
        "shopping-bag",
        "a_while",
    ),
    "a patient of another case": (
        "learning/cases.yaml",
        r"^(comfortable:\n(?:  .*\n)*?)  given: .*\n((?:  .*\n)*?)  leads: .*",
        r"\1  given: {}\n\2  leads: conservative-care",
        "comfortable",
        "shopping-bag",
    ),
    "a drill of an unknown field": (
        "learning/drills.yaml",
        r"^(severe:\n(?:  .*\n)*?)  field: .*",
        r"\1  field: colour",
        "severe",
        "there is no field colour",
    ),
    "a drill to an impossible value": (
        "learning/drills.yaml",
        r"^(severe:\n(?:  .*\n)*?)  to: .*",
        r"\1  to: 11",
        "severe",
        "to: pain_score",
    ),
    "a drill to the value that is there": (
        "learning/drills.yaml",
        r"^(severe:\n(?:  .*\n)*?)  to: .*",
        r"\1  to: 6",
        "severe",
        "already",
    ),
    "a drill that changes nothing": (
        "learning/drills.yaml",
        r"^(severe:\n(?:  .*\n)*?)  to: .*",
        r"\1  to: 5",
        "severe",
        "changes nothing",
    ),
    "thresholds of a name that there is not": (
        "learning/practice.yaml",
        r"^(written_for:\n)",
        r"\1  patience: 3\n",
        "the whole file",
        "there is no threshold patience",
    ),
}
"""What is wrong: the file, an edit that makes it so, the entry to be named and a telling word."""

TEN_WEEKS = """
import json
from logic import recommend
from logic.content import library
from logic.practice import offer as practice
print(json.dumps({
    "aside": sorted(library.CASES.keys() - practice.cases().keys()),
    "right": all(case.leads == recommend(case.scenario).primary for case in practice.cases().values()),
    "drills": sorted(library.DRILLS.keys() - practice.drills().keys()),
}))
"""


@pytest.fixture
def copy(tmp_path):
    return Copy(tmp_path)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_faulty_case_or_drill_stops_the_start_with_file_entry_and_fault(copy, fault):
    """One edit, one message."""
    file, pattern, replacement, entry, word = FAULTS[fault]
    copy.edit(file, pattern, replacement)
    result = copy.run("import logic")
    assert result.returncode != 0, "the content was accepted"
    message = result.stderr.strip().splitlines()[-1]
    assert "ContentError" in message
    assert f"content/{file}, {entry}:" in message
    assert word in message


def test_a_changed_threshold_sets_aside_what_no_longer_fits_and_starts(copy):
    """Ten weeks of care in the place of twelve: the case of eleven weeks is not offered, and no wrong lead is."""
    copy.edit("thresholds.yaml", r"^(conservative_phase:\n  value: )12", r"\g<1>10")
    result = copy.run(TEN_WEEKS)
    assert result.returncode == 0, result.stderr
    got = json.loads(result.stdout)
    assert got["aside"] == ["eleven-weeks"]
    assert got["right"]
    assert got["drills"] == ["care-complete", "care-complete-unasked"]
