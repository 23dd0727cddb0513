"""The edges of enforcement: where a clock just runs, just ends, or does not begin at all.

Readings 13 to 15 of the duty calendar, each on both of its sides.
"""

from datetime import date, timedelta
from random import Random
from typing import Any

from throughcare.casebook.synthetic import booking, calendar, deciding
from throughcare.casebook.synthetic.draft import Draft, Spell


def warned_until(last: date, chance: Random) -> date | None:
    """A day of warning whose twelve months end with ``last``; 29 February where it can be."""
    after = last + timedelta(days=1)
    found = [
        day
        for back in range(3)
        if calendar.eve_of_anniversary(day := calendar.months(after, -12) - timedelta(days=back))
        == last
    ]
    leap = [day for day in found if (day.month, day.day) == (2, 29)]
    return leap[0] if leap and chance.random() < 0.7 else found[0] if found else None


def ended_on(draft: Draft, day: date) -> None:
    """Now and then the last day of a further order: what is owed of that order ends with it."""
    orders = draft.doc["sentences"].get("orders", ())
    if len(orders) > 1 and orders[-1]["ref"] == "order-2" and draft.chance.random() < 0.5:
        spell = draft.spells[-1]
        if spell.ref == "order-2" and spell.first < day:
            orders[-1]["expires_on"] = day
            draft.spells[-1] = spell._replace(last=day)


def referred_instead(draft: Draft, spell: Spell, made: dict[str, Any], decided: date) -> None:
    """Referred for breach though no warning was live: that meets the warning too."""
    on = draft.within(decided, 2)
    if on <= draft.today:
        deciding.breach(draft, spell, made, on, spared=False)
    else:
        draft.missed("send-warning", calendar.later(decided, 2))


def breached_before(draft: Draft, live: list[Spell], warned: date, day: date) -> bool:
    """A breach of the same warning, still before the court, which later failures join; or dealt
    with before the failure, so that it opens anew. Says whether it is pending."""
    how = draft.chance.random()
    failed_on = calendar.later(warned, 3)
    decided = calendar.later(failed_on, 2)
    referred = calendar.later(decided, 4)
    if how > 0.3 or len(live) != 1 or calendar.later(referred, 3) >= day:
        return False
    pending = how < 0.15
    made = deciding.failed(draft, failed_on)
    deciding.refuse(draft, made, decided)
    dealt = None if pending else calendar.later(referred, 2)
    deciding.breach(draft, live[0], made, referred, spared=False, heard=dealt)
    return pending


def before_the_warning(draft: Draft, warned: date) -> None:
    """A failure on the eve of a warning, decided after it: it opens neither warning nor breach."""
    day = calendar.on_or_before(warned - timedelta(days=1))
    decided = calendar.later(warned, 2)
    if draft.chance.random() < 0.5 and decided <= draft.today:
        made = deciding.failed(draft, day)
        deciding.refuse(draft, made, decided)


def by_the_service(draft: Draft, day: date) -> None:
    """Between absences in a row, one that the service caused: it neither counts nor breaks."""
    made = deciding.failed(draft, day)
    if draft.chance.random() < 0.5:
        made.pop("asked")
        made["outcome"] |= {"result": "not held", "service_cause": "stood down"}
        return
    deciding.excuse(draft, made, calendar.later(day, 1), "caused by the service")


def a_row_before_the_fifth(draft: Draft, decided: date, due: date) -> None:
    """Three in a row, looked at in time; then the person came; then the fifth, and nobody asks."""
    row = [calendar.earlier(decided, back) for back in (41, 37, 33)]
    for number, day in enumerate(row):
        made = deciding.failed(draft, day)
        deciding.excuse(draft, made, calendar.later(day, 1), "caring")
        if number == 2:
            deciding.reviewed(draft, day, calendar.later(day, 4))
    for back in (11, 1):
        day = calendar.earlier(decided, back)
        booking.contact(draft, calendar.earlier(day, 5), booked=row[0], result="attended")
        made = deciding.failed(draft, day)
        deciding.excuse(draft, made, decided if back == 1 else calendar.later(day, 1), "caring")
    for spell in draft.spells:
        if spell.lives_on(row[0]) and spell.lives_on(calendar.earlier(decided, 1)):
            draft.missed("review-acceptable-absences", due, of=spell)
