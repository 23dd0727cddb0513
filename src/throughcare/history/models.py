"""What every recorded fact carries, and the account of who wrote and who read."""

import secrets
from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from throughcare.history import (
    demo_clock,  # noqa: F401  Django finds a model through this module
    writing,
)
from throughcare.history.subject import Subject

_LETTERS = "abcdefghijkmnpqrstuvwxyz"
_SIGNS = _LETTERS + "23456789"


def new_ref() -> str:
    """A new reference for a fact: a letter and nine random signs."""
    return secrets.choice(_LETTERS) + "".join(secrets.choice(_SIGNS) for _ in range(9))


def new_public_id() -> str:
    """A new random name for addresses of pages: 16 signs, from which nothing can be learned."""
    return secrets.token_urlsafe(12)


class Tracked(models.Model):
    """A row that is written inside ``history.write`` alone, and never deleted.

    Python refuses it here; the database refuses it by a trigger, so that bulk writes and SQL are
    refused too. Every concrete model carries the decorator ``history.tracking.tracked``, which
    adds the triggers and the table of events.
    """

    class Meta:
        abstract = True

    def save(self, *arguments: Any, **named: Any) -> None:
        """Save, if a write is open; the entry notes the row and touches its subject."""
        entry = writing.require_open(self)
        added = self._state.adding
        super().save(*arguments, **named)
        entry.note(self._meta.label_lower, self.pk, "added" if added else "changed")
        if entry.rows is not None:
            entry.rows.append(self)
        if isinstance(subject := getattr(self, "subject", None), Subject):
            entry.touch(subject)

    def delete(self, *arguments: Any, **named: Any) -> tuple[int, dict[str, int]]:
        """Refuse: what should not stand is marked as recorded in error."""
        raise writing.OutsideWrite(
            f"A {self._meta.verbose_name} is never deleted: mark it as recorded in error."
        )


class RecordedFact(Tracked):
    """A fact with the time at which it was recorded."""

    recorded_at = models.DateTimeField()
    """The instant at which this version was recorded, by the one clock."""
    version = models.IntegerField(default=1)
    """Counts the versions, so that two who edit at once notice."""
    in_error_at = models.DateTimeField(null=True, blank=True)
    """When it was marked as recorded in error; null while it stands."""
    in_error_because = models.TextField(default="", blank=True)
    """Why it should not have been recorded."""

    class Meta:
        abstract = True

    @property
    def stands(self) -> bool:
        """Whether the fact has not been marked as recorded in error."""
        return self.in_error_at is None


class RecordedItem(RecordedFact):
    """A fact that others can name. The reference is unique among the facts of its subject."""

    ref = models.CharField(max_length=60, default=new_ref, editable=False)
    """Its name in the case file."""

    class Meta:
        abstract = True


class Version(models.Model):
    """A version of a fact that has been superseded."""

    subject_kind = models.CharField(max_length=20)
    subject_id = models.BigIntegerField()
    kind = models.CharField(max_length=40)
    """Which sort of fact: the name of its section."""
    item_id = models.BigIntegerField()
    """The row that stands now."""
    recorded_at = models.DateTimeField()
    """When this version was recorded."""
    content = models.JSONField()
    """The fact's own fields as they stood, as in a case file."""

    class Meta:
        indexes = [
            models.Index(fields=["subject_kind", "subject_id"], name="version_of_subject"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "item_id", "recorded_at"], name="version_once_at_an_instant"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.item_id} of {self.recorded_at:%Y-%m-%d %H:%M}"


class Entry(models.Model):
    """One write: who, when, why, about what, and which facts it made or changed."""

    at = models.DateTimeField(db_default=Now())
    """The real instant, by the database's clock."""
    domain_at = models.DateTimeField()
    """The instant by the one clock, which the demo can move."""
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    """Who wrote; null for a loader."""
    why = models.TextField()
    """What was done, in words: Outcome recorded."""
    subject_kind = models.CharField(max_length=20)
    subject_id = models.BigIntegerField()
    request_id = models.TextField(default="")
    """The request, as the log knows it."""
    changes = models.JSONField(default=list)
    """Which facts: a list of table, row and what was done to it."""
    also = models.JSONField(default=list)
    """Further subjects of the same write, as pairs of kind and id."""

    class Meta:
        verbose_name_plural = "entries"
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "-id"], name="entry_of_subject"),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.why} ({self.subject_kind} {self.subject_id})"


class Read(models.Model):
    """Somebody looked at a subject. One row a page view; pages fold them when they show them."""

    at = models.DateTimeField(db_default=Now())
    domain_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    subject_kind = models.CharField(max_length=20)
    subject_id = models.BigIntegerField()
    page = models.TextField()
    """Which page."""
    request_id = models.TextField(default="")

    class Meta:
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "-id"], name="read_of_subject"),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.page} of {self.subject_kind} {self.subject_id}"


class Token(models.Model):
    """The token of a form that was sent; the same form sent again gives the same result."""

    token = models.CharField(max_length=64)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(db_default=Now())
    entry_id = models.BigIntegerField()
    """The entry that the form made."""
    result = models.TextField(default="")
    """Where the sender was sent."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["token", "by"], name="token_once", nulls_distinct=False
            ),
        ]

    def __str__(self) -> str:
        return f"token of entry {self.entry_id}"
