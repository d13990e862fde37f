"""The case that the README shows is one that the app takes, and its wrong sister gets the message that stands there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from logic import ask
from tests.content_copy import ROOT, Copy

README = (ROOT / "README.md").read_text(encoding="utf-8")
(CASE,) = re.findall(r"```yaml\n(garden-wall:.*?)```", README, re.DOTALL)
(MESSAGE,) = re.findall(r"^content/learning/cases\.yaml, garden-wall: .*$", README, re.MULTILINE)


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    """The content with the case of the README at its end."""
    copy = Copy(tmp_path)
    with (tmp_path / "content" / "learning" / "cases.yaml").open("a", encoding="utf-8") as file:
        file.write(f"\n{CASE}")
    return copy


def test_the_case_of_the_readme_is_taken(copy: Copy) -> None:
    """Added as it stands it is offered for practice."""
    done = copy.run("from logic.practice import offer; print(offer.cases()['garden-wall'].title)")
    assert done.stdout.strip() == "Over the garden wall", done.stderr


def test_a_wrong_case_gets_the_message_of_the_readme(copy: Copy) -> None:
    """With a lead that the rules do not give, the start stops with file, entry and field, word for word."""
    copy.edit(
        "learning/cases.yaml",
        "leads: augmentation-consider(?=\n  teaches: Care that has lasted)",
        "leads: conservative-care",
    )
    done = copy.run("import logic")
    assert done.returncode != 0
    assert MESSAGE in done.stderr


@pytest.mark.parametrize("question", re.findall(r"\[([^\]]+)\]", CASE)[-1].split(", "))
def test_the_follow_up_questions_of_the_readme_are_answered(question: str) -> None:
    """The look-up finds something for each."""
    assert ask(question).found
