"""How the index of the look-up weighs words, fits them to a handful of made-up documents, and corrects slips."""

from __future__ import annotations

import math

import pytest

from logic.content.shapes.teaching import Meaning, Synonyms
from logic.lookup import index as lookup_index
from logic.lookup.index import LEAST, PRESENT, RARE, Index, english, sound, telling
from logic.lookup.words import BROADER, NARROWER, Vocabulary

SOUNDS = {
    "kyphoplasty": "kifoplasti",
    "reflex": "refleks",
    "crack": "krak",
    "quota": "kuota",
    "cells": "sels",
    "cistern": "sistern",
    "zoom": "som",
    "carrot": "karot",
    "cycle": "sikle",
    "mango": "mango",
}

WORDS = Vocabulary(
    Synonyms(
        terms={
            "fruit": Meaning(),
            "pear": Meaning(words=("nashi", "pears of gold"), kind_of=("fruit",)),
            "golden": Meaning(words=("gold",)),
            "unwritten": Meaning(),
        },
        ignored=("of seedy",),
        outside=("besiege",),
    )
)


@pytest.fixture
def few_are_english(monkeypatch):
    """Only these are words that somebody may have meant, each as often as it says."""
    counts = {"rumours": 60, "colors": 60, "often": 10**4, "seldom": 10**2}
    monkeypatch.setattr(lookup_index, "english", lambda: counts)


def asked(index: Index, text: str) -> tuple[tuple[str, float], ...]:
    """The keys of the one word of a question."""
    (word,) = index.vocabulary.read(text, asked=True)
    return index.vocabulary.sought(word)


def corrected(index: Index, text: str) -> str | None:
    """What the one word of a question is corrected to."""
    (word,) = index.vocabulary.read(text, asked=True)
    return index.correction(word, text)


@pytest.mark.parametrize("word", SOUNDS)
def test_words_that_sound_alike_are_spelt_alike(word):
    """Before a slip is held against the words that we have."""
    assert sound(word) == SOUNDS[word]


def test_only_words_that_are_not_rare_in_the_english_dictionary_are_sure_to_be_no_slips(monkeypatch):
    """The rarest of a dictionary of everyday talk are often slips themselves."""

    class Checker:
        def __init__(self, *, language):
            counts = {"slip": RARE, "word": RARE + 1} if language == "en" else {"mot": 10**6}
            self.word_frequency = type("Frequency", (), {"dictionary": counts})

    monkeypatch.setattr(lookup_index, "SpellChecker", Checker)
    assert english.__wrapped__() == {"word": RARE + 1}


def test_a_seldom_word_of_the_real_dictionary_is_no_slip():
    """Disuse is not misuse, nor is the myocardium myocardial."""
    assert {"disuse", "myocardium"} <= english().keys()


@pytest.mark.usefixtures("few_are_english")
@pytest.mark.parametrize(
    ("word", "known", "abbreviated", "weight"),
    [
        ("often", True, False, 0.375),
        ("often", False, False, 0.375),
        ("often", True, True, 0.375),
        ("often", False, True, 1.0),
        ("seldom", True, False, 1.0),
        ("never", False, False, 1.0),
        ("abcd", False, False, 1.0),
        ("abc", False, False, LEAST),
        ("abc", True, False, 1.0),
        ("abc", False, True, 1.0),
        ("q6hours", False, False, LEAST),
        ("q6hours", True, False, 1.0),
    ],
)
def test_an_everyday_word_tells_less_and_a_scrap_that_no_text_has_least(word, known, abbreviated, weight):
    """But an abbreviation that no text has is a topic of its own."""
    assert telling(word, known=known, abbreviated=abbreviated) == pytest.approx(weight)


def test_words_of_everyday_talk_tell_from_next_to_nothing_to_all():
    """By the counts of the real dictionary: the, weather, spine, kyphosis."""
    weights = [telling(word, known=True, abbreviated=False) for word in ("the", "weather", "spine", "kyphosis")]
    assert weights[0] == weights[1] == LEAST < weights[2] < weights[3] == 1.0
    assert 0 < LEAST < 0.5


def test_a_document_has_a_word_most_surely_in_what_is_shown_and_is_about_what_leads_it():
    """What is only searched counts for less; with a word in two parts, the better counts."""
    rows = [("plum", "ripe", "round"), ("ripe", "plum", "round"), ("ripe", "round", "plum"), ("plum", "ripe", "plum")]
    fit = Index(WORDS, rows).fit((("plum", 1.0),))
    assert {number: there for number, (there, _) in fit.items()} == {0: 1.0, 1: 1.0, 2: PRESENT[2], 3: 1.0}
    about = [fit[number][1] for number in (3, 0, 1, 2)]
    assert about == sorted(about, reverse=True)
    assert len(set(about)) == 4
    assert 0 < about[3] < about[0] == 1.0
    assert 0.6 < PRESENT[2] < 1


def test_a_document_is_found_by_every_word_of_it_and_by_the_phrases_inside_others():
    """But not by a word that tells nothing."""
    index = Index(WORDS, [("pears of gold", "ripe and round", "x seedy")])
    assert set(index.presence) == {"=pear", "+fruit", "pear", "=golden", "gold", "ripe", "and", "round"}
    assert (index.size, index.vocabulary) == (1, WORDS)


