"""The three parts of RSR: serious violence, sexual contact, indecent images.

Each is a pair of probabilities, for one year and for two, of inputs that ``rsr.read`` has
let pass. The tables stand in the policy as they were published, and the terms here in the
order of the tables.
"""

import math
from collections.abc import Mapping, Sequence

from throughcare.assessment import policy
from throughcare.assessment.rules.probability import logistic, step
from throughcare.assessment.rules.rsr_inputs import DYNAMIC, SETS, Inputs


def violence(inputs: Inputs) -> tuple[float, float]:
    """Return the probabilities of serious non-sexual violence, for one year and two."""
    column = SETS.index(inputs.coefficients)
    of = {name: both[column] for name, both in policy.RSR_TERMS.value.items()}
    total = (
        _age(of, inputs)
        + _career(of, inputs)
        + _violent_career(of, inputs)
        + _powers(of, "offence-free months", inputs.offence_free_months)
        + policy.RSR_OFFENCE.value[inputs.offence][column]
        + policy.RSR_VIOLENCE.value[inputs.violence_category][column]
        + (_items(inputs) if inputs.coefficients == DYNAMIC else 0)
    )
    return logistic(of["one year"] + total), logistic(of["two years"] + total)


def contact_points(inputs: Inputs) -> int:
    """Return the points of a man's sexual offences; none without such an offence."""
    sexual = inputs.sexual
    if sexual is None:
        return 0
    ages_at_latest: Sequence[tuple[int, int]] = policy.RSR_AGE_AT_LATEST.value
    ages: Sequence[tuple[int, int]] = policy.RSR_AGE.value
    return (
        _by_number(policy.RSR_ADULT_CONTACT.value, sexual.adult_contact)
        + _by_number(policy.RSR_CHILD_CONTACT.value, sexual.child_contact)
        + _by_number(policy.RSR_PARAPHILIA.value, sexual.paraphilia)
        + (policy.RSR_SANCTIONED_BEFORE.value if inputs.total_sanctions > 1 else 0)
        + (policy.RSR_STRANGER.value if sexual.stranger_victim else 0)
        + step(ages_at_latest, sexual.age_latest_sexual_offence)
        + step(ages, inputs.age_risk)
    )


def contact_probability(inputs: Inputs, points: int) -> tuple[float, float]:
    """Return the probabilities of a sexual offence with contact, for one year and two."""
    if not inputs.sexual_offence:
        return 0.0, 0.0
    if inputs.sex == "F":
        woman = policy.RSR_FEMALE_CONTACT.value
        return woman, woman
    slope, one, two = policy.RSR_CONTACT_CURVE.value
    return logistic(one + slope * points), logistic(two + slope * points)


def images_probability(inputs: Inputs) -> tuple[float, float]:
    """Return the probabilities of an offence with images, for one year and two."""
    sexual = inputs.sexual
    if sexual is None:
        return 0.0, 0.0
    recorded: Mapping[str, tuple[float, float]] = policy.RSR_IMAGES.value
    images, child = sexual.indecent_images, sexual.child_contact
    if not (images or child or sexual.adult_contact or sexual.paraphilia):
        return recorded["none"]
    if images:
        return recorded["image" if images == 1 else "images"]
    if child:
        return recorded["child" if child == 1 else "children"]
    return recorded["other"]


def _age(of: Mapping[str, float], inputs: Inputs) -> float:
    if inputs.sex == "M":
        return _powers(of, "male age", inputs.age_risk)
    return of["female"] + _powers(of, "female age", inputs.age_risk)


def _career(of: Mapping[str, float], inputs: Inputs) -> float:
    sanctions, years = inputs.total_sanctions, inputs.age_conv - inputs.age_first
    sex = _word(inputs.sex)
    if sanctions == 1:
        term = of["one sanction"]
    elif sanctions == 2:
        term = of["two sanctions"] + years * of[f"two sanctions: {sex} years between"]
    else:
        added, _ = policy.RSR_RATE_YEARS.value
        term = of[f"more sanctions: {sex} rate"] * math.log(sanctions / (years + added))
    return term + sanctions * of["sanctions"]


def _violent_career(of: Mapping[str, float], inputs: Inputs) -> float:
    violent, years = inputs.violent_sanctions, inputs.age_conv - inputs.age_first
    if not violent:
        return of[f"never violent: {_word(inputs.sex)}"]
    _, added = policy.RSR_RATE_YEARS.value
    return (
        violent * of["violent sanctions"]
        + (of["violent once"] if violent == 1 else 0)
        + of["violent rate"] * math.log(violent / (years + added))
    )


def _items(inputs: Inputs) -> float:
    scored: Mapping[str, float] = policy.RSR_SCORED.value
    yes: Mapping[str, tuple[int, float]] = policy.RSR_YES.value
    coefficient = {name: counts * each for name, (counts, each) in yes.items()} | dict(scored)
    return math.fsum(coefficient[name] * (item or 0) for name, item in inputs.items.items())


def _powers(of: Mapping[str, float], name: str, value: int) -> float:
    exponents = {1: "", 2: " squared", 3: " cubed", 4: " to the fourth"}
    return math.fsum(of[name + word] * value**power for power, word in exponents.items())


def _by_number(points: Sequence[int], number: int) -> int:
    return points[min(number, len(points) - 1)]


def _word(sex: str) -> str:
    return "male" if sex == "M" else "female"
