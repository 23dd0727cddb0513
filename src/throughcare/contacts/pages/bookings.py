"""Pages that book, move and cancel appointments, and record contacts that had none."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from throughcare.access.permissions import Permission
from throughcare.access.views import case_page
from throughcare.contacts import actions
from throughcare.contacts.models import Contact
from throughcare.contacts.pages.choices import Choices
from throughcare.contacts.pages.forms import BookForm, CancelForm, MoveForm, RecordForm
from throughcare.contacts.pages.saving import answer, contact_of, sent_before, to_contact
from throughcare.contacts.queries import clashes, listed, objectives_in_force, stands
from throughcare.contacts.showing import said_when
from throughcare.design.wording import day
from throughcare.history import clock
from throughcare.history.answering import carry_out
from throughcare.kernel.casefile.contacts import ContactKind, Mode
from throughcare.kernel.days import is_working_day
from throughcare.people.models import Person


@case_page(Permission.BOOK)
def book(request: HttpRequest, person: Person) -> HttpResponse:
    """Book an appointment. A clash or a day of rest is said, and is no hindrance."""
    if before := sent_before(request, person):
        return before
    choices = Choices(person, request.user, clock.today())
    earlier = _earlier(request, person)
    since = max(stands(earlier).day, choices.today) if earlier else choices.today
    if request.method == "POST":
        form = BookForm(choices, since, request.POST)
        if form.is_valid():
            given = form.chosen()
            doubts = [] if form.cleaned_data["sure"] else doubts_about(person, given)
            if doubts:
                form.warned = True
                return _form(request, person, form, "contacts/book.html", doubts=doubts)
            if booked := _book(request, person, form, given):
                return booked
            form.warned = form.cleaned_data["sure"]
    else:
        form = BookForm(choices, since, initial=_initial(request, choices, earlier, since))
    return _form(request, person, form, "contacts/book.html", earlier=earlier)


def _book(
    request: HttpRequest, person: Person, form: BookForm, given: dict[str, Any]
) -> HttpResponse | None:
    by, token = request.user, form.cleaned_data["token"]
    return carry_out(
        request,
        form,
        lambda: actions.book(person, by=by, token=token, **given),  # type: ignore[arg-type]
        said=_("Booked for %(when)s") % {"when": said_when(given["day"], given["at"])},
        lead=lambda ref: to_contact(person, ref),
    )


def doubts_about(
    person: Person, given: dict[str, Any], *, besides: Contact | None = None
) -> list[str]:
    """Say what speaks against a day and time: a clash, or a day on which nobody works."""
    on, at = given["day"], given["at"]
    doubts = []
    others = [each for each in listed(person) if besides is None or each.id != besides.pk]
    for clash in clashes(others, on, at, given.get("minutes")):
        when = said_when(clash.day, clash.at)
        doubts.append(_("There is another appointment on %(when)s.") % {"when": when})
    if not is_working_day(on):
        doubts.append(_("%(day)s is a weekend day or a bank holiday.") % {"day": day(on)})
    return doubts


def _earlier(request: HttpRequest, person: Person) -> Contact | None:
    """The contact after which the next one is booked."""
    ref = request.GET.get("after", "")
    if not ref:
        return None
    found = Contact.objects.filter(person=person, ref=ref, in_error_at=None)
    return found.select_related("staff", "office", "requirement").first()


def _initial(
    request: HttpRequest, choices: Choices, earlier: Contact | None, since: date
) -> dict[str, Any]:
    """What stands in the form at first: as the contact before, else as most are."""
    if earlier is None:
        staff, office = choices.usual, choices.home_office
        given: dict[str, Any] = {"mode": Mode.OFFICE.value, "kind": ContactKind.SUPERVISION.value}
        requirement = request.GET.get("for", "")
        if requirement:
            given |= {"requirement": requirement, "kind": ContactKind.SESSION.value}
    else:
        staff, office = choices.usual, earlier.office or choices.home_office
        if earlier.staff in choices.colleagues:
            staff = earlier.staff
        given = {
            "mode": earlier.mode,
            "kind": earlier.kind,
            "at": stands(earlier).at,
            "minutes": str(earlier.minutes or ""),
            "rar": earlier.rar,
            "requirement": earlier.requirement.ref if earlier.requirement else "",
        }
        by_plan = choices.by_plan(since)
        days = [each.value for each in choices.days_ahead(since)]
        given["which"] = by_plan.isoformat() if by_plan else days[0]
    given["staff"] = staff.public_id if staff else ""
    given["office"] = office.public_id if office else ""
    return given


@case_page(Permission.RECORD_OUTCOME)
def record_contact(request: HttpRequest, person: Person) -> HttpResponse:
    """Record a contact that took place without an appointment, or a note."""
    if before := sent_before(request, person):
        return before
    choices = Choices(person, request.user, clock.today())
    objectives = objectives_in_force(person, choices.today)
    if request.method == "POST":
        form = RecordForm(choices, objectives, request.POST)
    else:
        first = {
            "which": choices.today.isoformat(),
            "kind": ContactKind.SUPERVISION.value,
            "mode": Mode.TELEPHONE.value,
        }
        form = RecordForm(choices, objectives, initial=first)
    recorded = carry_out(
        request,
        form,
        lambda: actions.record_contact(
            person,
            by=request.user,  # type: ignore[arg-type]
            author=choices.me,
            token=form.cleaned_data["token"],
            **form.chosen(),
        ),
        said=_("Contact recorded"),
        lead=lambda ref: to_contact(person, ref),
    )
    return recorded or _form(request, person, form, "contacts/record.html")


@case_page(Permission.BOOK)
def move(request: HttpRequest, person: Person, ref: str) -> HttpResponse:
    """Move an appointment to another day or time."""
    if before := sent_before(request, person):
        return before
    contact = contact_of(person, ref)
    when = stands(contact)
    doubts: list[str] = []
    if request.method == "POST":
        form = MoveForm(request.POST)
        if form.is_valid() and not form.cleaned_data["sure"]:
            doubts = doubts_about(person, form.cleaned_data, besides=contact)
    else:
        form = MoveForm(version=contact.version, initial={"day": when.day, "at": when.at})
    if not doubts and not form.data.get("sure"):
        del form.fields["sure"]
    given = getattr(form, "cleaned_data", {})
    if doubts:
        return _form(
            request,
            person,
            form,
            "contacts/form.html",
            doubts=doubts,
            contact=contact,
            when=said_when(*when),
            heading=_("Move the appointment"),
            button=_("Move it"),
        )
    return answer(
        request,
        person,
        contact,
        form,
        lambda: actions.move(
            contact,
            by=request.user,  # type: ignore[arg-type]
            day=given["day"],
            at=given["at"],
            because=given["because"],
            version=given["version"] or 0,
            token=given["token"],
        ),
        said=_("Appointment moved"),
        heading=_("Move the appointment"),
        button=_("Move it"),
    )


@case_page(Permission.BOOK)
def cancel(request: HttpRequest, person: Person, ref: str) -> HttpResponse:
    """Cancel an appointment before its day has gone."""
    if before := sent_before(request, person):
        return before
    contact = contact_of(person, ref)
    form = CancelForm(request.POST) if request.POST else CancelForm(version=contact.version)
    return answer(
        request,
        person,
        contact,
        form,
        lambda: actions.cancel(
            contact,
            by=request.user,  # type: ignore[arg-type]
            because=form.cleaned_data["because"],
            version=form.cleaned_data["version"] or 0,
            token=form.cleaned_data["token"],
        ),
        said=_("Appointment cancelled"),
        heading=_("Cancel the appointment"),
        button=_("Cancel it"),
        warn=True,
    )


def _form(
    request: HttpRequest, person: Person, form: Any, template: str, **shown: Any
) -> HttpResponse:
    return render(request, template, {"person": person, "form": form, "part": "contacts", **shown})
