"""How each sentence has been complied with: numbers that add up, warnings, breach, decisions."""

from datetime import date
from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from throughcare.access.permissions import Permission, has
from throughcare.access.views import case_page
from throughcare.contacts.showing import CAUSES, SERVICE_CAUSES, Log
from throughcare.design.listing import page_of
from throughcare.design.wording import day
from throughcare.enforcement.pages.answering import PART
from throughcare.enforcement.queries import Entry, entries, of_enforcement, sentences_of
from throughcare.enforcement.rules.breach import REFERRALS, of_sentence, pending_on, to_decide
from throughcare.enforcement.rules.compliance import Compliance, complied
from throughcare.enforcement.rules.failures import Answer, Failure, answer_of, counts_for, failures
from throughcare.enforcement.rules.warnings import Calls, calls_for, is_live, live_until, of_order
from throughcare.enforcement.showing import (
    ANSWERS,
    BREACH_OUTCOMES,
    COURT_RESULTS,
    LICENCE_OUTCOMES,
    REVIEW_OUTCOMES,
    WARNINGS,
    sentence,
)
from throughcare.history import clock
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.contacts import Cause
from throughcare.people.models import Person
from throughcare.sentences.rules.spells import Spell, SpellKind, spells

ON_A_PAGE = 50
MOST_FAILURES = 10

COLOURS = {
    Answer.ATTENDED: "#00703c",
    Answer.ACCEPTABLE: "#5694ca",
    Answer.UNACCEPTABLE: "#d4351c",
    Answer.UNDECIDED: "#ffdd00",
    Answer.SERVICE: "#6f777b",
    Answer.NOT_RECORDED: "#f47738",
}
WIDE = 600


class Number(NamedTuple):
    """How many appointments came to one thing."""

    answer: str
    said: str
    number: int
    causes: list[tuple[str, int]]
    colour: str
    x: float
    width: float
    """Where it stands in the drawing."""


class Decided(NamedTuple):
    """A warning or a decision, as it is listed."""

    ref: str
    said: str
    on: date
    because: str
    state: str
    colour: str
    letter: bool = False
    pending: bool = False


class Called(NamedTuple):
    """An unacceptable failure, and what can be done about it."""

    ref: str
    said: str
    doing: list[tuple[str, str]]
    """The words and the page."""


class Whole(NamedTuple):
    """One sentence."""

    ref: str
    name: str
    live: bool
    last: date | None
    offered: int
    numbers: list[Number]
    decided: list[Decided]
    called: list[Called]
    accepted: int
    breach: str
    """Where breach stands, where something is called for or pending."""


@case_page(Permission.SEE_CASE)
def overview(request: HttpRequest, person: Person) -> HttpResponse:
    """Show how each sentence was complied with, the newest first."""
    today = clock.today()
    every = entries(person)
    wrong = [each.id for each in every if _answer(each) is Answer.UNACCEPTABLE]
    case = of_enforcement(person, wrong)
    failed = failures(case.contacts)
    found = [
        _whole(request, case, complied(spell, every, today), failed, today)
        for spell in reversed(spells(case))
    ]
    context = {
        "person": person,
        "part": PART,
        "found": found,
        "may_correct": has(request.user, Permission.CORRECT),
        "may_enforce": has(request.user, Permission.ENFORCE),
    }
    return render(request, "enforcement/compliance.html", context)


@case_page(Permission.SEE_CASE)
def appointments(request: HttpRequest, person: Person, ref: str) -> HttpResponse:
    """List the appointments behind a number of one sentence."""
    today = clock.today()
    every = entries(person)
    spell = next((each for each in spells(sentences_of(person)) if each.ref == ref), None)
    if spell is None:
        raise Http404
    counted = complied(spell, every, today)
    came = request.GET.get("came", "")
    if came and came not in list(Answer):
        raise Http404
    listed = [
        each for answer in Answer if came in ("", answer) for each in counted.by_answer[answer]
    ]
    listed.sort(key=lambda each: (each.on, str(each.at or ""), each.id), reverse=True)
    page = page_of(request, listed, ON_A_PAGE)
    shown = sentences_of(person, [each.id for each in page.object_list])
    log = Log(shown, today)
    words = {each.ref: log.shown(each) for each in shown.contacts}
    context = {
        "person": person,
        "part": PART,
        "heading": ANSWERS[Answer(came)] if came else _("Appointments offered"),
        "name": sentence(spell),
        "number": len(listed),
        "page": page,
        "shown": [words[each.ref] for each in page.object_list],
    }
    return render(request, "enforcement/appointments.html", context)


def _answer(each: Entry) -> Answer:
    return answer_of(each.result, each.acceptable, each.cause)


def _whole(
    request: HttpRequest,
    case: CaseFile,
    counted: Compliance[Entry],
    failed: list[Failure],
    today: date,
) -> Whole:
    spell = counted.spell
    decided = [
        *_warnings(case, spell, today),
        *_breaches(case, spell, today),
        *_on_licence(case, spell),
        *_reviews(case, spell),
    ]
    return Whole(
        ref=spell.ref,
        name=sentence(spell),
        live=spell.lives_on(today),
        last=spell.last,
        offered=counted.offered,
        numbers=list(_numbers(counted)),
        decided=sorted(decided, key=lambda each: each.on, reverse=True),
        called=_called(request, case, spell, failed) if spell.lives_on(today) else [],
        accepted=counted.number(Answer.ACCEPTABLE),
        breach=_breach(case, spell, failed, today) if spell.lives_on(today) else "",
    )


