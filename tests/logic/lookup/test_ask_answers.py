"""What the look-up answers, on a handful of made-up documents: what it reads, finds, marks, corrects and says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from logic.content.shapes.teaching import Meaning
from logic.lookup import ask as engine
from logic.lookup.ask import LONGEST, Answer, Hit, ask
from logic.lookup.documents.document import Document
from logic.lookup.words import OUTSIDE
from tests.logic.lookup.small import about, hold, near, scores

NOT_COVERED = "The content does not cover this."
NO_QUESTION = "Type a question, or a few words of one."


def test_every_document_with_a_source_is_read_by_its_parts(monkeypatch):
    """The article's first; what it is about, what is shown, and what is only searched."""
    led = Document("claim", "C1", "A title", "A text.", ("S",), lead="A lead", more="More")
    titled = Document("trial", "T1", "Its title", "Its text.", ("S",), more="Too")
    bare = Document("claim", "C2", "No source", "None.", ())
    monkeypatch.setattr(engine, "article_documents", lambda: (bare, led))
    monkeypatch.setattr(engine, "evidence_documents", lambda: (titled, replace(bare, id="C3")))
    monkeypatch.setattr(engine, "english", dict)
    monkeypatch.setattr(engine, "SYNONYMS", "table")
    monkeypatch.setattr(engine, "Vocabulary", lambda table: f"words of the {table}")
    monkeypatch.setattr(engine, "Index", lambda words, fields: (words, fields))
    assert engine._index.__wrapped__() == (
        (
            "words of the table",
            [("A lead", "A title A text.", "More claim"), ("Its title", "Its text.", "Too trial")],
        ),
        (led, titled),
    )


def test_a_hit_holds_all_of_its_document_the_words_to_mark_and_a_rounded_score(monkeypatch):
    """The words as they stand in the text, each once, the longest first, then by the alphabet."""
    text = "Pears of gold; the Nashi, a pear, the Pears of gold and plums. Plums in gold."
    held = Document(
        *("claim", "C1", "Title", text, ("SOURCE2020", "OTHER2021")),
        lead="nashi plum",
        verdict="contested",
        label="Not seen",
        page="lookup.py",
        query={"show": "Drugs"},
        standing=1 / 3,
    )
    hold(monkeypatch, held, about("cherry"))
    hit = Hit(
        *("claim", "C1", "Title", text, ("SOURCE2020", "OTHER2021"), "contested", "Not seen", "lookup.py"),
        {"show": "Drugs"},
        ("Pears of gold", "Nashi", "Plums", "plums", "pear"),
        0.3333,
    )
    assert ask("pear and PLUM?") == Answer("pear and PLUM?", True, (hit,), (), (), "")
    assert ask("plum and the").hits == (replace(hit, matched=("Plums", "plums")),)
    assert (hit.verified, replace(hit, label=None).verified) == (False, True)


@pytest.mark.parametrize(
    ("question", "read"),
    [
        ("", ""),
        (" \n\t\x00\u2028\u200b", ""),
        ("  pear\x00plum\u2028\u200b mango\u00a0x ", "pear plum mango x"),
        ("cafe\u0301 X", "caf\u00e9 X"),
        (" " * (4 * LONGEST) + "pear", ""),
        (" " * (4 * LONGEST - 2) + "pear", "pe"),
        ("p" * LONGEST + "q", "p" * LONGEST),
        ("p" * (LONGEST - 1) + " q", "p" * (LONGEST - 1)),
    ],
)
def test_a_question_is_read_in_one_line_of_limited_length(monkeypatch, question, read):
    """Control characters and all kinds of blanks are a space; accents are one sign with their letter."""
    hold(monkeypatch, about("pear"))
    assert ask(question).question == read


def test_a_question_without_a_word_that_tells_something_is_not_covered_and_none_is_asked_for(monkeypatch):
    """Blank is not the same as idle words; neither finds anything."""
    hold(monkeypatch, about("pear"))
    assert ask(" ") == Answer("", False, (), (), (), NO_QUESTION)
    assert ask("the of x") == Answer("the of x", False, (), (), (), NOT_COVERED)
    assert ask("77 5") == Answer("77 5", False, (), (), (), NOT_COVERED)
    assert Answer("a", found=True) == Answer("a", True, (), (), (), "")


def test_a_question_of_which_no_document_has_a_word_is_not_covered(monkeypatch):
    """Nothing is near it either."""
    hold(monkeypatch, about("pear"))
    assert ask("zzzzzz") == Answer("zzzzzz", False, (), (), (), NOT_COVERED)


