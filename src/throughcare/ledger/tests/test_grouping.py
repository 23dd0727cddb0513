"""What is one piece of work stands as one on a list."""

from datetime import date

from tests.assessed import assessed, change, oasys, objective, plan, planned, section
from tests.casefiles import case

from throughcare.kernel.duty import State
from throughcare.ledger.calendar import account
from throughcare.ledger.pages.lines import why
from throughcare.ledger.rules.ranking import Owed, case_lines

TODAY = date(2017, 5, 8)


def groups(file):
    """The codes of what is overdue, group by group, the worst first."""
    stands = account(file)
    owed = [
        Owed(person_id=1, duty=duty, state=State.OVERDUE)
        for duty in stands.duties
        if stands.state(duty, TODAY) is State.OVERDUE
    ]
    (line,) = case_lines(owed, {}, TODAY)
    return [[each.duty.code for each in group.duties] for group in line.groups]


def test_partner_information_is_one_group_headed_by_its_worst():
    unanswered = {
        "ref": "e",
        "kind": "other",
        "asked_on": "2017-03-06",
        "sent": {"date": "2017-03-06", "text": "Who lives there?"},
    }
    items = [
        {"ref": ref, "kind": "letter", "received_on": "2017-05-03"} for ref in ("letter", "second")
    ]
    found = groups(case(information={"enquiries": [unanswered], "items": items}))
    assert [
        "read-reply",
        "read-reply",
        "send-da-enquiry",
        "send-safeguarding-enquiry",
        "chase-enquiry",
    ] in found
    assert found[0][0] == "read-reply"


def test_a_decision_about_somebody_new_stands_alone():
    person = {
        "particulars": {"ref": "person"},
        "names": [{"ref": "name", "family": "Example"}],
        "relationships": [
            {"ref": "new", "kind": "partner", "name": "Robin", "is_partner": True}
            | {"began_on": "2017-05-02"}
        ],
        "registrations": [
            {"ref": "r", "kind": "domestic abuse perpetrator", "registered_on": "2017-03-03"}
        ],
    }
    assert ["decide-on-child-or-partner"] in groups(case(person=person))


def test_all_that_one_review_would_settle_is_one_group():
    signed = plan("2017-03-24", objectives=[objective(actions=[])])
    del signed["agreement"]
    changes = [change("2017-05-02", "arrest"), change("2017-04-25", "pregnancy", "expecting")]
    found = groups(
        case(
            assessment=assessed(oasys(sections=[section()])),
            planning=planned(signed),
            information={"changes": changes},
        )
    )
    assert [
        "decide-on-change",
        "make-objective-concrete",
        "objective-for-need",
        "agree-plan",
        "decide-on-change",
    ] in found


def test_a_line_names_every_change_that_one_review_would_take_up():
    changes = [change("2017-05-02", "arrest"), change("2017-04-25", "pregnancy", "expecting")]
    stands = account(case(information={"changes": changes}))
    owed = [
        Owed(person_id=1, duty=duty, state=State.OVERDUE)
        for duty in stands.duties
        if duty.code == "decide-on-change"
    ]
    ((group,),) = (line.groups for line in case_lines(owed, {}, TODAY))
    assert why(group) == (
        "Recorded on Tuesday 2 May 2017: arrest. Recorded on Tuesday 25 April 2017: pregnancy."
    )
