"""Documents of the audit and of the pathway: claims, cautions, recommendations, bodies, inputs, scores, terms.

Texts are put together from the fields of content/; nothing is added but the names of those fields.
"""

from __future__ import annotations

from collections.abc import Iterator

from logic.assurance import reviews
from logic.content import library
from logic.content.shapes.entry import Caution
from logic.evidence.bibliography import sources_of
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
from logic.lookup.places import AUDIT, BODIES, EXPLORE, LOOK_UP, SCORES, of_caution, of_recommendation
from logic.rules.conditions import Branch, Condition, Has, Is
from logic.rules.table import RULES

BARE = 0.955
"""What a mere caution counts for beside one that forbids or warns."""


def article_documents() -> Iterator[Document]:
    """All of them, in the order of content/."""
    yield from _claims()
    yield from _omissions()
    yield from _cautions()
    yield from _recommendations()
    yield from _guidelines()
    yield from _bodies()
    yield from _thresholds()
    yield from _inputs()
    yield from _classifications()
    yield from _contradictions()
    yield from _article()
    yield from _glossary()


def _claims() -> Iterator[Document]:
    for name, claim in library.CLAIMS.items():
        better = f" Better wording: {claim.better}" if claim.better else ""
        yield Document(
            "claim",
            name,
            f"{name}, {claim.section}",
            f"The article: {claim.says} Our check: {claim.finding}{better}",
            claim.references,
            lead=f"{name} {claim.section}. {claim.says}",
            more=joined(claim.verdict, claim.primary_source, claim.grade, shorts(claim.references)),
            verdict=claim.verdict,
            label=None if claim.verified else UNSEEN,
            query={**AUDIT, "section": claim.section},
        )


def _omissions() -> Iterator[Document]:
    for name, one in library.OMISSIONS.items():
        yield Document(
            "omission",
            name,
            f"{name}, left out by the article: {one.topic}",
            one.why_it_matters,
            one.references,
            lead=f"{name} {one.topic}",
            label=None if one.verified else SECOND_HAND,
            query=AUDIT,
        )


def _cautions() -> Iterator[Document]:
    for name, one in library.CAUTIONS.items():
        limit = f" {joined(one.threshold, one.unit)}." if one.threshold else ""
        page, query = of_caution(name)
        yield Document(
            "caution",
            name,
            f"{one.agent}: {one.condition}",
            joined(f"{sentence(one.condition)}{limit} {sentence(one.action)}", one.note),
            one.references,
            lead=f"{name} {one.agent}. {one.condition}",
            more=joined(one.severity.replace("_", " "), shorts(one.references), *_patients(one)),
            label=None if one.verified else SECOND_HAND,
            page=page,
            query=query,
            standing=BARE if one.severity == "caution" else 1.0,
        )


def _patients(caution: Caution) -> Iterator[str]:
    """The labels of the patients that a caution is limited to."""
    for case in caution.when:
        for field_name, values in case.items():
            for value in values:
                if value not in ("no", "none", "unknown"):
                    yield library.INPUTS[field_name].options[value].label


def _recommendations() -> Iterator[Document]:
    for name, one in library.ADVICE.items():
        told = named(notice=one.pearl, pitfall=one.pitfall)
        page, query = of_recommendation(name)
        yield Document(
            "recommendation",
            name,
            one.title,
            joined(one.text, told),
            both(one.references, RULES[name].claims),
            more=joined(RULES[name].stage, *_situations(RULES[name].when)),
            page=page,
            query=query,
        )


def _situations(when: Condition) -> Iterator[str]:
    """What a rule asks for, in the words of the inputs; what it asks to be absent is left out."""
    if isinstance(when, Branch):
        for part in when.parts:
            yield from _situations(part)
    elif isinstance(when, Is | Has):
        entry = library.INPUTS[when.field]
        if when.value not in ("no", "none", "unknown", "osteoporotic"):
            yield entry.label if when.value is True else entry.options[str(when.value)].label


