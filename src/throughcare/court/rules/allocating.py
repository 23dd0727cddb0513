"""To whom does the case go: the NPS or the CRC of the area?

Rules 2.3, in the order of its table: MAPPA, risk of serious harm, RSR, public interest,
deportation, held by the NPS already, else the CRC. Nothing is decided while the RSR, the
screening or the form is missing.

Not here: deferred sentences and restricted patients, which a senior officer decides by departing
from the rule; who may depart from it (actions); re-allocation when the risk rises later.
"""

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum

import msgspec

from throughcare.court.policy import RSR_FOR_NPS
from throughcare.kernel.casefile.assessment import Level
from throughcare.kernel.law import Decision
from throughcare.kernel.regime import TRANSFORMING_REHABILITATION, Regime

SOURCE = "Case allocation under Transforming Rehabilitation (rules 2.3)"


class Outcome(StrEnum):
    """What the rule gives."""

    NPS = "nps"
    CRC = "crc"
    CANNOT = "cannot allocate"


class Why(StrEnum):
    """The reason, in the order in which the rule asks."""

    MISSING = "missing"
    MAPPA = "MAPPA"
    HARM = "risk of serious harm"
    RSR = "RSR"
    PUBLIC_INTEREST = "public interest"
    DEPORTATION = "deportation"
    HELD = "held by the NPS"
    NONE = "none of them"


class Missing(StrEnum):
    """What has to be there before anything is decided."""

    RSR = "RSR"
    SCREENING = "RoSH screening"
    LEVEL = "level of risk of serious harm"
    FORM = "case allocation form"


class Grounds(msgspec.Struct, frozen=True, kw_only=True):
    """What the decision rests on; what is None is not known."""

    mappa: bool | None
    """Whether the person is eligible for MAPPA, in any category."""
    harm: Level | None
    rsr: Decimal | None
    """The percentage of two years, as printed."""
    public_interest: bool = False
    deportation: bool = False
    held_by_nps: bool = False
    missing: tuple[Missing, ...] = ()


def allocate(grounds: Grounds, regime: Regime = TRANSFORMING_REHABILITATION) -> Decision:
    """Return to whom the case goes, with why, or that it cannot be said and what is missing."""
    threshold = regime.of(RSR_FOR_NPS)
    if lacking(grounds):
        return Decision(Outcome.CANNOT, Why.MISSING, SOURCE)
    assert grounds.rsr is not None
    for holds, why, source in (
        (grounds.mappa, Why.MAPPA, SOURCE),
        (grounds.harm in (Level.HIGH, Level.VERY_HIGH), Why.HARM, SOURCE),
        (grounds.rsr >= threshold.value, Why.RSR, threshold.source),
        (grounds.public_interest, Why.PUBLIC_INTEREST, SOURCE),
        (grounds.deportation, Why.DEPORTATION, SOURCE),
        (grounds.held_by_nps, Why.HELD, SOURCE),
    ):
        if holds:
            return Decision(Outcome.NPS, why, source)
    return Decision(Outcome.CRC, Why.NONE, SOURCE)


def _unknown(grounds: Grounds, named: Sequence[Missing]) -> list[Missing]:
    """What the grounds lack and nobody has named yet."""
    found = []
    if grounds.rsr is None:
        found.append(Missing.RSR)
    if grounds.harm is None and Missing.SCREENING not in named:
        found.append(Missing.LEVEL)
    if grounds.mappa is None:
        found.append(Missing.FORM)
    return [each for each in found if each not in named]


def lacking(grounds: Grounds) -> tuple[Missing, ...]:
    """Return what has to be there before anything is decided, in the order of the table."""
    found = {*grounds.missing, *_unknown(grounds, grounds.missing)}
    return tuple(each for each in Missing if each in found)
