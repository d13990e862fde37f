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
from streamlit.runtime.state.common import user_key_from_element_id

_PRESSES = {"trigger_value", "string_trigger_value", "chat_input_value", "json_trigger_value"}
"""What a widget sends of a moment, not of a state: as Streamlit's protocol names it."""

_DEEDS = {"example_side", "example_page", "progress_file"}
"""Keys of widgets whose value is a deed as well: something is done when it changes, and then it means nothing more."""


def put_aside() -> None:
    """Keeps what came with the first runs of a session, and draws the page without its deeds; before all else."""
    if "acts" in st.session_state:
        return
    came = {one.id: one for one in _context().session_state.get_widget_states() if one.WhichOneof("value")}
    st.session_state.sent = {**st.session_state.get("sent", {}), **came}  # the reader may go on while the page is drawn
    if any(map(_is_deed, came.values())):
        # Streamlit keeps what it has once heard of a widget that it has not drawn, so a deed is said to be none
        _run_again(WidgetState(id=one.id) if _is_deed(one) else one for one in came.values())


def act() -> None:
    """Once the page has been drawn, acts on what was put aside; after all else."""
    if "acts" in st.session_state:
        return
    st.session_state.acts = True
    sent = st.session_state.pop("sent")
    if sent:
        _run_again(sent.values())


def _is_deed(state: WidgetState) -> bool:
    return state.WhichOneof("value") in _PRESSES or user_key_from_element_id(state.id) in _DEEDS


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
