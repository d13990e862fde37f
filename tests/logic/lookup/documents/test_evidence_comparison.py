"""What can be found of kyphoplasty against vertebroplasty, word by word, from entries that are made up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from logic.content.shapes.evidence import Arm, Chart, Effect, Finding, Outcome, Study
from logic.lookup.documents.document import Document
from logic.lookup.documents.evidence import evidence_documents
from tests.logic.lookup.documents.made_up import only

Found = Callable[..., list[Document]]

PAGE = {"label": None, "page": "compare.py"}


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> Found:
    """The documents of one kind, from made-up books."""

    def documents(kind: str, **books: Any) -> list[Document]:
        only(monkeypatch, **books)
        return [one for one in evidence_documents() if one.kind == kind and one.id != "panels"]

    return documents


STUDIES = {
    "ann": Study(citation="Ann 2001", design="A cohort.", level="prospective cohort", n_patients=40, reference="R1"),
    "bob": Study(citation="Bob 2002", design="A trial", level="RCT", reference="R2", year=2002),
}

OUTCOMES = {
    "leak": Outcome(
        title="Leaks", measures=("leakage", "embolism"), can="Both leak.", cannot="which is worse.", claims=()
    ),
    "cost": Outcome(
        title="Costs", measures=("price",), can="Both cost.", cannot="how much", claims=(), bears="The poor pay."
    ),
}


def a_finding(**changed: Any) -> Finding:
    """A headline without arms or effect, or a figure that differs from it."""
    return Finding(
        **{
            "study": "ann",
            "outcome": "leakage",
            "label": "Leaks",
            "time": "at once",
            "unit": "patients",
            "better": "lower",
            "counted": "-",
            "favours": "neither",
            "headline_for": "leak",
            "chartable": True,
            "verified": True,
            **changed,
        }
    )


RATIO = Effect(measure="RR", value=0.5, ci95_low=0.25, ci95_high=0.75, derived=False, origin="-")
TOLD_RATIO = "Risk ratio 0.50 (0.25 to 0.75)"


def arms(kyphoplasty: int | None, vertebroplasty: int | None) -> dict[str, Arm]:
    """Both arms with so many of ten; without a number, a percentage alone."""
    return {
        "kyphoplasty": Arm(events=kyphoplasty, n=10, percent=30),
        "vertebroplasty": Arm(events=vertebroplasty, n=10, percent=40),
    }


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"favours": None, "p_value": "0.04"}, "p 0.04"),
        ({"p_value": "0.04", "favours": "kyphoplasty"}, "p 0.04; favours kyphoplasty"),
        ({"effect": RATIO}, f"{TOLD_RATIO}; favours neither"),
        ({"effect": RATIO, "chartable": False}, "favours neither"),
        (
            {"effect": RATIO, **arms(3, 4)},
            f"kyphoplasty 3 of 10 (30 %); vertebroplasty 4 of 10 (40 %); {TOLD_RATIO}; favours neither",
        ),
        ({"kyphoplasty": Arm(mean=2.5)}, "kyphoplasty 2.5; favours neither"),
        ({"vertebroplasty": Arm(mean=2.5)}, "vertebroplasty 2.5; favours neither"),
    ],
)
def test_a_figure_tells_both_arms_the_effect_the_p_value_and_who_is_favoured(found, changed, told):
    """What was not seen is left out, and so is an effect that no chart may show."""
    (document,) = found("figure", STUDIES=STUDIES, OUTCOMES=OUTCOMES, FINDINGS={"f": a_finding(**changed)})
    assert document.text == f"Leaks, at once (patients): {told}. Study: Ann 2001: A cohort."


@pytest.mark.parametrize(
    ("sides", "shown"),
    [
        (arms(1, 1), False),
        (arms(0, 0), False),
        (arms(1, 2), True),
        (arms(2, 1), True),
        (arms(1, None), True),
        ({"kyphoplasty": Arm(events=1, n=10, percent=10)}, True),
        ({"vertebroplasty": Arm(events=1, n=10, percent=10)}, True),
    ],
)
def test_a_ratio_of_at_most_one_event_in_each_arm_is_not_told(found, sides, shown):
    """It is told where an arm had two, or was not seen."""
    finding = a_finding(effect=RATIO, **sides)
    (document,) = found("figure", STUDIES=STUDIES, OUTCOMES=OUTCOMES, FINDINGS={"f": finding})
    assert (TOLD_RATIO in document.text) is shown


def test_a_figure_names_its_study_its_caveats_and_its_note(found):
    """It rests on the paper, is found by its outcome, and opens the comparison at that."""
    finding = a_finding(study="bob", outcome="embolism", label="Emboli", caveats=("Few", "Old."), note="see page 3")
    assert found("figure", STUDIES=STUDIES, OUTCOMES=OUTCOMES, FINDINGS={"f": finding}) == [
        Document(
            "figure",
            "f",
            "Emboli, at once: Bob 2002",
            "Emboli, at once (patients): favours neither. Study: Bob 2002: A trial. Caution: Few; Old. See page 3.",
            ("R2",),
            lead="Leaks Emboli rate",
            more="kyphoplasty vertebroplasty figure",
            **PAGE,
            query={"outcome": "Leaks"},
        )
    ]


def test_only_a_headline_that_was_checked_is_a_figure_of_its_own(found):
    """The others stand in their study."""
    findings = {
        "unread": a_finding(verified=False),
        "plain": a_finding(headline_for=None),
        "head": a_finding(),
        "neither": a_finding(headline_for=None, verified=False),
    }
    assert [one.id for one in found("figure", STUDIES=STUDIES, OUTCOMES=OUTCOMES, FINDINGS=findings)] == ["head"]


def test_an_outcome_tells_what_can_be_said_then_its_headlines_those_with_an_effect_first(found):
    """It is found by all that was measured and by all who did, best design first."""
    findings = {
        "one": a_finding(),
        "two": a_finding(study="bob", outcome="embolism", label="Emboli", effect=RATIO),
        "plain": a_finding(label="Drips", headline_for=None),
        "again": a_finding(label="Drips", headline_for=None),
        "unread": a_finding(label="Floods", verified=False),
        "other": a_finding(outcome="price", label="Price", headline_for="cost"),
    }
    leaks, costs = found("comparison", STUDIES=STUDIES, OUTCOMES=OUTCOMES, FINDINGS=findings)
    assert leaks == Document(
        "comparison",
        "leak",
        "Leaks, kyphoplasty against vertebroplasty",
        "Both leak. Cannot be said: which is worse. "
        f"Bob 2002: Emboli, at once (patients): {TOLD_RATIO}; favours neither. "
        "Ann 2001: Leaks, at once (patients): favours neither.",
        ("R2", "R1"),
        lead="Leaks Leaks Emboli Leaks Drips",
        more="Bob 2002 Ann 2001 Ann 2001 Ann 2001",
        **PAGE,
        query={"outcome": "Leaks"},
    )
    assert costs.more == "The poor pay. Ann 2001"
    assert costs.text == ("Both cost. Cannot be said: how much. Ann 2001: Price, at once (patients): favours neither.")


def test_a_study_tells_how_it_was_done_and_its_figures(found):
    """It rests on its paper; its name stands twice in what it is about, so that it is found by it."""
    findings = {"f": a_finding(), "g": a_finding(study="bob"), "h": a_finding(verified=False)}
    ann, bob = found("study", STUDIES=STUDIES, OUTCOMES=OUTCOMES, FINDINGS=findings)
    assert ann == Document(
        "study",
        "ann",
        "Ann 2001: prospective cohort",
        "Design: A cohort. Size: 40 patients. Leaks, at once (patients): favours neither.",
        ("R1",),
        lead="Ann 2001 Ann 2001",
        more="study kyphoplasty vertebroplasty Long 1 Leaks at once",
        **PAGE,
        query={},
    )
    assert (bob.id, bob.sources) == ("bob", ("R2",))


def test_a_study_shows_at_most_five_figures_headlines_first_then_those_that_a_chart_may_show(found):
    """All of them find it, in the order of content."""
    kinds = {
        "Plain": {"headline_for": None, "chartable": False},
        "Drawn": {"headline_for": None},
        "Text": {"chartable": False},
        "Plainer": {"headline_for": None, "chartable": False},
        "Head": {},
        "Drawn too": {"headline_for": None},
    }
    findings = {label: a_finding(label=label, **changed) for label, changed in kinds.items()}
    (document,) = found("study", STUDIES=STUDIES, OUTCOMES=OUTCOMES, FINDINGS=findings)
    shown = [part.removesuffix(", at once") for part in document.text.split(" (patients): favours neither.")]
    assert [part.removeprefix("Design: A cohort. Size: 40 patients.").strip() for part in shown] == [
        "Head",
        "Text",
        "Drawn",
        "Drawn too",
        "Plain",
        "",
    ]
    assert document.more == "study kyphoplasty vertebroplasty Long 1 " + " ".join(f"{one} at once" for one in kinds)


def test_a_study_of_which_nothing_was_checked_has_no_document(found):
    """There is nothing to tell of it."""
    assert found("study", STUDIES=STUDIES, FINDINGS={"f": a_finding(verified=False)}) == []


def test_a_chart_of_the_comparison_asks_answers_and_says_what_it_cannot_show(found):
    """It rests on the papers of its figures, each once, and opens the comparison."""
    chart = Chart(
        title="Leaks drawn",
        question="Who leaks?",
        answer="Both do.",
        findings=("g", "f", "h"),
        axis="-",
        cannot=("Who pays.", "Who heals."),
        claims=(),
    )
    findings = {"f": a_finding(), "g": a_finding(study="bob"), "h": a_finding()}
    assert found("overview", STUDIES=STUDIES, OUTCOMES=OUTCOMES, FINDINGS=findings, CHARTS={"leaks": chart}) == [
        Document(
            "overview",
            "comparison-leaks",
            "Leaks drawn",
            "Who leaks? Both do. Cannot show: Who pays. Who heals.",
            ("R2", "R1"),
            lead="Leaks drawn Who leaks?",
            more="kyphoplasty vertebroplasty",
            **PAGE,
            query={},
        )
    ]
