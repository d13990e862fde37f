"""What an educator hands out, each format made from the same content; see ``logic.export.handout.contents``."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from logic.pathway.recommend import leading
from logic.patient.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its name and label, the ending and type of its file, and what makes it."""

    name: str
    label: str
    ending: str
    mime: str
    make: Callable[[Scenario, date], bytes | str]

    def file_name(self, scenario: Scenario, day: date) -> str:
        """A name that tells one patient from another: ``vcf-explorer-augmentation-early-1a2b3c-2026-11-24.pdf``."""
        mark = hashlib.sha256(scenario.to_query().encode()).hexdigest()[:6]
        return f"vcf-explorer-{leading(scenario) or 'no-specific-step'}-{mark}-{day.isoformat()}.{self.ending}"


def _pdf(scenario: Scenario, day: date) -> bytes:
    from logic.export.handout.pdf import pdf

    return pdf(scenario, day)


def _slides(scenario: Scenario, day: date) -> bytes:
    from logic.export.handout.slides import (
        slides,  # python-pptx takes long to import, so only where slides are asked for
    )

    return slides(scenario, day)


def _page(scenario: Scenario, day: date) -> str:
    from logic.export.handout.page import page

    return page(scenario, day)


def _tables(scenario: Scenario, day: date) -> bytes:
    from logic.export.handout.tables import archive

    return archive(scenario, day)


def _note(scenario: Scenario, day: date) -> str:
    from logic.export.handout.note import note

    return note(scenario, day)


_PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"

FORMATS: dict[str, Format] = {
    one.name: one
    for one in (
        Format("pdf", "Handout, one page (PDF)", "pdf", "application/pdf", _pdf),
        Format("slides", "Slides with notes (PowerPoint)", "pptx", _PPTX, _slides),
        Format("page", "Page to keep, works offline (HTML)", "html", "text/html", _page),
        Format("tables", "Tables (CSV in a zip)", "zip", "application/zip", _tables),
        Format("note", "Plain text for a note", "txt", "text/plain", _note),
    )
}
"""Every format by its name, in the order in which a page offers them."""
