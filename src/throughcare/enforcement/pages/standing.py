"""How one sentence stands in enforcement, as a page shows it: numbers, open matters, decisions."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from throughcare.access.permissions import Permission
from throughcare.contacts.showing import CAUSES, SERVICE_CAUSES, said_when
from throughcare.design.wording import day
from throughcare.enforcement.queries import Entry
from throughcare.enforcement.rules.breach import REFERRALS, of_sentence
from throughcare.enforcement.rules.compliance import Compliance
from throughcare.enforcement.rules.failures import Answer, Failure
from throughcare.enforcement.rules.proposals import waiting
from throughcare.enforcement.rules.still_open import WARNED, Open, open_on, to_look_at
from throughcare.enforcement.rules.warnings import is_live, live_until
from throughcare.enforcement.showing import (
    ANSWERS,
    BREACH_OUTCOMES,
    COURT_RESULTS,
    LICENCE_OUTCOMES,
    PROPOSALS,
    REVIEW_OUTCOMES,
    WARNINGS,
    sentence,
)
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.contacts import Cause
from throughcare.sentences.rules.spells import Spell, SpellKind

COLOURS = {
    Answer.ATTENDED: "#00703c",
    Answer.ACCEPTABLE: "#5694ca",
    Answer.UNACCEPTABLE: "#d4351c",
    Answer.UNDECIDED: "#ffdd00",
    Answer.SERVICE: "#6f777b",
    Answer.NOT_RECORDED: "#f47738",
}
WIDE = 600
MOST_OPEN = 10


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
    because: str = ""
    by: str = ""
    state: str = ""
    colour: str = "grey"
    failure: str = ""
    """The failure it is about, where one is named."""
    letter: bool = False
    dealt_with: bool = False
    undo: str = ""
    """What taking it back is called."""


class ToDo(NamedTuple):
    """Something that is open: what, and the pages on which it is done."""

    said: str
    doing: list[tuple[str, str]]
    """The words and the address."""


class Whole(NamedTuple):
    """One sentence."""

    ref: str
    name: str
    live: bool
    last: date | None
    offered: int
    numbers: list[Number]
    not_counted: str
    to_do: list[ToDo]
    decided: list[Decided]
    accepted: int


def whole(
    case: CaseFile,
    counted: Compliance[Entry],
    failed: Sequence[Failure],
    today: date,
    *,
    may: set[Permission],
    public_id: str,
) -> Whole:
    """Return a sentence as its page shows it; ``failed`` are the failures counted for it.

    ``may`` is what the user may do: what is open is said to everybody, the way to it to them alone.
    """
    spell = counted.spell
    live = spell.lives_on(today)
    names = {each.ref: each.name for each in case.directory.staff}
    decided = [
        *_warnings(case, spell, today, names),
        *_proposals(case, spell, names),
        *_breaches(case, spell, names),
        *_on_licence(case, spell, names),
        *_reviews(case, spell, names),
    ]
    return Whole(
        ref=spell.ref,
        name=sentence(spell),
        live=live,
        last=spell.last,
        offered=counted.offered,
        numbers=list(_numbers(counted)),
        not_counted=_not_counted(counted),
        to_do=list(_to_do(case, counted, failed, today, may, public_id)) if live else [],
        decided=sorted(decided, key=lambda each: each.on, reverse=True),
        accepted=counted.number(Answer.ACCEPTABLE),
    )


def _not_counted(counted: Compliance[Entry]) -> str:
    """What of the sentence is not among the numbers."""
    left = []
    if counted.to_come:
        left.append(
            ngettext("%(num)d still to come", "%(num)d still to come", counted.to_come)
            % {"num": counted.to_come}
        )
    if counted.cancelled:
        left.append(
            ngettext("%(num)d cancelled", "%(num)d cancelled", counted.cancelled)
            % {"num": counted.cancelled}
        )
    return "; ".join((*left, _("notes and what was recorded in error")))


def _numbers(counted: Compliance[Entry]) -> Iterator[Number]:
    x = 0.0
    for answer in Answer:
        number = counted.number(answer)
        width = round(WIDE * number / counted.offered, 1) if counted.offered else 0.0
        causes, said = causes_said(counted, answer), str(ANSWERS[answer])
        yield Number(answer, said, number, causes, COLOURS[answer], round(x, 1), width)
        x += width


def causes_said(counted: Compliance[Entry], answer: Answer) -> list[tuple[str, int]]:
    """The causes of what came to one thing, each with how often; of what has a cause."""
    if answer in (Answer.ATTENDED, Answer.NOT_RECORDED, Answer.UNDECIDED):
        return []
    words: dict[str, Any] = {
        **CAUSES,
        **SERVICE_CAUSES,
        Cause.SERVICE: _("A failure, decided so"),
    }
    return [
        (str(words.get(cause, _("Not said"))), times) for cause, times in counted.causes(answer)
    ]


def _to_do(
    case: CaseFile,
    counted: Compliance[Entry],
    failed: Sequence[Failure],
    today: date,
    may: set[Permission],
    public_id: str,
) -> Iterator[ToDo]:
    """What is open, each with the way to it for whoever may."""
    spell = counted.spell
    wrong = [each for each in failed if each.answer is Answer.UNACCEPTABLE]
    when = {each.ref: said_when(each.on, each.contact.stands_at) for each in wrong}
    found = open_on(case, wrong, spell, today)

    def way(said: str, page: str, ref: str, needed: Permission) -> list[tuple[str, str]]:
        if needed not in may:
            return []
        address = reverse(page, kwargs={"case": public_id, "ref": ref})
        about = f"?for={ref}/{spell.ref}" if page in _OF_ONE else ""
        return [(said, f"{address}{about}")]

    for entry in counted.by_answer[Answer.NOT_RECORDED][:MOST_OPEN]:
        said = _("Outcome not recorded: %(when)s") % {"when": said_when(entry.on, entry.at)}
        yield ToDo(said, way(_("Record it"), "outcome", entry.ref, Permission.RECORD_OUTCOME))
    for entry in counted.by_answer[Answer.UNDECIDED][:MOST_OPEN]:
        said = _("Absence not decided: %(when)s") % {"when": said_when(entry.on, entry.at)}
        yield ToDo(said, way(_("Decide"), "decision", entry.ref, Permission.DECIDE_ABSENCE))
    for failure in found.to_warn[:MOST_OPEN]:
        doing = way(_("Write the warning"), "warn", failure.ref, Permission.ENFORCE)
        doing += way(_("Breach at once"), "decide-breach", failure.ref, Permission.ENFORCE)
        yield ToDo(_("No warning sent: %(when)s") % {"when": when[failure.ref]}, doing)
    yield from _about_breach(found, way)
    proposes = _("Decide") if Permission.DECIDE_ENFORCEMENT in may else _("Propose what follows")
    for failure in list(reversed(found.to_take_further))[:MOST_OPEN]:
        said = _("Nothing followed yet: failure of %(when)s") % {"when": when[failure.ref]}
        if spell.kind is SpellKind.LICENCE:
            yield ToDo(said, way(proposes, "decide-licence", failure.ref, Permission.ENFORCE))
        else:
            words = _("Decide whether to take it to court")
            yield ToDo(said, way(words, "decide-breach", failure.ref, Permission.ENFORCE))
    yield from _with_the_manager(found, spell, way)
    breaks = sorted(
        (each.on, str(each.at or ""), each.ref) for each in counted.by_answer[Answer.ATTENDED]
    )
    if wanted := to_look_at(case, failed, breaks, spell):
        said = _("Acceptable absences mount up; to be decided since %(day)s") % {"day": day(wanted)}
        words = _("Look at them together")
        yield ToDo(said, way(words, "review-absences", spell.ref, Permission.ENFORCE))


_OF_ONE = ("warn", "decide-breach", "decide-licence")
"""Pages that are about a failure and one sentence."""


def _about_breach(found: Open, way: Any) -> Iterator[ToDo]:
    if found.to_breach is not None:
        said = _("Breach to be decided since %(day)s, for a failure under a live warning") % {
            "day": day(found.to_breach.opened_on)
        }
        if joined := len(found.to_breach.joined):
            more = ngettext("%(num)d more has joined it", "%(num)d more have joined it", joined)
            said = f"{said}; {more % {'num': joined}}"
        ref = found.to_breach.failure.ref
        yield ToDo(said, way(_("Decide on breach"), "decide-breach", ref, Permission.ENFORCE))
    if (pending := found.pending) is not None:
        said = _("%(what)s on %(day)s, and not dealt with yet") % {
            "what": BREACH_OUTCOMES[pending.outcome],
            "day": day(pending.decided_on),
        }
        words = _("Say how it was dealt with")
        yield ToDo(said, way(words, "breach-dealt-with", pending.ref, Permission.ENFORCE))


def _with_the_manager(found: Open, spell: Spell, way: Any) -> Iterator[ToDo]:
    page = "decide-licence" if spell.kind is SpellKind.LICENCE else "decide-breach"
    for each in found.proposed:
        said = _("With the manager since %(day)s: %(what)s") % {
            "day": day(each.proposed_on),
            "what": PROPOSALS[each.outcome],
        }
        doing = []
        if each.failure:
            doing += way(_("Decide"), page, each.failure, Permission.DECIDE_ENFORCEMENT)
        doing += way(_("Take it back"), "decided-in-error", each.ref, Permission.CORRECT)
        yield ToDo(said, doing)
    for decision in found.to_write:
        said = _("%(what)s decided on %(day)s, and no letter sent") % {
            "what": LICENCE_OUTCOMES[decision.outcome][0],
            "day": day(decision.decided_on),
        }
        failure = decision.failure or ""
        yield ToDo(said, way(_("Write the warning"), "warn", failure, Permission.ENFORCE))


def _warnings(
    case: CaseFile, spell: Spell, today: date, names: dict[str, str]
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


def _proposals(case: CaseFile, spell: Spell, names: dict[str, str]) -> Iterator[Decided]:
    waiting_now = {each.ref for each in waiting(case.enforcement)}
    for each in case.enforcement.proposals:
        if each.of == spell.ref:
            waits = each.ref in waiting_now
            yield Decided(
                each.ref,
                _("Proposed: %(what)s") % {"what": PROPOSALS[each.outcome]},
                each.proposed_on,
                each.because,
                names.get(each.by or "", ""),
                _("With the manager") if waits else _("Answered"),
                "yellow" if waits else "grey",
                each.failure or "",
                undo=_("Take it back") if waits else "",
            )


def _breaches(case: CaseFile, spell: Spell, names: dict[str, str]) -> Iterator[Decided]:
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


def _on_licence(case: CaseFile, spell: Spell, names: dict[str, str]) -> Iterator[Decided]:
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


def _reviews(case: CaseFile, spell: Spell, names: dict[str, str]) -> Iterator[Decided]:
    for each in case.enforcement.absence_reviews:
        if each.of == spell.ref:
            yield Decided(
                each.ref,
                _("Absences looked at: %(what)s") % {"what": REVIEW_OUTCOMES[each.outcome][0]},
                each.date,
                each.because,
                names.get(each.by or "", ""),
                _("By the manager") if each.by_manager else "",
                undo=_("In error"),
            )
