"""What several scores ask about a person: sex, ages and sanctions, each in two ways.

An age is given in completed years, or by a day and the date of birth. Sanctions are
occasions, given without the current one (previous) or with it (total).
"""

from collections.abc import Mapping
from datetime import date

from throughcare.assessment import policy
from throughcare.assessment.rules.reading import Reading
from throughcare.kernel.age import completed_years
from throughcare.kernel.regime import Regime

SEXES = ("M", "F", "male", "female")
ALSO: Mapping[str, str] = {"gender": "sex", "prev": "previous_sanctions"}
BORN = "date_of_birth"


def read_sex(given: Reading, *, needed: bool = True) -> str | None:
    """Return M or F."""
    if needed:
        given.need("sex")
    said = given.one_of("sex", SEXES)
    return None if said is None else said[0].upper()


def read_age(
    given: Reading,
    name: str,
    regime: Regime,
    *,
    on: tuple[str, ...],
    youngest: int = 0,
    needed: bool = True,
) -> int | None:
    """Return an age, given as ``name`` or by the first given of the days ``on``.

    If none is given, it is the last of them that is asked for.
    """
    oldest = regime.of(policy.OLDEST_BELIEVED).value
    day_name = next((each for each in on if given.has(each)), on[-1])
    if needed and not given.has(name):
        if given.has(day_name):
            given.need(BORN, instead=name)
        elif given.has(BORN):
            given.need(day_name, instead=name)
        else:
            given.need(name, instead=f"{BORN} and {' or '.join(on)}")
    said = given.whole_number(name, least=youngest, most=oldest)
    born, day = given.day(BORN), given.day(day_name)
    reckoned = None
    if born and day:
        reckoned = _completed(given, born, day_name, day, youngest=youngest, oldest=oldest)
    return given.agreed(name, said, day_name, reckoned)


def read_sanctions(
    given: Reading, regime: Regime, *, least: int = 1, needed: bool = True
) -> int | None:
    """Return the number of sanctions with the current one, from ``least``."""
    most = regime.of(policy.MOST_SANCTIONS_BELIEVED).value
    if needed and not given.has("total_sanctions"):
        given.need("previous_sanctions", instead="total_sanctions")
    previous = given.whole_number("previous_sanctions", least=0, most=most)
    total = given.whole_number("total_sanctions", least=least, most=most + 1)
    with_current = None if previous is None else previous + 1
    return given.agreed("total_sanctions", total, "previous_sanctions", with_current)


def refuse_disorder(given: Reading, at_first: int | None, at_conviction: int | None) -> None:
    """Say so if the first sanction comes after the conviction, which is one itself."""
    convicted, first = given.day("conviction_date"), given.day("first_sanction_date")
    if convicted and first:
        if first > convicted:
            given.refuse(
                "first_sanction_date",
                "must not be after conviction_date, since a conviction is a sanction: "
                "correct one of the two",
            )
    elif at_first is not None and at_conviction is not None and at_first > at_conviction:
        given.refuse(
            "age_first",
            "must not be above age_conv, since a conviction is a sanction: correct one of the two",
        )


def _completed(
    given: Reading, born: date, name: str, day: date, *, youngest: int, oldest: int
) -> int | None:
    """Return the age on a day, or say why it cannot be."""
    years = completed_years(born, day)
    if day <= born:
        given.refuse(name, f"must be after {BORN}: correct one of the two")
    elif years > oldest:
        given.refuse(name, f"more than {oldest} years after {BORN}: correct one")
    elif years < youngest:
        given.refuse(
            name,
            f"the person was not yet {youngest}, and the score is not defined: "
            f"correct it or {BORN}",
        )
    else:
        return years
    return None


def read_violent_sanctions(given: Reading, regime: Regime, total: int | None) -> int | None:
    """Return the number of violent sanctions among ``total``, the current one counted."""
    given.need("violent_sanctions")
    most = regime.of(policy.MOST_SANCTIONS_BELIEVED).value
    violent = given.whole_number("violent_sanctions", least=0, most=most + 1)
    if violent is not None and total is not None and violent > total:
        given.refuse(
            "violent_sanctions",
            f"must not be above the {total} sanctions there are with the current one: correct one",
        )
    return violent
