"""Faulty content stops the start, and says which file, which entry and what is wrong."""

from __future__ import annotations

import json

import pytest

from tests.content_copy import Copy

WITHIN = r"(?:[ #].*\n|\n)*?"
"""Lines inside an entry, as few as possible."""

FAULTS = {
    "a key that no entry has": ("article/claims.yaml", r"^C05:\n", "C05:\n  colour: red\n", "C05", "colour"),
    "a key that is missing": (
        "milestones.yaml",
        r"^(first-review:\n)  label: .*\n",
        r"\1",
        "first-review",
        "label",
    ),
    "a text where a number belongs": (
        "thresholds.yaml",
        r"^(chronic_fracture:\n  value: )12",
        r"\1twelve",
        "chronic_fracture",
        "value",
    ),
    "a verdict that there is not": (
        "article/claims.yaml",
        rf"^(C05:\n{WITHIN}  verdict: ).*",
        r"\1fine",
        "C05",
        "verdict",
    ),
    "a reference that there is not": (
        "article/claims.yaml",
        rf"^(C01:\n{WITHIN}  references: \[)",
        r"\1NOWHERE1999, ",
        "C01",
        "NOWHERE1999",
    ),
    "a citation with a reference that there is not": (
        "article/article.yaml",
        r"(number: 1\n(?: .*\n)*?    references: \[)",
        r"\1NOWHERE1999, ",
        "citations, 1",
        "NOWHERE1999",
    ),
    "an input with a claim that there is not": (
        "inputs.yaml",
        rf"^(age:\n{WITHIN}  claims: \[)",
        r"\1C99, ",
        "age",
        "C99",
    ),
    "a milestone with a claim that there is not": (
        "milestones.yaml",
        rf"^(first-review:\n{WITHIN}  claims: \[)",
        r"\1C99, ",
        "first-review",
        "C99",
    ),
    "a milestone after a threshold that there is not": (
        "milestones.yaml",
        r"^(first-review:\n(?:  .*\n)*?  after: ).*",
        r"\1some_day",
        "first-review",
        "some_day",
    ),
    "a recommendation with a caution that there is not": (
        "recommendations.yaml",
        rf"^(keep-moving:\n{WITHIN}  cautions: \[)",
        r"\1S99, ",
        "keep-moving",
        "S99",
    ),
    "a recommendation with a caution that is not verified": (
        "recommendations.yaml",
        rf"^(nsaid:\n{WITHIN}  cautions: \[)",
        r"\1S06, ",
        "nsaid",
        "not verified",
    ),
    "a caution for patients that there are not": (
        "cautions.yaml",
        r"^S05:\n",
        "S05:\n  when: [{bone_drug: [aspirin]}]\n",
        "S05",
        "aspirin",
    ),
    "a study with a reference that there is not": (
        "evidence/studies.yaml",
        r"^(evans_2016:\n(?:  .*\n)*?  reference: ).*",
        r"\1NOWHERE1999",
        "evans_2016",
        "NOWHERE1999",
    ),
    "a figure of a study that there is not": (
        "evidence/comparison.yaml",
        r"^(kaviar_dohm_2014__procedure_time__intra-operative:\n  study: ).*",
        r"\1nobody_1999",
        "kaviar_dohm_2014__procedure_time__intra-operative",
        "nobody_1999",
    ),
    "an entry that stands twice": ("article/omissions.yaml", r"^O2:\n", "O1:\n", "the whole file", "twice"),
    "a key that stands twice in one entry": (
        "article/omissions.yaml",
        r"^(O2:\n)",
        "\\1  topic: something else\n",
        "the whole file",
        "twice",
    ),
    "a threshold in the wrong unit": (
        "thresholds.yaml",
        r"^(conservative_phase:\n  value: 12\n  unit: )weeks",
        r"\1points",
        "conservative_phase",
        "unit",
    ),
    "a threshold in a unit that there is not": (
        "thresholds.yaml",
        r"^(conservative_phase:\n  value: 12\n  unit: )weeks",
        r"\1fortnights",
        "conservative_phase",
        "unit",
    ),
    "a threshold that a rule needs and that is missing": (
        "thresholds.yaml",
        r"^pain_mild:",
        "pain_slight:",
        "pain_mild",
        "missing",
    ),
    "a claim that a rule needs and that is missing": (
        "article/claims.yaml",
        r"^C23:",
        "C23a:",
        "C23",
        "augmentation-benefits",
    ),
    "a label that is not its value in words": (
        "inputs.yaml",
        r"label: Bed-bound",
        "label: In bed",
        "mobility",
        "In bed",
    ),
    "an input that is missing": (
        "inputs.yaml",
        rf"^mobility:\n{WITHIN}(?=^\w)",
        "",
        "mobility",
        "once for each field",
    ),
    "an option that is missing": ("inputs.yaml", r"^    bed_bound: .*\n", "", "mobility", "bed_bound"),
    "an option whose name is a bare no": (
        "inputs.yaml",
        r'^    "no": ',
        "    no: ",
        "neurological_deficit",
        "options",
    ),
    "a number with options": (
        "inputs.yaml",
        r"^(pain_score:\n)",
        "\\1  options: {few: {label: Few, says: few}}\n",
        "pain_score",
        "options",
    ),
    "a recommendation that is missing": (
        "recommendations.yaml",
        rf"^brace:\n{WITHIN}(?=^[\w-]+:\n)",
        "",
        "brace",
        "once for each rule",
    ),
    "a recommendation that no rule makes": (
        "recommendations.yaml",
        r"^brace:\n",
        "leeches:\n  title: Leeches\n  text: Apply leeches.\n\nbrace:\n",
        "leeches",
        "once for each rule",
    ),
    "recommendations that are not in order of urgency": (
        "recommendations.yaml",
        rf"^(keep-moving:\n{WITHIN})(physical-therapy:\n{WITHIN})(?=^[\w-]+:\n)",
        r"\2\1",
        "the whole file",
        "order of urgency",
    ),
    "a placeholder that is no threshold": (
        "recommendations.yaml",
        r"\{conservative_phase\}",
        "{conservativ_phase}",
        "augmentation-consider",
        "conservativ_phase",
    ),
    "an example that cannot be": (
        "examples.yaml",
        rf"^(severe-early:\n{WITHIN}.*pain_score: )8",
        r"\g<1>11",
        "severe-early",
        "pain_score",
    ),
    "an example with a bare yes": (
        "examples.yaml",
        r'^(  given: \{.*neurological_deficit: )"yes"',
        r"\1yes",
        "red-flag-deficit",
        "neurological_deficit",
    ),
    "an omission without a source": (
        "article/omissions.yaml",
        rf"^(O1:\n{WITHIN}  references: )\[.*?\]",
        r"\1[]",
        "O1",
        "source is missing",
    ),
    "a caution without a source": (
        "cautions.yaml",
        rf"^(S01:\n{WITHIN}  references: )\[.*?\]",
        r"\1[]",
        "S01",
        "source is missing",
    ),
    "a recommendation with neither claim nor source": (
        "recommendations.yaml",
        rf"^(outside-article:\n{WITHIN})  references: .*\n",
        r"\1",
        "outside-article",
        "source is missing",
    ),
    "an address that is none": (
        "references.yaml",
        r"^(AAOS-ORTHOGUIDE:\n(?:  .*\n)*?  url: )http://",
        r"\1www.",
        "AAOS-ORTHOGUIDE",
        "url",
    ),
    "a date that is none": (
        "article/article.yaml",
        r"^last_updated: .*",
        "last_updated: last spring",
        "the whole file",
        "last_updated",
    ),
    "YAML that cannot be read": ("article/claims.yaml", r"^C05:\n", "C05: [\n", "the whole file", "line"),
    "a list in the place of entries": (
        "milestones.yaml",
        r"(?s)\A.*",
        "- one\n- two\n",
        "the whole file",
        "mapping",
    ),
    "an empty file": ("milestones.yaml", r"(?s)\A.*", "", "the whole file", "mapping"),
}
"""What is wrong: the file, an edit that makes it so, the entry to be named and a telling word."""


