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

    Of a duty manager's many teams it is the first until another is named, since a provider has
    fifty; the one named last is kept in the session, so that every page of the team is about it.
    """
    every = [team for staff in staff_of(request.user) for team in teams_of(staff, today)]
    own = [each for each in every if each.own]
    named = _called(every, request.GET.get("team"))
    if named and request.session.get(_TEAM) != named[0].public_id:
        request.session[_TEAM] = named[0].public_id
    kept = _called(every, request.session.get(_TEAM))
    chosen = named or own or kept or every[: None if len(every) <= FEW else 1]
    request.teams_shown = chosen  # type: ignore[attr-defined]  # their names stand in the heading
    return Scope(chosen, [each for each in every if each not in chosen])


_TEAM = "team"


def _called(teams: list[Team], public_id: str | None) -> list[Team]:
    return [each for each in teams if each.public_id == public_id]


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
