"""A caution as one line: how severe, about what, with its limit and unit, what to do, and its source."""

from __future__ import annotations

from logic.content.library import CAUTIONS
from logic.pathway.names import SEVERITIES
from pages.parts.evidence import citation
from pages.parts.lookup.glossary import explained


def line(name: str) -> str:
    """The line in Markdown."""
    entry = CAUTIONS[name]
    return f"**{SEVERITIES[entry.severity]}.** {explained(f'{entry.agent}, {told(name)}')} {source(name)}"


def told(name: str) -> str:
    """Condition, limit and action, without agent and severity."""
    entry = CAUTIONS[name]
    limit = f" ({entry.threshold} {entry.unit})" if entry.threshold and entry.unit else ""
    note = f" {entry.note}" if entry.note else ""
    return f"{entry.condition}{limit}: {entry.action}{note}"


def source(name: str) -> str:
    """Where a caution was read, in brackets, with its id."""
    entry = CAUTIONS[name]
    level = "" if entry.source_level == "primary_or_official" else ", secondary source"
    return f"({citation.links(entry.references)}{level}; {name})"
