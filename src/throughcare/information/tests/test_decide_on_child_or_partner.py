"""A new partner, or contact with a child, where there is risk: somebody decides at once."""

import pytest
from tests.casefiles import case, caseload, officer, one, order, owed

from throughcare.information.tests.enquiring import child, partner, person, registered

CODE = "decide-on-child-or-partner"


def known(*relationships, risk=None, decisions=(), assessed=(), **more):
    """A case with these people, and a registration for domestic abuse unless told otherwise."""
    registrations = [registered()] if risk is None else list(risk)
    return case(
        person=person(relationships=list(relationships), registrations=registrations),
        assessment={"oasys": list(assessed)},
        information={"relationship_decisions": list(decisions)},
        **more,
    )


def assessment(on="2017-04-03", ref="oasys", **more):
    """An assessment signed on a day."""
    return {"ref": ref, "begun_on": on, "signed_on": on} | more


def at_risk(group, level, on="2017-04-03", ref="oasys"):
    """An assessment with a level for one group."""
    risks = [{"ref": f"{ref}-risk", "group": group, "level": level}]
    return assessment(on, ref, risks=risks)


def scored(number, *scores, on="2017-04-03", ref="oasys", **more):
    """An assessment with the scores of one section."""
    sections = [{"ref": f"{ref}-s", "number": number, "scores": list(scores)}]
    return assessment(on, ref, sections=sections) | more


def decided(on, outcome="referral", **more):
    """A decision about the partner."""
    return {"ref": f"d-{on}", "relationship": "partner", "date": on, "outcome": outcome} | more


# When it falls due


@pytest.mark.parametrize(
    ("who", "because"),
    [
        (child(), "Contact with a child was recorded"),
        (partner(cares_for_child=True), "A new partner was recorded"),
    ],
)
def test_it_is_due_the_same_day_where_a_child_is_near(who, because):
    row = one(known(who), "2017-05-03", CODE)
    assert (row["opened_on"], row["due_on"]) == ("2017-05-03", "2017-05-03")
    assert (row["state"], row["weight"], row["failings"]) == ("due-soon", 1, ["S11"])
    assert (row["subject"], row["owner"]["staff"]) == (who["ref"], "olga")
    assert row["because"]["text"] == (
        f"{because} on Wednesday 3 May 2017; on record is domestic abuse."
    )
    assert one(known(who), "2017-05-04", CODE)["state"] == "overdue"


def test_the_same_day_is_the_day_itself_though_it_is_a_saturday():
    assert one(known(child(since="2017-05-06")), "2017-06-01", CODE)["due_on"] == "2017-05-06"


@pytest.mark.parametrize(("day", "state"), [("2017-05-05", "due-soon"), ("2017-05-06", "overdue")])
def test_any_other_partner_is_decided_about_in_two_working_days(day, state):
    row = one(known(partner()), day, CODE)
    assert (row["due_on"], row["state"]) == ("2017-05-05", state)


@pytest.mark.parametrize(
    ("heard_on", "due_on"), [("2017-05-04", "2017-05-04"), ("2017-05-10", "2017-05-05")]
)
def test_a_child_heard_of_later_makes_it_the_same_day(heard_on, due_on):
    before = {"kind": "partner", "name": "Robin", "is_partner": True}
    before["recorded_at"] = "2017-05-03T10:00:00Z"
    who = partner(since=heard_on, cares_for_child=True, earlier=[before])
    row = one(known(who), "2017-06-01", CODE)
    assert (row["opened_on"], row["due_on"]) == ("2017-05-03", due_on)


# Who is new


@pytest.mark.parametrize(
    "who",
    [
        pytest.param(child(contact="none"), id="a child without contact"),
        pytest.param(partner(is_partner=False, kind="sister"), id="a sister"),
        pytest.param(partner(since="2017-03-01"), id="known on the first day"),
        pytest.param(partner(since="2017-02-01"), id="known before"),
    ],
)
def test_who_is_not_new_calls_for_nothing(who):
    assert owed(known(who), "2017-06-01", code=CODE) == []


@pytest.mark.parametrize("who", [child(contact=None), child(contact="unsupervised")])
def test_contact_not_ruled_out_is_contact(who):
    assert one(known(who), "2017-06-01", CODE)["opened_on"] == "2017-05-03"


def test_the_day_after_the_first_they_are_new():
    assert one(known(partner(since="2017-03-02")), "2017-06-01", CODE)


