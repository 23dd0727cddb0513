"""Which teams a manager's page is about."""

from datetime import date
from typing import NamedTuple

from django.http import HttpRequest

from throughcare.access.views import SignedIn
from throughcare.ledger.cases import Team, teams_of
from throughcare.organisation.models import Staff
from throughcare.organisation.theirs import staff_of

FEW = 3
"""Teams that one page still shows together."""


class Scope(NamedTuple):
    """The teams a page shows, and the others that the address could name instead."""

    chosen: list[Team]
    others: list[Team]

    @property
    def ids(self) -> list[int]:
        """The keys of the teams shown."""
        return [each.id for each in self.chosen]


def scope(request: HttpRequest, today: date) -> Scope:
    """Return the team that the address names, else those that one manages, else all in reach.

    Of a duty manager's many teams it is the first until another is named: a provider has fifty.
    """
    every = [team for staff in staff_of(request.user) for team in teams_of(staff, today)]
    own = [each for each in every if each.own]
    named = [each for each in every if each.public_id == request.GET.get("team")]
    chosen = named or own or every[: None if len(every) <= FEW else 1]
    return Scope(chosen, [each for each in every if each not in chosen])


def colleagues_of(request: SignedIn, today: date, *, of: Staff | None = None) -> list[Staff]:
    """Everybody of the teams that one is in charge of, who can hold cases.

    With ``of`` those alone who work in a team with them.
    """
    staff = getattr(request.user, "staff", None)
    teams = teams_of(staff.pk, today) if staff else []
    own = [each for each in teams if each.own] or teams
    if of is not None:
        own = [team for team in own if any(key == of.pk for key, *_rest in team.staff)] or own
    keys = {key for team in own for key, _id, _name in team.staff}
    found = Staff.objects.filter(pk__in=keys, in_error_at=None).exclude(grade="administrator")
    return list(found.order_by("name"))
