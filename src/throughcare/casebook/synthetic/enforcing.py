"""Failures to attend: asked, decided, warned and taken to court in time, or not."""

from datetime import date, timedelta
from typing import Any

from throughcare.casebook.synthetic import (
    booking,
    calendar,
    deciding,
    edges,
    limits,
    proportions,
    wording,
)
from throughcare.casebook.synthetic.draft import Draft

_ACCEPTABLE = (
    "sickness",
    "work",
    "caring",
    "bereavement",
    "transport",
    "court, custody or hospital",
)


def may_fail(draft: Draft, day: date) -> bool:
    """Whether a failure here makes nothing but what is decided at once: few, and one by one."""
    return draft.settled < day and draft.failures < 6 and day > draft.start


def decide(draft: Draft, made: dict[str, Any], day: date) -> None:
    """Decide on a failure within six working days, and do what follows within its time."""
    if "outcome" not in made:
        return
    chance = draft.chance
    decided = draft.within(day, limits.WORKING_DAYS["decide-absence"])
    draft.settled = decided
    draft.failures += 1
    before = draft.contacts[-2].get("outcome", {}) if len(draft.contacts) > 1 else {}
    if before.get("result") == "attended":
        draft.in_a_row = 0
    acceptable = chance.random() < proportions.ACCEPTABLE.value
    if acceptable and (draft.acceptable >= 4 or draft.in_a_row >= 2):
        acceptable = False
    if not acceptable and (draft.breached or draft.unacceptable >= 2):
        acceptable = draft.acceptable < 4 and draft.in_a_row < 2
        if not acceptable:  # neither may stand here without a duty of its own: they came after all
            made.pop("asked", None)
            made["outcome"]["result"] = "attended"
            made["account"] = {"done": wording.one(chance, wording.DONE)}
            objectives = draft.objectives_on(draft.today)
            if objectives:
                made["account"]["objectives"] = [objectives[0]]
            return
    if decided > draft.today:
        return
    if acceptable:
        draft.acceptable += 1
        draft.in_a_row += 1
        cause = _ACCEPTABLE[int(chance.random() * len(_ACCEPTABLE))]
        if chance.random() < 0.05:
            cause = "caused by the service"
        deciding.excuse(draft, made, decided, cause)
        return
    draft.in_a_row = 0
    draft.unacceptable += 1
    deciding.refuse(draft, made, decided)
    _follow(draft, made, day, decided)


def _follow(draft: Draft, made: dict[str, Any], day: date, decided: date) -> None:
    """Warn, or take to court, each order that lived on the day of the failure."""
    chance = draft.chance
    for spell in draft.live_orders(day):
        warned = draft.warned.get(spell.ref)
        live = warned and warned <= decided <= calendar.eve_of_anniversary(warned)
        if live and warned and day >= warned:
            on = draft.within(decided, limits.BREACH[draft.team.kind])
            draft.settled = max(draft.settled, on)
            if on <= draft.today:
                heard = calendar.later(on, chance.randint(12, 30))
                deciding.breach(draft, spell, made, on, spared=chance.random() < 0.15, heard=heard)
            draft.breached = True
        elif not live:
            on = draft.within(decided, limits.WORKING_DAYS["send-warning"])
            draft.settled = max(draft.settled, on)
            draft.warned[spell.ref] = on
            if on <= draft.today:
                deciding.warn(draft, spell, made, on)
    for spell in draft.spells:
        if spell.kind == "licence" and spell.lives_on(day):
            deciding.licence(draft, spell, made, decided)


# What is to fail


def plant(draft: Draft) -> None:
    """Write the failures that a failing in enforcement needs."""
    if draft.wants("decide-absence"):
        due = draft.wanted["decide-absence"] or draft.today
        day = calendar.earlier(due, limits.WORKING_DAYS["decide-absence"])
        edges.ended_on(draft, day)
        deciding.failed(draft, day)
        for spell in draft.spells:
            if spell.lives_on(day):
                draft.missed("decide-absence", due, of=spell)
    if draft.wants("send-warning"):
        _unwarned(draft)
    if draft.wants("decide-breach"):
        _not_breached(draft)
    if draft.wants("review-acceptable-absences"):
        _mounting(draft)
    if draft.wants("manager-review-absences"):
        _eleven(draft)


