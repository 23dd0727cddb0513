"""Cases in which several things happen at once: transfers, recalls, late recording, holidays."""

import pytest
from tests.casefiles import (
    case,
    caseload,
    custody,
    directory,
    held_on_licence,
    leaves,
    licence,
    officer,
    one,
    order,
    owed,
)

from throughcare.information.tests.enquiring import (
    arrived,
    asked,
    chase,
    not_applicable,
    partner,
    person,
    registered,
    sent,
    status,
)

ANSWER = {"concern": True, "text": "Known to us."}


def to_the_south(effective_on, accepted_on):
    """Olga's case, given to Petra in the south team."""
    transfer = {"ref": "transfer", "to_team": "south", "to_officer": "petra"}
    accepted = {"date": accepted_on}
    return caseload(transfers=[transfer | {"effective_on": effective_on, "accepted": accepted}])


def answered(sent_on, on, read=None, **more):
    """An enquiry with an answer that holds a concern, and who read it."""
    dealt = {"read": read} if read else {}
    return asked(sent("e", sent_on, answer=ANSWER | {"received_on": on} | more, **dealt))


def recalled_and_released_again():
    """A licence until 3 May 2017, and another from 3 July."""
    recall = {"date": "2017-05-03", "returned_on": "2017-05-04"}
    licences = licence("l-1", recall=recall), licence("l-2", "2017-07-03")
    held = held_on_licence("l-1")
    again = {"ref": "again", "of": "l-2", "team": "north", "received_on": "2017-07-03"}
    held["allocations"].append(again)
    return {"sentences": custody(*licences), "caseload": held}


def test_read_on_the_day_a_transfer_takes_effect_it_counts_from_the_new_holder_alone():
    for by, met_on, acts in (("olga", None, 0), ("petra", "2017-05-08", 1)):
        read = {"date": "2017-05-08", "by": by}
        file = case(
            caseload=to_the_south("2017-05-08", "2017-05-02"),
            **answered("2017-05-02", "2017-05-05", read),
        )
        row = one(file, "2017-05-09", "read-reply")
        assert (row["due_on"], row["met_on"], row["owner"]["staff"]) == (
            "2017-05-08",
            met_on,
            "petra",
        )
        assert len(owed(file, "2017-05-09", code="act-on-reply")) == acts


def test_read_by_the_old_holder_and_then_by_the_new_one_it_is_acted_on_from_the_second():
    first = {"date": "2017-05-11", "by": "olga", "recorded_at": "2017-05-11T09:00:00Z"}
    again = {"date": "2017-05-15", "by": "petra", "recorded_at": "2017-05-15T09:00:00Z"}
    file = case(
        caseload=to_the_south("2017-05-08", "2017-05-09"),
        **answered("2017-05-02", "2017-05-10", again | {"earlier": [first]}),
    )
    row = one(file, "2017-05-16", "read-reply")
    assert (row["met_on"], row["state"]) == ("2017-05-15", "met-late")
    row = one(file, "2017-05-16", "act-on-reply")
    assert (row["opened_on"], row["due_on"]) == ("2017-05-15", "2017-05-16")


def test_of_a_case_transferred_before_anybody_had_it_the_receiving_officer_is_the_first():
    held = to_the_south("2017-03-20", "2017-03-20") | {"officers": []}
    for code in ("send-da-enquiry", "send-safeguarding-enquiry"):
        row = one(case(caseload=held), "2017-03-22", code)
        assert (row["opened_on"], row["due_on"]) == ("2017-03-20", "2017-03-22")
        assert row["owner"]["staff"] == "petra"


def test_an_answer_recorded_late_came_when_it_came():
    answer = {"received_on": "2017-04-10", "recorded_at": "2017-05-10T09:00:00Z"}
    file = case(**asked(sent("e", "2017-04-03", answer=ANSWER | answer)))
    assert one(file, "2017-05-05", "chase-enquiry", known="2017-05-05")["state"] == "overdue"
    row = one(file, "2017-05-12", "chase-enquiry", known="2017-05-12")
    assert (row["due_on"], row["ended_on"], row["state"]) == ("2017-04-19", "2017-04-10", "ended")
    row = one(file, "2017-05-12", "read-reply", known="2017-05-12")
    assert (row["opened_on"], row["due_on"], row["state"]) == (
        "2017-04-10",
        "2017-04-11",
        "overdue",
    )


def test_that_an_answer_holds_a_concern_may_come_out_later():
    before = {"received_on": "2017-05-10", "text": "Nothing.", "concern": False}
    earlier = [before | {"recorded_at": "2017-05-10T09:00:00Z"}]
    read = {"date": "2017-05-11", "by": "olga"}
    file = case(
        **answered(
            "2017-04-24", "2017-05-10", read, recorded_at="2017-05-16T09:00:00Z", earlier=earlier
        )
    )
    assert owed(file, "2017-05-15", code="act-on-reply", known="2017-05-15") == []
    assert one(file, "2017-05-16", "act-on-reply", known="2017-05-16")["due_on"] == "2017-05-12"


