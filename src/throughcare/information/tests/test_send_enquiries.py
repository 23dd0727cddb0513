"""Ask the police and children's social care at the start of every supervision."""

import pytest
from tests.casefiles import (
    case,
    caseload,
    custody,
    directory,
    leaves,
    licence,
    officer,
    one,
    order,
    owed,
)

from throughcare.information.tests.enquiring import (
    asked,
    child,
    enquiry,
    not_applicable,
    partner,
    person,
    registered,
    sent,
    status,
)

DA, SAFEGUARDING = "send-da-enquiry", "send-safeguarding-enquiry"
CODES = [(DA, "domestic abuse", "S5"), (SAFEGUARDING, "safeguarding", "S6")]


@pytest.mark.parametrize(("code", "_", "failing"), CODES)
def test_it_opens_with_the_first_officer_in_every_case(code, _, failing):
    row = one(case(), "2017-03-03", code)
    assert (row["opened_on"], row["due_on"]) == ("2017-03-03", "2017-03-07")
    assert (row["subject"], row["weight"], row["failings"]) == ("case", 3, [failing])
    assert row["owner"] == {"role": "responsible officer", "staff": "olga", "team": "north"}


@pytest.mark.parametrize(("code", "_", "failing"), CODES)
@pytest.mark.parametrize(("day", "state"), [("2017-03-07", "due-soon"), ("2017-03-08", "overdue")])
def test_it_is_overdue_from_the_third_working_day(code, _, failing, day, state):
    assert one(case(), day, code)["state"] == state


@pytest.mark.parametrize(("code", "kind", "_"), CODES)
@pytest.mark.parametrize(("on", "state"), [("2017-03-07", "met"), ("2017-03-08", "met-late")])
def test_a_request_with_its_message_meets_it_on_the_day_it_was_sent(code, kind, _, on, state):
    row = one(case(**asked(sent("e", on, kind=kind))), "2017-04-03", code)
    assert (row["met_on"], row["state"]) == (on, state)
    other = {DA: SAFEGUARDING, SAFEGUARDING: DA}[code]
    assert one(case(**asked(sent("e", on, kind=kind))), "2017-04-03", other)["met_on"] is None


@pytest.mark.parametrize(
    "more",
    [
        pytest.param({}, id="said to have been asked"),
        pytest.param({"sent": {"date": "2017-03-06"}}, id="sent, and the message not kept"),
        pytest.param({"sent": {"date": "2017-03-06", "text": " "}}, id="an empty message"),
    ],
)
def test_without_its_trail_a_request_meets_nothing(more):
    row = one(case(**asked(enquiry(**more))), "2017-04-03", DA)
    assert (row["met_on"], row["state"]) == (None, "overdue")
    assert row["because"]["text"] == (
        "An enquiry to the police of Monday 6 March 2017 is on record without the message that "
        "was sent."
    )


def test_the_flag_of_a_file_without_prose_is_a_trail():
    bare = enquiry(sent={"date": "2017-03-06", "has_text": True})
    assert one(case(**asked(bare)), "2017-04-03", DA)["met_on"] == "2017-03-06"


def test_the_decision_that_it_does_not_apply_meets_it():
    made = not_applicable("e", "2017-03-06")
    row = one(case(**asked(made)), "2017-04-03", SAFEGUARDING)
    assert (row["met_on"], row["state"]) == ("2017-03-06", "met")


def test_the_earliest_counts():
    later = sent("late", "2017-03-20", kind="safeguarding")
    file = case(**asked(later, not_applicable("e", "2017-03-06")))
    assert one(file, "2017-04-03", SAFEGUARDING)["met_on"] == "2017-03-06"


@pytest.mark.parametrize(
    ("on", "more", "met_on"),
    [
        pytest.param("2017-03-01", {}, "2017-03-01", id="on the day of sentence"),
        pytest.param("2017-02-28", {}, None, id="on the day before"),
        pytest.param("2017-02-01", {"for_report": True}, "2017-02-01", id="for the report"),
    ],
)
def test_it_counts_since_the_sentence_or_the_report(on, more, met_on):
    assert one(case(**asked(sent("e", on, **more))), "2017-04-03", DA)["met_on"] == met_on


def test_a_request_recorded_late_counts_from_the_day_it_was_sent():
    late = "2017-03-20T10:00:00Z"
    made = sent("e", "2017-03-06", recorded_at=late)
    made["sent"]["recorded_at"] = late
    file = case(**asked(made))
    assert one(file, "2017-03-19", DA, known="2017-03-19")["state"] == "overdue"
    assert one(file, "2017-03-20", DA, known="2017-03-20")["state"] == "met"


# Whose it is, and in which supervision


def test_nobody_assigned_owes_none():
    assert owed(case(caseload=caseload(officers=[])), "2017-05-02", code=DA) == []


def test_a_change_of_officer_opens_no_second_and_moves_it_on():
    file = case(
        caseload=caseload(
            "2017-03-03",
            officer("officer", "olga", "2017-03-03"),
            officer("officer-2", "omar", "2017-03-20"),
        )
    )
    assert one(file, "2017-03-19", DA)["owner"]["staff"] == "olga"
    row = one(file, "2017-03-20", DA)
    assert (row["owner"]["staff"], row["opened_on"]) == ("omar", "2017-03-03")


