"""Decision 0008, points n to v: needs, risks, plans, reviews and changes."""

from tests.assessed import (
    assessed,
    change,
    managed,
    oasys,
    objective,
    plan,
    planned,
    recorded,
    review,
    risk,
    section,
)
from tests.casefiles import case, caseload, custody, held_on_licence, licence, one, order, owed

NEED, ACTION = "objective-for-need", "action-for-risk"
NEEDING = oasys(sections=[section()])


def rows(file, code, on="2017-12-01"):
    """The rows of one duty by their subject."""
    return {row["subject"]: row for row in owed(file, on, code=code)}


def test_n_what_is_written_in_later_counts_from_its_recording():
    empty = objective(actions=[])
    completed = objective(actions=[{"ref": "a", "what": "Go", "who": "Ari"} | BY | LATER])
    for made, met_on in ((empty, None), (completed, "2017-04-10")):
        file = case(planning=planned(plan(objectives=[made])))
        assert one(file, "2017-12-01", "make-objective-concrete")["met_on"] == met_on


def test_n_what_was_in_it_counts_from_the_signature_however_late():
    late = plan(objectives=[objective("o", "oasys-s11")]) | LATER
    late["agreement"] |= LATER
    file = case(assessment=assessed(NEEDING), planning=planned(late))
    assert one(file, "2017-12-01", NEED)["met_on"] == "2017-03-24"


BY = {"by_when": "2017-06-30"}
LATER = recorded("2017-04-10")


def test_o_a_need_stands_until_it_is_assessed_otherwise():
    without = oasys("2017-05-02", "second")
    less = oasys("2017-05-02", "second", sections=[section(11, "second", scores=["11.5=1"])])
    for second, ended_on in ((without, None), (less, "2017-05-01")):
        file = case(assessment=assessed(NEEDING, second))
        assert one(file, "2017-12-01", NEED)["ended_on"] == ended_on


def test_o_a_group_left_out_of_the_summary_is_at_risk_no_longer():
    first = oasys(risks=[risk()])
    without, others = oasys("2017-05-02", "second"), [risk("staff", of="second")]
    summary = oasys("2017-05-02", "second", risks=others)
    for second, ended_on in ((without, None), (summary, "2017-05-01")):
        found = rows(case(assessment=assessed(first, second)), ACTION)
        assert found["oasys-public"]["ended_on"] == ended_on


def test_p_a_group_is_at_risk_from_medium_up_and_at_low_with_a_factor():
    risks = [
        risk("children", "medium", raises=[]),
        risk("public", "low"),
        risk("staff", "low", raises=[]),
    ]
    found = rows(case(assessment=assessed(oasys(risks=risks))), ACTION)
    assert set(found) == {"oasys-children", "oasys-public"}


def test_q_a_link_that_is_lost_is_missing_with_its_old_day():
    first = plan(objectives=[objective("o", "oasys-s11")], managed_risks=[managed()])
    both = oasys(sections=[section()], risks=[risk()])
    for plans, state in (([first], "met"), ([first, plan("2017-06-05", "plan-2")], "overdue")):
        file = case(assessment=assessed(both), planning=planned(*plans))
        for code in (NEED, ACTION, "contingency"):
            row = one(file, "2017-12-01", code)
            assert (row["state"], row["failing_since"]) == (state, "2017-04-01")


def unagreed(ref, signed_on, interval):
    """A plan with an empty objective that nobody agreed."""
    empty = objective(f"{ref}-objective", actions=[])
    return {"ref": ref, "signed_on": signed_on, "contact": interval, "objectives": [empty]}


def test_r_a_plan_owes_while_it_is_in_force():
    file = case(
        planning=planned(
            unagreed("one", "2017-03-24", "monthly"), unagreed("two", "2017-05-02", "monthly")
        )
    )
    for code in ("agree-plan", "set-contact-level", "make-objective-concrete"):
        found = [(row["state"], row["ended_on"]) for row in rows(file, code).values()]
        assert sorted(found, key=str) == [("missed", "2017-05-01"), ("overdue", None)]


def test_r_enough_contact_in_the_next_plan_meets_it():
    file = case(
        planning=planned(
            unagreed("one", "2017-03-24", "monthly"), unagreed("two", "2017-05-02", "weekly")
        )
    )
    assert one(file, "2017-12-01", "set-contact-level")["met_on"] == "2017-05-02"


