"""How the look-up reads words: split, made plain, cut to their stems, and given the meaning of a small table."""

from __future__ import annotations

import pytest

from logic.content.reading import ContentError
from logic.content.shapes.teaching import Meaning, Synonyms
from logic.lookup.words import BROADER, NARROWER, OUTSIDE, TOKEN, Vocabulary, Word, plain, stem

PLAIN = {
    # capitals, accents, possessives
    "Café": "cafe",
    "CAFÉS": "cafes",
    "ﬁne": "fine",
    "Straße": "strasse",
    "patient's": "patient",
    "patient\u2019s": "patient",
    "don't": "dont",
    "o\u2019clock": "oclock",
    "s's": "s",
    # numbers
    "1,200": "1200",
    "1,200,300": "1200300",
    "1,20": "1,20",
    "1,2000": "1,2000",
    "2·5": "2.5",
    "2.5": "2.5",
    "12": "12",
    "one": "one",
    "thirteen": "thirteen",
    # ae and oe, not at the end, not in words of four letters
    "oedema": "edema",
    "anaemia": "anemia",
    "algae": "algae",
    "does": "does",
    "goest": "gest",
    # our
    "tumour": "tumor",
    "tumours": "tumors",
    "favoured": "favored",
    "favouring": "favoring",
    "favourable": "favorable",
    "flours": "flours",
    "resource": "resource",
    # iz and yz
    "stabilize": "stabilise",
    "stabilizing": "stabilising",
    "stabilization": "stabilisation",
    "prize": "prize",
    "horizon": "horizon",
    "analyzed": "analysed",
    "analyzing": "analysing",
    "rhyzo": "rhyzo",
    # double l
    "labelled": "labeled",
    "modelling": "modeling",
    "travelled": "traveled",
    "cancelled": "canceled",
    "signalling": "signaling",
    "filled": "filled",
    # re
    "centre": "center",
    "centres": "centers",
    "fibre": "fiber",
    "litres": "liters",
    "centred": "centred",
    "genre": "genre",
}
NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")

STEMS = {
    "hip": "hip",
    "its": "its",
    "hips": "hip",
    "fractures": "fractur",
    "healing": "heal",
    "t12s": "t12s",
    "th12s": "th12s",
    "reference": "reference",
    "references": "reference",
    "referencing": "referencing",
    "refers": "refer",
}


@pytest.mark.parametrize("token", PLAIN)
def test_spelling_is_made_plain(token):
    """Capitals, accents, possessives, thousands, and either side of the Atlantic."""
    assert plain(token) == PLAIN[token]


def test_numbers_in_words_are_numbers():
    """From two to twelve; one is too often no number."""
    assert [plain(word) for word in NUMBERS] == [str(number) for number in range(2, 13)]
    assert plain("Ten") == "10"


@pytest.mark.parametrize("word", STEMS)
def test_words_are_cut_to_their_stems(word):
    """But not short ones, those with a digit, or references, which are no kind of referring."""
    assert stem(word) == STEMS[word]


def test_a_text_is_split_into_words_numbers_and_the_sign_of_a_fracture():
    """A number holds its points and commas, a word its apostrophes and the digits behind it."""
    text = "#L1: 1,200.5 mg (2·5), don't_stop o\u2019clock's T-score mm3x 5mg."
    assert TOKEN.findall(text) == [
        *("#", "L1", "1,200.5", "mg", "2·5", "don't", "stop", "o\u2019clock's", "T", "score", "mm3", "x", "5", "mg")
    ]


def vocabulary(ignored: str = "the of in for is what needs can", **terms: Meaning) -> Vocabulary:
    """A small table, with words that tell nothing and words that lead outside."""
    return Vocabulary(Synonyms(terms=terms, ignored=(ignored,), outside=("knee, soup pot", "bowl of rice")))


