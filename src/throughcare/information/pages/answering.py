"""How the forms of information are answered: once, with nothing lost, and back to where one was."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, TypeVar

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from throughcare import history
from throughcare.access.permissions import Permission, has
from throughcare.design.forms import Form
from throughcare.design.wording import day
from throughcare.history import answering
from throughcare.history.answering import done, result_before
from throughcare.information.models import Change, Document, Enquiry, IncomingItem
from throughcare.information.queries import PARTS, part
from throughcare.information.showing import OUTCOMES
from throughcare.people.models import Person, Relationship

Row = Enquiry | IncomingItem | Change | Document | Relationship
RowT = TypeVar("RowT")


class AboutInformation(Form):
    """A form that can say what was typed in the words of a conflict."""

    beside: ClassVar[Mapping[str, str]] = {}
    """For a field of an action the field of the form beside which a refusal stands."""
    says: ClassVar[Mapping[str, str | Promise]] = {}
    """For a field the word under which a conflict shows what was typed."""

    def typed(self) -> dict[str, str]:
        """What was typed, by label."""
        found: dict[str, list[str]] = {}
        for name, label in self.says.items():
            value = self.cleaned_data.get(name)
            if value not in (None, "", False):
                said = {True: _("Yes")}.get(value, str(value)) if value is True else str(value)
                found.setdefault(str(label), []).append(said)
        return {label: "\n".join(said) for label, said in found.items()}


def sent_before(request: HttpRequest, person: Person, page: str) -> HttpResponse | None:
    """Lead a form that was sent before to where it led; None for a new one."""
    result = result_before(request)
    return None if result is None else lead(request, person, page, result)


def lead(request: HttpRequest, person: Person, page: str, ref: str = "") -> HttpResponse:
    """Lead to a page about one fact; to the case for those who may not see it."""
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
    form: AboutInformation,
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
    if request.method == "POST" and form.is_valid():
        made: list[Any] = []
        try:
            result = done(form, lambda: made.append(act()), beside=form.beside)
            if result is not None:
                messages.success(request, said)
                ref = getattr(row, "ref", "") or result or getattr(made[0], "ref", "")
                return lead(request, person, page, ref)
        except history.Conflict as conflict:
            _meet(form, row, conflict)
    context = {"person": person, "part": "information", "form": form, "row": row, **shown}
    return render(request, template, context, status=409 if form.conflict else 200)


def _meet(form: AboutInformation, row: Any, conflict: history.Conflict) -> None:
    """Show beside what was typed what somebody else saved."""
    current: Any = conflict.current
    row.version = current.version
    theirs = saved(current)
    answering.meet(form, row, theirs=theirs, yours=form.typed(), person_id=row.person_id)


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
