"""What cannot have happened: ends before starts, decisions without a failure, overlaps.

Only the impossible is refused. Late recording, backdating, plans for the future,
two officers at once and every lapse of practice are taken as they are; they surface
as duties.
"""

import re
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from typing import Any

from throughcare.kernel.casefile import CaseFile, Excused, possibility_of_decisions
from throughcare.kernel.casefile import assessment as asmt
from throughcare.kernel.casefile import caseload as cl
from throughcare.kernel.casefile import contacts as co
from throughcare.kernel.casefile import directory as di
from throughcare.kernel.casefile import information as inf
from throughcare.kernel.casefile import person as pe
from throughcare.kernel.casefile import planning as pl
from throughcare.kernel.casefile import sentences as se
from throughcare.kernel.casefile.facts import Fact, recorded
from throughcare.kernel.casefile.order_of_days import not_before, standing
from throughcare.kernel.casefile.problems import Found, shown
from throughcare.kernel.casefile.settling import Placed
from throughcare.kernel.casefile.shapes import shapes


def check(case: CaseFile, everything: list[Placed], found: Found) -> None:
    """Say what in a case file, settled, cannot have happened."""
    if not case.person.names:
        found.say(("person", "names"), "at least one name is needed")
    for each in everything:
        fact = each.fact
        for version in (fact, *fact.earlier):
            _check_text(version, each, found)
        _check_versions(fact, each, found)
        if fact.in_error is None:
            for kind, checked in _CHECKS.items():
                if isinstance(fact, kind):
                    checked(fact, each, found)
    possibility_of_decisions.check_allocations(everything, found)
    _check_birth(case, found)


def _check_text(version: Any, each: Placed, found: Found) -> None:
    kind: Any = type(version)
    for shape in shapes(kind).values():
        if shape.required and shape.sort == "text" and not getattr(version, shape.name).strip():
            found.say((*each.path, shape.name), "this may not be empty")


def _check_versions(fact: Fact, each: Placed, found: Found) -> None:
    before = None
    for index, version in enumerate((*fact.earlier, fact)):
        where = (*each.path, "earlier", index) if version is not fact else each.path
        if before is not None and recorded(version) <= before:
            found.say(where, "recorded no later than the version before it")
        if version.in_error and version.in_error.recorded_at < recorded(version):
            found.say((*where, "in_error"), "marked as in error before it was recorded")
        if version.in_error and not version.in_error.because.strip():
            found.say((*where, "in_error", "because"), "this may not be empty")
        before = recorded(version)


def _check_birth(case: CaseFile, found: Found) -> None:
    born = case.person.particulars.date_of_birth
    if born is None or case.person.particulars.in_error:
        return
    where = ("person", "particulars", "date_of_birth")
    sentences: list[Any] = [*case.sentences.orders, *case.sentences.custody]
    for sentence in sentences:
        if sentence.in_error is None and born >= sentence.sentenced_on:
            found.say(where, f"born after the sentence of {sentence.sentenced_on}")
            return


def _spell(fact: Any, each: Placed, found: Found) -> None:
    not_before(found, each, "ends_on", fact.ends_on, fact.starts_on, "it starts")


def _post(fact: di.Post, each: Placed, found: Found) -> None:
    left = standing(fact.left)
    not_before(found, each, "left.date", left and left.date, fact.starts_on, "the post starts")


def _staff(fact: di.Staff, each: Placed, found: Found) -> None:
    if not 0 <= fact.hours <= 168:
        found.say((*each.path, "hours"), "hours a week lie between 0 and 168")


def _reduction(fact: di.Reduction, each: Placed, found: Found) -> None:
    _spell(fact, each, found)
    if not 0 < fact.share <= 1:
        found.say((*each.path, "share"), "a share of the hours lies above 0, up to 1")


def _training(fact: di.Training, each: Placed, found: Found) -> None:
    not_before(found, each, "expires_on", fact.expires_on, fact.completed_on, "its completion")


