"""A table to read that turns into a list of cards on a narrow screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

if TYPE_CHECKING:
    import pandas as pd


def show(rows: pd.DataFrame | list[dict[str, Any]], *, key: str, alt: str) -> None:
    """The table; below 640 pixels each row stands as a block, each cell under the name of its column."""
    columns = list(rows[0] if isinstance(rows, list) else rows.columns)
    with st.container(key=f"table-{key}"):
        st.html(_narrow(f".st-key-table-{key}", columns))
        st.table(rows, alt=alt, hide_index=True, border="horizontal")


def _narrow(scope: str, columns: list[str]) -> str:
    """Styles for a narrow screen, which no setting of the table offers."""
    labels = "".join(
        f"{scope} td:nth-of-type({number})::before {{ content: {_quoted(name)}; }}"
        for number, name in enumerate(columns[1:], start=2)  # the first cell names its row and needs no label
    )
    return f"""<style>
@media (max-width: 640px) {{
  {scope} table, {scope} tbody, {scope} tr, {scope} td {{ display: block; width: 100% !important; min-width: 0; }}
  {scope} thead {{ position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }}
  {scope} tr {{ padding: 0.7rem 0; border-bottom: 1px solid rgba(128, 128, 128, 0.5); }}
  {scope} td {{ border: 0 !important; padding: 0.2rem 0.1rem !important; white-space: normal !important; }}
  {scope} td:not(:first-of-type)::before {{ display: inline-block; min-width: 8rem; margin-right: 0.5rem; font-weight: 600; }}
  {labels}
}}
</style>"""


def _quoted(name: str) -> str:
    """A column's name as a string of CSS; letters, digits and plain punctuation need no escape."""
    return '"' + "".join(sign if sign.isalnum() or sign in " ,.()%-" else " " for sign in name) + '"'
