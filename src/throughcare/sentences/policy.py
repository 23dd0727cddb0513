"""Between which lengths the law lets a court make an order and its unpaid work."""

from datetime import date

from throughcare.kernel.law import Dated, InForce, Setting

UNPAID_WORK_HOURS = Dated(
    "hours of unpaid work in an order",
    chosen_by="the day of sentence",
    unit="hours, the fewest and the most",
    since={
        date(2005, 4, 4): InForce(
            (40, 300), "Criminal Justice Act 2003, section 199(2) (rules 8, S:27, S:28)"
        )
    },
)

COMMUNITY_ORDER_MONTHS = Setting(
    "length of a community order",
    (1, 36),
    "months, the fewest and the most",
    "Criminal Justice Act 2003, section 177(5): at most three years; a setting, since the rules do "
    "not print it",
)

SUSPENDED_ORDER_MONTHS = Setting(
    "length of a suspended sentence order",
    (6, 24),
    "months, the fewest and the most",
    "Criminal Justice Act 2003, section 189: six months to two years; a setting, since the rules "
    "do not print it",
)
