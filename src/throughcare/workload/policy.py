"""Tiers and workload points, as the Ministry of Justice published them, and what counts as full."""

from decimal import Decimal
from typing import Any

from throughcare.kernel.casefile.assessment import Level
from throughcare.kernel.casefile.person import RegistrationKind
from throughcare.kernel.casefile.sentences import RequirementKind
from throughcare.kernel.law import InForce, Setting

_TIER = "Ministry of Justice, hmpps-tier (MIT licence): calculators and tests (rules 4.1, S:9)"
_POINTS = "Ministry of Justice, wmt-worker and hmpps-workload, seed data (rules 4.2, S:12, S:13)"
_JUDGED = "a practitioner's judgement; a setting"

# The version of the tier model and of the points chooses these, no date does: hence InForce.

RSR_POINTS = InForce(((Decimal("7.00"), 20), (Decimal("3.00"), 10), (Decimal(0), 0)), _TIER)
"""protect points for RSR: from which percentage, of two decimals"""

HARM_POINTS = InForce({Level.VERY_HIGH: 150, Level.HIGH: 20, Level.MEDIUM: 10, Level.LOW: 0}, _TIER)
"""protect points for the level of risk of serious harm; the higher of this and RSR counts"""

MAPPA_POINTS = InForce({3: 150, 2: 150, 1: 5}, _TIER)
"""protect points for the MAPPA level"""

COMPLEXITY_POINTS = InForce(2, _TIER)
"""protect points for each register of complexity"""

COMPLEXITY = InForce(
    (
        RegistrationKind.MENTAL_HEALTH,
        RegistrationKind.SELF_HARM,
        RegistrationKind.VULNERABLE,
        RegistrationKind.CHILD_CONCERNS,
        RegistrationKind.CHILD_PROTECTION,
        RegistrationKind.RISK_TO_CHILDREN,
        RegistrationKind.PUBLIC_INTEREST,
        RegistrationKind.GANGS,
    ),
    f"{_TIER}; adult at risk and terrorism are no registrations of this record",
)
"""registers of complexity"""

WOMEN_POINTS = InForce(2, _TIER)
"""protect points for each factor counted for women alone"""

BREACH_YEARS = InForce(1, _TIER)
"""years in which a breach or recall counts, for women"""

PROTECT_LETTERS = InForce(((150, "A"), (20, "B"), (10, "C"), (0, "D")), _TIER)
"""tier: the letter, from how many protect points"""

IOM_POINTS = InForce(2, _TIER)
"""change points for integrated offender management"""

NEED_POINTS = InForce({"need": 1, "severe need": 2}, _TIER)
"""change points for a need, before its weight"""

NEED_WEIGHTS = InForce({3: 1, 4: 1, 6: 1, 7: 1, 8: 1, 9: 1, 11: 2, 12: 2}, _TIER)
"""change points: the weight of each section; the others count nothing"""

CHANGE_DIGITS = InForce(((20, 3), (10, 2), (0, 1)), _TIER)
"""tier: the digit, from how many change points"""

NO_MANDATE_DIGIT = InForce(0, _TIER)
"""tier: the digit where nothing gives a mandate for change"""

NOT_ASSESSED_DIGIT = InForce(2, _TIER)
"""tier: the digit where there is no current assessment"""

ASSESSMENT_WEEKS = Setting(
    "weeks for which an assessment counts as current for the tier",
    55,
    "weeks after its signature; 0 says that any signed assessment counts",
    "practice as practitioners tell it, confidence medium: the source says *current* alone",
)

RESTRICTIVE = InForce(
    (
        RequirementKind.CURFEW,
        RequirementKind.EXCLUSION,
        RequirementKind.RESIDENCE,
        RequirementKind.PROHIBITED_ACTIVITY,
        RequirementKind.NON_CONTACT,
        RequirementKind.ELECTRONIC_MONITORING,
    ),
    f"{_TIER}; the kinds are ours, by the words of the source: restrictive requirements",
)
"""requirements that restrict, and give no mandate for change"""

