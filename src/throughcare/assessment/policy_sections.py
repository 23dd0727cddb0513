"""Needs by section, and how soon assessments are made, completed and analysed."""

from datetime import date

from throughcare.information.policy import DRINK, DRUGS
from throughcare.kernel.casefile.assessment import Level
from throughcare.kernel.casefile.directory import Grade
from throughcare.kernel.casefile.information import ItemKind
from throughcare.kernel.casefile.person import RegistrationKind
from throughcare.kernel.law import Dated, InForce, Setting

_SECTIONS = "OASys sections and thresholds as published (rules 3.1, S:8, S:9)"
_JUDGED = "a practitioner's judgement; a setting"

# The version of OASys chooses these, no date does: hence InForce and not Dated.
# Drugs and drink stand in the policy of information, whose duties need them too.
_BOTH = {section: (items, lowest) for section, items, lowest in (DRUGS.value, DRINK.value)}

NEED_ITEMS = InForce(
    {
        3: ("3.3", "3.4", "3.5", "3.6"),
        4: ("4.2", "4.3", "4.4", "4.5"),
        6: ("6.1", "6.3", "6.6"),
        7: ("7.2", "7.3", "7.5"),
        8: _BOTH[8][0],
        9: _BOTH[9][0],
        11: ("11.5", "11.6", "11.7", "11.9"),
        12: ("12.1", "12.4", "12.5", "12.8"),
    },
    _SECTIONS,
)
"""needs: the items that count, by section"""

NEED_FROM = InForce(
    {3: 2, 4: 3, 6: 2, 7: 2, 8: _BOTH[8][1], 9: _BOTH[9][1], 11: 4, 12: 2}, _SECTIONS
)
"""needs: the points from which a section is a need"""

SEVERE_NEED_FROM = InForce({3: 7, 4: 7, 6: 5, 7: 5, 8: 8, 9: 7, 11: 7, 12: 7}, _SECTIONS)
"""needs: the points from which a need is severe"""

INITIAL_DAYS = Dated(
    "first assessment and plan after the first appointment",
    chosen_by="the day the allocation is received, or of release",
    unit="business days after the first appointment attended",
    since={
        date(2014, 6, 1): InForce(15, "CRC performance measures, first plan (rules 5.1, S:14)"),
    },
)

INITIAL_BACKSTOP_DAYS = Setting(
    "first assessment and plan where the first appointment is late",
    20,
    "business days after allocation or release, in which the first appointment moves the limit",
    f"duty calendar, initial-assessment: {_JUDGED}",
)

ANALYSE_HARM_DAYS = Setting(
    "days to analyse harm where low stands against an indicator",
    5,
    "working days after the low level and the indicator both stand",
    f"duty calendar, analyse-harm: {_JUDGED}",
)

HARM_REGISTRATIONS = Setting(
    "registrations that speak against a low level",
    (
        RegistrationKind.DOMESTIC_ABUSE,
        RegistrationKind.RISK_TO_CHILDREN,
        RegistrationKind.CHILD_PROTECTION,
        RegistrationKind.CHILD_CONCERNS,
        RegistrationKind.WEAPONS,
        RegistrationKind.GUNS,
        RegistrationKind.GANGS,
        RegistrationKind.RISK_TO_STAFF,
        RegistrationKind.SEX_OFFENDER,
    ),
    "kinds of registration",
    f"duty calendar, analyse-harm: {_JUDGED}",
)

HARM_ITEMS = Setting(
    "incoming items that speak against a low level",
    (ItemKind.CALLOUT, ItemKind.ARREST),
    "kinds of item",
    f"duty calendar, analyse-harm: {_JUDGED}",
)

COMPLETE_ASSESSMENT_DAYS = Setting(
    "days to fill the gaps in a signed assessment",
    10,
    "working days after it was signed",
    f"duty calendar, complete-assessment: {_JUDGED}, and ours: the first calendar has no such row",
)

_COUNTERSIGNED = "practice as practitioners tell it, confidence medium (rules 3.3); a setting"

COUNTERSIGN_FROM = Setting(
    "level of risk of serious harm from which a manager countersigns",
    Level.HIGH,
    "the lowest overall level in the community",
    _COUNTERSIGNED,
)

COUNTERSIGNED_GRADES = Setting(
    "officers whose assessments a manager countersigns",
    (Grade.PSO, Grade.TRAINEE),
    "grades without the qualification of a probation officer",
    _COUNTERSIGNED,
)
