"""How the duties of a case read, for who wants to know what a write would change."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from throughcare.design.wording import day
from throughcare.history import clock
from throughcare.history.foreseeing import Reading
from throughcare.history.subject import Subject
from throughcare.kernel.duty import Duty, State
from throughcare.ledger import wording
from throughcare.ledger.queries import standing
from throughcare.ledger.subject import CASE

_ON: Mapping[State, str] = {State.MET: "met_on", State.MET_LATE: "met_on", State.ENDED: "ended_on"}
"""For what is over, the day that says when; what is owed has the day by which."""


def duties_of(subject: Subject) -> dict[object, Reading]:
    """Return every duty of a case by its key: what it is called, and how it stands today."""
    if subject.kind != CASE:
        return {}
    found = standing(subject.id, clock.today())
    return {
        each.duty.key: Reading(_name(each.duty), _stands(each.duty, each.state)) for each in found
    }


def _name(duty: Duty) -> str:
    called = _(wording.name(duty.code))
    kind = duty.because.parameters.get("requirement")
    return f"{called}: {kind}" if kind else called


def _stands(duty: Duty, state: State) -> str:
    said = _(wording.STATES[state])
    on: date | None = getattr(duty, _ON[state]) if state in _ON else duty.due_on
    if on is None:
        return said
    if state in _ON:
        return _("%(state)s, %(day)s") % {"state": said, "day": day(on)}
    return _("%(state)s, due %(day)s") % {"state": said, "day": day(on)}
