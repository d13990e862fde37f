"""How a commitment is marked: shared, missed and extra, and the points for them."""

from __future__ import annotations

import re
from fractions import Fraction
from types import SimpleNamespace

import pytest

from logic import Scenario
from logic.content.library import CASES
from logic.practice import marking
from logic.practice.marking import (
    ACCOMPANYING_POINTS,
    ALL_POINTS,
    DRIVER_POINTS,
    LEADING_POINTS,
    RULE_OF_MARKS,
    Commitment,
    Marks,
    Part,
    mark,
    mark_audit,
    mark_drill,
    shown,
)
from logic.practice.offer import accompanying, accompanying_choices, driver_choices, drivers

SILENT = [name for name, case in CASES.items() if case.leads is None]


def every_case(test):
    return pytest.mark.parametrize("name", CASES)(test)


def right(case):
    """The commitment that earns everything."""
    return Commitment(case.leads, frozenset(accompanying(case)), frozenset(drivers(case)))


@every_case
def test_the_right_commitment_earns_every_point(name):
    """Nothing missed, nothing extra."""
    marks = mark(CASES[name], right(CASES[name]))
    assert marks.points == ALL_POINTS == 10
    for part in (marks.leading, marks.accompanying, marks.drivers):
        assert part.missed == part.extra == ()
        assert part.points == part.out_of


@every_case
def test_ticking_everything_earns_less_than_the_right_ticks(name):
    """Each tick beyond the answer takes one away."""
    case = CASES[name]
    marks = mark(case, Commitment(None, frozenset(accompanying_choices(case)), frozenset(driver_choices(case))))
    assert marks.accompanying.points < ACCOMPANYING_POINTS
    assert marks.drivers.points < DRIVER_POINTS
    assert marks.accompanying.missed == marks.drivers.missed == ()


def test_ticking_nothing_where_something_holds_earns_nothing():
    """An empty list is no answer."""
    marks = mark(CASES["shopping-bag"], Commitment(None, frozenset(), frozenset()))
    assert marks.points == 0
    assert marks.accompanying.missed == accompanying(CASES["shopping-bag"])


def test_the_leading_step_earns_all_its_points_or_none():
    """What was chosen instead is extra and what leads is missed."""
    case = CASES["twelve-weeks"]
    wrong = mark(case, Commitment("conservative-care", frozenset(), frozenset())).leading
    assert (wrong.points, wrong.missed, wrong.extra) == (0, ("augmentation-consider",), ("conservative-care",))
    assert mark(case, Commitment("augmentation-consider", frozenset(), frozenset())).leading.points == LEADING_POINTS


@pytest.mark.parametrize("name", SILENT)
def test_no_specific_step_is_an_answer_like_any_other(name):
    """It is shared where it is right, and missed where a step was chosen."""
    case = CASES[name]
    assert mark(case, right(case)).leading.shared == (None,)
    assert mark(case, Commitment("radiotherapy", frozenset(), frozenset())).leading.missed == (None,)


def test_a_list_earns_shared_less_extra_by_all_that_is_right():
    """Four of six and one beyond: three sixths of three points, kept exact."""
    case = CASES["shopping-bag"]
    held = accompanying(case)
    extra = next(row for row in accompanying_choices(case) if row not in held)
    part = mark(case, Commitment(None, frozenset({*held[:4], extra}), frozenset())).accompanying
    assert (len(part.shared), len(part.missed), len(part.extra)) == (4, 2, 1)
    assert part.points == Fraction(3, 2)


def test_a_list_never_earns_less_than_nothing():
    """Only wrong ticks."""
    case = CASES["shopping-bag"]
    wrong = frozenset(accompanying_choices(case)) - set(accompanying(case))
    assert mark(case, Commitment(None, wrong, frozenset())).accompanying.points == 0


def test_where_nothing_accompanies_an_empty_list_earns_all_and_any_tick_none():
    """Major trauma: nothing of the article applies."""
    case = CASES["motorway"]
    one = frozenset(accompanying_choices(case)[:1])
    assert accompanying(case) == ()
    assert mark(case, Commitment(None, frozenset(), frozenset())).accompanying.points == ACCOMPANYING_POINTS
    assert mark(case, Commitment(None, one, frozenset())).accompanying.points == 0


@pytest.mark.parametrize(
    ("commitment", "field"),
    [
        (Commitment("emergency-mri", frozenset(), frozenset()), "leading"),
        (Commitment(None, frozenset({"outside-article"}), frozenset()), "accompanying"),
        (Commitment(None, frozenset(), frozenset({"bisphosphonate_unsuitable"})), "drivers"),
    ],
)
def test_a_choice_that_was_not_offered_is_refused_by_name(commitment, field):
    """With what is allowed."""
    with pytest.raises(ValueError, match=rf"^{field}: .* is not allowed; allowed is"):
        mark(CASES["shopping-bag"], commitment)


