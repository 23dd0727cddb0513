"""What becomes of a request for a report: it changes, or the case ends without supervision."""

from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.utils.translation import gettext as _

from throughcare.access.permissions import Permission
from throughcare.access.views import SignedIn, case_page
from throughcare.court import actions
from throughcare.court.models import Report
from throughcare.court.pages.answering import answer, as_on_record, the_report
from throughcare.court.pages.report_forms import ChangeForm, DisposedForm
from throughcare.court.queries import part
from throughcare.design.forms import Choice
from throughcare.history import clock
from throughcare.organisation.models import Staff
from throughcare.organisation.queries import on_day
from throughcare.people.models import Person


@case_page(Permission.WORK_AT_COURT)
def change(request: SignedIn, person: Person, ref: str) -> HttpResponse:
    """Change what is asked for: another kind, court, day of hearing or author."""
    found = the_report(person, ref)
    form = _change_form(found, request.POST or None)

    def act() -> Any:
        given = form.cleaned_data
        author = given.get("author") or ""
        return actions.change_request(
            found,
            by=request.user,
            kind=given.get("kind") or found.kind,
            court=given["court"],
            hearing_on=given["hearing_on"],
            author=Staff.objects.filter(code=author).first(),
            because=given["because"],
            version=given["version"] or 0,
            token=given["token"],
        )

    return answer(
        request,
        person,
        form,
        act,
        page="report",
        ref=ref,
        said=_("The request is changed. What is written stays."),
        heading=_("The request changes"),
        intro=_("What is written of the report stays as it is."),
        button=_("Save"),
        theirs=lambda: as_on_record(_change_form(the_report(person, ref), None)),
    )


def _change_form(report: Report, data: Any) -> ChangeForm:
    initial = {
        "kind": report.kind,
        "court": report.court,
        "hearing_on": report.hearing_on,
        "author": report.author.code if report.author else "",
    }
    return ChangeForm(
        data,
        initial=initial,
        authors=_authors(report),
        signed=bool(part(report, "signed")),
        version=report.version,
    )


def _authors(report: Report) -> list[Choice]:
    """Who works in the team of a report today, and who writes it now."""
    staff = Staff.objects.filter(in_error_at=None)
    working = on_day(clock.today()).filter(team=report.team_id)
    there = staff.filter(Q(pk__in=working.values("of")) | Q(reports=report))
    return [Choice(each.code, each.name) for each in there.distinct().order_by("name")]


@case_page(Permission.WORK_AT_COURT)
def disposed(request: SignedIn, person: Person, ref: str) -> HttpResponse:
    """Record that the case ended at court without a sentence that is supervised."""
    found = the_report(person, ref)
    today = clock.today()
    on = found.hearing_on if found.hearing_on and found.hearing_on <= today else today
    form = DisposedForm(request.POST or None, initial={"on": on}, version=found.version)
    return answer(
        request,
        person,
        form,
        lambda: actions.dispose(
            found,
            by=request.user,
            on=form.cleaned_data["on"],
            because=form.cleaned_data["because"],
            version=form.cleaned_data["version"] or 0,
            token=form.cleaned_data["token"],
        ),
        page="report",
        ref=ref,
        said=_("Recorded. The court team no longer holds the case for this report."),
        heading=_("No sentence that is supervised"),
        intro=_("The court dealt with the case otherwise. The report stays on the record."),
        button=_("Save"),
    )
