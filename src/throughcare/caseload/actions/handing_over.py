"""A case is handed over: a note of the officer before, and a meeting of both with the person."""

from datetime import date

from throughcare import history
from throughcare.accounts.models import User
from throughcare.caseload.actions.grading import part_of
from throughcare.caseload.models import HandoverNote, Officer
from throughcare.caseload.queries import handed_over
from throughcare.history import clock, correcting
from throughcare.kernel.refusal import Refusal
from throughcare.people.models import Person


def record_handover(
    person: Person,
    *,
    by: User | None,
    text: str,
    met_on: date | None,
    version: int | None = None,
    token: str | None = None,
) -> HandoverNote:
    """Record the note of a handover, and the day on which both officers met the person.

    It belongs to the last change of officer, also one that is to come. What was recorded before
    is kept as a version. Raises Refusal without a note, for a meeting that has not been, and
    where nobody had the case before.
    """
    if not text.strip():
        raise Refusal("Write what the next officer has to know.", field="text")
    today = clock.today()
    if met_on is not None and met_on > today:
        raise Refusal("Record the meeting once it has been held.", field="met_on")
    with history.write(person, by=by, why="Handover recorded", token=token) as entry:
        change = handed_over(person)
        if change is None:
            raise Refusal("Nobody had this case before, so there is nothing to hand over.")
        officer = change.officer or correcting.create(
            Officer,
            person=person,
            staff=change.staff,
            starts_on=change.starts_on,
            because=change.because,
        )
        standing: HandoverNote | None = part_of(officer, "handover")
        if standing is None:
            made = correcting.create(
                HandoverNote, person=person, officer=officer, date=today, text=text, met_on=met_on
            )
        else:
            if version is not None:
                history.check_version(standing, version)
            day = standing.date if standing.text == text else today
            made = correcting.supersede(standing, date=day, text=text, met_on=met_on)
        entry.result = officer.ref
    return made
