"""The first appointment of an order: within five business days of the day it was received."""

from tests.casefiles import contact, order

from throughcare.performance.tests.october.casefiles import (
    ENDED,
    EXCUSED,
    FIRST,
    LATE,
    MET,
    NOV,
    OCT,
    PLAN,
    PLANNED,
    SEP,
    Counts,
    Written,
    at,
    excusal,
    moved,
    on_order,
    plan,
    written_in,
)

CASES: Written = {}
case_of = written_in(CASES)

case_of(
    1,  # received on Tuesday 24 October: 25, 26, 27, 30, 31
    on_order("2017-10-24", at("2017-10-31", "2017-10-24", None)) | PLANNED,
    Counts(FIRST, OCT, MET),
)
case_of(
    2,  # the same, and nothing booked until the day after
    on_order("2017-10-24", at("2017-11-01", "2017-11-01")) | plan("2017-11-02"),
    Counts(FIRST, OCT, LATE),
)
case_of(
    3,  # Wednesday 25 October: 26, 27, 30, 31, 1 November
    on_order("2017-10-25", at("2017-11-01", "2017-11-01")) | plan("2017-11-02"),
    Counts(FIRST, NOV, MET),
)
case_of(
    4,  # Monday 25 September: 26, 27, 28, 29, Monday 2 October; booked on the last day for it
    on_order("2017-09-25", at("2017-10-02", "2017-10-02", "failed to attend")) | plan("2017-10-23"),
    Counts(FIRST, OCT, MET),
    Counts(PLAN, OCT, MET),  # nobody came: twenty days from 25 September end on Monday 23 October
)
case_of(
    5,  # Friday 22 September: 25, 26, 27, 28, 29; told on the telephone, which is no appointment
    on_order("2017-09-22", at("2017-09-28", "2017-09-25", mode="telephone")) | plan("2017-10-23"),
    Counts(FIRST, SEP, LATE),
    Counts(PLAN, OCT, LATE),  # twenty days from 22 September end on Friday 20 October
)
case_of(
    6,  # Wednesday 23 August: 24, 25, (28 is a bank holiday), 29, 30, 31
    on_order("2017-08-23", at("2017-09-01", "2017-08-24")) | plan("2017-09-25"),
    Counts(PLAN, SEP, LATE),  # from Friday 1 September: 4-8, 11-15, 18-22
)
case_of(
    7,  # Thursday 24 August: 25, 29, 30, 31, Friday 1 September; a video link counts
    on_order("2017-08-24", at("2017-09-01", "2017-08-24", mode="video")) | plan("2017-09-22"),
    Counts(FIRST, SEP, MET),
    Counts(PLAN, SEP, MET),
)
case_of(
    8,  # Saturday 30 September: 2, 3, 4, 5, 6
    on_order("2017-09-30", at("2017-10-09", "2017-10-02")) | plan("2017-10-10"),
    Counts(FIRST, OCT, LATE),
    Counts(PLAN, OCT, MET),  # from Monday 9 October: 10-13, 16-20, 23-27, 30
)

