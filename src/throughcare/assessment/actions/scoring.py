"""Recording an actuarial score with what it was made from."""

from collections.abc import Mapping

from throughcare import history
from throughcare.accounts.models import User
from throughcare.assessment.models import Score
from throughcare.history import clock, correcting
from throughcare.kernel.casefile.assessment import Predictor
from throughcare.people.models import Person


def record_score(
    person: Person,
    *,
    by: User,
    predictor: Predictor,
    one_year: float,
    two_year: float,
    percent_two_year: int | None,
    rules_version: str,
    inputs: Mapping[str, str],
    token: str | None = None,
) -> Score:
    """Record a score that the rule has just made, with its inputs by name."""
    why = f"Score recorded: {predictor}"
    with history.write(person, by=by, why=why, token=token) as entry:
        score = correcting.create(
            Score,
            person=person,
            predictor=predictor,
            one_year=one_year,
            two_year=two_year,
            percent_two_year=percent_two_year,
            scored_on=clock.today(),
            rules_version=rules_version,
            inputs=[f"{name}={value}" for name, value in inputs.items()],
        )
        entry.result = score.ref
    return score
