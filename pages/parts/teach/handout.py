"""Files to hand out, made from the pathway of the patient when they are asked for."""

from __future__ import annotations

import logging

import streamlit as st

from logic import Scenario
from logic.content.description import describe
from logic.export.handout.formats import FORMATS
from pages.parts.frame.clock import today
from pages.parts.patient import form


def show() -> None:
    """A choice of formats, a button that makes them, and the files that were made."""
    scenario = form.current()
    st.markdown(f"All files are made from the pathway of this patient. {describe(scenario)}")
    wanted = st.pills(
        "Formats",
        list(FORMATS),
        selection_mode="multi",
        default=next(iter(FORMATS)),
        format_func=lambda name: FORMATS[name].label,
        key="formats",
        wrap=True,
    )
    if st.button("Make the files", type="primary", icon=":material/print:", disabled=not wanted):
        _make(scenario, wanted)
    made = st.session_state.get("made", {})
    if made.get("scenario") == scenario:
        for name, content in made["files"].items():
            one = FORMATS[name]
            st.download_button(
                one.label,
                content,
                file_name=one.file_name(scenario, made["day"]),
                mime=one.mime,
                key=f"download-{name}",
                icon=":material/download:",
                on_click="ignore",
            )
        for fault in made["faults"]:
            st.error(fault, icon=":material/error:")


def _make(scenario: Scenario, wanted: list[str]) -> None:
    """Makes each file in turn; one that fails is named and takes nothing else with it."""
    day = today()
    files: dict[str, bytes | str] = {}
    faults = []
    progress = st.progress(0.0, "Making the files")
    for done, name in enumerate(wanted):
        progress.progress(done / len(wanted), f"Making: {FORMATS[name].label}")
        try:
            files[name] = FORMATS[name].make(scenario, day)
        except Exception as error:  # whatever a library raises, the page and the other files stay
            logging.getLogger(__name__).exception("%s could not be made", name)
            faults.append(
                f"{FORMATS[name].label} could not be made: {type(error).__name__}. The other files are not affected."
            )
    progress.empty()
    st.session_state.made = {"scenario": scenario, "day": day, "files": files, "faults": faults}
