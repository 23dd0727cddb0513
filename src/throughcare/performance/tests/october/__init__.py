"""Cases whose duties fall due around October 2017, each with how it counts, worked out on paper.

Nothing here is worked out by a rule of the product: every day was counted on this calendar.
31 October is a Tuesday and 1 November a Wednesday; 28 August is a bank holiday.

    Mon Tue Wed Thu Fri Sat Sun        Mon Tue Wed Thu Fri Sat Sun
     21  22  23  24  25  26  27 Aug      2   3   4   5   6   7   8 Oct
    (28) 29  30  31   1   2   3          9  10  11  12  13  14  15
      4   5   6   7   8   9  10         16  17  18  19  20  21  22
     11  12  13  14  15  16  17         23  24  25  26  27  28  29
     18  19  20  21  22  23  24         30  31   1   2   3   4   5 Nov
     25  26  27  28  29  30   1 Oct      6   7   8   9  10  11  12
"""

from typing import Any

from tests.casefiles import document

from throughcare.performance.tests.measured import shared
from throughcare.performance.tests.october import (
    after_release,
    allocation_and_breach,
    first_appointments,
    plans,
)
from throughcare.performance.tests.october.casefiles import Written

CASES: Written = (
    first_appointments.CASES | after_release.CASES | plans.CASES | allocation_and_breach.CASES
)


def documents(*numbers: int) -> list[dict[str, Any]]:
    """Every case, or those with these numbers, as the files that are loaded."""
    wanted = [f"X5{number:05}" for number in numbers] or list(CASES)
    return [document(crn=crn, directory=shared(), **_named(crn), **CASES[crn][0]) for crn in wanted]


def _named(crn: str) -> dict[str, Any]:
    name = {"ref": "name", "given": "Ari", "family": f"Case {crn[-3:]}"}
    return {
        "person": {
            "particulars": {"ref": "person", "date_of_birth": "1985-05-05", "sex": "M"},
            "names": [name],
        }
    }
