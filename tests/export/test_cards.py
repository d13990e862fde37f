"""The take-home cards, imported as a learner would: each with its source, none twice, new words taken over."""

from __future__ import annotations

import io
import re
from datetime import date

import pandas as pd
import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

from logic.content import library
from logic.export import cards
from tests.content_copy import Copy
from tests.logic.assurance.test_consistency_whole import texts

NUMBER = re.compile(r"\d+(?:\.\d+)?")
DAY, LATER = date(2026, 1, 1), date(2026, 1, 2)


@pytest.fixture
def collection(tmp_path):
    """A fresh collection of Anki's own."""
    opened = Collection(str(tmp_path / "collection.anki2"))
    yield opened
    opened.close()


def take_home(collection, package, folder):
    """Imports a package as Anki does by default, and gives its log."""
    path = folder / "deck.apkg"
    path.write_bytes(package)
    request = ImportAnkiPackageRequest(package_path=str(path), options=ImportAnkiPackageOptions())
    return collection.import_anki_package(request).log


def notes(collection):
    """The notes of the collection by their question."""
    found = [collection.get_note(name) for name in collection.find_notes("")]
    return {note["Question"]: note for note in found}


def test_anki_imports_every_card_with_its_answer_and_tag(collection, tmp_path):
    """One note and one card for each entry, in a deck of the app's name."""
    take_home(collection, cards.deck(), tmp_path)
    got = notes(collection)
    assert collection.note_count() == collection.card_count() == len(library.FLASHCARDS)
    assert {one.name for one in collection.decks.all_names_and_ids()} == {"Default", "VCF Explorer"}
    assert got["What does long bed rest cost?"]["Answer"] == "Bone and muscle. Allow only limited bed rest for pain."
    assert got["What does long bed rest cost?"].tags == ["vcf::care"]


def test_each_back_names_every_source_and_links_those_that_have_an_address(collection, tmp_path):
    """As the learner sees it: the back of the card as Anki renders it."""
    take_home(collection, cards.deck(), tmp_path)
    got = notes(collection)
    for name, card in library.FLASHCARDS.items():
        back = got[cards.escape(card.front)].cards()[0].answer()
        references = set(card.references)
        for used in (*card.claims, *card.cautions):
            assert used in back, name
            book = next(book for book in (library.CLAIMS, library.OMISSIONS, library.CAUTIONS) if used in book)
            references |= set(book[used].references)
        assert references, name
        for reference in references:
            entry = library.REFERENCES[reference]
            assert cards.escape(entry.short) in back, (name, reference)
            assert entry.link is None or f'href="{cards.escape(entry.link)}"' in back, (name, reference)


def test_importing_twice_makes_no_card_twice(collection, tmp_path):
    """The same deck, and the same deck of a later day."""
    for day in (DAY, DAY, LATER):
        take_home(collection, cards.deck(day), tmp_path)
    assert collection.note_count() == collection.card_count() == len(library.FLASHCARDS)


def test_an_edited_card_is_updated_and_keeps_its_place(collection, tmp_path, monkeypatch):
    """Its identity is its id in the content, not its words, so what was learnt stays."""
    take_home(collection, cards.deck(DAY), tmp_path)
    before = {note.id: card.id for note in notes(collection).values() for card in note.cards()}
    edited = library.FLASHCARDS["bed-rest"].model_copy(update={"front": "What is new?", "back": "This answer."})
    monkeypatch.setitem(library.FLASHCARDS, "bed-rest", edited)
    log = take_home(collection, cards.deck(LATER), tmp_path)
    assert (len(log.new), len(log.updated)) == (0, len(library.FLASHCARDS))
    assert {note.id: card.id for note in notes(collection).values() for card in note.cards()} == before
    assert notes(collection)["What is new?"]["Answer"] == "This answer."
    assert "What does long bed rest cost?" not in notes(collection)


