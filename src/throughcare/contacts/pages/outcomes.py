"""Pages about what came of a contact: its outcome, what goes with it, and mistakes."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from throughcare.access.permissions import Permission
from throughcare.access.views import case_page
from throughcare.contacts import actions
from throughcare.contacts.models import Contact
from throughcare.contacts.pages.outcome_forms import (
    FAILURES,
    AccountForm,
    CorrectForm,
    InErrorForm,
    OutcomeForm,
    ReasonForm,
)
from throughcare.contacts.pages.saving import answer, contact_of, sent_before
from throughcare.contacts.queries import objectives_in_force, objectives_of, part
from throughcare.history import clock
from throughcare.people.models import Person


@case_page(Permission.RECORD_OUTCOME)
def outcome(request: HttpRequest, person: Person, ref: str) -> HttpResponse:
    """Record what came of an appointment.

    Where somebody else recorded it meanwhile, what was typed is kept, and saving it becomes
    a correction of theirs, with a reason.
    """
    if before := sent_before(request, person):
        return before
    contact = contact_of(person, ref)
    if part(contact, "outcome"):
        if request.method == "POST":
            return _correct(request, person, contact)
        return redirect("contact", case=person.public_id, ref=ref)
    objectives = objectives_in_force(person, clock.today())
    if request.method == "POST":
        form = OutcomeForm(objectives, request.POST)
    else:
        form = OutcomeForm(objectives, version=contact.version)
    return answer(
        request,
        person,
        contact,
        form,
        lambda: actions.record_outcome(contact, **_given(request, form)),
        said=_("Outcome recorded"),
        template="contacts/outcome.html",
        heading=_("Record the outcome"),
    )


@case_page(Permission.CORRECT)
def correct(request: HttpRequest, person: Person, ref: str) -> HttpResponse:
    """Put right an outcome that was recorded wrongly."""
    if before := sent_before(request, person):
        return before
    return _correct(request, person, contact_of(person, ref))


def _correct(request: HttpRequest, person: Person, contact: Contact) -> HttpResponse:
    objectives = objectives_in_force(person, clock.today())
    if request.method == "POST":
        form = CorrectForm(objectives, request.POST)
        if form.data.get("version") != str(contact.version) and "because" not in form.data:
            form.fields["because"].required = False  # not asked for yet: the conflict comes first
    else:
        form = CorrectForm(objectives, version=contact.version, initial=_as_it_stands(contact))
    return answer(
        request,
        person,
        contact,
        form,
        lambda: actions.correct_outcome(
            contact, because=form.cleaned_data["because"], **_given(request, form)
        ),
        said=_("Outcome corrected"),
        template="contacts/outcome.html",
        heading=_("Put the outcome right"),
        correcting=True,
    )


def _given(request: HttpRequest, form: OutcomeForm) -> dict[str, Any]:
    return {
        "by": request.user,
        "author": getattr(request.user, "staff", None),
        "version": form.cleaned_data["version"] or 0,
        "token": form.cleaned_data["token"],
        **form.chosen(),
    }


def _as_it_stands(contact: Contact) -> dict[str, Any]:
    """What stands of a contact, as the form asks for it."""
    given: dict[str, Any] = {}
    if recorded := part(contact, "outcome"):
        given["result"] = recorded.result
        given["service_cause"] = recorded.service_cause
    if account := part(contact, "account"):
        given["done"] = account.done
        given["objectives"] = [each.ref for each in objectives_of(account)]
    asked = part(contact, "asked")
    for prefix in FAILURES.values():
        given[f"{prefix}_asked"] = asked.how if asked else ""
    return given


@case_page(Permission.RECORD_OUTCOME)
def account(request: HttpRequest, person: Person, ref: str) -> HttpResponse:
    """Say what was done, and towards which objectives."""
    if before := sent_before(request, person):
        return before
    contact = contact_of(person, ref)
    objectives = objectives_in_force(person, clock.today())
    if request.method == "POST":
        form = AccountForm(objectives, request.POST)
    else:
        form = AccountForm(objectives, version=contact.version, initial=_as_it_stands(contact))
    return answer(
        request,
        person,
        contact,
        form,
        lambda: actions.say_what_was_done(contact, **_who(request, form), **form.chosen()),
        said=_("What was done is recorded"),
        heading=_("Say what was done"),
        button=_("Save"),
    )


@case_page(Permission.RECORD_OUTCOME)
def reason(request: HttpRequest, person: Person, ref: str) -> HttpResponse:
    """Record that the person was asked for the reason and evidence of a failure."""
    if before := sent_before(request, person):
        return before
    contact = contact_of(person, ref)
    form = ReasonForm(request.POST) if request.POST else ReasonForm(version=contact.version)
    return answer(
        request,
        person,
        contact,
        form,
        lambda: actions.ask_for_reason(
            contact, how=form.cleaned_data["how"], **_who(request, form)
        ),
        said=_("Recorded that the reason was asked for"),
        heading=_("Ask for the reason and evidence"),
        button=_("Save"),
    )


@case_page(Permission.CORRECT)
def in_error(request: HttpRequest, person: Person, ref: str) -> HttpResponse:
    """Mark a contact as recorded in error: it stays in the record, struck through."""
    if before := sent_before(request, person):
        return before
    contact = contact_of(person, ref)
    form = InErrorForm(request.POST) if request.POST else InErrorForm(version=contact.version)
    return answer(
        request,
        person,
        contact,
        form,
        lambda: actions.mark_in_error(
            contact, because=form.cleaned_data["because"], **_who(request, form)
        ),
        said=_("Marked as recorded in error"),
        heading=_("Mark as recorded in error"),
        intro=_(
            "The whole entry is struck through and counts for nothing. It stays in the record "
            "with your reason. If only its outcome is wrong, put the outcome right instead."
        ),
        button=_("Mark as recorded in error"),
        warn=True,
    )


def _who(request: HttpRequest, form: Any) -> dict[str, Any]:
    given = form.cleaned_data
    return {
        "by": request.user,
        "version": given["version"] or 0,
        "token": given["token"],
    }
