"""Of which providers and teams somebody sees the figures: those they are in charge of today.

A duty manager is in charge of a provider with all its teams, a team manager of teams. Which cases
behind a figure they may open is another question, and reach alone answers it.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db import connection

from throughcare.organisation.models import Team
from throughcare.performance.queries import Unit


class Place(NamedTuple):
    """A provider or a team, as figures are asked for."""

    kind: str
    """provider or team."""
    id: int
    code: str
    public_id: str
    name: str
    provider_kind: str
    provider_id: int

    @property
    def unit(self) -> Unit:
        """What its figures are called by."""
        return Unit(self.kind, self.code)


class Scope(NamedTuple):
    """All that somebody sees the figures of, providers first."""

    places: tuple[Place, ...]

    def chosen(self, public_id: str) -> Place | None:
        """The place of an address, else the first; None where there is none at all."""
        usual = self.places[0] if self.places else None
        return next((each for each in self.places if each.public_id == public_id), usual)

    def teams_of(self, place: Place) -> list[Place]:
        """The teams of a provider; of a team, that team."""
        if place.kind == "team":
            return [place]
        return [e for e in self.places if e.kind == "team" and e.provider_id == place.id]


_IN_CHARGE = """
    WITH charge AS (
        SELECT c.team_id, c.provider_id FROM organisation_charge c
        JOIN organisation_staff m ON m.id = c.staff_id AND m.user_id = %(user)s
        WHERE c.in_error_at IS NULL AND c.starts_on <= %(today)s
            AND (c.ends_on IS NULL OR c.ends_on >= %(today)s))
    SELECT 'provider', p.id, p.code, p.public_id, p.name, p.kind, p.id
    FROM organisation_provider p
    WHERE p.in_error_at IS NULL AND p.id IN (SELECT provider_id FROM charge)
    UNION ALL
    SELECT 'team', t.id, t.code, t.public_id, t.name, p.kind, p.id
    FROM organisation_team t JOIN organisation_provider p ON p.id = t.provider_id
    WHERE t.in_error_at IS NULL AND (t.id IN (SELECT team_id FROM charge)
        OR t.provider_id IN (SELECT provider_id FROM charge))
    ORDER BY 1, 5, 2
"""


def scope_of(user: Any, today: date) -> Scope:
    """Return what ``user`` sees the figures of. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(_IN_CHARGE, {"user": user.pk, "today": today})
        return Scope(tuple(Place(*row) for row in cursor.fetchall()))


def teams_of(provider_id: int) -> Sequence[int]:
    """Return every team of a provider, closed ones too: what fell due for them counts."""
    return list(Team.objects.filter(provider_id=provider_id).values_list("pk", flat=True))
