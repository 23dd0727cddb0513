"""What was left out of an assessment when it was signed, and when it was filled in.

A section counts as missing while it is blank, or carried forward and not confirmed; the person's
own view, diversity and barriers while they are blank. Sections that an assessment does not have
are not missing.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import NamedTuple

from throughcare.assessment.rules.written import signed_at, written_on
from throughcare.kernel.casefile.assessment import AssessedSection, Oasys
from throughcare.kernel.casefile.facts import first_recorded, standing_since


class Completeness(NamedTuple):
    """What an assessment lacked when it was signed, and the day from which it lacks nothing."""

    missing: tuple[str, ...]
    complete_on: date | None


def completeness(assessment: Oasys) -> Completeness:
    """Return what was missing from a signed assessment."""
    assert assessment.signed_on is not None
    at = signed_at(assessment)
    parts = list(_parts(assessment, at))
    missing = tuple(name for name, since in parts if since is None or since > at)
    if not missing:
        return Completeness((), assessment.signed_on)
    known = [since for _, since in parts if since]
    if len(known) < len(parts):
        return Completeness(missing, None)
    return Completeness(missing, written_on(assessment.signed_on, at, max(known)))


def _parts(assessment: Oasys, at: datetime) -> Iterator[tuple[str, datetime | None]]:
    for name, holds in _OWN.items():
        yield name, standing_since(assessment, holds)
    for section in assessment.sections:
        since = standing_since(section, _stands)
        if since is None or since == first_recorded(section):
            # Whole from the first: if it was added later, it was not missing before.
            yield f"section {section.number}", since and min(since, at)
        else:
            yield f"section {section.number}", since


def _stands(version: AssessedSection) -> bool:
    return version.is_written and not version.carried_forward


_OWN: dict[str, Callable[[Oasys], bool]] = {
    "the person’s own view": lambda each: each.has_own_view or bool(each.own_view.strip()),
    "diversity": lambda each: each.has_diversity or bool(each.diversity.strip()),
    "barriers": lambda each: each.has_barriers or bool(each.barriers.strip()),
}