CASE_POINTS: InForce = InForce(
    {
        # tier: community, custody, licence
        "A3": (206, 75, 219),
        "A2": (158, 60, 175),
        "A1": (146, 59, 163),
        "A0": (110, 0, 0),
        "B3": (146, 59, 161),
        "B2": (115, 48, 132),
        "B1": (102, 47, 119),
        "B0": (72, 0, 0),
        "C3": (79, 30, 77),
        "C2": (63, 24, 65),
        "C1": (50, 23, 52),
        "C0": (35, 0, 0),
        "D3": (51, 17, 51),
        "D2": (41, 14, 43),
        "D1": (29, 13, 31),
        "D0": (29, 0, 0),
    },
    _POINTS,
)
"""workload points of a case: community, custody, licence"""

STANDARD_REPORT_POINTS = InForce(138, _POINTS)
"""workload points of a standard delivery report"""

FAST_REPORT_POINTS = InForce(65, _POINTS)
"""workload points of a fast or oral report, or of one converted from a standard report"""

FAST_REPORT_DAYS = InForce(30, _POINTS)
"""days for which a fast or oral report counts"""

PAROLE_REPORT_POINTS = InForce(120, _POINTS)
"""workload points of a parole report"""

ARMS_POINTS = InForce({"licence": 35, "community": 69}, _POINTS)
"""workload points of an assessment by ARMS"""

STILL_COUNTS = InForce({"warrant": 0, "overdue termination": 0, "unpaid work": 100}, _POINTS)
"""percentage of its points that an inactive case still counts"""

TARGET_POINTS = InForce(2176, _POINTS)
"""nominal target of points for a PO, and for a PSO or SPO where none is set"""

DEFAULT_HOURS = InForce(37, _POINTS)
"""hours a week for which the target is meant"""

REDUCTIONS: InForce = InForce(
    {
        "trainee, first six months": 0.80,
        "trainee, second six months": 0.60,
        "trainee, third six months": 0.40,
        "newly qualified officer": 0.20,
        "PSO learning": 0.20,
        "VQ3": 0.05,
        "level 4 or 5 access": 0.10,
        "lead for a subject": 0.05,
        "trade union": 0.50,
        "long-term sickness": 1.0,
        "maternity": 1.0,
        "adoption": 1.0,
        "special leave": 1.0,
    },
    f"{_POINTS}; for a lead and for trade union work the most",
)
"""shares of the hours that are not for cases"""

FULL_PERCENT = Setting(
    "capacity at which an officer is full", 100, "per cent of the points", f"rules 4.2: {_JUDGED}"
)

ACT_PERCENT = Setting(
    "capacity over which a manager has to act",
    110,
    "per cent of the points",
    f"rules 4.2, confidence medium: {_JUDGED}",
)

MANY_CASES = Setting(
    "cases above which officers say they cannot manage",
    50,
    "cases of one officer",
    "HM Inspectorate of Probation, annual report 2019/20: what officers say; a setting",
)

TOO_MANY_CASES = Setting(
    "cases above which one officer is not to go",
    75,
    "cases of one officer",
    f"ours, half as many again as officers say they can manage: {_JUDGED}",
)

NEEDED_TRAINING: dict[str, Any] = {
    "domestic abuse": Setting(
        "registrations that call for training in domestic abuse",
        (RegistrationKind.DOMESTIC_ABUSE, RegistrationKind.DOMESTIC_ABUSE_VICTIM),
        "kinds of registration",
        f"assignment: {_JUDGED}",
    ),
    "child safeguarding": Setting(
        "registrations that call for training in child safeguarding",
        (
            RegistrationKind.CHILD_PROTECTION,
            RegistrationKind.CHILD_CONCERNS,
            RegistrationKind.RISK_TO_CHILDREN,
        ),
        "kinds of registration; a status of child in need, child protection plan or looked after"
        " calls for it too",
        f"assignment: {_JUDGED}",
    ),
    "sexual offending": Setting(
        "registrations that call for training in sexual offending",
        (RegistrationKind.SEX_OFFENDER,),
        "kinds of registration",
        f"assignment: {_JUDGED}",
    ),
}
