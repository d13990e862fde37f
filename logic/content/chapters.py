"""The recommendations of each reading, gathered from the chapters of content/rules in their order of urgency."""

from __future__ import annotations

from typing import NamedTuple

from logic.content.reading import ContentError, Filler, entries, entry, names_in, read
from logic.content.shapes.recommendation import Advice, Order

ARTICLE = "article"
"""The reading that must be there; others are folders beside it."""


class Reading(NamedTuple):
    """One reading: its entries in order of urgency, which can be the first step, and each chapter's ids by its file."""

    advice: dict[str, Advice]
    first_steps: tuple[str, ...]
    chapters: dict[str, tuple[str, ...]]

    def file_of(self, id: str) -> str:
        """The file in which an entry stands."""
        return next(file for file, ids in self.chapters.items() if id in ids)


def readings(fill: Filler) -> dict[str, Reading]:
    """Each folder of content/rules; an id must stand once over all of them and once in the order of its own."""
    found: dict[str, Reading] = {}
    stands: dict[str, str] = {}
    for name in dict.fromkeys((ARTICLE, *names_in("rules"))):
        place = f"rules/{name}/order.yaml"
        order = entry(place, "the whole file", Order, read(place))
        chapters = {
            file: entries(file, Advice, fill)
            for file in (f"rules/{name}/{one}" for one in names_in(f"rules/{name}"))
            if file.endswith(".yaml") and file != place
        }
        for file, held in chapters.items():
            for id in held:
                if stands.setdefault(id, file) != file:
                    raise ContentError(file, id, f"stands in {stands[id]} too; an id stands once in all readings")
        advice = {id: one for held in chapters.values() for id, one in held.items()}
        ids = (*order.first_steps, *order.alongside)
        for id in ids:
            if ids.count(id) > 1:
                raise ContentError(place, id, "stands twice")
            if id not in advice:
                raise ContentError(place, id, "there is no entry of this name")
        for id in advice:
            if id not in ids:
                raise ContentError(place, id, f"is missing; {stands[id]} has an entry of this name")
        in_files = {file: tuple(held) for file, held in chapters.items()}
        found[name] = Reading({id: advice[id] for id in ids}, order.first_steps, in_files)
    return found
