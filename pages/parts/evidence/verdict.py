"""Our verdict on a claim, as a badge that never rests on its colour alone."""

from __future__ import annotations

from logic.content import library
from logic.pathway import names

_LOOKS = {
    "faithful": ("check_circle", "green"),
    "simplified": ("content_cut", "blue"),
    "outdated": ("history", "orange"),
    "contradicted": ("cancel", "red"),
    "unsupported": ("help", "violet"),
}

VERDICTS = {name: (name.capitalize(), *_LOOKS[name], meaning) for name, meaning in names.VERDICTS.items()}
"""For each verdict its word, icon, colour and meaning, from best to worst."""


def badge(verdict: str) -> str:
    """The verdict as a badge in Markdown."""
    word, icon, colour, _ = VERDICTS[verdict]
    return f":{colour}-badge[:material/{icon}: {word}]"


def of_claim(claim: str) -> str:
    """The verdict on a claim, or that the article leaves something out, with its id."""
    if claim in library.OMISSIONS:
        return f":gray-badge[:material/playlist_remove: Left out by the article, {claim}]"
    word, icon, colour, _ = VERDICTS[library.CLAIMS[claim].verdict]
    return f":{colour}-badge[:material/{icon}: {word}, {claim}]"


def worst(claims: tuple[str, ...]) -> str:
    """The least favourable verdict among some claims as a badge, or that the article is silent."""
    verdicts = [library.CLAIMS[claim].verdict for claim in claims if claim in library.CLAIMS]
    if verdicts:
        return badge(max(verdicts, key=list(VERDICTS).index))
    if claims:
        return ":gray-badge[:material/playlist_remove: Left out by the article]"
    return ":gray-badge[:material/block: Outside the article]"
