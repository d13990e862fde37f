"""What a clinician has reviewed, item by item."""

from __future__ import annotations

import streamlit as st

from logic.assurance import reviews
from logic.content.library import ADVICE, CLAIMS, OMISSIONS, REVIEWS
from pages.parts import chart


def show() -> None:
    """The counts by status; every rule and claim with its status when the list is opened."""
    found = [reviews.status(*item) for item in reviews.ITEMS]
    told = [f"{found.count(name)} {name}" for name in reviews.STATUSES]
    st.markdown(f"{reviews.statement()} Of {len(found)} rules and claims: {', '.join(told)}.")
    with st.expander("Show the state of each", icon=":material/rule:", key="review-state", on_change="rerun") as opened:
        if opened.open:
            means = "; ".join(f"{name}: {meaning}" for name, meaning in reviews.STATUSES.items())
            st.markdown(f"{means[:1].upper()}{means[1:]}.")
            chart.listing("State of review", _rows(), key="review-list")


def _rows() -> list[dict[str, str]]:
    rows = []
    for kind, id in reviews.ITEMS:
        review = REVIEWS.get(id)
        rows.append(
            {
                "Item": id,
                "What it says": _says(kind, id),
                "Status": reviews.status(kind, id),
                "Reviewer": f"{review.reviewer}, {review.date}, version {review.content_version}" if review else "none",
            }
        )
    return rows


def _says(kind: reviews.Kind, id: str) -> str:
    if kind == "rule":
        return ADVICE[id].title
    return CLAIMS[id].says if id in CLAIMS else OMISSIONS[id].topic
