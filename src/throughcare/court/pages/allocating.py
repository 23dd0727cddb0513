"""Pages on which a case is allocated, and on which the person is told when to come."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from throughcare.access.permissions import Permission, has
from throughcare.access.views import SignedIn, case_page
from throughcare.court import actions
from throughcare.court.actions.allocating import SENIOR
from throughcare.court.models import CourtAllocation
from throughcare.court.pages.answering import answer, stands, taken_on, the_sentence, version_of
from throughcare.court.pages.forms import AGAINST, DecideForm, InstructionForm
from throughcare.court.pages.overview import decided
from throughcare.court.pages.passing_on import not_passed_on
from throughcare.court.queries import allocation_row, part, whole
from throughcare.court.rules.allocating import Outcome
from throughcare.court.showing import PROVIDERS
from throughcare.design.forms import Choice
from throughcare.history import answering, clock
from throughcare.history.writing import Conflict
from throughcare.organisation.models import Office, Staff, Team
from throughcare.organisation.queries import on_day
from throughcare.people.models import Person


@case_page(Permission.WORK_AT_COURT)
def allocate(request: SignedIn, person: Person, ref: str) -> HttpResponse:
    """Show where the rule sends the case and why, and allocate it to a team."""
    sentence = the_sentence(person, ref)
    found = decided(whole(person), ref)
    row = allocation_row(sentence)
    if found["cannot"] or row is None or part(row, "decision"):
        if request.method != "POST":
            return redirect("court-sentence", case=person.public_id, ref=ref)
    computed = Outcome.CRC if found["cannot"] else Outcome(found["computed"])
    other = Outcome.NPS if computed is Outcome.CRC else Outcome.CRC
    form = DecideForm(
        request.POST or None,
        computed=str(PROVIDERS[computed]),
        other=str(PROVIDERS[other]),
        teams=_teams(computed, row),
        others=_teams(other, row),
        seniors=_seniors(request, row),
        version=version_of(sentence),
    )

    def act() -> Any:
        given = form.cleaned_data
        allocation = taken_on(request, sentence)
        against = given["goes"] == AGAINST
        return actions.decide(
            allocation,
            by=request.user,
            team=Team.objects.get(code=given["other_team"] if against else given["team"]),
            because=given["because"],
            agreed_by=Staff.objects.filter(code=given["agreed_by"] or "").first(),
            version=given["version"] or allocation.version,
            token=given["token"],
        )

    shown: dict[str, Any] = {"not_passed_on": not_passed_on(person), "sentence": sentence, **found}
    if row is not None and _overtaken(request, row):
        return _decide_anew(request, person, form, row, shown)
    return answer(
        request,
        person,
        form,
        act,
        page="court-sentence",
        ref=ref,
        said=_("Allocated. The team has the case on its list from now on."),
        template="court/allocate.html",
        theirs=lambda: stands(taken_on(request, sentence)),
        **shown,
    )


def _overtaken(request: SignedIn, row: CourtAllocation) -> bool:
    """Whether what is sent was read before somebody else changed what the allocation rests on."""
    if request.method != "POST" or answering.result_before(request) is not None:
        return False
    return request.POST.get("version") not in ("", None, str(row.version))


def _decide_anew(
    request: SignedIn, person: Person, form: DecideForm, row: CourtAllocation, shown: dict[str, Any]
) -> HttpResponse:
    """Show what was changed meanwhile, and ask anew where the case goes.

    The rule may send it elsewhere by now, so what was chosen before would mean something else.
    """
    version = int(request.POST["version"]) if request.POST["version"].isdigit() else 0
    answering.meet(
        form,
        Conflict(row, version),
        theirs=lambda: stands(row),
        yours={},
        person_id=person.pk,
    )
    form.ask_anew()
    about = {"person": person, "part": "court", "back": ("court-sentence", shown["sentence"].ref)}
    return answering.show(request, "court/allocate.html", form, about | shown)


def _teams(kind: Outcome, row: Any) -> list[Choice]:
    """The teams of providers of a kind, those of the court's own region where there are any.

    The court team itself receives nothing.
    """
    every = Team.objects.filter(in_error_at=None, provider__kind=kind.value)
    every = every.select_related("provider").order_by("provider__name", "name")
    if row and row.team:
        every = every.exclude(pk=row.team_id)
    region = row.team.provider.region if row and row.team else ""
    near = every.filter(provider__region=region) if region else every
    chosen: QuerySet[Team] = near if near.exists() else every
    return [Choice(each.code, f"{each.name}, {each.provider.name}") for each in chosen]


def _seniors(request: SignedIn, row: Any) -> list[Choice]:
    """Who may agree to go against the rule: senior officers of the court team's provider."""
    today = clock.today()
    staff = Staff.objects.filter(in_error_at=None, grade__in=SENIOR)
    if row and row.team:
        posts = on_day(today).filter(team__provider=row.team.provider_id)
        staff = staff.filter(pk__in=posts.values("of"))
    own: Any = getattr(request.user, "staff", None)
    if own is not None and not has(request.user, Permission.OVERRIDE_ALLOCATION):
        staff = staff.exclude(pk=own.pk)
    return [Choice(each.code, each.name) for each in staff.order_by("name")]


@case_page(Permission.WORK_AT_COURT)
def instruction(request: SignedIn, person: Person, ref: str) -> HttpResponse:
    """Record when and where the person was told to come, whatever else is missing."""
    sentence = the_sentence(person, ref)
    row = allocation_row(sentence)
    before = part(row, "instruction") if row else None
    initial: dict[str, Any] = {}
    if before is not None:
        initial = {
            "report_on": before.report_on,
            "at": before.time,
            "office": before.office.code if before.office else "",
        }
    form = InstructionForm(request.POST or None, initial=initial, version=version_of(sentence))
    offices = Office.objects.filter(in_error_at=None).order_by("name")
    form.offer("office", [Choice(each.code, each.name) for each in offices])

    def act() -> Any:
        given = form.cleaned_data
        allocation = taken_on(request, sentence)
        return actions.instruct(
            allocation,
            by=request.user,
            report_on=given["report_on"],
            at=given["at"] or None,
            office=Office.objects.filter(code=given["office"] or "").first(),
            version=given["version"] or allocation.version,
            token=given["token"],
        )

    return answer(
        request,
        person,
        form,
        act,
        page="court-sentence",
        ref=ref,
        said=_("Reporting instruction recorded"),
        heading=_("Reporting instruction"),
        intro=_("When and where is the person first to come? They are told before they leave."),
        button=_("Save"),
        theirs=lambda: stands(taken_on(request, sentence)),
    )
