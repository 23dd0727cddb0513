"""A report to the court: written with the record beside it, signed, read, withdrawn, on paper."""

from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from throughcare.access.permissions import Permission, has
from throughcare.access.views import SignedIn, case_page
from throughcare.assessment.pages.scored import latest
from throughcare.assessment.rules.items import SECTIONS as ASSESSED
from throughcare.court import actions
from throughcare.court.models import Report
from throughcare.court.pages.answering import answer, the_report
from throughcare.court.pages.report_forms import BecauseForm, ReportForm, SignForm, name_of
from throughcare.court.queries import assessed, draft_of, part, sentenced_since
from throughcare.court.rules.reporting import SECTIONS, blank, unaddressed
from throughcare.court.showing import KINDS, TITLES
from throughcare.design import paper
from throughcare.design.wording import day, day_plain
from throughcare.history.excerpt import excerpt
from throughcare.information.showing import ENQUIRIES
from throughcare.kernel.casefile.sentences import Custody, Order
from throughcare.people.models import Person
from throughcare.people.queries import who

TEMPLATE = Path(__file__).with_name("report.typ")
_BESIDE = ("order", "custody", "score", "enquiry", "registration", "assessment")
"""What of the record stands beside a report that is being written."""
_NAMES = {section.number: section.name for section in ASSESSED}


@case_page(Permission.SEE_ASSESSMENT)
def report(request: HttpRequest, person: Person, ref: str) -> HttpResponse:
    """Show a report as it was signed, or as far as it is written."""
    found = the_report(person, ref)
    signed, withdrawn = part(found, "signed"), part(found, "withdrawn")
    disposed = part(found, "disposed")
    works = has(request.user, Permission.WORK_AT_COURT)
    texts = _texts(found, signed=bool(signed))
    context = {
        "person": person,
        "part": "court",
        "report": found,
        "kind": KINDS.get(found.kind, found.kind),
        "sections": [(TITLES[title], texts.get(title, "")) for title in SECTIONS],
        "signed": signed,
        "boxes": paper.unprintable([_named(person), found.court, *texts.values()]),
        "withdrawn": withdrawn,
        "disposed": disposed,
        "sentenced": Report.objects.filter(sentenced_since(), pk=found.pk).exists(),
        "may_change": works and not withdrawn,
        "may_work": works and not (signed or withdrawn or disposed),
    }
    return render(request, "court/report.html", context)


def _texts(found: Report, *, signed: bool) -> dict[str, str]:
    if signed:
        return {each.title: each.text for each in found.sections.filter(in_error_at=None)}
    draft = draft_of(found)
    return dict(draft.content) if draft else {}


@case_page(Permission.WORK_AT_COURT)
def write(request: SignedIn, person: Person, ref: str) -> HttpResponse:
    """Write a report, with the record beside it. What is saved is kept as a draft."""
    found = the_report(person, ref)
    if request.method != "POST" and _settled(found):
        return redirect("report", case=person.public_id, ref=ref)
    draft = draft_of(found)
    kept = dict(draft.content) if draft else {}
    initial = {name_of(title): kept.get(title, "") for title in SECTIONS}
    form = ReportForm(request.POST or None, initial=initial, version=draft.version if draft else 0)
    leads = "report-sign" if request.POST.get("to") == "sign" else "report-write"
    return answer(
        request,
        person,
        form,
        lambda: actions.save_draft(
            found,
            by=request.user,
            texts=form.texts,
            version=form.cleaned_data["version"] or 0,
            token=form.cleaned_data["token"],
        ),
        page=leads,
        ref=ref,
        said=_("Saved"),
        template="court/write.html",
        theirs=lambda: {
            str(TITLES[title]): text for title, text in _texts(found, signed=False).items()
        },
        report=found,
        kind=KINDS.get(found.kind, found.kind),
        saved_at=draft.saved_at if draft else None,
        beside=_beside(person),
    )


def _settled(found: Report) -> bool:
    """Whether nothing more is written of a report."""
    return any(part(found, name) for name in ("signed", "withdrawn", "disposed"))


