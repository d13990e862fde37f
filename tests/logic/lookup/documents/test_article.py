"""What can be found of the audit, of cautions, advice and bodies, word by word, from entries that are made up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from logic.content.shapes.entry import Caution, Input, Omission, Option
from logic.content.shapes.position import Body, Row
from logic.content.shapes.recommendation import Advice
from logic.content.shapes.teaching import Contradiction, Guideline
from logic.lookup.documents import article
from logic.lookup.documents.article import BARE, article_documents
from logic.lookup.documents.document import SECOND_HAND, UNSEEN, Document
from logic.rules.conditions import All, AtLeast, Has, Is, Limit, Not, Some
from logic.rules.table import Rule
from tests.logic.lookup.documents.made_up import CLAIM, only

Found = Callable[..., list[Document]]

AUDIT = {"view": "Audit"}


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> Found:
    """The documents of the entries of one made-up book; cautions and advice open on pages of their name."""
    monkeypatch.setattr(article, "of_caution", lambda name: (f"{name}.py", {"caution": name}))
    monkeypatch.setattr(article, "of_recommendation", lambda name: (f"{name}.py", {"advice": name}))

    def documents(book: str, entries: Mapping[str, Any], **beside: Any) -> list[Document]:
        only(monkeypatch, **{book: entries}, **beside)
        return [one for one in article_documents() if one.id in entries]

    return documents


INPUTS = {
    name: Input(
        group="pain",
        label=f"The {name}",
        definition="-",
        includes=(),
        excludes=(),
        options={word: Option(label=f"{word.capitalize()} {name}", says="-") for word in words},
    )
    for name, words in {
        "colour": ("no", "none", "unknown", "osteoporotic", "red", "blue"),
        "shape": ("round",),
        "flag": (),
    }.items()
}

ENTRY = {"topics": ("rest",), "stage": "now", "when": "trauma"}
"""What an entry must say beside its words; rules are made up apart."""


def test_a_claim_tells_what_the_article_says_and_what_the_check_found(found):
    """It opens in its section of the audit; its verdict, grade and sources are searched."""
    assert found("CLAIMS", {"C01": CLAIM}) == [
        Document(
            "claim",
            "C01",
            "C01, Bracing",
            "The article: A brace heals. Our check: No trial shows it.",
            ("R2", "R3"),
            lead="C01 Bracing. A brace heals.",
            more="unsupported A review of braces Low certainty Short 2 Short 3",
            verdict="unsupported",
            label=None,
            page="evidence.py",
            query={"view": "Audit", "section": "Bracing"},
            standing=1.0,
        )
    ]


def test_a_claim_tells_a_better_wording_where_there_is_one_and_whether_its_source_was_seen(found):
    """The wording comes last; the label says that the source was not seen."""
    (document,) = found(
        "CLAIMS", {"C02": CLAIM.model_copy(update={"better": "A brace may ease pain.", "verified": False})}
    )
    assert document.text == (
        "The article: A brace heals. Our check: No trial shows it. Better wording: A brace may ease pain."
    )
    assert document.label == UNSEEN


@pytest.mark.parametrize(("verified", "label"), [(True, None), (False, SECOND_HAND)])
def test_an_omission_tells_why_it_matters(found, verified, label):
    """Its title says what the article leaves out."""
    left_out = Omission(topic="Falls", why_it_matters="Falls break bones.", references=("R1",), verified=verified)
    assert found("OMISSIONS", {"O01": left_out}) == [
        Document(
            "omission",
            "O01",
            "O01, left out by the article: Falls",
            "Falls break bones.",
            ("R1",),
            lead="O01 Falls",
            label=label,
            page="evidence.py",
            query=AUDIT,
        )
    ]


def a_caution(**changed: Any) -> Caution:
    """A caution with nothing that may be left out, or one that differs from it."""
    return Caution(
        **{
            "agent": "Ibuprofen",
            "condition": "weak kidneys",
            "action": "do not give it",
            "severity": "boxed_warning",
            "references": ("R1", "R2"),
            "source_level": "secondary",
            "verified": True,
            **changed,
        }
    )


def test_a_caution_tells_its_condition_then_what_to_do(found):
    """Its severity is searched in plain words, and it opens where cautions open."""
    assert found("CAUTIONS", {"S01": a_caution()}) == [
        Document(
            "caution",
            "S01",
            "Ibuprofen: weak kidneys",
            "Weak kidneys. Do not give it.",
            ("R1", "R2"),
            lead="S01 Ibuprofen. weak kidneys",
            more="boxed warning Short 1 Short 2",
            label=None,
            page="S01.py",
            query={"caution": "S01"},
            standing=1.0,
        )
    ]


@pytest.mark.parametrize(
    ("changed", "text"),
    [
        ({"threshold": "30"}, "Weak kidneys. 30. Do not give it."),
        ({"threshold": "30", "unit": "mL/min"}, "Weak kidneys. 30 mL/min. Do not give it."),
        ({"unit": "mL/min"}, "Weak kidneys. Do not give it."),
        ({"note": "Ask first."}, "Weak kidneys. Do not give it. Ask first."),
    ],
)
def test_a_caution_tells_its_limit_between_condition_and_action_and_its_note_last(found, changed, text):
    """A unit without a number is no limit."""
    (document,) = found("CAUTIONS", {"S02": a_caution(**changed)})
    assert document.text == text


def test_a_caution_that_was_not_checked_is_labelled_and_a_mere_caution_counts_for_a_little_less(found):
    """Only the severity decides what it counts for."""
    cautions = {"S03": a_caution(verified=False), "S04": a_caution(severity="caution")}
    documents = found("CAUTIONS", cautions)
    assert [one.label for one in documents] == [SECOND_HAND, None]
    assert [one.standing for one in documents] == [1.0, BARE]
    assert 0.9 < BARE < 1


def test_the_patients_of_a_caution_find_it_by_the_labels_of_the_inputs(found):
    """Every case and every value counts, but what says that nothing is there or known."""
    when = (
        {"colour": ("no", "red", "none", "unknown", "blue")},
        {"colour": ("osteoporotic",), "shape": ("round",)},
    )
    (document,) = found("CAUTIONS", {"S05": a_caution(when=when)}, INPUTS=INPUTS)
    wanted = "boxed warning Short 1 Short 2 Red colour Blue colour Osteoporotic colour Round shape"
    assert document.more == wanted


def test_a_recommendation_rests_on_its_references_and_on_its_claims_and_is_found_by_what_its_rule_asks_for(
    found, monkeypatch
):
    """What the rule asks to be absent, unknown or merely usual does not find it, nor does a number."""
    absent = [Is("colour", word) for word in ("no", "none", "unknown", "osteoporotic")]
    asked = All((Is("flag", True), Some((Is("colour", "red"), Has("colour", "blue"), *absent)), Has("shape", "round")))
    when = asked & Not(Is("shape", "round")) & AtLeast("flag", Limit("some", 3, "weeks"))
    monkeypatch.setattr(article, "RULES", {"walk": Rule("walk", "now", when, ("C91",))})
    advice = Advice(
        **ENTRY,
        title="Walk",
        text="Walk daily.",
        pearl="Look ahead.",
        pitfall="Ice",
        references=("R1", "R3"),
        cautions=(),
    )
    assert found("ADVICE", {"walk": advice}, INPUTS=INPUTS) == [
        Document(
            "recommendation",
            "walk",
            "Walk",
            "Walk daily. Notice: Look ahead. Pitfall: Ice.",
            ("R1", "R3", "R2"),
            lead="",
            more="now The flag Red colour Blue colour Round shape",
            label=None,
            page="walk.py",
            query={"advice": "walk"},
            standing=1.0,
        )
    ]


def test_a_recommendation_without_pearl_and_pitfall_tells_its_text_alone(found, monkeypatch):
    """A rule that only asks for something to be absent gives its stage to be searched."""
    monkeypatch.setattr(article, "RULES", {"rest": Rule("rest", "consider", Not(Is("flag", True)))})
    (document,) = found("ADVICE", {"rest": Advice(**ENTRY, title="Rest", text="Rest a little.")})
    assert (document.text, document.more, document.sources) == ("Rest a little.", "consider", ())


def test_a_guideline_names_each_thing_that_the_body_says(found):
    """Its year stands in the title; it opens among the bodies."""
    guideline = Guideline(
        body="The Society",
        year=2011,
        vertebroplasty="against",
        kyphoplasty="weakly for.",
        strength="strong",
        population="adults",
        timing="early",
        status="in force",
        funding="the members",
        note="One dissented",
        references=("R1", "R3"),
        verified=True,
    )
    assert found("GUIDELINES", {"soc": guideline}) == [
        Document(
            "guideline",
            "soc",
            "The Society, 2011",
            "Vertebroplasty: against. Kyphoplasty: weakly for. Strength: strong. Population: adults. Timing: early. "
            "Status: in force. Funding: the members. Note: One dissented.",
            ("R1", "R3"),
            lead="soc The Society 2011",
            more="guideline on cement augmentation Short 1 Short 3",
            label=None,
            page="evidence.py",
            query={"view": "Bodies"},
        )
    ]


def test_a_guideline_without_a_year_has_none_in_its_title(found):
    """One that was not seen is labelled so."""
    guideline = Guideline(body="The Club", year=None, status="withdrawn", verified=False)
    (document,) = found("GUIDELINES", {"club": guideline})
    assert (document.title, document.text) == ("The Club", "Status: withdrawn.")
    assert document.lead.split() == ["club", "The", "Club"]
    assert document.label == SECOND_HAND


def test_a_position_of_a_body_is_found_by_all_rows_of_its_own(found):
    """It tells for whom and when; the title says that it is about one patient. What all bodies share finds none."""

    def row(says):
        return Row(says=says, vertebroplasty="option", kyphoplasty="against")

    body = Body(
        name="The College",
        year=2022,
        population="The old",
        timing="Within weeks",
        strength="Consensus",
        claims=("C91",),
        references=("R3", "R1"),
        note="Read with care.",
        rows={"yes": row("It says yes"), "no": row("It says no"), "red_flag": row("All say no")},
    )
    assert found("BODIES", {"college": body}, GENERAL={"red_flag": row("All say no")}) == [
        Document(
            "position",
            "college",
            "The College, 2022: cement for one patient",
            "Population: The old. Timing: Within weeks. Strength: Consensus. Note: Read with care.",
            ("R3", "R1"),
            lead="The College 2022",
            more="position guideline cement augmentation It says yes It says no",
            label=None,
            page="evidence.py",
            query={"view": "Bodies"},
        )
    ]


def test_a_contradiction_tells_what_clashes_how_to_notice_it_and_what_to_do(found):
    """It rests on what its claims rest on."""
    clash = Contradiction(
        title="Yes and no", claims=("C91",), what_clashes="Two lines.", how_to_notice="Read on.", what_to_do="Ask."
    )
    assert found("CONTRADICTIONS", {"X01": clash}) == [
        Document(
            "contradiction",
            "X01",
            "Yes and no",
            "Two lines. How to notice: Read on. What to do: Ask.",
            ("R2", "R3"),
            lead="",
            more="the article contradicts itself",
            label=None,
            page="evidence.py",
            query=AUDIT,
        )
    ]
