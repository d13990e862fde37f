"""How the look-up weighs the words of a question and ranks a handful of made-up documents by them."""

from __future__ import annotations

import pytest

from logic.lookup import ask as engine
from logic.lookup.ask import BESIDE, SOFT, ask
from logic.lookup.index import LEAST
from logic.lookup.words import BROADER
from tests.logic.lookup.small import about, hold, near, scores


def share(*words: float) -> float:
    """The first of these weights as a part of them all, as a score has it."""
    return round(words[0] / sum(words), 4)


def everything(question: str) -> list[float]:
    """The scores of every document, also of those that are less than half as good as the best."""
    index, held = engine._index()
    asked = engine._asked(index, question, list(index.vocabulary.read(question, asked=True)))
    return [round(score, 4) for score, _, _ in engine._ranked(asked, held)]


@pytest.mark.parametrize(
    ("question", "score"),
    [
        # words that the table has, and words that it has not, tell alike; a meaning counts once
        ("pear", 1.0),
        ("pear plum", share(1, 1)),
        ("pear nashi plum", share(1, 1)),
        ("ripe nashi", share(1, 1)),
        ("pear zzzzzz", share(1, 1)),
        # an everyday word tells less, known or not; so does a scrap that no text has
        ("pear daily", share(1, LEAST)),
        ("pear xyz", share(1, LEAST)),
        ("pear fig", share(1, 1)),
        ("pear AB5", share(1, LEAST)),
        # an abbreviation that no text has is a topic, unless all is in capitals
        ("pear XYZ", share(1, 1)),
        ("pear ABC", share(1, 1)),
        ("pear ABCs", share(1, 1)),
        ("pear abcs", share(1, LEAST)),
        ("PEAR ABCS", share(1, LEAST)),
        ("PEAR XYZ", share(1, LEAST)),
        # a number that no text has tells nothing, one that a text has helps to rank
        ("77 pear", 1.0),
        ("pear 1.77 77", 1.0),
        ("pear 5", share(1, SOFT)),
        ("pear 7.5", share(1, SOFT)),
        ("pear 5 mg", share(1, 1)),
        ("pear 9 mg", share(1, 1)),
        # a word that helps to rank does the same; one that no text has, nothing
        ("pear person", share(1, SOFT)),
        ("pear person lady", share(1, SOFT)),
    ],
)
def test_each_word_of_a_question_has_its_weight(monkeypatch, question, score):
    """A document with the pear alone scores by the weight of that word among all."""
    hold(monkeypatch, about("pear"), about("ripe plum fig 5 7.5 mg dose person"))
    answer = ask(question)
    found = {hit.id: hit.score for hit in (*answer.hits, *answer.nearest)}
    assert found["pear"] == pytest.approx(score, abs=1e-4)


def test_words_outside_count_one_by_one_and_each_turns_the_question(monkeypatch):
    """A document has none of them."""
    hold(monkeypatch, about("pear plum mango"))
    assert near("pear plum mango knee")["pear plum mango"] == round(3 / 4 * BESIDE, 4)
    assert near("pear plum mango knee knees")["pear plum mango"] == round(3 / 5 * BESIDE**2, 4)
    assert near("pear plum mango knee elbow")["pear plum mango"] == round(3 / 5 * BESIDE**2, 4)
    assert 0 < BESIDE < 1


def test_what_helps_to_rank_need_not_be_met(monkeypatch):
    """Unless nothing else is asked for; and it weighs less than what must be met."""
    hold(monkeypatch, about("person lady"), about("pear"))
    assert scores("pear person lady") == {"pear": share(1, SOFT, SOFT), "person lady": share(2 * SOFT, 1)}
    assert scores("person lady") == {"person lady": 1.0}
    hold(monkeypatch, about("person", standing=2.0), about("pear"))
    assert not ask("person lady zzzzzz").found
    assert list(scores("person pear")) == ["pear", "person"]


def test_what_helps_to_rank_covers_nothing_of_a_question(monkeypatch):
    """Not even where the words that must be met are half met."""
    hold(monkeypatch, about("pear person lady"), about("plum"))
    assert list(near("pear plum person lady")) == ["pear person lady", "plum"]


def test_a_document_scores_by_the_mean_of_having_a_word_and_being_about_it(monkeypatch):
    """Each as the index has it, where a word stands in what leads it, in its text, or is only searched."""
    documents = (about("pear", "ripe"), about("ripe", "pear"), about("ripe", "plum", id="more", more="pear"))
    index = hold(monkeypatch, *documents)
    fit = index.fit((("=pear", 1.0),))
    assert [there for there, _ in fit.values()] == [1.0, 1.0, 0.7]
    assert everything("pear") == [round(sum(fit[number]) / 2, 4) for number in range(3)]
    assert everything("pear")[0] == 1.0


def test_what_is_only_searched_covers_less_than_the_whole(monkeypatch):
    """Seven tenths of a half, here."""
    hold(monkeypatch, about("plum", more="pear"))
    assert list(near("pear zzzzzz")) == ["plum"]
    assert ask("pear").found


