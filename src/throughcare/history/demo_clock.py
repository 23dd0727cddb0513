"""Where the demo's clock stands. It knows nothing else of the history, so that all may ask it."""

from django.db import models


class DemoClock(models.Model):
    """The day on which the demo's clock stands: one row, or none where the clock is real."""

    only = models.BooleanField(primary_key=True, default=True)
    day = models.DateField()
    first_day = models.DateField()
    """The day to which the demo is reset."""

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(only=True), name="one_demo_clock")]

    def __str__(self) -> str:
        return f"the demo's clock stands at {self.day}"
