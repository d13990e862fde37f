"""What holds of every body's position for every scenario; proven, not sampled."""

from __future__ import annotations

import pytest
import z3

from logic.pathway.positions import BODIES, exclusive
from tests.proofs.solver import MEMBERS, Prover, equals, formula

PROVER = Prover()
ANSWERS = {body: {name: formula(when) for name, when in exclusive(body).items()} for body in BODIES}
OFFERS = {"recommends", "option"}


def assert_proven(claim: z3.BoolRef) -> None:
    """The claim holds of every scenario; otherwise one of which it is false is printed as a link."""
    found = PROVER.counterexample(claim)
    assert found is None, found.to_query() if found else ""


def says(body: str, procedure: str, stances: set[str]) -> z3.BoolRef:
    """The body's answer on the procedure is one of these stances."""
    rows = {row.name: getattr(row, procedure) for row in BODIES[body]}
    return z3.Or(*[answer for name, answer in ANSWERS[body].items() if rows[name] in stances])


@pytest.mark.parametrize("body", BODIES)
def test_every_patient_has_an_answer_from_every_body(body):
    """The rows of a body leave nobody out."""
    assert_proven(z3.Or(*ANSWERS[body].values()))


@pytest.mark.parametrize("procedure", ["vertebroplasty", "kyphoplasty"])
@pytest.mark.parametrize("body", BODIES)
def test_no_body_both_offers_and_advises_against_one_procedure(body, procedure):
    """For no patient do two answers of one body hold that contradict each other."""
    assert_proven(z3.Not(z3.And(says(body, procedure, OFFERS), says(body, procedure, {"against"}))))


@pytest.mark.parametrize("body", BODIES)
def test_every_row_of_a_body_is_some_patients_answer(body):
    """No row is dead: each can be the answer."""
    for name, answer in ANSWERS[body].items():
        assert PROVER.example(answer), f"{body}: {name} is nobody's answer"


@pytest.mark.parametrize("body", BODIES)
def test_nobody_offers_cement_with_a_contraindication_or_a_neurological_deficit(body):
    """Whatever a body's own text leaves out."""
    barred = z3.Or(*[MEMBERS["cautions", one] for one in ("bleeding_disorder", "active_infection", "cement_allergy")])
    never = z3.Or(barred, equals("neurological_deficit", "yes"), equals("neural_compression", "yes"))
    offers = z3.Or(says(body, "vertebroplasty", OFFERS), says(body, "kyphoplasty", OFFERS))
    assert_proven(z3.Implies(never, z3.Not(offers)))
