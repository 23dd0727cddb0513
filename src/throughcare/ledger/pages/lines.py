"""What is owed, in the form in which lists show it: what, by when, why, and where to do it."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple
from urllib.parse import urlencode

from django.urls import NoReverseMatch
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from throughcare.access.permissions import Permission
from throughcare.design.addresses import address
from throughcare.kernel.casefile.assessment import Level
from throughcare.kernel.duty import Duty, State
from throughcare.ledger import wording
from throughcare.ledger.rules.ranking import Booking, CaseLine, Group, Owed
from throughcare.oversight.rules.excusing import may_be_excused
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
    excuse: str = ""
    """Where a manager excuses it; empty where nobody may be excused."""
    booked_for: date | None = None
    """The day of the appointment by which it is provided for."""


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
    first, *rest = (_(each) for each in dict.fromkeys(wording.to_do(o.duty) for o in group.duties))
    title = "; ".join([first, *(each[:1].lower() + each[1:] for each in rest)])
    return Item(
        title=title,
        because=why(group),
        due_on=worst.duty.due_on,
        late=late(worst, today),
        state=_("Booked") if worst.provided_for else _(wording.STATES[worst.state]),
        colour="blue" if worst.provided_for else STATE_COLOURS.get(worst.state, ""),
        doing=_where(group, person.public_id),
        excuse=excusing("excuse", worst.duty, person.public_id),
        booked_for=worst.booking.on if worst.booking and worst.provided_for else None,
    )


def _where(group: Group, case: str) -> Doing | None:
    """Where the whole group is done, else its worst duty; what is booked, at the appointment."""
    booking = group.worst.booking
    if booking and group.worst.provided_for:
        return at_the_appointment(booking, case)
    return _for_all(group, case) or doing(group.worst.duty, case)


def at_the_appointment(booking: Booking, case: str) -> Doing:
    """Return where what is provided for is done: at the appointment that is booked."""
    href = address("contact", case=case, ref=booking.ref)
    return Doing(_("Open the appointment"), href, Permission.SEE_CASE)


def _for_all(group: Group, case: str) -> Doing | None:
    """Where several changes are taken up at once: a review."""
    changes = [each for each in group.duties if each.duty.code == "decide-on-change"]
    if len(changes) < 2 or group.worst not in changes:
        return None
    return Doing(_("Begin a review"), address("review-begin", case=case), Permission.ASSESS)


def why(group: Group) -> str:
    """Say why the worst duty is owed, and each other of its kind: every change to review."""
    same = [owed.duty for owed in group.duties if owed.duty.code == group.worst.duty.code]
    return " ".join(dict.fromkeys(wording.because(duty.because) for duty in same))


def late(owed: Owed, today: date) -> str:
    """Say how late a duty is; empty while there is time."""
    days = owed.days_late(today)
    if owed.state is not State.OVERDUE or days < 1:
        return ""
    return ngettext("%(num)d day late", "%(num)d days late", days) % {"num": days}


def excusing(page: str, duty: Duty, case: str) -> str:
    """Return where a duty is excused, or asked to be; empty where nobody may be excused."""
    if not may_be_excused(duty.code, duty.because.parameters):
        return ""
    return f"{address(page, case=case)}?{urlencode({'duty': name_of(duty)})}"


def name_of(duty: Duty) -> str:
    """What a duty is called in an address."""
    return BETWEEN.join((duty.code, duty.subject, duty.opening))


BETWEEN = "~"


def doing(duty: Duty, case: str) -> Doing | None:
    """Return where a duty is done; None where no page does it."""
    found = _DOING.get(duty.code)
    if found is None:
        return None
    text, name, permission, ref = found(duty)
    try:
        href = address(name, case=case, **({"ref": ref} if ref else {}))
    except NoReverseMatch:  # pragma: no cover  an installation without that area's pages
        return None
    if duty.code in _FOR:
        href = f"{href}?{urlencode({_FOR[duty.code]: duty.subject})}"
    return Doing(text, href, permission)


_FOR: Mapping[str, str] = {
    "start-requirement": "for",
    "send-warning": "for",
    "decide-breach": "for",
    "objective-for-need": "need",
    "action-for-risk": "risk",
    "contingency": "risk",
}
"""By which word a page is told what it is for, so that the right thing is chosen there."""

_Where = tuple[str, str, Permission, str]


def _book(duty: Duty) -> _Where:
    return _("Book an appointment"), "book", Permission.BOOK, ""


def _begin(duty: Duty) -> _Where:
    return _("Book the first session"), "book", Permission.BOOK, ""


def _outcome(duty: Duty) -> _Where:
    if duty.because.message == "reason-not-asked":
        return _("Ask for the reason"), "reason", Permission.RECORD_OUTCOME, duty.subject
    return _("Record the outcome"), "outcome", Permission.RECORD_OUTCOME, duty.subject


def _assign(duty: Duty) -> _Where:
    return _("Assign an officer"), "assign-officer", Permission.ASSIGN_OFFICER, ""


def _grade(duty: Duty) -> _Where:
    return _("Decide"), "accept-grade", Permission.ASSIGN_OFFICER, ""


def _carry_out(duty: Duty) -> _Where:
    return _("Say what was done"), "carry-out", Permission.CARRY_OUT, duty.subject


def _decide(duty: Duty) -> _Where:
    return _("Decide"), "decision", Permission.DECIDE_ABSENCE, duty.opening


def _warn(duty: Duty) -> _Where:
    return _("Write the warning"), "warn", Permission.ENFORCE, duty.opening


def _breach(duty: Duty) -> _Where:
    return _("Decide"), "decide-breach", Permission.ENFORCE, duty.opening


def _absences(permission: Permission) -> Callable[[Duty], _Where]:
    return lambda duty: (_("Decide"), "review-absences", permission, duty.subject)


def _complete(duty: Duty) -> _Where:
    return _("Say what was done"), "account", Permission.RECORD_OUTCOME, duty.subject


def _refer(duty: Duty) -> _Where:
    return _("Refer"), "refer", Permission.REFER, duty.subject


def _ask(slug: str, text: Callable[[], str]) -> Callable[[Duty], _Where]:
    return lambda _duty: (text(), "ask-about", Permission.INFORM, slug)


def _enquiry(page: str, text: Callable[[], str], permission: Permission) -> Callable[..., _Where]:
    return lambda duty: (text(), page, permission, duty.subject)


def _child_status(duty: Duty) -> _Where:
    return _("Record the status"), "child-status", Permission.INFORM, ""


def _relationship(duty: Duty) -> _Where:
    return _("Decide"), "decide-relationship", Permission.INFORM, duty.subject


def _change(duty: Duty) -> _Where:
    return _("Decide"), "change", Permission.SEE_INFORMATION, duty.subject


def _assess(duty: Duty) -> _Where:
    return _("Begin the assessment"), "begin-assessment", Permission.ASSESS, ""


def _look_again(duty: Duty) -> _Where:
    return _("Begin a new assessment"), "begin-assessment", Permission.ASSESS, ""


def _plan(text: Callable[[], str]) -> Callable[[Duty], _Where]:
    return lambda _duty: (text(), "plan-draft", Permission.ASSESS, "")


def _of_plan(page: str, text: Callable[[], str]) -> Callable[[Duty], _Where]:
    return lambda duty: (text(), page, Permission.ASSESS, duty.subject)


def _at_court(text: Callable[[], str]) -> Callable[[Duty], _Where]:
    return lambda duty: (text(), "court-sentence", Permission.SEE_ASSESSMENT, duty.subject)


def _review(duty: Duty) -> _Where:
    return _("Review"), "review-begin", Permission.ASSESS, ""


_DOING: Mapping[str, Callable[[Duty], _Where]] = {
    "complete-cas": _at_court(lambda: _("Complete it")),
    "allocate-case": _at_court(lambda: _("Allocate it")),
    "assign-officer": _assign,
    "officer-in-post": _assign,
    "assign-right-grade": _grade,
    "carry-out-decision": _carry_out,
    "arrange-first-appointment": _book,
    "hold-first-appointment": _book,
    "see-the-person": _book,
    "record-outcome": _outcome,
    "decide-absence": _decide,
    "send-warning": _warn,
    "decide-breach": _breach,
    "review-acceptable-absences": _absences(Permission.ENFORCE),
    "manager-review-absences": _absences(Permission.DECIDE_ENFORCEMENT),
    "complete-contact": _complete,
    "refer-requirement": _refer,
    "start-requirement": _begin,
    "initial-assessment": _assess,
    "analyse-harm": _look_again,
    "complete-assessment": _look_again,
    "review-assessment": _review,
    "review-after-change": _review,
    "initial-plan": _plan(lambda: _("Make a plan")),
    "objective-for-need": _plan(lambda: _("Add an objective")),
    "action-for-risk": _plan(lambda: _("Add an action")),
    "contingency": _plan(lambda: _("Say what happens if it rises")),
    "agree-plan": _of_plan("plan-agreement", lambda: _("Record what they say")),
    "set-contact-level": _of_plan("plan-contact-reason", lambda: _("Give the reason")),
    "make-objective-concrete": _of_plan("plan-add-action", lambda: _("Add an action")),
    "send-da-enquiry": _ask("domestic-abuse", lambda: _("Make the enquiry")),
    "send-safeguarding-enquiry": _ask("safeguarding", lambda: _("Make the enquiry")),
    "chase-enquiry": _enquiry("chase-enquiry", lambda: _("Chase it"), Permission.INFORM),
    "escalate-enquiry": _enquiry(
        "escalate-enquiry", lambda: _("Escalate it"), Permission.COUNTERSIGN
    ),
    "read-reply": _enquiry("read-reply", lambda: _("Read it"), Permission.INFORM),
    "act-on-reply": _enquiry("act-on-reply", lambda: _("Act on it"), Permission.INFORM),
    "establish-child-status": _child_status,
    "decide-on-child-or-partner": _relationship,
    "decide-on-change": _change,
}
