"""Ready lectures can be given as they stand, and every step of every case can be read from the last row."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from logic import Scenario, library, positions, recommend, timeline, what_would_change
from logic.lecture_patient import USUAL_CHART, bearing, by_answer, chart_for, in_question, presented
from logic.lecture_rows import ROWS, WIDTH, fitted, sentences
from logic.lectures import LECTURES, PAGE, STEPS, Slide, at, deck_from, deck_to, find, lines, notes, place, slides
from logic.library import ADVICE, CASES, CHARTS, CLAIMS, FINDINGS, OMISSIONS, OUTCOMES, REFERENCES
from logic.reading import read
from logic.wording import describe, reasons, sources_of
from tests.content_copy import ROOT, Copy
from tests.scenarios import random_scenarios

USUAL = Scenario()
READY = ("first-contact", "three-months", "cement", "not-osteoporosis", "appraise")
VERBS = {"look", "name", "check", "explain", "compare", "separate", "weigh", "read", "argue", "tell", "strike", "list"}
VERBS |= {"ask", "see", "judge", "return", "find", "trace", "distinguish"}
HEAD = r"^(first-contact:\n(?:  .*\n)*?)"
FAULTS = {
    "an unknown case": (HEAD + r"  cases: \[doorstep", r"\1  cases: [barn-door", "there is no case barn-door"),
    "a case twice": (HEAD + r"  cases: \[doorstep", r"\1  cases: [foot-drop", "cases: foot-drop stands there twice"),
    "a plan that is too short": (HEAD + r"    - \{minutes: 3", r"\1    - {minutes: 1", "plan: adds up to 38 minutes"),
    "a question without a source": (HEAD + r"      claims: .*\n", r"\1", "questions, number 1: a source is missing"),
    "a claim that there is not": (HEAD + r"      claims: .*", r"\1      claims: [C99]", "there is no claim C99"),
    "aims on a claim that there is not": (HEAD + r"  claims: .*", r"\1  claims: [O9]", "there is no claim O9"),
    "a reference that there is not": (
        HEAD + r"(      claims: .*\n)",
        r"\1\2      references: [NOBODY1999]\n",
        "there is no reference NOBODY1999",
    ),
    "an answer of two sentences": (HEAD + r"      listen_for: .*", r"\1      listen_for: Yes. No.", "listen_for"),
    "a question that asks nothing": (HEAD + r"    - ask: .*", r"\1    - ask: Tell me.", "ask"),
    "a lecture of two hours": (HEAD + r"  minutes: 40", r"\1  minutes: 120", "minutes"),
    "a place outside the app": (HEAD + r"(.*)page: lookup\.py", r"\1\2page: http://x", "page"),
}
"""What is wrong: an edit of lectures.yaml that makes it so, and telling words."""


def every_slide():
    """All slides of all cases and of the ordinary patient."""
    return slides((*CASES, PAGE))


# ---------------------------------------------------------------- the ready lectures


def test_five_lectures_are_ready_in_teaching_order():
    """Their ids are part of links and stay."""
    assert tuple(LECTURES) == READY


@pytest.mark.parametrize("name", READY)
def test_the_cases_of_a_lecture_exist_and_its_plan_adds_up(name):
    """Held against the cases and the clock."""
    lecture = LECTURES[name]
    assert set(lecture.cases) <= CASES.keys()
    assert sum(row.minutes for row in lecture.plan) == lecture.minutes


@pytest.mark.parametrize("name", READY)
def test_the_plan_takes_every_case_once_in_the_order_of_the_lecture(name):
    """Titles in quotes are those of its cases, so a renamed case is noticed."""
    lecture = LECTURES[name]
    quoted = re.findall("“([^”]+)”", " ".join(row.what for row in lecture.plan))
    assert quoted == [CASES[case].title for case in lecture.cases]


@pytest.mark.parametrize("name", READY)
def test_every_aim_begins_with_a_verb(name):
    """What listeners will be able to do, not what the speaker will cover."""
    assert {aim.split()[0].lower() for aim in LECTURES[name].aims} - VERBS == set()


@pytest.mark.parametrize("name", READY)
def test_aims_and_questions_resolve_to_claims_and_references(name):
    """No statement without its source."""
    lecture = LECTURES[name]
    assert set(lecture.claims) <= {*CLAIMS, *OMISSIONS}
    for question in lecture.questions:
        assert question.claims or question.references, question.ask
        assert set(question.claims) <= {*CLAIMS, *OMISSIONS}, question.ask
        assert set(question.references) <= REFERENCES.keys(), question.ask


def test_a_lecture_states_no_figure_of_its_own():
    """Limits come by their names from the thresholds; nothing else is a number."""
    for name, raw in read("lectures.yaml").items():
        told = [*raw["aims"], *(row["what"] for row in raw["plan"])]
        told += [question[key] for question in raw["questions"] for key in ("ask", "listen_for")]
        assert [text for text in told if re.search(r"\d", text)] == [], name


@pytest.mark.parametrize("name", READY)
def test_what_to_read_before_is_a_page_and_a_view_that_exist(name):
    """The page binds the key, and the value is one that it offers."""
    for where in LECTURES[name].before:
        page = Path(ROOT, "pages", where.page).read_text(encoding="utf-8")
        offered = page + Path(ROOT, "pages", "parts", "quick.py").read_text(encoding="utf-8")
        for key, value in where.query.items():
            assert f'key="{key}"' in page, where
            assert f'"{value}": ' in offered, where


@pytest.mark.parametrize("fault", FAULTS)
def test_a_faulty_lecture_stops_the_start_with_file_entry_and_fault(tmp_path, fault):
    """One edit, one message."""
    pattern, replacement, words = FAULTS[fault]
    copy = Copy(tmp_path)
    copy.edit("lectures.yaml", pattern, replacement)
    result = copy.run("import logic")
    assert result.returncode != 0, "the content was accepted"
    message = result.stderr.strip().splitlines()[-1]
    assert "ContentError" in message
    assert "content/lectures.yaml, first-contact:" in message
    assert words in message


# ---------------------------------------------------------------- what a hall sees


@pytest.mark.parametrize("case", [*CASES, PAGE])
def test_every_slide_of_a_case_can_be_read_from_the_last_row(case):
    """At least one row, at most seven, none longer than 220 characters with its label."""
    deck = slides([case])
    assert [slide.step for slide in deck][:5] == ["patient", "question", "answer", "why", "article"]
    for slide in deck:
        shown = lines(slide, USUAL)
        assert shown.title, slide
        assert 1 <= len(shown.rows) <= ROWS == 7, slide
        for row in shown.rows:
            assert row.text.strip(), slide
            assert len(row.text) + len(row.label) <= WIDTH == 220, row


def test_slides_of_any_patient_fit_and_leave_no_reason_and_no_body_out():
    """Nothing is cut off to make room, whoever the patient of the page is."""
    for scenario in random_scenarios(400, 11):
        told = {slide.step: lines(slide, scenario) for slide in slides([PAGE], scenario)}
        for shown in told.values():
            assert 1 <= len(shown.rows) <= ROWS, (scenario, shown.title)
            assert all(len(row.text) + len(row.label) <= WIDTH for row in shown.rows), (scenario, shown.title)
        pathway = recommend(scenario)
        if pathway.primary:
            wanted = reasons(pathway[pathway.primary].reasons, scenario)
            assert len(told["why"].rows) == len(wanted), scenario
        if "bodies" in told:
            text = " ".join(row.text for row in told["bodies"].rows)
            assert [body.name for body in library.BODIES.values() if body.name not in text] == [], scenario


def test_everything_that_a_slide_after_the_question_shows_has_a_source_in_the_bibliography():
    """The vignette is ours; all the rest is somebody's finding."""
    for slide in every_slide():
        if slide.step not in ("patient", "question"):
            sources = lines(slide, USUAL).sources
            assert sources, slide
            assert set(sources) <= REFERENCES.keys(), slide


