"""The questions offered under a recommendation, a trial or an outcome are answered by the content."""

from __future__ import annotations

import pytest

from logic import ask
from logic.content.library import ADVICE, FOLLOWUPS, OUTCOMES, TRIALS
from tests.content_copy import Copy

ASKED = {
    "recommendations": {id: one.questions for id, one in ADVICE.items()},
    "trials": FOLLOWUPS.trials,
    "outcomes": FOLLOWUPS.outcomes,
}
PARTS = {"recommendations": ADVICE, "trials": TRIALS, "outcomes": OUTCOMES}
EVERY = sorted({(one.ask, one.finds) for part in ASKED.values() for asked in part.values() for one in asked})
BRACES, QUESTIONS = "rules/article/activity-and-bracing.yaml", "lookup/questions.yaml"
FAULTS = {
    "a trial that there is not": (QUESTIONS, r"^  yang_2016:", "  yang_2061:", "trials, yang_20"),
    "one question alone": (BRACES, r"^(brace:\n(?:  .*\n)*?    - \{ask.*\n)(    - .*\n)+", r"\1", "brace: questions"),
    "a question too long for a chip": (BRACES, 'ask: "Does a brace help', f'ask: "{"Does it " * 8}help', "questions"),
    "no question mark": (BRACES, r"Does a brace help\?", "Does a brace help", "brace: questions"),
    "a question that stands twice": (
        BRACES,
        r"Is a soft brace an alternative\?",
        "What harm comes from a rigid brace?",
        "brace: questions: a question stands there twice",
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
    entries = ASKED[part]
    assert entries.keys() == PARTS[part].keys()
    for asked in entries.values():
        assert 2 <= len({one.ask.casefold() for one in asked}) == len(asked) <= 4


@pytest.mark.parametrize("fault", FAULTS)
def test_faulty_questions_stop_the_start(tmp_path, fault):
    """The message names the file and the entry."""
    file, pattern, replacement, named = FAULTS[fault]
    copy = Copy(tmp_path)
    copy.edit(file, pattern, replacement)
    said = copy.run("import logic").stderr
    assert "ContentError" in said
    assert file in said
    assert named in said