def test_escalations_before_and_on_their_days_and_a_chase_between():
    chases = [
        chase("c-1", "2017-04-19"),
        chase("c-2", "2017-04-25"),
        chase("c-3", "2017-05-04", by_manager=True),
        chase("c-4", "2017-05-10", by_manager=True),
    ]
    came = ANSWER | {"received_on": "2017-05-20"}
    file = case(**asked(sent("e", "2017-04-03", chases=chases, answer=came)))
    rows = owed(file, "2017-06-05", code="escalate-enquiry")
    assert sorted((row["opened_on"], row["due_on"], row["state"]) for row in rows) == [
        ("2017-04-19", "2017-05-04", "met"),
        ("2017-05-04", "2017-05-18", "met"),
        ("2017-05-10", "2017-05-24", "ended"),
    ]
    assert {row["owner"]["role"] for row in rows} == {"team manager"}


def test_custody_on_remand_pauses_none_of_these():
    remand = {"ref": "remand", "kind": "custody", "received_on": "2017-04-10"}
    file = case(
        sentences={"orders": [order()], "pauses": [remand]},
        person=person(
            child_protection=[status("s", "not known", "2017-04-03")],
            relationships=[partner(since="2017-04-12", cares_for_child=True)],
            registrations=[registered()],
        ),
        **asked(
            sent("e", "2017-04-03"),
            items=[arrived(on="2017-04-11")],
            changes=[{"ref": "moved", "kind": "moved", "happened_on": "2017-04-11"}],
        ),
    )
    rows = owed(file, "2017-05-11")
    due = {row["code"]: (row["due_on"], row["state"]) for row in rows}
    assert {code: due[code] for code in due if code in EXPECTED} == EXPECTED


EXPECTED = {
    "chase-enquiry": ("2017-04-19", "overdue"),
    "read-reply": ("2017-04-12", "overdue"),
    "establish-child-status": ("2017-04-26", "overdue"),
    "decide-on-child-or-partner": ("2017-04-12", "overdue"),
    "decide-on-change": ("2017-04-20", "overdue"),
}


@pytest.mark.parametrize(
    ("enquiry", "code", "second"),
    [
        (sent("e", "2017-04-20"), "send-da-enquiry", ("2017-04-20", "met")),
        (
            not_applicable("e", "2017-03-02"),
            "send-safeguarding-enquiry",
            (None, "overdue"),
        ),
    ],
)
def test_after_a_recall_a_request_still_counts_and_not_applicable_does_not(enquiry, code, second):
    file = case(**recalled_and_released_again(), **asked(enquiry))
    row = owed(file, "2017-07-06", code=code)[-1]
    assert (row["opened_on"], row["due_on"]) == ("2017-07-03", "2017-07-05")
    assert (row["met_on"], row["state"]) == second


def test_an_answer_that_comes_in_custody_waits_for_nobody():
    came = ANSWER | {"received_on": "2017-05-22"}
    file = case(**recalled_and_released_again(), **asked(sent("e", "2017-04-20", answer=came)))
    assert one(file, "2017-07-06", "chase-enquiry")["state"] == "ended"
    row = one(file, "2017-07-06", "read-reply")
    assert (row["due_on"], row["state"]) == ("2017-05-23", "overdue")


def test_the_day_after_the_officer_has_left_the_manager_is_the_holder():
    left = directory(**leaves("olga", "2017-05-31"))
    for day, state in (("2017-05-31", "overdue"), ("2017-06-01", "met")):
        read = {"date": day, "by": "sam"}
        file = case(directory=left, **answered("2017-05-22", "2017-05-31", read))
        row = one(file, "2017-06-02", "read-reply")
        assert (row["due_on"], row["state"]) == ("2017-06-01", state)


def test_a_change_of_provider_moves_what_is_owed_and_restarts_nothing():
    places = directory()
    places["providers"].append({"ref": "nps", "name": "NPS", "kind": "nps"})
    led = [{"ref": "em", "staff": "eve", "starts_on": "2014-06-01"}]
    places["teams"].append({"ref": "east", "name": "East", "provider": "nps", "managers": led})
    places["staff"] += [
        {
            "ref": ref,
            "name": ref.capitalize(),
            "grade": grade,
            "posts": [{"ref": f"post-{ref}", "team": "east", "starts_on": "2014-06-01"}],
        }
        for ref, grade in (("eve", "SPO"), ("eric", "PO"))
    ]
    transfer = {"ref": "transfer", "to_team": "east", "to_officer": "eric"}
    transfer |= {"effective_on": "2017-05-08", "accepted": {"date": "2017-05-09"}}
    file = case(
        directory=places,
        caseload=caseload(transfers=[transfer]),
        **asked(sent("e", "2017-05-02", chases=[chase("c", "2017-05-05")])),
    )
    row = one(file, "2017-05-22", "escalate-enquiry")
    assert (row["opened_on"], row["due_on"], row["owner"]["staff"]) == (
        "2017-05-05",
        "2017-05-19",
        "eve",
    )
    assert one(file, "2017-05-22", "send-safeguarding-enquiry")["owner"]["staff"] == "eric"


def test_a_gap_of_a_day_between_orders_asks_again_and_none_does_not():
    for sentenced_on, rows in (("2017-06-02", 1), ("2017-06-05", 2)):
        orders = [order(expires_on="2017-06-01"), order("second", sentenced_on)]
        received = [
            {"ref": ref, "of": ref[2:], "team": "north", "received_on": day}
            for ref, day in (("a-order", "2017-03-03"), ("a-second", sentenced_on))
        ]
        held = {"allocations": received, "officers": [officer("o", "olga", "2017-03-03")]}
        file = case(sentences={"orders": orders}, caseload=held)
        assert len(owed(file, "2017-06-20", code="send-da-enquiry")) == rows
