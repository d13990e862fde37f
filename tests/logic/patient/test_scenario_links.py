"""The scenario as a link: what is written, what is read, and what is said about the rest."""

from __future__ import annotations

from dataclasses import fields
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logic import Scenario
from logic.content import library
from tests.scenarios import CAUTIONS, CHOICES, FLAGS, NUMBERS, scenarios

FIELDS = [field.name for field in fields(Scenario)]
SPELLINGS = [
    pytest.param(field, value, text, id=f"{field}={text}")
    for field, values in {**CHOICES, "cautions": CAUTIONS}.items()
    for value in values
    for text in (value, library.INPUTS[field].options[value].label)
]
NO_VALUE = {
    **dict.fromkeys(NUMBERS, "many"),
    **dict.fromkeys(CHOICES, "perhaps"),
    **dict.fromkeys(FLAGS, "perhaps"),
    "cautions": "flu",
}
USED_INSTEAD = {
    **dict.fromkeys(FLAGS, "false"),
    **{field: getattr(Scenario(), field) for field in (*NUMBERS, *CHOICES)},
    "cautions": "none",
}
JUNK = st.one_of(
    st.none(),
    st.integers(-(10**6), 10**6),
    st.floats(),
    st.booleans(),
    st.text(max_size=20),
    st.sampled_from(["yes", "no", "unknown", "12", "-1", "1e3", "Kidney disease", "none", "²", "١٢"]),
)


def test_the_ordinary_patient_is_a_link_of_the_version_alone():
    """Nothing differs, so nothing is spelt out."""
    assert Scenario().to_query() == "v=1"


@given(scenarios())
def test_a_link_spells_out_exactly_the_fields_that_differ_and_the_version(scenario):
    """No more, since a default may be seen in the form; no less, since it would be lost."""
    default = Scenario()
    differ = {name for name in FIELDS if getattr(scenario, name) != getattr(default, name)}
    assert parse_qs(scenario.to_query(), keep_blank_values=True).keys() == differ | {"v"}


def test_a_link_is_written_in_values():
    """Values, not labels: a label may be reworded."""
    scenario = Scenario(cause="suspected_malignancy", worsening=True, age=80)
    read = parse_qs(scenario.to_query())
    assert read == {"cause": ["suspected_malignancy"], "worsening": ["true"], "age": ["80"], "v": ["1"]}


def test_the_same_scenario_always_gives_the_same_link():
    """The order in which cautions were ticked leaves no trace."""
    one = Scenario(cautions=["low_calcium", "opioid_risk", "active_infection"])
    other = Scenario(cautions=["active_infection", "low_calcium", "opioid_risk"])
    assert one.to_query() == other.to_query()


@given(scenarios())
def test_a_link_opens_the_scenario_that_wrote_it(scenario):
    """As a query string, as a mapping of texts and as a mapping of lists, without a notice."""
    query = scenario.to_query()
    lists = parse_qs(query)
    texts = {name: values[-1] for name, values in lists.items()}
    for form in (query, f"?{query}", lists, texts):
        assert Scenario.from_query(form) == (scenario, [])


@pytest.mark.parametrize(("field", "value", "text"), SPELLINGS)
def test_a_value_and_its_label_open_the_same_scenario(field, value, text):
    """A bound widget writes its label to the address."""
    wanted = Scenario(**{field: [value] if field == "cautions" else value})
    for spelling in (text, text.upper(), f" {text} ", text.replace(" ", "+")):
        query = f"{field}={spelling.replace(' ', '%20')}&v=1"
        assert Scenario.from_query(query) == (wanted, []), spelling
    assert Scenario.from_query({field: text, "v": "1"}) == (wanted, [])


@pytest.mark.parametrize("field", FLAGS)
@pytest.mark.parametrize("text", ["true", "True", "yes", "Yes", "false", "False", "no", "No"])
def test_a_flag_is_read_in_either_of_its_spellings(field, text):
    """A checkbox writes true and a choice writes Yes."""
    wanted = Scenario(**{field: text.lower() in ("true", "yes")})
    assert Scenario.from_query({field: text, "v": "1"}) == (wanted, [])