def test_the_same_day_gives_the_same_bytes_and_no_file_is_left(tmp_path, monkeypatch):
    """Nothing of the hour or of chance is in the deck, and it is built in memory."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert cards.deck(DAY) == cards.deck(DAY) != cards.deck(LATER)
    assert cards.deck() == cards.deck(date.fromisoformat(library.ARTICLE.content_date))
    assert list(tmp_path.iterdir()) == []


def test_signs_of_html_in_a_text_are_shown_and_not_obeyed(collection, tmp_path, monkeypatch):
    """A text is text, whatever it holds."""
    odd = library.FLASHCARDS["bed-rest"].model_copy(update={"front": "p < 0.05 & <b>bold</b>?"})
    monkeypatch.setitem(library.FLASHCARDS, "bed-rest", odd)
    take_home(collection, cards.deck(), tmp_path)
    assert "p &lt; 0.05 &amp; &lt;b&gt;bold&lt;/b&gt;?" in notes(collection)


def test_the_csv_holds_the_same_cards():
    """Id, topic, question, answer, sources and tag, with the provenance above."""
    text = cards.cards_csv()
    frame = pd.read_csv(io.StringIO(text), comment="#")
    assert list(frame.columns) == ["id", "topic", "question", "answer", "sources", "tag"]
    assert list(frame["id"]) == list(library.FLASHCARDS)
    assert list(frame["question"]) == [card.front for card in library.FLASHCARDS.values()]
    assert list(frame["answer"]) == [card.back for card in library.FLASHCARDS.values()]
    assert frame["sources"].notna().all()
    assert text.startswith("# Take-home cards\n")
    assert text == cards.cards_csv()


def test_there_are_between_36_and_40_cards_and_no_question_twice():
    """A deck that people finish."""
    assert 36 <= len(library.FLASHCARDS) <= 40
    assert len({card.front for card in library.FLASHCARDS.values()}) == len(library.FLASHCARDS)


def test_every_verdict_has_a_card():
    """The five words of the audit are what the deck teaches first of all."""
    fronts = " ".join(card.front for card in library.FLASHCARDS.values())
    for verdict in ("faithful", "simplified", "outdated", "contradicted", "unsupported"):
        assert f'Verdict "{verdict}"' in fronts
    for name, card in library.FLASHCARDS.items():
        if found := re.match(r'Verdict "(\w+)"', card.front):
            assert {library.CLAIMS[claim].verdict for claim in card.claims} == {found[1]}, name


def pool(card):
    """Every text behind a card: its claims and cautions, and all that the content holds from its references."""
    books = (library.TRIALS, library.NATURAL_HISTORY, library.GUIDELINES, library.CLASSIFICATIONS, library.REFERENCES)
    entries = [library.CLAIMS.get(name) or library.OMISSIONS[name] for name in card.claims]
    entries += [library.CAUTIONS[name] for name in card.cautions]
    wanted = set(card.references)
    entries += [
        one
        for book in books
        for name, one in book.items()
        if wanted & {name, getattr(one, "reference", None), *getattr(one, "references", ())}
    ]
    studies = {name: one for name, one in library.STUDIES.items() if one.reference in wanted}
    entries += [*studies.values(), *(one for one in library.FINDINGS.values() if one.study in studies and one.verified)]
    return [repr(value) for entry in entries for value in flat(entry.model_dump())]


def flat(value):
    """Every text and number inside an entry."""
    if isinstance(value, int | float):
        yield value
    elif isinstance(value, dict):
        for key, part in value.items():
            yield key
            yield from flat(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from flat(part)
    else:
        yield from texts(value)


@pytest.mark.parametrize("name", library.FLASHCARDS)
def test_every_number_of_a_card_stands_in_its_sources(name):
    """No figure is rounded, pooled or made up on its way to the card."""
    card = library.FLASHCARDS[name]
    known = {number.removesuffix(".0") for text in pool(card) for number in NUMBER.findall(text)}
    told = {number.removesuffix(".0") for number in NUMBER.findall(f"{card.front} {card.back}")}
    assert told - known == set()


def luminance(colour):
    """Relative luminance of a colour such as ``#16191d``, as WCAG defines it."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("night", [False, True])
def test_all_type_is_readable_in_the_light_and_at_night(night):
    """Every colour of type has a contrast of at least 4.5 to its ground."""
    rules = [rule for rule in re.findall(r"[^{}]+\{[^{}]*\}", cards.CSS) if ("night" in rule) == night]
    ground = next(found[1] for rule in rules if (found := re.search(r"background: (#\w{6})", rule)))
    colours = [found[1] for rule in rules if (found := re.search(r"[{;]\s*color: (#\w{6})", rule))]
    assert len(colours) == 3
    for colour in colours:
        high, low = sorted((luminance(colour), luminance(ground)), reverse=True)
        assert (high + 0.05) / (low + 0.05) >= 4.5, colour


FAULTS = {
    "an answer that is too long": (r"^  back: Bone and muscle\.", "  back: " + "word " * 30, "bed-rest", "30 words"),
    "a claim that there is not": (r"claims: \[C06, C38\]", "claims: [C99]", "bed-rest", "C99"),
    "a reference that there is not": (r"references: \[NICE-TA279\]", "references: [N1999]", "nice-ta279", "N1999"),
    "a caution that is not verified": (r"cautions: \[S52\]", "cautions: [S06]", "bed-rest", "S06"),
    "no source at all": (r"^  claims: \[C08\]\n", "", "brace", "source is missing"),
    "one card too many": (
        r"\Z",
        "\none-more:\n  topic: Care\n  front: More?\n  back: No.\n  claims: [C06]\n",
        "the whole file",
        "at most 40",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_faulty_cards_stop_the_start_by_name(fault, tmp_path):
    """The error names file, card and what is wrong."""
    pattern, replacement, *named = FAULTS[fault]
    copy = Copy(tmp_path)
    copy.edit("learning/flashcards.yaml", pattern, replacement)
    done = copy.run("import logic")
    assert done.returncode != 0
    assert "content/learning/flashcards.yaml" in done.stderr
    assert all(word in done.stderr for word in named)
