"""The plan: within fifteen business days of the first appointment attended."""

from throughcare.performance.tests.october.casefiles import (
    ENDED,
    FIRST,
    LATE,
    MET,
    NOV,
    OCT,
    PLAN,
    Counts,
    Written,
    at,
    on_order,
    plan,
    written_in,
)

CASES: Written = {}
case_of = written_in(CASES)

case_of(
    60,  # seen on Tuesday 10 October: 11-13, 16-20, 23-27, 30, 31
    on_order("2017-10-09", at("2017-10-10", "2017-10-09")) | plan("2017-10-31"),
    Counts(FIRST, OCT, MET),
    Counts(PLAN, OCT, MET),
)
case_of(
    61,
    on_order("2017-10-09", at("2017-10-10", "2017-10-09")) | plan("2017-11-01"),
    Counts(FIRST, OCT, MET),
    Counts(PLAN, OCT, LATE),
)
case_of(
    62,  # seen on Wednesday 11 October: one day later, 1 November
    on_order("2017-10-09", at("2017-10-11", "2017-10-09")) | plan("2017-11-01"),
    Counts(FIRST, OCT, MET),
    Counts(PLAN, NOV, MET),
)
case_of(
    63,  # received on Monday 2 October, nobody seen: 3-6, 9-13, 16-20, 23-27, 30
    on_order("2017-10-02", at("2017-10-05", "2017-10-02", "failed to attend")),
    Counts(FIRST, OCT, MET),
    Counts(PLAN, OCT, LATE),
)
case_of(
    64,  # first seen on the twentieth day: 31, 1-3, 6-10, 13-17, 20 November
    on_order("2017-10-02", at("2017-10-30", "2017-10-27")),
    Counts(FIRST, OCT, LATE),
)
case_of(
    65,  # first seen on the day after the twentieth: the twentieth stands
    on_order("2017-10-02", at("2017-10-31", "2017-10-27")) | plan("2017-10-31"),
    Counts(FIRST, OCT, LATE),
    Counts(PLAN, OCT, LATE),
)
case_of(
    66,  # the order ended on the eve of the last day
    on_order(
        "2017-10-09",
        at("2017-10-10", "2017-10-09"),
        order={"ended": {"date": "2017-10-30", "because": "revoked"}},
    ),
    Counts(FIRST, OCT, MET),
    Counts(PLAN, OCT, ENDED),
)
