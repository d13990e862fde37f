"""The table of synonyms and the glossary serve the look-up, and a fault in them stops the start."""

from __future__ import annotations

import sqlite3

import pytest

from logic.content import library
from logic.content.reading import ContentError
from logic.content.shapes.teaching import Meaning, Synonyms
from logic.lookup import ask as engine
from logic.lookup.index import Index
from logic.lookup.words import Vocabulary, Word
from tests.content_copy import Copy


def test_every_entry_of_the_synonyms_leads_to_a_text():
    """A word for something that no text mentions belongs among those outside."""
    index = engine._index()[0]
    for name in library.SYNONYMS.terms:
        keys = index.vocabulary.sought(Word(0, 0, name, name, ()))
        assert any(key in index.presence for key, _ in keys), name


def test_every_word_of_the_synonyms_is_read_as_its_entry():
    """No phrase is lost because another one begins alike."""
    vocabulary = engine._index()[0].vocabulary
    for name, entry in library.SYNONYMS.terms.items():
        for phrase in (name, *entry.words, *entry.asked):
            read = list(vocabulary.read(phrase, asked=True))
            assert name in [word.meaning for word in read], (name, phrase)


def test_the_entries_that_the_ranking_names_are_in_the_table():
    """Renaming one would take its effect away in silence."""
    assert {engine.DEFINITION, "trial", *engine.OURS} <= library.SYNONYMS.terms.keys()


def synonyms(**terms: Meaning) -> Synonyms:
    """A small table."""
    return Synonyms(terms=terms, ignored=("the of",), outside=("knee",))


def test_a_word_in_two_entries_is_a_fault_that_names_both():
    """Also in another form: plurals count as the same word."""
    with pytest.raises(
        ContentError, match=r"content/lookup/synonyms\.yaml, tart: 'cakes' stands in 'tart' and in 'pie'"
    ):
        Vocabulary(synonyms(pie=Meaning(words=("cake",)), tart=Meaning(words=("cakes",))))


def test_a_broader_text_counts_less_than_an_exact_one_and_a_sibling_not_at_all():
    """Asked for a pear: a text on pears, then one on fruit, and none on apples."""
    vocabulary = Vocabulary(
        synonyms(fruit=Meaning(), pear=Meaning(kind_of=("fruit",)), apple=Meaning(kind_of=("fruit",)))
    )
    index = Index(vocabulary, [("a pear", "", ""), ("some fruit", "", ""), ("an apple", "", "")])
    pear, fruit = (next(vocabulary.read(word, asked=True)) for word in ("pears", "fruits"))
    assert index.fit(vocabulary.sought(pear)) == {0: (1.0, 1.0), 1: (0.8, 0.8)}
    assert set(index.fit(vocabulary.sought(fruit))) == {0, 1, 2}


def test_sqlite_without_full_text_search_is_told_in_words(monkeypatch):
    """Some builds of Python lack FTS5."""

    class Bare:
        def execute(self, *_):
            raise sqlite3.OperationalError("no such module: fts5")

    monkeypatch.setattr(sqlite3, "connect", lambda _: Bare())
    with pytest.raises(RuntimeError, match="needs SQLite with FTS5"):
        Index(Vocabulary(synonyms()), [("a", "b", "c")])


FAULTS = {
    "a term with a reference that there is not": (
        "lookup/glossary.yaml",
        r"^(  references: \[)",
        r"\1NOWHERE1999, ",
        "NOWHERE1999",
    ),
    "a term with a claim that there is not": ("lookup/glossary.yaml", r"^(  claims: \[)", r"\1C99, ", "C99"),
    "a term without a source": ("lookup/glossary.yaml", r"^  claims: \[C01, O1\]\n", "", "source is missing"),
    "a synonym of a kind that there is not": (
        "lookup/synonyms.yaml",
        r"kind_of: \[fracture",
        "kind_of: [nothing",
        "nothing",
    ),
    "a synonym with a key that there is not": ("lookup/synonyms.yaml", r"weight: soft\}", "weight: heavy}", "weight"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_faulty_terms_and_synonyms_stop_the_start(tmp_path, fault):
    """One edit, one message."""
    file, pattern, replacement, word = FAULTS[fault]
    copy = Copy(tmp_path)
    copy.edit(file, pattern, replacement)
    result = copy.run("import logic")
    assert result.returncode != 0
    last = result.stderr.strip().splitlines()[-1]
    assert f"content/{file}" in last
    assert word in last


def test_definitions_are_one_or_two_sentences_and_every_name_of_a_term_stands_once():
    """A reader on a phone reads no more, and a name with two definitions has none."""
    names = []
    for name, term in library.GLOSSARY.items():
        assert 1 <= term.definition.count(". ") + 1 <= 2, name
        names += [one.casefold() for one in dict.fromkeys((term.term, *term.also))]
    assert sorted({one for one in names if names.count(one) > 1}) == []
