"""Duties as rows for machines and for people: the form that `throughcare duties` prints."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from throughcare.caseload.rules.holding import Owner
from throughcare.kernel.duty import Duty, State
from throughcare.ledger import wording
from throughcare.ledger.calendar import KINDS, Account


def rows(account: Account, today: date) -> list[dict[str, Any]]:
    """Return every duty of a case, worst first, as it stands on ``today``."""
    return [
        row(account.case.crn, duty, account.state(duty, today), account.owner(duty, today))
        for duty in account.duties
    ]


def row(crn: str, duty: Duty, state: State, owner: Owner | None) -> dict[str, Any]:
    """Return one duty in plain types: dates as ISO text, null where there is none."""
    return {
        "crn": crn,
        "code": duty.code,
        "failings": list(KINDS[duty.code].failings),
        "subject": duty.subject,
        "opened_on": _iso(duty.opened_on),
        "due_on": _iso(duty.due_on),
        "failing_since": _iso(duty.failing_since),
        "met_on": _iso(duty.met_on),
        "ended_on": _iso(duty.ended_on),
        "state": state.value,
        "owner": owner_row(owner),
        "because": {
            "message": duty.because.message,
            "parameters": {
                name: _plain(each) for name, each in sorted(duty.because.parameters.items())
            },
            "text": str(wording.because(duty.because)),
        },
        "source": duty.source,
        "weight": duty.weight,
    }


def owner_row(owner: Owner | None) -> dict[str, str | None] | None:
    """Return whose a duty is: the role so resolved, the person and the team holding the case."""
    if owner is None:
        return None
    return {"role": owner.role.value, "staff": owner.staff, "team": owner.team}


def table(found: Iterable[dict[str, Any]]) -> list[tuple[str, ...]]:
    """Return rows for people: state, code, about, due, whose, why."""
    return [
        (
            each["state"],
            each["code"],
            each["subject"],
            each["due_on"] or "paused",
            _whose(each["owner"]),
            each["because"]["text"],
        )
        for each in found
    ]


def _whose(owner: dict[str, str | None] | None) -> str:
    if owner is None:
        return "nobody"
    return f"{owner['role']}: {owner['staff'] or 'nobody'}"


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
