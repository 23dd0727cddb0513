"""Decision 0008, point by point: how the rules read what the duty calendar leaves open."""

import re
import sys
from pathlib import Path

from tests.casefiles import (
    case,
    contact,
    custody,
    directory,
    held_on_licence,
    licence,
    one,
    order,
    owed,
)
from tests.conventions import test_choices_of_the_thread

DECISIONS = Path(__file__).resolve().parents[2] / "docs" / "decisions"
ALLOCATED = {"ref": "allocation", "of": "order", "team": "north", "received_on": "2017-03-03"}
OLGA = {"ref": "officer", "staff": "olga", "starts_on": "2017-03-03"}


def caseload(**changes):
    """Allocated to Olga in the north team, unless the test differs."""
    return {"allocations": [ALLOCATED], "officers": [OLGA]} | changes


def requiring(kind, **more):
    """A community order with one requirement."""
    made = {"ref": "requirement", "kind": kind}
    return {"orders": [order(requirements=[made])]} | more


def failed(ref, on, **more):
    """A contact that was missed, with the reason asked for."""
    outcome = {"result": "failed to attend", "by": "olga"}
    return contact(ref, on, None, outcome=outcome, asked={}, **more)


def test_a_video_is_a_first_appointment_and_no_meeting():
    file = case(contacts=[contact("c", "2017-03-07", mode="video")])
    assert one(file, "2017-03-08", "hold-first-appointment")["met_on"] == "2017-03-07"
    assert one(file, "2017-03-08", "see-the-person")["met_on"] is None
    telephone = case(contacts=[contact("c", "2017-03-07", mode="telephone")])
    assert one(telephone, "2017-03-08", "hold-first-appointment")["met_on"] is None


def test_a_video_is_a_meeting_where_the_plan_says_so():
    plans = [{"ref": "plan", "signed_on": "2017-03-06", "face_to_face": False}]
    file = case(planning={"plans": plans}, contacts=[contact("c", "2017-03-07", mode="video")])
    assert len(owed(file, "2017-03-08", code="see-the-person")) == 2


def test_b_an_officers_return_ends_the_vacancy_on_the_day_after():
    away = [
        {"ref": "first", "starts_on": "2017-06-05", "ends_on": "2017-06-16"},
        {"ref": "second", "starts_on": "2017-06-19", "ends_on": "2017-06-23"},
    ]
    file = case(directory=directory(olga={"absences": away}))
    row = one(file, "2017-08-01", "officer-in-post")
    assert (row["opened_on"], row["met_on"]) == ("2017-06-19", "2017-06-24")


def further_order(team):
    """A second order, received by another team."""
    people = directory()
    people["providers"].append({"ref": "nps", "name": "NPS North", "kind": "nps"})
    people["teams"].append({"ref": "nps-team", "name": "NPS team", "provider": "nps"})
    second = {"ref": "second", "of": "order-2", "team": team, "received_on": "2017-05-03"}
    return case(
        directory=people,
        sentences={"orders": [order(), order("order-2", "2017-05-02")]},
        caseload=caseload(allocations=[ALLOCATED, second]),
    )


def test_c_a_further_order_moves_the_holding_and_leaves_the_officer():
    rows = owed(further_order("south"), "2017-05-04", code="see-the-person")
    assert rows[-1]["owner"] == {"role": "responsible officer", "staff": "olga", "team": "south"}
    assert owed(further_order("south"), "2017-05-04", code="officer-in-post") == []


def test_c_an_officer_of_another_provider_is_not_in_post():
    row = one(further_order("nps-team"), "2017-05-04", "officer-in-post")
    assert row["opened_on"] == "2017-05-03"


def test_d_nobody_is_gone_for_want_of_a_recorded_post():
    assert (
        owed(case(directory=directory(olga={"posts": []})), "2017-08-01", code="officer-in-post")
        == []
    )


def test_e_a_cancelled_booking_counts_for_the_requirement():
    booked = contact(
        "c",
        "2017-03-20",
        None,
        booked_on="2017-03-08",
        requirement="requirement",
        cancelled={"date": "2017-03-15"},
    )
    work = [{"ref": "interim", "requirement": "requirement", "begun_on": "2017-04-03"}]
    file = case(
        sentences=requiring("programme"),
        contacts=[booked],
        interventions={"interim_work": work},
    )
    assert one(file, "2017-09-01", "refer-requirement")["met_on"] == "2017-03-08"
    assert one(file, "2017-09-01", "start-requirement")["met_on"] == "2017-04-03"


def test_f_an_absence_is_decided_for_each_sentence_live_that_day():
    two = requiring("programme")["orders"] + [order("order-2", "2017-04-03")]
    missed = failed("c", "2017-05-02", decision={"acceptable": True, "decided_on": "2017-05-04"})
    rows = owed(
        case(sentences={"orders": two}, contacts=[missed]), "2017-06-01", code="decide-absence"
    )
    assert {row["subject"]: row["met_on"] for row in rows} == {
        "c/order": "2017-05-04",
        "c/order-2": "2017-05-04",
    }
    of_one = failed("c", "2017-05-02", requirement="requirement")
    row = one(case(sentences={"orders": two}, contacts=[of_one]), "2017-06-01", "decide-absence")
    assert row["subject"] == "c/order"


