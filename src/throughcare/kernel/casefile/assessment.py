"""Assessments, levels of risk of serious harm, and scores."""

from datetime import date as Day
from enum import StrEnum
from typing import Literal

import msgspec

from throughcare.kernel.casefile.facts import Fact, Item


class Level(StrEnum):
    """Levels of risk of serious harm."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    VERY_HIGH = "very high"


class HarmLevel(Item, frozen=True, kw_only=True):
    """A level of risk of serious harm set without an assessment in this file."""

    level: Level
    """The overall level in the community."""
    signed_on: Day
    """The day on which the assessment that gives the level was signed."""


class Predictor(StrEnum):
    """The actuarial scores."""

    OGRS3 = "OGRS3"
    OGP = "OGP"
    OVP = "OVP"
    RSR = "RSR"


class Score(Item, frozen=True, kw_only=True):
    """An actuarial score, with what it was made from."""

    predictor: Predictor = Predictor.OGRS3
    """Which score."""
    percent_two_year: int | None = None
    """The two-year figure of OGRS3, OGP or OVP, a whole percentage from 1 to 99."""
    one_year: float | None = None
    """The probability within one year, unrounded."""
    two_year: float | None = None
    """The probability within two years, unrounded."""
    scored_on: Day
    """The day of the score."""
    rules_version: str = ""
    """The version of the rule that made it."""
    inputs: tuple[str, ...] = ()
    """What it was made from, each as name=value."""


class RiskTo(StrEnum):
    """Who can be at risk of serious harm."""

    CHILDREN = "children"
    PUBLIC = "public"
    KNOWN_ADULT = "known adult"
    STAFF = "staff"
    PRISONERS = "prisoners"


class AssessedSection(Item, frozen=True, kw_only=True):
    """One section of an assessment: 3 accommodation, 6 relationships, and so on."""

    number: int
    """The number of the section, 1 to 13."""
    scores: tuple[str, ...] = ()
    """The scored items, each as item=score: 6.1=2. An item that is not here is not known."""
    linked_to_offending: bool | None = None
    """Whether it is linked to the offending; left out where nobody has said."""
    linked_to_harm: bool | None = None
    """Whether it is linked to risk of serious harm; left out where nobody has said."""
    text: str = ""
    """The evidence."""
    has_text: bool = False
    """Set in place of the evidence where a file is made without prose."""
    strengths: str = ""
    """What is going well here."""
    carried_forward: bool = False
    """Whether it was taken over from an earlier assessment and not confirmed since."""

    @property
    def is_written(self) -> bool:
        """Whether there is any evidence."""
        return self.has_text or bool(self.text.strip())


class Screening(Fact, frozen=True, kw_only=True):
    """The screening for risk of serious harm. Any yes calls for the full analysis."""

    done_on: Day
    """The day of the screening."""
    yes: tuple[str, ...] = ()
    """The indicators answered with yes."""
    not_known: tuple[str, ...] = ()
    """The indicators to which the answer is not known."""


class AnalysisPart(Item, frozen=True, kw_only=True):
    """One section of the full analysis of risk of serious harm."""

    part: Literal[
        "harm to others",
        "children",
        "suicide and self-harm",
        "coping in custody or a hostel",
        "vulnerability",
        "escape and absconding",
        "control and breach of trust",
    ]
    """Which section."""
    text: str = ""
    """The analysis."""
    has_text: bool = False
    """Set in place of the analysis where a file is made without prose."""

    @property
    def is_written(self) -> bool:
        """Whether anything is written."""
        return self.has_text or bool(self.text.strip())


class NoAnalysis(Fact, frozen=True, kw_only=True):
    """The decision not to make the full analysis. It counts once it is countersigned."""

    date: Day
    """The day of the decision."""
    because: str
    """Why."""
    by: str | None = None
    """Who decided."""
    countersigned_on: Day | None = None
    """The day on which a manager countersigned."""
    countersigned_by: str | None = None
    """The manager."""


class Risk(Item, frozen=True, kw_only=True):
    """The risk of serious harm to one group of people."""

    group: RiskTo
    """Who is at risk."""
    level: Level
    """The level in the community."""
    custody_level: Level | None = None
    """The level in custody, where it was assessed."""
    who: str = ""
    """Whom exactly."""
    nature: str = ""
    """What the harm would be."""
    imminence: str = ""
    """When it is greatest."""
    raises: tuple[str, ...] = ()
    """The factors that raise it."""
    lowers: tuple[str, ...] = ()
    """The factors that lower it."""


class Oasys(Item, frozen=True, kw_only=True):
    """An OASys assessment: a draft until it is signed, read-only from then on."""

    layer: Literal["basic", "full"] = "full"
    """Which sections it has."""
    begun_on: Day
    """The day on which it was begun."""
    signed_on: Day | None = None
    """The day of signature; left out while it is a draft."""
    signed_by: str | None = None
    """Who signed."""
    countersigned_on: Day | None = None
    """The day on which a manager countersigned, where that is called for."""
    countersigned_by: str | None = None
    """The manager."""
    level: Level | None = None
    """The overall level of risk of serious harm: the highest of its risks in the community."""
    own_view: str = ""
    """The person's own view of their life and offending, in their words."""
    has_own_view: bool = False
    """Set in place of the words where a file is made without prose."""
    diversity: str = ""
    """What of the person's characteristics and needs changes how to work with them."""
    has_diversity: bool = False
    """Set in place of the words where a file is made without prose."""
    barriers: str = ""
    """What stands in the way of taking part."""
    has_barriers: bool = False
    """Set in place of the words where a file is made without prose."""
    sources: tuple[str, ...] = ()
    """What it rests on, each as source=answer: police=used. The answers are *used*, *not received*
    where it was asked for and did not come, and *not asked*; one that is not here was not said."""
    sections: tuple[AssessedSection, ...] = ()
    """The sections assessed."""
    screening: Screening | None = None
    """The screening for risk of serious harm."""
    analysis: tuple[AnalysisPart, ...] = ()
    """The full analysis, section by section."""
    no_analysis: NoAnalysis | None = None
    """The decision not to make the full analysis."""
    risks: tuple[Risk, ...] = ()
    """The risks, by who is at risk."""

    @property
    def overall(self) -> Level | None:
        """The overall level: as signed, else the highest of its risks."""
        if self.level is not None:
            return self.level
        order = tuple(Level)
        return max((risk.level for risk in self.risks), key=order.index, default=None)


class Assessment(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Assessments, levels and scores."""

    harm: tuple[HarmLevel, ...] = ()
    """Levels of risk of serious harm over time, besides those of the assessments."""
    scores: tuple[Score, ...] = ()
    """Scores over time."""
    oasys: tuple[Oasys, ...] = ()
    """OASys assessments over time."""
