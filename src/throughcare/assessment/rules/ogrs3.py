"""How likely is proven reoffending within one and two years? OGRS3.

The Offender Group Reconviction Scale, third version, as the Ministry of Justice's
own calculators have it. A score is the sum of four parts (age and sex, sanction
status, Copas rate, offence); the logistic function makes a probability of it.

Guards, as published: at least ten at conviction, the first sanction not after the
conviction, birth strictly before every date. Two are ours: at least ten at risk too, where
the table of ages begins, and ages and numbers that somebody can believe. Nothing else is
refused: a risk date before the conviction, or a first sanction before a conviction that
nothing is said to precede, are odd but can be scored.

Not here: cautions as the current disposal, which are not probation's; a lowest age at the
first sanction, for which no source has a guard.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from throughcare.assessment import policy
from throughcare.assessment.rules import history, offence_codes
from throughcare.assessment.rules.probability import logistic, percent, step
from throughcare.assessment.rules.reading import Missing, Reading
from throughcare.kernel.regime import TRANSFORMING_REHABILITATION, Regime

VERSION = "OGRS3, coefficients of rsr-calculator 1.0.15"
INPUTS = (
    "sex",
    "age_risk",
    "age_conv",
    "age_first",
    "date_of_birth",
    "conviction_date",
    "first_sanction_date",
    "risk_date",
    "previous_sanctions",
    "total_sanctions",
    "offence",
    "offence_code",
)
OFFENCES = (*policy.OGRS3_OFFENCE.value, policy.SEXUAL_NOT_AGAINST_CHILD)
MAPPED = {
    "Absconding or bail offences": "Absconding or bail",
    "Drink driving and related offences": "Drink driving",
    "Other offence": "Other",
    "Taking & driving away and related offences": "TDA and related",
}
"""Offences that the mapping of Home Office codes calls otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """What the score is made from. Sanctions are occasions, the current one not counted."""

    sex: str
    age_risk: int
    """When the follow-up starts: at the community sentence, or the release from custody."""
    age_conv: int
    """At the current conviction."""
    age_first: int
    """At the first sanction ever."""
    previous_sanctions: int
    offence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The four parts of a score."""

    age: float
    status: float
    copas: float
    offence: float

    @property
    def total(self) -> float:
        """The score itself."""
        return self.age + self.status + self.copas + self.offence


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """A result: probabilities as they are, percentages as they are printed, and the band."""

    one_year: float
    two_year: float
    percent_one_year: int
    percent_two_year: int
    band: str


def read(
    item: object, regime: Regime = TRANSFORMING_REHABILITATION
) -> tuple[Inputs | None, list[str]]:
    """Return the inputs that ``item`` holds, or None and everything that is wrong with it."""
    given = Reading(item, INPUTS, also=history.ALSO)
    inputs = take(given, regime)
    return (None, given.errors) if given.errors else (inputs, [])


def missing(item: object, regime: Regime = TRANSFORMING_REHABILITATION) -> Missing:
    """Return the inputs that ``item`` lacks; without any of them there is no score."""
    given = Reading(item, INPUTS, also=history.ALSO)
    take(given, regime)
    return Missing(needed=tuple(given.missing))


def take(given: Reading, regime: Regime, *, needed: bool = True) -> Inputs | None:
    """Return the inputs among those given; None if any of them is wrong or not there.

    Unless they are ``needed``, one that is not there is no error.
    """
    errors = len(given.errors)
    youngest = policy.OGRS3_YOUNGEST.value
    sex = history.read_sex(given, needed=needed)
    at_risk = history.read_age(
        given, "age_risk", regime, on=("risk_date",), youngest=youngest, needed=needed
    )
    at_conviction = history.read_age(
        given, "age_conv", regime, on=("conviction_date",), youngest=youngest, needed=needed
    )
    at_first = history.read_age(
        given, "age_first", regime, on=("first_sanction_date",), needed=needed
    )
    history.refuse_disorder(given, at_first, at_conviction)
    sanctions = history.read_sanctions(given, regime, needed=needed)
    offence = _offence(given, needed=needed)
    if (
        sex is None
        or at_risk is None
        or at_conviction is None
        or at_first is None
        or sanctions is None
        or offence is None
        or len(given.errors) > errors
    ):
        return None
    return Inputs(
        sex=sex,
        age_risk=at_risk,
        age_conv=at_conviction,
        age_first=at_first,
        previous_sanctions=sanctions - 1,
        offence=offence,
    )


def score(inputs: Inputs, regime: Regime = TRANSFORMING_REHABILITATION) -> Score:
    """Return the score of inputs that ``read`` has let pass."""
    parts = weigh(
        sex=inputs.sex,
        age_at_risk=inputs.age_risk,
        age_at_conviction=inputs.age_conv,
        age_at_first_sanction=inputs.age_first,
        previous_sanctions=inputs.previous_sanctions,
        offence=offence_weight(inputs.offence, regime),
    )
    return predict(parts)


def weigh(
    *,
    sex: str,
    age_at_risk: int,
    age_at_conviction: int,
    age_at_first_sanction: int,
    previous_sanctions: int,
    offence: float,
) -> Parts:
    """Return the parts of the score; ``offence`` is already a coefficient."""
    years = policy.OGRS3_COPAS_YEARS.value + age_at_conviction - age_at_first_sanction
    before = policy.OGRS3_CONVICTED_BEFORE
    return Parts(
        age=_age_weight(sex, age_at_risk),
        status=(before if previous_sanctions else policy.OGRS3_CONVICTED_FIRST_SANCTION).value,
        copas=policy.OGRS3_COPAS.value * math.log((previous_sanctions + 1) / years),
        offence=offence,
    )


def offence_weight(offence: str, regime: Regime = TRANSFORMING_REHABILITATION) -> float:
    """Return the coefficient of an offence, by its name."""
    if offence == policy.SEXUAL_NOT_AGAINST_CHILD:
        return float(regime.of(policy.OGRS3_SEXUAL_NOT_AGAINST_CHILD).value)
    return float(policy.OGRS3_OFFENCE.value[offence])


def predict(parts: Parts) -> Score:
    """Return the probabilities that follow from the parts, with percentages and band."""
    one_year = logistic(parts.total + policy.OGRS3_ONE_YEAR.value)
    two_year = logistic(parts.total + policy.OGRS3_TWO_YEARS.value)
    return Score(
        one_year=one_year,
        two_year=two_year,
        percent_one_year=percent(one_year),
        percent_two_year=percent(two_year),
        band=band(percent(two_year)),
    )


def band(percent_two_year: int) -> str:
    """Return the band of a two-year percentage."""
    bands: Sequence[tuple[int, str]] = policy.OGRS3_BANDS.value
    return step(bands, percent_two_year)


def _age_weight(sex: str, age: int) -> float:
    rows: Sequence[tuple[int, float, float]] = policy.OGRS3_AGE.value
    _, male, female = [row for row in rows if row[0] <= age][-1]
    return male if sex == "M" else female


def _offence(given: Reading, *, needed: bool) -> str | None:
    """Return the category of the offence, given by its name or by a Home Office code."""
    if needed and not given.has("offence_code"):
        given.need("offence", instead="offence_code")
    named = given.one_of("offence", OFFENCES, also=MAPPED)
    code = given.text("offence_code")
    if code is None:
        return named
    found = offence_codes.find(code)
    if found.category is None:
        given.wrong("offence_code", found.what_to_do)
    return given.agreed("offence", named, "offence_code", found.category)
