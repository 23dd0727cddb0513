"""Cases for which nobody is responsible, as the pages of a team show them."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _

from throughcare.caseload.queries import Held
from throughcare.court.showing import NotCome, not_come
from throughcare.design.wording import day as in_words
from throughcare.history.composing import compose
from throughcare.kernel.casefile import CaseFile
from throughcare.ledger.pages.lines import HARM, HARM_COLOURS
from throughcare.people.queries import Who
from throughcare.workload.queries import Measured


class Unassigned(NamedTuple):
    """A case for which nobody is responsible."""

    who: Who
    harm: str
    harm_colour: str
    tier: str
    points: int
    received: str
    """When the team received it, of a case that nobody has had yet."""
    not_come: list[NotCome]
    """What did not come with it from the court."""


def unassigned(
    cases: Sequence[int], people: Mapping[int, Who], known: Mapping[int, Measured]
) -> list[Unassigned]:
    """Return these cases as the pages show them."""
    files = compose(cases, "facts", standing=True, as_stored=True, directory=False)
    return [_shown(people[key], known[key], file) for key, file in zip(cases, files, strict=True)]


def _shown(person: Who, found: Measured, case: CaseFile) -> Unassigned:
    return Unassigned(
        person,
        str(HARM[found.harm]) if found.harm else "",
        HARM_COLOURS[found.harm] if found.harm else "",
        str(found.tier),
        found.points,
        "" if case.caseload.officers else _received(case),
        not_come(case),
    )


def since(now: Held, case: CaseFile) -> str:
    """Since when the case is nobody's, and whose it was."""
    if now.officer and now.nobody_since:
        return _("Nobody’s since %(day)s; %(name)s had it.") % {
            "day": in_words(now.nobody_since),
            "name": now.officer.name,
        }
    if now.nobody_since:
        return _("Nobody’s since %(day)s.") % {"day": in_words(now.nobody_since)}
    if now.officer and now.in_post:
        return _("%(name)s has it.") % {"name": now.officer.name}
    return _received(case)


def _received(case: CaseFile) -> str:
    received = [each.received_on for each in case.caseload.allocations]
    if not received:
        return _("Not received by the team yet.")
    return _("Received on %(day)s.") % {"day": in_words(max(received))}
