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
from throughcare.caseload.rules.grade import excluding, kinds_on
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
from throughcare.workload import actions
from throughcare.workload.at_work import AtWork, as_at_work
from throughcare.workload.models import ABSENCE, LEAVING, Move, MovePlan
from throughcare.workload.pages.wording import percent, warnings
from throughcare.workload.queries import Measured, measured
from throughcare.workload.rules.balance import Piece, spread
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


class After(NamedTuple):
    """Somebody who is to have cases, with what they carry before and after."""

    name: str
    before: str
    after: str
    cases: int
    warned: list[str]


@needs(Permission.ASSIGN_OFFICER)
def plan_absence(request: SignedIn) -> HttpResponse:
    """Plan an absence or a leaving: who it is, when, and what becomes of the cases."""
    today = clock.today()
    colleagues = _colleagues(request, today)
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
    return render(request, "ledger/plan_absence.html", context)


def _plan(request: SignedIn, form: PlanForm, staff: Staff, colleagues: Sequence[Staff]) -> MovePlan:
    given = form.cleaned_data
    leaving = given["kind"] == LEAVING
    on = given["first"]
    ids = _cases(request, staff, on)
    to: dict[int, int | None] = dict.fromkeys(ids)
    others = [each for each in colleagues if each.pk != staff.pk]
    if given["cases"] == SPREAD:
        to = _spread(ids, others, on)
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
    colleagues = _colleagues(request, today)
    among = MovePlan.objects.filter(staff__in=colleagues).select_related("staff")
    plan = among.filter(public_id=request.GET.get("plan", "")).first()
    if plan is None:
        return redirect("plan-absence")
    moves = list(plan.moves.select_related("to").order_by("pk"))
    people = who(reachable(request.user).filter(pk__in=[each.person_id for each in moves]))
    moves = [each for each in moves if each.person_id in people]
    others = [each for each in colleagues if each.pk != plan.staff_id]
    excluded = _excluded([each.person_id for each in moves], others, plan.first)
    form = _moves_form(request, plan, moves, others)
    if request.method == "POST" and form.is_valid():
        try:
            _change(plan, moves, others, form)
        except history.Conflict:
            messages.error(request, _("Somebody else changed this plan. Look at it again."))
            return redirect(_address(plan))
        if request.POST.get("do") != "go":
            return redirect(_address(plan))
        try:
            found = actions.go_on(plan, by=request.user)
        except Refusal as refusal:
            form.add_error(None, refusal.because)
        else:
            messages.success(request, _said(found))
            return redirect(_address(plan))
    known = measured([each.person_id for each in moves], today)
    context = {
        "section": "team",
        "plan": plan,
        "form": form,
        "leaving": plan.kind == LEAVING,
        "rows": [
            _row(each, people[each.person_id], known[each.person_id], form, excluded)
            for each in moves
        ],
        "after": _after(plan, moves, others, today),
        "progress": actions.progress(plan),
        "open": [each for each in moves if each.state != Move.DONE],
        "most": actions.AT_ONCE,
    }
    return render(request, "ledger/move_plan.html", context)


def _colleagues(request: SignedIn, today: date) -> list[Staff]:
    """Everybody of the teams that one is in charge of, who can hold cases."""
    staff = getattr(request.user, "staff", None)
    teams = teams_of(staff, today) if staff else []
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
    held = cases_of([each.pk for each in staff], day)
    known = measured([case for cases in held.values() for case in cases], day)
    among = as_at_work(Staff.objects.filter(pk__in=[each.pk for each in staff]), day)
    return {
        each.staff.pk: (each, each.load([known[one].points for one in held.get(each.staff.pk, ())]))
        for each in among
    }


def _spread(ids: Sequence[int], others: Sequence[Staff], day: date) -> dict[int, int | None]:
    loads = {
        key: load
        for key, (at_work, load) in _loads(others, day).items()
        if not at_work.away and at_work.staff.grade not in ("SPO", "senior manager")
    }
    known = measured(ids, day)
    excluded = _excluded(ids, others, day)
    return spread([Piece(one, known[one].points, excluded[one]) for one in ids], loads)


def _excluded(ids: Sequence[int], staff: Sequence[Staff], day: date) -> dict[int, set[int]]:
    """For each case those whom the provider's policy excludes."""
    found: dict[int, set[int]] = {each: set() for each in ids}
    below = as_at_work(Staff.objects.filter(pk__in=[each.pk for each in staff]), day)
    could = [
        each for each in below if excluding(each.po_only or (), each.staff.grade, each.po_only)
    ]
    if not could:
        return found
    for person, case in zip(ids, compose(ids, "facts", standing=True, as_stored=True), strict=True):
        kinds = kinds_on(case, day)
        found[person] = {
            each.staff.pk for each in could if excluding(kinds, each.staff.grade, each.po_only)
        }
    return found


def _moves_form(
    request: SignedIn, plan: MovePlan, moves: Sequence[Move], others: Sequence[Staff]
) -> MovesForm:
    form = MovesForm(
        request.POST or None,
        initial={"grade_because": plan.grade_because}
        | {_field(each): each.to.public_id if each.to else "" for each in moves},
        version=plan.version,
    )
    answers = [Choice(each.public_id, f"{each.name}, {each.grade}") for each in others]
    for each in moves:
        if each.state != Move.DONE:
            asked = SelectField(label=_("Who?"), required=False, empty=_("Leave it"))
            asked.answers = answers
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


def _row(move: Move, person: Who, found: Measured, form: Any, excluded: dict[int, set[int]]) -> Row:
    return Row(
        person,
        str(HARM[found.harm]) if found.harm else "",
        HARM_COLOURS[found.harm] if found.harm else "",
        str(found.tier),
        found.points,
        form[_field(move)] if _field(move) in form.fields else None,
        move.to.name if move.to else "",
        move.state,
        move.because,
        move.to_id in excluded.get(move.person_id, ()),
    )


def _after(
    plan: MovePlan, moves: Sequence[Move], others: Sequence[Staff], today: date
) -> list[After]:
    """What everybody carries before and after; covered cases count as carried."""
    waiting = [each for each in moves if each.state != Move.DONE and each.to_id]
    known = measured([each.person_id for each in waiting], today)
    found = []
    for key, (at_work, now) in _loads(others, today).items():
        more = [known[each.person_id].points for each in waiting if each.to_id == key]
        after = now.with_more(more)
        found.append(
            After(at_work.staff.name, percent(now), percent(after), len(more), warnings(after))
        )
    return sorted(found, key=lambda each: (-each.cases, each.name))


def _said(found: actions.Progress) -> str:
    done = ngettext("%(num)d case done.", "%(num)d cases done.", found.done) % {"num": found.done}
    if found.waits:
        done += " " + _("%(num)d are still to be done: go on.") % {"num": found.waits}
    return done


def _address(plan: MovePlan) -> str:
    return f"{reverse('move-plan')}?plan={plan.public_id}"


def _plans(colleagues: Sequence[Staff]) -> list[tuple[MovePlan, actions.Progress]]:
    """The plans of these members of staff on which something is still to be done."""
    waits = Q(moves__state=Move.WAITS, moves__to__isnull=False) | Q(begun_at=None)
    found = MovePlan.objects.filter(waits, staff__in=colleagues).select_related("staff").distinct()
    return [(each, actions.progress(each)) for each in found.order_by("-pk")[:10]]
