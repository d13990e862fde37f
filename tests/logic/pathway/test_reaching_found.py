"""What would make another step lead: the smallest changes that do, held against trying everything."""

from __future__ import annotations

from itertools import combinations, product
from statistics import median
from time import perf_counter

import pytest

from logic import Scenario, ScenarioError, recommend, what_would_change
from logic.content.library import CASES
from logic.pathway.counterfactuals import DECIDING_FIELDS, Change
from logic.pathway.reaching import MOST_FIELDS, effort, what_would_make
from logic.practice.offer import CAN_LEAD
from logic.rules.conditions import All, Condition, Has, Is
from logic.rules.table import RULES
from tests.scenarios import CHOICES, FLAGS, random_scenarios

LEADS = (*CAN_LEAD, None)
SCENARIOS = [Scenario(), *random_scenarios(40, seed=11)]
FEW = [Scenario(), CASES["brochure"].scenario, CASES["cord-signs"].scenario, CASES["mast-cells-clinic"].scenario]


def with_all(scenario, changes):
    return scenario.replace(**{change.field: change.to for change in changes})


def test_a_step_that_leads_already_needs_no_change():
    """An empty set, which is not None."""
    for scenario in SCENARIOS:
        assert what_would_make(scenario, recommend(scenario).primary) == ()


def test_the_changes_start_from_the_patient_and_make_the_step_lead():
    """Applied together they do; three fields at most, each once."""
    found = 0
    for scenario, lead in product(SCENARIOS, LEADS):
        changes = what_would_make(scenario, lead)
        if changes is None:
            continue
        found += 1
        names = [change.field for change in changes]
        assert len(set(names)) == len(names) <= MOST_FIELDS
        assert all(change.from_ == getattr(scenario, change.field) != change.to for change in changes)
        assert recommend(with_all(scenario, changes)).primary == lead
    assert found > len(SCENARIOS)


def test_no_change_of_the_set_can_be_left_out():
    """Without any one of them another step leads, or there is no such patient."""
    for scenario, lead in product(SCENARIOS, LEADS):
        for change in what_would_make(scenario, lead) or ():
            rest = [other for other in what_would_make(scenario, lead) if other != change]
            try:
                assert recommend(with_all(scenario, rest)).primary != lead
            except ScenarioError:  # more weeks of care than the fracture is old
                assert change.field == "weeks_since_fracture"


def test_one_field_suffices_exactly_where_a_single_change_does():
    """Every lead that a single change gives is reached by one, by the shortest way."""
    for scenario in SCENARIOS:
        single = {}
        for change in what_would_change(scenario):
            single.setdefault(change.new_primary, []).append(change.steps)
        for lead in LEADS:
            changes = what_would_make(scenario, lead)
            if lead in single:
                assert [change.steps for change in changes] == [min(single[lead])], (scenario.to_query(), lead)
            elif lead != recommend(scenario).primary:
                assert changes is None or len(changes) > 1


def values(scenario, field):
    """Other values to try: all of a choice, both sides of each limit of a number, cautions one more or less."""
    now = getattr(scenario, field)
    if field == "weeks_of_care":
        return [11, 12]
    if field == "pain_score":
        return [0, 1, 6, 7]
    if field == "cautions":
        return [now ^ {one} for one in ("bleeding_disorder", "active_infection", "cement_allergy")]
    return [not now] if field in FLAGS else [value for value in CHOICES[field] if value != now]


def fewest_by_trying(scenario, most=2):
    """The fewest fields, of at most ``most``, by which each lead can be reached."""
    reached = {recommend(scenario).primary: 0}
    for size in range(1, most + 1):
        for fields in combinations(DECIDING_FIELDS, size):
            for chosen in product(*(values(scenario, field) for field in fields)):
                try:
                    other = scenario.replace(**dict(zip(fields, chosen, strict=True)))
                except ScenarioError:
                    continue
                reached.setdefault(recommend(other).primary, size)
    return reached


