"""How the forms of contacts are answered, and back to where one was."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from throughcare import history
from throughcare.contacts.models import Account, Asked, Cancellation, Contact, Decision, Outcome
from throughcare.contacts.queries import objectives_of, standing, stands, with_parts
from throughcare.contacts.showing import RESULTS, WAYS, said_what, said_when
from throughcare.design.forms import Form
from throughcare.history import answering
from throughcare.people.models import Person


def sent_before(request: HttpRequest, person: Person) -> HttpResponse | None:
    """Lead a form that was sent before to where it led; None for a new one."""
    return answering.sent_before(request, lambda ref: to_contact(person, ref))


def to_contact(person: Person, ref: str) -> HttpResponse:
    """Lead to a contact; to the case where the form was about no contact."""
    if ref:
        return redirect("contact", case=person.public_id, ref=ref)
    return redirect("case", case=person.public_id)


def contact_of(person: Person, ref: str) -> Contact:
    """Return a contact of a person by its reference; 404 where there is none."""
    contact = with_parts(person, ref)
    if contact is None:
        raise Http404
    return contact


def answer(
    request: HttpRequest,
    person: Person,
    contact: Contact,
    form: Form,
    act: Callable[[], object],
    *,
    said: str,
    template: str = "contacts/form.html",
    **shown: Any,
) -> HttpResponse:
    """Answer a form about one contact: carry it out and lead to the contact, or show it again."""
    when = stands(contact)
    return answering.answer(
        request,
        form,
        act,
        said=said,
        lead=lambda _ref: to_contact(person, contact.ref),
        meet=lambda each: meet(form, contact, each),
        template=template,
        shown={
            "person": person,
            "part": "contacts",
            "contact": contact,
            "what": said_what(contact.kind, contact.mode),
            "when": said_when(when.day, when.at),
            **shown,
        },
    )


def meet(form: Form, contact: Contact, conflict: history.Conflict) -> None:
    """Show beside what was typed what somebody else saved."""

    def theirs() -> dict[str, str]:
        found, yours = saved(contact), form.typed()
        when = _("Day and time")
        changed = [label for label in found if found[label] != yours.get(label, "")]
        if when not in yours and len(changed) > 1:  # it is there always, and says nothing new
            found.pop(when)
        return found

    answering.meet(form, conflict, theirs=theirs, person_id=contact.person_id)


def saved(contact: Contact) -> dict[str, str]:
    """What stands of a contact, by the words under which forms ask for it."""
    contact.refresh_from_db()
    when = stands(contact)
    found = {_("Day and time"): said_when(when.day, when.at)}
    if cancelled := standing(contact, Cancellation):
        found[_("Cancelled")] = cancelled.because or _("Yes")
    if outcome := standing(contact, Outcome):
        found[_("Outcome")] = str(RESULTS[outcome.result])
    if account := standing(contact, Account):
        found[_("What was done")] = account.done
        if served := objectives_of(account):
            found[_("Objectives")] = "\n".join(each.text for each in served)
    if asked := standing(contact, Asked):
        found[_("Reason and evidence asked for")] = str(WAYS[asked.how])
    if decision := standing(contact, Decision):
        word = _("Acceptable") if decision.acceptable else _("Not acceptable")
        found[_("Reason and decision")] = (
            f"{word}: {decision.because}" if decision.because else word
        )
    if contact.in_error_at is not None:
        found[_("Recorded in error")] = contact.in_error_because
    return found
