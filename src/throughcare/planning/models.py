"""Signed sentence plans and their objectives."""

from django.db import models

from throughcare.history.tracking import tracked
from throughcare.people.models import OfPerson


@tracked()
class Plan(OfPerson):
    """A sentence plan that has been signed."""

    signed_on = models.DateField()
    contact = models.CharField(max_length=20, null=True, blank=True)  # noqa: DJ001  as in the file
    face_to_face = models.BooleanField(default=True)


@tracked()
class Objective(OfPerson):
    """What the person and the officer mean to reach."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="objectives")
    text = models.TextField(default="", blank=True)