@pytest.mark.parametrize("scenario", FEW)
def test_no_smaller_set_does_it(scenario):
    """Found by trying every pair of fields that decide."""
    reached = fewest_by_trying(scenario)
    for lead in LEADS:
        changes = what_would_make(scenario, lead)
        if lead in reached:
            assert changes is not None
            assert len(changes) == reached[lead]
        else:
            assert changes is None or len(changes) == 3 or {"weeks_since_fracture"} < {c.field for c in changes}


def test_one_point_of_pain_is_what_early_cement_lacks():
    """Six of ten that disables."""
    (change,) = what_would_make(CASES["nearly-severe"].scenario, "augmentation-early")
    assert change == Change("pain_score", 6, 7, "augmentation-early", 1)


def test_more_weeks_of_care_bring_more_weeks_since_the_fracture():
    """At 2 weeks, 12 of care need a fracture of 12 weeks: two fields and ten weeks each."""
    changes = what_would_make(Scenario(), "reassess-now")
    assert [(change.field, change.from_, change.to) for change in changes] == [
        ("weeks_since_fracture", 2, 12),
        ("weeks_of_care", 2, 12),
    ]


def test_what_leads_before_the_step_is_cleared_away():
    """A deficit and compression hide a candidate for cement: both must go."""
    given = {"weeks_since_fracture": 13, "weeks_of_care": 12, "pain_relief": "inadequate"}
    hidden = Scenario(**given, neurological_deficit="yes", neural_compression="yes")
    changes = what_would_make(hidden, "augmentation-consider")
    assert [(change.field, change.to) for change in changes] == [
        ("neurological_deficit", "no"),
        ("neural_compression", "no"),
    ]


def test_two_contraindications_go_as_one_change_of_cautions():
    """Other cautions stay."""
    given = {"weeks_since_fracture": 13, "weeks_of_care": 12, "pain_relief": "inadequate"}
    barred = Scenario(**given, cautions=["active_infection", "bleeding_disorder", "kidney_disease"])
    (change,) = what_would_make(barred, "augmentation-consider")
    assert change.to == {"kidney_disease"}


def test_a_step_that_is_too_far_is_none():
    """From a deficit with everything unknown to cement in mast-cell disease is another patient."""
    far = Scenario(neurological_deficit="yes", neural_compression="yes", spinal_instability="unknown")
    assert what_would_make(far, "augmentation-mastocytosis") is None


def test_a_step_that_cannot_lead_is_refused_by_name():
    """With what is allowed."""
    with pytest.raises(ValueError, match=r"^primary: 'calcitonin' is not allowed"):
        what_would_make(Scenario(), "calcitonin")


def test_the_median_question_takes_less_than_50_ms():
    """On every case and every lead."""
    times = []
    for case, lead in product(CASES.values(), LEADS):
        start = perf_counter()
        what_would_make(case.scenario, lead)
        times.append(perf_counter() - start)
    assert median(times) < 0.05


def test_effort_is_nought_exactly_where_a_rule_holds():
    """For every rule, on each of the patients."""
    for scenario, rule in product(SCENARIOS, RULES.values()):
        assert (effort(rule.when, scenario) == 0) == rule.when.holds(scenario)
        assert (effort(rule.when, scenario, outcome=False) == 0) == (not rule.when.holds(scenario))


@pytest.mark.parametrize(
    ("condition", "cost"),
    [
        (Is("deformity", "stable"), 1),
        (Is("spinal_instability", "yes"), 2),
        (Is("cause", "high_energy_trauma"), 3),
        (Is("deformity", "stable") & Has("cautions", "low_calcium"), 2),
        (Is("deformity", "stable") | Is("cause", "high_energy_trauma"), 1),
        (~(Is("deformity", "none") & Is("sex", "female")), 1),
        (~(Is("deformity", "none") | Is("sex", "female")), 2),
    ],
)
def test_effort_counts_what_must_change_at_least(condition, cost):
    """All parts of an "and", the cheapest of an "or", the other way round under a "not"."""
    assert effort(condition, Scenario()) == cost


def test_effort_refuses_a_condition_that_it_does_not_know():
    """A new kind of condition must be taught to it."""
    with pytest.raises(TypeError, match="Condition is not a condition"):
        effort(Condition(), Scenario())
    assert effort(All(()), Scenario()) == 0
