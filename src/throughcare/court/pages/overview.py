"""What the court did and owes in one case, and each sentence with what is missing."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from throughcare.access.permissions import Permission, has
from throughcare.access.views import case_page
from throughcare.assessment.pages.score_forms import SCORES, label_of, said
from throughcare.assessment.rules import inputs
from throughcare.caseload.models import Allocation
from throughcare.caseload.rules.holding import Holding
from throughcare.court.models import Report
from throughcare.court.pages.answering import the_sentence
from throughcare.court.pages.desk import missing_of
from throughcare.court.queries import PARTS, allocation_row, at_court, part, whole
from throughcare.court.rules.allocating import Missing, Outcome, Why, allocate, lacking
from throughcare.court.rules.grounds import grounds, score_of
from throughcare.court.showing import (
    KINDS,
    LEVELS,
    MAPPA,
    MISSING,
    PROVIDERS,
    REQUIREMENTS,
    SENTENCES,
    WHY,
    amount,
)
from throughcare.history import clock
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.assessment import Score
from throughcare.kernel.regime import TRANSFORMING_REHABILITATION
from throughcare.people.models import Person
from throughcare.sentences.models import Custody, Order


@case_page(Permission.SEE_ASSESSMENT)
def case_court(request: HttpRequest, person: Person) -> HttpResponse:
    """Show the reports and the sentences of a case, with what is missing of each."""
    reports = Report.objects.filter(person=person, in_error_at=None).order_by("-requested_on")
    every: list[Order | Custody] = [
        *Order.objects.filter(person=person, in_error_at=None),
        *Custody.objects.filter(person=person, in_error_at=None),
    ]
    every.sort(key=lambda each: each.sentenced_on, reverse=True)
    context = {
        "person": person,
        "part": "court",
        "reports": [_report(each) for each in reports.select_related("author")],
        "sentences": [_line(each) for each in every],
        "may_work": has(request.user, Permission.WORK_AT_COURT),
    }
    return render(request, "court/case.html", context)


def _report(report: Report) -> dict[str, Any]:
    signed, withdrawn = part(report, "signed"), part(report, "withdrawn")
    state = (_("To be written"), "blue")
    if signed:
        state = (_("Signed"), "green")
    elif withdrawn:
        state = (_("No longer wanted"), "grey")
    elif report.hearing_on and report.hearing_on < clock.today():
        state = (_("Late"), "red")
    return {
        "report": report,
        "kind": KINDS.get(report.kind, report.kind),
        "state": state,
        "signed": signed,
        "open": not signed and not withdrawn,
    }


def _line(sentence: Order | Custody) -> dict[str, Any]:
    row = allocation_row(sentence)
    decision = part(row, "decision") if row else None
    return {
        "sentence": sentence,
        "kind": kind_of(sentence),
        "missing": [*papers_missing(sentence), *(missing_of(row) if row else _all_missing())],
        "decision": decision,
        "received": receipts(sentence),
    }


def _all_missing() -> list[str]:
    return [str(MISSING[each]) for each in (Missing.RSR, Missing.SCREENING, Missing.FORM)]


def kind_of(sentence: Order | Custody) -> str:
    """What a sentence is called."""
    kind = "custody" if isinstance(sentence, Custody) else sentence.kind
    return str(SENTENCES.get(kind, kind))


def papers_missing(sentence: Order | Custody) -> list[str]:
    """What of report and order is not on record, in words."""
    found = []
    reports = Report.objects.filter(
        person_id=sentence.person_id, in_error_at=None, requested_on__lte=sentence.sentenced_on
    )
    wanted = reports.exclude(withdrawn__isnull=False, withdrawn__in_error_at=None)
    if not wanted.filter(signed__isnull=False, signed__in_error_at=None).exists():
        found.append(_("Report to the court"))
    if not sentence.offences.filter(in_error_at=None).exists():
        found.append(_("Offences of the order"))
    if isinstance(sentence, Order) and not sentence.requirements.filter(in_error_at=None).exists():
        found.append(_("Requirements of the order"))
    return found


def receipts(sentence: Order | Custody) -> list[Allocation]:
    """Return by whom a sentence was received, the first first."""
    about: Any = {type(sentence).__name__.lower(): sentence}
    found = Allocation.objects.filter(in_error_at=None, **about).select_related("team")
    return list(found.order_by("received_on", "pk"))


@case_page(Permission.SEE_ASSESSMENT)
def sentence(request: HttpRequest, person: Person, ref: str) -> HttpResponse:
    """Show one sentence: what it requires, what is signed, and where the case goes."""
    found = the_sentence(person, ref)
    row = allocation_row(found)
    case = whole(person)
    context = {
        "person": person,
        "part": "court",
        "sentence": found,
        "kind": kind_of(found),
        "offences": found.offences.filter(in_error_at=None).order_by("-main", "pk"),
        "requirements": _requirements(found),
        "papers": papers_missing(found),
        "parts": {name: part(row, name) if row else None for name in PARTS},
        "allocation": row,
        "received": receipts(found),
        "may_work": has(request.user, Permission.WORK_AT_COURT),
        "levels": LEVELS,
        "mappa": MAPPA,
        "providers": PROVIDERS,
        **decided(case, ref),
    }
    return render(request, "court/sentence.html", context)


def decided(case: CaseFile, sentence: str) -> dict[str, Any]:
    """What the rule gives for a sentence today, and what it rests on, in words."""
    holding = Holding(case, TRANSFORMING_REHABILITATION)
    row = at_court(case, sentence)
    rests_on = grounds(case, holding, sentence, row, clock.today())
    found = allocate(rests_on)
    score = score_of(case, row)
    return {
        "computed": found.outcome,
        "cannot": found.outcome is Outcome.CANNOT,
        "computed_said": PROVIDERS.get(found.outcome, ""),
        "why": WHY.get(Why(found.because), ""),
        "provision": found.source,
        "lacking": [str(MISSING[each]) for each in lacking(rests_on)],
        "rsr": rests_on.rsr,
        "changed": changed(case, score) if score else [],
    }


def changed(case: CaseFile, score: Score) -> list[tuple[str, str, str]]:
    """The inputs of a score that the record gives otherwise now, in words."""
    return [
        (label_of(name), said(name, before) if before else _("Not known"), said(name, now))
        for name, before, now in inputs.changed(score, case, SCORES[score.predictor].asks)
    ]


def _requirements(sentence: Order | Custody) -> list[tuple[str, str]]:
    if isinstance(sentence, Custody):
        return []
    rows = sentence.requirements.filter(in_error_at=None).order_by("pk")
    return [
        (
            each.name or str(REQUIREMENTS.get(each.kind, each.kind.capitalize())),
            amount(each.kind, each.amount, each.unit),
        )
        for each in rows
    ]
