"""What a learner has answered, kept by the learner: as a file, or as text short enough for a link.

Nothing is stored on the server, so what comes back may be anything: it is checked as if a stranger had sent it.
"""

from __future__ import annotations

import base64
import json
import re
import zlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, NoReturn

APP = "vcf-explorer"
VERSION = 1
MAX_BYTES = 200_000
MAX_ANSWERS = 5000
MAX_LINK = 1500
BOXES = (1, 3, 7, 16, 35)
"""Days until an item comes back, box by box."""

_ITEM = re.compile(r"(?:case|change|audit):[A-Za-z0-9_-]{1,80}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LINK = re.compile(r"[A-Za-z0-9_-]+")
_KEYS = {"app", "version", "answers"}
_ANSWER_KEYS = {"item", "day", "score"}


class ProgressError(ValueError):
    """Progress that cannot be read: what came, and what is allowed."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: to which item, on which day, and how good it was, from 0 to 1."""

    item: str
    day: date
    score: float


@dataclass(frozen=True, slots=True)
class Progress:
    """All answers of one learner, in the order in which they were given."""

    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class TopicScore:
    """A topic: how many answers, and the mean of the latest score of each item (0 to 1); None without an answer."""

    attempts: int
    mean: float | None


@dataclass(frozen=True, slots=True)
class Due:
    """When an item comes back: its box, from 1, the day, and whether that day has come."""

    item: str
    box: int
    day: date
    overdue: bool


def record(progress: Progress, item: str, day: date, score: float) -> Progress:
    """The progress with one more answer; the oldest make room where the file would grow beyond its limits."""
    answer = _answer({"item": item, "day": day.isoformat(), "score": score}, len(progress.answers) + 1)
    return replace(progress, answers=_fitting((*progress.answers, answer)))


def by_topic(progress: Progress, topics: Mapping[str, str]) -> dict[str, TopicScore]:
    """Each topic of the content with its score; ``topics`` gives the topic of every item that there is."""
    latest = {answer.item: answer.score for answer in progress.answers}
    scores = {}
    for topic in dict.fromkeys(topics.values()):
        items = {item for item, its in topics.items() if its == topic}
        known = [score for item, score in latest.items() if item in items]
        attempts = sum(answer.item in items for answer in progress.answers)
        scores[topic] = TopicScore(attempts, sum(known) / len(known) if known else None)
    return scores


def gone(progress: Progress, known: Collection[str]) -> tuple[str, ...]:
    """Items with answers that the content no longer has, each once."""
    return tuple(dict.fromkeys(answer.item for answer in progress.answers if answer.item not in known))


def due(progress: Progress, today: date) -> tuple[Due, ...]:
    """Every item answered so far with the day it comes back, the longest overdue first.

    An item begins in the first box; a score of 0.8 or more moves it up one, below 0.5 back to the first. Answers of
    one day move it up once, since cramming spaces nothing.
    An answer from a day after today, as a clock that was wrong leaves it, counts as one of today.
    """
    boxes: dict[str, int] = {}
    last: dict[str, date] = {}
    for answer in progress.answers:
        box = boxes.get(answer.item, 0)
        if answer.score >= 0.8 and last.get(answer.item) != min(answer.day, today):
            box = min(box + 1, len(BOXES) - 1)
        elif answer.score < 0.5:
            box = 0
        boxes[answer.item] = box
        last[answer.item] = min(answer.day, today)
    found = [(_later(last[item], BOXES[box]), item, box + 1) for item, box in boxes.items()]
    return tuple(Due(item, box, day, day <= today) for day, item, box in sorted(found))


def to_json(progress: Progress) -> str:
    """The progress as the text of its file."""
    return f'{{"app":"{APP}","version":{VERSION},"answers":[{",".join(map(_written, progress.answers))}]}}'


def from_json(content: bytes | str) -> Progress:
    """The progress in a file; raises ``ProgressError`` for anything that is not one."""
    size = len(content) if isinstance(content, bytes) else len(content.encode("utf-8", "surrogatepass"))
    if size > MAX_BYTES:
        _refuse("the file", f"has {size} bytes", f"at most {MAX_BYTES} bytes")
    data = _parsed(content)
    if not isinstance(data, dict):
        _refuse("the file", f"holds {_kind(data)}", "an object with app, version and answers")
    if data.get("app") != APP:
        _refuse("app", f"is {_shown(data.get('app'))}", f'"{APP}", a file that this app wrote')
    version = data.get("version")
    if type(version) is not int or version < 1:
        _refuse("version", f"is {_shown(version)}", f"the number {VERSION}")
    if version > VERSION:
        _refuse("version", f"is {_shown(version)}, which a newer app wrote", f"at most {VERSION}")
    _check_keys("the file", data, _KEYS)
    answers = data["answers"]
    if not isinstance(answers, list):
        _refuse("answers", f"is {_kind(answers)}", "a list of answers")
    if len(answers) > MAX_ANSWERS:
        _refuse("answers", f"has {len(answers)}", f"at most {MAX_ANSWERS}")
    return Progress(tuple(_answer(raw, number) for number, raw in enumerate(answers, 1)))


def to_link(progress: Progress) -> str | None:
    """The progress as text for a link, or None where that would be longer than 1500 characters."""
    packed = zlib.compress(to_json(progress).encode(), 9)
    text = base64.urlsafe_b64encode(packed).decode().rstrip("=")
    return text if len(text) <= MAX_LINK else None


def from_link(text: str) -> Progress:
    """The progress in a link; raises ``ProgressError`` for anything that is not one, however far it would unpack."""
    if len(text) > MAX_LINK:
        _refuse("the link", f"has {len(text)} characters", f"at most {MAX_LINK}")
    if not _LINK.fullmatch(text):
        _refuse("the link", f"is {_shown(text)}", "letters, digits, - and _")
    unpacking = zlib.decompressobj()
    try:
        packed = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        content = unpacking.decompress(packed, MAX_BYTES + 1)
    except (ValueError, zlib.error) as error:
        raise ProgressError(f"the link cannot be unpacked ({error}); allowed: one that this app made") from error
    if len(content) > MAX_BYTES:
        _refuse("the link", f"unpacks to more than {MAX_BYTES} bytes", f"at most {MAX_BYTES} bytes")
    if not unpacking.eof or unpacking.unused_data:
        _refuse("the link", "is cut off or has something after its end", "all of it and nothing else")
    return from_json(content)


def _refuse(what: str, came: str, allowed: str) -> NoReturn:
    raise ProgressError(f"{what} {came}; allowed: {allowed}")


def _parsed(content: bytes | str) -> Any:
    """The JSON as plain data, without NaN and without a key that stands twice."""
    try:
        text = content if isinstance(content, str) else content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ProgressError(f"the file is not UTF-8 text ({error.reason}); allowed: JSON in UTF-8") from error
    try:
        return json.loads(text.removeprefix("\ufeff"), parse_constant=_no_number, object_pairs_hook=_once)
    except ProgressError:
        raise
    except RecursionError as error:
        raise ProgressError("the file is nested too deeply; allowed: a list of answers in one object") from error
    except ValueError as error:
        raise ProgressError(f"the file is not JSON ({error}); allowed: a file that this app wrote") from error


def _no_number(name: str) -> NoReturn:
    _refuse("the file", f"holds {name}", "numbers from 0 to 1")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) < len(pairs):
        _refuse("the file", "has a key twice in one object", "each key once")
    return data


