"""A case file while it is being written, with what is known to fail in it."""

from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any, NamedTuple

from throughcare.casebook.synthetic import calendar, limits, proportions
from throughcare.casebook.synthetic.places import Member, Team


class Spell(NamedTuple):
    """An order, licence or post-sentence supervision."""

    ref: str
    kind: str
    first: date
    last: date
    of: str

    def lives_on(self, day: date) -> bool:
        """Whether a day is one of its days."""
        return self.first <= day <= self.last


class Failing(NamedTuple):
    """Something overdue on the day, known because it was planted."""

    failing: str
    code: str
    since: date
    owner: str


class Draft:
    """One person's case file in the making."""

    def __init__(self, crn: str, team: Team, officer: Member, today: date, chance: Random) -> None:
        self.crn, self.team, self.officer = crn, team, officer
        self.today, self.chance = today, chance
        self.wanted: dict[str, date | None] = {}
        """What is to fail, with the last day in time, or none where it may be any."""
        self.truth: list[Failing] = []
        self.named: list[str] = []
        self.spells: list[Spell] = []
        self.contacts: list[dict[str, Any]] = []
        self.requirements: list[dict[str, Any]] = []
        """Those with a clock, each with its spell under ``spell``."""
        self.doc: dict[str, Any] = {}
        self.officers: list[tuple[date, Member]] = []
        self.cover: tuple[str, date, date] | None = None
        self.vacant_from: date | None = None
        # Who it is
        self.sex, self.level, self.ogrs = "M", "medium", 30
        self.asks_again = False
        """An enquiry that was not applicable is to be made after all, if the status is lost."""
        self.plain = False
        """Low, with nothing on record that speaks against it, and so without an analysis."""
        self.abusive = False
        self.children = False
        self.involved = False
        self.needs: dict[int, bool] = {}
        """Sections over their threshold, and whether linked to the offending."""
        self.groups: dict[str, tuple[str, bool]] = {}
        """Who is at risk: the level, and whether a factor is recorded that raises it."""
        # The days of the beginning
        self.start = self.assigned = today
        self.seen_first: date | None = None
        self.assessed: date | None = None
        self.planned: date | None = None
        self.again = False
        """Re-released after a recall."""
        self.plans: list[tuple[date, str, tuple[str, ...]]] = []
        """Signed plans: day, interval, references of their objectives."""
        self.looks: list[date] = []
        self.quiet: list[tuple[date, date]] = []
        """Days on which nothing is booked."""
        self.unseen_after: date | None = None
        self.seen_last: date | None = None
        self.also_seen: list[date] = []
        """Days on which the person came besides, to begin a further order."""
        self.steady = False
        """Nobody fails to attend but where it is said."""
        self.unmet_kind = ""
        """The kind of requirement that is not delivered: unpaid work or drug testing; else any."""
        self.paused = 0
        """Days in custody or hospital that its clock does not count."""
        self.chosen_requirement = ""
        """The one that is not delivered, where one is not to be."""
        # What followed from failures to attend, so far
        self.settled = date.min
        self.failures = self.acceptable = self.in_a_row = self.unacceptable = 0
        self.warned: dict[str, date] = {}
        self.breached = False
        self.away_from: date | None = None
        """In hospital or on remand now, since a day."""

    # What is wanted

    def wants(self, code: str) -> bool:
        """Whether this is to fail here."""
        return code in self.wanted

    def missed(
        self,
        code: str,
        due: date,
        *,
        failing: str | None = None,
        owner: str | None = None,
        of: Spell | None = None,
    ) -> None:
        """Something was left undone: it fails if the last day in time has passed, and if the
        sentence of which it is owed has not ended meanwhile."""
        if due < self.today and (of is None or of.lives_on(self.today)):
            since = due + timedelta(days=1)
            whose = owner or self.holder(self.today)
            self.truth.append(Failing(failing or FAILINGS[code], code, since, whose))

    # Days

    def within(self, opened: date, count: int, *, least: int = 0) -> date:
        """A day on which something due in ``count`` working days is done: now and then the last."""
        chance = self.chance.random()
        if chance < proportions.ON_THE_LAST_DAY.value:
            return calendar.later(opened, count)
        span = count - least + 1
        return calendar.later(opened, least + min(count - least, int(chance * chance * span)))

    def chosen(self, first: date, last: date) -> date:
        """A working day between two days, if there is one between them."""
        if last <= first:
            return calendar.on_or_before(last)
        return calendar.on_or_before(
            first + timedelta(days=int(self.chance.random() * ((last - first).days + 1)))
        )

    def interval_on(self, day: date) -> str:
        """How often the person is seen, by the plan of the day."""
        found = "weekly"
        for signed, interval, _ in self.plans:
            if signed <= day:
                found = interval
        return found

    def objectives_on(self, day: date) -> tuple[str, ...]:
        """The objectives of the plan of the day."""
        found: tuple[str, ...] = ()
        for signed, _, objectives in self.plans:
            if signed <= day:
                found = objectives
        return found

    def live_orders(self, day: date) -> list[Spell]:
        """Community and suspended sentence orders that live on a day."""
        return [spell for spell in self.spells if spell.kind == "order" and spell.lives_on(day)]

    # Who holds it

    def name(self, code: str) -> str:
        """Name a member of staff, so that the directory has them."""
        self.named.append(code)
        return code

    def officer_on(self, day: date) -> Member:
        """The responsible officer on a day."""
        found = self.officers[0][1] if self.officers else self.officer
        for first, member in self.officers:
            if first <= day:
                found = member
        return found

    def holder(self, day: date) -> str:
        """Who answers for the case on a day."""
        if self.vacant_from and day >= self.vacant_from:
            return self.team.manager
        if self.cover and self.cover[1] <= day <= self.cover[2]:
            return self.cover[0]
        officer = self.officer_on(day)
        return officer.covered_by(day) or officer.code

    def sees(self, day: date) -> str:
        """Who sees the person on a day: whoever holds the case, and is named for it."""
        return self.name(self.holder(day))

    def author_owes(self, author: Member, day: date) -> str:
        """Who owes what an author left open."""
        if author.left and day > author.left:
            return self.team.manager
        if author.is_away(day):
            covered = self.cover and self.cover[1] <= day <= self.cover[2]
            own = (
                self.cover[0] if self.cover and covered and self.officer_on(day) == author else None
            )
            return author.covered_by(day) or own or self.team.manager
        return author.code


