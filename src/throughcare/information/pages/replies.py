"""Pages for what came back: record the answer, read it, act on it or say why nothing is needed."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from throughcare.access.permissions import Permission
from throughcare.access.views import SignedIn, case_page
from throughcare.history import clock
from throughcare.history.excerpt import excerpt
from throughcare.information import actions
from throughcare.information.models import Enquiry, IncomingItem
from throughcare.information.pages.answering import answer, found, lead, sent_before
from throughcare.information.pages.forms import (
    ActForm,
    AnswerForm,
    BecauseForm,
    MoreAnswerForm,
    ReadForm,
)
from throughcare.information.queries import arrived, enquiry_of, part
from throughcare.information.showing import ENQUIRIES, ITEMS
from throughcare.people.models import Person


@case_page(Permission.INFORM)
def record_answer(request: SignedIn, person: Person, ref: str) -> HttpResponse:
    """Record what came back; or complete and correct what is recorded."""
    if before := sent_before(request, person, "enquiry"):
        return before
    enquiry = found(enquiry_of(person, ref))
    there = part(enquiry, "answer")
    if there is not None:
        return _more(request, person, enquiry, there)
    if part(enquiry, "not_applicable") and request.method != "POST":
        return lead(request, person, "enquiry", ref)
    if request.method == "POST":
        form = AnswerForm(request.POST, request.FILES)
    else:
        form = AnswerForm(initial={"received_on": clock.today()}, version=enquiry.version)

    def act() -> Any:
        given = form.cleaned_data
        return actions.record_answer(
            enquiry,
            by=request.user,
            received_on=given["received_on"],
            concern=given["concern"],
            text=given["text"],
            files=form.taken,
            version=given["version"] or 0,
            token=given["token"],
        )

    return answer(
        request,
        person,
        form,
        act,
        row=enquiry,
        page="enquiry",
        said=_("Answer recorded."),
        heading=_("Record the answer"),
        about=_what(enquiry),
        button=_("Save"),
    )


def _more(request: SignedIn, person: Person, enquiry: Enquiry, there: Any) -> HttpResponse:
    if request.method == "POST":
        form = MoreAnswerForm(request.POST, request.FILES)
    else:
        was = {"text": there.text, "concern": there.concern}
        form = MoreAnswerForm(initial=was, version=enquiry.version)

    def act() -> Any:
        given = form.cleaned_data
        return actions.add_to_answer(
            enquiry,
            by=request.user,
            concern=given["concern"],
            text=given["text"],
            files=form.taken,
            version=given["version"] or 0,
            token=given["token"],
        )

    return answer(
        request,
        person,
        form,
        act,
        row=enquiry,
        page="enquiry",
        said=_("Answer saved. What it said before is kept."),
        heading=_("Correct or complete the answer"),
        about=_what(enquiry),
        button=_("Save"),
    )


@case_page(Permission.INFORM)
def read(request: SignedIn, person: Person, ref: str) -> HttpResponse:
    """Read what came, mark it as read, and say what is done about it where that is known."""
    row = _arrived(person, ref)
    page = page_of(row)
    if before := sent_before(request, person, page):
        return before
    if not _has_come(row) and request.method != "POST":
        return lead(request, person, page, ref)
    form = ReadForm(request.POST) if request.method == "POST" else ReadForm(version=row.version)
    return answer(
        request,
        person,
        form,
        lambda: actions.mark_read(
            row,
            by=request.user,
            done=form.done,
            version=form.cleaned_data["version"] or 0,
            token=form.cleaned_data["token"],
        ),
        row=row,
        page=page,
        said=_("Marked as read."),
        template="information/read.html",
        heading=_("Read what came"),
        button=_("Mark as read"),
        **_came(person, row),
    )


@case_page(Permission.INFORM)
def act(request: SignedIn, person: Person, ref: str) -> HttpResponse:
    """Record what was done about it, or why nothing needs to be done."""
    row = _arrived(person, ref)
    page = page_of(row)
    if before := sent_before(request, person, page):
        return before
    if not _has_come(row) and request.method != "POST":
        return lead(request, person, page, ref)
    there = part(row, "acted")
    if request.method == "POST":
        form = ActForm(request.POST)
    else:
        was: dict[str, Any] = {}
        if there is not None:
            was = {"what": "done" if there.action else "nothing"}
            was |= {"action": there.action, "because": there.because}
        form = ActForm(initial=was, version=row.version)
    return answer(
        request,
        person,
        form,
        lambda: actions.act_on(
            row,
            by=request.user,
            done=form.done or actions.Done(),
            version=form.cleaned_data["version"] or 0,
            token=form.cleaned_data["token"],
        ),
        row=row,
        page=page,
        said=_("Saved."),
        template="information/read.html",
        heading=_("Act on it, or say why not"),
        button=_("Save"),
        **_came(person, row),
    )


@case_page(Permission.CORRECT)
def enquiry_in_error(request: SignedIn, person: Person, ref: str) -> HttpResponse:
    """Mark an enquiry as recorded in error."""
    enquiry = found(enquiry_of(person, ref))
    return in_error(request, person, enquiry, "enquiry", _what(enquiry))


def in_error(
    request: SignedIn, person: Person, row: Any, page: str, about: str, hint: str = ""
) -> HttpResponse:
    """Ask why a fact should not have been recorded, and mark it so."""
    if before := sent_before(request, person, page):
        return before
    if row.in_error_at is not None and request.method != "POST":
        return lead(request, person, page, row.ref)
    form = BecauseForm(
        request.POST or None,
        version=row.version,
        label=_("Why should it not have been recorded?"),
        missing=_("Say why it should not have been recorded"),
        says=_("Recorded in error"),
        hint=hint,
    )
    return answer(
        request,
        person,
        form,
        lambda: actions.mark_in_error(
            row,
            by=request.user,
            because=form.cleaned_data["because"],
            version=form.cleaned_data["version"] or 0,
            token=form.cleaned_data["token"],
        ),
        row=row,
        page=page,
        said=_("Marked as recorded in error."),
        heading=_("Mark as recorded in error"),
        about=about,
        button=_("Mark as recorded in error"),
        warn=True,
    )


def page_of(row: Enquiry | IncomingItem) -> str:
    """The name of the page of what arrived."""
    return "enquiry" if isinstance(row, Enquiry) else "incoming-item"


def _arrived(person: Person, ref: str) -> Enquiry | IncomingItem:
    row = arrived(person, ref)
    if row is None:
        raise Http404
    return row


def _has_come(row: Enquiry | IncomingItem) -> bool:
    return isinstance(row, IncomingItem) or part(row, "answer") is not None


def _what(row: Enquiry | IncomingItem) -> str:
    if isinstance(row, Enquiry):
        what = str(ENQUIRIES[row.kind])
        return f"{what}, {row.to}" if row.to else what
    return f"{ITEMS[row.kind]}, {row.sender}" if row.sender else str(ITEMS[row.kind])


def _came(person: Person, row: Enquiry | IncomingItem) -> dict[str, Any]:
    """What came, for the page on which it is read."""
    told: Any = row if isinstance(row, IncomingItem) else part(row, "answer")
    if told is None:
        return {"about": _what(row), "told": None, "papers": []}
    kind = "incoming item" if isinstance(row, IncomingItem) else "enquiry"
    case = excerpt(person.pk, {kind: [row.pk], "document": None})
    facts: Any = case.information.items if kind == "incoming item" else ()
    named = facts[0].documents if facts else ()
    if kind == "enquiry" and case.information.enquiries:
        back = case.information.enquiries[0].answer
        named = back.documents if back else ()
    papers = [each for each in case.information.documents if each.ref in named]
    return {"about": _what(row), "told": told, "papers": papers}
