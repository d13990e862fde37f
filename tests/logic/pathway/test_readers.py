"""One recommendation for three readers: same facts, another order, and nothing invented for any of them."""

from __future__ import annotations

import re

import pytest

from logic import Scenario, recommend
from logic.content import library
from logic.content.description import sentence
from logic.pathway.readers import FACTS, HEADINGS, ORDER, READERS, Line, arrange
from logic.pathway.reasons import reasons
from tests.content_copy import Copy
from tests.scenarios import random_scenarios

WORDS = {
    "three": "3",
    "four": "4",
    "five": "5",
    "fivefold": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "nine": "9",
    "ten": "10",
    "twelve": "12",
}
NUMBER = re.compile(rf"\d+(?:[.,]\d+)*|\b(?:{'|'.join(WORDS)})\b")


def everybody():
    """Recommendations of scenarios in which every rule holds for somebody."""
    given = [Scenario(**example.given) for example in library.EXAMPLES.values()] + random_scenarios(1500, seed=41)
    return [one for scenario in given for one in recommend(scenario).recommendations]


ALL = everybody()


def numbers(texts):
    """The numbers in some texts, those that are written out among them."""
    return {WORDS.get(found, found) for text in texts for found in NUMBER.findall(text.lower())}


def texts(parts):
    """Every text of some parts."""
    return [text for part in parts for line in part.lines for text in (line.text, line.measure, *line.notes)]


def facts(one, reader):
    """The parts of a recommendation that every reader gets."""
    return [part for part in arrange(one, reader) if part.kind in FACTS]


def held(parts):
    """What the facts consist of, without their order."""
    lines = [(part.kind, line) for part in parts for line in part.lines]
    return {
        "claims": {(line.id, line.mark) for kind, line in lines if kind == "claims"},
        "cautions": {(line.id, line.mark, line.measure) for kind, line in lines if kind == "cautions"},
        "sources": {source for _, line in lines for source in line.sources},
        "numbers": numbers(texts(parts)),
        "lines": {(kind, line) for kind, line in lines},
    }


def test_the_sample_holds_every_recommendation():
    """Otherwise the tests below would pass over some of them."""
    assert {one.id for one in ALL} == set(library.ADVICE)


def test_the_three_readers_get_the_same_facts():
    """Claims with verdicts, cautions with limits, sources, numbers, and every single line."""
    for one in ALL:
        student = held(facts(one, "student"))
        assert student == held(facts(one, "educator")), one.id
        assert student == held(facts(one, "clinician")), one.id


def test_the_facts_are_all_those_of_the_recommendation():
    """Nothing behind a recommendation is lost on the way to a reader."""
    for one in ALL:
        got, advice = held(facts(one, "clinician")), library.ADVICE[one.id]
        assert {name for name, _ in got["claims"]} == set(one.claims)
        assert {name for name, _, _ in got["cautions"]} == set(one.cautions)
        told = {line.text for _, line in got["lines"]}
        assert {advice.text, advice.pearl, advice.pitfall} - {None} <= told, one.id
        entries = [library.CLAIMS.get(name) or library.OMISSIONS[name] for name in one.claims]
        entries += [library.CAUTIONS[name] for name in one.cautions]
        assert got["sources"] == {name for entry in (*entries, advice) for name in entry.references}, one.id


def test_what_only_one_reader_gets_brings_no_number_of_its_own():
    """A number in a mechanism, a teaching point or a question stands among the facts beside it."""
    for one in ALL:
        for reader in READERS:
            parts = arrange(one, reader)
            own = numbers(texts(part for part in parts if part.kind not in FACTS))
            assert own <= numbers(texts(facts(one, reader))), (one.id, reader)


