"""The papers of a reviewer: hazards with tests that exist, reviews that cannot lie, a log of every change of content."""

from __future__ import annotations

import ast
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from logic import Scenario
from logic.assurance import reviews
from logic.content import fingerprint, library, reading
from logic.content.library import ADVICE, ARTICLE, CLAIMS, HAZARDS
from logic.content.shapes.assurance import LIKELIHOOD, SEVERITY, Review
from logic.rules.conditions import AtMost, Condition, Is, Limit, Not, Some
from logic.rules.outline import outline
from logic.rules.table import RULES
from pages.parts.frame import report
from tests.content_copy import Copy
from tests.pages.app import PAGES, opened, start, words

ROOT = Path(__file__).parents[3]

# ---------------------------------------------------------------- hazards


@pytest.mark.parametrize(("name", "test"), [(name, test) for name, one in HAZARDS.items() for test in one.tests])
def test_the_tests_of_a_hazard_exist(name, test):
    """A control that no test shows is a promise."""
    path, function = test.split("::")
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    assert function in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, name


def test_hazards_are_numbered_in_order_and_enough_to_be_a_log():
    """Ids that are never used again can be cited."""
    assert list(HAZARDS) == [f"H{number:02}" for number in range(1, len(HAZARDS) + 1)]
    assert len(HAZARDS) >= 20


def test_every_grade_has_a_meaning():
    """A number from 1 to 5 without words cannot be judged by somebody else."""
    assert list(SEVERITY) == list(LIKELIHOOD) == [1, 2, 3, 4, 5]


def test_the_hazard_log_is_shown_with_the_highest_risk_first():
    """All hazards are on the page, none with a higher risk below one with a lower."""
    app = opened(start(page="about.py"), "hazards")
    (table,) = [found.value for found in app.main.table if "Control" in found.value.columns]
    shown = [row.split(".")[0] for row in table["Hazard"]]
    risks = [HAZARDS[name].risk for name in shown]
    assert sorted(shown) == list(HAZARDS)
    assert risks == sorted(risks, reverse=True)


# ---------------------------------------------------------------- reviews


def recorded(name: str, *, digits: str | None = None, status: str = "reviewed") -> Review:
    """A review of the text as it stands, or of the one with these digits."""
    kind = "rule" if name in RULES else "claim"
    return Review(
        status=status,
        reviewer="Dr A. Example",
        date="2027-01-31",
        content_version=ARTICLE.content_version,
        fingerprint=digits or reviews.fingerprint(kind, name),
    )


def test_every_rule_claim_and_omission_can_be_reviewed():
    """87 items: 41 rules, 40 claims, 6 omissions, each under its own id."""
    assert [item.id for item in reviews.ITEMS] == [*RULES, *CLAIMS, *library.OMISSIONS]
    assert len({item.id for item in reviews.ITEMS}) == 41 + 40 + 6


def test_what_has_no_review_is_unreviewed(monkeypatch):
    """An entry that is missing means that nobody has looked."""
    monkeypatch.setattr(library, "REVIEWS", {})
    assert reviews.unreviewed() == reviews.ITEMS
    assert reviews.stale() == ()


def test_a_review_counts_for_its_item_alone(monkeypatch):
    """Two reviews leave 85 items unreviewed, each with the status that its reviewer gave."""
    monkeypatch.setattr(library, "REVIEWS", {"nsaid": recorded("nsaid"), "C03": recorded("C03", status="endorsed")})
    assert reviews.status("rule", "nsaid") == "reviewed"
    assert reviews.status("claim", "C03") == "endorsed"
    assert len(reviews.unreviewed()) == 85


@pytest.mark.parametrize(
    ("kind", "id", "book", "entry", "change"),
    [
        ("claim", "C05", "CLAIMS", "C05", {"finding": "Something else was found."}),
        ("rule", "nsaid", "ADVICE", "nsaid", {"text": "Another text."}),
        ("rule", "nsaid", "CAUTIONS", ADVICE["nsaid"].cautions[0], {"action": "Another warning."}),
        ("rule", "nsaid", "TEACHING", "nsaid", {"mechanism": "Another mechanism."}),
    ],
)
def test_an_edited_text_makes_its_review_stale(monkeypatch, kind, id, book, entry, change):
    """A review is of what was read: the entry, its cautions and its teaching texts."""
    monkeypatch.setattr(library, "REVIEWS", {id: recorded(id)})
    entries = getattr(library, book)
    monkeypatch.setitem(entries, entry, entries[entry].model_copy(update=change))
    assert reviews.status(kind, id) == "stale"
    assert reviews.stale() == ((kind, id),)


