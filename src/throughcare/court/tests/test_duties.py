"""complete-cas and allocate-case, each limit from both sides, and whose they are."""

import json
from datetime import date

import pytest
from tests.casefiles import at_court, away, case, custody, leaves, licence, one, order, owed

from throughcare.caseload.rules.holding import Holding
from throughcare.court.tests.before_court import before_the_court, with_court
from throughcare.kernel.casefile.reading import read
from throughcare.kernel.duty import Role
from throughcare.kernel.regime import TRANSFORMING_REHABILITATION


def before(**sections):
    """Sentenced on Wednesday 1 March 2017, before Cora; nothing is signed."""
    (file,) = read(json.dumps(before_the_court(**sections)).encode(), "case.json")
    return file


def allocation(**parts):
    """Cora's allocation, with what is signed."""
    plain = {"ref": "at-court", "of": "order", "team": "court", "officer": "cora"}
    return {"court": {"allocations": [plain | parts]}}


def signed(rsr="2017-03-01", screening="2017-03-01", form="2017-03-01"):
    days = {"rsr": rsr, "screening": screening, "form": form}
    return {name: {"signed_on": day} for name, day in days.items() if day}


def test_signed_by_the_day_of_sentence_nothing_opens():
    file = before(**allocation(**signed("2017-02-20", "2017-02-27", "2017-03-01")))
    assert owed(file, "2017-03-01", code="complete-cas") == []


@pytest.mark.parametrize("name", ["rsr", "screening", "form"])
def test_one_that_is_not_signed_opens_it_on_the_day_itself(name):
    file = before(**allocation(**signed(**{name: None})))
    row = one(file, "2017-03-01", "complete-cas")
    assert (row["opened_on"], row["due_on"], row["state"]) == (
        "2017-03-01",
        "2017-03-01",
        "due-soon",
    )
    row = one(file, "2017-03-02", "complete-cas")
    assert (row["state"], row["failing_since"], row["subject"]) == (
        "overdue",
        "2017-03-02",
        "order",
    )


def test_one_row_whatever_is_unsigned_met_on_the_day_of_the_last():
    file = before(**allocation(**signed("2017-03-02", "2017-03-07", "2017-03-06")))
    row = one(file, "2017-03-08", "complete-cas")
    assert (row["met_on"], row["state"]) == ("2017-03-07", "met-late")
    assert "Not signed" not in row["because"]["text"]


def test_it_says_what_is_not_signed():
    file = before(**allocation(**signed(screening=None)))
    text = one(file, "2017-03-02", "complete-cas")["because"]["text"]
    assert text == "Sentenced on Wednesday 1 March 2017. Not signed: RoSH screening."


@pytest.mark.parametrize("on", ["2014-05-30", "2014-06-02"])
def test_sentences_before_june_2014_owe_neither(on):
    plain = {"orders": [{"ref": "order", "kind": "community order", "sentenced_on": on}]}
    codes = {row["code"] for row in owed(before(sentences=plain), "2014-06-02")}
    assert codes == (set() if on < "2014-06-01" else {"complete-cas", "allocate-case"})


@pytest.mark.parametrize(
    ("sentenced", "due"),
    [("2018-03-29", "2018-04-04"), ("2018-08-24", "2018-08-29"), ("2017-03-01", "2017-03-03")],
)
def test_allocated_by_the_end_of_the_second_full_business_day(sentenced, due):
    plain = {"orders": [{"ref": "order", "kind": "community order", "sentenced_on": sentenced}]}
    assert one(before(sentences=plain), sentenced, "allocate-case")["due_on"] == due


@pytest.mark.parametrize(("decided", "state"), [("2017-03-03", "met"), ("2017-03-06", "met-late")])
def test_the_decision_meets_it(decided, state):
    decision = {"decided_on": decided, "provider": "crc"}
    file = before(**allocation(decision=decision))
    row = one(file, "2017-03-06", "allocate-case")
    assert (row["met_on"], row["state"]) == (decided, state)


def received(of="order", on="2017-03-03"):
    return {"allocations": [{"ref": "a", "of": of, "team": "north", "received_on": on}]}


def test_a_receipt_proves_a_decision_by_that_day_and_leaves_the_form_open():
    file = before(caseload=received())
    assert one(file, "2017-03-06", "allocate-case")["met_on"] == "2017-03-03"
    row = one(file, "2017-03-06", "complete-cas")
    assert (row["state"], row["owner"]["staff"]) == ("overdue", "cora")


def test_a_decision_on_record_counts_and_not_the_receipt():
    late = {"decision": {"decided_on": "2017-03-08", "provider": "crc"}}
    file = before(caseload=received(), **allocation(**late))
    assert one(file, "2017-03-09", "allocate-case")["met_on"] == "2017-03-08"


