"""The rule table: what the article would do, and what its gaps oblige us to add.

The rules stand under the article's section headings, so that a reader of the article finds each
by its claims; ``ORDER`` then ranks them by urgency.
"""

from __future__ import annotations

from logic.content import library
from logic.rules import terms as t
from logic.rules.conditions import AtMost, Has, Is, Some
from logic.rules.terms import Rule, Window

_LEAD = (
    Rule(
        "conservative-care",
        "now",
        t.eligible & (~t.care_complete | (t.unrelieved & t.cement_barred)),
        ("C01",),
        t.phase,
    ),
    Rule("no-augmentation-needed", "now", t.eligible & t.care_complete & t.relieved, ("C01",)),
)

_PAIN_CONTROL = (
    Rule(
        "calcitonin",
        "consider",
        t.eligible
        & AtMost("weeks_since_fracture", t.limit_on("weeks_since_fracture", "calcitonin_window"))
        & t.any_pain
        & ~Has("cautions", "calcitonin_allergy"),
        ("C02",),
        Window("treatment", "fracture", 0, library.THRESHOLDS["calcitonin_window"].value),
    ),
    Rule(
        "nsaid",
        "now",
        ~t.trauma & t.any_pain & ~t.nsaid_barred,
        ("C03",),
        t.study_window("nsaid_studies_start", "nsaid_studies_end"),
    ),
    Rule(
        "opioid",
        "now",
        ~t.trauma & t.moderate_pain & ~Has("cautions", "opioid_risk"),
        ("C04",),
        t.study_window("opioid_studies_start", "opioid_studies_end"),
    ),
    Rule("acetaminophen", "now", ~t.trauma & t.any_pain & ~t.moderate_pain, ("C05",)),
)

_ACTIVITY_AND_BRACING = (
    Rule("keep-moving", "now", ~t.trauma & ~t.red_flag, ("C06", "C38")),
    Rule("physical-therapy", "now", t.eligible, ("C07",)),
    Rule("brace", "consider", t.eligible & ~t.care_complete, ("C08",), t.phase),
)

_UNDERLYING_OSTEOPOROSIS = (
    Rule(
        "bisphosphonate",
        "now",
        t.untreated
        & ~Is("bisphosphonate_unsuitable", True)
        & ~Has("cautions", "kidney_disease")
        & ~Has("cautions", "oesophageal_disorder")
        & ~Has("cautions", "low_calcium"),
        ("C09", "C10"),
    ),
    Rule("calcium-vitamin-d", "now", t.osteoporotic, ("C11",)),
    Rule("denosumab", "consider", t.untreated & ~Has("cautions", "low_calcium"), ("C12",)),
)

_TIMING_AND_INDICATIONS = (
    Rule("reassess-now", "now", t.eligible & t.care_complete & t.unassessed, ("C13",)),
    Rule("reassess-at-3-months", "later", t.eligible & ~t.care_complete & ~t.relieved, ("C13",), t.phase_end),
    Rule("augmentation-consider", "consider", t.consider, ("C13", "C14", "C15")),
)

_CAVEAT_ON_VERTEBROPLASTY = (
    Rule(
        "vertebroplasty-caution",
        "consider",
        Some((t.consider, t.early, t.refractory, t.refractory_mastocytosis)),
        ("C16", "C17"),
    ),
)

_KYPHOPLASTY_OR_VERTEBROPLASTY = (
    Rule("either-procedure", "consider", (t.consider | t.early) & Is("deformity", "none"), ("C18", "C21")),
    Rule("prefer-kyphoplasty", "consider", (t.consider | t.early) & ~Is("deformity", "none"), ("C19", "C20")),
)

_BENEFITS = (Rule("augmentation-benefits", "consider", t.consider | t.early, ("C22", "C23", "C24")),)

_MALIGNANCY = (
    Rule("biopsy-first", "now", t.suspected, ("C25",)),
    Rule("radiotherapy", "now", t.malignant & (t.any_pain | t.red_flag), ("C26",)),
    Rule("augmentation-mastocytosis", "consider", t.refractory_mastocytosis, ("C27",)),
)

_REFRACTORY = (
    Rule(
        "interferon-or-denosumab",
        "consider",
        t.mastocytosis & Is("bone_pain_despite_bisphosphonate", True),
        ("C28",),
    ),
    Rule("augmentation-refractory", "consider", t.refractory, ("C29",)),
)

_SURGICAL_REFERRAL = (
    Rule("refer-surgery-neuro", "now", t.deficit | t.compression, ("C30",)),
    Rule("refer-surgery-deformity", "now", t.progressive & t.deficit, ("C31",)),
    Rule("refer-surgery-instability", "now", t.unstable, ("C32",)),
    Rule("refer-surgery-failed-care", "soon", Is("worsening", True) & t.unrelieved & ~t.trauma, ("C33",)),
)