def test_contact_that_begins_with_a_child_known_before_is_new():
    before = {"kind": "child", "name": "Kim", "is_child": True, "contact": "none"}
    before["recorded_at"] = "2017-03-01T10:00:00Z"
    assert one(known(child(earlier=[before])), "2017-06-01", CODE)["opened_on"] == "2017-05-03"


def test_a_child_who_moves_in_is_new_whatever_is_said_of_contact():
    before = {"kind": "child", "name": "Kim", "is_child": True, "contact": "none"}
    before["recorded_at"] = "2017-03-01T10:00:00Z"
    moved_in = child(contact="none", lives_with=True, earlier=[before])
    row = one(known(moved_in), "2017-06-01", CODE)
    assert (row["opened_on"], row["due_on"]) == ("2017-05-03", "2017-05-03")


def test_it_counts_from_the_day_it_was_recorded_not_from_when_it_began():
    who = partner(began_on="2017-01-05")
    assert owed(known(who), "2017-05-02", code=CODE, known="2017-05-02") == []
    assert one(known(who), "2017-06-01", CODE)["opened_on"] == "2017-05-03"


def test_each_has_its_own_row():
    rows = owed(known(partner(), child(), child("child-2")), "2017-06-01", code=CODE)
    assert {row["subject"] for row in rows} == {"partner", "child", "child-2"}


# Where there is risk


RISKS = [
    pytest.param({"risk": [registered()]}, id="domestic abuse"),
    pytest.param(
        {"risk": [registered(ended={"date": "2017-04-03"})]}, id="a registration that ended"
    ),
    pytest.param({"risk": [registered("risk to children")]}, id="a risk to children"),
    pytest.param({"risk": [registered("child protection")]}, id="child protection"),
    pytest.param({"risk": [registered("child concerns")]}, id="concerns for a child"),
    pytest.param({"assessed": [scored(6, "6.7=2")]}, id="domestic abuse scored"),
    pytest.param({"assessed": [at_risk("children", "medium")]}, id="children medium"),
    pytest.param({"assessed": [at_risk("known adult", "very high")]}, id="known adult"),
]


@pytest.mark.parametrize("risk", RISKS)
def test_each_of_these_calls_for_a_decision(risk):
    assert one(known(partner(), **{"risk": []} | risk), "2017-06-01", CODE)["state"] == "overdue"


@pytest.mark.parametrize(
    "risk",
    [
        pytest.param({}, id="nothing"),
        pytest.param({"risk": [registered("domestic abuse victim")]}, id="abused"),
        pytest.param({"risk": [registered("weapons")]}, id="weapons"),
        pytest.param({"assessed": [scored(6, "6.7=1")]}, id="scored as some"),
        pytest.param({"assessed": [scored(6, "6.7=2") | {"signed_on": None}]}, id="a draft"),
        pytest.param({"assessed": [at_risk("children", "low")]}, id="children low"),
        pytest.param({"assessed": [at_risk("public", "high")]}, id="the public"),
        pytest.param({"assessed": [scored(9, "9.1=2", "9.2=2")]}, id="drink, no care of a child"),
    ],
)
def test_without_such_a_risk_nothing_is_owed(risk):
    for each in risk.get("assessed", ()):
        if each["signed_on"] is None:
            del each["signed_on"]
    assert owed(known(partner(), **{"risk": []} | risk), "2017-06-01", code=CODE) == []


@pytest.mark.parametrize(
    ("number", "scores", "calls"),
    [
        (8, ["8.4=1"], False),
        (8, ["8.4=1", "8.9=1"], True),
        (8, ["8.1=2"], False),
        (9, ["9.1=2", "9.2=1"], False),
        (9, ["9.1=2", "9.2=1", "9.5=1"], True),
        (9, ["9.1=2", "9.4=2"], False),
    ],
)
def test_drink_and_drugs_count_from_the_threshold_of_need(number, scores, calls):
    file = known(child(), risk=[], assessed=[scored(number, *scores)])
    assert bool(owed(file, "2017-06-01", code=CODE)) is calls


def test_a_child_in_the_person_s_own_home_is_care_of_a_child():
    at_home = child("own", "2017-03-01", lives_with=True)
    file = known(partner(), at_home, risk=[], assessed=[scored(9, "9.1=2", "9.2=2")])
    row = one(file, "2017-06-01", CODE)
    assert (row["subject"], row["due_on"]) == ("partner", "2017-05-05")


