"""Which OGRS3 category of offence does a Home Office code belong to?

A code has five digits: a class of three and a sub-class of two, written 00106 or 001/06.
A code that parts from its class has a row of its own in ``policy.OFFENCE_CODES``; any
other takes its class's category, and a class without a row is Other.

Not here: whether a code exists, and the categories of RSR, to which no published map
leads.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from throughcare.assessment import policy

OTHER = "Other"
_CODE = re.compile(r"([0-9]{3})/?([0-9]{2})")
_CODES: Mapping[str, Sequence[str]] = policy.OFFENCE_CODES.value
_CATEGORY = {code: category for category, codes in _CODES.items() for code in codes}


@dataclass(frozen=True, slots=True)
class Found:
    """The category of a code; without one, what to do about it."""

    category: str | None
    what_to_do: str = ""


def is_code(code: str) -> bool:
    """Whether it is written as a Home Office code is."""
    return _CODE.fullmatch(code) is not None


def find(code: str) -> Found:
    """Return the category of the offence that a Home Office code stands for."""
    match = _CODE.fullmatch(code)
    if not match:
        return Found(None, "use a Home Office code of five digits, as 00106 or 001/06")
    in_class, exact = match[1], f"{match[1]}/{match[2]}"
    category = _CATEGORY.get(exact) or _CATEGORY.get(in_class, OTHER)
    if category == policy.MISSING_DESCRIPTION:
        return Found(None, "it stands for a missing description, which has no weight: find out")
    if category == policy.NEEDS_EXACT_OFFENCE:
        return Found(None, "it covers different offences: give the code of the exact offence")
    return Found(category)