@pytest.mark.parametrize(
    ("reader", "kinds"),
    [
        ("student", ["text", "mechanism", "pearl", "pitfall", "reasons", "claims", "cautions"]),
        ("educator", ["points", "question", "listen_for", "text", "claims", "pearl", "pitfall", "cautions"]),
        ("clinician", ["window", "cautions", "reasons", "pitfall", "text", "claims"]),
    ],
)
def test_each_reader_has_an_order_of_its_own(reader, kinds):
    """What the reader needs first comes first."""
    for one in ALL:
        shown = [part.kind for part in arrange(one, reader)]
        assert shown == [kind for kind in ORDER[reader] if kind in shown]
        assert [kind for kind in shown if kind in kinds] == [kind for kind in kinds if kind in shown]


@pytest.mark.parametrize(
    ("reader", "only"),
    [("student", {"mechanism"}), ("educator", {"points", "question", "listen_for"}), ("clinician", set())],
)
def test_only_the_student_gets_the_mechanism_and_only_the_educator_the_teaching(reader, only):
    """The clinician gets the facts alone."""
    for one in ALL:
        assert {part.kind for part in arrange(one, reader)} - set(FACTS) == only


def test_the_educator_sees_contradictions_first():
    """Contradicted before faithful, in claims that a rule cites the other way round."""
    marks = {
        one.id: [line.mark for part in arrange(one, "educator") if part.kind == "claims" for line in part.lines]
        for one in ALL
    }
    assert marks["prefer-kyphoplasty"] == ["contradicted", "simplified"]
    assert marks["augmentation-benefits"] == ["unsupported", "unsupported", "simplified"]


def test_the_clinician_sees_cautions_with_a_limit_first():
    """A caution with threshold and unit stands above one without."""
    for one in ALL:
        lines = [line for part in arrange(one, "clinician") if part.kind == "cautions" for line in part.lines]
        with_limit = [bool(line.measure) for line in lines]
        assert with_limit == sorted(with_limit, reverse=True), one.id


def test_windows_and_limits_are_put_in_words():
    """Weeks of treatment, weeks of studies, a point in time, and the limits that decided."""
    pathway = recommend(Scenario(weeks_since_fracture=3, weeks_of_care=2, pain_score=8))
    words = {
        name: [
            line.text for part in arrange(pathway[name], "clinician") if part.kind == "window" for line in part.lines
        ]
        for name in ("calcitonin", "opioid", "reassess-at-3-months", "keep-moving")
    }
    found = "counted from when the fracture was found"
    assert words["calcitonin"] == [
        f"Weeks 0 to 4, {found}.",
        "Weeks since fracture: at most 4 weeks.",
        "Pain score: at least 1.",
    ]
    assert words["opioid"] == [
        f"Weeks 2 to 10, {found}: the length of studies, not a prescription.",
        "Pain score: at least 4.",
    ]
    assert words["reassess-at-3-months"] == [f"Week 13, {found}.", "Weeks of conservative care: below 12 weeks."]
    assert words["keep-moving"] == []


def test_a_window_that_this_patient_has_outlived_has_no_end():
    """Where cement is ruled out, conservative care goes on."""
    given = {"weeks_since_fracture": 20, "weeks_of_care": 15, "pain_relief": "inadequate"}
    one = recommend(Scenario(**given, cautions={"cement_allergy"}))["conservative-care"]
    window = next(part for part in arrange(one, "clinician") if part.kind == "window")
    assert window.lines[0].text == "From week 5 on, counted from when the fracture was found."


def test_a_reader_that_there_is_not_is_refused_by_name():
    """The error says who came and who is allowed."""
    with pytest.raises(ValueError, match="reader: 'nurse' is none of student, educator, clinician"):
        arrange(ALL[0], "nurse")


def test_every_kind_has_a_heading_and_every_reader_an_order():
    """A new kind or reader cannot be forgotten in one of the tables."""
    assert set(ORDER) == set(READERS)
    assert {kind for order in ORDER.values() for kind in order} == set(HEADINGS)
    assert all(set(FACTS) <= set(order) for order in ORDER.values())


