"""Lists what is unreviewed or stale or, for ids, prints the lines that record their reviews."""

from __future__ import annotations

import sys

from logic.assurance import reviews
from logic.content.library import ARTICLE
from logic.rules.table import RULES


def _to_record(id: str) -> str:
    """The lines to copy into content/assurance/reviews.yaml for one item."""
    kind: reviews.Kind = "rule" if id in RULES else "claim"
    return (
        f"{id}:\n  status: reviewed\n  reviewer: YOUR NAME, ROLE\n  date: YYYY-MM-DD\n"
        f'  content_version: "{ARTICLE.content_version}"\n  fingerprint: "{reviews.fingerprint(kind, id)}"'
    )


def main(ids: list[str]) -> None:
    """Prints what remains to be reviewed or, for ids, the lines that record their reviews."""
    known = {item.id for item in reviews.ITEMS}
    for id in ids:
        if id not in known:
            raise SystemExit(f"{id}: there is no such rule or claim")
        print(_to_record(id))
    if ids:
        return
    print(reviews.statement())
    for name, items in (("Unreviewed", reviews.unreviewed()), ("Stale", reviews.stale())):
        print(f"\n{name}: {len(items)}")
        for item in items:
            print(f"  {item.kind:5}  {item.id}")


if __name__ == "__main__":
    main(sys.argv[1:])
