"""Slides that can be read from the last row: their look, and the pieces they are made of."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from datetime import date
from typing import Any

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION
from pptx.enum.dml import MSO_PATTERN
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from logic.export.zips import undated
from logic.figures.style import PALETTES

BODY = 24
"""Points of the smallest text, apart from lists of sources."""

FINE = 18
"""Points of a list of sources."""

LINES = 11
"""Lines of body text that fit under a title."""

_LOOK = PALETTES["light"]
_FONT = "Arial"
_TITLE_SLIDE, _CONTENT, _TWO, _TITLE_ONLY = 0, 1, 3, 5
_LEFT, _TOP, _WIDTH, _HEIGHT = 0.75, 1.75, 11.85, 5.3

Paragraph = str | tuple[str, str]
"""Text of a slide, or a bold beginning and what follows it."""


def colour(value: str) -> Any:
    """A colour of the palette, such as ``#0b6b72``."""
    return RGBColor.from_string(value.lstrip("#").upper())


def lines(text: str, width: float = _WIDTH, size: int = BODY) -> int:
    """How many lines a text takes on a width in inches; an estimate on the safe side."""
    return max(1, math.ceil(len(text) / (width * 72 / (size * 0.53))))


def parts(texts: Sequence[str], room: int = LINES, *, most: int = 8) -> list[list[str]]:
    """The texts on as few slides as hold them, evenly: none with more than so many of them or so many lines."""
    groups = _split(texts, room, most)
    return _split(texts, room, math.ceil(len(texts) / len(groups))) if groups else []


def _split(texts: Sequence[str], room: int, most: int) -> list[list[str]]:
    groups: list[list[str]] = []
    for text in texts:
        used = sum(lines(one) for one in groups[-1]) if groups else room
        if used + lines(text) > room or len(groups[-1]) == most:
            groups.append([])
        groups[-1].append(text)
    return groups


class Deck:
    """A presentation in 16:9; every slide has a title and notes."""

    def __init__(self, title: str, day: date) -> None:
        self.day = day
        self.made: Any = Presentation()
        self.made.slide_width, self.made.slide_height = Inches(13.333), Inches(7.5)
        core = self.made.core_properties
        core.title, core.author, core.language, core.last_modified_by = title, "VCF Explorer", "en-GB", "VCF Explorer"
        core.subject, core.revision = "For education only", 1
        self._dress()

    def big(self, title: str, paragraphs: Sequence[Paragraph], notes: str, *, size: int = 28) -> None:
        """A slide for one large statement."""
        slide = self._slide(_TITLE_SLIDE, title, notes)
        self._fill(slide.placeholders[1], paragraphs, size)

    def text(self, title: str, paragraphs: Sequence[Paragraph], notes: str) -> None:
        """A slide of text, as large as its room allows."""
        slide = self._slide(_CONTENT, title, notes)
        said = ["".join(one) for one in paragraphs]
        sizes = (32, 28, BODY)
        fitting = (one for one in sizes if sum(lines(text, size=one) * one for text in said) <= LINES * BODY * 0.9)
        self._fill(slide.placeholders[1], paragraphs, next(fitting, BODY))

    def two(self, title: str, left: Sequence[Paragraph], right: Sequence[Paragraph], notes: str) -> None:
        """A slide with two columns, the right one wider."""
        slide = self._slide(_TWO, title, notes)
        self._fill(slide.placeholders[1], left, BODY)
        self._fill(slide.placeholders[2], right, BODY)

    def linked(self, title: str, entries: Sequence[tuple[str, str | None]], notes: str) -> None:
        """A slide of sources in two columns, each with its address."""
        slide = self._slide(_TWO, title, notes)
        half = math.ceil(len(entries) / 2)
        for placeholder, column in ((1, entries[:half]), (2, entries[half:])):
            shape = slide.placeholders[placeholder]
            self._fill(shape, [text for text, _ in column], FINE)
            shape.left, shape.width = Inches(_LEFT if placeholder == 1 else _LEFT + 6), Inches(5.85)
            shape.top, shape.height = Inches(_TOP), Inches(_HEIGHT)
            for paragraph, (_, link) in zip(shape.text_frame.paragraphs, column, strict=True):
                if link and paragraph.runs:
                    paragraph.runs[0].hyperlink.address = link

    def table(self, title: str, rows: Sequence[Sequence[str]], widths: Sequence[float], alt: str, notes: str) -> None:
        """A slide with a native table; its first row is the head, widths are in inches."""
        slide = self._slide(_TITLE_ONLY, title, notes)
        size = (Inches(_LEFT), Inches(1.55), Inches(sum(widths)), Inches(0.5 * len(rows)))
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
        slide = self._slide(_TWO, title, notes)
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
        for series, shade, hatched in zip(plot.series, (_LOOK.accent, _LOOK.second), (False, True), strict=True):
            _paint(series, shade, hatched=hatched)
        self._fill(slide.placeholders[2], right, BODY)
        box = slide.placeholders[2]
        box.left, box.top, box.width, box.height = Inches(6.75), Inches(_TOP), Inches(5.85), Inches(_HEIGHT)

    def weeks(self, title: str, rows: Sequence[tuple[str, str, float, float]], last: int, alt: str, notes: str) -> None:
        """A slide with a native chart of bars over weeks; a row is its label, its kind, and its first and last week."""
        slide = self._slide(_TITLE_ONLY, title, notes)
        kinds = list(dict.fromkeys(kind for _, kind, _, _ in rows))
        data = CategoryChartData(number_format="0")
        data.categories = [label for label, _, _, _ in rows]
        data.add_series("Starts in week", [start for _, _, start, _ in rows])
        for kind in kinds:
            data.add_series(kind, [end - start if one == kind else None for _, one, start, end in rows])
        chart = self._chart(None, slide, XL_CHART_TYPE.BAR_STACKED, data, alt, width=_WIDTH)
        plot = chart.plots[0]
        plot.gap_width, plot.overlap = 45, 100
        chart.category_axis.reverse_order = True
        chart.value_axis.minimum_scale, chart.value_axis.maximum_scale = 0, last
        chart.value_axis.major_unit = 4 if last <= 36 else 12
        plot.series[0].format.fill.background()
        shades = {"Treatment": _LOOK.accent, "Length of studies, not a prescription": _LOOK.second}
        for series in list(plot.series)[1:]:
            _paint(series, shades.get(series.name, _LOOK.text), hatched=series.name.startswith("Length"))
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
        slide.shapes.title.text = title
        slide.notes_slide.notes_text_frame.text = notes
        return slide

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
        place = (Inches(_LEFT), Inches(1.6), Inches(width), Inches(5.6))
        frame = slide.shapes.add_chart(kind, *place, data)
        _describe(frame, alt)
        chart = frame.chart
        chart.font.size, chart.font.color.rgb = Pt(BODY), colour(_LOOK.text)
        chart.has_title = False
        chart.has_legend = True
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
        chart.value_axis.major_gridlines.format.line.color.rgb = colour(_LOOK.grid)
        chart.value_axis.format.line.fill.background()
        return chart

    def _dress(self) -> None:
        """Our colours and type in the theme, places for 16:9 in the layouts, and a band of the accent at the edge."""
        master = self.made.slide_masters[0]
        theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
        text = theme._blob.decode("utf-8").replace('typeface="Calibri"', f'typeface="{_FONT}"')
        for old, new in (
            ("4F81BD", _LOOK.accent),
            ("C0504D", _LOOK.second),
            ("1F497D", _LOOK.text),
            ("0000FF", _LOOK.accent),
        ):
            text = text.replace(f'val="{old}"', f'val="{new.lstrip("#").upper()}"')
        theme._blob = text.encode("utf-8")
        for index in (_TITLE_SLIDE, _CONTENT, _TWO, _TITLE_ONLY):
            for shape in list(self.made.slide_layouts[index].placeholders):
                _arrange(shape, index)
        scratch = self.made.slides.add_slide(self.made.slide_layouts[6])
        band = scratch.shapes.add_shape(MSO_SHAPE.RECTANGLE, 0, 0, Inches(0.22), self.made.slide_height)
        band.fill.solid()
        band.fill.fore_color.rgb = colour(_LOOK.accent)
        band.line.fill.background()
        master.shapes._spTree.insert(2, band._element)
        reference = self.made.slides._sldIdLst[0]
        self.made.part.drop_rel(reference.rId)
        self.made.slides._sldIdLst.remove(reference)


