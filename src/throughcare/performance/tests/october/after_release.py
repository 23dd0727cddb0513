"""The first appointment after release: within one business day."""

from tests.casefiles import licence

from throughcare.performance.tests.october.casefiles import (
    ENDED,
    LATE,
    MET,
    NOV,
    OCT,
    RELEASED,
    Counts,
    Written,
    at,
    released,
    written_in,
)

CASES: Written = {}
case_of = written_in(CASES)

case_of(
    40,  # Friday 29 September: Monday 2 October
    released(licence(released_on="2017-09-29"), contacts=[at("2017-10-02", "2017-09-27")]),
    Counts(RELEASED, OCT, MET),
)
case_of(
    41,
    released(licence(released_on="2017-09-29"), contacts=[at("2017-10-03", "2017-09-27")]),
    Counts(RELEASED, OCT, LATE),
)
case_of(42, released(licence(released_on="2017-10-30")), Counts(RELEASED, OCT, LATE))
case_of(43, released(licence(released_on="2017-10-31")), Counts(RELEASED, NOV, LATE))
case_of(
    44,  # seen on the day of release
    released(licence(released_on="2017-10-13"), contacts=[at("2017-10-13", "2017-10-02")]),
    Counts(RELEASED, OCT, MET),
)
case_of(
    45,  # released on Monday 2nd and seen on the 3rd; recalled; released again on Friday 20th
    released(
        licence(
            "first",
            "2017-10-02",
            recall={"date": "2017-10-10", "returned_on": "2017-10-10", "kind": "standard"},
        ),
        licence("again", "2017-10-20"),
        contacts=[at("2017-10-03", "2017-09-28"), at("2017-10-24", "2017-10-20")],
    ),
    Counts(RELEASED, OCT, MET),
    Counts(RELEASED, OCT, LATE),
)
case_of(
    46,  # supervision that follows the licence is no release
    released(
        licence(
            released_on="2017-03-01",
            expires_on="2017-10-01",
            ended={"date": "2017-10-01", "because": "expired"},
        ),
        custody={"supervision": {"ref": "supervision", "starts_on": "2017-10-02"}},
        contacts=[at("2017-03-01", "2017-02-20")],
    ),
)
case_of(
    47,  # released straight into supervision, without a licence
    released(custody={"supervision": {"ref": "supervision", "starts_on": "2017-10-03"}}),
)
case_of(
    48,  # recalled on the due day, Tuesday 17 October, and not seen
    released(
        licence(
            released_on="2017-10-16",
            recall={"date": "2017-10-17", "returned_on": "2017-10-17", "kind": "standard"},
        )
    ),
    Counts(RELEASED, OCT, LATE),
)
case_of(
    49,  # recalled on the day of release, before it was due
    released(
        licence(
            released_on="2017-10-16",
            recall={"date": "2017-10-16", "returned_on": "2017-10-16", "kind": "standard"},
        )
    ),
    Counts(RELEASED, OCT, ENDED),
)
