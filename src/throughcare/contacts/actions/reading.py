"""What every action about one contact does first and last: read it under its lock, and count."""

from throughcare import history
from throughcare.contacts.models import Contact
from throughcare.contacts.queries import PARTS, part
from throughcare.kernel.refusal import Refusal


def as_read(contact: Contact, version: int) -> None:
    """Read the contact and its parts anew under its lock; refuse if somebody changed it meanwhile.

    Raises Conflict then, and Refusal where the contact is marked as recorded in error.
    """
    fresh = Contact.objects.select_related(*PARTS).get(pk=contact.pk)
    vars(contact).update(vars(fresh))
    history.check_version(contact, version)
    if contact.in_error_at is not None:
        raise Refusal("This entry is marked as recorded in error.")


def still_to_come(contact: Contact) -> None:
    """Refuse where the booking was cancelled or has an outcome."""
    if part(contact, "cancelled"):
        raise Refusal("This appointment was cancelled. Book another.")
    if part(contact, "outcome"):
        raise Refusal("Its outcome is already recorded. To change it, correct the outcome.")


def changed(contact: Contact) -> None:
    """Count a change of any part of the contact, so that two who edit at once notice."""
    contact.version += 1
    contact.save(update_fields=["version"])