@pytest.mark.parametrize(
    ("points", "text"),
    [(Fraction(10), "10"), (Fraction(15, 2), "7.5"), (Fraction(1, 20), "0.1"), (Fraction(2, 3), "0.7"), (0, "0")],
)
def test_points_are_shown_to_one_decimal_with_halves_up(points, text):
    """And without a needless nought."""
    assert shown(Fraction(points)) == text


def test_the_rule_of_marks_names_every_number_that_marks_use():
    """The sentences are made from the constants."""
    text = " ".join(RULE_OF_MARKS)
    assert f"{ALL_POINTS} points" in text
    assert f"earns {LEADING_POINTS} points or none" in text
    assert f"up to {ACCOMPANYING_POINTS} points" in text
    assert f"up to {DRIVER_POINTS}." in text


PATIENT = SimpleNamespace(scenario=Scenario())


@pytest.fixture
def made_up(monkeypatch):
    """A case with lists of its own: ``a`` leads, ``b`` and ``c`` go with it, ``x`` decides."""
    answers = {
        "accompanying_choices": ("e", "d", "c", "b"),
        "accompanying": ("b", "c"),
        "driver_choices": ("y", "x", "z"),
        "drivers": ("x",),
    }
    for name, answer in answers.items():
        monkeypatch.setattr(marking, name, lambda _, answer=answer: answer)
    monkeypatch.setattr(marking, "leading", lambda _: "a")
    monkeypatch.setattr(marking, "LEADING_CHOICES", ("a", "b", None))


@pytest.mark.usefixtures("made_up")
def test_marks_say_for_each_part_what_was_shared_missed_and_extra():
    """In the order of the choices, with points and what they are out of."""
    marks = mark(PATIENT, Commitment("a", frozenset("cd"), frozenset("xy")))
    assert marks == Marks(
        Part(("a",), (), (), Fraction(5), 5),
        Part(("c",), ("b",), ("d",), Fraction(0), 3),
        Part(("x",), (), ("y",), Fraction(0), 2),
    )
    assert marks.points == 5
    other = mark(PATIENT, Commitment(None, frozenset("cb"), frozenset()))
    assert other == Marks(
        Part((), ("a",), (None,), Fraction(0), 5),
        Part(("c", "b"), (), (), Fraction(3), 3),
        Part((), ("x",), (), Fraction(0), 2),
    )
    assert mark(PATIENT, Commitment(None, frozenset("c"), frozenset("x"))).points == Fraction(7, 2)


@pytest.mark.usefixtures("made_up")
@pytest.mark.parametrize(
    ("commitment", "message"),
    [
        (Commitment("z", frozenset("q"), frozenset()), "leading: 'z' is not allowed; allowed is one of a, b, None"),
        (
            Commitment("a", frozenset({"z", "q", None}), frozenset()),
            "accompanying: None is not allowed; allowed is one of e, d, c, b",
        ),
        (Commitment("a", frozenset(), frozenset("ba")), "drivers: 'a' is not allowed; allowed is one of y, x, z"),
    ],
)
def test_a_refusal_names_the_first_tick_that_was_not_offered_and_all_that_were(commitment, message):
    """By name, part after part."""
    with pytest.raises(ValueError, match="^" + re.escape(message) + "$"):
        mark(PATIENT, commitment)


def test_a_drill_and_a_claim_are_right_or_wrong(monkeypatch):
    """What is asked of a drill is what leads after its change."""
    drill = SimpleNamespace(scenario=Scenario(age=20), changed=Scenario(age=30))
    monkeypatch.setattr(marking, "drill_choices", lambda one: ("a", "b", None) if one is drill else ())
    monkeypatch.setattr(marking, "leading", lambda scenario: "a" if scenario.age == 30 else "b")
    assert (mark_drill(drill, "a"), mark_drill(drill, "b"), mark_drill(drill, None)) == (True, False, False)
    with pytest.raises(ValueError, match=r"^choice: 'c' is not allowed; allowed is one of a, b, None$"):
        mark_drill(drill, "c")
    monkeypatch.setattr(marking, "CLAIMS", {"C1": SimpleNamespace(verdict="outdated")})
    assert mark_audit("C1", "outdated") is True
    assert mark_audit("C1", "faithful") is False
    with pytest.raises(ValueError, match=r"^claim: 'C2' is not allowed; allowed is one of C1$"):
        mark_audit("C2", "outdated")
    verdicts = "faithful, simplified, outdated, contradicted, unsupported"
    with pytest.raises(ValueError, match=rf"^verdict: 'wrong' is not allowed; allowed is one of {verdicts}$"):
        mark_audit("C1", "wrong")


def test_the_rule_of_marks_is_told_in_whole_sentences():
    """Six of them, to the letter."""
    assert RULE_OF_MARKS == (
        "A case earns up to 10 points.",
        "The leading step earns 5 points or none.",
        "What goes with it earns up to 3 points, and the facts that decide it up to 2.",
        "In these two lists each tick that the answer shares counts one and each tick beyond it takes one away; the sum "
        "is divided by the number of right ticks and is never below nothing.",
        "Where nothing is to be ticked, an empty list earns all its points and any tick none.",
        "Points are kept exact and shown to one decimal, halves up.",
    )
