"""Settings for who holds a case and how soon."""

from throughcare.kernel.casefile.directory import Grade
from throughcare.kernel.casefile.person import RegistrationKind
from throughcare.kernel.law import Setting

DOMESTIC_ABUSE, CHILD_PROTECTION = "domestic abuse", "child protection"
LOOKED_AFTER = "looked-after child"
"""The kinds of case that a provider may give to probation officers alone."""

ASSIGN_OFFICER_DAYS = Setting(
    "days to assign a responsible officer",
    1,
    "working days after the allocation is received",
    "duty calendar, assign-officer: the yardstick inspectors measured (source 004); a setting",
)

AWAY_UNCOVERED_DAYS = Setting(
    "days an officer may be away without cover",
    11,
    "working days in a row; on the last of them the case counts as nobody's",
    "duty calendar, officer-in-post: a practitioner's judgement; a setting",
)

OFFICER_IN_POST = Setting(
    "days to put somebody in place of an officer who is gone",
    0,
    "days after the case became nobody's: the same day",
    "duty calendar, officer-in-post: a practitioner's judgement; a setting",
)

ASSIGN_RIGHT_GRADE_DAYS = Setting(
    "days to give a case to a grade that may hold it",
    5,
    "working days after the later of assignment and the fact that excludes the officer",
    "duty calendar, assign-right-grade: a practitioner's judgement; a setting",
)

PO_ONLY = Setting(
    "kinds of case for probation officers alone",
    (),
    "of domestic abuse, child protection and looked-after child; a provider may say otherwise",
    "duty calendar, assign-right-grade: providers differ (sources 000 and 002); a setting",
)

BELOW_PO = Setting(
    "grades that cases for probation officers alone exclude",
    (Grade.PSO, Grade.TRAINEE),
    "grades without the qualification of a probation officer",
    "duty calendar, assign-right-grade: a practitioner's judgement; a setting",
)

KINDS_BY_REGISTRATION = Setting(
    "registrations that make a case one of a kind",
    {
        RegistrationKind.DOMESTIC_ABUSE: DOMESTIC_ABUSE,
        RegistrationKind.CHILD_PROTECTION: CHILD_PROTECTION,
    },
    "kind of registration → kind of case",
    "duty calendar, assign-right-grade: a practitioner's judgement; a setting",
)

KINDS_BY_STATUS = Setting(
    "child protection statuses that make a case one of a kind",
    {"child protection plan": CHILD_PROTECTION, "looked after": LOOKED_AFTER},
    "status → kind of case",
    "duty calendar, assign-right-grade: a practitioner's judgement; a setting",
)
