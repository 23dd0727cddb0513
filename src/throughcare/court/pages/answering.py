"""How the forms of the court are answered, and on to what comes next."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from throughcare.court import actions
from throughcare.court.models import CourtAllocation, Report
from throughcare.court.queries import allocation_row, part, report_of, sentence_of, teams_of
from throughcare.court.rules.allocating import Missing
from throughcare.court.showing import MISSING
from throughcare.design.forms import Form
from throughcare.design.wording import day
from throughcare.history import answering, clock
from throughcare.people.models import Person
from throughcare.sentences.models import Custody, Order

RowT = TypeVar("RowT")


def there(row: RowT | None) -> RowT:
    """Return what was looked for; 404 where there is none."""
    if row is None:
        raise Http404
    return row


def the_report(person: Person, ref: str) -> Report:
    """Return a report of this person."""
    return there(report_of(person, ref))


def the_sentence(person: Person, ref: str) -> Order | Custody:
    """Return an order or custodial sentence of this person."""
    found = sentence_of(person, ref)
    if found is None:
        raise Http404
    return found


def version_of(sentence: Order | Custody) -> int:
    """The version of its allocation; 0 where there is none yet."""
    row = allocation_row(sentence)
    return row.version if row else 0


def taken_on(request: HttpRequest, sentence: Order | Custody) -> CourtAllocation:
    """Return the allocation of a sentence, begun by whoever works on it where there is none."""
    found = allocation_row(sentence)
    if found is None:
        user: Any = request.user
        teams = teams_of(user, clock.today())
        staff = getattr(user, "staff", None)
        found = actions.take_on(sentence, by=user, team=teams[0] if teams else None, officer=staff)
    return found


def answer(
    request: HttpRequest,
    person: Person,
    form: Form,
    act: Callable[[], Any],
    *,
    page: str,
    ref: str = "",
    said: str,
    template: str = "court/form.html",
    theirs: Callable[[], Mapping[str, str]] = dict,
    to_what_was_made: bool = False,
    **shown: Any,
) -> HttpResponse:
    """Answer a form: carry it out and lead to ``page``, or show it again.

    It leads to the list of the court team where the case may be out of reach afterwards, and
    ``to_what_was_made`` to the page of what the action returns.
    """
    named: dict[str, Any] = {"case": person.public_id} | ({"ref": ref} if ref else {})
    if page == "court":
        named = {}

    def lead(made: str) -> HttpResponse:
        return redirect(page, **named | ({"ref": made} if to_what_was_made else {}))

    return answering.sent_before(request, lead) or answering.answer(
        request,
        form,
        act,
        said=said,
        lead=lead,
        meet=lambda each: answering.meet(form, each, theirs=theirs, person_id=person.pk),
        template=template,
        shown={"person": person, "part": "court", "back": (page, ref), **shown},
    )


def as_on_record(form: Form) -> dict[str, str]:
    """What the record says to the questions of a form that nobody has filled in, by label."""
    form.cleaned_data = {
        each.name: form.get_initial_for_field(each.field, each.name) for each in form
    }
    return form.typed()


def stands(allocation: CourtAllocation) -> dict[str, str]:
    """What is signed and decided of an allocation, by label."""
    labels = {
        "rsr": MISSING[Missing.RSR],
        "screening": MISSING[Missing.SCREENING],
        "form": MISSING[Missing.FORM],
    }
    found = {}
    for name, label in labels.items():
        if (each := part(allocation, name)) is not None:
            found[str(label)] = _("Signed on %(day)s") % {"day": day(each.signed_on)}
    if (decision := part(allocation, "decision")) is not None:
        found[_("Allocated")] = day(decision.decided_on)
    return found
