"""Reading a plan through and signing it, or giving it up."""

from datetime import date
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare import history
from throughcare.access.permissions import Permission
from throughcare.access.views import case_page
from throughcare.assessment.rules.needs import calls_for_objective
from throughcare.design import forms
from throughcare.design.forms import Form, TextField
from throughcare.history import answering, clock
from throughcare.kernel.casefile import CaseFile
from throughcare.people.models import Person
from throughcare.planning import actions
from throughcare.planning.pages.copies import in_words
from throughcare.planning.pages.saving import answer
from throughcare.planning.queries import content, open_draft, read
from throughcare.planning.rules.draft import Draft, Lack, lacks, last_assessment
from throughcare.planning.rules.minimum import minimum_on
from throughcare.planning.rules.shareable import LeftOut, unfit
from throughcare.planning.showing import GROUPS, INTERVALS, Words, section_name

LACKS = {
    "no-assessment": gettext_lazy("No assessment has been signed: the plan answers nothing yet"),
    "no-objective": gettext_lazy("Add an objective"),
    "objective-empty": gettext_lazy("Say what is to be reached"),
    "make-objective-concrete": gettext_lazy(
        "“%(about)s” needs an action that says what, who and by when"
    ),
    "objective-for-need": gettext_lazy("No objective answers this need: %(about)s"),
    "action-for-risk": gettext_lazy("No action for the risk to: %(about)s"),
    "contingency": gettext_lazy(
        "Contingency and restrictive measures, or why not, for the risk to: %(about)s"
    ),
    "contact": gettext_lazy("Say how often you will meet"),
    "contact-reason": gettext_lazy("Say why less contact than the minimum is enough"),
}


class Lacking(NamedTuple):
    """Something that is missing, in words, with the page where one adds it."""

    text: str
    href: str
    forbids: bool


def lacking(person: Person, case: CaseFile, written: Draft, today: date) -> list[Lacking]:
    """Return what a plan lacks, what forbids signing first."""
    assessment = last_assessment(case)
    sections = {each.ref: each.number for each in assessment.sections} if assessment else {}
    needs = (
        [each.ref for each in assessment.sections if calls_for_objective(each)]
        if assessment
        else []
    )
    minimum = minimum_on(today, case)
    found = []
    for lack in lacks(written, assessment, needs, minimum.interval if minimum else None):
        about = lack.about
        if lack.code == "objective-for-need":
            about = section_name(sections[about])
        elif lack.code in ("action-for-risk", "contingency"):
            about = str(GROUPS[about]).lower()
        text = str(LACKS[lack.code]) % {"about": about}
        found.append(Lacking(text, _where(person, lack), lack.forbids))
    for one in unfit(case, written):
        where, why = in_words(one)
        text = _("Not fit for the person’s copy. %(where)s: %(why)s") % {"where": where, "why": why}
        found.append(Lacking(text, _where_unfit(person, one), forbids=False))
    return sorted(found, key=lambda each: not each.forbids)


def _where_unfit(person: Person, one: LeftOut) -> str:
    case = {"case": person.public_id}
    if one.what == "words":
        return reverse("plan-draft-agreement", kwargs=case)
    return reverse("plan-objective", kwargs={**case, "ref": one.ref})


def _where(person: Person, lack: Lack) -> str:
    case = {"case": person.public_id}
    if lack.code in ("no-objective", "objective-for-need"):
        page = reverse("plan-objective", kwargs={**case, "ref": "new"})
        return f"{page}?need={lack.about}" if lack.about else page
    if lack.code in ("objective-empty", "make-objective-concrete"):
        return reverse("plan-objective", kwargs={**case, "ref": lack.part})
    if lack.code in ("action-for-risk", "contingency"):
        return reverse("plan-risk", kwargs={**case, "ref": lack.part})
    if lack.code in ("contact", "contact-reason"):
        return reverse("plan-contact", kwargs=case)
    return reverse("plan-draft", kwargs=case)


@case_page(Permission.ASSESS)
def sign(request: HttpRequest, person: Person) -> HttpResponse:
    """Show the plan as it will stand, what is missing, and sign it."""

    def lead(_ref: str) -> HttpResponse:
        return redirect("case-plan", case=person.public_id)

    if before := answering.sent_before(request, lead):
        return before
    found = open_draft(person)
    if found is None:
        return redirect("plan-draft", case=person.public_id)
    form = Form(request.POST) if request.method == "POST" else Form(version=found.version)

    def meet(_conflict: history.Conflict) -> None:
        name = found.updated_by.full_name if found.updated_by else _("Somebody")
        form.meet(forms.Conflict(name, found.updated_at), version=found.version)

    signed = answering.carry_out(
        request,
        form,
        lambda: actions.sign_plan(
            found,
            by=request.user,  # type: ignore[arg-type]
            author=getattr(request.user, "staff", None),
            version=form.cleaned_data["version"] or 0,
            token=form.cleaned_data["token"],
        ),
        said=_("Plan signed"),
        lead=lead,
        meet=meet,
    )
    if signed:
        return signed
    today, case = clock.today(), read(person)
    written, words = content(found), Words(case, today)
    minimum = minimum_on(today, case)
    context = {
        "person": person,
        "part": "plan",
        "written": written,
        "objectives": [words.objective(each) for each in written.standing],
        "risks": [words.managed(each) for each in written.risks if each.risk in words.risks],
        "interval": INTERVALS.get(written.contact.interval or "", ""),
        "minimum": INTERVALS[minimum.interval] if minimum else "",
        "lacking": lacking(person, case, written, today),
    }
    return answering.show(request, "planning/sign.html", form, context)


class GiveUpForm(Form):
    """Gives a plan up before it is signed."""

    because = TextField(
        label=gettext_lazy("Why is it given up?"),
        missing=gettext_lazy("Say why it is given up"),
        max_length=300,
    )


@case_page(Permission.ASSESS)
def give_up(request: HttpRequest, person: Person) -> HttpResponse:
    """Give up a plan that is being worked out."""
    found = open_draft(person)
    if found is None:
        return redirect("case-plan", case=person.public_id)
    form = GiveUpForm(request.POST) if request.method == "POST" else GiveUpForm()
    return answer(
        request,
        person,
        form,
        lambda: actions.give_up_draft(
            found,
            by=request.user,  # type: ignore[arg-type]
            because=form.cleaned_data["because"],
            token=form.cleaned_data["token"],
        ),
        said=_("The plan was given up; the one in force stays"),
        heading=_("Give this plan up"),
        intro=_("What was written is not signed and does not count. The plan in force stays."),
        button=_("Give it up"),
        back="plan-draft",
        warn=True,
    )
