"""The tier of a case: a letter for how much protection it needs, a digit for how much change.

Rules 4.1, the factors in the order of the source. `tier` is the published rule over the facts
it counts; `facts` finds them in a case file, and names what is missing.

Four readings are ours. Item 6.9 counts as answered yes with any score above 0. A breach counts
once it is proved. A registration for MAPPA that does not say its level counts as level 1. An
order on whose requirements the record is silent gives a mandate, so that work is not hidden. Of
these, what the record lacks is named as missing.

Not here: adult at risk and terrorism, which this record has no registration for. Drug misuse adds
all five items of its section, where the source adds four without saying which.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import msgspec

from throughcare.assessment.rules import needs
from throughcare.assessment.rules.harm import harm_level_on, signed
from throughcare.assessment.rules.needs import Need
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.assessment import Level, Oasys, Predictor
from throughcare.kernel.casefile.facts import recorded
from throughcare.kernel.casefile.person import RegistrationKind
from throughcare.kernel.casefile.sentences import Requirement, RequirementKind
from throughcare.kernel.law import add_months
from throughcare.kernel.regime import TRANSFORMING_REHABILITATION, Regime
from throughcare.sentences.rules.spells import SpellKind, spells
from throughcare.workload import policy

RSR, HARM, OGRS3 = "RSR", "level of risk of serious harm", "OGRS3"
ASSESSMENT, MAPPA, REQUIREMENTS = "current assessment", "MAPPA level", "requirements of the order"
_MAPPA_LEVEL = re.compile(r"\blevel\s*([123])\b", re.IGNORECASE)
_WOMEN = ("11.2", "11.4")


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What the tier of a case is made from."""

    rsr: Decimal | None = None
    """The two-year percentage."""
    harm: Level | None = None
    mappa: int | None = None
    """1, 2 or 3; None without a registration."""
    complexity: int = 0
    """How many registers of complexity the person is on."""
    woman: bool = False
    parenting: bool = False
    impulsive: bool = False
    """Impulsivity or temper control is a problem."""
    breached: bool = False
    """Breached or recalled on an active conviction within the last year."""
    ogrs3: int | None = None
    """The two-year figure, a whole percentage."""
    iom: bool = False
    needs: Mapping[int, Need] = {}
    assessed: bool = True
    """Whether there is a current assessment."""
    mandate: bool = True
    """Whether a sentence or requirement gives a mandate for change."""
    supervised: bool = True
    """Whether anything is live."""
    missing: tuple[str, ...] = ()
    """What the record does not say."""


class Tier(msgspec.Struct, frozen=True, kw_only=True):
    """A tier with its points, and what it was made without."""

    letter: str
    digit: int
    protect: int
    change: int
    supervised: bool = True
    missing: tuple[str, ...] = ()

    @property
    def band(self) -> str:
        """The tier without the mark of somebody unsupervised, as points are given for it."""
        return f"{self.letter}{self.digit}"

    def __str__(self) -> str:
        return self.band if self.supervised else f"{self.band}S"


def tier(of: Facts) -> Tier:
    """Return the tier that follows from these facts."""
    protect = protect_points(of)
    change = change_points(of)
    return Tier(
        letter=_from(policy.PROTECT_LETTERS.value, protect),
        digit=_digit(of, change),
        protect=protect,
        change=change,
        supervised=of.supervised,
        missing=of.missing,
    )


def protect_points(of: Facts) -> int:
    """Return the points for protection: RSR or risk of serious harm, and what stands beside."""
    rsr = 0
    if of.rsr is not None:
        hundredths = of.rsr.quantize(Decimal("0.01"), ROUND_HALF_UP)
        rsr = _from(policy.RSR_POINTS.value, hundredths)
    harm = policy.HARM_POINTS.value[of.harm] if of.harm else 0
    points: int = max(rsr, harm)
    points += policy.MAPPA_POINTS.value[of.mappa] if of.mappa else 0
    points += of.complexity * policy.COMPLEXITY_POINTS.value
    if of.woman:
        factors = (of.parenting, of.impulsive, of.breached)
        points += sum(factors) * policy.WOMEN_POINTS.value
    return points


