"""What comes before what: a day that lies before the one it must follow is said."""

from datetime import date
from typing import Any

from throughcare.kernel.casefile.problems import Found
from throughcare.kernel.casefile.settling import Placed


def not_before(
    found: Found, each: Placed, name: str, day: date | None, first: date | None, what: str
) -> None:
    """Say of the field ``name`` that its day is before ``first``, which is ``what``."""
    if day is not None and first is not None and day < first:
        found.say((*each.path, *name.split(".")), f"{day} is before {what}, {first}")


def standing(part: Any) -> Any:
    """Return a part that was not recorded in error, else None."""
    return None if part is None or part.in_error else part
