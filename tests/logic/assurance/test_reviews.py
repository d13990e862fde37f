"""What counts as the text of a rule or claim that was reviewed, what is said of the reviews, and the list of what is left."""

from __future__ import annotations

import json
from hashlib import sha256
from types import SimpleNamespace as Made

import pytest

from logic.assurance import reviews, to_review
from logic.assurance.reviews import Item
from logic.content import library
from logic.content.shapes.entry import Advice, Caution, Claim, Omission
from logic.rules.conditions import Is
from logic.rules.terms import Rule, Window

CAUTION = Caution(
    agent="A", condition="B", action="C", severity="avoid", references=(), source_level="secondary", verified=True
)
CLAIM = Claim(
    section="S", says="A", citations=(), verdict="faithful", finding="F", primary_source="P", grade="G",
    references=(), verified=True, cautions=("S1",),
)  # fmt: skip
OMISSION = Omission(topic="T", why_it_matters="W", references=(), verified=True)
ADVICE = Advice(title="Rest", text="Lie down.", cautions=("S1",))
RULES = {
    "rest": Rule("rest", "now", Is("sex", "female"), ("C1", "O1"), Window("decision", "care", 5, 5)),
    "walk": Rule("walk", "later", Is("sex", "male")),
}
SHORT = {"agent": "A", "condition": "B", "action": "C", "severity": "avoid", "source_level": "secondary"}


@pytest.fixture(autouse=True)
def _made_up(monkeypatch):
    """Two rules, a claim and an omission; nobody has reviewed anything."""
    books = {
        "CLAIMS": {"C1": CLAIM},
        "OMISSIONS": {"O1": OMISSION},
        "CAUTIONS": {"S1": CAUTION},
        "ADVICE": {"rest": ADVICE, "walk": Advice(title="Walk", text="Get up.")},
        "TEACHING": {},
        "REVIEWS": {},
        "ARTICLE": Made(content_version="7.3"),
    }
    items = (Item("rule", "rest"), Item("rule", "walk"), Item("claim", "C1"), Item("claim", "O1"))
    for name, book in books.items():
        monkeypatch.setattr(library, name, book)
    monkeypatch.setattr(to_review, "ARTICLE", books["ARTICLE"])
    for module in (reviews, to_review):
        monkeypatch.setattr(module, "RULES", RULES)
    monkeypatch.setattr(reviews, "ITEMS", items)
    monkeypatch.setattr(reviews, "_ITEMS", frozenset(items))


def said(text: str) -> list[dict[str, str]]:
    """The entries among the lines of a text that is read."""
    return [json.loads(line) for line in text.splitlines() if line.startswith("{")]


def review(monkeypatch, *ids: str, stale: tuple[str, ...] = ()) -> None:
    """Records reviews of these, and of others that were edited since."""
    kinds = {item.id: item.kind for item in reviews.ITEMS}
    digits = {id: reviews.fingerprint(kinds[id], id) for id in ids} | dict.fromkeys(stale, "0" * 12)
    held = {id: Made(status="endorsed", fingerprint=digit) for id, digit in digits.items()}
    monkeypatch.setattr(library, "REVIEWS", held)


def test_of_a_rule_is_read_when_it_holds_what_it_says_and_its_cautions():
    """In lines: stage, conditions, window, claims, then the advice and each caution."""
    text = reviews.reviewed_text("rule", "rest")
    lines = text.splitlines()
    assert lines[0] == "now"
    assert lines[-5:-2] == ["after 5 weeks of conservative care", "C1", "O1"]
    assert said(text) == [
        {"title": "Rest", "text": "Lie down.", "cautions": ["S1"]},
        {**SHORT, "references": [], "verified": True},
    ]
    assert len(reviews.reviewed_text("rule", "walk").splitlines()) == len(lines) - 4


