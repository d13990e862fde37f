"""Files that are no content at all, or that would take the app down, each with the whole message of the start."""

from __future__ import annotations

from typing import NamedTuple


class Whole(NamedTuple):
    """What to put into the place of a file, and what the start says then, behind the name of the file."""

    file: str
    data: bytes
    says: str


LAUGHS = b"a0: &a0 [ha, ha]\n" + b"".join(
    b"a%d: &a%d [%s]\n" % (n, n, b", ".join([b"*a%d" % (n - 1)] * 10)) for n in range(1, 30)
)

_O1 = b"""O1:
  topic: Red flags
  why_it_matters: They change the pathway.
  references: [DOWNIE2014]
  verified: true
"""


def _small(was: bytes, becomes: bytes) -> bytes:
    """An omission with one spoilt place."""
    assert was in _O1
    return _O1.replace(was, becomes)


FILES: dict[str, Whole] = {
    "a missing key": Whole(
        "article/omissions.yaml",
        _small(b"  topic: Red flags\n", b""),
        "O1: topic: must be there (it holds {'why_it_matters': 'They change the pathway.', 'references':)",
    ),
    "a number of 5,000 digits": Whole(
        "thresholds.yaml",
        b"pain_mild:\n  value: 0x" + b"f" * 5000,
        "the whole file: line 2: '0xffffffffffffffffff' is no number up to 1000000000000000; put quotes around a text",
    ),
    "a number that is none": Whole(
        "thresholds.yaml",
        b"pain_mild:\n  value: .nan\n",
        "the whole file: line 2: '.nan' is no number up to 1000000000000000; put quotes around a text",
    ),
    "a number without end": Whole(
        "thresholds.yaml",
        b"pain_mild:\n  value: -.inf\n",
        "the whole file: line 2: '-.inf' is no number up to 1000000000000000; put quotes around a text",
    ),
    "a month that there is not": Whole(
        "article/article.yaml",
        b"last_updated: 2025-13-25\n",
        "the whole file: line 1: '2025-13-25' is no day that there is",
    ),
    "an entry that stands twice": Whole(
        "article/omissions.yaml", _O1 * 2, "the whole file: line 6: the key 'O1' stands twice, first in line 1"
    ),
    "a key that stands twice": Whole(
        "article/omissions.yaml",
        _small(b"  verified", b"  topic: Another\n  verified"),
        "the whole file: line 5: the key 'topic' stands twice, first in line 2",
    ),
    "an entry whose name is a number": Whole(
        "article/omissions.yaml", _small(b"O1:", b"1:"), "1: the name of an entry must be a text; put quotes around it"
    ),
    "an entry whose name is nothing": Whole(
        "article/omissions.yaml",
        _small(b"O1:", b"~:"),
        "None: the name of an entry must be a text; put quotes around it",
    ),
    "a key that is a list": Whole(
        "article/omissions.yaml",
        _small(b"O1:", b"? [O1]\n:"),
        "the whole file: line 1: a key must be a text, and not a list or a mapping",
    ),
    "an anchor": Whole(
        "article/omissions.yaml",
        _small(b"Red", b"&flags Red"),
        "the whole file: line 2: anchors (&) and aliases (*) are not read; write it out, or put quotes around a text",
    ),
    "a merge key": Whole(
        "article/omissions.yaml",
        _small(b"  verified", b"  <<: {note: x}\n  verified"),
        "the whole file: line 5: merge keys (<<) are not read; write the keys out",
    ),
    "a command in a tag": Whole(
        "article/omissions.yaml",
        _small(b"Red flags", b"!!python/object/apply:os.system [exit 3]"),
        "the whole file: line 2: tags (!) are not read; leave it out, or put quotes around a text",
    ),
    "a class in a tag": Whole(
        "article/omissions.yaml",
        _small(b"Red flags", b"!!python/object:subprocess.Popen {}"),
        "the whole file: line 2: tags (!) are not read; leave it out, or put quotes around a text",
    ),
    "a harmless tag": Whole(
        "article/omissions.yaml",
        _small(b"Red", b"!!str Red"),
        "the whole file: line 2: tags (!) are not read; leave it out, or put quotes around a text",
    ),
    "a tab": Whole(
        "article/omissions.yaml",
        _small(b"  topic", b"\ttopic"),
        "the whole file: line 2: is no YAML that can be read",
    ),
    "a colon in a text": Whole(
        "article/omissions.yaml",
        _small(b"Red flags", b"Red flags: all"),
        "the whole file: line 2: is no YAML that can be read",
    ),
    "a quote that stays open": Whole(
        "article/omissions.yaml",
        _small(b"Red flags", b"'Red flags"),
        "the whole file: line 6: is no YAML that can be read",
    ),
    "a bracket that stays open": Whole(
        "article/omissions.yaml", _small(b"2014]", b"2014"), "the whole file: line 5: is no YAML that can be read"
    ),
    "a wrong indent": Whole(
        "article/omissions.yaml",
        _small(b"  verified", b" verified"),
        "the whole file: line 5: is no YAML that can be read",
    ),
    "a second document": Whole(
        "article/omissions.yaml", _O1 + b"---\n" + _O1, "the whole file: line 6: is no YAML that can be read"
    ),
    "a directive": Whole(
        "article/omissions.yaml", b"%O1\n" + _O1, "the whole file: line 1: is no YAML that can be read"
    ),
    "an empty file": Whole("article/omissions.yaml", b"", "the whole file: must be a mapping of entries, and is not"),
    "comments alone": Whole(
        "article/omissions.yaml", b"# nothing\n", "the whole file: must be a mapping of entries, and is not"
    ),
    "a list in the place of entries": Whole(
        "article/omissions.yaml", b"- one\n", "the whole file: must be a mapping of entries, and is not"
    ),
    "a text in the place of entries": Whole(
        "article/omissions.yaml", b"one\n", "the whole file: must be a mapping of entries, and is not"
    ),
    "an empty mapping": Whole(
        "article/omissions.yaml", b"{}\n", "the whole file: must be a mapping of entries, and is not"
    ),
    "a billion laughs": Whole(
        "article/omissions.yaml",
        LAUGHS,
        "the whole file: line 1: anchors (&) and aliases (*) are not read; write it out, or put quotes around a text",
    ),
    "a list that holds itself": Whole(
        "article/omissions.yaml",
        b"O1: &all [*all]\n",
        "the whole file: line 1: anchors (&) and aliases (*) are not read; write it out, or put quotes around a text",
    ),
    "a mapping that holds itself": Whole(
        "article/omissions.yaml",
        b"O1: &all {topic: *all}\n",
        "the whole file: line 1: anchors (&) and aliases (*) are not read; write it out, or put quotes around a text",
    ),
    "an alias of nothing": Whole(
        "article/omissions.yaml",
        b"O1: *nothing\n",
        "the whole file: line 1: anchors (&) and aliases (*) are not read; write it out, or put quotes around a text",
    ),
    "a file that is too large": Whole(
        "article/omissions.yaml",
        b"# " + b"x" * 500_000,
        "the whole file: has more than 500000 bytes, which is the most that is read",
    ),
    "twenty thousand entries": Whole(
        "article/omissions.yaml",
        b"".join(b"O%d:\n" % n for n in range(20_000)),
        "O0: the entry: must be a mapping (it holds None)",
    ),
    "brackets in brackets": Whole(
        "article/omissions.yaml", b"O1: " + b"[" * 100_000, "the whole file: line 1: nested more than 30 levels deep"
    ),
    "lists in lists": Whole(
        "article/omissions.yaml",
        b"O1:\n" + b"- " * 100_000 + b"x",
        "the whole file: line 2: nested more than 30 levels deep",
    ),
    "keys in keys": Whole(
        "article/omissions.yaml", b"? " * 200_000 + b"x", "the whole file: line 1: nested more than 30 levels deep"
    ),
    "a NUL byte": Whole(
        "article/omissions.yaml",
        b"O1:\n  topic: Red\0flags\n",
        "the whole file: is no YAML that can be read",
    ),
    "Latin-1": Whole(
        "article/omissions.yaml",
        "O1:\n  topic: œdème\n".encode("cp1252"),
        "the whole file: must be UTF-8 text, and is not at byte 13 (invalid start byte); save it as UTF-8",
    ),
    "UTF-16": Whole(
        "article/omissions.yaml",
        "O1:\n  topic: Red flags\n".encode("utf-16"),
        "the whole file: must be UTF-8 text, and is not at byte 0 (invalid start byte); save it as UTF-8",
    ),
    "a program": Whole(
        "article/omissions.yaml",
        b"\x7fELF\x02\x01\x01\0\0",
        "the whole file: is no YAML that can be read",
    ),
}
