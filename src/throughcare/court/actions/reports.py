"""Reports to the court: asked for, written as a draft, signed, or no longer wanted."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from throughcare import history
from throughcare.accounts.models import User
from throughcare.court.models import (
    Report,
    ReportDraft,
    ReportSection,
    ReportSignature,
    ReportWithdrawn,
)
from throughcare.court.queries import draft_of, part
from throughcare.court.rules.reporting import SECTIONS
from throughcare.history import clock, correcting
from throughcare.history.loading import reserve
from throughcare.history.subject import Subject
from throughcare.kernel.refusal import Refusal
from throughcare.organisation.models import Staff, Team
from throughcare.people.actions import register
from throughcare.people.models import Person


class Asked(NamedTuple):
    """What the court asks for."""

    kind: str
    court: str
    requested_on: date
    hearing_on: date | None
    offence: str = ""


class NewPerson(NamedTuple):
    """Somebody who is new to the service."""

    given: str
    family: str
    date_of_birth: date
    sex: str | None


def request_report(
    person: Person,
    *,
    by: User,
    asked: Asked,
    team: Team | None,
    author: Staff | None,
    token: str | None = None,
) -> Report:
    """Record that a court asks for a report. The offence begins its draft.

    Raises Refusal for a day that has not come, a hearing before the request, and without a court.
    """
    with history.write(person, by=by, why="Report asked for", token=token) as entry:
        if asked.requested_on > clock.today():
            raise Refusal("The day has not come yet.", field="requested_on")
        if asked.hearing_on and asked.hearing_on < asked.requested_on:
            raise Refusal("The hearing is before the request.", field="hearing_on")
        if not asked.court.strip():
            raise Refusal("Say which court asks for it.", field="court")
        report = correcting.create(
            Report,
            person=person,
            kind=asked.kind,
            court=asked.court.strip(),
            requested_on=asked.requested_on,
            hearing_on=asked.hearing_on,
            team=team,
            author=author,
        )
        begun = {SECTIONS[0]: asked.offence.strip()} if asked.offence.strip() else {}
        ReportDraft(person=person, report=report, content=begun, saved_at=clock.now()).save()
        entry.result = f"{person.public_id}/{report.ref}"
    return report


def request_for_somebody_new(
    *,
    by: User,
    somebody: NewPerson,
    asked: Asked,
    team: Team | None,
    author: Staff | None,
    token: str | None = None,
) -> Report:
    """Begin the record of somebody new and record the report that is asked for them."""
    key = reserve()
    why = "Report asked for, on somebody new"
    with history.write(Subject("case", key), by=by, why=why, token=token) as entry:
        person = register(by=by, key=key, **somebody._asdict())
        report = request_report(person, by=by, asked=asked, team=team, author=author)
        entry.result = f"{person.public_id}/{report.ref}"
    return report


def save_draft(
    report: Report,
    *,
    by: User,
    texts: Mapping[str, str],
    version: int,
    token: str | None = None,
) -> ReportDraft:
    """Keep what is written of a report so far.

    Raises Conflict where somebody else saved meanwhile, and Refusal once it is signed or withdrawn.
    """
    with history.write(report, by=by, why="Report worked on", token=token) as entry:
        _still_open(report)
        draft = draft_of(report) or ReportDraft(person_id=report.person_id, report=report)
        if draft.pk:
            history.check_version(draft, version)
            draft.version += 1
        draft.content = {title: texts[title] for title in SECTIONS if texts.get(title, "").strip()}
        draft.saved_at = clock.now()
        draft.save()
        entry.result = report.ref
    return draft


def sign_report(
    report: Report, *, by: User, version: int, token: str | None = None
) -> ReportSignature:
    """Sign a report as its draft stands; a report by word of mouth is given with it.

    From then on it is read-only. Raises Refusal where nothing is written, or it is signed or
    withdrawn already; Conflict where the draft was changed after it was read.
    """
    with history.write(report, by=by, why="Report signed", token=token) as entry:
        _still_open(report)
        draft = draft_of(report)
        if draft is not None:
            history.check_version(draft, version)
        written = dict(draft.content) if draft else {}
        if not written.get(SECTIONS[-1], "").strip():
            raise Refusal("Write the proposal before you sign.")
        for title, text in written.items():
            correcting.create(
                ReportSection, person_id=report.person_id, report=report, title=title, text=text
            )
        signed = correcting.create(
            ReportSignature,
            person_id=report.person_id,
            report=report,
            date=clock.today(),
            by=_staff(by),
        )
        _changed(report)
        entry.result = report.ref
    return signed


def withdraw_report(
    report: Report, *, by: User, because: str, version: int, token: str | None = None
) -> ReportWithdrawn:
    """Record that the court no longer wants a report. Raises Refusal without a reason."""
    with history.write(report, by=by, why=f"Report withdrawn: {because}", token=token) as entry:
        history.check_version(report, version)
        _still_open(report)
        if not because.strip():
            raise Refusal("Say why it is no longer wanted.", field="because")
        made = correcting.create(
            ReportWithdrawn,
            person_id=report.person_id,
            report=report,
            date=clock.today(),
            because=because.strip(),
        )
        _changed(report)
        entry.result = report.ref
    return made


def _still_open(report: Report) -> None:
    """Read the report anew under the lock, and refuse where it is settled."""
    report.refresh_from_db()
    if report.in_error_at is not None:
        raise Refusal("This report is marked as recorded in error.")
    if part(report, "signed"):
        raise Refusal("This report is signed, so it can no longer be changed.")
    if part(report, "withdrawn"):
        raise Refusal("This report is no longer wanted.")


def _changed(report: Report) -> None:
    report.version += 1
    report.save(update_fields=["version"])


def _staff(user: User) -> Any:
    return getattr(user, "staff", None)