def test_a_slip_is_corrected_searched_for_and_told_also_where_nothing_is_found(monkeypatch):
    """Each slip once, with the word that was meant."""
    hold(monkeypatch, about("mango"), about("cherry"))
    assert scores("manggo") == {"mango": 1.0}
    assert ask("Mango cherry").corrected == ()
    assert ask("mangu mangu").corrected == (("mangu", "mango"),)
    answer = ask("mangu zzzzzz")
    assert (answer.corrected, answer.says) == ((("mangu", "mango"),), NOT_COVERED)
    assert [hit.id for hit in answer.nearest] == ["mango"]
    assert answer.nearest[0].score == 0.5


def test_a_word_that_means_something_in_questions_only_is_no_slip(monkeypatch):
    """Neither one of the table nor one that leads outside, however near one of ours is."""
    hold(monkeypatch, about("poirx kneex"), about("pear"))
    assert ask("poire").corrected == ()
    assert scores("poire") == {"pear": 1.0}
    assert ask("kneex").found
    assert ask("knee") == Answer("knee", False, (), (), (), NOT_COVERED)
    assert OUTSIDE not in {word.meaning for word in engine._index()[0].vocabulary.read("knee")}


def test_the_nearest_topics_are_four_at_most_and_have_a_word_that_had_to_be_met(monkeypatch):
    """The best first, each with its marks; a word that only helps to rank makes nothing near."""
    held = [about("pear", f"A pear of {n}.", id=f"P{n}", standing=1 - n / 100) for n in range(5)]
    hold(monkeypatch, about("person", "A person.", id="soft", standing=9.0), *held)
    answer = ask("pear zzzzzz yyyyyy person")
    assert (answer.found, answer.hits, answer.says) == (False, (), NOT_COVERED)
    assert [hit.id for hit in answer.nearest] == ["P0", "P1", "P2"]
    assert answer.nearest[0].matched == ("pear",)
    assert [hit.id for hit in ask("pear zzzzzz yyyyyy").nearest] == ["P0", "P1", "P2", "P3"]


def test_a_question_is_answered_from_the_share_that_counts_as_enough(monkeypatch):
    """One of two equal words is a half: enough where a half is asked for, and not where any more is."""
    hold(monkeypatch, about("pear"))
    monkeypatch.setattr(engine, "ENOUGH", 0.5)
    assert scores("pear zzzzzz") == {"pear": 0.5}
    monkeypatch.setattr(engine, "ENOUGH", 0.5000001)
    assert near("pear zzzzzz") == {"pear": 0.5}


def test_two_of_three_words_are_enough_and_one_of_two_is_not(monkeypatch):
    """As the look-up stands."""
    hold(monkeypatch, about("pear plum"))
    assert ask("pear plum zzzzzz").found
    assert not ask("pear zzzzzz").found


def test_one_of_the_first_two_documents_must_cover_the_question(monkeypatch):
    """The second is enough, the third is too late."""
    both = about("pear plum", standing=0.3)
    hold(monkeypatch, about("pear"), both, about("cherry"))
    assert list(scores("pear plum")) == ["pear", "pear plum"]
    hold(monkeypatch, about("pear"), both, about("plum"))
    assert list(near("pear plum")) == ["pear", "plum", "pear plum"]


def test_hits_are_at_least_half_as_good_as_the_first_and_ten_at_most(monkeypatch):
    """Those that fit alike stand in the order of the content."""
    hold(monkeypatch, about("pear", id="A", standing=0.5), about("pear", id="B"), about("pear", id="C", standing=0.49))
    assert scores("pear") == {"B": 1.0, "A": 0.5}
    hold(monkeypatch, *[about("pear", id=f"P{n}", standing=1 + n // 6) for n in range(12)])
    assert list(scores("pear")) == [f"P{n}" for n in (6, 7, 8, 9, 10, 11, 0, 1, 2, 3)]


OURS = ("vertebra", "spine", "fracture", "osteoporosis", "augmentation", "pain", "cord", "neurological")


@pytest.mark.parametrize("ours", OURS)
def test_a_disease_beside_a_word_for_the_spine_is_ours(monkeypatch, ours):
    """Then a text on diseases at large is one on it as well; alone the word leads outside."""
    terms = {ours: Meaning(), "disc": Meaning(kind_of=(ours,))}
    hold(monkeypatch, about(f"{ours} cancer", id="both"), about("disc disease", id="broad"), **terms)
    assert scores(f"{ours} cancer")["both"] == 1.0
    assert scores("disc cancer") == {"broad": 1.0, "both": pytest.approx(0.9)}
    assert near("cancer") == {}


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("pill cancer", True),
        ("pear cancer", False),
        ("ripe cancer", False),
        ("knee cancer", False),
        ("cancer", False),
    ],
)
def test_a_disease_is_ours_beside_a_word_on_which_the_question_turns_and_no_other(monkeypatch, question, found):
    """A drug is such a word; one that leads outside is not."""
    hold(monkeypatch, about("pill cancer"), about("pear cancer"), about("ripe cancer"))
    assert ask(question).found is found
