"""The spells in which duties live: orders, licences and post-sentence supervision.

Duty calendar, readings 1, 2, 4 and 5. A recall ends the licence's spell and a
re-release begins a new one; the last day of a spell is itself a day in it.

Not here: who holds the case (caseload.rules.holding).
"""

from datetime import date
from enum import StrEnum

import msgspec

from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.sentences import (
    Custody,
    Licence,
    Order,
    Pause,
    Requirement,
    Supervision,
)
from throughcare.kernel.days import ONE_DAY, Days, joined


class SpellKind(StrEnum):
    """What a spell is a spell of."""

    ORDER = "order"
    LICENCE = "licence"
    SUPERVISION = "post-sentence supervision"


class Spell(msgspec.Struct, frozen=True, kw_only=True):
    """One order, licence or stretch of supervision, from its first day to its last."""

    ref: str
    of: str
    """The sentence it belongs to: for an order, the order itself."""
    kind: SpellKind
    name: str
    first: date
    last: date | None
    """The last day, known or planned; None where there is none yet."""
    ended_because: str | None
    released: bool
    """Whether it begins with a release from custody."""
    after_recall: bool
    requirements: tuple[Requirement, ...]

    def lives_on(self, day: date) -> bool:
        """Say whether ``day`` is a day of the spell."""
        return self.first <= day and not self.ended_before(day)

    def ended_before(self, day: date) -> bool:
        """Say whether its last day was before ``day``."""
        return self.last is not None and self.last < day


def spells(case: CaseFile) -> list[Spell]:
    """Return every spell of the case, by first day."""
    found = [_of_order(order) for order in case.sentences.orders]
    pauses = case.sentences.pauses
    for custody in case.sentences.custody:
        licences = sorted(custody.licences, key=lambda licence: licence.released_on)
        found += [
            _of_licence(custody, licence, licences[:number])
            for number, licence in enumerate(licences)
        ]
        if custody.supervision:
            found.append(_of_supervision(custody, custody.supervision, licences, pauses))
    return sorted(found, key=lambda spell: (spell.first, spell.ref))


def supervisions(among: list[Spell]) -> list[Days]:
    """Return the runs of days on which at least one spell lives, unbroken."""
    return joined([Days(spell.first, spell.last) for spell in among])


def supervision_on(day: date, runs: list[Days]) -> Days | None:
    """Return the run of supervision that holds ``day``."""
    return next((run for run in runs if day in run), None)


def paused(case: CaseFile) -> list[Days]:
    """Return the days in custody or hospital: reception to the eve of release.

    Custody under a sentence or after a recall follows from the sentence itself.
    """
    runs = [
        Days(pause.received_on, pause.released.date - ONE_DAY if pause.released else None)
        for pause in case.sentences.pauses
    ]
    for custody in case.sentences.custody:
        licences = sorted(custody.licences, key=lambda licence: licence.released_on)
        releases = [licence.released_on for licence in licences]
        if custody.supervision:
            releases.append(custody.supervision.starts_on)
        receptions = [custody.sentenced_on]
        receptions += [
            licence.recall.returned_on
            for licence in licences
            if licence.recall and licence.recall.returned_on
        ]
        for received in receptions:
            released = min((day for day in releases if day >= received), default=None)
            runs.append(Days(received, released - ONE_DAY if released else None))
    return joined(runs)


def _of_order(order: Order) -> Spell:
    return Spell(
        ref=order.ref,
        of=order.ref,
        kind=SpellKind.ORDER,
        name=order.kind,
        first=order.sentenced_on,
        last=order.ended.date if order.ended else order.expires_on,
        ended_because=order.ended.because if order.ended else "expired",
        released=False,
        after_recall=False,
        requirements=order.requirements,
    )


def _of_licence(custody: Custody, licence: Licence, before: list[Licence]) -> Spell:
    last, because = licence.expires_on, "expired"
    if licence.recall:
        last, because = licence.recall.date, "recalled"
    elif licence.ended:
        last, because = licence.ended.date, licence.ended.because
    return Spell(
        ref=licence.ref,
        of=custody.ref,
        kind=SpellKind.LICENCE,
        name="licence",
        first=licence.released_on,
        last=last,
        ended_because=because,
        released=True,
        after_recall=any(earlier.recall for earlier in before),
        requirements=licence.conditions,
    )


def _of_supervision(
    custody: Custody,
    supervision: Supervision,
    licences: list[Licence],
    pauses: tuple[Pause, ...],
) -> Spell:
    latest = licences[-1] if licences else None
    from_custody = any(
        pause.kind == "custody" and pause.released and pause.released.date == supervision.starts_on
        for pause in pauses
    )
    return Spell(
        ref=supervision.ref,
        of=custody.ref,
        kind=SpellKind.SUPERVISION,
        name="post-sentence supervision",
        first=supervision.starts_on,
        last=supervision.ended.date if supervision.ended else supervision.expires_on,
        ended_because=supervision.ended.because if supervision.ended else "expired",
        released=latest is None or latest.recall is not None or from_custody,
        after_recall=latest is not None and latest.recall is not None,
        requirements=supervision.conditions,
    )
