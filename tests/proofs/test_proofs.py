"""What holds of every scenario, as sentences with their formulas.

Each is proven for all scenarios, not sampled; where one fails, the test prints a scenario of
which it is false, as a link's query.
"""

from __future__ import annotations

import pytest
import z3

from logic import recommend
from logic.rules.table import LEADING, RULES
from tests.proofs.solver import MEMBERS, VARIABLES, Prover, code, equals, formula, same, scenario_of
from tests.scenarios import random_scenarios

PROVER = Prover()
HOLDS = {name: formula(rule.when) for name, rule in RULES.items()}


def leads(name: str) -> z3.BoolRef:
    """The rule holds and none that can lead before it does."""
    before = LEADING[: LEADING.index(name)]
    return z3.And(HOLDS[name], *[z3.Not(HOLDS[other]) for other in before])


def any_of(*names: str) -> z3.BoolRef:
    return z3.Or(*[HOLDS[name] for name in names])


def none_of(*names: str) -> z3.BoolRef:
    return z3.Not(any_of(*names))


def has(caution: str) -> z3.BoolRef:
    return MEMBERS["cautions", caution]


FLAGS = ("neurological_deficit", "neural_compression", "spinal_instability")
DEFICIT, COMPRESSION, UNSTABLE = (equals(flag, "yes") for flag in FLAGS)
A_FLAG_IS_YES = z3.Or(DEFICIT, COMPRESSION, UNSTABLE)
A_FLAG_IS_UNKNOWN = z3.Or(*[equals(flag, "unknown") for flag in FLAGS])
OSTEOPOROTIC = equals("cause", "osteoporotic")
SUSPECTED = equals("cause", "suspected_malignancy")
MASTOCYTOSIS = equals("cause", "systemic_mastocytosis")
TRAUMA = equals("cause", "high_energy_trauma")
RELIEVED = equals("pain_relief", "adequate")

OFFERS_OF_CEMENT = (
    "augmentation-consider",
    "augmentation-early",
    "augmentation-refractory",
    "augmentation-mastocytosis",
)
ABOUT_CEMENT = (
    *OFFERS_OF_CEMENT,
    "prefer-kyphoplasty",
    "either-procedure",
    "vertebroplasty-caution",
    "augmentation-benefits",
    "fracture-age-no-bar",
)
REFERRALS_NOW = (
    "refer-surgery-neuro",
    "emergency-mri",
    "refer-surgery-deformity",
    "refer-surgery-instability",
)

