"""Excusing a duty: a manager's page, and an officer's for asking."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.access.permissions import Permission
from throughcare.access.views import SignedIn, case_page
from throughcare.caseload.pages.answering import answer, sent_before
from throughcare.design.forms import Choice, DayField, Form, LongTextField, OneOfField
from throughcare.design.wording import day
from throughcare.history import clock
from throughcare.kernel.duty import Duty, Key, State
from throughcare.ledger import actions, wording
from throughcare.ledger.models import ExcusalAsked
from throughcare.ledger.pages.lines import BETWEEN, name_of
from throughcare.ledger.queries import standing
from throughcare.oversight.rules.excusing import may_be_excused
from throughcare.people.models import Person

_OWED = (State.OVERDUE, State.DUE_SOON, State.OPEN, State.EXCUSED)


class ExcuseForm(Form):
    """What need not be done, until when and why."""

    duty = OneOfField(
        label=gettext_lazy("What need not be done?"),
        missing=gettext_lazy("Select what need not be done"),
        error_messages={"invalid_choice": gettext_lazy("Select what need not be done")},
    )
    until = DayField(
        label=gettext_lazy("Until which day?"),
        noun=gettext_lazy("The day"),
        hint=gettext_lazy("On the day after, it is owed again, as late as it then is."),
    )
    because = LongTextField(
        label=gettext_lazy("Why?"),
        missing=gettext_lazy("Say why it need not be done"),
        max_length=2000,
        rows=4,
    )


class RefuseForm(Form):
    """Why it is to be done all the same."""

    duty = OneOfField(
        label=gettext_lazy("What is to be done?"),
        missing=gettext_lazy("Select what is to be done"),
        error_messages={"invalid_choice": gettext_lazy("Select what is to be done")},
    )
    because = LongTextField(
        label=gettext_lazy("Why is it to be done?"),
        missing=gettext_lazy("Say why it is to be done"),
        max_length=2000,
        rows=3,
    )


@case_page(Permission.EXCUSE)
def excuse(request: SignedIn, person: Person) -> HttpResponse:
    """Excuse something that is owed, for a while."""
    if before := sent_before(request, person):
        return before
    today = clock.today()
    owed = _excusable(person, today)
    asked = {asked_name(each): each for each in asked_of(person)}
    chosen = request.GET.get("duty", "")
    initial: dict[str, Any] = {"duty": chosen}
    if chosen in asked:
        initial |= {"until": asked[chosen].until, "because": asked[chosen].because}
    form = ExcuseForm(request.POST or None, initial=initial)
    form.offer("duty", [_choice(each, asked, today) for each in owed])
    return answer(
        request,
        person,
        form,
        lambda: actions.excuse(
            person,
            by=request.user,
            key=key_of(form.cleaned_data["duty"]),
            until=form.cleaned_data["until"],
            because=form.cleaned_data["because"],
            token=form.cleaned_data["token"],
        ),
        said=_("Excused. It stays in sight on the page of the case, and on the Team page."),
        heading=_("Excuse something that is owed"),
        text=_(
            "Nobody is excused from reading what came in, from what came in about domestic abuse "
            "or children, from statutory decisions, or from what a manager decided."
        ),
        nothing="" if owed else _("Nothing is owed that anybody may be excused from"),
        button=_("Excuse it"),
    )


@case_page(Permission.EXCUSE)
def refuse(request: SignedIn, person: Person) -> HttpResponse:
    """Say no to who asked for something to be excused."""
    if before := sent_before(request, person):
        return before
    waiting = asked_of(person)
    form = RefuseForm(request.POST or None, initial={"duty": request.GET.get("duty", "")})
    form.offer(
        "duty",
        [Choice(asked_name(each), _(wording.name(each.code)), _why(each)) for each in waiting],
    )
    return answer(
        request,
        person,
        form,
        lambda: actions.refuse_to_excuse(
            person,
            by=request.user,
            key=key_of(form.cleaned_data["duty"]),
            because=form.cleaned_data["because"],
            token=form.cleaned_data["token"],
        ),
        said=_("It stays owed."),
        heading=_("Say that it is to be done"),
        nothing="" if waiting else _("Nobody has asked for anything to be excused"),
        button=_("It is to be done"),
    )


@case_page(Permission.RECORD_OUTCOME)
def ask(request: SignedIn, person: Person) -> HttpResponse:
    """Ask a manager to excuse something."""
    if before := sent_before(request, person, "case"):
        return before
    today = clock.today()
    owed = _excusable(person, today)
    form = ExcuseForm(request.POST or None, initial={"duty": request.GET.get("duty", "")})
    form.offer("duty", [_choice(each, {}, today) for each in owed])
    return answer(
        request,
        person,
        form,
        lambda: actions.ask_to_excuse(
            person,
            by=request.user,
            key=key_of(form.cleaned_data["duty"]),
            until=form.cleaned_data["until"],
            because=form.cleaned_data["because"],
            token=form.cleaned_data["token"],
        ),
        said=_("Asked. It stays owed until a manager excuses it."),
        heading=_("Ask for something to be excused"),
        page="case",
        nothing="" if owed else _("Nothing is owed that anybody may be excused from"),
        button=_("Ask the manager"),
    )


def asked_name(asked: ExcusalAsked) -> str:
    """Return the name in addresses of the duty that was asked about."""
    return BETWEEN.join((asked.code, asked.about, asked.opening))


def key_of(name: str) -> Key:
    """Return the key of a duty from its name in addresses."""
    code, subject, opening = name.split(BETWEEN)
    return Key(code, subject, opening)


def _excusable(person: Person, today: date) -> list[Duty]:
    return [
        each.duty
        for each in standing(person.pk, today)
        if each.state in _OWED
        and each.duty.opened_on <= today
        and may_be_excused(each.duty.code, each.duty.because.parameters)
    ]


def asked_of(person: Person) -> Sequence[ExcusalAsked]:
    """Return what of a case was asked to be excused and is not answered."""
    found = ExcusalAsked.objects.filter(person=person, answered_on=None)
    return list(found.select_related("by").order_by("pk"))


def _choice(duty: Duty, asked: dict[str, ExcusalAsked], today: date) -> Choice:
    name = name_of(duty)
    due = _("Due %(day)s.") % {"day": day(duty.due_on)} if duty.due_on else ""
    hint = [wording.because(duty.because), due]
    if name in asked:
        hint.append(_why(asked[name]))
    return Choice(name, _(wording.name(duty.code)), " ".join(filter(None, hint)))


def _why(asked: ExcusalAsked) -> str:
    whom = asked.by.name if asked.by else _("Somebody")
    return _("%(name)s asks for it until %(day)s: %(why)s") % {
        "name": whom,
        "day": day(asked.until),
        "why": asked.because,
    }