@pytest.fixture
def copy(tmp_path):
    return Copy(tmp_path)


def last_line(copy) -> str:
    """What the start of a copy ends with; a start that succeeds is no fault found."""
    result = copy.run("import logic")
    assert result.returncode != 0, "the content was accepted"
    return result.stderr.strip().splitlines()[-1]


@pytest.mark.parametrize("fault", FAULTS)
def test_faulty_content_stops_the_start_with_file_entry_and_fault(copy, fault):
    """One edit, one message."""
    file, pattern, replacement, entry, word = FAULTS[fault]
    copy.edit(file, pattern, replacement)
    message = last_line(copy)
    assert "ContentError" in message
    assert f"content/{file}, {entry}:" in message
    assert word in message


def test_a_missing_file_stops_the_start(copy):
    """A file that was not delivered is named."""
    (copy.home / "content" / "cautions.yaml").unlink()
    message = last_line(copy)
    assert "content/cautions.yaml" in message
    assert "No such file" in message


def test_a_file_in_another_encoding_stops_the_start(copy):
    """Content is UTF-8, whoever saved it last."""
    path = copy.home / "content" / "cautions.yaml"
    path.write_bytes("# café\n".encode("latin-1") + path.read_bytes())
    assert "content/cautions.yaml" in last_line(copy)


