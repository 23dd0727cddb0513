"""Pages about a signed plan: agreement, contact, actions and objectives as they go on."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.access.permissions import Permission
from throughcare.access.views import case_page
from throughcare.design.forms import (
    DayField,
    Form,
    LongTextField,
    OneOfField,
    TextField,
    YesNoField,
)
from throughcare.design.wording import day as in_words
from throughcare.history import clock
from throughcare.kernel.casefile.planning import Interval
from throughcare.people.models import Person
from throughcare.planning import actions
from throughcare.planning.models import Action, Agreement, ContactReason, Objective, Plan
from throughcare.planning.pages.forms import Typed
from throughcare.planning.pages.saving import answer
from throughcare.planning.queries import read
from throughcare.planning.rules.contact_level import is_less
from throughcare.planning.rules.minimum import minimum_on
from throughcare.planning.showing import INTERVALS, WHY_MINIMUM


class SayForm(Form):
    """What the person says to a signed plan, and the copy they were given."""

    says = {
        "agrees": gettext_lazy("Agrees"),
        "words": gettext_lazy("Their words"),
        "day": gettext_lazy("When"),
        "copy_given_on": gettext_lazy("Copy given"),
    }

    agrees = YesNoField(
        label=gettext_lazy("Do they agree to the plan?"),
        missing=gettext_lazy("Select whether they agree"),
    )
    words = LongTextField(
        label=gettext_lazy("What they say, in their own words"),
        hint=gettext_lazy("It stands in their copy."),
        required=False,
        max_length=5000,
        rows=4,
    )
    day = DayField(label=gettext_lazy("When did they say so?"), noun=gettext_lazy("The day"))
    copy_given_on = DayField(
        label=gettext_lazy("When were they given a copy?"),
        noun=gettext_lazy("The day of the copy"),
        hint=gettext_lazy("Leave it empty if they have none yet. You can add it later."),
        required=False,
    )


class ReasonForm(Form):
    """Why a plan sees the person less often than the minimum."""

    because = LongTextField(
        label=gettext_lazy("Why is less contact enough?"),
        hint=gettext_lazy("Your manager is asked to agree."),
        missing=gettext_lazy("Say why less contact is enough"),
        max_length=5000,
        rows=4,
    )


class DoneForm(Form):
    """An action was done."""

    done_on = DayField(label=gettext_lazy("When was it done?"), noun=gettext_lazy("The day"))


class ActionForm(Form):
    """What is to be done, by whom and by when."""

    what = TextField(
        label=gettext_lazy("What will be done?"),
        missing=gettext_lazy("Say what will be done"),
        max_length=1000,
    )
    who = TextField(
        label=gettext_lazy("Who does it?"),
        missing=gettext_lazy("Say who does it"),
        max_length=200,
    )
    by_when = DayField(label=gettext_lazy("By when, or until when?"), noun=gettext_lazy("The day"))


class EndForm(Form):
    """An objective was reached, or is given up."""

    achieved = OneOfField(
        label=gettext_lazy("What became of it?"),
        missing=gettext_lazy("Select what became of it"),
        choices=[
            ("yes", gettext_lazy("It was reached")),
            ("no", gettext_lazy("It is given up")),
        ],
    )
    because = LongTextField(
        label=gettext_lazy("How do you know, or why is it given up?"),
        missing=gettext_lazy("Say how you know, or why it is given up"),
        max_length=2000,
        rows=3,
    )
    day = DayField(label=gettext_lazy("On which day?"), noun=gettext_lazy("The day"))


@case_page(Permission.ASSESS)
def agreement(request: HttpRequest, person: Person, ref: str) -> HttpResponse:
    """Record what the person says to the plan, and when they were given a copy."""
    plan = _row(Plan, person, ref)
    before = Agreement.objects.filter(plan=plan, in_error_at=None).first()
    initial = (
        {
            "agrees": "yes" if before.agrees else "no",
            "words": before.words,
            "day": before.date,
            "copy_given_on": before.copy_given_on,
        }
        if before
        else {"day": clock.today()}
    )
    form = _form(request, SayForm, plan.version, initial)
    return answer(
        request,
        person,
        form,
        lambda: actions.record_agreement(
            plan,
            agrees=form.cleaned_data["agrees"],
            day=form.cleaned_data["day"],
            words=form.cleaned_data["words"],
            copy_given_on=form.cleaned_data["copy_given_on"],
            **_who(request, form),
        ),
        said=_("Agreement recorded"),
        theirs=lambda: _said(Agreement.objects.filter(plan=plan, in_error_at=None).first()),
        heading=_("What they say to the plan"),
        button=_("Save"),
    )


def _said(row: Agreement | None) -> Typed:
    if row is None:
        return {}
    return {
        str(SayForm.says["agrees"]): _("Yes") if row.agrees else _("No"),
        str(SayForm.says["words"]): row.words,
        str(SayForm.says["day"]): in_words(row.date),
        str(SayForm.says["copy_given_on"]): in_words(row.copy_given_on),
    }


@case_page(Permission.ASSESS)
def contact_reason(request: HttpRequest, person: Person, ref: str) -> HttpResponse:
    """Say why a plan sees the person less often than the minimum."""
    plan = _row(Plan, person, ref, "contact_reason")
    before = reason_of(plan)
    form = _form(request, ReasonForm, plan.version, {"because": before.because if before else ""})

    def theirs() -> Typed:
        row = reason_of(plan)
        return {str(form["because"].label): row.because if row else ""}

    return answer(
        request,
        person,
        form,
        lambda: actions.give_contact_reason(
            plan,
            because=form.cleaned_data["because"],
            author=getattr(request.user, "staff", None),
            **_who(request, form),
        ),
        said=_("Reason recorded; your manager is asked to agree"),
        theirs=theirs,
        heading=_("Less contact than the minimum"),
        intro=level_beside_minimum(person, plan)
        + " "
        + _("To raise the level instead, work out a new plan."),
        button=_("Save"),
    )


@case_page(Permission.COUNTERSIGN)
def agree_contact(request: HttpRequest, person: Person, ref: str) -> HttpResponse:
    """Agree, as a manager, to less contact than the minimum."""
    plan = _row(Plan, person, ref, "contact_reason")
    reason = reason_of(plan)
    form = _form(request, Form, plan.version, {})

    return answer(
        request,
        person,
        form,
        lambda: actions.agree_contact_reason(
            plan, manager=getattr(request.user, "staff", None), **_who(request, form)
        ),
        said=_("Less contact agreed"),
        heading=_("Agree to less contact than the minimum"),
        intro=level_beside_minimum(person, plan),
        quote=reason.because if reason else _("No reason has been given yet."),
        button=_("Agree"),
    )


def reason_of(plan: Plan) -> ContactReason | None:
    """Return the reason given for less contact than the minimum, where it stands."""
    found: ContactReason | None = getattr(plan, "contact_reason", None)
    return found if found and found.in_error_at is None else None


def level_beside_minimum(person: Person, plan: Plan) -> str:
    """Say what the plan sees of the person, beside what the minimum is today, and why."""
    minimum = minimum_on(clock.today(), read(person))
    said = _("The plan says: %(interval)s.") % {
        "interval": str(INTERVALS.get(plan.contact or "", _("not set"))).lower()
    }
    if minimum is None:
        return said
    least = _("The minimum today is: %(interval)s (%(why)s).") % {
        "interval": str(INTERVALS[minimum.interval]).lower(),
        "why": WHY_MINIMUM.get(minimum.because, minimum.because),
    }
    if not plan.contact or is_less(Interval(plan.contact), minimum.interval):
        return f"{said} {least}"
    since = _("That is no less than it: what waits is from %(day)s, when the plan was signed.") % {
        "day": in_words(plan.signed_on)
    }
    return f"{said} {least} {since}"


@case_page(Permission.ASSESS)
def done(request: HttpRequest, person: Person, ref: str) -> HttpResponse:
    """Record that an action of the plan was done."""
    action = _row(Action, person, ref)
    form = _form(request, DoneForm, action.version, {"done_on": clock.today()})
    return answer(
        request,
        person,
        form,
        lambda: actions.mark_done(
            action, done_on=form.cleaned_data["done_on"], **_who(request, form)
        ),
        said=_("Recorded as done"),
        theirs=lambda: {str(form["done_on"].label): in_words(action.done_on)},
        heading=_("Record an action as done"),
        quote=action.what,
        button=_("Save"),
    )


@case_page(Permission.ASSESS)
def change_action(request: HttpRequest, person: Person, ref: str) -> HttpResponse:
    """Say more exactly what is to be done, by whom and by when."""
    action = _row(Action, person, ref)
    initial = {"what": action.what, "who": action.who, "by_when": action.by_when}
    form = _form(request, ActionForm, action.version, initial)
    return answer(
        request,
        person,
        form,
        lambda: actions.change_action(action, **_given(form), **_who(request, form)),
        said=_("Action saved"),
        theirs=lambda: {
            str(form["what"].label): action.what,
            str(form["who"].label): action.who,
            str(form["by_when"].label): in_words(action.by_when),
        },
        heading=_("Say more exactly what will be done"),
        button=_("Save"),
    )


@case_page(Permission.ASSESS)
def add_action(request: HttpRequest, person: Person, ref: str) -> HttpResponse:
    """Add an action to an objective of the signed plan."""
    objective = _row(Objective, person, ref)
    form = _form(request, ActionForm, objective.version, {})
    there = Action.objects.filter(objective=objective, in_error_at=None).order_by("pk")
    who = _who(request, form) if form.is_bound and form.is_valid() else {}
    who.pop("version", None)
    return answer(
        request,
        person,
        form,
        lambda: actions.add_action(objective, **_given(form), **who),
        said=_("Action added"),
        heading=_("Add an action"),
        quote=objective.text,
        incomplete=[each for each in there if not (each.who.strip() and each.by_when)],
        button=_("Add it"),
    )


@case_page(Permission.ASSESS)
def end_objective(request: HttpRequest, person: Person, ref: str) -> HttpResponse:
    """Record that an objective was reached or is given up."""
    objective = _row(Objective, person, ref)
    form = _form(request, EndForm, objective.version, {"day": clock.today()})
    return answer(
        request,
        person,
        form,
        lambda: actions.end_objective(
            objective,
            achieved=form.cleaned_data["achieved"] == "yes",
            because=form.cleaned_data["because"],
            day=form.cleaned_data["day"],
            **_who(request, form),
        ),
        said=_("Objective ended"),
        heading=_("End an objective"),
        quote=objective.text,
        button=_("Save"),
    )


def _row(model: Any, person: Person, ref: str, *related: str) -> Any:
    rows = model.objects.filter(person=person, ref=ref, in_error_at=None)
    found = rows.select_related(*related).first() if related else rows.first()
    if found is None:
        raise Http404
    return found


def _form(request: HttpRequest, form: type[Form], version: int, initial: dict[str, Any]) -> Any:
    if request.method == "POST":
        return form(request.POST)
    return form(version=version, initial=initial)


def _given(form: Form) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in ("what", "who", "by_when")}


def _who(request: HttpRequest, form: Form) -> dict[str, Any]:
    given = form.cleaned_data
    return {"by": request.user, "version": given["version"] or 0, "token": given["token"]}
