"""The trials on made-up content: what is asked for, which figure stands for a trial, and every word of the tables."""

from __future__ import annotations

import pytest

from logic.content.shapes.evidence import Difference, Randomised, Trial
from logic.evidence import trials
from logic.evidence.trials import Facet, chosen, facets, headline, in_band, not_drawn

MINUS = "\N{MINUS SIGN}"
TRIAL = {
    "year": 2010,
    "reference": "R",
    "comparator": "sham",
    "comparator_detail": "not seen",
    "intervention": "vertebroplasty",
    "blinding": "double",
    "population": "people",
    "fracture_age_text": "recent",
    "result": "It was so.",
    "verified": True,
}
FIGURE = {"outcome": "pain", "scale": "VAS", "unit": "points", "time": "1 month", "favours": "neither"}
DRAWN = {"statistic": "mean difference", "estimate": -1.5, "ci95_low": -2, "ci95_high": 0.25}


def trial(name, **changes):
    return Trial(**TRIAL | {"name": name} | changes)


def figure(**changes):
    return Difference(**FIGURE | changes)


@pytest.mark.parametrize(
    ("favours", "leans", "side"),
    [
        ("kyphoplasty", None, "kyphoplasty"),
        ("control", None, "control"),
        ("neither", "control", "control"),
        ("neither", None, None),
        ("not stated", "vertebroplasty", "vertebroplasty"),
        ("not stated", None, None),
    ],
)
def test_an_estimate_stands_on_the_side_that_its_source_names(favours, leans, side):
    """That of the advantage, else that to which it leans, else none."""
    assert figure(favours=favours, leans=leans).side == side


@pytest.fixture
def hold(monkeypatch):
    """Sets the trials, by name."""

    def put(**them):
        held = {name: trial(name.capitalize(), **changes) for name, changes in them.items()}
        monkeypatch.setattr(trials, "TRIALS", held)
        return tuple(held)

    return put


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ("later", "a", "sham", "active", "early", "late", "cancer")),
        ({"comparators": ["Sham"]}, ("later", "a", "sham")),
        ({"comparators": ["Nonsurgical", "Active control"]}, ("active", "early", "late", "cancer")),
        ({"age": "Up to 6 weeks"}, ("early",)),
        ({"age": "Limit not seen", "comparators": ["Nonsurgical"]}, ("late", "cancer")),
        ({"outcome": "Disability"}, ("later", "late")),
        ({"outcome": "Disability", "comparators": ["Sham"], "age": "Limit not seen"}, ("later",)),
        ({"outcome": "New fractures"}, ()),
    ],
)
def test_trials_are_chosen_by_comparator_age_and_outcome(hold, asked, found):
    """Sham first, then active controls, then nonsurgical care; cancer last; by year and then by name."""
    hold(
        cancer={"comparator": "nonsurgical", "cancer": True, "year": 1990},
        late={"comparator": "nonsurgical", "year": 2020, "outcomes": ("pain", "disability")},
        early={"comparator": "nonsurgical", "fracture_age_max_weeks": 6},
        active={"comparator": "active control", "year": 2022},
        sham={"year": 2012},
        later={"year": 2009, "outcomes": ("disability",)},
        a={"year": 2012},
    )
    assert chosen(**asked) == found


@pytest.mark.parametrize(
    ("limits", "bands"),
    [
        ({"fracture_age_max_weeks": 6}, [True, True, False, False]),
        ({"fracture_age_max_weeks": 7}, [False, True, False, False]),
        ({"fracture_age_max_weeks": 12, "fracture_age_min_weeks": 1}, [False, True, False, False]),
        ({"fracture_age_max_weeks": 13}, [False, False, True, False]),
        ({"fracture_age_min_weeks": 4}, [False, False, True, False]),
        ({}, [False, False, False, True]),
    ],
)
def test_a_trial_lies_in_the_bands_that_hold_its_oldest_fracture(limits, bands):
    """The second band holds the first; without an upper limit a lower one is no limit."""
    assert [in_band(trial("x", **limits), age) for age in trials.AGES] == bands


@pytest.mark.parametrize(
    ("primary", "figures", "found"),
    [
        ("3 months", [{"time": "1 month"}, {"time": "3 months"}, {"time": "1 year", "months": 12}], 1),
        (None, [{"months": 0.5}, {"months": None}, {"months": 3}, {"months": 1}], 2),
        (None, [{"months": None}, {"months": 0.5}], 1),
        ("1 year", [{"months": 1}, {"time": "1 year", "estimate": None}], 0),
        (None, [{"outcome": "disability"}, {"statistic": "odds ratio"}], None),
        (None, [{"months": 2, "scale": "first"}, {"months": 2, "scale": "second"}], 0),
    ],
)
def test_one_figure_stands_for_a_trial(primary, figures, found):
    """At its primary time, else the latest, and only one that can be drawn."""
    held = tuple(figure(**DRAWN | changes) for changes in figures)
    one = headline(trial("x", primary_time=primary, differences=held), "pain")
    assert one is (None if found is None else held[found])


