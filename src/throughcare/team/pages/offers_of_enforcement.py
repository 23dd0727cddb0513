"""What a manager sees with decisions on failures to attend: the absence, its reason and evidence.

They are taken on enforcement's own pages, where what would follow from each answer is worked out;
from there one comes back to the next decision of the list.
"""

from collections.abc import Iterator, Mapping

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from throughcare.access.permissions import Permission
from throughcare.access.views import SignedIn
from throughcare.contacts.models import Contact, DecisionDocument
from throughcare.contacts.showing import CAUSES
from throughcare.design.wording import day
from throughcare.enforcement.models import AbsenceReview, Proposal
from throughcare.enforcement.showing import PROPOSALS
from throughcare.people.models import Person
from throughcare.team.pages.offers import Facts, Offer, Offered
from throughcare.team.waiting import Waiting

SHOWN = 5
"""How many acceptable absences are told one by one, the newest."""


def proposal(_request: SignedIn, person: Person, each: Waiting) -> Offer:
    """A failure of which an officer proposes what is to follow."""
    failure = _contacts(person).filter(ref=each.ref).first()
    if failure is None:
        return Offer([], [])
    asked = Proposal.objects.filter(person=person, failure=failure, in_error_at=None)
    facts: Facts = [(_("Missed"), _missed(failure)), *_decided(failure)]
    for row in asked.select_related("by").order_by("-proposed_on", "-pk")[:1]:
        by = row.by.name if row.by else ""
        facts += [
            (_("Proposed"), str(PROPOSALS.get(row.outcome, row.outcome))),
            (_("By"), ", ".join(filter(None, (by, day(row.proposed_on))))),
            (_("Why"), row.because),
        ]
    return Offer(facts, [])


def absences(_request: SignedIn, person: Person, each: Waiting) -> Offer:
    """Acceptable absences that mount up: the newest, with their reasons and evidence."""
    review = (
        AbsenceReview.objects.filter(person=person, in_error_at=None, outcome="to a manager")
        .select_related("by")
        .order_by("-date", "-pk")
        .first()
    )
    excused = _contacts(person).filter(decision__acceptable=True, decision__in_error_at=None)
    facts: Facts = []
    if review is not None:
        by = review.by.name if review.by else ""
        facts += [
            (_("Brought to you"), ", ".join(filter(None, (day(review.date), by)))),
            (_("Why"), review.because),
        ]
    count = excused.count()
    told = ngettext("%(num)d acceptable absence", "%(num)d acceptable absences", count)
    facts.append((_("On record"), told % {"num": count}))
    for failure in excused.order_by("-stands_for", "-pk")[:SHOWN]:
        lines = [f"{label}: {text}" for label, text in _decided(failure) if text]
        facts.append((day(failure.stands_for), "\n".join(lines)))
    return Offer(facts, [])


def _contacts(person: Person) -> QuerySet[Contact]:
    among = Contact.objects.filter(person=person, in_error_at=None)
    return among.select_related("outcome", "decision__by", "staff")


def _missed(failure: Contact) -> str:
    with_whom = failure.staff.name if failure.staff else ""
    outcome = getattr(failure, "outcome", None)
    result = outcome.result if outcome and outcome.in_error_at is None else ""
    said = [day(failure.stands_for), failure.kind, with_whom, result]
    return ", ".join(filter(None, said))


def _decided(failure: Contact) -> Iterator[tuple[str, str]]:
    """Whether the reason was found acceptable, why, and on what evidence."""
    found = getattr(failure, "decision", None)
    if found is None or found.in_error_at is not None:
        yield _("Reason"), _("Not decided yet")
        return
    yield _("Found"), _("Acceptable") if found.acceptable else _("Not acceptable")
    cause = str(CAUSES[found.cause]) if found.cause else ""
    yield _("Reason"), ": ".join(filter(None, (cause, found.because)))
    files = DecisionDocument.objects.filter(decision=found, stands=True).count()
    seen = ngettext("%(num)d document", "%(num)d documents", files) % {"num": files}
    shown = "; ".join(filter(None, (found.evidence, seen if files else "")))
    yield _("Evidence"), shown or _("None")
    yield _("Decided by"), found.by.name if found.by else ""


OFFERS: Mapping[str, Offered] = {
    "licence proposal": Offered(Permission.DECIDE_ENFORCEMENT, proposal),
    "breach proposal": Offered(Permission.DECIDE_ENFORCEMENT, proposal),
    "absences": Offered(Permission.DECIDE_ENFORCEMENT, absences),
}
