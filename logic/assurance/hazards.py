"""Hazards and reviews held against the rest of the content.

Imported with the package; a fault raises ``ContentError`` with the file, the entry and what is wrong.
That the tests of a hazard exist is held by the tests: an installation need not have them.
"""

from __future__ import annotations

from logic.content.library import ARTICLE, CAUTIONS, CLAIMS, HAZARDS, OMISSIONS, REVIEWS
from logic.content.reading import ContentError
from logic.rules.table import RULES


def _check_hazards() -> None:
    for name, hazard in HAZARDS.items():
        for claim in hazard.claims:
            if claim not in CLAIMS and claim not in OMISSIONS:
                raise ContentError("assurance/hazards.yaml", name, f"claims: there is no claim {claim}")
        for caution in hazard.cautions:
            if caution not in CAUTIONS or not CAUTIONS[caution].verified:
                raise ContentError("assurance/hazards.yaml", name, f"cautions: there is no verified caution {caution}")


def _check_reviews() -> None:
    versions = [change.version for change in ARTICLE.changes]
    for name, review in REVIEWS.items():
        if name not in RULES and name not in CLAIMS and name not in OMISSIONS:
            raise ContentError("assurance/reviews.yaml", name, "there is no rule, claim or omission of this name")
        if review.content_version not in versions:
            allowed = ", ".join(versions)
            fault = f"content_version: is {review.content_version}, and must be one of {allowed}"
            raise ContentError("assurance/reviews.yaml", name, fault)


def _check_changes() -> None:
    days = [change.day for change in ARTICLE.changes]
    if days != sorted(days, reverse=True):
        raise ContentError("article/article.yaml", "changes", "must stand with the newest first")
    versions = [change.version for change in ARTICLE.changes]
    for version in versions:
        if versions.count(version) > 1:
            raise ContentError("article/article.yaml", "changes", f"version {version} stands there twice")


_check_hazards()
_check_reviews()
_check_changes()
