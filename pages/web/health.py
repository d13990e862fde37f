"""``/api/health``: whether the app is well, for whoever watches it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse

from logic.content import library
from logic.rules.table import RULES


async def health(request: Request) -> JSONResponse:
    """Says that content is read and which version of it."""
    return JSONResponse(
        {"status": "ok", "content_version": library.ARTICLE.content_version, "recommendations": len(RULES)}
    )
