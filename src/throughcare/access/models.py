"""Roles granted, users excluded from a record, and records restricted to a few.

A record is named by kind and id: access lies below every area that has some. Nothing here is
deleted. What no longer holds has a last day, and history says who ended it.
"""

from datetime import date
from typing import Any, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from throughcare.access.roles import Role
from throughcare.history.models import Tracked
from throughcare.history.subject import Subject, declare_kind
from throughcare.history.tracking import tracked

declare_kind("user", rank=5)

ModelT = TypeVar("ModelT", bound=models.Model)


def on_day(day: date) -> Q:
    """What began by ``day`` and has not ended before it."""
    return Q(since__lte=day) & (Q(until=None) | Q(until__gte=day))


class InForce(models.QuerySet[ModelT]):
    """Rows that hold from a day on and perhaps until one."""

    def in_force(self, day: date) -> "InForce[ModelT]":
        """The rows that hold on ``day``."""
        return self.filter(on_day(day))


class Dated(Tracked):
    """A row that holds from a day on and perhaps until one."""

    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    """The last day; null while no end is set. Before the first where it ended at once."""

    objects: Any = InForce.as_manager()

    class Meta:
        abstract = True


@tracked()
class Grant(Dated):
    """A role that a user holds."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="grants"
    )
    role = models.CharField(max_length=30, choices=[(role.value, role.value) for role in Role])

    @property
    def subject(self) -> Subject:
        """The account it belongs to."""
        return Subject("user", self.user_id)

    def __str__(self) -> str:
        return f"{self.role} from {self.since}"


class OfRecord(Dated):
    """A row about one record: a case."""

    subject_kind = models.CharField(max_length=20)
    subject_id = models.BigIntegerField()
    because = models.TextField()

    class Meta:
        abstract = True

    @property
    def subject(self) -> Subject:
        """The record it is about."""
        return Subject(self.subject_kind, self.subject_id)


@tracked()
class Exclusion(OfRecord):
    """A user from whom a record is kept: a relative, a victim, the person themselves.

    To this user the record does not exist, whatever their role, and there is no way around it.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="exclusions"
    )

    class Meta:
        indexes = [models.Index(fields=["subject_kind", "subject_id"], name="exclusion_of_record")]

    def __str__(self) -> str:
        return f"exclusion from {self.subject_kind} {self.subject_id}"


@tracked()
class Restriction(OfRecord):
    """A record that only the users named in it reach, each within their own reach."""

    class Meta:
        indexes = [
            models.Index(fields=["subject_kind", "subject_id"], name="restriction_of_record")
        ]

    def __str__(self) -> str:
        return f"restriction of {self.subject_kind} {self.subject_id}"


@tracked()
class Allowed(Dated):
    """A user who reaches a restricted record."""

    restriction = models.ForeignKey(Restriction, on_delete=models.PROTECT, related_name="allowed")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "allowed"

    @property
    def subject(self) -> Subject:
        """The record that is restricted."""
        return self.restriction.subject

    def __str__(self) -> str:
        return f"allowed from {self.since}"
