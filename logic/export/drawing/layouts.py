"""What the slides look like: our colours and type in the theme, and places for 16:9 in the layouts."""

from __future__ import annotations

from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.util import Inches

from logic.export.drawing.room import BODY, HEIGHT, LEFT, TOP, WIDTH
from logic.figures.style import PALETTES

LOOK = PALETTES["light"]
TITLE_SLIDE, CONTENT, TWO, TITLE_ONLY = 0, 1, 3, 5
"""Layouts by their place in the template."""

_FONT = "Arial"


def colour(value: str) -> Any:
    """A colour of the palette, such as ``#0b6b72``."""
    return RGBColor.from_string(value.lstrip("#").upper())


def dress(made: Any) -> None:
    """Our colours and type in the theme, places for 16:9 in the layouts, and a band of the accent at the edge."""
    master = made.slide_masters[0]
    theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    text = theme._blob.decode("utf-8").replace('typeface="Calibri"', f'typeface="{_FONT}"')
    for old, new in (
        ("4F81BD", LOOK.accent),
        ("C0504D", LOOK.second),
        ("1F497D", LOOK.text),
        ("0000FF", LOOK.accent),
    ):
        text = text.replace(f'val="{old}"', f'val="{new.lstrip("#").upper()}"')
    theme._blob = text.encode("utf-8")
    for index in (TITLE_SLIDE, CONTENT, TWO, TITLE_ONLY):
        for shape in list(made.slide_layouts[index].placeholders):
            _arrange(shape, index)
    scratch = made.slides.add_slide(made.slide_layouts[6])
    band = scratch.shapes.add_shape(MSO_SHAPE.RECTANGLE, 0, 0, Inches(0.22), made.slide_height)
    band.fill.solid()
    band.fill.fore_color.rgb = colour(LOOK.accent)
    band.line.fill.background()
    master.shapes._spTree.insert(2, band._element)
    reference = made.slides._sldIdLst[0]
    made.part.drop_rel(reference.rId)
    made.slides._sldIdLst.remove(reference)


def _arrange(shape: Any, layout: int) -> None:
    number = shape.placeholder_format.idx
    if number >= 10:  # date, footer and number of the slide, which we do not use
        shape._element.getparent().remove(shape._element)
        return
    places = {
        (TITLE_SLIDE, 0): (LEFT, 0.9, WIDTH, 2.7),
        (TITLE_SLIDE, 1): (LEFT, 3.9, WIDTH, 3.1),
        (TWO, 1): (LEFT, TOP, 4.6, HEIGHT),
        (TWO, 2): (5.6, TOP, 7.0, HEIGHT),
    }
    title = (LEFT, 0.35, WIDTH, 1.2)
    left, top, width, height = places.get((layout, number), title if number == 0 else (LEFT, TOP, WIDTH, HEIGHT))
    shape.left, shape.top, shape.width, shape.height = (Inches(one) for one in (left, top, width, height))
    frame = shape.text_frame
    frame.vertical_anchor = (
        MSO_ANCHOR.TOP if number else MSO_ANCHOR.BOTTOM if layout == TITLE_SLIDE else MSO_ANCHOR.MIDDLE
    )
    style = frame._txBody.find(qn("a:lstStyle"))
    for child in list(style):
        style.remove(child)
    size = (48 if layout == TITLE_SLIDE else 36) if number == 0 else BODY
    shade = LOOK.accent if number == 0 else LOOK.text
    level = style.makeelement(qn("a:lvl1pPr"), {"marL": "0", "indent": "0", "algn": str(PP_ALIGN.LEFT.xml_value)})
    style.append(level)
    level.append(level.makeelement(qn("a:buNone"), {}))
    run = level.makeelement(qn("a:defRPr"), {"sz": str(size * 100), "b": "1" if number == 0 else "0"})
    level.append(run)
    fill = run.makeelement(qn("a:solidFill"), {})
    run.append(fill)
    fill.append(fill.makeelement(qn("a:srgbClr"), {"val": shade.lstrip("#").upper()}))
