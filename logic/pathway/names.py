"""What stages, verdicts, severities and stances are called, on every page and in everything handed out."""

from __future__ import annotations

from logic.rules.terms import Stage

STAGES: dict[Stage, str] = {
    "now": "Do now",
    "soon": "Soon",
    "consider": "Consider",
    "avoid": "Avoid",
    "later": "Later",
}
"""The stages, in the order in which they are shown."""

VERDICTS = {
    "faithful": "the source says so",
    "simplified": "the direction is right, something that matters is left out",
    "outdated": "newer advice has replaced it",
    "contradicted": "a primary source says otherwise",
    "unsupported": "no source for it was found",
}
"""What each verdict on a claim means, from best to worst."""

SEVERITIES = {
    "boxed_warning": "Boxed warning",
    "contraindicated": "Contraindicated",
    "avoid": "Avoid",
    "maximum": "Maximum",
    "emergency": "Emergency",
    "urgent": "Urgent",
    "warning": "Warning",
    "relative": "Relative contraindication",
    "complication": "Complication",
    "caution": "Caution",
    "scope_limit": "Limit of scope",
}
"""The severities of cautions, the most binding first."""

STANCES = (
    "Against: advises against it, or would not offer it now. Insufficient: the body finds too little evidence, or the "
    "scenario lacks what it asks for. Not addressed: outside what the body covers."
)
"""What the less plain stances of a body mean."""
