"""What the court team has before it: reports, sentences, and what each allocation rests on."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db import models
from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from throughcare.access import reach
from throughcare.accounts.models import User
from throughcare.assessment.models import HarmLevel, Oasys, Risk, Score
from throughcare.caseload.models import Allocation
from throughcare.caseload.rules.holding import Holding
from throughcare.court.models import CourtAllocation, PaperRequest, Report, ReportDraft
from throughcare.court.rules import grounds
from throughcare.court.rules.allocating import Grounds
from throughcare.history import clock
from throughcare.history.composing import compose
from throughcare.history.excerpt import excerpt
from throughcare.information.models import Document
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.assessment import Predictor
from throughcare.kernel.casefile.court import CourtAllocation as AtCourt
from throughcare.kernel.casefile.court import Paper
from throughcare.kernel.regime import TRANSFORMING_REHABILITATION
from throughcare.organisation.models import Staff, Team
from throughcare.organisation.queries import on_day
from throughcare.people import finding
from throughcare.people.models import Person
from throughcare.people.queries import Who, reachable, who
from throughcare.sentences.models import Custody, Offence, Order, Requirement

PARTS = ("rsr", "screening", "form", "decision", "instruction")
"""What stands inside an allocation, one of each at most."""


def part(row: models.Model, name: str) -> Any:
    """Return what stands inside a report or an allocation, None where nothing does."""
    inside = type(row)._meta.get_field(name).related_model
    assert isinstance(inside, type)
    link = "report" if isinstance(row, Report) else "allocation"
    return inside._default_manager.filter(**{link: row}, in_error_at=None).first()


def draft_of(report: Report) -> ReportDraft | None:
    """Return the draft of a report."""
    return ReportDraft.objects.filter(report=report).first()


def report_of(person: Person, ref: str) -> Report | None:
    """Return a report of a person that stands."""
    return Report.objects.filter(person=person, ref=ref, in_error_at=None).first()


def sentence_of(person: Person, ref: str) -> Order | Custody | None:
    """Return an order or a custodial sentence of a person that stands."""
    for model in (Order, Custody):
        found: Order | Custody | None = model.objects.filter(
            person=person, ref=ref, in_error_at=None
        ).first()
        if found is not None:
            return found
    return None


def entered(person: Person, kind: str, day: date) -> list[Order | Custody]:
    """Return the sentences of a kind and a day that are on record of a person."""
    passed: Any = {"person": person, "sentenced_on": day, "in_error_at": None}
    if kind == "custody":
        return list(Custody.objects.filter(**passed).order_by("pk"))
    return list(Order.objects.filter(kind=kind, **passed).order_by("pk"))


def allocation_row(sentence: Order | Custody) -> CourtAllocation | None:
    """Return the court team's allocation of a sentence."""
    about: Any = {type(sentence).__name__.lower(): sentence}
    standing = CourtAllocation.objects.filter(in_error_at=None, **about)
    return standing.order_by("pk").last()


def awaited(allocation: CourtAllocation) -> QuerySet[PaperRequest]:
    """Return the requests for papers of an allocation that have had no answer."""
    standing = PaperRequest.objects.filter(allocation=allocation, in_error_at=None)
    return standing.exclude(received__isnull=False, received__in_error_at=None)


def paper_request_of(person: Person, ref: str) -> PaperRequest | None:
    """Return a request for a paper of a person that stands."""
    found = PaperRequest.objects.filter(person=person, ref=ref, in_error_at=None)
    return found.select_related("allocation__order", "allocation__custody", "by").first()


def whole(person: Person) -> CaseFile:
    """Return the facts of a case without prose, for the rules."""
    (case,) = compose([person.pk], "facts", standing=True, as_stored=True)
    return case


def assessed(person: Person) -> CaseFile:
    """Return the assessments of a person, in the shape of a case file."""
    return excerpt(person.pk, {"assessment": None}, directory=False)


def holding_of(case: CaseFile) -> Holding:
    """Return who holds a case, by its facts."""
    return Holding(case, TRANSFORMING_REHABILITATION)


def at_court(case: CaseFile, sentence: str) -> AtCourt | None:
    """Return the court's part of a sentence in its case file."""
    found = [each for each in case.court.allocations if each.of == sentence]
    return found[-1] if found else None


def grounds_of(allocation: CourtAllocation, day: date) -> Grounds:
    """Return what an allocation rests on, as the record stands."""
    case = whole(allocation.person)
    sentence = allocation.order or allocation.custody
    assert sentence is not None
    found = at_court(case, sentence.ref)
    return grounds.grounds(case, holding_of(case), sentence.ref, found, day)


