"""How a list of duties is ranked and grouped, so that it is never a wall.

Duty calendar, *Grouping on an officer's list*: one line a case, headed by its worst
duty; within it one line a group. Ranked by band, then risk of serious harm, then days
late. What is due soon and provided for by an appointment in time stands behind all bands
until that appointment no longer stands (decision 0011).
"""

from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from throughcare.kernel.casefile.assessment import Level
from throughcare.kernel.duty import Duty, State

_HARM = {Level.VERY_HIGH: 0, Level.HIGH: 1, Level.MEDIUM: 2, Level.LOW: 3, None: 2}

_OF_A_FAILURE = frozenset({"record-outcome", "decide-absence", "send-warning", "decide-breach"})
_OF_A_START = frozenset({"arrange-first-appointment", "hold-first-appointment"})
_OF_PARTNERS = frozenset(
    {
        "send-da-enquiry",
        "send-safeguarding-enquiry",
        "chase-enquiry",
        "escalate-enquiry",
        "read-reply",
        "act-on-reply",
        "establish-child-status",
    }
)
_OF_A_REVIEW = frozenset(
    {
        "review-assessment",
        "decide-on-change",
        "review-after-change",
        "objective-for-need",
        "agree-plan",
        "make-objective-concrete",
    }
)


BEHIND_ALL_BANDS = 7
"""Where what is provided for stands on a list."""


class Booking(msgspec.Struct, frozen=True):
    """An appointment of the diary that would meet a duty in time."""

    on: date
    ref: str


class Owed(msgspec.Struct, frozen=True, kw_only=True):
    """A duty that stands on a list: not met, not ended, fallen due or due soon."""

    person_id: int
    duty: Duty
    state: State
    booking: Booking | None = None
    """The appointment that would meet it, as the diary now stands."""

    @property
    def provided_for(self) -> bool:
        """Whether it waits for nothing but an appointment that is booked in time."""
        return self.state is State.DUE_SOON and self.booking is not None

    @property
    def band(self) -> int:
        """The band in which it stands on a list: its weight, or behind all while provided for."""
        return BEHIND_ALL_BANDS if self.provided_for else self.duty.weight

    def days_late(self, today: date) -> int:
        """Return how many days ago it fell due; negative while there is time."""
        return (today - self.duty.due_on).days if self.duty.due_on else -9999


class Group(msgspec.Struct, frozen=True):
    """Duties of one case that are one piece of work, the worst first."""

    duties: tuple[Owed, ...]

    @property
    def worst(self) -> Owed:
        """The duty that heads the group."""
        return self.duties[0]


class CaseLine(msgspec.Struct, frozen=True):
    """One case on a list, with its groups, the worst first."""

    person_id: int
    groups: tuple[Group, ...]
    harm: Level | None = None

    @property
    def worst(self) -> Owed:
        """The duty that heads the case."""
        return self.groups[0].worst

    @property
    def overdue(self) -> int:
        """How many of the case's duties are overdue."""
        return sum(1 for g in self.groups for owed in g.duties if owed.state is State.OVERDUE)


def case_lines(
    found: Iterable[Owed], harm: Mapping[int, Level | None], today: date
) -> list[CaseLine]:
    """Return one line a case, ranked."""
    by_case: dict[int, dict[str, list[Owed]]] = {}
    for owed in found:
        groups = by_case.setdefault(owed.person_id, {})
        groups.setdefault(_group(owed.duty), []).append(owed)

    def rank(owed: Owed) -> tuple[int, int, int]:
        level = _HARM[harm.get(owed.person_id)]
        return owed.band, level, -owed.days_late(today)

    lines = []
    for person_id, groups in by_case.items():
        made = [Group(tuple(sorted(duties, key=rank))) for duties in groups.values()]
        made.sort(key=lambda group: rank(group.worst))
        lines.append(CaseLine(person_id, tuple(made), harm.get(person_id)))
    return sorted(lines, key=lambda line: (*rank(line.worst), line.person_id))


def _group(duty: Duty) -> str:
    """Name the piece of work: a failure, a start, partner information, a review, the duty alone."""
    if duty.code in _OF_A_FAILURE:
        return f"contact {duty.opening}"
    if duty.code in _OF_A_START:
        return f"start {duty.subject}"
    if duty.code in _OF_PARTNERS:
        return "partner information"
    if duty.code in _OF_A_REVIEW:
        return "review this case"
    return f"{duty.code} {duty.subject} {duty.opening}"
