"""Reports to the court: asked for, written as a draft, signed, or no longer wanted."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from throughcare import history
from throughcare.accounts.models import User
from throughcare.court.models import (
    CourtDisposal,
    Report,
    ReportDraft,
    ReportSection,
    ReportSignature,
    ReportWithdrawn,
)
from throughcare.court.queries import assessed, draft_of, part
from throughcare.court.rules.reporting import SECTIONS, unaddressed
from throughcare.court.rules.requests import wrong_days
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
        wrong = wrong_days(asked.requested_on, asked.hearing_on, today=clock.today())
        for field, because in wrong.items():
            raise Refusal(because, field=field)
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
    report: Report, *, by: User, version: int, because: str = "", token: str | None = None
) -> ReportSignature:
    """Sign a report as its draft stands; a report by word of mouth is given with it.

    From then on it is read-only. Raises Refusal where nothing is written, or it is signed or
    withdrawn already, and where it says nothing of an area that the last assessment links to the
    offending or to serious harm and no reason is given; Conflict where the draft was changed after
    it was read.
    """
    why = (
        f"Report signed. Of what is linked it leaves out: {because}" if because else "Report signed"
    )
    with history.write(report, by=by, why=why, token=token) as entry:
        _still_open(report)
        draft = draft_of(report)
        if draft is not None:
            history.check_version(draft, version)
        written = dict(draft.content) if draft else {}
        if not written.get(SECTIONS[-1], "").strip():
            raise Refusal("Write the proposal before you sign.")
        if unaddressed(assessed(report.person), written) and not because.strip():
            raise Refusal("Say why the report leaves it out.", field="because")
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


def change_request(
    report: Report,
    *,
    by: User,
    kind: str,
    court: str,
    hearing_on: date | None,
    author: Staff | None,
    because: str,
    version: int,
    token: str | None = None,
) -> Report:
    """Record that the court, or the team, asks otherwise: another kind, hearing, court or author.

    What is written of it stays. Of a signed report only the hearing and the court can change.
    Raises Refusal without a reason, where nothing changes, for a hearing before the request, and
    once the report is no longer wanted.
    """
    with history.write(
        report, by=by, why=f"Report request changed: {because}", token=token
    ) as entry:
        report.refresh_from_db()
        history.check_version(report, version)
        if part(report, "withdrawn"):
            raise Refusal("This report is no longer wanted.")
        wanted: dict[str, Any] = {"court": court.strip(), "hearing_on": hearing_on}
        if not part(report, "signed"):
            wanted |= {"kind": kind, "author": author}
        if not wanted["court"]:
            raise Refusal("Say which court asks for it.", field="court")
        for field, because in wrong_days(report.requested_on, hearing_on).items():
            raise Refusal(because, field=field)
        changes = {name: new for name, new in wanted.items() if getattr(report, name) != new}
        if not changes:
            raise Refusal("Nothing is different from what is on record.")
        if not because.strip():
            raise Refusal("Say why it changes.", field="because")
        correcting.supersede(report, **changes)
        entry.result = report.ref
    return report


def dispose(
    report: Report,
    *,
    by: User,
    on: date,
    because: str,
    version: int,
    token: str | None = None,
) -> CourtDisposal:
    """Record that the case ended at court without a sentence that is supervised.

    Raises Refusal without what the court did, for a day that has not come or lies before the
    request, and where it is recorded already.
    """
    with history.write(
        report, by=by, why="Ended at court without supervision", token=token
    ) as entry:
        report.refresh_from_db()
        history.check_version(report, version)
        if not because.strip():
            raise Refusal("Say what the court did.", field="because")
        if on > clock.today():
            raise Refusal("The day has not come yet.", field="on")
        if on < report.requested_on:
            raise Refusal("That is before the report was asked for.", field="on")
        if part(report, "disposed"):
            raise Refusal("It is recorded already.")
        made = correcting.create(
            CourtDisposal,
            person_id=report.person_id,
            report=report,
            date=on,
            because=because.strip(),
            by=_staff(by),
        )
        _changed(report)
        entry.result = report.ref
    return made


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
    if part(report, "withdrawn") or part(report, "disposed"):
        raise Refusal("This report is no longer wanted.")


def _changed(report: Report) -> None:
    report.version += 1
    report.save(update_fields=["version"])


def _staff(user: User) -> Any:
    return getattr(user, "staff", None)
