"""Entering the sentence that a court passed, and taking it on for allocation."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from throughcare import history
from throughcare.accounts.models import User
from throughcare.caseload.models import Allocation
from throughcare.court.models import CourtAllocation
from throughcare.court.queries import entered
from throughcare.history import correcting
from throughcare.kernel.refusal import Refusal
from throughcare.organisation.models import Staff, Team
from throughcare.people.models import Person
from throughcare.sentences.actions import (
    Committed,
    Ordered,
    record_sentence,
    sentence_in_error,
)
from throughcare.sentences.models import Custody, Order


def enter_sentence(
    person: Person,
    *,
    by: User,
    kind: str,
    sentenced_on: date,
    court: str,
    months: int | None,
    offences: Sequence[Committed],
    requirements: Sequence[Ordered],
    team: Team | None,
    officer: Staff | None,
    another: bool = False,
    token: str | None = None,
) -> CourtAllocation:
    """Record a sentence with what it requires; the court team holds it until it is received.

    Raises Refusal where one of that kind and day is on record and it is not ``another``, as where
    two enter what a court passed once.
    """
    with history.write(person, by=by, why=f"Sentence entered: {kind}", token=token) as entry:
        if not another and entered(person, kind, sentenced_on):
            raise Refusal(
                "A sentence of this kind and day is on record already. Has it been entered before?",
                field="another",
            )
        sentence = record_sentence(
            person,
            by=by,
            kind=kind,
            sentenced_on=sentenced_on,
            court=court,
            months=months,
            offences=offences,
            requirements=requirements,
        )
        made = take_on(sentence, by=by, team=team, officer=officer)
        entry.result = sentence.ref
    return made


def take_on(
    sentence: Order | Custody, *, by: User, team: Team | None, officer: Staff | None
) -> CourtAllocation:
    """Return the court team's allocation of a sentence, begun now where there is none."""
    of: dict[str, Any] = {"custody" if isinstance(sentence, Custody) else "order": sentence}
    with history.write(sentence, by=by, why="Taken on for allocation"):
        found = CourtAllocation.objects.filter(in_error_at=None, **of).order_by("pk").last()
        if found is not None:
            return found
        return correcting.create(
            CourtAllocation, person_id=sentence.person_id, team=team, officer=officer, **of
        )


def take_back(
    sentence: Order | Custody, *, by: User, because: str, version: int, token: str | None = None
) -> None:
    """Mark a sentence as recorded in error, with its allocation and its receipt by a team.

    Raises Refusal without a reason, and where anybody has worked under it.
    """
    of: dict[str, Any] = {"custody" if isinstance(sentence, Custody) else "order": sentence}
    sentence_in_error(
        sentence,
        by=by,
        because=because,
        version=version,
        without=[
            *CourtAllocation.objects.filter(in_error_at=None, **of),
            *Allocation.objects.filter(in_error_at=None, **of),
        ],
        token=token,
    )