FRUIT = vocabulary(
    food=Meaning(),
    fruit=Meaning(kind_of=("food",), weight="soft"),
    pear=Meaning(
        words=("nashi", "pear tree", "pears of gold"), asked=("poire",), kind_of=("fruit",), weight="decisive"
    ),
    golden=Meaning(words=("gold",), weight="beside"),
    rest=Meaning(words=("lie in bed",)),
    range=Meaning(words=("in season",)),
    definition=Meaning(words=("what is",)),
    requirement=Meaning(words=("needing",)),
    tinned=Meaning(words=("can",)),
    dose=Meaning(words=("9 mg", "top 9")),
    severity=Meaning(words=("grade 5",)),
)


def read(text: str, words: Vocabulary = FRUIT, **how: bool | dict[str, str]) -> list[tuple[str, str]]:
    """The words of a text with their meanings."""
    return [(word.surface, word.meaning) for word in words.read(text, **how)]  # type: ignore[arg-type]


def test_a_word_of_a_text_has_its_place_its_meaning_its_stems_and_its_weight():
    """Every field, for a phrase, a plain word, a word that tells nothing and a number."""
    assert list(FRUIT.read("The Pears of gold: ripe 5 x of!")) == [
        Word(0, 3, "the", "", ("the",), True, "plain"),
        Word(4, 17, "pears of gold", "pear", ("pear", "gold"), False, "decisive"),
        Word(19, 23, "ripe", "", ("ripe",), False, "plain"),
        Word(24, 25, "5", "", ("5",), False, "plain"),
        Word(26, 27, "x", "", ("x",), True, "plain"),
        Word(28, 30, "of", "", ("of",), True, "plain"),
    ]
    assert list(FRUIT.read("")) == []
    assert Word(0, 1, "a", "", ("a",)) == Word(0, 1, "a", "", ("a",), False, "plain")


def test_a_word_that_tells_nothing_still_counts_in_a_phrase_of_the_table():
    """And is not ignored there; the phrase keeps the stems of its other words."""
    assert list(FRUIT.read("what is")) == [Word(0, 7, "what is", "definition", ())]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("pears", [("pears", "pear")]),
        ("nashi tree", [("nashi", "pear"), ("tree", "")]),
        ("pear tree", [("pear tree", "pear")]),
        ("lie bed", [("lie bed", "rest")]),
        ("lie in the bed", [("lie in the bed", "rest")]),
        ("lie ill in bed", [("lie", ""), ("ill", ""), ("in", ""), ("bed", "")]),
        ("lie", [("lie", "")]),
        ("lie in", [("lie", ""), ("in", "")]),
        ("in season", [("in season", "range")]),
        ("season", [("season", "")]),
        ("what the is", [("what", ""), ("the", ""), ("is", "")]),
        ("needing needs", [("needing", "requirement"), ("needs", "")]),
        ("can", [("can", "tinned")]),
        ("1.5 mg", [("1.5 mg", "dose")]),
        ("50 mg", [("50 mg", "dose")]),
        ("x mg", [("x", ""), ("mg", "")]),
        ("top 1.5", [("top 1.5", "dose")]),
        ("top hat", [("top", ""), ("hat", "")]),
        ("grade five", [("grade 5", "severity")]),
        ("grade 7", [("grade", ""), ("7", "")]),
    ],
)
def test_phrases_of_the_table_are_one_word(text, told):
    """The longest that fits, with idle words between its own, but only as it stands where it begins with one."""
    assert read(text) == read(text, asked=True) == told


def test_the_longest_phrase_wins_and_of_two_the_first_by_name():
    """Whatever their order in the table."""
    words = vocabulary(
        zest=Meaning(words=("peel 5",)), apple=Meaning(words=("peel", "peel 9")), tart=Meaning(words=("peel 5 hot",))
    )
    assert read("peel 5 hot peel 5 peel", words) == [("peel 5 hot", "tart"), ("peel 5", "apple"), ("peel", "apple")]


