"""The audit of the article in numbers: which claims have which verdict, as a table and as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from logic.content.library import CLAIMS, REFERENCES
from logic.content.shapes.entry import Verdict

if TYPE_CHECKING:
    import pandas as pd

VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
"""From best to worst."""


def by_verdict() -> dict[Verdict, tuple[str, ...]]:
    """The ids of the claims with each verdict, from best to worst."""
    return {verdict: tuple(name for name, claim in CLAIMS.items() if claim.verdict == verdict) for verdict in VERDICTS}


def references() -> tuple[str, ...]:
    """Every reference behind a claim, each once."""
    return tuple(dict.fromkeys(one for claim in CLAIMS.values() for one in claim.references))


def readable() -> pd.DataFrame:
    """How many claims have each verdict, and which they are."""
    import pandas as pd  # a third of a second to import, so only where a frame is asked for

    return pd.DataFrame(
        {"Verdict": verdict.capitalize(), "Claims": str(len(names)), "Which": ", ".join(names)}
        for verdict, names in by_verdict().items()
    )


def tidy() -> pd.DataFrame:
    """All claims, one a row, with verdict, reason and sources."""
    import pandas as pd

    return pd.DataFrame(
        {
            "claim": name,
            "section": claim.section,
            "the_article_says": claim.says,
            "its_citations": " ".join(map(str, claim.citations)),
            "verdict": claim.verdict,
            "finding": claim.finding,
            "better_wording": claim.better,
            "primary_source": claim.primary_source,
            "grade": claim.grade,
            "sources": "; ".join(REFERENCES[one].short for one in claim.references),
            "links": " ".join(filter(None, (REFERENCES[one].link for one in claim.references))),
            "source_text_seen": claim.verified,
        }
        for name, claim in CLAIMS.items()
    )
