"""All content, as typed objects by their names.

Content is read once per process, when this module is first imported; ``logic.assurance.consistency`` then holds
it against itself. A fault raises ``ContentError``, and the app does not start.
"""

from __future__ import annotations

from logic.content.reading import ContentError, as_written, entries, entry, filler, quantity, read
from logic.content.shapes.assurance import Hazard, Review
from logic.content.shapes.entry import (
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
from logic.content.shapes.evidence import Chart, Finding, Mortality, NaturalHistory, Outcome, Study, Trial, TrialText
from logic.content.shapes.lectures import Lecture
from logic.content.shapes.practice import Case, Drill, Practice
from logic.content.shapes.teaching import (
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
CLAIMS = entries("article/claims.yaml", Claim, _fill)
OMISSIONS = entries("article/omissions.yaml", Omission, _fill)
CAUTIONS = entries("cautions.yaml", Caution, _fill)
REFERENCES = entries("references.yaml", Reference, _fill)
ADVICE = entries("recommendations.yaml", Advice, _fill)
BODIES = entries("evidence/bodies.yaml", Body, _fill)
GENERAL = entries("general.yaml", General, _fill)
MILESTONES = entries("milestones.yaml", Milestone, _fill)
EXAMPLES = entries("examples.yaml", Example, _fill)
STUDIES = entries("evidence/studies.yaml", Study, _fill)
FINDINGS = entries("evidence/comparison.yaml", Finding, _fill)
OUTCOMES = entries("evidence/outcomes.yaml", Outcome, _fill)
CHARTS = entries("evidence/charts.yaml", Chart, _fill)
TRIALS = entries("evidence/trials.yaml", Trial, _fill)
TRIAL_TEXTS = entries("evidence/trial_texts.yaml", TrialText, _fill)
NATURAL_HISTORY = entries("evidence/natural_history.yaml", NaturalHistory, _fill)
MORTALITY = entries("evidence/mortality.yaml", Mortality, _fill)
GUIDELINES = entries("evidence/guidelines.yaml", Guideline, _fill)
CLASSIFICATIONS = entries("evidence/classifications.yaml", Classification, _fill)
CONTRADICTIONS = entries("article/contradictions.yaml", Contradiction, _fill)
GLOSSARY = entries("lookup/glossary.yaml", GlossaryTerm, _fill)
TEACHING = entries("readers.yaml", Teaching, _fill)
FLASHCARDS = entries("learning/flashcards.yaml", Flashcard, _fill)
CASES = entries("learning/cases.yaml", Case, _fill)
DRILLS = entries("learning/drills.yaml", Drill, _fill)
LECTURES = entries("learning/lectures.yaml", Lecture, _fill)
HAZARDS = entries("assurance/hazards.yaml", Hazard, _fill)
REVIEWS = entries("assurance/reviews.yaml", Review, as_written, may_be_empty=True)
PRACTICE = entry("learning/practice.yaml", "the whole file", Practice, read("learning/practice.yaml"))
SYNONYMS = entry("lookup/synonyms.yaml", "the whole file", Synonyms, read("lookup/synonyms.yaml"))
FOLLOWUPS = entry("lookup/questions.yaml", "the whole file", FollowUps, read("lookup/questions.yaml"))
PANELS = entry(
    "evidence/panels.yaml",
    "the whole file",
    Panels,
    _fill(read("evidence/panels.yaml"), "evidence/panels.yaml", "the whole file"),
)
ARTICLE = entry(
    "article/article.yaml",
    "the whole file",
    Article,
    _fill(read("article/article.yaml"), "article/article.yaml", "the whole file"),
)
