"""What is owed, in the form in which lists show it: what, by when, why, and where to do it."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from throughcare.access.permissions import Permission
from throughcare.kernel.casefile.assessment import Level
from throughcare.kernel.duty import Duty, State
from throughcare.ledger import wording
from throughcare.ledger.rules.ranking import CaseLine, Group, Owed
from throughcare.people.queries import Who

STATE_COLOURS: Mapping[State, str] = {
    State.OVERDUE: "red",
    State.DUE_SOON: "yellow",
    State.EXCUSED: "grey",
    State.MISSED: "red",
    State.MET_LATE: "yellow",
    State.MET: "green",
}

HARM_COLOURS: Mapping[Level, str] = {
    Level.VERY_HIGH: "red",
    Level.HIGH: "orange",
    Level.MEDIUM: "yellow",
    Level.LOW: "green",
}

HARM: Mapping[Level, str | Promise] = {
    Level.VERY_HIGH: gettext_lazy("Very high"),
    Level.HIGH: gettext_lazy("High"),
    Level.MEDIUM: gettext_lazy("Medium"),
    Level.LOW: gettext_lazy("Low"),
}


class Doing(NamedTuple):
    """Where a duty is done, and who may."""

    text: str
    href: str
    permission: Permission


class Item(NamedTuple):
    """One duty, or a group of duties of one piece of work, on a list."""

    title: str
    because: str
    due_on: date | None
    late: str
    state: str
    colour: str
    doing: Doing | None


class Line(NamedTuple):
    """One case on a list."""

    who: Who
    harm: str
    harm_colour: str
    worst: Item
    more: list[Item]


def line(case: CaseLine, person: Who, today: date) -> Line:
    """Return a case with its worst piece of work and the others."""
    first, *others = (item(group, person, today) for group in case.groups)
    harm = str(HARM[case.harm]) if case.harm else ""
    colour = HARM_COLOURS[case.harm] if case.harm else ""
    return Line(person, harm, colour, first, others)


def item(group: Group, person: Who, today: date) -> Item:
    """Return a piece of work headed by its worst duty, with all that is to be done for it."""
    worst = group.worst
    codes = list(dict.fromkeys(owed.duty.code for owed in group.duties))
    first, *rest = (_(wording.name(code)) for code in codes)
    title = "; ".join([first, *(each[:1].lower() + each[1:] for each in rest)])
    return Item(
        title=title,
        because=wording.because(worst.duty.because),
        due_on=worst.duty.due_on,
        late=late(worst, today),
        state=_(wording.STATES[worst.state]),
        colour=STATE_COLOURS.get(worst.state, ""),
        doing=doing(worst.duty, person.public_id),
    )


def late(owed: Owed, today: date) -> str:
    """Say how late a duty is; empty while there is time."""
    days = owed.days_late(today)
    if owed.state is not State.OVERDUE or days < 1:
        return ""
    return ngettext("%(num)d day late", "%(num)d days late", days) % {"num": days}


def doing(duty: Duty, case: str) -> Doing | None:
    """Return where a duty is done; None where no page does it."""
    found = _DOING.get(duty.code)
    if found is None:
        return None
    text, name, permission, ref = found(duty)
    try:
        href = reverse(name, kwargs={"case": case} | ({"ref": ref} if ref else {}))
    except NoReverseMatch:  # pragma: no cover  an installation without that area's pages
        return None
    return Doing(text, href, permission)


_Where = tuple[str, str, Permission, str]


def _book(duty: Duty) -> _Where:
    return _("Book an appointment"), "book", Permission.BOOK, ""


def _outcome(duty: Duty) -> _Where:
    if duty.because.message == "reason-not-asked":
        return _("Ask for the reason"), "reason", Permission.RECORD_OUTCOME, duty.subject
    return _("Record the outcome"), "outcome", Permission.RECORD_OUTCOME, duty.subject


def _assign(duty: Duty) -> _Where:
    return _("Assign an officer"), "assign-officer", Permission.ASSIGN_OFFICER, ""


def _decide(duty: Duty) -> _Where:
    return _("Decide"), "decision", Permission.DECIDE_ABSENCE, duty.opening


def _complete(duty: Duty) -> _Where:
    return _("Say what was done"), "account", Permission.RECORD_OUTCOME, duty.subject


def _refer(duty: Duty) -> _Where:
    return _("Refer"), "refer", Permission.REFER, duty.subject


_DOING: Mapping[str, Callable[[Duty], _Where]] = {
    "assign-officer": _assign,
    "officer-in-post": _assign,
    "arrange-first-appointment": _book,
    "hold-first-appointment": _book,
    "see-the-person": _book,
    "record-outcome": _outcome,
    "decide-absence": _decide,
    "complete-contact": _complete,
    "refer-requirement": _refer,
    "start-requirement": _book,
}
