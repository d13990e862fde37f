"""What the speaker reads beside a slide, and decks that keep their place and their address."""

from __future__ import annotations

import pytest

from logic import Scenario, positions, recommend, what_would_change
from logic.content import library
from logic.content.library import ADVICE, CASES, CHARTS, CLAIMS, FINDINGS, OUTCOMES, REFERENCES
from logic.evidence.bibliography import sources_of
from logic.lectures.deck import LECTURES, PAGE, STEPS, Slide, at, deck_from, deck_to, find, lines, notes, place, slides
from logic.lectures.patient import USUAL_CHART, bearing, by_answer, chart_for, in_question, presented
from logic.lectures.rows import WIDTH, fitted, sentences
from tests.scenarios import random_scenarios

USUAL = Scenario()


# ---------------------------------------------------------------- what the speaker reads


def test_the_notes_of_every_slide_have_sources_in_the_bibliography():
    """Also where a note itself needs none."""
    for slide in slides((*CASES, PAGE)):
        said = notes(slide, USUAL)
        assert said.sources, slide
        assert set(said.sources) <= REFERENCES.keys(), slide


def test_the_notes_on_the_question_hold_what_to_ask_and_what_to_listen_for():
    """From the educator's texts of the leading step."""
    told = {row.label: row.text for row in notes(Slide("three-weeks", "question"), USUAL).rows}
    teaching = library.TEACHING["augmentation-early"]
    assert told == {"Ask the hall": teaching.ask_class, "Listen for": teaching.listen_for}


def test_a_trial_that_a_note_names_is_among_its_sources():
    """Also one that stands behind no claim of the step."""
    told = notes(Slide("three-weeks", "why"), USUAL)
    row = next(row for row in told.rows if "VERTOS II " in row.text)
    assert "VERTOS2" in row.sources
    assert "VERTOS3" not in row.sources
    assert set(row.sources) <= set(told.sources)


def test_without_a_leading_step_the_speaker_listens_for_what_the_case_teaches():
    """There is no recommendation to ask about."""
    told = {row.label: row.text for row in notes(Slide("quiet-deposit", "question"), USUAL).rows}
    assert told == {"Listen for": CASES["quiet-deposit"].teaches}


def test_the_notes_on_the_answer_hold_pearl_pitfall_and_cautions_with_their_limits():
    """What the case teaches comes first."""
    rows = notes(Slide("twelve-weeks", "answer"), USUAL).rows
    advice = library.ADVICE["augmentation-consider"]
    assert rows[0].text == CASES["twelve-weeks"].teaches
    assert {advice.pearl, advice.pitfall, advice.text} <= {row.text for row in rows}
    shown = {row.id for row in rows if row.label == "Caution"}
    pathway = recommend(CASES["twelve-weeks"].scenario)
    assert shown == set(pathway["augmentation-consider"].cautions) != set()
    assert all(row.sources == library.CAUTIONS[row.id].references for row in rows if row.label == "Caution")


def test_a_caution_in_the_notes_keeps_its_limit_and_unit():
    """A limit without its unit is no limit."""
    seen = 0
    for case in CASES:
        for row in notes(Slide(case, "answer"), USUAL).rows:
            if row.label == "Caution":
                entry = library.CAUTIONS[row.id]
                limit = " ".join(filter(None, (entry.threshold, entry.unit)))
                assert limit in row.text, row
                seen += bool(limit)
    assert seen


def test_the_notes_give_the_whole_finding_and_every_body_its_sentence():
    """What a slide shortens the speaker has in full."""
    told = [row.text for row in notes(Slide("eleven-weeks", "article"), USUAL).rows]
    assert {CLAIMS["C13"].finding, CLAIMS["C13"].better, CLAIMS["C01"].finding} <= set(told)
    said = [row.text for row in notes(Slide("eleven-weeks", "bodies"), USUAL).rows]
    assert said == [one.why for one in positions(CASES["eleven-weeks"].scenario)]


def test_the_notes_on_the_patient_define_what_the_answer_rests_on():
    """The inputs of the reasons, as content/inputs.yaml defines them."""
    rows = {row.id: row.text for row in notes(Slide("three-weeks", "patient"), USUAL).rows}
    because = recommend(CASES["three-weeks"].scenario)["augmentation-early"].because
    assert rows == {name: library.INPUTS[name].definition for name in because}


def test_notes_of_the_page_follow_the_page():
    """Another patient, other notes; a case has its own patient whatever the page has."""
    other = Scenario(neurological_deficit="yes")
    assert notes(Slide(PAGE, "answer"), other) != notes(Slide(PAGE, "answer"), USUAL)
    assert notes(Slide("lungs", "answer"), other) == notes(Slide("lungs", "answer"), USUAL)
    assert lines(Slide("lungs", "answer"), other) == lines(Slide("lungs", "answer"), USUAL)


# ---------------------------------------------------------------- decks


def test_steps_come_in_their_order_case_after_case():
    """As the steps are listed, without those that have nothing to show."""
    deck = slides(["ladder", "three-weeks"])
    assert [slide.case for slide in deck] == sorted((slide.case for slide in deck), key=["ladder", "three-weeks"].index)
    order = list(STEPS)
    for case in ("ladder", "three-weeks"):
        found = [order.index(slide.step) for slide in deck if slide.case == case]
        assert found == sorted(set(found))
    assert [slide.step for slide in deck if slide.case == "three-weeks"] == order


def test_every_place_of_a_deck_is_found_again_also_after_reordering():
    """The place names case and step, not a number."""
    deck, turned = slides(["lungs", "fever"]), slides(["fever", "lungs"])
    assert [find(deck, place(slide)) for slide in deck] == list(range(len(deck)))
    assert [turned[find(turned, place(slide))] for slide in deck] == list(deck)


