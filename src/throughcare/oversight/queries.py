"""What managers decided about a case, as pages show it."""

from django.db.models import Q

from throughcare.oversight.models import ManagerDecision
from throughcare.people.models import Person


def decision_of(person: Person, ref: str) -> ManagerDecision | None:
    """Return a decision about a case by its reference."""
    found = ManagerDecision.objects.filter(person=person, ref=ref)
    return found.select_related("by", "to", "carried_out").first()


def open_decisions(person: Person) -> list[ManagerDecision]:
    """Return what managers decided about a case and is not carried out yet, the next due first."""
    done = Q(carried_out__isnull=False, carried_out__in_error_at=None)
    found = ManagerDecision.objects.filter(person=person, in_error_at=None).exclude(done)
    return list(found.order_by("due_on", "pk"))