def teams_of(user: User, day: date) -> Sequence[Team]:
    """Return the teams in which a user works on a day, or that they manage."""
    staff: Staff | None = getattr(user, "staff", None)
    if staff is None:
        return ()
    working = on_day(day).filter(of=staff).values("team")
    managed = staff.charges.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)
    managed = managed.filter(in_error_at=None, team__isnull=False)
    both = Team.objects.filter(Q(pk__in=working) | Q(pk__in=managed.values("team")))
    return list(both.filter(in_error_at=None).select_related("provider").order_by("name"))


def namesakes(user: User, given: str, family: str, born: date) -> list[Who]:
    """Return who is on record with this date of birth and a name like it.

    So that a court officer makes no second record, people beyond their reach count as well, if
    both agree; not those whose records are restricted to others or kept from the user.
    """
    today = clock.today()
    among = reach.not_excluded(user, today) & reach.open_to(user, today)
    asked = finding.read(f"{given} {family}", today)._replace(born=born, crn="", wrong_day="")
    found, _more = finding.find(asked, among) if asked.names else ([], False)
    people = who(Person.objects.filter(pk__in=[each.person_id for each in found]))
    return [people[each.person_id] for each in found]


class Waiting(NamedTuple):
    """A sentence before the court team."""

    sentence: Order | Custody
    allocation: CourtAllocation
    received: bool


def reports_for(user: User, day: date) -> QuerySet[Report]:
    """Return the reports that the teams of a user are to write or wrote, and are not done."""
    open_still = Report.objects.filter(in_error_at=None, person__in=reachable(user))
    open_still = open_still.exclude(withdrawn__isnull=False, withdrawn__in_error_at=None)
    open_still = open_still.exclude(disposed__isnull=False, disposed__in_error_at=None)
    open_still = open_still.exclude(signed__isnull=False, signed__in_error_at=None)
    open_still = open_still.filter(_of_teams(user, day)).annotate(sentenced=sentenced_since())
    return open_still.select_related("author", "team", "draft")


def done_for(user: User, day: date, since: date) -> QuerySet[Report]:
    """Return the reports of the teams of a user that were signed since a day."""
    signed = Report.objects.filter(in_error_at=None, person__in=reachable(user))
    signed = signed.filter(signed__in_error_at=None, signed__date__gte=since)
    signed = signed.exclude(withdrawn__isnull=False, withdrawn__in_error_at=None)
    return signed.filter(_of_teams(user, day)).select_related("author", "team", "signed")


def without_result(user: User, day: date) -> QuerySet[Report]:
    """Return the signed reports whose hearing is over, or has no day, and that have no result.

    The result is a sentence, or that there was none that is supervised. They stay until one is
    entered, however long ago the hearing was.
    """
    over = done_for(user, day, date.min).filter(Q(hearing_on__lte=day) | Q(hearing_on=None))
    over = over.exclude(disposed__isnull=False, disposed__in_error_at=None)
    return over.exclude(sentenced_since())


def sentenced_since() -> Q:
    """The reports to which a sentence is the answer (as `reach` has it).

    It was passed since the request: by the same court, or at or after the hearing. What another
    court passed before the hearing is the end of something else.
    """
    passed: Any = {"person": OuterRef("person"), "in_error_at": None}
    passed["sentenced_on__gte"] = OuterRef("requested_on")
    day = Coalesce(OuterRef("hearing_on"), OuterRef("requested_on"))
    answer = Q(sentenced_on__gte=day) | Q(court__iexact=OuterRef("court"))
    return Exists(Order.objects.filter(answer, **passed)) | Exists(
        Custody.objects.filter(answer, **passed)
    )


def allocated_for(user: User, day: date, since: date) -> QuerySet[CourtAllocation]:
    """Return what the teams of a user allocated since a day."""
    rows = CourtAllocation.objects.filter(in_error_at=None, person__in=reachable(user))
    rows = rows.filter(decision__in_error_at=None, decision__decided_on__gte=since)
    rows = rows.filter(_of_teams(user, day, staff="officer"))
    return rows.select_related("order", "custody", "officer", "decision__team")


