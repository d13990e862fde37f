"""A chart with its twin: the same figures as a table to read and as a file to take away."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import plotly.graph_objects as go
import streamlit as st

from logic.evidence.csv import to_csv
from logic.figures.style import Theme
from pages.parts import table as reading

if TYPE_CHECKING:
    import pandas as pd


def theme() -> Theme:
    """The theme that the reader sees."""
    return "dark" if st.context.theme.type == "dark" else "light"


def show(figure: go.Figure, *, key: str, alt: str) -> None:
    """The chart alone, without a tool bar, named for those who cannot see it."""
    st.plotly_chart(figure, key=key, alt=alt, theme=None, config={"displayModeBar": False, "responsive": True})


def twin(
    title: str,
    table: Callable[[], pd.DataFrame],
    *,
    key: str,
    references: Iterable[str],
    file: Callable[[], pd.DataFrame] | None = None,
) -> None:
    """The same figures as a table and a CSV file, both built only when they are asked for."""
    with st.expander("The same as a table", icon=":material/table:", key=f"{key}-table", on_change="rerun") as opened:
        if opened.open:
            show_table(title, table, key=key, references=references, file=file)


def show_table(
    title: str,
    table: Callable[[], pd.DataFrame],
    *,
    key: str,
    references: Iterable[str],
    file: Callable[[], pd.DataFrame] | None = None,
) -> None:
    """A table to read, with a file to take away; ``file`` gives the file's own columns where they differ."""
    reading.show(table(), key=key, alt=title)
    download(title, file or table, key=key, references=references)


def listing(title: str, rows: list[dict[str, str]], *, key: str) -> None:
    """Rows of the page's own making as a table to read, with its file; their sources stand in them."""

    def table() -> pd.DataFrame:
        import pandas as pd

        return pd.DataFrame(rows)

    show_table(title, table, key=key, references=())


def download(title: str, table: Callable[[], pd.DataFrame], *, key: str, references: Iterable[str]) -> None:
    """A button that makes the table's CSV file, with its provenance, when it is pressed."""
    st.download_button(
        "Download as CSV",
        lambda: to_csv(title, table(), references),
        file_name=f"{key}.csv",
        mime="text/csv",
        key=f"{key}-csv",
        icon=":material/download:",
        on_click="ignore",
    )
