"""How enforcement is said in words: warnings, breach, decisions, what follows from an answer."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.contacts.showing import KINDS
from throughcare.design.wording import day, day_short
from throughcare.enforcement.queries import Answered
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
    "statutory": gettext_lazy("Formal warning"),
    "officer's licence warning": gettext_lazy("Officer’s licence warning"),
    "manager's licence warning": gettext_lazy("Manager’s licence warning"),
}
BREACH_OUTCOMES: Mapping[str, Any] = {
    "referred": gettext_lazy("Referred to the enforcement officer"),
    "presented": gettext_lazy("Presented to the court"),
    "not breached": gettext_lazy("Not breached"),
}
_TAKEN = {
    "referred": (
        gettext_lazy("Refer it to the enforcement officer"),
        gettext_lazy(
            "The NPS lays the information before the court. The sentence and its appointments go on"
        ),
    ),
    "presented": (
        gettext_lazy("Present it to the court"),
        gettext_lazy("The information has been laid. The sentence and its appointments go on"),
    ),
}
BY_CRC: Mapping[str, tuple[Any, Any]] = {"referred": _TAKEN["referred"]}
BY_NPS: Mapping[str, tuple[Any, Any]] = {
    "presented": _TAKEN["presented"],
    "referred": _TAKEN["referred"],
}
"""What can be done about a breach, by who holds the case: a CRC refers."""
NOT_BREACHED = (
    gettext_lazy("Do not breach"),
    gettext_lazy("A manager’s decision; say why"),
)
ASK_NOT_TO_BREACH = (
    gettext_lazy("Ask the manager not to breach"),
    gettext_lazy(
        "For example to take the order back to court to be changed. It waits for the manager’s "
        "decision, and the clock goes on; say why"
    ),
)
NOT_TO_COURT = (
    gettext_lazy("Do not take it to court"),
    gettext_lazy("A manager’s decision; say why"),
)
ASK_NOT_TO_COURT = (
    gettext_lazy("Ask the manager not to take it to court"),
    gettext_lazy("It waits for the manager’s decision; say why"),
)
"""The same of supervision after a sentence, of which no order is breached and no clock runs."""
COURT_RESULTS: Mapping[str, Any] = {
    "proved": gettext_lazy("Breach proved"),
    "not proved": gettext_lazy("Breach not proved"),
    "withdrawn": gettext_lazy("Withdrawn"),
    "returned": gettext_lazy("Returned by the enforcement officer"),
    "order revoked": gettext_lazy("Order revoked"),
    "amended": gettext_lazy("Order amended"),
}
LICENCE_OUTCOMES: Mapping[str, tuple[Any, Any]] = {
    "no action": (gettext_lazy("No action"), gettext_lazy("It stays on record")),
    "officer's warning": (
        gettext_lazy("Officer’s warning"),
        gettext_lazy("A letter from the officer"),
    ),
    "manager's warning": (
        gettext_lazy("Manager’s warning"),
        gettext_lazy("A letter from the manager, the last step before recall"),
    ),
    "vary conditions": (
        gettext_lazy("Vary the conditions"),
        gettext_lazy("Further or other conditions of the licence"),
    ),
    "alternatives to recall": (
        gettext_lazy("Alternatives to recall"),
        gettext_lazy("For example closer contact, a curfew, a place in approved premises"),
    ),
    "recall": (
        gettext_lazy("Recall"),
        gettext_lazy(
            "The risk has risen or can no longer be managed, contact is lost, or behaviour is like "
            "the offence. Speak to the manager at once"
        ),
    ),
}
PROPOSALS: Mapping[str, Any] = {
    **{name: said for name, (said, _hint) in LICENCE_OUTCOMES.items()},
    "not breached": gettext_lazy("Do not breach"),
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
    "to a manager": (
        gettext_lazy("Put it to a manager"),
        gettext_lazy("It waits on the manager’s list of decisions"),
    ),
    "continue": (
        gettext_lazy("Go on as it is"),
        gettext_lazy("The sentence can work; say why"),
    ),
}
MISSING: Mapping[str, Any] = {
    "failure": gettext_lazy("on which day the failure was (%(day)s)"),
    "unacceptable": gettext_lazy("that the failure was not acceptable"),
    "months": gettext_lazy("that a further failure within twelve months counts"),
    "beginning": gettext_lazy("that the months begin with the day it is sent (%(begins)s)"),
    "court": gettext_lazy("that it makes them liable to be brought before a court"),
}
NOT_IN_A_LETTER: Mapping[str, Any] = {
    "told by others": gettext_lazy("it repeats what others told"),
    "names somebody else": gettext_lazy("it names somebody else"),
    "protects a victim": gettext_lazy("it speaks of what protects a victim"),
    "risk management": gettext_lazy("it belongs to the management of risk"),
}
"""Why something may not stand in a letter to the person."""
GROUNDS: Mapping[str, Any] = {
    "disability": gettext_lazy("Disability"),
    "health": gettext_lazy("Health"),
    "learning need": gettext_lazy("Learning need"),
    "caring responsibilities": gettext_lazy("Caring responsibilities"),
    "pregnancy": gettext_lazy("Pregnancy"),
    "religion": gettext_lazy("Religion"),
}


def said_answered(answered: Answered) -> str:
    """What became of a proposal: Officer's warning proposed; decided: no action, by whom."""
    known = {**PROPOSALS, **BREACH_OUTCOMES}
    return _("You proposed: %(proposed)s. %(who)s decided on %(day)s: %(outcome)s.") % {
        "proposed": PROPOSALS[answered.proposed],
        "who": answered.by or _("The manager"),
        "day": day(answered.decided_on),
        "outcome": known[answered.outcome],
    }


