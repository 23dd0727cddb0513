"""R1: no review within the period that the case asks for. It surfaces before it is late."""

import pytest
from tests.assessed import assessed, oasys, planned, review
from tests.failings.command import CaseInAFile

CODE = "review-assessment"


@pytest.mark.parametrize(
    ("level", "last", "failing"),
    [
        ("high", "2017-07-20", "2017-07-21"),
        ("medium", "2017-09-20", "2017-09-21"),
        ("low", "2018-03-20", "2018-03-21"),
    ],
)
def test_the_period_is_that_of_the_level(tmp_path, level, last, failing):
    case = CaseInAFile(tmp_path, assessment=assessed(oasys("2017-03-20", level=level)))
    assert case.row(last, CODE)["state"] == "due-soon"
    row = case.row(failing, CODE)
    assert (row["state"], row["failing_since"]) == ("overdue", failing)
    assert (row["failings"], row["weight"], row["owner"]["staff"]) == (["R1"], 5, "olga")


def test_a_review_counts_once_it_is_signed(tmp_path):
    case = CaseInAFile(
        tmp_path,
        assessment=assessed(oasys("2017-03-20")),
        planning=planned(reviews=[review("2017-09-04", "2017-09-27") | {"recorded_at": LATE}]),
    )
    assert CODE in case.failing("2017-09-26")
    rows = {row["opened_on"]: row["state"] for row in case.rows("2017-09-27", CODE)}
    assert rows == {"2017-03-20": "met-late", "2017-09-27": "open"}


LATE = "2017-09-27T15:00:00Z"
