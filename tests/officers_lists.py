"""How long the list of an officer with fifty ordinary cases may be."""

from datetime import date

from throughcare.kernel.duty import State
from throughcare.ledger.queries import lines_of, owed_by
from throughcare.organisation.models import Staff

MOST_IN_BAND_ONE = 5
MOST_OVERDUE = 15
"""Duty calendar, *Grouping on an officer's list*."""


def assert_lists_can_be_done(day: date, *, companies: int, national: int) -> None:
    """Hold every officer of a synthetic area to the calendar, of the CRC and of the NPS alike."""
    for kind, count in (("crc", companies), ("nps", national)):
        officers = Staff.objects.filter(code__regex=rf"^syn-{kind}-\d+-o\d\d$")
        assert officers.count() == count
        for officer in officers:
            late = [e for e in owed_by([officer.pk], day) if e.state is State.OVERDUE]
            first = [line for line in lines_of([officer.pk], day) if line.worst.band == 1]
            assert len(late) <= MOST_OVERDUE, officer.code
            assert len(first) <= MOST_IN_BAND_ONE, officer.code