def test_content_as_it_is_starts(copy):
    """Otherwise every fault above would seem to be found."""
    result = copy.run("import logic")
    assert (result.returncode, result.stderr) == (0, "")


TEN_WEEKS = """
import json
from logic import Scenario, recommend, timeline
from logic.content import library
late = Scenario(weeks_since_fracture=10, weeks_of_care=10, pain_relief="inadequate")
early = late.replace(weeks_of_care=9)
print(json.dumps({
    "late": recommend(late).primary,
    "early": recommend(early).primary,
    "decisions": [item.start_week for item in timeline(Scenario()) if item.kind == "decision"],
    "text": library.ADVICE["augmentation-consider"].text,
}))
"""


def test_a_threshold_that_changes_in_content_changes_the_pathway_the_timeline_and_the_texts(copy):
    """Ten weeks in the place of twelve, in one line of thresholds.yaml."""
    copy.edit("thresholds.yaml", r"^(conservative_phase:\n  value: )12", r"\g<1>10")
    result = copy.run(TEN_WEEKS)
    assert result.returncode == 0, result.stderr
    got = json.loads(result.stdout)
    assert got["late"] == "augmentation-consider"
    assert got["early"] == "conservative-care"
    assert got["decisions"] == [10]
    assert "10 weeks" in got["text"]
    assert "12 weeks" not in got["text"]


def test_pain_limits_that_change_in_content_change_the_drugs(copy):
    """Moderate pain from 5 in the place of 4."""
    copy.edit("thresholds.yaml", r"^(pain_moderate:\n  value: )4", r"\g<1>5")
    result = copy.run("from logic import *; print(*recommend(Scenario(pain_score=4)).ids)")
    assert "acetaminophen" in result.stdout.split()
    assert "opioid" not in result.stdout.split()


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (12, "weeks", "12 weeks"),
        (1, "weeks", "1 week"),
        (0, "weeks", "0 weeks"),
        (7, "points", "7"),
        (1, "points", "1"),
        (1, "mL/min", "1 mL/min"),
        (35, "mL/min", "35 mL/min"),
    ],
)
def test_a_quantity_reads_as_texts_show_it(value, unit, text):
    """Singular for one, and points without their unit."""
    from logic.content.library import quantity

    assert quantity(value, unit) == text
