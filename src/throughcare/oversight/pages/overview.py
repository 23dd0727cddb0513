"""Who has the case and had it before, and what managers decided about it."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from throughcare.access.permissions import Permission, has
from throughcare.access.views import case_page
from throughcare.caseload.rules.holding import Holding
from throughcare.history import clock
from throughcare.history.excerpt import excerpt
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.caseload import GradeAccepted, Handover, Transfer
from throughcare.kernel.casefile.oversight import ManagerDecision
from throughcare.kernel.regime import TRANSFORMING_REHABILITATION
from throughcare.organisation.queries import in_charge_of
from throughcare.oversight.pages.decisions import ABOUT
from throughcare.people.models import Person

SHOWN = ("allocation", "officer", "transfer", "cover", "manager decision", "excused")


class Spell(NamedTuple):
    """An officer's time with the case."""

    name: str
    grade: str
    first: date
    last: date | None
    team: str
    because: str
    handover: Handover | None
    accepted: GradeAccepted | None
    changed: bool
    """Whether somebody had it before, so that there is something to hand over."""


class Moving(NamedTuple):
    """A transfer, and how it stands."""

    fact: Transfer
    to_team: str
    to_officer: str
    state: str
    colour: str
    waits: bool


class Decided(NamedTuple):
    """A manager's decision, and how it stands."""

    fact: ManagerDecision
    about: str
    by: str
    to: str
    state: str
    colour: str
    open: bool


@case_page(Permission.SEE_CASE)
def overview(request: HttpRequest, person: Person) -> HttpResponse:
    """Show it."""
    today = clock.today()
    case = excerpt(person.pk, dict.fromkeys(SHOWN))
    names = {each.ref: each.name for each in case.directory.staff}
    holding = Holding(case, TRANSFORMING_REHABILITATION)
    now = holding.on(today)
    spells = officers(case, holding)
    context = {
        "person": person,
        "part": "oversight",
        "today": today,
        "names": names,
        "now": now,
        "spells": spells,
        "handover_missing": [each for each in spells[-1:] if each.changed and not _whole(each)],
        "transfers": [_moving(each, case, today) for each in reversed(case.caseload.transfers)],
        "accepts": _accepts(request, case, today),
        "cover": sorted(case.caseload.cover, key=lambda each: each.starts_on, reverse=True),
        "decisions": [
            _decided(each, names, today)
            for each in sorted(case.oversight.decisions, key=lambda e: e.due_on, reverse=True)
        ],
        "excusals": sorted(case.excusals, key=lambda each: each.until, reverse=True),
        "may": {
            name: has(request.user, permission)
            for name, permission in (
                ("assign", Permission.ASSIGN_OFFICER),
                ("cover", Permission.ARRANGE_COVER),
                ("transfer", Permission.TRANSFER),
                ("hand_over", Permission.HAND_OVER),
                ("oversee", Permission.OVERSEE),
                ("carry_out", Permission.CARRY_OUT),
                ("excuse", Permission.EXCUSE),
            )
        },
    }
    return render(request, "oversight/overview.html", context)


def _accepts(request: HttpRequest, case: CaseFile, today: date) -> set[str]:
    """The receiving teams for which one may accept a transfer."""
    staff = getattr(request.user, "staff", None)
    if staff is None or not case.caseload.transfers:
        return set()
    codes = in_charge_of(staff, today).values_list("code", flat=True)
    return {each.removeprefix(f"{case.crn}/") for each in codes}


def officers(case: CaseFile, holding: Holding) -> Sequence[Spell]:
    """Everybody who was, is or will be responsible, first to last."""
    staff = {each.ref: each for each in case.directory.staff}
    teams = {each.ref: each.name for each in case.directory.teams}
    facts = {each.ref: each for each in case.caseload.officers}
    found: list[Spell] = []
    before = None
    for stretch in holding.stretches:
        who = stretch.officer
        if who is None:
            before = None
            continue
        if who == before:
            found[-1] = found[-1]._replace(last=stretch.last)
            continue
        fact = facts.get(stretch.named_by or "")
        member = staff.get(who)
        found.append(
            Spell(
                name=member.name if member else who,
                grade=str(member.grade) if member else "",
                first=stretch.first,
                last=stretch.last,
                team=teams.get(stretch.team or "", ""),
                because=fact.because if fact else "",
                handover=fact.handover if fact else None,
                accepted=fact.grade_accepted if fact else None,
                changed=bool(found),
            )
        )
        before = who
    return found


def _whole(spell: Spell) -> bool:
    return spell.handover is not None and spell.handover.met_on is not None


def _moving(fact: Transfer, case: CaseFile, today: date) -> Moving:
    names = {each.ref: each.name for each in case.directory.teams}
    names |= {each.ref: each.name for each in case.directory.staff}
    state, colour, waits = _("Not accepted yet"), "yellow", True
    if fact.withdrawn:
        state, colour, waits = _("Withdrawn or refused"), "grey", False
    elif fact.accepted:
        on = max(fact.effective_on, fact.accepted.date)
        state, colour, waits = _("Transferred"), "green", False
        if on > today:
            state, colour, waits = _("Accepted"), "blue", True
    elif fact.effective_on < today:
        state, colour = _("Not accepted, and its day has gone"), "red"
    return Moving(
        fact,
        names.get(fact.to_team, fact.to_team),
        names.get(fact.to_officer or "", ""),
        state,
        colour,
        waits,
    )


def _decided(fact: ManagerDecision, names: dict[str, str], today: date) -> Decided:
    state, colour, is_open = _("To be carried out"), "yellow", True
    if fact.carried_out:
        state, colour, is_open = _("Carried out"), "green", False
    elif fact.due_on < today:
        state, colour = _("Overdue"), "red"
    return Decided(
        fact,
        str(ABOUT[fact.about]),
        names.get(fact.by or "", ""),
        names.get(fact.to or "", "") if fact.to else _("The responsible officer"),
        state,
        colour,
        is_open,
    )
