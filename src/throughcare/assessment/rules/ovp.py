"""How likely is proven violent reoffending within one and two years? OVP.

The OASys Violence Predictor, version 1: the history of sanctions, age and sex give static
points, seven matters of OASys give dynamic points, and the points a probability. Sanctions
are occasions and the current one counts. The offence itself plays no part.

Not here: people under the lowest age of the table, for whom it is not defined; a score
with items missing. No source says how to make one, so every item is needed.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from throughcare.assessment import policy
from throughcare.assessment.rules import history
from throughcare.assessment.rules.probability import logistic, percent, step
from throughcare.assessment.rules.reading import Missing, Reading
from throughcare.kernel.regime import TRANSFORMING_REHABILITATION, Regime

VERSION = "OVP version 1"
YES_NO = ("recognises_impact", "no_fixed_abode", "unemployed", "psychiatric_treatment")
SCORED = ("alcohol_current_use", "alcohol_binge", "temper_control", "pro_criminal_attitudes")
INPUTS = (
    "sex",
    "age_risk",
    "date_of_birth",
    "risk_date",
    "total_sanctions",
    "previous_sanctions",
    "violent_sanctions",
    *YES_NO,
    *SCORED,
)
ALSO: Mapping[str, str] = {
    **history.ALSO,
    "age": "age_risk",
    "total": "total_sanctions",
    "violent": "violent_sanctions",
    "NFA": "no_fixed_abode",
    "psychiatric": "psychiatric_treatment",
    "2.6": "recognises_impact",
    "3.3": "no_fixed_abode",
    "4.2": "unemployed",
    "9.1": "alcohol_current_use",
    "9.2": "alcohol_binge",
    "11.4": "temper_control",
    "12.1": "pro_criminal_attitudes",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """What the score is made from; items without a yes or no are scored 0 to 2."""

    sex: str
    age_risk: int
    """When the follow-up starts: at the community sentence, or the release from custody."""
    total_sanctions: int
    violent_sanctions: int
    recognises_impact: bool
    no_fixed_abode: bool
    unemployed: bool
    alcohol_current_use: int
    alcohol_binge: int
    psychiatric_treatment: bool
    temper_control: int
    pro_criminal_attitudes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Static:
    """The points of what has been and of who the person is."""

    any_sanction: int
    violent_sanctions: int
    other_sanctions: int
    age: int
    sex: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Dynamic:
    """The points of what may change."""

    impact: int
    no_fixed_abode: int
    unemployed: int
    alcohol: int
    psychiatric_treatment: int
    temper: int
    attitudes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The points of each part."""

    static: Static
    dynamic: Dynamic


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """A result: probabilities as they are, percentages as they are printed, and the band."""

    one_year: float
    two_year: float
    percent_one_year: int
    percent_two_year: int
    band: str
    points: int
    static_points: int
    dynamic_points: int
    parts: Parts


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
    parts = Parts(static=weigh_static(inputs), dynamic=weigh_dynamic(inputs))
    static, dynamic = _sum(parts.static), _sum(parts.dynamic)
    slope, one, two = policy.OVP_CURVE.value
    one_year = logistic(slope * (static + dynamic) + one)
    two_year = logistic(slope * (static + dynamic) + two)
    return Score(
        one_year=one_year,
        two_year=two_year,
        percent_one_year=percent(one_year),
        percent_two_year=percent(two_year),
        band=band(percent(two_year)),
        points=static + dynamic,
        static_points=static,
        dynamic_points=dynamic,
        parts=parts,
    )


def weigh_static(inputs: Inputs) -> Static:
    """Return the points of sanctions, age and sex."""
    violent = policy.OVP_VIOLENT.value
    ages: Sequence[tuple[int, int]] = policy.OVP_AGE.value
    others: Sequence[tuple[int, int]] = policy.OVP_NON_VIOLENT.value
    return Static(
        any_sanction=policy.OVP_ANY_SANCTION.value if inputs.total_sanctions else 0,
        violent_sanctions=violent[min(inputs.violent_sanctions, len(violent) - 1)],
        other_sanctions=step(others, inputs.total_sanctions - inputs.violent_sanctions),
        age=step(ages, inputs.age_risk),
        sex=policy.OVP_MALE.value if inputs.sex == "M" else 0,
    )


def weigh_dynamic(inputs: Inputs) -> Dynamic:
    """Return the points of the items of OASys."""
    yes, problem = policy.OVP_YES.value, policy.OVP_PROBLEM.value
    alcohol = inputs.alcohol_current_use + inputs.alcohol_binge
    return Dynamic(
        impact=0 if inputs.recognises_impact else yes,
        no_fixed_abode=yes if inputs.no_fixed_abode else 0,
        unemployed=yes if inputs.unemployed else 0,
        alcohol=math.ceil(policy.OVP_ALCOHOL.value * alcohol),
        psychiatric_treatment=yes if inputs.psychiatric_treatment else 0,
        temper=problem * inputs.temper_control,
        attitudes=problem * inputs.pro_criminal_attitudes,
    )


def band(percent_two_year: int) -> str:
    """Return the band of a two-year percentage."""
    bands: Sequence[tuple[int, str]] = policy.OVP_BANDS.value
    return step(bands, percent_two_year)


def _sum(parts: Static | Dynamic) -> int:
    return sum(getattr(parts, part.name) for part in fields(parts))


def _take(given: Reading, regime: Regime) -> Inputs | None:
    youngest = policy.OVP_AGE.value[-1][0]
    sex = history.read_sex(given)
    age = history.read_age(given, "age_risk", regime, on=("risk_date",), youngest=youngest)
    total = history.read_sanctions(given, regime, least=0)
    violent = history.read_violent_sanctions(given, regime, total)
    items: dict[str, Any] = {name: given.yes_no(name) for name in YES_NO}
    items |= {name: given.whole_number(name, least=0, most=2) for name in SCORED}
    for name in items:
        given.need(name)
    if given.errors or sex is None or age is None or total is None or violent is None:
        return None
    return Inputs(
        sex=sex,
        age_risk=age,
        total_sanctions=total,
        violent_sanctions=violent,
        **items,
    )
