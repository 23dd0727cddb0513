"""Contacts: what was booked, what happened, what was done, and what was decided."""

import pgtrigger
from django.db import models

from throughcare.history.models import Tracked
from throughcare.history.tracking import tracked
from throughcare.information.models import Document
from throughcare.organisation.models import Office, Staff
from throughcare.people.models import OfPerson, PartOfPerson
from throughcare.planning.models import Objective
from throughcare.sentences.models import Requirement

_STANDS_FOR = """
    SELECT m.date, m.time INTO NEW.stands_for, NEW.stands_at FROM contacts_move m
    WHERE m.contact_id = NEW.id AND m.in_error_at IS NULL
    ORDER BY m.moved_on DESC, m.id DESC LIMIT 1;
    IF NOT FOUND THEN
        NEW.stands_for := NEW.date;
        NEW.stands_at := NEW.time;
    END IF;
    RETURN NEW;
"""

_MOVED = """
    UPDATE contacts_contact SET stands_for = date WHERE id = NEW.contact_id;
    RETURN NULL;
"""


@tracked(derived=["stands_for", "stands_at"])
class Contact(OfPerson):
    """An appointment, or a contact that took place without one."""

    kind = models.CharField(max_length=20, default="supervision")
    mode = models.CharField(max_length=30, default="office")
    date = models.DateField()
    time = models.TimeField(null=True, blank=True)
    minutes = models.IntegerField(null=True, blank=True)
    booked_on = models.DateField(null=True, blank=True)
    staff = models.ForeignKey(
        Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    office = models.ForeignKey(
        Office, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    requirement = models.ForeignKey(
        Requirement, null=True, blank=True, on_delete=models.PROTECT, related_name="contacts"
    )
    rar = models.BooleanField(default=False)
    note = models.TextField(default="", blank=True)
    stands_for = models.DateField(editable=False)
    """The day for which it now stands: that of the last move, else its own. The database keeps it
    right under loads, moves and corrections; read the row again to see it."""
    stands_at = models.TimeField(null=True, editable=False)
    """The time of that day."""

    class Meta(OfPerson.Meta):
        indexes = [
            models.Index(fields=["person", "stands_for"], name="contact_of_person_by_day"),
            models.Index(fields=["staff", "stands_for"], name="contact_of_staff_by_day"),
            models.Index(fields=["office", "stands_for"], name="contact_at_office_by_day"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="stands_for",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=_STANDS_FOR,
            ),
        ]


@tracked()
class Move(OfPerson):
    """A booking moved to another day or time."""

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="moves")
    date = models.DateField()
    time = models.TimeField(null=True, blank=True)
    moved_on = models.DateField()
    because = models.TextField(default="", blank=True)

    class Meta(OfPerson.Meta):
        triggers = [
            pgtrigger.Trigger(
                name="contact_follows",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=_MOVED,
            ),
        ]


@tracked()
class Cancellation(PartOfPerson):
    """A booking that was given up before the appointment."""

    contact = models.OneToOneField(Contact, on_delete=models.PROTECT, related_name="cancelled")
    date = models.DateField()
    because = models.TextField(default="", blank=True)


@tracked()
class Outcome(PartOfPerson):
    """What came of the appointment."""

    contact = models.OneToOneField(Contact, on_delete=models.PROTECT, related_name="outcome")
    result = models.CharField(max_length=30)
    service_cause = models.CharField(max_length=40, null=True, blank=True)  # noqa: DJ001  null: none
    by = models.ForeignKey(
        Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )


@tracked()
class Account(PartOfPerson):
    """What was done, and towards which objectives."""

    contact = models.OneToOneField(Contact, on_delete=models.PROTECT, related_name="account")
    done = models.TextField(default="", blank=True)
    has_done = models.BooleanField(default=False)
    """Set where a file without prose said that something was written."""
    objectives = models.ManyToManyField(
        Objective, through="AccountObjective", related_name="accounts"
    )


@tracked()
class AccountObjective(Tracked):
    """An objective that a contact served. Part of the account's own content, without times."""

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    objective = models.ForeignKey(Objective, on_delete=models.PROTECT, related_name="+")
    stands = models.BooleanField(default=True)
    """False where a later version of the account took it away."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "objective"], name="objective_once"),
        ]

    def __str__(self) -> str:
        return f"objective {self.objective_id} served by account {self.account_id}"


@tracked()
class Asked(PartOfPerson):
    """The person was asked for the reason and the evidence of a failure."""

    contact = models.OneToOneField(Contact, on_delete=models.PROTECT, related_name="asked")
    how = models.CharField(max_length=20, default="telephone")


@tracked()
class Decision(PartOfPerson):
    """The decision on whether the reason for a failure is acceptable."""

    contact = models.OneToOneField(Contact, on_delete=models.PROTECT, related_name="decision")
    acceptable = models.BooleanField()
    decided_on = models.DateField()
    because = models.TextField(default="", blank=True)
    cause = models.CharField(max_length=40, null=True, blank=True)  # noqa: DJ001  null: not said
    evidence = models.TextField(default="", blank=True)
    documents = models.ManyToManyField(
        Document, through="DecisionDocument", related_name="decisions"
    )
    by = models.ForeignKey(
        Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )


@tracked()
class DecisionDocument(Tracked):
    """A document seen as evidence. Part of the decision's own content, without times."""

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    stands = models.BooleanField(default=True)
    """False where a later version of the decision took it away."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "document"], name="evidence_once"),
        ]

    def __str__(self) -> str:
        return f"document {self.document_id} of decision {self.decision_id}"
