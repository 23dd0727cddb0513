"""The roles that a user can hold, each from a day on and perhaps until one."""

from datetime import date
from enum import StrEnum
from typing import Any

from throughcare.history import clock


class Role(StrEnum):
    """What a user is to the service. A user may hold several."""

    PRACTITIONER = "practitioner"
    TEAM_MANAGER = "team manager"
    DUTY_MANAGER = "duty manager"
    ADMINISTRATOR = "administrator"
    COURT_OFFICER = "court officer"


def roles_of(user: Any) -> frozenset[Role]:
    """Return the roles that ``user`` holds today; asked of the database once a request.

    They are kept on the user of the request for the day they were asked for.
    """
    from throughcare.access.models import Grant

    if not (user and user.is_authenticated and user.is_active):
        return frozenset()
    today = clock.today()
    kept: tuple[date, frozenset[Role]] | None = getattr(user, "_roles_on", None)
    if kept is None or kept[0] != today:
        held = Grant.objects.in_force(today).filter(user=user).values_list("role", flat=True)
        kept = (today, frozenset(Role(role) for role in held if role in set(Role)))
        user._roles_on = kept
    return kept[1]
