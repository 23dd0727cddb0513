"""Pages for changes of circumstances: recorded in two clicks, decided on, put right."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from throughcare.access.permissions import Permission, has
from throughcare.access.views import SignedIn, case_page
from throughcare.history import clock
from throughcare.history.excerpt import excerpt
from throughcare.information import actions
from throughcare.information.models import IncomingItem
from throughcare.information.pages.answering import answer, found, lead, sent_before
from throughcare.information.pages.forms import BecauseForm, ChangeForm
from throughcare.information.pages.replies import in_error as answer_in_error
from throughcare.information.queries import arrived, change_of, part
from throughcare.information.showing import CHANGES, changed
from throughcare.kernel.casefile.information import ChangeKind
from throughcare.people.models import Person


@case_page(Permission.RECORD_CHANGE)
def record(request: SignedIn, person: Person) -> HttpResponse:
    """Record a change, and in the same form the partner or child it brings."""
    if before := sent_before(request, person, "change"):
        return before
    item = _item(request, person)
    if request.method == "POST":
        form = ChangeForm(request.POST)
    else:
        initial: dict[str, Any] = {"happened_on": clock.today()}
        if item is not None:
            kind = item.kind if item.kind in list(ChangeKind) else ""
            initial = {"happened_on": item.received_on, "kind": kind}
        form = ChangeForm(initial=initial)

    def act() -> Any:
        given = form.cleaned_data
        return actions.record_change(
            person,
            by=request.user,
            kind=ChangeKind(given["kind"]),
            happened_on=given["happened_on"],
            text=given["text"],
            item=item,
            relationship=form.relationship,
            token=given["token"],
        )

    return answer(
        request,
        person,
        form,
        act,
        page="change",
        said=_("Change recorded."),
        heading=_("Record a change"),
        about=_("From what arrived on %(day)s") % {"day": item.received_on} if item else "",
        button=_("Record it"),
        back="" if has(request.user, Permission.SEE_INFORMATION) else "case",
    )


@case_page(Permission.SEE_INFORMATION)
def change(request: SignedIn, person: Person, ref: str) -> HttpResponse:
    """Show a change, and what was decided about it."""
    row = found(change_of(person, ref))
    kinds = {"change": [row.pk], "review": None, "incoming item": None}
    case = excerpt(person.pk, kinds, standing=False, leaving_out=["review answer"])
    shown = changed(case.information.changes[0], case)
    staff = {each.ref: each.name for each in case.directory.staff}
    open_ = row.in_error_at is None
    context = {
        "person": person,
        "part": "information",
        "shown": shown,
        "staff": staff,
        "may_decide": open_ and not shown.is_decided and has(request.user, Permission.INFORM),
        "may_correct": open_ and has(request.user, Permission.CORRECT),
    }
    return render(request, "information/change.html", context)


@case_page(Permission.INFORM)
def no_review(request: SignedIn, person: Person, ref: str) -> HttpResponse:
    """Decide that a change needs no review."""
    if before := sent_before(request, person, "change"):
        return before
    row = found(change_of(person, ref))
    if part(row, "not_needed") and request.method != "POST":
        return lead(request, person, "change", ref)
    form = BecauseForm(
        request.POST or None,
        version=row.version,
        label=_("Why does it need no review?"),
        missing=_("Say why it needs no review"),
        says=_("No review needed"),
    )
    return answer(
        request,
        person,
        form,
        lambda: actions.no_review_needed(
            row,
            by=request.user,
            because=form.cleaned_data["because"],
            version=form.cleaned_data["version"] or 0,
            token=form.cleaned_data["token"],
        ),
        row=row,
        page="change",
        said=_("Decided: no review is needed."),
        heading=_("No review is needed"),
        about=str(CHANGES[row.kind]),
        button=_("Save"),
    )


@case_page(Permission.CORRECT)
def in_error(request: SignedIn, person: Person, ref: str) -> HttpResponse:
    """Mark a change as recorded in error."""
    row = found(change_of(person, ref))
    return answer_in_error(request, person, row, "change", str(CHANGES[row.kind]))


def _item(request: SignedIn, person: Person) -> IncomingItem | None:
    """The item from which the change is recorded, by the address."""
    ref = request.GET.get("item", "")
    row = arrived(person, ref) if ref else None
    may_see = has(request.user, Permission.SEE_INFORMATION)
    return row if isinstance(row, IncomingItem) and row.in_error_at is None and may_see else None