def _beside(person: Person) -> dict[str, Any]:
    """The record, in the words of the page beside a report."""
    case = excerpt(person.pk, dict.fromkeys(_BESIDE), directory=False)
    sentences: list[Order | Custody] = [*case.sentences.orders, *case.sentences.custody]
    offences = [
        (each.sentenced_on, ", ".join(offence.description for offence in each.offences))
        for each in sentences
    ]
    return {
        "offences": sorted(offences, reverse=True),
        "scores": latest(case.assessment.scores),
        "registrations": [each for each in case.person.registrations if each.ended is None],
        "enquiries": [
            (ENQUIRIES[each.kind], each) for each in reversed(case.information.enquiries)
        ],
    }


@case_page(Permission.WORK_AT_COURT)
def sign(request: SignedIn, person: Person, ref: str) -> HttpResponse:
    """Show what a report leaves out, and sign it."""
    found = the_report(person, ref)
    if request.method != "POST" and _settled(found):
        return redirect("report", case=person.public_id, ref=ref)
    draft = draft_of(found)
    texts = dict(draft.content) if draft else {}
    left_out = [_NAMES[number] for number in unaddressed(assessed(person), texts)]
    form = SignForm(
        request.POST or None, left_out=bool(left_out), version=draft.version if draft else 0
    )
    return answer(
        request,
        person,
        form,
        lambda: actions.sign_report(
            found,
            by=request.user,
            version=form.cleaned_data["version"] or 0,
            because=form.cleaned_data.get("because", ""),
            token=form.cleaned_data["token"],
        ),
        page="report",
        ref=ref,
        said=_("Report signed. It can no longer be changed."),
        template="court/sign.html",
        theirs=lambda: {
            str(TITLES[title]): text for title, text in _texts(found, signed=False).items()
        },
        report=found,
        kind=KINDS.get(found.kind, found.kind),
        sections=[(TITLES[title], texts.get(title, "")) for title in SECTIONS],
        blank=[TITLES[title] for title in blank(texts)],
        unaddressed=left_out,
        boxes=paper.unprintable([_named(person), found.court, *texts.values()]),
    )


@case_page(Permission.WORK_AT_COURT)
def withdraw(request: SignedIn, person: Person, ref: str) -> HttpResponse:
    """Record that a report is no longer wanted."""
    found = the_report(person, ref)
    form = BecauseForm(request.POST or None, version=found.version)
    return answer(
        request,
        person,
        form,
        lambda: actions.withdraw_report(
            found,
            by=request.user,
            because=form.cleaned_data["because"],
            version=form.cleaned_data["version"] or 0,
            token=form.cleaned_data["token"],
        ),
        page="report",
        ref=ref,
        said=_("Recorded as no longer wanted"),
        heading=_("The report is no longer wanted"),
        button=_("Save"),
    )


@case_page(Permission.SEE_ASSESSMENT)
def pdf(request: HttpRequest, person: Person, ref: str) -> HttpResponse:
    """Return a signed report as a PDF, for the court."""
    found = the_report(person, ref)
    signed = part(found, "signed")
    if signed is None:
        return redirect("report", case=person.public_id, ref=ref)
    made = paper.pdf(TEMPLATE, "report", _on_paper(found, signed, person))
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="report-{signed.date}.pdf"'
    return response


def _on_paper(found: Report, signed: Any, person: Person) -> dict[str, object]:
    texts = _texts(found, signed=True)
    named = who(Person.objects.filter(pk=person.pk))[person.pk]
    by = signed.by.name if signed.by else ""
    return {
        "title": str(KINDS.get(found.kind, found.kind)),
        "court": _("To %(court)s") % {"court": found.court},
        "name": named.name,
        "crn": named.crn,
        "born": _("Born %(day)s") % {"day": day_plain(named.born)} if named.born else "",
        "hearing": _("Hearing on %(day)s") % {"day": day(found.hearing_on)}
        if found.hearing_on
        else "",
        "signed": _("Signed by %(name)s on %(day)s") % {"name": by, "day": day(signed.date)},
        "sections": [
            {"title": str(TITLES[title]), "paragraphs": _paragraphs(texts[title])}
            for title in SECTIONS
            if texts.get(title, "").strip()
        ],
    }


def _named(person: Person) -> str:
    return who(Person.objects.filter(pk=person.pk))[person.pk].name


def _paragraphs(text: str) -> list[str]:
    return [each.strip() for each in text.splitlines() if each.strip()]
