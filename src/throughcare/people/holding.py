"""Who holds a case. The area that knows says so; lists of people ask here."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple


class Holder(NamedTuple):
    """The team that holds a case, and who is responsible for it."""

    team: str
    officer: str
    """Empty where nobody is responsible."""


Holders = Callable[[Sequence[int], date], Mapping[int, Holder]]

_declared: list[Holders] = []


def declare_holders(function: Holders) -> None:
    """Let ``function(people, today)`` say who holds their cases; called in ``AppConfig.ready``."""
    _declared[:] = [function]


def holders(people: Sequence[int], today: date) -> Mapping[int, Holder]:
    """Return who holds the cases of these people; those whose case nobody holds are left out."""
    return _declared[0](people, today) if _declared and people else {}