def test_a_custodial_sentence_owes_them_before_any_release_and_its_licence_s_receipt_counts():
    sentences = custody(sentenced_on="2017-03-01")
    file = before(sentences=sentences, **allocation(of="custody"))
    assert one(file, "2017-03-02", "complete-cas")["state"] == "overdue"
    sentences = custody(licence(released_on="2017-06-01"), sentenced_on="2017-03-01")
    file = before(
        sentences=sentences, caseload=received("licence", "2017-06-01"), **allocation(of="custody")
    )
    assert one(file, "2017-06-02", "allocate-case")["met_on"] == "2017-06-01"


def test_they_end_with_the_sentence():
    ended = {"ended": {"date": "2017-03-02", "because": "revoked"}}
    order = {"ref": "order", "kind": "community order", "sentenced_on": "2017-03-01"} | ended
    file = before(sentences={"orders": [order]})
    assert one(file, "2017-03-06", "complete-cas")["state"] == "missed"
    assert one(file, "2017-03-06", "allocate-case")["state"] == "ended"


def test_until_the_first_is_marked_as_an_error_two_allocations_count_as_one():
    first = {"ref": "one", "of": "order"} | signed(form=None)
    first["in_error"] = {"recorded_at": "2017-03-05T10:00:00Z", "because": "entered twice"}
    second = {"ref": "two", "of": "order"} | signed(rsr=None, screening=None)
    file = before(court={"allocations": [first, second]})
    assert owed(file, "2017-03-06", code="complete-cas", known="2017-03-04") == []
    assert one(file, "2017-03-06", "complete-cas", known="2017-03-05")["state"] == "overdue"


def owner(file, on, code="complete-cas"):
    found = one(file, on, code)["owner"]
    return found and (found["role"], found["staff"], found["team"])


def test_they_are_the_court_officer_s():
    assert owner(before(), "2017-03-02") == ("court officer", "cora", "court")
    assert owner(before(), "2017-03-02", "allocate-case") == ("court officer", "cora", "court")


def test_of_an_officer_who_left_they_are_the_court_team_s_manager_s():
    post = {"ref": "post-cora", "team": "court", "starts_on": "2014-06-01"}
    gone = {"cora": {"posts": [post | {"left": {"date": "2017-03-02"}}]}}
    file = before(directory=with_court(**gone))
    assert owner(file, "2017-03-02") == ("court officer", "cora", "court")
    assert owner(file, "2017-03-03") == ("team manager", "mona", "court")


def test_of_an_officer_who_is_away_they_are_who_covers_s_or_the_manager_s():
    gone = away("cora", "2017-03-02", "2017-03-03")
    assert owner(before(directory=with_court(**gone)), "2017-03-02") == (
        "team manager",
        "mona",
        "court",
    )
    assert owner(before(directory=with_court(**gone)), "2017-03-06")[1] == "cora"
    gone["cora"]["cover"] = [{"ref": "cover", "by": "olga", "starts_on": "2017-03-02"}]
    assert owner(before(directory=with_court(**gone)), "2017-03-02") == (
        "acting cover",
        "olga",
        "court",
    )


def test_without_a_manager_they_are_the_duty_manager_s():
    directory = with_court(**leaves("olga", "2017-01-01"))
    court = next(each for each in directory["teams"] if each["ref"] == "court")
    court["managers"] = []
    file = before(directory=directory, court={"allocations": [_of_team()]})
    assert owner(file, "2017-03-02") == ("duty manager", "nora", "court")


def _of_team():
    return {"ref": "at-court", "of": "order", "team": "court"}


def test_without_a_court_team_they_are_the_manager_s_of_the_team_that_holds_the_case():
    file = before(court={}, caseload=received())
    assert owner(file, "2017-03-06") == ("team manager", "sam", "north")
    assert owner(before(court={}), "2017-03-06") is None


def test_two_sentences_before_two_courts_are_each_its_own_officer_s():
    orders = [
        {"ref": ref, "kind": "community order", "sentenced_on": "2017-03-01"}
        for ref in ("order", "second")
    ]
    other = {"ref": "other", "of": "second", "team": "south", "officer": "petra"}
    file = before(
        sentences={"orders": orders},
        court={"allocations": [allocation()["court"]["allocations"][0], other]},
    )
    found = {
        row["subject"]: row["owner"]["staff"]
        for row in owed(file, "2017-03-02", code="complete-cas")
    }
    assert found == {"order": "cora", "second": "petra"}


def test_until_a_team_has_received_it_other_duties_are_the_court_officer_s_too():
    changes = {
        "changes": [
            {
                "ref": "c",
                "kind": "arrest",
                "happened_on": "2017-03-01",
                "recorded_at": "2017-03-01T10:00:00Z",
            }
        ]
    }
    file = before(information=changes)
    assert owner(file, "2017-03-02", "decide-on-change") == ("court officer", "cora", "court")
    later = before(information=changes, caseload=received())
    assert owner(later, "2017-03-02", "decide-on-change") == ("court officer", "cora", "court")
    assert owner(later, "2017-03-03", "decide-on-change") == ("team manager", "sam", "north")