def test_the_vignette_is_shown_whole_under_the_title_of_its_case():
    """Every sentence of the case, in its order."""
    for name, case in CASES.items():
        shown = lines(Slide(name, "patient"), USUAL)
        told = " ".join(row.text for row in shown.rows)
        assert told == " ".join((case.presentation, case.examination, case.imaging, case.tried))
        assert shown.title == case.title


def test_the_patient_of_the_page_is_told_as_the_page_tells_it():
    """In the words of describe."""
    scenario = Scenario(age=81, weeks_since_fracture=5, pain_score=8)
    shown = lines(Slide(PAGE, "patient"), scenario)
    assert " ".join(row.text for row in shown.rows) == describe(scenario)


@pytest.mark.parametrize("case", CASES)
def test_the_hall_chooses_from_four_steps_among_which_the_leading_one_is(case):
    """Each option once, lettered; the leading step is not always in the same place."""
    rows = lines(Slide(case, "question"), USUAL).rows
    assert [row.label for row in rows] == ["A", "B", "C", "D"]
    assert len({row.id for row in rows}) == 4
    assert (CASES[case].leads or "") in [row.id for row in rows]


def test_the_right_answer_stands_under_different_letters():
    """A letter gives nothing away."""
    letters = {
        row.label for case in CASES for row in lines(Slide(case, "question"), USUAL).rows if row.id == CASES[case].leads
    }
    assert letters == set("ABCD")


