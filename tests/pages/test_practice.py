"""Practice: nothing is shown before one commits, and then both lines of reasoning stand side by side."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from urllib.parse import urlencode

import pytest
from streamlit.testing.v1 import AppTest

from logic import recommend
from logic.content.library import ADVICE, CLAIMS
from logic.practice import offer
from logic.practice.marking import RULE_OF_MARKS
from logic.practice.progress import Progress, from_link, record, to_json, to_link
from tests.pages.app import NO_STEP, opened, plain, start, words
from tests.tiers import few

FIRST = next(iter(offer.cases()))
TODAY = datetime.now(UTC).date()


def practise(view: str = "Cases", **more: str) -> AppTest:
    """The practice page at one of its views."""
    app = start(urlencode({"practise": view, **more}), page="practice.py")
    assert not app.exception
    return app


def commit(app: AppTest) -> AppTest:
    """The same page after the form was handed in."""
    (button,) = [one for one in app.main.button if one.label == "Commit and compare"]
    app = button.click().run()
    assert not app.exception
    return app


def chosen(app: AppTest, name: str, choice: str | None) -> AppTest:
    """The form of a case with a leading step chosen."""
    app.main.radio(key=f"lead-{name}").set_value(choice or "no-specific-step")
    return app


def kept(app: AppTest) -> Progress:
    """The progress that the address holds."""
    held = app.query_params["progress"]
    return from_link(held if isinstance(held, str) else held[0])


@pytest.mark.parametrize("name", few(offer.cases(), 12))
def test_a_right_commitment_earns_all_points(name: str) -> None:
    """With the rule's step, its companions and its facts ticked, a case gives ten points and shows its step."""
    case = offer.cases()[name]
    app = chosen(practise(case=case.title), name, case.leads)
    for one in (*offer.accompanying(case), *offer.drivers(case)):
        app.main.checkbox(key=f"tick-{name}-{one}").check()
    app = commit(app)
    assert "10 of 10 points" in words(app.main)
    assert (ADVICE[case.leads].title if case.leads else NO_STEP) in [one.value for one in app.main.subheader]
    (answer,) = kept(app).answers
    assert (answer.item, answer.score) == (f"case:{name}", 1.0)


def test_nothing_is_told_before_one_commits() -> None:
    """The answer's words are on the page only after the commitment."""
    case = offer.cases()[FIRST]
    app = practise()
    assert plain(case.teaches) not in words(app.main)
    assert plain(case.teaches) in words(commit(chosen(app, FIRST, case.leads)).main)


def test_a_commitment_without_a_step_is_asked_for_it_and_keeps_the_ticks() -> None:
    """The message stands in the form, and what was ticked stays ticked."""
    app = practise()
    ticked = offer.accompanying_choices(offer.cases()[FIRST])[0]
    app.main.checkbox(key=f"tick-{FIRST}-{ticked}").check()
    app = commit(app)
    assert [one.value for one in app.main.error] == ["Choose the step that leads first. Your ticks are kept."]
    assert app.main.checkbox(key=f"tick-{FIRST}-{ticked}").value
    assert "progress" not in app.query_params


def test_a_wrong_step_is_told_what_would_have_made_it_right() -> None:
    """The page says why the chosen step does not lead and which change would make it lead."""
    app = commit(chosen(practise(), FIRST, "augmentation-consider"))
    (told,) = [one.value for one in app.main.info]
    assert "does not hold" in told
    assert "You would have been right if" in told


def test_reasons_stand_side_by_side() -> None:
    """Shared, missed and extra choices are listed with what the reader and the rules say."""
    case = offer.cases()[FIRST]
    shared, missed = offer.accompanying(case)[:2]
    (extra, *_) = [one for one in offer.driver_choices(case) if one not in offer.drivers(case)]
    app = chosen(practise(), FIRST, case.leads)
    for one in (shared, extra):
        app.main.checkbox(key=f"tick-{FIRST}-{one}").check()
    table = commit(app).main.table[0].value
    rows = {plain(row["Choice"]).strip("*"): row["Comparison"] for _, row in table.iterrows()}
    assert "Shared" in rows[ADVICE[shared].title]
    assert "Missed" in rows[ADVICE[missed].title]
    assert [word for word in rows.values() if "Extra" in word]