def _registration(fact: pe.Registration, each: Placed, found: Found) -> None:
    ended = standing(fact.ended)
    not_before(
        found, each, "ended.date", ended and ended.date, fact.registered_on, "the registration"
    )


def _ended(fact: Any, each: Placed, found: Found, first: date | None, what: str) -> None:
    ended = standing(fact.ended)
    not_before(found, each, "ended.date", ended and ended.date, first, what)


def _order(fact: se.Order, each: Placed, found: Found) -> None:
    what = "the day of sentence"
    not_before(found, each, "expires_on", fact.expires_on, fact.sentenced_on, what)
    _ended(fact, each, found, fact.sentenced_on, what)


_STARTS: dict[Any, str] = {
    se.Order: "sentenced_on",
    se.Licence: "released_on",
    se.Supervision: "starts_on",
}


def _requirement(fact: se.Requirement, each: Placed, found: Found) -> None:
    around: Any = each.around and each.around.fact
    start: date | None = None
    for kind, name in _STARTS.items():
        if isinstance(around, kind):
            start = getattr(around, name)
    not_before(found, each, "starts_on", fact.starts_on, start, "the sentence it belongs to")
    _ended(fact, each, found, fact.starts_on or start, "it starts")
    if fact.amount is not None and fact.amount < 0:
        found.say((*each.path, "amount"), "an amount is not below nothing")


def _offence(fact: se.Offence, each: Placed, found: Found) -> None:
    around: Any = each.around and each.around.fact
    convicted, sentenced = fact.convicted_on, around and around.sentenced_on
    not_before(found, each, "convicted_on", convicted, fact.committed_on, "the day of the offence")
    for name, day in (("convicted_on", convicted), ("committed_on", fact.committed_on)):
        if day and sentenced and day > sentenced:
            found.say((*each.path, name), f"{day} is after the day of sentence, {sentenced}")


def _custody(fact: se.Custody, each: Placed, found: Found) -> None:
    if fact.months is not None and not 0 < fact.months <= 1200:
        found.say((*each.path, "months"), "a sentence lasts from 1 to 1200 months")
    licences = [one for one in fact.licences if one.in_error is None]
    licences.sort(key=lambda one: one.released_on)
    for one, following in pairwise(licences):
        index = fact.licences.index(following)
        where = (*each.path, "licences", index, "released_on")
        ends = _last_day(one)
        if ends is None or following.released_on < ends:
            found.say(where, f"overlaps the licence of {one.released_on}, which had not ended")
    supervision = standing(fact.supervision)
    if supervision:
        where_s = "supervision.starts_on"
        what = "the day of sentence"
        not_before(found, each, where_s, supervision.starts_on, fact.sentenced_on, what)


def _last_day(licence: se.Licence) -> date | None:
    recall, ended = licence.recall, licence.ended
    if recall and recall.in_error is None:
        return recall.returned_on or recall.date
    if ended and ended.in_error is None:
        return ended.date
    return licence.expires_on


def _licence(fact: se.Licence, each: Placed, found: Found) -> None:
    what, released = "the day of release", fact.released_on
    custody: Any = each.around and each.around.fact
    if custody and custody.in_error is None:
        first = custody.sentenced_on
        not_before(found, each, "released_on", released, first, "the day of sentence")
    not_before(found, each, "expires_on", fact.expires_on, released, what)
    _ended(fact, each, found, released, what)
    recall = standing(fact.recall)
    if recall:
        not_before(found, each, "recall.date", recall.date, released, what)
        back = recall.returned_on
        not_before(found, each, "recall.returned_on", back, recall.date, "the recall")
        if standing(fact.ended):
            found.say((*each.path, "ended"), "a licence ends once: it was already recalled")


def _supervision(fact: se.Supervision, each: Placed, found: Found) -> None:
    not_before(found, each, "expires_on", fact.expires_on, fact.starts_on, "it starts")
    _ended(fact, each, found, fact.starts_on, "it starts")