def _check_keys(where: str, data: dict[str, Any], wanted: set[str]) -> None:
    if missing := sorted(wanted - data.keys()):
        _refuse(where, f"lacks {', '.join(missing)}", ", ".join(sorted(wanted)))
    if unknown := sorted(data.keys() - wanted):
        _refuse(where, f"has the unknown key {_shown(unknown[0])}", ", ".join(sorted(wanted)))


def _answer(raw: Any, number: int) -> Answer:
    where = f"answer {number}"
    if not isinstance(raw, dict):
        _refuse(where, f"is {_kind(raw)}", "an object with item, day and score")
    _check_keys(where, raw, _ANSWER_KEYS)
    item, day, score = raw["item"], raw["day"], raw["score"]
    if not isinstance(item, str) or not _ITEM.fullmatch(item):
        _refuse(f"{where}: item", f"is {_shown(item)}", "case:, change: or audit: and an id")
    if type(score) not in (int, float) or not 0 <= score <= 1:
        _refuse(f"{where}: score", f"is {_shown(score)}", "a number from 0 to 1")
    return Answer(item, _day(day, where), float(score))


def _day(value: Any, where: str) -> date:
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            raise ProgressError(f"{where}: day is {_shown(value)}; allowed: a day that there is") from error
    _refuse(f"{where}: day", f"is {_shown(value)}", "a day as YYYY-MM-DD")


def _later(day: date, days: int) -> date:
    return day + timedelta(days=days) if day <= date.max - timedelta(days=days) else date.max


def _written(answer: Answer) -> str:
    row = {"item": answer.item, "day": answer.day.isoformat(), "score": answer.score}
    return json.dumps(row, separators=(",", ":"))


def _fitting(answers: tuple[Answer, ...]) -> tuple[Answer, ...]:
    """The newest answers whose file is within its limits."""
    left = MAX_BYTES - len(to_json(Progress()))
    kept = 0
    for answer in reversed(answers[-MAX_ANSWERS:]):
        left -= len(_written(answer)) + 1
        if left < 0:
            break
        kept += 1
    return answers[len(answers) - kept :]


def _kind(value: Any) -> str:
    names = {dict: "an object", list: "a list", str: "a text", bool: "true or false", type(None): "nothing"}
    return names.get(type(value), "a number")


def _shown(value: Any) -> str:
    if isinstance(value, dict | list):
        return _kind(value)
    text = json.dumps(value)
    return text if len(text) <= 40 else f"{text[:37]}..."
