"""The words of the ledger: what a duty is called, and why it is owed.

Rows hold the name of a message and typed parameters, so that a change of words, or
Welsh, rebuilds nothing.
"""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from throughcare.assessment.rules.items import SECTIONS
from throughcare.kernel.duty import Because, Duty, State


def _(text: str) -> str:
    """Mark a text for translation; it is translated where it is shown."""
    return text


NAMES: Mapping[str, str] = {
    "complete-cas": _("Complete the case allocation"),
    "allocate-case": _("Allocate the case"),
    "assign-officer": _("Assign a responsible officer"),
    "officer-in-post": _("Put somebody in charge of this case"),
    "assign-right-grade": _("Give the case to a grade that may hold it"),
    "arrange-first-appointment": _("Book the first appointment"),
    "hold-first-appointment": _("Hold the first appointment"),
    "complete-contact": _("Say what was done"),
    "see-the-person": _("See the person"),
    "record-outcome": _("Record the outcome"),
    "decide-absence": _("Decide on the absence"),
    "send-warning": _("Send the warning"),
    "decide-breach": _("Decide on breach"),
    "review-acceptable-absences": _("Decide about absences that mount up"),
    "manager-review-absences": _("Decide, as manager, about absences that mount up"),
    "refer-requirement": _("Refer for the requirement"),
    "start-requirement": _("Begin the requirement"),
    "initial-assessment": _("Complete the first assessment"),
    "analyse-harm": _("Analyse the risk of serious harm"),
    "complete-assessment": _("Fill the gaps in the assessment"),
    "initial-plan": _("Complete the first plan"),
    "objective-for-need": _("Set an objective for the need"),
    "action-for-risk": _("Plan an action for the risk"),
    "contingency": _("State contingency and restrictive measures"),
    "agree-plan": _("Agree the plan with the person"),
    "set-contact-level": _("Raise contact, or have the reason agreed"),
    "make-objective-concrete": _("Give the objective its content"),
    "review-assessment": _("Review the case"),
    "decide-on-change": _("Decide what a change calls for"),
    "review-after-change": _("Finish the review after a change"),
    "send-da-enquiry": _("Ask the police about domestic abuse"),
    "send-safeguarding-enquiry": _("Ask children’s social care"),
    "chase-enquiry": _("Chase the enquiry"),
    "escalate-enquiry": _("Escalate the enquiry"),
    "read-reply": _("Read what has come in"),
    "act-on-reply": _("Act on what has come in"),
    "establish-child-status": _("Establish the child protection status"),
    "decide-on-child-or-partner": _("Decide about the child or partner"),
    "carry-out-decision": _("Carry out what a manager decided"),
}

STATES: Mapping[State, str] = {
    State.EXCUSED: _("Excused"),
    State.MET: _("Met"),
    State.MET_LATE: _("Met late"),
    State.ENDED: _("No longer needed"),
    State.MISSED: _("Missed"),
    State.OVERDUE: _("Overdue"),
    State.DUE_SOON: _("Due soon"),
    State.OPEN: _("Open"),
}