def test_figures_share_an_axis_where_scale_unit_and_named_sides_are_the_same(hold):
    """Neither cancer nor what is unverified is drawn; a trial with a figure that cannot be drawn says why."""
    vas, sided = figure(**DRAWN), figure(**DRAWN, leans="control")
    nrs, mm = figure(**DRAWN | {"scale": "NRS"}), figure(**DRAWN | {"unit": "mm"})
    measured = {"outcomes": ("pain",)}
    ids = hold(
        a={"differences": (vas,), **measured},
        b={"differences": (sided,), **measured},
        c={"differences": (nrs,), **measured},
        d={"differences": (mm,), **measured},
        e={"differences": (vas,), **measured},
        tumour={"differences": (vas,), "cancer": True, **measured},
        doubted={"differences": (vas,), "verified": False, **measured},
        bare={"differences": (figure(),), **measured},
        tumours={"cancer": True, **measured},
        unseen=measured,
        other={"outcomes": ("disability",)},
    )
    assert facets(ids, "pain") == (
        Facet("VAS", "points", False, (("a", vas), ("e", vas))),
        Facet("VAS", "points", True, (("b", sided),)),
        Facet("NRS", "points", False, (("c", nrs),)),
        Facet("VAS", "mm", False, (("d", mm),)),
    )
    assert not_drawn(ids, "pain") == {
        "Bare 2010": "direction or p value only",
        "Unseen 2010": "no size could be verified",
    }


def test_the_table_of_figures_is_written_to_the_letter(hold):
    """With unit, p value and notes where there are some, and nothing in their places where there are none."""
    first = figure(**DRAWN, p_value="0.04", analysis="without arm X.", note="read twice", reference="R2")
    ratio = figure(
        outcome="fractures", scale="new", unit="ratio", statistic="odds ratio", estimate=2, favours="control"
    )
    ids = hold(
        one={"differences": (first, ratio), "n_randomised": Randomised(total=9, cement=4, control=5)},
        two={"differences": (figure(favours="not stated"), figure(leans="control")), "comparator": "nonsurgical"},
    )
    assert trials.differences_table(ids).to_numpy().tolist() == [
        [
            "One 2010, sham, n 9",
            "VAS, 1 month",
            f"mean difference: {MINUS}1.5 ({MINUS}2 to 0.25) points, p 0.04",
            "no significant difference",
            "Without arm X. Read twice. In the chart.",
        ],
        ["One 2010, sham, n 9", "new, 1 month", "odds ratio: 2 (interval not seen)", "favours control", ""],
        ["Two 2010, nonsurgical, n not seen", "VAS, 1 month", "size not seen", "direction not stated", ""],
        [
            "Two 2010, nonsurgical, n not seen",
            "VAS, 1 month",
            "size not seen",
            "no significant difference, leans to control",
            "",
        ],
    ]
    facts = trials.differences_tidy(ids)[["trial", "year", "comparator", "cancer", "side", "drawn", "reference"]]
    assert facts.astype(object).where(facts.notna(), None).to_numpy().tolist() == [
        ["One", 2010, "sham", False, None, True, "R2"],
        ["One", 2010, "sham", False, "control", False, "R"],
        ["Two", 2010, "nonsurgical", False, None, False, "R"],
        ["Two", 2010, "nonsurgical", False, "control", False, "R"],
    ]
    totals = trials.differences_tidy(ids)["n_randomised"]
    assert totals.astype(object).where(totals.notna(), None).tolist() == [9, 9, None, None]
    assert trials.sources(ids) == ("R2", "R")
    assert trials.sources(ids, "fractures") == ("R",)
    assert trials.references(ids) == ("R", "R2")


def test_the_table_of_trials_is_written_to_the_letter(hold):
    """What is not known says so, and what there is not leaves no trace."""
    ids = hold(
        plain={},
        full={
            "comparator": "active control",
            "comparator_detail": "a block",
            "verified": False,
            "cancer": True,
            "funding": "manufacturer",
            "n_randomised": Randomised(total=9, cement=4, control=5),
        },
        whole={
            "comparator": "nonsurgical",
            "comparator_detail": "nonsurgical care",
            "n_randomised": Randomised(total=9),
        },
    )
    column = "Compared with, blinding, fracture age"
    table = trials.table(ids)
    assert table["Trial"].tolist() == [
        "**Plain 2010**; vertebroplasty; number not seen",
        "**Full 2010**, year second-hand, cancer; vertebroplasty; 9 randomised (4 and 5)",
        "**Whole 2010**; vertebroplasty; 9 randomised",
    ]
    assert table[column].tolist() == [
        "Sham. Blinding: double. Fracture age: recent",
        "Active control: a block. Blinding: double; manufacturer funding. Fracture age: recent",
        "Nonsurgical. Blinding: double. Fracture age: recent",
    ]
    assert table["Result"].tolist() == ["It was so."] * 3
    sizes = trials.tidy(ids)[["n_cement", "n_control", "n_total"]]
    assert sizes.astype(object).where(sizes.notna(), None).to_numpy().tolist() == [
        [None, None, None],
        [4, 5, 9],
        [None, None, 9],
    ]


def test_what_can_be_asked_for_has_its_label():
    """In the order in which it is offered."""
    assert list(trials.COMPARATORS.items()) == [
        ("Sham", "sham"),
        ("Active control", "active control"),
        ("Nonsurgical", "nonsurgical"),
    ]
    assert trials.AGES == ("Up to 6 weeks", "Up to 12 weeks", "Longer or not limited", "Limit not seen")
    assert list(trials.OUTCOMES.items()) == [
        ("Pain", "pain"),
        ("Disability", "disability"),
        ("Quality of life", "quality_of_life"),
        ("New fractures", "fractures"),
    ]
    against = {"sham": "sham", "active control": "active control", "nonsurgical": "nonsurgical care"}
    assert {name: f"against {what}" for name, what in against.items()} == trials.AGAINST
    assert trials.FORESTS == ("pain", "disability")
