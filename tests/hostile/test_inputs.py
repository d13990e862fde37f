"""Five thousand random and malicious inputs: none raises what is not documented, hangs, or is refused without a word."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from logic.content import reading
from logic.content.library import THRESHOLDS
from logic.content.reading import ContentError, entries, filler
from logic.content.shapes.entry import Entry, Example, Milestone, Omission, Reference, Threshold
from logic.content.shapes.position import Row
from logic.content.shapes.practice import Drill
from logic.content.shapes.teaching import GlossaryTerm
from logic.lookup import ask as lookup
from logic.lookup import index, words
from logic.lookup.ask import Answer, ask
from logic.patient.fields import DOMAINS
from logic.patient.scenario import Scenario, as_value
from logic.practice.progress import ProgressError, from_json, from_link, to_json
from tests.hostile.inputs import FILES, LINKS, NASTY, QUERIES, QUESTIONS, TEXTS, spoilt
from tests.hostile.limits import in_time, kept

EXAMPLES = {"queries": 2000, "questions": 1500, "files": 600, "links": 400, "content": 500}
AROUND = " \t\r\n\xa0.,;:!?()[]{}<>\"'“”‘’«»…*=#/\\\xad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
"""What mail and prose leave around a value, and what nobody sees."""
MESSAGE = 600
"""Characters of the longest message; an attacker must not fill a page with one."""

MODELS: dict[str, type[Entry]] = {
    "thresholds.yaml": Threshold,
    "article/omissions.yaml": Omission,
    "milestones.yaml": Milestone,
    "examples.yaml": Example,
    "general.yaml": Row,
    "learning/drills.yaml": Drill,
    "lookup/glossary.yaml": GlossaryTerm,
    "references.yaml": Reference,
}
SOUND = {file: (reading.CONTENT / file).read_bytes()[:6000] for file in MODELS}
_fill = filler(THRESHOLDS)


def tried(kind: str) -> settings:
    """The number of examples of a kind; the first calls may be slow, and time is measured otherwise."""
    return settings(max_examples=EXAMPLES[kind], suppress_health_check=list(HealthCheck))


def test_there_are_five_thousand() -> None:
    """As many as are promised."""
    assert sum(EXAMPLES.values()) == 5000


def is_as_given(value: Any, text: str) -> bool:
    """Whether a field holds what a text of the link says, but for signs around it."""
    if isinstance(value, frozenset):
        return value == {as_value(part.strip(AROUND)) for part in re.split("[,;]", text) if part.strip()}
    text = text.strip(AROUND)
    if isinstance(value, bool):
        return value == (text.casefold() in ("true", "yes", "1"))
    return int(text) == value if isinstance(value, int) else as_value(text) == value


@tried("queries")
@given(QUERIES)
def test_any_query_gives_a_patient_and_a_notice_for_each_refused_value(query: Any) -> None:
    """A scenario always comes out; a field that is not as the query has it has a notice, which is short."""
    with in_time():
        scenario, notices = Scenario.from_query(query)
        again, none = Scenario.from_query(scenario.to_query())
    assert (again, none) == (scenario, [])
    assert all(str(notice) and len(str(notice)) < MESSAGE for notice in notices)
    assert {notice.field for notice in notices} <= {*DOMAINS, "v"}
    told = {notice.field for notice in notices}
    for name, text in query.items() if isinstance(query, dict) else ():
        if isinstance(text, str) and name in DOMAINS and name not in told:
            assert is_as_given(getattr(scenario, name), text)


@tried("questions")
@given(QUESTIONS)
def test_any_question_gets_hits_or_a_word(question: str) -> None:
    """What is asked is answered, or the answer says that it is not; either holds but a few entries."""
    lookup.prepare()
    with in_time():
        answer = ask(question)
    assert isinstance(answer, Answer)
    assert bool(answer.hits) == answer.found
    assert answer.found or answer.says
    assert len(answer.question) <= lookup.LONGEST
    assert len(answer.hits) <= lookup.MOST


@tried("files")
@given(FILES)
def test_any_file_of_progress_is_read_or_refused(data: bytes) -> None:
    """What is taken can be written again; anything else has a message that says what is allowed."""
    said = ""
    with in_time():
        try:
            progress = from_json(data)
        except ProgressError as error:
            said = str(error)
    assert "allowed: " in said or from_json(to_json(progress)) == progress
    assert len(said) < MESSAGE


@tried("links")
@given(LINKS)
def test_any_link_of_progress_is_read_or_refused(text: str) -> None:
    """However far it would unpack."""
    said = ""
    with in_time():
        try:
            progress = from_link(text)
        except ProgressError as error:
            said = str(error)
    assert "allowed: " in said or from_json(to_json(progress)) == progress
    assert len(said) < MESSAGE


@st.composite
def _content(draw: st.DrawFn) -> tuple[str, bytes]:
    file = draw(st.sampled_from(sorted(MODELS)))
    text = TEXTS.map(lambda text: text.encode("utf-8", "replace"))
    return file, draw(st.one_of(spoilt(st.just(SOUND[file])), text, st.binary(max_size=300)))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory for content."""
    return tmp_path_factory.mktemp("content")


@tried("content")
@given(content=_content())
@example(content=("article/omissions.yaml", b"O1: 0001-01-01 00:00:00+23:59\n"))
@example(content=("article/omissions.yaml", b"O1: _\n"))
@example(content=("article/omissions.yaml", b"O1: 1_000:99:99.9e9\n"))
@example(content=("article/omissions.yaml", b"? {a: b}\n: c\n"))
@example(content=("article/omissions.yaml", b"=: =\n"))
def test_any_content_is_read_or_refused(home: Path, content: tuple[str, bytes]) -> None:
    """Bytes in the place of a content file become entries, or one error that names the file."""
    file, data = content
    (home / file).parent.mkdir(parents=True, exist_ok=True)
    (home / file).write_bytes(data)
    said = ""
    with pytest.MonkeyPatch.context() as patch, in_time():
        patch.setattr(reading, "CONTENT", home)
        try:
            found = entries(file, MODELS[file], _fill)
        except ContentError as error:
            said = str(error)
    assert said.startswith(f"content/{file}, ") or all(isinstance(one, MODELS[file]) for one in found.values())
    assert len(said) < MESSAGE


def test_the_same_inputs_again_leave_nothing_behind() -> None:
    """Forty rounds of all that is malicious, 75 kB each, keep less than 250 kB more than one round does."""

    def round_of_all() -> None:
        for text in NASTY:
            Scenario.from_query(f"age={text}&cautions={text}&{text}")
            ask(text)
            for read in (from_json, from_link):
                with pytest.raises(ProgressError):
                    read(text)

    assert kept(round_of_all, rounds=40) < 250_000


def test_new_words_are_kept_in_bounded_memories_only() -> None:
    """Six hundred questions never asked before leave less than 300 kB besides what has a bound of its own."""
    numbers = iter(range(10**6))
    nearest = lookup._index()[0]._nearest
    memories = (words.plain, words.stem, index.sound, lookup._marks, nearest)

    def new_questions() -> None:
        for _ in range(60):
            ask(f"kyphoplasty word{next(numbers)} and wordagain{next(numbers)}x")
        for memory in memories:
            memory.cache_clear()

    assert all(memory.cache_parameters()["maxsize"] is not None for memory in memories)
    assert kept(new_questions, rounds=10) < 300_000