_REASONS: Mapping[str, str] = {
    "cas-unsigned": _("Sentenced on {on}. Not signed: {missing}."),
    "cas-signed-late": _(
        "Sentenced on {on}, before RSR, RoSH screening and case allocation form were all signed."
    ),
    "sentenced": _("Sentenced on {on}."),
    "allocation-received": _("The case was received on {received_on}."),
    "nobody-in-post-left": _(
        "The responsible officer left, and nobody has had this case since {since}."
    ),
    "nobody-in-post-away": _(
        "The officer has been away without cover for 11 working days by {since}."
    ),
    "nobody-in-post-cover-ended": _("Cover ended, and nobody has had this case since {since}."),
    "nobody-in-post-transferred": _("Transferred without an officer in post on {since}."),
    "nobody-in-post-unassigned": _("Nobody has been responsible for this case since {since}."),
    "manager-decided": _("Decided by a manager on {on}: {decision}"),
    "grade-excluded": _(
        "This is a case of {kind}, which the provider gives to probation officers alone, and a "
        "{grade} has been responsible for it since {since}."
    ),
    "arrange-first-appointment-allocated": _("The order was received on {on}."),
    "arrange-first-appointment-released": _("Released on {on}."),
    "hold-first-appointment-allocated": _("The order was received on {on}."),
    "hold-first-appointment-released": _("Released on {on}."),
    "last-seen": _("Last seen on {since}; to be seen {interval}."),
    "never-seen": _("Not seen since the start on {since}; to be seen {interval}."),
    "appointment": _("There was an appointment on {on}."),
    "reason-not-asked": _(
        "The failure on {on} is recorded, but nobody has asked for the reason and evidence."
    ),
    "failure": _("The person failed to attend or comply on {on} ({order})."),
    "unacceptable": _(
        "The failure on {on} was decided unacceptable on {decided_on}, and no warning was live "
        "({order})."
    ),
    "failure-while-warned": _(
        "The failure on {on} was decided unacceptable on {decided_on} while a warning was live "
        "({order}){more}."
    ),
    "acceptable-in-a-row": _("{number} acceptable absences in a row by {on} ({order})."),
    "acceptable-in-all": _("{number} acceptable absences by {on} ({order})."),
    "without-account": _("The contact on {on} does not say what was done."),
    "without-objective": _("The contact on {on} names no objective of the plan."),
    "refer-requirement": _(
        "{name} was ordered from {since}, and no referral or session is recorded."
    ),
    "start-requirement": _("{name} was ordered from {since}, and nothing has begun."),
    "initial-allocated": _("The order was received on {on}."),
    "initial-released": _("Released on {on}."),
    "initial-seen": _("First seen on {on}."),
    "low-with-indicator": _(
        "Low risk of serious harm since {since}, against an indicator on record: {indicator}."
    ),
    "assessment-incomplete": _(
        "The assessment signed on {on} was left without {missing}, or with it unconfirmed."
    ),
    "objective-for-need": _(
        "{section} is a need linked to the offending, by the assessment signed on {on}."
    ),
    "action-for-risk": _("Risk to {group}, {level}, by the assessment signed on {on}."),
    "contingency": _("Risk to {group}, {level}, by the assessment signed on {on}."),
    "plan-signed": _("The plan was signed on {on}."),
    "less-than-minimum": _(
        "The plan signed on {on} says {interval}; the minimum that day was {minimum}."
    ),
    "objective-empty": _(
        "An objective of the plan signed on {on} had no action with what, who and by when."
    ),
    "last-looked": _(
        "Last assessed or reviewed on {since}; to be looked at again within {months} months."
    ),
    "change-recorded": _("Recorded on {on}: {change}."),
    "review-begun": _("A review was begun on {begun} after what was recorded on {on}: {change}."),
    "da-at-start": _(
        "In every case the police are asked about domestic abuse when an officer is first "
        "assigned, here on {on}."
    ),
    "da-without-trail": _(
        "An enquiry to the police of {asked_on} is on record without the message that was sent."
    ),
    "safeguarding-at-start": _(
        "In every case children’s social care is asked when an officer is first assigned, here "
        "on {on}."
    ),
    "safeguarding-without-trail": _(
        "An enquiry to children’s social care of {asked_on} is on record without the message "
        "that was sent."
    ),
    "safeguarding-again-child": _(
        "Asking children’s social care was not thought applicable; then, on {on}, a child in the "
        "household or in contact was recorded."
    ),
    "safeguarding-again-domestic abuse": _(
        "Asking children’s social care was not thought applicable; then, on {on}, domestic abuse "
        "was recorded."
    ),
    "safeguarding-again-harm to a child": _(
        "Asking children’s social care was not thought applicable; then, on {on}, harm or risk "
        "to a child was recorded."
    ),
    "safeguarding-again-status": _(
        "Asking children’s social care was not thought applicable; then, on {on}, the child "
        "protection status was recorded as not known."
    ),
    "enquiry-sent": _("{enquiry} was sent on {on}."),
    "enquiry-chased": _("{enquiry} was chased on {on}."),
    "enquiry-escalated": _("{enquiry} was escalated on {on}."),
    "answer-came": _("{enquiry} was answered on {on}."),
    "answer-read": _("{enquiry} was answered on {on} with a concern, read on {read_on}."),
    "answer-read-by-another": _(
        "{enquiry} was answered on {on}; it was read, but not by whoever held the case that day."
    ),
    "item-came": _("{item} came on {on}."),
    "item-read": _("{item} came on {on} with a concern, read on {read_on}."),
    "item-read-by-another": _(
        "{item} came on {on}; it was read, but not by whoever held the case that day."
    ),
    "child-status-not-known": _(
        "The child protection status was recorded as not known on {since}."
    ),
    "new-child": _("Contact with a child was recorded on {recorded_on}; on record is {risk}."),
    "new-partner": _("A new partner was recorded on {recorded_on}; on record is {risk}."),
}

