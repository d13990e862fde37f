"""The offline page, in a real browser without a network."""

from __future__ import annotations

import html
import json
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from logic.export.drawing import axis, svg
from logic.export.handout.contents import handout
from logic.export.handout.page import page
from tests.export.given import DAY, EMERGENCY, FULLEST, NO_LEAD

pytestmark = pytest.mark.xdist_group("offline-page")
ROOT = Path(__file__).parents[2]
SHOWN = {"fullest": FULLEST, "emergency": EMERGENCY, "no-lead": NO_LEAD}


@pytest.fixture(scope="module")
def seen(tmp_path_factory) -> dict[str, dict]:
    """What a browser found on each page, on a phone and a laptop, in light and dark."""
    home = tmp_path_factory.mktemp("page")
    for name, scenario in SHOWN.items():
        (home / f"{name}.html").write_text(page(scenario, DAY), encoding="utf-8")
    files = [str(home / f"{name}.html") for name in SHOWN]
    # a process of its own, since one process can drive only one browser
    result = subprocess.run(
        [sys.executable, "-m", "tests.export.in_browser", *files], cwd=ROOT, check=True, capture_output=True, text=True
    )
    return json.loads(result.stdout)


@pytest.mark.parametrize("look", ["390 light", "390 dark", "1280 light", "1280 dark"])
@pytest.mark.parametrize("name", SHOWN)
def test_the_page_is_sound_without_a_network(seen, name, look):
    """It asks for nothing but itself, fits the width, is accessible, and logs no fault."""
    found = seen[f"{name}.html {look}"]
    assert found["requests"] == 1
    assert found["width"] <= int(look.split()[0])
    assert found["faults"] == []
    assert found["console"] == []
    assert found["title"].startswith(handout(SHOWN[name], DAY).title)


def test_light_and_dark_differ(seen):
    """The page follows the reader's colour scheme."""
    assert seen["fullest.html 390 light"]["background"] != seen["fullest.html 390 dark"]["background"]


def test_the_page_needs_nothing_and_runs_nothing():
    """No script, no frame, no style sheet, font or picture from anywhere; addresses stand only in links of sources."""
    text = page(FULLEST, DAY)
    assert not re.search(r"<(script|iframe|link|img|object|embed)\b|@import|url\((?!#)| on\w+=", text)
    assert set(re.findall(r'https?://[^"<\s]+', html.unescape(text))) <= {
        source.link for source in handout(FULLEST, DAY).sources if source.link
    }
    assert '<html lang="en-GB">' in text


def test_texts_are_escaped(monkeypatch):
    """Content that looks like markup is shown, not run, in the page and in its charts."""
    evil = '<script>alert("1")</script>'
    scale = axis.Scale.of(handout(FULLEST, DAY))
    item = type(scale.rows[0])("x", evil, "treatment", 0, 4, ())
    drawing = svg.timeline_svg(scale._replace(rows=(item,), spoken=evil))
    assert "<script" not in drawing
    assert drawing.count("&lt;script&gt;") == 2
    monkeypatch.setattr("logic.export.handout.page.day_text", lambda day: evil)
    assert "<script" not in page(FULLEST, DAY)


def test_headings_have_one_order():
    """One first heading, and no level is skipped."""
    levels = [int(level) for level in re.findall(r"<h([1-6])", page(FULLEST, DAY))]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_citation_leads_to_its_source():
    """Each number is a link to an entry of the list, and each entry is there."""
    text = page(EMERGENCY, DAY)
    assert set(re.findall(r'href="#([^"]+)"', text)) <= set(re.findall(r'id="([^"]+)"', text))
    assert len(re.findall(r'<li id="source-', text)) == len(handout(EMERGENCY, DAY).sources)
