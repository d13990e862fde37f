"""The audit in numbers and in lessons: each claim is counted once, each clash names the claims that clash."""

from __future__ import annotations

from collections import Counter
from types import SimpleNamespace

import pytest

from logic.content.library import CLAIMS, CONTRADICTIONS, REFERENCES
from logic.evidence import audit
from logic.figures.audit import described, verdicts_figure
from logic.figures.style import SIZE
from tests.content_copy import Copy
from tests.pages.app import opened, plain, start, words

COUNTS = {"faithful": 14, "simplified": 13, "outdated": 2, "contradicted": 4, "unsupported": 7}
CLASHES = {
    "time-gate": {"C01", "C13", "C36"},
    "fracture-age": {"C39", "C13"},
    "same-procedure": {"C18"},
    "drug-effect": {"C24"},
    "lost-population": {"C28"},
    "citations": {"C40"},
}
"""The claims that each lesson must be about."""


def test_every_claim_is_counted_once_under_its_verdict():
    """14 faithful, 13 simplified, 2 outdated, 4 contradicted and 7 unsupported make 40."""
    assert {verdict: len(names) for verdict, names in audit.by_verdict().items()} == COUNTS
    assert Counter(claim.verdict for claim in CLAIMS.values()) == COUNTS
    assert sorted(name for names in audit.by_verdict().values() for name in names) == sorted(CLAIMS)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_chart_has_a_labelled_bar_for_each_verdict(theme):
    """From best to worst, with the number at the bar, in text that can be read."""
    figure = verdicts_figure(theme)
    (bars,) = figure.data
    assert dict(zip(bars.y, bars.x, strict=True)) == {name.capitalize(): count for name, count in COUNTS.items()}
    assert [int(text) for text in bars.text] == list(COUNTS.values())
    assert figure.layout.font.size >= SIZE >= 15


def test_the_chart_in_words_has_all_its_numbers():
    """Whoever cannot see the bars is told each of them."""
    for verdict, count in COUNTS.items():
        assert f"{count} {verdict}" in described()
    assert "40 claims" in described()


def test_the_file_has_all_claims_with_verdict_and_sources():
    """40 rows in order; each names its sources and gives an address where there is one."""
    file = audit.tidy()
    assert list(file["claim"]) == list(CLAIMS)
    assert list(file["verdict"]) == [claim.verdict for claim in CLAIMS.values()]
    for (name, claim), sources, links in zip(CLAIMS.items(), file["sources"], file["links"], strict=True):
        assert sources.split("; ") == [REFERENCES[one].short for one in claim.references], name
        assert links.split() == [REFERENCES[one].link for one in claim.references if REFERENCES[one].link], name


def test_every_clash_of_the_article_is_a_lesson():
    """The gate against its exception, age against timing, a procedure against itself, a drug's effect, lost patients, citations."""
    assert set(CONTRADICTIONS) == set(CLASHES)
    for name, claims in CLASHES.items():
        assert claims <= set(CONTRADICTIONS[name].claims), name


def test_every_lesson_says_something_different_in_each_part():
    """What clashes, how to notice and what to do are three texts, and none stands twice."""
    texts = [
        text
        for clash in CONTRADICTIONS.values()
        for text in (clash.what_clashes, clash.how_to_notice, clash.what_to_do)
    ]
    assert len(set(texts)) == 3 * len(CONTRADICTIONS)


@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_a_lesson_opens_with_its_claims_and_three_parts(name):
    """Opened on the audit page, it shows the claims in our words, the clash, the habit and what to do."""
    app = opened(start(page="evidence.py"), f"clash-{name}")
    assert not app.exception
    said, clash = words(app.main), CONTRADICTIONS[name]
    for text in (clash.what_clashes, clash.how_to_notice, clash.what_to_do):
        assert plain(text) in said
    for claim in clash.claims:
        assert plain(CLAIMS[claim].says) in said


def test_a_lesson_keeps_its_contents_until_it_is_opened():
    """Closed, it costs one line."""
    said = words(start(page="evidence.py").main)
    assert not [name for name, clash in CONTRADICTIONS.items() if plain(clash.what_clashes) in said]


