"""What every action about one fact does first and last: read it under its lock, and count."""

from throughcare import history
from throughcare.accounts.models import User
from throughcare.information.models import Change, Document, Enquiry, IncomingItem
from throughcare.information.queries import PARTS
from throughcare.kernel.refusal import Refusal
from throughcare.organisation.models import Staff
from throughcare.people.models import OfPerson, Relationship

Row = Enquiry | IncomingItem | Change | Document | Relationship


def as_read(row: Row, version: int) -> None:
    """Read a fact and its parts anew under its lock; refuse if somebody changed it meanwhile.

    Raises Conflict then, and Refusal where the fact is marked as recorded in error.
    """
    model = type(row)
    fresh: Row = model._default_manager.select_related(*PARTS[model]).get(pk=row.pk)
    vars(row).update(vars(fresh))
    history.check_version(row, version)
    if row.in_error_at is not None:
        raise Refusal("This is marked as recorded in error.")


def changed(row: OfPerson) -> None:
    """Count a change of any part of the fact, so that two who edit at once notice."""
    row.version += 1
    row.save(update_fields=["version"])


def staff_of(by: User) -> Staff | None:
    """Return the member of staff whose account it is, None for an account of nobody's."""
    return Staff.objects.filter(user=by).first()
