"""Positions of the bodies on cement, checked against what each is known to say."""

from __future__ import annotations

import pytest

from logic import Scenario, positions, recommend
from logic.content import library
from logic.pathway.positions import BODIES
from tests.scenarios import random_scenarios

SEVERE = {
    "weeks_since_fracture": 5,
    "weeks_of_care": 5,
    "pain_score": 8,
    "pain_relief": "inadequate",
    "mri_oedema": "present",
    "bone_drug": "bisphosphonate",
}


def stances(body: str, **given: object) -> tuple[str, str]:
    """The body's stance on vertebroplasty and on kyphoplasty."""
    (place,) = [one for one in positions(Scenario(**given)) if one.id == body]
    return place.vertebroplasty, place.kyphoplasty


def test_the_eight_bodies_of_the_contract_answer_in_their_order():
    """Neither one more nor one less, whoever the patient is."""
    wanted = [
        "article",
        "aaos-2010",
        "acr-2018",
        "nice-ta279",
        "nhs-ebi",
        "asbmr-2019",
        "cochrane-2018",
        "spine-j-2006",
    ]
    assert [place.id for place in positions(Scenario())] == wanted == list(BODIES)


@pytest.mark.parametrize(
    ("body", "changes", "expected"),
    [
        ("aaos-2010", {}, ("against", "option")),
        ("aaos-2010", {"neurological_deficit": "unknown"}, ("insufficient", "insufficient")),
        ("aaos-2010", {"neurological_deficit": "yes"}, ("not_addressed", "not_addressed")),
        ("acr-2018", {}, ("recommends", "recommends")),
        ("acr-2018", {"mri_oedema": "absent"}, ("recommends", "recommends")),
        ("acr-2018", {"mri_oedema": "unknown"}, ("option", "option")),
        ("acr-2018", {"cautions": ["active_infection"]}, ("against", "against")),
        ("nice-ta279", {}, ("option", "option")),
        ("nice-ta279", {"pain_score": 6}, ("not_addressed", "not_addressed")),
        ("nice-ta279", {"weeks_since_fracture": 6}, ("option", "option")),
        ("nice-ta279", {"weeks_since_fracture": 7}, ("not_addressed", "not_addressed")),
        ("nice-ta279", {"pain_relief": "not_assessed"}, ("insufficient", "insufficient")),
        ("nice-ta279", {"mri_oedema": "absent"}, ("not_addressed", "not_addressed")),
        ("nhs-ebi", {}, ("option", "option")),
        ("nhs-ebi", {"mri_oedema": "unknown"}, ("insufficient", "insufficient")),
        ("nhs-ebi", {"weeks_since_fracture": 7}, ("against", "against")),
        ("asbmr-2019", {}, ("against", "insufficient")),
        ("cochrane-2018", {}, ("against", "not_addressed")),
        ("cochrane-2018", {"pain_score": 0}, ("not_addressed", "not_addressed")),
        ("spine-j-2006", {}, ("against", "against")),
        ("spine-j-2006", {"weeks_since_fracture": 8}, ("against", "against")),
        ("spine-j-2006", {"weeks_since_fracture": 9}, ("option", "option")),
        ("article", {}, ("against", "against")),
        ("article", {"disabling_pain": True}, ("option", "option")),
        ("article", {"weeks_since_fracture": 12, "weeks_of_care": 12}, ("option", "option")),
        ("article", {"disabling_pain": True, "cautions": ["cement_allergy"]}, ("against", "against")),
    ],
)
def test_a_body_says_what_its_text_says(body, changes, expected):
    """Each side of each limit that the body names, from one patient with severe pain."""
    assert stances(body, **(SEVERE | changes)) == expected


def test_the_sentence_is_built_from_the_patient():
    """NICE TA279 for a pain of 8 in a fracture five weeks old says both numbers."""
    (nice,) = [one for one in positions(Scenario(**SEVERE)) if one.id == "nice-ta279"]
    assert nice.why.startswith("Option, since pain is 8 of 10")
    assert "found 5 weeks ago, at most 6 weeks" in nice.why


def test_a_fact_that_a_body_asks_for_and_the_scenario_lacks_is_named():
    """The NHS policy asks for imaging; without it the sentence says so."""
    (policy,) = [one for one in positions(Scenario(**(SEVERE | {"mri_oedema": "unknown"}))) if one.id == "nhs-ebi"]
    assert "imaging" in policy.why
    assert "has not been looked for" in policy.why


def test_the_article_offers_cement_exactly_where_the_pathway_does():
    """Its position and the rule table cannot part."""
    for scenario in random_scenarios(3_000, seed=5):
        offered = any(
            one.id
            in ("augmentation-consider", "augmentation-early", "augmentation-refractory", "augmentation-mastocytosis")
            for one in recommend(scenario).recommendations
        )
        assert positions(scenario)[0].offers is offered, scenario.to_query()


def test_every_position_has_a_sentence_and_sources_that_exist():
    """One sentence that ends as one, and references and claims that resolve."""
    for scenario in random_scenarios(300, seed=6):
        for place in positions(scenario):
            assert place.why.endswith(".")
            assert place.references
            assert set(place.references) <= library.REFERENCES.keys()
            assert set(place.claims) <= library.CLAIMS.keys() | library.OMISSIONS.keys()


def test_what_was_read_second_hand_says_so():
    """Cochrane's conclusion was not read in Cochrane's own words."""
    for place in positions(Scenario()):
        if place.id == "cochrane-2018":
            assert "second-hand" in place.why


def test_a_body_offers_cement_where_it_recommends_it_or_gives_it_as_an_option():
    """For either procedure; everything else is no offer."""
    seen = set()
    for scenario in random_scenarios(500, seed=7):
        for place in positions(scenario):
            stances_given = {place.vertebroplasty, place.kyphoplasty}
            seen |= stances_given
            assert place.stance == {"vertebroplasty": place.vertebroplasty, "kyphoplasty": place.kyphoplasty}
            assert place.offers is bool(stances_given & {"recommends", "option"})
    assert seen == {"recommends", "option", "against", "insufficient", "not_addressed"}
