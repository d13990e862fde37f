"""Terms are found where they stand, once each, and nowhere else."""

from __future__ import annotations

import itertools
from types import SimpleNamespace as Made

import pytest

from logic.content.library import GLOSSARY
from logic.lookup import glossary
from logic.lookup.glossary import terms

SAMPLE = (
    "In a randomised controlled trial of zoledronic acid against placebo the hazard ratio was 0.78, with its confidence "
    "interval and a p value; heterogeneity, immortal-time bias and confounding by indication were not excluded. "
    "Metastatic spinal cord compression needs an MRI at once, before any fixation or radiotherapy. The kyphotic angle "
    "fell by a mean difference of 2 degrees, and cement leakage into the tension band was seen on CT."
)
IN_SAMPLE = {
    "randomised-trial": "randomised controlled trial",
    "zoledronic-acid": "zoledronic acid",
    "placebo": "placebo",
    "hazard-ratio": "hazard ratio",
    "confidence-interval": "confidence interval",
    "p-value": "p value",
    "heterogeneity": "heterogeneity",
    "immortal-time-bias": "immortal-time bias",
    "confounding": "confounding by indication",
    "metastatic-spinal-cord-compression": "Metastatic spinal cord compression",
    "mri": "MRI",
    "fixation": "fixation",
    "radiotherapy": "radiotherapy",
    "kyphotic-angle": "kyphotic angle",
    "mean-difference": "mean difference",
    "cement-leakage": "cement leakage",
    "tension-band": "tension band",
    "ct": "CT",
}


def found(text: str) -> dict[str, str]:
    """The terms in a text by id, each with the words that stand for it."""
    return {term.id: text[term.start : term.end] for term in terms(text)}


def test_terms_of_statistics_and_medicine_are_found_in_running_text():
    """Those that are made of everyday words as well, which no list of rare words would show."""
    assert found(SAMPLE) == IN_SAMPLE


def test_terms_come_in_reading_order_and_do_not_overlap():
    """A page puts the definitions in from left to right."""
    places = [(term.start, term.end) for term in terms(SAMPLE)]
    assert places == sorted(places)
    assert all(end <= start for (_, end), (start, _) in itertools.pairwise(places))


def test_the_longest_name_wins():
    """A network meta-analysis is more than a meta-analysis, and an embolism by cement no embolism by a clot."""
    assert found("a network meta-analysis") == {"network-meta-analysis": "network meta-analysis"}
    assert found("pulmonary cement embolism") == {"pulmonary-cement-embolism": "pulmonary cement embolism"}


def test_each_term_is_found_once_where_it_stands_first():
    """By whichever of its names comes first."""
    text = "Paracetamol first. Acetaminophen is paracetamol."
    assert [(term.start, term.id) for term in terms(text)] == [(0, "acetaminophen")]


@pytest.mark.parametrize(
    ("text", "id"), [("CI", "confidence-interval"), ("OR", "odds-ratio"), ("GRADE", "level-of-evidence")]
)
def test_an_abbreviation_is_found_in_its_capitals_only(text, id):
    """Or every "or" and every "grade" would be a term."""
    assert found(f"The {text} was given.") == {id: text}
    assert found(f"The {text.casefold()} was given.") == {}


def test_other_names_are_found_in_any_case():
    """At the start of a sentence and within it."""
    assert found("Kyphosis") == {"kyphosis": "Kyphosis"}
    assert found("KYPHOSIS and kyphosis") == {"kyphosis": "KYPHOSIS"}


@pytest.mark.parametrize(
    "text",
    [
        "[cement and kyphosis](/lookup?q=cement)",
        ":red-badge[kyphosis]",
        ":material/healing: only",
        "`kyphosis`",
        "[sham](https://example.org/sham)",
    ],
)
def test_links_badges_icons_and_code_are_left_alone(text):
    """A link within a link would break both."""
    assert terms(text) == ()


def test_a_term_within_a_link_is_found_where_it_stands_outside_of_it():
    """The first place that can hold a definition counts."""
    text = "[kyphosis](/lookup) and kyphosis"
    assert [term.start for term in terms(text)] == [text.rindex("kyphosis")]


@pytest.mark.parametrize("text", ["`code`kyphosis", "kyphosis`code`", ":material/healing:kyphosis[1](/lookup)"])
def test_a_term_may_touch_a_link_an_icon_or_code(text):
    """Nothing of it is within."""
    assert found(text) == {"kyphosis": "kyphosis"}


@pytest.mark.parametrize("text", ["cementing", "replacement", "opioidergic", "non-cement", "cement-like", "KPI", "VPN"])
def test_words_that_merely_hold_a_name_are_left_alone(text):
    """Neither within a word nor within one with hyphens."""
    assert terms(text) == ()


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("vertebral fractures", "vertebral-compression-fracture"),
        ("contraindications", "contraindication"),
        ("confidence intervals", "confidence-interval"),
        ("benzodiazepines", "benzodiazepine"),
        ("metastases", "metastasis"),
    ],
)
def test_plurals_are_found_whole(text, id):
    """They are names of their own in ``also``."""
    assert found(text) == {id: text}


def test_a_text_without_terms_has_none():
    """Nor has an empty one."""
    assert terms("") == terms("She walks the dog every morning.") == ()


@pytest.mark.parametrize("id", GLOSSARY)
def test_every_name_of_a_term_leads_to_that_term(id):
    """Alone in a text, each name is found from end to end."""
    for name in (GLOSSARY[id].term, *GLOSSARY[id].also):
        assert found(name) == {id: name}


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("CI", "CI"),
        ("p50CT", "p50CT"),
        ("Mri", "mri"),
        ("Cobb angle", "cobb angle"),
        ("DXA scan of T1", "dxa scan of t1"),
    ],
)
def test_only_a_single_word_with_two_capitals_keeps_them(monkeypatch, name, kept):
    """All other names are found in any case; each of them leads to its term."""
    monkeypatch.setattr(
        glossary, "GLOSSARY", {"angle": Made(term="Bend", also=(name,)), "rest": Made(term="rest", also=())}
    )
    assert glossary._names() == {"bend": "angle", kept: "angle", "rest": "rest"}


EVERYDAY = (
    "The selection of patients was left open.",
    "No trial with that interval of weeks was found.",
    "The National Comprehensive Cancer Network was not seen.",
    "Summaries derived from the guideline were read.",
    "Only the registry entry was found.",
    "An indirect way in.",
)


@pytest.mark.parametrize("text", EVERYDAY)
def test_everyday_words_are_no_terms(text):
    """Words that are technical in some places only stand in the glossary with the words that make them so."""
    assert terms(text) == ()
