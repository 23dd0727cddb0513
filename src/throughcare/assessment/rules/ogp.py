"""How likely is proven general reoffending within one and two years? OGP.

The OASys General reoffending Predictor, version 1: OGRS3 at two years and nine items of
OASys give points, each part rounded by itself, and the points a probability. An item has
the score of the assessment: 0 no problem, 1 some, 2 significant.

OGRS3 is given as its two-year percentage, as its own inputs, or as both if they agree.

Not here: a score with items missing. No source says how to make one, so every item is
needed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from fractions import Fraction
from typing import Any

from throughcare.assessment import policy
from throughcare.assessment.rules import history, ogrs3
from throughcare.assessment.rules.probability import half_up, logistic, percent, step
from throughcare.assessment.rules.reading import Missing, Reading
from throughcare.kernel.regime import TRANSFORMING_REHABILITATION, Regime

VERSION = "OGP version 1"
OGRS3 = "ogrs3_two_year_percent"
YES_NO = ("no_fixed_abode", "unemployed")
SCORED = (
    "activities_encourage_offending",
    "drug_misuse",
    "problem_solving",
    "awareness_of_consequences",
    "understands_others_views",
    "pro_criminal_attitudes",
)
MOTIVATION = ("full", "partial", "none")
INPUTS = (OGRS3, *YES_NO, *SCORED, "drug_motivation", *ogrs3.INPUTS)
ALSO: Mapping[str, str] = {
    **history.ALSO,
    "NFA": "no_fixed_abode",
    "drug_use": "drug_misuse",
    "3.3": "no_fixed_abode",
    "4.2": "unemployed",
    "7.2": "activities_encourage_offending",
    "11.6": "problem_solving",
    "11.7": "awareness_of_consequences",
    "11.9": "understands_others_views",
    "12.1": "pro_criminal_attitudes",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """What the score is made from; items without a yes or no are scored 0 to 2."""

    ogrs3_two_year_percent: int
    no_fixed_abode: bool
    unemployed: bool
    activities_encourage_offending: int
    drug_misuse: int
    drug_motivation: int
    """0 full, 1 partial, 2 none."""
    problem_solving: int
    awareness_of_consequences: int
    understands_others_views: int
    pro_criminal_attitudes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The points of each part."""

    ogrs3: int
    no_fixed_abode: int
    unemployed: int
    activities: int
    drugs: int
    thinking: int
    attitudes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """A result: probabilities as they are, percentages as they are printed, and the band."""

    one_year: float
    two_year: float
    percent_one_year: int
    percent_two_year: int
    band: str
    points: int
    parts: Parts
    ogrs3_two_year_percent: int


def read(
    item: object, regime: Regime = TRANSFORMING_REHABILITATION
) -> tuple[Inputs | None, list[str]]:
    """Return the inputs that ``item`` holds, or None and everything that is wrong with it."""
    given = Reading(item, INPUTS, also=ALSO)
    inputs = _take(given, regime)
    return (None, given.errors) if given.errors else (inputs, [])


def missing(item: object, regime: Regime = TRANSFORMING_REHABILITATION) -> Missing:
    """Return the inputs that ``item`` lacks; without any of them there is no score."""
    given = Reading(item, INPUTS, also=ALSO)
    _take(given, regime)
    return Missing(needed=tuple(given.missing))


def score(inputs: Inputs) -> Score:
    """Return the score of inputs that ``read`` has let pass."""
    parts = weigh(inputs)
    points = sum(getattr(parts, part.name) for part in fields(parts))
    slope, one, two = policy.OGP_CURVE.value
    one_year, two_year = logistic(slope * points + one), logistic(slope * points + two)
    return Score(
        one_year=one_year,
        two_year=two_year,
        percent_one_year=percent(one_year),
        percent_two_year=percent(two_year),
        band=band(percent(two_year)),
        points=points,
        parts=parts,
        ogrs3_two_year_percent=inputs.ogrs3_two_year_percent,
    )


def weigh(inputs: Inputs) -> Parts:
    """Return the points of each part."""
    yes, problem = policy.OGP_YES.value, policy.OGP_PROBLEM.value
    drugs = inputs.drug_misuse + inputs.drug_motivation
    thinking = (
        inputs.problem_solving + inputs.awareness_of_consequences + inputs.understands_others_views
    )
    return Parts(
        ogrs3=half_up(Fraction(policy.OGP_OGRS3.value) * inputs.ogrs3_two_year_percent),
        no_fixed_abode=yes if inputs.no_fixed_abode else 0,
        unemployed=yes if inputs.unemployed else 0,
        activities=problem[inputs.activities_encourage_offending],
        drugs=half_up(Fraction(policy.OGP_DRUGS.value) * drugs),
        thinking=half_up(Fraction(policy.OGP_THINKING.value) * thinking),
        attitudes=problem[inputs.pro_criminal_attitudes],
    )


def band(percent_two_year: int) -> str:
    """Return the band of a two-year percentage."""
    bands: Sequence[tuple[int, str]] = policy.OGP_BANDS.value
    return step(bands, percent_two_year)


def _take(given: Reading, regime: Regime) -> Inputs | None:
    ogrs3_percent = _ogrs3(given, regime)
    items: dict[str, Any] = {name: given.yes_no(name, numbered=True) for name in YES_NO}
    items |= {name: given.whole_number(name, least=0, most=2) for name in SCORED}
    items["drug_motivation"] = _motivation(given)
    for name in items:
        given.need(name)
    if given.errors or ogrs3_percent is None:
        return None
    return Inputs(
        ogrs3_two_year_percent=ogrs3_percent,
        **items,
    )


def _ogrs3(given: Reading, regime: Regime) -> int | None:
    """Return the percentage of OGRS3, given or scored."""
    said = given.whole_number(OGRS3, least=1, most=99)
    if not given.has(OGRS3) and not any(given.has(name) for name in ogrs3.INPUTS):
        given.need(OGRS3, instead="the inputs of OGRS3")
    needed = not given.has(OGRS3) and any(given.has(name) for name in ogrs3.INPUTS)
    history_of_person = ogrs3.take(given, regime, needed=needed)
    scored = None
    if history_of_person:
        scored = ogrs3.score(history_of_person, regime).percent_two_year
    return given.agreed(OGRS3, said, "the inputs of OGRS3", scored)


def _motivation(given: Reading) -> int | None:
    """Return the motivation to tackle drug misuse, given in words or as 0 to 2."""
    said = given.one_of("drug_motivation", MOTIVATION, numbered=True)
    return None if said is None else MOTIVATION.index(said)
