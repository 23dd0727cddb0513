"""How the forms of contacts are answered: once, with nothing lost, and back to where one was.

A form that was sent before leads to where it led. What an action refuses stands beside its
field. Where somebody else saved meanwhile, both texts are shown, and sending again saves over
theirs, which stays in the history.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from throughcare import history
from throughcare.contacts.models import Account, Asked, Cancellation, Contact, Decision, Outcome
from throughcare.contacts.pages.forms import AboutContact, Typed
from throughcare.contacts.queries import objectives_of, standing, stands, with_parts
from throughcare.contacts.showing import RESULTS, WAYS, said_what, said_when
from throughcare.design.forms import Conflict, Difference, Form
from throughcare.history.models import Entry
from throughcare.kernel.refusal import Refusal
from throughcare.people.models import Person


def sent_before(request: HttpRequest, person: Person) -> HttpResponse | None:
    """Lead a form that was sent before to where it led; None for a new one."""
    token = request.POST.get("token", "") if request.method == "POST" else ""
    result = history.done_before(token, by=request.user) if token else None
    return None if result is None else to_contact(person, result)


def to_contact(person: Person, ref: str) -> HttpResponse:
    """Lead to a contact; to the case where the form was about no contact."""
    if ref:
        return redirect("contact", case=person.public_id, ref=ref)
    return redirect("case", case=person.public_id)


def done(
    form: Form, act: Callable[[], object], *, beside: Mapping[str, str] | None = None
) -> str | None:
    """Carry out an action; return where it leads if it is done, now or before.

    None where it was refused: then the reason stands in the form. Raises Conflict.
    """
    try:
        act()
    except history.AlreadyDone as before:
        return before.result
    except Refusal as refusal:
        field = (beside or {}).get(refusal.field or "", refusal.field)
        form.add_error(field if field in form.fields else None, refusal.because)
        return None
    return ""


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
    form: AboutContact,
    act: Callable[[], object],
    *,
    said: str,
    template: str = "contacts/form.html",
    **shown: Any,
) -> HttpResponse:
    """Answer a form about one contact: carry it out and lead to the contact, or show it again."""
    if request.method == "POST" and form.is_valid():
        try:
            beside = getattr(form, "beside", None)
            if done(form, act, beside=beside) is not None:
                messages.success(request, said)
                return to_contact(person, contact.ref)
        except history.Conflict as conflict:
            meet(form, contact, conflict)
    context = {"person": person, "contact": contact, "form": form, "part": "contacts", **shown}
    when = stands(contact)
    context["what"] = said_what(contact.kind, contact.mode)
    context["when"] = said_when(when.day, when.at)
    return render(request, template, context, status=409 if form.conflict else 200)


def meet(form: AboutContact, contact: Contact, conflict: history.Conflict) -> None:
    """Show beside what was typed what somebody else saved."""
    theirs, yours = saved(contact), form.typed()
    labels = [*yours, *(label for label in theirs if label not in yours)]
    differences = [
        Difference(label, theirs.get(label, ""), yours.get(label, ""))
        for label in labels
        if theirs.get(label, "") != yours.get(label, "")
    ]
    when = _("Day and time")
    if when not in yours and len(differences) > 1:  # it is there always, and says nothing new
        differences = [each for each in differences if each.label != when]
    by, at = _last_change(contact)
    current: Any = conflict.current
    form.meet(Conflict(by, at, differences), version=current.version)


def saved(contact: Contact) -> Typed:
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


def _last_change(contact: Contact) -> tuple[str, Any]:
    """Who changed a contact last, and when."""
    entries = Entry.objects.filter(
        subject_kind="case",
        subject_id=contact.person_id,
        changes__contains=[[contact._meta.label_lower, contact.pk]],
    )
    last = entries.select_related("by").order_by("-pk").first()
    if last is None:
        return _("Somebody"), contact.recorded_at
    return last.by.full_name if last.by else _("A case file"), last.domain_at
