"""How long a warning counts, and limits for deciding, warning, breach and reviewing absences."""

from datetime import date

from throughcare.kernel.law import Dated, InForce, Setting

WARNING_MONTHS = Dated(
    "how long a warning counts",
    chosen_by="the day of the warning",
    unit="months, beginning with the day of the warning",
    since={
        date(2005, 4, 4): InForce(
            12, "Criminal Justice Act 2003, Schedule 8 paragraph 5, Schedule 12 paragraph 4 (7.1)"
        )
    },
)

DECIDE_ABSENCE_DAYS = Dated(
    "deciding whether an absence is acceptable",
    chosen_by="the day of the failure",
    unit="business days after the failure",
    since={date(2014, 6, 1): InForce(6, "practice on breach of orders (rules 5.1, S:18)")},
)

SEND_WARNING_DAYS = Dated(
    "sending a warning",
    chosen_by="the day of the decision that the absence is unacceptable",
    unit="business days after the decision",
    since={date(2014, 6, 1): InForce(2, "practice on breach of orders (rules 5.1, S:18)")},
)

REFER_BREACH_DAYS = Dated(
    "referring for breach, where a CRC holds the case",
    chosen_by="the day of the decision that the absence is unacceptable",
    unit="business days after the decision",
    since={
        date(2014, 6, 1): InForce(
            8, "CRC assurance measure on breach referrals (rules 6.1, 7.1, S:19, S:24)"
        )
    },
)

PRESENT_BREACH_DAYS = Dated(
    "presenting a breach to the court, where the NPS holds the case",
    chosen_by="the day of the decision that the absence is unacceptable",
    unit="business days after the decision",
    since={
        date(2014, 6, 1): InForce(
            10, "NPS performance measure SL014 on breach (rules 6.2, 7.1, S:21, S:24)"
        )
    },
)

_OURS = "a practitioner's judgement; a setting"

ABSENCES_IN_A_ROW = Setting(
    "acceptable absences in a row that call for a decision",
    3,
    "acceptable absences",
    f"duty calendar, review-acceptable-absences: {_OURS}",
)

ABSENCES_IN_ALL = Setting(
    "acceptable absences in all that call for a decision",
    5,
    "acceptable absences of one order, licence or supervision",
    f"duty calendar, review-acceptable-absences, after source 002: {_OURS}",
)

ABSENCES_FOR_A_MANAGER = Setting(
    "acceptable absences that call for a manager's decision",
    11,
    "acceptable absences of one order, licence or supervision",
    f"duty calendar, manager-review-absences, after source 002: {_OURS}",
)

REVIEW_ABSENCES_DAYS = Setting(
    "days to decide about acceptable absences",
    5,
    "working days after the absence is decided",
    f"duty calendar, review-acceptable-absences: {_OURS}",
)

MANAGER_REVIEW_DAYS = Setting(
    "days for a manager to decide about acceptable absences",
    5,
    "working days after the absence is decided",
    f"duty calendar, manager-review-absences: {_OURS}",
)
