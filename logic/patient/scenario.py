"""The patient scenario: its fields, what each may hold, and its form as a link."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Literal, NamedTuple, TypeAlias
from urllib.parse import parse_qs, urlencode

from logic.patient.fields import DOMAINS, Choice, Domain, Flag, Several, Whole

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
    """A value of a link that could not be used, and the value that stands in for it."""

    field: str
    given: str
    used: Any
    message: str

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
        """The scenario of a link, and a notice for each value that could not be used.

        Takes a mapping of names to a text or to a list of texts, or the query string itself.
        A field's value and the label that a widget shows for it are both understood. Never
        raises: a value that cannot be used falls back to the default of its field. Names that
        are no field of a scenario are left alone, since pages keep parameters of their own.
        """
        given = parse_qs(query.lstrip("?"), keep_blank_values=True) if isinstance(query, str) else query
        values: dict[str, Any] = {}
        notices: list[Notice] = []
        for name, domain in DOMAINS.items():
            if name not in given:
                continue
            texts = _texts(given[name])
            allowed = str(domain)
            value, bad = _read(texts, domain)
            if name == "weeks_of_care":  # the weeks since the fracture have been read before it
                since = values.get("weeks_since_fracture", DEFAULTS["weeks_since_fracture"])
                if not bad and value > since:
                    value, bad, allowed = None, texts, _at_most(since)
            if bad:
                used = DEFAULTS[name] if value is None else value
                used = min(used, since) if name == "weeks_of_care" else used
                notices.append(_notice(name, ", ".join(bad), used, allowed))
            if value is not None:
                values[name] = value
        since = values.get("weeks_since_fracture", DEFAULTS["weeks_since_fracture"])
        values.setdefault("weeks_of_care", min(DEFAULTS["weeks_of_care"], since))
        version = _texts(given.get("v", LINK_VERSION))
        if version != [LINK_VERSION]:
            message = f"The link is of version {_short(', '.join(version))}; this app reads version 1."
            notices.append(Notice("v", ", ".join(version), LINK_VERSION, message))
        return cls(**values), notices


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
    """The value that the texts stand for (None where there is none) and the texts that failed."""
    if isinstance(domain, Several):
        parts = [part for text in texts for part in text.split(",") if part.strip()]
        good = frozenset(as_value(part) for part in parts) & frozenset(domain.values)
        return good, [part for part in parts if as_value(part) not in good]
    text = texts[-1].strip() if texts else ""
    value: Any = None
    match domain:
        case Whole():
            value = int(text) if re.fullmatch(r"[+-]?[0-9]{1,6}", text) else None
        case Choice():
            value = as_value(text)
        case Flag():
            value = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}.get(text.casefold())
    return (value, []) if _fits(value, domain) else (None, [text])


def _texts(value: Any) -> list[str]:
    items = value if isinstance(value, list | tuple | set | frozenset) else [value]
    return [item if isinstance(item, str) else _short(item) for item in items]


def _as_text(value: Any) -> str:
    if isinstance(value, frozenset):
        return ",".join(sorted(value))
    return str(value).lower() if isinstance(value, bool) else str(value)


def _notice(name: str, given: str, used: Any, allowed: str) -> Notice:
    shown = _as_text(used) or "none"
    message = f"{name}: {_short(given)} cannot be used ({allowed}); {shown} is used instead."
    return Notice(name, given, used, message)


def _short(value: Any) -> str:
    try:
        text = repr(value)
    except (ValueError, TypeError, RecursionError) as error:  # such as a number of 5,000 digits
        text = f"a {type(value).__name__} that cannot be shown ({type(error).__name__})"
    return text if len(text) <= 60 else text[:57] + "..."
