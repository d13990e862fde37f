"""All content, as typed objects by their names.

Content is read once per process, when this module is first imported; ``logic.checks`` then holds
it against itself. A fault raises ``ContentError``, and the app does not start.
"""

from __future__ import annotations

from logic.assurance_entries import Hazard, Review
from logic.entries import (
    Advice,
    Article,
    Body,
    Caution,
    Claim,
    Example,
    General,
    Input,
    Milestone,
    Omission,
    Reference,
    Threshold,
)
from logic.evidence_entries import Chart, Finding, Mortality, NaturalHistory, Outcome, Study, Trial, TrialText
from logic.lecture_entries import Lecture
from logic.practice_entries import Case, Drill, Practice
from logic.reading import ContentError, as_written, entries, entry, filler, quantity, read
from logic.teaching_entries import (
    Classification,
    Contradiction,
    Flashcard,
    FollowUps,
    GlossaryTerm,
    Guideline,
    Panels,
    Synonyms,
    Teaching,
)

__all__ = ["ContentError", "quantity"]

THRESHOLDS = entries("thresholds.yaml", Threshold, as_written)
_fill = filler(THRESHOLDS)
INPUTS = entries("inputs.yaml", Input, _fill)
CLAIMS = entries("claims.yaml", Claim, _fill)
OMISSIONS = entries("omissions.yaml", Omission, _fill)
CAUTIONS = entries("cautions.yaml", Caution, _fill)
REFERENCES = entries("references.yaml", Reference, _fill)
ADVICE = entries("recommendations.yaml", Advice, _fill)
BODIES = entries("bodies.yaml", Body, _fill)
GENERAL = entries("general.yaml", General, _fill)
MILESTONES = entries("milestones.yaml", Milestone, _fill)
EXAMPLES = entries("examples.yaml", Example, _fill)
STUDIES = entries("studies.yaml", Study, _fill)
FINDINGS = entries("comparison.yaml", Finding, _fill)
OUTCOMES = entries("outcomes.yaml", Outcome, _fill)
CHARTS = entries("charts.yaml", Chart, _fill)
TRIALS = entries("trials.yaml", Trial, _fill)
TRIAL_TEXTS = entries("trial_texts.yaml", TrialText, _fill)
NATURAL_HISTORY = entries("natural_history.yaml", NaturalHistory, _fill)
MORTALITY = entries("mortality.yaml", Mortality, _fill)
GUIDELINES = entries("guidelines.yaml", Guideline, _fill)
CLASSIFICATIONS = entries("classifications.yaml", Classification, _fill)
CONTRADICTIONS = entries("contradictions.yaml", Contradiction, _fill)
GLOSSARY = entries("glossary.yaml", GlossaryTerm, _fill)
TEACHING = entries("readers.yaml", Teaching, _fill)
FLASHCARDS = entries("flashcards.yaml", Flashcard, _fill)
CASES = entries("cases.yaml", Case, _fill)
DRILLS = entries("drills.yaml", Drill, _fill)
LECTURES = entries("lectures.yaml", Lecture, _fill)
HAZARDS = entries("hazards.yaml", Hazard, _fill)
REVIEWS = entries("reviews.yaml", Review, as_written, may_be_empty=True)
PRACTICE = entry("practice.yaml", "the whole file", Practice, read("practice.yaml"))
SYNONYMS = entry("synonyms.yaml", "the whole file", Synonyms, read("synonyms.yaml"))
FOLLOWUPS = entry("followups.yaml", "the whole file", FollowUps, read("followups.yaml"))
PANELS = entry("panels.yaml", "the whole file", Panels, _fill(read("panels.yaml"), "panels.yaml", "the whole file"))
ARTICLE = entry(
    "article.yaml", "the whole file", Article, _fill(read("article.yaml"), "article.yaml", "the whole file")
)
