"""Where a hit opens: the table that lists it or a patient for whom it holds, in a small world of made-up rules."""

from __future__ import annotations

from functools import cache
from types import SimpleNamespace

import pytest

from logic import Scenario
from logic.content.reading import ContentError
from logic.lookup import places
from logic.lookup.places import of_caution, of_recommendation
from logic.rules.conditions import All, AtLeast, Has, Is, Limit

GIVEN = (
    {"age": 60},
    {"age": 70, "mobility": "limited", "cautions": ("low_calcium", "liver_disease", "opioid_risk")},
    {"age": 80, "worsening": True},
)
PLAIN, UNWELL, OLD = (Scenario(**given) for given in GIVEN)

RULES = {
    "held": Is("mobility", "limited"),
    "led": ~Is("cause", "high_energy_trauma"),
    "one fact": All((Is("worsening", True), ~Has("cautions", "low_calcium"), Is("mobility", "limited"))),
    "one more": All((Has("cautions", "liver_disease"), Has("cautions", "low_calcium"), Is("worsening", True))),
    "one less": All((Has("cautions", "liver_disease"), ~Has("cautions", "low_calcium"), Is("mobility", "limited"))),
    "two facts": All((Is("deformity", "progressive"), ~Is("disabling_pain", False))),
    "three facts": All((Is("deformity", "progressive"), Is("disabling_pain", True), Is("sex", "male"))),
    "aged": AtLeast("age", Limit("aged", 100, "years")),
}
PATIENTS = {
    "held": UNWELL,
    "led": OLD,
    "one fact": OLD.replace(mobility="limited"),
    "one more": UNWELL.replace(worsening=True),
    "one less": UNWELL.replace(cautions=frozenset({"liver_disease", "opioid_risk"})),
    "two facts": PLAIN.replace(deformity="progressive", disabling_pain=True),
}
CAUTIONS = {
    "held": ("listed", "both", "off", "of unwell"),
    "led": ("of old", "both", "off", "of neither"),
}
"""The cautions of the advice; those of a patient come below."""

HOLD = {"held": ("listed", "both", "of unwell", "strange"), "led": ("of old", "both", "off", "strange")}
AGENTS = {"of neither": "Red flags", "strange": "Bisphosphonate", "far": "Metastatic spine", "young": "Children"}


class Pathway(dict):
    """The recommendations of a patient, with the cautions that apply to that patient."""

    @property
    def ids(self):
        return tuple(self)


def recommend(patient: Scenario) -> Pathway:
    """Every rule that holds."""
    return Pathway(
        {
            name: SimpleNamespace(cautions=HOLD.get(name, ()))
            for name, condition in RULES.items()
            if condition.holds(patient)
        }
    )


@pytest.fixture(autouse=True)
def small_world(monkeypatch):
    """Three examples, eight rules and a few cautions, and nothing remembered from the real ones."""
    drugs = (SimpleNamespace(cautions=("pill", "both lists")), SimpleNamespace(cautions=("drop",)))
    quick = SimpleNamespace(red_flags=lambda: ("flag", "both lists"), cement=lambda: ("leak",), drugs=lambda: drugs)
    held = {
        "quick": quick,
        "EXAMPLES": {f"example-{number}": SimpleNamespace(given=given) for number, given in enumerate(GIVEN)},
        "RULES": {name: SimpleNamespace(when=condition) for name, condition in RULES.items()},
        "ADVICE": {name: SimpleNamespace(cautions=cautions) for name, cautions in CAUTIONS.items()},
        "CAUTIONS": {name: SimpleNamespace(agent=agent) for name, agent in AGENTS.items()},
        "recommend": recommend,
        "leading": lambda patient: "led" if patient.age == 80 else None,
        "_tables": cache(places._tables.__wrapped__),
        "patient_for": cache(places.patient_for.__wrapped__),
    }
    for name, value in held.items():
        monkeypatch.setattr(places, name, value)


@pytest.mark.parametrize("name", PATIENTS)
def test_a_recommendation_has_the_patient_whom_it_leads_or_the_nearest_example(name):
    """With as few facts changed as can be, of the first example that is so near; nothing else changes."""
    assert places.patient_for(name) == PATIENTS[name]


@pytest.mark.parametrize("name", ["three facts", "aged"])
def test_a_recommendation_without_an_example_near_it_stops_the_start(name):
    """Three facts away, or by its weeks, ages and scores, which stay."""
    with pytest.raises(ContentError) as told:
        places.patient_for(name)
    assert str(told.value) == (f"content/examples.yaml, {name}: there is no example near a patient to whom it applies")


def test_a_recommendation_opens_the_pathway_with_its_patient():
    """As the link of that patient says it."""
    assert of_recommendation("one less") == (
        "explore.py",
        {"age": "70", "mobility": "limited", "cautions": "liver_disease,opioid_risk", "v": "1"},
    )


@pytest.mark.parametrize(
    ("name", "view"),
    [("flag", "Red flags"), ("both lists", "Red flags"), ("leak", "Cement"), ("pill", "Drugs"), ("drop", "Drugs")],
)
def test_a_caution_opens_the_first_quick_table_that_lists_it(name, view):
    """Red flags before cement before drugs."""
    assert of_caution(name) == ("lookup.py", {"show": view})


@pytest.mark.parametrize(
    ("name", "age"), [("listed", "70"), ("of unwell", "70"), ("of old", "80"), ("both", "70"), ("off", "80")]
)
def test_a_caution_that_no_table_lists_opens_the_first_patient_to_whom_it_applies(name, age):
    """One for whom the advice has it and in whose pathway it stands."""
    place, query = of_caution(name)
    assert place == "explore.py"
    assert Scenario.from_query(query) == ({"70": UNWELL, "80": OLD}[age], [])
    assert query["age"] == age


@pytest.mark.parametrize(
    ("name", "view"),
    [("of neither", "Red flags"), ("far", "Red flags"), ("young", "Red flags"), ("strange", "Drugs")],
)
def test_a_caution_that_applies_to_no_example_opens_the_tables_of_its_kind(name, view):
    """What is about no drug opens the red flags."""
    assert of_caution(name) == ("lookup.py", {"show": view})


def test_the_views_are_named_as_their_addresses_hold_them():
    """Those of the evidence and those of the look-up."""
    views = (places.AUDIT, places.BODIES, places.PANELS, places.TRIALS)
    assert views == ({"view": "Audit"}, {"view": "Bodies"}, {"view": "Panels"}, {"view": "Trials"})
    assert places.SCORES == {"show": "Scores"}
