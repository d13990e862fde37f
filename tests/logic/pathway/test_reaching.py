"""What would make another step lead, on rule tables of two or three made-up rows."""

from __future__ import annotations

import pytest

from logic import Scenario
from logic.pathway import reaching
from logic.pathway.counterfactuals import Change
from logic.pathway.reaching import effort, what_would_make
from logic.rules.conditions import All, AtLeast, AtMost, Condition, Has, Is, Limit, Not, Some
from logic.rules.terms import Rule

TRAUMA = Is("cause", "high_energy_trauma")
PROGRESSIVE = Is("deformity", "progressive")
STABLE = Is("deformity", "stable")
WORSE = Is("worsening", True)
MALE = Is("sex", "male")
BED_BOUND = Is("mobility", "bed_bound")
TWELVE_OF_CARE = AtLeast("weeks_of_care", Limit("phase", 12, "weeks"))
INFECTED = Has("cautions", "active_infection")
ALLERGIC = Has("cautions", "cement_allergy")


def severe(points=7):
    return AtLeast("pain_score", Limit("severe", points, "points"))


def young(weeks=4):
    return AtMost("weeks_since_fracture", Limit("recent", weeks, "weeks"))


def old(weeks):
    return AtLeast("weeks_since_fracture", Limit("old", weeks, "weeks"))


@pytest.fixture
def table(monkeypatch):
    """Sets the rule table: rows by name in order, the first that holds leads."""

    def put(**rows):
        rules = {name: Rule(name, "now", when) for name, when in rows.items()}
        monkeypatch.setattr(reaching, "RULES", rules)
        monkeypatch.setattr(reaching, "LEADING", tuple(rules))
        monkeypatch.setattr(
            reaching, "leading", lambda now: next((name for name, one in rules.items() if one.when.holds(now)), None)
        )

    return put


def ways(primary, **given):
    """The changes as field, from, to and steps; each must name the step that it is for."""
    changes = what_would_make(Scenario(**given), primary)
    if changes is None:
        return None
    assert {change.new_primary for change in changes} <= {primary}
    assert all(isinstance(change, Change) for change in changes)
    return [(change.field, change.from_, change.to, change.steps) for change in changes]


@pytest.mark.parametrize(
    ("when", "given", "found"),
    [
        (WORSE, {}, [("worsening", False, True, 1)]),
        (Not(WORSE), {"worsening": True}, [("worsening", True, False, 1)]),
        (WORSE, {"worsening": True}, []),
        (PROGRESSIVE, {}, [("deformity", "none", "progressive", 1)]),
        (Not(PROGRESSIVE), {"deformity": "progressive"}, [("deformity", "progressive", "none", 1)]),
        (severe(), {"pain_score": 3}, [("pain_score", 3, 7, 4)]),
        (Not(severe()), {"pain_score": 7}, [("pain_score", 7, 6, 1)]),
        (Not(severe()), {"pain_score": 9}, [("pain_score", 9, 6, 3)]),
        (young(), {"weeks_since_fracture": 10}, [("weeks_since_fracture", 10, 4, 6)]),
        (Not(young()), {"weeks_since_fracture": 4}, [("weeks_since_fracture", 4, 5, 1)]),
        (INFECTED, {}, [("cautions", frozenset(), {"active_infection"}, 1)]),
        (
            ~(INFECTED | ALLERGIC),
            {"cautions": ["active_infection", "cement_allergy", "low_calcium"]},
            [("cautions", {"active_infection", "cement_allergy", "low_calcium"}, {"low_calcium"}, 1)],
        ),
        (TWELVE_OF_CARE, {"weeks_since_fracture": 12}, [("weeks_of_care", 2, 12, 10)]),
        (
            TWELVE_OF_CARE,
            {"weeks_since_fracture": 11},
            [("weeks_since_fracture", 11, 12, 1), ("weeks_of_care", 2, 12, 10)],
        ),
        (
            PROGRESSIVE & WORSE & MALE,
            {},
            [("sex", "female", "male", 1), ("worsening", False, True, 1), ("deformity", "none", "progressive", 1)],
        ),
        (PROGRESSIVE & WORSE & MALE & BED_BOUND, {}, None),
        (
            TWELVE_OF_CARE & WORSE,
            {},
            [("weeks_since_fracture", 2, 12, 10), ("weeks_of_care", 2, 12, 10), ("worsening", False, True, 1)],
        ),
        (TWELVE_OF_CARE & WORSE & MALE, {}, None),
        (PROGRESSIVE & STABLE, {}, None),
    ],
)
def test_the_changes_are_those_that_the_one_rule_lacks(table, when, given, found):
    """In the order of the form; numbers by the shortest way; three fields at most."""
    table(wanted=when)
    assert ways("wanted", **given) == found


@pytest.mark.parametrize(
    ("when", "fields"),
    [
        (TRAUMA | PROGRESSIVE, ["deformity"]),
        (TRAUMA | severe(8), ["cause"]),
        (PROGRESSIVE | WORSE, ["worsening"]),
        ((WORSE & MALE) | severe(9), ["pain_score"]),
        (Some((severe(9), MALE & WORSE, BED_BOUND)), ["mobility"]),
    ],
)
def test_of_several_ways_the_one_of_fewest_fields_and_least_steps_is_told(table, when, fields):
    """Then one that leaves the cause alone, then the order of the form."""
    table(wanted=when)
    assert [field for field, *_ in ways("wanted")] == fields


