"""What an editor leaves out of an entry is empty in the way of its field, and what must be plain words is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Any

import pytest
from pydantic import TypeAdapter, ValidationError

from logic.content import library
from logic.content.shapes.assurance import LIKELIHOOD, SEVERITY, Hazard
from logic.content.shapes.entry import Entry
from logic.content.shapes.practice import TOPICS, Case
from logic.rules import table
from logic.rules.table import RULES, SECTIONS

WINDOWS = {
    "conservative-care": ("treatment", "care"),
    "nsaid": ("evidence_window", "care"),
    "opioid": ("evidence_window", "care"),
    "calcitonin": ("treatment", "fracture"),
    "brace": ("treatment", "care"),
    "reassess-at-3-months": ("decision", "care"),
}


def kinds(base: type[Entry] = Entry) -> Iterator[type[Entry]]:
    """Every kind of entry, of every file of content."""
    for kind in base.__subclasses__():
        yield kind
        yield from kinds(kind)


def left_out() -> Iterator[Any]:
    """Every field that may be left out, with what it is then."""
    for kind in dict.fromkeys(kinds()):
        for name, field in kind.model_fields.items():
            if not field.is_required():
                given = field.get_default(call_default_factory=True)
                yield pytest.param(
                    Annotated[(field.annotation, *field.metadata)] if field.metadata else field.annotation,
                    given,
                    id=f"{kind.__module__.removeprefix('logic.')}.{kind.__name__}.{name}",
                )


@pytest.mark.parametrize(("shape", "given"), list(left_out()))
def test_what_is_left_out_is_of_the_kind_that_its_field_holds(shape, given):
    """No text where there may be a number or nothing, nothing where there must be a list; else code meets it unawares."""
    assert TypeAdapter(shape).validate_python(given, strict=True) == given


def test_there_are_fields_that_may_be_left_out():
    """The test above looks at all kinds of entries and not at none."""
    assert len(list(left_out())) > 100


def test_a_grade_of_a_hazard_is_said_in_plain_words():
    """Small letters, commas and semicolons, as they stand in the middle of a sentence."""
    for words in (*SEVERITY.values(), *LIKELIHOOD.values()):
        assert re.fullmatch(r"[a-z]+([,;]? [a-z]+)*", words)


def test_grades_run_from_one_to_five():
    """Each has its words."""
    assert list(SEVERITY) == list(LIKELIHOOD) == [1, 2, 3, 4, 5]


def hazard(**changed: Any) -> dict[str, Any]:
    """A hazard of the content as it is written, but for what is changed."""
    one = next(iter(library.HAZARDS.values()))
    return {name: getattr(one, name) for name in Hazard.model_fields} | changed


def test_a_risk_is_severity_times_likelihood():
    """So that hazards can be sorted by it."""
    assert Hazard(**hazard(severity=3, likelihood=4)).risk == 12


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("severity", 0),
        ("severity", 6),
        ("likelihood", 0),
        ("likelihood", 6),
        ("tests", ["a look at it"]),
        ("tests", []),
    ],
)
def test_a_hazard_outside_the_grades_or_without_a_test_is_refused(field, value):
    """A control that nobody has shown is none."""
    Hazard(**hazard())
    with pytest.raises(ValidationError):
        Hazard(**hazard(**{field: value}))


def test_a_section_of_the_rules_has_a_plain_heading():
    """As the table of rules in the docs shows it."""
    for head in SECTIONS:
        assert re.fullmatch(r"[A-Z][a-z]+( [a-z]+)*", head)


def test_a_window_is_of_its_kind_and_counted_from_its_day():
    """A prescription, the length of studies or a decision; from the fracture or from the start of care."""
    found = {name: rule.window for name, rule in RULES.items() if rule.window}
    assert {name: (window.kind, window.counted_from) for name, window in found.items()} == WINDOWS


def test_the_topics_of_practice_are_those_that_a_case_may_have():
    """A case may be about each of them and about nothing else."""
    allowed = TypeAdapter(Case.model_fields["topic"].annotation)
    assert len(TOPICS) >= 5
    for topic in TOPICS:
        assert allowed.validate_python(topic) == topic
    with pytest.raises(ValidationError):
        allowed.validate_python("another topic")


def test_a_rule_that_has_no_place_in_the_order_of_urgency_stops_the_start(monkeypatch):
    """It could neither lead nor follow; it is named."""
    monkeypatch.setattr(table, "ORDER", table.ORDER[1:])
    with pytest.raises(TypeError, match=f"^{table.LEADING[0]}: every rule of a section must stand in ORDER once$"):
        table._check()
