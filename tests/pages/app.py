"""The app without a browser: opened by a link, its form read back, its words as one text."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from streamlit.testing.v1 import AppTest

from logic import Scenario, recommend
from logic.content.library import ADVICE
from logic.patient.fields import DOMAINS, Several

SHELL = Path(__file__).parents[2] / "pages" / "_shell.py"
PAGES = ("explore.py", "compare.py", "evidence.py", "lookup.py", "practice.py", "teach.py", "about.py")
NO_STEP = "The article gives no specific step"


def start(link: str = "", page: str = "explore.py") -> AppTest:
    """The app as a link opens it, on one of its pages."""
    app = AppTest.from_file(str(SHELL), default_timeout=30)
    app.query_params.update(parse_qs(link, keep_blank_values=True))
    if page != PAGES[0]:
        app.switch_page(page)
    return app.run()


def opened(app: AppTest, *keys: str) -> AppTest:
    """The same page with some expanders or popovers open."""
    for key in keys:
        app.session_state[key] = True
    return app.run()


def title(app: AppTest) -> str:
    """The one title of the page."""
    (only,) = app.main.title
    return str(only.value)


def leading_title(scenario: Scenario) -> str:
    """The title that the explore page owes a scenario."""
    primary = recommend(scenario).primary
    return ADVICE[primary].title if primary else NO_STEP


def form(app: AppTest) -> dict[str, Any]:
    """What the widgets of the sidebar hold, field by field."""
    groups = ("number_input", "slider", "toggle", "selectbox", "segmented_control", "pills")
    widgets = {widget.key: widget.value for group in groups for widget in getattr(app.sidebar, group)}
    return {
        name: frozenset(widgets[name]) if isinstance(domain, Several) else widgets[name]
        for name, domain in DOMAINS.items()
    }


TERM = re.compile(r'\[([^\]]*)\]\(/lookup\?show=Terms&term=\S+ "[^"]*"\)')
"""A technical term with its definition, as a text carries it."""


def plain(text: str) -> str:
    """A text without the marks of Markdown's escapes, the definitions of its terms and its line breaks."""
    return " ".join(TERM.sub(r"\1", text).replace("\\", "").split())


def words(block: Any) -> str:
    """Every paragraph of a part of the page, as one text."""
    return plain(" ".join(str(item.value) for item in block.markdown))
