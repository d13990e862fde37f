"""Why a fault that no test notices cannot matter: ``survivors.yaml`` says it of each."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

from tests.mutation.mutants import Mutant


@cache
def reasons() -> dict[tuple[str, str, str, str], str]:
    """The reason by module, function, what stood there and what stands there now; spaces and lines do not count."""
    listed = yaml.safe_load(Path(__file__).with_name("survivors.yaml").read_text(encoding="utf-8"))
    return {
        (module, one["function"], _plain(one["before"]), _plain(one["after"])): one["why"]
        for module, them in listed.items()
        for one in them
    }


def why(mutant: Mutant) -> str | None:
    """Why this fault cannot matter, if somebody has shown that it cannot."""
    return reasons().get(place(mutant))


def place(mutant: Mutant) -> tuple[str, str, str, str]:
    """By what a fault is found again when lines before it have changed."""
    return mutant.module, mutant.function, _plain(mutant.before), _plain(mutant.after)


def _plain(text: str) -> str:
    return " ".join(text.split())