PROOFS = {
    "A neurological deficit or compression is led by referral to surgery": z3.Implies(
        z3.Or(DEFICIT, COMPRESSION), leads("refer-surgery-neuro")
    ),
    "A neurological deficit or compression is never left to conservative care": z3.Implies(
        z3.Or(DEFICIT, COMPRESSION), none_of("conservative-care")
    ),
    "No cement, and no word in its favour, with an uncorrectable bleeding disorder": z3.Implies(
        has("bleeding_disorder"), none_of(*ABOUT_CEMENT)
    ),
    "No cement, and no word in its favour, with an active infection": z3.Implies(
        has("active_infection"), none_of(*ABOUT_CEMENT)
    ),
    "No cement, and no word in its favour, with an allergy to cement": z3.Implies(
        has("cement_allergy"), none_of(*ABOUT_CEMENT)
    ),
    "No cement, and no word in its favour, while any red flag is unknown": z3.Implies(
        A_FLAG_IS_UNKNOWN, none_of(*ABOUT_CEMENT)
    ),
    "No cement, and no word in its favour, once relief is adequate": z3.Implies(RELIEVED, none_of(*ABOUT_CEMENT)),
    "No cement, and no word in its favour, with a malignancy that is only suspected": z3.Implies(
        SUSPECTED, none_of(*ABOUT_CEMENT)
    ),
    "No cement with a deficit or compression, whatever the cause": z3.Implies(
        z3.Or(DEFICIT, COMPRESSION), none_of(*ABOUT_CEMENT)
    ),
    "Interferon or denosumab for bone pain only in systemic mastocytosis": z3.Implies(
        HOLDS["interferon-or-denosumab"], MASTOCYTOSIS
    ),
    "Nobody with a red flag is told to keep moving": z3.Implies(A_FLAG_IS_YES, none_of("keep-moving")),
    "Nobody with a red flag is sent to physical therapy": z3.Implies(A_FLAG_IS_YES, none_of("physical-therapy")),
    "An NSAID is never both offered and to be avoided": z3.Not(z3.And(HOLDS["nsaid"], HOLDS["avoid-nsaid"])),
    "An opioid is never both offered and to be avoided": z3.Not(z3.And(HOLDS["opioid"], HOLDS["avoid-opioid"])),
    "Cement is never both offered and contraindicated": z3.Not(
        z3.And(any_of(*ABOUT_CEMENT), HOLDS["augmentation-contraindicated"])
    ),
    "A bone drug is never both to be started and to be continued": z3.Not(
        z3.And(HOLDS["treat-osteoporosis"], HOLDS["continue-bone-drug"])
    ),
    "Every osteoporotic patient is told to start a bone drug or to continue one": z3.Implies(
        OSTEOPOROTIC, any_of("treat-osteoporosis", "continue-bone-drug")
    ),
    "At most one way of offering cement holds at a time": z3.AtMost(*[HOLDS[name] for name in OFFERS_OF_CEMENT], 1),
    "Every osteoporotic patient gets a leading recommendation": z3.Implies(OSTEOPOROTIC, any_of(*LEADING)),
    "A red flag that is unknown leads, unless one is yes or the cause is trauma": z3.Implies(
        z3.And(A_FLAG_IS_UNKNOWN, z3.Not(A_FLAG_IS_YES), z3.Not(TRAUMA)), leads("assess-red-flags")
    ),
    "Nothing but referral for a red flag accompanies trauma": z3.Implies(
        TRAUMA,
        none_of(*RULES.keys() - {"outside-article", "open-decompression", "decompression-approach"} - {*REFERRALS_NOW}),
    ),
}

PHYSICAL = "physical therapy is for every osteoporotic fracture without a red flag"
MOVING = "who has no red flag and no trauma keeps moving"
SUPPLEMENTS = "calcium and vitamin D go with every osteoporotic fracture"
CASE_AGAINST = "no offer of cement without the case against vertebroplasty"
BENEFITS = "the promised benefits are weighed with every offer for osteoporosis"
EARLY_CARE = "before twelve weeks of care conservative care goes on"
EARLY_BRACE = "before twelve weeks of care a brace is an option"
NERVES = "a deficit or compression is always referred"
UNTREATED = "a bone drug is chosen only for a patient who takes none"