def test_several_cautions_are_read_from_one_text_or_from_a_repeated_name():
    """Both forms are in use: ours with commas, a widget's with the name repeated."""
    wanted = Scenario(cautions=["kidney_disease", "low_calcium"])
    assert Scenario.from_query("cautions=kidney_disease,low_calcium&v=1") == (wanted, [])
    assert Scenario.from_query("cautions=Kidney+disease&cautions=Low+calcium&v=1") == (wanted, [])
    assert Scenario.from_query({"cautions": ["Kidney disease", "Low calcium"], "v": "1"}) == (wanted, [])


@pytest.mark.parametrize("field", NO_VALUE)
def test_a_bad_value_falls_back_to_the_default_with_one_notice(field):
    """The notice names the field and what was given, and says what is used instead."""
    scenario, notices = Scenario.from_query({field: NO_VALUE[field], "v": "1"})
    assert scenario == Scenario()
    assert [notice.field for notice in notices] == [field]
    assert field in notices[0].message
    assert NO_VALUE[field] in notices[0].message
    assert notices[0].used == getattr(Scenario(), field)
    assert f"{USED_INSTEAD[field]} is used instead" in notices[0].message


@pytest.mark.parametrize("text", ["17", "111", "-5", "6.5", "1e2", "seventy", "", " ", "999999999999999999999", "٧٤"])
def test_an_age_that_is_none_falls_back_with_one_notice(text):
    """Out of range, not whole, not a number at all."""
    scenario, notices = Scenario.from_query({"age": text, "v": "1"})
    assert scenario.age == 74
    assert [notice.field for notice in notices] == ["age"]


def test_a_very_long_value_is_shortened_in_its_notice():
    """A notice is read on a phone; the beginning is enough to know it by."""
    _, (notice,) = Scenario.from_query({"age": "seventy" * 1000, "v": "1"})
    assert "seventyseventy" in notice.message
    assert len(notice.message) < 200


def test_a_bad_value_leaves_the_good_ones_alone():
    """One slip does not throw the whole link away."""
    scenario, notices = Scenario.from_query("age=200&pain_score=8&sex=Male&v=1")
    assert scenario == Scenario(pain_score=8, sex="male")
    assert [notice.field for notice in notices] == ["age"]


def test_a_bad_caution_leaves_the_good_ones_alone():
    """What is known is kept, and one notice names the rest."""
    scenario, notices = Scenario.from_query("cautions=low_calcium,flu,opioid_risk,cold&v=1")
    assert scenario.cautions == {"low_calcium", "opioid_risk"}
    assert [notice.field for notice in notices] == ["cautions"]
    assert "flu" in notices[0].message
    assert "cold" in notices[0].message


def test_an_empty_value_in_a_query_string_is_a_bad_value():
    """``age=`` says something that cannot be used, as the same mapping does."""
    scenario, notices = Scenario.from_query("age=&pain_score=8&v=1")
    assert scenario == Scenario(pain_score=8)
    assert [notice.field for notice in notices] == ["age"]


def test_more_weeks_of_care_than_since_the_fracture_are_put_right_with_one_notice():
    """The weeks since the fracture are kept, and the scenario that opens is possible."""
    scenario, notices = Scenario.from_query("weeks_since_fracture=5&weeks_of_care=9&v=1")
    assert scenario.weeks_since_fracture == 5
    assert scenario.weeks_of_care <= 5
    assert [notice.field for notice in notices] == ["weeks_of_care"]
    assert "9" in notices[0].message
    assert notices[0].used == scenario.weeks_of_care


def test_weeks_of_care_that_are_no_number_give_one_notice_even_at_week_zero():
    """The default of two weeks is impossible too; the one notice says what is really used."""
    scenario, notices = Scenario.from_query("weeks_since_fracture=0&weeks_of_care=abc&v=1")
    assert scenario == Scenario(weeks_since_fracture=0, weeks_of_care=0)
    assert [notice.field for notice in notices] == ["weeks_of_care"]
    assert notices[0].used == 0


@given(st.integers(0, 104), st.integers(0, 104))
def test_any_two_weeks_open_a_possible_scenario(since, care):
    """A notice appears exactly where the two cannot go together."""
    scenario, notices = Scenario.from_query({"weeks_since_fracture": str(since), "weeks_of_care": str(care), "v": "1"})
    assert scenario.weeks_since_fracture == since
    assert scenario.weeks_of_care <= since
    assert [notice.field for notice in notices] == (["weeks_of_care"] if care > since else [])


