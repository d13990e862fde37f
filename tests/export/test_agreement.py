"""The renderings agree: the same leading step, verdicts and sources in each, for every example."""

from __future__ import annotations

import html
import io
import re
import zipfile
from functools import cache

import pytest
from pptx import Presentation
from pypdf import PdfReader

from logic import Scenario
from logic.export.handout.contents import handout
from logic.export.handout.formats import FORMATS
from tests.export.given import DAY, NO_LEAD, PATIENTS, squeezed

EXAMPLES = pytest.mark.parametrize("scenario", [*PATIENTS.values(), NO_LEAD], ids=[*PATIENTS, "no-lead"])
VERDICTS = r"faithful|simplified|outdated|contradicted|unsupported|left\s?out"


@cache
def texts(scenario: Scenario) -> dict[str, str]:
    """What a reader finds in each format, without white space."""
    deck = Presentation(io.BytesIO(FORMATS["slides"].make(scenario, DAY)))
    said = []
    for slide in deck.slides:
        said += [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        said.append(slide.notes_slide.notes_text_frame.text)
    page = PdfReader(io.BytesIO(FORMATS["pdf"].make(scenario, DAY))).pages[0]
    found = {
        "pdf": page.extract_text(),
        "slides": " ".join(said),
        "page": html.unescape(re.sub(r"<[^>]+>", " ", FORMATS["page"].make(scenario, DAY).partition("<body>")[2])),
    }
    return {name: squeezed(text) for name, text in found.items()}


@EXAMPLES
def test_all_name_the_same_leading_step(scenario):
    """The title and the text of the leading step stand in every format."""
    made = handout(scenario, DAY)
    everywhere = {**texts(scenario), "note": squeezed(FORMATS["note"].make(scenario, DAY))}
    for name, text in everywhere.items():
        assert squeezed(made.title) in text, name
        assert squeezed(made.text) in text, name


@EXAMPLES
def test_all_give_the_same_verdicts(scenario):
    """Each claim of what goes with the step stands with its verdict in every format, and with no other."""
    made = handout(scenario, DAY)
    for name, text in texts(scenario).items():
        for one in made.others:
            assert squeezed(one.checked) in text, f"{name}: {one.title}"
        for claim in made.claims:
            said = set(re.findall(rf"(?<!\w){claim.id}({VERDICTS})", text))
            assert said <= {squeezed(claim.verdict)}, f"{name}: {claim.id}"
        for claim in made.lead.claims if made.lead else ():
            assert squeezed(f"Our check: {claim.verdict}") in text


@EXAMPLES
def test_all_list_the_same_sources(scenario):
    """Each source stands under the same number in PDF, slides and tables, and in order on the page."""
    made = handout(scenario, DAY)
    for source in made.sources:
        for name in ("pdf", "slides"):
            assert squeezed(f"{source.number} {source.short}") in texts(scenario)[name], name
    places = [texts(scenario)["page"].find(squeezed(source.citation)) for source in made.sources]
    assert -1 not in places
    with zipfile.ZipFile(io.BytesIO(FORMATS["tables"].make(scenario, DAY))) as opened:
        table = opened.read("sources.csv").decode()
    assert all(f"\n{source.number},{source.id}," in table for source in made.sources)


@EXAMPLES
def test_all_give_the_same_stances(scenario):
    """What each body would offer is the same in the PDF, on the slides' table and on the page."""
    made = handout(scenario, DAY)
    deck = Presentation(io.BytesIO(FORMATS["slides"].make(scenario, DAY)))
    rows = next(shape.table.rows for slide in deck.slides for shape in slide.shapes if shape.has_table)
    shown = [tuple(cell.text for cell in row.cells)[1:] for row in list(rows)[1:]]
    assert shown == [(one.vertebroplasty, one.kyphoplasty) for one in made.bodies]
    words = "Recommends|Option|Against|Insufficient|Notaddressed"
    for one in made.bodies:
        found = re.search(
            rf"{re.escape(squeezed(one.name))},{one.year}(?:\[[\d,]+\])?({words})({words})", texts(scenario)["pdf"]
        )
        assert found is not None, one.name
        assert found.groups() == (squeezed(one.vertebroplasty), squeezed(one.kyphoplasty))
