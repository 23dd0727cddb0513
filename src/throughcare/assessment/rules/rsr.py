"""How likely is serious reoffending within one and two years? RSR.

The Risk of Serious Recidivism, version 1, is the sum of three probabilities: of serious
violence that is not sexual, of a sexual offence with contact, and of one with indecent
images. There are two sets of coefficients: dynamic where an OASys interview was done,
static where none was. The percentage is that of two years, with two decimals.

An item of OASys that is not known adds nothing to a dynamic score, and the score names
it. In a static score items add nothing at all. Everything else is needed; the numbers of
the sexual part only of a man with a current or past sexual offence.

Guards, as published: an adult, and no sentence before the conviction. Who was under
eighteen at the sentence is scored when an adult. An assessment before the sentence has no
offence-free months. Further refused is what cannot be: more violent sanctions than
sanctions, a kind of violence with another offence, sexual sanctions without an offence.

Not here: the background term for people without a sexual offence, which the published
calculator leaves out of its sum; a limit of fifty sanctions, which copies of the calculator
have and the published results do not; Home Office codes, since no published map leads from
them to these categories.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from throughcare.assessment import policy
from throughcare.assessment.rules.probability import percent_in_hundredths, step
from throughcare.assessment.rules.reading import Missing
from throughcare.assessment.rules.rsr_inputs import INPUTS, Inputs, Sent
from throughcare.assessment.rules.rsr_parts import (
    contact_points,
    contact_probability,
    images_probability,
    violence,
)
from throughcare.kernel.regime import TRANSFORMING_REHABILITATION, Regime

VERSION = "RSR version 1, coefficients of rsr-calculator 1.0.15"
__all__ = ["INPUTS", "VERSION", "Inputs", "Score", "band", "missing", "read", "score"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """A result: probabilities as they are, percentages as they are printed, and the band."""

    set: str
    one_year: float
    two_year: float
    percent: float
    """The score as it is reported: of two years."""
    percent_one_year: float
    percent_two_year: float
    band: str
    snsv_one_year: float
    snsv_two_year: float
    contact_one_year: float
    contact_two_year: float
    contact_points: int
    images_one_year: float
    images_two_year: float
    not_known: tuple[str, ...]


def read(
    item: object, regime: Regime = TRANSFORMING_REHABILITATION
) -> tuple[Inputs | None, list[str]]:
    """Return the inputs that ``item`` holds, or None and everything that is wrong with it."""
    sent = Sent(item, regime)
    return (None, sent.errors) if sent.errors else (sent.inputs, [])


def missing(item: object, regime: Regime = TRANSFORMING_REHABILITATION) -> Missing:
    """Return the inputs that ``item`` lacks: those needed, and the items that add nothing."""
    return Sent(item, regime).missing


def score(inputs: Inputs) -> Score:
    """Return the score of inputs that ``read`` has let pass."""
    snsv = violence(inputs)
    points = contact_points(inputs)
    contact = contact_probability(inputs, points)
    images = images_probability(inputs)
    one_year, two_year = (sum(parts) for parts in zip(snsv, contact, images, strict=True))
    highest = policy.RSR_HIGHEST.value
    printed = percent_in_hundredths(two_year, highest)
    return Score(
        set=inputs.coefficients,
        one_year=one_year,
        two_year=two_year,
        percent=float(printed),
        percent_one_year=float(percent_in_hundredths(one_year, highest)),
        percent_two_year=float(printed),
        band=band(printed),
        snsv_one_year=snsv[0],
        snsv_two_year=snsv[1],
        contact_one_year=contact[0],
        contact_two_year=contact[1],
        contact_points=points,
        images_one_year=images[0],
        images_two_year=images[1],
        not_known=inputs.not_known,
    )


def band(percent_two_year: Decimal) -> str:
    """Return the band of a two-year percentage of two decimals."""
    bands: Sequence[tuple[Decimal, str]] = policy.RSR_BANDS.value
    return step(bands, percent_two_year)
