"""The look-up page: hits with their sources, and an honest answer where there is none."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest

from tests.pages.app import start


def texts(question: str) -> list[str]:
    """What the page says to a question."""
    app = start(urlencode({"q": question}), page="lookup.py")
    assert not app.exception
    return [one.value for one in app.main.markdown] + [one.value for one in app.main.info]


@pytest.mark.parametrize(
    ("question", "word"),
    [("paracetamol max", "4000"), ("can granny take ibuprofen", "NSAID"), ("fosamax kidney", "35")],
)
def test_a_question_shows_the_fact_with_its_source(question, word):
    """The first hits hold the fact, and a source stands below."""
    said = texts(question)
    assert any(word in text.replace("*", "") for text in said)
    assert any("Sources:" in text for text in said)


def test_a_question_outside_the_content_is_not_answered():
    """The page says so and shows no hit."""
    said = texts("what is the capital of France")
    assert any("does not cover" in text for text in said)


@pytest.mark.parametrize("question", ["", "   ", "<script>alert(1)</script>", '"*^:(', "[x](javascript:1)", "x" * 300])
def test_odd_questions_do_no_harm(question):
    """Nothing fails, and nothing of the question is taken for Markdown or HTML."""
    assert not any("javascript:1)" in text and "](" in text for text in texts(question))
