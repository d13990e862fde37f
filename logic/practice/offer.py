"""Practice: which cases and drills there are, and the closed lists from which a reader commits.

Every list is the same each time: nothing is drawn at random, and rows stand in the order of the rule table.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from logic.content.library import CASES, CLAIMS, DRILLS, INPUTS, PRACTICE, THRESHOLDS
from logic.content.shapes.entry import Verdict
from logic.content.shapes.practice import Case, Drill
from logic.evidence.audit import VERDICTS, by_verdict
from logic.pathway.reaching import effort
from logic.pathway.recommend import Pathway, leading, recommend
from logic.patient.scenario import DEFAULTS, Scenario
from logic.rules.conditions import Is, Leaf
from logic.rules.table import LEADING, ORDER, RULES

NEVER_LEAD = ("emergency-mri", "refer-surgery-deformity", "open-decompression", "decompression-approach")
"""Rows that stand among the leading ones but hold only where ``refer-surgery-neuro``, before them, holds too."""

CAN_LEAD = tuple(name for name in LEADING if name not in NEVER_LEAD)

LEADING_CHOICES: tuple[str | None, ...] = (*CAN_LEAD, None)
"""What may be chosen to lead, for every case: the rows that can, in table order, and None for no specific step."""

HELD_AT_MOST = 6
OTHERS_AT_LEAST = 4
CHOICES_AT_LEAST = 8
"""A list to tick has 8 to 10 rows, at most 6 of which hold."""

DISTRACTORS = 3
ALWAYS_STATED = ("age", "weeks_since_fracture", "pain_score", "weeks_of_care")
DRILL_CHOICES = 4


@dataclass(frozen=True, slots=True)
class DrillAnswer:
    """A drill worked out: both pathways, what leads, and what appears and disappears, the lead included."""

    before: Pathway
    after: Pathway
    leading_before: str | None
    leading_after: str | None
    appears: tuple[str, ...]
    disappears: tuple[str, ...]


def as_written() -> bool:
    """Whether the thresholds are those for which cases and drills were written."""
    return all(THRESHOLDS[name].value == value for name, value in PRACTICE.written_for.items())


def cases() -> dict[str, Case]:
    """The cases to offer, by id: all, but those that a changed threshold gave another lead."""
    return {name: case for name, case in CASES.items() if leading(case.scenario) == case.leads}


def drills() -> dict[str, Drill]:
    """The drills to offer, by id: all, but those in which a changed threshold left nothing to change."""
    return {name: drill for name, drill in DRILLS.items() if changes_something(drill)}


def changes_something(drill: Drill) -> bool:
    """Whether anything appears or disappears by the drill's change."""
    return recommend(drill.scenario).ids != recommend(drill.changed).ids


def accompanying_choices(case: Case) -> tuple[str, ...]:
    """Eight to ten rows to tick, in table order: at most six that hold beside the lead, at least four that do not.

    Where more than six hold, rows come first that could have led, then those that look at most conditions which come
    out otherwise than for the default patient, then those with most reasons in which this patient differs from it.
    Of the rows that do not hold, those come first that the least change would make hold (``effort``), where each such
    condition that they look at takes one away; rows that could lead come last among equals, since the lead
    is asked for already. A row that fails for all the reasons of one already taken waits until no other is left.
    """
    scenario, held = case.scenario, _held(case.scenario)
    shown = sorted(held, key=lambda name: (name not in LEADING, -_own(name, scenario), -_bearing(name, scenario)))
    shown = shown[:HELD_AT_MOST]
    others = _plausible(scenario, [name for name in ORDER if name not in held and name != leading(scenario)])
    wanted = max(OTHERS_AT_LEAST, CHOICES_AT_LEAST - len(shown))
    return tuple(sorted((*shown, *others[:wanted]), key=ORDER.index))


def accompanying(case: Case) -> tuple[str, ...]:
    """The rows to tick that hold."""
    held = _held(case.scenario)
    return tuple(name for name in accompanying_choices(case) if name in held)


def not_asked(case: Case) -> tuple[str, ...]:
    """Rows that hold beside the lead and are not among the choices; a page shows them with the answer."""
    choices = accompanying_choices(case)
    return tuple(name for name in _held(case.scenario) if name not in choices)