def test_names_that_are_no_field_are_left_alone():
    """Pages keep parameters of their own in the same address."""
    assert Scenario.from_query("tab=evidence&utm_source=x&age=80&v=1") == (Scenario(age=80), [])
    assert Scenario.from_query("tab=evidence") == (Scenario(), [])


def test_a_link_of_another_version_gives_a_notice():
    """Its defaults may have been others."""
    scenario, notices = Scenario.from_query("age=80&v=2")
    assert scenario == Scenario(age=80)
    assert [notice.field for notice in notices] == ["v"]


@given(st.dictionaries(st.sampled_from([*FIELDS, "v", "tab"]), JUNK | st.lists(JUNK, max_size=3)))
def test_no_mapping_of_junk_raises_and_no_field_has_two_notices(query):
    """Whatever stands in an address, a scenario opens; every notice says something."""
    scenario, notices = Scenario.from_query(query)
    assert Scenario.from_query(scenario.to_query()) == (scenario, [])
    named = [notice.field for notice in notices]
    assert len(named) == len(set(named))
    assert all(str(notice) == notice.message != "" for notice in notices)


@given(st.text(max_size=60) | st.text(alphabet="ag=&v1?%+, c", max_size=40))
def test_no_query_string_raises(text):
    """Broken escapes, stray separators and foreign letters included."""
    scenario, _ = Scenario.from_query(text)
    assert scenario.weeks_of_care <= scenario.weeks_since_fracture


@pytest.mark.parametrize("name", FIELDS)
@given(text=st.text(max_size=30))
def test_no_text_in_any_field_raises(name, text):
    """Text in the place of any value gives that value, or a notice for it and the default."""
    scenario, notices = Scenario.from_query({name: text})
    named = [notice.field for notice in notices].count(name)
    assert named in (0, 1)
    assert not named or name == "cautions" or getattr(scenario, name) == getattr(Scenario(), name)


def test_a_notice_says_what_came_what_is_allowed_and_what_is_used():
    """One sentence for each kind of field."""
    query = "age=7&sex=other&worsening=maybe&cautions=low_calcium,magic,luck&weeks_since_fracture=4&weeks_of_care=9&v=1"
    scenario, notices = Scenario.from_query(query)
    assert [str(notice) for notice in notices] == [
        "age: '7' cannot be used (a whole number from 18 to 110); 74 is used instead.",
        "sex: 'other' cannot be used (one of female, male); female is used instead.",
        "weeks_of_care: '9' cannot be used (at most weeks_since_fracture, which is 4); 2 is used instead.",
        "worsening: 'maybe' cannot be used (true or false); false is used instead.",
        f"cautions: 'magic, luck' cannot be used (a set of {', '.join(CAUTIONS)}); low_calcium is used instead.",
    ]
    assert [(notice.field, notice.given, notice.used) for notice in notices] == [
        ("age", "7", 74),
        ("sex", "other", "female"),
        ("weeks_of_care", "9", 2),
        ("worsening", "maybe", False),
        ("cautions", "magic, luck", frozenset({"low_calcium"})),
    ]
    assert scenario == Scenario(weeks_since_fracture=4, weeks_of_care=2, cautions=["low_calcium"])
    (none,) = Scenario.from_query("cautions=magic&v=1")[1]
    assert str(none).endswith("; none is used instead.")


def test_the_notice_on_another_version_says_which_came_and_which_is_read():
    """The last word is that of the app."""
    (notice,) = Scenario.from_query("v=2")[1]
    assert tuple(notice) == ("v", "2", "1", "The link is of version '2'; this app reads version 1.")
    (notice,) = Scenario.from_query({"v": ["1", "2"]})[1]
    assert (notice.given, str(notice)) == ("1, 2", "The link is of version '1, 2'; this app reads version 1.")


def test_weeks_of_care_follow_a_fracture_that_is_younger_than_the_default():
    """A link that names the fracture's week alone opens a possible patient, without a notice."""
    assert Scenario.from_query("weeks_since_fracture=1&v=1") == (Scenario(weeks_since_fracture=1, weeks_of_care=1), [])
    scenario, notices = Scenario.from_query("weeks_since_fracture=1&weeks_of_care=x&v=1")
    assert scenario.weeks_of_care == 1
    assert [notice.used for notice in notices] == [1]