@pytest.mark.parametrize("text", ["", "nobody.answer", "lungs", "lungs.gossip", "lungs.answer.more", "7", "."])
def test_an_unknown_place_is_the_beginning(text):
    """A link that got something wrong still opens."""
    assert find(slides(["fever", "lungs"]), text) == 0


@pytest.mark.parametrize(("position", "found"), [(-3, 0), (0, 0), (2, 2), (10_000, -1)])
def test_a_position_beyond_either_end_is_that_end(position, found):
    """Next on the last slide stays there."""
    deck = slides(["lungs"])
    assert at(deck, position) == deck[found]


def test_a_position_in_an_empty_deck_is_an_error_that_says_so():
    """There is no slide to give."""
    with pytest.raises(ValueError, match="deck: is empty"):
        at((), 0)


@pytest.mark.parametrize("ids", [*(lecture.cases for lecture in LECTURES.values()), (PAGE,), (PAGE, "lungs")])
def test_a_deck_survives_its_address(ids):
    """To text and back, without a notice."""
    assert deck_from(deck_to(ids)) == (ids, ())


def test_an_unknown_case_is_named_and_left_out_and_one_given_twice_counts_once():
    """The rest of the deck opens."""
    ids, notices = deck_from(" lungs,barn-door,,fever , lungs")
    assert ids == ("lungs", "fever")
    assert notices == ("There is no case 'barn-door'; it is left out.",)


@pytest.mark.parametrize("text", ["", " , ,"])
def test_an_empty_deck_is_the_first_ready_lecture(text):
    """Without a notice, since nothing went wrong."""
    assert deck_from(text) == (LECTURES["first-contact"].cases, ())


def test_a_deck_of_unknown_cases_alone_says_what_stands_in():
    """Each unknown case is named, and then the lecture."""
    ids, notices = deck_from("barn-door")
    assert ids == LECTURES["first-contact"].cases
    assert notices[-1] == "The lecture “First contact” is shown instead."


def test_a_hostile_deck_makes_few_and_short_notices():
    """A thousand long names do not fill the page."""
    _, notices = deck_from(",".join(f"{number}{'x' * 500}" for number in range(1000)))
    assert len(notices) == 7
    assert "995 more" in notices[5]
    assert max(map(len, notices)) < 120


def test_a_patient_rests_on_the_leading_step_and_without_one_on_the_article():
    """Sources of its claims, then its own; claims of the case before those of the step."""
    plain = presented(PAGE, Scenario())
    lead = plain.lead
    assert (plain.case, lead.id) == (None, recommend(Scenario()).primary)
    wanted = dict.fromkeys([*sources_of(lead.claims), *ADVICE[lead.id].references])
    assert plain.sources == tuple(wanted)
    assert plain.claims == lead.claims
    for name, case in CASES.items():
        shown = presented(name, Scenario())
        assert shown.scenario == case.scenario
        own = shown.lead.claims if shown.lead else ()
        assert shown.claims == tuple(dict.fromkeys([*case.claims, *own]))
        if shown.lead is None:
            assert shown.sources == ("ARTICLE",)
    nobody = next(one for one in random_scenarios(3_000, seed=13) if recommend(one).primary is None)
    assert (presented(PAGE, nobody).lead, presented(PAGE, nobody).claims) == (None, ())
    assert presented(PAGE, nobody).sources == ("ARTICLE",)


def test_each_other_answer_is_listed_with_its_least_change():
    """The first of the changes to each leading step, smallest first."""
    for scenario in random_scenarios(100, seed=14):
        every = what_would_change(scenario)
        listed = by_answer(scenario)
        assert [one.new_primary for one in listed] == list(dict.fromkeys(one.new_primary for one in every))
        for one in listed:
            assert one == next(other for other in every if other.new_primary == one.new_primary)


def test_cement_is_in_question_where_a_body_offers_it_or_a_rule_speaks_of_it():
    """And the chart that opens bears on the patient."""
    for scenario in random_scenarios(300, seed=15):
        spoken = any(one.startswith("augmentation-") for one in recommend(scenario).ids)
        assert in_question(scenario) is (spoken or any(one.offers for one in positions(scenario)))
        measures = {one for name in bearing(scenario) for one in OUTCOMES[name].measures}
        fits = {name: sum(FINDINGS[one].outcome in measures for one in CHARTS[name].findings) for name in CHARTS}
        chosen = chart_for(scenario)
        assert fits[chosen] == max(fits.values())
        assert chosen == USUAL_CHART or fits[USUAL_CHART] < fits[chosen]


def test_a_text_is_broken_between_sentences_with_label_and_mark_on_its_first_row():
    """The id and the sources stand on every row."""
    text = "One is short. " + "Two has many words, and more of them; " * 6 + "at the end. “Three” is quoted? Four ends!"
    rows = fitted(text, "Label", id="C01", mark="faithful", sources=("ARTICLE",))
    assert (rows[0].label, rows[0].mark) == ("Label", "faithful")
    assert len(rows) > 1
    assert {(one.label, one.mark) for one in rows[1:]} == {("", "")}
    assert {(one.id, one.sources) for one in rows} == {("C01", ("ARTICLE",))}
    assert " ".join(one.text for one in rows) == text
    assert all(len(one.text) <= WIDTH - len("Label") - 2 for one in rows)
    assert sentences("One. Two! “Three”? four. Five") == ["One.", "Two!", "“Three”? four.", "Five"]
