"""How soon a sentence is allocated, and what sends it to the NPS."""

from datetime import date
from decimal import Decimal

from throughcare.kernel.law import Dated, InForce, Setting

ALLOCATE_DAYS = Dated(
    "allocating a sentence",
    chosen_by="the day of sentence",
    unit="business days after sentence: by the end of the second full one",
    since={
        date(2014, 6, 1): InForce(
            2, "NPS performance measure SL002, allocation after sentence (rules 2.3, 6.2, S:6)"
        )
    },
)

COMPLETE_CAS_DAYS = Dated(
    "signing RSR, RoSH screening and case allocation form",
    chosen_by="the day of sentence",
    unit="days after sentence: the same day",
    since={
        date(2014, 6, 1): InForce(
            0, "practice of the NPS at court: all three before the case is allocated (rules 2.3)"
        )
    },
)

RSR_FOR_NPS = Setting(
    "RSR from which a case goes to the NPS",
    Decimal("6.89"),
    "per cent within two years, as printed with two decimals",
    "rules 2.3: the instruction is quoted as 6.89; bands put High at 6.9; a setting",
)

REACH_AFTER = Setting(
    "days for which a court team still sees a case that it has passed on",
    28,
    "days after the hearing or the receipt",
    "a judgement: long enough for what is missing to be asked for; a setting",
)

CHASE_PAPERS_DAYS = Setting(
    "working days after which a paper that was asked for is asked for again",
    5,
    "working days after it was asked for, and after each time it was asked for again",
    "a judgement: the first appointment is to be within five; a setting",
)
