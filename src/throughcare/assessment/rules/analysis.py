"""Whether the risk of serious harm was analysed, and what on record calls for it.

Duty calendar, analyse-harm and readings 3 and 16. An indicator counts from the day on which it
was recorded, and stays one: a callout of last year and a registration that has ended too.
"""

from collections.abc import Iterator
from datetime import date, datetime

from throughcare.assessment import policy_sections as policy
from throughcare.assessment.rules.harm import signed
from throughcare.assessment.rules.written import signed_at, written_on
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.assessment import AnalysisPart, Oasys, Screening
from throughcare.kernel.casefile.facts import day_of, standing_since
from throughcare.kernel.casefile.information import IncomingItem
from throughcare.kernel.casefile.person import Registration, Relationship
from throughcare.kernel.regime import Regime


def analysed_on(assessment: Oasys) -> date | None:
    """Return the day of the full analysis, or of the countersigned decision not to make it."""
    if assessment.signed_on is None:
        return None
    days = []
    decided = assessment.no_analysis
    if decided and decided.countersigned_on:
        days.append(max(assessment.signed_on, decided.countersigned_on))
    instants = [standing_since(part, _is_written) for part in assessment.analysis]
    known = [instant for instant in instants if instant]
    if known and len(known) == len(instants):
        days.append(written_on(assessment.signed_on, signed_at(assessment), max(known)))
    return min(days, default=None)


def first_indicator(case: CaseFile, regime: Regime) -> tuple[date, str] | None:
    """Return the day on which the first indicator of harm came on record, and what it is."""
    return min(
        ((day_of(since), what) for since, what in _indicators(case, regime) if since), default=None
    )


def _indicators(case: CaseFile, regime: Regime) -> Iterator[tuple[datetime | None, str]]:
    for assessment in signed(case):
        if assessment.screening and (yes := standing_since(assessment.screening, _says_yes)):
            yield max(yes, signed_at(assessment)), "a yes in the screening"
    registrations = frozenset(regime.of(policy.HARM_REGISTRATIONS).value)
    items = frozenset(regime.of(policy.HARM_ITEMS).value)

    def endangers(version: Registration) -> bool:
        return version.kind in registrations

    def warns(version: IncomingItem) -> bool:
        return version.kind in items

    for registration in case.person.registrations:
        yield standing_since(registration, endangers), f"registered for {registration.kind}"
    for item in case.information.items:
        yield standing_since(item, warns), f"notice of {_a(item.kind)}"
    for relationship in case.person.relationships:
        yield standing_since(relationship, _is_child_seen), "contact with a child"


def _is_written(version: AnalysisPart) -> bool:
    return version.is_written


def _says_yes(version: Screening) -> bool:
    return bool(version.yes)


def _is_child_seen(version: Relationship) -> bool:
    return version.is_child and (
        version.lives_with or version.contact in ("supervised", "unsupervised")
    )


def _a(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"
