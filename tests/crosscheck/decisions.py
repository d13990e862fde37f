"""What an engine decides for a patient, and where two engines differ."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol, TypeAlias

from logic import Scenario, recommend
from logic.patient.fields import DOMAINS

Patient: TypeAlias = Mapping[str, Any]
"""A scenario as plain data, for engines that know nothing of ours."""


class Decision(NamedTuple):
    """The ids in order of urgency, the leading one, and whether a red flag leaves it provisional."""

    ids: tuple[str, ...]
    primary: str | None
    provisional: bool


class Engine(Protocol):
    """A foreign rule engine that was given our table."""

    package: str

    def decide(self, patients: Sequence[Patient]) -> list[Decision]: ...


@dataclass(frozen=True)
class Disagreement:
    """One patient for whom an engine decides otherwise than ``recommend``."""

    package: str
    scenario: Scenario
    ours: Decision
    theirs: Decision

    def __str__(self) -> str:
        lines = [f"{self.package} differs from recommend() for /?{self.scenario.to_query()}", f"  {self.scenario}"]
        for name, ours, theirs in zip(Decision._fields, self.ours, self.theirs, strict=True):
            if ours != theirs:
                lines += [f"  {name} of recommend(): {ours}", f"  {name} of {self.package}: {theirs}"]
        return "\n".join(lines)


@dataclass
class Comparison:
    """How often each engine differed, how long each took, and how often each rule held."""

    scenarios: int = 0
    differing: Counter[str] = field(default_factory=Counter)
    seconds: Counter[str] = field(default_factory=Counter)
    held: Counter[str] = field(default_factory=Counter)
    first: Disagreement | None = None

    def add(self, other: Comparison) -> None:
        """Takes in a later comparison."""
        self.scenarios += other.scenarios
        self.differing += other.differing
        self.seconds += other.seconds
        self.held += other.held
        self.first = self.first or other.first


def plain(scenario: Scenario) -> Patient:
    """The scenario as plain data; the set as a sorted list."""
    fields = {name: getattr(scenario, name) for name in DOMAINS}
    return {name: sorted(value) if isinstance(value, frozenset) else value for name, value in fields.items()}


def compare(scenarios: Sequence[Scenario], engines: Sequence[Engine]) -> Comparison:
    """Each engine against ``recommend``, patient by patient. Times are processor time."""
    done = Comparison(len(scenarios))
    start = time.process_time()
    pathways = [recommend(scenario) for scenario in scenarios]
    done.seconds["recommend()"] = time.process_time() - start
    ours = [Decision(pathway.ids, pathway.primary, pathway.provisional) for pathway in pathways]
    for decision in ours:
        done.held.update(decision.ids)
    patients = [plain(scenario) for scenario in scenarios]
    for engine in engines:
        start = time.process_time()
        theirs = engine.decide(patients)
        done.seconds[engine.package] = time.process_time() - start
        for scenario, wanted, got in zip(scenarios, ours, theirs, strict=True):
            if got != wanted:
                done.differing[engine.package] += 1
                done.first = done.first or Disagreement(engine.package, scenario, wanted, got)
    return done