def _unwarned(draft: Draft) -> None:
    due = draft.wanted["send-warning"] or draft.today
    decided = calendar.earlier(due, limits.WORKING_DAYS["send-warning"])
    day = calendar.earlier(decided, draft.chance.randint(1, 6))
    if draft.chance.random() < 0.4:  # a warning whose twelve months ended on the eve
        old = edges.warned_until(decided - timedelta(days=1), draft.chance)
        if old and old - timedelta(days=20) > draft.start:
            before = calendar.earlier(calendar.on_or_before(old), 1)
            one = deciding.failed(draft, calendar.earlier(before, 2))
            deciding.refuse(draft, one, before)
            for spell in draft.live_orders(before):
                deciding.warn(draft, spell, one, old)
    made = deciding.failed(draft, day)
    deciding.refuse(draft, made, decided)
    live = draft.live_orders(day)
    if len(live) == 1 and draft.chance.random() < 0.15:
        edges.referred_instead(draft, live[0], made, decided)
        return
    for spell in live:
        draft.missed("send-warning", due, of=spell)


def _not_breached(draft: Draft) -> None:
    due = draft.wanted["decide-breach"] or draft.today
    decided = calendar.earlier(due, limits.BREACH[draft.team.kind])
    day = calendar.earlier(decided, draft.chance.randint(1, 6))
    warned = day - timedelta(days=draft.chance.randint(0, 60))
    on_the_eve = calendar.months(decided + timedelta(days=1), -12)
    last = edges.warned_until(decided, draft.chance)
    if last and draft.chance.random() < 0.4 and last - timedelta(days=20) > draft.start:
        warned = last  # decided on the last day of its twelve months
    warned = calendar.on_or_before(warned)
    if calendar.eve_of_anniversary(warned) < decided:
        warned = calendar.on_or_after(on_the_eve)
    before = calendar.earlier(warned, 1)
    one = deciding.failed(draft, calendar.earlier(before, 3))
    deciding.refuse(draft, one, before)
    live = draft.live_orders(day)
    pending = edges.breached_before(draft, live, warned, day)
    made = deciding.failed(draft, day)
    deciding.refuse(draft, made, decided)
    for spell in live:
        if not spell.lives_on(one["date"]):  # a further order, of which nobody is warned
            draft.missed("send-warning", limits.due("send-warning", decided), of=spell)
            continue
        deciding.warn(draft, spell, one, warned)
        if not pending:
            draft.missed("decide-breach", due, of=spell)
    if len(live) == 1:
        edges.before_the_warning(draft, warned)


def _mounting(draft: Draft) -> None:
    """Three acceptable absences in a row, or the fifth, and nobody asks whether it can work."""
    due = draft.wanted["review-acceptable-absences"] or draft.today
    decided = calendar.earlier(due, limits.WORKING_DAYS["review-acceptable-absences"])
    how = draft.chance.random()
    if how < 0.5:
        days = [calendar.earlier(decided, back) for back in (9, 5, 1)]
        if how < 0.25:
            edges.by_the_service(draft, calendar.earlier(decided, 3))
    elif how < 0.75:
        edges.a_row_before_the_fifth(draft, decided, due)
        return
    else:
        days = [calendar.earlier(decided, back) for back in (41, 31, 21, 11, 1)]
    _absences(draft, days, decided)
    for spell in draft.spells:
        if all(spell.lives_on(day) for day in days):  # a further order has seen only some of them
            draft.missed("review-acceptable-absences", due, of=spell)


def _eleven(draft: Draft) -> None:
    """The eleventh acceptable absence; the fifth was looked at in time."""
    due = draft.wanted["manager-review-absences"] or draft.today
    decided = calendar.earlier(due, limits.WORKING_DAYS["manager-review-absences"])
    days = [calendar.earlier(decided, 10 * back + 1) for back in range(10, -1, -1)]
    _absences(draft, days, decided)
    deciding.reviewed(draft, days[-1], calendar.later(days[4], 3))
    for spell in draft.spells:
        if spell.lives_on(days[-1]):
            draft.missed("manager-review-absences", due, owner=draft.team.manager, of=spell)


def absent(draft: Draft) -> list[tuple[date, date]]:
    """The days on which nothing else is booked, because absences in a row stand there."""
    if not draft.wants("review-acceptable-absences"):
        return []
    due = draft.wanted["review-acceptable-absences"] or draft.today
    decided = calendar.earlier(due, limits.WORKING_DAYS["review-acceptable-absences"])
    return [(calendar.earlier(decided, 9), calendar.earlier(decided, 1))]


def _absences(draft: Draft, days: list[date], decided: date) -> None:
    """Acceptable absences; between any two that are not in a row the person comes."""
    in_a_row = len(days) == 3
    for number, day in enumerate(days):
        made = deciding.failed(draft, day)
        last = number == len(days) - 1
        deciding.excuse(draft, made, decided if last else calendar.later(day, 1), "sickness")
        if not in_a_row and not last:
            booking.contact(draft, calendar.later(day, 2), booked=day, result="attended")
