"""Which row of which body answers for a patient: a plain reading, and the machinery on made-up bodies."""

from __future__ import annotations

from importlib import import_module
from random import Random
from types import SimpleNamespace

import pytest

from logic import Scenario, positions
from logic.content import library
from logic.content.reading import ContentError
from logic.pathway.positions import BODIES, GENERAL, Position, Row, exclusive
from logic.pathway.positions import _check as check
from logic.patient.fields import RED_FLAGS
from logic.rules.conditions import All, Is, Not
from tests.scenarios import random_scenarios

ENGINE = import_module("logic.pathway.positions")
THRESHOLDS = {name: threshold.value for name, threshold in library.THRESHOLDS.items()}
AGAINST, OPTION, RECOMMENDS = ("against", "against"), ("option", "option"), ("recommends", "recommends")
INSUFFICIENT, ELSEWHERE = ("insufficient", "insufficient"), ("not_addressed", "not_addressed")


class Facts:
    """What the bodies ask of a patient, in plain words."""

    def __init__(self, s: Scenario) -> None:
        flags = (s.neurological_deficit, s.neural_compression, s.spinal_instability)
        self.s = s
        self.osteoporotic = s.cause == "osteoporotic"
        self.painful = self.osteoporotic and s.pain_score >= THRESHOLDS["pain_mild"]
        self.severe = s.pain_score >= THRESHOLDS["pain_severe"]
        self.flag, self.flag_unknown = "yes" in flags, "unknown" in flags
        self.nerves = "yes" in flags[:2]
        self.barred = bool(s.cautions & {"bleeding_disorder", "active_infection", "cement_allergy"})
        self.relieved, self.unrelieved = s.pain_relief == "adequate", s.pain_relief == "inadequate"
        self.recent = s.weeks_since_fracture <= THRESHOLDS["recent_fracture"]
        self.done = s.weeks_of_care >= THRESHOLDS["conservative_phase"]

    def general(self, *, relief: bool = True):
        """The rows that hold for every body that does not say otherwise."""
        if self.flag:
            return "general red_flag", AGAINST
        if self.flag_unknown:
            return "general flags_unknown", INSUFFICIENT
        if self.barred:
            return "general contraindicated", AGAINST
        return ("general relieved", AGAINST) if relief and self.relieved else None


def article(f):
    if f.s.cause == "high_energy_trauma":
        return "outside", ELSEWHERE
    candidate = f.unrelieved if f.done else f.severe and f.s.disabling_pain and not f.relieved
    candidate = candidate and f.osteoporotic and not f.flag
    if candidate and f.barred:
        return "barred", AGAINST
    if candidate and f.flag_unknown:
        return "flags_unknown", INSUFFICIENT
    tumour = f.s.cause in ("confirmed_malignancy", "systemic_mastocytosis") and f.unrelieved
    tumour = tumour and not (f.nerves or f.flag_unknown or f.barred)
    return ("offered", OPTION) if candidate or tumour else ("other", AGAINST)


def aaos(f):
    if not f.painful:
        return "outside", ELSEWHERE
    if f.s.neurological_deficit == "yes":
        return "deficit", ELSEWHERE
    if f.s.neurological_deficit == "unknown":
        return "unexamined", INSUFFICIENT
    return f.general() or ("inside", ("against", "option"))


def acr(f):
    if not f.painful:
        return "outside", ELSEWHERE
    if f.flag:
        return "red_flag", ELSEWHERE
    if f.flag_unknown:
        return "flags_open", INSUFFICIENT
    if f.barred:
        return "barred", AGAINST
    if f.relieved:
        return "general relieved", AGAINST
    return ("not_imaged", OPTION) if f.s.mri_oedema == "unknown" else ("imaged", RECOMMENDS)


def nice(f):
    if not f.osteoporotic:
        return "outside", ELSEWHERE
    if not f.severe or f.relieved:
        return "mild", ELSEWHERE
    if not f.unrelieved:
        return "unassessed", INSUFFICIENT
    if f.s.mri_oedema == "absent":
        return "healed", ELSEWHERE
    if not f.recent:
        return "old", ELSEWHERE
    return f.general(relief=False) or ("unimaged" if f.s.mri_oedema == "unknown" else "inside", OPTION)


def nhs(f):
    if not f.osteoporotic:
        return "outside", ELSEWHERE
    if not f.severe or not f.recent or f.s.mri_oedema == "absent":
        return "criteria", AGAINST
    if general := f.general():
        return general
    if f.s.mri_oedema == "unknown":
        return "unimaged", INSUFFICIENT
    return ("untreated" if f.s.bone_drug == "none" else "inside", OPTION)


def asbmr(f):
    if not f.painful:
        return "outside", ELSEWHERE
    return ("deficit", ELSEWHERE) if f.nerves else ("inside", ("against", "insufficient"))


def cochrane(f):
    row, stances = asbmr(f)
    return row, ("against", "not_addressed") if row == "inside" else stances


def spine_j(f):
    if not f.painful:
        return "outside", ELSEWHERE
    if f.nerves:
        return "surgery", AGAINST
    late = f.s.weeks_since_fracture > THRESHOLDS["two_month_pain"]
    return f.general() or (("late", OPTION) if late else ("early", AGAINST))


def patients():
    """Any patients, and as many with severe pain in a young osteoporotic fracture, about whom bodies differ most."""
    rng = Random(24)
    some = random_scenarios(600, seed=23)
    severe = [
        one.replace(
            cause="osteoporotic",
            pain_score=rng.choice((6, 7, 8)),
            weeks_since_fracture=rng.choice((5, 6, 7, 8, 9)),
            weeks_of_care=rng.choice((0, 5)),
            **rng.choice(({}, dict.fromkeys(RED_FLAGS, "no"))),
        )
        for one in some
    ]
    return some + severe


