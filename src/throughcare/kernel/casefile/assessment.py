"""The results of assessment that other areas rely on."""

from datetime import date as Day
from enum import StrEnum

import msgspec

from throughcare.kernel.casefile.facts import Item


class Level(StrEnum):
    """Levels of risk of serious harm."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    VERY_HIGH = "very high"


class HarmLevel(Item, frozen=True, kw_only=True):
    """A level of risk of serious harm, in force from the day it was signed."""

    level: Level
    """The overall level in the community."""
    signed_on: Day
    """The day on which the assessment that gives the level was signed."""


class Score(Item, frozen=True, kw_only=True):
    """The likelihood of reoffending by OGRS3."""

    percent_two_year: int
    """The two-year figure, a whole percentage from 1 to 99."""
    scored_on: Day
    """The day of the score."""


class Assessment(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Levels and scores."""

    harm: tuple[HarmLevel, ...] = ()
    """Levels of risk of serious harm over time."""
    scores: tuple[Score, ...] = ()
    """OGRS3 scores over time."""
