"""Pages about breach of an order or of supervision: decided, and dealt with."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from throughcare.access.permissions import Permission, has
from throughcare.access.views import SignedIn, case_page
from throughcare.caseload.rules.holding import Holding
from throughcare.contacts.pages.saving import contact_of
from throughcare.design.wording import day
from throughcare.enforcement import actions
from throughcare.enforcement.models import BreachDecision
from throughcare.enforcement.pages.answering import (
    answer,
    failure_in,
    named,
    open_to,
    sent_before,
    sentence_wanted,
    to_enforcement,
    to_failure,
)
from throughcare.enforcement.pages.beside import grounds_beside
from throughcare.enforcement.pages.forms import BreachForm, DealtWithForm, InErrorForm
from throughcare.enforcement.pages.mistakes import found
from throughcare.enforcement.pages.standing import causes_said
from throughcare.enforcement.queries import HELD, Entry, entries, of_enforcement
from throughcare.enforcement.rules.breach import of_sentence, pending_on
from throughcare.enforcement.rules.compliance import complied
from throughcare.enforcement.rules.failures import Answer, counts_for, failures
from throughcare.enforcement.rules.holder import crc_holds
from throughcare.enforcement.rules.limits import breach_by
from throughcare.enforcement.rules.proposals import unanswered
from throughcare.enforcement.rules.still_open import open_on
from throughcare.enforcement.rules.warnings import is_live, live_until, of_order
from throughcare.enforcement.showing import (
    ANSWERS,
    ASK_NOT_TO_BREACH,
    ASK_NOT_TO_COURT,
    BREACH_OUTCOMES,
    BY_CRC,
    BY_NPS,
    NOT_BREACHED,
    NOT_TO_COURT,
    ended,
    sentence,
)
from throughcare.history import clock
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.regime import TRANSFORMING_REHABILITATION
from throughcare.people.models import Person
from throughcare.sentences.rules.spells import Spell, SpellKind, spells


@case_page(Permission.ENFORCE)
def decide(request: SignedIn, person: Person, ref: str) -> HttpResponse:
    """Decide on breach upon a failure. Only a manager decides against it."""
    if before := sent_before(request, person):
        return before
    wanted = sentence_wanted(request)
    every = entries(person)
    wrong = [each.id for each in every if each.failed]
    case = of_enforcement(person, wrong, *HELD, "characteristic")
    failure = failure_in(case, ref)
    among = open_to(case, failure, SpellKind.ORDER, SpellKind.SUPERVISION)
    among = [each for each in among if wanted in ("", each.ref)]
    if failure is None or not among:
        return to_failure(person, ref)
    decides = has(request.user, Permission.DECIDE_ENFORCEMENT)
    held_by_crc = partial(crc_holds, case, Holding(case, TRANSFORMING_REHABILITATION))
    crc = held_by_crc(clock.today())
    last = NOT_BREACHED if decides else ASK_NOT_TO_BREACH
    supervised = all(each.kind is SpellKind.SUPERVISION for each in among)
    if supervised:
        last = NOT_TO_COURT if decides else ASK_NOT_TO_COURT
    outcomes = {**(BY_CRC if crc else BY_NPS), actions.NOT_BREACHED: last}
    refs = {each.ref for each in among}
    open_ = [each for each in unanswered(case, ref) if each.of in refs]
    initial = {"outcome": open_[0].outcome} if open_ and decides else {}
    form = BreachForm(
        [(each.ref, sentence(each)) for each in among],
        request.POST or None,
        outcomes=outcomes,
        initial=initial,
    )

    def asks() -> bool:
        return form.cleaned_data["outcome"] == actions.NOT_BREACHED and not decides

    def act() -> Any:
        given = form.cleaned_data
        do = actions.propose if asks() else actions.decide_breach
        return do(
            contact_of(person, ref),
            by=request.user,
            of=named(person, form.sentence),
            outcome=given["outcome"],
            because=given["because"],
            token=given["token"],
        )

    names = {each.ref: each.name for each in case.directory.staff}
    asked = [
        _("%(name)s asks not to breach: %(why)s (%(day)s)")
        % {
            "name": names.get(each.by or "", _("The officer")),
            "why": each.because,
            "day": day(each.proposed_on),
        }
        for each in open_
    ]

    pending = [
        _("%(name)s: taken up on %(day)s, and not dealt with yet.")
        % {"name": sentence(each), "day": day(taken.decided_on)}
        for each in among
        if (taken := pending_on(clock.today(), of_sentence(case.enforcement.breaches, each.ref)))
    ]
    return answer(
        request,
        person,
        form,
        act,
        said=lambda: _("Put to the manager") if asks() else _("Decision recorded"),
        then=lambda _made: to_enforcement(person),
        heading=_("Decide whether to take it to court") if supervised else _("Decide on breach"),
        about=_("Failure on %(day)s; %(names)s")
        % {"day": day(failure.on), "names": ", ".join(sentence(each) for each in among)},
        notes=[*asked, *pending, *_due(case, among, held_by_crc)],
        grounds=grounds_beside(case, failure),
        counts=_counts(case, every, among),
        button=_("Save the decision"),
        back=ref,
    )


def _counts(
    case: CaseFile, every: list[Entry], among: list[Spell]
) -> list[tuple[str, str, str, int, str]]:
    """How each sentence was complied with so far: reference, answer, words, number, causes."""
    held, today = spells(case), clock.today()
    found = []
    for spell in among:
        counted = complied(spell, held, every, today)
        found += [
            (
                spell.ref,
                str(answer),
                str(ANSWERS[answer]),
                counted.number(answer),
                "; ".join(f"{said}: {times}" for said, times in causes_said(counted, answer)),
            )
            for answer in (Answer.ATTENDED, Answer.ACCEPTABLE, Answer.UNACCEPTABLE, Answer.SERVICE)
        ]
    return found


def _due(case: CaseFile, among: list[Spell], crc: Callable[[date], bool]) -> list[str]:
    """By when it is to be decided, and on what; of supervision, what the court may do."""
    said, every, today = [], spells(case), clock.today()
    for spell in among:
        if spell.ended_before(today):
            said.append(ended(spell))
            continue
        if spell.kind is SpellKind.SUPERVISION:
            said.append(
                _(
                    "%(name)s: no warning is needed and no count is kept. The magistrates’ court "
                    "of the area where the person lives may commit to custody for up to 14 days, "
                    "fine, or make a supervision default order. Nobody is recalled."
                )
                % {"name": sentence(spell)}
            )
            continue
        wrong = [
            each
            for each in failures(case.contacts)
            if each.answer is Answer.UNACCEPTABLE
            and counts_for(each.contact, each.on, spell, every)
        ]
        if (wanted := open_on(case, wrong, spell, today).to_breach) is not None:
            by = breach_by(wanted.opened_on, crc=crc(wanted.opened_on))
            words = _("%(name)s: to be decided by %(by)s.")
            said += [words % {"name": sentence(spell), "by": day(by)}] if by else []
        warnings = of_order(case.enforcement.warnings, spell.ref)
        live = [each for each in warnings if is_live(each, today)]
        none = _(
            "%(name)s: no warning is live. The law asks for a warning, or for breach at once where "
            "the failure is serious."
        )
        warned = _("%(name)s: warned on %(on)s, live until %(until)s.")
        if not live:
            said.append(none % {"name": sentence(spell)})
        said.extend(
            warned
            % {
                "name": sentence(spell),
                "on": day(each.sent_on),
                "until": day(live_until(each)),
            }
            for each in live
        )
    return said


@case_page(Permission.CORRECT)
def result_in_error(request: SignedIn, person: Person, ref: str) -> HttpResponse:
    """Take back how a breach was dealt with."""
    if before := sent_before(request, person):
        return before
    row = found(BreachDecision, person, ref)
    form = InErrorForm(request.POST or None, version=row.version)
    return answer(
        request,
        person,
        form,
        lambda: actions.not_dealt_with(
            row,
            by=request.user,
            because=form.cleaned_data["because"],
            version=form.cleaned_data["version"] or 0,
            token=form.cleaned_data["token"],
        ),
        said=_("Marked as recorded in error"),
        then=lambda _made: to_enforcement(person),
        heading=_("Take back how the breach was dealt with"),
        about=f"{BREACH_OUTCOMES[row.outcome]}, {day(row.decided_on)}",
        notes=[_("It stays in the record with your reason. The breach is then pending again.")],
        button=_("Mark as recorded in error"),
        warn=True,
    )


@case_page(Permission.ENFORCE)
def dealt_with(request: SignedIn, person: Person, ref: str) -> HttpResponse:
    """Record how a breach was dealt with."""
    if before := sent_before(request, person):
        return before
    row = found(BreachDecision, person, ref)
    form = DealtWithForm(request.POST or None, version=row.version, initial={"on": clock.today()})

    def act() -> Any:
        given = form.cleaned_data
        return actions.deal_with(
            row,
            by=request.user,
            on=given["on"],
            result=given["result"],
            because=given["because"],
            version=given["version"] or 0,
            token=given["token"],
        )

    return answer(
        request,
        person,
        form,
        act,
        said=_("Recorded how it was dealt with"),
        then=lambda _made: to_enforcement(person),
        heading=_("How was the breach dealt with?"),
        about=f"{BREACH_OUTCOMES[row.outcome]}, {day(row.decided_on)}",
        notes=[
            _(
                "From that day on nothing is pending: a failure decided on it or later can call "
                "for breach anew. A warning that is live stays so."
            )
        ],
    )
