"""Which of many alike cases ``make test`` looks at; ``make thorough`` looks at all."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest


def few(cases: Iterable[Any], number: int) -> list[Any]:
    """The cases for ``parametrize``: as many as are told, spread evenly, and the others marked slow."""
    all_of_them = list(cases)
    chosen = {round(place * len(all_of_them) / number) for place in range(number)}
    return [
        pytest.param(
            case, id=case if isinstance(case, str) else str(place), marks=() if place in chosen else pytest.mark.slow
        )
        for place, case in enumerate(all_of_them)
    ]
