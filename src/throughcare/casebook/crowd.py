"""A crowd of invented cases for benchmarks: plain, alike, and as many as asked for.

It is made to weigh as much as a caseload does, not to be true to one; nothing is learned
from it but how fast the pages are.
"""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from throughcare.kernel.casefile import FORMAT, CaseFile
from throughcare.kernel.casefile.reading import read
from throughcare.kernel.days import is_working_day

WORST_CASELOAD = 120
"""Cases of the first officer, far more than anybody should hold."""
CASES_OF_OTHERS = 10
OFFICERS = 40
"""Officers of the one team, the largest there is."""
WHOLE_TEAM = WORST_CASELOAD + CASES_OF_OTHERS * (OFFICERS - 1)
"""Cases that fill the team."""
FAMILIES = ("Smith", "Smithson", "Khan", "Okafor", "Jones", "Fordham", "Bradford", "Novak")
GIVEN = ("Alex", "Sam", "Chris", "Jo", "Pat", "Kim", "Robin", "Lee", "Ashley", "Drew")
LONG_CASE = "Z000001"
"""The case with far more contacts than any other."""


def crowd(
    people: int, *, today: date, seed: int = 1, long_case_contacts: int = 2000
) -> Iterator[CaseFile]:
    """Yield ``people`` cases, the first with ``long_case_contacts`` contacts."""
    chance = Random(seed)
    for number in range(1, people + 1):
        contacts = long_case_contacts if number == 1 else chance.randint(20, 56)
        yield from read(json.dumps(_document(number, contacts, today, chance)).encode(), "crowd")


def officer_code(number: int) -> str:
    """Return the code of the officer who holds the case with this number."""
    if number <= WORST_CASELOAD:
        return "crowd-officer-1"
    return f"crowd-officer-{(number - WORST_CASELOAD - 1) // CASES_OF_OTHERS + 2}"


def _document(number: int, contacts: int, today: date, chance: Random) -> dict[str, Any]:
    days = 7 if contacts < 100 else 1
    begun = today - timedelta(days=days * contacts + 14)
    officer = officer_code(number)
    return {
        "format": FORMAT,
        "crn": f"Z{number:06d}",
        "directory": _directory(officer),
        "person": {
            "particulars": {
                "ref": "person",
                "date_of_birth": str(date(1960, 1, 1) + timedelta(days=chance.randint(0, 14000))),
                "sex": chance.choice("MMMMMF"),
            },
            "names": [
                {"ref": "name", "given": chance.choice(GIVEN), "family": chance.choice(FAMILIES)}
            ],
        },
        "sentences": {
            "orders": [
                {
                    "ref": "order",
                    "kind": "community order",
                    "sentenced_on": str(begun),
                    "expires_on": str(today + timedelta(days=200)),
                    "requirements": [
                        {"ref": "rar", "kind": "rehabilitation activity", "amount": 20}
                    ],
                }
            ]
        },
        "caseload": {
            "allocations": [
                {
                    "ref": "allocation",
                    "of": "order",
                    "team": "crowd-team",
                    "received_on": str(begun),
                }
            ],
            "officers": [{"ref": "officer", "staff": officer, "starts_on": str(begun)}],
        },
        "assessment": {
            "harm": [{"ref": "harm", "level": "medium", "signed_on": str(begun)}],
        },
        "contacts": [
            _contact(at, begun + timedelta(days=days * at + 3), today, officer)
            for at in range(contacts)
        ],
        "interventions": {
            "referrals": [{"ref": "referral", "requirement": "rar", "made_on": str(begun)}]
        },
    }


def _contact(at: int, day: date, today: date, officer: str) -> dict[str, Any]:
    while not is_working_day(day):
        day += timedelta(days=1)
    made: dict[str, Any] = {
        "ref": f"c-{at}",
        "date": str(day),
        "booked_on": str(day - timedelta(days=7)),
        "staff": officer,
    }
    if at == 1:
        made["requirement"] = "rar"
    if day < today:
        made["outcome"] = {"result": "attended", "by": officer}
        made["account"] = {"done": "Talked through the week and the next step."}
    return made


def _directory(officer: str) -> dict[str, Any]:
    post = {"team": "crowd-team", "starts_on": "2010-01-01"}
    return {
        "scope": "installation",
        "providers": [{"ref": "crowd-provider", "name": "Benchmark CRC", "kind": "crc"}],
        "teams": [
            {
                "ref": "crowd-team",
                "name": "Benchmark team",
                "provider": "crowd-provider",
                "managers": [
                    {"ref": "crowd-charge", "staff": "crowd-manager", "starts_on": "2010-01-01"}
                ],
            }
        ],
        "staff": [
            {
                "ref": code,
                "name": code,
                "grade": grade,
                "posts": [post | {"ref": f"post-{code}"}],
            }
            for code, grade in ((officer, "PO"), ("crowd-manager", "SPO"))
        ],
    }
