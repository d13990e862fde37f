"""The health of the app names the content that it has read."""

from __future__ import annotations

import json

from starlette.applications import Starlette
from starlette.routing import Route

from logic.content import library
from logic.rules.table import RULES
from pages.web.health import health
from tests.pages.web.asking import asked


def test_health_names_the_content() -> None:
    """Its version and the number of recommendations."""
    answer = asked(Starlette(routes=[Route("/api/health", health)]), "/api/health")
    assert answer.status == 200
    assert json.loads(answer.body) == {
        "status": "ok",
        "content_version": library.ARTICLE.content_version,
        "recommendations": len(RULES),
    }
