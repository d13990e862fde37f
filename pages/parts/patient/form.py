"""The form of a scenario: at the side, and once more in the page for phones, both on the same values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from logic import Scenario
from logic.content.library import EXAMPLES, INPUTS
from logic.patient import link as received
from logic.patient.fields import DOMAINS, Choice, Flag, Several, Whole
from logic.patient.scenario import DEFAULTS, LINK_VERSION, Notice

GROUPS = {
    "patient": ("Patient", ":material/person:"),
    "fracture": ("Fracture and timing", ":material/calendar_month:"),
    "pain": ("Pain and response", ":material/sentiment_stressed:"),
    "red_flags": ("Red flags and imaging", ":material/flag:"),
    "bone_health": ("Bone health", ":material/orthopedics:"),
    "cautions": ("Cautions", ":material/warning:"),
}
OPEN_AT_FIRST = ("fracture", "pain", "red_flags")


def open_link() -> None:
    """On the first run of a visit, takes the scenario from the link, and keeps what was wrong in it."""
    query = {name: st.query_params.get_all(name) for name in st.query_params}
    if "notices" in st.session_state:
        if "v" not in query and not DOMAINS.keys().isdisjoint(query):
            st.query_params["v"] = LINK_VERSION  # Streamlit leaves it out on the way to another page
        return
    scenario, notices = Scenario.from_query(query)
    st.session_state.notices = notices
    _put(scenario)
    if (address := _spelt_out(scenario, query)) != query:
        st.query_params.from_dict(address)
        st.rerun()  # the widgets read the address as the run began, so begin again


def _spelt_out(scenario: Scenario, query: dict[str, list[str]]) -> dict[str, list[str]]:
    """The address as the widgets would write it, by labels, whole and without what the link has mangled."""
    others = {name: query[name] for name in received.read(query).others}
    wanted = _spelt(scenario)
    version = {"v": [LINK_VERSION]} if wanted or "v" in query else {}
    return {**others, **wanted, **version}


def link(scenario: Scenario) -> dict[str, str | list[str]]:
    """What a link within the app carries to open a scenario, for ``query_params``: its labels and the version."""
    return {**_spelt(scenario), "v": LINK_VERSION}


def _spelt(scenario: Scenario) -> dict[str, list[str]]:
    return {
        name: _in_address(name, getattr(scenario, name))
        for name in DOMAINS
        if getattr(scenario, name) != DEFAULTS[name]
    }


def _in_address(name: str, value: Any) -> list[str]:
    """A value as its widget writes it to the address: by its label."""
    options = INPUTS[name].options
    if isinstance(value, frozenset):
        return [option.label for item, option in options.items() if item in value]
    if isinstance(value, bool):
        return [str(value).lower()]
    return [options[value].label if options else str(value)]


def notices() -> list[Notice]:
    """What was wrong in the link that opened this visit."""
    kept: list[Notice] = st.session_state.notices
    return kept


def current() -> Scenario:
    """The scenario that the form holds now; impossible weeks are held back to what is possible."""
    values = {name: _value(name) for name in DOMAINS}
    values["weeks_of_care"] = min(values["weeks_of_care"], values["weeks_since_fracture"])
    return Scenario(**values)


def put(scenario: Scenario) -> None:
    """Fills the form with a scenario; for callbacks, which run before the widgets are made."""
    st.session_state.notices = []
    _put(scenario)


def sidebar() -> None:
    """The form at the side, bound to the address of the page."""
    st.subheader("Scenario", icon=":material/tune:", anchor=False)
    _starters("side")
    for group, (title, icon) in GROUPS.items():
        with st.expander(title, expanded=group in OPEN_AT_FIRST, icon=icon):
            for name, entry in INPUTS.items():
                if entry.group == group:
                    _widget(name, name, {"bind": "query-params"})
                    _complaint(name)


def in_page() -> None:
    """The same form once more, for a screen on which the sidebar covers the page."""
    _starters("page")
    for group, (title, _) in GROUPS.items():
        st.markdown(f"**{title}**")
        for name, entry in INPUTS.items():
            if entry.group == group:
                key = f"edit_{name}"
                st.session_state[key] = _held(name)
                _widget(name, key, {"on_change": _copy(name, key)})
                _complaint(name)


def _starters(where: str) -> None:
    titles = {name: example.title for name, example in EXAMPLES.items()}
    st.selectbox(
        "Start from an example",
        list(titles),
        index=None,
        format_func=titles.__getitem__,
        placeholder="Choose an example",
        key=f"example_{where}",
        on_change=_start_from,
        args=(f"example_{where}",),
    )
    st.button(
        "Reset to the default patient",
        icon=":material/restart_alt:",
        key=f"reset_{where}",
        type="tertiary",
        on_click=put,
        args=(Scenario(),),
    )


def _start_from(key: str) -> None:
    chosen = st.session_state[key]
    if chosen is not None:
        put(Scenario(**EXAMPLES[chosen].given))
        st.session_state[key] = None  # so that the same one may be chosen again after Back or an edit


def _put(scenario: Scenario) -> None:
    for name in DOMAINS:
        st.session_state[name] = _for_widget(name, getattr(scenario, name))


def _held(name: str) -> Any:
    """What the form holds in a field; a value that is gone, as after Back, is the default."""
    value = st.session_state.get(name)
    return _for_widget(name, DEFAULTS[name]) if value is None else value


def _for_widget(name: str, value: Any) -> Any:
    """A value of the scenario as its widget holds it."""
    domain = DOMAINS[name]
    return [item for item in domain.values if item in value] if isinstance(domain, Several) else value


def _value(name: str) -> Any:
    held = _held(name)
    return frozenset(held) if isinstance(DOMAINS[name], Several) else held


def _copy(name: str, key: str) -> Callable[[], None]:
    def copy() -> None:
        st.session_state[name] = st.session_state[key]

    return copy


def _complaint(name: str) -> None:
    since, care = _held("weeks_since_fracture"), _held("weeks_of_care")
    if name == "weeks_of_care" and care > since:
        st.error(
            f"Care cannot have lasted {care} weeks when the fracture is {since} weeks old. "
            f"The page uses {since} until you change one of the two.",
            icon=":material/error:",
        )


def _help(name: str) -> str:
    entry = INPUTS[name]
    lines = [entry.definition]
    lines += [f"Includes {item}." for item in entry.includes]
    lines += [f"Excludes {item}." for item in entry.excludes]
    return "\n\n".join(lines)


def _widget(name: str, key: str, more: dict[str, Any]) -> None:
    """One input. Each has its default here too: the address leaves out what equals it, and Back puts it where the address has nothing."""
    entry, domain, default = INPUTS[name], DOMAINS[name], _for_widget(name, DEFAULTS[name])
    common: dict[str, Any] = {"key": key, "help": _help(name), **more}
    match domain:
        case Whole(lowest, highest) if name == "pain_score":
            st.slider(f"{entry.label} (0 to 10)", lowest, highest, default, **common)
        case Whole(lowest, highest):
            st.number_input(entry.label, lowest, highest, default, step=1, **common)
        case Flag():
            st.toggle(entry.label, default, **common)
        case Several(values) | Choice(values):
            common["format_func"] = lambda value: entry.options[value].label
            if isinstance(domain, Several):
                st.pills(entry.label, values, selection_mode="multi", default=default, **common)
            elif len(values) > 3:
                st.selectbox(entry.label, values, values.index(default), **common)
            else:
                st.segmented_control(entry.label, values, default=default, required=True, **common)