def attended_before_plan(*, saved_on):
    """Attended on 7 March, with an account that names no objective; a plan signed on the 10th."""
    recorded = f"{saved_on}T12:00:00Z"
    outcome = {"result": "attended", "by": "olga", "recorded_at": recorded}
    account = {"done": "Talked.", "recorded_at": recorded}
    plans = [{"ref": "plan", "signed_on": "2017-03-10"}]
    return case(
        planning={"plans": plans},
        contacts=[contact("c", "2017-03-07", None, outcome=outcome, account=account)],
    )


def test_g_an_objective_is_asked_for_once_a_plan_is_signed_when_attended_is_saved():
    assert one(attended_before_plan(saved_on="2017-03-10"), "2017-04-03", "complete-contact")
    assert (
        owed(attended_before_plan(saved_on="2017-03-09"), "2017-04-03", code="complete-contact")
        == []
    )


def test_h_asking_counts_from_the_day_it_was_recorded():
    missed = failed("c", "2017-05-02")
    missed["asked"] = {"recorded_at": "2017-05-09T10:00:00Z"}
    assert one(case(contacts=[missed]), "2017-06-01", "record-outcome")["met_on"] == "2017-05-09"


def test_i_before_anybody_has_the_case_it_has_no_owner():
    late = caseload(allocations=[{**ALLOCATED, "received_on": "2017-03-10"}], officers=[])
    file = case(caseload=late, contacts=[contact("c", "2017-03-06", None)])
    assert one(file, "2017-03-09", "record-outcome")["owner"] is None
    assert one(file, "2017-03-10", "record-outcome")["owner"]["role"] == "team manager"


def test_i_an_officer_without_an_allocation_holds_it_for_their_team():
    file = case(caseload=caseload(allocations=[]), contacts=[contact("c", "2017-03-06", None)])
    assert one(file, "2017-03-06", "record-outcome")["owner"]["team"] == "north"


def older(received_on):
    """An order with unpaid work, received about the first day of the published measures."""
    return case(
        sentences={
            "orders": [
                order(
                    sentenced_on="2014-05-27", requirements=[{"ref": "work", "kind": "unpaid work"}]
                )
            ]
        },
        caseload=caseload(allocations=[{**ALLOCATED, "received_on": received_on}], officers=[]),
        contacts=[failed("c", received_on)],
    )


def test_j_published_limits_apply_from_june_2014():
    fixed = {
        "arrange-first-appointment",
        "hold-first-appointment",
        "initial-assessment",
        "initial-plan",
        "record-outcome",
        "decide-absence",
        "refer-requirement",
        "start-requirement",
    }
    before, after = (
        {row["code"] for row in owed(older(day), "2014-07-01")}
        for day in ("2014-05-31", "2014-06-01")
    )
    assert not fixed & before
    assert fixed <= after
    assert {"assign-officer", "see-the-person"} <= before


def test_k_a_booking_cancelled_by_its_day_owes_no_outcome():
    def cancelled(on):
        return case(contacts=[contact("c", "2017-05-02", None, cancelled={"date": on})])

    assert owed(cancelled("2017-05-02"), "2017-06-01", code="record-outcome") == []
    assert one(cancelled("2017-05-03"), "2017-06-01", "record-outcome")["met_on"] == "2017-05-03"


def test_l_see_the_person_weighs_by_the_level_when_it_was_met_or_the_newest():
    levels = [
        {"ref": "low", "level": "medium", "signed_on": "2017-03-06"},
        {"ref": "high", "level": "high", "signed_on": "2017-03-20"},
    ]
    file = case(assessment={"harm": levels}, contacts=[contact("c", "2017-03-15")])
    rows = owed(file, "2017-04-03", code="see-the-person")
    assert {row["opened_on"]: row["weight"] for row in rows} == {"2017-03-03": 3, "2017-03-15": 1}


def test_m_a_contact_counts_by_what_it_is_where_it_names_no_requirement():
    tested = contact("c", "2017-03-08", kind="drug test")
    file = case(sentences=requiring("drug testing"), contacts=[tested])
    assert one(file, "2017-04-03", "start-requirement")["met_on"] == "2017-03-08"
    file = case(
        sentences=requiring("programme"), contacts=[contact("c", "2017-03-08", kind="session")]
    )
    assert one(file, "2017-04-03", "start-requirement")["met_on"] is None


def sent_or_not(**more):
    """Enquiries of the start: to the police sent, to children's services said not to apply."""
    police = {"ref": "police", "kind": "domestic abuse", "asked_on": "2017-03-02"}
    police["sent"] = {"date": "2017-03-02", "text": "Is anything known?"}
    children = {"ref": "children", "kind": "safeguarding", "asked_on": "2017-03-02"}
    children["not_applicable"] = {"date": "2017-03-02", "because": "No children."}
    return {"enquiries": [police | more, children | more]}