def sentence(spell: Spell) -> str:
    """A sentence as headings name it: what it is, and since when."""
    return _("%(name)s from %(day)s") % {
        "name": spell.name[:1].upper() + spell.name[1:],
        "day": day_short(spell.first),
    }


def ended(spell: Spell) -> str:
    """That a sentence has ended, and what that means for a failure in it."""
    return _("The %(name)s ended on %(day)s. Nothing more follows from a failure in it.") % {
        "name": spell.name,
        "day": day(spell.last),
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
    if follows.ended:
        return ended(follows.spell)
    if follows.decided is Answer.UNACCEPTABLE:
        return _("It is decided so already. What followed from that stands.")
    if follows.spell.kind is SpellKind.LICENCE:
        return _(
            "No warning is counted by law. You propose what follows; a manager decides, from no "
            "action to recall."
        )
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
    if follows.decided is Answer.ACCEPTABLE:
        return _("It is decided so already. What followed from that stands.")
    said = _("It counts against nobody. It would be acceptable absence number %(number)d") % {
        "number": follows.accepted
    }
    if follows.in_a_row > 1:
        said += _(", %(row)d in a row") % {"row": follows.in_a_row}
    if follows.review_by is None:
        return f"{said}.{_undoing(follows)}"
    by = _("by %(day)s somebody decides whether the sentence can work as it is")
    if follows.overdue:
        by = _("since %(day)s it is overdue to decide whether the sentence can work as it is")
    by %= {"day": day(follows.review_by)}
    return f"{said}: {by}.{_undoing(follows)}"


def if_service(follows: Follows) -> str:
    """What follows for one sentence if the service caused it."""
    if follows.decided is Answer.SERVICE:
        return _("It is decided so already. What followed from that stands.")
    return _("It counts against nobody. The cause is shown.") + _undoing(follows)


def _undoing(follows: Follows) -> str:
    """What is to be undone if the failure is not unacceptable any more."""
    said = ""
    if follows.warned_on is not None:
        said += " " + _("The warning of %(day)s was given for it: you are asked to withdraw that.")
        said %= {"day": day(follows.warned_on)}
    if follows.referred_on is not None:
        words = _("Breach of %(day)s was taken up upon it: you are asked to withdraw that.")
        said += " " + words % {"day": day(follows.referred_on)}
    return said
