"""The words of a warning: drafted from the appointment alone, and shown as page and PDF.

Nothing of the reason given, of notes or of what others told goes into a letter.
"""

from datetime import date
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from throughcare.contacts.showing import Shown, said_when
from throughcare.design import paper
from throughcare.design.wording import day
from throughcare.enforcement.actions import DECIDED, MANAGERS
from throughcare.enforcement.policy import WARNING_MONTHS
from throughcare.enforcement.rules.failures import Failure
from throughcare.enforcement.showing import appointment
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.contacts import Cause, Result
from throughcare.kernel.casefile.enforcement import Warned
from throughcare.kernel.law import last_day
from throughcare.sentences.rules.spells import Spell, SpellKind

TEMPLATE = Path(__file__).with_name("letter.typ")


def draft(
    case: CaseFile, failure: Failure, spell: Spell, sent_on: Any, ahead: Shown | None = None
) -> str:
    """Return the letter as it is offered to be changed; ``ahead`` is the next appointment."""
    came = _("you did not come to %(what)s")
    if failure.contact.outcome and failure.contact.outcome.result is Result.FAILED_TO_COMPLY:
        came = _("you came to %(what)s and did not do what was asked of you")
    words = {
        "when": said_when(failure.on, failure.contact.stands_at),
        "what": _your(appointment(failure, case)),
        "name": spell.name,
        "first": day(spell.first),
    }
    came %= words
    what = _("On %(when)s %(came)s. Your %(name)s of %(first)s asks this of you.") % {
        **words,
        "came": came,
    }
    said = [what, f"{_looked_at(failure)} {_('It was not acceptable.')}"]
    if spell.kind is SpellKind.ORDER:
        months = WARNING_MONTHS.on(sent_on).value
        until = last_day(months=months, beginning_with=sent_on)
        said.append(
            _(
                "This is a formal warning. If within twelve months, beginning with %(first)s and "
                "up to %(until)s, you fail again without reasonable excuse to do what the order "
                "requires, you are liable to be brought before a court."
            )
            % {"first": day(sent_on), "until": day(until)}
        )
    else:
        said.append(
            _(
                "This is a warning. If you fail again to keep to your licence, your conditions may "
                "be changed, or you may be recalled to prison."
            )
        )
    if ahead is not None:
        where = f", {ahead.place}" if ahead.place else ""
        said.append(
            _("Your next appointment is on %(when)s%(where)s.")
            % {"when": said_when(ahead.on, ahead.at), "where": where}
        )
    said.append(_("If something stands in the way of your coming, tell me, so that we can help."))
    return "\n\n".join(said)


def _your(what: str) -> str:
    """An appointment in the middle of a sentence: unpaid work, a supervision appointment."""
    plain = what[:1].lower() + what[1:]
    if plain.startswith("unpaid work"):
        return plain
    return _("your appointment (%(what)s)") % {"what": plain}


def _looked_at(failure: Failure) -> str:
    decision = failure.contact.decision
    if decision is None or decision.cause is Cause.NONE:
        return _("You have given me no reason for it.")
    if decision.evidence or decision.documents:
        return _("I have looked at the reason and at what you showed me.")
    return _("I have looked at the reason.")


def whole(case: CaseFile, warned: Warned) -> dict[str, Any]:
    """Return the letter as it goes out, the same for page and PDF. Only what is here is in it."""
    staff = {each.ref: each.name for each in case.directory.staff}
    return {
        "title": _("Formal warning") if warned.kind == "statutory" else _("Warning on licence"),
        "name": _called(case),
        "address": _address(case, warned.sent_on),
        "ours": _ours(case, whose(case, warned), warned.sent_on),
        "day": day(warned.sent_on),
        "paragraphs": [each.strip() for each in warned.text.split("\n\n") if each.strip()],
        "by": staff.get(whose(case, warned) or "", ""),
        "role": _role(case, warned),
    }


def whose(case: CaseFile, warned: Warned) -> str | None:
    """Whose letter it is: a manager's warning is of the manager who decided, whoever sent it."""
    if warned.kind != MANAGERS:
        return warned.by
    decided = [
        each.by
        for each in case.enforcement.licence_decisions
        if each.in_error is None
        and (each.of, each.failure) == (warned.of, warned.failure)
        and each.outcome == DECIDED[MANAGERS]
    ]
    return next((each for each in reversed(decided) if each), warned.by)


def _called(case: CaseFile) -> str:
    """The name by which the person wants to be called where it is known, else the legal one."""
    standing = [each for each in case.person.names if each.in_error is None]
    kinds = {str(each.kind): each for each in reversed(standing)}
    found = kinds.get("preferred") or kinds.get("legal") or (standing[0] if standing else None)
    return f"{found.given} {found.family}".strip() if found else ""


def _address(case: CaseFile, sent_on: date) -> list[str]:
    """Where the person lived when it was sent; nothing where that is not known."""
    there = [
        each
        for each in case.person.addresses
        if each.in_error is None
        and each.kind != "no fixed abode"
        and each.starts_on <= sent_on
        and (each.ends_on is None or each.ends_on >= sent_on)
    ]
    if not there:
        return []
    latest = max(there, key=lambda each: (each.kind == "postal", each.starts_on))
    lines = [each.strip() for each in latest.lines.replace("\n", ",").split(",")]
    return [each for each in (*lines, latest.postcode) if each]


def _ours(case: CaseFile, by: str | None, sent_on: date) -> list[str]:
    """The office from which it is written, by the post of whose letter it is."""
    member = next((each for each in case.directory.staff if each.ref == by), None)
    posts = [each for each in member.posts if each.starts_on <= sent_on] if member else []
    team = next((t for t in case.directory.teams if posts and t.ref == posts[-1].team), None)
    office = next((o for o in case.directory.offices if team and o.ref == team.office), None)
    if office is None:
        return []
    return [office.name, *(each.strip() for each in office.address.split(",") if each.strip())]


def _role(case: CaseFile, warned: Warned) -> str:
    if warned.kind == MANAGERS:
        return _("Senior probation officer")
    return _("Responsible officer")


def pdf(letter: dict[str, Any]) -> bytes:
    """Return the letter as a PDF."""
    return paper.pdf(TEMPLATE, "letter", letter)
