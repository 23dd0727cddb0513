"""Once a sentence has ended nothing of it waits for anybody, and pages say why."""

from datetime import date

import pytest
from tests.casefiles import custody, held_on_licence, licence
from tests.casefiles import order as on_order

from throughcare.enforcement import actions
from throughcare.enforcement.models import LicenceDecision
from throughcare.enforcement.tests.acting import (
    Desk,
    contact,
    decide,
    olga,
    order,
    stored,
    text,
    the,
)
from throughcare.enforcement.tests.test_pages import (
    FIRST,
    WARNED,
    WARNING,
    as_manager,
    decided,
    post,
)
from throughcare.enforcement.tests.test_proposals import on_the_list, propose
from throughcare.history import clock
from throughcare.kernel.refusal import Refusal
from throughcare.sentences.models import Licence

pytestmark = pytest.mark.django_db

LAST, AFTER = date(2017, 11, 8), date(2017, 11, 9)
ENDS = [
    pytest.param({"expires_on": "2017-11-08"}, id="expired"),
    pytest.param({"recall": {"date": "2017-11-08", "recorded_at": "2017-11-06"}}, id="recalled"),
    pytest.param(
        {"ended": {"date": "2017-11-08", "because": "revoked", "recorded_at": "2017-11-06"}},
        id="ended",
    ),
]


def on_licence(ends):
    desk = Desk(stored(FIRST, sentences=custody(licence(**ends)), caseload=held_on_licence()))
    decide("first")
    return desk


def on_an_order(**more):
    return Desk(
        stored(
            WARNED,
            FIRST,
            enforcement={"warnings": [WARNING]},
            sentences={"orders": [on_order(expires_on="2017-11-08")]},
            **more,
        )
    )


@pytest.mark.parametrize("ends", ENDS)
def test_a_proposal_waits_to_the_last_day_of_the_licence_and_then_for_nobody(ends):
    desk = on_licence(ends)
    propose(desk)
    actions.review_absences(
        Licence.objects.get(), by=olga(), outcome="to a manager", because="x", by_manager=False
    )
    clock.set_day(LAST)
    assert sorted(each[0] for each in on_the_list()) == ["absences", "licence proposal"]
    assert "With the manager since" in text(desk.get("case-enforcement"))
    clock.set_day(AFTER)
    assert on_the_list() == []
    page = text(desk.get("case-enforcement"))
    assert "With the manager" not in page
    assert "Not answered; ended with the sentence" in page
    # What was decided while it lived can still be recorded.
    as_manager(desk)
    said = "The licence ended on Wednesday 8 November 2017. Nothing more follows"
    assert said in text(desk.get("decide-licence", "first"))
    post(desk, "decide-licence", "first", outcome="recall", because="Decided by telephone.")
    assert LicenceDecision.objects.get().proposal is not None
    assert "Not answered" not in text(desk.get("case-enforcement"))


def test_nothing_is_proposed_of_a_licence_that_has_ended():
    desk = on_licence({"expires_on": "2017-11-08"})
    clock.set_day(LAST)
    assert desk.get("decide-licence", "first").status_code == 200
    clock.set_day(AFTER)
    answer = desk.get("decide-licence", "first")
    assert answer["Location"] == desk.address("case-enforcement")
    assert "The licence ended on Wednesday 8 November 2017." in text(
        desk.client.get(answer["Location"])
    )
    with pytest.raises(Refusal, match="ended on 8 November 2017"):
        actions.propose(
            the("first"), by=olga(), of=Licence.objects.get(), outcome="no action", because="x"
        )


def test_a_request_not_to_breach_ends_with_the_order():
    desk = on_an_order()
    decide("first")
    actions.propose(the("first"), by=olga(), of=order(), outcome="not breached", because="x")
    clock.set_day(LAST)
    assert [each[0] for each in on_the_list()] == ["breach proposal"]
    clock.set_day(AFTER)
    assert on_the_list() == []
    page = text(desk.get("decide-breach", "first"))
    assert "The community order ended on Wednesday 8 November 2017." in page


@pytest.mark.parametrize(
    ("today", "page"),
    [
        pytest.param(LAST, "decide-breach", id="on the last day breach follows"),
        pytest.param(AFTER, "contact", id="after it nothing"),
    ],
)
def test_what_would_follow_knows_that_the_order_has_ended(today, page):
    desk = on_an_order()
    clock.set_day(today)
    said = "The community order ended on Wednesday 8 November 2017. Nothing more follows"
    assert (said in text(desk.get("decision", "first"))) is (today is AFTER)
    answer = post(desk, "decision", "first", acceptable="no", reason="Said nothing.")
    assert answer["Location"] == desk.address(page, "first")


# By when what is open is owed


def test_what_is_open_says_by_when_and_whether_that_is_over():
    desk = Desk(stored(FIRST))
    assert "Absence not decided: Wednesday 1 November 2017 at 10am. Due Thursday 9" in text(
        desk.get("case-enforcement")
    )
    decide("first")
    page = text(desk.get("case-enforcement"))
    assert "No warning sent: Wednesday 1 November 2017 at 10am. Due Wednesday 8 Nov" in page
    clock.set_day(LAST)
    assert "Overdue" not in text(desk.get("case-enforcement"))
    clock.set_day(AFTER)
    assert "Due Wednesday 8 November 2017 Overdue" in text(desk.get("case-enforcement"))


def test_breach_says_by_when_it_is_to_be_decided():
    desk = Desk(stored(WARNED, FIRST, enforcement={"warnings": [WARNING]}))
    decide("first")
    by = "Thursday 16 November 2017"  # a CRC holds the case: eight business days
    assert f"to be decided by {by}" in text(desk.get("decide-breach", "first"))
    page = text(desk.get("case-enforcement"))
    assert f"for a failure under a live warning. Due {by}" in page
    # And the warning says of which failure it was.
    assert "Failure of Tuesday 31 October 2017" in page


def test_outcomes_and_absences_that_mount_up_have_their_last_day_too():
    absences = [decided(f"a-{n}", f"2017-10-{23 + n}") for n in range(3)]
    unsaid = contact("unsaid", "2017-11-03", None, booked_on="2017-10-27", time="10:00")
    page = text(Desk(stored(*absences, unsaid)).get("case-enforcement"))
    assert "Outcome not recorded: Friday 3 November 2017 at 10am. Due Tuesday 7 November" in page
    assert "to be decided since Wednesday 25 October 2017. Due Wednesday 1 November" in page