PLAIN = {
    "article": article,
    "aaos-2010": aaos,
    "acr-2018": acr,
    "nice-ta279": nice,
    "nhs-ebi": nhs,
    "asbmr-2019": asbmr,
    "cochrane-2018": cochrane,
    "spine-j-2006": spine_j,
}


@pytest.fixture
def rows_as_leads(monkeypatch):
    """The sentence of a position is the name of its row alone."""
    monkeypatch.setattr(ENGINE, "reasons", lambda *_: [])
    general = {row.name: SimpleNamespace(text=f"general {row.name}", claims=()) for row in GENERAL}
    monkeypatch.setattr(library, "GENERAL", general)
    bodies = {
        name: SimpleNamespace(rows={row.name: row.name for row in rows}, claims=(), references=())
        for name, rows in BODIES.items()
    }
    monkeypatch.setattr(library, "BODIES", bodies)


@pytest.mark.usefixtures("rows_as_leads")
def test_each_body_answers_with_the_row_that_a_plain_reading_gives():
    """Row and both stances, for every body; and no row of any body is one that nobody meets."""
    met = set()
    for scenario in patients():
        facts = Facts(scenario)
        wanted = {name: plain(facts) for name, plain in PLAIN.items()}
        got = {
            one.id: (one.why[0].lower() + one.why[1:-1], (one.vertebroplasty, one.kyphoplasty))
            for one in positions(scenario)
        }
        assert got == wanted, scenario.to_query()
        met |= {(name, row.removeprefix("general ")) for name, (row, _) in wanted.items()}
    assert {(name, row.name) for name, rows in BODIES.items() for row in rows} == met


MALE, WORSE = Is("sex", "male"), Is("worsening", True)
MADE_UP = (
    Row("both", MALE & WORSE & MALE, "recommends", "option"),
    GENERAL[0],
    Row("rest", All(()), "insufficient", "against"),
)


@pytest.fixture
def made_up(monkeypatch):
    """One body of three rows, with texts of its own; a fact is told by the name of its field."""
    body = SimpleNamespace(
        rows={"both": "lead of both", "rest": "Lead of rest."}, claims=("C1",), references=("R1", "R2")
    )
    monkeypatch.setattr(ENGINE, "BODIES", {"mine": MADE_UP})
    monkeypatch.setattr(ENGINE, "reasons", lambda leaves, _: [leaf.field for leaf in leaves])
    monkeypatch.setattr(library, "BODIES", {"mine": body})
    monkeypatch.setattr(library, "GENERAL", {"red_flag": SimpleNamespace(text="a red flag", claims=("C9",))})


@pytest.mark.usefixtures("made_up")
@pytest.mark.parametrize(
    ("given", "stances", "why", "claims"),
    [
        ({"sex": "male", "worsening": True}, ("recommends", "option"), "Lead of both, since sex; worsening.", ("C1",)),
        ({"neural_compression": "yes"}, ("against", "against"), "A red flag, since neural_compression.", ("C9",)),
        ({}, ("insufficient", "against"), "Lead of rest.", ("C1",)),
    ],
)
def test_a_position_is_the_first_row_that_holds_with_the_facts_that_decided_it(given, stances, why, claims):
    """Each fact once; a general row brings claims of its own, and the references are always the body's."""
    assert positions(Scenario(**given)) == [Position("mine", *stances, why, claims, ("R1", "R2"))]


@pytest.mark.usefixtures("made_up")
def test_a_row_is_the_answer_where_it_holds_and_none_before_it_does():
    """As conditions, for proofs over all patients."""
    both, flag = MADE_UP[0].when, GENERAL[0].when
    assert exclusive("mine") == {
        "both": All((both,)),
        "red_flag": All((Not(both), flag)),
        "rest": All((Not(both), Not(flag), All(()))),
    }


@pytest.mark.parametrize(
    ("bodies", "entry", "fault"),
    [
        ({}, "the whole file", "must hold mine, yours, in this order"),
        ({"yours": ["a"], "mine": ["both", "rest"]}, "the whole file", "must hold mine, yours, in this order"),
        ({"mine": ["both", "rest", "more"], "yours": ["a"]}, "mine", "rows.more: must be there once for each case"),
        ({"mine": ["both", "rest"], "yours": []}, "yours", "rows.a: must be there once for each case"),
        (
            {"mine": ["both", "rest", "red_flag"], "yours": ["a"]},
            "mine",
            "rows.red_flag: must be there once for each case",
        ),
    ],
)
def test_a_text_for_each_row_and_a_row_for_each_text(monkeypatch, bodies, entry, fault):
    """General rows have their texts elsewhere."""
    monkeypatch.setattr(ENGINE, "BODIES", {"mine": MADE_UP, "yours": (Row("a", WORSE, "option", "option"),)})
    content = {name: SimpleNamespace(rows=dict.fromkeys(rows, "text")) for name, rows in bodies.items()}
    monkeypatch.setattr(library, "BODIES", content)
    with pytest.raises(ContentError) as caught:
        check()
    assert (caught.value.file, caught.value.entry, caught.value.fault) == ("evidence/bodies.yaml", entry, fault)


def test_the_general_rows_are_told_with_the_facts_that_decided():
    """A contraindication by its name, for a patient to whom nothing else applies."""
    barred = Scenario(weeks_since_fracture=9, cautions=["active_infection"])
    (place,) = [one for one in positions(barred) if one.id == "spine-j-2006"]
    says = library.INPUTS["cautions"].options["active_infection"].says
    assert place.why == f"{library.GENERAL['contraindicated'].text}, since {says} is recorded."
    assert place.claims == library.GENERAL["contraindicated"].claims
