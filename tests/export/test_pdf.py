"""The one-page PDF, opened again by other programs."""

from __future__ import annotations

import io
import subprocess
from functools import cache
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from logic import Scenario
from logic.assurance import reviews
from logic.content.library import ARTICLE
from logic.export.handout.contents import handout
from logic.export.handout.pdf import pdf
from tests.export.given import CASES, DAY, EMERGENCY, FULLEST, HOSTILE, NO_LEAD, PATIENTS, PRINTED, squeezed

EXAMPLES = pytest.mark.parametrize("scenario", [*PATIENTS.values(), NO_LEAD], ids=[*PATIENTS, "no-lead"])


@cache
def opened(scenario: Scenario) -> PdfReader:
    return PdfReader(io.BytesIO(pdf(scenario, DAY)))


def text_of(scenario: Scenario) -> str:
    return squeezed(opened(scenario).pages[0].extract_text())


def rendered(file: bytes, home: Path, *options: str) -> Image.Image:
    (home / "handout.pdf").write_bytes(file)
    subprocess.run(
        ["pdftoppm", "-r", "80", "-png", "-singlefile", *options, "handout.pdf", "page"], cwd=home, check=True
    )
    return Image.open(home / "page.png").convert("L")


@pytest.mark.parametrize("part", range(10))
def test_every_patient_fits_on_one_page(part):
    """Examples, clinical cases and random patients all give exactly one A4 page with step and red flags on it."""
    for scenario in [*PATIENTS.values(), *CASES, *HOSTILE][part::10]:
        pages, made, text = opened(scenario).pages, handout(scenario, DAY), text_of(scenario)
        assert len(pages) == 1, scenario
        assert (round(pages[0].mediabox.width), round(pages[0].mediabox.height)) == (595, 842)
        assert squeezed(made.title + made.text) in text, scenario
        urgent = [one for one in made.steps if one.red_flag or one is made.lead]
        for one in urgent:
            assert squeezed(one.title) in text
            assert squeezed(one.text) in text
            assert all(squeezed(caution.text) in text for caution in one.cautions), scenario


@EXAMPLES
def test_the_page_says_what_the_handout_says(scenario):
    """Step, reasons, claims with verdicts, all source numbers, date, version and purpose can be searched."""
    made, text = handout(scenario, DAY), text_of(scenario)
    assert squeezed(made.patient) in text
    assert squeezed(PRINTED) in text
    assert squeezed(f"content version {ARTICLE.content_version}") in text
    assert squeezed(reviews.statement()) in text
    assert "educationonly" in text
    if made.lead:
        assert squeezed(f"Because: {made.lead.because}") in text
        assert all(squeezed(claim.finding) in text for claim in made.lead.claims)
    for one in made.others:
        assert squeezed(one.title) + squeezed(one.checked) in text or squeezed(one.checked) in text
    for source in made.sources:
        assert squeezed(f"{source.number} {source.short}") in text
    if made.provisional:
        assert "Provisional" in text


@EXAMPLES
def test_what_has_no_room_is_counted(scenario):
    """Changes that are not on the page are counted there, and none is lost without a word."""
    made, text = handout(scenario, DAY), text_of(scenario)
    shown = sum(squeezed(f"{flip.change}: {flip.then}") in text for flip in made.flips)
    hidden = len(made.flips) - shown
    assert (squeezed(f"{hidden} more changes in the app") in text) == (hidden > 0)


def test_the_page_can_be_read_aloud():
    """It is tagged and follows PDF/UA: title, language, headings, alternative text of the chart."""
    reader = opened(FULLEST)
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title.startswith(handout(FULLEST, DAY).title)
    assert "<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data().decode()
    tags, alternatives = tags_of(root["/StructTreeRoot"])
    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/L", "/LI", "/Figure", "/Link"} <= tags
    assert any(alternative.startswith("Timeline in weeks") for alternative in alternatives)


def tags_of(node) -> tuple[set[str], list[str]]:
    """All tags of a structure tree, and all alternative texts."""
    tags, alternatives, waiting = set(), [], [node]
    while waiting:
        one = waiting.pop()
        one = one.get_object() if hasattr(one, "get_object") else one
        if isinstance(one, list):
            waiting += one
        elif isinstance(one, dict):
            tags.add(one.get("/S"))
            alternatives += [str(one["/Alt"])] if "/Alt" in one else []
            waiting += [one["/K"]] if "/K" in one else []
    return tags, alternatives


def test_all_type_is_in_the_file():
    """Every font is embedded, so that the page looks the same everywhere."""
    fonts = opened(FULLEST).pages[0]["/Resources"]["/Font"]
    for font in fonts.values():
        descendant = font.get_object()["/DescendantFonts"][0].get_object()
        assert "Libertinus" in descendant["/BaseFont"]
        assert any(key.startswith("/FontFile") for key in descendant["/FontDescriptor"])


def test_sources_are_links_to_their_publishers():
    """Each source with a link opens it; no link leads elsewhere."""
    links = {one.get_object()["/A"]["/URI"] for one in opened(FULLEST).pages[0]["/Annots"]}
    assert links == {source.link for source in handout(FULLEST, DAY).sources if source.link}


@pytest.mark.parametrize("scenario", [FULLEST, EMERGENCY, NO_LEAD])
def test_the_page_is_full_and_keeps_its_contrast_in_grey(tmp_path, scenario):
    """Printed in grey it is neither blank nor cut, and its text is near black."""
    page = rendered(pdf(scenario, DAY), tmp_path, "-gray")
    dark, light = page.getextrema()
    assert dark < 50
    assert light == 255
    ink = page.point(lambda value: 255 * (value < 160))
    left, top, right, bottom = ink.getbbox()
    assert left > 20
    assert right < page.width - 20
    assert top > 15
    assert page.height * 0.9 < bottom < page.height - 10
    assert 0.02 < sum(ink.histogram()[128:]) / (page.width * page.height) < 0.3


def test_content_is_never_read_as_markup(monkeypatch):
    """Signs that mean something to the typesetter are printed as they are."""
    evil = "#panic() *bold* _it_ $x^2$ @ref <label> = head \\ [x] // gone"
    monkeypatch.setattr("logic.export.handout.pdf.day_text", lambda day: evil)
    page = PdfReader(io.BytesIO(pdf(FULLEST, DAY))).pages[0]
    assert squeezed(evil) in squeezed(page.extract_text())
