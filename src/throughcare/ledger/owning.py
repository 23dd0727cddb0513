"""Keep who answers for each role of a case, run by run, as plain rows that lists can join."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

import msgspec
from django.db import connection

from throughcare.kernel.duty import Role
from throughcare.ledger.calendar import Account
from throughcare.ledger.models import OwnerSpell
from throughcare.ledger.subject import CASE
from throughcare.organisation.models import Staff, Team

OwnerRun = tuple[Role, str, date, date | None, Role, str | None, str | None]
"""Role, author, first and last day, the role as it resolves, staff and team by their codes."""


_STORED = """
    SELECT json_build_array(
        (SELECT json_agg(json_build_array(subject_id, role, author)) FROM (
            SELECT DISTINCT subject_id, role, author FROM ledger_row
            WHERE subject_kind = %(kind)s AND subject_id = ANY(%(cases)s) AND author <> '') named),
        (SELECT json_agg(json_build_array(o.subject_id, o.id, o.role, o.author, o.first, o.last,
                o.resolved, s.code, t.code))
            FROM ledger_ownerspell o
            LEFT JOIN organisation_staff s ON s.id = o.staff_id
            LEFT JOIN organisation_team t ON t.id = o.team_id
            WHERE o.subject_kind = %(kind)s AND o.subject_id = ANY(%(cases)s))
    )::text
"""
"""Who are authors of cases, and whose they are stored to be."""

_Spell = tuple[int, int, str, str, date, date | None, str, str | None, str | None]
_read = msgspec.json.Decoder(
    tuple[list[tuple[int, str, str]] | None, list[_Spell] | None],
).decode


def refresh_owners(accounts: Mapping[int, Account]) -> None:
    """Bring the owners of cases up to their files, once their rows stand: they say who are
    authors, and for which sentences a court officer answers."""
    with connection.cursor() as cursor:
        cursor.execute(_STORED, {"kind": CASE, "cases": list(accounts)})
        named, spells = _read(cursor.fetchone()[0])
    authors: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for subject_id, role, author in named or ():
        authors[subject_id].append((role, author))
    stored: dict[int, dict[OwnerRun, int]] = defaultdict(dict)
    gone: list[int] = []
    for subject_id, pk, role, *rest in spells or ():
        run = (role, *rest)
        if run in stored[subject_id]:
            gone.append(pk)
        stored[subject_id][run] = pk  # type: ignore[index]
    missing: list[tuple[int, OwnerRun]] = []
    for subject_id, stands in accounts.items():
        wanted = owner_spells(stands, authors[subject_id])
        missing += [(subject_id, each) for each in wanted if each not in stored[subject_id]]
        kept = set(wanted)
        gone += [pk for run, pk in stored[subject_id].items() if run not in kept]
    if gone:
        OwnerSpell.objects.filter(pk__in=gone).delete()
    if missing:
        staff = _ids(Staff, {run[5] for _, run in missing})
        teams = _ids(Team, {run[6] for _, run in missing})
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
                    staff_id=staff[who] if who else None,
                    team_id=teams[team] if team else None,
                )
                for subject_id, (role, author, first, last, resolved, who, team) in missing
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
