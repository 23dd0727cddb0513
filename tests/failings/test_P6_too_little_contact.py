"""P6: the level of contact is less than risk and need ask for (Trevor, every two months)."""

from tests.assessed import plan, planned
from tests.casefiles import document
from tests.failings.command import CaseInAFile

CODE = "set-contact-level"
VIOLENT = {"ref": "reg", "kind": "domestic abuse perpetrator", "registered_on": "2017-03-06"}
PERSON = document()["person"] | {"registrations": [VIOLENT]}


def seen(tmp_path, interval, **more):
    signed = plan("2017-03-24", contact=interval, **more)
    return CaseInAFile(tmp_path, person=PERSON, planning=planned(signed))


def test_less_than_the_minimum_surfaces(tmp_path):
    case = seen(tmp_path, "two-monthly")
    assert case.row("2017-03-31", CODE)["state"] == "due-soon"
    row = case.row("2017-04-03", CODE)
    assert (row["state"], row["failing_since"]) == ("overdue", "2017-04-01")
    assert (row["failings"], row["weight"], row["owner"]["staff"]) == (["P6"], 3, "olga")
    assert row["because"]["text"] == (
        "The plan signed on Friday 24 March 2017 says two-monthly; the minimum that day was weekly."
    )


def test_a_reason_that_the_manager_agreed_meets_it(tmp_path):
    reason = {"because": "Works away", "by": "olga"}
    assert CODE in seen(tmp_path, "monthly", contact_reason=reason).failing("2017-04-03")
    reason |= {"agreed_on": "2017-03-28", "agreed_by": "sam"}
    case = seen(tmp_path, "monthly", contact_reason=reason)
    assert case.row("2017-04-03", CODE)["state"] == "met"


def test_as_much_as_the_minimum_surfaces_nothing(tmp_path):
    assert seen(tmp_path, "weekly").rows("2017-04-03", CODE) == []
