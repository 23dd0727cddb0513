"""How enforcement is said in words: warnings, breach, decisions, what follows from an answer."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.contacts.showing import KINDS
from throughcare.design.wording import day, day_short
from throughcare.enforcement.rules.failures import Answer, Failure
from throughcare.enforcement.rules.foresight import Follows
from throughcare.enforcement.rules.warnings import Calls
from throughcare.kernel.casefile import CaseFile
from throughcare.sentences.rules.spells import Spell, SpellKind

ANSWERS: Mapping[Answer, Any] = {
    Answer.ATTENDED: gettext_lazy("Attended"),
    Answer.ACCEPTABLE: gettext_lazy("Missed, acceptable"),
    Answer.UNACCEPTABLE: gettext_lazy("Missed, not acceptable"),
    Answer.UNDECIDED: gettext_lazy("Missed, not decided yet"),
    Answer.SERVICE: gettext_lazy("Caused by the service"),
    Answer.NOT_RECORDED: gettext_lazy("Outcome not recorded"),
}
WARNINGS: Mapping[str, Any] = {
    "statutory": gettext_lazy("Warning by law"),
    "officer's licence warning": gettext_lazy("Officer’s licence warning"),
    "manager's licence warning": gettext_lazy("Manager’s licence warning"),
}
LICENCE_WARNINGS: Mapping[str, Any] = {
    kind: said for kind, said in WARNINGS.items() if kind != "statutory"
}
BREACH_OUTCOMES: Mapping[str, Any] = {
    "referred": gettext_lazy("Referred to the enforcement officer"),
    "presented": gettext_lazy("Presented to the court"),
    "not breached": gettext_lazy("Not breached"),
}
COURT_RESULTS: Mapping[str, Any] = {
    "proved": gettext_lazy("Breach proved"),
    "not proved": gettext_lazy("Breach not proved"),
    "withdrawn": gettext_lazy("Withdrawn"),
    "returned": gettext_lazy("Returned by the enforcement officer"),
    "order revoked": gettext_lazy("Order revoked"),
    "amended": gettext_lazy("Order amended"),
}
LICENCE_OUTCOMES: Mapping[str, Any] = {
    "no action": gettext_lazy("No action"),
    "officer's warning": gettext_lazy("Officer’s warning"),
    "manager's warning": gettext_lazy("Manager’s warning"),
    "vary conditions": gettext_lazy("Vary the conditions"),
    "alternatives to recall": gettext_lazy("Alternatives to recall"),
    "recall": gettext_lazy("Recall"),
}
REVIEW_OUTCOMES: Mapping[str, tuple[Any, Any]] = {
    "adjust": (
        gettext_lazy("Adjust how it is delivered"),
        gettext_lazy("Other days, times, places or another placement"),
    ),
    "back to court": (
        gettext_lazy("Take it back to court"),
        gettext_lazy("The order cannot be carried out as it was made"),
    ),
    "to a manager": (gettext_lazy("Put it to a manager"), ""),
    "continue": (gettext_lazy("Go on as it is"), ""),
}
MISSING: Mapping[str, Any] = {
    "failure": gettext_lazy("on which day the failure was (%(day)s)"),
    "unacceptable": gettext_lazy("that the failure was not acceptable"),
    "months": gettext_lazy("that a further failure within twelve months counts"),
    "court": gettext_lazy("that it makes them liable to be brought before a court"),
}
GROUNDS: Mapping[str, Any] = {
    "disability": gettext_lazy("Disability"),
    "health": gettext_lazy("Health"),
    "learning need": gettext_lazy("Learning need"),
    "caring responsibilities": gettext_lazy("Caring responsibilities"),
    "pregnancy": gettext_lazy("Pregnancy"),
    "religion": gettext_lazy("Religion"),
}


def sentence(spell: Spell) -> str:
    """A sentence as headings name it: what it is, and since when."""
    return _("%(name)s from %(day)s") % {
        "name": spell.name[:1].upper() + spell.name[1:],
        "day": day_short(spell.first),
    }


def appointment(failure: Failure, case: CaseFile) -> str:
    """What the appointment was: unpaid work (Café in the park)."""
    required = {
        each.ref: each.name or str(each.kind)
        for sentence in (
            *(order.requirements for order in case.sentences.orders),
            *(
                held.conditions
                for custody in case.sentences.custody
                for held in (*custody.licences, custody.supervision)
                if held is not None
            ),
        )
        for each in sentence
    }
    kind = str(KINDS[failure.contact.kind])
    name = required.get(failure.contact.requirement or "", "")
    return f"{kind} ({name})" if name and name.lower() != kind.lower() else kind


def if_unacceptable(follows: Follows) -> str:
    """What follows for one sentence if the reason is not acceptable."""
    if follows.spell.kind is SpellKind.LICENCE:
        return _("No warning is counted by law. A manager decides, from no action to recall.")
    if follows.pending is not None:
        return _("Breach was taken up on %(day)s and has not been dealt with; it joins that.") % {
            "day": day(follows.pending.decided_on)
        }
    if follows.spell.kind is SpellKind.SUPERVISION:
        return _("There is no warning by law. You decide whether to take it to court.")
    if follows.calls is Calls.WARNING:
        return _("A warning is to be sent by %(by)s.") % {"by": day(follows.by)}
    until = {"until": day(follows.live_until), "by": day(follows.by)}
    if follows.calls is Calls.NOTHING:
        return _("Nothing more: it was before the warning that is live until %(until)s.") % until
    if follows.joins:
        said = _("A warning is live until %(until)s. It joins the decision on breach due %(by)s.")
        return said % until
    return _("A warning is live until %(until)s. Breach is to be decided by %(by)s.") % until


def if_acceptable(follows: Follows) -> str:
    """What follows for one sentence if the reason is acceptable."""
    said = _("It counts against nobody. It would be acceptable absence number %(number)d") % {
        "number": follows.accepted
    }
    if follows.in_a_row > 1:
        said += _(", %(row)d in a row") % {"row": follows.in_a_row}
    if follows.review_by is None:
        return f"{said}."
    by = _("by %(day)s somebody decides whether the sentence can work as it is") % {
        "day": day(follows.review_by)
    }
    return f"{said}: {by}."
