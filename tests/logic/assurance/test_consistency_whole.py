"""The content as a whole: nothing is lost, nothing dangles, and its numbers are those of the specification."""

from __future__ import annotations

import re

import pytest

from logic import Scenario
from logic.content import library
from logic.rules.table import RULES
from tests.scenarios import CHOICES, FLAGS, NUMBERS

LIMITS = {
    "conservative_phase": (12, "weeks"),
    "chronic_fracture": (12, "weeks"),
    "calcitonin_window": (4, "weeks"),
    "pain_mild": (1, "points"),
    "pain_moderate": (4, "points"),
    "pain_severe": (7, "points"),
    "kidney_function": (35, "mL/min"),
    "nsaid_studies_start": (2, "weeks"),
    "nsaid_studies_end": (12, "weeks"),
    "opioid_studies_start": (1, "weeks"),
    "opioid_studies_end": (9, "weeks"),
}
VERDICTS = {"faithful", "simplified", "outdated", "contradicted", "unsupported"}
BOOKS = {
    "claims": library.CLAIMS,
    "omissions": library.OMISSIONS,
    "cautions": library.CAUTIONS,
    "recommendations": library.ADVICE,
    "inputs": library.INPUTS,
    "thresholds": library.THRESHOLDS,
    "milestones": library.MILESTONES,
    "examples": library.EXAMPLES,
}


def test_every_claim_of_the_article_is_there_in_its_order():
    """C01 to C40."""
    assert list(library.CLAIMS) == [f"C{number:02}" for number in range(1, 41)]


def test_every_omission_is_there():
    """O1 to O6."""
    assert list(library.OMISSIONS) == [f"O{number}" for number in range(1, 7)]


def test_every_caution_is_there():
    """S01 to S82."""
    assert list(library.CAUTIONS) == [f"S{number:02}" for number in range(1, 83)]


def test_all_135_head_to_head_figures_are_there():
    """The count of the evidence."""
    assert len(library.FINDINGS) == 135


def test_every_claim_has_a_verdict_and_all_five_verdicts_occur():
    """Faithful, simplified, outdated, contradicted, unsupported."""
    assert {claim.verdict for claim in library.CLAIMS.values()} == VERDICTS


def test_every_claim_says_what_is_claimed_and_what_was_found():
    """The two stand side by side wherever a claim is shown, so they must not be the same."""
    for name, claim in library.CLAIMS.items():
        assert claim.says != claim.finding, name


def test_claims_cite_only_numbers_that_the_article_has():
    """Each of its five citations is explained, once."""
    numbers = [citation.number for citation in library.ARTICLE.citations]
    assert numbers == [1, 2, 3, 4, 5]
    assert {number for claim in library.CLAIMS.values() for number in claim.citations} == set(numbers)


def test_claims_that_no_rule_uses_are_those_of_the_audit_alone():
    """C40, the reference list, and O6, conflicts of interest."""
    used = {claim for rule in RULES.values() for claim in rule.claims}
    assert library.CLAIMS.keys() - used == {"C40"}
    assert library.OMISSIONS.keys() - used == {"O6"}


@pytest.mark.parametrize("name", LIMITS)
def test_threshold_is_that_of_the_specification(name):
    """Value and unit."""
    assert (library.THRESHOLDS[name].value, library.THRESHOLDS[name].unit) == LIMITS[name]


def test_pain_bands_and_study_spans_run_upwards():
    """Mild is below moderate is below severe, and a span begins before it ends."""
    value = {name: threshold.value for name, threshold in library.THRESHOLDS.items()}
    assert 0 < value["pain_mild"] < value["pain_moderate"] < value["pain_severe"] <= 10
    assert value["nsaid_studies_start"] < value["nsaid_studies_end"]
    assert value["opioid_studies_start"] < value["opioid_studies_end"]


def test_every_field_has_an_input_that_defines_it():
    """Label, definition and group, once for each field."""
    assert set(library.INPUTS) == {*NUMBERS, *CHOICES, *FLAGS, "cautions"}


@pytest.mark.parametrize("name", library.INPUTS)
def test_a_number_states_its_value_and_a_choice_states_each_option(name):
    """A sentence about a patient can be made of every input."""
    entry = library.INPUTS[name]
    if name in NUMBERS:
        assert entry.says.count("{value}") == 1
    else:
        assert all(option.label and option.says for option in entry.options.values())
        assert len({option.label for option in entry.options.values()}) == len(entry.options)
        assert len({option.says for option in entry.options.values()}) == len(entry.options)


@pytest.mark.parametrize("book", BOOKS)
def test_no_placeholder_is_left_in_a_text(book):
    """Only a number's input keeps ``{value}``, for the patient's own number."""
    left = {
        (name, brace)
        for name, entry in BOOKS[book].items()
        for brace in re.findall(r"\{[^{}' ]*\}", " ".join(texts(entry.model_dump())))
    }
    assert left == ({(name, "{value}") for name in NUMBERS} if book == "inputs" else set())


def texts(value):
    """Every text inside an entry."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from texts(part)


def test_titles_of_recommendations_are_all_different():
    """A reader who sees one title knows which recommendation it is."""
    titles = [advice.title for advice in library.ADVICE.values()]
    assert len(set(titles)) == len(titles) == 41


def test_the_first_example_is_the_ordinary_patient_and_no_two_are_the_same():
    """An example that repeats another teaches nothing."""
    opened = [Scenario(**example.given) for example in library.EXAMPLES.values()]
    assert opened[0] == Scenario()
    assert len(set(opened)) == len(opened)


def test_no_outcome_has_two_headline_figures():
    """One figure per outcome heads the comparison."""
    heads = [finding.headline_for for finding in library.FINDINGS.values() if finding.headline_for]
    assert heads
    assert len(set(heads)) == len(heads)


def test_a_reference_links_to_its_doi_else_to_pubmed_else_to_its_publisher():
    """Never to a mirror, and to nothing where no address was seen."""
    for name, reference in library.REFERENCES.items():
        if reference.doi:
            assert reference.link == f"https://doi.org/{reference.doi}", name
        elif reference.pmid:
            assert reference.link == f"https://pubmed.ncbi.nlm.nih.gov/{reference.pmid}/", name
        else:
            assert reference.link == reference.url, name


def test_dois_and_pubmed_numbers_have_their_form_and_stand_once():
    """A mistyped number leads to somebody else's paper."""
    dois = [reference.doi.lower() for reference in library.REFERENCES.values() if reference.doi]
    pmids = [reference.pmid for reference in library.REFERENCES.values() if reference.pmid]
    assert [doi for doi in dois if not re.fullmatch(r"10\.\d{4,9}/\S+", doi)] == []
    assert sorted(doi for doi in set(dois) if dois.count(doi) > 1) == []
    assert sorted(pmid for pmid in set(pmids) if pmids.count(pmid) > 1) == []


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [(12, "weeks", "12 weeks"), (1, "weeks", "1 week"), (0, "weeks", "0 weeks"), (7, "points", "7")],
)
def test_a_quantity_is_shown_with_its_unit(value, unit, shown):
    """One week is singular, and points of a scale need no unit."""
    assert library.quantity(value, unit) == shown