def _breach(case: CaseFile, spell: Spell, failed: list[Failure], today: date) -> str:
    """Say whether breach waits to be decided, or to be dealt with."""
    breaches = of_sentence(case.enforcement.breaches, spell.ref)
    if waiting := pending_on(today, breaches):
        words = {"what": BREACH_OUTCOMES[waiting.outcome], "day": day(waiting.decided_on)}
        return _("%(what)s on %(day)s, and not dealt with yet") % words
    if spell.kind is not SpellKind.ORDER:
        return ""
    warnings = of_order(case.enforcement.warnings, spell.ref)
    called = [
        each
        for each in failed
        if counts_for(each.contact, each.on, spell)
        and calls_for(each, each.decided_on, warnings) is Calls.BREACH
    ]
    open_ = [each for each in to_decide(called, breaches) if each.met_on is None]
    if not open_:
        return ""
    return _("To be decided since %(day)s, when a failure was decided under a live warning") % {
        "day": day(open_[0].opened_on)
    }


def _numbers(counted: Compliance[Entry]) -> list[Number]:
    found, x = [], 0.0
    for answer in Answer:
        number = counted.number(answer)
        width = round(WIDE * number / counted.offered, 1) if counted.offered else 0.0
        words: dict[str, Any] = {
            **CAUSES,
            **SERVICE_CAUSES,
            Cause.SERVICE: _("A failure, decided so"),
        }
        causes = [
            (str(words.get(cause, _("Not said"))), times)
            for cause, times in counted.causes(answer)
            if answer not in (Answer.ATTENDED, Answer.NOT_RECORDED, Answer.UNDECIDED)
        ]
        colour = COLOURS[answer]
        found.append(
            Number(answer, str(ANSWERS[answer]), number, causes, colour, round(x, 1), width)
        )
        x += width
    return found


def _warnings(case: CaseFile, spell: Spell, today: date) -> list[Decided]:
    found = []
    for each in case.enforcement.warnings:
        if each.of != spell.ref:
            continue
        until = live_until(each) if each.kind == "statutory" else None
        state, colour = "", "grey"
        if until and is_live(each, today):
            state, colour = _("Live until %(day)s") % {"day": day(until)}, "red"
        elif until:
            state = _("Was live until %(day)s") % {"day": day(until)}
        said = str(WARNINGS[each.kind])
        found.append(Decided(each.ref, said, each.sent_on, "", state, colour, letter=True))
    return found


def _breaches(case: CaseFile, spell: Spell, today: date) -> list[Decided]:
    found = []
    breaches = of_sentence(case.enforcement.breaches, spell.ref)
    waiting = pending_on(today, breaches)
    for each in breaches:
        state, colour = "", "grey"
        if each.dealt_with is not None:
            state = _("%(result)s, %(day)s") % {
                "result": COURT_RESULTS[each.dealt_with.result],
                "day": day(each.dealt_with.date),
            }
        elif each.outcome in REFERRALS:
            state, colour = _("Not dealt with yet"), "orange"
        said = str(BREACH_OUTCOMES[each.outcome])
        pending = waiting is not None and each.outcome in REFERRALS and each.dealt_with is None
        found.append(
            Decided(each.ref, said, each.decided_on, each.because, state, colour, pending=pending)
        )
    return found


def _on_licence(case: CaseFile, spell: Spell) -> list[Decided]:
    return [
        Decided(
            each.ref, str(LICENCE_OUTCOMES[each.outcome]), each.decided_on, each.because, "", ""
        )
        for each in case.enforcement.licence_decisions
        if each.of == spell.ref
    ]


def _reviews(case: CaseFile, spell: Spell) -> list[Decided]:
    return [
        Decided(
            each.ref,
            _("Absences looked at: %(what)s") % {"what": REVIEW_OUTCOMES[each.outcome][0]},
            each.date,
            each.because,
            _("By the manager") if each.by_manager else "",
            "grey",
        )
        for each in case.enforcement.absence_reviews
        if each.of == spell.ref
    ]


def _called(
    request: HttpRequest, case: CaseFile, spell: Spell, failed: list[Failure]
) -> list[Called]:
    """The latest unacceptable failures, with what can be done about each."""
    warned = {each.failure for each in case.enforcement.warnings if each.of == spell.ref}
    statutory = of_order(case.enforcement.warnings, spell.ref)
    counted = [each for each in failed if counts_for(each.contact, each.on, spell)]
    log = Log(case, clock.today())
    found = []
    for failure in list(reversed(counted))[:MOST_FAILURES]:
        doing = []
        calls = calls_for(failure, failure.decided_on, statutory)
        to_warn = spell.kind is SpellKind.LICENCE or (
            spell.kind is SpellKind.ORDER and calls is Calls.WARNING
        )
        if to_warn and failure.ref not in warned:
            doing.append((_("Write the warning"), "warn", Permission.ENFORCE))
        if spell.kind is not SpellKind.LICENCE:
            doing.append((_("Decide on breach"), "decide-breach", Permission.ENFORCE))
        else:
            decide = (_("Decide on the licence"), "decide-licence", Permission.DECIDE_ENFORCEMENT)
            doing.append(decide)
        may = [(said, page) for said, page, needed in doing if has(request.user, needed)]
        found.append(Called(failure.ref, log.shown(failure.contact).when, may))
    return found
