"""Warnings, breach, decisions on licence, and decisions about acceptable absences."""

from django.db import models

from throughcare.contacts.models import Contact
from throughcare.history.tracking import tracked
from throughcare.organisation.models import Staff
from throughcare.people.models import OfPerson, PartOfPerson
from throughcare.sentences.models import Licence, Order, Supervision, exactly_one


def _staff() -> models.ForeignKey:
    return models.ForeignKey(
        Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )


def _failure() -> models.ForeignKey:
    return models.ForeignKey(
        Contact, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )


def _of(model: type[models.Model], name: str) -> models.ForeignKey:
    return models.ForeignKey(
        model, null=True, blank=True, on_delete=models.PROTECT, related_name=name
    )


@tracked()
class Warned(OfPerson):
    """A warning sent."""

    order = _of(Order, "warnings")
    licence = _of(Licence, "warnings")
    supervision = _of(Supervision, "warnings")
    failure = _failure()
    kind = models.CharField(max_length=40, default="statutory")
    sent_on = models.DateField()
    by = _staff()
    text = models.TextField(default="", blank=True)
    has_text = models.BooleanField(default=False)

    class Meta(OfPerson.Meta):
        constraints = [
            *OfPerson.Meta.constraints,
            models.CheckConstraint(
                condition=exactly_one("order", "licence", "supervision"),
                name="warning_of_one_thing",
            ),
        ]


@tracked()
class Proposal(OfPerson):
    """What an officer proposes should follow a failure, for a manager to decide."""

    order = _of(Order, "proposals")
    licence = _of(Licence, "proposals")
    supervision = _of(Supervision, "proposals")
    failure = _failure()
    proposed_on = models.DateField()
    outcome = models.CharField(max_length=30)
    because = models.TextField(default="", blank=True)
    by = _staff()

    class Meta(OfPerson.Meta):
        constraints = [
            *OfPerson.Meta.constraints,
            models.CheckConstraint(
                condition=exactly_one("order", "licence", "supervision"),
                name="proposal_of_one_thing",
            ),
        ]
        indexes = [models.Index(fields=["by"], name="proposal_by_staff")]


def _proposal() -> models.ForeignKey:
    """The proposal that a decision answers."""
    return models.ForeignKey(
        Proposal, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )


@tracked()
class BreachDecision(OfPerson):
    """What was decided about breach of an order or of supervision."""

    order = _of(Order, "breach_decisions")
    supervision = _of(Supervision, "breach_decisions")
    failure = _failure()
    decided_on = models.DateField()
    outcome = models.CharField(max_length=20)
    because = models.TextField(default="", blank=True)
    by = _staff()
    proposal = _proposal()

    class Meta(OfPerson.Meta):
        constraints = [
            *OfPerson.Meta.constraints,
            models.CheckConstraint(
                condition=exactly_one("order", "supervision"), name="breach_of_one_thing"
            ),
        ]


@tracked()
class CourtResult(PartOfPerson):
    """How the court, or whoever was asked, has dealt with it."""

    breach = models.OneToOneField(
        BreachDecision, on_delete=models.PROTECT, related_name="dealt_with"
    )
    date = models.DateField()
    result = models.CharField(max_length=20)
    because = models.TextField(default="", blank=True)


@tracked()
class LicenceDecision(OfPerson):
    """What a manager decided about non-compliance on licence."""

    of = models.ForeignKey(Licence, on_delete=models.PROTECT, related_name="decisions")
    failure = _failure()
    decided_on = models.DateField()
    outcome = models.CharField(max_length=30)
    because = models.TextField(default="", blank=True)
    proposed_by = _staff()
    by = _staff()
    proposal = _proposal()


@tracked()
class AbsenceReview(OfPerson):
    """What was decided about acceptable absences that mount up."""

    order = _of(Order, "absence_reviews")
    licence = _of(Licence, "absence_reviews")
    supervision = _of(Supervision, "absence_reviews")
    date = models.DateField()
    outcome = models.CharField(max_length=20)
    because = models.TextField(default="", blank=True)
    by = _staff()
    by_manager = models.BooleanField(default=False)

    class Meta(OfPerson.Meta):
        constraints = [
            *OfPerson.Meta.constraints,
            models.CheckConstraint(
                condition=exactly_one("order", "licence", "supervision"),
                name="absence_review_of_one_thing",
            ),
        ]
