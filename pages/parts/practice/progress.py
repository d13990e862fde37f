"""Progress without an account: kept in this tab and in the address, saved to a file and loaded again."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from logic.export.cards import cards_csv, deck
from logic.practice import offer
from logic.practice.progress import (
    BOXES,
    Progress,
    ProgressError,
    by_topic,
    due,
    from_json,
    from_link,
    gone,
    to_json,
    to_link,
)
from pages.parts import table
from pages.parts.evidence import citation
from pages.parts.frame.clock import today
from pages.parts.practice import answers


def open_link() -> None:
    """Takes the progress from the address on the first run of a visit, and keeps the address up to date."""
    if "progress" not in st.session_state:
        st.session_state.progress = Progress()
        if text := st.query_params.get("progress"):
            try:
                st.session_state.progress = from_link(text)
            except ProgressError as error:
                said = citation.foreign(str(error))
                st.warning(f"The progress in the link was left out. {said}", icon=":material/link_off:")
    link = to_link(st.session_state.progress) if st.session_state.progress.answers else None
    if link:
        st.query_params["progress"] = link
    elif "progress" in st.query_params:
        del st.query_params["progress"]


def following(item: str, items: Sequence[str]) -> str:
    """The item to go on with: the next one never tried, else the one that has been due longest, else the next."""
    tried = {answer.item for answer in st.session_state.progress.answers}
    after = [*items[items.index(item) + 1 :], *items[: items.index(item) + 1]] if item in items else list(items)
    fresh = [one for one in after if one not in tried]
    waiting = [one.item for one in due(st.session_state.progress, today()) if one.item in after]
    return next(iter([*fresh, *waiting, *after]))


def show() -> None:
    """Scores by topic, what comes back when, the file to keep, and cards to take home."""
    progress: Progress = st.session_state.progress
    if progress.answers:
        _scores(progress)
        _coming_back(progress)
    else:
        st.markdown("Nothing answered yet. What you commit to is scored here by topic, and comes back when it is due.")
    _file(progress)


def _items() -> dict[str, tuple[str, str, str]]:
    """Every item that there is, with its view, its title there, and its topic."""
    found = {f"case:{name}": ("Cases", case.title, case.topic.capitalize()) for name, case in offer.cases().items()}
    for name, drill in offer.drills().items():
        found[f"change:{name}"] = ("What changed?", drill.title, drill.topic.capitalize())
    found |= {f"audit:{name}": ("Audit", name, "Audit of the article") for name in offer.audit_drills()}
    return found


def _scores(progress: Progress) -> None:
    items = _items()
    st.header("Score by topic", anchor=False)
    rows = [
        {
            "Topic": f"**{topic}**",
            "Answers": str(score.attempts),
            "Mean of the latest scores": "" if score.mean is None else f"{score.mean:.0%}",
        }
        for topic, score in by_topic(progress, {item: topic for item, (_, _, topic) in items.items()}).items()
    ]
    table.show(rows, key="scores", alt="Score by topic")
    if left := gone(progress, items):
        st.markdown(f":small[{len(left)} answered items are no longer in the content and are not counted.]")


def _coming_back(progress: Progress) -> None:
    items, day = _items(), today()
    st.header("Due again", anchor=False)
    st.markdown(
        f"After a good answer an item comes back in {', '.join(map(str, BOXES[1:-1]))} and then {BOXES[-1]} days; "
        f"after a poor one, tomorrow."
    )
    waiting = [one for one in due(progress, day) if one.item in items]
    ready = [one for one in waiting if one.overdue]
    for one in ready[:10]:
        view, title, topic = items[one.item]
        st.button(
            f"**{title}** :small[{topic}]",
            key=f"again-{one.item}",
            icon=":material/replay:",
            type="tertiary",
            on_click=_again,
            args=(one.item, view, title),
        )
    if len(ready) > 10:
        st.markdown(f"And {len(ready) - 10} more.")
    if not ready:
        st.markdown(
            f"Nothing today. The next item comes back on {waiting[0].day.isoformat()}." if waiting else "Nothing."
        )


def _again(item: str, view: str, title: str) -> None:
    """Opens an item anew; for callbacks."""
    answers.forget(item)
    st.session_state[{"case": "case", "change": "drill", "audit": "judge"}[item.split(":", 1)[0]]] = title
    st.session_state.practise = view


def _file(progress: Progress) -> None:
    st.header("Keep it", anchor=False)
    st.markdown(
        "Nothing is stored on the server. This browser tab keeps your answers until you close it. "
        "The address of this page holds your progress while it is short enough; the file always does."
    )
    with st.container(horizontal=True, gap="small"):
        st.download_button(
            "Save progress",
            lambda: to_json(progress),
            file_name="vcf-explorer-progress.json",
            mime="application/json",
            icon=":material/download:",
            disabled=not progress.answers,
            on_click="ignore",
        )
        st.download_button(
            "Cards for Anki",
            lambda: deck(today()),  # Anki takes over a changed card only from a later export
            file_name="vcf-explorer.apkg",
            mime="application/octet-stream",
            icon=":material/style:",
            on_click="ignore",
        )
        st.download_button(
            "Cards as CSV",
            cards_csv,
            file_name="vcf-explorer-cards.csv",
            mime="text/csv",
            icon=":material/table:",
            on_click="ignore",
        )
    st.file_uploader("Load progress from a file", type="json", key="progress_file", on_change=_load)
    fault = st.session_state.get("progress_fault")
    if fault and st.session_state.progress_file is not None:
        st.error(fault, icon=":material/error:")


def _load() -> None:
    """Takes the progress from the file; a fault changes nothing."""
    file, st.session_state.progress_fault = st.session_state.progress_file, None
    if file is None:
        return
    try:
        st.session_state.progress = from_json(file.getvalue())
    except ProgressError as error:
        said = f"{file.name} was not loaded, and your progress is as it was: {error}."
        st.session_state.progress_fault = citation.foreign(said)