def test_a_case_that_a_team_supervises_stays_with_it_through_a_new_sentence():
    orders = [
        {
            "ref": "earlier",
            "kind": "community order",
            "sentenced_on": "2016-09-01",
            "expires_on": "2018-01-01",
        },
        {"ref": "order", "kind": "community order", "sentenced_on": "2017-03-01"},
    ]
    caseload = {
        "allocations": [
            {"ref": "a", "of": "earlier", "team": "north", "received_on": "2016-09-02"}
        ],
        "officers": [{"ref": "o", "staff": "olga", "starts_on": "2016-09-02"}],
    }
    made = allocation()["court"]["allocations"][0]
    court = {"allocations": [made, at_court("earlier", "2016-09-01")]}
    file = before(sentences={"orders": orders}, caseload=caseload, court=court)
    assert owner(file, "2017-03-02") == ("court officer", "cora", "court")
    assert owner(file, "2017-03-02", "see-the-person")[:2] == ("responsible officer", "olga")
    orders[0]["expires_on"] = "2017-02-10"
    file = before(sentences={"orders": orders}, caseload=caseload, court=court)
    (row,) = (r for r in owed(file, "2017-03-02", code="allocate-case") if r["subject"] == "order")
    assert row["owner"]["staff"] == "cora"
    holding = Holding(file, TRANSFORMING_REHABILITATION)
    teams = [holding.on(date(2017, 2, day)).team for day in (10, 11)]
    assert teams == ["north", "north"]
    assert [holding.on(date(2017, 3, day)).team for day in (1, 20)] == ["court", "court"]


@pytest.mark.parametrize(
    ("report", "held"),
    [
        pytest.param({}, ["court"] * 3, id="asked for"),
        pytest.param({"signed": {"date": "2017-02-03"}}, ["court", "court", None], id="signed"),
        pytest.param(
            {"withdrawn": {"date": "2017-02-03"}}, ["court", None, None], id="no longer wanted"
        ),
        pytest.param(
            {"disposed": {"date": "2017-02-03"}}, ["court", None, None], id="ended at court"
        ),
        pytest.param(
            {"signed": {"date": "2017-02-01"}, "disposed": {"date": "2017-02-08"}},
            ["court", "court", None],
            id="signed, and ended at the hearing",
        ),
    ],
)
def test_a_report_puts_somebody_new_before_the_court_team_until_the_hearing(report, held):
    asked = {"ref": "r", "requested_on": "2017-02-01", "hearing_on": "2017-02-08", "team": "court"}
    file = before(sentences={}, court={"reports": [asked | report]})
    holding = Holding(file, TRANSFORMING_REHABILITATION)
    assert holding.on(date(2017, 1, 31)) is None
    assert [holding.on(date(2017, 2, day)).team for day in (3, 8, 9)] == held


@pytest.mark.parametrize(
    ("more", "team"), [({}, "north"), ({"recall": {"date": "2017-02-01"}}, "north")]
)
def test_somebody_in_custody_or_recalled_stays_with_their_team(more, team):
    sentences = custody(*([licence(released_on="2017-01-02") | more] if more else []))
    sentences["orders"] = [
        {"ref": "order", "kind": "community order", "sentenced_on": "2017-03-01"}
    ]
    file = before(sentences=sentences, caseload=received("custody", "2016-09-02"))
    assert Holding(file, TRANSFORMING_REHABILITATION).on(date(2017, 3, 2)).team == team


WRITTEN = {"ref": "r", "requested_on": "2017-02-20", "team": "court", "author": "cora"}
EARLIER = {"ref": "earlier", "kind": "community order", "sentenced_on": "2017-02-22"}


@pytest.mark.parametrize(
    ("report", "orders", "staff"),
    [
        pytest.param({}, [order()], "cora", id="written for it"),
        pytest.param(
            {"hearing_on": "2017-03-01", "signed": {"date": "2017-02-27"}},
            [order()],
            "cora",
            id="signed, the hearing over",
        ),
        pytest.param({}, [order(), EARLIER], "mona", id="for a sentence before it"),
        pytest.param({"withdrawn": {"date": "2017-02-27"}}, [order()], None, id="withdrawn"),
        pytest.param({"requested_on": "2017-03-02"}, [order()], "mona", id="asked for after it"),
    ],
)
def test_with_nothing_of_its_allocation_a_sentence_is_whose_report_it_was(report, orders, staff):
    court = {"reports": [WRITTEN | report]}
    if EARLIER in orders:
        court["allocations"] = [at_court("earlier", "2017-02-22")]
    file = before(sentences={"orders": orders}, court=court)
    holding = Holding(file, TRANSFORMING_REHABILITATION)
    owner = holding.owner_of(Role.COURT_OFFICER, date(2017, 3, 3), author="order")
    assert (owner and owner.staff) == staff


def test_the_plain_case_owes_nothing_at_court():
    assert {row["state"] for row in owed(case(), "2018-01-01", code="allocate-case")} == {"met"}
    assert owed(case(), "2018-01-01", code="complete-cas") == []
