"""A table as a CSV file with its provenance on top."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from logic.content.library import ARTICLE, REFERENCES

if TYPE_CHECKING:
    import pandas as pd


def to_csv(title: str, table: pd.DataFrame, references: Iterable[str] = ()) -> str:
    """The table as CSV text; lines that start with ``#`` say what it is, of when, and from which sources."""
    head = [
        title,
        f"VCF Explorer, content version {ARTICLE.content_version} of {ARTICLE.content_date}",
        "For education only. Figures belong to their sources; check them there before you use them.",
    ]
    for reference in references:
        entry = REFERENCES[reference]
        head.append(f"Source: {entry.citation} {entry.link or ''}".rstrip())
    return "".join(f"# {line}\n" for line in head) + str(table.to_csv(index=False))
