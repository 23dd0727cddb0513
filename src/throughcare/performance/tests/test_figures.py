"""What counts in which figure, worked out by hand from case files."""

from datetime import date

import pytest
from tests.casefiles import order

from throughcare.performance.queries import ALL, Unit
from throughcare.performance.tests.measured import (
    APRIL,
    CRC,
    MARCH,
    NORTH,
    SOUTH,
    booked,
    excused,
    figure,
    held,
    of,
    outcomes,
    person,
)

pytestmark = pytest.mark.django_db

# Received on Friday 3 March 2017: the fifth business day after is Friday 10 March.


def test_a_first_appointment_booked_on_the_last_day_for_that_day_is_in_time():
    one = person("X123401", contacts=[booked("2017-03-10", "2017-03-10")])
    two = person("X123402", contacts=[booked("2017-03-13", "2017-03-06")])
    assert outcomes("SL001R") == {one.pk: "met", two.pk: "late"}
    assert of("SL001R") == of("SL001R", unit=CRC) == of("SL001R", unit=NORTH) == (1, 2)


def test_nobody_seen_and_nothing_booked_is_late():
    one = person("X123401")
    assert outcomes("SL001R") == {one.pk: "late"}
    assert of("SL001R") == (0, 1)


def test_a_day_counts_once_it_is_over():
    person("X123401")
    assert figure("SL001R", today=date(2017, 3, 10)) is None
    assert of("SL001R", today=date(2017, 3, 11)) == (0, 1)


def test_the_month_is_that_of_the_due_day():
    """Received on Friday 24 March: due on the 31st. On Monday 27 March: due on 3 April."""
    person("X123401", caseload=held(received_on="2017-03-24"))
    person("X123402", caseload=held(received_on="2017-03-27"))
    assert of("SL001R", MARCH) == (0, 1)
    assert of("SL001R", APRIL) == (0, 1)


def licence(released_on, **more):
    custody = {
        "ref": "custody",
        "sentenced_on": "2016-12-01",
        "months": 12,
        "licences": [{"ref": "licence", "released_on": released_on} | more],
    }
    return {"custody": [custody]}


def test_a_release_on_licence_has_one_business_day():
    """Released on Friday 10 March: due on Monday the 13th."""
    one = person(
        "X123401",
        sentences=licence("2017-03-10"),
        caseload=held(of="licence", received_on="2017-03-10"),
        contacts=[booked("2017-03-13", "2017-03-09")],
    )
    two = person(
        "X123402",
        sentences=licence("2017-03-10"),
        caseload=held(of="licence", received_on="2017-03-10"),
        contacts=[booked("2017-03-14", "2017-03-09")],
    )
    assert outcomes("SL002R") == {one.pk: "met", two.pk: "late"}
    assert of("SL002R") == (1, 2)
    assert of("SL001R") == (0, 0)
    assert outcomes("SL003") == {}


def test_a_plan_has_fifteen_business_days_from_the_first_appointment_attended():
    """Seen on Wednesday 8 March: due on Wednesday the 29th."""
    seen = [booked("2017-03-08", "2017-03-06")]
    plans = [{"ref": "plan", "signed_on": day} for day in ("2017-03-29", "2017-03-30")]
    one = person("X123401", contacts=seen, planning={"plans": plans[:1]})
    two = person("X123402", contacts=seen, planning={"plans": plans[1:]})
    assert outcomes("SL003") == {one.pk: "met", two.pk: "late"}


def test_an_order_that_ended_before_the_day_is_left_out_and_named():
    ended = order(ended={"date": "2017-03-09", "because": "revoked"})
    on_the_day = order(ended={"date": "2017-03-10", "because": "revoked"})
    one = person("X123401", sentences={"orders": [ended]})
    two = person("X123402", sentences={"orders": [on_the_day]})
    assert outcomes("SL001R") == {one.pk: "ended", two.pk: "late"}
    assert of("SL001R") == (0, 1)
    assert figure("SL001R").excluded == 1


@pytest.mark.parametrize(
    ("excusal", "outcome"),
    [
        pytest.param(excused("2017-03-10", "2017-03-10"), "excused", id="on and for the due day"),
        pytest.param(excused("2017-03-06", "2017-04-10"), "excused", id="before it, for longer"),
        pytest.param(excused("2017-03-06", "2017-03-09"), "late", id="to the eve of it"),
        pytest.param(excused("2017-03-13", "2017-04-10"), "late", id="only afterwards"),
        pytest.param(excused("2017-03-06", "2017-04-10", "2017-03-09"), "late", id="of other days"),
    ],
)
def test_an_excusal_counts_if_it_stood_on_the_due_day(excusal, outcome):
    one = person("X123401", excusals=[excusal])
    assert outcomes("SL001R") == {one.pk: outcome}


