"""The duty ledger: every duty of every subject, whose it is, and what became of it."""

from django.db import models

from throughcare.history.models import Tracked
from throughcare.history.subject import Subject
from throughcare.history.tracking import tracked
from throughcare.organisation.models import Staff, Team
from throughcare.people.models import OfPerson

CLOSES = models.Func(
    "met_on",
    "ended_on",
    template="COALESCE(LEAST(%(expressions)s + 1), 'infinity'::date)",
    output_field=models.DateField(),
)
"""The first day on which a duty no longer stands: met, or the day after its spell has ended."""

MEASURED = (
    "allocate-case",
    "arrange-first-appointment",
    "decide-breach",
    "initial-plan",
)
"""The duties that service levels count. They have an index, so that another takes a migration."""
_IS_MEASURED = models.Q(*(("code", each) for each in MEASURED), _connector=models.Q.OR)
"""Not as a list, which PostgreSQL words otherwise once the index is dropped and made again."""


class Row(models.Model):
    """One duty of one subject. Written by the refresh alone; it says nothing about today."""

    subject_kind = models.CharField(max_length=20)
    subject_id = models.BigIntegerField()
    code = models.CharField(max_length=40)
    subject_ref = models.CharField(max_length=90)
    """What the duty is about: the case, an order, a requirement, a contact."""
    opening_ref = models.CharField(max_length=60)
    """The fact that opened it."""
    opened_on = models.DateField()
    due_on = models.DateField(null=True)
    """The last day in time; null while a pause without a known end stands before it."""
    met_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    """The last day of the spell it lived in, where it was not met before."""
    ended_because = models.TextField(null=True)  # noqa: DJ001  null: it has not ended
    role = models.CharField(max_length=30)
    author = models.CharField(max_length=100, default="")
    """The reference of the author, for duties of an author."""
    because = models.JSONField()
    """A message with typed parameters; wording lives with the pages."""
    source = models.TextField()
    weight = models.SmallIntegerField()
    fingerprint = models.BigIntegerField()
    """Tells whether anything of the row differs, without reading it."""
    rules_version = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_id", "code", "subject_ref", "opening_ref"],
                name="duty_key",
            ),
        ]
        indexes = [
            models.Index("subject_kind", "subject_id", CLOSES, name="duty_by_closing"),
            models.Index(
                fields=["due_on", "code"],
                include=(
                    "subject_id",
                    "subject_ref",
                    "opening_ref",
                    "opened_on",
                    "met_on",
                    "ended_on",
                    "role",
                    "author",
                ),
                condition=models.Q(_IS_MEASURED, subject_kind="case"),
                name="duty_measured",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} of {self.subject_ref}"


class OwnerSpell(models.Model):
    """Who answers for a role in a case, for a run of days. Resolved when the case is refreshed."""

    subject_kind = models.CharField(max_length=20)
    subject_id = models.BigIntegerField()
    role = models.CharField(max_length=30)
    """The role as duties name it."""
    author = models.CharField(max_length=100, default="")
    first = models.DateField()
    last = models.DateField(null=True)
    resolved = models.CharField(max_length=30)
    """The role as it resolves: acting cover, or the team manager where nobody is in the role."""
    staff = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["subject_kind", "subject_id"], name="owner_of_subject"),
            models.Index(fields=["staff", "first"], name="owner_by_staff"),
        ]

    def __str__(self) -> str:
        return f"{self.resolved} from {self.first}"


class Event(models.Model):
    """A duty that changed or was withdrawn: what it was, what it is, and what caused it."""

    FACT, CORRECTION, RULE = "fact", "correction", "rule"

    subject_kind = models.CharField(max_length=20)
    subject_id = models.BigIntegerField()
    code = models.CharField(max_length=40)
    subject_ref = models.CharField(max_length=90)
    opening_ref = models.CharField(max_length=60)
    before = models.JSONField()
    after = models.JSONField(null=True)
    """Null where the duty was withdrawn."""
    cause = models.CharField(max_length=20)
    entry_id = models.BigIntegerField(null=True)
    """The write that caused it; null for a rebuild."""
    at = models.DateTimeField()
    rules_version = models.CharField(max_length=20)

    class Meta:
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "-id"], name="event_of_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.code} of {self.subject_ref}: {self.cause}"


class Unrefreshed(models.Model):
    """A subject whose ledger has yet to follow a change of the directory or of the rules."""

    subject_kind = models.CharField(max_length=20)
    subject_id = models.BigIntegerField()
    since = models.DateTimeField(auto_now_add=True)
    because = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_id"], name="unrefreshed_subject"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject_kind} {self.subject_id}: {self.because}"


@tracked()
class Excused(OfPerson):
    """A manager's excusal of one duty until a day. It falls when the duty's days change."""

    code = models.CharField(max_length=40)
    about = models.CharField(max_length=90)
    opening = models.CharField(max_length=60)
    opened_on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    date = models.DateField()
    until = models.DateField()
    by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    because = models.TextField()


@tracked()
class ExcusalAsked(Tracked):
    """An officer asks a manager to be excused from a duty. No fact of the case file."""

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    about = models.CharField(max_length=90)
    opening = models.CharField(max_length=60)
    by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    date = models.DateField()
    until = models.DateField()
    because = models.TextField()
    answered_on = models.DateField(null=True, blank=True)
    """The day on which a manager excused it, or said no."""
    refused_because = models.TextField(default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "code", "about", "opening"],
                condition=models.Q(answered_on=None),
                name="excusal_asked_once",
            ),
        ]

    @property
    def subject(self) -> Subject:
        """The case it belongs to."""
        return Subject("case", self.person_id)

    def __str__(self) -> str:
        return f"asked to be excused from {self.code} until {self.until}"
