"""Five made-up inputs in the place of ours, for tests that expect their words to the letter."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from logic.content import description


def options(**named):
    """Options by value, each with a label and a clause."""
    return {name: SimpleNamespace(label=label, says=says) for name, (label, says) in named.items()}


def inputs_with_texts_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on a value is told in their words."""
    monkeypatch.setattr(
        description,
        "INPUTS",
        {
            "weeks_of_care": SimpleNamespace(says="{value} weeks gone by", options={}),
            "pain_score": SimpleNamespace(says="it hurts {value} of 10", options={}),
            "sex": SimpleNamespace(says=None, options=options(Female=("She", "a woman"), male=("He", "a man"))),
            "worsening": SimpleNamespace(says=None, options=options(true=("Yes", "worse"), false=("No", "steady"))),
            "cautions": SimpleNamespace(
                says=None, options=options(a=("A it is", "an a"), b=("B it is", "a b"), c=("C it is", "a c"))
            ),
        },
    )
