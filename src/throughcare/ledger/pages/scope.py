"""Which teams a manager's page is about."""

from datetime import date
from typing import NamedTuple

from django.http import HttpRequest

from throughcare.ledger.cases import Team, teams_of


class Scope(NamedTuple):
    """The teams a page shows, and the others that the address could name instead."""

    chosen: list[Team]
    others: list[Team]

    @property
    def ids(self) -> list[int]:
        """The keys of the teams shown."""
        return [each.id for each in self.chosen]


def scope(request: HttpRequest, today: date) -> Scope:
    """Return the team that the address names, else those that one manages, else all in reach."""
    staff = getattr(request.user, "staff", None)
    every = teams_of(staff, today) if staff else []
    own = [each for each in every if each.own]
    named = [each for each in every if each.public_id == request.GET.get("team")]
    chosen = named or own or every
    return Scope(chosen, [each for each in every if each not in chosen])
