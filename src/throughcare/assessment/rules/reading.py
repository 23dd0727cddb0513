"""The inputs of a score as they were sent: read one by one, every error kept.

An error names its input, with the other name if it was given under one, and says what to
give instead. An input that cannot be read is None, and what is wrong with it stands in
``errors``. One that is null counts as not given.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import TypeGuard, TypeVar

from throughcare.kernel.jsonfile import Unread, shown

T = TypeVar("T")

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """The inputs of a score that are not known."""

    needed: tuple[str, ...]
    """Without these there is no score."""
    adds_nothing: tuple[str, ...] = ()
    """Without these there is one, as if their answers were no."""

    @property
    def score_possible(self) -> bool:
        """Whether a score can be made without them."""
        return not self.needed


class Reading:
    """One item's inputs, asked for by name; ``errors`` collects what is wrong.

    ``also`` maps other names under which an input may be given to its own.
    """

    def __init__(
        self, item: object, names: Collection[str], *, also: Mapping[str, str] = _NONE
    ) -> None:
        self.errors: list[str] = []
        self.missing: list[str] = []
        """The inputs that were needed and not given, also named in ``errors``."""
        self._given: dict[str, object] = {}
        self._unread: set[str] = set()
        self._called: dict[str, str] = {}
        self._is_object = isinstance(item, Mapping)
        if not isinstance(item, Mapping):
            self.errors.append(f"the item is {shown(item)}: give an object of inputs by name")
            return
        for key, value in item.items():
            name = also.get(key, key)
            if name not in names:
                self._add(f"{shown(key)}: is not an input of this score: take it out")
            elif value is not None:
                self._take(name, value, key)

    def has(self, name: str) -> bool:
        """Return whether the input is given, right or wrong."""
        return name in self._given or name in self._unread

    def need(self, name: str, *, instead: str = "") -> None:
        """Say that an input is missing, unless it is given; ``instead`` is another way."""
        if self._is_object and not self.has(name):
            self._add(f"{name}: is missing: give it{f', or {instead}' if instead else ''}")
            self.missing.append(name)

    def agreed(self, name: str, value: T | None, other: str, reckoned: T | None) -> T | None:
        """Return an input that may be given in two ways, by the one that is.

        It is an error if both are given and they disagree.
        """
        if value is not None and reckoned is not None and value != reckoned:
            self.refuse(name, f"is {shown(value)}, but by {other} {shown(reckoned)}: correct one")
        return reckoned if value is None else value

    def one_of(
        self,
        name: str,
        allowed: Iterable[str],
        *,
        also: Mapping[str, str] = _NONE,
        numbered: bool = False,
    ) -> str | None:
        """Return the one of ``allowed`` that is given, whatever its capital letters.

        ``also`` maps other words for them to their own. Where they are ``numbered`` it may be
        given by its number in their order, from 0.
        """
        if name not in self._given:
            return None
        value = self._given[name]
        by_folded = {each.casefold(): each for each in allowed}
        found = None
        if isinstance(value, str):
            other_words = {word.casefold(): each for word, each in also.items()}
            found = (by_folded | other_words).get(value.casefold())
        if numbered and _is_whole(value) and 0 <= value < len(by_folded):
            found = list(by_folded.values())[value]
        if found is None:
            by_number = f", or a number from 0 to {len(by_folded) - 1}" if numbered else ""
            self.wrong(name, f"use one of: {'; '.join(by_folded.values())}{by_number}")
        return found

    def day(self, name: str) -> date | None:
        """Return the day given as YYYY-MM-DD."""
        if name not in self._given:
            return None
        value = self._given[name]
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        if not isinstance(value, str) or not _DAY.fullmatch(value):
            self.wrong(name, "use a date written YYYY-MM-DD")
            return None
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.wrong(name, "there is no such day: correct it")
            return None

    def whole_number(self, name: str, *, least: int, most: int) -> int | None:
        """Return the whole number given, from ``least`` to ``most``."""
        if name not in self._given:
            return None
        value = self._given[name]
        if not _is_whole(value) or not least <= value <= most:
            self.wrong(name, f"use a whole number from {least} to {most}")
            return None
        return value

    def yes_no(self, name: str, *, numbered: bool = False) -> bool | None:
        """Return the answer given as true or false, or in words as yes or no.

        Where it is ``numbered`` 1 is yes and 0 is no.
        """
        if name not in self._given:
            return None
        value = self._given[name]
        if isinstance(value, bool):
            return value
        if isinstance(value, str) and value.casefold() in {"yes", "no"}:
            return value.casefold() == "yes"
        if numbered and _is_whole(value) and value in {0, 1}:
            return value == 1
        self.wrong(name, "use true or false")  # 0 and 1 mean different things to calculators
        return None

    def text(self, name: str) -> str | None:
        """Return the text given."""
        if name not in self._given:
            return None
        value = self._given[name]
        if not isinstance(value, str):
            self.wrong(name, "write it in quotation marks")
            return None
        return value

    def wrong(self, name: str, what_to_do: str) -> None:
        """Say what is wrong with an input, showing what was given."""
        value = self._given[name]
        said = value.isoformat() if isinstance(value, date) else shown(value)
        self.refuse(name, f"{said} will not do: {what_to_do}")

    def refuse(self, name: str, why: str) -> None:
        """Say what is wrong with an input, or between it and others."""
        called = self._called.get(name, name)
        self._add(f"{name}: {why}" if called == name else f"{name} (given as {called}): {why}")

    def _take(self, name: str, value: object, called: str) -> None:
        self._called.setdefault(name, called)
        if isinstance(value, Unread):
            self._unread.add(name)
            self.refuse(name, value.why)
        elif name not in self._given:
            self._given[name] = value
        elif type(self._given[name]) is not type(value) or self._given[name] != value:
            self._add(f"{name}: is given twice, under two names, and differently: keep one")

    def _add(self, error: str) -> None:
        if error not in self.errors:  # a day may be read twice, to compare it
            self.errors.append(error)


def _is_whole(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)
