"""Links that were changed on their way: the sender's patient opens, or a notice names each field that differs."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from logic import Scenario
from logic.patient import link
from logic.patient.fields import DOMAINS
from logic.patient.scenario import Notice
from tests.cases.base import fields_that_differ
from tests.scenarios import NUMBERS, scenarios

HERE = Path(__file__).parent
TABLE = yaml.safe_load((HERE / "mangled_links.yaml").read_text(encoding="utf-8"))
SENT, _ = Scenario.from_query(TABLE["sender"])
VARIANTS = [pytest.param(row, id=row["what"]) for row in TABLE["variants"]]
PAGES = HERE.parents[1] / "pages"
SIGNS = "aeox_AE0179 =&?;%+-.,#\xad\u200b\u0435\\"


def named(notices: list[Notice]) -> set[str]:
    """Every field that a notice speaks of; a name that is cut may mean more than one."""
    first = {notice.field for notice in notices}
    return first | {name for notice in notices for name in notice.message.partition(": ")[0].split(" or ")}


def test_the_table_holds_fifty_three_variants_of_a_link_that_says_something() -> None:
    """Each is another one, and the sender's patient is not the default."""
    assert len({row["link"] for row in TABLE["variants"]}) == len(TABLE["variants"]) == 53
    assert Scenario(age=81, sex="male", weeks_since_fracture=9, pain_score=7) == SENT


@pytest.mark.parametrize("as_mapping", [False, True], ids=["text", "mapping"])
@pytest.mark.parametrize("row", VARIANTS)
def test_a_mangled_link_opens_its_patient_and_names_the_rest(row: dict[str, Any], as_mapping: bool) -> None:
    """The patient and the notices of the table, from the text of the address and as Streamlit takes it apart."""
    query = parse_qs(row["link"], keep_blank_values=True) if as_mapping else row["link"]
    scenario, notices = Scenario.from_query(query)
    assert scenario == SENT.replace(**row.get("patient", {}))
    assert [notice.field for notice in notices] == row.get("named", [])
    cut = any(notice.mild for notice in notices)
    assert cut or {*fields_that_differ(scenario, SENT)} <= named(notices)


@st.composite
def mangled(draw: st.DrawFn) -> tuple[Scenario, str]:
    """A random patient, and its link with one sign lost, written over or put in."""
    scenario = draw(scenarios())
    query = scenario.to_query()
    at = draw(st.integers(0, len(query) - 1))
    sign = draw(st.sampled_from(SIGNS) | st.characters())
    return scenario, draw(
        st.sampled_from(
            [query[:at] + query[at + 1 :], query[:at] + sign + query[at + 1 :], query[:at] + sign + query[at:]]
        )
    )


def says_a_number(query: str, name: str) -> bool:
    """Whether a link still gives a field a number, of which nobody can see that it was another."""
    texts = link.read(query).texts.get(name, [])
    return name in NUMBERS and any(link.value_of(text, DOMAINS[name]) is not None for text in texts)


@settings(max_examples=2000, deadline=None)
@given(mangled())
@example((Scenario(age=81, cause="suspected_malignancy"), "age=81%cause=suspected_malignancy&v=1"))
@example((Scenario(cause="suspected_malignancy"), "case=suspected_malignancy&v=1"))
@example((Scenario(cautions={"low_calcium"}), "cautions=low_=calcium&v=1"))
@example((Scenario(cautions={"low_calcium"}), "cautions&=low_calcium&v=1"))
@example((Scenario(age=81), "a&e=81&v=1"))
@example((Scenario(age=81), "a=e=81&v=1"))
@example((Scenario(age=81), "ßge=81&v=1"))
@example((Scenario(weeks_since_fracture=12), "weeks_since_fracture=1&2&v=1"))
@example((Scenario(weeks_since_fracture=10, weeks_of_care=10), "weeks_since_fracture=10&weeks_of_care=-0&v=1"))
@example((Scenario(cautions={"kidney_disease", "low_calcium"}), "cautions=kidney_disease,&low_calcium&v=1"))
@example((Scenario(cautions={"kidney_disease", "low_calcium"}), "cautions=kidney_diseaselow_calcium&v=1"))
def test_one_wrong_sign_changes_no_field_without_a_word(case: tuple[Scenario, str]) -> None:
    """But for a number that has become another number, and the weeks of care that end with those of the fracture."""
    sent, query = case
    found, notices = Scenario.from_query(query)
    silent = {*fields_that_differ(sent, found)} - named(notices)
    numbers = {name for name in silent if says_a_number(query, name)}
    numbers |= {"weeks_of_care"} if "weeks_since_fracture" in numbers else set()
    assert silent - numbers == set()


def parameters() -> set[str]:
    """The names that pages read from the address or write to it, as their code has them."""
    found: set[str] = set()
    for path in PAGES.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(keywords=keywords) if any(one.arg == "bind" for one in keywords):
                    found |= {
                        one.value.value for one in keywords if one.arg == "key" and isinstance(one.value, ast.Constant)
                    }
                case ast.Subscript(value=ast.Attribute(attr="query_params"), slice=ast.Constant(value=str(name))):
                    found.add(name)
                case ast.Call(
                    func=ast.Attribute(value=ast.Attribute(attr="query_params")),
                    args=[ast.Constant(value=str(name)), *_],
                ):
                    found.add(name)
                case ast.Compare(left=ast.Constant(value=str(name)), comparators=[ast.Attribute(attr="query_params")]):
                    found.add(name)
    return found


def test_the_names_of_the_pages_are_known_and_left_alone() -> None:
    """A page that takes a new parameter adds it to the list; none is taken for a field."""
    assert parameters() == link.OWN | {"v"}
    assert link.read(dict.fromkeys(link.OWN, "x")) == ({}, [], [*link.OWN])


@pytest.mark.parametrize(
    "name", ["utm_campaign", "fbclid", "gclid", "msclkid", "mc_eid", "_ga", "igsh", "ref", "embed"]
)
def test_what_others_add_to_any_link_is_left_alone(name: str) -> None:
    """Without a notice, whatever it says."""
    assert Scenario.from_query(f"age=81&v=1&{name}=male") == (Scenario(age=81), [])


def test_a_field_that_has_become_the_name_of_a_page_is_named() -> None:
    """``case`` is of the practice page, but no case has the title of a cause."""
    scenario, notices = Scenario.from_query("case=suspected_malignancy&v=1")
    assert scenario == Scenario()
    assert [notice.field for notice in notices] == ["cause"]
    assert Scenario.from_query("case=A+fall+from+a+ladder&v=1")[1] == []


def test_many_names_that_resemble_fields_make_few_notices() -> None:
    """At most one for each field, and a short one."""
    _, notices = Scenario.from_query("&".join(f"{name}{sign}=1" for name in DOMAINS for sign in "abcdefgh") + "&v=1")
    assert len(notices) == len(DOMAINS)
    assert max(len(str(notice)) for notice in notices) < 300
