"""Plans to give somebody's cases to others, and how far each has come. No facts of a case."""

from django.conf import settings
from django.db import models

from throughcare.history.models import new_public_id
from throughcare.organisation.models import Staff

LEAVING, ABSENCE = "leaving", "absence"


class MovePlan(models.Model):
    """Somebody leaves or will be away: what becomes of their cases. It can be gone on with."""

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10)
    """Leaving: the cases get new officers. Absence: they are covered."""
    absence = models.CharField(max_length=20, default="", blank=True)
    """Why they are away."""
    first = models.DateField()
    """The last day in post, or the first day away."""
    last = models.DateField(null=True, blank=True)
    """The last day away; null while it is not known."""
    because = models.TextField()
    grade_because = models.TextField(default="", blank=True)
    """Why officers are accepted whose grade the provider's policy excludes."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    version = models.IntegerField(default=1)
    """Counts the changes of who is to have what."""
    begun_at = models.DateTimeField(null=True, blank=True)
    """When the leaving or absence itself was recorded, and the cases began to move."""
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    changed_at = models.DateTimeField(null=True)
    """Who changed the plan last, and when; null until somebody has."""

    def __str__(self) -> str:
        return f"{self.kind} from {self.first}"

    @property
    def ref(self) -> str:
        """How forms lead to it: by its name in addresses."""
        return self.public_id


class Move(models.Model):
    """One case of a plan, who is to have it, and what came of it."""

    WAITS, DONE, REFUSED = "waits", "done", "refused"

    plan = models.ForeignKey(MovePlan, on_delete=models.CASCADE, related_name="moves")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    to = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    """Null: it is left as it is."""
    state = models.CharField(max_length=10, default=WAITS)
    because = models.TextField(default="", blank=True)
    """Why it was refused."""
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "person"], name="a_case_moves_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.state}"