def drivers(case: Case) -> tuple[str, ...]:
    """The fields that decide the lead, in the order of the form.

    They are those for which the leading rule holds. Where none leads, they are the cause and every field on which a
    leading rule fails that was written for this cause.
    """
    scenario = case.scenario
    lead = leading(scenario)
    if lead is not None:
        found = {leaf.field for leaf in RULES[lead].when.deciding(scenario, True)}
    else:
        own = Is("cause", scenario.cause)
        rules = [RULES[name] for name in LEADING if own in RULES[name].when.leaves()]
        found = {"cause"} | {leaf.field for rule in rules for leaf in rule.when.deciding(scenario, False)}
    return tuple(name for name in INPUTS if name in found)


def driver_choices(case: Case) -> tuple[str, ...]:
    """The fields to tick, in the order of the form: the drivers, and fields of the vignette that decide nothing.

    The latter are those in which the patient differs from the defaults. Where they are fewer than three, fields follow
    that every vignette states: age, weeks since the fracture, pain, weeks of care.
    """
    right = drivers(case)
    stated = [name for name in INPUTS if name not in right and _differs(case.scenario, name)]
    spare = [name for name in ALWAYS_STATED if name not in right and name not in stated]
    wanted = {*right, *stated, *spare[: max(0, DISTRACTORS - len(stated))]}
    return tuple(name for name in INPUTS if name in wanted)


def drill_answer(drill: Drill) -> DrillAnswer:
    """What the change of the drill brings."""
    before, after = recommend(drill.scenario), recommend(drill.changed)
    return DrillAnswer(
        before,
        after,
        before.primary,
        after.primary,
        tuple(name for name in after.ids if name not in before.ids),
        tuple(name for name in before.ids if name not in after.ids),
    )


def drill_choices(drill: Drill) -> tuple[str | None, ...]:
    """Five candidates for the lead after the change, in table order: None for no specific step always stands last.

    The others are the lead before, the lead after, and those that the least change would make hold.
    """
    either = {leading(drill.scenario), leading(drill.changed)} - {None}
    near = [name for name in _nearest(drill.changed, CAN_LEAD) if name not in either]
    wanted = {*either, *near[: DRILL_CHOICES - len(either)]}
    return (*(name for name in CAN_LEAD if name in wanted), None)


def audit_drills() -> tuple[str, ...]:
    """The claims whose source was seen, ordered so that the verdicts mix: each verdict's claims are spread evenly."""
    found: list[tuple[float, int, str]] = []
    for rank, verdict in enumerate(VERDICTS):
        names = [name for name in by_verdict()[verdict] if CLAIMS[name].verified]
        found += [((place + 0.5) / len(names), rank, name) for place, name in enumerate(names)]
    return tuple(name for _, _, name in sorted(found))


def audit_choices() -> tuple[Verdict, ...]:
    """The verdicts to choose from, from best to worst."""
    return VERDICTS


def _held(scenario: Scenario) -> tuple[str, ...]:
    pathway = recommend(scenario)
    return tuple(name for name in pathway.ids if name != pathway.primary)


def _plausible(scenario: Scenario, names: list[str]) -> list[str]:
    ranked = sorted(
        names, key=lambda name: (effort(RULES[name].when, scenario) - _own(name, scenario), name in LEADING)
    )
    taken: dict[str, set[Leaf]] = {}
    for name in ranked:
        reasons = set(RULES[name].when.deciding(scenario, False))
        if not any(earlier <= reasons for earlier in taken.values()):
            taken[name] = reasons
    return [*taken, *(name for name in ranked if name not in taken)]


def _own(name: str, scenario: Scenario) -> int:
    """How many of the conditions that the row looks at come out otherwise than for the default patient."""
    return sum(leaf.holds(scenario) != leaf.holds(_DEFAULT) for leaf in set(RULES[name].when.leaves()))


def _bearing(name: str, scenario: Scenario) -> int:
    fields = {leaf.field for leaf in RULES[name].when.deciding(scenario, True)}
    return sum(_differs(scenario, field) for field in fields)


def _differs(scenario: Scenario, name: str) -> bool:
    return bool(getattr(scenario, name) != DEFAULTS[name])


def _nearest(scenario: Scenario, names: Iterable[str]) -> list[str]:
    return sorted(names, key=lambda name: (effort(RULES[name].when, scenario), ORDER.index(name)))


_DEFAULT = Scenario()
