"""The patient scenario: its fields, what each may hold, and its form as a link."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Literal, NamedTuple, TypeAlias
from urllib.parse import urlencode

from logic.patient import link
from logic.patient.fields import DOMAINS, Choice, Domain, Several, Whole

LINK_VERSION = "1"
"""Written as ``v`` into every link; a changed default would change the meaning of old links."""

YesNoUnknown: TypeAlias = Literal["no", "yes", "unknown"]


class Fault(NamedTuple):
    """One thing that is wrong with a call: the field, what came and what is allowed."""

    field: str
    given: Any
    allowed: str

    def __str__(self) -> str:
        return f"{self.field}: {_short(self.given)} is not allowed; allowed is {self.allowed}"


class ScenarioError(ValueError):
    """A scenario that cannot be; ``faults`` lists every fault of the call."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(str(fault) for fault in self.faults))

    def __reduce__(self) -> tuple[type[ScenarioError], tuple[tuple[Fault, ...]]]:
        return type(self), (self.faults,)  # an error is otherwise rebuilt from its message


class Notice(NamedTuple):
    """What a link leaves open about a field (or about ``v``), and the value that stands in for it."""

    field: str
    given: str
    used: Any
    message: str

    @property
    def mild(self) -> bool:
        """Whether nothing is known to be wrong: the link only lacks its last word."""
        return self.field == "v" and not self.given

    def __str__(self) -> str:
        return self.message


@dataclass(frozen=True, init=False)
class Scenario:
    """One patient. Every field has a default; a faulty call raises ``ScenarioError``.

    Weeks are counted from the day the fracture was identified (``weeks_since_fracture``) and
    from the start of conservative care (``weeks_of_care``). ``pain_score`` is on the numerical
    rating scale, 0 to 10.
    """

    age: int = 74
    sex: Literal["female", "male"] = "female"
    cause: str = "osteoporotic"
    weeks_since_fracture: int = 2
    weeks_of_care: int = 2
    pain_score: int = 6
    disabling_pain: bool = False
    pain_relief: Literal["not_assessed", "adequate", "inadequate"] = "not_assessed"
    worsening: bool = False
    neurological_deficit: YesNoUnknown = "no"
    neural_compression: YesNoUnknown = "no"
    spinal_instability: YesNoUnknown = "no"
    deformity: Literal["none", "stable", "progressive"] = "none"
    mri_oedema: Literal["unknown", "present", "absent"] = "unknown"
    bone_drug: Literal["none", "bisphosphonate", "denosumab", "anabolic"] = "none"
    bisphosphonate_unsuitable: bool = False
    bone_pain_despite_bisphosphonate: bool = False
    very_high_fracture_risk: bool = False
    mobility: Literal["walking", "limited", "bed_bound"] = "walking"
    cautions: frozenset[str] = frozenset()

    def __init__(self, **given: Any) -> None:
        faults = [
            Fault(name, value, "one of the fields " + ", ".join(DOMAINS))
            for name, value in given.items()
            if name not in DOMAINS
        ]
        for name, domain in DOMAINS.items():
            value = given.get(name, DEFAULTS[name])
            if isinstance(domain, Several) and isinstance(value, set | list | tuple):
                value = _frozen(value)
            if not _fits(value, domain):
                faults.append(Fault(name, given[name], str(domain)))
            object.__setattr__(self, name, value)
        weeks_fit = not {"weeks_since_fracture", "weeks_of_care"} & {fault.field for fault in faults}
        if weeks_fit and self.weeks_of_care > self.weeks_since_fracture:
            faults.append(Fault("weeks_of_care", self.weeks_of_care, _at_most(self.weeks_since_fracture)))
        if faults:
            raise ScenarioError(faults)

    def replace(self, **changes: Any) -> Scenario:
        """The same patient with some fields changed; raises as a new scenario would."""
        return replace(self, **changes)

    @property
    def week_care_began(self) -> int:
        """Weeks from the fracture's identification to the start of conservative care."""
        return self.weeks_since_fracture - self.weeks_of_care

    def to_query(self) -> str:
        """The scenario as a query string: each field that differs from its default, and ``v``."""
        pairs = [(name, _as_text(getattr(self, name))) for name in DOMAINS if getattr(self, name) != DEFAULTS[name]]
        return urlencode([*pairs, ("v", LINK_VERSION)], safe=",")

    @classmethod
    def from_query(cls, query: Mapping[str, Any] | str) -> tuple[Scenario, list[Notice]]:
        """The scenario of a link, and a notice for whatever in it is not certain.

        Takes a mapping of names to a text or to a list of texts, or the query string itself.
        A field's value and the label that a widget shows for it are both understood, and so is
        what a link suffers on its way as long as it can only mean one thing (logic/patient/link.py).
        Never raises. A value that cannot be used falls back to the default of its field; of
        several that differ the last one that can be used counts. Either has a notice, and so have
        names that resemble a field, a link that does not end with ``v=1`` and one of another
        version. All other names are left alone, since pages keep parameters of their own.
        """
        reading = link.read(query)
        values: dict[str, Any] = {}
        notices: list[Notice] = []
        for name, domain in DOMAINS.items():
            if name not in reading.texts:
                continue
            texts = reading.texts[name]
            since = values.get("weeks_since_fracture", DEFAULTS["weeks_since_fracture"])  # it is read before the care
            value, bad = _read(texts, domain)
            if name == "weeks_of_care" and value is not None and value > since:
                notices.append(_notice(name, texts, min(DEFAULTS[name], since), _at_most(since)))
                continue
            if bad:
                default = min(DEFAULTS[name], since) if name == "weeks_of_care" else DEFAULTS[name]
                notices.append(_notice(name, bad, default if value is None else value, str(domain)))
            if value is not None:
                values[name] = value
        since = values.get("weeks_since_fracture", DEFAULTS["weeks_since_fracture"])
        values.setdefault("weeks_of_care", min(DEFAULTS["weeks_of_care"], since))
        scenario = cls(**values)
        notices += _unread(reading.unread, scenario)
        notices += _version(reading)
        return scenario, notices


