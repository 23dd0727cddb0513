"""What draws facts for random case files: days that lie close together, times, references."""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

FIRST, LAST = date(2016, 12, 1), date(2017, 12, 31)

DAYS = st.integers(0, (LAST - FIRST).days).map(lambda days: FIRST + timedelta(days=days))
SHORT = st.integers(0, 20).map(lambda days: timedelta(days=days))
LONG = st.integers(0, 240).map(lambda days: timedelta(days=days))
STAFF = st.sampled_from(["olga", "omar", "petra", "nina"])
_FATES = st.integers(0, 99)

Draw = st.DrawFn
Plain = dict[str, Any]


def instant(day: date, hour: int = 10) -> str:
    """An instant of a day, as a case file writes it."""
    return f"{day}T{hour:02}:00:00Z"


def maybe(draw: Draw, one_in: int = 2) -> bool:
    """Yes, once in so many times."""
    return draw(st.integers(1, one_in)) == one_in


class Maker:
    """Draws facts, and keeps count of their references."""

    def __init__(self, draw: Draw) -> None:
        self.draw = draw
        self.count = 0

    def item(self, name: str, day: date, /, **fields: Any) -> Plain:
        """A fact with a reference."""
        self.count += 1
        return {"ref": f"{name}-{self.count}"} | self.fact(day, **fields)

    def fact(self, day: date, /, **fields: Any) -> Plain:
        """A fact; one in five is recorded late or ahead, one in twenty in error."""
        made = {name: _plain(value) for name, value in fields.items() if value is not None}
        recorded = day
        fate = self.draw(_FATES)  # drawn at once: a case has hundreds of facts
        if fate % 5 == 4:
            recorded = day + self.draw(SHORT) - timedelta(days=5)
            made["recorded_at"] = instant(recorded)
        if fate // 5 == 19:
            made["recorded_at"] = instant(recorded)
            at = instant(recorded + self.draw(SHORT), 11)
            made["in_error"] = {"recorded_at": at, "because": "recorded in error"}
        return made

    def later(self, day: date, by: st.SearchStrategy[timedelta] = LONG) -> date | None:
        """A day from ``day`` on, or none."""
        return day + self.draw(by) if maybe(self.draw) else None

    def some(self, most: int, make: Any) -> list[Any]:
        """Up to ``most`` of what ``make`` makes."""
        return [make() for _ in range(self.draw(st.integers(0, most)))]


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
