"""R2: life changed and nothing was reviewed (Darren, Ben)."""

from tests.assessed import assessed, change, oasys, planned, review
from tests.failings.command import CaseInAFile

DECIDE, FINISH = "decide-on-change", "review-after-change"
CHANGES = {
    "changes": [
        change("2017-05-02", "pregnancy", "expecting"),
        change("2017-05-04", "arrest", "arrested"),
    ]
}


def test_each_change_surfaces_with_its_own_clock(tmp_path):
    case = CaseInAFile(tmp_path, information=CHANGES, assessment=assessed(oasys("2017-03-20")))
    rows = {row["subject"]: row for row in case.rows("2017-05-10", DECIDE)}
    assert {ref: (row["failing_since"], row["weight"]) for ref, row in rows.items()} == {
        "expecting": ("2017-05-10", 5),
        "arrested": ("2017-05-06", 1),
    }
    assert {row["state"] for row in rows.values()} == {"overdue"}
    assert {row["owner"]["staff"] for row in rows.values()} == {"olga"}
    assert rows["arrested"]["failings"] == ["R2"]


def test_a_review_begun_decides_both_and_is_to_be_finished_for_each(tmp_path):
    begun = review("2017-05-05", "2017-05-25", "expecting") | {"recorded_at": SIGNED}
    begun["earlier"] = [{"begun_on": "2017-05-05", "recorded_at": "2017-05-05T09:00:00Z"}]
    case = CaseInAFile(tmp_path, information=CHANGES, planning=planned(reviews=[begun]))

    assert {row["state"] for row in case.rows("2017-05-05", DECIDE)} == {"met"}
    due = {row["subject"]: row["due_on"] for row in case.rows("2017-05-05", FINISH)}
    assert due == {"expecting": "2017-05-23", "arrested": "2017-05-25"}
    assert case.failing("2017-05-24") == {FINISH: "2017-05-24"} | case.failing("2017-05-23")
    states = {row["subject"]: row["state"] for row in case.rows("2017-05-26", FINISH)}
    assert states == {"expecting": "met-late", "arrested": "overdue"}


def test_a_change_that_needs_no_review_is_decided_with_a_reason(tmp_path):
    decided = change(not_needed={"date": "2017-05-08", "because": "Has another job"})
    case = CaseInAFile(tmp_path, information={"changes": [decided]})
    assert case.row("2017-05-12", DECIDE)["state"] == "met"
    assert case.rows("2017-05-12", FINISH) == []


SIGNED = "2017-05-25T15:00:00Z"
