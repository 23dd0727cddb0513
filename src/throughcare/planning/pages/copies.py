"""The copy of a plan for the person, as a page and as a PDF, in plain language."""

import json
from functools import cache
from pathlib import Path

import typst
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.access.permissions import Permission
from throughcare.access.views import case_page
from throughcare.design.wording import clock as at_clock
from throughcare.design.wording import day
from throughcare.history import clock
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.contacts import Contact, Mode
from throughcare.people.models import Person
from throughcare.planning.queries import read
from throughcare.planning.rules.shareable import LeftOut, Shareable, shareable
from throughcare.planning.showing import INTERVALS

TEMPLATE = Path(__file__).with_name("copy.typ")

_PLACES = {
    Mode.OFFICE: gettext_lazy("at the office"),
    Mode.HOME_VISIT: gettext_lazy("at your home"),
    Mode.ELSEWHERE: gettext_lazy("in person"),
    Mode.VIDEO: gettext_lazy("by video"),
    Mode.TELEPHONE: gettext_lazy("by telephone"),
}
_WHERE = {
    "objective": gettext_lazy("Objective %(objective)d, whole"),
    "measure": gettext_lazy("Objective %(objective)d: how one will know"),
    "step": gettext_lazy("Objective %(objective)d, action %(step)d"),
    "words": gettext_lazy("The person’s own words"),
}
_WHY = {
    "told by others": gettext_lazy("it repeats what another service or person told"),
    "about somebody else": gettext_lazy("it names somebody else"),
    "risk management": gettext_lazy("it belongs to the management of risk"),
}


@case_page(Permission.SEE_ASSESSMENT)
def page(request: HttpRequest, person: Person, ref: str) -> HttpResponse:
    """Show the copy as the person reads it, and beside it what was left out."""
    case, copy = _copy(person, ref)
    context = {
        "person": person,
        "part": "plan",
        "ref": ref,
        "copy": _said(case, copy),
        "left_out": [_left_out(each) for each in copy.left_out],
    }
    return render(request, "planning/copy.html", context)


@case_page(Permission.SEE_ASSESSMENT)
def pdf(request: HttpRequest, person: Person, ref: str) -> HttpResponse:
    """Return the copy as a PDF."""
    case, copy = _copy(person, ref)
    given = json.dumps(_said(case, copy), ensure_ascii=False)
    made = typst.compile(
        _template(),
        format="pdf",
        sys_inputs={"copy": given},
        ignore_system_fonts=True,
    )
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="plan-{copy.signed_on}.pdf"'
    return response


@cache
def _template() -> bytes:
    return TEMPLATE.read_bytes()


def _copy(person: Person, ref: str) -> tuple[CaseFile, Shareable]:
    case = read(person)
    plan = next((each for each in case.planning.plans if each.ref == ref), None)
    if plan is None:
        raise Http404
    return case, shareable(case, plan, clock.today())


def _left_out(each: LeftOut) -> tuple[str, str]:
    numbers = {"objective": each.objective, "step": each.step}
    return str(_WHERE[each.what]) % numbers, str(_WHY[each.because])


def _said(case: CaseFile, copy: Shareable) -> dict[str, object]:
    """The copy in plain words, the same for page and PDF. Only what is named here is in it."""
    staff = {each.ref: each.name for each in case.directory.staff}
    offices = {each.ref: each.name for each in case.directory.offices}
    name = next((f"{each.given} {each.family}".strip() for each in case.person.names), "")
    how = _("face to face") if copy.face_to_face else _("face to face, by video or by telephone")
    often = str(INTERVALS[copy.interval]).lower() if copy.interval else ""
    meet = _("We will meet %(often)s, %(how)s.") % {"often": often, "how": how}
    return {
        "title": _("Your plan"),
        "name": name,
        "signed": _("Signed on %(day)s.") % {"day": day(copy.signed_on)},
        "aims": _("What we want to reach"),
        "how_known": _("How we will know:"),
        "what": _("What will be done"),
        "who": _("Who"),
        "when": _("By when"),
        "none": _("There is nothing to show here yet. Ask your officer."),
        "objectives": [
            {
                "text": each.text,
                "measure": each.measure,
                "steps": [
                    {"what": step.what, "who": step.who, "when": day(step.by_when)}
                    for step in each.steps
                ],
            }
            for each in copy.objectives
        ],
        "meeting": _("How often we meet"),
        "meet": meet if often else _("Your officer will tell you how often you will meet."),
        "next": _("Your next appointments"),
        "appointments": [_appointment(each, staff, offices) for each in copy.appointments],
        "no_appointments": _("None is booked yet. Your officer will tell you."),
        "your_words": _("What you said about this plan"),
        "words": copy.words,
        "no_words": _said_nothing(copy),
        "end": _("If something here is wrong, or you do not agree, tell your officer."),
    }


def _said_nothing(copy: Shareable) -> str:
    if copy.agrees is None:
        return _("You have not been asked yet. You can tell us at any time.")
    return _("You agreed to this plan.") if copy.agrees else _("You did not agree to this plan.")


def _appointment(each: Contact, staff: dict[str, str], offices: dict[str, str]) -> str:
    when = day(each.stands_for)
    if each.stands_at:
        when = _("%(day)s at %(time)s") % {"day": when, "time": at_clock(each.stands_at)}
    where = offices.get(each.office or "") or str(_PLACES[each.mode])
    whom = staff.get(each.staff or "", "")
    return ", ".join(word for word in (when, where, _("with %s") % whom if whom else "") if word)
