"""Ready lectures can be given as they stand, and every step of every case can be read from the last row."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from logic import Scenario, positions, recommend, timeline, what_would_change
from logic.content import library
from logic.content.description import describe
from logic.content.library import CASES, CHARTS, CLAIMS, OMISSIONS, REFERENCES
from logic.content.reading import read
from logic.lectures.deck import LECTURES, PAGE, Slide, lines, slides
from logic.lectures.rows import ROWS, WIDTH, fitted
from logic.pathway.reasons import reasons
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
"""What is wrong: an edit of learning/lectures.yaml that makes it so, and telling words."""


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
    for name, raw in read("learning/lectures.yaml").items():
        told = [*raw["aims"], *(row["what"] for row in raw["plan"])]
        told += [question[key] for question in raw["questions"] for key in ("ask", "listen_for")]
        assert [text for text in told if re.search(r"\d", text)] == [], name


@pytest.mark.parametrize("name", READY)
def test_what_to_read_before_is_a_page_and_a_view_that_exist(name):
    """The page binds the key, and the value is one that it offers."""
    for where in LECTURES[name].before:
        page = Path(ROOT, "pages", where.page).read_text(encoding="utf-8")
        offered = page + Path(ROOT, "pages", "parts", "lookup", "quick.py").read_text(encoding="utf-8")
        for key, value in where.query.items():
            assert f'key="{key}"' in page, where
            assert f'"{value}": ' in offered, where


@pytest.mark.parametrize("fault", FAULTS)
def test_a_faulty_lecture_stops_the_start_with_file_entry_and_fault(tmp_path, fault):
    """One edit, one message."""
    pattern, replacement, words = FAULTS[fault]
    copy = Copy(tmp_path)
    copy.edit("learning/lectures.yaml", pattern, replacement)
    result = copy.run("import logic")
    assert result.returncode != 0, "the content was accepted"
    message = result.stderr.strip().splitlines()[-1]
    assert "ContentError" in message
    assert "content/learning/lectures.yaml, first-contact:" in message
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
