"""Contacts: what was booked, what came of it, and the sessions of what the court ordered."""

from datetime import date, timedelta
from typing import Any

from throughcare.casebook.synthetic import (
    booking,
    calendar,
    deciding,
    delivering,
    enforcing,
    limits,
    overseeing,
    proportions,
    wording,
)
from throughcare.casebook.synthetic.draft import Draft, at

_PUT_RIGHT = timedelta(days=3)


def meet(draft: Draft) -> None:
    """Write every contact, from the first appointment to the next one booked."""
    first = draft.seen_first
    draft.quiet += enforcing.absent(draft)
    if draft.wants("see-the-person"):
        _unseen(draft)
    if draft.spells and first is not None:
        _seen(draft, first)
    elif draft.spells and draft.start <= draft.today:
        _first_not_held(draft)
    for each in draft.requirements:
        delivering.deliver(draft, each["of"], each["spell"])
    enforcing.plant(draft)
    _plant(draft)
    _see(draft)
    draft.contacts.sort(key=lambda each: (each["date"], each["ref"]))
    draft.doc["contacts"] = draft.contacts


def _unseen(draft: Draft) -> None:
    """Find the last contact from which the interval and the days of grace lead to the day."""
    wanted, today = draft.wanted["see-the-person"], draft.today
    day = calendar.on_or_before(today)
    for _ in range(60):
        due = limits.next_by(day, draft.interval_on(day))
        if due == wanted or (due < today and (wanted is None or due < wanted)):
            break
        day = calendar.earlier(day, 1)
    draft.unseen_after = day
    draft.seen_last = day


def _first_not_held(draft: Draft) -> None:
    """Nothing was booked in time, or what was booked was not kept."""
    limit = limits.FIRST_APPOINTMENT[draft.spells[0].kind]
    due = calendar.later(draft.start, limit)
    if draft.wants("hold-first-appointment"):
        day = due if limit == 1 else calendar.earlier(due, draft.chance.randint(0, 2))
        day = min(day, calendar.on_or_before(draft.today))
        made = deciding.failed(draft, day)
        made["booked_on"] = draft.start
        deciding.excuse(draft, made, day, "sickness")
        draft.missed("hold-first-appointment", due)
    elif draft.wants("arrange-first-appointment"):
        draft.missed("arrange-first-appointment", due)
        draft.missed("hold-first-appointment", due)
    _long_unseen(draft)
    booked = calendar.later(draft.today, 2)
    if draft.wants("hold-first-appointment"):
        booking.contact(draft, booked, booked=calendar.on_or_before(draft.today))


def _long_unseen(draft: Draft) -> None:
    """With nobody seen the first assessment and plan count from the start, and so does contact."""
    backstop = calendar.later(draft.start, limits.INITIAL_BACKSTOP)
    draft.missed("initial-assessment", backstop)
    draft.missed("initial-plan", backstop)
    interval = limits.minimum(  # no level is known: as medium
        "medium", involved=draft.involved, ogrs=draft.ogrs, weeks=0, again=draft.again
    )
    draft.missed("see-the-person", limits.next_by(draft.start, interval))


def _seen(draft: Draft, first: date) -> None:
    """The first appointment, and those at the interval of the plan."""
    chance, today = draft.chance, draft.today
    booked = draft.start
    if draft.spells[0].kind == "licence" and first > draft.start:
        booked = draft.start - timedelta(days=1)
    day = first
    while True:
        if day > today:
            booking.contact(draft, day, booked=min(booked, today))
            break
        if not any(begun <= day <= over for begun, over in draft.quiet):
            _appointment(draft, day, booked, is_first=day == first)
        gap = limits.INTERVALS[draft.interval_on(day)] or 28
        if draft.contacts and draft.contacts[-1].get("outcome", {}).get("result") != "attended":
            gap = min(gap, 6)
        booked = day
        day = _next(draft, day, max(4, gap - chance.choice((0, 0, 0, 1))))
        last = max(spell.last for spell in draft.spells)
        if day > last:
            break


def _next(draft: Draft, day: date, gap: int) -> date:
    """So many days later; from a weekend as often back to the working day before as on."""
    wanted = day + timedelta(days=gap)
    before = calendar.on_or_before(wanted)
    if before > day + timedelta(days=2) and draft.chance.random() < 0.5:
        return before
    return calendar.on_or_after(wanted)


