"""S2: the first assessment or plan not done in time. It is to surface before it is late."""

from tests.assessed import assessed, oasys, plan, planned
from tests.casefiles import contact
from tests.failings.command import CaseInAFile

BOTH = {"initial-assessment", "initial-plan"}
SEEN = contact("c-1", "2017-03-08")


def test_both_surface_from_the_first_appointment_and_fail_after_fifteen_days(tmp_path):
    case = CaseInAFile(tmp_path, contacts=[SEEN])
    for code in BOTH:
        assert case.row("2017-03-23", code)["state"] == "due-soon"
        row = case.row("2017-03-30", code)
        assert (row["state"], row["failing_since"]) == ("overdue", "2017-03-30")
        assert (row["failings"], row["weight"]) == (["S2"], 4)
        assert row["owner"] == {"role": "responsible officer", "staff": "olga", "team": "north"}
        assert row["because"]["text"] == "First seen on Wednesday 8 March 2017."


def test_somebody_never_seen_surfaces_after_twenty_days(tmp_path):
    case = CaseInAFile(tmp_path)
    assert not BOTH & set(case.failing("2017-03-31"))
    assert {case.failing("2017-04-03")[code] for code in BOTH} == {"2017-04-01"}


def test_signed_in_time_nothing_surfaces(tmp_path):
    case = CaseInAFile(
        tmp_path,
        contacts=[SEEN],
        assessment=assessed(oasys("2017-03-28")),
        planning=planned(plan("2017-03-29")),
    )
    assert {case.row("2017-04-03", code)["state"] for code in BOTH} == {"met"}
