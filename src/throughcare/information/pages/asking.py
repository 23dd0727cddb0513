"""Pages that ask another service: draw up and send, chase, escalate, or say why not."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from throughcare.access.permissions import Permission
from throughcare.access.roles import Role, roles_of
from throughcare.access.views import SignedIn, case_page
from throughcare.history import clock
from throughcare.history.excerpt import excerpt
from throughcare.information import actions, drafting
from throughcare.information.models import Enquiry
from throughcare.information.pages.answering import answer, found, lead, sent_before
from throughcare.information.pages.forms import (
    AskForm,
    BecauseForm,
    ChooseForm,
    MessageForm,
    is_address,
)
from throughcare.information.queries import (
    addressees,
    asked_last,
    enquiry_of,
    has_trail,
    last_message,
    part,
    unsent,
)
from throughcare.information.showing import ENQUIRIES
from throughcare.kernel.casefile.information import EnquiryKind
from throughcare.people.models import Person
from throughcare.sentences.queries import live

KINDS = {kind.value.replace(" ", "-"): kind for kind in EnquiryKind}


@case_page(Permission.INFORM)
def choose(request: HttpRequest, person: Person) -> HttpResponse:
    """Choose about what one asks."""
    form = ChooseForm(request.GET or None)
    if form.is_bound and form.is_valid():
        return redirect("ask-about", case=person.public_id, ref=form.cleaned_data["kind"])
    return answer(
        request,
        person,
        form,
        lambda: None,
        page="enquiry",
        said="",
        template="information/choose.html",
    )


@case_page(Permission.INFORM)
def ask(request: SignedIn, person: Person, ref: str) -> HttpResponse:
    """Draw up an enquiry and send it; the message is drafted from the record."""
    if before := sent_before(request, person, "enquiry"):
        return before
    kind = KINDS.get(ref)
    if kind is None:
        return redirect("ask", case=person.public_id)
    known = addressees(request.user, kind)
    if request.method == "POST":
        form = AskForm(request.POST)
    else:
        waiting = None if kind is EnquiryKind.OTHER else unsent(person, kind)
        if waiting is not None:
            return redirect("send-enquiry", case=person.public_id, ref=waiting.ref)
        last = known.last
        drafted = _draft(request, person, kind)
        drafted["to"] = last.to if last else drafting.usual_addressee(kind)
        form = AskForm(initial=drafted | {"address": _address(last and last.address)})

    def act() -> Enquiry:
        given = form.cleaned_data
        return actions.draw_up(
            person,
            by=request.user,
            kind=kind,
            to=given["to"],
            message=None if form.later else form.message,
            for_report=_for_report(request),
            token=given["token"],
        )

    later = request.POST.get("do") == "later"
    return answer(
        request,
        person,
        form,
        act,
        page="enquiry",
        said=_("Drawn up. It is not sent yet.") if later else _("Sent to the outbox."),
        template="information/message.html",
        heading=_("%(what)s enquiry") % {"what": ENQUIRIES[kind]},
        button=_("Send"),
        later=_("Keep it, and send it later"),
        slug=ref,
        authorities=known.names,
    )


@case_page(Permission.INFORM)
def need_not(request: SignedIn, person: Person, ref: str) -> HttpResponse:
    """Record that an enquiry of a kind need not be made, and why."""
    if before := sent_before(request, person, "enquiry"):
        return before
    kind = KINDS.get(ref)
    if kind is None:
        return redirect("ask", case=person.public_id)
    form = _why_not(request)

    def act() -> Enquiry:
        return actions.draw_up(
            person,
            by=request.user,
            kind=kind,
            to=drafting.usual_addressee(kind),
            not_applicable=form.cleaned_data["because"],
            for_report=_for_report(request),
            token=form.cleaned_data["token"],
        )

    return answer(
        request,
        person,
        form,
        act,
        page="enquiry",
        said=_("Recorded as not applicable."),
        heading=_("%(what)s enquiry: not applicable") % {"what": ENQUIRIES[kind]},
        button=_("Save"),
    )


@case_page(Permission.INFORM)
def set_aside(request: SignedIn, person: Person, ref: str) -> HttpResponse:
    """Record that an enquiry drawn up need not be made."""
    if before := sent_before(request, person, "enquiry"):
        return before
    enquiry = found(enquiry_of(person, ref))
    form = _why_not(request, version=enquiry.version)
    return answer(
        request,
        person,
        form,
        lambda: actions.not_applicable(
            enquiry,
            by=request.user,
            because=form.cleaned_data["because"],
            version=form.cleaned_data["version"] or 0,
            token=form.cleaned_data["token"],
        ),
        row=enquiry,
        page="enquiry",
        said=_("Recorded as not applicable."),
        heading=_("Not applicable"),
        about=_about(enquiry),
        button=_("Save"),
    )


@case_page(Permission.INFORM)
def send(request: SignedIn, person: Person, ref: str) -> HttpResponse:
    """Send an enquiry that was drawn up, or one that has no message on record."""
    if before := sent_before(request, person, "enquiry"):
        return before
    enquiry = found(enquiry_of(person, ref))
    if request.method == "POST":
        form = MessageForm(request.POST)
    elif has_trail(enquiry) or part(enquiry, "answer") or part(enquiry, "not_applicable"):
        return lead(request, person, "enquiry", ref)
    else:
        kind = EnquiryKind(enquiry.kind)
        last = asked_last(request.user, kind)
        drafted = _draft(request, person, kind) | {"address": _address(last and last.address)}
        form = MessageForm(initial=drafted, version=enquiry.version)
    said = _("Sent to the outbox.")
    return _message(request, person, enquiry, form, actions.send, _("Send the enquiry"), said)


@case_page(Permission.INFORM)
def chase(request: SignedIn, person: Person, ref: str) -> HttpResponse:
    """Remind the service that was asked."""
    return _follow_up(request, person, ref, by_manager=False)


@case_page(Permission.COUNTERSIGN)
def escalate(request: SignedIn, person: Person, ref: str) -> HttpResponse:
    """Take an enquiry to the managers of the service that was asked."""
    return _follow_up(request, person, ref, by_manager=True)


def _follow_up(request: SignedIn, person: Person, ref: str, *, by_manager: bool) -> HttpResponse:
    if before := sent_before(request, person, "enquiry"):
        return before
    enquiry = found(enquiry_of(person, ref))
    if request.method == "POST":
        form = MessageForm(request.POST)
    elif not part(enquiry, "sent") or part(enquiry, "answer") or part(enquiry, "not_applicable"):
        return lead(request, person, "enquiry", ref)
    else:
        case = excerpt(person.pk, {})
        draft = drafting.escalation if by_manager else drafting.chase
        last = last_message(enquiry)
        initial = {
            "address": _address(last.to if last else part(enquiry, "sent").to),
            "subject_line": drafting.subject_line(EnquiryKind(enquiry.kind), case),
            "text": draft(enquiry, case.crn, sender=request.user.full_name),
        }
        form = MessageForm(initial=initial, version=enquiry.version)
    verb = actions.escalate if by_manager else actions.chase
    heading = _("Escalate the enquiry") if by_manager else _("Chase the enquiry")
    said = _("Escalated; the message is in the outbox.")
    if not by_manager:
        said = _("Chased; the message is in the outbox.")
    return _message(request, person, enquiry, form, verb, heading, said)


def _message(
    request: SignedIn,
    person: Person,
    enquiry: Enquiry,
    form: MessageForm,
    verb: Any,
    heading: str,
    said: str,
) -> HttpResponse:
    return answer(
        request,
        person,
        form,
        lambda: verb(
            enquiry,
            by=request.user,
            message=form.message,
            version=form.cleaned_data["version"] or 0,
            token=form.cleaned_data["token"],
        ),
        row=enquiry,
        page="enquiry",
        said=said,
        template="information/message.html",
        heading=heading,
        about=_about(enquiry),
        button=_("Send"),
    )


def _draft(request: SignedIn, person: Person, kind: EnquiryKind) -> dict[str, str]:
    """The message of an enquiry, from what the record says today."""
    today = clock.today()
    case = excerpt(person.pk, dict.fromkeys(drafting.NEEDED), directory=False)
    under = live([person.pk], today).get(person.pk, [])
    sender = request.user.full_name
    return {
        "subject_line": drafting.subject_line(kind, case),
        "text": drafting.enquiry(kind, case, under, today=today, sender=sender),
    }


def _for_report(request: SignedIn) -> bool:
    """What a court officer asks is asked for the report."""
    return Role.COURT_OFFICER in roles_of(request.user)


def _address(known: str | None) -> str:
    """The address last used; nothing where a name stands in its place."""
    return known if known and is_address(known) else ""


def _why_not(request: HttpRequest, **named: Any) -> BecauseForm:
    return BecauseForm(
        request.POST or None,
        label=_("Why is it not applicable?"),
        missing=_("Say why it is not applicable"),
        says=_("Not applicable"),
        **named,
    )


def _about(enquiry: Enquiry) -> str:
    what = str(ENQUIRIES[enquiry.kind])
    return _("%(what)s, %(to)s") % {"what": what, "to": enquiry.to} if enquiry.to else what
