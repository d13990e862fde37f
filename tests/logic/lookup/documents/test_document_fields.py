"""What can be found holds what content says: every field of an entry stands in its document, or is not meant to."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from logic.content import library
from logic.evidence import comparison, trials
from logic.evidence.bibliography import sources_of
from logic.lookup.documents.article import article_documents
from logic.lookup.documents.document import (
    CONVENTION,
    SECOND_HAND,
    UNSEEN,
    Document,
    both,
    joined,
    named,
    sentence,
    shorts,
)
from logic.lookup.documents.evidence import evidence_documents


@cache
def documents() -> dict[tuple[str, str], Document]:
    """Every document by its kind and id."""
    return {(one.kind, one.id): one for one in (*article_documents(), *evidence_documents())}


BOOKS: dict[str, Any] = {
    "claim": library.CLAIMS,
    "omission": library.OMISSIONS,
    "caution": library.CAUTIONS,
    "recommendation": library.ADVICE,
    "guideline": library.GUIDELINES,
    "position": library.BODIES,
    "threshold": library.THRESHOLDS,
    "input": library.INPUTS,
    "classification": library.CLASSIFICATIONS,
    "contradiction": library.CONTRADICTIONS,
    "glossary": library.GLOSSARY,
    "citation": {f"citation-{one.number}": one for one in library.ARTICLE.citations},
    "trial": library.TRIALS,
    "comparison": library.OUTCOMES,
    "figure": {name: one for name, one in library.FINDINGS.items() if one.headline_for and one.verified},
    "study": library.STUDIES,
    "cohort": library.NATURAL_HISTORY,
    "association": library.MORTALITY,
    "panel": library.PANELS.panels,
}

SHOWN = {
    "claim": ("section", "says", "finding", "better"),
    "omission": ("topic", "why_it_matters"),
    "caution": ("agent", "condition", "action", "threshold", "note"),
    "recommendation": ("title", "text", "pearl", "pitfall"),
    "guideline": (
        "body",
        "year",
        "vertebroplasty",
        "kyphoplasty",
        "strength",
        "population",
        "timing",
        "status",
        "note",
        "funding",
    ),
    "position": ("name", "year", "population", "timing", "strength", "note"),
    "threshold": ("value", "means", "note"),
    "input": ("label", "definition", "includes", "excludes"),
    "classification": ("name", "used_for", "levels", "note", "scoring", "interpretation"),
    "contradiction": ("title", "what_clashes", "how_to_notice", "what_to_do"),
    "glossary": ("term", "definition", "includes", "excludes"),
    "citation": ("number", "really_is", "confidence"),
    "trial": (
        "name",
        "year",
        "intervention",
        "comparator",
        "comparator_detail",
        "result",
        "population",
        "fracture_age_text",
        "blinding",
        "primary_outcome",
        "primary_time",
        "funding",
        "conflicts",
    ),
    "comparison": ("title", "can", "cannot"),
    "figure": ("label", "time", "unit", "p_value", "favours", "caveats", "note"),
    "study": ("citation", "level", "design", "n_patients"),
    "cohort": ("name", "year", "events", "n", "percent", "said", "time", "population", "design", "note"),
    "association": ("name", "compared", "time", "says", "design", "n", "note"),
    "panel": ("name", "year", "notable", "population", "method", "funding", "n_scenarios", "second_hand"),
}
"""Fields that a reader of the answer sees."""

SEARCHED = {
    "claim": ("section", "says", "verdict", "primary_source", "grade"),
    "omission": ("topic",),
    "caution": ("agent", "condition", "severity"),
    "guideline": ("body", "year"),
    "position": ("name", "year"),
    "input": ("label",),
    "classification": ("name", "used_for"),
    "glossary": ("term", "also"),
    "citation": ("number",),
    "trial": ("name", "year", "intervention", "comparator"),
    "comparison": ("title", "bears"),
    "figure": ("label",),
    "study": ("citation",),
    "cohort": ("name",),
    "association": ("name",),
    "panel": ("name",),
}
"""Fields whose words find the document, shown or not."""


def texts(value: Any) -> Iterator[str]:
    """Every text and number inside a value."""
    if isinstance(value, dict):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from texts(part)
    elif value is not None:
        yield str(value)


def plain(text: str) -> str:
    """Without what joining texts to sentences may change."""
    return " ".join(text.replace("_", " ").replace(".", "").casefold().split())


@pytest.mark.parametrize("kind", SHOWN)
def test_every_field_that_is_shown_stands_in_title_or_text(kind):
    """For every entry of its book that has a document, word for word."""
    for (document_kind, id), document in documents().items():
        if document_kind == kind:
            entry = BOOKS[kind][id].model_dump()
            shown = plain(f"{document.title} {document.text}")
            lost = {field: text for field in SHOWN[kind] for text in texts(entry[field]) if plain(text) not in shown}
            assert lost == {}, id


@pytest.mark.parametrize("kind", SEARCHED)
def test_every_field_that_is_searched_stands_in_what_finds_the_document(kind):
    """A word of these finds the entry even where the answer does not repeat it."""
    for (document_kind, id), document in documents().items():
        if document_kind == kind:
            entry = BOOKS[kind][id].model_dump()
            if kind == "position":  # by the leads of its own rows, and not by those that all bodies share
                general = library.GENERAL.values()
                entry["rows"] = [row.says for row in library.BODIES[id].rows.values() if row not in general]
            searched = plain(f"{document.lead} {document.more}")
            lost = {field: t for field in SEARCHED[kind] for t in texts(entry[field]) if plain(t) not in searched}
            assert lost == {}, id


@pytest.mark.parametrize("kind", [kind for kind in BOOKS if kind != "study"])
def test_every_entry_of_a_book_has_its_document(kind):
    """None is forgotten, in the order of content."""
    assert [id for document_kind, id in documents() if document_kind == kind] == list(BOOKS[kind])


def test_no_word_of_python_stands_in_a_document():
    """Something that is missing is left out, and never written as None."""
    for (kind, id), document in documents().items():
        own = " ".join(texts(BOOKS[kind][id].model_dump())) if kind in BOOKS else ""
        for text in (document.title, document.text, document.lead, document.more):
            assert "None" not in text.split() or "None" in own.split(), document.id
            assert "  " not in text


def test_a_document_rests_on_the_references_of_its_entry_then_on_those_of_its_claims():
    """The chips below an answer are the sources of what it says."""
    for (kind, id), document in documents().items():
        if kind in BOOKS and kind not in ("comparison", "figure", "study"):
            entry = BOOKS[kind][id]
            claims = () if kind in ("recommendation",) else getattr(entry, "claims", ())
            wanted = dict.fromkeys([*getattr(entry, "references", ()), *sources_of(claims)])
            if kind == "position":
                wanted = dict.fromkeys(entry.references)
            assert document.sources[: len(wanted)] == tuple(wanted), id
            assert kind == "recommendation" or len(document.sources) == len(wanted), id


def test_a_figure_and_a_study_rest_on_the_paper_and_a_comparison_on_all_its_papers():
    """One paper for one figure; each once for an outcome."""
    for (kind, id), document in documents().items():
        if kind == "figure":
            assert document.sources == (library.STUDIES[library.FINDINGS[id].study].reference,)
        if kind == "study":
            assert document.sources == (library.STUDIES[id].reference,)
        if kind == "comparison":
            assert document.sources == comparison.references(comparison.in_depth(id))


@pytest.mark.parametrize("kind", ["omission", "caution", "guideline", "classification", "trial", "cohort", "panel"])
def test_what_was_not_checked_at_its_source_is_labelled_so_and_nothing_else_is(kind):
    """The reader sees which answer is second-hand."""
    for (document_kind, id), document in documents().items():
        if document_kind == kind:
            assert document.label == (None if BOOKS[kind][id].verified else SECOND_HAND), id
            assert document.verified is BOOKS[kind][id].verified


def test_claims_and_thresholds_have_labels_of_their_own():
    """A source that was not seen is not a convention."""
    for (kind, id), document in documents().items():
        if kind == "claim":
            assert document.label == (None if library.CLAIMS[id].verified else UNSEEN)
        if kind == "threshold":
            assert document.label == (None if library.THRESHOLDS[id].verified else CONVENTION)


def test_a_mere_caution_counts_for_less_than_one_that_forbids_or_warns():
    """Where two fit alike, the graver comes first."""
    standing = {kind: {d.standing for k, d in documents().items() if k[0] == kind} for kind, _ in documents()}
    cautions = {library.CAUTIONS[id].severity: d.standing for (kind, id), d in documents().items() if kind == "caution"}
    assert cautions.pop("caution") < min(cautions.values()) == max(cautions.values()) == 1
    assert all(found == {1.0} for kind, found in standing.items() if kind != "caution")


def test_where_documents_open():
    """Audit and bodies are views of the evidence page, figures stand in the comparison, terms in the look-up."""
    place = {kind: (one.page, one.query) for (kind, _), one in reversed(documents().items())}
    assert place["claim"] == ("evidence.py", {"view": "Audit", "section": library.CLAIMS["C01"].section})
    assert place["omission"] == place["contradiction"] == place["citation"] == ("evidence.py", {"view": "Audit"})
    assert place["guideline"] == place["position"] == ("evidence.py", {"view": "Bodies"})
    assert place["trial"] == place["cohort"] == place["association"] == ("evidence.py", {"view": "Trials"})
    assert place["panel"] == ("evidence.py", {"view": "Panels"})
    assert place["threshold"] == place["article"] == ("about.py", {})
    assert place["input"] == ("explore.py", {})
    assert place["classification"] == ("lookup.py", {"show": "Scores"})
    first = next(iter(library.GLOSSARY.values())).term
    assert place["glossary"] == ("lookup.py", {"show": "Terms", "term": first})
    assert place["study"] == ("compare.py", {})
    assert place["comparison"] == ("compare.py", {"outcome": next(iter(library.OUTCOMES.values())).title})
    figure = next(one for (kind, _), one in documents().items() if kind == "figure")
    assert figure.page == "compare.py"
    assert any(figure.query == {"outcome": one.title} for one in library.OUTCOMES.values())


def test_a_trial_tells_its_figures_and_how_many_were_randomised():
    """One figure an outcome in the text, all of them in what is searched."""
    for id, trial in library.TRIALS.items():
        document = documents()["trial", id]
        if trial.n_randomised:
            assert f"Randomised: {trial.n_randomised.total}." in document.text
        for one in trial.differences:
            told = f"{one.scale}, {one.time}: "
            assert told in document.more
            assert trials.verdict_text(one) in document.more
            if one.statistic:
                assert f"{one.statistic} {trials.estimate_text(one)} {one.unit}" in document.more
            if one.p_value:
                assert f"p {one.p_value}, {trials.verdict_text(one)}." in document.more
        for outcome in {one.outcome for one in trial.differences}:
            shown = trials.headline(trial, outcome)
            if shown:
                assert f"{shown.scale}, {shown.time}: " in document.text
        assert all(library.REFERENCES[one].citation in document.more for one in trial.references)
        assert all(f"Sources disagree: {sentence(one)}" in document.text for one in trial.conflicts)


def test_a_figure_says_both_arms_and_its_effect():
    """What was seen in each arm, the effect where a chart may show it, p and who is favoured."""
    for id, one in BOOKS["figure"].items():
        text = documents()["figure", id].text
        for procedure in ("kyphoplasty", "vertebroplasty"):
            arm = getattr(one, procedure)
            assert (f"{procedure} {comparison.arm_text(arm)}" in text) is (arm is not None)
        assert f"p {one.p_value}" in text or not one.p_value
        assert f"favours {one.favours}" in text or not one.favours
        arms = (one.kyphoplasty, one.vertebroplasty)
        few = all(arm is not None and arm.events is not None and arm.events <= 1 for arm in arms)
        if one.effect:
            assert (comparison.effect_text(one.effect) in text) is (one.chartable and not few)


def test_a_comparison_names_its_headlines_with_effects_first():
    """Each with the study that found it."""
    for id, outcome in library.OUTCOMES.items():
        document = documents()["comparison", id]
        heads = [one for one in BOOKS["figure"].values() if one.outcome in outcome.measures]
        places = {}
        for one in heads:
            told = f"{library.STUDIES[one.study].citation}: {one.label}, {one.time} ({one.unit}): "
            assert told in document.text
            places[document.text.index(told)] = one.effect is None
        assert [places[at] for at in sorted(places)] == sorted(places.values())
        studies = {library.FINDINGS[one].study for one in comparison.in_depth(id)}
        assert all(library.STUDIES[one].citation in document.more for one in studies)


def test_a_study_has_a_document_where_something_of_it_was_verified_with_at_most_five_figures():
    """Its headline figures first; what it measured finds it."""
    verified = {one.study for one in library.FINDINGS.values() if one.verified}
    assert {id for kind, id in documents() if kind == "study"} == verified
    for id in verified:
        document = documents()["study", id]
        found = [one for one in library.FINDINGS.values() if one.study == id and one.verified]
        shown = [one for one in found if f"{one.label}, {one.time} ({one.unit}): " in document.text]
        assert len(shown) >= min(5, len(found))
        assert document.text.count(" (") >= len(shown)
        heads = [one for one in found if one.headline_for][:5]
        assert all(one in shown for one in heads)
        assert all(f"{one.label} {one.time}" in document.more for one in found)
        assert library.REFERENCES[library.STUDIES[id].reference].citation in document.more


def test_a_panel_tells_every_share_with_its_class():
    """Percent of scenarios in each class, and what alone was appropriate."""
    for id, panel in library.PANELS.panels.items():
        text = documents()["panel", id].text
        for row in panel.ratings:
            for word in ("appropriate", "uncertain", "inappropriate"):
                share = getattr(row, word)
                assert share is None or f"{share:g} % {word}" in text
        for what, share in panel.exclusively.items():
            assert f"nly {what} appropriate: {share:g} %" in text


def test_an_association_tells_its_ratio_and_what_it_says():
    """The hazard ratio with its interval, where it is one."""
    for id, one in library.MORTALITY.items():
        told = [part for part in (trials.ratio_text(one), one.says) if part]
        assert all(part in documents()["association", id].text for part in told)


@pytest.mark.parametrize("book", ["TRIAL_TEXTS", "CHARTS"])
def test_an_overview_asks_answers_and_says_what_it_cannot_show(book):
    """For each text over the trials and each chart of the comparison."""
    prefix = {"TRIAL_TEXTS": "trials-", "CHARTS": "comparison-"}[book]
    for name, one in getattr(library, book).items():
        document = documents()["overview", prefix + name]
        assert document.title == one.title
        assert document.lead == f"{one.title} {one.question}"
        assert document.text.startswith(f"{one.question} {one.answer}")
        assert all(text.rstrip(".") in document.text for text in one.cannot)
        assert "Cannot show: " in document.text or not one.cannot
        assert document.sources
        if book == "CHARTS":
            assert document.sources == comparison.references(one.findings)
            assert document.page == "compare.py"


def test_the_overview_of_cancer_rests_on_trials_in_cancer_and_the_others_on_all_the_rest():
    """Cancer is kept apart, and so are the cohorts and the associations."""
    of_cancer = {ref for one in library.TRIALS.values() if one.cancer and one.verified for ref in one.references}
    assert set(documents()["overview", "trials-cancer"].sources) == of_cancer
    others = {ref for one in library.TRIALS.values() if not one.cancer and one.verified for ref in one.references}
    assert set(documents()["overview", "trials-pain"].sources) == others
    for name, book in (("natural_history", library.NATURAL_HISTORY), ("mortality", library.MORTALITY)):
        wanted = {ref for one in book.values() if one.verified for ref in one.references}
        assert set(documents()["overview", f"trials-{name}"].sources) == wanted


def test_texts_are_joined_without_what_is_empty():
    """A space between unless told otherwise."""
    assert joined("one", None, "", "two") == "one two"
    assert joined("one", "two", between="; ") == "one; two"


def test_named_fields_become_sentences_with_one_full_stop():
    """Underscores are spaces, the first letter is a capital, and what is empty is left out."""
    assert named(fracture_age="6 weeks.", funding=None, blinding="double") == "Fracture age: 6 weeks. Blinding: double."


def test_a_sentence_has_a_capital_and_one_full_stop():
    """Whatever it had before; the rest keeps its letters."""
    assert sentence("pain on the NRS.") == "Pain on the NRS."
    assert sentence("pain") == "Pain."


def test_references_by_their_short_names():
    """With a space between."""
    one, two = list(library.REFERENCES)[:2]
    assert shorts([one, two]) == f"{library.REFERENCES[one].short} {library.REFERENCES[two].short}"


def test_references_of_an_entry_come_before_those_of_its_claims_and_none_twice():
    """As the chips stand below an answer."""
    behind = library.CLAIMS["C13"].references
    assert both(["ARTICLE", behind[-1]], ["C13"]) == ("ARTICLE", behind[-1], *behind[:-1])


def test_a_document_without_a_place_opens_the_evidence_page():
    """And counts for one."""
    plain_one = Document("claim", "C01", "title", "text", ())
    assert (plain_one.page, plain_one.query, plain_one.standing) == ("evidence.py", {}, 1.0)
    assert (plain_one.lead, plain_one.more, plain_one.verdict, plain_one.label) == ("", "", None, None)
