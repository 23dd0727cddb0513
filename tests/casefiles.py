"""Case files for tests: a plain case that a test changes where it matters."""

import json
from datetime import date
from typing import Any

from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.facts import end_of
from throughcare.kernel.casefile.reading import read
from throughcare.ledger import reporting
from throughcare.ledger.calendar import account

DIRECTORY = {
    "providers": [
        {
            "ref": "crc",
            "name": "Northern CRC",
            "kind": "crc",
            "duty_managers": [{"ref": "dm", "staff": "dora", "starts_on": "2014-06-01"}],
        }
    ],
    "teams": [
        {
            "ref": "north",
            "name": "North team",
            "provider": "crc",
            "managers": [{"ref": "nm", "staff": "sam", "starts_on": "2014-06-01"}],
        },
        {
            "ref": "south",
            "name": "South team",
            "provider": "crc",
            "managers": [{"ref": "sm", "staff": "sue", "starts_on": "2014-06-01"}],
        },
    ],
    "staff": [
        {
            "ref": ref,
            "name": ref.capitalize(),
            "grade": grade,
            "posts": [{"ref": f"post-{ref}", "team": team, "starts_on": "2014-06-01"}],
        }
        for ref, grade, team in (
            ("sam", "SPO", "north"),
            ("sue", "SPO", "south"),
            ("dora", "senior manager", "north"),
            ("olga", "PO", "north"),
            ("omar", "PSO", "north"),
            ("petra", "PO", "south"),
        )
    ],
}


def directory(**changes: dict[str, Any]) -> dict[str, Any]:
    """The plain directory, with fields of members of staff changed by reference."""
    made = json.loads(json.dumps(DIRECTORY))
    for member in made["staff"]:
        member.update(changes.get(member["ref"], {}))
    return made  # type: ignore[no-any-return]


def leaves(ref: str, on: str, **named: str) -> dict[str, Any]:
    """Staff changes: the post of ``ref`` in the north team ends on a day."""
    team = "south" if ref in ("petra", "sue") else "north"
    post = {"ref": f"post-{ref}", "team": team, "starts_on": "2014-06-01"}
    return {ref: {"posts": [post | {"left": {"date": on, **named}}]}}


def order(ref: str = "order", sentenced_on: str = "2017-03-01", **more: Any) -> dict[str, Any]:
    """A community order."""
    return {"ref": ref, "kind": "community order", "sentenced_on": sentenced_on} | more


def at_court(of: str = "order", on: str = "2017-03-01", **changes: Any) -> dict[str, Any]:
    """The court's part of a sentence, complete: all signed and allocated to a CRC on its day.

    A part that is changed to None is left out.
    """
    made: dict[str, Any] = {
        "ref": f"court-{of}",
        "of": of,
        "rsr": {"signed_on": on},
        "screening": {"signed_on": on, "level": "low"},
        "form": {"signed_on": on},
        "decision": {"decided_on": on, "provider": "crc", "computed": "crc"},
    }
    return {name: part for name, part in (made | changes).items() if part is not None}


def contact(ref: str, on: str, result: str | None = "attended", **more: Any) -> dict[str, Any]:
    """A supervision contact, recorded whole on its day unless the test says otherwise."""
    made: dict[str, Any] = {"ref": ref, "date": on}
    if result:
        made["outcome"] = {"result": result, "by": "olga"}
    if result == "attended":
        made["account"] = {"done": "Talked about the week."}
    return made | more


def document(**sections: Any) -> dict[str, Any]:
    """A case on a community order, allocated to Olga in the north team, as plain data."""
    plain: dict[str, Any] = {
        "format": "throughcare-case-1",
        "crn": "X123456",
        "directory": directory(),
        "person": {
            "particulars": {"ref": "person", "date_of_birth": "1985-05-05", "sex": "M"},
            "names": [{"ref": "name", "given": "Ari", "family": "Example"}],
        },
        "sentences": {"orders": [order()]},
        "caseload": {
            "allocations": [
                {"ref": "allocation", "of": "order", "team": "north", "received_on": "2017-03-03"}
            ],
            "officers": [{"ref": "officer", "staff": "olga", "starts_on": "2017-03-03"}],
        },
    }
    made = plain | sections
    if "court" not in sections:
        made["court"] = {"allocations": _dealt_with(made["sentences"])}
    return made


def _dealt_with(sentences: dict[str, Any]) -> list[dict[str, Any]]:
    """The court's part of every sentence, so that only a test about the court finds it owing."""
    every = [*sentences.get("orders", ()), *sentences.get("custody", ())]
    return [at_court(each["ref"], each["sentenced_on"]) for each in every]


def case(**sections: Any) -> CaseFile:
    """The case file of ``document``."""
    (read_back,) = read(json.dumps(document(**sections)).encode(), "case.json")
    return read_back


def owed(
    file: CaseFile, on: str, *, code: str | None = None, known: str | None = None
) -> list[dict[str, Any]]:
    """The rows of a case on a day; with ``known``, from what was recorded by then."""
    before = end_of(date.fromisoformat(known)) if known else None
    rows = reporting.rows(account(file, known_before=before), date.fromisoformat(on))
    return [row for row in rows if code in (None, row["code"])]


def one(file: CaseFile, on: str, code: str, **more: Any) -> dict[str, Any]:
    """The one row with a code."""
    (row,) = owed(file, on, code=code, **more)
    return row


def caseload(received: str = "2017-03-03", *officers: dict[str, Any], **more: Any) -> Any:
    """The order received by the north team on a day; without officers given, Olga's from then."""
    plain = (
        [officer("officer", "olga", received)] if not officers and "officers" not in more else []
    )
    return {
        "allocations": [
            {"ref": "allocation", "of": "order", "team": "north", "received_on": received}
        ],
        "officers": plain or list(officers),
    } | more


def officer(ref: str, staff: str, starts_on: str, **more: Any) -> dict[str, Any]:
    """A responsible officer from a day on."""
    return {"ref": ref, "staff": staff, "starts_on": starts_on} | more


def away(staff: str, starts_on: str, ends_on: str | None = None, ref: str = "away") -> Any:
    """Staff changes: somebody is away."""
    absence = {"ref": ref, "starts_on": starts_on} | ({"ends_on": ends_on} if ends_on else {})
    return {staff: {"absences": [absence]}}


def custody(*licences: dict[str, Any], sentenced_on: str = "2016-09-01", **more: Any) -> Any:
    """Sentences: imprisonment with its licences, and no order."""
    return {
        "custody": [{"ref": "custody", "sentenced_on": sentenced_on, "licences": licences} | more]
    }


def licence(ref: str = "licence", released_on: str = "2017-03-01", **more: Any) -> dict[str, Any]:
    """A release on licence."""
    return {"ref": ref, "released_on": released_on} | more


def held_on_licence(of: str = "licence", received_on: str = "2017-03-01") -> dict[str, Any]:
    """A caseload: the licence, or what else is named, received by the north team, and Olga's."""
    return {
        "allocations": [
            {"ref": "allocation", "of": of, "team": "north", "received_on": received_on}
        ],
        "officers": [officer("officer", "olga", received_on)],
    }
