"""Cases whose duties fall due around October 2017, each with how it counts, worked out on paper.

Nothing here is worked out by a rule of the product: every day was counted on this calendar.
31 October is a Tuesday and 1 November a Wednesday; 28 August is a bank holiday.

    Mon Tue Wed Thu Fri Sat Sun        Mon Tue Wed Thu Fri Sat Sun
     21  22  23  24  25  26  27 Aug      2   3   4   5   6   7   8 Oct
    (28) 29  30  31   1   2   3          9  10  11  12  13  14  15
      4   5   6   7   8   9  10         16  17  18  19  20  21  22
     11  12  13  14  15  16  17         23  24  25  26  27  28  29
     18  19  20  21  22  23  24         30  31   1   2   3   4   5 Nov
     25  26  27  28  29  30   1 Oct      6   7   8   9  10  11  12
"""

from typing import Any, NamedTuple

from tests.casefiles import at_court, contact, document, licence, order

from throughcare.performance.tests.measured import held, shared

SEP, OCT, NOV = "2017-09", "2017-10", "2017-11"
FIRST, RELEASED, PLAN, ALLOCATED = "SL001R", "SL002R", "SL003", "NPS-SL002"
REFERRED, PRESENTED = "AE", "NPS-SL014"
MET, LATE, EXCUSED, ENDED, AGAINST = "met", "late", "excused", "ended", "decided against"


class Counts(NamedTuple):
    """How one duty of a case counts: in which figure, of which month, how, and for which team."""

    measure: str
    month: str
    outcome: str
    team: str = "north"


def on_order(received_on: str, *contacts: Any, **more: Any) -> dict[str, Any]:
    """An order of 18 August received by the north team on a day."""
    caseload = held(received_on=received_on, **more.pop("caseload", {}))
    about = order(sentenced_on="2017-08-18", **more.pop("order", {}))
    return {"sentences": {"orders": [about]}, "caseload": caseload, "contacts": list(contacts)} | (
        more
    )


def released(*licences: Any, **more: Any) -> dict[str, Any]:
    """A release on licence, held by the north team since the sentence."""
    custody = {"ref": "custody", "sentenced_on": "2017-01-06", "months": 30, "licences": licences}
    return {
        "sentences": {"custody": [custody | more.pop("custody", {})]},
        "caseload": held(of="custody", received_on="2017-01-09"),
    } | more


def at(on: str, made: str, result: str | None = "attended", **more: Any) -> dict[str, Any]:
    """An appointment for a day, booked on another."""
    return contact(f"on-{on}", on, result, booked_on=made, **more)


def plan(signed_on: str, **more: Any) -> dict[str, Any]:
    """A signed plan, so that nothing else of planning matters."""
    return {"planning": {"plans": [{"ref": "plan", "signed_on": signed_on} | more]}}


PLANNED = plan("2017-09-01")
"""A plan early enough for every order here, so that SL003 is met."""


def excusal(date: str, until: str) -> dict[str, Any]:
    """The booking of a first appointment due on 16 October is excused."""
    return {
        "excusals": [
            {
                "ref": "excusal",
                "code": "arrange-first-appointment",
                "about": "order",
                "opening": "allocation",
                "opened_on": "2017-10-09",
                "due_on": "2017-10-16",
                "date": date,
                "until": until,
                "because": "In hospital.",
                "by": "sam",
            }
        ]
    }


def moved(effective_on: str, accepted: str, to_team: str = "south", to: str = "petra") -> Any:
    """A transfer to another team."""
    return {
        "transfers": [
            {
                "ref": "transfer",
                "to_team": to_team,
                "to_officer": to,
                "effective_on": effective_on,
                "accepted": {"date": accepted},
            }
        ]
    }


def failing(decided_on: str, outcome: str = "", on: str = "", team: str = "north") -> Any:
    """Warned on 4 September, failed again on 12 October; what was decided of it, on which day."""
    who = "colin" if team == "court" else "olga"
    failure = at("2017-10-12", "2017-10-02", "failed to attend")
    failure["decision"] = {"acceptable": False, "decided_on": decided_on}
    warned = {"ref": "warned", "of": "order", "sent_on": "2017-09-04", "by": who}
    enforcement: dict[str, Any] = {"warnings": [warned]}
    if outcome:
        breach = {"ref": "breach", "of": "order", "failure": "on-2017-10-12", "outcome": outcome}
        enforcement["breaches"] = [breach | {"decided_on": on, "because": "Said why."}]
    return {
        "sentences": {"orders": [order(sentenced_on="2017-07-03")]},
        "caseload": held(team, "2017-07-05", staff=who),
        "contacts": [at("2017-07-06", "2017-07-05"), failure],
        "enforcement": enforcement,
    } | plan("2017-07-10")


def sentenced(on: str, decided_on: str | None = None, **more: Any) -> dict[str, Any]:
    """An order at the court team, allocated on a day or not yet."""
    decision = {"decided_on": decided_on, "provider": "crc"} if decided_on else None
    court = at_court("order", on, decision=decision) | {"team": "court", "officer": "colin"}
    about = order(sentenced_on=on, **more)
    return {"sentences": {"orders": [about]}, "court": {"allocations": [court]}, "caseload": {}}


CASES: dict[str, tuple[dict[str, Any], list[Counts]]] = {}
"""Under each number the case, and how it counts from September to 5 November 2017."""


def case_of(number: int, sections: dict[str, Any], *counts: Counts) -> None:
    """Write down a case and how it counts."""
    CASES[f"X5{number:05}"] = sections, list(counts)


# The first appointment of an order: within five business days of the day it was received.
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