def test_the_audit_page_has_the_chart_and_its_table():
    """The counts as a chart with words of its own, and opened as a table with the claims by name."""
    app = opened(start(page="evidence.py"), "verdicts-table")
    assert not app.exception
    charts = [chart for chart in app.main.get("plotly_chart") if chart.proto.alt == described()]
    assert len(charts) == 1
    (table,) = [one.value for one in app.main.table if "Verdict" in one.value.columns]
    assert list(table["Claims"]) == [str(count) for count in COUNTS.values()]
    assert table["Which"][2] == "C02, C09"


def test_the_audit_page_still_says_what_is_left_out_and_what_the_citations_are():
    """The omissions by id and the five citation numbers, after the claims."""
    said = words(start(page="evidence.py").main)
    for mark in ("O1.", "O6.", "[1]", "[5]", "missing from its list"):
        assert mark in said


@pytest.mark.parametrize(
    ("pattern", "replacement", "word"),
    [(r"claims: \[C18, C20\]", "claims: [C18, C99]", "C99"), (r"claims: \[C18, C20\]", "claims: []", "clash")],
    ids=["a claim that there is not", "no claim"],
)
def test_a_faulty_lesson_stops_the_start(tmp_path, pattern, replacement, word):
    """The file, the entry and the fault are named."""
    copy = Copy(tmp_path)
    copy.edit("article/contradictions.yaml", pattern, replacement)
    result = copy.run("import logic")
    assert result.returncode != 0
    message = result.stderr.strip().splitlines()[-1]
    assert "content/article/contradictions.yaml, same-procedure" in message
    assert word in message


def test_claims_are_grouped_by_verdict_with_the_faithful_first():
    """Each claim under its own, in the order of the claims."""
    assert next(iter(audit.by_verdict())) == "faithful"
    assert audit.by_verdict().keys() == {claim.verdict for claim in CLAIMS.values()}
    for verdict, names in audit.by_verdict().items():
        assert names == tuple(name for name, claim in CLAIMS.items() if claim.verdict == verdict)


def made_up(number, verdict, **more):
    """A claim with a text of its own in every field."""
    told = {"section": f"section {number}", "says": f"says {number}", "citations": (number, 9), "better": None}
    told |= {"finding": f"finding {number}", "primary_source": f"source {number}", "grade": "II", "verified": True}
    return SimpleNamespace(verdict=verdict, **told | {"references": ("A", "B")} | more)


def test_the_tables_of_the_audit_are_written_to_the_letter(monkeypatch):
    """On made-up claims: a verdict without any stays, and a source without an address leaves no gap."""
    claims = {
        "C1": made_up(1, "outdated", references=("B", "A", "C"), better="softer", verified=False),
        "C2": made_up(2, "faithful"),
        "C3": made_up(3, "outdated"),
    }
    links = {"A": "https://a", "B": None, "C": "https://c"}
    monkeypatch.setattr(audit, "CLAIMS", claims)
    sources = {name: SimpleNamespace(short=f"short {name}", link=link) for name, link in links.items()}
    monkeypatch.setattr(audit, "REFERENCES", sources)
    assert audit.references() == ("B", "A", "C")
    assert audit.readable().to_dict("records") == [
        {"Verdict": "Faithful", "Claims": "1", "Which": "C2"},
        {"Verdict": "Simplified", "Claims": "0", "Which": ""},
        {"Verdict": "Outdated", "Claims": "2", "Which": "C1, C3"},
        {"Verdict": "Contradicted", "Claims": "0", "Which": ""},
        {"Verdict": "Unsupported", "Claims": "0", "Which": ""},
    ]
    assert audit.tidy().to_dict("records")[0] == {
        "claim": "C1",
        "section": "section 1",
        "the_article_says": "says 1",
        "its_citations": "1 9",
        "verdict": "outdated",
        "finding": "finding 1",
        "better_wording": "softer",
        "primary_source": "source 1",
        "grade": "II",
        "sources": "short B; short A; short C",
        "links": "https://a https://c",
        "source_text_seen": False,
    }
    assert list(audit.tidy()["claim"]) == ["C1", "C2", "C3"]
