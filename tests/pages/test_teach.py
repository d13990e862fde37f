"""Teach and present: lectures, links and files for the patient of the page, and one slide at a time."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from streamlit.testing.v1 import AppTest

from logic import Scenario
from logic.content.library import ADVICE, CASES
from logic.export.handout.formats import FORMATS
from logic.lectures.deck import LECTURES, PAGE, deck_from, deck_to, lines, place, slides
from tests.pages.app import opened, plain, start, title, words

FEW = ("doorstep", "foot-drop")


def teach(view: str = "Lectures", **more: str) -> AppTest:
    """The teach page at one of its views."""
    app = start(urlencode({"teach": view, **more}), page="teach.py")
    assert not app.exception
    return app


def present(**query: str) -> AppTest:
    """The presentation as a link opens it."""
    app = start(urlencode(query), page="present.py")
    assert not app.exception
    return app


def code(app: AppTest) -> list[str]:
    """The texts that are there to be copied."""
    return [one.value for one in app.main.code]


@pytest.mark.parametrize("name", LECTURES)
def test_a_ready_lecture_opens_with_all_that_it_needs(name: str) -> None:
    """Aims, plan, cases and questions of each lecture are on the page."""
    lecture = LECTURES[name]
    said = words(opened(teach(), f"lecture-{name}").main)
    for part in (*lecture.aims, *(row.what for row in lecture.plan), *(one.ask for one in lecture.questions)):
        assert plain(part) in said
    for case in lecture.cases:
        assert CASES[case].title in said
    assert offered(opened(teach(), f"lecture-{name}")) == ["Slides (PowerPoint)"]


def test_a_lecture_of_ones_own_is_kept_in_the_address_and_reordered() -> None:
    """Adding, moving and removing cases changes the list in the address and nothing else."""
    app = teach(deck=deck_to(FEW))
    app = app.main.button(key=f"Earlier-{FEW[1]}").click().run()
    assert held(app) == "foot-drop,doorstep"
    adding = next(one for one in app.main.selectbox if one.label == "Add a case")
    app = adding.set_value(CASES["shopping-bag"].title).run()
    assert held(app) == "foot-drop,doorstep,shopping-bag"
    app = app.main.button(key="Remove-doorstep").click().run()
    assert held(app) == "foot-drop,shopping-bag"
    assert app.main.button(key="Earlier-foot-drop").disabled
    assert app.main.button(key="Later-shopping-bag").disabled


def test_a_lecture_of_ones_own_can_be_taken_away_as_slides() -> None:
    """The button is there once there is a case, and not before."""
    assert offered(teach()) == []
    assert offered(teach(deck=deck_to((*FEW, PAGE)))) == ["Slides (PowerPoint)"]


def offered(app: AppTest) -> list[str]:
    """The files that the page offers."""
    return [one.proto.label for one in app.get("download_button")]


def held(app: AppTest) -> str:
    """The lecture that the address holds."""
    deck = app.query_params["deck"]
    return deck if isinstance(deck, str) else str(deck[0])


def test_a_case_that_there_is_not_is_named() -> None:
    """A bad link keeps what is good in it and says what was left out, on the teach page and on the stage."""
    for app in (teach(deck="doorstep,nowhere"), present(deck="doorstep,nowhere")):
        assert any("nowhere" in one.value for one in app.warning)


def test_the_link_and_the_frame_hold_the_scenario() -> None:
    """What is shared opens this patient, the frame in the form for embedding."""
    scenario = Scenario(age=81, cause="suspected_malignancy")
    app = start(f"{scenario.to_query()}&teach=Share", page="teach.py")
    link, frame = code(app)
    assert link.endswith(f"/?{scenario.to_query()}")
    assert "embed=true&amp;" in frame
    assert "cause=suspected_malignancy" in frame
    assert "title=" in frame


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_made_on_request(name: str) -> None:
    """A press makes the file and offers it; before, nothing is made."""
    app = teach("Hand out")
    assert not app.get("download_button")
    app.main.pills(key="formats").set_value([name])
    (button,) = [one for one in app.main.button if one.label == "Make the files"]
    app = button.click().run()
    assert not app.exception
    assert not app.error
    assert [one.proto.label for one in app.get("download_button")] == [FORMATS[name].label]


def test_a_format_that_fails_is_named_and_takes_nothing_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page says which file could not be made, and the other one is there."""
    broken = FORMATS["note"].__class__("pdf", "Handout", "pdf", "application/pdf", lambda scenario, day: 1 / 0)
    monkeypatch.setitem(FORMATS, "pdf", broken)
    app = teach("Hand out")
    app.main.pills(key="formats").set_value(["pdf", "note"])
    (button,) = [one for one in app.main.button if one.label == "Make the files"]
    app = button.click().run()
    assert not app.exception
    (told,) = [one.value for one in app.error]
    assert told.startswith("Handout could not be made: ZeroDivisionError")
    assert [one.proto.label for one in app.get("download_button")] == [FORMATS["note"].label]


@pytest.mark.parametrize("name", LECTURES)
def test_a_lecture_is_presented_from_its_first_to_its_last_slide(name: str) -> None:
    """Forward shows each slide of the lecture in order under its title; back returns."""
    deck = slides(LECTURES[name].cases)
    app = present(deck=deck_to(LECTURES[name].cases))
    for number, slide in enumerate(deck):
        assert not app.exception
        assert plain(title(app)) == plain(lines(slide, Scenario()).title)
        assert f"{number + 1} of {len(deck)}" in words(app.main)
        if number < len(deck) - 1:
            app = app.main.button(key="stage-next").click().run()
    assert app.main.button(key="stage-next").disabled
    app = app.main.button(key="stage-back").click().run()
    assert plain(title(app)) == plain(lines(deck[-2], Scenario()).title)


def test_a_link_opens_any_case_at_any_step() -> None:
    """The place in the address is the slide that is shown; an unknown place opens the first."""
    deck = slides(FEW)
    for slide in deck:
        assert plain(title(present(deck=deck_to(FEW), at=place(slide)))) == plain(lines(slide, Scenario()).title)
    assert plain(title(present(deck=deck_to(FEW), at="nowhere"))) == plain(lines(deck[0], Scenario()).title)


def test_the_patient_of_the_page_can_be_presented() -> None:
    """A deck of the page's own scenario leads with its step."""
    scenario = Scenario(weeks_since_fracture=13, weeks_of_care=12, pain_relief="inadequate")
    app = start(f"{scenario.to_query()}&deck=scenario&at=scenario.answer", page="present.py")
    assert title(app) == ADVICE["augmentation-consider"].title


def test_the_answer_is_not_on_the_slides_before_it() -> None:
    """Patient and question show neither the reasons nor what the case teaches."""
    case = CASES[FEW[0]]
    for step in ("patient", "question"):
        said = words(present(deck=FEW[0], at=f"{FEW[0]}.{step}").main)
        assert plain(case.teaches) not in said


def test_notes_follow_the_slide_and_name_the_next() -> None:
    """The notes of the answer hold what the case teaches, their sources and the next slide."""
    app = present(deck=deck_to(FEW), at=f"{FEW[0]}.answer", notes="1")
    said = words(app.main)
    assert plain(CASES[FEW[0]].teaches) in said
    assert "Sources:" in said
    assert "**Next.**" in said


def test_an_empty_deck_falls_back_to_a_ready_lecture() -> None:
    """The stage is never empty."""
    ids, _ = deck_from("")
    assert plain(title(present())) == plain(lines(slides(ids)[0], Scenario()).title)