# The first appointment after release: within one business day.
case_of(
    40,  # Friday 29 September: Monday 2 October
    released(licence(released_on="2017-09-29"), contacts=[at("2017-10-02", "2017-09-27")]),
    Counts(RELEASED, OCT, MET),
)
case_of(
    41,
    released(licence(released_on="2017-09-29"), contacts=[at("2017-10-03", "2017-09-27")]),
    Counts(RELEASED, OCT, LATE),
)
case_of(42, released(licence(released_on="2017-10-30")), Counts(RELEASED, OCT, LATE))
case_of(43, released(licence(released_on="2017-10-31")), Counts(RELEASED, NOV, LATE))
case_of(
    44,  # seen on the day of release
    released(licence(released_on="2017-10-13"), contacts=[at("2017-10-13", "2017-10-02")]),
    Counts(RELEASED, OCT, MET),
)
case_of(
    45,  # released on Monday 2nd and seen on the 3rd; recalled; released again on Friday 20th
    released(
        licence(
            "first",
            "2017-10-02",
            recall={"date": "2017-10-10", "returned_on": "2017-10-10", "kind": "standard"},
        ),
        licence("again", "2017-10-20"),
        contacts=[at("2017-10-03", "2017-09-28"), at("2017-10-24", "2017-10-20")],
    ),
    Counts(RELEASED, OCT, MET),
    Counts(RELEASED, OCT, LATE),
)
case_of(
    46,  # supervision that follows the licence is no release
    released(
        licence(
            released_on="2017-03-01",
            expires_on="2017-10-01",
            ended={"date": "2017-10-01", "because": "expired"},
        ),
        custody={"supervision": {"ref": "supervision", "starts_on": "2017-10-02"}},
        contacts=[at("2017-03-01", "2017-02-20")],
    ),
)
case_of(
    47,  # released straight into supervision, without a licence
    released(custody={"supervision": {"ref": "supervision", "starts_on": "2017-10-03"}}),
)
case_of(
    48,  # recalled on the due day, Tuesday 17 October, and not seen
    released(
        licence(
            released_on="2017-10-16",
            recall={"date": "2017-10-17", "returned_on": "2017-10-17", "kind": "standard"},
        )
    ),
    Counts(RELEASED, OCT, LATE),
)
case_of(
    49,  # recalled on the day of release, before it was due
    released(
        licence(
            released_on="2017-10-16",
            recall={"date": "2017-10-16", "returned_on": "2017-10-16", "kind": "standard"},
        )
    ),
    Counts(RELEASED, OCT, ENDED),
)

# The plan: within fifteen business days of the first appointment attended.
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

# Allocation: by the end of the second full business day after sentence.
case_of(80, sentenced("2017-10-27", "2017-10-31"), Counts(ALLOCATED, OCT, MET, "court"))
case_of(81, sentenced("2017-10-27", "2017-11-01"), Counts(ALLOCATED, OCT, LATE, "court"))
case_of(82, sentenced("2017-10-30", "2017-10-31"), Counts(ALLOCATED, NOV, MET, "court"))
case_of(83, sentenced("2017-09-28", "2017-09-28"), Counts(ALLOCATED, OCT, MET, "court"))
case_of(84, sentenced("2017-09-27"), Counts(ALLOCATED, SEP, LATE, "court"))
case_of(
    85,  # revoked on appeal on Monday 30 October, before the second day was over
    sentenced("2017-10-27", ended={"date": "2017-10-30", "because": "revoked"}),
    Counts(ALLOCATED, OCT, ENDED, "court"),
)

# Breach: eight business days for a CRC, ten for the NPS, from the day it was found unacceptable.
case_of(
    100,  # Thursday 19 October: 20, 23-27, 30, 31
    failing("2017-10-19", "referred", "2017-10-31"),
    Counts(REFERRED, OCT, MET),
)
case_of(101, failing("2017-10-19", "referred", "2017-11-01"), Counts(REFERRED, OCT, LATE))
case_of(102, failing("2017-10-20", "referred", "2017-11-01"), Counts(REFERRED, NOV, MET))
case_of(103, failing("2017-10-19"), Counts(REFERRED, OCT, LATE))
case_of(104, failing("2017-10-19", "not breached", "2017-10-31"), Counts(REFERRED, OCT, AGAINST))
case_of(105, failing("2017-10-19", "not breached", "2017-11-01"), Counts(REFERRED, OCT, LATE))
case_of(
    106,  # Tuesday 17 October: 18-20, 23-27, 30, 31
    failing("2017-10-17", "presented", "2017-10-31", "court"),
    Counts(PRESENTED, OCT, MET, "court"),
)
case_of(
    107,
    failing("2017-10-17", "presented", "2017-11-01", "court"),
    Counts(PRESENTED, OCT, LATE, "court"),
)
case_of(
    108,
    failing("2017-10-18", "presented", "2017-11-01", "court"),
    Counts(PRESENTED, NOV, MET, "court"),
)


def documents(*numbers: int) -> list[dict[str, Any]]:
    """Every case, or those with these numbers, as the files that are loaded."""
    wanted = [f"X5{number:05}" for number in numbers] or list(CASES)
    return [document(crn=crn, directory=shared(), **_named(crn), **CASES[crn][0]) for crn in wanted]


def _named(crn: str) -> dict[str, Any]:
    name = {"ref": "name", "given": "Ari", "family": f"Case {crn[-3:]}"}
    return {
        "person": {
            "particulars": {"ref": "person", "date_of_birth": "1985-05-05", "sex": "M"},
            "names": [name],
        }
    }
