"""An absence or a leaving, planned ahead with all the cases: seen first, then done in one go."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from throughcare import history
from throughcare.access.permissions import Permission
from throughcare.access.views import SignedIn, needs
from throughcare.caseload.queries import cases_of
from throughcare.design.forms import (
    Choice,
    DayField,
    Form,
    LongTextField,
    OneOfField,
    SelectField,
)
from throughcare.history import clock
from throughcare.history.composing import compose
from throughcare.kernel.refusal import Refusal
from throughcare.ledger.cases import teams_of
from throughcare.ledger.pages.lines import HARM, HARM_COLOURS
from throughcare.organisation.models import Staff
from throughcare.people.queries import Who, reachable, who
from throughcare.team.pages.loads import After, afterwards
from throughcare.workload import actions
from throughcare.workload.at_work import AtWork, as_at_work
from throughcare.workload.models import ABSENCE, LEAVING, Move, MovePlan
from throughcare.workload.pages.wording import in_short
from throughcare.workload.proposing import Proposal, Proposals, proposals
from throughcare.workload.queries import measured
from throughcare.workload.rules.room import Load

SPREAD, LATER = "spread", "later"


class PlanForm(Form):
    """Who, why, from when to when, and what becomes of the cases."""

    staff = SelectField(
        label=gettext_lazy("Who?"), empty="", missing=gettext_lazy("Select who it is")
    )
    kind = OneOfField(
        label=gettext_lazy("What is it?"),
        missing=gettext_lazy("Select what it is"),
        choices=[
            Choice(LEAVING, gettext_lazy("Their post ends")),
            Choice("leave", gettext_lazy("Annual leave")),
            Choice("sickness", gettext_lazy("Sickness")),
            Choice("parental", gettext_lazy("Parental leave")),
            Choice("training", gettext_lazy("Training")),
            Choice("other", gettext_lazy("Something else")),
        ],
    )
    first = DayField(
        label=gettext_lazy("First day away; of who leaves, the last day in post"),
        noun=gettext_lazy("The day"),
    )
    last = DayField(
        label=gettext_lazy("Last day away"),
        noun=gettext_lazy("The last day"),
        hint=gettext_lazy("Leave it empty if it is not known yet, and where the post ends."),
        required=False,
    )
    because = LongTextField(
        label=gettext_lazy("Why do the cases move?"),
        hint=gettext_lazy("It stands beside each case as the reason."),
        missing=gettext_lazy("Say why the cases move"),
        max_length=1000,
        rows=2,
    )
    cases = SelectField(
        label=gettext_lazy("Who is to have the cases?"),
        hint=gettext_lazy("You can change each on the next page."),
        missing=gettext_lazy("Select who is to have the cases"),
    )

    def clean(self) -> dict[str, Any]:
        """Whose post ends does not come back."""
        given = super().clean() or self.cleaned_data
        if given.get("kind") == LEAVING and given.get("last"):
            self.add_error("last", _("Whose post ends does not come back: leave this empty."))
        return given


class MovesForm(Form):
    """Who is to have each case."""

    grade_because = LongTextField(
        label=gettext_lazy("Why do you accept officers whose grade the policy excludes?"),
        hint=gettext_lazy("Only where you have chosen one."),
        required=False,
        max_length=1000,
        rows=2,
    )


class Row(NamedTuple):
    """One case of a plan as the page shows it."""

    who: Who
    harm: str
    harm_colour: str
    tier: str
    points: int
    bound: Any
    to: str
    state: str
    because: str
    excluded: bool


@needs(Permission.ASSIGN_OFFICER)
def plan_absence(request: SignedIn) -> HttpResponse:
    """Plan an absence or a leaving: who it is, when, and what becomes of the cases."""
    today = clock.today()
    colleagues = colleagues_of(request, today)
    chosen = request.GET.get("of", "")
    form = PlanForm(request.POST or None, initial={"staff": chosen, "cases": SPREAD})
    form.offer("staff", [Choice(each.public_id, each.name) for each in colleagues])
    form.offer(
        "cases",
        [
            Choice(SPREAD, _("Spread over the team by capacity")),
            *(
                Choice(each.public_id, _("All to %(name)s") % {"name": each.name})
                for each in colleagues
            ),
            Choice(LATER, _("I will choose for each, or leave them")),
        ],
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        staff = next(each for each in colleagues if each.public_id == given["staff"])
        try:
            plan = _plan(request, form, staff, colleagues)
        except Refusal as refusal:
            field = refusal.field if refusal.field in form.fields else None
            form.add_error(field, refusal.because)
        else:
            return redirect(f"{reverse('move-plan')}?plan={plan.public_id}")
    context = {"section": "team", "form": form, "plans": _plans(colleagues)}
    return render(request, "team/plan_absence.html", context)


def _plan(request: SignedIn, form: PlanForm, staff: Staff, colleagues: Sequence[Staff]) -> MovePlan:
    given = form.cleaned_data
    leaving = given["kind"] == LEAVING
    on = given["first"]
    ids = _cases(request, staff, on)
    to: dict[int, int | None] = dict.fromkeys(ids)
    others = [each for each in colleagues if each.pk != staff.pk]
    if given["cases"] == SPREAD:
        found = _proposals(ids, staff, on, given["last"])
        to = {
            key: each.proposed.staff.pk if each.proposed else None
            for key, each in found.cases.items()
        }
    elif given["cases"] != LATER:
        one = next((each for each in others if each.public_id == given["cases"]), None)
        if one is None:
            raise Refusal("Nobody covers for themselves. Choose somebody else.", field="cases")
        to = dict.fromkeys(ids, one.pk)
    return actions.plan_moves(
        staff,
        by=request.user,
        kind=LEAVING if leaving else ABSENCE,
        absence="" if leaving else given["kind"],
        first=on,
        last=given["last"],
        because=given["because"],
        moves=to,
    )


@needs(Permission.ASSIGN_OFFICER)
def move_plan(request: SignedIn) -> HttpResponse:
    """Show a plan and how far it has come; change it, begin it, go on with it."""
    today = clock.today()
    colleagues = colleagues_of(request, today)
    plan = plan_of(request, colleagues)
    if plan is None:
        return redirect("plan-absence")
    moves = list(plan.moves.select_related("to").order_by("pk"))
    people = who(reachable(request.user).filter(pk__in=[each.person_id for each in moves]))
    moves = [each for each in moves if each.person_id in people]
    others = [each for each in colleagues if each.pk != plan.staff_id]
    ids = [each.person_id for each in moves]
    found = _proposals(ids, plan.staff, plan.first, plan.last)
    form = _moves_form(request, plan, moves, others, found)
    if request.method == "POST" and form.is_valid():
        try:
            _change(plan, moves, others, form)
        except history.Conflict:
            messages.error(request, _("Somebody else changed this plan. Look at it again."))
            return redirect(address_of(plan))
        if request.POST.get("do") != "go":
            return redirect(address_of(plan))
        try:
            came = actions.go_on(plan, by=request.user)
        except Refusal as refusal:
            form.add_error(None, refusal.because)
        else:
            messages.success(request, _said(came))
            return redirect(address_of(plan))
    context = {
        "section": "team",
        "plan": plan,
        "form": form,
        "leaving": plan.kind == LEAVING,
        "rows": [
            _row(each, people[each.person_id], found.cases[each.person_id], form) for each in moves
        ],
        "after": _after(plan, moves, others, found),
        "progress": actions.progress(plan),
        "has_begun": actions.starts_on(plan) <= today,
        "open": [each for each in moves if each.state != Move.DONE],
        "most": actions.AT_ONCE,
    }
    return render(request, "team/move_plan.html", context)


def plan_of(request: SignedIn, colleagues: Sequence[Staff]) -> MovePlan | None:
    """Return the plan that the address names, of somebody whom one manages."""
    among = MovePlan.objects.filter(staff__in=colleagues).select_related("staff")
    return among.filter(public_id=request.GET.get("plan", "")).first()


def colleagues_of(request: SignedIn, today: date) -> list[Staff]:
    """Everybody of the teams that one is in charge of, who can hold cases."""
    staff = getattr(request.user, "staff", None)
    teams = teams_of(staff.pk, today) if staff else []
    own = [each for each in teams if each.own] or teams
    keys = {key for team in own for key, _id, _name in team.staff}
    found = Staff.objects.filter(pk__in=keys, in_error_at=None).exclude(grade="administrator")
    return list(found.order_by("name"))


def _cases(request: SignedIn, staff: Staff, day: date) -> list[int]:
    held = cases_of([staff.pk], day).get(staff.pk, [])
    return list(
        reachable(request.user).filter(pk__in=held).order_by("pk").values_list("pk", flat=True)
    )


def _loads(staff: Sequence[Staff], day: date) -> dict[int, tuple[AtWork, Load]]:
    """What each of them carries on a day."""
    among = as_at_work(Staff.objects.filter(pk__in=[each.pk for each in staff]), day)
    known = measured([case for each in among for case in each.cases], day)
    return {
        each.staff.pk: (each, each.load([known[one].points for one in each.cases]))
        for each in among
    }


def _proposals(ids: Sequence[int], staff: Staff, first: date, last: date | None) -> Proposals:
    """Who could have each of these cases instead of somebody, and who is proposed."""
    files = compose(ids, "facts", standing=True, as_stored=True)
    cases = dict(zip(ids, files, strict=True))
    return proposals(cases, first, until=last, without={staff.pk})


def _moves_form(
    request: SignedIn,
    plan: MovePlan,
    moves: Sequence[Move],
    others: Sequence[Staff],
    found: Proposals,
) -> MovesForm:
    form = MovesForm(
        request.POST or None,
        initial={"grade_because": plan.grade_because}
        | {_field(each): each.to.public_id if each.to else "" for each in moves},
        version=plan.version,
    )
    for each in moves:
        if each.state != Move.DONE:
            asked = SelectField(label=_("Who?"), required=False, empty=_("Leave it"))
            could = found.cases[each.person_id].candidates
            here = {one.staff.pk for one in could}
            asked.answers = [
                *(Choice(one.staff.public_id, in_short(one)) for one in could),
                *(Choice(o.public_id, f"{o.name}, {o.grade}") for o in others if o.pk not in here),
            ]
            form.fields[_field(each)] = asked
    return form


def _field(move: Move) -> str:
    return f"to-{move.pk}"


def _change(
    plan: MovePlan, moves: Sequence[Move], others: Sequence[Staff], form: forms.Form
) -> None:
    """Save who is to have what, where it differs from the plan, or was refused."""
    keys = {each.public_id: each.pk for each in others}
    given = form.cleaned_data
    wanted = {
        each.person_id: keys.get(given.get(_field(each), ""))
        for each in moves
        if each.state != Move.DONE
    }
    before = {each.person_id: each.to_id for each in moves if each.state != Move.DONE}
    refused = any(each.state == Move.REFUSED for each in moves)
    because = given.get("grade_because", "")
    if wanted != before or because != plan.grade_because or refused:
        actions.choose(plan, moves=wanted, grade_because=because, version=given.get("version") or 0)


def _row(move: Move, person: Who, found: Proposal, form: Any) -> Row:
    chosen = next((one for one in found.candidates if one.staff.pk == move.to_id), None)
    harm = found.measured.harm
    return Row(
        person,
        str(HARM[harm]) if harm else "",
        HARM_COLOURS[harm] if harm else "",
        str(found.measured.tier),
        found.measured.points,
        form[_field(move)] if _field(move) in form.fields else None,
        move.to.name if move.to else "",
        move.state,
        move.because,
        bool(chosen and chosen.excluded),
    )


def _after(
    plan: MovePlan, moves: Sequence[Move], others: Sequence[Staff], found: Proposals
) -> list[After]:
    """What everybody carries before and after; covered cases count as carried."""
    points = {key: each.measured.points for key, each in found.cases.items()}
    waiting = [each for each in moves if each.state != Move.DONE and each.to_id]
    rows = []
    for key, (at_work, now) in _loads(others, clock.today()).items():
        more = [points[each.person_id] for each in waiting if each.to_id == key]
        rows.append((at_work, now, now.with_more(more), len(more)))
    gone = {
        at_work.staff.name
        for at_work, *_rest in rows
        if at_work.is_away(plan.first, plan.last or plan.first)
    }
    said = _("Away in that time, or to leave")
    return [
        each._replace(warned=[*each.warned, said]) if each.name in gone else each
        for each in afterwards(rows)
    ]


def _said(found: actions.Progress) -> str:
    done = ngettext("%(num)d case done.", "%(num)d cases done.", found.done) % {"num": found.done}
    if left := found.waits + found.behind:
        done += " " + _("%(num)d are still to be done: go on.") % {"num": left}
    return done


def address_of(plan: MovePlan) -> str:
    """Where a plan is seen."""
    return f"{reverse('move-plan')}?plan={plan.public_id}"


def _plans(colleagues: Sequence[Staff]) -> list[tuple[MovePlan, actions.Progress]]:
    """The plans of these members of staff on which something is still to be done."""
    waits = Q(moves__state=Move.WAITS, moves__to__isnull=False) | Q(begun_at=None)
    found = MovePlan.objects.filter(waits, staff__in=colleagues).select_related("staff").distinct()
    return [(each, actions.progress(each)) for each in found.order_by("-pk")[:10]]
