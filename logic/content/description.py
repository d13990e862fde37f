"""A scenario and its changes in plain words; the words themselves are in content/inputs.yaml."""

from __future__ import annotations

from typing import Any

from logic.content.library import INPUTS, THRESHOLDS, quantity
from logic.patient.fields import DOMAINS, RED_FLAGS, Flag
from logic.patient.scenario import Scenario


def label(field: str, value: Any) -> str:
    """A value as its widget shows it: ``Suspected malignancy``, ``12``, ``Kidney disease, Low calcium``."""
    options = INPUTS[field].options
    if isinstance(value, frozenset):
        return ", ".join(options[item].label for item in options if item in value) or "None"
    if isinstance(DOMAINS[field], Flag):
        return "Yes" if value else "No"
    return options[value].label if options else str(value)


def clause(field: str, value: Any) -> str:
    """A value as a clause of a sentence: ``pain is 8 of 10``, ``relief is adequate``."""
    entry = INPUTS[field]
    if entry.says is not None:
        text = entry.says.replace("{value}", str(value))
        return text.replace("1 weeks", "1 week") if value == 1 else text
    if isinstance(value, frozenset):
        named = [option.says for name, option in entry.options.items() if name in value]
        return "recorded: " + ", ".join(named) if named else "no cautions are recorded"
    return entry.options[str(value).lower() if isinstance(value, bool) else value].says


def sentence(text: str) -> str:
    """A clause as a sentence: capital first, full stop last."""
    return text[:1].upper() + text[1:] + ("" if text.endswith(".") else ".")


def change_words(field: str, value: Any) -> str:
    """What a changed value would mean, as the start of a sentence: ``If pain is 7 of 10``."""
    if isinstance(value, frozenset):
        return f"If cautions were: {label(field, value)}"
    return f"If {clause(field, value)}"


def describe(scenario: Scenario) -> str:
    """The scenario as plain text, with the facts that differ from nothing-to-report named."""
    noun = "woman" if scenario.sex == "female" else "man"
    cause = {
        "osteoporotic": "an osteoporotic vertebral fracture",
        "suspected_malignancy": "a vertebral fracture suspected to be malignant",
        "confirmed_malignancy": "a malignant vertebral fracture",
        "systemic_mastocytosis": "a vertebral fracture in systemic mastocytosis",
        "high_energy_trauma": "a vertebral fracture after high-energy trauma",
    }[scenario.cause]
    since, care = scenario.weeks_since_fracture, scenario.weeks_of_care
    article = "An" if scenario.age in (18, *range(80, 90)) else "A"
    found = "found this week" if since == 0 else f"found {quantity(since, 'weeks')} ago"
    cared = "no conservative care yet" if care == 0 else f"{quantity(care, 'weeks')} of conservative care"
    first = f"{article} {scenario.age}-year-old {noun} with {cause}, {found}; {cared}."
    return " ".join([first, sentence(_pain(scenario)), *(sentence(part) for part in _findings(scenario))])


def pain_band(score: int) -> str:
    """The conventional band of a pain score: no, mild, moderate or severe pain."""
    for name in ("severe", "moderate", "mild"):
        if score >= THRESHOLDS[f"pain_{name}"].value:
            return name
    return "none"


def _pain(scenario: Scenario) -> str:
    parts = [f"pain {scenario.pain_score} of 10 ({pain_band(scenario.pain_score)})"]
    if scenario.disabling_pain:
        parts[0] += " and disabling"
    parts.append(clause("pain_relief", scenario.pain_relief))
    if scenario.worsening:
        parts.append(clause("worsening", True))
    return ", ".join(parts)


def _findings(scenario: Scenario) -> list[str]:
    flags = [clause(flag, getattr(scenario, flag)) for flag in RED_FLAGS if getattr(scenario, flag) != "no"]
    found = ["; ".join(flags) if flags else "no red flag is present"]
    default = Scenario()
    found += [
        clause(field, getattr(scenario, field))
        for field in ("deformity", "mri_oedema", "mobility")
        if getattr(scenario, field) != getattr(default, field)
    ]
    bone = [clause("bone_drug", scenario.bone_drug)]
    bone += [
        clause(field, True)
        for field in ("bisphosphonate_unsuitable", "bone_pain_despite_bisphosphonate", "very_high_fracture_risk")
        if getattr(scenario, field)
    ]
    found.append("; ".join(bone))
    if scenario.cautions:
        found.append(clause("cautions", scenario.cautions))
    return found
