"""A plan that turns out otherwise: somebody is back earlier, away longer, or it is all undone."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare import history
from throughcare.access.permissions import Permission
from throughcare.access.views import SignedIn, needs
from throughcare.design.forms import DayField, Form, LongTextField
from throughcare.design.wording import day
from throughcare.history import answering, clock
from throughcare.team.pages.moving import address_of, gone, meet_plan, plan_of
from throughcare.team.pages.scope import colleagues_of
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
        return gone(request)
    form = LastDayForm(request.POST or None, initial={"last": plan.last}, version=plan.version)
    came: list[actions.Progress] = []

    def act() -> None:
        given = form.cleaned_data
        actions.change_last_day(
            plan, by=request.user, last=given["last"], version=given["version"] or 0
        )
        if plan.begun_at:
            came.append(actions.go_on(plan, by=request.user))

    def said() -> str:
        text = _("The last day away is not known now.")
        if plan.last is not None:
            text = _("The last day away is %(day)s now.") % {"day": day(plan.last)}
        if came and came[0].behind:
            text += " " + _("Cover of %(num)d cases is still to follow: go on.") % {
                "num": came[0].behind
            }
        return text

    def theirs() -> dict[str, str]:
        return {str(form.fields["last"].label): day(plan.last) if plan.last else _("Not known")}

    page = _page(plan, _("Change the last day away"), _("Change it"))
    return _answer(request, plan, form, act, said=said, theirs=theirs, page=page)


@needs(Permission.ASSIGN_OFFICER)
def take_back(request: SignedIn) -> HttpResponse:
    """Undo a plan before its first day, or throw away one of which nothing is recorded."""
    plan = plan_of(request, colleagues_of(request, clock.today()))
    if plan is None:
        return gone(request)
    if plan.begun_at is None:
        return _throw_away(request, plan)
    form = TakeBackForm(request.POST or None, version=plan.version)
    came: list[actions.Progress] = []

    def act() -> None:
        given = form.cleaned_data
        came.append(
            actions.take_back(
                plan,
                by=request.user,
                because=given["because"],
                version=given["version"] or 0,
            )
        )

    def said() -> str:
        if came and came[0].done:
            left = _("%(num)d cases are still to be undone: take it back again.")
            return left % {"num": came[0].done}
        return _("Taken back: every case is as it was before.")

    page = _page(plan, _("Take it back"), _("Take it back"), warn=True)
    return _answer(request, plan, form, act, said=said, page=page)


def _throw_away(request: SignedIn, plan: MovePlan) -> HttpResponse:
    form = Form(request.POST or None)
    return answering.answer(
        request,
        form,
        lambda: actions.throw_away(plan),
        said=_("Thrown away. Nothing had been recorded."),
        lead=lambda _ref: redirect("plan-absence"),
        template="team/change_plan.html",
        shown=_page(plan, _("Throw the plan away"), _("Throw it away"), warn=True),
    )


def _answer(
    request: SignedIn,
    plan: MovePlan,
    form: Form,
    act: Callable[[], object],
    *,
    said: Callable[[], str],
    page: dict[str, Any],
    theirs: Callable[[], dict[str, str]] = dict,
) -> HttpResponse:
    def meet(_conflict: history.Conflict) -> None:
        plan.refresh_from_db()
        meet_plan(form, plan, answering.differences(theirs(), form.typed()))

    return answering.answer(
        request,
        form,
        act,
        said=said,
        lead=lambda _ref: redirect(address_of(plan)),
        meet=meet,
        template="team/change_plan.html",
        shown=page,
    )


def _page(plan: MovePlan, heading: str, button: str, *, warn: bool = False) -> dict[str, Any]:
    return {
        "section": "team",
        "plan": plan,
        "heading": heading,
        "button": button,
        "warn": warn,
        "back": address_of(plan),
    }
