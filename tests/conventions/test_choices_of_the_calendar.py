"""Decision 0008, point by point: how the rules read what the duty calendar leaves open."""

import re
import sys
from pathlib import Path

from tests.casefiles import case, contact, directory, one, order, owed

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


def test_every_point_of_the_decision_is_tested_here():
    (page,) = DECISIONS.glob("0008-*.md")
    points = re.findall(r"^- \(([a-z])\) ", page.read_text(encoding="utf-8"), re.MULTILINE)
    tested = {name[5] for name in vars(sys.modules[__name__]) if re.match(r"test_[a-z]_", name)}
    assert points == sorted(points)
    assert set(points) == tested
