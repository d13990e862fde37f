"""The pathway as pure Python: a scenario goes in, and everything that the pages show comes out."""

from logic.assurance import consistency, exercises, hazards
from logic.lookup.ask import ask
from logic.pathway.counterfactuals import what_would_change
from logic.pathway.positions import positions
from logic.pathway.recommend import recommend
from logic.pathway.timeline import timeline
from logic.patient.scenario import Scenario, ScenarioError

__all__ = [
    "Scenario",
    "ScenarioError",
    "ask",
    "consistency",
    "exercises",
    "hazards",
    "positions",
    "recommend",
    "timeline",
    "what_would_change",
]
