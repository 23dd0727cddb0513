"""Allocation after sentence, and breach."""

from throughcare.performance.tests.october.casefiles import (
    AGAINST,
    ALLOCATED,
    ENDED,
    LATE,
    MET,
    NOV,
    OCT,
    PRESENTED,
    REFERRED,
    SEP,
    Counts,
    Written,
    failing,
    sentenced,
    written_in,
)

CASES: Written = {}
case_of = written_in(CASES)

# Allocation: by the end of the second full business day after sentence.
case_of(80, sentenced("2017-10-27", "2017-10-31"), Counts(ALLOCATED, OCT, MET, "court"))
case_of(81, sentenced("2017-10-27", "2017-11-01"), Counts(ALLOCATED, OCT, LATE, "court"))
case_of(82, sentenced("2017-10-30", "2017-10-31"), Counts(ALLOCATED, NOV, MET, "court"))
case_of(83, sentenced("2017-09-28", "2017-09-28"), Counts(ALLOCATED, OCT, MET, "court"))
case_of(84, sentenced("2017-09-27"), Counts(ALLOCATED, SEP, LATE, "court"))
case_of(
    85,  # revoked on appeal on Monday 30 October, before the second day was over
    sentenced("2017-10-27", ended={"date": "2017-10-30", "because": "revoked"}),
    Counts(ALLOCATED, OCT, ENDED, "court"),
)

# Breach: eight business days for a CRC, ten for the NPS, from the day it was found unacceptable.
case_of(
    100,  # Thursday 19 October: 20, 23-27, 30, 31
    failing("2017-10-19", "referred", "2017-10-31"),
    Counts(REFERRED, OCT, MET),
)
case_of(101, failing("2017-10-19", "referred", "2017-11-01"), Counts(REFERRED, OCT, LATE))
case_of(102, failing("2017-10-20", "referred", "2017-11-01"), Counts(REFERRED, NOV, MET))
case_of(103, failing("2017-10-19"), Counts(REFERRED, OCT, LATE))
case_of(104, failing("2017-10-19", "not breached", "2017-10-31"), Counts(REFERRED, OCT, AGAINST))
case_of(105, failing("2017-10-19", "not breached", "2017-11-01"), Counts(REFERRED, OCT, LATE))
case_of(
    106,  # Tuesday 17 October: 18-20, 23-27, 30, 31
    failing("2017-10-17", "presented", "2017-10-31", "court"),
    Counts(PRESENTED, OCT, MET, "court"),
)
case_of(
    107,
    failing("2017-10-17", "presented", "2017-11-01", "court"),
    Counts(PRESENTED, OCT, LATE, "court"),
)
case_of(
    108,
    failing("2017-10-18", "presented", "2017-11-01", "court"),
    Counts(PRESENTED, NOV, MET, "court"),
)