def change_points(of: Facts) -> int:
    """Return the points for change; 0 without a mandate or a current assessment."""
    if not (of.mandate and of.assessed):
        return 0
    points = (of.ogrs3 or 0) // 10
    points += policy.IOM_POINTS.value if of.iom else 0
    for section, weight in policy.NEED_WEIGHTS.value.items():
        need = of.needs.get(section, Need.NONE)
        points += weight * policy.NEED_POINTS.value.get(need.value, 0)
    return points


def _digit(of: Facts, change: int) -> int:
    if not of.mandate:
        return int(policy.NO_MANDATE_DIGIT.value)
    if not of.assessed:
        return int(policy.NOT_ASSESSED_DIGIT.value)
    return int(_from(policy.CHANGE_DIGITS.value, change))


def _from(steps: Iterable[tuple[Decimal | int, Any]], value: Decimal | int) -> Any:
    """What belongs to the highest step that ``value`` reaches."""
    return next(found for lowest, found in steps if value >= lowest)


def tier_on(day: date, case: CaseFile, regime: Regime = TRANSFORMING_REHABILITATION) -> Tier:
    """Return the tier of a case on ``day``, by what its file holds."""
    return tier(facts(case, day, regime))


def facts(case: CaseFile, day: date, regime: Regime = TRANSFORMING_REHABILITATION) -> Facts:
    """Return what the tier of a case on ``day`` is made from."""
    registered = [
        each
        for each in case.person.registrations
        if each.registered_on <= day and (each.ended is None or each.ended.date >= day)
    ]
    kinds = {each.kind for each in registered}
    assessment = _current(case, day, regime)
    items = {
        item: int(score)
        for section in (assessment.sections if assessment else ())
        for item, _, score in (each.partition("=") for each in section.scores)
        if score.isdigit()
    }
    scores = _latest(case, day)
    return finished(
        Facts(
            rsr=scores.get(Predictor.RSR),
            harm=harm_level_on(day, case),
            mappa=mappa_level(e.detail for e in registered if e.kind is RegistrationKind.MAPPA),
            complexity=len(kinds.intersection(policy.COMPLEXITY.value)),
            woman=case.person.particulars.sex == "F",
            parenting=items.get("6.9", 0) > 0,
            impulsive=any(items.get(item, 0) > 0 for item in _WOMEN),
            breached=_breached(case, day),
            ogrs3=_whole(scores.get(Predictor.OGRS3)),
            iom=RegistrationKind.IOM in kinds,
            needs={
                section.number: found
                for section in (assessment.sections if assessment else ())
                if section.number in policy.NEED_WEIGHTS.value and (found := needs.need(section))
            },
            assessed=assessment is not None,
        ),
        custodial=custodial_on(case, day),
        required=[
            [_kind(each, day) for each in spell.requirements]
            for spell in spells(case)
            if spell.kind is SpellKind.ORDER and spell.lives_on(day)
        ],
        levels=[each.detail for each in registered if each.kind is RegistrationKind.MAPPA],
    )


def finished(
    of: Facts,
    *,
    custodial: bool,
    required: Iterable[Iterable[RequirementKind | None]],
    levels: Iterable[str],
) -> Facts:
    """Return the facts with what follows from the live sentences, and with what is missing.

    ``required`` has for each live order the kinds of its requirements, None for one that has
    ended; ``levels`` what each registration for MAPPA says of its level.
    """
    orders = [list(each) for each in required]
    silent = [each for each in orders if not each]
    asked = {kind for order in orders for kind in order if kind is not None}
    change = asked.difference(policy.RESTRICTIVE.value, (RequirementKind.UNPAID_WORK,))
    missing = [
        name
        for name, lacks in (
            (RSR, of.rsr is None),
            (HARM, of.harm is None),
            (MAPPA, any(not _MAPPA_LEVEL.search(each) for each in levels)),
            (OGRS3, of.ogrs3 is None),
            (ASSESSMENT, not of.assessed),
            (REQUIREMENTS, bool(silent) and not custodial and not change),
        )
        if lacks
    ]
    return msgspec.structs.replace(
        of,
        mandate=custodial or bool(change) or bool(silent),
        supervised=custodial or bool(orders),
        missing=tuple(missing),
    )