def _pause(fact: se.Pause, each: Placed, found: Found) -> None:
    released = standing(fact.released)
    day = released and released.date
    not_before(found, each, "released.date", day, fact.received_on, "the day of reception")


def _score(fact: asmt.Score, each: Placed, found: Found) -> None:
    if fact.percent_two_year is not None and not 1 <= fact.percent_two_year <= 99:
        found.say((*each.path, "percent_two_year"), "the figure lies between 1 and 99")
    if fact.percent_two_year is None and fact.predictor is asmt.Predictor.OGRS3:
        found.say((*each.path, "percent_two_year"), "OGRS3 is a whole percentage: it is missing")
    for name in ("one_year", "two_year"):
        probability = getattr(fact, name)
        if probability is not None and not 0 <= probability <= 1:
            found.say((*each.path, name), "a probability lies between 0 and 1")


def _contact(fact: co.Contact, each: Placed, found: Found) -> None:
    if fact.minutes is not None and not 0 < fact.minutes <= 1440:
        found.say((*each.path, "minutes"), "a contact lasts from 1 to 1440 minutes")
    outcome = standing(fact.outcome)
    if outcome and standing(fact.cancelled):
        found.say((*each.path, "outcome"), "a contact that was cancelled has no outcome")
    # A correction may have turned a failure into something else after it was decided.
    versions = (fact.outcome, *fact.outcome.earlier) if fact.outcome else ()
    ever_failed = any(
        version.result in (co.Result.FAILED_TO_ATTEND, co.Result.FAILED_TO_COMPLY)
        for version in versions
    )
    for name in ("asked", "decision"):
        if standing(getattr(fact, name)) and not ever_failed:
            found.say((*each.path, name), "stands only with an outcome that is a failure")
    decision = standing(fact.decision)
    if decision:
        days = [version.date for version in (fact, *fact.earlier)]
        days += [version.date for move in fact.moves for version in (move, *move.earlier)]
        day = decision.decided_on
        not_before(found, each, "decision.decided_on", day, min(days), "the day of the failure")


_SCORED = re.compile(r"([1-9][0-9]?)\.[1-9][0-9]?=[0-2]\Z")


def _oasys(fact: asmt.Oasys, each: Placed, found: Found) -> None:
    what = "the day on which it was begun"
    not_before(found, each, "signed_on", fact.signed_on, fact.begun_on, what)
    not_before(found, each, "countersigned_on", fact.countersigned_on, fact.begun_on, what)
    numbers = [section.number for section in fact.sections if section.in_error is None]
    for number in sorted({n for n in numbers if numbers.count(n) > 1}):
        found.say((*each.path, "sections"), f"section {number} stands here twice")
    groups = [risk.group for risk in fact.risks if risk.in_error is None]
    for group in sorted({g for g in groups if groups.count(g) > 1}):
        found.say((*each.path, "risks"), f"the risk to {group} stands here twice")
    levels = [risk.level for risk in fact.risks if risk.in_error is None]
    highest = max(levels, key=tuple(asmt.Level).index, default=None)
    if fact.level and highest and fact.level is not highest:
        found.say(
            (*each.path, "level"), f"the overall level is that of the highest risk, {highest}"
        )


def _section(fact: asmt.AssessedSection, each: Placed, found: Found) -> None:
    if not 1 <= fact.number <= 13:
        found.say((*each.path, "number"), "sections are numbered from 1 to 13")
    items = []
    for score in fact.scores:
        matched = _SCORED.match(score)
        if not matched or int(matched[1]) != fact.number:
            wanted = f"an item of section {fact.number} with 0, 1 or 2: {fact.number}.3=1"
            found.say((*each.path, "scores"), f"“{shown(score)}” is no score; wanted is {wanted}")
        items.append(score.partition("=")[0])
    if len(set(items)) < len(items):
        found.say((*each.path, "scores"), "the same item is scored twice")


def _no_analysis(fact: asmt.NoAnalysis, each: Placed, found: Found) -> None:
    day, first = fact.countersigned_on, fact.date
    not_before(found, each, "countersigned_on", day, first, "the decision")