@pytest.mark.parametrize(
    ("fields_given", "query"),
    [
        ({"worsening": True}, "worsening=true&v=1"),
        ({"pain_score": 0, "age": 80}, "age=80&pain_score=0&v=1"),
        ({"cautions": ["opioid_risk", "low_calcium"]}, "cautions=low_calcium,opioid_risk&v=1"),
    ],
)
def test_a_link_is_written_to_the_letter(fields_given, query):
    """In the order of the form, with commas as they are."""
    assert Scenario(**fields_given).to_query() == query


@pytest.mark.parametrize("query", ["age=80&v=1", "?age=80&v=1", {"age": "80", "v": 1}, {"age": 80, "v": "1"}])
def test_an_address_is_read_with_its_mark_and_a_number_as_its_text(query):
    """A mapping need not hold texts."""
    assert Scenario.from_query(query) == (Scenario(age=80), [])


@pytest.mark.parametrize(
    ("texts", "used", "named"),
    [
        (["81", " 81 "], 81, None),
        (["81", "66"], 66, "age: the link gives '81, 66'; 66 is used. Check which is right."),
        (["81", "17"], 81, "age: the link gives '81, 17'; 81 is used. Check which is right."),
        (["7", "8"], 74, "age: the link gives '7, 8'; 74 is used. Check which is right."),
    ],
)
def test_a_field_that_is_given_twice_is_named_unless_both_say_the_same(texts, used, named):
    """The last that can be used counts, as it always has, but not without a word."""
    scenario, notices = Scenario.from_query({"age": texts, "v": ["1", "1"]})
    assert scenario == Scenario(age=used)
    assert [str(notice) for notice in notices] == ([named] if named else [])


def test_a_link_with_fields_that_does_not_end_with_its_version_may_be_cut_short():
    """Fields may be missing at its end, which nobody can name; the patient opens all the same."""
    scenario, (notice,) = Scenario.from_query("age=80&sex=male")
    assert scenario == Scenario(age=80, sex="male")
    assert (notice.field, notice.mild) == ("v", True)
    assert str(notice) == (
        "This link does not end with v=1. If it was cut short, fields may be missing: "
        "check the patient against the original."
    )
    assert Scenario.from_query("age=80&sex=male&v=")[1] == [notice]
    assert not Scenario.from_query("v=2")[1][0].mild


@pytest.mark.parametrize(("text", "value"), [("1", True), ("0", False), (" TRUE ", True), ("no", False)])
def test_a_flag_may_be_written_as_a_digit(text, value):
    """One is true and nought is false."""
    assert Scenario.from_query({"worsening": text, "v": "1"}) == (Scenario(worsening=value), [])


@pytest.mark.parametrize(
    ("given_value", "shown"), [([], "''"), (None, "'None'"), (b"80", "\"b'80'\""), ("1234567", "'1234567'")]
)
def test_what_is_no_number_at_all_is_quoted_in_the_notice(given_value, shown):
    """No value, and values that no address can hold."""
    scenario, (notice,) = Scenario.from_query({"age": given_value, "v": "1"})
    assert scenario == Scenario()
    assert str(notice) == f"age: {shown} cannot be used (a whole number from 18 to 110); 74 is used instead."


def test_commas_without_a_caution_between_them_mean_nothing():
    """An empty value is no caution and no fault."""
    assert Scenario.from_query({"cautions": [" , low_calcium,,", ""], "v": "1"}) == (
        Scenario(cautions=["low_calcium"]),
        [],
    )


@pytest.mark.parametrize(("text", "age"), [("+80", 80), ("000080", 80)])
def test_a_number_may_have_a_sign_and_noughts(text, age):
    """Six digits at most."""
    assert Scenario.from_query({"age": text, "v": "1"}) == (Scenario(age=age), [])


def test_weeks_of_care_may_be_as_many_as_the_fracture_is_old_and_no_more():
    """Also where the fracture's weeks are those of the default."""
    assert Scenario.from_query({"weeks_of_care": "2", "v": "1"}) == (Scenario(), [])
    scenario, (notice,) = Scenario.from_query({"weeks_of_care": "3", "v": "1"})
    assert scenario == Scenario()
    assert tuple(notice)[:3] == ("weeks_of_care", "3", 2)
