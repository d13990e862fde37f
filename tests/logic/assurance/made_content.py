"""Made-up content, small and without a fault, for the tests of what holds content against itself."""

from __future__ import annotations

from types import SimpleNamespace as Made
from typing import Any

import pytest

from logic.assurance import consistency
from logic.content.reading import ContentError
from logic.patient.fields import Choice, Flag, Several, Whole

DOMAINS = {
    "age": Whole(18, 110),
    "asleep": Flag(),
    "mood": Choice(("very_low", "high")),
    "hobbies": Several(("chess", "tai_chi")),
}


def _options(**labels: str) -> dict[str, Made]:
    return {value: Made(label=label) for value, label in labels.items()}


def _threshold(value: int, unit: str = "points") -> Made:
    return Made(value=value, unit=unit, claims=(), references=("R1",))


def _questions(*asked: str) -> tuple[Made, ...]:
    return tuple(Made(ask=one) for one in asked)


def _meaning(words: tuple[str, ...] = (), asked: tuple[str, ...] = (), kind_of: tuple[str, ...] = ()) -> Made:
    return Made(words=words, asked=asked, kind_of=kind_of)


def _pathway() -> dict[str, Any]:
    """What the rules and the form rest on."""
    return {
        "DOMAINS": dict(DOMAINS),
        "THRESHOLDS": {
            "pain_mild": _threshold(1),
            "pain_moderate": _threshold(4),
            "pain_severe": _threshold(7),
            "nsaid_studies_start": _threshold(2, "weeks"),
            "nsaid_studies_end": _threshold(12, "weeks"),
            "opioid_studies_start": _threshold(1, "weeks"),
            "opioid_studies_end": _threshold(9, "weeks"),
            "clearance": _threshold(35, "mL/min"),
            "old_age": Made(value=80, unit="years", claims=("C1", "O1"), references=()),
        },
        "INPUTS": {
            "age": Made(unit="years", says="is so old", options={}, claims=("C1",), references=()),
            "asleep": Made(
                unit=None, says=None, options=_options(true="Sound asleep", false="Up"), claims=(), references=("R1",)
            ),
            "mood": Made(
                unit=None, says=None, options=_options(very_low="Very low", high="High"), claims=(), references=("R1",)
            ),
            "hobbies": Made(
                unit=None, says=None, options=_options(chess="Chess", tai_chi="Tai-chi"), claims=(), references=("R2",)
            ),
        },
        "RULES": {"rest": Made(), "walk": Made()},
        "ADVICE": {
            "rest": Made(references=("R1",), cautions=("S1",)),
            "walk": Made(references=(), cautions=()),
        },
        "CAUTIONS": {
            "S1": Made(
                verified=True, references=("R2",), when=({"mood": ("high",)}, {"asleep": ("true", "false"), "mood": ()})
            ),
            "S2": Made(verified=False, references=(), when=()),
        },
        "EXAMPLES": {"E1": Made(given={"age": 80}), "E2": Made(given={})},
        "MILESTONES": {"M1": Made(after="old_age", claims=("C1", "O1"))},
    }


def _article() -> dict[str, Any]:
    """The article under audit and what it is held against."""
    return {
        "ARTICLE": Made(citations=(Made(number=3, references=("R1",)), Made(number=4, references=("R2",)))),
        "REFERENCES": {"R1": Made(), "R2": Made()},
        "CLAIMS": {"C1": Made(references=("R1",), cautions=("S1", "S2"))},
        "OMISSIONS": {"O1": Made(references=("R2",), cautions=("S2",))},
        "BODIES": {"B1": Made(claims=("O1", "C1"), references=())},
        "GENERAL": {"G1": Made(claims=("O1", "C1"))},
        "GLOSSARY": {
            "g1": Made(claims=("C1", "O1"), references=()),
            "g2": Made(claims=(), references=("R1", "R2")),
        },
        "CONTRADICTIONS": {"X1": Made(claims=("O1", "C1"))},
        "GUIDELINES": {
            "GU1": Made(verified=True, references=("R1",)),
            "GU2": Made(verified=False, references=()),
        },
        "CLASSIFICATIONS": {
            "K1": Made(verified=True, references=("R2",)),
            "K2": Made(verified=False, references=()),
        },
    }


