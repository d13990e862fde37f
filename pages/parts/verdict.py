"""Our verdict on a claim, as a badge that never rests on its colour alone."""

from __future__ import annotations

from logic import library

VERDICTS = {
    "faithful": ("Faithful", "check_circle", "green", "the source says so"),
    "simplified": ("Simplified", "content_cut", "blue", "the direction is right, something that matters is left out"),
    "outdated": ("Outdated", "history", "orange", "newer advice has replaced it"),
    "contradicted": ("Contradicted", "cancel", "red", "a primary source says otherwise"),
    "unsupported": ("Unsupported", "help", "violet", "no source for it was found"),
}
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
