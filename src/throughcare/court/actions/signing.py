"""Signing what an allocation rests on: the RSR, the screening and the case allocation form.

Each can be signed again until the case is allocated; what stood there before is kept as a version.
"""

from collections.abc import Collection
from typing import Any, NamedTuple, TypeVar

from throughcare import history
from throughcare.accounts.models import User
from throughcare.assessment.models import Score
from throughcare.assessment.rules.screening import INDICATORS
from throughcare.court.models import AllocationForm, CourtAllocation, CourtScreening, SignedRsr
from throughcare.court.queries import part
from throughcare.history import clock, correcting
from throughcare.kernel.casefile.assessment import Level, Predictor
from throughcare.kernel.refusal import Refusal

SignedT = TypeVar("SignedT", CourtScreening, SignedRsr, AllocationForm)


class CaseForm(NamedTuple):
    """The answers of the case allocation form."""

    mappa: str
    public_interest: bool
    deportation: bool
    held_by_nps: bool
    because: str = ""


def sign_rsr(
    allocation: CourtAllocation,
    *,
    by: User,
    score: Score,
    version: int,
    token: str | None = None,
) -> SignedRsr:
    """Sign the RSR score on which the allocation rests. Raises Refusal for any other score."""
    with history.write(allocation, by=by, why="RSR signed", token=token) as entry:
        still_to_be_decided(allocation, version)
        of_person = score.person_id == allocation.person_id and score.in_error_at is None
        if score.predictor != Predictor.RSR or not of_person:
            raise Refusal("That is not an RSR score of this person.", field="score")
        if score.two_year is None:
            raise Refusal("That score has no figure. Make it again.", field="score")
        signed = _sign(allocation, SignedRsr, "rsr", by, {"score": score})
        entry.result = _sentence_of(allocation)
    return signed


def sign_screening(
    allocation: CourtAllocation,
    *,
    by: User,
    yes: Collection[str],
    not_known: Collection[str],
    level: Level,
    version: int,
    token: str | None = None,
) -> CourtScreening:
    """Sign the screening for serious harm, every indicator answered, with the level judged."""
    with history.write(allocation, by=by, why="RoSH screening signed", token=token) as entry:
        still_to_be_decided(allocation, version)
        said = {
            "yes": [name for name in INDICATORS if name in yes],
            "not_known": [name for name in INDICATORS if name in not_known and name not in yes],
            "level": level,
        }
        signed = _sign(allocation, CourtScreening, "screening", by, said)
        entry.result = _sentence_of(allocation)
    return signed


def sign_form(
    allocation: CourtAllocation,
    *,
    by: User,
    form: CaseForm,
    version: int,
    token: str | None = None,
) -> AllocationForm:
    """Sign the case allocation form (CAS)."""
    with history.write(allocation, by=by, why="Case allocation form signed", token=token) as entry:
        still_to_be_decided(allocation, version)
        signed = _sign(allocation, AllocationForm, "form", by, form._asdict())
        entry.result = _sentence_of(allocation)
    return signed


def still_to_be_decided(allocation: CourtAllocation, version: int) -> None:
    """Read the allocation anew under the lock, and refuse where the case is allocated."""
    allocation.refresh_from_db()
    history.check_version(allocation, version)
    if allocation.in_error_at is not None:
        raise Refusal("This allocation is marked as recorded in error.")
    if part(allocation, "decision"):
        raise Refusal("The case is allocated already, so this can no longer be changed.")


def changed(allocation: CourtAllocation) -> None:
    """Count a change of any part, so that two who edit at once notice."""
    allocation.version += 1
    allocation.save(update_fields=["version"])


def _sign(
    allocation: CourtAllocation, model: type[SignedT], name: str, by: User, said: dict[str, Any]
) -> SignedT:
    said |= {"signed_on": clock.today(), "by": getattr(by, "staff", None)}
    before = part(allocation, name)
    if before is not None:
        made: SignedT = correcting.supersede(before, **said)
    else:
        made = correcting.create(
            model, person_id=allocation.person_id, allocation=allocation, **said
        )
    changed(allocation)
    return made


def _sentence_of(allocation: CourtAllocation) -> str:
    sentence = allocation.order or allocation.custody
    return sentence.ref if sentence else ""
