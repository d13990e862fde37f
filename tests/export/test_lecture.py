"""A lecture as slides, opened again by python-pptx and by LibreOffice."""

from __future__ import annotations

import io
import zipfile
from functools import cache

import pytest
from PIL import ImageFont
from pptx import Presentation
from pptx.util import Pt
from pypdf import PdfReader

from logic import Scenario
from logic.content.library import CASES
from logic.export.lecture import lecture_deck
from logic.lectures.deck import LECTURES, PAGE, STEPS, lines, notes, slides
from logic.pathway.timeline import KIND_NAMES
from tests.export import in_office
from tests.export.given import DAY, squeezed

pytestmark = pytest.mark.xdist_group("slides")
MASTOCYTOSIS = Scenario(cause="systemic_mastocytosis", pain_relief="adequate")
OWN = (PAGE, *CASES)
LEADING = 1.2
"""Height of a line to the size of its type."""


@cache
def made(name):
    """A ready lecture, or one of every case and the patient of the page, as python-pptx reads it."""
    return Presentation(io.BytesIO(content(name)))


@cache
def content(name):
    if name == "own":
        return lecture_deck("A lecture of your own", OWN, MASTOCYTOSIS, DAY)
    one = LECTURES[name]
    return lecture_deck(one.title, one.cases, Scenario(), DAY, aims=one.aims, questions=one.questions)


def title(slide):
    return slide.shapes.title.text


def spoken(slide):
    return slide.notes_slide.notes_text_frame.text


@cache
def font(size, bold):
    """A free face as wide as the one of the slides."""
    return ImageFont.truetype(f"LiberationSans-{'Bold' if bold else 'Regular'}.ttf", size)


def height(paragraph, width, size, bold=False):
    """Points that a paragraph takes when its words are broken to a width."""
    taken = used = 0.0
    tallest = 0
    for run in [*paragraph.runs, None]:
        words = run.text.split(" ") if run else []
        points = round(run.font.size.pt) if run and run.font.size else size
        face = font(points, bold if run is None or run.font.bold is None else run.font.bold)
        for word in words:
            long = face.getlength(word + " ")
            while long > width:  # an address without a space is broken anywhere
                taken, long = taken + points * LEADING, long - width
            if used + face.getlength(word) > width:
                taken, used = taken + tallest * LEADING, 0.0
            used, tallest = used + long, max(tallest, points)
    return taken + tallest * LEADING + (paragraph.space_after.pt if paragraph.space_after else 0)