def test_what_a_rule_teaches_is_read_with_it(monkeypatch):
    """Between the advice and the cautions."""
    monkeypatch.setattr(library, "TEACHING", {"rest": OMISSION})
    assert [one.get("topic") for one in said(reviews.reviewed_text("rule", "rest"))] == [None, "T", None]


def test_of_a_claim_is_read_what_was_found_and_its_cautions():
    """An omission is read in the same way."""
    told = said(reviews.reviewed_text("claim", "C1"))
    assert [one.get("says") for one in told] == ["A", None]
    assert told[1]["agent"] == "A"
    assert [one["topic"] for one in said(reviews.reviewed_text("claim", "O1"))] == ["T"]


def test_a_fingerprint_is_twelve_digits_of_the_text():
    """As SHA-256 gives them."""
    text = reviews.reviewed_text("claim", "C1")
    assert reviews.fingerprint("claim", "C1") == sha256(text.encode()).hexdigest()[:12]


@pytest.mark.parametrize("ask", [reviews.reviewed_text, reviews.status])
@pytest.mark.parametrize(("kind", "id"), [("claim", "rest"), ("rule", "C1"), ("rule", "nothing")])
def test_what_there_is_not_cannot_have_been_reviewed(ask, kind, id):
    """The error names kind and id."""
    with pytest.raises(KeyError, match=f"{kind} {id}: there is no such rule or claim"):
        ask(kind, id)


@pytest.mark.parametrize(
    ("valid", "stale", "sentence"),
    [
        ((), (), "No clinician has reviewed this content yet."),
        ((), ("rest",), "No clinician has reviewed this content as it stands."),
        (("rest",), (), "Clinicians have reviewed 1 of 4 rules and claims."),
        (
            ("C1", "walk"),
            ("rest",),
            "Clinicians have reviewed 2 of 4 rules and claims. 1 of the other reviews are out of date.",
        ),
    ],
)
def test_the_sentence_counts_what_holds_and_what_is_out_of_date(monkeypatch, valid, stale, sentence):
    """A review of an edited text is not counted among those that hold."""
    review(monkeypatch, *valid, stale=stale)
    assert reviews.statement() == sentence
    assert {item.id for item in reviews.stale()} == set(stale)
    assert {item.id for item in reviews.unreviewed()} == {"rest", "walk", "C1", "O1"} - {*valid, *stale}


def test_each_status_has_its_meaning():
    """In plain words."""
    assert {name: meaning.split()[0] for name, meaning in reviews.STATUSES.items()} == {
        "unreviewed": "no",
        "reviewed": "a",
        "endorsed": "a",
        "stale": "it",
    }
    assert not any("X" in meaning for meaning in reviews.STATUSES.values())


def test_the_list_names_what_is_left(monkeypatch, capsys):
    """The sentence, then what is unreviewed and what is out of date, each with its kind."""
    review(monkeypatch, "C1", stale=("rest",))
    to_review.main([])
    assert capsys.readouterr().out == (
        "Clinicians have reviewed 1 of 4 rules and claims. 1 of the other reviews are out of date.\n"
        "\nUnreviewed: 2\n  rule   walk\n  claim  O1\n\nStale: 1\n  rule   rest\n"
    )


@pytest.mark.parametrize(("id", "kind"), [("rest", "rule"), ("O1", "claim")])
def test_for_an_id_the_lines_to_record_are_printed_and_nothing_else(capsys, id, kind):
    """With the version of the content and the fingerprint of the text."""
    to_review.main([id])
    assert capsys.readouterr().out == (
        f"{id}:\n  status: reviewed\n  reviewer: YOUR NAME, ROLE\n  date: YYYY-MM-DD\n"
        f'  content_version: "7.3"\n  fingerprint: "{reviews.fingerprint(kind, id)}"\n'
    )


def test_an_unknown_id_is_refused_by_name():
    """In one line."""
    with pytest.raises(SystemExit, match=r"^C9: there is no such rule or claim$"):
        to_review.main(["C9"])
