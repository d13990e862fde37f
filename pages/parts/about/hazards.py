"""The hazard log: what could do harm, how bad and how likely, what is built against it and what is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from logic.content.library import HAZARDS
from logic.content.shapes.assurance import LIKELIHOOD, SEVERITY
from pages.parts import chart
from pages.parts import table as reading

if TYPE_CHECKING:
    import pandas as pd

BY_RISK = dict(sorted(HAZARDS.items(), key=lambda pair: -pair[1].risk))
"""The log with the highest risk first."""


def show() -> None:
    """How many there are and what the grades mean; the log itself when it is opened."""
    most = next(iter(BY_RISK.values()))
    st.markdown(
        f"{len(HAZARDS)} ways in which the app could do harm, each graded with its control in place: "
        "risk is severity times likelihood, from 1 to 25. The grades are our own judgement. "
        f"The highest is {most.risk}: {most.hazard[:1].lower()}{most.hazard[1:]}."
    )
    with st.expander("Show the hazard log", icon=":material/warning:", key="hazards", on_change="rerun") as opened:
        if opened.open:
            for name, grades in (("Severity", SEVERITY), ("Likelihood", LIKELIHOOD)):
                st.markdown(f"**{name}.** " + "; ".join(f"{grade}: {means}" for grade, means in grades.items()) + ".")
            reading.show(_rows(), key="hazard-list", alt="Hazard log, highest risk first")
            chart.download("Hazard log", _file, key="hazard-list", references=())


def _rows() -> list[dict[str, str]]:
    return [
        {
            "Hazard": f"{name}. {one.hazard}",
            "Cause and effect": f"{one.cause} {one.effect}",
            "Risk": f"{one.risk} ({one.severity}\N{NO-BREAK SPACE}×\N{NO-BREAK SPACE}{one.likelihood})",
            "Control": one.control,
            "What is left": one.remains,
        }
        for name, one in BY_RISK.items()
    ]


def _file() -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(
        {
            "id": name,
            "hazard": one.hazard,
            "cause": one.cause,
            "effect": one.effect,
            "severity": one.severity,
            "likelihood": one.likelihood,
            "risk": one.risk,
            "control": one.control,
            "tests": "; ".join(one.tests),
            "what is left": one.remains,
            "rests on": "; ".join([*one.claims, *one.cautions]),
        }
        for name, one in BY_RISK.items()
    )