def _enquiry(fact: inf.Enquiry, each: Placed, found: Found) -> None:
    sent, answer, read = (standing(getattr(fact, n)) for n in ("sent", "answer", "read"))
    day = sent and sent.date
    not_before(found, each, "sent.date", day, fact.asked_on, "the day it was drawn up")
    if answer:
        day, what = sent and sent.date, "the day it was sent"
        not_before(found, each, "answer.received_on", answer.received_on, day, what)
    _dealt_with(fact, answer and answer.received_on, each, found)
    if (read or standing(fact.acted)) and not answer:
        found.say(each.path, "no answer has come that could be read or acted on")
    for index, chase in enumerate(fact.chases):
        if chase.in_error is None and sent and chase.date < sent.date:
            where = (*each.path, "chases", index, "date")
            found.say(where, f"{chase.date} is before the day it was sent, {sent.date}")


def _item(fact: inf.IncomingItem, each: Placed, found: Found) -> None:
    _dealt_with(fact, fact.received_on, each, found)


def _dealt_with(
    fact: inf.Enquiry | inf.IncomingItem, came: date | None, each: Placed, found: Found
) -> None:
    for name in ("read", "acted"):
        done = standing(getattr(fact, name))
        not_before(found, each, f"{name}.date", done and done.date, came, "the day it came")


def _change(fact: inf.Change, each: Placed, found: Found) -> None:
    decided = standing(fact.not_needed)
    day = decided and decided.date
    not_before(found, each, "not_needed.date", day, fact.happened_on, "the change")


def _document(fact: inf.Document, each: Placed, found: Found) -> None:
    if fact.size < 0:
        found.say((*each.path, "size"), "a size is not below nothing")
    if fact.sha256 and not re.fullmatch(r"[0-9a-f]{64}", fact.sha256):
        found.say((*each.path, "sha256"), "a hash has 64 hexadecimal digits in small letters")


def _plan(fact: pl.Plan, each: Placed, found: Found) -> None:
    agreement, reason = standing(fact.agreement), standing(fact.contact_reason)
    if agreement and agreement.copy_given_on:
        not_before(
            found,
            each,
            "agreement.copy_given_on",
            agreement.copy_given_on,
            fact.signed_on,
            "the plan was signed",
        )
    if reason and reason.agreed_by and not reason.agreed_on:
        found.say((*each.path, "contact_reason", "agreed_on"), "the day of agreement is missing")


def _review(fact: pl.Review, each: Placed, found: Found) -> None:
    what = "the day on which it was begun"
    not_before(found, each, "signed_on", fact.signed_on, fact.begun_on, what)
    if fact.outcome and not fact.signed_on:
        found.say((*each.path, "outcome"), "a review has an outcome once it is signed")


def _excused(fact: Excused, each: Placed, found: Found) -> None:
    not_before(found, each, "until", fact.until, fact.date, "the day of the excusal")


_CHECKS: dict[Any, Callable[[Any, Placed, Found], None]] = {
    (di.Charge, di.Absence, di.StaffCover, cl.Officer, cl.Cover, pe.Address): _spell,
    di.Post: _post,
    di.Reduction: _reduction,
    di.Training: _training,
    di.Staff: _staff,
    pe.Registration: _registration,
    se.Order: _order,
    se.Requirement: _requirement,
    se.Offence: _offence,
    se.Custody: _custody,
    se.Licence: _licence,
    se.Supervision: _supervision,
    se.Pause: _pause,
    asmt.Score: _score,
    asmt.Oasys: _oasys,
    asmt.AssessedSection: _section,
    asmt.NoAnalysis: _no_analysis,
    inf.Enquiry: _enquiry,
    inf.IncomingItem: _item,
    inf.Change: _change,
    inf.Document: _document,
    pl.Plan: _plan,
    pl.Review: _review,
    co.Contact: _contact,
    Excused: _excused,
    **possibility_of_decisions.CHECKS,
}
