"""Cases and drills held against the pathway: each is a patient that can be; lectures, against cases and sources.

Imported with the package; a fault raises ``ContentError`` with the file, the entry and what is wrong.
"""

from __future__ import annotations

from typing import Any

from logic.content.library import CASES, CLAIMS, DRILLS, LECTURES, OMISSIONS, PRACTICE, REFERENCES, THRESHOLDS
from logic.content.reading import ContentError
from logic.content.shapes.lectures import Lecture
from logic.content.shapes.practice import Case, Drill
from logic.pathway.recommend import leading
from logic.patient.scenario import DEFAULTS, Scenario, ScenarioError
from logic.practice.offer import CAN_LEAD, as_written, changes_something


def _scenario(file: str, name: str, key: str, given: dict[str, Any]) -> Scenario:
    try:
        return Scenario(**given)
    except ScenarioError as error:
        raise ContentError(file, name, f"{key}: {error}") from error


def _check_given(file: str, name: str, entry: Case | Drill) -> None:
    _scenario(file, name, "given", dict(entry.given))
    for claim in entry.claims:
        if claim not in CLAIMS and claim not in OMISSIONS:
            raise ContentError(file, name, f"claims: there is no claim {claim}")


def _check_case(name: str, case: Case, seen: dict[Scenario, str]) -> None:
    _check_given("learning/cases.yaml", name, case)
    other = seen.setdefault(case.scenario, name)
    if other != name:
        raise ContentError("learning/cases.yaml", name, f"given: is the patient of {other} too")
    if case.leads is not None and case.leads not in CAN_LEAD:
        raise ContentError("learning/cases.yaml", name, f"leads: there is no leading step {case.leads}")
    lead = leading(case.scenario)
    if case.leads != lead and as_written():
        raise ContentError("learning/cases.yaml", name, f"leads: is {case.leads}, but for this patient it is {lead}")


def _check_drill(name: str, drill: Drill) -> None:
    _check_given("learning/drills.yaml", name, drill)
    if drill.field not in DEFAULTS:
        raise ContentError("learning/drills.yaml", name, f"field: there is no field {drill.field}")
    changed = _scenario("learning/drills.yaml", name, "to", {**drill.given, drill.field: drill.to})
    if changed == drill.scenario:
        raise ContentError("learning/drills.yaml", name, "to: is the value that the patient has already")
    if as_written() and not changes_something(drill):
        raise ContentError("learning/drills.yaml", name, "to: changes nothing in the pathway")


def _check_lecture(name: str, lecture: Lecture) -> None:
    for case in lecture.cases:
        if case not in CASES:
            raise ContentError("learning/lectures.yaml", name, f"cases: there is no case {case}")
        if lecture.cases.count(case) > 1:
            raise ContentError("learning/lectures.yaml", name, f"cases: {case} stands there twice")
    planned = sum(row.minutes for row in lecture.plan)
    if planned != lecture.minutes:
        raise ContentError(
            "learning/lectures.yaml", name, f"plan: adds up to {planned} minutes, and must to {lecture.minutes}"
        )
    _check_lecture_sources(name, "claims", lecture.claims, ())
    for number, question in enumerate(lecture.questions, 1):
        where = f"questions, number {number}"
        if not (question.claims or question.references):
            raise ContentError("learning/lectures.yaml", name, f"{where}: a source is missing")
        _check_lecture_sources(name, where, question.claims, question.references)


def _check_lecture_sources(name: str, where: str, claims: tuple[str, ...], references: tuple[str, ...]) -> None:
    for claim in claims:
        if claim not in CLAIMS and claim not in OMISSIONS:
            raise ContentError("learning/lectures.yaml", name, f"{where}: there is no claim {claim}")
    for reference in references:
        if reference not in REFERENCES:
            raise ContentError("learning/lectures.yaml", name, f"{where}: there is no reference {reference}")


def _check() -> None:
    for name in PRACTICE.written_for:
        if name not in THRESHOLDS:
            raise ContentError("learning/practice.yaml", "the whole file", f"written_for: there is no threshold {name}")
    seen: dict[Scenario, str] = {}
    for name, case in CASES.items():
        _check_case(name, case, seen)
    for name, drill in DRILLS.items():
        _check_drill(name, drill)
    for name, lecture in LECTURES.items():
        _check_lecture(name, lecture)


_check()