def test_a_row_that_leads_before_the_wanted_one_must_give_way(table):
    """Also where the wanted one holds only after a change."""
    table(first=WORSE, wanted=MALE)
    assert ways("wanted", sex="male", worsening=True) == [("worsening", True, False, 1)]
    assert ways("wanted", worsening=True) == [("sex", "female", "male", 1), ("worsening", True, False, 1)]


def test_a_row_after_the_wanted_one_may_hold(table):
    """It leads no longer."""
    table(wanted=MALE, other=WORSE)
    assert ways("wanted", worsening=True) == [("sex", "female", "male", 1)]


def test_no_specific_step_leads_where_every_row_gives_way(table):
    """None is an answer like any other."""
    table(first=WORSE, second=MALE & severe())
    given = {"worsening": True, "sex": "male", "pain_score": 8}
    assert ways(None) == []
    assert ways(None, **given) == [("sex", "male", "female", 1), ("worsening", True, False, 1)]


def test_a_row_that_the_wanted_one_implies_can_never_give_way(table):
    """Whoever has the one has the other before it."""
    table(first=MALE, wanted=MALE & WORSE)
    assert ways("wanted") is None
    assert ways("wanted", sex="male", worsening=True) is None


def test_a_field_is_changed_once(table):
    """What was changed for the wanted row is not changed again for the row before it."""
    table(first=old(3) & ~TWELVE_OF_CARE, wanted=old(5))
    assert ways("wanted") is None
    table(first=INFECTED, wanted=INFECTED | ALLERGIC)
    assert ways("wanted") == [("cautions", frozenset(), {"cement_allergy"}, 1)]


def test_a_step_that_is_not_in_the_table_is_refused_with_those_that_are(table):
    """By its name."""
    table(one=WORSE, two=MALE)
    with pytest.raises(ValueError, match=r"^primary: 'three' is not allowed; allowed is None or one of one, two$"):
        what_would_make(Scenario(), "three")


def test_a_table_that_contradicts_itself_is_not_searched(monkeypatch, table):
    """A row holds, and the lead says that none does."""
    table(wanted=MALE)
    monkeypatch.setattr(reaching, "leading", lambda _: None)
    with pytest.raises(TypeError, match=r"^wanted holds and yet nothing leads$"):
        what_would_make(Scenario(sex="male"), "wanted")


class Bare(Condition):
    """A condition of a kind that nobody has taught to the search."""

    def holds(self, scenario):
        return False


def test_a_condition_of_an_unknown_kind_is_refused(table):
    """By the name of its kind."""
    table(wanted=Bare())
    with pytest.raises(TypeError, match=r"^Bare is not a condition that can be bound$"):
        what_would_make(Scenario(), "wanted")
    with pytest.raises(TypeError, match=r"^Bare is not a condition whose effort can be told$"):
        effort(Bare(), Scenario())


@pytest.mark.parametrize(
    ("condition", "to_hold", "to_fail"),
    [
        (MALE, 1, 0),
        (Is("sex", "female"), 0, 1),
        (TRAUMA, 3, 0),
        (Is("cause", "osteoporotic"), 0, 3),
        (Is("neurological_deficit", "yes"), 2, 0),
        (Is("neural_compression", "yes"), 2, 0),
        (Is("spinal_instability", "no"), 0, 2),
        (Not(MALE), 0, 1),
        (All((MALE, WORSE, TRAUMA)), 5, 0),
        (Some((MALE & WORSE, TRAUMA)), 2, 0),
        (Some((Not(MALE), Not(WORSE))), 0, 2),
        (All((Not(MALE), Not(TRAUMA))), 0, 1),
        (Not(All((Not(MALE), Not(TRAUMA)))), 1, 0),
    ],
)
def test_effort_weighs_a_cause_three_a_red_flag_two_and_other_facts_one(condition, to_hold, to_fail):
    """The sum for an "and", the least for an "or", and the other way round to make it fail."""
    assert effort(condition, Scenario()) == effort(condition, Scenario(), True) == to_hold
    assert effort(condition, Scenario(), False) == to_fail


@pytest.fixture
def looks(monkeypatch, table):
    """Sets the rule table and notes every patient whose lead is looked at."""

    def put(**rows):
        table(**rows)
        seen, lead = [], reaching.leading
        monkeypatch.setattr(reaching, "leading", lambda now: (seen.append(now), lead(now))[1])
        return seen

    return put


FOUR = {"worsening": True, "sex": "male", "mobility": "bed_bound", "deformity": "progressive"}


@pytest.mark.parametrize(
    ("rows", "given"),
    [
        ({"wanted": PROGRESSIVE & WORSE & MALE & BED_BOUND}, {}),
        ({"wanted": ~(PROGRESSIVE | WORSE | MALE | BED_BOUND)}, FOUR),
        ({"one": WORSE, "two": MALE, "three": BED_BOUND, "four": PROGRESSIVE, "wanted": All(())}, FOUR),
        ({"one": WORSE, "two": MALE, "three": BED_BOUND, "wanted": STABLE}, FOUR),
    ],
)
def test_what_lacks_four_fields_is_given_up_without_a_try(looks, rows, given):
    """The patient alone is looked at, once for each number of fields from none to three."""
    seen = looks(**rows)
    assert ways("wanted", **given) is None
    assert seen == [Scenario(**given)] * 4


def test_the_same_changes_in_another_order_are_not_followed_again(looks):
    """Two fields: the patient three times, each change alone, and both together once."""
    seen = looks(wanted=WORSE & MALE)
    assert len(ways("wanted")) == 2
    assert len(seen) == 6
