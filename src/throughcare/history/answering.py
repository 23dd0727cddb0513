"""How forms are answered: once, and with nothing that was typed lost.

A form that was sent before leads to where it led. What an action refuses stands beside its
field. Where somebody else saved meanwhile, both texts are shown, and sending again saves over
theirs, which stays in the history.

An area says where it leads, what somebody else may have saved, and what its page shows.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from throughcare.design import forms
from throughcare.history import clock, writing
from throughcare.history.models import Entry, Token
from throughcare.kernel.refusal import Refusal

Lead = Callable[[str], HttpResponse]
"""Leads on, by the reference of what was written; empty where it has none."""
Meet = Callable[[writing.Conflict], None]
"""Shows in the form that somebody else saved meanwhile."""
Said = str | Callable[[], str]
"""What is said above the next page when it is done."""
Texts = Mapping[str, str]
"""What was saved or typed, by the words under which a conflict shows it."""


def done_before(token: str, *, by: Any) -> str | None:
    """Where the sender of this form was sent, None if the form is new."""
    found = Token.objects.filter(token=token, by=by).values_list("result", flat=True)
    return found.first()


def result_before(request: HttpRequest) -> str | None:
    """Where a form that was sent before led; None for a new one."""
    token = request.POST.get("token", "") if request.method == "POST" else ""
    return done_before(token, by=request.user) if token else None


def sent_before(request: HttpRequest, lead: Lead) -> HttpResponse | None:
    """Lead a form that was sent before to where it led; None for a new one."""
    result = result_before(request)
    return None if result is None else lead(result)


def done(form: forms.Form, act: Callable[[], object]) -> str | None:
    """Carry out an action; return the reference of what came of it, now or before.

    It is empty where what came of it has none. None where the action was refused: then the reason
    stands in the form. Raises Conflict.
    """
    try:
        made = act()
    except writing.AlreadyDone as before:
        return before.result
    except Refusal as refusal:
        field = form.beside.get(refusal.field or "", refusal.field)
        form.add_error(field if field in form.fields else None, refusal.because)
        return None
    return str(getattr(made, "ref", ""))


def carry_out(
    request: HttpRequest,
    form: forms.Form,
    act: Callable[[], object],
    *,
    said: Said,
    lead: Lead,
    meet: Meet | None = None,
) -> HttpResponse | None:
    """Carry out what a form asks, say so and lead on; None where the form is to be shown.

    ``said`` may be empty, where the next page says enough, or be asked once it is done. Without
    ``meet`` a conflict goes on to the caller.
    """
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        result = done(form, act)
    except writing.Conflict as conflict:
        if meet is None:
            raise
        meet(conflict)
        return None
    if result is None:
        return None
    if words := said if isinstance(said, str) else said():
        messages.success(request, words)
    return lead(result)


def show(
    request: HttpRequest, template: str, form: forms.Form, shown: Mapping[str, Any]
) -> HttpResponse:
    """Show the page of a form; a conflict has a status of its own."""
    status = 409 if form.conflict else 200
    return render(request, template, {"form": form, **shown}, status=status)


def answer(
    request: HttpRequest,
    form: forms.Form,
    act: Callable[[], object],
    *,
    said: Said,
    lead: Lead,
    template: str,
    shown: Mapping[str, Any],
    meet: Meet | None = None,
) -> HttpResponse:
    """Answer a form: carry it out and lead on, or show its page."""
    led = carry_out(request, form, act, said=said, lead=lead, meet=meet)
    return show(request, template, form, shown) if led is None else led


def meet(
    form: forms.Form,
    conflict: writing.Conflict,
    *,
    theirs: Callable[[], Texts] = dict,
    yours: Texts | None = None,
    person_id: int,
) -> None:
    """Show beside what was typed what somebody else saved of the row that the form is about.

    ``theirs`` is asked once the row has been read anew; ``yours`` is what the form says was typed.
    """
    row: Any = conflict.current
    row.refresh_from_db()
    by, at = _last_change(row, person_id)
    found = differences(theirs(), form.typed() if yours is None else yours)
    form.meet(forms.Conflict(by, at, found), version=row.version)


def differences(theirs: Texts, yours: Texts) -> list[forms.Difference]:
    """What reads otherwise on either side."""
    return [
        forms.Difference(label, theirs.get(label, ""), yours.get(label, ""))
        for label in dict.fromkeys((*yours, *theirs))
        if theirs.get(label, "") != yours.get(label, "")
    ]


def _last_change(row: Model, person_id: int) -> tuple[str, datetime]:
    """Who changed a row of a person last, and when."""
    entries = Entry.objects.filter(
        subject_kind="case",
        subject_id=person_id,
        changes__contains=[[row._meta.label_lower, row.pk]],
    )
    last = entries.select_related("by").order_by("-pk").first()
    if last is None:
        return _("Somebody"), getattr(row, "recorded_at", clock.now())
    return last.by.full_name if last.by else _("A case file"), last.domain_at
