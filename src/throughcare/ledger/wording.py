"""The words of the ledger: what a duty is called, and why it is owed.

Rows hold the name of a message and typed parameters, so that a change of words, or
Welsh, rebuilds nothing.
"""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from throughcare.kernel.duty import Because, State


def _(text: str) -> str:
    """Mark a text for translation; it is translated where it is shown."""
    return text


NAMES: Mapping[str, str] = {
    "assign-officer": _("Assign a responsible officer"),
    "officer-in-post": _("Put somebody in charge of this case"),
    "arrange-first-appointment": _("Book the first appointment"),
    "hold-first-appointment": _("Hold the first appointment"),
    "complete-contact": _("Say what was done"),
    "see-the-person": _("See the person"),
    "record-outcome": _("Record the outcome"),
    "decide-absence": _("Decide on the absence"),
    "refer-requirement": _("Refer for the requirement"),
    "start-requirement": _("Begin the requirement"),
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
    "without-account": _("The contact on {on} does not say what was done."),
    "without-objective": _("The contact on {on} names no objective of the plan."),
    "refer-requirement": _(
        "{name} was ordered from {since}, and no referral or session is recorded."
    ),
    "start-requirement": _("{name} was ordered from {since}, and nothing has begun."),
}


_OPEN_ALONE = frozenset(
    {
        "reason-not-asked",
        "without-account",
        "without-objective",
        "refer-requirement",
        "start-requirement",
    }
)
"""Reasons that say what is missing, and so are true only until it is there."""


def holds_when_met(reason: Because) -> bool:
    """Say whether the sentence is still true of a duty that has been met."""
    return reason.message not in _OPEN_ALONE


def name(code: str) -> str:
    """Return what the duty with this code is called."""
    return NAMES[code]


def because(reason: Because) -> str:
    """Return why a duty is owed, as a sentence."""
    given = dict(reason.parameters)
    if "requirement" in given:
        kind, called = str(given["requirement"]), given.get("name")
        given["name"] = f"{called} ({kind})" if called else kind.capitalize()
    return _REASONS[reason.message].format(**{key: _shown(value) for key, value in given.items()})


def _shown(value: Any) -> str:
    if isinstance(value, str) and len(value) == 10:
        with suppress(ValueError):  # a name of ten letters is no day
            value = date.fromisoformat(value)
    if isinstance(value, date):
        return f"{value:%A} {value.day} {value:%B %Y}"
    return "" if value is None else str(value)
