"""Every technical term that a reader can meet is in content/lookup/glossary.yaml.

Rare words are looked up in the dictionary of pyspellchecker, whose counts come from film subtitles: a word is rare if
it and all words of its stem occur fewer than ``RARE`` times. At 300 words such as lidocaine, embolism and palliative
pass as everyday words; above 1,000 hardly anything but everyday words is added. A rare word or an abbreviation must
be a name in the glossary, or stand in tests/logic/lookup/ordinary.yaml with the reason of its group.
"""

from __future__ import annotations

import ast
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import snowballstemmer
import yaml
from spellchecker import SpellChecker

from logic.content.library import GLOSSARY
from logic.content.reading import CONTENT, read

RARE = 1_000
PAGES = Path(__file__).parents[3] / "pages"
GROUPS = yaml.safe_load(Path(__file__).with_name("ordinary.yaml").read_text(encoding="utf-8"))
ALLOWED = [word for group in GROUPS.values() for word in group["words"]]

UNSEEN_FILES = {
    *("lookup/synonyms.yaml", "references.yaml", "learning/practice.yaml", "assurance/reviews.yaml"),
    "rules/article/order.yaml",
}
"""What readers type, titles and authors, thresholds by name, reviews that may not be there yet, and ids in order."""
UNSEEN_KEYS = {
    "references",
    "reference",
    "claims",
    "cautions",
    "url",
    "doi",
    "pmid",
    "funding",
    "findings",
    "measures",
    "finds",
    "when",
    "given",
    "fields",
    "field",
    "to",
    "trap",
    "outcome",
    "outcomes",
    "study",
    "leads",
    "also",
    "after",
    "headline_for",
    "tests",
    "report_to",
}
"""Keys whose values are ids, addresses or names, and no text."""
SHOWN_BY = {
    "markdown",
    "caption",
    "write",
    "title",
    "header",
    "subheader",
    "text",
    "info",
    "warning",
    "success",
    "error",
    "button",
    "link_button",
    "page_link",
    "download_button",
    "checkbox",
    "radio",
    "selectbox",
    "multiselect",
    "toggle",
    "slider",
    "number_input",
    "text_input",
    "text_area",
    "expander",
    "popover",
    "tabs",
    "segmented_control",
    "pills",
    "metric",
    "toast",
    "Page",
}
"""Calls of a page that put words on the screen."""
SHOWN_AS = {"label", "help", "caption", "placeholder", "title", "body"}
NAMES = {name for entry in GLOSSARY.values() for name in (entry.term, *entry.also)}
_KNOWN = re.compile(
    r"(?<![\w-])(?:" + "|".join(re.escape(name) for name in sorted(NAMES, key=len, reverse=True)) + r")(?![\w-])", re.I
)
_MARKS = re.compile(r"\{\w+\}|:material/\w+:|<[^<>]+>|https?://\S+")
_ABBREVIATION = re.compile(r"(?<!\w)(?=\w*[A-Z]\w*[A-Z])[A-Za-z]+\d*(?!\w)")
_WORD = re.compile(r"[^\W\d_]{3,}")
_stem = snowballstemmer.stemmer("english").stemWord


def _strings(value: Any, where: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, below in value.items():
            if key not in UNSEEN_KEYS:
                yield from _strings(below, f"{where}, {key}")
    elif isinstance(value, list):
        for below in value:
            yield from _strings(below, where)
    elif isinstance(value, str):
        yield where, value


def content_texts() -> Iterator[tuple[str, str]]:
    """Each text of the content with its place; files are read and not objects, so that no book is forgotten."""
    for file in sorted(path.relative_to(CONTENT).as_posix() for path in CONTENT.rglob("*.yaml")):
        if file not in UNSEEN_FILES:
            yield from _strings(read(file), file)


def page_texts() -> Iterator[tuple[str, str]]:
    """Each literal that a page hands to a call which shows it."""
    for file in sorted(PAGES.rglob("*.py")):
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in SHOWN_BY:
                shown = [*call.args, *(one.value for one in call.keywords if one.arg in SHOWN_AS)]
                for part in (part for argument in shown for part in ast.walk(argument)):
                    if isinstance(part, ast.Constant) and isinstance(part.value, str):
                        yield f"{file.name}, line {part.lineno}", part.value


@cache
def _families() -> Counter[str]:
    """How often the words of each stem occur in the dictionary."""
    counts: Counter[str] = Counter()
    for word, count in SpellChecker().word_frequency.dictionary.items():
        counts[_stem(word)] += count
    return counts


def rare(word: str) -> bool:
    """Whether a word, in small letters, is no everyday word."""
    return _families()[_stem(word)] < RARE


@cache
def unexplained() -> dict[str, list[str]]:
    """Abbreviations, and rare words in small letters, that stand outside the names of the glossary, with their places."""
    found = defaultdict(list)
    small = {name.casefold() for name in NAMES}
    for where, text in (*content_texts(), *page_texts()):
        rest = _KNOWN.sub(" ", _MARKS.sub(" ", text))
        for match in _ABBREVIATION.finditer(rest):
            if match[0] not in NAMES:
                found[match[0]].append(where)
        for match in _WORD.finditer(_ABBREVIATION.sub(" ", rest)):
            word = match[0].casefold()
            if word not in small and rare(word):
                found[word].append(where)
    return dict(found)


def _listed() -> set[str]:
    return {word if _ABBREVIATION.fullmatch(word) else word.casefold() for word in ALLOWED}


def test_every_rare_word_and_abbreviation_is_in_the_glossary_or_known_to_be_ordinary():
    """A new text brings a term: give it a definition, or say in ordinary.yaml why it needs none."""
    missing = {word: places[:2] for word, places in unexplained().items() if word not in _listed()}
    assert missing == {}


def test_the_list_of_ordinary_words_holds_nothing_that_no_text_uses():
    """Else it would grow and let terms through."""
    assert sorted(_listed() - unexplained().keys()) == []


def test_nothing_is_both_ordinary_and_in_the_glossary():
    """A word has a definition or needs none."""
    assert {name.casefold() for name in NAMES} & {word.casefold() for word in ALLOWED} == set()


def test_ordinary_words_stand_once_and_each_group_says_why():
    """A list without reasons cannot be judged."""
    assert [word for word, times in Counter(ALLOWED).items() if times > 1] == []
    assert all(group.keys() == {"why", "words"} and len(group["why"]) > 20 for group in GROUPS.values())


@pytest.mark.parametrize(
    "word", ["lidocaine", "embolism", "palliative", "myeloma", "viscosity", "oedema", "teriparatide"]
)
def test_technical_words_count_as_rare(word):
    """What the test would find if the glossary lacked it."""
    assert rare(word)


@pytest.mark.parametrize("word", ["pain", "bone", "doctor", "walked", "reassuring", "judgements"])
def test_everyday_words_do_not_count_as_rare(word):
    """Nor do rare forms of common words."""
    assert not rare(word)


def test_texts_of_all_content_files_and_of_the_pages_are_collected():
    """One sentence from each end of the app."""
    content = {place.split(",")[0] for place, _ in content_texts()}
    assert content == {path.relative_to(CONTENT).as_posix() for path in CONTENT.rglob("*.yaml")} - UNSEEN_FILES
    assert any("For education" in text for _, text in page_texts())
