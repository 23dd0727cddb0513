"""Pages for what arrives unasked: a callout, an arrest, a letter."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from throughcare.access.permissions import Permission
from throughcare.access.views import SignedIn, case_page
from throughcare.history import clock
from throughcare.information import actions
from throughcare.information.models import IncomingItem
from throughcare.information.pages.answering import answer, found, sent_before
from throughcare.information.pages.forms import ReceiveForm
from throughcare.information.pages.replies import in_error
from throughcare.information.queries import arrived
from throughcare.information.showing import ITEMS
from throughcare.kernel.casefile.information import ItemKind
from throughcare.people.models import Person


@case_page(Permission.INFORM)
def receive(request: SignedIn, person: Person) -> HttpResponse:
    """Record something that arrived, and with one tick the change it tells of."""
    if before := sent_before(request, person, "incoming-item"):
        return before
    if request.method == "POST":
        form = ReceiveForm(request.POST, request.FILES)
    else:
        form = ReceiveForm(initial={"received_on": clock.today()})

    def act() -> Any:
        given = form.cleaned_data
        return actions.receive(
            person,
            by=request.user,
            kind=ItemKind(given["kind"]),
            sender=given["sender"],
            received_on=given["received_on"],
            concern=bool(given["concern"]),
            text=given["text"],
            files=form.taken,
            change=form.happened,
            token=given["token"],
        )

    return answer(
        request,
        person,
        form,
        act,
        page="incoming-item",
        said=_("Recorded."),
        heading=_("Record something that arrived"),
        button=_("Save"),
    )


@case_page(Permission.CORRECT)
def item_in_error(request: SignedIn, person: Person, ref: str) -> HttpResponse:
    """Mark an item as recorded in error."""
    row = arrived(person, ref)
    item = found(row if isinstance(row, IncomingItem) else None)
    return in_error(request, person, item, "incoming-item", str(ITEMS[item.kind]))
