"""The tables of rules as they are made from the entries: windows, chapters, and another reading beside the article."""

from __future__ import annotations

import re

import pytest

from logic import Scenario, recommend
from logic.content import library
from logic.pathway.recommend import leading, trace
from logic.rules.conditions import Limit
from logic.rules.table import LANGUAGE, LEADING, ORDER, RULES, SECTIONS, TERMS, Rule, Window, table_of
from tests.content_copy import Copy

PHASE = library.THRESHOLDS["conservative_phase"].value


def test_a_limit_carries_the_name_value_and_unit_of_its_threshold():
    """So that a reason can say what was asked."""
    severe = library.THRESHOLDS["pain_severe"]
    assert TERMS["severe_pain"].limit == Limit("pain_severe", severe.value, severe.unit)


@pytest.mark.parametrize(
    ("name", "window"),
    [
        ("conservative-care", Window("treatment", "care", 0, PHASE)),
        ("reassess-at-3-months", Window("decision", "care", PHASE, PHASE)),
        ("calcitonin", Window("treatment", "fracture", 0, library.THRESHOLDS["calcitonin_window"].value)),
        ("keep-moving", None),
    ],
)
def test_the_weeks_of_a_rule_are_those_of_the_thresholds_that_its_entry_names(name, window):
    """In numbers, so that nobody has to look them up again; most rules have none."""
    assert RULES[name].window == window


def test_rules_stand_in_the_order_of_urgency_those_that_lead_first():
    """And every rule in one chapter of the article."""
    assert tuple(RULES) == ORDER == (*LEADING, *ORDER[len(LEADING) :])
    assert sorted(id for ids in SECTIONS.values() for id in ids) == sorted(ORDER)
    assert {id: rule.id for id, rule in RULES.items()} == {id: id for id in RULES}


def test_a_rule_without_claims_or_a_window_has_none():
    """An empty list of claims, and no window at all."""
    rule = Rule("mine", "now", TERMS["trauma"])
    assert (rule.claims, rule.window) == ((), None)


@pytest.mark.parametrize(
    "ask", [table_of, *(lambda name, f=f: f(Scenario(), name) for f in (recommend, leading, trace))]
)
def test_a_reading_that_there_is_not_is_refused(ask):
    """With those that there are."""
    with pytest.raises(ValueError, match=f"^{re.escape(refusal())}"):
        ask("gospel")


def refusal() -> str:
    """How the message begins; more readings may follow the article."""
    return "reading: 'gospel' is not allowed; allowed are article"


def test_conditions_read_every_field_of_a_patient():
    """None can be forgotten when a field is added."""
    assert LANGUAGE.fields.keys() == library.INPUTS.keys()


SECOND = {
    "order.yaml": "first_steps: [ask-first]\nalongside: [walk-daily]\n",
    "movement.yaml": """\
ask-first:
  topics: [red-flags]
  title: Ask before anything else
  stage: now
  when: unknown_flag
  text: Ask.
  because: Nobody knows yet.
  article:
    assess-red-flags: {relation: same, says: "Both ask first."}
  disagreement: None is known.
  sources:
    - {reference: NOGG-S8, says: "Ask.", strength: strong, seen: full_text, where: "https://www.nogg.org.uk/"}

walk-daily:
  topics: [activity]
  title: Walk every day
  short: Walk
  stage: now
  when: not (trauma or red_flag)
  text: Walk.
  because: Bed rest costs bone.
  article: {absent: "The article says nothing about it."}
  window: {kind: treatment, from: fracture, start: 0, end: conservative_phase}
  sources:
    - {reference: NOGG-S8, says: "Walk.", strength: strong, seen: second_hand, seen_note: "as quoted by others"}
""",
}


def test_another_reading_is_read_from_its_folder_and_leaves_the_article_as_it_is(tmp_path):
    """Entries with sources and relations need no claims, no teaching and no questions."""
    copy = Copy(tmp_path)
    folder = copy.home / "content" / "rules" / "second"
    folder.mkdir()
    for name, text in SECOND.items():
        (folder / name).write_text(text, encoding="utf-8")
    done = copy.run(
        "from logic import Scenario, recommend\n"
        "one = Scenario(neural_compression='unknown')\n"
        "path = recommend(one, 'second')\n"
        "print(path.primary, *path.ids, path['walk-daily'].end_week, path['walk-daily'].title)\n"
        "print(*recommend(one).ids)"
    )
    assert done.stderr == ""
    second, article = done.stdout.splitlines()
    assert second == f"ask-first ask-first walk-daily {PHASE} Walk every day"
    assert article.split() == list(recommend(Scenario(neural_compression="unknown")).ids)
