"""The words of a warning: drafted from the appointment alone, and shown as page and PDF.

Nothing of the reason given, of notes or of what others told goes into a letter.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.utils.translation import gettext as _

from throughcare.contacts.showing import said_when
from throughcare.design.wording import day
from throughcare.enforcement.policy import WARNING_MONTHS
from throughcare.enforcement.rules.failures import Failure
from throughcare.enforcement.showing import appointment
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.contacts import Result
from throughcare.kernel.casefile.enforcement import Warned
from throughcare.kernel.law import last_day
from throughcare.sentences.rules.spells import Spell, SpellKind

TEMPLATE = Path(__file__).with_name("letter.typ")


def draft(case: CaseFile, failure: Failure, spell: Spell, sent_on: Any) -> str:
    """Return the letter as it is offered to be changed."""
    came = _("you did not come to your appointment")
    if failure.contact.outcome and failure.contact.outcome.result is Result.FAILED_TO_COMPLY:
        came = _("you did not do what was asked of you at your appointment")
    what = _("On %(when)s %(came)s: %(what)s.") % {
        "when": said_when(failure.on, failure.contact.stands_at),
        "came": came,
        "what": appointment(failure, case).lower(),
    }
    words = {"name": spell.name, "first": day(spell.first)}
    under = _("You have to do so by your %(name)s of %(first)s.") % words
    judged = _("I have looked at the reason. This failure was not acceptable.")
    said = [what, under, judged]
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
    said.append(_("If something stands in the way of your coming, tell me, so that we can help."))
    return "\n\n".join(said)


def whole(case: CaseFile, warned: Warned) -> dict[str, Any]:
    """Return the letter as it goes out, the same for page and PDF. Only what is here is in it."""
    name = next((f"{each.given} {each.family}".strip() for each in case.person.names), "")
    staff = {each.ref: each.name for each in case.directory.staff}
    return {
        "title": _("Warning"),
        "name": name,
        "day": day(warned.sent_on),
        "paragraphs": [each.strip() for each in warned.text.split("\n\n") if each.strip()],
        "by": staff.get(warned.by or "", ""),
        "role": _("Probation"),
    }


def pdf(letter: dict[str, Any]) -> bytes:
    """Return the letter as a PDF."""
    made: bytes = typst.compile(
        _template(),
        format="pdf",
        sys_inputs={"letter": json.dumps(letter, ensure_ascii=False)},
        ignore_system_fonts=True,
    )
    return made


@cache
def _template() -> bytes:
    return TEMPLATE.read_bytes()