_SURGICAL_OPTIONS = (
    Rule("open-decompression", "soon", t.compression & t.progressive, ("C34",)),
    Rule("decompression-approach", "soon", t.deficit, ("C35",)),
)

_PITFALLS = (
    Rule("augmentation-early", "consider", t.early, ("C36",)),
    Rule("treat-osteoporosis", "now", t.untreated, ("C37",)),
    Rule("continue-bone-drug", "now", t.osteoporotic & ~Is("bone_drug", "none"), ("C37",)),
    Rule(
        "fracture-age-no-bar",
        "consider",
        t.consider & ~AtMost("weeks_since_fracture", t.limit_on("weeks_since_fracture", "chronic_fracture")),
        ("C39",),
    ),
)

_LEFT_OUT_BY_THE_ARTICLE = (
    Rule("assess-red-flags", "now", t.unknown_flag & ~t.trauma, ("O1",)),
    Rule("emergency-mri", "now", (t.suspected | t.malignant) & (t.deficit | t.compression), ("O2",)),
    Rule("augmentation-contraindicated", "avoid", (t.late_candidate | t.early_candidate) & t.cement_barred, ("O3",)),
    Rule("anabolic-first", "consider", t.untreated & Is("very_high_fracture_risk", True), ("O4",)),
    Rule("avoid-nsaid", "avoid", ~t.trauma & t.any_pain & t.nsaid_barred, ("O5",)),
    Rule("avoid-opioid", "avoid", ~t.trauma & t.moderate_pain & Has("cautions", "opioid_risk"), ("O5",)),
    Rule("outside-article", "now", t.trauma),
)

SECTIONS: dict[str, tuple[Rule, ...]] = {
    "Lead": _LEAD,
    "Pain control": _PAIN_CONTROL,
    "Activity and bracing": _ACTIVITY_AND_BRACING,
    "Underlying osteoporosis": _UNDERLYING_OSTEOPOROSIS,
    "Timing and indications": _TIMING_AND_INDICATIONS,
    "Caveat on vertebroplasty": _CAVEAT_ON_VERTEBROPLASTY,
    "Kyphoplasty or vertebroplasty": _KYPHOPLASTY_OR_VERTEBROPLASTY,
    "Benefits of augmentation": _BENEFITS,
    "Malignancy": _MALIGNANCY,
    "Refractory cases": _REFRACTORY,
    "Surgical referral": _SURGICAL_REFERRAL,
    "Surgical options": _SURGICAL_OPTIONS,
    "Pitfalls": _PITFALLS,
    "Left out by the article": _LEFT_OUT_BY_THE_ARTICLE,
}

# ---------------------------------------------------------------- by urgency

LEADING = (
    "refer-surgery-neuro",
    "emergency-mri",
    "refer-surgery-deformity",
    "refer-surgery-instability",
    "open-decompression",
    "decompression-approach",
    "assess-red-flags",
    "biopsy-first",
    "radiotherapy",
    "augmentation-consider",
    "augmentation-early",
    "augmentation-refractory",
    "augmentation-mastocytosis",
    "interferon-or-denosumab",
    "refer-surgery-failed-care",
    "reassess-now",
    "conservative-care",
    "no-augmentation-needed",
    "outside-article",
)
"""Rules that can lead: the first of them that holds is the answer."""

ACCOMPANYING = (
    "augmentation-contraindicated",
    "prefer-kyphoplasty",
    "either-procedure",
    "vertebroplasty-caution",
    "fracture-age-no-bar",
    "augmentation-benefits",
    "acetaminophen",
    "nsaid",
    "avoid-nsaid",
    "opioid",
    "avoid-opioid",
    "calcitonin",
    "keep-moving",
    "physical-therapy",
    "brace",
    "reassess-at-3-months",
    "treat-osteoporosis",
    "bisphosphonate",
    "anabolic-first",
    "denosumab",
    "continue-bone-drug",
    "calcium-vitamin-d",
)

ORDER = LEADING + ACCOMPANYING

_BY_ID = {rule.id: rule for section in SECTIONS.values() for rule in section}
RULES: dict[str, Rule] = {name: _BY_ID[name] for name in ORDER}
"""Every rule by its id, in order of urgency."""


def _check() -> None:
    for name in _BY_ID.keys() ^ set(ORDER):
        raise TypeError(f"{name}: every rule of a section must stand in ORDER once")
    if tuple(library.ADVICE) != ORDER:
        for name in library.ADVICE.keys() ^ RULES.keys():
            raise library.ContentError("recommendations.yaml", name, "must be there once for each rule")
        raise library.ContentError("recommendations.yaml", "the whole file", "must be in order of urgency")
    for rule in RULES.values():
        for claim in rule.claims:
            if claim not in library.CLAIMS and claim not in library.OMISSIONS:
                raise library.ContentError("article/claims.yaml", claim, f"the rule {rule.id} needs it")
        if not rule.claims and not library.ADVICE[rule.id].references:
            raise library.ContentError("recommendations.yaml", rule.id, "references: a source is missing")


_check()