FAULTS = {
    "a recommendation that is forgotten": (r"^brace:\n(?: .*\n)+", "", "brace"),
    "a source that there is not": (r"references: \[SPINEJ2006", "references: [NOWHERE1999", "NOWHERE1999"),
    "a question that asks nothing": (r"(  ask_class: .*)\?$", r"\1.", "ask_class"),
    "a single teaching point": (r"(  points:\n    - .*\n)(?:    - .*\n)+", r"\1", "points"),
    "another order": (r"^(acetaminophen:\n(?:  .*\n)+)\n(nsaid:\n(?:  .*\n)+)", r"\2\n\1", "in the order"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_faulty_content_stops_the_start_by_name(fault, tmp_path):
    """The error names the file and what is wrong."""
    pattern, replacement, named = FAULTS[fault]
    copy = Copy(tmp_path)
    copy.edit("readers.yaml", pattern, replacement)
    done = copy.run("import logic")
    assert done.returncode != 0
    assert "content/readers.yaml" in done.stderr
    assert named in done.stderr


def test_every_part_holds_what_content_has_for_it():
    """Texts word for word, with id, mark, limit, notes and sources of each line."""
    last = {one.id: one for one in ALL}
    for name, one in last.items():
        advice, told = library.ADVICE[name], library.TEACHING[name]
        parts = {part.kind: part for reader in READERS for part in arrange(one, reader)}
        assert parts["text"].lines == (Line(advice.text),)
        assert [line.text for line in parts["pearl"].lines] == [advice.pearl] if advice.pearl else "pearl" not in parts
        assert (
            [line.text for line in parts["pitfall"].lines] == [advice.pitfall]
            if advice.pitfall
            else "pitfall" not in parts
        )
        assert parts["mechanism"].lines == (Line(told.mechanism, sources=told.references),)
        assert parts["points"].lines == tuple(Line(point) for point in told.points)
        assert parts["question"].lines == (Line(told.ask_class),)
        assert parts["listen_for"].lines == (Line(told.listen_for),)
        assert parts["reasons"].lines == (Line(sentence("; ".join(reasons(one.reasons, one.scenario)))),)
        if advice.references:
            cited = [Line(library.REFERENCES[ref].citation, sources=(ref,)) for ref in advice.references]
            assert list(parts["sources"].lines) == cited
        for kind, part in parts.items():
            assert part.heading == HEADINGS[kind]


def test_a_claim_has_verdict_finding_wording_and_source_below_it_and_an_omission_says_nothing():
    """As the audit has them."""
    last = {one.id: one for one in ALL}
    for one in last.values():
        for part in arrange(one, "student"):
            if part.kind != "claims":
                continue
            for line, name in zip(part.lines, one.claims, strict=True):
                assert line.id == name
                if name in library.OMISSIONS:
                    gap = library.OMISSIONS[name]
                    assert line == Line(
                        f"Nothing: {gap.topic}.",
                        name,
                        "omitted",
                        notes=(gap.why_it_matters,),
                        sources=gap.references,
                    )
                    continue
                claim = library.CLAIMS[name]
                notes = [claim.finding]
                notes += [f"Better: {claim.better}"] if claim.better else []
                notes += [f"Primary source: {claim.primary_source}. Grade: {claim.grade}."]
                notes += [] if claim.verified else ["Source text behind the article's sentence not seen."]
                assert line == Line(claim.says, name, claim.verdict, notes=tuple(notes), sources=claim.references)


def test_a_caution_has_agent_condition_action_limit_and_note():
    """What is known second-hand says so."""
    seen = set()
    for one in {one.id: one for one in ALL}.values():
        for part in arrange(one, "student"):
            if part.kind != "cautions":
                continue
            for line, name in zip(part.lines, one.cautions, strict=True):
                entry = library.CAUTIONS[name]
                seen.add(entry.source_level)
                notes = [entry.note] if entry.note else []
                notes += ["Secondary source."] if entry.source_level == "secondary" else []
                assert line == Line(
                    f"{entry.agent}, {entry.condition}: {entry.action}",
                    name,
                    entry.severity,
                    " ".join(word for word in (entry.threshold, entry.unit) if word),
                    tuple(notes),
                    entry.references,
                )
    assert "secondary" in seen
