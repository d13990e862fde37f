"""The content of the handout: all that follows from the pathway, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from logic import positions, recommend, timeline, what_would_change
from logic.assurance import reviews
from logic.content.description import describe
from logic.content.library import ARTICLE, CAUTIONS, CLAIMS, REFERENCES
from logic.export.handout.contents import handout
from logic.export.handout.formats import FORMATS
from tests.export.given import CASES, DAY, EMERGENCY, FULLEST, HOSTILE, NO_LEAD, PATIENTS


@pytest.mark.parametrize("scenario", [*PATIENTS.values(), NO_LEAD], ids=[*PATIENTS, "no-lead"])
def test_the_handout_follows_the_pathway(scenario):
    """Leading step, what goes with it, weeks, positions and changes are those of the pages."""
    made, pathway = handout(scenario, DAY), recommend(scenario)
    assert (made.lead.id if made.lead else None) == pathway.primary
    assert sorted(one.id for one in made.steps) == sorted(pathway.ids)
    assert [one.id for one in made.others] == [name for name in pathway.ids if name != pathway.primary]
    assert made.items == tuple(timeline(scenario))
    assert [one.why for one in made.bodies] == [place.why for place in positions(scenario)]
    assert len(made.flips) == len(what_would_change(scenario))
    assert made.patient == describe(scenario)
    assert made.provisional == pathway.provisional


@pytest.mark.parametrize("scenario", [*CASES, *HOSTILE])
def test_every_number_leads_to_a_source(scenario):
    """Sources are numbered from 1 without a gap; every claim, caution, body and figure cites those of its own content."""
    made = handout(scenario, DAY)
    by_number = {source.number: source.id for source in made.sources}
    assert list(by_number) == list(range(1, len(by_number) + 1))
    assert len(set(by_number.values())) == len(by_number)
    for claim in made.claims:
        if claim.id in CLAIMS:
            assert tuple(by_number[number] for number in claim.sources) == CLAIMS[claim.id].references
    for caution in made.cautions:
        assert tuple(by_number[number] for number in caution.sources) == CAUTIONS[caution.id].references
    for one in (*made.bodies, *(figure for chart in made.comparisons for figure in chart.figures)):
        assert one.sources
        assert set(one.sources) <= set(by_number)


def test_nothing_that_was_not_verified_is_handed_out():
    """Cautions read second-hand alone stay out, for every patient."""
    for scenario in HOSTILE:
        assert all(CAUTIONS[caution.id].verified for caution in handout(scenario, DAY).cautions)


def test_a_red_flag_marks_the_steps_that_it_caused():
    """A deficit, compression or an unknown flag marks its steps; a patient without a red flag has none."""
    assert {"refer-surgery-neuro", "emergency-mri", "assess-red-flags"} <= {
        one.id for one in handout(EMERGENCY, DAY).steps if one.red_flag
    }
    assert not any(one.red_flag for one in handout(FULLEST, DAY).steps)


def test_the_purpose_and_the_review_are_those_of_the_article_file():
    """What the handout says about itself comes from the content, not from the code."""
    made = handout(FULLEST, DAY)
    assert "education only" in made.fine_print
    for part in (
        reviews.statement(),
        ARTICLE.status,
        ARTICLE.content_version,
        ARTICLE.content_date,
        ARTICLE.last_updated,
    ):
        assert part in made.fine_print


def test_a_caution_carries_its_threshold_and_unit():
    """A limit stands with its unit in the words of the caution."""
    caution = next(one for one in handout(FULLEST, DAY).cautions if one.id == "S63")
    assert f"({CAUTIONS['S63'].threshold} {CAUTIONS['S63'].unit})" in caution.text


def test_an_address_is_short_enough_for_paper():
    """A DOI and a PubMed number stand for their links, a host for a long address, nothing where none was seen."""
    source = handout(FULLEST, DAY).sources[0]
    said = {
        "https://doi.org/10.1000/182": "doi:10.1000/182",
        "https://pubmed.ncbi.nlm.nih.gov/123/": "PMID 123",
        "https://www.nice.org.uk/guidance/ta279": "nice.org.uk",
        None: "",
    }
    assert {link: replace(source, link=link).address for link in said} == said
    assert {REFERENCES[one.id].link for one in handout(FULLEST, DAY).sources} >= {source.link}


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_is_the_same_for_the_same_input_and_another_for_another_day(name):
    """The same patient and day give the same bytes; the day is in the file."""
    form = FORMATS[name]
    assert form.make(FULLEST, DAY) == form.make(FULLEST, DAY)
    assert form.make(FULLEST, DAY) != form.make(FULLEST, date(2026, 3, 10))


def test_file_names_tell_patients_and_days_apart():
    """Two patients with the same leading step, or two days, never share a file name."""
    other = FULLEST.replace(age=75)
    assert recommend(other).primary == recommend(FULLEST).primary
    names = {FORMATS["pdf"].file_name(one, day) for one in (FULLEST, other) for day in (DAY, date(2026, 3, 10))}
    assert len(names) == 4
    assert FORMATS["slides"].file_name(FULLEST, DAY).startswith("vcf-explorer-augmentation-early-")
    assert FORMATS["slides"].file_name(FULLEST, DAY).endswith("-2026-03-09.pptx")
    assert "no-specific-step" in FORMATS["note"].file_name(NO_LEAD, DAY)
