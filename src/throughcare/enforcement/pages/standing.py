"""How one sentence stands in enforcement, as a page shows it: numbers, open matters, decisions."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from throughcare.access.permissions import Permission
from throughcare.contacts.showing import CAUSES, SERVICE_CAUSES, said_when
from throughcare.design.wording import day
from throughcare.enforcement.pages.decided import Decided, decided_on
from throughcare.enforcement.queries import Entry
from throughcare.enforcement.rules.compliance import Compliance
from throughcare.enforcement.rules.failures import Answer, Failure
from throughcare.enforcement.rules.limits import breach_by, decide_by, outcome_by, warn_by
from throughcare.enforcement.rules.still_open import (
    Open,
    open_on,
    to_look_at,
    with_a_manager,
)
from throughcare.enforcement.showing import (
    ANSWERS,
    BREACH_OUTCOMES,
    LICENCE_OUTCOMES,
    PROPOSALS,
    sentence,
)
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.contacts import Cause
from throughcare.kernel.casefile.enforcement import Enforcement
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


class ToDo(NamedTuple):
    """Something that is open: what, and the pages on which it is done."""

    said: str
    doing: list[tuple[str, str]]
    """The words and the address."""
    by: date | None = None
    """The last day in time, where there is one."""
    late: bool = False
    """Whether that day has gone by."""


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
    taken_back: Enforcement,
    crc: Callable[[date], bool],
    may: set[Permission],
    public_id: str,
) -> Whole:
    """Return a sentence as its page shows it; ``failed`` are the failures counted for it.

    ``may`` is what the user may do: what is open is said to everybody, the way to it to them alone.
    ``taken_back`` is what of enforcement was recorded in error; ``crc`` says whether a CRC held the
    case on a day, by which breach has its last day.
    """
    spell = counted.spell
    live = spell.lives_on(today)
    to_do = list(_to_do(case, counted, failed, today, crc, may, public_id)) if live else []
    return Whole(
        ref=spell.ref,
        name=sentence(spell),
        live=live,
        last=spell.last,
        offered=counted.offered,
        numbers=list(_numbers(counted)),
        not_counted=_not_counted(counted),
        to_do=[each._replace(late=bool(each.by and each.by < today)) for each in to_do],
        decided=decided_on(case, spell, today, taken_back),
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
    crc: Callable[[date], bool],
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
        doing = way(_("Record it"), "outcome", entry.ref, Permission.RECORD_OUTCOME)
        yield ToDo(said, doing, outcome_by(entry.on))
    for entry in counted.by_answer[Answer.UNDECIDED][:MOST_OPEN]:
        said = _("Absence not decided: %(when)s") % {"when": said_when(entry.on, entry.at)}
        doing = way(_("Decide"), "decision", entry.ref, Permission.DECIDE_ABSENCE)
        yield ToDo(said, doing, decide_by(entry.on))
    for failure in found.to_warn[:MOST_OPEN]:
        doing = way(_("Write the warning"), "warn", failure.ref, Permission.ENFORCE)
        doing += way(_("Breach at once"), "decide-breach", failure.ref, Permission.ENFORCE)
        said = _("No warning sent: %(when)s") % {"when": when[failure.ref]}
        yield ToDo(said, doing, warn_by(failure.decided_on))
    yield from _about_breach(found, crc, way)
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
        since, by = wanted
        said = _("Acceptable absences mount up; to be decided since %(day)s") % {"day": day(since)}
        words = _("Look at them together")
        yield ToDo(said, way(words, "review-absences", spell.ref, Permission.ENFORCE), by)
    if put := with_a_manager(case, spell):
        said = _("Acceptable absences with the manager since %(day)s") % {"day": day(put.date)}
        doing = way(_("Decide"), "review-absences", spell.ref, Permission.DECIDE_ENFORCEMENT)
        doing += way(_("Take it back"), "decided-in-error", put.ref, Permission.CORRECT)
        yield ToDo(said, doing)


_OF_ONE = ("warn", "decide-breach", "decide-licence")
"""Pages that are about a failure and one sentence."""


def _about_breach(found: Open, crc: Callable[[date], bool], way: Any) -> Iterator[ToDo]:
    if found.to_breach is not None:
        said = _("Breach to be decided since %(day)s, for a failure under a live warning") % {
            "day": day(found.to_breach.opened_on)
        }
        if joined := len(found.to_breach.joined):
            more = ngettext("%(num)d more has joined it", "%(num)d more have joined it", joined)
            said = f"{said}; {more % {'num': joined}}"
        ref, opened = found.to_breach.failure.ref, found.to_breach.opened_on
        doing = way(_("Decide on breach"), "decide-breach", ref, Permission.ENFORCE)
        yield ToDo(said, doing, breach_by(opened, crc=crc(opened)))
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
