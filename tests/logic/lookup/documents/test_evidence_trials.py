"""What can be found of trials, natural history and deaths, word by word, from entries that are made up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from logic.content.shapes.evidence import Difference, Mortality, NaturalHistory, Randomised, Trial, TrialText
from logic.lookup.documents.document import SECOND_HAND, Document
from logic.lookup.documents.evidence import evidence_documents
from tests.logic.lookup.documents.made_up import only

Found = Callable[..., list[Document]]

IN_TRIALS = {"page": "evidence.py", "query": {"view": "Trials"}}


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> Found:
    """The documents of one kind, from made-up books."""

    def documents(kind: str, **books: Any) -> list[Document]:
        only(monkeypatch, **books)
        return [one for one in evidence_documents() if one.kind == kind]

    return documents


def a_trial(**changed: Any) -> Trial:
    """A trial with nothing that may be left out, or one that differs from it."""
    return Trial(
        **{
            "name": "BONE",
            "year": 2010,
            "reference": "R1",
            "comparator": "sham",
            "comparator_detail": "A needle.",
            "intervention": "vertebroplasty",
            "blinding": "Double",
            "population": "The old",
            "fracture_age_text": "Fresh",
            "result": "No difference.",
            "verified": True,
            **changed,
        }
    )


def a_figure(**changed: Any) -> Difference:
    """A figure of a trial with a direction alone, or one that differs from it."""
    return Difference(
        **{
            "outcome": "pain",
            "scale": "NRS",
            "unit": "points",
            "time": "1 month",
            "favours": "neither",
            **changed,
        }
    )


SIZE = {"statistic": "mean difference", "estimate": -1.5, "ci95_low": -2.0, "ci95_high": 0.5}


def test_a_trial_that_tells_little_is_told_without_what_it_lacks(found):
    """Its name stands twice in what it is about, so that it is found by it; it opens among the trials."""
    assert found("trial", TRIALS={"bone": a_trial()}) == [
        Document(
            "trial",
            "bone",
            "BONE, 2010: vertebroplasty against sham",
            "No difference. Compared with: A needle. Population: The old. Fracture age: Fresh. Blinding: Double.",
            ("R1",),
            lead="BONE 2010 BONE trial, vertebroplasty against sham",
            more="Long 1",
            label=None,
            **IN_TRIALS,
        )
    ]


def test_a_trial_tells_how_many_were_randomised_what_was_measured_who_paid_and_what_clashes(found):
    """One that was not checked is labelled so."""
    trial = a_trial(
        n_randomised=Randomised(cement=60, control=71, total=131),
        primary_outcome="pain",
        primary_time="1 month",
        funding="manufacturer",
        conflicts=("one says 6", "another 7."),
        verified=False,
    )
    (document,) = found("trial", TRIALS={"bone": trial})
    assert document.text == (
        "No difference. Compared with: A needle. Population: The old. Fracture age: Fresh. Randomised: 131. "
        "Blinding: Double. Primary outcome: pain, 1 month. Funding: manufacturer. "
        "Sources disagree: One says 6. Sources disagree: Another 7."
    )
    assert document.label == SECOND_HAND


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({}, "NRS, 1 month: no significant difference."),
        ({"p_value": "0.2"}, "NRS, 1 month: p 0.2, no significant difference."),
        (SIZE, "NRS, 1 month: mean difference −1.5 (−2 to 0.5) points, no significant difference."),
        (
            {**SIZE, "p_value": "0.03", "favours": "control"},
            "NRS, 1 month: mean difference −1.5 (−2 to 0.5) points, p 0.03, favours control.",
        ),
    ],
)
def test_a_figure_of_a_trial_is_told_with_its_size_its_p_value_and_whom_it_favours(found, changed, told):
    """What was not printed is left out."""
    (document,) = found("trial", TRIALS={"bone": a_trial(differences=(a_figure(**changed),))})
    assert document.text.endswith(f"Blinding: Double. {told}")
    assert document.more == f"{told} Long 1"


def test_a_trial_shows_one_figure_an_outcome_and_is_found_by_all(found):
    """The one that a chart shows, else the first that was read; the papers of all figures stand below."""
    figures = (
        a_figure(scale="VAS", **SIZE),
        a_figure(scale="NRS", time="6 months", reference="R3", **SIZE),
        a_figure(scale="RDQ", outcome="disability", reference="R2"),
        a_figure(scale="ODI", outcome="disability"),
    )
    (document,) = found("trial", TRIALS={"bone": a_trial(differences=figures, primary_time="6 months")})
    told = "mean difference −1.5 (−2 to 0.5) points, no significant difference."
    direction = "no significant difference."
    assert document.text.endswith(f" Primary outcome: 6 months. NRS, 6 months: {told} RDQ, 1 month: {direction}")
    assert document.more == (
        f"VAS, 1 month: {told} NRS, 6 months: {told} RDQ, 1 month: {direction} ODI, 1 month: {direction} "
        "Long 1 Long 3 Long 2"
    )
    assert document.sources == ("R1", "R3", "R2")


def a_cohort(**changed: Any) -> NaturalHistory:
    """People without cement, or some who differ from them."""
    return NaturalHistory(
        **{
            "name": "Sams",
            "year": 2003,
            "design": "A cohort",
            "population": "The young.",
            "said": "had no pain",
            "events": 7,
            "n": 9,
            "percent": 78,
            "time": "1 year",
            "references": ("R1", "R2"),
            "verified": True,
            **changed,
        }
    )


def an_association(**changed: Any) -> Mortality:
    """A hazard ratio of death, or something else that was seen."""
    return Mortality(
        **{
            "name": "Medicare",
            "design": "Claims",
            "n": "100 people",
            "compared": "cement and none",
            "kind": "ratio",
            "measure": "hazard ratio",
            "estimate": 0.5,
            "ci95_low": 0.4,
            "ci95_high": 0.6,
            "time": "to 4 years.",
            "references": ("R3", "R4"),
            "verified": True,
            **changed,
        }
    )


def a_text(title: str) -> TrialText:
    """The words around one part of the trials."""
    return TrialText(
        title=title, question=f"Does {title} help?", answer="A little.", cannot=("Who pays.", "Who heals.")
    )


def test_the_words_around_trials_rest_on_what_was_checked_of_their_part(found):
    """Cancer on trials in cancer, those who got better and those who died on their own papers, others on the rest."""
    documents = found(
        "overview",
        TRIAL_TEXTS={name: a_text(name.title()) for name in ("pain", "cancer", "natural_history", "mortality")},
        TRIALS={
            "a": a_trial(),
            "b": a_trial(reference="R2", cancer=True),
            "c": a_trial(reference="R3", verified=False),
            "d": a_trial(reference="R4", verified=False, cancer=True),
        },
        NATURAL_HISTORY={
            "x": a_cohort(references=("R2", "R1")),
            "y": a_cohort(references=("R1", "R3")),
            "z": a_cohort(references=("R4",), verified=False),
        },
        MORTALITY={
            "x": an_association(references=("R4", "R3")),
            "y": an_association(references=("R3",)),
            "z": an_association(references=("R2",), verified=False),
        },
    )
    assert {one.id: one.sources for one in documents if one.id != "panels"} == {
        "trials-pain": ("R1",),
        "trials-cancer": ("R2",),
        "trials-natural_history": ("R2", "R1", "R3"),
        "trials-mortality": ("R4", "R3"),
    }


def test_the_words_around_trials_ask_answer_and_say_what_cannot_be_shown(found):
    """They are found by their title and their question."""
    first, _ = found("overview", TRIAL_TEXTS={"pain": a_text("Cement")}, TRIALS={"a": a_trial()})
    assert first == Document(
        "overview",
        "trials-pain",
        "Cement",
        "Does Cement help? A little. Cannot show: Who pays. Who heals.",
        ("R1",),
        lead="Cement Does Cement help?",
        more="",
        label=None,
        **IN_TRIALS,
    )


def test_a_cohort_tells_how_many_got_better(found):
    """Each with its denominator and percentage; one that was not checked is labelled so."""
    cohorts = {"sams": a_cohort(note="Few."), "sent": a_cohort(verified=False)}
    full, bare = found("cohort", NATURAL_HISTORY=cohorts)
    assert full == Document(
        "cohort",
        "sams",
        "Getting better without cement: Sams, 2003",
        "7 of 9 (78 %) had no pain, 1 year. Population: The young. Design: A cohort. Few.",
        ("R1", "R2"),
        lead="Sams natural history, getting better without cement, recovery",
        more="",
        label=None,
        **IN_TRIALS,
    )
    assert bare.text == "7 of 9 (78 %) had no pain, 1 year. Population: The young. Design: A cohort."
    assert bare.label == SECOND_HAND


def test_an_association_tells_what_was_compared_and_the_ratio(found):
    """Its title says that it is an association."""
    assert found("association", MORTALITY={"med": an_association(says="fewer deaths", note="Not random.")}) == [
        Document(
            "association",
            "med",
            "Death after cement, an association: Medicare",
            "Cement and none. To 4 years. hazard ratio 0.5 (0.4 to 0.6); fewer deaths. Design: Claims. "
            "Size: 100 people. Not random.",
            ("R3", "R4"),
            lead="Medicare mortality",
            more="",
            label=None,
            **IN_TRIALS,
        )
    ]


def test_an_association_that_is_no_ratio_tells_what_it_says(found):
    """One that was not checked is labelled so."""
    (document,) = found("association", MORTALITY={"med": an_association(kind="share", says="40 %", verified=False)})
    assert document.text == "Cement and none. To 4 years. 40 %. Design: Claims. Size: 100 people."
    assert document.label == SECOND_HAND
