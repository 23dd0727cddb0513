"""Putting a sentence right: what it said before is kept, and everything that follows moves with it.

A correction changes what the court ordered as it was written down, never what has happened under
it. A sentence that was never passed is marked as recorded in error.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db.models import ManyToOneRel, Model

from throughcare import history
from throughcare.accounts.models import User
from throughcare.history import correcting, sections
from throughcare.history.models import RecordedFact
from throughcare.kernel.law import last_day
from throughcare.kernel.refusal import Refusal
from throughcare.sentences.actions.recording import possible
from throughcare.sentences.models import Custody, Ending, Offence, Order, Requirement
from throughcare.sentences.rules.lengths import wrong_amount, wrong_end


class OffenceSaid(NamedTuple):
    """An offence as it should read; without a reference it is a further one."""

    description: str
    code: str = ""
    ref: str | None = None


class RequirementSaid(NamedTuple):
    """A requirement as it should read; without a reference it is a further one."""

    kind: str
    amount: int | None = None
    unit: str | None = None
    ref: str | None = None


class SentenceSaid(NamedTuple):
    """A sentence as it should read. Of an order ``months`` or the last day gives its end."""

    kind: str
    sentenced_on: date
    court: str
    months: int | None
    expires_on: date | None
    offences: Sequence[OffenceSaid]
    requirements: Sequence[RequirementSaid] = ()


def correct_sentence(
    sentence: Order | Custody,
    *,
    by: User,
    said: SentenceSaid,
    because: str,
    version: int,
    token: str | None = None,
) -> None:
    """Let a sentence read as it should have. Offences and requirements left out are in error.

    Raises Conflict where somebody else changed it after it was read, and Refusal without a reason,
    without a change, for a day that cannot be, and for a requirement that somebody has worked on.
    """
    why = f"Sentence put right: {because}"
    with history.write(sentence, by=by, why=why, token=token) as entry:
        _as_read(sentence, version)
        if not because.strip():
            raise Refusal("Say why it is put right.", field="because")
        if not said.offences:
            raise Refusal("Enter the offence.", field="offence_1")
        possible(sentence.person, said.sentenced_on)
        changed = _sentence(sentence, said)
        changed |= _offences(sentence, said.offences, because)
        if isinstance(sentence, Order):
            if not said.requirements:
                raise Refusal("Select at least one requirement.", field="requirements")
            changed |= _requirements(sentence, said.requirements, because)
        if not changed:
            raise Refusal("Nothing is different from what is on record.")
        _in_order(sentence)
        if sentence.version == version:
            sentence.version += 1
            sentence.save(update_fields=["version"])
        entry.result = sentence.ref


def sentence_in_error(
    sentence: Order | Custody,
    *,
    by: User,
    because: str,
    version: int,
    without: Collection[RecordedFact] = (),
    token: str | None = None,
) -> None:
    """Mark a sentence as recorded in error: it stays, and counts for nothing.

    ``without`` are facts about it that are marked with it. Raises Refusal without a reason, and
    while anything else rests on it.
    """
    why = f"Sentence recorded in error: {because}"
    with history.write(sentence, by=by, why=why, token=token) as entry:
        _as_read(sentence, version)
        if not because.strip():
            raise Refusal("Say why it should not have been recorded.", field="because")
        if others := resting_on(sentence, but=without):
            raise Refusal(_rests(others))
        for each in without:
            correcting.mark_in_error(each, because)
        correcting.mark_in_error(sentence, because)
        entry.result = sentence.ref


def resting_on(row: Model, *, but: Iterable[RecordedFact] = ()) -> list[RecordedFact]:
    """Return the facts that stand and name a sentence, or what is inside it, whatever area's."""
    left_out = {(type(each), each.pk) for each in but}
    found: list[RecordedFact] = []
    for model, name in _naming(type(row)):
        if name not in sections.by_model()[model].around:
            rows = model._default_manager.filter(**{name: row, "in_error_at": None})
            found += [each for each in rows if (model, each.pk) not in left_out]
        elif model is Requirement:
            for each in Requirement.objects.filter(**{name: row, "in_error_at": None}):
                found += resting_on(each, but=but)
        elif model not in (Offence, Ending):
            found += model._default_manager.filter(**{name: row, "in_error_at": None})
    return found


def _naming(kind: type[Model]) -> list[tuple[Any, str]]:
    """The facts that may name rows of a kind, each with the field that does."""
    relations = kind._meta.get_fields(include_hidden=True)
    found = [
        (each.related_model, each.field.name)
        for each in relations
        if isinstance(each, ManyToOneRel)
    ]
    return [(model, name) for model, name in found if model in sections.by_model()]


def _rests(others: Sequence[RecordedFact]) -> str:
    known = sections.by_model()
    kinds = dict.fromkeys(known[type(each)].kind for each in others)
    counted = [(kind, sum(known[type(each)].kind == kind for each in others)) for kind in kinds]
    said = ", ".join(f"{kind} ({number})" for kind, number in counted)
    return f"Something rests on it: {said}. Put that right first."


