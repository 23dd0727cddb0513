"""Pages for documents: added by themselves, and fetched by those who reach the case."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from throughcare.access.permissions import Permission
from throughcare.access.views import SignedIn, case_page
from throughcare.history import clock
from throughcare.information import actions
from throughcare.information.filetypes import ENDINGS, with_ending
from throughcare.information.pages.answering import answer, found, lead, sent_before
from throughcare.information.pages.forms import DocumentForm
from throughcare.information.pages.replies import in_error
from throughcare.information.queries import document_of, document_of_any
from throughcare.information.store import path_of, plain_name
from throughcare.people.models import Person


@case_page(Permission.INFORM)
def add(request: SignedIn, person: Person) -> HttpResponse:
    """Add documents that came with no answer and no item."""
    if before := sent_before(request, person, "case-information"):
        return before
    if request.method == "POST":
        form = DocumentForm(request.POST, request.FILES)
    else:
        form = DocumentForm(initial={"received_on": clock.today()})

    def act() -> Any:
        given = form.cleaned_data
        return actions.add_documents(
            person,
            by=request.user,
            files=form.taken,
            kind=given["kind"],
            received_on=given["received_on"],
            token=given["token"],
        )[0]

    return answer(
        request,
        person,
        form,
        act,
        page="case-information",
        said=_("Added."),
        heading=_("Add a document"),
        button=_("Save"),
    )


@case_page(Permission.CORRECT)
def document_in_error(request: SignedIn, person: Person, ref: str) -> HttpResponse:
    """Mark a document as recorded in error: it stays listed, and nobody can fetch it any more."""
    document = found(document_of_any(person, ref))
    hint = _("It stays listed with the reason and your name. Nobody can open it any more.")
    return in_error(request, person, document, "case-information", document.name, hint)


@case_page(Permission.SEE_INFORMATION)
def download(request: SignedIn, person: Person, ref: str) -> HttpResponseBase:
    """Give a document to somebody who reaches the case: to be saved, never shown as a page."""
    document = found(document_of(person, ref))
    path = path_of(document.sha256)
    if path is None:
        messages.warning(
            request, _("%(name)s is not in the store of documents.") % {"name": document.name}
        )
        return lead(request, person, "case-information")
    media_type = document.media_type if document.media_type in ENDINGS else ""
    response = FileResponse(
        path.open("rb"),
        as_attachment=True,
        filename=with_ending(plain_name(document.name), media_type),
        content_type=media_type or "application/octet-stream",
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response
