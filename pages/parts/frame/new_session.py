"""A session that is new behind an open page runs once before it acts on what the page has sent.

After a restart, a fail-over or a long drop the browser keeps its page and says what all its widgets hold with the next
press. The server knows none of them yet: Streamlit calls no callback of a widget that it has not drawn, and the press
would be lost. So what was sent is put aside, the page is drawn, and then the same is sent once more.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NoReturn, cast

import streamlit as st
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.runtime.scriptrunner import RerunData, RerunException, ScriptRunContext, get_script_run_ctx

_PRESSES = {"trigger_value", "string_trigger_value", "chat_input_value", "json_trigger_value"}
"""What a widget sends of a moment, not of a state: as Streamlit's protocol names it."""


def put_aside() -> None:
    """Keeps what came with the first runs of a session, and draws the page without the presses; before all else."""
    if "acts" in st.session_state:
        return
    came = {one.id: one for one in _context().session_state.get_widget_states()}
    st.session_state.sent = {**st.session_state.get("sent", {}), **came}  # the reader may go on while the page is drawn
    calm = [one for one in came.values() if one.WhichOneof("value") not in _PRESSES]
    if len(calm) < len(came):
        _run_again(calm)


def act() -> None:
    """Once the page has been drawn, acts on what was put aside; after all else."""
    if "acts" in st.session_state:
        return
    st.session_state.acts = True
    sent = st.session_state.pop("sent")
    if sent:
        _run_again(sent.values())


def _context() -> ScriptRunContext:
    return cast("ScriptRunContext", get_script_run_ctx())  # pages are drawn by a script run and by nothing else


def _run_again(states: Iterable[WidgetState]) -> NoReturn:
    """Begins again as if the browser had sent these states now."""
    context = _context()
    raise RerunException(
        RerunData(
            query_string=context.query_string,
            page_script_hash=context.page_script_hash,
            widget_states=WidgetStates(widgets=states),
            cached_message_hashes=context.cached_message_hashes,
            context_info=context.context_info,
            is_history_navigation=context.is_history_navigation,
        )
    )
