"""Whether a grade may have a case, and a manager's reasoned acceptance of one that may not.

Also what every action on the holding of a case begins with: that nobody changed it meanwhile, and
that whoever is to have it may see it.
"""

from collections.abc import Collection
from typing import Any

from throughcare import history
from throughcare.access.reach import kept_from
from throughcare.accounts.models import User
from throughcare.caseload.models import GradeAccepted, Officer
from throughcare.caseload.queries import (
    responsible_fact,
    stretch_and_kinds,
    version_of_holding,
)
from throughcare.caseload.rules.grade import excluding
from throughcare.history import clock, correcting
from throughcare.kernel.refusal import Refusal
from throughcare.organisation.models import Staff, Team
from throughcare.people.models import Person


def accept_grade(
    person: Person,
    *,
    by: User | None,
    because: str,
    version: int | None = None,
    token: str | None = None,
) -> GradeAccepted:
    """Accept, for a reason, that an officer has a case that is not for their grade.

    It counts for what is on record today. Raises Refusal without a reason, and where the policy
    excludes nobody; Conflict where somebody else changed who holds the case meanwhile.
    """
    if not because.strip():
        raise Refusal("Say why this officer may have the case.", field="because")
    with history.write(person, by=by, why="Grade accepted", token=token) as entry:
        as_read(person, version)
        today = clock.today()
        held, kinds = stretch_and_kinds(person, today)
        officer = responsible_fact(person, held) if held else None
        if held is None or officer is None or not excluded(officer.staff, held.team, kinds):
            raise Refusal("The policy excludes nobody who has this case.")
        given: dict[str, Any] = {
            "date": today,
            "by": getattr(by, "staff", None),
            "because": because,
        }
        standing = part_of(officer, "grade_accepted")
        if standing:
            made = correcting.supersede(standing, **given)
        else:
            made = correcting.create(GradeAccepted, person=person, officer=officer, **given)
        entry.result = officer.ref
    return made


def excluded(staff: Staff, team: str | None, kinds: Collection[str]) -> list[str]:
    """Return for which kinds of case the policy of a team's provider excludes somebody."""
    found = Team.objects.select_related("provider").filter(code=team).first() if team else None
    return excluding(kinds, staff.grade, found.provider.po_only if found else None)


def refuse_wrong_grade(
    staff: Staff | None, team: str | None, kinds: Collection[str], because: str
) -> list[str]:
    """Refuse an officer whom the policy excludes, unless it is said why; return the kinds."""
    found = excluded(staff, team, kinds) if staff else []
    if staff and found and not because.strip():
        what = " and ".join(found)
        raise Refusal(
            f"{staff.name} is a {staff.grade}, and the provider gives cases of {what} to probation"
            " officers alone. Choose somebody else, or say why you accept it.",
            field="grade_because",
        )
    return found


def refuse_kept_from(person: Person, staff: Staff, field: str = "staff") -> None:
    """Refuse somebody from whom the record is kept: they could not even open it."""
    account = staff.user_id
    if account is not None and kept_from([person.pk], [account], clock.today()):
        raise Refusal(f"{staff.name} cannot be given this case. Choose somebody else.", field=field)


def as_read(person: Person, version: int | None) -> None:
    """Refuse where somebody else changed who holds the case after the form was opened."""
    if version is not None and version_of_holding(person) != version:
        raise history.Conflict(person, version)


def part_of(officer: Officer, name: str) -> Any:
    """A part of an officer's spell that stands: grade_accepted, handover."""
    found = getattr(officer, name, None)
    return found if found is not None and found.in_error_at is None else None