def _appointment(draft: Draft, day: date, booked: date, *, is_first: bool) -> None:
    chance = draft.chance
    if draft.unseen_after and day > draft.unseen_after:
        if chance.random() < 0.6:
            booking.contact(
                draft,
                day,
                booked=booked,
                mode=chance.choice(("telephone", "video")),
                result="attended",
            )
        return
    if is_first or draft.steady:
        booking.contact(draft, day, booked=booked, result="attended", at_once=is_first)
        return
    how = chance.random()
    if how < proportions.ATTENDED.value:
        mode = "office" if chance.random() < 0.93 else "home visit"
        made = booking.contact(draft, day, booked=booked, mode=mode, result="attended")
        settled = draft.objectives_on(day) == draft.objectives_on(day + _PUT_RIGHT)
        whole = settled and "account" in made and day + _PUT_RIGHT < draft.today
        if chance.random() < 0.02 and whole:
            _corrected(made, day)
    elif how < 0.87:
        made = booking.contact(draft, day, booked=booked, result="not held")
        if "outcome" in made:
            made["outcome"]["service_cause"] = chance.choice(("stood down", "nobody there"))
    elif how < 0.90:
        made = booking.contact(draft, day, booked=booked)
        made["cancelled"] = {"date": max(booked, day - timedelta(days=1)), "because": "Court day"}
    elif how < 0.92:
        booking.contact(draft, day, booked=booked, mode="telephone", result="attended")
    elif how < 0.94:
        earlier = day - timedelta(days=2)
        made = booking.contact(draft, day, booked=booked, result="attended")
        made["date"] = min(earlier, day)
        made["moves"] = [
            {
                "ref": made["ref"] + "-m",
                "date": day,
                "moved_on": min(booked, earlier),
                "because": "Clashed with work",
            }
        ]
    elif enforcing.may_fail(draft, day):
        made = booking.contact(draft, day, booked=booked, result="failed to attend")
        enforcing.decide(draft, made, day)
    else:
        booking.contact(draft, day, booked=booked, result="attended")


def _corrected(made: dict[str, Any], day: date) -> None:
    """Recorded as a failure by mistake, and put right some days later."""
    outcome = made["outcome"]
    outcome.pop("recorded_at", None)
    made["account"].pop("recorded_at", None)
    outcome["recorded_at"] = at(day + _PUT_RIGHT, 9)
    outcome["earlier"] = [
        {"result": "failed to attend", "by": outcome["by"], "recorded_at": at(day, 17)}
    ]


# What is to fail


def _plant(draft: Draft) -> None:
    today = draft.today
    for day in draft.also_seen:
        made = booking.contact(draft, day, booked=calendar.earlier(day, 1), result="attended")
    if draft.seen_last:
        booking.contact(draft, draft.seen_last, booked=draft.seen_last - timedelta(days=7))
        whole = draft.contacts[-1]
        whole["outcome"] = {"result": "attended", "by": whole["staff"]}
        whole["account"] = {"done": wording.DONE[0]}
        if objectives := draft.objectives_on(draft.seen_last):
            whole["account"]["objectives"] = [objectives[0]]
    if draft.wants("record-outcome"):
        due = draft.wanted["record-outcome"] or today
        day = calendar.earlier(due, limits.WORKING_DAYS["record-outcome"])
        made = booking.contact(draft, day, booked=day - timedelta(days=7))
        alone = "absences" not in " ".join(draft.wanted)
        if alone and draft.chance.random() < 0.3:  # recorded, and nobody asked why
            made["outcome"] = {"result": "failed to attend", "by": made["staff"]}
            deciding.excuse(draft, made, day, "sickness")
            made.pop("asked", None)
        draft.missed("record-outcome", due)
    if draft.wants("complete-contact"):
        due = draft.wanted["complete-contact"] or today
        day = calendar.earlier(due, limits.WORKING_DAYS["complete-contact"])
        made = booking.contact(draft, day, booked=day - timedelta(days=7), mode="telephone")
        officer = draft.officer_on(day)
        author = draft.name(officer.code)
        made["staff"] = author
        made["outcome"] = {"result": "attended", "by": author}
        planned = any(
            spell.lives_on(day) and spell.first <= signed <= day
            for spell in draft.spells
            for signed, _, _ in draft.plans
        )
        if planned and draft.chance.random() < 0.5:  # what was done, and towards nothing
            made["account"] = {"done": wording.one(draft.chance, wording.DONE)}
        draft.missed("complete-contact", due, owner=draft.author_owes(officer, today))
        overseeing.excuse(draft, "complete-contact", made["ref"], made["ref"], day, due)


def _see(draft: Draft) -> None:
    """Make sure that nobody goes unseen but where it is said."""
    seen = [
        each
        for each in draft.contacts
        if each.get("outcome", {}).get("result") == "attended"
        and each["mode"] not in ("telephone", "video")
    ]
    if not draft.spells or not seen:
        return
    last = max(_day(each) for each in seen)
    due = limits.next_by(last, draft.interval_on(last))
    if draft.wants("see-the-person"):
        draft.missed("see-the-person", due)
        return
    until = draft.away_from or draft.today
    if due >= until:
        return
    day = calendar.earlier(calendar.on_or_before(until), 2)
    booking.contact(draft, day, booked=day - timedelta(days=3), result="attended", at_once=True)


def _day(each: dict[str, Any]) -> date:
    moves = each.get("moves")
    found: date = moves[-1]["date"] if moves else each["date"]
    return found
