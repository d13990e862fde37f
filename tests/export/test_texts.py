"""Tables, plain text and QR code, opened again by other programs."""

from __future__ import annotations

import io
import re
import zipfile
from xml.etree import ElementTree

import pandas as pd
import pytest
from PIL import Image

from logic import Scenario
from logic.assurance import reviews
from logic.content.library import ARTICLE
from logic.export import qr
from logic.export.handout.contents import handout
from logic.export.handout.note import LENGTH, WIDTH, note
from logic.export.handout.tables import archive, safe, tables
from tests.export.given import CASES, DAY, EMERGENCY, FULLEST, HOSTILE, NO_LEAD, PATIENTS
from tests.scenarios import random_scenarios

NAMES = ["pathway", "timeline", "positions", "changes", "comparison", "sources"]


def read(text: str) -> pd.DataFrame:
    return pd.read_csv(io.StringIO(text), comment="#", dtype=str, keep_default_na=False)


@pytest.mark.parametrize("scenario", [FULLEST, EMERGENCY, NO_LEAD])
def test_the_tables_hold_every_row_of_the_handout(scenario):
    """Another program reads as many rows as the handout has, under a head with version and purpose."""
    made, files = handout(scenario, DAY), tables(scenario, DAY)
    assert list(files) == NAMES
    figures = [figure for chart in made.comparisons for figure in chart.figures]
    counts = (len(made.steps), len(made.items), 8, len(made.flips), len(figures), len(made.sources))
    assert tuple(len(read(text)) for text in files.values()) == counts
    for text in files.values():
        head = [line for line in text.splitlines() if line.startswith("#")]
        assert any(f"content version {ARTICLE.content_version}" in line for line in head)
        assert any("education only" in line for line in head)
        assert made.patient in head[0]
        assert DAY.isoformat() in head[0]


def test_the_zip_holds_the_same_tables():
    """Every table is a file of the zip, in UTF-8, and the zip is whole."""
    with zipfile.ZipFile(io.BytesIO(archive(FULLEST, DAY))) as opened:
        assert opened.testzip() is None
        found = {name: opened.read(name).decode("utf-8") for name in opened.namelist()}
    assert found == {f"{name}.csv": text for name, text in tables(FULLEST, DAY).items()}


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_cell_is_never_a_formula(start):
    """A cell that a spreadsheet would run is quoted; a minus sign of ours and plain text are not."""
    assert safe(f"{start}1+1") == f"'{start}1+1"
    assert safe("−1.30 (−3.34 to 0.74)") == "−1.30 (−3.34 to 0.74)"
    assert safe("Keep moving = good") == "Keep moving = good"


@pytest.mark.parametrize("scenario", HOSTILE[:15])
def test_no_cell_of_any_table_is_a_formula(scenario):
    """Whatever the patient, no cell starts with a sign that a spreadsheet runs."""
    for text in tables(scenario, DAY).values():
        cells = [cell for column in read(text).to_dict("list").values() for cell in column]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


@pytest.mark.parametrize("scenario", [*PATIENTS.values(), *CASES, *HOSTILE])
def test_a_note_has_room_for_what_matters(scenario):
    """At most 60 lines of 80 characters, with patient, leading step, reasons, red flags, review and date."""
    made, text = handout(scenario, DAY), note(scenario, DAY)
    assert len(text.splitlines()) <= LENGTH
    assert max(map(len, text.splitlines())) <= WIDTH
    flat = " ".join(text.split())
    assert made.patient in flat
    assert f"{made.title}. {made.text}" in flat
    assert reviews.statement() in flat
    assert "9 March 2026" in flat
    for one in made.others:
        assert not one.red_flag or f"Red flag: {one.title}. {one.text}" in flat
    if made.lead:
        assert f"Because: {made.lead.because}" in flat
        assert all(f"Our check: {claim.verdict}" in flat for claim in made.lead.claims)


@pytest.mark.parametrize("scenario", [FULLEST, Scenario(), *random_scenarios(40, seed=77)], ids=range(42))
def test_a_note_counts_or_names_what_it_leaves_out(scenario: Scenario) -> None:
    """A section that is cut says how many entries the app has beyond it; one without room is named."""
    text, made = note(scenario, DAY), handout(scenario, DAY)
    lines = text.splitlines()
    named = " ".join(text.split()).partition("In the app: ")[2].partition(".")[0]
    sections = {
        "Goes with it": made.others,
        made.items[0].label: made.items[1:],
        "Cement": (made.bodies_summary,),
        "Would change the answer": made.flips,
    }
    for title, entries in sections.items():
        if not entries:
            continue
        if title not in lines:
            assert title.lower() in named
            continue
        start = lines.index(title) + 1
        end = next((number for number in range(start, len(lines)) if not lines[number].strip()), len(lines))
        shown = [line for line in lines[start:end] if line.startswith("- ")]
        cut = re.fullmatch(r"- (\d+) more in the app", shown[-1])
        assert len(shown) - bool(cut) + (int(cut[1]) if cut else 0) == len(entries)


LINK = "https://example.org/explore?cause=suspected_malignancy&cautions=kidney_disease,low_calcium&v=1"


def test_the_code_is_large_and_has_a_quiet_zone():
    """The picture is at least 700 pixels wide, black on white, with four white modules around."""
    picture = Image.open(io.BytesIO(qr.png(LINK))).convert("L")
    assert picture.width == picture.height >= 700
    assert picture.getextrema() == (0, 255)
    dark = picture.point(lambda value: 255 - value).getbbox()
    assert dark == (96, 96, picture.width - 96, picture.height - 96)


def test_the_code_as_drawing_says_what_it_opens():
    """It is well-formed SVG with a title and the link in words, and grows with its place."""
    drawing = ElementTree.fromstring(qr.svg(LINK))  # noqa: S314 - our own text
    name = "{http://www.w3.org/2000/svg}"
    assert drawing.find(f"{name}title").text == "QR code"
    assert drawing.find(f"{name}desc").text == f"Opens {LINK}"
    assert "viewBox" in drawing.attrib
    assert "width" not in drawing.attrib
