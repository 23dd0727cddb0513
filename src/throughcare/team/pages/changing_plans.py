"""A plan that turns out otherwise: somebody is back earlier, away longer, or it is all undone."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare import history
from throughcare.access.permissions import Permission
from throughcare.access.views import SignedIn, needs
from throughcare.design.forms import DayField, Form, LongTextField
from throughcare.design.wording import day
from throughcare.history import clock
from throughcare.kernel.refusal import Refusal
from throughcare.team.pages.leaving import address_of, colleagues_of, plan_of
from throughcare.workload import actions
from throughcare.workload.models import LEAVING, MovePlan


class LastDayForm(Form):
    """The last day away, as it is by now."""

    last = DayField(
        label=gettext_lazy("Last day away"),
        noun=gettext_lazy("The last day"),
        hint=gettext_lazy("Leave it empty if it is not known."),
        required=False,
    )


class TakeBackForm(Form):
    """Why a plan is undone."""

    because = LongTextField(
        label=gettext_lazy("Why is it taken back?"),
        missing=gettext_lazy("Say why it is taken back"),
        max_length=1000,
        rows=2,
    )


@needs(Permission.ASSIGN_OFFICER)
def change_last_day(request: SignedIn) -> HttpResponse:
    """Set another last day of an absence; the cover of every case follows."""
    plan = plan_of(request, colleagues_of(request, clock.today()))
    if plan is None or plan.kind == LEAVING:
        return redirect("plan-absence")
    form = LastDayForm(request.POST or None, initial={"last": plan.last}, version=plan.version)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.change_last_day(
                plan, by=request.user, last=given["last"], version=given["version"] or 0
            )
            found = actions.go_on(plan, by=request.user) if plan.begun_at else None
        except Refusal as refusal:
            form.add_error("last" if refusal.field else None, refusal.because)
        except history.Conflict:
            return _changed(request, plan)
        else:
            said = _("The last day away is %(day)s now.") % {"day": day(plan.last)}
            if plan.last is None:
                said = _("The last day away is not known now.")
            if found and found.behind:
                said += " " + _("Cover of %(num)d cases is still to follow: go on.") % {
                    "num": found.behind
                }
            messages.success(request, said)
            return redirect(address_of(plan))
    return _page(request, plan, form, _("Change the last day away"), _("Change it"))


@needs(Permission.ASSIGN_OFFICER)
def take_back(request: SignedIn) -> HttpResponse:
    """Undo a plan before its first day, or throw away one of which nothing is recorded."""
    plan = plan_of(request, colleagues_of(request, clock.today()))
    if plan is None:
        return redirect("plan-absence")
    if plan.begun_at is None:
        return _throw_away(request, plan)
    form = TakeBackForm(request.POST or None, version=plan.version)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            found = actions.take_back(
                plan,
                by=request.user,
                because=given["because"],
                version=given["version"] or 0,
            )
        except Refusal as refusal:
            form.add_error(None, refusal.because)
        except history.Conflict:
            return _changed(request, plan)
        else:
            if found.done:
                left = _("%(num)d cases are still to be undone: take it back again.")
                messages.warning(request, left % {"num": found.done})
            else:
                messages.success(request, _("Taken back: every case is as it was before."))
            return redirect(address_of(plan))
    return _page(request, plan, form, _("Take it back"), _("Take it back"), warn=True)


def _throw_away(request: SignedIn, plan: MovePlan) -> HttpResponse:
    form = Form(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.throw_away(plan)
        messages.success(request, _("Thrown away. Nothing had been recorded."))
        return redirect("plan-absence")
    return _page(request, plan, form, _("Throw the plan away"), _("Throw it away"), warn=True)


def _changed(request: SignedIn, plan: MovePlan) -> HttpResponse:
    messages.error(request, _("Somebody else changed this plan. Look at it again."))
    return redirect(address_of(plan))


def _page(
    request: SignedIn, plan: MovePlan, form: Form, heading: str, button: str, *, warn: bool = False
) -> HttpResponse:
    context = {
        "section": "team",
        "plan": plan,
        "form": form,
        "heading": heading,
        "button": button,
        "warn": warn,
        "back": address_of(plan),
    }
    return render(request, "team/change_plan.html", context)
