"""What a manager is offered with a decision that waits: its content, and the form to take it.

Here: signatures under what an officer wrote, and excusals. Who has a case: `offers_of_holding`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from throughcare.access.permissions import Permission
from throughcare.access.views import SignedIn
from throughcare.assessment import actions as assessment
from throughcare.assessment.models import Oasys
from throughcare.assessment.pages.showing import compared, level_of, parts, unserved
from throughcare.assessment.queries import by_ref, draft_of, not_to_analyse, whole
from throughcare.assessment.queries import standing as assessments
from throughcare.assessment.rules import drafting, screening
from throughcare.assessment.rules.signing import countersigned_because
from throughcare.design.forms import Choice, DayField, Form, LongTextField, OneOfField
from throughcare.design.wording import day, listed
from throughcare.history import clock
from throughcare.kernel.casefile.assessment import Level
from throughcare.kernel.days import add_working_days
from throughcare.ledger import actions, wording
from throughcare.ledger.pages.excusing import asked_name, asked_of, key_of
from throughcare.ledger.pages.lines import name_of
from throughcare.ledger.queries import standing
from throughcare.oversight import actions as oversight
from throughcare.oversight.policy import USUAL_DAYS
from throughcare.people.models import Person
from throughcare.planning import actions as planning
from throughcare.planning.models import Plan
from throughcare.planning.pages.signed import level_beside_minimum, reason_of
from throughcare.team.waiting import Waiting

Facts = list[tuple[str, str]]


class Offer(NamedTuple):
    """A decision that waits, with what is needed to take it."""

    facts: Facts
    reads: Facts
    """Where more of it is read: what it is called, and the address."""
    form: Form | None = None
    act: Callable[[], object] | None = None
    """Carry it out; of a form that is valid."""
    said: Callable[[], str] = str
    button: str = ""
    row: Any = None
    """The fact that the form is about, with its version."""


class Offered(NamedTuple):
    """How a kind of decision is offered, and who may take it."""

    permission: Permission
    of: Callable[[SignedIn, Person, Waiting], Offer]


class ApproveForm(Form):
    """Yes, or first something is to be put right, by a day: a task for the responsible officer."""

    answer = OneOfField(
        label=gettext_lazy("What do you decide?"), missing=gettext_lazy("Select what you decide")
    )
    text = LongTextField(
        label=gettext_lazy("What is to be put right?"),
        missing=gettext_lazy("Say what is to be put right"),
        max_length=2000,
        rows=3,
    )
    due_on = DayField(label=gettext_lazy("By which day?"), noun=gettext_lazy("The day"))


class ExcusalForm(Form):
    """Excused until a day, or to be done all the same."""

    answer = OneOfField(
        label=gettext_lazy("What do you decide?"), missing=gettext_lazy("Select what you decide")
    )
    until = DayField(
        label=gettext_lazy("Until which day?"),
        noun=gettext_lazy("The day"),
        hint=gettext_lazy("On the day after, it is owed again, as late as it then is."),
    )
    because = LongTextField(
        label=gettext_lazy("Why?"),
        missing=gettext_lazy("Say why it need not be done"),
        max_length=2000,
        rows=2,
    )
    refused = LongTextField(
        label=gettext_lazy("Why is it to be done?"),
        missing=gettext_lazy("Say why it is to be done"),
        max_length=2000,
        rows=2,
    )


def typed(request: SignedIn) -> Any:
    """What was sent, None where the page is only opened."""
    return request.POST if request.method == "POST" else None


def approve(
    request: SignedIn,
    person: Person,
    *,
    yes: str,
    about: str,
    act: Callable[[Form], object],
    row: Any,
    said: str,
    facts: Facts,
    reads: Facts,
) -> Offer:
    """A signature or an agreement: given, or first something is to be put right."""
    usual = add_working_days(clock.today(), int(USUAL_DAYS.value))
    form = ApproveForm(typed(request), initial={"due_on": usual}, version=row.version)
    back = Choice(
        "back",
        _("Not yet: something is to be put right first"),
        _("It becomes a task of the responsible officer, with its day. This goes on waiting."),
        reveals=("text", "due_on"),
    )
    form.offer("answer", [Choice("yes", yes), back])

    def carry_out() -> object:
        given = form.cleaned_data
        if given["answer"] == "yes":
            return act(form)
        return oversight.decide(
            person,
            by=request.user,
            about=about,
            text=given["text"],
            due_on=given["due_on"],
            token=given["token"],
        )

    def told() -> str:
        if form.cleaned_data["answer"] == "yes":
            return said
        return _("To be put right by %(day)s; it is on the officer’s list.") % {
            "day": day(form.cleaned_data["due_on"])
        }

    return Offer(facts, reads, form, carry_out, told, _("Decide"), row)


def countersign(request: SignedIn, person: Person, each: Waiting) -> Offer:
    """A signed assessment: its level, the level before, and what has changed since."""
    row = by_ref(person, each.ref)
    if row is None or row.signed_on is None:
        return Offer([], [])
    before = next((e for e in assessments(person) if _is_before(e, row)), None)
    manager = getattr(request.user, "staff", None)
    address = reverse("assessment", args=[person.public_id, row.ref])
    reads = [(_("Read it whole"), address)]
    if before is not None:
        reads.append((_("Beside the one before"), f"{address}?with={before.ref}"))
    return approve(
        request,
        person,
        yes=_("Countersign it"),
        about="assessment",
        act=lambda form: assessment.countersign(
            row,
            by=request.user,
            manager=manager,
            version=form.cleaned_data["version"] or 0,
            token=form.cleaned_data["token"],
        ),
        row=row,
        said=_("Countersigned."),
        facts=list(_assessed(person, row, before)),
        reads=reads,
    )


def _is_before(other: Oasys, row: Oasys) -> bool:
    return bool(other.signed_on and other.pk != row.pk and other.signed_on <= row.signed_on)  # type: ignore[operator]


def _assessed(person: Person, row: Oasys, before: Oasys | None) -> Iterator[tuple[str, str]]:
    by = f"{row.signed_by.name}, {row.signed_by.grade}" if row.signed_by else ""
    yield _("Signed"), ", ".join(filter(None, (day(row.signed_on), by)))
    case = whole(person, [e.pk for e in (row, before) if e is not None])
    files = {each.ref: each for each in case.assessment.oasys}
    file = files[row.ref]
    yield _("Risk of serious harm"), level_of(row.level or file.overall)
    old = files.get(before.ref) if before else None
    if before is not None and old is not None:
        yield (
            _("The time before"),
            f"{level_of(before.level or old.overall)}, {day(before.signed_on)}",
        )
    else:
        yield _("The time before"), _("There is no signed assessment before this one")
    grade = row.signed_by.grade if row.signed_by else None
    yield (
        _("Why it needs your signature"),
        _(countersigned_because(Level(row.level) if row.level else file.overall, grade)),
    )
    risks = parts(file)[0]
    yield _("Who is at risk"), "\n\n".join(f"{r.label}: {r.value}" for r in risks.rows[1:])
    if old is not None:
        changed = [
            f"{title} ({count})"
            for _key, title, rows in compared(file, old)
            if (count := sum(each.differs for each in rows))
        ]
        yield (
            _("What has changed"),
            listed(changed) if changed else _("Nothing: it reads as before"),
        )
    for became, names in unserved(file.sources):
        yield became, listed(names)


def no_analysis(request: SignedIn, person: Person, _each: Waiting) -> Offer:
    """The decision not to make the full analysis: whose, why, and what calls for one."""
    draft = draft_of(person)
    oasys = by_ref(person, draft.about) if draft else None
    row = not_to_analyse(oasys)
    if draft is None or oasys is None or row is None:
        return Offer(
            [], [(_("See the assessments"), reverse("case-assessment", args=[person.public_id]))]
        )
    content = drafting.read(draft.content)
    yes = [_(screening.INDICATORS[name].question) for name in drafting.indicators(content)]
    manager = getattr(request.user, "staff", None)
    return approve(
        request,
        person,
        yes=_("Countersign the decision"),
        about="assessment",
        act=lambda form: assessment.countersign_no_analysis(
            oasys,
            by=request.user,
            manager=manager,
            version=form.cleaned_data["version"] or 0,
            token=form.cleaned_data["token"],
        ),
        row=row,
        said=_("Countersigned."),
        facts=[
            (_("Decided"), ", ".join(filter(None, (day(row.date), row.by.name if row.by else "")))),
            (_("Because"), row.because),
            (_("Level so far"), level_of(drafting.overall(content))),
            (
                _("Answered with yes"),
                "\n".join(yes) or _("None in the screening; what stands on record calls for it"),
            ),
        ],
        reads=[(_("See the assessments"), reverse("case-assessment", args=[person.public_id]))],
    )


def contact_reason(request: SignedIn, person: Person, each: Waiting) -> Offer:
    """Less contact than the minimum: what the plan says, what the minimum is, and why."""
    plan = Plan.objects.filter(person=person, ref=each.ref).first()
    reason = reason_of(plan) if plan else None
    if plan is None or reason is None:
        return Offer([], [])
    return approve(
        request,
        person,
        yes=_("Agree to less contact"),
        about="contact",
        act=lambda form: planning.agree_contact_reason(
            plan,
            by=request.user,
            manager=getattr(request.user, "staff", None),
            version=form.cleaned_data["version"] or 0,
            token=form.cleaned_data["token"],
        ),
        row=plan,
        said=_("Less contact agreed."),
        facts=[
            (_("Contact"), level_beside_minimum(person, plan)),
            (_("Why less is enough"), reason.because),
            (_("Asked by"), reason.by.name if reason.by else ""),
        ],
        reads=[(_("Read the plan"), reverse("plan", args=[person.public_id, plan.ref]))],
    )


def excusal(request: SignedIn, person: Person, each: Waiting) -> Offer:
    """An excusal asked for: of what, why it is owed, by whom, until when and why."""
    today = clock.today()
    asked = next((one for one in asked_of(person) if asked_name(one) == each.ref), None)
    found = next((o for o in standing(person.pk, today) if name_of(o.duty) == each.ref), None)
    if asked is None:
        return Offer([], [])
    form = ExcusalForm(typed(request), initial={"until": asked.until, "because": asked.because})
    form.offer(
        "answer",
        [
            Choice("excuse", _("Excuse it"), reveals=("until", "because")),
            Choice("refuse", _("It is to be done"), reveals=("refused",)),
        ],
    )
    facts = [(_("What is owed"), _(wording.name(asked.code)))]
    if found is not None:
        facts.append((_("Because"), wording.because(found.duty.because)))
        if found.duty.due_on:
            facts.append((_("Due"), _due(found.duty.due_on, today)))
    facts += [
        (_("Asked"), ", ".join(filter(None, (day(asked.date), asked.by.name if asked.by else "")))),
        (_("Until"), day(asked.until)),
        (_("Why"), asked.because),
    ]

    def act() -> object:
        given = form.cleaned_data
        which: Any = {"by": request.user, "key": key_of(each.ref), "token": given["token"]}
        if given["answer"] == "excuse":
            until, because = given["until"], given["because"]
            return actions.excuse(person, until=until, because=because, **which)
        actions.refuse_to_excuse(person, because=given["refused"], **which)
        return None

    def said() -> str:
        if form.cleaned_data["answer"] == "excuse":
            return _("Excused until %(day)s.") % {"day": day(form.cleaned_data["until"])}
        return _("It stays owed.")

    return Offer(facts, [], form, act, said, _("Decide"))


def _due(on: date, today: date) -> str:
    late = (today - on).days
    if late <= 0:
        return day(on)
    days = ngettext("%(num)d day late", "%(num)d days late", late) % {"num": late}
    return f"{day(on)}, {days}"


OFFERS: Mapping[str, Offered] = {
    "countersign": Offered(Permission.COUNTERSIGN, countersign),
    "no analysis": Offered(Permission.COUNTERSIGN, no_analysis),
    "contact reason": Offered(Permission.COUNTERSIGN, contact_reason),
    "excusal": Offered(Permission.EXCUSE, excusal),
}


def open_tasks(decisions: Sequence[Any]) -> str:
    """What managers decided before and is not done yet, one a line."""
    return "\n".join(
        _("%(what)s (by %(day)s)") % {"what": each.text, "day": day(each.due_on)}
        for each in decisions
    )