def test_some_words_have_their_meaning_in_questions_only():
    """Those that are listed so, and those that lead outside, each phrase between its commas."""
    text = "poire knee soup pot bowl of rice bowl rice"
    assert read(text) == [(word, "") for word in text.split()]
    assert [(word.surface, word.meaning, word.weight) for word in FRUIT.read(text, asked=True)] == [
        ("poire", "pear", "decisive"),
        ("knee", "outside", "decisive"),
        ("soup pot", "outside", "decisive"),
        ("bowl of rice", "outside", "decisive"),
        ("bowl", "", "plain"),
        ("rice", "", "plain"),
    ]


def test_phrases_inside_another_are_found_on_demand():
    """Each word then begins anew."""
    assert read("pears of gold") == [("pears of gold", "pear")]
    assert read("pears of gold", nested=True) == [("pears of gold", "pear"), ("of", ""), ("gold", "golden")]


def test_spelling_is_corrected_before_the_table_is_asked():
    """What stands at its place in the text stays."""
    assert list(FRUIT.read("A pearr", replace={"pearr": "pear"})) == [
        Word(0, 1, "a", "", ("a",), True),
        Word(2, 7, "pear", "pear", ("pear",), weight="decisive"),
    ]


def test_the_words_of_the_table_are_spellings_to_correct_towards():
    """Without those that tell nothing and those that lead outside."""
    words = vocabulary(pear=Meaning(words=("pears of gold",), asked=("la poire",)), lunch=Meaning())
    assert words.surfaces == {"pear", "pears", "gold", "la", "poire", "lunch"}
    assert words.ignored == {"the", "of", "in", "for", "is", "what", "needs", "can"}


def test_a_kind_counts_for_less_the_broader_it_is():
    """By the nearest way, where two lead to it."""
    words = vocabulary(
        thing=Meaning(),
        food=Meaning(kind_of=("thing",)),
        fruit=Meaning(kind_of=("food",)),
        pear=Meaning(kind_of=("fruit", "thing")),
    )
    assert 0 < BROADER < NARROWER < 1
    found = words.broader("pear")
    assert list(found) == ["fruit", "thing", "food"]
    assert found == pytest.approx({"fruit": BROADER, "thing": BROADER, "food": BROADER * BROADER})
    assert words.broader("thing") == words.broader(OUTSIDE) == {}


def test_a_word_of_a_document_is_found_by_its_meaning_the_broader_ones_and_its_stems():
    """A word without a meaning by its stems alone."""
    gold, ripe = FRUIT.read("pears of gold ripening")
    assert FRUIT.told(gold) == ("=pear", "+fruit", "+food", "pear", "gold")
    assert FRUIT.told(ripe) == ("ripen",)


def test_a_word_of_a_question_looks_for_itself_then_for_the_narrower_and_the_broader():
    """Each for what it counts."""
    fruit, ripe = FRUIT.read("fruits ripening", asked=True)
    assert FRUIT.sought(fruit) == (("=fruit", 1.0), ("+fruit", NARROWER), ("=food", BROADER))
    assert FRUIT.sought(ripe) == (("ripen", 1.0),)


def test_a_word_may_stand_twice_in_one_entry_but_not_in_two():
    """The fault names both, also where the second is for questions only or leads outside."""
    assert read("cakes", vocabulary(pie=Meaning(words=("cake", "cakes")))) == [("cakes", "pie")]
    with pytest.raises(
        ContentError, match=r"^content/lookup/synonyms\.yaml, tart: 'cake' stands in 'tart' and in 'pie', or"
    ):
        vocabulary(pie=Meaning(asked=("cakes",)), tart=Meaning(asked=("cake",)))
    with pytest.raises(
        ContentError, match=r"^content/lookup/synonyms\.yaml, outside: 'knee' stands in 'outside' and in 'leg'"
    ):
        vocabulary(leg=Meaning(words=("knees",)))
