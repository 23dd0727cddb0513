"""What cannot have happened at court, in enforcement and in oversight."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from throughcare.kernel.casefile import court as ct
from throughcare.kernel.casefile import enforcement as en
from throughcare.kernel.casefile import oversight as ov
from throughcare.kernel.casefile.order_of_days import not_before, standing
from throughcare.kernel.casefile.problems import Found
from throughcare.kernel.casefile.settling import Placed


def _report(fact: ct.Report, each: Placed, found: Found) -> None:
    what = "the day it was asked for"
    not_before(found, each, "hearing_on", fact.hearing_on, fact.requested_on, what)
    for name in ("signed", "withdrawn", "disposed"):
        part = standing(getattr(fact, name))
        not_before(found, each, f"{name}.date", part and part.date, fact.requested_on, what)
    titles = [section.title for section in fact.sections if section.in_error is None]
    for title in sorted({one for one in titles if titles.count(one) > 1}):
        found.say((*each.path, "sections"), f"the section “{title}” stands here twice")


def check_allocations(everything: Iterable[Placed], found: Found) -> None:
    """Say where a sentence has a second allocation while the first one stands.

    Whoever allocates anew revises the first, or marks it as recorded in error.
    """
    first: dict[str, str] = {}
    for each in everything:
        fact = each.fact
        if isinstance(fact, ct.CourtAllocation) and fact.in_error is None:
            before = first.setdefault(fact.of, fact.ref)
            if before != fact.ref:
                found.say(
                    (*each.path, "of"),
                    f"“{fact.of}” has the court allocation “{before}” already; revise that one, "
                    "or mark it as recorded in error",
                )


def _allocation(fact: ct.CourtAllocation, each: Placed, found: Found) -> None:
    instruction = standing(fact.instruction)
    if instruction:
        day, what = instruction.report_on, "the day it was given"
        not_before(found, each, "instruction.report_on", day, instruction.given_on, what)


def _paper(fact: ct.PaperRequest, each: Placed, found: Found) -> None:
    what = "the day it was asked for"
    for index, chase in enumerate(fact.chases):
        if chase.in_error is None:
            where = f"chases.{index}.date"
            not_before(found, each, where, chase.date, fact.asked_on, what)
    came = standing(fact.received)
    not_before(found, each, "received.date", came and came.date, fact.asked_on, what)


def _breach(fact: en.BreachDecision, each: Placed, found: Found) -> None:
    dealt = standing(fact.dealt_with)
    day = dealt and dealt.date
    not_before(found, each, "dealt_with.date", day, fact.decided_on, "the decision")


def _manager_decision(fact: ov.ManagerDecision, each: Placed, found: Found) -> None:
    not_before(found, each, "due_on", fact.due_on, fact.date, "the decision")
    done = standing(fact.carried_out)
    not_before(found, each, "carried_out.date", done and done.date, fact.date, "the decision")


CHECKS: Mapping[Any, Callable[[Any, Placed, Found], None]] = {
    ct.Report: _report,
    ct.CourtAllocation: _allocation,
    ct.PaperRequest: _paper,
    en.BreachDecision: _breach,
    ov.ManagerDecision: _manager_decision,
}
