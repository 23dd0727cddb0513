"""Which cases each role reaches: those held today by teams of theirs, and those they answer for.

Who holds a case and who answers for it are the owner spells, resolved when a case is refreshed.
A case on its way to a team is within reach of that team too, so that it can be accepted. An
author reaches a case for as long as something of theirs is still to be written there.
"""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from throughcare.access import reach, restricted
from throughcare.access.roles import Role
from throughcare.caseload.models import Transfer
from throughcare.kernel import duty
from throughcare.ledger.models import OwnerSpell, Row
from throughcare.organisation.models import Charge, Post, Staff, Team

CASE = "case"


def declare() -> None:
    """Tell access what each role reaches, and whom to ask about a restricted case."""
    reach.declare(Role.PRACTITIONER, of_a_practitioner)
    reach.declare(Role.ADMINISTRATOR, of_a_practitioner)
    reach.declare(Role.TEAM_MANAGER, of_a_team_manager)
    reach.declare(Role.DUTY_MANAGER, of_a_duty_manager)
    restricted.declare_whom_to_ask(manager_of)


def of_a_practitioner(user: Any, today: date) -> Q:
    """Cases of the teams in which the user works, and those the user answers for."""
    return _held_by(_works_in(user, today), user, today)


def of_a_team_manager(user: Any, today: date) -> Q:
    """The same for the teams that the user manages or works in."""
    managed = _charges(user, today).filter(team__isnull=False).values("team")
    teams = Q(pk__in=_works_in(user, today)) | Q(pk__in=managed)
    return _held_by(Team.objects.filter(teams).values("pk"), user, today)


def of_a_duty_manager(user: Any, today: date) -> Q:
    """The same for every team of a provider where the user is duty manager or works."""
    in_charge = _charges(user, today).filter(provider__isnull=False).values("provider")
    works = Team.objects.filter(pk__in=_works_in(user, today)).values("provider")
    teams = Q(provider__in=in_charge) | Q(provider__in=works)
    return _held_by(Team.objects.filter(teams).values("pk"), user, today)


def manager_of(case: int, today: date) -> str:
    """Return the name of the manager of the team that holds a case."""
    spells = _today(today).filter(subject_id=case, role=duty.Role.TEAM_MANAGER)
    return spells.values_list("staff__name", flat=True).first() or ""


def _held_by(teams: QuerySet[Any, Any], user: Any, today: date) -> Q:
    held = _today(today).filter(subject_id=OuterRef("pk"))
    theirs = Q(staff__in=Staff.objects.filter(user=user).values("pk"))
    holding = held.exclude(role=duty.Role.AUTHOR).filter(Q(team__in=teams) | theirs)
    unwritten = Row.objects.filter(
        subject_kind=CASE,
        subject_id=OuterRef("subject_id"),
        role=duty.Role.AUTHOR,
        author=OuterRef("author"),
    ).filter(Q(met_on=None) | Q(met_on__gte=today), Q(ended_on=None) | Q(ended_on__gte=today))
    writing = held.filter(theirs, Exists(unwritten), role=duty.Role.AUTHOR)
    coming = Transfer.objects.filter(
        person=OuterRef("pk"), to_team__in=teams, in_error_at=None
    ).filter(_pending(today))
    return Q(Exists(holding)) | Q(Exists(writing)) | Q(Exists(coming))


def _today(today: date) -> QuerySet[OwnerSpell]:
    return OwnerSpell.objects.filter(
        Q(last=None) | Q(last__gte=today), subject_kind=CASE, first__lte=today
    )


def _pending(today: date) -> Q:
    """A transfer that has not taken effect and was not given up."""
    accepted = Q(accepted__isnull=False, accepted__in_error_at=None)
    begun = accepted & Q(effective_on__lte=today, accepted__date__lte=today)
    return ~begun & ~Q(withdrawn__isnull=False, withdrawn__in_error_at=None)


def _works_in(user: Any, today: date) -> QuerySet[Any, Any]:
    left = Q(left__isnull=False, left__in_error_at=None, left__date__lt=today)
    posts = Post.objects.filter(of__user=user, starts_on__lte=today, in_error_at=None)
    return posts.exclude(left).values("team")


def _charges(user: Any, today: date) -> QuerySet[Charge]:
    return Charge.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=today),
        staff__user=user,
        starts_on__lte=today,
        in_error_at=None,
    )