DEFAULTS: dict[str, Any] = {field.name: field.default for field in fields(Scenario)}


def as_value(text: str) -> str:
    """A label as the value it stands for: ``GI bleeding risk`` is ``gi_bleeding_risk``.

    Labels in content/inputs.yaml must be their values written in words, so that a link may
    carry either; the library refuses others.
    """
    return re.sub(r"[\s_-]+", "_", text.strip().casefold())


def _at_most(weeks_since_fracture: int) -> str:
    return f"at most weeks_since_fracture, which is {weeks_since_fracture}"


def _fits(value: Any, domain: Domain) -> bool:
    match domain:
        case Whole(lowest, highest):
            return type(value) is int and lowest <= value <= highest
        case Choice(values):
            return isinstance(value, str) and value in values
        case Several(values):
            return isinstance(value, frozenset) and value <= set(values)
    return type(value) is bool


def _frozen(value: Iterable[Any]) -> Any:
    try:
        return frozenset(value)
    except TypeError:  # something in it cannot be hashed, so it is no value of ours
        return value


def _read(texts: list[str], domain: Domain) -> tuple[Any, list[str]]:
    """The value that the texts stand for (None where there is none) and the texts that are in doubt."""
    if isinstance(domain, Several):
        named = {part: link.value_of(part, domain) for text in texts for part in link.parts(text)}
        bad = [part for part, value in named.items() if value is None] if named else texts[:1]
        return frozenset(named.values()) - {None}, bad
    values = [link.value_of(text, domain) for text in texts]
    good = [value for value in values if _fits(value, domain)]
    agree = len(good) == len(values) and len(set(good)) == 1
    return good[-1] if good else None, [] if agree else [text.strip() for text in texts]


def _as_text(value: Any) -> str:
    if isinstance(value, frozenset):
        return ",".join(sorted(value))
    return str(value).lower() if isinstance(value, bool) else str(value)


def _notice(name: str, texts: list[str], used: Any, allowed: str) -> Notice:
    """The notice on a field whose texts cannot be used, or not all of them."""
    given = ", ".join(texts)
    if len(texts) > 1 and not isinstance(used, frozenset):
        message = f"{name}: the link gives {_short(given)}; {_as_text(used)} is used. Check which is right."
    else:
        message = f"{name}: {_short(given)} cannot be used ({allowed}); {_as_text(used) or 'none'} is used instead."
    return Notice(name, given, used, message)


def _unread(pieces: Iterable[link.Unread], scenario: Scenario) -> list[Notice]:
    """One notice for all names that resemble the same field."""
    by_fields: dict[tuple[str, ...], list[str]] = {}
    for given, names in pieces:
        by_fields.setdefault(names, []).append(given)
    notices = []
    for names, texts in by_fields.items():
        given = ", ".join(texts)
        used = " and ".join(_as_text(getattr(scenario, name)) or "none" for name in names)
        message = (
            f"{' or '.join(names)}: {_short(given)} cannot be read; the patient has {used}. Check the original link."
        )
        notices.append(Notice(names[0], given, getattr(scenario, names[0]), message))
    return notices


def _version(reading: link.Reading) -> list[Notice]:
    """A notice on a link of another version, or on one that may have lost its end."""
    versions = link.version(reading.texts.get("v", []))
    if versions in ([LINK_VERSION], []) and (versions or not (reading.texts or reading.unread)):
        return []
    given = ", ".join(versions)
    if versions:
        message = f"The link is of version {_short(given)}; this app reads version 1."
    else:
        message = (
            "This link does not end with v=1. If it was cut short, fields may be missing: "
            "check the patient against the original."
        )
    return [Notice("v", given, LINK_VERSION, message)]


def _short(value: Any) -> str:
    try:
        text = repr(value)
    except (ValueError, TypeError, RecursionError) as error:  # such as a number of 5,000 digits
        text = f"a {type(value).__name__} that cannot be shown ({type(error).__name__})"
    return text if len(text) <= 60 else text[:57] + "..."
