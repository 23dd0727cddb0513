"""The plan of an absence or a leaving: who would have what, then all in one go, and going on."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from throughcare.access.permissions import Permission
from throughcare.access.views import SignedIn, needs
from throughcare.accounts.models import User
from throughcare.caseload.queries import cases_of
from throughcare.design.forms import Choice, Conflict, Difference, Form, LongTextField, SelectField
from throughcare.history import answering, clock
from throughcare.history.composing import compose
from throughcare.ledger.pages.lines import HARM, HARM_COLOURS
from throughcare.organisation.models import Staff
from throughcare.people.queries import Who, reachable, who
from throughcare.team.pages.loads import After, afterwards
from throughcare.team.pages.scope import colleagues_of
from throughcare.workload import actions
from throughcare.workload.at_work import AtWork, as_at_work
from throughcare.workload.models import LEAVING, Move, MovePlan
from throughcare.workload.pages.wording import in_short
from throughcare.workload.proposing import Proposal, Proposals, proposals
from throughcare.workload.queries import measured
from throughcare.workload.rules.room import Load


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
def move_plan(request: SignedIn) -> HttpResponse:
    """Show a plan and how far it has come; change it, begin it, go on with it."""
    today = clock.today()
    colleagues = colleagues_of(request, today)
    plan = plan_of(request, colleagues)
    if plan is None:
        return gone(request)
    moves = list(plan.moves.select_related("to").order_by("pk"))
    people = who(reachable(request.user).filter(pk__in=[each.person_id for each in moves]))
    moves = [each for each in moves if each.person_id in people]
    mates = colleagues_of(request, today, of=plan.staff)
    others = [each for each in mates if each.pk != plan.staff_id]
    ids = [each.person_id for each in moves]
    on = max(actions.starts_on(plan), today)
    found = proposed_for(ids, plan.staff, on, plan.last)
    form = _moves_form(request, plan, moves, others, found)
    names = {each.person_id: people[each.person_id].name for each in moves}
    loads = _loads([*others, plan.staff], on)
    theirs = loads.pop(plan.staff_id, None)
    new = set(cases_with(request, plan.staff, max(plan.first, today))) - set(
        plan.moves.values_list("person_id", flat=True)
    )
    came: list[actions.Progress] = []

    def act() -> None:
        _change(plan, moves, others, form, by=request.user)
        if request.POST.get("do") == "add":
            actions.add_cases(plan, new, by=request.user, version=plan.version)
        elif request.POST.get("do") == "go":
            came.append(actions.go_on(plan, by=request.user))

    led = answering.carry_out(
        request,
        form,
        act,
        said=lambda: _said(came[0]) if came else "",
        lead=lambda _ref: redirect(address_of(plan)),
        meet=lambda _conflict: _meet(form, plan, moves, others, names),
    )
    if led is not None:
        return led
    context = {
        "section": "team",
        "plan": plan,
        "leaving": plan.kind == LEAVING,
        "rows": [
            _row(each, people[each.person_id], found.cases[each.person_id], form) for each in moves
        ],
        "after": _after(plan, moves, found, loads),
        "on": on,
        "today": today,
        "progress": actions.progress(plan),
        "has_begun": actions.starts_on(plan) <= today,
        "open": [each for each in moves if each.state != Move.DONE],
        "most": actions.AT_ONCE,
        "new": len(new),
        "covers": _covers(request, theirs[0] if theirs else None, plan.staff, on),
    }
    return answering.show(request, "team/move_plan.html", form, context)


def gone(request: SignedIn) -> HttpResponse:
    """Lead on from a plan that is not there, or not one's own."""
    messages.info(request, _("That plan is no longer there. Somebody may have thrown it away."))
    return redirect("plan-absence")


def meet_plan(form: Form, plan: MovePlan, differences: Sequence[Difference]) -> None:
    """Show beside what was typed who changed the plan meanwhile, and how it reads now."""
    by = plan.changed_by.full_name if plan.changed_by else _("Somebody else")
    form.meet(Conflict(by, plan.changed_at or clock.now(), list(differences)), version=plan.version)


