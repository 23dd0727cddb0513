"""What managers decided on the cases of a team, and how it stands."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q, QuerySet

from throughcare.ledger.models import OwnerSpell
from throughcare.ledger.subject import CASE
from throughcare.oversight.models import ManagerDecision
from throughcare.people.models import Person


def decided_on_cases_of(
    teams: Sequence[int], among: QuerySet[Person], today: date, state: str
) -> QuerySet[ManagerDecision]:
    """Return what managers decided on the cases of these teams: open, late or done.

    What is to be done comes by its day, what was done newest first.
    """
    ours = OwnerSpell.objects.filter(
        Q(last=None) | Q(last__gte=today),
        subject_kind=CASE,
        team__in=teams,
        role="responsible officer",
        first__lte=today,
    )
    found = ManagerDecision.objects.filter(
        in_error_at=None, person__in=among, person_id__in=ours.values("subject_id")
    ).select_related("by", "to", "carried_out__by")
    done = Q(carried_out__isnull=False, carried_out__in_error_at=None)
    if state == "done":
        return found.filter(done).order_by("-carried_out__date", "-pk")
    late = {"due_on__lt": today} if state == "late" else {}
    return found.filter(**late).exclude(done).order_by("due_on", "pk")
