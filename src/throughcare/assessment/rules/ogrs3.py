"""How likely is proven reoffending within one and two years? OGRS3.

The Offender Group Reconviction Scale, third version, as the Ministry of Justice's
own calculators have it. A score is the sum of four parts (age and sex, sanction
status, Copas rate, offence); the logistic function makes a probability of it.

Guards, first as published: at least ten at conviction, the first sanction not
after the conviction, birth strictly before every date. Three more are ours. The
risk date does not come before the conviction, since the follow-up starts at the
sentence or at the release. With no earlier sanction the conviction is the first, so
the two ages are the same; the other way round proves nothing, because earlier
sanctions and this one may fall in one year of life. Ages and numbers nobody would
believe are typing errors.

Not here: cautions as the current disposal, which are not probation's; Home Office
offence codes; a lowest age at the first sanction, for which no source has a guard.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from throughcare.assessment import policy
from throughcare.assessment.rules.reading import Reading
from throughcare.kernel.age import completed_years
from throughcare.kernel.regime import TRANSFORMING_REHABILITATION, Regime

INPUTS = (
    "sex",
    "date_of_birth",
    "conviction_date",
    "first_sanction_date",
    "risk_date",
    "previous_sanctions",
    "offence",
)
SEXES = ("M", "F")
OFFENCES = (*policy.OGRS3_OFFENCE.value, policy.SEXUAL_NOT_AGAINST_CHILD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """What the score is made from. Sanctions are occasions, the current one not counted."""

    sex: str
    date_of_birth: date
    conviction_date: date
    first_sanction_date: date
    risk_date: date
    """The day the follow-up starts: of the community sentence, or of release from custody."""
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
    given = Reading(item, INPUTS)
    most = regime.of(policy.MOST_SANCTIONS_BELIEVED).value
    values: dict[str, Any] = {
        "sex": given.one_of("sex", SEXES),
        "date_of_birth": given.day("date_of_birth"),
        "conviction_date": given.day("conviction_date"),
        "first_sanction_date": given.day("first_sanction_date"),
        "risk_date": given.day("risk_date"),
        "previous_sanctions": given.whole_number("previous_sanctions", least=0, most=most),
        "offence": given.one_of("offence", OFFENCES),
    }
    errors = given.errors + _out_of_order(values, regime)
    return (None, errors) if errors else (Inputs(**values), [])


def score(inputs: Inputs, regime: Regime = TRANSFORMING_REHABILITATION) -> Score:
    """Return the score of inputs that ``read`` has let pass."""
    born = inputs.date_of_birth
    parts = weigh(
        sex=inputs.sex,
        age_at_risk=completed_years(born, inputs.risk_date),
        age_at_conviction=completed_years(born, inputs.conviction_date),
        age_at_first_sanction=completed_years(born, inputs.first_sanction_date),
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


def logistic(score: float) -> float:
    """Return the probability that stands behind a score."""
    return 1 / (1 + math.exp(-score))


def percent(probability: float) -> int:
    """Return the printed percentage: halves go up, and it is never 0 nor 100."""
    # As decimal digits: 100 times the float 0.285 is a little less than 28.5.
    digits = Decimal(repr(probability)) * 100
    return min(max(int(digits.quantize(Decimal(1), ROUND_HALF_UP)), 1), 99)


def band(percent_two_year: int) -> str:
    """Return the band of a two-year percentage."""
    bands: Sequence[tuple[int, str]] = policy.OGRS3_BANDS.value
    return next(name for lowest, name in bands if percent_two_year >= lowest)


def _age_weight(sex: str, age: int) -> float:
    rows: Sequence[tuple[int, float, float]] = policy.OGRS3_AGE.value
    _, male, female = [row for row in rows if row[0] <= age][-1]
    return male if sex == "M" else female


def _out_of_order(values: dict[str, Any], regime: Regime) -> list[str]:
    """Return what is wrong between the inputs, as far as they could be read."""
    convicted: date | None = values["conviction_date"]
    first: date | None = values["first_sanction_date"]
    errors = _ages_impossible(values, regime)
    if first and convicted and first > convicted:
        errors.append(
            "first_sanction_date: must not be after conviction_date, since a conviction is a "
            "sanction: correct one of the two"
        )
    return errors


def _ages_impossible(values: dict[str, Any], regime: Regime) -> list[str]:
    born: date | None = values["date_of_birth"]
    youngest = policy.OGRS3_YOUNGEST.value
    oldest = regime.of(policy.OLDEST_BELIEVED).value
    errors = []
    for name in ("conviction_date", "first_sanction_date", "risk_date"):
        day: date | None = values[name]
        if not (born and day):
            continue
        if day <= born:
            errors.append(f"{name}: must be after date_of_birth: correct one of the two")
        elif completed_years(born, day) > oldest:
            errors.append(f"{name}: more than {oldest} years after date_of_birth: correct one")
        elif name == "conviction_date" and completed_years(born, day) < youngest:
            errors.append(
                f"{name}: the person was not yet {youngest}, and the score is not defined: "
                "correct it or date_of_birth"
            )
    return errors
