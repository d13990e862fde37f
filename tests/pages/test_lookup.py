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


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("Red flags", ("24 hours", "Emergency", "S66")),
        ("Drugs", ("4000 mg per day", "below 30 mL/min", "C03", "S15")),
        ("Cement", ("Contraindicated", "uncorrectable", "S56")),
        ("Bodies", ("National Institute for Health and Care Excellence", "Recommends against it")),
        ("Scores", ("Genant", "OF classification", "Spinal Instability Neoplastic Score", "Caveat")),
        ("Terms", ("Kyphoplasty", "Includes")),
    ],
)
def test_a_quick_table_opens_by_its_link(table, words):
    """Each quick table shows its rows with limits and sources."""
    app = start(urlencode({"show": table}), page="lookup.py")
    assert not app.exception
    cells = [str(cell) for one in app.main.table for cell in one.value.to_numpy().ravel()]
    said = " ".join([*cells, *(one.value for one in [*app.main.markdown, *app.main.subheader])])
    for word in words:
        assert word.casefold() in said.casefold()


def test_a_question_goes_before_a_quick_table():
    """With both in the link the question is answered."""
    app = start(urlencode({"show": "Drugs", "q": "bed rest"}), page="lookup.py")
    assert "Drugs of the pathway" not in [one.value for one in app.main.header]
    assert any("Sources:" in one.value for one in app.main.markdown)


def test_one_term_opens_by_its_link():
    """The link that a term carries shows that term alone."""
    app = start(urlencode({"show": "Terms", "term": "Radiculopathy"}), page="lookup.py")
    listed = [one.value for one in app.main.markdown if "*Includes:*" in one.value or "*Excludes:*" in one.value]
    assert len(listed) == 1
    assert listed[0].startswith("**Radiculopathy**")


def test_an_example_question_is_asked_by_one_press():
    """The button puts its question into the box and the answer below."""
    app = start(page="lookup.py")
    (button,) = [one for one in app.main.button if one.label == "What is the maximum of paracetamol?"]
    button.click().run()
    assert app.main.text_input(key="q").value == button.label
    assert any("4000" in one.value for one in app.main.markdown)
