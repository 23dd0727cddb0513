"""The copy of a plan for the person, read through by the officer and given as a PDF.

The officer reads it as the person will and confirms it before there is a PDF. While it holds
anything that the person may not read there is no copy, only what is to be put in other words.
"""

import hashlib
import json
from pathlib import Path

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.access.permissions import Permission, has
from throughcare.access.views import case_page
from throughcare.design import paper
from throughcare.design.forms import Form, TickField
from throughcare.design.wording import clock as at_clock
from throughcare.design.wording import day
from throughcare.history import answering, clock
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.contacts import Contact, Mode
from throughcare.people.models import Person
from throughcare.planning import actions
from throughcare.planning.models import Plan
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
    "objective": gettext_lazy("Objective %(objective)d: what is to be reached"),
    "measure": gettext_lazy("Objective %(objective)d: how one will know"),
    "step": gettext_lazy("Objective %(objective)d, action %(step)d: what will be done"),
    "who": gettext_lazy("Objective %(objective)d, action %(step)d: who does it"),
    "words": gettext_lazy("The person’s own words"),
}
_WHY = {
    "told by others": gettext_lazy("it repeats what another service or person told"),
    "names somebody else": gettext_lazy(
        "it names somebody else: a person in their life, who was asked, or who told something"
    ),
    "protects a victim": gettext_lazy(
        "it speaks of what protects a victim or what the police hold"
    ),
    "risk management": gettext_lazy("it belongs to the management of risk"),
    "heading": gettext_lazy("it stands under a heading of risk that is not shared"),
}
_PAGES = {"step": "plan-action", "who": "plan-action", "words": "plan-agreement"}
"""Where one puts it in other words; an objective in a changed plan."""


class CopyForm(Form):
    """The officer has read the copy as the person will."""

    confirmed = TickField(
        label=gettext_lazy(
            "I have read it as the person will. Nothing in it was told by others, names "
            "somebody else or leads to a victim."
        ),
        required=True,
        error_messages={"required": gettext_lazy("Confirm that you have read the copy")},
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)


@case_page(Permission.SEE_ASSESSMENT)
def page(request: HttpRequest, person: Person, ref: str) -> HttpResponse:
    """Show the copy as the person reads it, or what is to be put in other words first."""
    case, copy = _copy(person, ref)
    said = what_is_said(case, copy)
    return _shown(request, person, ref, copy, said, CopyForm(initial={"seen": _mark(said)}))


@case_page(Permission.SEE_ASSESSMENT)
def pdf(request: HttpRequest, person: Person, ref: str) -> HttpResponse:
    """Return the copy as a PDF, once it was read through and confirmed."""
    case, copy = _copy(person, ref)
    if request.method != "POST":
        return redirect("plan-copy", case=person.public_id, ref=ref)
    if not has(request.user, Permission.ASSESS):
        raise PermissionDenied
    said, form = what_is_said(case, copy), CopyForm(request.POST)
    if copy.to_be_reworded or not form.is_valid():
        return _shown(request, person, ref, copy, said, form)
    if form.cleaned_data["seen"] != _mark(said):
        anew = CopyForm(initial={"seen": _mark(said)})
        return _shown(request, person, ref, copy, said, anew, changed=True)
    plan = Plan.objects.get(person=person, ref=ref)
    confirmed = answering.done(
        form,
        lambda: actions.confirm_copy(
            plan,
            by=request.user,  # type: ignore[arg-type]
            token=form.cleaned_data["token"],
        ),
    )
    if confirmed is None:
        return _shown(request, person, ref, copy, said, form)
    made = paper.pdf(TEMPLATE, "copy", said)
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="plan-{copy.signed_on}.pdf"'
    return response


def _shown(
    request: HttpRequest,
    person: Person,
    ref: str,
    copy: Shareable,
    said: dict[str, object],
    form: Form,
    *,
    changed: bool = False,
) -> HttpResponse:
    refused = [(*in_words(each), _reword(person, each)) for each in copy.to_be_reworded]
    context = {
        "person": person,
        "part": "plan",
        "ref": ref,
        "copy": None if refused else said,
        "refused": refused,
        "left_out": [in_words(each) for each in copy.left_out],
        "form": form,
        "changed": changed,
        "boxes": paper.unprintable(said),
        "may_confirm": has(request.user, Permission.ASSESS),
    }
    status = 409 if request.method == "POST" and (refused or changed) else 200
    return render(request, "planning/copy.html", context, status=status)


def _mark(said: dict[str, object]) -> str:
    """What tells one copy from another, so that what was read is what is given."""
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def _reword(person: Person, each: LeftOut) -> str:
    name = _PAGES.get(each.what, "plan-draft")
    named = {"case": person.public_id}
    return reverse(name, kwargs=named if name == "plan-draft" else {**named, "ref": each.ref})


def _copy(person: Person, ref: str) -> tuple[CaseFile, Shareable]:
    case = read(person)
    plan = next((each for each in case.planning.plans if each.ref == ref), None)
    if plan is None:
        raise Http404
    return case, shareable(case, plan, clock.today())


def in_words(each: LeftOut) -> tuple[str, str]:
    """Say where something stands that may not be shared, and why not."""
    numbers = {"objective": each.objective, "step": each.step}
    return str(_WHERE[each.what]) % numbers, str(_WHY[each.because])


def what_is_said(case: CaseFile, copy: Shareable) -> dict[str, object]:
    """Put the copy in plain words, the same for page and PDF. Only what is named here is in it."""
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
