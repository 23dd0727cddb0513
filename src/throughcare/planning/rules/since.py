"""What has happened since anybody last looked: the facts from which a review begins.

The last look is the last signed assessment or review. A change of circumstances stays on the
list until a signed review has answered it, or it was decided that none is needed. Each fact has
a name that does not change while the review goes on, so that its answer stays with it; what is
counted under it stands in its detail.
"""

from collections.abc import Iterator
from datetime import date

import msgspec

from throughcare.assessment.rules.harm import signed
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.facts import Fact, day_of, first_recorded
from throughcare.kernel.casefile.planning import Review
from throughcare.planning.rules.draft import active, plan_in_force
from throughcare.sentences.rules.spells import spells


class SinceFact(msgspec.Struct, frozen=True, kw_only=True):
    """One fact that a review is to answer."""

    about: str
    """Its name: what a review's answer says that it is about."""
    on: date
    detail: str = ""
    change: str | None = None
    """The change of circumstances, which a review must answer."""

    @property
    def must(self) -> bool:
        """Whether the review cannot be signed without an answer."""
        return self.change is not None


def last_look(case: CaseFile) -> date | None:
    """Return the day of the last signed assessment or review; None where there is none."""
    days = [each.signed_on for each in signed(case)]
    days += [each.signed_on for each in case.planning.reviews]
    return max((day for day in days if day is not None), default=None)


def open_review(case: CaseFile) -> Review | None:
    """Return the review that goes on."""
    return next((each for each in case.planning.reviews if each.signed_on is None), None)


def since(case: CaseFile, today: date) -> list[SinceFact]:
    """Return the facts since the last look, changes first, then by their days."""
    looked = last_look(case) or date.min
    found = [fact for source in _SOURCES for fact in source(case, looked, today)]
    named: dict[str, SinceFact] = {}
    for fact in sorted(found, key=lambda each: (not each.must, each.on, each.about)):
        about, number = fact.about, 2
        while about in named:
            about, number = f"{fact.about} ({number})", number + 1
        named[about] = msgspec.structs.replace(fact, about=about)
    return list(named.values())


def _changes(case: CaseFile, looked: date, today: date) -> Iterator[SinceFact]:
    answered = {
        answer.change
        for review in case.planning.reviews
        if review.signed_on is not None
        for answer in review.answers
    }
    taken_up = max(
        (each.begun_on for each in case.planning.reviews if each.signed_on is not None),
        default=date.min,
    )
    for change in case.information.changes:
        recorded_on = day_of(first_recorded(change))
        if change.ref in answered or change.not_needed or recorded_on < taken_up:
            continue
        if max(recorded_on, change.happened_on) < _assessed(case):
            continue
        yield SinceFact(
            about=f"Change: {change.kind}, {_day(change.happened_on)}",
            on=change.happened_on,
            detail=change.text,
            change=change.ref,
        )


def _assessed(case: CaseFile) -> date:
    found = signed(case)
    return found[-1].signed_on or date.min if found else date.min


def _information(case: CaseFile, looked: date, today: date) -> Iterator[SinceFact]:
    for item in case.information.items:
        if _is_new(item.received_on, item, looked):
            sender = f" from {item.sender}" if item.sender else ""
            yield SinceFact(
                about=f"Received: {item.kind}{sender}, {_day(item.received_on)}",
                on=item.received_on,
                detail=item.text,
            )
    for enquiry in case.information.enquiries:
        answer = enquiry.answer
        if answer and _is_new(answer.received_on, answer, looked):
            yield SinceFact(
                about=f"Answer to the enquiry about {enquiry.kind}, {_day(answer.received_on)}",
                on=answer.received_on,
                detail=answer.text,
            )


def _registrations(case: CaseFile, looked: date, today: date) -> Iterator[SinceFact]:
    for each in case.person.registrations:
        if _is_new(each.registered_on, each, looked):
            yield SinceFact(
                about=f"Registered: {each.kind}, {_day(each.registered_on)}",
                on=each.registered_on,
                detail=each.detail,
            )
        if each.ended and looked < each.ended.date <= today:
            yield SinceFact(
                about=f"No longer registered: {each.kind}, {_day(each.ended.date)}",
                on=each.ended.date,
                detail=each.ended.because,
            )


def _absences(case: CaseFile, looked: date, today: date) -> Iterator[SinceFact]:
    failed = [each for each in case.contacts if each.failed and each.stands_for > looked]
    if not failed:
        return
    failed.sort(key=lambda each: each.stands_for)
    acceptable = sum(1 for each in failed if each.decision and each.decision.acceptable)
    days = ", ".join(_day(each.stands_for) for each in failed[-10:])
    more = f"{len(failed) - 10} before, then " if len(failed) > 10 else ""
    yield SinceFact(
        about=f"Appointments failed since {_day(looked)}",
        on=failed[-1].stands_for,
        detail=f"{len(failed)}, of which acceptable {acceptable}: {more}{days}",
    )


def _sentences(case: CaseFile, looked: date, today: date) -> Iterator[SinceFact]:
    for spell in spells(case):
        if looked < spell.first <= today:
            yield SinceFact(about=f"New: {spell.name}, {_day(spell.first)}", on=spell.first)
    for pause in case.sentences.pauses:
        if looked < pause.received_on <= today:
            yield SinceFact(
                about=f"In custody or hospital, {_day(pause.received_on)}", on=pause.received_on
            )


def _scores(case: CaseFile, looked: date, today: date) -> Iterator[SinceFact]:
    for score in case.assessment.scores:
        if looked < score.scored_on <= today:
            figure = f"{score.percent_two_year} per cent" if score.percent_two_year else ""
            yield SinceFact(
                about=f"Scored: {score.predictor}, {_day(score.scored_on)}",
                on=score.scored_on,
                detail=figure,
            )


def _plan(case: CaseFile, looked: date, today: date) -> Iterator[SinceFact]:
    plan = plan_in_force(case, today)
    if plan is None:
        return
    steps = [step for each in active(plan, today) for step in each.actions]
    steps += [step for each in plan.managed_risks for step in each.actions]
    for step in steps:
        if step.by_when and looked <= step.by_when < today and step.done_on is None:
            yield SinceFact(
                about=f"Not done by {_day(step.by_when)}: {step.what}",
                on=step.by_when,
                detail=step.who,
            )


def _officers(case: CaseFile, looked: date, today: date) -> Iterator[SinceFact]:
    names = {each.ref: each.name for each in case.directory.staff}
    for officer in case.caseload.officers:
        if looked < officer.starts_on <= today:
            who = names.get(officer.staff, officer.staff)
            yield SinceFact(
                about=f"New responsible officer, {_day(officer.starts_on)}",
                on=officer.starts_on,
                detail=who,
            )


_SOURCES = (
    _changes,
    _information,
    _registrations,
    _absences,
    _sentences,
    _scores,
    _plan,
    _officers,
)


def _is_new(on: date, fact: Fact, looked: date) -> bool:
    """Whether something happened after the last look, or was recorded only then."""
    return on > looked or day_of(first_recorded(fact)) > looked


def _day(on: date) -> str:
    return f"{on.day} {on:%B %Y}" if on != date.min else "the start"
