"""Whom a user reaches among the people on probation, and how lists show them."""

from datetime import date
from typing import NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from throughcare.access import reach, restricted
from throughcare.access.permissions import Permission, has
from throughcare.access.reads import log_read
from throughcare.accounts.models import User
from throughcare.history import clock
from throughcare.people.models import Crn, Name, Person

Asking = User | AnonymousUser


class Limited(NamedTuple):
    """What a practitioner learns of a record that is restricted to others: whom to ask."""

    crn: str
    ask: str
    """The name of the manager of the team that holds the case; empty where there is none."""


def reachable(user: Asking) -> QuerySet[Person]:
    """Return the people whom ``user`` reaches today.

    Lists, counts and searches start from here, and one person is this filtered by a key.
    """
    return Person.objects.filter(reach.within(user))


def limited(user: Asking, crn: str) -> Limited | None:
    """Return whom to ask about a restricted record, found by its exact number, now or once.

    None where there is no such record, where it is not restricted, where ``user`` reaches it, and
    where ``user`` is excluded from it: they see nothing at all. That somebody asked is logged.
    """
    if not has(user, Permission.LEARN_OF_RESTRICTED):
        return None
    today = clock.today()
    person = (
        Person.objects.filter(crns__value=crn.strip().upper())
        .filter(reach.restricted(today), reach.not_excluded(user, today))
        .exclude(reach.within(user))
        .first()
    )
    if person is None:
        return None
    log_read(user, person, page="limited access")
    return Limited(crn.strip().upper(), restricted.whom_to_ask(person.pk, today))


class Who(NamedTuple):
    """A person as lists show them."""

    id: int
    public_id: str
    given: str
    family: str
    preferred: str
    """The name they wish to be called by, where it is another."""
    crn: str
    born: date | None

    @property
    def name(self) -> str:
        """Given and family name; a single name alone."""
        return f"{self.given} {self.family}".strip()

    def __str__(self) -> str:
        return self.name


def who(people: QuerySet[Person]) -> dict[int, Who]:
    """Return the people of a query as lists show them, by key. The first legal name is shown."""
    names = Name.objects.filter(person=OuterRef("pk"), in_error_at=None)
    told = names.order_by("pk").values(told=JSONObject(kind="kind", given="given", family="family"))
    rows = people.annotate(
        crn=Subquery(Crn.objects.filter(person=OuterRef("pk"), current=True).values("value")),
        shown=ArraySubquery(told),
    ).values_list("pk", "public_id", "date_of_birth", "crn", "shown")
    found = {}
    for key, public_id, born, crn, shown in rows:
        by_kind = {each["kind"]: (each["given"], each["family"]) for each in reversed(shown)}
        legal = by_kind.get("legal") or next(iter(by_kind.values()), ("", crn or ""))
        preferred = by_kind.get("preferred", legal)
        called = " ".join(preferred).strip() if preferred != legal else ""
        given, family = legal
        found[key] = Who(key, public_id, given, family, called, crn or "", born)
    return found
