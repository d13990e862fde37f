"""Who has reviewed what: the state of each rule and claim, and the sentence about it that every page shows.

content/assurance/reviews.yaml holds only reviews that took place. A review carries the fingerprint of the text that was read;
once that text is edited the review is stale and counts no longer.
``python -m logic.assurance.to_review`` lists what is unreviewed or stale; with ids, it prints what to record for each of them.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Literal, NamedTuple, TypeAlias

from logic.content import library
from logic.content.shapes.entry import Entry
from logic.rules.outline import outline, window_words
from logic.rules.table import RULES

Kind: TypeAlias = Literal["rule", "claim"]
Status: TypeAlias = Literal["unreviewed", "reviewed", "endorsed", "stale"]
STATUSES: dict[Status, str] = {
    "unreviewed": "no clinician has recorded a review",
    "reviewed": "a clinician has read it against its sources and found no fault",
    "endorsed": "a clinician would also have it taught at their own institution",
    "stale": "it was reviewed, and has been edited since",
}
"""What each status means."""


class Item(NamedTuple):
    """A rule, or a claim or omission of the audit, as something that can be reviewed."""

    kind: Kind
    id: str


ITEMS = (
    *(Item("rule", name) for name in RULES),
    *(Item("claim", name) for name in (*library.CLAIMS, *library.OMISSIONS)),
)
"""All that can be reviewed: rules in order of urgency, then claims and omissions."""
_ITEMS = frozenset(ITEMS)


def reviewed_text(kind: Kind, id: str) -> str:
    """All that a reviewer of this item reads, its cautions included; an unknown item raises ``KeyError``."""
    _known(kind, id)
    if kind == "claim":
        entry = library.CLAIMS.get(id) or library.OMISSIONS[id]
        return "\n".join([_plain(entry), *_cautions(entry.cautions)])
    rule, advice = RULES[id], library.ADVICE[id]
    window = [window_words(rule.window)] if rule.window else []
    teaching = [_plain(library.TEACHING[id])] if id in library.TEACHING else []
    logic = [rule.stage, *outline(rule.when), *window, *rule.claims]
    return "\n".join([*logic, _plain(advice), *teaching, *_cautions(advice.cautions)])


def _known(kind: Kind, id: str) -> None:
    if (kind, id) not in _ITEMS:
        raise KeyError(f"{kind} {id}: there is no such rule or claim")


def _plain(entry: Entry) -> str:
    return entry.model_dump_json(exclude_defaults=True)


def _cautions(names: tuple[str, ...]) -> list[str]:
    return [_plain(library.CAUTIONS[name]) for name in names]


def fingerprint(kind: Kind, id: str) -> str:
    """Twelve hexadecimal digits that change with the text of the item."""
    return sha256(reviewed_text(kind, id).encode()).hexdigest()[:12]


def status(kind: Kind, id: str) -> Status:
    """Where the review of this item stands; an unknown item raises ``KeyError``."""
    _known(kind, id)
    review = library.REVIEWS.get(id)
    if review is None:
        return "unreviewed"
    return review.status if review.fingerprint == fingerprint(kind, id) else "stale"


def unreviewed() -> tuple[Item, ...]:
    """Items without any review."""
    return tuple(item for item in ITEMS if status(*item) == "unreviewed")


def stale() -> tuple[Item, ...]:
    """Items whose text was edited after their review."""
    return tuple(item for item in ITEMS if status(*item) == "stale")


def statement() -> str:
    """The state of review in one or two sentences, for every page and everything handed out."""
    old = len(stale())
    valid = len(ITEMS) - len(unreviewed()) - old
    if not valid and not old:
        return "No clinician has reviewed this content yet."
    if not valid:
        return "No clinician has reviewed this content as it stands."
    told = f"Clinicians have reviewed {valid} of {len(ITEMS)} rules and claims."
    return f"{told} {old} of the other reviews are out of date." if old else told
