"""Every source is used, every use has a source, and every link leads to whoever published it."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from logic.content import library
from logic.content.library import CLASSIFICATIONS, GUIDELINES, REFERENCES
from logic.content.shapes.entry import Entry, Reference
from logic.evidence import bibliography as usage
from tests.content_copy import Copy
from tests.pages.app import plain, start, words

HOSTS = {
    # journals and their publishers
    "jnccn.org",
    "thejns.org",
    "www.aafp.org",
    "www.ajnr.org",
    "www.ijssurgery.com",
    # the archive of the US library of medicine, and the directory of open journals
    "pmc.ncbi.nlm.nih.gov",
    # regulators, governments, health services
    "api.fda.gov",
    "canada.ca",
    "ebi.aomrc.org.uk",
    "gettingitrightfirsttime.co.uk",
    "healthierlsc.co.uk",
    "hnyppr.org.uk",
    "www.cdc.gov",
    "www.ema.europa.eu",
    "www.fda.gov",
    "www.gov.uk",
    "www.nice.org.uk",
    # societies and guideline groups
    "nogg.org.uk",
    "north-american-spine-society.foleon.com",
    "programme.conventus.de",
    "theros.org.uk",
    "voice.ons.org",
    "www.nogg.org.uk",
    "www.orthoguidelines.org",
    # pages that are cited for what they say themselves, as secondary sources
    "bonehealthtoolkit.com",
    "cleanmeds.ca",
    "images.radiopaedia.org",
    "medtronic.com",
    "oindpnews.com",
    "pacs.de",
    "www.cancercalc.com",
    "www.medscape.co.uk",
    "www.merckmanuals.com",
    "www.thepharmaletter.com",
    # the publisher of the article under audit
    "www.droracle.ai",
}
"""Hosts beside doi.org and PubMed that publish what is cited from them; never a copy or a proxy."""

SOURCE = Reference(short="Nobody 1999", citation="Nobody N. 1999.", kind="review", year=1999, verified=True)


class Part(Entry):
    """Something inside an entry that has a source of its own."""

    reference: str


class Whole(Entry):
    """An entry of a book that the library does not have yet."""

    parts: tuple[Part, ...]


@pytest.fixture
def recount():
    """Counts uses anew, before the test and after it."""
    usage.uses.cache_clear()
    yield
    usage.uses.cache_clear()


def bibliography() -> AppTest:
    """The part alone, on a page of its own."""
    return AppTest.from_string("from pages.parts.evidence import bibliography\nbibliography.show()", default_timeout=30)


def test_every_reference_is_used():
    """A source that nothing rests on is not listed."""
    assert usage.unused() == ()


def test_every_use_has_its_reference():
    """Nothing rests on a source that is not listed."""
    assert usage.missing() == ()


def test_a_reference_that_nothing_uses_is_found(monkeypatch):
    """One more in the bibliography is one too many."""
    monkeypatch.setitem(library.REFERENCES, "NOBODY1999", SOURCE)
    assert usage.unused() == ("NOBODY1999",)


def test_a_use_without_its_reference_is_found(monkeypatch):
    """One fewer in the bibliography is missed by what rests on it."""
    monkeypatch.delitem(library.REFERENCES, "VAPOUR2016")
    assert usage.missing() == ("VAPOUR2016",)


def test_a_new_book_is_searched_to_its_depth(monkeypatch, recount):
    """A source inside a part of an entry of a book that nobody told the module about."""
    monkeypatch.setattr(library, "NEW_BOOK", {"one": Whole(parts=(Part(reference="NOBODY1999"),))}, raising=False)
    assert usage.missing() == ("NOBODY1999",)
    assert usage.where("NOBODY1999") == "new book record one"


@pytest.mark.parametrize(
    ("reference", "what", "one"),
    [
        ("VAPOUR2016", "claim", "C13"),
        ("DOWNIE2014", "omission", "O1"),
        ("EMA2012", "caution", "S20"),
        ("VAPOUR2016", "threshold", "pain_severe"),
        ("ARTICLE", "recommendation", "outside-article"),
        ("BHOF2022", "input", "sex"),
        ("COCHRANE2018", "position", "cochrane-2018"),
        ("KAVIAR2014", "comparison", "kaviar_dohm_2014"),
        ("EUROPEAN-RAM2013", "panel", "european-ram-2013"),
        ("NASS-NEOPLASTIC", "guideline", "G20"),
        ("QASEM2014", "classification", "K12"),
        ("FIT1996", "citation", "4"),
    ],
)
def test_each_kind_of_use_is_found(reference, what, one):
    """Claims, omissions, cautions and all other books, by their ids."""
    assert (what, one) in {(use.what, use.id) for use in usage.uses()[reference]}


def test_the_places_of_a_reference_in_words():
    """Kinds of use apart, ids of one kind together, singular and plural, names where a reader knows names."""
    assert usage.where("AAOS2011") == "claims C02, C16; position AAOS; guideline G01; citations 1, 2"


def test_every_link_leads_to_its_publisher():
    """A DOI, PubMed, or a host that the list above spells out."""
    allowed = HOSTS | {"doi.org", "pubmed.ncbi.nlm.nih.gov"}
    strangers = {
        name: entry.link
        for name, entry in REFERENCES.items()
        if entry.link and urlsplit(entry.link).netloc not in allowed
    }
    assert strangers == {}


def test_the_list_of_hosts_is_no_longer_than_the_links_need():
    """A host whose last reference has gone leaves the list too."""
    assert {urlsplit(entry.link).netloc for entry in REFERENCES.values() if entry.link} >= HOSTS


@pytest.mark.parametrize(
    ("kind", "group"),
    [
        ("guideline summary", "Guidelines and panels"),
        ("consensus (industry funded: Medtronic)", "Guidelines and panels"),
        ("meta-analysis of cohort studies", "Reviews"),
        ("systematic review of RCTs", "Reviews"),
        ("open-label randomised trial", "Trials"),
        ("RCT", "Trials"),
        ("observational (claims data)", "Cohorts and series"),
        ("drug label", "Regulators and labels"),
        ("pocket card", "Scores and tools"),
        ("AI-generated secondary summary", "AI-generated"),
        ("manufacturer summary", usage.OTHER),
        ("something new", usage.OTHER),
    ],
)
def test_a_kind_belongs_to_a_group(kind, group):
    """Also a kind that nobody has used yet."""
    assert usage.group_of(kind) == group


def test_the_groups_divide_the_bibliography():
    """Each source is found under exactly one of the groups that are offered."""
    found = [name for group in usage.groups() for name in usage.search(wanted=[group])]
    assert sorted(found) == sorted(REFERENCES)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("vapour2016", {"VAPOUR2016"}),
        ("RAND/UCLA european", {"EUROPEAN-RAM2013"}),
        ("  LANCET   clark ", {"VAPOUR2016"}),
        ("no such words", set()),
    ],
)
def test_a_search_needs_all_words_in_any_order_and_case(typed, expected):
    """Over id, name, citation and kind."""
    assert set(usage.search(typed)) == expected


def test_a_search_for_a_claim_finds_its_sources():
    """C40 gives what the audit of the reference list rests on."""
    assert set(usage.search("c40")) == set(library.CLAIMS["C40"].references)


def test_nothing_typed_finds_everything_by_name():
    """All sources, in order of the names that a reader sees."""
    names = [entry.short.casefold() for entry in usage.search().values()]
    assert len(names) == len(REFERENCES)
    assert names == sorted(names)


def test_the_list_is_short_until_somebody_asks():
    """20 sources first, all of them with the toggle."""
    app = bibliography().run()
    assert not app.exception
    assert f"{len(REFERENCES)} of {len(REFERENCES)} sources" in words(app)
    assert words(app).count("Used in:") == 20
    app.toggle(key="all_sources").set_value(True).run()
    assert words(app).count("Used in:") == len(REFERENCES)


def test_typing_narrows_the_list_and_a_kind_narrows_it_further():
    """The count follows, and what is left names its link, kind, year and use."""
    app = bibliography().run()
    app.text_input(key="source").set_value("vertos").run()
    found = usage.search("vertos")
    assert f"{len(found)} of {len(REFERENCES)} sources" in words(app)
    app.pills(key="source_kind").set_value(["Cohorts and series"]).run()
    assert len(usage.search("vertos", ["Cohorts and series"])) < len(found)
    app.pills(key="source_kind").set_value(["Trials"]).run()
    assert f"**{len(usage.search('vertos', ['Trials']))} of" in words(app)
    said = words(app)
    entry = REFERENCES["VERTOS5"]
    assert f"[{entry.short}]({entry.link})" in said
    assert f"{entry.kind}, {entry.year}" in said
    assert plain(usage.where("VERTOS5")) in said


def test_a_search_without_a_find_says_so():
    """An empty list is explained, and offers no file."""
    app = bibliography().run()
    app.text_input(key="source").set_value("no such words").run()
    assert "No source has all these words" in words(app)
    assert not app.get("download_button")


def test_a_source_that_was_not_checked_is_marked():
    """The update that was searched for and not found carries the words, and a checked one does not."""
    app = bibliography().run()
    app.text_input(key="source").set_value("ACR2022").run()
    assert "Second-hand, not checked" in words(app)
    app.text_input(key="source").set_value("VAPOUR2016").run()
    assert "Second-hand, not checked" not in words(app)


def test_the_about_page_sends_to_the_sources():
    """It keeps no second list."""
    app = start(page="about.py")
    assert not app.exception
    assert "Search the sources" in " ".join(link.proto.label for link in app.main.get("page_link"))
    assert not [one for one in app.main.expander if "bibliography" in one.label]


def test_all_guidelines_and_classifications_are_there_in_order():
    """G01 to G21 and K01 to K15."""
    assert list(GUIDELINES) == [f"G{number:02}" for number in range(1, 22)]
    assert list(CLASSIFICATIONS) == [f"K{number:02}" for number in range(1, 16)]


def test_what_was_not_seen_is_marked_as_not_verified():
    """Five guidelines and one convention; every other one has a source."""
    assert {name for name, entry in GUIDELINES.items() if not entry.verified} == {"G05", "G11", "G12", "G15", "G17"}
    assert {name for name, entry in CLASSIFICATIONS.items() if not entry.verified} == {"K09"}
    assert [
        name for name, entry in {**GUIDELINES, **CLASSIFICATIONS}.items() if entry.verified and not entry.references
    ] == []


@pytest.mark.parametrize(
    ("file", "pattern", "replacement", "entry", "word"),
    [
        ("evidence/guidelines.yaml", r"references: \[ASBMR2019\]", "references: [NOWHERE1999]", "G08", "NOWHERE1999"),
        ("evidence/guidelines.yaml", r"references: \[ASBMR2019\]", "references: []", "G08", "source is missing"),
        (
            "evidence/classifications.yaml",
            r"references: \[QASEM2014\]",
            "references: [NOWHERE1999]",
            "K12",
            "NOWHERE1999",
        ),
        ("evidence/classifications.yaml", r"references: \[QASEM2014\]", "references: []", "K12", "source is missing"),
    ],
)
def test_faulty_guidelines_and_classifications_stop_the_start(tmp_path, file, pattern, replacement, entry, word):
    """File, entry and fault are named."""
    copy = Copy(tmp_path)
    copy.edit(file, pattern, replacement)
    result = copy.run("import logic")
    assert result.returncode != 0
    message = result.stderr.strip().splitlines()[-1]
    assert f"content/{file}, {entry}:" in message
    assert word in message


def test_an_entry_without_a_name_goes_by_its_id_in_words():
    """Neither underscores nor hyphens; an entry of a book with names goes by its name."""
    by_id = {(use.what, use.id): use.name for uses in usage.uses().values() for use in uses}
    assert by_id["threshold", "pain_severe"] == "pain severe"
    assert by_id["take-home card", "vertos-v"] == "vertos v"
    assert by_id["recommendation", "outside-article"] == library.ADVICE["outside-article"].title
    assert by_id["trial", "vapour_2016"] == library.TRIALS["vapour_2016"].name
    assert by_id["glossary record", "rmdq"] == "rmdq"
    assert by_id["natural history record", "vertos-ii-screening"] == "vertos ii screening"