def _guidelines() -> Iterator[Document]:
    for name, one in library.GUIDELINES.items():
        year = f", {one.year}" if one.year else ""
        yield Document(
            "guideline",
            name,
            f"{one.body}{year}",
            named(
                vertebroplasty=one.vertebroplasty,
                kyphoplasty=one.kyphoplasty,
                strength=one.strength,
                population=one.population,
                timing=one.timing,
                status=one.status,
                funding=one.funding,
                note=one.note,
            ),
            one.references,
            lead=f"{name} {one.body} {one.year or ''}",
            more=f"guideline on cement augmentation {shorts(one.references)}",
            label=None if one.verified else SECOND_HAND,
            query=BODIES,
        )


def _bodies() -> Iterator[Document]:
    for name, one in library.BODIES.items():
        yield Document(
            "position",
            name,
            f"{one.name}, {one.year}: cement for one patient",
            named(population=one.population, timing=one.timing, strength=one.strength, note=one.note),
            one.references,
            lead=f"{one.name} {one.year}",
            more=joined("position guideline cement augmentation", *one.rows.values()),
            query=BODIES,
        )


def _thresholds() -> Iterator[Document]:
    for name, one in library.THRESHOLDS.items():
        yield Document(
            "threshold",
            name,
            one.means,
            joined(f"{library.quantity(one.value, one.unit)}.", one.note),
            both(one.references, one.claims),
            label=None if one.verified else CONVENTION,
            page="about.py",
        )


def _inputs() -> Iterator[Document]:
    for name, one in library.INPUTS.items():
        yield Document(
            "input",
            name,
            f"Input: {one.label}",
            joined(one.definition, named(counts_in="; ".join(one.includes), counts_out="; ".join(one.excludes))),
            both(one.references, one.claims),
            lead=one.label,
            more=" ".join(option.label for option in one.options.values()),
            page=EXPLORE,
        )


def _classifications() -> Iterator[Document]:
    for name, one in library.CLASSIFICATIONS.items():
        levels = "; ".join(f"{level}: {meaning}" for level, meaning in one.levels.items())
        scoring = "; ".join(f"{part}: {points}" for part, points in one.scoring.items())
        yield Document(
            "classification",
            name,
            one.name,
            joined(
                named(used_for=one.used_for),
                sentence(levels),
                named(points=scoring or None),
                one.interpretation,
                one.note,
            ),
            one.references,
            lead=f"{name} {one.name}. {one.used_for}",
            label=None if one.verified else SECOND_HAND,
            page=LOOK_UP,
            query=SCORES,
        )


def _contradictions() -> Iterator[Document]:
    for name, one in library.CONTRADICTIONS.items():
        yield Document(
            "contradiction",
            name,
            one.title,
            joined(one.what_clashes, named(how_to_notice=one.how_to_notice, what_to_do=one.what_to_do)),
            sources_of(one.claims),
            more="the article contradicts itself",
            query=AUDIT,
        )


def _article() -> Iterator[Document]:
    one = library.ARTICLE
    yield Document(
        "article",
        "article",
        "The article under audit",
        named(
            title=one.title,
            publisher=one.publisher,
            last_updated=one.last_updated,
            status=one.status,
            our_content=reviews.statement(),
        ),
        ("ARTICLE",),
        lead="the article, its title, publisher, author and review",
        more="written reviewed pending human review clinician",
        page="about.py",
    )
    for cited in one.citations:
        listed = "in the article's list" if cited.listed else "missing from the article's list"
        yield Document(
            "citation",
            f"citation-{cited.number}",
            f"Citation [{cited.number}] of the article",
            joined(cited.really_is, named(listed=listed, confidence=cited.confidence)),
            cited.references,
            lead=f"citation {cited.number} of the article, reference {cited.number}",
            query=AUDIT,
        )


def _glossary() -> Iterator[Document]:
    for name, one in library.GLOSSARY.items():
        yield Document(
            "glossary",
            name,
            one.term,
            joined(one.definition, named(includes="; ".join(one.includes), excludes="; ".join(one.excludes))),
            both(one.references, one.claims),
            lead=joined(one.term, *one.also, between="; "),
            more="definition",
            page=LOOK_UP,
            query={"show": "Terms", "term": one.term},
        )