def test_it_opens_on_the_later_of_person_and_risk():
    risk = [registered(on="2017-04-03", recorded_at="2017-05-10T10:00:00Z")]
    row = one(known(partner(), risk=risk), "2017-06-01", CODE)
    assert (row["opened_on"], row["due_on"]) == ("2017-05-10", "2017-05-12")
    row = one(
        known(child(), risk=[], assessed=[at_risk("children", "high", "2017-05-10")]),
        "2017-06-01",
        CODE,
    )
    assert (row["opened_on"], row["due_on"]) == ("2017-05-10", "2017-05-10")
    assert "a risk of serious harm to children" in row["because"]["text"]


def test_a_level_counts_while_it_is_in_force():
    lowered = [
        at_risk("children", "medium"),
        assessment("2017-04-10", "says-nothing"),
        at_risk("children", "low", "2017-05-02", "oasys-2"),
        at_risk("children", "medium", "2017-05-17", "oasys-3"),
    ]
    assert one(known(partner(), risk=[], assessed=lowered[:2]), "2017-06-01", CODE)
    assert owed(known(partner(), risk=[], assessed=lowered[:3]), "2017-06-01", code=CODE) == []
    row = one(known(partner(), risk=[], assessed=lowered), "2017-06-01", CODE)
    assert row["opened_on"] == "2017-05-17"


def test_what_is_written_into_an_assessment_later_counts_from_then():
    late = at_risk("children", "medium")
    late["risks"][0]["recorded_at"] = "2017-05-17T10:00:00Z"
    row = one(known(partner(), risk=[], assessed=[late]), "2017-06-01", CODE)
    assert row["opened_on"] == "2017-05-17"
    signed_late = at_risk("children", "medium") | {"recorded_at": "2017-05-17T10:00:00Z"}
    row = one(known(partner(), risk=[], assessed=[signed_late]), "2017-06-01", CODE)
    assert row["opened_on"] == "2017-05-03"


def test_drink_that_is_no_need_any_more_counts_no_more():
    drink = [
        scored(9, "9.1=2", "9.2=2"),
        assessment("2017-04-10", "silent"),
        scored(9, "9.1=0", "9.2=1", on="2017-05-02", ref="oasys-2"),
    ]
    assert one(known(child(), risk=[], assessed=drink[:2]), "2017-06-01", CODE)
    assert owed(known(child(), risk=[], assessed=drink), "2017-06-01", code=CODE) == []


# What meets it


@pytest.mark.parametrize(("on", "state"), [("2017-05-05", "met"), ("2017-05-06", "met-late")])
@pytest.mark.parametrize(
    "said",
    [
        {"outcome": "referral"},
        {"outcome": "enquiry"},
        {"outcome": "neither", "because": "Lives abroad."},
        {"outcome": "neither", "has_because": True},
    ],
)
def test_a_referral_an_enquiry_or_neither_with_a_reason_meets_it(on, state, said):
    row = one(known(partner(), decisions=[decided(on, **said)]), "2017-06-01", CODE)
    assert (row["met_on"], row["state"]) == (on, state)


def test_neither_without_a_reason_decides_nothing():
    file = known(partner(), decisions=[decided("2017-05-04", "neither")])
    assert one(file, "2017-06-01", CODE)["state"] == "overdue"


def test_the_earliest_that_counts_meets_it():
    decisions = [
        decided("2017-05-04", "neither"),
        decided("2017-05-08"),
        decided("2017-05-05", "enquiry"),
    ]
    assert one(known(partner(), decisions=decisions), "2017-06-01", CODE)["met_on"] == "2017-05-05"


def test_a_decision_about_another_meets_nothing():
    file = known(partner(), child(), decisions=[decided("2017-05-04")])
    met = {row["subject"]: row["met_on"] for row in owed(file, "2017-06-01", code=CODE)}
    assert met == {"partner": "2017-05-04", "child": None}


def test_as_it_was_known_before_the_decision_was_recorded():
    late = decided("2017-05-04", recorded_at="2017-05-10T10:00:00Z")
    file = known(partner(), decisions=[late])
    assert one(file, "2017-05-09", CODE, known="2017-05-09")["state"] == "overdue"
    assert one(file, "2017-05-10", CODE, known="2017-05-10")["state"] == "met"


def test_it_moves_with_the_case_and_ends_with_supervision():
    made = caseload(
        "2017-03-03",
        officer("officer", "olga", "2017-03-03"),
        officer("officer-2", "omar", "2017-05-10"),
    )
    orders = [order(ended={"date": "2017-05-31", "because": "revoked"})]
    file = known(
        partner(),
        child("late", "2017-06-01"),
        caseload=made,
        sentences={"orders": orders},
    )
    assert one(file, "2017-05-10", CODE)["owner"]["staff"] == "omar"
    assert one(file, "2017-06-01", CODE)["state"] == "missed"