INTENDED = {
    ("emergency-mri", "refer-surgery-neuro"): NERVES,
    ("refer-surgery-deformity", "refer-surgery-neuro"): NERVES,
    ("refer-surgery-deformity", "decompression-approach"): "referral for deformity asks for a deficit",
    ("open-decompression", "refer-surgery-neuro"): NERVES,
    ("decompression-approach", "refer-surgery-neuro"): NERVES,
    ("augmentation-consider", "vertebroplasty-caution"): CASE_AGAINST,
    ("augmentation-consider", "augmentation-benefits"): BENEFITS,
    ("augmentation-consider", "physical-therapy"): PHYSICAL,
    ("augmentation-consider", "keep-moving"): MOVING,
    ("augmentation-consider", "calcium-vitamin-d"): SUPPLEMENTS,
    ("augmentation-early", "conservative-care"): EARLY_CARE,
    ("augmentation-early", "brace"): EARLY_BRACE,
    (
        "augmentation-early",
        "reassess-at-3-months",
    ): "relief is not adequate, so the check at twelve weeks is due",
    ("augmentation-early", "vertebroplasty-caution"): CASE_AGAINST,
    ("augmentation-early", "augmentation-benefits"): BENEFITS,
    ("augmentation-early", "physical-therapy"): PHYSICAL,
    ("augmentation-early", "keep-moving"): MOVING,
    ("augmentation-early", "calcium-vitamin-d"): SUPPLEMENTS,
    ("augmentation-refractory", "vertebroplasty-caution"): CASE_AGAINST,
    ("augmentation-mastocytosis", "vertebroplasty-caution"): CASE_AGAINST,
    ("reassess-now", "physical-therapy"): PHYSICAL,
    ("reassess-now", "keep-moving"): MOVING,
    ("reassess-now", "calcium-vitamin-d"): SUPPLEMENTS,
    ("conservative-care", "physical-therapy"): PHYSICAL,
    ("conservative-care", "keep-moving"): MOVING,
    ("conservative-care", "calcium-vitamin-d"): SUPPLEMENTS,
    ("no-augmentation-needed", "physical-therapy"): PHYSICAL,
    ("no-augmentation-needed", "keep-moving"): MOVING,
    ("no-augmentation-needed", "calcium-vitamin-d"): SUPPLEMENTS,
    (
        "augmentation-contraindicated",
        "conservative-care",
    ): "whom cement is refused stays in conservative care",
    ("augmentation-contraindicated", "physical-therapy"): PHYSICAL,
    ("augmentation-contraindicated", "keep-moving"): MOVING,
    ("augmentation-contraindicated", "calcium-vitamin-d"): SUPPLEMENTS,
    ("prefer-kyphoplasty", "vertebroplasty-caution"): CASE_AGAINST,
    ("prefer-kyphoplasty", "augmentation-benefits"): BENEFITS,
    ("prefer-kyphoplasty", "physical-therapy"): PHYSICAL,
    ("prefer-kyphoplasty", "keep-moving"): MOVING,
    ("prefer-kyphoplasty", "calcium-vitamin-d"): SUPPLEMENTS,
    ("either-procedure", "vertebroplasty-caution"): CASE_AGAINST,
    ("either-procedure", "augmentation-benefits"): BENEFITS,
    ("either-procedure", "physical-therapy"): PHYSICAL,
    ("either-procedure", "keep-moving"): MOVING,
    ("either-procedure", "calcium-vitamin-d"): SUPPLEMENTS,
    (
        "fracture-age-no-bar",
        "augmentation-consider",
    ): "fracture age is discussed only with an offer after twelve weeks",
    ("fracture-age-no-bar", "vertebroplasty-caution"): CASE_AGAINST,
    ("fracture-age-no-bar", "augmentation-benefits"): BENEFITS,
    ("fracture-age-no-bar", "physical-therapy"): PHYSICAL,
    ("fracture-age-no-bar", "keep-moving"): MOVING,
    ("fracture-age-no-bar", "calcium-vitamin-d"): SUPPLEMENTS,
    ("augmentation-benefits", "vertebroplasty-caution"): CASE_AGAINST,
    ("augmentation-benefits", "physical-therapy"): PHYSICAL,
    ("augmentation-benefits", "keep-moving"): MOVING,
    ("augmentation-benefits", "calcium-vitamin-d"): SUPPLEMENTS,
    ("calcitonin", "conservative-care"): "a fracture of four weeks cannot have had twelve weeks of care",
    ("calcitonin", "brace"): "a fracture of four weeks cannot have had twelve weeks of care",
    ("calcitonin", "physical-therapy"): PHYSICAL,
    ("calcitonin", "keep-moving"): MOVING,
    ("calcitonin", "calcium-vitamin-d"): SUPPLEMENTS,
    ("physical-therapy", "keep-moving"): MOVING,
    ("physical-therapy", "calcium-vitamin-d"): SUPPLEMENTS,
    ("brace", "conservative-care"): EARLY_CARE,
    ("brace", "physical-therapy"): PHYSICAL,
    ("brace", "keep-moving"): MOVING,
    ("brace", "calcium-vitamin-d"): SUPPLEMENTS,
    ("reassess-at-3-months", "conservative-care"): EARLY_CARE,
    ("reassess-at-3-months", "brace"): EARLY_BRACE,
    ("reassess-at-3-months", "physical-therapy"): PHYSICAL,
    ("reassess-at-3-months", "keep-moving"): MOVING,
    ("reassess-at-3-months", "calcium-vitamin-d"): SUPPLEMENTS,
    ("treat-osteoporosis", "calcium-vitamin-d"): SUPPLEMENTS,
    ("bisphosphonate", "treat-osteoporosis"): UNTREATED,
    ("bisphosphonate", "denosumab"): "what bars denosumab, low calcium, bars a bisphosphonate too",
    ("bisphosphonate", "calcium-vitamin-d"): SUPPLEMENTS,
    ("anabolic-first", "treat-osteoporosis"): UNTREATED,
    ("anabolic-first", "calcium-vitamin-d"): SUPPLEMENTS,
    ("denosumab", "treat-osteoporosis"): UNTREATED,
    ("denosumab", "calcium-vitamin-d"): SUPPLEMENTS,
    ("continue-bone-drug", "calcium-vitamin-d"): SUPPLEMENTS,
}
"""Each rule that cannot hold without another, and why that is meant."""


