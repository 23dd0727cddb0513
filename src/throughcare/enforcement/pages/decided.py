"""The warnings and decisions on one sentence, as the page of enforcement lists them."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

import msgspec
from django.utils.translation import gettext as _

from throughcare.contacts.showing import said_when
from throughcare.design.wording import day
from throughcare.enforcement.rules.breach import REFERRALS, of_sentence
from throughcare.enforcement.rules.failures import failures
from throughcare.enforcement.rules.proposals import unanswered
from throughcare.enforcement.rules.still_open import WARNED, with_a_manager
from throughcare.enforcement.rules.warnings import is_live, live_until
from throughcare.enforcement.showing import (
    BREACH_OUTCOMES,
    COURT_RESULTS,
    LICENCE_OUTCOMES,
    PROPOSALS,
    REVIEW_OUTCOMES,
    WARNINGS,
)
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.enforcement import Enforcement
from throughcare.kernel.casefile.facts import Item
from throughcare.sentences.rules.spells import Spell


class Decided(NamedTuple):
    """A warning or a decision, as it is listed."""

    ref: str
    said: str
    on: date
    because: str = ""
    by: str = ""
    state: str = ""
    colour: str = "grey"
    failure: str = ""
    """The failure it is about, where one is named."""
    failed: str = ""
    """When that was."""
    letter: bool = False
    dealt_with: bool = False
    undo: str = ""
    """What taking it back is called."""


def decided_on(case: CaseFile, spell: Spell, today: date, taken_back: Enforcement) -> list[Decided]:
    """Return the warnings and decisions on a sentence, the newest first.

    What was recorded in error stands among them, with the reason for that: a letter that went out
    is not forgotten because it was withdrawn.
    """
    when = {
        each.ref: said_when(each.on, each.contact.stands_at) for each in failures(case.contacts)
    }
    why = {each.ref: each.in_error.because for each in _every(taken_back) if each.in_error}
    gone = msgspec.structs.replace(case, enforcement=taken_back)
    found = [
        *_listed(case, spell, today),
        *(
            each._replace(
                state=_("Withdrawn") if each.letter else _("Recorded in error"),
                colour="grey",
                because=why[each.ref],
                undo="",
            )
            for each in _listed(gone, spell, today)
            if each.ref in why
        ),
    ]
    told = [each._replace(failed=when.get(each.failure, "")) for each in found]
    return sorted(told, key=lambda each: each.on, reverse=True)


def _every(decided: Enforcement) -> Iterator[Item]:
    for name in decided.__struct_fields__:
        yield from getattr(decided, name)


def _listed(case: CaseFile, spell: Spell, today: date) -> Iterator[Decided]:
    names = {each.ref: each.name for each in case.directory.staff}
    yield from _warnings(case, spell, today, names)
    yield from _proposals(case, spell, today, names)
    yield from _breaches(case, spell, names)
    yield from _on_licence(case, spell, names)
    yield from _reviews(case, spell, today, names)


def _warnings(
    case: CaseFile, spell: Spell, today: date, names: Mapping[str, str]
) -> Iterator[Decided]:
    for each in case.enforcement.warnings:
        if each.of != spell.ref:
            continue
        until = live_until(each) if each.kind == "statutory" else None
        state, colour = "", "grey"
        if until and not spell.lives_on(today):
            state = _("Ended with the sentence")
        elif until and is_live(each, today):
            state, colour = _("Live until %(day)s") % {"day": day(until)}, "red"
        elif until:
            state = _("Was live until %(day)s") % {"day": day(until)}
        yield Decided(
            each.ref,
            str(WARNINGS[each.kind]),
            each.sent_on,
            by=names.get(each.by or "", ""),
            state=state,
            colour=colour,
            failure=each.failure or "",
            letter=True,
            undo=_("Withdraw"),
        )


def _proposals(
    case: CaseFile, spell: Spell, today: date, names: Mapping[str, str]
) -> Iterator[Decided]:
    open_ = {each.ref for each in unanswered(case)}
    for each in case.enforcement.proposals:
        if each.of == spell.ref:
            waits = each.ref in open_ and not spell.ended_before(today)
            state = _("With the manager") if waits else _("Answered")
            if each.ref in open_ and not waits:
                state = _("Not answered; ended with the sentence")
            yield Decided(
                each.ref,
                _("Proposed: %(what)s") % {"what": PROPOSALS[each.outcome]},
                each.proposed_on,
                each.because,
                names.get(each.by or "", ""),
                state,
                "yellow" if waits else "grey",
                each.failure or "",
                undo=_("Take it back") if waits else "",
            )


def _breaches(case: CaseFile, spell: Spell, names: Mapping[str, str]) -> Iterator[Decided]:
    for each in of_sentence(case.enforcement.breaches, spell.ref):
        state, colour, because = "", "grey", each.because
        if each.dealt_with is not None:
            state = _("%(result)s, %(day)s") % {
                "result": COURT_RESULTS[each.dealt_with.result],
                "day": day(each.dealt_with.date),
            }
            because = "\n".join(filter(None, (each.because, each.dealt_with.because)))
        elif each.outcome in REFERRALS:
            state, colour = _("Not dealt with yet"), "orange"
        yield Decided(
            each.ref,
            str(BREACH_OUTCOMES[each.outcome]),
            each.decided_on,
            because,
            names.get(each.by or "", ""),
            state,
            colour,
            each.failure or "",
            dealt_with=each.dealt_with is not None,
            undo=_("Take the result back") if each.dealt_with else _("In error"),
        )


def _on_licence(case: CaseFile, spell: Spell, names: Mapping[str, str]) -> Iterator[Decided]:
    sent = {(each.failure, each.kind) for each in case.enforcement.warnings if each.of == spell.ref}
    for each in case.enforcement.licence_decisions:
        if each.of != spell.ref:
            continue
        unsent = (
            each.outcome in WARNED
            and each.failure is not None
            and (each.failure, WARNED[each.outcome]) not in sent
        )
        yield Decided(
            each.ref,
            _("Decided: %(what)s") % {"what": LICENCE_OUTCOMES[each.outcome][0]},
            each.decided_on,
            each.because,
            names.get(each.by or "", ""),
            _("No letter sent") if unsent else "",
            "orange",
            each.failure or "",
            undo=_("In error"),
        )


def _reviews(
    case: CaseFile, spell: Spell, today: date, names: Mapping[str, str]
) -> Iterator[Decided]:
    put = with_a_manager(case, spell) if not spell.ended_before(today) else None
    for each in case.enforcement.absence_reviews:
        if each.of == spell.ref:
            waits = put is not None and put.ref == each.ref
            by_manager = _("By the manager") if each.by_manager else ""
            yield Decided(
                each.ref,
                _("Absences looked at: %(what)s") % {"what": REVIEW_OUTCOMES[each.outcome][0]},
                each.date,
                each.because,
                names.get(each.by or "", ""),
                _("With the manager") if waits else by_manager,
                "yellow" if waits else "grey",
                undo=_("In error"),
            )