def mappa_level(details: Iterable[str]) -> int | None:
    """Return the highest level that the registrations for MAPPA say; 1 where they say none."""
    found = [int(said.group(1)) if (said := _MAPPA_LEVEL.search(each)) else 1 for each in details]
    return max(found, default=None)


def custodial_on(case: CaseFile, day: date) -> bool:
    """Say whether a custodial sentence is active: in custody, on licence or in supervision."""
    released = {SpellKind.LICENCE, SpellKind.SUPERVISION}
    if any(spell.kind in released and spell.lives_on(day) for spell in spells(case)):
        return True
    return in_custody_on(case, day)


def in_custody_on(case: CaseFile, day: date) -> bool:
    """Say whether the person is in custody under a sentence: not released, or recalled."""
    for custody in case.sentences.custody:
        if custody.sentenced_on > day:
            continue
        if custody.supervision and custody.supervision.starts_on <= day:
            continue
        out = [each for each in custody.licences if each.released_on <= day]
        last = max(out, key=lambda each: each.released_on, default=None)
        if last is None or (last.recall and last.recall.date < day):
            return True
    return False


def _current(case: CaseFile, day: date, regime: Regime) -> Oasys | None:
    """The last assessment signed by ``day``, unless it is too old to be current."""
    last = None
    for each in signed(case):
        if each.signed_on and each.signed_on <= day:
            last = each
    if last is None or last.signed_on is None:
        return None
    return last if is_current(last.signed_on, day, regime) else None


def is_current(signed_on: date, day: date, regime: Regime = TRANSFORMING_REHABILITATION) -> bool:
    """Say whether an assessment signed on a day still counts as current on ``day``."""
    weeks = int(regime.of(policy.ASSESSMENT_WEEKS).value)
    return not weeks or day <= signed_on + timedelta(weeks=weeks)


def _latest(case: CaseFile, day: date) -> dict[Predictor, Decimal]:
    """Of each score the figure made last by ``day``."""
    by_day = sorted(case.assessment.scores, key=lambda each: (each.scored_on, recorded(each)))
    found: dict[Predictor, Decimal] = {}
    for each in by_day:
        if each.scored_on > day:
            continue
        if each.predictor is Predictor.RSR and each.two_year is not None:
            found[each.predictor] = percent(each.two_year)
        elif each.percent_two_year is not None:
            found[each.predictor] = Decimal(each.percent_two_year)
    return found


def percent(probability: float) -> Decimal:
    """Return a probability as a percentage of two decimals."""
    return (Decimal(str(probability)) * 100).quantize(Decimal("0.01"), ROUND_HALF_UP)


def _whole(figure: Decimal | None) -> int | None:
    return None if figure is None else int(figure)


def _kind(requirement: Requirement, day: date) -> RequirementKind | None:
    ended = requirement.ended and requirement.ended.date < day
    return None if ended else requirement.kind


def _breached(case: CaseFile, day: date) -> bool:
    """Breach proved, or a recall, within the last year, on a sentence that is still active."""
    since = add_months(day, -12 * int(policy.BREACH_YEARS.value))
    live = {spell.ref for spell in spells(case) if spell.lives_on(day)}
    for breach in case.enforcement.breaches:
        dealt = breach.dealt_with
        proved = dealt is not None and dealt.result in PROVED
        if dealt and proved and since <= dealt.date <= day and breach.of in live:
            return True
    recalls = [each.recall for custody in case.sentences.custody for each in custody.licences]
    recent = any(each and since <= each.date <= day for each in recalls)
    return recent and custodial_on(case, day)


PROVED = ("proved", "order revoked")
"""Results of a court that say that there was a breach."""
