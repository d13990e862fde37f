"""Every page, run as a script: it stands over reruns, takes a link, and says what it owes on each page."""

from __future__ import annotations

import pytest

from logic import Scenario
from logic.content.library import CHARTS, CLAIMS, EXAMPLES, FOLLOWUPS, TRIALS
from tests.pages.app import PAGES, form, leading_title, opened, plain, start, title, words
from tests.scenarios import random_scenarios
from tests.tiers import few

SECTIONS = tuple(dict.fromkeys(claim.section for claim in CLAIMS.values()))
VERDICTS = ("faithful", "simplified", "outdated", "contradicted", "unsupported")
PAGES_WITH_CHARTS = ("explore.py", "compare.py")
WITH_OWN_PATIENTS = ("practice.py",)
"""Pages that do not speak of the patient at the side, but keep them."""


def claims_listed(app: object) -> list[str]:
    """The ids of the claims that the audit lists, in its order."""
    labels = [plain(expander.label) for expander in app.main.expander]  # type: ignore[attr-defined]
    return [label[2:5] for label in labels if label.startswith("**C")]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_stands_over_reruns(page: str) -> None:
    """A page runs without an exception, again and again, and after a change of the patient."""
    app = start(page=page)
    first = title(app)
    for age in (40, 60, 80):
        app.sidebar.number_input(key="age").set_value(age).run()
        assert not app.exception
        assert (f"{age}-year-old" in words(app.main)) is (page not in WITH_OWN_PATIENTS)
    assert title(app) == first


@pytest.mark.parametrize("page", PAGES)
def test_the_footer_is_on_every_page(page: str) -> None:
    """Each page ends by saying that it is for education only and that no clinician has reviewed it."""
    said = [item.value for item in start(page=page).main if hasattr(item, "value") and isinstance(item.value, str)]
    assert "For education only" in said[-2]
    assert "No clinician has reviewed" in said[-2]
    assert "Report" in said[-1]


@pytest.mark.parametrize("page", PAGES_WITH_CHARTS)
def test_every_chart_is_put_into_words(page: str) -> None:
    """Each chart carries a text of its own for those who cannot see it."""
    charts = start(page=page).get("plotly_chart")
    texts = [chart.proto.alt.strip() for chart in charts]
    assert texts
    assert all(len(text) > 40 for text in texts)
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize("page", PAGES[1:])
def test_the_scenario_goes_along_to_other_pages(page: str) -> None:
    """The patient set on the explore page is the patient of every other page."""
    app = start("age=91")
    app.sidebar.slider(key="pain_score").set_value(9).run()
    app.switch_page(page).run()
    assert form(app) == vars(Scenario(age=91, pain_score=9))
    assert ("91-year-old" in words(app.main)) is (page not in WITH_OWN_PATIENTS)


@pytest.mark.parametrize("scenario", few(random_scenarios(60, seed=20260), 12))
def test_a_link_opens_its_scenario(scenario: Scenario) -> None:
    """A link fills the form with its scenario and the page leads with that patient's step."""
    app = start(scenario.to_query())
    assert not app.exception
    assert not app.warning
    assert form(app) == vars(scenario)
    assert title(app) == leading_title(scenario)


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_has_its_answer(name: str) -> None:
    """Every example, opened by a link, shows its leading recommendation as the title."""
    scenario = Scenario(**EXAMPLES[name].given)
    app = start(scenario.to_query())
    assert not app.exception
    assert title(app) == leading_title(scenario)


@pytest.mark.parametrize("name", few(EXAMPLES, 5))
@pytest.mark.parametrize("where", ["side", "page"])
def test_choosing_an_example_fills_the_form(name: str, where: str) -> None:
    """An example chosen in either form replaces the whole patient, and the answer follows."""
    app = opened(start("age=33&cautions=gi_bleeding_risk&worsening=true"), "edit")
    app.selectbox(key=f"example_{where}").set_value(name).run()
    scenario = Scenario(**EXAMPLES[name].given)
    assert not app.exception
    assert form(app) == vars(scenario)
    assert title(app) == leading_title(scenario)


@pytest.mark.parametrize("where", ["side", "page"])
def test_reset_brings_the_default_patient_back(where: str) -> None:
    """The reset button of either form undoes every change and drops the notices of the link."""
    app = opened(start("age=33&cause=confirmed_malignancy&cautions=gi_bleeding_risk&worsening=true&sex=x"), "edit")
    assert app.warning
    app.button(key=f"reset_{where}").click().run()
    assert form(app) == vars(Scenario())
    assert not app.warning


@pytest.mark.parametrize(
    ("link", "field", "given"),
    [
        ("age=999", "age", "999"),
        ("cause=influenza", "cause", "influenza"),
        ("pain_score=a lot", "pain_score", "a lot"),
        ("disabling_pain=perhaps", "disabling_pain", "perhaps"),
        ("cautions=kidney_disease,plague", "cautions", "plague"),
        ("weeks_since_fracture=4&weeks_of_care=9", "weeks_of_care", "9"),
        ("v=99", "version", "99"),
    ],
)
def test_a_bad_value_in_a_link_is_named(link: str, field: str, given: str) -> None:
    """A value that cannot be used gives one warning with its field and the value, and an answer all the same."""
    app = start(link)
    (warning,) = app.main.warning
    assert field in plain(warning.value)
    assert given in plain(warning.value)
    assert title(app)