def held(shape, size, bold=False):
    """Points that the text of a box takes; a line break within a title counts as a line of its own."""
    width = shape.width.pt - 14.4
    if "\v" in shape.text_frame.text:
        over, run = shape.text_frame.paragraphs[0].runs
        wide = font(round(run.font.size.pt), True).getlength(run.text)
        assert font(24, False).getlength(over.text) <= width
        return (24 + run.font.size.pt * -(-wide // (width * 0.97))) * LEADING
    paragraphs = shape.text_frame.paragraphs
    last = paragraphs[-1].space_after.pt if paragraphs[-1].space_after else 0
    return sum(height(one, width, size, bold) for one in paragraphs) - last


@pytest.mark.parametrize("name", [*LECTURES, "own"])
def test_every_slide_has_a_title_of_its_own_notes_and_large_type(name):
    """A title that no other slide has, notes, no text under 24 points but sources, and under 18 never."""
    titles = [title(slide) for slide in made(name).slides]
    assert all(titles)
    assert len(set(titles)) == len(titles)
    for slide in made(name).slides:
        assert len(spoken(slide)) > 20, title(slide)
        for shape in slide.shapes:
            if shape.has_text_frame and shape != slide.shapes.title:
                fine = shape.name == "Sources" or title(slide).startswith("Sources")
                sizes = [run.font.size for one in shape.text_frame.paragraphs for run in one.runs]
                assert min(sizes) >= Pt(18 if fine else 24), title(slide)
            if shape.has_chart:
                assert shape.chart.font.size >= Pt(24)
            if shape.has_chart or shape.has_table:
                assert len(shape._element.nvGraphicFramePr.cNvPr.get("descr")) > 20


@pytest.mark.parametrize("name", [*LECTURES, "own"])
def test_no_text_overflows_its_box(name):
    """Measured with the widths of the letters, every text fits its box, and every table its slide."""
    for slide in made(name).slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                size = 24 if shape != slide.shapes.title else 36 if shape.height.pt < 120 else 48
                room = shape.height.pt - 7.2
                assert held(shape, size, bold=shape == slide.shapes.title) <= room, f"{title(slide)}: {shape.text}"
                assert shape.top + shape.height <= made(name).slide_height
            if shape.has_table:
                widths = [column.width.pt - 14.4 for column in shape.table.columns]
                rows = [
                    max(
                        height(cell.text_frame.paragraphs[0], wide, 24, y == 0)
                        for cell, wide in zip(row.cells, widths, strict=True)
                    )
                    for y, row in enumerate(shape.table.rows)
                ]
                assert shape.top.pt + sum(rows) + 5.1 * len(rows) <= 7.05 * 72, title(slide)


@pytest.mark.parametrize("name", LECTURES)
def test_the_words_of_every_step_are_in_the_deck(name):
    """Each row that the stage shows is on a slide of its step, and each note of the speaker under it."""
    cases = LECTURES[name].cases
    for slide in slides(cases):
        shown, said = lines(slide, Scenario()), notes(slide, Scenario())
        above = f"{CASES[slide.case].title} · {STEPS[slide.step]}"
        if slide.step == "patient":
            above = f"Case {cases.index(slide.case) + 1} of {len(cases)} · {STEPS['patient']}"
        own = [one for one in made(name).slides if title(one).startswith(f"{above}\v")]
        assert own, above
        assert all(shown.title in title(one) for one in own if not any(shape.has_table for shape in one.shapes))
        heard = squeezed("".join(spoken(one) for one in own))
        text = squeezed("".join(shape.text_frame.text for one in own for shape in one.shapes if shape.has_text_frame))
        for row in shown.rows:
            assert squeezed(row.text) in (heard if slide.step == "timeline" else text), row
            assert slide.step == "timeline" or squeezed(row.label) in text
        for row in said.rows:
            assert squeezed(row.text) in heard, row


@pytest.mark.parametrize("name", LECTURES)
def test_the_weeks_are_native_charts_with_every_item(name):
    """Each item of the timeline is a row of a chart that can be edited, from its first week on and of its kind."""
    for case in LECTURES[name].cases:
        items = next((lines(one, Scenario()).items for one in slides([case]) if one.step == "timeline"), ())
        charts = [
            shape.chart
            for slide in made(name).slides
            if title(slide).startswith(f"{CASES[case].title} · {STEPS['timeline']}")
            for shape in slide.shapes
            if shape.has_chart
        ]
        drawn = {}
        for chart in charts:
            for place, label in enumerate(chart.plots[0].categories):
                values = {one.name: one.values[place] for one in chart.plots[0].series}
                drawn[label] = (values.pop("Starts in week"), {kind for kind, weeks in values.items() if weeks})
        assert set(drawn) == {item.label for item in items}
        for item in items:
            start, kinds = drawn[item.label]
            assert start == pytest.approx(item.start_week, abs=0.26)
            assert kinds == {KIND_NAMES[item.kind]}


@pytest.mark.parametrize("name", LECTURES)
def test_questions_for_the_hall_stand_before_the_sources(name):
    """Each question is a slide near the end, with what to listen for in its notes and every number in the sources."""
    questions = LECTURES[name].questions
    every = list(made(name).slides)
    sources = [one for one in every if title(one).startswith("Sources")]
    assert every[-len(sources) :] == sources
    asked = every[-len(sources) - len(questions) : -len(sources)]
    for slide, question in zip(asked, questions, strict=True):
        assert slide.placeholders[1].text_frame.text == question.ask
        assert f"Listen for: {question.listen_for}" in spoken(slide)
        assert "Sources: " in spoken(slide)


@pytest.mark.parametrize("name", LECTURES)
def test_every_source_of_a_step_is_in_the_list(name):
    """The bibliography at the end holds each reference once, numbered without a gap."""
    sources = [one for one in made(name).slides if title(one).startswith("Sources")]
    listed = [
        one.text
        for slide in sources
        for at in (1, 2)
        for one in slide.placeholders[at].text_frame.paragraphs
        if one.text
    ]
    assert [int(one.split()[0]) for one in listed] == list(range(1, len(listed) + 1))
    used = {ref for one in slides(LECTURES[name].cases) for ref in lines(one, Scenario()).sources}
    assert len(listed) >= len(used)


def test_the_aims_and_the_limits_open_the_lecture():
    """The first slide has title, day and that no clinician has reviewed it, the second the aims."""
    first, second = list(made("cement").slides)[:2]
    assert title(first) == LECTURES["cement"].title
    assert "9 March 2026" in first.placeholders[1].text_frame.text
    assert "For education only" in first.placeholders[1].text_frame.text
    assert "content version" in first.placeholders[1].text_frame.text
    assert second.placeholders[1].text_frame.text.split("\n") == list(LECTURES["cement"].aims)


def test_the_answer_is_not_given_away():
    """Neither patient nor question show the sources of the answer, nor its title."""
    for slide in made("cement").slides:
        if f"· {STEPS['patient']}" in title(slide) or f"· {STEPS['question']}" in title(slide):
            assert not [shape for shape in slide.shapes if shape.name == "Sources"]


def test_the_patient_of_the_page_takes_part():
    """The page's own scenario is presented under its name, with its own answer."""
    (answer,) = [
        one for one in made("own").slides if title(one).startswith("The patient of this page · The leading step")
    ]
    assert title(answer).endswith("The article gives no specific step")


def test_the_same_lecture_gives_the_same_bytes_and_no_name_twice():
    """No clock in the file, one part under each name, and British English throughout."""
    one = LECTURES["cement"]
    again = lecture_deck(one.title, one.cases, Scenario(), DAY, aims=one.aims, questions=one.questions)
    assert again == content("cement")
    names = zipfile.ZipFile(io.BytesIO(again)).namelist()
    assert len(set(names)) == len(names)
    for slide in made("cement").slides:
        runs = slide._element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}r")
        assert {run.rPr.get("lang") for run in runs} == {"en-GB"}


def test_a_lecture_without_cases_or_with_an_unknown_one_is_refused():
    """The error names what is wrong."""
    with pytest.raises(ValueError, match="ids: is empty"):
        lecture_deck("Empty", (), Scenario(), DAY)
    with pytest.raises(KeyError, match="nowhere"):
        lecture_deck("Unknown", ("nowhere",), Scenario(), DAY)


def test_another_program_shows_every_slide_and_every_label(tmp_path):
    """LibreOffice gives one page a slide, none blank, nothing at the edges, and no row of a chart without its label."""
    pdf = in_office.printed({"cement": content("cement")}, tmp_path)["cement"]
    pages = PdfReader(pdf).pages
    assert len(pages) == len(made("cement").slides)
    for page, slide in zip(pages, made("cement").slides, strict=True):
        text = squeezed(page.extract_text())
        for shape in slide.shapes:
            if shape.has_chart:
                assert all(squeezed(label) in text for label in shape.chart.plots[0].categories), title(slide)
    in_office.check_ink(pdf, tmp_path)