def _arrange(shape: Any, layout: int) -> None:
    number = shape.placeholder_format.idx
    if number >= 10:  # date, footer and number of the slide, which we do not use
        shape._element.getparent().remove(shape._element)
        return
    places = {
        (_TITLE_SLIDE, 0): (_LEFT, 0.9, _WIDTH, 2.7),
        (_TITLE_SLIDE, 1): (_LEFT, 3.9, _WIDTH, 3.1),
        (_TWO, 1): (_LEFT, _TOP, 4.6, _HEIGHT),
        (_TWO, 2): (5.6, _TOP, 7.0, _HEIGHT),
    }
    title = (_LEFT, 0.35, _WIDTH, 1.2)
    left, top, width, height = places.get((layout, number), title if number == 0 else (_LEFT, _TOP, _WIDTH, _HEIGHT))
    shape.left, shape.top, shape.width, shape.height = (Inches(one) for one in (left, top, width, height))
    frame = shape.text_frame
    frame.vertical_anchor = (
        MSO_ANCHOR.TOP if number else MSO_ANCHOR.BOTTOM if layout == _TITLE_SLIDE else MSO_ANCHOR.MIDDLE
    )
    style = frame._txBody.find(qn("a:lstStyle"))
    for child in list(style):
        style.remove(child)
    size = (48 if layout == _TITLE_SLIDE else 36) if number == 0 else BODY
    shade = _LOOK.accent if number == 0 else _LOOK.text
    level = style.makeelement(qn("a:lvl1pPr"), {"marL": "0", "indent": "0", "algn": str(PP_ALIGN.LEFT.xml_value)})
    style.append(level)
    level.append(level.makeelement(qn("a:buNone"), {}))
    run = level.makeelement(qn("a:defRPr"), {"sz": str(size * 100), "b": "1" if number == 0 else "0"})
    level.append(run)
    fill = run.makeelement(qn("a:solidFill"), {})
    run.append(fill)
    fill.append(fill.makeelement(qn("a:srgbClr"), {"val": shade.lstrip("#").upper()}))


def _paint(series: Any, shade: str, *, hatched: bool) -> None:
    """A series in one colour; hatched ones can be told apart without colour."""
    fill = series.format.fill
    if hatched:
        fill.patterned()
        fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
        fill.fore_color.rgb, fill.back_color.rgb = colour(shade), colour(_LOOK.background)
    else:
        fill.solid()
        fill.fore_color.rgb = colour(shade)
    series.format.line.color.rgb = colour(shade)


def _describe(frame: Any, alt: str) -> None:
    frame._element.nvGraphicFramePr.cNvPr.set("descr", alt)


def _speak_english(element: Any) -> None:
    for run in element.iter(qn("a:r")):
        run.get_or_add_rPr()
    for tag in ("a:rPr", "a:endParaRPr", "a:defRPr"):
        for one in element.iter(qn(tag)):
            one.set("lang", "en-GB")