def papers_awaited(user: User, day: date) -> QuerySet[PaperRequest]:
    """Return the papers that were asked for and have not come, of what a user's teams handle.

    Those of the court team that allocated the case, and those of a team that received it.
    """
    teams = [team.pk for team in teams_of(user, day)]
    theirs = Allocation.objects.filter(in_error_at=None, team__in=teams)
    rows = PaperRequest.objects.filter(in_error_at=None, person__in=reachable(user))
    rows = rows.filter(allocation__in_error_at=None)
    rows = rows.exclude(received__isnull=False, received__in_error_at=None)
    rows = rows.filter(
        Q(allocation__team__in=teams)
        | Q(allocation__officer__user=user)
        | Q(allocation__order__in=theirs.filter(order__isnull=False).values("order"))
        | Q(allocation__custody__in=theirs.filter(custody__isnull=False).values("custody"))
    )
    day_of = Coalesce("allocation__order__sentenced_on", "allocation__custody__sentenced_on")
    rows = rows.annotate(sentenced_on=day_of).exclude(_there())
    rows = rows.select_related("allocation__order", "allocation__custody", "by")
    return rows.annotate(
        chased_on=Max("chases__date", filter=Q(chases__in_error_at=None))
    ).order_by("asked_on", "pk")


def _there() -> Q:
    """The requests for papers that are on record by now, as the rules say (`rules.papers`)."""
    stands: Any = {"in_error_at": None}
    of_order: Any = stands | {"order": OuterRef("allocation__order")}
    of_custody: Any = stands | {"custody": OuterRef("allocation__custody")}
    written = Report.objects.filter(person=OuterRef("person"), **stands)
    written = written.filter(signed__isnull=False, signed__in_error_at=None)
    written = written.exclude(withdrawn__isnull=False, withdrawn__in_error_at=None)
    written = written.filter(requested_on__lte=OuterRef("sentenced_on"))
    papers = Document.objects.filter(person=OuterRef("person"), kind="prosecution papers", **stands)
    offences = Exists(Offence.objects.filter(**of_order))
    whole = offences & Exists(Requirement.objects.filter(**of_order))
    signed = Q()
    for what, name in ((Paper.RSR, "rsr"), (Paper.SCREENING, "screening"), (Paper.FORM, "form")):
        part = f"allocation__{name}"
        there = {"what": what.value, f"{part}__isnull": False, f"{part}__in_error_at": None}
        signed |= Q(**there)
    return (
        signed
        | (Q(what=Paper.REPORT.value) & Exists(written))
        | (Q(what=Paper.ORDER.value) & whole)
        | (Q(what=Paper.ORDER.value) & Exists(Offence.objects.filter(**of_custody)))
        | (Q(what=Paper.PROSECUTION.value) & Exists(papers))
    )


def awaiting(user: User, day: date) -> list[Waiting]:
    """Return the sentences of the teams of a user that no team has received, or that lack a paper.

    A case that was received without RSR, screening or form stays on the list until they are signed.
    """
    received = Allocation.objects.filter(in_error_at=None)
    rows = (
        CourtAllocation.objects.filter(in_error_at=None, person__in=reachable(user))
        .filter(_of_teams(user, day, staff="officer"))
        .annotate(
            received=Exists(
                received.filter(
                    Q(order__isnull=False, order=OuterRef("order"))
                    | Q(custody__isnull=False, custody=OuterRef("custody"))
                )
            )
        )
        .annotate(
            scored=Exists(_figures()),
            levelled=Q(screening__level__isnull=False) | Exists(_levels()) | Exists(_assessed()),
        )
        .filter(
            Q(received=False)
            | ~Q(rsr__isnull=False, rsr__in_error_at=None)
            | ~Q(screening__isnull=False, screening__in_error_at=None)
            | ~Q(form__isnull=False, form__in_error_at=None)
        )
        .select_related("order", "custody", "team", "officer", *PARTS)
        .order_by("pk")
    )
    found = []
    for row in rows:
        sentence = row.order or row.custody
        if sentence is not None and sentence.in_error_at is None:
            found.append(Waiting(sentence, row, row.received))
    return found


def _figures() -> QuerySet[Score]:
    """The RSR that was signed for an allocation, where it is one and has a figure."""
    return Score.objects.filter(
        pk=OuterRef("rsr__score"), predictor=Predictor.RSR.value, two_year__isnull=False
    )


def _levels() -> QuerySet[HarmLevel]:
    """The levels of risk on record of the person of an allocation."""
    return HarmLevel.objects.filter(person=OuterRef("person"), in_error_at=None)


def _assessed() -> QuerySet[Oasys]:
    """The signed assessments of the person of an allocation that say a level."""
    rated = Oasys.objects.filter(person=OuterRef("person"), in_error_at=None)
    risks = Risk.objects.filter(oasys=OuterRef("pk"), in_error_at=None)
    return rated.filter(Q(level__isnull=False) | Exists(risks), signed_on__isnull=False)


def _of_teams(user: User, day: date, *, staff: str = "author") -> Q:
    teams = [team.pk for team in teams_of(user, day)]
    return Q(team__in=teams) | Q(**{f"{staff}__user": user})
