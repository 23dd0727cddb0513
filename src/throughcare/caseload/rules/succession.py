"""Who is made responsible for a case, and which team holds it, each from which day.

Duty calendar, reading 6. A transfer takes effect on its date or on acceptance,
whichever is later; until then the sending officer and team own everything, whatever
day was written for the receiving officer.

Not here: whether an officer is there to do the work (holding).
"""

from collections.abc import Mapping
from datetime import date

from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.caseload import Officer, Transfer
from throughcare.kernel.casefile.directory import Staff
from throughcare.kernel.days import ONE_DAY, Days

Named = tuple[date, str | None, str]
"""A day on which somebody, or nobody, becomes responsible, and the fact that says so."""

_ENDS, _TRANSFERRED, _STARTS = range(3)


def effective_transfers(case: CaseFile) -> list[tuple[date, Transfer]]:
    """Return the transfers that take effect, each with its day, in order."""
    found = []
    for transfer in case.caseload.transfers:
        if transfer.accepted is None:
            continue
        on = max(transfer.effective_on, transfer.accepted.date)
        if transfer.withdrawn is None or transfer.withdrawn.date > on:
            found.append((on, transfer))
    return sorted(found, key=lambda each: (each[0], each[1].ref))


def teams_held(case: CaseFile, transfers: list[tuple[date, Transfer]]) -> list[tuple[date, str]]:
    """Return the days from which a team holds the case, in order."""
    held = [(each.received_on, 0, each.team) for each in case.caseload.allocations]
    held += [(on, 1, transfer.to_team) for on, transfer in transfers]
    return [(day, team) for day, _, team in sorted(held)]


def named(
    case: CaseFile, staff: Mapping[str, Staff], transfers: list[tuple[date, Transfer]]
) -> list[Named]:
    """Return who is made responsible and when, from the first assignment on, in order."""
    events: list[tuple[date, int, str, Officer | Transfer]] = [
        (on, _TRANSFERRED, transfer.ref, transfer) for on, transfer in transfers
    ]
    for officer in case.caseload.officers:
        starts_on = _in_charge_from(officer, case, staff, transfers)
        if starts_on is None:
            continue
        events.append((starts_on, _STARTS, officer.ref, officer))
        if officer.ends_on and officer.ends_on >= starts_on:
            events.append((officer.ends_on + ONE_DAY, _ENDS, officer.ref, officer))
    result: list[Named] = []
    by: Officer | Transfer | None = None
    for day, what, ref, fact in sorted(events, key=lambda event: event[:3]):
        current = result[-1][1] if result else None
        if isinstance(fact, Transfer):
            who = fact.to_officer or _taken_over(fact, day, case, staff)
        elif what == _STARTS:
            who = fact.staff
        elif by is fact or (isinstance(by, Transfer) and current == fact.staff):
            who = None
        else:  # somebody else had followed before this officer's last day
            continue
        if who or result:  # a case never assigned is not made nobody's by a transfer
            result.append((day, who, ref))
            by = fact
    return result


def _in_charge_from(
    officer: Officer,
    case: CaseFile,
    staff: Mapping[str, Staff],
    transfers: list[tuple[date, Transfer]],
) -> date | None:
    """A receiving officer is not responsible before the transfer has taken effect."""
    starts_on = officer.starts_on
    awaited = [
        transfer
        for transfer in case.caseload.transfers
        if transfer.effective_on <= starts_on and _receives(officer, transfer, starts_on, staff)
    ]
    if not awaited:
        return starts_on
    latest = max(awaited, key=lambda transfer: (transfer.effective_on, transfer.ref))
    for on, transfer in transfers:
        if transfer is latest:
            return max(starts_on, on)
    return starts_on if latest.withdrawn else None


def _receives(officer: Officer, transfer: Transfer, on: date, staff: Mapping[str, Staff]) -> bool:
    if transfer.to_officer:
        return transfer.to_officer == officer.staff
    return _works_in(transfer.to_team, officer.staff, on, staff)


def _taken_over(
    transfer: Transfer, on: date, case: CaseFile, staff: Mapping[str, Staff]
) -> str | None:
    """Who of the receiving team was named by the day of a transfer that names nobody."""
    latest = max(
        (officer for officer in case.caseload.officers if officer.starts_on <= on),
        key=lambda officer: (officer.starts_on, officer.ref),
        default=None,
    )
    if latest is None or (latest.ends_on and latest.ends_on < on):
        return None
    known = staff.get(latest.staff)
    unknown = (known is None or not known.posts) and latest.starts_on >= transfer.effective_on
    if unknown or _works_in(transfer.to_team, latest.staff, on, staff):
        return latest.staff
    return None


def _works_in(team: str, who: str, on: date, staff: Mapping[str, Staff]) -> bool:
    member = staff.get(who)
    return member is not None and any(
        post.team == team and on in Days(post.starts_on, post.left.date if post.left else None)
        for post in member.posts
    )
