"""Limits for first appointments, recording, and being seen."""

from datetime import date

from throughcare.kernel.law import Dated, InForce, Setting

FIRST_APPOINTMENT_ORDER = Dated(
    "first appointment of a community or suspended sentence order",
    chosen_by="the day the allocation is received",
    unit="business days after the allocation is received",
    since={
        date(2014, 6, 1): InForce(
            5, "CRC and NPS performance measures, first appointments (rules 5.1, S:6, S:14)"
        )
    },
)

FIRST_APPOINTMENT_RELEASE = Dated(
    "first appointment after release",
    chosen_by="the day of release",
    unit="business days after release",
    since={
        date(2014, 6, 1): InForce(
            1, "CRC and NPS performance measures, first appointments (rules 5.1, S:6, S:14)"
        )
    },
)

RECORD_OUTCOME_DAYS = Dated(
    "recording the outcome and asking for the reason",
    chosen_by="the day of the appointment",
    unit="working days after the appointment",
    since={date(2014, 6, 1): InForce(2, "practice on breach of orders (rules 5.1, S:18)")},
)

COMPLETE_CONTACT_DAYS = Setting(
    "completing a contact",
    2,
    "working days after attendance was saved",
    "duty calendar, complete-contact: a practitioner's judgement; a setting",
)

SEE_THE_PERSON_GRACE = Setting(
    "grace beyond the contact interval",
    5,
    "working days after the interval",
    "duty calendar, see-the-person: a practitioner's judgement; a setting",
)