_MORE = _("; {joined} more since then")

_ENQUIRIES: Mapping[str, str] = {
    "domestic abuse": _("The enquiry about domestic abuse"),
    "safeguarding": _("The enquiry about safeguarding"),
    "other": _("The enquiry"),
}

_ITEMS: Mapping[str, str] = {
    "callout": _("A report of a callout"),
    "arrest": _("A report of an arrest"),
    "letter": _("A letter"),
    "other": _("Information"),
}

_RISKS: Mapping[str, str] = {
    "domestic abuse": _("domestic abuse"),
    "harm to a child": _("harm or risk to a child"),
    "risk to children": _("a risk of serious harm to children"),
    "risk to known adult": _("a risk of serious harm to a known adult"),
    "drugs": _("drug misuse, with care of a child"),
    "drink": _("alcohol misuse, with care of a child"),
}

_SECTIONS: Mapping[int, str] = {section.number: section.name for section in SECTIONS}

_OPEN_ALONE = frozenset(
    {
        "reason-not-asked",
        "cas-unsigned",
        "without-account",
        "without-objective",
        "refer-requirement",
        "start-requirement",
        "da-without-trail",
        "safeguarding-without-trail",
        "answer-read-by-another",
        "item-read-by-another",
    }
)
"""Reasons that say what is missing, and so are true only until it is there."""


def holds_when_met(reason: Because) -> bool:
    """Say whether the sentence is still true of a duty that has been met."""
    return reason.message not in _OPEN_ALONE


def name(code: str) -> str:
    """Return what the duty with this code is called."""
    return NAMES[code]


_STILL: Mapping[str, str] = {"reason-not-asked": _("Ask for the reason and evidence")}
"""What is still to be done for a duty of which a part is done, by the reason it is owed."""


def to_do(duty: Duty) -> str:
    """Return what is to be done: what the duty is called, or what is still missing of it."""
    return _STILL.get(duty.because.message, NAMES[duty.code])


def because(reason: Because) -> str:
    """Return why a duty is owed, as a sentence."""
    given = dict(reason.parameters)
    if "joined" in given:
        joined = given.pop("joined")
        given["more"] = _MORE.format(joined=joined) if joined else ""
    if "requirement" in given:
        kind, called = str(given["requirement"]), given.get("name")
        given["name"] = f"{called} ({kind})" if called else kind.capitalize()
    if "section" in given:
        given["section"] = _SECTIONS[given["section"]]
    if "enquiry" in given:
        about = _ENQUIRIES[given["enquiry"]]
        given["enquiry"] = f"{about} ({given['to']})" if given["to"] else about
    if "item" in given:
        given["item"] = _ITEMS[given["item"]]
    if "risk" in given:
        given["risk"] = _RISKS[given["risk"]]
    return _REASONS[reason.message].format(**{key: _shown(value) for key, value in given.items()})


def _shown(value: Any) -> str:
    if isinstance(value, str) and len(value) == 10:
        with suppress(ValueError):  # a name of ten letters is no day
            value = date.fromisoformat(value)
    if isinstance(value, date):
        return f"{value:%A} {value.day} {value:%B %Y}"
    return "" if value is None else str(value)
