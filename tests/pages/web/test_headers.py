"""Who may show the app in a frame, as the one who hosts it says."""

from __future__ import annotations

import pytest

from pages.web.headers import frame_ancestors

ALLOWED = "* for any site, 'none', or 'self' and origins such as https://moodle.example.org, apart by one space"


@pytest.mark.parametrize("value", ["*", "'none'", "'self' https://moodle.example.org http://*.example.org:8080"])
def test_a_right_list_of_sites_is_taken_as_it_is(value: str) -> None:
    """Sign for sign, since it goes into the header."""
    assert frame_ancestors(value) == value


@pytest.mark.parametrize(
    "value",
    ["*; script-src *", "*\nset-cookie: a=b", "'self'\r\n", "", "javascript:x", "a.example,b.example", "'none' *"],
)
def test_a_wrong_list_of_sites_ends_the_start(value: str) -> None:
    """A value that would say more than who may frame is named, with what is allowed."""
    with pytest.raises(SystemExit) as ended:
        frame_ancestors(value)
    says = f"VCF Explorer cannot start. VCF_FRAME_ANCESTORS is {value!r}; allowed: {ALLOWED}"
    assert str(ended.value) == says
