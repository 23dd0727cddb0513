"""How figures are shown: in words, in tables and as a small picture of twelve months."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.design.wording import day_plain
from throughcare.kernel.regime import TRANSFORMING_REHABILITATION
from throughcare.performance.comparing import Why
from throughcare.performance.models import PublishedFigure
from throughcare.performance.months import month_short
from throughcare.performance.policy import Measure
from throughcare.performance.queries import Figure, Unit
from throughcare.performance.rules.counting import LEFT_OUT, Outcome, percentage, reaches

OUTCOMES: Mapping[Outcome, str | Promise] = {
    Outcome.MET: gettext_lazy("Met in time"),
    Outcome.LATE: gettext_lazy("Late"),
    Outcome.EXCUSED: gettext_lazy("Left out: excused for its due day"),
    Outcome.ENDED: gettext_lazy("Left out: ended before it was due"),
    Outcome.DECIDED: gettext_lazy("Left out: decided in time against breach"),
    Outcome.PAUSED: gettext_lazy("Left out: paused, no due day"),
}
COLOURS: Mapping[Outcome, str] = {Outcome.MET: "green", Outcome.LATE: "red"}

LEFT_OUT_AS: Mapping[Outcome, str | Promise] = {
    Outcome.EXCUSED: gettext_lazy("excused"),
    Outcome.ENDED: gettext_lazy("ended before due"),
    Outcome.DECIDED: gettext_lazy("decided against breach"),
    Outcome.PAUSED: gettext_lazy("paused"),
}


class Shown(NamedTuple):
    """One figure as it is shown."""

    numerator: int = 0
    denominator: int = 0
    excluded: int = 0
    target: int | None = None
    left_out: str = ""
    """What is left out, in words: 2 excused, 1 ended before due."""

    @property
    def percent(self) -> Decimal | None:
        """To one decimal; None where nothing was in scope."""
        return percentage(self.numerator, self.denominator)

    @property
    def text(self) -> str:
        """96.1%, or no data."""
        return f"{self.percent:.1f}%" if self.percent is not None else _("no data")

    @property
    def reached(self) -> bool | None:
        """Whether the target is reached; None where either is missing."""
        return reaches(self.numerator, self.denominator, self.target)

    @property
    def rounds_up(self) -> bool:
        """Whether it reads like the target and is yet below it."""
        return self.reached is False and self.percent == self.target


def target(measure: Measure) -> int | None:
    """The target under the regime of this service."""
    value: int | None = TRANSFORMING_REHABILITATION.of(measure.target).value
    return value


def shown(measure: Measure, figure: Figure | None) -> Shown:
    """A figure as it is now."""
    if figure is None:
        return Shown(target=target(measure))
    said = [
        f"{figure.counts[each]} {LEFT_OUT_AS[each]}" for each in LEFT_OUT if figure.counts[each]
    ]
    return Shown(
        figure.numerator, figure.denominator, figure.excluded, target(measure), ", ".join(said)
    )


def as_published(figure: PublishedFigure) -> Shown:
    """A figure as it was published."""
    return Shown(figure.numerator, figure.denominator, figure.excluded, figure.target)


class Bar(NamedTuple):
    """One month of the picture."""

    x: int
    y: float
    height: float
    label: str
    text: str
    value: str
    reached: bool | None
    chosen: bool


class Chart(NamedTuple):
    """Twelve months as bars from nothing to a hundred per cent, with the target as a line."""

    bars: Sequence[Bar]
    target_y: float | None
    small: bool
    height: int
    width: int
    base: int


_SMALL, _LARGE = (36, 11, 8), (140, 40, 28)


def chart(
    months: Iterable[tuple[date, Shown]], of: int | None, chosen: date, *, small: bool
) -> Chart:
    """Return the picture of months, in their order."""
    high, step, _wide = _SMALL if small else _LARGE
    top = 2 if small else 6
    bars = []
    for at, (month, each) in enumerate(months):
        tall = float(each.percent or 0) * high / 100
        bars.append(
            Bar(
                x=at * step + (1 if small else 6),
                y=round(top + high - tall, 1),
                height=round(tall, 1),
                label=month_short(month),
                text=each.text,
                value="–" if each.percent is None else f"{each.percent:.1f}",
                reached=each.reached,
                chosen=month == chosen,
            )
        )
    return Chart(
        bars=bars,
        target_y=None if of is None else round(top + high - of * high / 100, 1),
        small=small,
        height=top + high + (2 if small else 42),
        width=len(bars) * step + (0 if small else 6),
        base=top + high,
    )


_CAUSES: Mapping[str, str | Promise] = {
    "fact": gettext_lazy("Recorded since"),
    "correction": gettext_lazy("Corrected since"),
    "rule": gettext_lazy("A rule has changed"),
    "recorded": gettext_lazy("Came to count here since"),
    "holder": gettext_lazy("Who held the case on the due day was corrected"),
    "excusal": gettext_lazy("An excusal was recorded or withdrawn"),
}


def why_said(why: Why) -> str:
    """Corrected since: Outcome corrected, by Olga on 3 April 2017."""
    said = str(_CAUSES[why.cause])
    if why.cause != "rule" and why.what:
        said = f"{said}: {why.what}"
    if why.by and why.at:
        said = _("%(what)s, by %(by)s on %(day)s") % {
            "what": said,
            "by": why.by,
            "day": day_plain(why.at),
        }
    elif why.at:
        said = _("%(what)s on %(day)s") % {"what": said, "day": day_plain(why.at)}
    return said


def by_key(figures: Iterable[Figure]) -> dict[tuple[str, date, Unit], Figure]:
    """Figures by measure, month and unit."""
    return {(each.measure, each.month, each.unit): each for each in figures}


def cell(value: object) -> str:
    """A cell of a CSV file. What a spreadsheet would run as a formula is made plain text."""
    text = "" if value is None else str(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
