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
from throughcare.contacts.showing import CAUSES, RESULTS, SERVICE_CAUSES, Log, said_when
from throughcare.design.wording import day
from throughcare.enforcement import actions
from throughcare.enforcement.pages.answering import answer
from throughcare.enforcement.pages.forms import DecisionForm
from throughcare.enforcement.queries import Entry, entries, of_enforcement
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
from throughcare.enforcement.rules.patterns import grounds
from throughcare.enforcement.rules.warnings import Calls, is_live, live_until, of_order
from throughcare.enforcement.showing import (
    ANSWERS,
    GROUNDS,
    if_acceptable,
    if_unacceptable,
    sentence,
)
from throughcare.history import clock
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.contacts import Cause
from throughcare.kernel.regime import TRANSFORMING_REHABILITATION
from throughcare.people.models import Person
from throughcare.sentences.rules.spells import Spell, SpellKind, spells

_HELD = ("allocation", "officer", "transfer", "characteristic")
MOST_EARLIER = 10


@case_page(Permission.DECIDE_ABSENCE)
def decide(request: SignedIn, person: Person, ref: str) -> HttpResponse:
    """Decide whether the reason for a failure is acceptable."""
    every = entries(person)
    entry = next((each for each in every if each.ref == ref), None)
    if entry is None or not entry.failed:
        contact_of(person, ref)
        return redirect("contact", case=person.public_id, ref=ref)
    case = of_enforcement(person, [each.id for each in every if each.failed], *_HELD)
    failure = next(each for each in failures(case.contacts) if each.ref == ref)
    if request.method == "POST":
        contact = contact_of(person, ref)
        form = DecisionForm(request.POST)
    else:
        contact = Contact(ref=ref)
        decided = failure.contact.decision
        form = DecisionForm(version=entry.version, initial=_as_decided(decided))
    follows = _follows(case, every, failure, clock.today())

    def then(_made: Any) -> HttpResponse:
        return _next(request, person, ref, follows, form.chosen()["acceptable"])

    return answer(
        request,
        person,
        form,
        lambda: actions.decide_absence(contact, by=request.user, **form.chosen()),
        said=_("Decision recorded"),
        then=then,
        template="enforcement/decision.html",
        row=contact,
        theirs=lambda: saved(contact),
        ref=ref,
        heading=_("Decide on the absence"),
        button=_("Save the decision"),
        about=_about(case, failure),
        follows=[
            (sentence(each.spell), if_acceptable(each), if_unacceptable(each)) for each in follows
        ],
        grounds=_grounds(case, failure),
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
    }


def _follows(case: CaseFile, every: list[Entry], failure: Failure, today: date) -> list[Follows]:
    crc = crc_holds(case, Holding(case, TRANSFORMING_REHABILITATION), today)
    failed = failures(case.contacts)
    return [
        foresee(case, failed, failure, spell, _attended(every, spell), today, crc=crc)
        for spell in spells(case)
        if counts_for(failure.contact, failure.on, spell)
    ]


def _attended(every: list[Entry], spell: Spell) -> list[tuple[date, str, str]]:
    return sorted(
        (each.on, str(each.at or ""), each.ref)
        for each in every
        if each.result == "attended"
        and spell.lives_on(each.on)
        and serves_by(each.requirement, spell)
    )


def _next(
    request: SignedIn, person: Person, ref: str, follows: list[Follows], acceptable: bool
) -> HttpResponse:
    """Go on to what the decision calls for: the warning, breach, or the log."""
    if acceptable or not has(request.user, Permission.ENFORCE):
        return to_contact(person, ref)
    pages = {Calls.WARNING: "warn", Calls.BREACH: "decide-breach"}
    for each in follows:
        page = pages.get(each.calls) if each.pending is None else None
        if page is not None:
            return redirect(page, case=person.public_id, ref=ref)
    if any(each.spell.kind is SpellKind.LICENCE for each in follows):
        page = "decide-licence" if has(request.user, Permission.DECIDE_ENFORCEMENT) else "warn"
        return redirect(page, case=person.public_id, ref=ref)
    return to_contact(person, ref)


def _about(case: CaseFile, failure: Failure) -> str:
    shown = Log(case, clock.today()).shown(failure.contact)
    return f"{shown.outcome}: {shown.what}, {shown.when}"


def _grounds(case: CaseFile, failure: Failure) -> list[str]:
    """What prompts an adjustment first, in words."""
    before = [each for each in failures(case.contacts) if each.key < failure.key]
    found = grounds(case.person.characteristics, before)
    said = [f"{GROUNDS[each.kind]}: {each.value}" for each in found.on_record]
    for cause, times in found.causes:
        said.append(
            _("%(cause)s: the reason %(times)d times before")
            % {"cause": CAUSES[cause], "times": times}
        )
    return said


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
    counted = [s for s in spells(case) if counts_for(failure.contact, failure.on, s)]
    found = []
    for each in every:
        service = answer_of(each.result, each.acceptable, each.cause) is Answer.SERVICE
        if not service or not any(
            spell.lives_on(each.on) and serves_by(each.requirement, spell) for spell in counted
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
        for each in of_order(case.enforcement.warnings, spell.ref)
        if is_live(each, today)
    ]