def _as_read(sentence: Order | Custody, version: int) -> None:
    sentence.refresh_from_db()
    if sentence.in_error_at is not None:
        raise Refusal("This sentence is marked as recorded in error.")
    history.check_version(sentence, version)


def _sentence(sentence: Order | Custody, said: SentenceSaid) -> bool:
    wanted: dict[str, Any] = {"sentenced_on": said.sentenced_on, "court": said.court.strip()}
    if isinstance(sentence, Order):
        wanted |= {"kind": said.kind, "expires_on": _end(said)}
        about = ("kind", "sentenced_on", "expires_on")
        differs = any(getattr(sentence, name) != wanted[name] for name in about)
        wrong = wrong_end(said.kind, said.sentenced_on, wanted["expires_on"])
        if differs and wrong:
            raise Refusal(wrong, field="months" if said.months else "expires_on")
    else:
        wanted |= {"months": said.months}
    return _put_right(sentence, wanted)


def _end(said: SentenceSaid) -> date:
    if said.months:
        return last_day(months=said.months, beginning_with=said.sentenced_on)
    if said.expires_on is None:
        raise Refusal("Enter the length in months, or the last day.", field="months")
    if said.expires_on < said.sentenced_on:
        raise Refusal("The last day is before the day of sentence.", field="expires_on")
    return said.expires_on


def _offences(sentence: Order | Custody, wanted: Sequence[OffenceSaid], because: str) -> bool:
    standing = {each.ref: each for each in sentence.offences.filter(in_error_at=None)}
    changed = False
    about: dict[str, Any] = {type(sentence).__name__.lower(): sentence}
    for said in wanted:
        text: dict[str, Any] = {
            "description": said.description.strip(),
            "code": said.code.strip(),
        }
        row = standing.pop(said.ref, None) if said.ref else None
        if row is not None:
            changed |= _put_right(row, text)
            continue
        correcting.create(Offence, person=sentence.person, main=False, **text, **about)
        changed = True
    for left in standing.values():
        correcting.mark_in_error(left, because)
        changed = True
    _one_main(sentence)
    return changed


def _one_main(sentence: Order | Custody) -> None:
    """Where the principal offence was in error, the first that stands is it."""
    rows = list(sentence.offences.filter(in_error_at=None).order_by("pk"))
    if rows and not any(each.main for each in rows):
        correcting.supersede(rows[0], main=True)


def _requirements(order: Order, wanted: Sequence[RequirementSaid], because: str) -> bool:
    standing = {each.ref: each for each in order.requirements.filter(in_error_at=None)}
    changed = False
    for said in wanted:
        row = standing.pop(said.ref, None) if said.ref else None
        differs = row is None or row.amount != said.amount
        if differs and (wrong := wrong_amount(said.kind, said.amount, order.sentenced_on)):
            raise Refusal(wrong, field=said.ref or said.kind)
        if row is not None:
            changed |= _put_right(row, {"amount": said.amount, "unit": said.unit})
            continue
        correcting.create(
            Requirement,
            person=order.person,
            order=order,
            kind=said.kind,
            amount=said.amount,
            unit=said.unit,
        )
        changed = True
    for left in standing.values():
        if others := resting_on(left):
            raise Refusal(f"{left.kind.capitalize()}: {_rests(others)}", field="requirements")
        correcting.mark_in_error(left, because)
        changed = True
    return changed


def _put_right(row: RecordedFact, wanted: dict[str, Any]) -> bool:
    changes = {name: value for name, value in wanted.items() if getattr(row, name) != value}
    if changes:
        correcting.supersede(row, **changes)
    return bool(changes)


def _in_order(sentence: Order | Custody) -> None:
    """Refuse a day of sentence, or an end, that what is on record makes impossible."""
    first = sentence.sentenced_on
    if early := [each for each in _later_days(sentence) if each[1] < first]:
        what, day = early[0]
        raise Refusal(f"{what} on {day:%-d %B %Y}, before that day.", field="sentenced_on")
    for offence in sentence.offences.filter(in_error_at=None):
        for later in (offence.committed_on, offence.convicted_on):
            if later and later > first:
                said = f"{later:%-d %B %Y}"
                raise Refusal(
                    f"The offence, or its conviction, was on {said}, after that day.",
                    field="sentenced_on",
                )


def _later_days(sentence: Order | Custody) -> list[tuple[str, date]]:
    """What is on record that cannot have been before the sentence."""
    stands = {"in_error_at": None}
    if isinstance(sentence, Order):
        endings = Ending.objects.filter(order=sentence, **stands)
        begun = sentence.requirements.filter(starts_on__isnull=False, **stands)
        ended = Ending.objects.filter(requirement__order=sentence, **stands)
        return [
            *(("It ended", each.date) for each in endings),
            *(("A requirement began", each.starts_on) for each in begun if each.starts_on),
            *(("A requirement ended", each.date) for each in ended),
        ]
    released = sentence.licences.filter(**stands).values_list("released_on", flat=True)
    later = [("The person was released", day) for day in released]
    supervision = getattr(sentence, "supervision", None)
    if supervision is not None and supervision.in_error_at is None:
        later.append(("Supervision began", supervision.starts_on))
    return later
