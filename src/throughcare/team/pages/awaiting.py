"""Decisions awaiting: everything a manager has to decide, with what is needed to decide it."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.design.wording import day
from throughcare.enforcement.showing import PROPOSALS
from throughcare.ledger import wording
from throughcare.people.queries import Who
from throughcare.team.waiting import Waiting


class Item(NamedTuple):
    """One decision to be made."""

    kind: str
    who: Who
    since: date
    days: int
    about: str
    """What is needed to decide."""
    href: str
    do: str


class Kind(NamedTuple):
    """A kind of decision: what it is called, where it is made, and what is said beside it."""

    label: str | Promise
    page: str
    do: str | Promise
    says: Callable[[Waiting], str]
    takes_ref: bool = False


def _by(each: Waiting) -> str:
    said = each.text.strip()
    return f"{each.who}: {said}" if each.who and said else each.who or said


def _excusal(each: Waiting) -> str:
    name = _(wording.name(each.ref.partition("~")[0]))
    until = _("until %(day)s") % {"day": day(each.due_on)}
    return f"{name}, {until}. {_by(each)}"


def _countersign(each: Waiting) -> str:
    if each.text:
        return _("Signed by %(name)s; risk of serious harm %(level)s.") % {
            "name": each.who,
            "level": each.text,
        }
    return _("Signed by %(name)s.") % {"name": each.who}


def _grade(each: Waiting) -> str:
    return _("%(name)s has a case of %(what)s, which is for probation officers alone.") % {
        "name": each.who,
        "what": each.text,
    }


def _to_us(each: Waiting) -> str:
    return _("To %(team)s on %(day)s. %(why)s") % {
        "team": each.who,
        "day": day(each.since),
        "why": each.text,
    }


def _late(each: Waiting) -> str:
    return _("%(name)s was to do it by %(day)s: %(what)s") % {
        "name": each.who or _("Nobody"),
        "day": day(each.due_on),
        "what": each.text,
    }


def _proposal(each: Waiting) -> str:
    return _("%(name)s proposes: %(what)s.") % {
        "name": each.who or _("The officer"),
        "what": PROPOSALS[each.text],
    }


KINDS: Mapping[str, Kind] = {
    "transfer in": Kind(
        gettext_lazy("Transfer to accept"),
        "accept-transfer",
        gettext_lazy("Accept"),
        _to_us,
        takes_ref=True,
    ),
    "transfer out": Kind(
        gettext_lazy("Transfer not accepted yet"),
        "case-oversight",
        gettext_lazy("Decide"),
        _to_us,
    ),
    "grade": Kind(
        gettext_lazy("Grade to accept, or change"), "accept-grade", gettext_lazy("Decide"), _grade
    ),
    "escalate": Kind(
        gettext_lazy("Enquiry to escalate"),
        "escalate-enquiry",
        gettext_lazy("Escalate"),
        lambda each: each.text,
        takes_ref=True,
    ),
    "licence proposal": Kind(
        gettext_lazy("Licence: what is to follow a failure"),
        "decide-licence",
        gettext_lazy("Decide"),
        _proposal,
        takes_ref=True,
    ),
    "breach proposal": Kind(
        gettext_lazy("Breach: asked not to"),
        "decide-breach",
        gettext_lazy("Decide"),
        _proposal,
        takes_ref=True,
    ),
    "absences": Kind(
        gettext_lazy("Acceptable absences that mount up"),
        "review-absences",
        gettext_lazy("Decide"),
        _by,
        takes_ref=True,
    ),
    "override": Kind(
        gettext_lazy("Allocation against the rule"), "case", gettext_lazy("Decide"), _by
    ),
    "countersign": Kind(
        gettext_lazy("Assessment to countersign"),
        "countersign",
        gettext_lazy("Countersign"),
        _countersign,
        takes_ref=True,
    ),
    "no analysis": Kind(
        gettext_lazy("No analysis, to countersign"),
        "countersign-no-analysis",
        gettext_lazy("Countersign"),
        _by,
    ),
    "contact reason": Kind(
        gettext_lazy("Less contact than the minimum, to agree"),
        "plan-agree-contact",
        gettext_lazy("Decide"),
        _by,
        takes_ref=True,
    ),
    "excusal": Kind(gettext_lazy("Excusal asked for"), "excuse", gettext_lazy("Decide"), _excusal),
    "decided": Kind(
        gettext_lazy("A manager’s decision past its day"),
        "case-oversight",
        gettext_lazy("Decide"),
        _late,
    ),
}


def item(each: Waiting, person: Who, today: date) -> Item:
    """One decision as the lists show it."""
    kind = KINDS[each.kind]
    since = each.waits_since
    named = {"case": person.public_id} | ({"ref": each.ref} if kind.takes_ref else {})
    href = reverse(kind.page, kwargs=named)
    if each.kind == "excusal":
        href = f"{href}?{urlencode({'duty': each.ref})}"
    return Item(
        str(kind.label),
        person,
        since,
        max((today - since).days, 0),
        kind.says(each),
        href,
        str(kind.do),
    )
