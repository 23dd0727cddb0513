"""Which teams a manager's page is about."""

from datetime import date
from typing import NamedTuple

from django.http import HttpRequest

from throughcare.ledger.cases import Team, teams_of
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
