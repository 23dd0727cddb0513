"""How the forms of information are answered, and back to where one was."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from throughcare import history
from throughcare.access.permissions import Permission, has
from throughcare.design.forms import Form
from throughcare.design.leading import back_of, then_of
from throughcare.design.wording import day
from throughcare.history import answering
from throughcare.information.models import Change, Document, Enquiry, IncomingItem
from throughcare.information.queries import PARTS, part
from throughcare.information.showing import OUTCOMES
from throughcare.people.models import Person, Relationship

Row = Enquiry | IncomingItem | Change | Document | Relationship
RowT = TypeVar("RowT")


def sent_before(request: HttpRequest, person: Person, page: str) -> HttpResponse | None:
    """Lead a form that was sent before to where it led; None for a new one."""
    return answering.sent_before(request, lambda ref: lead(request, person, page, ref))


def lead(request: HttpRequest, person: Person, page: str, ref: str = "") -> HttpResponse:
    """Lead to a page about one fact; to the case for those who may not see it.

    A list of decisions that led here is gone back to, at the next of them.
    """
    if onward := then_of(request):
        return redirect(onward)
    if not has(request.user, Permission.SEE_INFORMATION):
        return redirect("case", case=person.public_id)
    if page == "case-information" or not ref:
        return redirect("case-information", case=person.public_id)
    return redirect(page, case=person.public_id, ref=ref)


def found(row: RowT | None) -> RowT:
    """Return what was looked for; 404 where there is none."""
    if row is None:
        raise Http404
    return row


def answer(
    request: HttpRequest,
    person: Person,
    form: Form,
    act: Callable[[], Any],
    *,
    page: str,
    said: str,
    row: Row | None = None,
    template: str = "information/form.html",
    **shown: Any,
) -> HttpResponse:
    """Answer a form: carry it out and lead to ``page`` about what came of it, or show it again.

    ``row`` is the fact that the form is about, None where it makes a new one.
    """

    def meet(conflict: history.Conflict) -> None:
        current: Any = conflict.current
        answering.meet(form, conflict, theirs=lambda: saved(current), person_id=person.pk)

    return answering.answer(
        request,
        form,
        act,
        said=said,
        lead=lambda ref: lead(request, person, page, getattr(row, "ref", "") or ref),
        meet=meet,
        template=template,
        shown={
            "person": person,
            "part": "information",
            "row": row,
            "came_from": back_of(request),
            **shown,
        },
    )


def saved(row: Row) -> dict[str, str]:
    """What stands of a fact, by the words under which forms ask for it."""
    model = type(row)
    fresh: Any = model._default_manager.select_related(*PARTS[model]).get(pk=row.pk)
    told: dict[str, str] = {}
    for name, label in (
        ("sent", _("Message")),
        ("answer", _("Answer")),
        ("read", _("Read")),
        ("acted", _("Acted on")),
        ("not_applicable", _("Not applicable")),
        ("not_needed", _("No review needed")),
    ):
        each = part(fresh, name) if name in PARTS[model] else None
        if each is not None:
            told[label] = _said(each)
    if isinstance(fresh, Enquiry):
        chases = fresh.chases.filter(in_error_at=None).order_by("date", "pk")
        if chased := [f"{day(each.date)}\n{each.text}" for each in chases]:
            told[_("Chased")] = "\n\n".join(chased)
    if isinstance(fresh, Relationship):
        last: Any = fresh.decisions.filter(in_error_at=None).order_by("date", "pk").last()
        if last is not None:
            told[_("Decision")] = f"{OUTCOMES[last.outcome]}\n{last.because}".strip()
    if fresh.in_error_at is not None:
        told[_("Recorded in error")] = fresh.in_error_because
    return told


def _said(each: Any) -> str:
    for name in ("action", "because", "text"):
        if text := str(getattr(each, name, "")).strip():
            return text
    return day(getattr(each, "date", None) or getattr(each, "received_on", None))
