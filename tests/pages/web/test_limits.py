"""Requests up to a limit are answered, one byte more is refused in words that name the limit."""

from __future__ import annotations

import pytest
from starlette.responses import PlainTextResponse

from pages.web.limits import LARGEST_BODY, LONGEST_ADDRESS, LONGEST_HEADERS, Limits
from tests.pages.web.asking import asked, run, scope

APP = Limits(PlainTextResponse("taken"))


@pytest.mark.parametrize(("more", "status"), [(0, 200), (1, 414)])
def test_an_address_has_a_longest_length(more: int, status: int) -> None:
    """That of the path."""
    answer = asked(APP, "/" + "a" * (LONGEST_ADDRESS - 1 + more))
    assert answer.status == status
    assert answer.body == (b"taken" if not more else b"This address is too long; allowed are 8000 bytes.")


@pytest.mark.parametrize(("more", "status"), [(0, 200), (1, 431)])
def test_headers_have_a_longest_length(more: int, status: int) -> None:
    """Names and values together."""
    answer = asked(APP, "/", cookie="a" * (LONGEST_HEADERS - len("cookie") + more))
    assert answer.status == status
    assert answer.body == (b"taken" if not more else b"The headers are too long; allowed are 32000 bytes.")


@pytest.mark.parametrize(
    ("length", "status"),
    [("0", 200), (str(LARGEST_BODY), 200), (str(LARGEST_BODY + 1), 413), ("-1", 413), ("9" * 5000, 413)],
)
def test_a_body_has_a_largest_size(length: str, status: int) -> None:
    """As the request tells it, before anything of it is read."""
    answer = asked(APP, "/", "POST", content_length=length)
    assert answer.status == status
    assert answer.body == (b"taken" if status == 200 else b"The body is too large; allowed are 4000000 bytes.")


def test_what_is_no_request_goes_through() -> None:
    """A websocket has limits of its own."""
    seen = []

    async def below(scope: object, receive: object, send: object) -> None:
        seen.append(scope)

    websocket = {**scope("/" + "a" * 9000), "type": "websocket"}
    run(Limits(below)(websocket, None, None))  # type: ignore[arg-type]
    assert seen == [websocket]
