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
from throughcare.court.pages.answering import the_sentence
from throughcare.court.pages.papers import papers_of, part_of_record
from throughcare.court.pages.passing_on import not_passed_on
from throughcare.court.queries import PARTS, allocation_row, at_court, part, whole
from throughcare.court.rules.allocating import Outcome, Why, allocate, lacking
from throughcare.court.rules.grounds import grounds, score_of
from throughcare.court.rules.papers import missing
from throughcare.court.showing import (
    KINDS,
    LEVELS,
    MAPPA,
    MISSING,
    PAPERS,
    PROVIDERS,
    REQUIREMENTS,
    WHY,
    amount,
    kind_of,
    length_of,
)
from throughcare.history import clock
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.assessment import Score
from throughcare.kernel.casefile.court import Report
from throughcare.kernel.casefile.sentences import Custody, Order
from throughcare.kernel.regime import TRANSFORMING_REHABILITATION
from throughcare.people.models import Person
from throughcare.sentences import models as rows

Sentence = rows.Order | rows.Custody


@case_page(Permission.SEE_ASSESSMENT)
def case_court(request: HttpRequest, person: Person) -> HttpResponse:
    """Show the reports and the sentences of a case, with what is missing of each."""
    case = part_of_record(person)
    every: list[Order | Custody] = [*case.sentences.orders, *case.sentences.custody]
    every.sort(key=lambda each: each.sentenced_on, reverse=True)
    reports = sorted(case.court.reports, key=lambda each: each.requested_on, reverse=True)
    context = {
        "person": person,
        "part": "court",
        "reports": [_report(each) for each in reports],
        "sentences": [_line(case, each) for each in every],
        "may_work": has(request.user, Permission.WORK_AT_COURT),
    }
    return render(request, "court/case.html", context)


def _report(report: Report) -> dict[str, Any]:
    state = (_("To be written"), "blue")
    if report.withdrawn:
        state = (_("No longer wanted"), "grey")
    elif report.disposed:
        state = (_("Ended without supervision"), "grey")
    elif report.signed:
        state = (_("Signed"), "green")
    elif report.hearing_on and report.hearing_on < clock.today():
        state = (_("Late"), "red")
    return {
        "report": report,
        "kind": KINDS.get(report.kind, report.kind),
        "state": state,
        "open": not (report.signed or report.withdrawn or report.disposed),
    }


def _line(case: CaseFile, sentence: Order | Custody) -> dict[str, Any]:
    row = at_court(case, sentence.ref)
    teams = {each.ref: each.name for each in case.directory.teams}
    return {
        "sentence": sentence,
        "kind": kind_of(sentence),
        "missing": [PAPERS[each] for each in missing(case, sentence)],
        "decision": row.decision if row else None,
        "received": [
            (teams.get(each.team, each.team), each.received_on)
            for each in case.caseload.allocations
            if each.of == sentence.ref
        ],
    }


def receipts(sentence: Sentence) -> list[Allocation]:
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
    received = receipts(found)
    goes_with = papers_of(part_of_record(person), ref)
    context = {
        "person": person,
        "part": "court",
        "sentence": found,
        "kind": kind_of(found),
        "length": length_of(found),
        "offences": found.offences.filter(in_error_at=None).order_by("-main", "pk"),
        "requirements": _requirements(found),
        "papers": [
            each
            for each in goes_with
            if not each.signed_at_court or each.ref or (received and not each.there)
        ],
        "not_passed_on": not_passed_on(person),
        "may_ask": has(request.user, Permission.INFORM),
        "parts": {name: part(row, name) if row else None for name in PARTS},
        "allocation": row,
        "received": received,
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


def _requirements(sentence: Sentence) -> list[tuple[str, str]]:
    if isinstance(sentence, rows.Custody):
        return []
    ordered = sentence.requirements.filter(in_error_at=None).order_by("pk")
    return [
        (
            each.name or str(REQUIREMENTS.get(each.kind, each.kind.capitalize())),
            amount(each.kind, each.amount, each.unit),
        )
        for each in ordered
    ]
