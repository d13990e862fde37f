"""Slides that can be read from the last row: their look, and the pieces they are made of."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from datetime import date
from pathlib import PurePath
from typing import Any

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION
from pptx.enum.dml import MSO_PATTERN
from pptx.enum.text import MSO_ANCHOR
from pptx.opc.packuri import PackURI
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from logic.export.drawing.layouts import CONTENT, LOOK, TITLE_ONLY, TITLE_SLIDE, TWO, colour, dress
from logic.export.drawing.room import BODY, FINE, HEIGHT, LEFT, LINES, TOP, WIDTH, Paragraph, lines
from logic.export.zips import undated


class Deck:
    """A presentation in 16:9; every slide has a title and notes."""

    def __init__(self, title: str, day: date) -> None:
        self.day = day
        self.above = ""
        self.below = ""
        """What stands small above the title, and at the foot, of every slide from here on."""
        self.made: Any = Presentation()
        _count_names(self.made.part.package)
        self.made.slide_width, self.made.slide_height = Inches(13.333), Inches(7.5)
        core = self.made.core_properties
        core.title, core.author, core.language, core.last_modified_by = title, "VCF Explorer", "en-GB", "VCF Explorer"
        core.subject, core.revision = "For education only", 1
        dress(self.made)

    def big(self, title: str, paragraphs: Sequence[Paragraph], notes: str, *, size: int = 28) -> None:
        """A slide for one large statement."""
        slide = self._slide(TITLE_SLIDE, title, notes)
        self._fill(slide.placeholders[1], paragraphs, size)

    def text(self, title: str, paragraphs: Sequence[Paragraph], notes: str) -> None:
        """A slide of text, as large as its room allows."""
        slide = self._slide(CONTENT, title, notes)
        said = ["".join(one) for one in paragraphs]
        sizes = (32, 28, BODY)
        fitting = (one for one in sizes if sum(lines(text, size=one) * one for text in said) <= LINES * BODY * 0.9)
        self._fill(slide.placeholders[1], paragraphs, next(fitting, BODY))

    def two(self, title: str, left: Sequence[Paragraph], right: Sequence[Paragraph], notes: str) -> None:
        """A slide with two columns, the right one wider."""
        slide = self._slide(TWO, title, notes)
        self._fill(slide.placeholders[1], left, BODY)
        self._fill(slide.placeholders[2], right, BODY)

    def linked(self, title: str, entries: Sequence[tuple[str, str | None]], notes: str) -> None:
        """A slide of sources in two columns, each with its address."""
        slide = self._slide(TWO, title, notes)
        half = math.ceil(len(entries) / 2)
        for placeholder, column in ((1, entries[:half]), (2, entries[half:])):
            shape = slide.placeholders[placeholder]
            self._fill(shape, [text for text, _ in column], FINE)
            shape.left, shape.width = Inches(LEFT if placeholder == 1 else LEFT + 6), Inches(5.85)
            shape.top, shape.height = Inches(TOP), Inches(HEIGHT)
            for paragraph, (_, link) in zip(shape.text_frame.paragraphs, column, strict=True):
                if link and paragraph.runs:
                    paragraph.runs[0].hyperlink.address = link

    def table(self, title: str, rows: Sequence[Sequence[str]], widths: Sequence[float], alt: str, notes: str) -> None:
        """A slide with a native table; its first row is the head, widths are in inches."""
        slide = self._slide(TITLE_ONLY, title, notes)
        size = (Inches(LEFT), Inches(1.7), Inches(sum(widths)), Inches(0.5 * len(rows)))
        frame = slide.shapes.add_table(len(rows), len(widths), *size)
        _describe(frame, alt)
        for index, width in enumerate(widths):
            frame.table.columns[index].width = Inches(width)
        for y, row in enumerate(rows):
            for x, text in enumerate(row):
                cell = frame.table.cell(y, x)
                cell.text = text
                cell.margin_top = cell.margin_bottom = Inches(0.035)
                cell.vertical_anchor = MSO_ANCHOR.MIDDLE
                for run in cell.text_frame.paragraphs[0].runs:
                    run.font.size = Pt(BODY)

    def pair(
        self, title: str, label: str, values: dict[str, float], right: Sequence[Paragraph], alt: str, notes: str
    ) -> None:
        """A slide with a native column chart of percentages on the left, and text beside it."""
        slide = self._slide(TWO, title, notes)
        data = CategoryChartData(number_format='0.0" %"')
        data.categories = [label]
        for name, value in values.items():
            data.add_series(name, (value,))
        chart = self._chart(slide.placeholders[1], slide, XL_CHART_TYPE.COLUMN_CLUSTERED, data, alt, width=5.6)
        plot = chart.plots[0]
        plot.gap_width, plot.overlap, plot.has_data_labels = 60, -10, True
        plot.data_labels.position = XL_LABEL_POSITION.OUTSIDE_END
        plot.data_labels.font.size = Pt(BODY)
        chart.value_axis.minimum_scale, chart.value_axis.maximum_scale = 0, 100
        chart.value_axis.major_unit = 25
        chart.value_axis.tick_labels.number_format, chart.value_axis.tick_labels.number_format_is_linked = "0", False
        for series, shade, hatched in zip(plot.series, (LOOK.accent, LOOK.second), (False, True), strict=True):
            _paint(series, shade, hatched=hatched)
        self._fill(slide.placeholders[2], right, BODY)
        box = slide.placeholders[2]
        box.left, box.top, box.width, box.height = Inches(6.75), Inches(TOP), Inches(5.85), Inches(HEIGHT)

    def weeks(self, title: str, rows: Sequence[tuple[str, str, float, float]], last: int, alt: str, notes: str) -> None:
        """A slide with a native chart of bars over weeks; a row is its label, its kind, and its first and last week."""
        slide = self._slide(TITLE_ONLY, title, notes)
        kinds = list(dict.fromkeys(kind for _, kind, _, _ in rows))
        data = CategoryChartData(number_format="0")
        data.categories = [label for label, _, _, _ in rows]
        data.add_series("Starts in week", [start for _, _, start, _ in rows])
        for kind in kinds:
            data.add_series(kind, [end - start if one == kind else None for _, one, start, end in rows])
        chart = self._chart(None, slide, XL_CHART_TYPE.BAR_STACKED, data, alt, width=WIDTH)
        plot = chart.plots[0]
        plot.gap_width, plot.overlap = 45, 100
        chart.category_axis.reverse_order = True
        _name_every_row(chart, [label for label, _, _, _ in rows])
        chart.value_axis.minimum_scale, chart.value_axis.maximum_scale = 0, last
        chart.value_axis.major_unit = 4 if last <= 36 else 12
        plot.series[0].format.fill.background()
        shades = {"Treatment": LOOK.accent, "Length of studies, not a prescription": LOOK.second}
        for series in list(plot.series)[1:]:
            _paint(series, shades.get(series.name, LOOK.text), hatched=series.name.startswith("Length"))
        chart.has_legend = False  # the labels say what each bar is

    def saved(self) -> bytes:
        """The file, the same bytes for the same content."""
        for part in self.made.part.package.iter_parts():
            if hasattr(part, "_element"):
                _speak_english(part._element)
        buffer = io.BytesIO()
        self.made.save(buffer)
        return undated(buffer.getvalue(), self.day)

    def _slide(self, layout: int, title: str, notes: str) -> Any:
        slide = self.made.slides.add_slide(self.made.slide_layouts[layout])
        self._head(slide.shapes.title, title, 48 if layout == TITLE_SLIDE else 36)
        slide.notes_slide.notes_text_frame.text = notes
        if self.below:
            box = slide.shapes.add_textbox(Inches(LEFT), Inches(TOP + HEIGHT), Inches(WIDTH), Inches(0.42))
            box.name = "Sources"
            self._fill(box, [self.below], FINE)
        return slide

    def _head(self, shape: Any, title: str, size: int) -> None:
        """The title, under what stands above it; then smaller where it would take more lines than its box holds."""
        if not self.above:
            shape.text = title
            return
        room = 140  # points for the lines of the title
        if size < 48:
            room = 57
            shape.left, shape.top, shape.width, shape.height = (Inches(one) for one in (LEFT, 0.2, WIDTH, 1.45))
        sizes = (one for one in range(size, BODY, -4) if lines(title, size=round(one * 1.06)) * one <= room)
        paragraph = shape.text_frame.paragraphs[0]
        over = paragraph.add_run()
        over.text, over.font.size, over.font.bold = self.above, Pt(BODY), False
        over.font.color.rgb = colour(LOOK.quiet)
        paragraph.add_line_break()
        run = paragraph.add_run()
        run.text, run.font.size = title, Pt(next(sizes, BODY))

    def _fill(self, shape: Any, paragraphs: Sequence[Paragraph], size: int) -> None:
        frame = shape.text_frame
        frame.word_wrap = True
        for index, one in enumerate(paragraphs):
            paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
            paragraph.space_after = Pt(size * (0.45 if size > FINE else 0.15))
            start, text = ("", one) if isinstance(one, str) else one
            for words, bold in ((start, True), (text, False)):
                if words:
                    run = paragraph.add_run()
                    run.text, run.font.size, run.font.bold = words, Pt(size), bold

    def _chart(self, placeholder: Any, slide: Any, kind: Any, data: Any, alt: str, *, width: float) -> Any:
        if placeholder is not None:
            placeholder._element.getparent().remove(placeholder._element)
        place = (Inches(LEFT), Inches(1.6), Inches(width), Inches(5.4))
        frame = slide.shapes.add_chart(kind, *place, data)
        _describe(frame, alt)
        chart = frame.chart
        chart.font.size, chart.font.color.rgb = Pt(BODY), colour(LOOK.text)
        chart.has_title = False
        chart.has_legend = True
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
        chart.value_axis.major_gridlines.format.line.color.rgb = colour(LOOK.grid)
        chart.value_axis.format.line.fill.background()
        return chart


def _paint(series: Any, shade: str, *, hatched: bool) -> None:
    """A series in one colour; hatched ones can be told apart without colour."""
    fill = series.format.fill
    if hatched:
        fill.patterned()
        fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
        fill.fore_color.rgb, fill.back_color.rgb = colour(shade), colour(LOOK.background)
    else:
        fill.solid()
        fill.fore_color.rgb = colour(shade)
    series.format.line.color.rgb = colour(shade)


def _name_every_row(chart: Any, labels: Sequence[str]) -> None:
    """Keeps every label of the rows, on one line each; else a program leaves out those that it finds no room for."""
    axis = chart.category_axis._element
    axis.find(qn("c:noMultiLvlLbl")).addprevious(axis.makeelement(qn("c:tickLblSkip"), {"val": "1"}))
    left = min(0.6, 0.03 + max(map(len, labels)) * BODY * 0.53 / (WIDTH * 72))
    area = chart._chartSpace.chart.plotArea
    layout = area.makeelement(qn("c:layout"), {})
    area.insert(0, layout)
    place = layout.makeelement(qn("c:manualLayout"), {})
    layout.append(place)
    for tag, value in (
        ("layoutTarget", "inner"),
        ("xMode", "edge"),
        ("yMode", "edge"),
        ("x", left),
        ("y", 0.12),
        ("w", 0.97 - left),
        ("h", 0.86),
    ):
        place.append(place.makeelement(qn(f"c:{tag}"), {"val": str(value)}))


def _describe(frame: Any, alt: str) -> None:
    frame._element.nvGraphicFramePr.cNvPr.set("descr", alt)


def _count_names(package: Any) -> None:
    """Counts the names for new parts of a file; python-pptx looks through all its parts for each, which takes long."""
    first = package.next_partname
    given: dict[str, int] = {}

    def named(pattern: str) -> PackURI:
        free = (
            given[pattern] + 1 if pattern in given else int("".join(filter(str.isdigit, PurePath(first(pattern)).stem)))
        )
        given[pattern] = free
        return PackURI(pattern % given[pattern])

    package.next_partname = named


def _speak_english(element: Any) -> None:
    for run in element.iter(qn("a:r")):
        run.get_or_add_rPr()
    for tag in ("a:rPr", "a:endParaRPr", "a:defRPr"):
        for one in element.iter(qn(tag)):
            one.set("lang", "en-GB")
