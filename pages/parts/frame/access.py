"""What Streamlit leaves open: a ring around what the keyboard has reached, main buttons to be read, stillness, paper, no room for what is not seen."""

from __future__ import annotations

import streamlit as st

_STYLE = """<style>
.st-key-unseen { position: absolute; width: 0 !important; height: 0; overflow: hidden; }
[data-testid=stPageLink-NavLink]:focus-visible, [data-testid=stMain]:focus-visible {
  outline: 3px solid #2b9aa2; outline-offset: -3px;
}
[data-testid=stBaseButton-primary], [data-testid=stBaseButton-primaryFormSubmit] {
  color: light-dark(#ffffff, #0f1719) !important;
}
@media (prefers-reduced-motion: reduce) {
  *, ::before, ::after {
    transition-duration: 0.01ms !important; animation-duration: 0.01ms !important; animation-iteration-count: 1 !important;
  }
}
@media print {
  [data-testid=stSidebar], [data-testid=stHeader], [data-testid=stPopover], [data-testid=stPageLink],
  [data-testid=stElementContainer]:not([class*="st-key-change-"]) > [data-testid=stButton], [data-testid=stDownloadButton], [data-testid=stFileUploader], [data-testid=stButtonGroup],
  .st-key-menu, .st-key-stage-bar, .st-key-copy_link, .st-key-reader-choice { display: none !important; }
  [data-testid=stApp], [data-testid=stAppViewContainer], [data-testid=stMain] {
    position: static !important; height: auto !important; overflow: visible !important;
  }
  [data-testid=stApp], [data-testid=stApp] * { color: #000 !important; background-color: #fff !important; }
  .js-plotly-plot text { fill: #000 !important; }
  .js-plotly-plot svg, .js-plotly-plot svg * { background-color: transparent !important; }
  .js-plotly-plot .scatterlayer path.point { stroke: #000 !important; }
  html, body { background: #fff !important; }
  [data-testid=stExpander], [data-testid=stPlotlyChart], tr { break-inside: avoid; }
}
</style>"""


def show() -> None:
    """The styles, once a page."""
    st.html(_STYLE)
