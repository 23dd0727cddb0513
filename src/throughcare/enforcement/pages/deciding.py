"""The page on which a failure is decided: what is on record beside it, and what would follow."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from throughcare.access.permissions import Permission, has
from throughcare.access.views import SignedIn, case_page
from throughcare.caseload.rules.holding import Holding
from throughcare.contacts.models import Contact
from throughcare.contacts.pages.saving import contact_of, saved, to_contact
from throughcare.contacts.showing import RESULTS, SERVICE_CAUSES, Log, said_when
from throughcare.design.wording import day
from throughcare.enforcement import actions
from throughcare.enforcement.pages.answering import answer
from throughcare.enforcement.pages.beside import grounds_beside
from throughcare.enforcement.pages.forms import DecisionForm
from throughcare.enforcement.queries import HELD, Entry, entries, of_enforcement
from throughcare.enforcement.rules.breach import REFERRALS
from throughcare.enforcement.rules.failures import (
    Answer,
    Failure,
    answer_of,
    counts_for,
    failures,
    serves_by,
)
from throughcare.enforcement.rules.foresight import Follows, foresee
from throughcare.enforcement.rules.holder import crc_holds
from throughcare.enforcement.rules.limits import decide_by
from throughcare.enforcement.rules.warnings import Calls, is_live, live_until, of_order
from throughcare.enforcement.showing import (
    ANSWERS,
    if_acceptable,
    if_service,
    if_unacceptable,
    sentence,
)
from throughcare.history import clock
from throughcare.information.queries import documents_of_person
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.contacts import Cause
from throughcare.kernel.regime import TRANSFORMING_REHABILITATION
from throughcare.people.models import Person
from throughcare.sentences.rules.spells import Spell, SpellKind, spells

_BESIDE = (*HELD, "characteristic", "document")
MOST_EARLIER = 10
MOST_PAPERS = 8


@case_page(Permission.DECIDE_ABSENCE)
def decide(request: SignedIn, person: Person, ref: str) -> HttpResponse:
    """Decide whether the reason for a failure is acceptable."""
    every = entries(person)
    entry = next((each for each in every if each.ref == ref), None)
    if entry is None or not entry.failed:
        contact_of(person, ref)
        return redirect("contact", case=person.public_id, ref=ref)
    case = of_enforcement(person, [each.id for each in every if each.failed], *_BESIDE)
    failure = next(each for each in failures(case.contacts) if each.ref == ref)
    if request.method == "POST":
        contact = contact_of(person, ref)
        form = DecisionForm(request.POST, request.FILES, **_papers(case, failure))
    else:
        contact = Contact(ref=ref)
        initial = _as_decided(failure.contact.decision)
        form = DecisionForm(version=entry.version, initial=initial, **_papers(case, failure))
    follows = _follows(case, every, failure, clock.today())

    def act() -> Any:
        chosen = form.chosen()
        if form.taken_back:
            given = {name: chosen[name] for name in ("because", "version", "token")}
            return actions.withdraw_decision(contact, by=request.user, **given)
        seen = documents_of_person(person, form.cleaned_data["seen"])
        return actions.decide_absence(contact, by=request.user, documents=seen, **chosen)

    def then(_made: str) -> HttpResponse:
        if form.taken_back or form.chosen()["acceptable"]:
            return _undo(person, ref, case)
        return _next(request, person, ref, follows)

    return answer(
        request,
        person,
        form,
        act,
        said=lambda: _said(failure) if form.taken_back else _("Decision recorded"),
        then=then,
        template="enforcement/decision.html",
        theirs=lambda: saved(contact),
        ref=ref,
        heading=_("Change the decision")
        if failure.contact.decision
        else _("Decide on the absence"),
        button=_("Save the decision"),
        about=_about(case, failure),
        follows=[
            (sentence(each.spell), if_acceptable(each), if_unacceptable(each), if_service(each))
            for each in follows
        ],
        until=_until(failure),
        grounds=grounds_beside(case, failure),
        clashes=_clashes(every, failure),
        stood_down=_stood_down(every, case, failure),
        earlier=_earlier(case, failure),
        warnings=_warnings(case, clock.today()),
    )


def _as_decided(decided: Any) -> dict[str, Any]:
    if decided is None:
        return {}
    service = decided.cause == Cause.SERVICE
    which = "service" if service else "yes" if decided.acceptable else "no"
    return {
        "acceptable": which,
        "cause": decided.cause,
        "claimed": decided.cause,
        "reason": decided.because,
        "evidence": decided.evidence,
        "seen": list(decided.documents),
    }


def _papers(case: CaseFile, failure: Failure) -> dict[str, Any]:
    """What a form offers: the latest documents of the case, and whether something is decided."""
    decision = failure.contact.decision
    seen = set(decision.documents) if decision else set()
    latest = sorted(case.information.documents, key=lambda each: each.received_on, reverse=True)
    papers = [
        (each.ref, f"{each.name} ({day(each.received_on)})")
        for number, each in enumerate(latest)
        if number < MOST_PAPERS or each.ref in seen
    ]
    return {"papers": papers, "decided": decision is not None}


def _said(failure: Failure) -> str:
    """That a decision was taken back, and by when it is to be made anew."""
    by = decide_by(failure.on)
    if by is None:
        return _("Decision taken back")
    return _("Decision taken back. It is to be decided anew by %(day)s.") % {"day": day(by)}


def _until(failure: Failure) -> str:
    """By when it is to be decided, and so until when evidence is taken."""
    by = decide_by(failure.on)
    return day(by) if by and failure.contact.decision is None else ""


def _follows(case: CaseFile, every: list[Entry], failure: Failure, today: date) -> list[Follows]:
    crc = crc_holds(case, Holding(case, TRANSFORMING_REHABILITATION), today)
    failed = failures(case.contacts)
    among = spells(case)
    return [
        foresee(case, failed, failure, spell, _attended(every, spell, among), today, crc=crc)
        for spell in among
        if counts_for(failure.contact, failure.on, spell, among)
    ]


def _attended(every: list[Entry], spell: Spell, among: list[Spell]) -> list[tuple[date, str, str]]:
    return sorted(
        (each.on, str(each.at or ""), each.ref)
        for each in every
        if each.result == "attended"
        and spell.lives_on(each.on)
        and serves_by(each.requirement, each.kind, each.on, spell, among)
    )


def _undo(person: Person, ref: str, case: CaseFile) -> HttpResponse:
    """Go on to what rests on a failure that is unacceptable no longer: its warning, its breach."""
    for warned in case.enforcement.warnings:
        if warned.failure == ref:
            return redirect("decided-in-error", case=person.public_id, ref=warned.ref)
    for breach in case.enforcement.breaches:
        if breach.failure == ref and breach.outcome in REFERRALS and breach.dealt_with is None:
            return redirect("breach-dealt-with", case=person.public_id, ref=breach.ref)
    return to_contact(person, ref)


def _next(request: SignedIn, person: Person, ref: str, follows: list[Follows]) -> HttpResponse:
    """Go on to what the decision calls for: the warning, breach, the licence, or the contact."""
    if not has(request.user, Permission.ENFORCE):
        return to_contact(person, ref)
    pages = {Calls.WARNING: "warn", Calls.BREACH: "decide-breach"}
    follows = [each for each in follows if not each.ended]
    for each in follows:
        page = pages.get(each.calls) if each.pending is None else None
        if page is not None:
            return redirect(page, case=person.public_id, ref=ref)
    if any(each.spell.kind is SpellKind.LICENCE for each in follows):
        return redirect("decide-licence", case=person.public_id, ref=ref)
    if any(each.spell.kind is SpellKind.SUPERVISION and not each.pending for each in follows):
        return redirect("decide-breach", case=person.public_id, ref=ref)
    return to_contact(person, ref)


def _about(case: CaseFile, failure: Failure) -> str:
    shown = Log(case, clock.today()).shown(failure.contact)
    return f"{shown.outcome}: {shown.what}, {shown.when}"


def _clashes(every: list[Entry], failure: Failure) -> list[tuple[str, str]]:
    """The other appointments of that day: when, and what came of them; with their references."""
    found = []
    for each in every:
        if each.on == failure.on and each.ref != failure.ref:
            came = ANSWERS[answer_of(each.result, each.acceptable, each.cause)]
            found.append((each.ref, f"{said_when(each.on, each.at)}: {came}"))
    return found


def _stood_down(every: list[Entry], case: CaseFile, failure: Failure) -> list[tuple[str, str]]:
    """What the service did not hold, of what counts for the same sentences: when, and why."""
    among = spells(case)
    counted = [s for s in among if counts_for(failure.contact, failure.on, s, among)]
    found = []
    for each in every:
        service = answer_of(each.result, each.acceptable, each.cause) is Answer.SERVICE
        if not service or not any(
            spell.lives_on(each.on)
            and serves_by(each.requirement, each.kind, each.on, spell, among)
            for spell in counted
        ):
            continue
        why = SERVICE_CAUSES.get(each.service_cause or "", RESULTS["not held"])
        found.append((each.ref, f"{said_when(each.on, each.at)}: {why}"))
    return found[-MOST_EARLIER:]


def _earlier(case: CaseFile, failure: Failure) -> list[tuple[str, str]]:
    """The failures before this one, the last first."""
    log = Log(case, clock.today())
    found = []
    for each in reversed(failures(case.contacts)):
        if each.key < failure.key:
            shown = log.shown(each.contact)
            came = shown.decision or str(ANSWERS[each.answer])
            found.append((each.ref, f"{shown.when}: {came}"))
    return found[:MOST_EARLIER]


def _warnings(case: CaseFile, today: date) -> list[str]:
    """The warnings that are live, with their last day."""
    return [
        _("%(name)s: warned on %(on)s, live until %(until)s")
        % {"name": sentence(spell), "on": day(each.sent_on), "until": day(live_until(each))}
        for spell in spells(case)
        if spell.lives_on(today)
        for each in of_order(case.enforcement.warnings, spell.ref)
        if is_live(each, today)
    ]
