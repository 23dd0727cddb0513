"""The inputs of a score as they were sent: read one by one, every error kept.

An error names its input and says what to give instead. An input that cannot be
read is None, and what is wrong with it stands in ``errors``.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from throughcare.kernel.jsonfile import shown

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Reading:
    """One item's inputs, asked for by name; ``errors`` collects what is wrong."""

    def __init__(self, item: object, names: Collection[str]) -> None:
        self.errors: list[str] = []
        self._given: Mapping[str, object] = {}
        if not isinstance(item, dict):
            self.errors.append(f"the item is {shown(item)}: give an object with {', '.join(names)}")
            return
        self._given = item
        self.errors.extend(f"{name}: is missing: give it" for name in names if name not in item)
        self.errors.extend(
            f"{shown(name)}: is not an input of this score: take it out"
            for name in item
            if name not in names
        )

    def one_of(self, name: str, allowed: Iterable[str]) -> str | None:
        """Return the one of ``allowed`` that is given, whatever its capital letters."""
        if name not in self._given:
            return None
        value = self._given[name]
        by_folded = {each.casefold(): each for each in allowed}
        found = by_folded.get(value.casefold()) if isinstance(value, str) else None
        if found is None:
            self._wrong(name, f"use one of: {'; '.join(by_folded.values())}")
        return found

    def day(self, name: str) -> date | None:
        """Return the day given as YYYY-MM-DD."""
        if name not in self._given:
            return None
        value = self._given[name]
        if not isinstance(value, str) or not _DAY.fullmatch(value):
            self._wrong(name, "use a date written YYYY-MM-DD")
            return None
        try:
            return date.fromisoformat(value)
        except ValueError:
            self._wrong(name, "there is no such day: correct it")
            return None

    def whole_number(self, name: str, *, least: int, most: int) -> int | None:
        """Return the whole number given, from ``least`` to ``most``."""
        if name not in self._given:
            return None
        value = self._given[name]
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            self._wrong(name, f"use a whole number from {least} to {most}")
            return None
        return value

    def _wrong(self, name: str, what_to_do: str) -> None:
        self.errors.append(f"{name}: {shown(self._given[name])} will not do: {what_to_do}")