@pytest.mark.parametrize(
    ("question", "missed"),
    [("pill", 0), ("pill capsule", 1), ("pill capsule sachet", 2)],
)
def test_a_document_without_a_word_on_which_the_question_turns_counts_for_less(monkeypatch, question, missed):
    """For each such word."""
    hold(monkeypatch, about("pill"))
    monkeypatch.setattr(engine, "ENOUGH", 0.0)
    assert scores(question) == {"pill": round(BESIDE**missed / (missed + 1), 4)}


def test_a_document_without_the_word_on_which_the_question_turns_covers_less_of_it(monkeypatch):
    """Two of three words would be enough."""
    hold(monkeypatch, about("pear plum"))
    assert ask("pear plum mango").found
    assert near("pear plum pill") == {"pear plum": round(2 / 3 * BESIDE, 4)}


def test_a_word_on_which_the_question_turns_may_stand_anywhere_in_a_document(monkeypatch):
    """Also where the document is hardly about it."""
    index = hold(monkeypatch, about("pill"), about("pear plum ripe cherry mango", "pill", more="sachet", id="other"))
    there, fit = index.fit((("=pill", 1.0),))[1]
    assert (there, fit < 0.65) == (1.0, True)
    assert scores("pill")["other"] == round((1 + fit) / 2, 4)
    assert ask("sachet plum").hits[0].score > BESIDE


def test_a_broader_word_stands_for_the_one_on_which_the_question_turns_and_a_much_broader_does_not(monkeypatch):
    """At the limit it still does."""
    hold(monkeypatch, about("powder"), about("medicine"))
    monkeypatch.setattr(engine, "ENOUGH", 0.0)
    far = round(BROADER * BROADER * BESIDE, 4)
    assert everything("sachet") == [BROADER, far]
    monkeypatch.setattr(engine, "SURELY", BROADER)
    assert everything("sachet") == [BROADER, far]
    monkeypatch.setattr(engine, "SURELY", BROADER + 0.01)
    assert everything("sachet") == [round(BROADER * BESIDE, 4), far]


KINDS = (
    *("panel", "omission", "overview", "figure", "recommendation", "study", "citation", "article", "threshold"),
    *("position", "glossary", "input"),
)


def test_what_was_gathered_from_others_comes_after_what_says_it_itself(monkeypatch):
    """Each kind has its place where documents fit alike, and among equals that of the content."""
    held = [about("pear plum", kind=kind, id=kind) for kind in (*KINDS[1:], "panel")]
    hold(monkeypatch, *held)
    monkeypatch.setattr(engine, "MOST", 20)
    assert tuple(scores("pear plum")) == KINDS
    assert scores("pear plum")["panel"] == 1.0


def kinds(question: str) -> list[str]:
    """The kinds of what is found, best first."""
    return [hit.kind for hit in ask(question).hits]


def test_a_definition_leads_where_one_thing_is_asked_for_or_its_meaning(monkeypatch):
    """With several words it does not, but comes earlier where their meaning is asked; so does an input."""
    order = ("input", "threshold", "study", "glossary", "panel")
    documents = [about("pear plum what is", kind=kind, id=kind) for kind in order]
    hold(monkeypatch, *documents, about("pear plum what is", kind="caution", id="first", standing=1.2))
    assert kinds("pear") == ["caution", "glossary", "panel", "study", "threshold", "input"]
    assert kinds("what is pear") == ["caution", "glossary", "panel", "study", "input", "threshold"]
    assert kinds("pear plum") == ["caution", "panel", "study", "threshold", "glossary", "input"]
    assert kinds("what is pear plum") == ["caution", "panel", "glossary", "study", "input", "threshold"]


def test_a_trial_leads_where_a_trial_is_asked_for(monkeypatch):
    """But not what stands out among its kind; and no trial leads otherwise."""
    documents = [about("pear trial", kind=kind, id=kind) for kind in ("panel", "trial")]
    hold(monkeypatch, *documents, about("pear trial", kind="caution", id="first", standing=1.5))
    assert kinds("pear trial") == ["caution", "trial", "panel"]
    assert kinds("pear") == ["caution", "panel", "trial"]


def test_what_stands_out_and_what_was_checked_comes_first(monkeypatch):
    """A claim is no less for its label, since its verdict is ours."""
    documents = [
        about("pear", kind="caution", id="second-hand", label="Not checked"),
        about("pear", kind="caution", id="less", standing=0.9),
        about("pear", kind="claim", id="claim", label="Not checked"),
        about("pear", kind="caution", id="checked"),
        about("pear", kind="caution", id="more", standing=1.25),
    ]
    hold(monkeypatch, *documents)
    found = scores("pear")
    assert list(found) == ["more", "claim", "checked", "less", "second-hand"]
    assert [found[name] for name in ("more", "claim", "checked", "less")] == [1.25, 1.0, 1.0, 0.9]
    assert found["second-hand"] == engine.UNVERIFIED