def test_w_a_request_counts_since_the_sentence_and_not_applicable_in_its_own_supervision():
    recalled = licence(recall={"date": "2017-04-03", "returned_on": "2017-04-03"})
    file = case(
        sentences=custody(recalled, licence("licence-2", "2017-06-01")),
        caseload=held_on_licence(),
        information=sent_or_not(),
    )
    for code, again in (
        ("send-da-enquiry", "2017-03-02"),
        ("send-safeguarding-enquiry", None),
    ):
        rows = owed(file, "2017-07-03", code=code)
        assert [row["met_on"] for row in rows] == ["2017-03-02", again]


def test_w_a_request_for_the_report_counts_before_the_sentence():
    later = {"orders": [order(sentenced_on="2017-03-03")]}
    for for_report, met_on in ((True, "2017-03-02"), (False, None)):
        file = case(sentences=later, information=sent_or_not(for_report=for_report))
        assert one(file, "2017-07-03", "send-da-enquiry")["met_on"] == met_on


def with_children(*recorded_at):
    """A child in contact, recorded at each of these instants, after *not applicable*."""
    children = [
        {"ref": f"c-{at[:10]}", "kind": "child", "name": "Kim", "is_child": True, "recorded_at": at}
        for at in recorded_at
    ]
    person = {"particulars": {"ref": "person"}, "names": [{"ref": "name", "family": "Example"}]}
    return case(person=person | {"relationships": children}, information=sent_or_not())


def test_x_a_trigger_opens_the_enquiry_once():
    file = with_children("2017-05-03T10:00:00Z", "2017-05-04T10:00:00Z")
    _, again = owed(file, "2017-07-03", code="send-safeguarding-enquiry")
    assert (again["opened_on"], again["met_on"]) == ("2017-05-03", None)


def test_x_a_trigger_of_the_same_day_counts_as_after():
    file = with_children("2017-03-02T00:00:00Z")
    assert len(owed(file, "2017-07-03", code="send-safeguarding-enquiry")) == 2
    before = with_children("2017-03-01T23:59:00Z")
    assert len(owed(before, "2017-07-03", code="send-safeguarding-enquiry")) == 1


def with_statuses(*statuses):
    """A case with these child protection statuses: status, from when, when recorded."""
    made = [
        {"ref": f"s-{at}", "status": value, "date": on, "recorded_at": f"{at}T10:00:00Z"}
        for value, on, at in statuses
    ]
    person = {"particulars": {"ref": "person"}, "names": [{"ref": "name", "family": "Example"}]}
    return case(person=person | {"child_protection": made})


def test_y_the_status_recorded_last_stands():
    file = with_statuses(
        ("not known", "2017-03-06", "2017-03-06"), ("looked after", "2016-05-02", "2017-03-20")
    )
    assert one(file, "2017-07-03", "establish-child-status")["met_on"] == "2017-03-20"


def test_y_a_status_not_known_before_counts_from_the_first_day_of_supervision():
    file = with_statuses(("not known", "2016-03-07", "2016-03-07"))
    assert one(file, "2017-07-03", "establish-child-status")["opened_on"] == "2017-03-01"


def with_callout(*readers, **more):
    """A callout of 3 May, read by each of these, a day apart; the last has a version each."""
    versions = [
        {"date": f"2017-05-{day:02}", "by": who, "recorded_at": f"2017-05-{day:02}T10:00:00Z"}
        for day, who in enumerate(readers, start=3)
    ]
    item = {"ref": "item", "kind": "callout", "received_on": "2017-05-03"}
    item["read"] = versions[-1] | {"earlier": versions[:-1]}
    return case(information={"items": [item | more]})


def test_z_the_first_reading_by_a_holder_counts():
    assert one(with_callout("olga", "omar"), "2017-07-03", "read-reply")["met_on"] == "2017-05-03"
    assert one(with_callout("omar", "olga"), "2017-07-03", "read-reply")["met_on"] == "2017-05-04"


def test_z_what_somebody_else_has_read_is_still_to_be_read_and_nothing_acted_on_before():
    file = with_callout("omar")
    assert one(file, "2017-07-03", "read-reply")["met_on"] is None
    assert owed(file, "2017-07-03", code="act-on-reply") == []


def test_every_point_of_the_decision_is_tested_here():
    (page,) = DECISIONS.glob("0008-*.md")
    points = re.findall(r"^- \(([a-z])\) ", page.read_text(encoding="utf-8"), re.MULTILINE)
    modules = (sys.modules[__name__], test_choices_of_the_thread)
    names = [name for module in modules for name in vars(module)]
    tested = {name[5] for name in names if re.match(r"test_[a-z]_", name)}
    assert points == sorted(points)
    assert set(points) == tested