def test_behind_the_answer_stand_the_pathway_the_article_and_the_bodies() -> None:
    """Opened, the answer gives every recommendation, the claims with their verdict, and each body."""
    case = offer.cases()[FIRST]
    app = commit(chosen(practise(), FIRST, case.leads))
    app = opened(app, "case-pathway", "case-audit", "case-bodies", "case-not-held")
    assert not app.exception
    said = words(app.main)
    for one in recommend(case.scenario).recommendations:
        assert ADVICE[one.id].title in said
    assert plain(CLAIMS[case.claims[0]].finding) in said
    assert "other sources" in said
    assert any("Why not" in one.value.columns for one in app.main.table)


def test_the_rule_of_marks_is_on_the_page() -> None:
    """How points are given is stated where the form is."""
    assert plain(RULE_OF_MARKS[1]) in words(practise().main)


def test_the_next_case_is_one_that_was_not_tried() -> None:
    """After a commitment the button goes on to a fresh case."""
    app = commit(chosen(practise(), FIRST, None))
    (button,) = [one for one in app.main.button if one.label == "Next case"]
    app = button.click().run()
    assert app.main.selectbox(key="case").value == list(offer.cases().values())[1].title


@pytest.mark.parametrize("name", offer.drills())
def test_a_drill_shows_what_changes(name: str) -> None:
    """After the prediction each drill gives the step that leads, what appears and what disappears."""
    drill = offer.drills()[name]
    app = practise("What changed?", drill=drill.title)
    answer = offer.drill_answer(drill)
    app.main.radio(key=f"predict-{name}").set_value(answer.leading_after or "no-specific-step")
    app = commit(app)
    said = words(app.main)
    assert "As you said" in said
    for one in (*answer.appears, *answer.disappears):
        assert ADVICE[one].title in said
    assert kept(app).answers[0].score == 1.0


@pytest.mark.parametrize("name", offer.audit_drills())
def test_an_audit_drill_shows_the_verdict_and_its_source(name: str) -> None:
    """After the judgement our verdict stands with the finding and at least one source."""
    app = practise("Audit", judge=name)
    wrong = next(one for one in offer.audit_choices() if one != CLAIMS[name].verdict)
    app.main.radio(key=f"verdict-{name}").set_value(wrong)
    app = commit(app)
    said = words(app.main)
    assert "You said" in said
    assert plain(CLAIMS[name].finding) in said
    assert "Sources:" in said
    assert kept(app).answers[0].score == 0.0


def loaded(app: AppTest, content: bytes) -> AppTest:
    """The progress page after a file was put in."""
    app.main.file_uploader(key="progress_file").set_value(("progress.json", content, "application/json"))
    return app.run()


def test_progress_comes_back_from_its_file() -> None:
    """What was saved is there again after loading, with its scores."""
    saved = record(Progress(), f"case:{FIRST}", TODAY, 0.5)
    app = loaded(practise("Progress"), to_json(saved).encode())
    assert not app.exception
    assert kept(app) == saved
    assert "50%" in app.main.table[0].value.to_numpy()


def test_a_bad_file_gets_a_message_and_changes_nothing() -> None:
    """The message names the file and the fault; the progress is as it was."""
    before = record(Progress(), f"case:{FIRST}", TODAY, 1.0)
    app = practise("Progress", progress=str(to_link(before)))
    app = loaded(app, json.dumps({"app": "another", "version": 1, "answers": []}).encode())
    (told,) = [one.value for one in app.main.error]
    assert told.startswith("progress.json was not loaded")
    assert "another" in told
    assert kept(app) == before


def test_a_bad_link_gets_a_message() -> None:
    """Progress that cannot be read from the address is left out, and the page says so."""
    app = practise("Progress", progress="not-a-progress")
    assert any("was left out" in one.value for one in app.main.warning)


def test_what_is_due_can_be_taken_up_again() -> None:
    """An old answer is offered again, and pressing it opens the case anew."""
    old = record(Progress(), f"case:{FIRST}", TODAY.replace(year=TODAY.year - 1), 0.2)
    app = practise("Progress", progress=str(to_link(old)))
    app = app.main.button(key=f"again-case:{FIRST}").click().run()
    assert app.main.segmented_control(key="practise").value == "Cases"
    assert app.main.selectbox(key="case").value == offer.cases()[FIRST].title
    assert app.main.radio(key=f"lead-{FIRST}").value is None
