"""A link as it arrived: names and texts that mail, chat or a word processor has changed, read where they mean one thing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, unquote

from rapidfuzz.distance import OSA

from logic.patient.fields import DOMAINS, Choice, Domain, Flag, Whole

OWN = {
    *(
        "at",
        "case",
        "deck",
        "drill",
        "from",
        "judge",
        "level",
        "notes",
        "outcome",
        "practise",
        "progress",
        "q",
        "reader",
    ),
    *("section", "show", "source", "source_kind", "teach", "term", "topic", "trial_age", "trial_comparator"),
    *("trial_outcome", "verdict", "view"),
}
"""Names that pages keep in the same address for themselves."""

_ADDED = re.compile(
    r"(utm|hsa|pk|mtm|mc|oly)_\w+|_(ga|gl|hs\w+)|\w*clid|[gw]braid|igshi?d?|srsltid|mkt_tok|li_fat_id|trk|ref(_src)?"
    r"|si|embed(_options)?|lang|theme"
)
"""Names that mail, social networks, search engines and the server itself add to any link."""


class Unread(NamedTuple):
    """A piece of a link that resembles one field or a few, and is not read."""

    given: str
    fields: tuple[str, ...]


class Reading(NamedTuple):
    """What a link says: texts by field (and ``v``), what was not read, and the names that are none of ours."""

    texts: dict[str, list[str]]
    unread: list[Unread]
    others: list[str]


def read(query: Mapping[str, Any] | str) -> Reading:
    """The texts of a link under the names of their fields; never raises.

    A name is read if it is that of a field but for its case, spaces, invisible signs, letters of
    another alphabet that look the same, a rest of ``&amp;``, or underscores that are missing or
    encoded. A query that stands encoded inside one name or one text is read as if it did not.
    """
    reading = Reading({}, [], [])
    last = stray = ""
    for name, text in _pairs(query):
        known = False
        for piece, said in _pieces(name, text):
            before, stray = stray, ""
            if field := field_of(piece):
                reading.texts.setdefault(field, []).append(said)
                last, known = field, True
            elif not said and _torn_off(piece, last):
                reading.texts[last][-1] += f"&{piece}"
                known = True
            elif near := nearest(piece, said) or (before and nearest(f"{before}&{piece}", said)):
                reading.unread.append(Unread(f"{piece}={said}" if said else piece, near))
                known = True
            elif not said:
                stray = piece
        if not known:
            reading.others.append(name)
    return reading


def field_of(name: str) -> str | None:
    """The field (or ``v``) that a name can only mean."""
    return _FIELDS.get(_squeezed(name))


def nearest(name: str, text: str = "") -> tuple[str, ...]:
    """The fields that a name resembles without being one of them, the text counting where the name is cut or joined."""
    one_for_one = re.sub(r"[^\x00-\x7f]", "?", name)  # a strange letter is one slip, whatever it is short for
    return _near(_squeezed(name), joined=not text) or _near(_squeezed(one_for_one), joined=not text)


def _near(squeezed: str, *, joined: bool) -> tuple[str, ...]:
    if len(squeezed) < 2:
        return ()
    slips = {field: OSA.distance(squeezed, plain, score_cutoff=_slips(plain)) for plain, field in _NAMES.items()}
    close = {field: count for plain, field in _NAMES.items() if (count := slips[field]) <= _slips(plain)}
    if close:
        return tuple(field for field, count in close.items() if count == min(close.values()))
    return tuple(field for plain, field in _NAMES.items() if _part(squeezed, plain, joined=joined))


def value_of(text: str, domain: Domain) -> Any:
    """The value that a text can only mean, in its range or not; None if there is none."""
    text = _bare(text)
    match domain:
        case Whole():
            return int(text) if re.fullmatch(r"\+?[0-9]{1,6}", text) else None
        case Flag():
            return _FLAGS.get(_squeezed(text))
        case _:
            return {_squeezed(value): value for value in domain.values}.get(_squeezed(text))


def parts(text: str) -> list[str]:
    """The texts of a set, which stand between commas."""
    return [part for part in re.split(r"[,;&]", text) if part.strip()]


def version(texts: list[str]) -> list[str]:
    """The versions that a link gives, each once; none if the link does not say or was cut there."""
    return list(dict.fromkeys(bare for text in texts if (bare := _bare(text))))


_OPENING = " \t\r\n\xa0\"'“‘«([{=*/"
_CLOSING = " \t\r\n\xa0.,;:!?)]}>\"'”’»…*=#\\"
_INVISIBLE = dict.fromkeys(map(ord, "\xad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
_LOOK_ALIKE = str.maketrans(
    "авеһіјкмнорсѕтухԁԛԝѵαεικνορτυχıɡ",
    "abehijkmhopcstyxdqwvaeikvoptuxig",
)
_BETWEEN = re.compile(r"[&;?]")
_FLAGS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


def _bare(text: str) -> str:
    """A text without signs that nobody sees, and without those that a sentence around it has left at its ends."""
    bare = text.translate(_INVISIBLE).lstrip(_OPENING).rstrip(_CLOSING)
    return re.sub(r"^3[Dd](?=.)", "", bare)  # "=3D" is "=" in quoted-printable mail


def _squeezed(text: str) -> str:
    """A name or a value without what a link may lose or gain on its way."""
    plain = unicodedata.normalize("NFKC", _bare(text)).casefold().translate(_LOOK_ALIKE)
    return re.sub(r"[\s_+\\‐-―−-]+", "", plain)


_NAMES = {_squeezed(name): name for name in DOMAINS}
_FIELDS = {**_NAMES, "v": "v"}
_EXACT = re.compile("(" + "|".join(sorted(_FIELDS.values(), key=len, reverse=True)) + ")=")
_LOOSE = re.compile(r"([A-Za-z_]+)=")


def _pairs(query: Mapping[str, Any] | str) -> list[tuple[str, str]]:
    if isinstance(query, str):
        return parse_qsl(query.lstrip("?"), keep_blank_values=True)
    return [(str(name), text) for name, given in query.items() for text in _texts(given)]


def _texts(given: Any) -> list[str]:
    items = given if isinstance(given, list | tuple | set | frozenset) else [given]
    return [item if isinstance(item, str) else _shown(item) for item in items] or [""]


def _shown(item: Any) -> str:
    try:
        return repr(item)
    except (ValueError, TypeError, RecursionError):  # such as a number of 5,000 digits
        return f"a {type(item).__name__} that cannot be shown"


def _pieces(name: str, text: str) -> Iterator[tuple[str, str]]:
    """The pair as it came, or the pairs that stand in it because their ``=`` or ``&`` was encoded."""
    if _left_alone(name, text):
        return
    *before, name = _BETWEEN.split(_decoded(name))
    if field_of(name) or nearest(name):
        text, *after = _BETWEEN.split(_decoded(text))
    else:  # what stands in a text of somebody else is no business of ours
        after = []
    for piece in (*before, f"{name}={text}", *after):
        yield from _split(piece.rstrip("="))


def _split(piece: str) -> Iterator[tuple[str, str]]:
    name, _, text = piece.partition("=")
    whole, _, rest = piece.rpartition("=")
    unbroken = whole.replace("=", "")
    if "=" not in text:
        yield name, text
        return
    if not field_of(name) and (field_of(unbroken) or nearest(unbroken)):
        yield unbroken, rest
        return
    first, *others = (_EXACT if _EXACT.search(text) else _LOOSE).split(text)
    if all(field_of(other) or nearest(other) or _is_known(other) for other in others[::2]):
        yield name, first  # an "&" was lost, so the next name stands at the end of a text
        yield from zip(others[::2], others[1::2], strict=True)
    else:
        yield name, text


def _is_known(name: str) -> bool:
    return name in OWN or _ADDED.fullmatch(name) is not None


def _left_alone(name: str, text: str) -> bool:
    if not _is_known(name):
        return False
    choices = [domain for field in nearest(name) if isinstance(domain := DOMAINS[field], Choice)]
    return all(value_of(text, domain) is None for domain in choices)  # "case" may have been "cause"


def _decoded(text: str) -> str:
    for _ in range(3):
        text = unquote(text)
    return text


def _torn_off(piece: str, field: str) -> bool:
    """Whether a piece is the rest of the value before it, off which an ``&`` has torn it."""
    if field not in DOMAINS:
        return False
    match DOMAINS[field]:
        case Whole():
            return re.fullmatch(r"[0-9]+", piece) is not None
        case Choice() | Flag():
            return False
        case several:
            return any(value_of(part, several) for part in parts(piece))


def _slips(plain: str) -> int:
    """How many letters of a name may be wrong before it resembles nothing."""
    return 1 if len(plain) <= 5 else 2 if len(plain) <= 8 else 3


def _part(given: str, plain: str, *, joined: bool) -> bool:
    if len(given) >= 3 and (plain.startswith(given) or plain.endswith(given)):
        return True
    return (joined and given.startswith(plain)) or (len(plain) >= 5 and plain in given)