# Received on Monday 9 October: 10, 11, 12, 13, Monday the 16th.
case_of(
    10,
    on_order("2017-10-09") | PLANNED | excusal("2017-10-12", "2017-10-20"),
    Counts(FIRST, OCT, EXCUSED),
)
case_of(
    11,  # excused on the due day for that day
    on_order("2017-10-09") | PLANNED | excusal("2017-10-16", "2017-10-16"),
    Counts(FIRST, OCT, EXCUSED),
)
case_of(
    12,  # excused up to the eve
    on_order("2017-10-09") | PLANNED | excusal("2017-10-12", "2017-10-15"),
    Counts(FIRST, OCT, LATE),
)
case_of(
    13,  # excused afterwards
    on_order("2017-10-09") | PLANNED | excusal("2017-10-17", "2017-10-31"),
    Counts(FIRST, OCT, LATE),
)
case_of(
    14,
    on_order("2017-10-09", order={"ended": {"date": "2017-10-13", "because": "revoked"}}) | PLANNED,
    Counts(FIRST, OCT, ENDED),
)
case_of(
    15,  # it ended on the due day, which was still a day to do it on
    on_order("2017-10-09", order={"ended": {"date": "2017-10-16", "because": "revoked"}}) | PLANNED,
    Counts(FIRST, OCT, LATE),
)
case_of(
    16,
    on_order("2017-10-09", caseload=moved("2017-10-16", "2017-10-16")) | PLANNED,
    Counts(FIRST, OCT, LATE, "south"),
)
case_of(
    17,
    on_order("2017-10-09", caseload=moved("2017-10-17", "2017-10-17")) | PLANNED,
    Counts(FIRST, OCT, LATE),
)
case_of(
    18,  # it was to move on the 16th and was accepted on the 18th
    on_order("2017-10-09", caseload=moved("2017-10-16", "2017-10-18")) | PLANNED,
    Counts(FIRST, OCT, LATE),
)
case_of(
    19,  # it went to the NPS on the due day: no CRC answers for it, and SL001R is of CRCs
    on_order("2017-10-09", caseload=moved("2017-10-16", "2017-10-16", "court", "colin")) | PLANNED,
)
case_of(
    20,  # booked in time for a day in time, then moved to one that is not
    on_order(
        "2017-10-09",
        at(
            "2017-10-12",
            "2017-10-10",
            moves=[{"ref": "move", "moved_on": "2017-10-11", "date": "2017-10-18"}],
        ),
    )
    | PLANNED,
    Counts(FIRST, OCT, LATE),
)
case_of(
    21,  # moved from one day in time to another
    on_order(
        "2017-10-09",
        at(
            "2017-10-12",
            "2017-10-10",
            None,
            moves=[{"ref": "move", "moved_on": "2017-10-16", "date": "2017-10-16"}],
        ),
    )
    | PLANNED,
    Counts(FIRST, OCT, MET),
)
case_of(
    22,  # cancelled, and another booked on the last day for it
    on_order(
        "2017-10-09",
        at("2017-10-12", "2017-10-10", None, cancelled={"date": "2017-10-11"}),
        at("2017-10-16", "2017-10-16"),
    )
    | PLANNED,
    Counts(FIRST, OCT, MET),
)
case_of(
    23,  # cancelled and nothing after it
    on_order("2017-10-09", at("2017-10-12", "2017-10-10", None, cancelled={"date": "2017-10-11"}))
    | PLANNED,
    Counts(FIRST, OCT, LATE),
)
case_of(
    24,  # it took place in time without a booking, and was recorded in November
    on_order(
        "2017-10-09",
        contact("came", "2017-10-13", recorded_at="2017-11-02T09:00:00Z"),
    )
    | PLANNED,
    Counts(FIRST, OCT, MET),
    Counts(PLAN, NOV, MET),  # from Friday 13 October: 16-20, 23-27, 30-3 November
)
case_of(
    25,  # two orders received on 2 and 9 October: due on 9 and 16; one meeting each
    on_order("2017-10-02", at("2017-10-05", "2017-10-02"), at("2017-10-12", "2017-10-10"))
    | {
        "sentences": {
            "orders": [
                order(sentenced_on="2017-08-18"),
                order("second", sentenced_on="2017-10-06"),
            ]
        },
        "caseload": {
            "allocations": [
                {"ref": "a-1", "of": "order", "team": "north", "received_on": "2017-10-02"},
                {"ref": "a-2", "of": "second", "team": "north", "received_on": "2017-10-09"},
            ],
            "officers": [{"ref": "officer", "staff": "olga", "starts_on": "2017-10-02"}],
        },
    }
    | plan("2017-10-26"),
    Counts(FIRST, OCT, MET),
    Counts(FIRST, OCT, MET),
    # Seen on Thursday 5 October: 6, 9-13, 16-20, 23-26. On the 12th: 13, 16-20, 23-27, 30-2 Nov.
    Counts(PLAN, OCT, MET),
    Counts(PLAN, NOV, MET),
)
case_of(
    26,  # two orders received on one day, one appointment too late for both
    on_order("2017-10-02", at("2017-10-10", "2017-10-10"))
    | {
        "sentences": {
            "orders": [
                order(sentenced_on="2017-08-18"),
                order("second", sentenced_on="2017-08-18"),
            ]
        },
        "caseload": {
            "allocations": [
                {"ref": "a-1", "of": "order", "team": "north", "received_on": "2017-10-02"},
                {"ref": "a-2", "of": "second", "team": "north", "received_on": "2017-10-02"},
            ],
            "officers": [{"ref": "officer", "staff": "olga", "starts_on": "2017-10-02"}],
        },
    }
    | plan("2017-11-01"),
    Counts(FIRST, OCT, LATE),
    Counts(FIRST, OCT, LATE),
    Counts(PLAN, OCT, LATE),  # from Tuesday 10 October: 11-13, 16-20, 23-27, 30, 31
    Counts(PLAN, OCT, LATE),
)
case_of(
    27,  # recorded in error: nothing was ever received
    on_order("2017-10-09")
    | {
        "sentences": {
            "orders": [
                order(
                    sentenced_on="2017-08-18",
                    in_error={"recorded_at": "2017-10-20T09:00:00Z", "because": "Not this person."},
                )
            ]
        }
    },
)
