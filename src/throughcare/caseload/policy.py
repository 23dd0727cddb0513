"""Settings for who holds a case and how soon."""

from throughcare.kernel.law import Setting

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
