"""The pathway as pure Python: a scenario goes in, and everything that the pages show comes out."""

from logic import assurance_checks, checks, practice_checks
from logic.counterfactuals import what_would_change
from logic.lookup import ask
from logic.pathway import recommend
from logic.positions import positions
from logic.scenario import Scenario, ScenarioError
from logic.timeline import timeline

__all__ = [
    "Scenario",
    "ScenarioError",
    "ask",
    "assurance_checks",
    "checks",
    "positions",
    "practice_checks",
    "recommend",
    "timeline",
    "what_would_change",
]