def test_while_nobody_is_in_post_it_is_the_managers():
    file = case(directory=directory(**leaves("olga", "2017-03-10")))
    assert one(file, "2017-03-10", DA)["owner"]["staff"] == "olga"
    assert one(file, "2017-03-11", DA)["owner"]["role"] == "team manager"


def test_an_officer_named_before_the_case_was_received_counts_from_that_day():
    made = caseload("2017-03-06", officer("officer", "olga", "2017-03-02"))
    assert one(case(caseload=made), "2017-05-02", DA)["opened_on"] == "2017-03-02"


def test_a_further_order_opens_no_second():
    orders = [order(), order("order-2", "2017-06-01")]
    assert one(case(sentences={"orders": orders}), "2017-07-03", DA)["opened_on"] == "2017-03-03"


def two_supervisions(*enquiries, **more):
    """An order that ended, and a second one three months later with the same officer."""
    orders = [
        order(ended={"date": "2017-05-31", "because": "revoked"}),
        order("order-2", "2017-09-01"),
    ]
    received = [
        {"ref": f"a-{ref}", "of": ref, "team": "north", "received_on": on}
        for ref, on in (("order", "2017-03-03"), ("order-2", "2017-09-05"))
    ]
    made = caseload() | {"allocations": received}
    return case(sentences={"orders": orders}, caseload=made, **asked(*enquiries), **more)


def test_a_new_supervision_asks_again_from_the_day_the_officer_in_post_receives_it():
    first, second = owed(two_supervisions(sent("e", "2017-03-06")), "2017-10-02", code=DA)
    assert (first["met_on"], first["ended_on"]) == ("2017-03-06", None)
    assert (second["opened_on"], second["due_on"]) == ("2017-09-05", "2017-09-07")
    assert second["state"] == "overdue"


def test_left_undone_it_was_missed_when_supervision_ended():
    first, _ = owed(two_supervisions(), "2017-10-02", code=DA)
    assert (first["state"], first["ended_on"]) == ("missed", "2017-05-31")


@pytest.mark.parametrize(("on", "met_on"), [("2017-05-31", None), ("2017-06-01", "2017-06-01")])
def test_for_the_report_counts_from_the_end_of_the_supervision_before(on, met_on):
    made = sent("e", on, for_report=True)
    _, second = owed(two_supervisions(made), "2017-10-02", code=DA)
    assert second["met_on"] == met_on


def test_a_re_release_asks_no_more_what_was_asked_since_the_sentence():
    released = licence(recall={"date": "2017-04-03", "returned_on": "2017-04-03"})
    sentences = custody(released, licence("licence-2", "2017-06-01"))
    received = [
        {"ref": "a", "of": "licence", "team": "north", "received_on": "2017-03-01"},
        {"ref": "a-2", "of": "licence-2", "team": "north", "received_on": "2017-05-25"},
    ]
    held = {"allocations": received, "officers": [officer("officer", "olga", "2017-02-20")]}
    file = case(
        sentences=sentences,
        caseload=held,
        **asked(sent("e", "2017-03-02"), not_applicable("n", "2017-03-02")),
    )
    rows = owed(file, "2017-07-03", code=DA)
    assert [(row["opened_on"], row["met_on"]) for row in rows] == [
        ("2017-03-01", "2017-03-02"),
        ("2017-06-01", "2017-03-02"),
    ]
    # That it did not apply was said of the supervision before.
    rows = owed(file, "2017-07-03", code=SAFEGUARDING)
    assert [row["met_on"] for row in rows] == ["2017-03-02", None]


# The safeguarding enquiry opens again

TRIGGERS = [
    pytest.param({"relationships": [child()]}, "a child in", id="a child in contact"),
    pytest.param(
        {"relationships": [child(contact="none", lives_with=True)]}, "a child", id="in the house"
    ),
    pytest.param({"relationships": [child(contact=None)]}, "a child", id="contact not known"),
    pytest.param(
        {"relationships": [partner(cares_for_child=True)]}, "a child", id="a partner's child"
    ),
    pytest.param(
        {"registrations": [registered(on="2017-05-03")]}, "domestic abuse", id="domestic abuse"
    ),
    pytest.param(
        {"registrations": [registered("child concerns", "2017-05-03")]}, "harm or risk", id="harm"
    ),
    pytest.param(
        {"registrations": [registered("risk to children", "2017-05-03")]}, "harm or", id="risk"
    ),
    pytest.param(
        {"child_protection": [status("s", "not known", "2017-05-03")]}, "status", id="status"
    ),
]


@pytest.mark.parametrize(("known", "because"), TRIGGERS)
def test_a_trigger_opens_it_again_where_it_was_said_not_to_apply(known, because):
    file = case(**asked(not_applicable("e", "2017-03-06")), person=person(**known))
    first, again = owed(file, "2017-05-08", code=SAFEGUARDING)
    assert first["state"] == "met"
    assert (again["opened_on"], again["due_on"]) == ("2017-05-03", "2017-05-05")
    assert (again["state"], again["met_on"]) == ("overdue", None)
    assert because in again["because"]["text"]


