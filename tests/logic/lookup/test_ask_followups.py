"""The questions offered under a recommendation, a trial or an outcome are answered by the content."""

from __future__ import annotations

import pytest

from logic import ask
from logic.content.library import ADVICE, FOLLOWUPS, OUTCOMES, TRIALS
from tests.content_copy import Copy

PARTS = {"recommendations": ADVICE, "trials": TRIALS, "outcomes": OUTCOMES}
EVERY = sorted({(one.ask, one.finds) for part in PARTS for asked in getattr(FOLLOWUPS, part).values() for one in asked})
FAULTS = {
    "a recommendation without questions": (r"^  denosumab:\n(    - .*\n)+", "", "recommendations, denosumab"),
    "a trial that there is not": (r"^  yang_2016:", "  yang_2061:", "trials, yang_20"),
    "one question alone": (r"^(  brace:\n    - .*\n)(    - .*\n)+", r"\1", "recommendations.brace"),
    "a question too long for a chip": (r'ask: "Does a brace help', f'ask: "{"Does it " * 8}help', "recommendations"),
    "no question mark": (r"Does a brace help\?", "Does a brace help", "recommendations"),
    "a question that stands twice": (
        r"Is a soft brace an alternative\?",
        "What harm comes from a rigid brace?",
        "recommendations, brace",
    ),
}


@pytest.mark.parametrize(("question", "finds"), EVERY)
def test_each_question_finds_its_answer_among_the_first_three(question, finds):
    """A chip that leads to nothing, or to something else, is worse than none."""
    answer = ask(question)
    assert answer.found
    assert finds in [f"{hit.kind} {hit.id}" for hit in answer.hits[:3]]


@pytest.mark.parametrize("part", PARTS)
def test_everything_has_two_to_four_questions_none_twice(part):
    """For every recommendation, trial and outcome, and for nothing else."""
    entries = getattr(FOLLOWUPS, part)
    assert entries.keys() == PARTS[part].keys()
    for asked in entries.values():
        assert 2 <= len({one.ask.casefold() for one in asked}) == len(asked) <= 4


@pytest.mark.parametrize("fault", FAULTS)
def test_faulty_questions_stop_the_start(tmp_path, fault):
    """The message names the file and the entry."""
    pattern, replacement, named = FAULTS[fault]
    copy = Copy(tmp_path)
    copy.edit("lookup/questions.yaml", pattern, replacement)
    said = copy.run("import logic").stderr
    assert "ContentError" in said
    assert "lookup/questions.yaml" in said
    assert named in said
