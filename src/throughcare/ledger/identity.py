"""Whose record a page shows: what must never be out of sight while one works on a case."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.access.permissions import Permission, has
from throughcare.assessment.rules.harm import harm_level_on
from throughcare.design.wording import day
from throughcare.history import clock
from throughcare.history.excerpt import excerpt
from throughcare.kernel.age import completed_years
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.assessment import Level
from throughcare.kernel.casefile.person import Name, Registration, RegistrationKind
from throughcare.kernel.duty import Role
from throughcare.ledger import wording
from throughcare.ledger.models import OwnerSpell
from throughcare.ledger.subject import CASE
from throughcare.people.models import Person

SHOWN_OF = ("name", "registration", "harm level", "assessment")
"""Of the record, the kinds of fact that say who the person is and what everybody must know."""

LONG_PARTS = ("section of an assessment", "section of an analysis", "screening")
"""Of those, what stands inside them and is not shown on every page."""

HARM: Mapping[Level | None, tuple[str | Promise, str]] = {
    Level.VERY_HIGH: (gettext_lazy("Very high risk of serious harm"), "red"),
    Level.HIGH: (gettext_lazy("High risk of serious harm"), "orange"),
    Level.MEDIUM: (gettext_lazy("Medium risk of serious harm"), "yellow"),
    Level.LOW: (gettext_lazy("Low risk of serious harm"), "green"),
    None: (gettext_lazy("Risk of serious harm not assessed"), "grey"),
}

_TO_OTHERS = frozenset(
    {
        RegistrationKind.CHILD_PROTECTION,
        RegistrationKind.DOMESTIC_ABUSE,
        RegistrationKind.GANGS,
        RegistrationKind.GUNS,
        RegistrationKind.MAPPA,
        RegistrationKind.RESTRAINING_ORDER,
        RegistrationKind.RISK_TO_CHILDREN,
        RegistrationKind.RISK_TO_STAFF,
        RegistrationKind.SEX_OFFENDER,
        RegistrationKind.WEAPONS,
    }
)
_TO_SELF = frozenset(
    {
        RegistrationKind.DOMESTIC_ABUSE_VICTIM,
        RegistrationKind.MENTAL_HEALTH,
        RegistrationKind.SELF_HARM,
        RegistrationKind.VULNERABLE,
    }
)
_ROLES = {
    Role.ACTING_COVER: gettext_lazy("acting cover"),
    Role.TEAM_MANAGER: gettext_lazy("team manager"),
    Role.DUTY_MANAGER: gettext_lazy("duty manager"),
    Role.COURT_OFFICER: gettext_lazy("court officer"),
}


class Answering(NamedTuple):
    """Who answers for a case today."""

    resolved: str
    staff: str
    team: str

    @property
    def named(self) -> bool:
        """Whether there is a responsible officer."""
        return self.resolved == Role.RESPONSIBLE_OFFICER and bool(self.staff)

    def __str__(self) -> str:
        if self.named:
            return self.staff
        if not self.staff:
            return _("Nobody")
        role = _ROLES.get(Role(self.resolved), self.resolved)
        if self.resolved in (Role.ACTING_COVER, Role.COURT_OFFICER):
            return f"{self.staff} ({role})"
        return _("Nobody: %(staff)s answers (%(role)s)") % {"staff": self.staff, "role": role}


@dataclass(frozen=True)
class Identity:
    """What the bar above every page of a case says."""

    name: str
    facts: Sequence[tuple[str, str]]
    tags: Sequence[tuple[str, str]]
    href: str
    actions: Sequence[tuple[str, str]]
    parts: Sequence[tuple[str, str, str]]

    def parts_at(self, part: str | None) -> list[tuple[str, str, bool]]:
        """The parts of the case, with the one where a page is."""
        return [(text, href, key == part) for key, text, href in self.parts]


def identity(request: HttpRequest, person: Person) -> Identity:
    """Return what is said of a person above their pages: two statements."""
    shown = dict.fromkeys(SHOWN_OF)
    case = excerpt(person.pk, shown, leaving_out=LONG_PARTS, directory=False)
    today = clock.today()
    return identity_of(request, person, case, answering(person, today), today)


def answering(person: Person, today: date) -> Answering | None:
    """Return who answers for the case in the place of the responsible officer."""
    spells = OwnerSpell.objects.filter(
        subject_kind=CASE,
        subject_id=person.pk,
        role=Role.RESPONSIBLE_OFFICER,
        first__lte=today,
    ).order_by("-first")
    row = spells.values_list("resolved", "staff__name", "team__name", "last").first()
    if row is None or (row[3] is not None and row[3] < today):
        return None
    return Answering(row[0], row[1] or "", row[2] or "")


def identity_of(
    request: HttpRequest,
    person: Person,
    case: CaseFile,
    owner: Answering | None,
    today: date,
) -> Identity:
    """Return the same from a part of the record that is at hand."""
    legal, called = names(case)
    born = case.person.particulars.date_of_birth
    facts = [(_("Likes to be called"), called)] if called else []
    facts.append((_("CRN"), case.crn))
    if born:
        age = completed_years(born, today)
        facts.append((_("Born"), _("%(day)s (%(age)d)") % {"day": _plain_day(born), "age": age}))
    else:
        facts.append((_("Born"), _("not known")))
    facts.append((_("Officer"), str(owner) if owner else _("Not allocated yet")))
    level, colour = HARM[harm_level_on(today, case)]
    tags = [(str(level), colour)]
    tags += [(said(each), colour_of(each)) for each in registered(case, today)]
    return Identity(
        name=legal,
        facts=facts,
        tags=tags,
        href=_to("case", person),
        actions=[
            (text, _to(name, person))
            for text, name, needed in (
                (_("Book an appointment"), "book", Permission.BOOK),
                (_("Record a contact"), "record-contact", Permission.RECORD_OUTCOME),
                (_("Record a change"), "record-change", Permission.RECORD_CHANGE),
            )
            if has(request.user, needed)
        ],
        parts=[
            (key, text, _to(name, person))
            for key, text, name, needed in (
                ("overview", _("Overview"), "case", Permission.SEE_CASE),
                ("contacts", _("Contacts"), "case-contacts", Permission.SEE_CASE),
                ("enforcement", _("Enforcement"), "case-enforcement", Permission.SEE_CASE),
                (
                    "information",
                    _("Information"),
                    "case-information",
                    Permission.SEE_INFORMATION,
                ),
                ("court", _("Court"), "case-court", Permission.SEE_ASSESSMENT),
                ("assessment", _("Assessment"), "case-assessment", Permission.SEE_ASSESSMENT),
                ("plan", _("Plan"), "case-plan", Permission.SEE_ASSESSMENT),
                ("oversight", _("Oversight"), "case-oversight", Permission.SEE_CASE),
                ("history", _("History"), "case-history", Permission.SEE_HISTORY),
            )
            if has(request.user, needed)
        ],
    )


def names(case: CaseFile) -> tuple[str, str]:
    """Return the name that is shown, and the one the person likes to be called by."""
    every = case.person.names
    legal = next((each for each in every if each.kind == "legal"), every[0] if every else None)
    preferred = next((each for each in every if each.kind == "preferred"), None)
    shown = whole(legal) if legal else case.crn
    called = whole(preferred) if preferred else ""
    return shown, called if called != shown else ""


def whole(name: Name) -> str:
    """A name as it is read out."""
    return f"{name.given} {name.family}".strip()


def registered(case: CaseFile, today: date) -> list[Registration]:
    """Return the registrations that stand on a day, what endangers others first."""
    standing = [
        each
        for each in case.person.registrations
        if each.registered_on <= today and (each.ended is None or each.ended.date >= today)
    ]
    return sorted(standing, key=lambda each: (colour_of(each) != "red", each.kind))


def said(registration: Registration) -> str:
    """A registration in words."""
    kind = str(registration.kind)
    return kind if kind.isupper() else kind[:1].upper() + kind[1:]


def colour_of(registration: Registration) -> str:
    """Red for what endangers others, purple for what endangers the person, blue for the rest."""
    if registration.kind in _TO_OTHERS:
        return "red"
    return "purple" if registration.kind in _TO_SELF else "blue"


def offer(request: HttpRequest) -> Mapping[str, Any]:
    """What templates read as ``frame.identity(person)`` and ``frame.duty_name(code)``."""
    return {"identity": partial(identity, request), "duty_name": _duty_name}


def _duty_name(code: str) -> str:
    return _(wording.name(code))


def _plain_day(on: date) -> str:
    return day(on).partition(" ")[2]  # the weekday of a birth says nothing


def _to(name: str, person: Person) -> str:
    return reverse(name, kwargs={"case": person.public_id})
