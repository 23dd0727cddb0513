"""S1: the first appointment later than five working days; after release, than the next.

It is to surface before it is late, not after.
"""

from tests.casefiles import contact, custody, held_on_licence, licence
from tests.failings.command import CaseInAFile

BOTH = {"arrange-first-appointment", "hold-first-appointment"}


def states(case, on):
    return {row["code"]: row["state"] for row in case.rows(on) if row["code"] in BOTH}


def test_an_order_surfaces_from_the_day_it_was_received_and_fails_after_five_days(tmp_path):
    booked = contact("c-1", "2017-03-15", booked_on="2017-03-08")
    case = CaseInAFile(tmp_path, contacts=[booked])

    assert set(states(case, "2017-03-06").values()) == {"due-soon"}
    # A booking for a day beyond the limit arranges nothing.
    assert set(states(case, "2017-03-10").values()) == {"due-soon"}
    assert {code: case.failing("2017-03-13")[code] for code in BOTH} == dict.fromkeys(
        BOTH, "2017-03-11"
    )
    assert set(states(case, "2017-03-15").values()) == {"met-late"}
    row = case.row("2017-03-13", "hold-first-appointment")
    assert (row["failings"], row["weight"], row["owner"]["staff"]) == (["S1"], 2, "olga")


def test_a_release_on_a_friday_is_to_be_seen_on_monday(tmp_path):
    case = CaseInAFile(
        tmp_path,
        sentences=custody(licence(released_on="2017-03-03")),
        caseload=held_on_licence("licence", "2017-02-27"),
    )
    assert set(states(case, "2017-03-03").values()) == {"due-soon"}
    assert set(states(case, "2017-03-06").values()) == {"due-soon"}
    assert set(states(case, "2017-03-07").values()) == {"overdue"}


def test_booked_and_held_in_time_nothing_surfaces(tmp_path):
    case = CaseInAFile(tmp_path, contacts=[contact("c-1", "2017-03-10", booked_on="2017-03-06")])
    assert states(case, "2017-03-07") == {
        "arrange-first-appointment": "met",
        "hold-first-appointment": "due-soon",
    }
    assert set(states(case, "2017-03-10").values()) == {"met"}
