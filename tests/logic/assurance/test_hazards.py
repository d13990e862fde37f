"""Hazards, reviews and the change log held against the rest of the content, with the message of every fault."""

from __future__ import annotations

from types import SimpleNamespace as Made
from typing import Any

import pytest

from logic.assurance import hazards
from logic.content.reading import ContentError

CHECKS = (hazards._check_hazards, hazards._check_reviews, hazards._check_changes)


def change(version: str, day: str) -> Made:
    """An entry of the change log."""
    return Made(version=version, day=day)


def made_content() -> dict[str, Any]:
    """Content without a fault."""
    changes = (change("1.2", "2026-03-02"), change("1.1", "2026-03-01"), change("1.0", "2026-03-01"))
    return {
        "ARTICLE": Made(changes=changes),
        "CAUTIONS": {"S1": Made(verified=True), "S2": Made(verified=False)},
        "CLAIMS": {"C1": Made()},
        "OMISSIONS": {"O1": Made()},
        "RULES": {"rest": Made()},
        "HAZARDS": {"H1": Made(claims=("C1", "O1"), cautions=("S1",)), "H2": Made(claims=(), cautions=())},
        "REVIEWS": {
            "rest": Made(content_version="1.0"),
            "C1": Made(content_version="1.1"),
            "O1": Made(content_version="1.2"),
        },
    }


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Made-up content in the place of ours."""
    content = made_content()
    for name, entries in content.items():
        monkeypatch.setattr(hazards, name, entries)
    return content


def refusal(check: Any) -> str:
    """The whole message with which content is refused."""
    with pytest.raises(ContentError) as found:
        check()
    return str(found.value)


@pytest.mark.parametrize("check", CHECKS)
def test_content_without_a_fault_is_accepted(made: dict[str, Any], check: Any) -> None:
    """Otherwise every fault below would seem to be found."""
    check()


@pytest.mark.parametrize(
    ("key", "value", "says"),
    [
        ("claims", ("C1", "O1", "C9"), "claims: there is no claim C9"),
        ("cautions", ("S1", "S9"), "cautions: there is no verified caution S9"),
        ("cautions", ("S1", "S2"), "cautions: there is no verified caution S2"),
    ],
)
def test_a_hazard_rests_on_claims_and_verified_cautions(
    made: dict[str, Any], key: str, value: tuple[str, ...], says: str
) -> None:
    """That there are."""
    setattr(made["HAZARDS"]["H2"], key, value)
    assert refusal(hazards._check_hazards) == f"content/assurance/hazards.yaml, H2: {says}"


def test_a_review_is_of_something_that_there_is(made: dict[str, Any]) -> None:
    """A rule, a claim or an omission; a caution is none of them."""
    made["REVIEWS"]["S1"] = Made(content_version="1.2")
    assert (
        refusal(hazards._check_reviews)
        == "content/assurance/reviews.yaml, S1: there is no rule, claim or omission of this name"
    )


def test_a_review_is_of_a_version_that_there_was(made: dict[str, Any]) -> None:
    """All versions of the log are named, the newest first."""
    made["REVIEWS"]["O1"].content_version = "1.3"
    assert (
        refusal(hazards._check_reviews)
        == "content/assurance/reviews.yaml, O1: content_version: is 1.3, and must be one of 1.2, 1.1, 1.0"
    )


def test_the_log_has_the_newest_entry_first(made: dict[str, Any]) -> None:
    """Two entries of one day are no fault."""
    made["ARTICLE"].changes = (change("1.0", "2026-03-01"), change("1.1", "2026-03-02"))
    assert refusal(hazards._check_changes) == "content/article/article.yaml, changes: must stand with the newest first"


def test_a_version_stands_in_the_log_once(made: dict[str, Any]) -> None:
    """It is named."""
    made["ARTICLE"].changes = (*made["ARTICLE"].changes, change("1.1", "2026-02-01"))
    assert refusal(hazards._check_changes) == "content/article/article.yaml, changes: version 1.1 stands there twice"
