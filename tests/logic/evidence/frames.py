"""Frames as plain rows, for tests that hold a table against the entries behind it."""

from __future__ import annotations

from typing import Any


def rows(frame: Any) -> list[dict[str, Any]]:
    """The rows of a frame, with None for what was not seen."""
    return [
        {key: None if cell is None or cell != cell or str(cell) == "<NA>" else cell for key, cell in row.items()}
        for row in frame.astype(object).to_dict("records")
    ]
