"""How forms are answered: once, and with nothing that was typed lost.

A form that was sent before leads to where it led. What an action refuses stands beside its
field. Where somebody else saved meanwhile, both texts are shown, and sending again saves over
theirs, which stays in the history.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from throughcare.design import forms
from throughcare.history import writing
from throughcare.history.models import Entry, RecordedFact
from throughcare.kernel.refusal import Refusal


def result_before(request: HttpRequest) -> str | None:
    """Where a form that was sent before led; None for a new one."""
    token = request.POST.get("token", "") if request.method == "POST" else ""
    return writing.done_before(token, by=request.user) if token else None


def done(
    form: forms.Form, act: Callable[[], object], *, beside: Mapping[str, str] | None = None
) -> str | None:
    """Carry out an action; return where it leads if it is done, now or before.

    None where it was refused: then the reason stands in the form. Raises Conflict.
    """
    try:
        act()
    except writing.AlreadyDone as before:
        return before.result
    except Refusal as refusal:
        field = (beside or {}).get(refusal.field or "", refusal.field)
        form.add_error(field if field in form.fields else None, refusal.because)
        return None
    return ""


def meet(
    form: forms.Form,
    row: RecordedFact,
    *,
    theirs: Mapping[str, str],
    yours: Mapping[str, str],
    person_id: int,
) -> None:
    """Show beside what was typed what somebody else saved: label → text on either side."""
    labels = [*yours, *(label for label in theirs if label not in yours)]
    differences = [
        forms.Difference(label, theirs.get(label, ""), yours.get(label, ""))
        for label in labels
        if theirs.get(label, "") != yours.get(label, "")
    ]
    by, at = _last_change(row, person_id)
    form.meet(forms.Conflict(by, at, differences), version=row.version)


def _last_change(row: RecordedFact, person_id: int) -> tuple[str, Any]:
    """Who changed a row of a person last, and when."""
    entries = Entry.objects.filter(
        subject_kind="case",
        subject_id=person_id,
        changes__contains=[[row._meta.label_lower, row.pk]],
    )
    last = entries.select_related("by").order_by("-pk").first()
    if last is None:
        return _("Somebody"), row.recorded_at
    return last.by.full_name if last.by else _("A case file"), last.domain_at