def test_what_is_good_in_a_faulty_link_is_kept() -> None:
    """One bad value does not cost the others: they are in the form."""
    app = start("age=999&pain_score=9&cautions=plague,kidney_disease")
    assert form(app) == vars(Scenario(pain_score=9, cautions=frozenset({"kidney_disease"})))
    assert len(app.main.warning) == 2


@pytest.mark.parametrize("page", [*(page for page in PAGES if page not in WITH_OWN_PATIENTS), "present.py"])
def test_a_mangled_link_has_its_notice_beside_the_patient(page: str) -> None:
    """On every page that shows the patient of the link, whichever way the link was mangled."""
    app = start("age=81&amp;sex=male&paim_score=8&v=1", page=page)
    (warning,) = app.main.warning
    assert "pain_score: 'paim_score=8' cannot be read; the patient has 6" in plain(warning.value)
    assert form(app) == vars(Scenario(age=81, sex="male"))
    assert {*app.query_params} == {"age", "sex", "v"}


def test_a_link_that_may_be_cut_has_a_mild_notice_once() -> None:
    """The app's own address is whole from then on, so that a reload has no notice."""
    app = start("sex=male")
    (info,) = app.main.info
    assert "does not end with v=1" in plain(info.value)
    assert not app.main.warning
    assert app.query_params == {"sex": "Male", "v": "1"}
    assert not start("sex=Male&v=1").main.info


@pytest.mark.parametrize("view", ["Audit", "Bodies", "Panels", "Trials", "References"])
def test_each_view_of_the_evidence_stands(view: str) -> None:
    """A link opens a view of the evidence, which runs again and again, under a title of its own."""
    app = start(f"view={view}&age=91", page="evidence.py")
    first = title(app)
    assert app.main.segmented_control(key="view").value == view
    assert not app.run().exception
    other = "Audit" if view != "Audit" else "Trials"
    app.main.segmented_control(key="view").set_value(other).run()
    assert not app.exception
    assert title(app) != first


def test_all_claims_are_listed() -> None:
    """Unfiltered, the audit lists the 40 claims in order."""
    app = start(page="evidence.py")
    assert claims_listed(app) == [f"C{number:02}" for number in range(1, 41)]
    assert "40 of 40 claims" in words(app.main)


@pytest.mark.parametrize("verdict", VERDICTS)
def test_the_audit_filters_by_verdict(verdict: str) -> None:
    """A verdict chosen leaves exactly its claims."""
    app = start(page="evidence.py")
    app.main.pills(key="verdict").set_value([verdict]).run()
    expected = [name for name, claim in CLAIMS.items() if claim.verdict == verdict]
    assert expected
    assert claims_listed(app) == expected
    assert f"{len(expected)} of 40 claims" in words(app.main)


def test_the_audit_joins_verdicts() -> None:
    """Two verdicts chosen show the claims of either."""
    app = start(page="evidence.py")
    app.main.pills(key="verdict").set_value(["outdated", "contradicted"]).run()
    assert claims_listed(app) == [
        name for name, claim in CLAIMS.items() if claim.verdict in ("outdated", "contradicted")
    ]


@pytest.mark.parametrize("section", few(SECTIONS, 5))
def test_the_audit_filters_by_section(section: str) -> None:
    """A section chosen leaves exactly its claims, and a verdict on top narrows them."""
    app = start(page="evidence.py")
    app.main.selectbox(key="section").set_value(section).run()
    assert claims_listed(app) == [name for name, claim in CLAIMS.items() if claim.section == section]
    app.main.pills(key="verdict").set_value(["simplified"]).run()
    assert claims_listed(app) == [
        name for name, claim in CLAIMS.items() if claim.section == section and claim.verdict == "simplified"
    ]


@pytest.mark.parametrize("name", few(CLAIMS, 8))
def test_a_claim_opens_with_its_finding_and_source(name: str) -> None:
    """A claim of the audit, opened, gives its finding, its primary source and its grade."""
    said = words(opened(start(page="evidence.py"), f"claim-{name}").main)
    claim = CLAIMS[name]
    assert plain(claim.finding) in said
    assert plain(claim.primary_source) in said
    assert plain(claim.grade) in said


@pytest.mark.parametrize("name", few(TRIALS, 5))
def test_a_trial_opens_with_its_result_its_doubts_and_what_one_may_ask_next(name: str) -> None:
    """What was found and what is doubtful about it, and at least two questions with answers."""
    app = opened(start("view=Trials", page="evidence.py"), f"trial-{name}")
    assert not app.exception
    said = words(app.main)
    for part in (TRIALS[name].result, TRIALS[name].population, *TRIALS[name].conflicts):
        assert plain(part) in said
    asked = {question.ask for question in FOLLOWUPS.trials[name]}
    assert len(asked) >= 2
    assert asked <= {link.proto.label for link in app.get("page_link")}


def test_every_chart_of_the_comparison_has_follow_up_questions() -> None:
    """Two to four of them stand under each, and each is a link."""
    labels = [link.proto.label for link in start(page="compare.py").get("page_link")]
    asked = [label for label in labels if label.endswith("?")]
    assert 2 * len(CHARTS) <= len(asked) <= 4 * (len(CHARTS) + 1)
