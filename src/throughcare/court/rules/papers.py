"""What goes with a case when it is allocated, what of it is missing, and when it is asked again.

Failing C4: report, order, RSR, screening, case allocation form and prosecution papers, item by
item, for the court team and for the team that receives the case. It is a prompt and no duty: the
duty calendar has none. RSR, screening and form are there once signed; the others also where
somebody who asked recorded that they came.

Not here: what holds up the allocation itself (allocating, signed).
"""

from datetime import date
from typing import NamedTuple

from throughcare.court.policy import CHASE_PAPERS_DAYS
from throughcare.court.rules.allocating import Missing
from throughcare.court.rules.signed import of_sentence, unsigned
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.court import Paper, PaperRequest
from throughcare.kernel.casefile.sentences import Custody, Order
from throughcare.kernel.days import add_working_days
from throughcare.kernel.regime import TRANSFORMING_REHABILITATION, Regime

TO_BE_SIGNED = {
    Paper.RSR: Missing.RSR,
    Paper.SCREENING: Missing.SCREENING,
    Paper.FORM: Missing.FORM,
}
"""Papers that are there once they are signed, and not before, whoever says that they came."""


class Standing(NamedTuple):
    """How it stands with one paper of a sentence."""

    paper: Paper
    there: bool
    request: PaperRequest | None
    """The last time somebody asked for it."""

    @property
    def awaited(self) -> bool:
        """Whether somebody asked for it and has had no answer."""
        return not self.there and self.request is not None and self.request.received is None


def papers(case: CaseFile, sentence: Order | Custody) -> list[Standing]:
    """Return how it stands with each paper that goes with a sentence, in their order."""
    allocations = of_sentence(case, sentence.ref)
    lacking = unsigned(allocations)
    asked: dict[Paper, PaperRequest] = {}
    for allocation in allocations:
        asked.update({each.what: each for each in allocation.papers})
    found = []
    for paper in Paper:
        request = asked.get(paper)
        if paper in TO_BE_SIGNED:
            there = TO_BE_SIGNED[paper] not in lacking
        else:
            came = request is not None and request.received is not None
            there = came or _on_record(case, sentence, paper)
        found.append(Standing(paper, there, request))
    return found


def missing(case: CaseFile, sentence: Order | Custody) -> tuple[Paper, ...]:
    """Return the papers of a sentence that are not there, in their order."""
    return tuple(each.paper for each in papers(case, sentence) if not each.there)


class Lacks(NamedTuple):
    """What a team that received a sentence from the court did not get with it."""

    sentence: str
    unasked: tuple[Paper, ...]
    """Missing, and nobody has asked for it."""
    awaited: tuple[Paper, ...]
    """Missing, and asked for."""


def lacks(case: CaseFile) -> list[Lacks]:
    """Return what did not come with the sentences that the court team allocated, the last first.

    A sentence without a decision of the court team on record came in no such way: of it nothing is
    said.
    """
    every: list[Order | Custody] = [*case.sentences.orders, *case.sentences.custody]
    received = {each.of for each in case.caseload.allocations}
    found = []
    for sentence in sorted(every, key=lambda each: each.sentenced_on, reverse=True):
        if sentence.ref not in received or not any(
            each.decision for each in of_sentence(case, sentence.ref)
        ):
            continue
        gone = [each for each in papers(case, sentence) if not each.there]
        if gone:
            found.append(
                Lacks(
                    sentence.ref,
                    tuple(each.paper for each in gone if not each.awaited),
                    tuple(each.paper for each in gone if each.awaited),
                )
            )
    return found


def ask_again_on(
    asked_on: date, chased_on: date | None, regime: Regime = TRANSFORMING_REHABILITATION
) -> date:
    """Return the day on which a paper that has not come is to be asked for again."""
    day = add_working_days(chased_on or asked_on, regime.of(CHASE_PAPERS_DAYS).value)
    assert day is not None
    return day


def _on_record(case: CaseFile, sentence: Order | Custody, paper: Paper) -> bool:
    if paper is Paper.REPORT:
        return any(
            each.signed is not None
            and each.withdrawn is None
            and each.requested_on <= sentence.sentenced_on
            for each in case.court.reports
        )
    if paper is Paper.ORDER:
        whole = isinstance(sentence, Custody) or bool(sentence.requirements)
        return bool(sentence.offences) and whole
    return any(each.kind == "prosecution papers" for each in case.information.documents)
