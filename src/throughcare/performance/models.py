"""Published figures: a service level of a month as it was when it was published."""

from django.db import models

from throughcare.history.models import Tracked
from throughcare.history.subject import Subject
from throughcare.history.tracking import tracked
from throughcare.organisation.models import Staff


@tracked()
class PublishedFigure(Tracked):
    """A figure that was published. It stands as it was; a later correction shows beside it."""

    measure = models.CharField(max_length=20)
    """The measure: SL001R."""
    month = models.DateField()
    """The first day of the month."""
    unit_kind = models.CharField(max_length=20)
    """Of what: team, provider, all."""
    unit = models.CharField(max_length=100, default="", blank=True)
    """The code of the team or provider."""
    revision = models.IntegerField(default=1)
    """1 when it was first published; the next where it was published again."""
    because = models.TextField(default="", blank=True)
    """Why it was published again: the name of the revision."""
    numerator = models.IntegerField()
    denominator = models.IntegerField()
    excluded = models.IntegerField(default=0)
    target = models.IntegerField(null=True, blank=True)
    """The target as it then was; null where there was none."""
    cases = models.JSONField(default=list)
    """The cases behind it, each with its duty's key, its days and how it counted."""
    rules_version = models.CharField(max_length=20)
    ledger_event = models.BigIntegerField(default=0)
    """The last event of the ledger by then: what came after may explain a difference."""
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "month", "unit_kind", "unit", "revision"],
                name="figure_once_a_revision",
            ),
        ]

    @property
    def subject(self) -> Subject:
        """The figure itself."""
        return Subject("figure", self.pk)

    def __str__(self) -> str:
        return f"{self.measure} {self.month:%B %Y} {self.unit}, {self.revision}"