@pytest.mark.parametrize(
    "known",
    [
        pytest.param({"relationships": [child(contact="none")]}, id="a child without contact"),
        pytest.param({"relationships": [partner()]}, id="a partner without a child"),
        pytest.param({"registrations": [registered("gangs", "2017-05-03")]}, id="gangs"),
        pytest.param({"child_protection": [status("s", "no children", "2017-05-03")]}, id="none"),
        pytest.param({"relationships": [child(since="2017-03-05")]}, id="known before"),
    ],
)
def test_what_is_no_trigger_opens_nothing(known):
    file = case(**asked(not_applicable("e", "2017-03-06")), person=person(**known))
    assert len(owed(file, "2017-06-01", code=SAFEGUARDING)) == 1


def scored(*signed_on, score="6.7=2"):
    """Assessments signed on days, each with a score of the section on relationships."""
    made = []
    for at, on in enumerate(signed_on):
        section = {"ref": f"s-{at}", "number": 6, "scores": [score]}
        made.append({"ref": f"o-{at}", "begun_on": on, "signed_on": on, "sections": [section]})
    return {"assessment": {"oasys": made}}


def test_domestic_abuse_that_an_assessment_says_first_opens_it_again():
    """The trigger is domestic abuse on record, wherever it was written first."""
    decided = asked(not_applicable("e", "2017-03-06"))
    again = owed(case(**decided, **scored("2017-04-13")), "2017-04-20", code=SAFEGUARDING)[1]
    assert (again["opened_on"], again["due_on"]) == ("2017-04-13", "2017-04-19")
    assert "domestic abuse was recorded" in again["because"]["text"]
    for known_before in (
        scored("2017-03-03", "2017-04-13"),
        scored("2017-04-13", score="6.7=1"),
        scored("2017-04-13") | {"person": person(registrations=[registered()])},
    ):
        assert len(owed(case(**decided, **known_before), "2017-04-20", code=SAFEGUARDING)) == 1


def test_where_it_was_sent_a_trigger_opens_nothing():
    enquiries = [sent("e", "2017-03-07", kind="safeguarding"), not_applicable("n", "2017-03-06")]
    file = case(**asked(*enquiries), person=person(relationships=[child()]))
    assert len(owed(file, "2017-06-01", code=SAFEGUARDING)) == 1


def test_a_trigger_does_not_open_the_police_enquiry_again():
    made = not_applicable("e", "2017-03-06", kind="domestic abuse")
    assert one(case(**asked(made), person=person(relationships=[child()])), "2017-06-01", DA)


@pytest.mark.parametrize(
    ("answer", "met_on"),
    [
        (sent("e-2", "2017-05-05", kind="safeguarding"), "2017-05-05"),
        (not_applicable("e-2", "2017-05-08"), "2017-05-08"),
    ],
)
def test_it_is_met_by_what_was_decided_after_the_trigger(answer, met_on):
    enquiries = asked(not_applicable("e", "2017-03-06"), answer)
    file = case(**enquiries, person=person(relationships=[child()]))
    assert [row["met_on"] for row in owed(file, "2017-06-01", code=SAFEGUARDING)] == [
        "2017-03-06",
        met_on,
    ]


def test_until_it_is_dealt_with_a_further_trigger_opens_no_second():
    known = person(relationships=[child(), child("child-2", "2017-05-10")])
    file = case(**asked(not_applicable("e", "2017-03-06")), person=known)
    assert len(owed(file, "2017-06-01", code=SAFEGUARDING)) == 2
    between = not_applicable("e-2", "2017-05-05")
    file = case(**asked(not_applicable("e", "2017-03-06"), between), person=known)
    rows = owed(file, "2017-06-01", code=SAFEGUARDING)
    assert [row["opened_on"] for row in rows] == ["2017-03-03", "2017-05-03", "2017-05-10"]


def test_contact_that_begins_later_is_a_trigger_from_then():
    before = {"recorded_at": "2017-03-03T10:00:00Z", "kind": "child", "name": "Kim"}
    before |= {"is_child": True, "contact": "none"}
    known = person(relationships=[child(earlier=[before])])
    file = case(**asked(not_applicable("e", "2017-03-06")), person=known)
    assert owed(file, "2017-06-01", code=SAFEGUARDING)[1]["opened_on"] == "2017-05-03"


def test_a_trigger_recorded_late_is_known_from_then():
    late = registered(on="2017-04-03", recorded_at="2017-05-03T10:00:00Z")
    file = case(**asked(not_applicable("e", "2017-03-06")), person=person(registrations=[late]))
    assert len(owed(file, "2017-05-02", code=SAFEGUARDING, known="2017-05-02")) == 1
    assert owed(file, "2017-05-03", code=SAFEGUARDING)[1]["opened_on"] == "2017-05-03"
