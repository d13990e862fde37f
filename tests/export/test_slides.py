"""The slides, opened again by python-pptx and by LibreOffice."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from pptx import Presentation
from pptx.util import Pt
from pypdf import PdfReader

from logic.content.library import CHARTS
from logic.evidence.comparison import FINDINGS
from logic.export.drawing.room import parts
from logic.export.handout.contents import handout
from logic.export.handout.slides import slides
from tests.export import in_office
from tests.export.given import CASES, DAY, EMERGENCY, FULLEST, HOSTILE, NO_LEAD
from tests.tiers import few

pytestmark = pytest.mark.xdist_group("slides")
SHOWN = {"fullest": FULLEST, "emergency": EMERGENCY, "no-lead": NO_LEAD}


def deck(scenario):
    return Presentation(io.BytesIO(slides(scenario, DAY)))


def charts(made):
    return [shape for slide in made.slides for shape in slide.shapes if shape.has_chart]


def tables(made):
    return [shape for slide in made.slides for shape in slide.shapes if shape.has_table]


@pytest.fixture(scope="module")
def printed(tmp_path_factory) -> dict[str, Path]:
    """The slides of each patient as LibreOffice sees them, in PDF."""
    files = {name: slides(scenario, DAY) for name, scenario in SHOWN.items()}
    return in_office.printed(files, tmp_path_factory.mktemp("slides"))


@pytest.mark.parametrize("name", SHOWN)
def test_another_program_shows_every_slide(printed, name, tmp_path):
    """LibreOffice gives one page a slide, none blank, and nothing reaches the edges."""
    assert len(PdfReader(printed[name]).pages) == len(deck(SHOWN[name]).slides)
    in_office.check_ink(printed[name], tmp_path)


@pytest.mark.parametrize("scenario", few([*SHOWN.values(), *CASES[::12], *HOSTILE[:12]], 9))
def test_every_slide_has_a_title_notes_and_large_type(scenario):
    """A title in its placeholder, notes for the teacher, no text under 24 points but sources, under 18 never."""
    made = deck(scenario)
    for slide in made.slides:
        title = slide.shapes.title.text
        assert title
        assert slide.notes_slide.notes_text_frame.text
        smallest = Pt(18) if title.startswith("Sources") else Pt(24)
        for shape in slide.shapes:
            if shape.has_text_frame and shape != slide.shapes.title:
                assert shape.text_frame.text, f"{title}: an empty box"
                assert all(run.font.size >= smallest for one in shape.text_frame.paragraphs for run in one.runs)
                words = len(shape.text_frame.text.split())
                assert words <= 110, f"{title}: {words} words"
    for shape in charts(made):
        assert shape.chart.font.size >= Pt(24)
    for shape in tables(made):
        sizes = [run.font.size for cell in shape.table.iter_cells() for run in cell.text_frame.paragraphs[0].runs]
        assert min(sizes) >= Pt(24)


def test_charts_and_tables_are_native_and_described():
    """Timeline and both pairs are charts that can be edited, positions and effects tables; each has alternative text."""
    made = deck(FULLEST)
    assert len(charts(made)) >= 4
    assert len(tables(made)) == 2
    for shape in (*charts(made), *tables(made)):
        assert len(shape._element.nvGraphicFramePr.cNvPr.get("descr")) > 20
    assert tables(made)[0].table.first_row


def test_the_chart_of_the_weeks_holds_the_weeks():
    """A bar of the native chart starts and ends where the timeline says."""
    chart = next(
        shape.chart for shape in charts(deck(FULLEST)) if "Calcitonin" in list(shape.chart.plots[0].categories)
    )
    place = list(chart.plots[0].categories).index("Calcitonin")
    values = {series.name: series.values[place] for series in chart.plots[0].series}
    assert values["Starts in week"] == 0
    assert values["Treatment"] == 4


def test_the_columns_are_the_percentages_of_the_trial():
    """Each pair shows the verified percentages of both arms, one outcome a slide."""
    pairs = [shape.chart for shape in charts(deck(FULLEST)) if shape.chart.series[0].name == "Kyphoplasty"]
    findings = [FINDINGS[name] for name in CHARTS["pairs"].findings]
    assert [[series.values[0] for series in chart.series] for chart in pairs] == [
        [one.kyphoplasty.percent, one.vertebroplasty.percent] for one in findings
    ]


def test_the_teaching_notes_carry_pearl_pitfall_cautions_and_sources():
    """The notes under the leading step hold what a teacher says about it."""
    made, lead = deck(FULLEST), handout(FULLEST, DAY).lead
    notes = next(
        slide.notes_slide.notes_text_frame.text for slide in made.slides if slide.shapes.title.text == lead.title
    )
    assert lead.pearl in notes
    assert all(caution.text in notes for caution in lead.cautions)
    assert all(claim.finding in notes for claim in lead.claims)
    assert "[1 VAPOUR 2016" in notes


def test_every_language_mark_is_british():
    """Every run of every slide and its notes is marked en-GB, for speech and spelling."""
    for slide in deck(FULLEST).slides:
        for part in (slide, slide.notes_slide):
            runs = list(part._element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}r"))
            assert runs or part is not slide
            assert {run.rPr.get("lang") for run in runs} <= {"en-GB"}


def test_the_file_names_its_day_and_no_other():
    """Its properties hold the day of the handout and no clock."""
    properties = deck(FULLEST).core_properties
    assert properties.modified.date() == DAY
    assert properties.language == "en-GB"
    assert properties.title == handout(FULLEST, DAY).title


def test_texts_are_spread_evenly_over_slides():
    """Seven short texts at most four a slide make four and three, never six and one; none makes none."""
    assert [len(group) for group in parts(["a"] * 7, most=4)] == [4, 3]
    assert parts([]) == []
    assert [len(group) for group in parts(["x" * 400] * 3)] == [1, 1, 1]


def test_no_slide_shows_a_broken_sentence():
    """A finding too long for a slide ends with a whole sentence and points to the notes."""
    for scenario in CASES[::10]:
        for slide in deck(scenario).slides:
            if slide.shapes.title.text == "The article, and our check":
                shown = slide.placeholders[2].text_frame.text
                assert re.search(r"[.)]$", shown)
                if shown.endswith("More in the notes."):
                    start = shown.splitlines()[-1].removesuffix(" More in the notes.")
                    assert start in slide.notes_slide.notes_text_frame.text