@pytest.mark.parametrize("case", CASES)
def test_the_answer_is_the_leading_step_of_the_case(case):
    """Title and first sentence; without a leading step it says so."""
    shown = lines(Slide(case, "answer"), USUAL)
    lead = recommend(CASES[case].scenario).primary
    if lead is None:
        assert shown.title == "The article gives no specific step"
    else:
        assert shown.title == library.ADVICE[lead].title
        assert library.ADVICE[lead].text.startswith(shown.rows[0].text)


def test_the_article_is_shown_with_our_verdict_and_more_than_a_concession():
    """The finding on C01 first says what is right; what is wrong must be on the slide as well."""
    rows = lines(Slide("shopping-bag", "article"), USUAL).rows
    assert rows[0].text == CLAIMS["C01"].says
    assert rows[1].mark == "simplified"
    assert "3-month gate was not seen" in rows[1].text


def test_a_claim_whose_source_was_not_seen_says_so_on_the_slide():
    """C23 stands behind the case of the lungs."""
    row = next(row for row in lines(Slide("lungs", "article"), USUAL).rows if row.mark == "unsupported")
    assert row.id == "C23"
    assert row.text.endswith("Source text behind the article's sentence not seen.")


def test_an_omission_is_shown_as_nothing_said_and_why_it_matters():
    """The article is silent on red flags that nobody looked for."""
    rows = lines(Slide("doorstep", "article"), USUAL).rows
    assert rows[0].text.startswith("Nothing: Red flags")
    assert rows[1].mark == "omitted"


@pytest.mark.parametrize("case", CASES)
def test_cement_is_discussed_only_where_it_is_in_question(case):
    """Some body would offer it, or some rule speaks of it; the comparison is about osteoporotic fractures alone."""
    scenario = CASES[case].scenario
    steps = {slide.step for slide in slides([case])}
    asked = any(one.offers for one in positions(scenario))
    asked = asked or any(name.startswith("augmentation-") for name in recommend(scenario).ids)
    assert ("bodies" in steps) == asked
    assert ("evidence" in steps) == (asked and scenario.cause == "osteoporotic")


def test_a_timeline_with_nothing_but_today_is_left_out():
    """Trauma is outside the article, so nothing of it has a week."""
    assert len(timeline(CASES["ladder"].scenario)) == 1
    assert "timeline" not in {slide.step for slide in slides(["ladder"])}


def test_the_timeline_hands_all_items_to_the_chart():
    """The rows name points in time; the chart has the rest."""
    shown = lines(Slide("three-weeks", "timeline"), USUAL)
    assert list(shown.items) == timeline(CASES["three-weeks"].scenario)
    assert {row.mark for row in shown.rows} == {"checkpoint", "decision"}


@pytest.mark.parametrize(
    ("case", "chart"), [("growing-bend", "differences"), ("three-weeks", "course"), ("eleven-weeks", "differences")]
)
def test_the_chart_is_the_one_with_most_figures_on_what_bears_on_the_patient(case, chart):
    """Deformity, disabling pain, and nothing in particular."""
    shown = lines(Slide(case, "evidence"), USUAL)
    assert shown.chart == chart
    told = " ".join(row.text for row in shown.rows)
    assert told == " ".join((CHARTS[chart].question, CHARTS[chart].answer, CHARTS[chart].cannot[0]))


@pytest.mark.parametrize("case", CASES)
def test_what_would_change_the_answer_names_at_most_four_other_steps(case):
    """Each other step once, by a change that gives it."""
    changes = {change.new_primary or "" for change in what_would_change(CASES[case].scenario)}
    rows = lines(Slide(case, "flips"), USUAL).rows
    named = [row.id for row in rows]
    assert len(named) == len(set(named)) == min(4, len(changes))
    assert set(named) <= changes


def test_a_long_sentence_is_broken_and_nothing_of_it_is_lost():
    """Between clauses where it can; label and mark stand once."""
    text = "First the one thing is said, at some length; " * 9 + "and then it ends."
    rows = fitted(text, "Our check", mark="faithful")
    assert len(rows) > 1
    assert " ".join(row.text for row in rows) == text
    assert [row.label for row in rows] == ["Our check"] + [""] * (len(rows) - 1)
    assert [row.mark for row in rows] == ["faithful"] + [""] * (len(rows) - 1)
    assert all(row.text.endswith(";") for row in rows[:-1])


# ---------------------------------------------------------------- what the speaker reads


def test_the_notes_of_every_slide_have_sources_in_the_bibliography():
    """Also where a note itself needs none."""
    for slide in every_slide():
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
