"""On which days a court team holds a case: from a report or a sentence until it is received.

Duty calendar, readings 1 and 7. A case that a team supervises stays with that team while the court
deals with something new; only what is owed by the court officer then is the court team's.

Not here: what is owed at court (court.duties), and who is there to do it (holding).
"""

from collections.abc import Sequence
from datetime import date

import msgspec

from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.court import CourtAllocation, Report
from throughcare.kernel.days import ONE_DAY
from throughcare.sentences.rules.spells import spells


class AtCourt(msgspec.Struct, frozen=True):
    """A run of days on which a court team holds the case."""

    first: date
    last: date | None
    team: str | None
    officer: str | None


def at_court(case: CaseFile, received: Sequence[date]) -> list[AtCourt]:
    """Return the runs of days on which a court team holds the case, the first first.

    ``received`` are the days on which a team received the case or somebody was named responsible.
    """
    found = []
    for first, until, team, officer in _begun(case):
        free = first
        if any(day < first for day in received):
            busy = _supervised_until(case, first)
            if busy is None:
                continue
            free = max(first, busy + ONE_DAY)
        lasts = [day - ONE_DAY for day in received if day >= first]
        lasts += [until] if until else []
        last = min(lasts, default=None)
        if last is None or last >= free:
            found.append(AtCourt(free, last, team, officer))
    return sorted(found, key=lambda each: each.first)


def sentenced_on(case: CaseFile) -> dict[str, date]:
    """Return the day of each order and custodial sentence, by its reference."""
    found = {each.ref: each.sentenced_on for each in case.sentences.orders}
    return found | {each.ref: each.sentenced_on for each in case.sentences.custody}


def report_for(case: CaseFile, sentence: str | None) -> Report | None:
    """Return the report on which a sentence was passed, the last of several; None without one.

    A report is for the first day of sentence from its request on.
    """
    days = sentenced_on(case)
    day = days.get(sentence or "")
    found = [
        each
        for each in case.court.reports
        if (each.team or each.author)
        and not (each.withdrawn or each.disposed)
        and min((on for on in days.values() if on >= each.requested_on), default=None) == day
    ]
    return max(found, key=lambda each: (each.requested_on, each.ref), default=None) if day else None


def allocation_of(case: CaseFile, sentence: str | None) -> CourtAllocation | None:
    """Return the court team's allocation of a sentence; where there are several, the last."""
    found = [each for each in case.court.allocations if each.of == sentence]
    return found[-1] if found else None


def _begun(case: CaseFile) -> list[tuple[date, date | None, str | None, str | None]]:
    """What brings a case to a court team: from when, until when of itself, to whom."""
    found = [
        (report.requested_on, _over(report), report.team, report.author)
        for report in case.court.reports
        if report.team or report.author
    ]
    days = sentenced_on(case)
    found += [
        (days[each.of], None, each.team, each.officer)
        for each in case.court.allocations
        if each.of in days and (each.team or each.officer)
    ]
    begun = {each.of for each in case.court.allocations}
    for sentence, day in days.items():
        report = report_for(case, sentence) if sentence not in begun else None
        if report is not None:
            found.append((day, None, report.team, report.author))
    return found


def _over(report: Report) -> date | None:
    if report.withdrawn:
        return report.withdrawn.date
    if report.disposed:
        return report.disposed.date
    if report.signed:
        return max(report.signed.date, report.hearing_on or report.signed.date)
    return None


def _supervised_until(case: CaseFile, first: date) -> date | None:
    """Return the last day of what was ordered before ``first``; None where none is known.

    A custodial sentence goes on until the person was released, and after a recall.
    """
    lasts: list[date | None] = [date.min]
    before = {ref for ref, day in sentenced_on(case).items() if day < first}
    lives = [spell for spell in spells(case) if spell.of in before]
    lasts += [spell.last for spell in lives if spell.ended_because != "recalled"]
    for custody in case.sentences.custody:
        own = [spell for spell in lives if spell.of == custody.ref]
        if custody.ref in before and (not own or own[-1].ended_because == "recalled"):
            lasts.append(None)
    known = [day for day in lasts if day is not None]
    return max(known) if len(known) == len(lasts) else None
