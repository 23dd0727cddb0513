"""Pages for partners and children: what is decided about each, and the child protection status."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from throughcare.access.permissions import Permission
from throughcare.access.views import SignedIn, case_page
from throughcare.history import clock
from throughcare.information import actions
from throughcare.information.pages.answering import answer, found, sent_before
from throughcare.information.pages.forms import ChildStatusForm, DecideForm
from throughcare.people.models import Person, Relationship


@case_page(Permission.INFORM)
def decide(request: SignedIn, person: Person, ref: str) -> HttpResponse:
    """Decide about a new partner or contact with a child."""
    if before := sent_before(request, person, "case-information"):
        return before
    row = found(Relationship.objects.filter(person=person, ref=ref, in_error_at=None).first())
    form = DecideForm(request.POST) if request.method == "POST" else DecideForm(version=row.version)

    def act() -> Any:
        given = form.cleaned_data
        return actions.decide_on_relationship(
            row,
            by=request.user,
            outcome=given["outcome"],
            because=given["because"],
            version=given["version"] or 0,
            token=given["token"],
        )

    response = answer(
        request,
        person,
        form,
        act,
        row=row,
        page="case-information",
        said=_("Decision recorded."),
        heading=_("Decide about %(name)s") % {"name": row.name},
        about=row.kind[:1].upper() + row.kind[1:],
        button=_("Save"),
    )
    asks = response.status_code == 302 and form.cleaned_data.get("outcome") == "enquiry"
    return redirect("ask", case=person.public_id) if asks else response


@case_page(Permission.INFORM)
def child_status(request: SignedIn, person: Person) -> HttpResponse:
    """Record the child protection status from a day on."""
    if before := sent_before(request, person, "case-information"):
        return before
    if request.method == "POST":
        form = ChildStatusForm(request.POST)
    else:
        form = ChildStatusForm(initial={"date": clock.today()})
    return answer(
        request,
        person,
        form,
        lambda: actions.set_child_status(
            person,
            by=request.user,
            status=form.cleaned_data["status"],
            day=form.cleaned_data["date"],
            token=form.cleaned_data["token"],
        ),
        page="case-information",
        said=_("Child protection status recorded."),
        heading=_("Child protection status"),
        button=_("Save"),
    )
