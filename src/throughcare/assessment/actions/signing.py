"""Signing an assessment: the moment at which a draft becomes the record, read-only from then."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from throughcare import history
from throughcare.accounts.models import User
from throughcare.assessment.models import (
    AnalysisPart,
    AssessedSection,
    Draft,
    Oasys,
    Risk,
    Screening,
)
from throughcare.assessment.queries import known, not_to_analyse
from throughcare.assessment.rules import drafting, sources
from throughcare.assessment.rules.drafting import Content
from throughcare.assessment.rules.items import NOT_KNOWN
from throughcare.assessment.rules.signing import countersigned_because
from throughcare.history import clock, correcting
from throughcare.kernel.casefile.assessment import Level
from throughcare.kernel.refusal import Refusal
from throughcare.organisation.models import Staff

NOT_SIGNED = "It was not part of what was signed."


def sign(
    draft: Draft, *, by: User, author: Staff | None, version: int, token: str | None = None
) -> Oasys:
    """Sign an assessment as it stands in the draft; one write, after which it is read-only.

    Raises Refusal where anything is missing, Conflict where somebody saved a page meanwhile.
    """
    oasys = Oasys.objects.get(person_id=draft.person_id, ref=draft.about)
    with history.write(oasys, by=by, why="Assessment signed", token=token) as entry:
        row = Draft.objects.select_for_update().filter(pk=draft.pk).first()
        oasys.refresh_from_db()
        if row is None or oasys.signed_on is not None or oasys.in_error_at is not None:
            raise Refusal("This assessment has been signed or given up meanwhile.")
        history.check_version(row, version)
        if author is None:
            raise Refusal("Your account is not connected with a member of staff.")
        content = drafting.read(row.content)
        beside = known(draft.person, not_to_analyse(oasys))
        missing = drafting.lacking(content, beside)
        if missing:
            raise Refusal("Something is missing. It cannot be signed yet.")
        now = clock.now()
        _write_inside(oasys, content, drafting.parts_called_for(content, beside), now)
        person = content.values(drafting.PERSON)
        correcting.supersede(
            oasys,
            recorded_at=now,
            signed_on=clock.today(),
            signed_by=author,
            level=drafting.overall(content),
            sources=list(sources.of_form(content.values(drafting.DRAWN_ON))),
            **{name: person.get(name, "") for name in drafting.PERSON_TEXTS},
        )
        row.delete()
        entry.result = oasys.ref
    return oasys


def countersign(
    oasys: Oasys, *, by: User, manager: Staff | None, version: int, token: str | None = None
) -> None:
    """Countersign a signed assessment. Raises Refusal where it needs none, or for one's own."""
    with history.write(oasys, by=by, why="Assessment countersigned", token=token) as entry:
        oasys.refresh_from_db()
        history.check_version(oasys, version)
        if oasys.signed_on is None or oasys.in_error_at is not None:
            raise Refusal("Only a signed assessment that stands is countersigned.")
        if oasys.countersigned_on is not None:
            raise Refusal("It has been countersigned already.")
        if manager is None:
            raise Refusal("Your account is not connected with a member of staff.")
        if oasys.signed_by_id == manager.pk:
            raise Refusal("Somebody else has to countersign what you signed.")
        grade = oasys.signed_by.grade if oasys.signed_by else None
        if not countersigned_because(Level(oasys.level) if oasys.level else None, grade):
            raise Refusal("This assessment needs no countersignature.")
        correcting.supersede(oasys, countersigned_on=clock.today(), countersigned_by=manager)
        entry.result = oasys.ref


def mark_in_error(
    oasys: Oasys, *, by: User, because: str, version: int, token: str | None = None
) -> None:
    """Mark a whole signed assessment as recorded in error. It stays in the record."""
    if not because.strip():
        raise Refusal("Say why it should not have been recorded.", field="because")
    with history.write(oasys, by=by, why=f"Recorded in error: {because}", token=token) as entry:
        oasys.refresh_from_db()
        history.check_version(oasys, version)
        if oasys.signed_on is None:
            raise Refusal("It is not signed. Give it up instead.")
        if oasys.in_error_at is not None:
            raise Refusal("It is marked as recorded in error already.")
        correcting.mark_in_error(oasys, because)
        entry.result = oasys.ref


def _write_inside(oasys: Oasys, content: Content, called_for: Iterable[str], now: datetime) -> None:
    """Write what was typed as facts; what a loaded draft held already becomes a version."""
    _store(oasys, AssessedSection, "number", dict(_sections(content)), now)
    answers = {
        "done_on": clock.today(),
        "yes": list(drafting.indicators(content)),
        "not_known": list(drafting.indicators(content, NOT_KNOWN)),
    }
    before = Screening.objects.filter(oasys=oasys, in_error_at=None).first()
    if before is None:
        correcting.create(
            Screening, recorded_at=now, person_id=oasys.person_id, oasys=oasys, **answers
        )
    else:
        correcting.supersede(before, recorded_at=now, **answers)
    typed = content.values(drafting.ANALYSIS)
    unconfirmed = drafting.ANALYSIS in content.steps and content.steps[drafting.ANALYSIS].carried
    analysed = {
        part: {"text": typed[field]}
        for field, part in drafting.PART_FIELDS.items()
        if (part in called_for or not unconfirmed) and typed.get(field, "").strip()
    }
    _store(oasys, AnalysisPart, "part", analysed, now)
    _store(oasys, Risk, "group", dict(_risks(content)), now)


def _store(
    oasys: Oasys, model: Any, key: str, wanted: Mapping[Any, dict[str, Any]], now: datetime
) -> None:
    there = {getattr(row, key): row for row in model.objects.filter(oasys=oasys, in_error_at=None)}
    for name, values in wanted.items():
        if name in there:
            correcting.supersede(there[name], recorded_at=now, **values)
        else:
            correcting.create(
                model,
                recorded_at=now,
                person_id=oasys.person_id,
                oasys=oasys,
                **{key: name},
                **values,
            )
    for name, row in there.items():
        if name not in wanted:
            correcting.mark_in_error(row, NOT_SIGNED, recorded_at=now)


def _sections(content: Content) -> Iterable[tuple[int, dict[str, Any]]]:
    said = {"yes": True, "no": False}
    for step, section in drafting.SECTION_STEPS.items():
        values = content.values(step)
        yield (
            section.number,
            {
                "scores": list(drafting.scores(values, section)),
                "linked_to_offending": said.get(values.get("offending", "")),
                "linked_to_harm": said.get(values.get("harm", "")),
                "text": values.get("text", ""),
                "strengths": values.get("strengths", ""),
                "carried_forward": False,
            },
        )


def _risks(content: Content) -> Iterable[tuple[str, dict[str, Any]]]:
    for step, group in drafting.RISK_STEPS.items():
        values = content.values(step)
        custody = values.get("custody") or None
        if group not in drafting.IN_COMMUNITY and not custody:
            continue
        yield (
            group.value,
            {
                # Nobody meets prisoners in the community: that level raises nothing.
                "level": values.get("level") or Level.LOW,
                "custody_level": custody,
                "who": values.get("who", ""),
                "nature": values.get("nature", ""),
                "imminence": values.get("imminence", ""),
                "raises": list(drafting.lines(values.get("raises", ""))),
                "lowers": list(drafting.lines(values.get("lowers", ""))),
            },
        )