def test_a_narrower_word_and_a_broader_one_count_for_less_and_the_best_of_all_for_a_document():
    """Both how surely it is there and how much the text is about it, each by its own key."""
    index = Index(WORDS, [("fruit", "", ""), ("pear", "", ""), ("fruit", "", "pear"), ("plum", "", "")])
    fruit = index.fit(asked(index, "fruit"))
    assert {number: there for number, (there, _) in fruit.items()} == {0: 1.0, 1: NARROWER, 2: 1.0}
    assert fruit[1][1] == NARROWER
    pear = index.fit(asked(index, "pear"))
    assert {number: there for number, (there, _) in pear.items()} == {0: BROADER, 1: 1.0, 2: BROADER}
    assert pear[2][1] < pear[0][1] == BROADER
    assert index.fit((("=fruit", 0.5), ("=pear", 0.6)))[2] == (0.5, pytest.approx(0.5 * fruit[2][1]))
    assert index.fit((("nothing", 1.0),)) == index.fit(()) == {}


def test_the_rarer_a_word_the_more_it_tells_but_below_some_documents_no_more():
    """A word in five of a dozen documents as much as one in none; a word in all of them next to nothing."""
    rows = [(f"{'six ' * (n < 6)}{'plum ' * (n < 5)}all", "", "") for n in range(12)]
    index = Index(WORDS, rows)
    six, plum, all_ = (index.rarity(asked(index, word)) for word in ("six", "plum", "all"))
    assert plum == index.rarity(asked(index, "none")) == index.rarity(()) == pytest.approx(math.log(13 / 5.5))
    assert six == pytest.approx(math.log(13 / 6.5))
    assert all_ == pytest.approx(math.log(13 / 12.5))


def test_a_meaning_is_as_rare_as_all_words_for_it_and_one_without_a_text_as_its_broader_ones():
    """Four texts on fruit and six on pears are ten on fruit; without one on pears, those on fruit count."""
    index = Index(WORDS, [*[("fruit", "", "")] * 4, *[("pear", "", "")] * 6, ("plum", "", "")])
    assert index.rarity(asked(index, "fruit")) == pytest.approx(math.log(12 / 10.5))
    assert index.rarity(asked(index, "pear")) == pytest.approx(math.log(12 / 6.5))
    index = Index(WORDS, [*[("fruit", "", "")] * 7, ("plum", "", "")])
    assert index.rarity(asked(index, "pear")) == pytest.approx(math.log(9 / 7.5))


LEADS = "reflex relax kiwi fig tangerine mango kamor namot needs seeds colorz rumorsz covidx12 watermelons"


@pytest.fixture(scope="module")
def leads() -> Index:
    """One document about each of these words, with another that stands in its text alone."""
    return Index(WORDS, [(word, "antelope", "") for word in LEADS.split()])


@pytest.mark.usefixtures("few_are_english")
@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        # one letter off in a word of six letters, however it sounds; not in five, and not two letters off
        ("reflet", "reflex"),
        ("relat", None),
        ("reflat", None),
        # by ear: from four letters on, also where the first differs
        ("kywi", "kiwi"),
        ("kiw", None),
        ("figg", None),
        ("kiwa", "kiwi"),
        ("pango", "mango"),
        ("namor", "namot"),
        # two letters off in words of nine, with the same first letter; not in eight, not three, not two more
        ("tangerima", "tangerine"),
        ("tangerma", None),
        ("tangelima", None),
        ("dangerina", None),
        ("watermelo", None),
        # no slips: our own words, words of the table and ignored ones, and what is no word
        ("mango", None),
        ("unwritten", None),
        ("seedy", None),
        ("besiege", None),
        ("nashis", None),
        ("nashiz", "nashi"),
        ("mang5", None),
        ("antelopes", None),
        ("antelopf", None),
        # no slips: English, as it is typed or as it is spelt elsewhere
        ("RUMOURS", None),
        ("colours", None),
        ("zzzzzz", None),
    ],
)
def test_a_slip_is_corrected_to_the_nearest_word_that_leads_a_document_or_the_table(leads, typed, meant):
    """Only where it is near enough, and nothing that stands for itself."""
    assert corrected(leads, typed) == meant


@pytest.mark.usefixtures("few_are_english")
def test_of_two_words_that_sound_alike_the_one_that_is_more_often_written_is_meant():
    """Wherever in the texts, and whatever the alphabet says."""
    index = Index(WORDS, [("synus", "", ""), ("sinus", "sinus", "")])
    assert corrected(index, "sinnus") == "sinus"
    index = Index(WORDS, [("synus", "synus", ""), ("sinus", "", "")])
    assert corrected(index, "sinnus") == "synus"


@pytest.mark.usefixtures("few_are_english")
def test_of_two_words_one_letter_off_the_one_that_is_more_often_written_is_meant():
    """Also where they do not sound alike."""
    index = Index(WORDS, [("marker", "", ""), ("market", "market", "")])
    assert corrected(index, "markex") == "market"
    index = Index(WORDS, [("marker", "marker", ""), ("market", "", "")])
    assert corrected(index, "markex") == "marker"


@pytest.mark.usefixtures("few_are_english")
def test_of_eight_words_equally_near_the_one_with_the_same_first_letter_is_meant():
    """Then the first by the alphabet."""
    near = ("bango", "dango", "fango", "gango", "hango", "jango", "lango", "vanga")
    assert corrected(Index(WORDS, [(word, "", "") for word in near]), "vango") == "vanga"
    assert corrected(Index(WORDS, [(word, "", "") for word in near[:-1]]), "vango") == "bango"


def test_corrections_are_kept_in_a_memory_that_has_an_end(leads):
    """Whatever people type, a server does not keep it for ever."""
    assert leads._nearest.cache_parameters()["maxsize"] is not None
