"""What managers decided about a case, as pages show it."""

from throughcare.oversight.models import ManagerDecision
from throughcare.people.models import Person


def decision_of(person: Person, ref: str) -> ManagerDecision | None:
    """Return a decision about a case by its reference."""
    found = ManagerDecision.objects.filter(person=person, ref=ref)
    return found.select_related("by", "to", "carried_out").first()
