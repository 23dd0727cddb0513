"""Keep who answers for each role of a case, run by run, as plain rows that lists can join."""

from collections.abc import Iterable
from datetime import date

from throughcare.kernel.duty import Role
from throughcare.ledger.calendar import Account
from throughcare.ledger.models import OwnerSpell, Row
from throughcare.ledger.subject import CASE
from throughcare.organisation.models import Staff, Team

OwnerRun = tuple[Role, str, date, date | None, Role, str | None, str | None]
"""Role, author, first and last day, the role as it resolves, staff and team by their codes."""


def refresh_owners(subject_id: int, stands: Account) -> None:
    """Bring the owners of a case up to its file, once its rows stand: they say who are authors,
    and for which sentences a court officer answers."""
    rows = Row.objects.filter(subject_kind=CASE, subject_id=subject_id).exclude(author="")
    wanted = owner_spells(stands, set(rows.values_list("role", "author")))
    stored = {
        tuple(values): pk
        for pk, *values in OwnerSpell.objects.filter(
            subject_kind=CASE, subject_id=subject_id
        ).values_list(
            "pk", "role", "author", "first", "last", "resolved", "staff__code", "team__code"
        )
    }
    missing = [each for each in wanted if each not in stored]
    gone = [pk for each, pk in stored.items() if each not in set(wanted)]
    if gone:
        OwnerSpell.objects.filter(pk__in=gone).delete()
    if missing:
        staff = _ids(Staff, {each[5] for each in missing})
        teams = _ids(Team, {each[6] for each in missing})
        OwnerSpell.objects.bulk_create(
            [
                OwnerSpell(
                    subject_kind=CASE,
                    subject_id=subject_id,
                    role=role,
                    author=author,
                    first=first,
                    last=last,
                    resolved=resolved,
                    staff_id=staff.get(who) if who else None,
                    team_id=teams.get(team) if team else None,
                )
                for role, author, first, last, resolved, who, team in missing
            ]
        )


def owner_spells(stands: Account, authors: Iterable[tuple[str, str]]) -> list[OwnerRun]:
    """Return who answers for the officer, for the manager and for each author, run by run."""
    roles: list[tuple[Role, str | None]] = [
        (Role.RESPONSIBLE_OFFICER, None),
        (Role.TEAM_MANAGER, None),
        *((Role(role), author) for role, author in sorted(authors)),
    ]
    return [
        (role, author or "", days.first, days.last, owner.role, owner.staff, owner.team)
        for role, author in roles
        for days, owner in stands.holding.owners(role, author=author)
    ]


def _ids(model: type[Staff] | type[Team], codes: set[str | None]) -> dict[str, int]:
    return dict(model.objects.filter(code__in=codes - {None}).values_list("code", "pk"))