def test_the_owner_on_the_due_day_decides_for_whom_it_counts():
    """Moved on the due day it is the new team's; moved on the day after, the old one's."""
    moved = {"ref": "moved", "to_team": "south", "to_officer": "petra"}
    for crn, on in (("X123401", "2017-03-10"), ("X123402", "2017-03-13")):
        transfer = moved | {"effective_on": on, "accepted": {"date": on}}
        person(crn, caseload=held(transfers=[transfer]))
    assert of("SL001R", unit=SOUTH) == (0, 1)
    assert of("SL001R", unit=NORTH) == (0, 1)
    assert of("SL001R", unit=CRC) == of("SL001R") == (0, 2)


def test_what_the_nps_holds_is_in_no_measure_of_the_crc():
    person("X123401", caseload=held(team="court", staff="colin"))
    assert of("SL001R") == (0, 0)
    assert figure("SL001R") is None


def warned_and_failing(team="north", staff="olga", **breach):
    """Warned on 3 April; a second failure found unacceptable on Tuesday 2 May 2017."""
    failure = {
        "ref": "failure",
        "date": "2017-04-27",
        "booked_on": "2017-04-20",
        "outcome": {"result": "failed to attend", "by": staff},
        "decision": {"acceptable": False, "decided_on": "2017-05-02"},
    }
    warned = {"ref": "warned", "of": "order", "sent_on": "2017-04-03", "by": staff}
    enforcement = {"warnings": [warned]}
    if breach:
        enforcement["breaches"] = [{"ref": "breach", "of": "order", "failure": "failure"} | breach]
    return {
        "caseload": held(team=team, staff=staff),
        "contacts": [failure],
        "enforcement": enforcement,
    }


MAY = date(2017, 5, 1)
# From Tuesday 2 May 2017, eight business days end on Friday 12 May, ten on Tuesday 16 May.


def test_a_crc_refers_a_breach_within_eight_business_days():
    one = person("X123401", **warned_and_failing(outcome="referred", decided_on="2017-05-12"))
    two = person("X123402", **warned_and_failing(outcome="referred", decided_on="2017-05-15"))
    three = person("X123403", **warned_and_failing())
    assert outcomes("AE", MAY) == {one.pk: "met", two.pk: "late", three.pk: "late"}
    assert of("AE", MAY, CRC) == (1, 3)
    assert of("NPS-SL014", MAY) == (0, 0)


def test_the_nps_presents_a_breach_within_ten_business_days():
    nps = {"team": "court", "staff": "colin", "outcome": "presented"}
    one = person("X123401", **warned_and_failing(**nps, decided_on="2017-05-16"))
    two = person("X123402", **warned_and_failing(**nps, decided_on="2017-05-17"))
    assert outcomes("NPS-SL014", MAY) == {one.pk: "met", two.pk: "late"}
    assert of("AE", MAY) == (0, 0)


def test_a_decision_in_time_against_breach_leaves_nothing_to_refer_and_a_late_one_is_late():
    against = {"outcome": "not breached", "because": "In hospital."}
    one = person("X123401", **warned_and_failing(**against, decided_on="2017-05-12"))
    two = person("X123402", **warned_and_failing(**against, decided_on="2017-05-15"))
    assert outcomes("AE", MAY) == {one.pk: "decided against", two.pk: "late"}
    assert of("AE", MAY) == (0, 1)


def at_court(sentenced_on, decided_on=None, **more):
    """An order made on a day, at the court team until it is allocated."""
    allocation = {"ref": "cas", "of": "order", "team": "court", "officer": "colin"}
    if decided_on:
        allocation["decision"] = {"decided_on": decided_on, "provider": "crc", "team": "north"}
    return {
        "sentences": {"orders": [order(sentenced_on=sentenced_on)]},
        "court": {"allocations": [allocation]},
        "caseload": {},
    } | more


def test_a_sentence_is_allocated_by_the_end_of_the_second_full_business_day():
    """Sentenced on Thursday 29 March 2018, before Easter: by Wednesday 4 April (rules 5.3)."""
    after = date(2018, 6, 1)
    one = person("X123401", **at_court("2018-03-29", "2018-04-04"))
    two = person("X123402", **at_court("2018-03-29", "2018-04-05"))
    three = person("X123403", **at_court("2018-03-29"))
    month = date(2018, 4, 1)
    found = outcomes("NPS-SL002", month, today=after)
    assert found == {one.pk: "met", two.pk: "late", three.pk: "late"}
    for unit in (ALL, Unit("provider", "nps"), Unit("team", "court")):
        assert of("NPS-SL002", month, unit, today=after) == (1, 3)


def test_a_sentence_received_by_another_team_meanwhile_is_still_the_court_team_s():
    one = person(
        "X123401",
        **at_court("2018-03-29", "2018-04-03", caseload=held(received_on="2018-04-03")),
    )
    after = date(2018, 6, 1)
    assert outcomes("NPS-SL002", date(2018, 4, 1), today=after) == {one.pk: "met"}
    court = Unit("team", "court")
    assert of("NPS-SL002", date(2018, 4, 1), court, today=after) == (1, 1)