def _meet(
    form: MovesForm,
    plan: MovePlan,
    moves: Sequence[Move],
    others: Sequence[Staff],
    names: Mapping[int, str],
) -> None:
    """Show who is to have what by now, beside what was chosen; what is done is asked no more."""
    left = _("Left as it is")
    staff = {each.public_id: each.name for each in others}
    yours = {
        names[each.person_id]: staff.get(form.cleaned_data[_field(each)], left)
        for each in moves
        if _field(each) in form.cleaned_data
    }
    plan.refresh_from_db()
    now = plan.moves.select_related("to").in_bulk()
    for each in moves:
        if fresh := now.get(each.pk):
            each.to, each.state, each.because = fresh.to, fresh.state, fresh.because
        if each.state == Move.DONE:
            form.fields.pop(_field(each), None)
    theirs = {
        names[each.person_id]: each.to.name if each.to else left
        for each in moves
        if names[each.person_id] in yours
    }
    meet_plan(form, plan, answering.differences(theirs, yours))


def cases_with(request: SignedIn, staff: Staff, day: date) -> list[int]:
    """The cases within reach for which somebody is named responsible on a day."""
    held = cases_of([staff.pk], day).get(staff.pk, [])
    return list(
        reachable(request.user).filter(pk__in=held).order_by("pk").values_list("pk", flat=True)
    )


def plan_of(request: SignedIn, colleagues: Sequence[Staff]) -> MovePlan | None:
    """Return the plan that the address names, of somebody whom one manages."""
    among = MovePlan.objects.filter(staff__in=colleagues).select_related("staff")
    return among.filter(public_id=request.GET.get("plan", "")).first()


def _loads(staff: Sequence[Staff], day: date) -> dict[int, tuple[AtWork, Load]]:
    """What each of them carries on a day."""
    among = as_at_work(Staff.objects.filter(pk__in=[each.pk for each in staff]), day)
    known = measured([case for each in among for case in each.cases], day)
    return {
        each.staff.pk: (each, each.load([known[one].points for one in each.cases]))
        for each in among
    }


def proposed_for(ids: Sequence[int], staff: Staff, first: date, last: date | None) -> Proposals:
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
    plan: MovePlan, moves: Sequence[Move], others: Sequence[Staff], form: Form, *, by: User
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
        actions.choose(
            plan,
            by=by,
            moves=wanted,
            grade_because=because,
            version=given.get("version") or 0,
        )


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
    plan: MovePlan,
    moves: Sequence[Move],
    found: Proposals,
    loads: Mapping[int, tuple[AtWork, Load]],
) -> list[After]:
    """What everybody carries before and after; covered cases count as carried."""
    points = {key: each.measured.points for key, each in found.cases.items()}
    waiting = [each for each in moves if each.state != Move.DONE and each.to_id]
    rows = []
    for key, (at_work, now) in loads.items():
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


def _covers(request: SignedIn, at_work: AtWork | None, staff: Staff, day: date) -> list[Who]:
    """The cases of others that somebody covers on a day, which the plan does not move."""
    carried = set(at_work.cases if at_work else ())
    others_s = carried - set(cases_of([staff.pk], day).get(staff.pk, ()))
    found = who(reachable(request.user).filter(pk__in=others_s)) if others_s else {}
    return sorted(found.values(), key=lambda each: each.name)


def _said(found: actions.Progress) -> str:
    done = ngettext("%(num)d case done.", "%(num)d cases done.", found.done) % {"num": found.done}
    if left := found.waits + found.behind:
        done += " " + _("%(num)d are still to be done: go on.") % {"num": left}
    return done


def address_of(plan: MovePlan) -> str:
    """Where a plan is seen."""
    return f"{reverse('move-plan')}?plan={plan.public_id}"