@pytest.mark.parametrize("sentence", PROOFS)
def test_proof(sentence):
    """The sentence holds of every scenario there can be."""
    counterexample = PROVER.counterexample(PROOFS[sentence])
    assert counterexample is None, f"not so: {counterexample.to_query()}"


@pytest.mark.parametrize("name", RULES)
def test_rule_can_hold_and_can_fail(name):
    """No rule is always on, and none is dead; the examples really are so in the engine."""
    holds, fails = PROVER.example(HOLDS[name]), PROVER.counterexample(HOLDS[name])
    assert holds is not None, "no scenario makes it hold"
    assert fails is not None, "no scenario makes it fail"
    assert name in recommend(holds).ids
    assert name not in recommend(fails).ids


def test_no_rule_follows_from_another_by_accident():
    """Of all 1,640 ordered pairs of rules, those in which one implies the other are the intended ones."""
    pairs = [(one, other) for one in RULES for other in RULES if one != other]
    found = {pair for pair in pairs if PROVER.counterexample(z3.Implies(HOLDS[pair[0]], HOLDS[pair[1]])) is None}
    assert len(pairs) == 1640
    assert {"not intended": found - INTENDED.keys(), "no longer so": INTENDED.keys() - found} == {
        "not intended": set(),
        "no longer so": set(),
    }


def test_every_intended_implication_has_a_reason():
    """A pair without a reason has been waved through."""
    assert [pair for pair, reason in INTENDED.items() if len(reason.split()) < 4] == []


@pytest.mark.parametrize("flag", FLAGS)
@pytest.mark.parametrize("name", REFERRALS_NOW)
def test_a_red_flag_turned_from_no_to_yes_never_removes_a_referral(flag, name):
    """Two states of one patient: worse news never takes an urgent step away."""
    after = z3.substitute(HOLDS[name], (VARIABLES[flag], code(flag, "yes")))
    counterexample = PROVER.counterexample(z3.Implies(z3.And(equals(flag, "no"), HOLDS[name]), after))
    assert counterexample is None, f"not so: {counterexample.to_query()}"


@pytest.mark.parametrize("flag", FLAGS)
def test_a_red_flag_turned_from_no_to_yes_puts_a_referral_in_the_lead(flag):
    """Whatever led before, a referral to surgery leads afterwards."""
    surgery = z3.Or(leads("refer-surgery-neuro"), leads("refer-surgery-instability"))
    after = z3.substitute(surgery, (VARIABLES[flag], code(flag, "yes")))
    counterexample = PROVER.counterexample(after)
    assert counterexample is None, f"not so: {counterexample.to_query()}"


def test_formulas_agree_with_the_engine_on_500_random_scenarios():
    """The translation itself: each rule, the leading rule, and the way back from model to scenario."""
    leading = {name: leads(name) for name in LEADING}
    for scenario in random_scenarios(500, seed=2):
        model = PROVER.model(same(scenario))
        assert model is not None, f"taken for impossible: {scenario.to_query()}"
        assert scenario_of(model) == scenario
        for name, rule in RULES.items():
            assert z3.is_true(model.eval(HOLDS[name])) == rule.when.holds(scenario), (
                name,
                scenario.to_query(),
            )
        led_by = [name for name, claim in leading.items() if z3.is_true(model.eval(claim))]
        assert led_by == [name for name in [recommend(scenario).primary] if name]