def test_a_moved_threshold_makes_the_review_of_its_rules_stale(tmp_path):
    """The limit is part of what a reviewer of a rule reads, and of no rule that does not use it."""
    copy = Copy(tmp_path)
    code = "from logic.assurance import reviews; print(*(reviews.fingerprint('rule', name) for name in ('calcitonin', 'nsaid')))"
    before = copy.run(code).stdout.split()
    copy.edit("thresholds.yaml", r"^(calcitonin_window:\n  value: )4", r"\g<1>5")
    after = copy.run(code).stdout.split()
    assert len(before) == len(after) == 2
    assert before[0] != after[0]
    assert before[1] == after[1]


def test_an_item_that_there_is_not_is_refused_by_name():
    """Kind and id must belong together."""
    with pytest.raises(KeyError, match="C05"):
        reviews.status("rule", "C05")


def test_the_sentence_on_reviews_follows_what_is_recorded(monkeypatch):
    """It says nobody, how many, or how many are out of date, and never more than is recorded."""
    monkeypatch.setattr(library, "REVIEWS", {})
    assert reviews.statement() == "No clinician has reviewed this content yet."
    monkeypatch.setattr(library, "REVIEWS", {"nsaid": recorded("nsaid")})
    assert reviews.statement() == "Clinicians have reviewed 1 of 87 rules and claims."
    monkeypatch.setattr(library, "REVIEWS", {"nsaid": recorded("nsaid"), "C03": recorded("C03", digits="0" * 12)})
    assert "1 of 87" in reviews.statement()
    assert "1 of the other reviews are out of date" in reviews.statement()
    monkeypatch.setattr(library, "REVIEWS", {"C03": recorded("C03", digits="0" * 12)})
    assert reviews.statement() == "No clinician has reviewed this content as it stands."


def test_a_recorded_review_is_on_the_page(monkeypatch):
    """The about page and the footer say what is recorded, and the list names the reviewer."""
    monkeypatch.setattr(library, "REVIEWS", {"nsaid": recorded("nsaid")})
    monkeypatch.setattr("pages.parts.about.reviews.REVIEWS", library.REVIEWS)
    app = opened(start(page="about.py"), "review-state")
    assert words(app.main).count("Clinicians have reviewed 1 of 87 rules and claims.") == 3
    (table,) = [found.value for found in app.main.table if "Reviewer" in found.value.columns]
    assert list(table["Status"]).count("reviewed") == 1
    assert "Dr A. Example" in " ".join(table["Reviewer"])


def test_what_the_command_prints_can_be_recorded(tmp_path):
    """A reviewer copies the lines for an id, fills in name and day, and the item counts as reviewed."""
    copy = Copy(tmp_path)
    lines = copy.run(
        "import runpy, sys; sys.argv[1:] = ['nsaid']; runpy.run_module('logic.assurance.to_review', run_name='__main__')"
    )
    entry = lines.stdout.replace("YOUR NAME, ROLE", "Dr A. Example").replace("YYYY-MM-DD", "2027-01-31")
    (copy.home / "content" / "assurance" / "reviews.yaml").write_text(entry, encoding="utf-8")
    said = copy.run(
        "from logic.assurance import reviews; print(reviews.status('rule', 'nsaid'), len(reviews.unreviewed()))"
    )
    assert said.stdout.split() == ["reviewed", "86"], said.stderr


