"""How soon requirements and conditions are to be set in motion and begun."""

from datetime import date

from throughcare.kernel.casefile.sentences import RequirementKind
from throughcare.kernel.law import Dated, InForce, Setting

_CALENDAR = "a practitioner's judgement; a setting"

CLOCKED_KINDS = Setting(
    "requirements that have a clock of their own",
    (
        RequirementKind.PROGRAMME,
        RequirementKind.DRUG_REHABILITATION,
        RequirementKind.ALCOHOL_TREATMENT,
        RequirementKind.MENTAL_HEALTH_TREATMENT,
        RequirementKind.DRUG_TESTING,
        RequirementKind.RAR,
        RequirementKind.ACTIVITY,
        RequirementKind.UNPAID_WORK,
    ),
    "kinds of requirement or condition; curfew, exclusion, residence and the like have none",
    f"duty calendar, refer-requirement: {_CALENDAR}",
)

REFER_DAYS = Setting(
    "days to refer for a requirement",
    10,
    "working days after the requirement starts",
    f"duty calendar, refer-requirement: {_CALENDAR}",
)

ARRANGE_UNPAID_WORK_DAYS = Dated(
    "unpaid work arranged",
    chosen_by="the day the allocation is received",
    unit="business days after the allocation is received",
    since={date(2014, 6, 1): InForce(7, "CRC service level 6, unpaid work (rules 5.1, S:15)")},
)

START_DAYS = Setting(
    "days to begin a requirement",
    84,
    "days (12 weeks) after the requirement starts",
    f"duty calendar, start-requirement: {_CALENDAR}",
)

FIRST_DRUG_TEST_DAYS = Setting(
    "days to the first drug test",
    10,
    "working days after the condition starts",
    f"duty calendar, start-requirement: {_CALENDAR}",
)

START_UNPAID_WORK_DAYS = Setting(
    "days to the first session of unpaid work",
    25,
    "working days after the allocation is received",
    f"duty calendar, start-requirement: {_CALENDAR}",
)
