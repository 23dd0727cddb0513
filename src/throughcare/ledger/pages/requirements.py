"""What the court or the licence requires, and whether it has been set in motion and begun."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from django.http import HttpRequest
from django.utils.translation import gettext as _

from throughcare.access.permissions import Permission, has
from throughcare.contacts.showing import named
from throughcare.design.wording import day_short
from throughcare.interventions.duties import REFER, START
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.interventions import InterimWork, Referral
from throughcare.kernel.casefile.sentences import Requirement
from throughcare.kernel.duty import State
from throughcare.ledger.case_duties import Standing
from throughcare.sentences.rules.spells import Spell, spells


class Required(NamedTuple):
    """A requirement or condition, and how far it has come."""

    ref: str
    name: str
    of: str
    amount: str
    first: date
    ended: str
    referred: str
    referred_late: bool
    begun: str
    begun_late: bool
    may_refer: bool
    may_begin: bool


def requirements(
    part: CaseFile,
    duties: Mapping[tuple[str, str], Standing],
    request: HttpRequest,
    today: date,
) -> list[Required]:
    """Return every requirement and condition, those of the latest sentence first."""
    referred = {each.requirement: each for each in part.interventions.referrals}
    interim = {each.requirement: each for each in part.interventions.interim_work}
    may = has(request.user, Permission.REFER)
    found = []
    for spell in reversed(spells(part)):
        for each in spell.requirements:
            refer, start = duties.get((REFER.code, each.ref)), duties.get((START.code, each.ref))
            open_ = each.ended is None and spell.lives_on(today)
            referral, work = referred.get(each.ref), interim.get(each.ref)
            found.append(
                Required(
                    ref=each.ref,
                    name=named(each),
                    of=_of(each, spell),
                    amount=_amount(each),
                    first=each.starts_on or spell.first,
                    ended=_ended(each),
                    referred=_referred(refer, referral),
                    referred_late=_is_late(refer),
                    begun=_begun(start, work),
                    begun_late=_is_late(start),
                    may_refer=may and open_ and refer is not None and referral is None,
                    may_begin=may and open_ and start is not None and start.duty.met_on is None,
                )
            )
    return found


def _of(requirement: Requirement, spell: Spell) -> str:
    """What kind of thing it is, where its name does not say, and of what it is a part."""
    kind = str(requirement.kind)
    parts = [kind[:1].upper() + kind[1:]] if requirement.name else []
    return ", ".join([*parts, spell.name if parts else spell.name[:1].upper() + spell.name[1:]])


def _amount(requirement: Requirement) -> str:
    if requirement.amount is None:
        return ""
    return f"{requirement.amount} {requirement.unit or ''}".strip()


def _ended(requirement: Requirement) -> str:
    if requirement.ended is None:
        return ""
    return f"{requirement.ended.because}, {day_short(requirement.ended.date)}"


def _is_late(each: Standing | None) -> bool:
    return each is not None and each.state in (State.OVERDUE, State.MISSED)


def _referred(each: Standing | None, referral: Referral | None) -> str:
    if referral is not None:
        made = day_short(referral.made_on)
        if not referral.to:
            return made
        return _("%(day)s, to %(whom)s") % {"day": made, "whom": referral.to}
    if each is None:
        return ""
    if each.duty.met_on:
        return _("Session booked %(day)s") % {"day": day_short(each.duty.met_on)}
    return _not_yet(_("Not referred"), each)


def _begun(each: Standing | None, work: InterimWork | None) -> str:
    if each is None:
        return ""
    if each.duty.met_on:
        return day_short(each.duty.met_on)
    said = _not_yet(_("Not begun"), each)
    if work is None:
        return said
    begun = _("one-to-one work since %(day)s") % {"day": day_short(work.begun_on)}
    return f"{said}; {begun}"


def _not_yet(said: str, each: Standing) -> str:
    if each.duty.due_on is None:
        return said
    return _("%(said)s; due %(day)s") % {"said": said, "day": day_short(each.duty.due_on)}
