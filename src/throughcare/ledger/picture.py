"""The sentence as a time line: where everything lies on a strip of days.

Only geometry and words: bars for orders, custody, licences, supervision and requirements,
shades for days in custody or hospital, a mark for today, and a tick for each contact. The
page draws them and gives the same as a table.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from throughcare.contacts.queries import Listed
from throughcare.contacts.showing import named
from throughcare.design.wording import day_short
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.sentences import Requirement
from throughcare.kernel.days import Days
from throughcare.sentences.rules.spells import Spell, paused, spells

WIDTH = 960
LEFT = 190
"""Where the strip of days begins; the names of bars stand before it."""
RIGHT = 12
LANE = 26
BAR = 14
TOP = 30
TICKS = 46
MOST_LANES = 24
_CIRCLE = "a3 3 0 1 0 6 0a3 3 0 1 0 -6 0"


@dataclass(frozen=True)
class Bar:
    """A run of days, drawn and said."""

    name: str
    kind: str
    first: date
    last: date | None
    ended: str
    x: float
    width: float
    y: int

    @property
    def span(self) -> str:
        """From when to when, in words."""
        first = day_short(self.first)
        if self.last is None:
            return _("%(first)s, no end set") % {"first": first}
        return _("%(first)s to %(last)s") % {"first": first, "last": day_short(self.last)}


@dataclass(frozen=True)
class Mark:
    """A line across the strip, with a word at its head."""

    text: str
    x: float


@dataclass(frozen=True)
class Picture:
    """Everything there is to draw."""

    height: int
    bars: Sequence[Bar]
    pauses: Sequence[Bar]
    marks: Sequence[Mark]
    today: Mark | None
    attended: str
    failed: str
    other: str
    to_come: str
    counts: Sequence[tuple[str, int]]
    ticks_at: int
    width: int = WIDTH
    left: int = LEFT


def picture(case: CaseFile, contacts: Iterable[Listed], today: date) -> Picture | None:
    """Return the time line of a case; None where there is no sentence."""
    rows = list(_rows(case))
    if not rows:
        return None
    found = [each for each in contacts if not each.in_error and each.kind != "note"]
    strip = _Strip(rows, found, today)
    rows = rows[:MOST_LANES]
    bars = [
        Bar(name, kind, first, last, ended, *strip.run(first, last), TOP + LANE * lane)
        for lane, (name, kind, first, last, ended) in enumerate(rows)
    ]
    ticks_at = TOP + LANE * len(rows) + 6
    return Picture(
        height=ticks_at + TICKS,
        bars=bars,
        pauses=[_pause(days, strip) for days in paused(case) if strip.shows(days)],
        marks=list(strip.marks()),
        today=Mark(_("Today"), strip.x(today)) if strip.first <= today <= strip.last else None,
        ticks_at=ticks_at,
        **strip.ticks(found, today, ticks_at),
    )


_Row = tuple[str, str, date, date | None, str]


def _rows(case: CaseFile) -> Iterator[_Row]:
    """The bars, the sentences in their order, each with what it requires below it."""
    custody = sorted(case.sentences.custody, key=lambda each: each.sentenced_on)
    for each in custody:
        releases = [licence.released_on for licence in each.licences]
        if each.supervision:
            releases.append(each.supervision.starts_on)
        out = min(releases, default=None)
        last = out - timedelta(days=1) if out else None
        if last is None or last >= each.sentenced_on:
            yield _("Custody"), "custody", each.sentenced_on, last, ""
    for spell in spells(case):
        kind = str(spell.kind)
        yield _name(spell), _kind(spell), spell.first, spell.last, _ended(spell)
        for requirement in spell.requirements:
            yield _required(requirement, spell, kind)


def _name(spell: Spell) -> str:
    name = spell.name
    return name[:1].upper() + name[1:]


def _kind(spell: Spell) -> str:
    return {"order": "order", "licence": "licence"}.get(str(spell.kind), "supervision")


def _ended(spell: Spell) -> str:
    because = spell.ended_because or ""
    return "" if because == "expired" else because


def _required(requirement: Requirement, spell: Spell, kind: str) -> _Row:
    first = requirement.starts_on or spell.first
    last, ended = spell.last, ""
    if requirement.ended and (last is None or requirement.ended.date < last):
        last, ended = requirement.ended.date, requirement.ended.because
    return named(requirement), "requirement", first, last, ended


class _Strip:
    """Days along the width of the picture."""

    def __init__(self, rows: Sequence[_Row], contacts: Sequence[Listed], today: date) -> None:
        firsts = [first for _name, _kind, first, _last, _ended in rows]
        lasts = [last for *_rest, last, _ended in rows if last]
        self.first = min(firsts) - timedelta(days=7)
        self.last = max([*lasts, *firsts, today]) + timedelta(days=14)
        self._scale = (WIDTH - LEFT - RIGHT) / max((self.last - self.first).days, 1)

    def x(self, on: date) -> float:
        """How far along a day lies."""
        return round(
            LEFT + (min(max(on, self.first), self.last) - self.first).days * self._scale, 1
        )

    def run(self, first: date, last: date | None) -> tuple[float, float]:
        """Where a run of days begins, and how wide it is."""
        begin = self.x(first)
        return begin, round(max(self.x(last or self.last) - begin, 2), 1)

    def shows(self, days: Days) -> bool:
        """Whether any of a run of days lies on the strip."""
        return days.first <= self.last and (days.last is None or days.last >= self.first)

    def marks(self) -> Iterator[Mark]:
        """The beginnings of months, quarters or years, as many as there is room for."""
        months = (self.last - self.first).days / 30
        step = next((n for n in (1, 2, 3, 6, 12, 24, 60) if months / n <= 11), 120)
        on = date(self.first.year, 1, 1)
        while on <= self.last:
            if on >= self.first:
                text = str(on.year) if step >= 12 else f"{on:%b} {on.year}"
                yield Mark(text, self.x(on))
            month = on.month - 1 + step
            on = date(on.year + month // 12, month % 12 + 1, 1)

    def ticks(self, contacts: Iterable[Listed], today: date, y: int) -> dict[str, Any]:
        """A path of ticks for each way a contact went; those that would cover another, once."""
        places: dict[str, dict[int, None]] = {
            name: {} for name in ("attended", "failed", "other", "to_come")
        }
        counts = dict.fromkeys(places, 0)
        for each in contacts:
            if each.cancelled:
                continue
            if each.result == "attended":
                kind = "attended"
            elif each.result and each.result.startswith("failed"):
                kind = "failed"
            elif each.result is None and each.day >= today:
                kind = "to_come"
            else:
                kind = "other"
            counts[kind] += 1
            places[kind][round(self.x(each.day))] = None
        drawn: dict[str, Any] = {
            "attended": "".join(f"M{x} {y + 10}v12" for x in places["attended"]),
            "failed": "".join(f"M{x - 4} {y + 2}l8 8m0 -8l-8 8" for x in places["failed"]),
            "other": "".join(f"M{x} {y + 14}v8" for x in places["other"]),
            "to_come": "".join(
                f"M{x - 3} {y + 16}a3 3 0 1 0 6 0a3 3 0 1 0 -6 0" for x in places["to_come"]
            ),
        }
        said = {
            "attended": _("attended"),
            "failed": _("failed to attend or comply"),
            "other": _("not held, or outcome not recorded"),
            "to_come": _("to come"),
        }
        drawn["counts"] = [(said[name], counts[name]) for name in said if counts[name]]
        return drawn


def _pause(days: Days, strip: _Strip) -> Bar:
    x, width = strip.run(days.first, days.last)
    return Bar(_("Custody or hospital"), "pause", days.first, days.last, "", x, width, TOP)
