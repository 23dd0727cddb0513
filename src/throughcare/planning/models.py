"""Signed sentence plans: objectives, the management of risks, agreement; reviews; and drafts."""

from django.db import models
from django.db.models import Q

from throughcare.assessment.models import AssessedSection, Risk
from throughcare.history.models import Tracked
from throughcare.history.tracking import tracked
from throughcare.information.models import Change
from throughcare.organisation.models import Staff
from throughcare.people.models import OfPerson, PartOfPerson
from throughcare.sentences.models import Requirement


def _staff() -> models.ForeignKey:
    return models.ForeignKey(
        Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )


@tracked()
class Plan(OfPerson):
    """A sentence plan that has been signed."""

    signed_on = models.DateField()
    signed_by = _staff()
    contact = models.CharField(max_length=20, null=True, blank=True)  # noqa: DJ001  as in the file
    face_to_face = models.BooleanField(default=True)


@tracked()
class Objective(OfPerson):
    """What the person and the officer mean to reach."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="objectives")
    text = models.TextField(default="", blank=True)
    measure = models.TextField(default="", blank=True)
    needs = models.ManyToManyField(
        AssessedSection, through="ObjectiveNeed", related_name="objectives"
    )
    risks = models.ManyToManyField(Risk, through="ObjectiveRisk", related_name="objectives")


@tracked()
class ManagedRisk(OfPerson):
    """How the plan deals with one risk of an assessment."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="managed_risks")
    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="managed")
    contingency = models.TextField(default="", blank=True)
    restrictive = models.TextField(default="", blank=True)
    not_needed = models.TextField(default="", blank=True)


@tracked()
class Action(OfPerson):
    """A step towards an objective, or a measure against a risk."""

    objective = models.ForeignKey(
        Objective, null=True, on_delete=models.PROTECT, related_name="actions"
    )
    managed_risk = models.ForeignKey(
        ManagedRisk, null=True, on_delete=models.PROTECT, related_name="actions"
    )
    what = models.TextField()
    who = models.TextField(default="", blank=True)
    by_when = models.DateField(null=True, blank=True)
    heading = models.CharField(max_length=40, null=True, blank=True)  # noqa: DJ001  as in the file
    requirement = models.ForeignKey(
        Requirement, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    done_on = models.DateField(null=True, blank=True)

    class Meta(OfPerson.Meta):
        constraints = [
            *OfPerson.Meta.constraints,
            models.CheckConstraint(
                condition=Q(objective__isnull=True) ^ Q(managed_risk__isnull=True),
                name="action_of_one",
            ),
        ]


@tracked()
class ObjectiveEnd(PartOfPerson):
    """The end of an objective."""

    objective = models.OneToOneField(Objective, on_delete=models.PROTECT, related_name="ended")
    date = models.DateField()
    achieved = models.BooleanField()
    because = models.TextField(default="", blank=True)


@tracked()
class Agreement(PartOfPerson):
    """What the person says to the plan, and the copy they were given."""

    plan = models.OneToOneField(Plan, on_delete=models.PROTECT, related_name="agreement")
    date = models.DateField()
    agrees = models.BooleanField()
    words = models.TextField(default="", blank=True)
    copy_given_on = models.DateField(null=True, blank=True)


@tracked()
class ContactReason(PartOfPerson):
    """Why the plan sees the person less often than the minimum."""

    plan = models.OneToOneField(Plan, on_delete=models.PROTECT, related_name="contact_reason")
    because = models.TextField()
    by = _staff()
    agreed_on = models.DateField(null=True, blank=True)
    agreed_by = _staff()


@tracked()
class Review(OfPerson):
    """A review: begun from the facts since the last one, signed with its result."""

    begun_on = models.DateField()
    begun_by = _staff()
    signed_on = models.DateField(null=True, blank=True)
    signed_by = _staff()
    outcome = models.CharField(max_length=20, null=True, blank=True)  # noqa: DJ001  as in the file
    because = models.TextField(default="", blank=True)
    plan = models.ForeignKey(
        Plan, null=True, blank=True, on_delete=models.PROTECT, related_name="reviews"
    )


@tracked()
class ReviewAnswer(OfPerson):
    """What a review says to one fact since the last one."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="answers")
    change = models.ForeignKey(
        Change, null=True, blank=True, on_delete=models.PROTECT, related_name="answers"
    )
    about = models.TextField(default="", blank=True)
    text = models.TextField(default="", blank=True)


@tracked()
class ObjectiveNeed(Tracked):
    """A need that an objective answers. Part of the objective's own content, without times."""

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    objective = models.ForeignKey(Objective, on_delete=models.PROTECT, related_name="+")
    need = models.ForeignKey(AssessedSection, on_delete=models.PROTECT, related_name="+")
    stands = models.BooleanField(default=True)
    """False where a later version of the objective took it away."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["objective", "need"], name="objective_need_once"),
        ]

    def __str__(self) -> str:
        return f"need {self.need_id} answered by objective {self.objective_id}"


@tracked()
class ObjectiveRisk(Tracked):
    """A risk that an objective answers. Part of the objective's own content, without times."""

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    objective = models.ForeignKey(Objective, on_delete=models.PROTECT, related_name="+")
    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="+")
    stands = models.BooleanField(default=True)
    """False where a later version of the objective took it away."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["objective", "risk"], name="objective_risk_once"),
        ]

    def __str__(self) -> str:
        return f"risk {self.risk_id} answered by objective {self.objective_id}"


class PlanDraft(models.Model):
    """A plan that is being worked out. No part of the record until it is signed."""

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    content = models.JSONField(default=dict)
    """What has been written so far: `planning.rules.draft`."""
    version = models.IntegerField(default=1)
    begun_on = models.DateField()
    updated_at = models.DateTimeField()
    updated_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    """When it was signed or given up; null while it is open."""
    plan = models.OneToOneField(
        Plan, null=True, blank=True, on_delete=models.PROTECT, related_name="draft"
    )
    """The plan that it became."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(closed_at__isnull=True), name="one_open_plan_draft"
            ),
        ]

    def __str__(self) -> str:
        return f"plan draft {self.pk}"