def _evidence() -> dict[str, Any]:
    """Trials, figures and panels."""
    return {
        "TRIALS": {"T1": Made(references=("R1",))},
        "NATURAL_HISTORY": {"N1": Made(references=("R1",))},
        "MORTALITY": {"D1": Made(references=("R2",))},
        "STUDIES": {"ST1": Made(reference="R2")},
        "FINDINGS": {
            "F1": Made(study="ST1", outcome="pain", verified=True),
            "F2": Made(study="ST1", outcome="leaks", verified=False),
            "F3": Made(study="ST1", outcome="pain", verified=True),
        },
        "OUTCOMES": {
            "relief": Made(measures=("pain",), claims=("C1",), when=({"hobbies": ("chess", "tai_chi")},)),
            "harm": Made(measures=("deaths", "leaks"), claims=("O1",), when=()),
        },
        "CHARTS": {
            "CH1": Made(
                findings=("F1",), labels={"F3": "a"}, sides={"F1": "b"}, methods={"F3": "c"}, claims=("C1", "O1")
            )
        },
        "PANELS": Made(
            claims=("C1", "O1"),
            grid=Made(rows=lambda: iter([{"age": 80}, {}])),
            panels={
                "P1": Made(
                    ratings=(
                        Made(treatment="Cement", counts=(1, 2, 3)),
                        Made(treatment="Rest", counts=None),
                        Made(treatment="Walks", counts=(0, 6, 0)),
                    ),
                    exclusively={},
                    n_scenarios=6,
                    references=("R1",),
                    verified=True,
                ),
                "P2": Made(ratings=(), exclusively={"Rest": 5.0}, n_scenarios=9, references=(), verified=False),
            },
        ),
    }


def _teaching() -> dict[str, Any]:
    """What is taught, asked and looked up."""
    return {
        "TEACHING": {"rest": Made(references=("R1",)), "walk": Made(references=())},
        "FLASHCARDS": {
            "f1": Made(claims=("C1", "O1"), cautions=(), references=()),
            "f2": Made(claims=(), cautions=("S1",), references=()),
            "f3": Made(claims=(), cautions=(), references=("R1", "R2")),
        },
        "FOLLOWUPS": Made(
            recommendations={"rest": _questions("Why?", "How?"), "walk": _questions("Why?", "How far?")},
            trials={"T1": _questions("Who?", "When?")},
            outcomes={"relief": _questions("How much?", "How long?"), "harm": _questions("Which?", "How often?")},
        ),
        "SYNONYMS": Made(
            terms={
                "thing": _meaning(),
                "bone": _meaning(words=("Bones", "bones"), asked=("skeleton",), kind_of=("thing",)),
                "back": _meaning(words=("spine",), asked=("Rear",), kind_of=("thing",)),
                "vertebra": _meaning(words=("spine bone",), kind_of=("bone", "back")),
            }
        ),
    }


def made_content() -> dict[str, Any]:
    """All that ``logic.assurance.consistency`` looks at, by the names that it has there; new each time, so that a test may spoil it."""
    return {**_pathway(), **_article(), **_evidence(), **_teaching()}


def in_the_place_of_ours(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Lets ``logic.assurance.consistency`` look at made-up content, which is returned."""
    content = made_content()
    for name, entries in content.items():
        monkeypatch.setattr(consistency, name, entries)
    return content


def refusal() -> str:
    """The whole message with which content is refused."""
    with pytest.raises(ContentError) as found:
        consistency._check()
    return str(found.value)


def put(content: Any, path: tuple[Any, ...], value: Any) -> None:
    """Spoils one place: keys of mappings, numbers of lists and names of fields lead to it."""
    *way, last = path
    for step in way:
        content = content[step] if isinstance(content, dict | tuple) else getattr(content, step)
    if isinstance(content, dict):
        content[last] = value
    else:
        setattr(content, last, value)
