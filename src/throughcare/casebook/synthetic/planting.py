"""What is to fail, for whom, how often, and on which side of the last day in time.

Every code of the duty calendar can be planted. Some hang on the beginning of a case: for them the
beginning is dated back from the last day in time. The others can happen to any case old enough.
"""

from datetime import date, timedelta
from random import Random
from typing import Final, NamedTuple

from throughcare.casebook.synthetic import calendar, limits, proportions

AT_THE_START: Final = "start"
ANY_TIME: Final = "any"


class Way(NamedTuple):
    """How one failing is planted."""

    weight: float
    """How common it is beside the others."""
    anchor: str
    """What is dated back from the last day in time: the sentence, the receipt, the assignment, the
    first appointment, the first assessment, the first plan; or nothing."""
    farthest: int
    """How many working days before the day it may have fallen due, at most."""
    kinds: tuple[str, ...] = ("order", "licence")
    source: str = proportions._JUDGED


_INSPECTED = "000 to 003: among what the inspectors found most"

WAYS: Final[dict[str, Way]] = {
    "allocate-case": Way(2, "sentence", 5, ("order",), "S:6: 3% to 4% late"),
    "complete-cas": Way(2, "sentence", 30, ("order",), "004: done before in under two thirds"),
    "assign-officer": Way(2, "received", 4, ("order",), "004: mostly done in time"),
    "officer-in-post": Way(1, "", 0),
    "assign-right-grade": Way(
        2, "", 25, source="000: officers without the qualification hold some"
    ),
    "arrange-first-appointment": Way(2, "received", 28, source="S:14: 2% to 6% late"),
    "hold-first-appointment": Way(2, "received", 28),
    "initial-assessment": Way(3, "appointment", 40, source="S:14: plans late as appointments"),
    "initial-plan": Way(2, "appointment", 40, source="S:14"),
    "analyse-harm": Way(3, "assessment", 90, source=_INSPECTED),
    "send-da-enquiry": Way(5, "assigned", 60, source="001: not made in over a third"),
    "send-safeguarding-enquiry": Way(6, "assigned", 60, source=_INSPECTED),
    "chase-enquiry": Way(5, "", 25, source="000: 40% are not answered"),
    "escalate-enquiry": Way(3, "", 25),
    "read-reply": Way(3, "", 20, source=_INSPECTED),
    "act-on-reply": Way(2, "", 20, source=_INSPECTED),
    "establish-child-status": Way(3, "", 30),
    "decide-on-child-or-partner": Way(2, "", 20, source=_INSPECTED),
    "objective-for-need": Way(4, "appointment", 120, source="003: planning 69% sufficient"),
    "action-for-risk": Way(4, "appointment", 120, source="003: planning for safety 57% sufficient"),
    "contingency": Way(4, "appointment", 120, source="003: planning for safety 57% sufficient"),
    "agree-plan": Way(4, "plan", 120, source="003: 69% engaged in planning"),
    "set-contact-level": Way(3, "plan", 60, source="000: Trevor, seen every two months"),
    "make-objective-concrete": Way(4, "plan", 120, source="003"),
    "refer-requirement": Way(3, "", 30, source="000, 003: waits for programmes"),
    "start-requirement": Way(4, "", 60, source="000: Kevin; 003: waits for programmes"),
    "complete-contact": Way(5, "", 30),
    "see-the-person": Way(4, "", 15, source="003: contact levels insufficient"),
    "record-outcome": Way(5, "", 20),
    "decide-absence": Way(4, "", 20),
    "send-warning": Way(3, "", 20, ("order",), "003: letters not sent promptly"),
    "decide-breach": Way(2, "", 20, ("order",), "S:19: 8% to 13% of referrals late"),
    "review-acceptable-absences": Way(2, "", 25, source="002: absences accepted, nobody asks"),
    "manager-review-absences": Way(0.5, "", 15, source="002: eleven and more"),
    "review-assessment": Way(6, "assessment", 90, source="000: 70% reviewed"),
    "decide-on-change": Way(4, "", 25, source=_INSPECTED),
    "review-after-change": Way(3, "", 20, source=_INSPECTED),
    "complete-assessment": Way(4, "assessment", 90, source="003: finished with gaps"),
    "carry-out-decision": Way(3, "", 30, source="001: oversight that changed nothing"),
}

_BESIDE: Final = (
    "chase-enquiry",
    "escalate-enquiry",
    "read-reply",
    "act-on-reply",
    "complete-contact",
    "record-outcome",
    "establish-child-status",
    "start-requirement",
    "carry-out-decision",
)
"""What may fail beside something else, because it stands by itself."""

