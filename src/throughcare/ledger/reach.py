"""Which cases each role reaches: those held today by teams of theirs, and those they answer for.

Who holds a case and who answers for it are the owner spells, resolved when a case is refreshed.
A case on its way to a team is within reach of that team too, so that it can be accepted. An
author reaches a case for as long as something of theirs is still to be written there, and a court
team for as long as it owes something of a sentence.
"""

from datetime import date
from typing import Any

from django.db.models import Q

from throughcare.access import reach, restricted
from throughcare.access.condition import condition
from throughcare.access.roles import Role
from throughcare.kernel import duty
from throughcare.ledger.models import OwnerSpell
from throughcare.ledger.subject import CASE
from throughcare.organisation.theirs import staff_of, teams_of

_ROLES = (
    Role.PRACTITIONER,
    Role.ADMINISTRATOR,
    Role.COURT_OFFICER,
    Role.TEAM_MANAGER,
    Role.DUTY_MANAGER,
)


def declare() -> None:
    """Tell access what each role reaches, and whom to ask about a restricted case."""
    for role in _ROLES:
        reach.declare(role, of_their_teams)
    restricted.declare_whom_to_ask(manager_of)


def of_their_teams(user: Any, today: date) -> Q:
    """Cases of the teams that are the user's by role, and those the user answers for."""
    teams = teams_of(user, _ROLES)
    return condition(_HELD_BY, teams=teams, staff=staff_of(user), today=today)


def manager_of(case: int, today: date) -> str:
    """Return the name of the manager of the team that holds a case."""
    spells = OwnerSpell.objects.filter(
        Q(last=None) | Q(last__gte=today),
        subject_kind=CASE,
        subject_id=case,
        first__lte=today,
        role=duty.Role.TEAM_MANAGER,
    )
    return spells.values_list("staff__name", flat=True).first() or ""


_TODAY = """o.subject_kind = 'case' AND o.subject_id = {person}
        AND o.first <= %(today)s AND (o.last IS NULL OR o.last >= %(today)s)"""

_HELD_BY = f"""
EXISTS (
    SELECT 1 FROM ledger_ownerspell o
    WHERE {_TODAY} AND o.role NOT IN ('author', 'court officer')
        AND (o.team_id = ANY(%(teams)s) OR o.staff_id = ANY(%(staff)s)))
OR EXISTS (
    SELECT 1 FROM ledger_ownerspell o
    JOIN ledger_row d ON d.subject_kind = o.subject_kind AND d.subject_id = o.subject_id
        AND d.role = o.role AND d.author = o.author
        AND COALESCE(LEAST(d.met_on, d.ended_on + 1), 'infinity'::date) >= %(today)s
        AND (d.ended_on IS NULL OR d.ended_on >= %(today)s)
    WHERE {_TODAY} AND (o.role IN ('author', 'court officer') AND o.staff_id = ANY(%(staff)s)
        OR o.role = 'court officer' AND o.team_id = ANY(%(teams)s)))
OR EXISTS (
    SELECT 1 FROM caseload_transfer f
    LEFT JOIN caseload_acceptance y ON y.transfer_id = f.id AND y.in_error_at IS NULL
    LEFT JOIN caseload_withdrawal n ON n.transfer_id = f.id AND n.in_error_at IS NULL
    WHERE f.person_id = {{person}} AND f.in_error_at IS NULL AND f.to_team_id = ANY(%(teams)s)
        AND n.id IS NULL AND (y.id IS NULL OR GREATEST(f.effective_on, y.date) > %(today)s))"""