def with_a_second_order(*plans):
    """A need assessed on 8 May, under an order of March and another of May."""
    second = {"ref": "second", "of": "order-2", "team": "north", "received_on": "2017-05-04"}
    return case(
        sentences={"orders": [order(), order("order-2", "2017-05-02")]},
        caseload=caseload(allocations=[*caseload()["allocations"], second]),
        assessment=assessed(oasys("2017-05-08", sections=[section()])),
        planning=planned(*plans),
    )


def test_s_a_plan_for_either_sentence_is_a_plan_and_else_the_earliest_limit_counts():
    assert one(with_a_second_order(plan()), "2017-12-01", NEED)["due_on"] == "2017-05-30"
    row = one(with_a_second_order(), "2017-05-08", NEED)
    assert (row["due_on"], row["state"]) == ("2017-03-31", "overdue")


def test_s_supervision_after_a_licence_goes_on_with_its_plan():
    pss = {"ref": "pss", "starts_on": "2017-06-01"}
    for plans, due_on in (([plan()], "2017-07-03"), ([], "2017-03-29")):
        file = case(
            sentences=custody(licence(expires_on="2017-05-31"), supervision=pss),
            caseload=held_on_licence("custody"),
            assessment=assessed(oasys("2017-06-12", sections=[section()])),
            planning=planned(*plans),
        )
        assert one(file, "2017-12-01", NEED)["due_on"] == due_on


def rated_low(signed_on="2017-03-20", *more, **sections):
    """Low, with a registration for weapons of 2015 that has ended."""
    registration = {"ref": "reg", "kind": "weapons", "registered_on": "2015-03-02"}
    registration["ended"] = {"date": "2016-03-01", "because": "reviewed"}
    person = {"particulars": {"ref": "person"}, "names": [{"ref": "name", "family": "Example"}]}
    low = {"ref": "low", "level": "low", "signed_on": signed_on}
    return case(
        person=person | {"registrations": [registration]},
        assessment={"harm": [low, *more]},
        **sections,
    )


def test_t_an_indicator_stays_one_and_a_level_alone_begins_and_ends_low():
    row = one(rated_low(), "2017-12-01", "analyse-harm")
    assert (row["subject"], row["opened_on"], row["ended_on"]) == ("low", "2017-03-20", None)
    medium = {"ref": "medium", "level": "medium", "signed_on": "2017-05-02"}
    row = one(rated_low("2017-03-20", medium), "2017-12-01", "analyse-harm")
    assert (row["state"], row["ended_on"]) == ("missed", "2017-05-01")


def test_t_low_before_supervision_opens_it_on_the_first_day():
    row = one(rated_low("2017-02-20"), "2017-12-01", "analyse-harm")
    assert row["opened_on"] == "2017-03-01"


def test_u_the_months_are_those_of_the_day_of_the_signature():
    for level, on, due_on in (
        ("high", "2017-03-20", "2017-07-20"),
        ("high", "2017-03-21", "2017-09-20"),
        ("low", "2017-03-20", "2018-03-20"),
    ):
        harm = [{"ref": "harm", "level": level, "signed_on": on}]
        file = case(assessment=assessed(oasys("2017-03-20"), harm=harm))
        assert one(file, "2017-12-01", "review-assessment")["due_on"] == due_on


def test_u_a_level_alone_is_no_assessment():
    file = rated_low()
    assert one(file, "2017-12-01", "initial-assessment")["met_on"] is None
    assert owed(file, "2017-12-01", code="review-assessment") == []


def test_v_not_needed_by_the_day_the_review_begins_is_the_decision():
    for decided_on, met_on, opens in (
        ("2017-05-07", "2017-05-07", 0),
        ("2017-05-08", "2017-05-08", 0),
        ("2017-05-09", "2017-05-08", 1),
    ):
        made = change(not_needed={"date": decided_on, "because": "Has another job"})
        file = case(
            information={"changes": [made]}, planning=planned(reviews=[review("2017-05-08")])
        )
        assert one(file, "2017-12-01", "decide-on-change")["met_on"] == met_on
        assert len(owed(file, "2017-12-01", code="review-after-change")) == opens


def test_v_a_change_recorded_while_nothing_is_live_opens_nothing():
    ended = {"orders": [order(ended={"date": "2017-05-01", "because": "revoked"})]}
    for on, number in (("2017-05-01", 1), ("2017-05-02", 0)):
        file = case(sentences=ended, information={"changes": [change(on)]})
        assert len(owed(file, "2017-12-01", code="decide-on-change")) == number