_ENQUIRIES: Final = ("chase-enquiry", "escalate-enquiry", "read-reply", "act-on-reply")
_STEADY: Final = (
    "record-outcome",
    "decide-absence",
    "send-warning",
    "decide-breach",
    "review-acceptable-absences",
    "manager-review-absences",
    "hold-first-appointment",
)
_ALONE: Final = (
    "allocate-case",
    "complete-cas",
    "assign-officer",
    "officer-in-post",
    "arrange-first-appointment",
    "hold-first-appointment",
    "see-the-person",
    "manager-review-absences",
    "assign-right-grade",
)


class Planting(NamedTuple):
    """How much is planted."""

    share: float = proportions.FAILING.value
    """Of people: how many have something fail."""
    evenly: bool = False
    """Every code as often as every other, whoever it is; else as common as in life."""


class Chosen(NamedTuple):
    """What is to fail in one case."""

    wanted: dict[str, date]
    kind: str
    """order or licence, where it must be one; else empty."""
    anchor: str
    day: date | None
    """The day of what is dated back."""
    steady: bool
    unmet: str = ""
    """The kind of requirement that is not delivered, where it has limits of its own."""
    beside: tuple[str, ...] = ()
    """Those that fail beside the first."""


NOTHING: Final = Chosen({}, "", "", None, steady=False)


def choose(planting: Planting, number: int, today: date, chance: Random) -> Chosen:
    """Choose what is to fail for the person of this number, if anything."""
    if chance.random() >= planting.share:
        return NOTHING
    codes = tuple(WAYS)
    if planting.evenly:
        code = codes[number % len(codes)]
    else:
        code = chance.choices(codes, [way.weight for way in WAYS.values()])[0]
    way = WAYS[code]
    kind = way.kinds[0] if len(way.kinds) == 1 else chance.choice(("order", "order", "licence"))
    due = _due(code, way, today, chance)
    wanted = {code: due}
    if code not in _ALONE and chance.random() < 0.25:
        asked = code.startswith("send-") and code.endswith("-enquiry")
        for beside in chance.sample(_BESIDE, chance.randint(1, 2)):
            breaks = "absences" in code and beside == "complete-contact"
            if beside not in wanted and not (asked and beside in _ENQUIRIES) and not breaks:
                wanted[beside] = _due(beside, WAYS[beside], today, chance)
    steady = any(code in _STEADY for code in wanted)
    if code in ("refer-requirement", "start-requirement") and chance.random() < 0.35:
        due = calendar.on_or_before(due)
        if kind == "licence":
            return Chosen({code: due}, kind, "", None, steady=steady, unmet="drug testing")
        count = limits.UNPAID_WORK_REFER if code[0] == "r" else limits.UNPAID_WORK_START
        begun = calendar.earlier(due, count)
        return Chosen({code: due}, kind, "received", begun, steady=steady, unmet="unpaid work")
    return Chosen(
        wanted,
        kind,
        way.anchor,
        _back(code, way, kind, due),
        steady=steady,
        beside=tuple(each for each in wanted if each != code),
    )


def _due(code: str, way: Way, today: date, chance: Random) -> date:
    """The last day in time: today, which is not late; yesterday; or further back."""
    side = chance.random()
    working = calendar.on_or_before(today)
    eve = calendar.on_or_before(today - timedelta(days=1))
    if code in ("start-requirement", "review-assessment"):  # counted in days and months
        if side < 0.5:
            return today - timedelta(days=side > 0.25)
        return today - timedelta(days=chance.randint(2, max(2, way.farthest)))
    if side < 0.25 and working == today:
        return today
    if side < 0.5:
        return eve
    return calendar.earlier(eve, chance.randint(1, max(1, way.farthest)))


def _back(code: str, way: Way, kind: str, due: date) -> date | None:
    """The day of what the case is dated back from."""
    if not way.anchor:
        return None
    if code == "review-assessment":
        return due  # less the months, which hang on the level
    if way.anchor == "appointment":
        return calendar.earlier(due, limits.INITIAL_FROM_APPOINTMENT)
    if code == "complete-cas":
        return due
    if code in ("arrange-first-appointment", "hold-first-appointment"):
        return calendar.earlier(due, limits.FIRST_APPOINTMENT[kind])
    return calendar.earlier(due, limits.WORKING_DAYS[code])
