"""What a ready lecture must have, and what may be left out of it."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from logic.content.shapes.lectures import HallQuestion, Place, PlanRow


def test_a_question_for_the_hall_needs_no_claims_and_no_references_of_its_own():
    """Whether it has one of them is checked with the whole content."""
    question = HallQuestion(ask="Why?", listen_for="Since it is so.")
    assert (question.claims, question.references) == ((), ())


def test_a_place_without_a_query_has_an_empty_one():
    """It opens its page as it is."""
    assert Place(label="Here", page="about.py").query == {}
    assert Place(label="Here", page="about.py", query={"q": "x"}).query == {"q": "x"}


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        (HallQuestion, {"ask": "Why.", "listen_for": "So."}),
        (HallQuestion, {"ask": "Why?", "listen_for": "So. And so."}),
        (HallQuestion, {"ask": "Why?", "listen_for": "So"}),
        (PlanRow, {"minutes": 0, "what": "Nothing"}),
        (Place, {"label": "Here", "page": "../about.py"}),
        (Place, {"label": "Here", "page": "about.pyc"}),
    ],
)
def test_a_part_of_a_lecture_that_cannot_be_meant_is_refused(kind, given):
    """A question asks, its answer is one sentence, time passes, and a page is a file among the pages."""
    with pytest.raises(ValidationError):
        kind(**given)