def at(day: date, hour: int = 16, minute: int = 30) -> datetime:
    """An instant of a day."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)


FAILINGS = {
    "allocate-case": "C13",
    "complete-cas": "C3",
    "assign-officer": "A1",
    "officer-in-post": "A5",
    "assign-right-grade": "A2",
    "arrange-first-appointment": "S1",
    "hold-first-appointment": "S1",
    "initial-assessment": "S2",
    "initial-plan": "S2",
    "analyse-harm": "S4",
    "send-da-enquiry": "S5",
    "send-safeguarding-enquiry": "S6",
    "chase-enquiry": "S6",
    "escalate-enquiry": "S6",
    "read-reply": "D11",
    "act-on-reply": "D11",
    "establish-child-status": "S10",
    "decide-on-child-or-partner": "S11",
    "objective-for-need": "P1",
    "action-for-risk": "P2",
    "contingency": "P3",
    "agree-plan": "P5",
    "set-contact-level": "P6",
    "make-objective-concrete": "P7",
    "refer-requirement": "D1",
    "start-requirement": "D1",
    "complete-contact": "D6",
    "see-the-person": "D7",
    "record-outcome": "E1",
    "decide-absence": "E1",
    "send-warning": "E4",
    "decide-breach": "E3",
    "review-acceptable-absences": "E2",
    "manager-review-absences": "E2",
    "review-assessment": "R1",
    "decide-on-change": "R2",
    "review-after-change": "R2",
    "complete-assessment": "S13",
    "carry-out-decision": "M6",
}
"""The failing of the register that each code surfaces; the first, where there are several."""

CODES = tuple(FAILINGS)
assert set(limits.WORKING_DAYS) <= set(CODES)
