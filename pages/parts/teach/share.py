"""The patient of the page as a link, a QR code for the wall, and a frame for a learning platform."""

from __future__ import annotations

from html import escape

import streamlit as st

from logic.content.description import describe
from logic.export import qr
from pages.parts.patient import form


def show() -> None:
    """All three, for the scenario as it stands."""
    scenario = form.current()
    link = f"{base()}/?{scenario.to_query()}"
    code, words = st.columns([1, 1], gap="large")
    with code:
        st.image(qr.svg(link), width="stretch", alt=f"QR code that opens {link}")
    with words:
        st.header("This patient as a link", anchor=False)
        st.markdown("Whoever opens it sees this patient. The whole scenario is in the address; nothing is stored.")
        st.code(link, language=None, wrap_lines=True)
        st.download_button(
            "QR code as an image",
            lambda: qr.png(link),
            file_name="vcf-explorer-qr.png",
            mime="image/png",
            icon=":material/qr_code_2:",
            on_click="ignore",
        )
    st.header("In a learning platform", anchor=False)
    st.markdown(
        "1. Open the page of your course for editing and switch its editor to HTML or source.\n"
        "2. Paste the frame below where the patient should stand, and save.\n"
        "3. Should the frame stay empty, ask whoever runs the platform to allow frames from this address."
    )
    frame = (
        f'<iframe src="{escape(f"{base()}/?embed=true&{scenario.to_query()}")}" '
        f'title="VCF Explorer: {escape(describe(scenario))}" '
        'width="100%" height="900" style="border:0" loading="lazy"></iframe>'
    )
    st.code(frame, language=None, wrap_lines=True)


def base() -> str:
    """The address of the app as the reader's browser knows it, without a slash at its end."""
    return (st.context.url or "").rstrip("/").removesuffix("/teach")