FAULTS = {
    "a hazard with a claim that there is not": (
        "assurance/hazards.yaml",
        r"claims: \[O1, O2\]",
        "claims: [C99]",
        "H01",
        "C99",
    ),
    "a hazard with a caution that is not verified": (
        "assurance/hazards.yaml",
        r"cautions: \[S78\]",
        "cautions: [S06]",
        "H13",
        "S06",
    ),
    "a grade beyond five": ("assurance/hazards.yaml", r"severity: 5", "severity: 6", "H01", "severity"),
    "a hazard without a test": ("assurance/hazards.yaml", r"  tests:\n(    - .*\n)+", "  tests: []\n", "H01", "tests"),
    "a review of nothing": (
        "assurance/reviews.yaml",
        r"\Z",
        'C99: {status: reviewed, reviewer: A, date: 2027-01-31, content_version: "1.1", fingerprint: "0123456789ab"}\n',
        "C99",
        "no rule, claim or omission",
    ),
    "a review of a version that there is not": (
        "assurance/reviews.yaml",
        r"\Z",
        'C05: {status: reviewed, reviewer: A, date: 2027-01-31, content_version: "0.3", fingerprint: "0123456789ab"}\n',
        "C05",
        "0.3",
    ),
    "a change log with the oldest first": (
        "article/article.yaml",
        r"^changes:\n",
        'changes:\n  - {day: 2020-01-01, version: "0.1", what: Old.}\n',
        "changes",
        "newest first",
    ),
    "a version that stands twice": (
        "article/article.yaml",
        r"^changes:\n",
        'changes:\n  - {day: 2099-01-01, version: "1.0", what: Again.}\n',
        "changes",
        "1.0",
    ),
    "an address for reports that is none": (
        "article/article.yaml",
        r"^report_to:",
        "report_to: somebody",
        "the whole file",
        "report_to",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_faulty_papers_stop_the_start_by_name(fault, tmp_path):
    """The message names the file, the entry and what is wrong."""
    file, pattern, replacement, entry, what = FAULTS[fault]
    copy = Copy(tmp_path)
    copy.edit(file, pattern, replacement)
    said = copy.run("import logic")
    assert said.returncode != 0
    last = said.stderr.strip().splitlines()[-1]
    assert f"content/{file}, {entry}" in last
    assert what in last


# ---------------------------------------------------------------- the change log


def test_content_is_that_of_its_newest_change():
    """Whoever edits content says what changed; the message names the one command for it."""
    assert fingerprint.fault() is None, fingerprint.fault()


@pytest.fixture
def copied(tmp_path, monkeypatch) -> Copy:
    """A copy of the content that the module reads instead, recorded as version 1.1 on 1 March."""
    copy = Copy(tmp_path)
    for module in (fingerprint, reading):
        monkeypatch.setattr(module, "CONTENT", copy.home / "content")
    monkeypatch.setattr(fingerprint, "RECORD", copy.home / "content" / "fingerprint.txt")
    log = 'changes:\n  - {day: 2026-03-01, version: "1.1", what: First.}\n'
    copy.edit("article/article.yaml", r"^changes:\n(?:.*\n)*", log)
    assert fingerprint.record(date(2026, 3, 1)) == "1.1"
    return copy


def test_an_edit_without_an_entry_in_the_log_is_found(copied):
    """The fault names the version and the command; on another day it cannot be recorded without an entry."""
    assert fingerprint.fault() is None
    copied.edit("article/claims.yaml", r"^(C05:\n(?:.*\n)*?  finding: )\S+", r"\1Nonetheless")
    assert 'make version WHAT="' in fingerprint.fault()
    with pytest.raises(fingerprint.NothingLogged, match=r"version 1\.1"):
        fingerprint.record(date(2026, 3, 2))
    assert fingerprint.fault() is not None


def test_one_command_logs_and_records_an_edit(copied):
    """A sentence becomes the newest entry under the next version, and the content then agrees with its log."""
    copied.edit("article/claims.yaml", r"^(C05:\n(?:.*\n)*?  finding: )\S+", r"\1Nonetheless")
    assert fingerprint.record(date(2026, 3, 2), 'Wording of C05: "clearer".') == "1.2"
    assert fingerprint.fault() is None
    said = copied.run(
        "from logic.content.library import ARTICLE as a; print(a.content_version, a.content_date, a.changes[0].what)"
    )
    assert said.stdout.strip() == '1.2 2026-03-02 Wording of C05: "clearer".', said.stderr


def test_an_entry_of_today_may_still_grow(copied):
    """Several edits of one day need one entry."""
    copied.edit("article/claims.yaml", r"^(C05:\n(?:.*\n)*?  finding: )\S+", r"\1Nonetheless")
    assert fingerprint.record(date(2026, 3, 1)) == "1.1"
    assert fingerprint.fault() is None


def test_comments_and_reviews_are_no_change_of_content(copied):
    """What readers of the app are told stays the same."""
    copied.edit("article/claims.yaml", r"\A", "# A note to editors.\n")
    copied.edit("assurance/reviews.yaml", r"\A", "# Another.\n")
    assert fingerprint.fault() is None


# ---------------------------------------------------------------- reports


@pytest.mark.parametrize("page", PAGES)
def test_every_page_leads_to_a_report(page):
    """The link at the foot names the page on which it stands."""
    links = [link.proto for link in start(page=page).main.get("page_link")]
    assert [link.label for link in links].count("Report a fault in the content") == 1


def test_a_report_names_entry_version_and_page():
    """The text can be copied as it is: what it is about, which version, and the patient in the address."""
    app = opened(start("age=91&from=/compare", page="about.py"), "report")
    app.selectbox(key="report_entry").set_value("C05").run()
    assert not app.exception
    (said,) = [code.value for code in app.main.code]
    assert "About: C05" in said
    assert f"content version {ARTICLE.content_version}" in said
    assert "/compare?age=91&v=1" in said
    assert not app.main.get("link_button")


@pytest.mark.parametrize("path", ["javascript:alert(1)", "//elsewhere.example", "/compare?x=1", "/../x", ""])
def test_a_page_that_is_none_is_not_reported(monkeypatch, path):
    """Only a path of letters is taken over from the address."""
    monkeypatch.setattr(report.form, "current", Scenario)
    assert report.page_address(path).endswith("/?v=1")
    assert path == "" or path not in report.page_address(path)


def test_a_report_can_be_sent_where_an_address_is_set():
    """A letter gets subject and text, a form title and text, and nothing is lost on the way."""
    said = "About: C05\nPage: https://x.example/?age=91&v=1"
    letter = urlsplit(report.address("mailto:audit@hospital.example", "C05", said))
    assert (letter.scheme, letter.path) == ("mailto", "audit@hospital.example")
    assert parse_qs(letter.query) == {"subject": ["VCF Explorer: C05"], "body": [said]}
    assert "+" not in letter.query
    form = urlsplit(report.address("https://code.example/issues/new", "C05", said))
    assert parse_qs(form.query) == {"title": ["VCF Explorer: C05"], "body": [said]}


# ---------------------------------------------------------------- rules in words


def test_a_rule_in_words_holds_its_limits_its_alternatives_and_its_denials():
    """The early exception: not complete, severe pain, not relieved, nothing that bars cement."""
    lines = outline(RULES["augmentation-early"].when)
    assert "weeks of conservative care: below 12 weeks" in lines
    assert "pain score: at least 7" in lines
    assert "relief so far: anything but “Adequate”" in lines
    assert lines[lines.index("none of these:") + 1].startswith("    there is a neurological deficit")
    assert "    allergy to bone cement is recorded" in lines


@pytest.mark.parametrize(
    ("condition", "line"),
    [
        (Not(Is("worsening", True)), "symptoms do not worsen"),
        (Not(AtMost("weeks_since_fracture", Limit("any", 4, "weeks"))), "weeks since fracture: more than 4 weeks"),
        (Not(Not(Is("worsening", True))), "symptoms worsen in spite of medication"),
    ],
)
def test_a_denied_fact_is_said_plainly(condition, line):
    """No double negation and no wrong side of a limit."""
    assert outline(condition) == (line,)


def test_a_denied_conjunction_says_not_all():
    """Not both is something else than neither."""
    both = Is("worsening", True) & Is("disabling_pain", True)
    assert outline(~both)[0] == "not all of these:"
    assert outline(~Some(both.parts))[0] == "none of these:"


def test_an_unknown_kind_of_condition_is_refused():
    """Rather than left out in silence."""
    with pytest.raises(TypeError, match="Condition"):
        outline(Condition())


@pytest.mark.parametrize("name", RULES)
def test_every_field_of_a_rule_is_in_its_words(name):
    """One line a leaf, so that nothing of the condition is lost."""
    heads = ("none of these:", "not all of these:", "at least one of these:", "all of these:")
    lines = [line for line in outline(RULES[name].when) if not line.endswith(heads)]
    assert len(lines) == len(list(RULES[name].when.leaves()))
