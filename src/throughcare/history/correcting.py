"""Making, correcting and withdrawing one fact, inside a write."""

from datetime import datetime, timedelta
from typing import Any, TypeVar, cast

import msgspec
from django.db import models

from throughcare.history import clock, sections, writing
from throughcare.history.models import RecordedFact, Version
from throughcare.history.sections import Section
from throughcare.history.subject import Subject
from throughcare.kernel.casefile.facts import InError

FactT = TypeVar("FactT", bound=RecordedFact)


def create(model: type[FactT], *, recorded_at: datetime | None = None, **fields: Any) -> FactT:
    """Record a new fact, now unless it says otherwise, with a reference of its own.

    Where a fact of the same place (the outcome of the same contact) was recorded in error, the new
    one takes its place and the old one becomes its earlier version. A field that names several
    facts takes a list of them.
    """
    section = sections.by_model()[model]
    for inside_link in section.around:
        around = fields.get(inside_link)
        unique = model._meta.get_field(inside_link).unique  # type: ignore[union-attr]
        if around is not None and unique:
            old = model._default_manager.filter(**{inside_link: around}).first()
            if old is not None:
                if old.stands:
                    raise ValueError(f"There is a {section.kind} already: supersede it.")
                return supersede(old, recorded_at=recorded_at, **fields)
    return create_in_free_place(model, recorded_at=recorded_at, **fields)


def create_in_free_place(
    model: type[FactT], *, recorded_at: datetime | None = None, **fields: Any
) -> FactT:
    """Record a new fact where the caller has read, under the lock, that there was none before."""
    section = sections.by_model()[model]
    several = {name: fields.pop(name) for name in section.links if name in fields}
    row = model(recorded_at=recorded_at or clock.now(), **fields)
    row.save(force_insert=True)
    for name, others in several.items():
        set_links(section, row, name, [other.pk for other in others])
    return row


def supersede(row: FactT, *, recorded_at: datetime | None = None, **changes: Any) -> FactT:
    """Correct a fact: what it said before is kept as a version, with its own time.

    The new version counts as recorded now, and always after the one before. If somebody else has
    changed the row since it was read, `Conflict` is raised.
    """
    section = sections.by_model()[type(row)]
    before = type(row)._default_manager.get(pk=row.pk)
    writing.check_version(before, row.version)
    keep_version(
        section,
        before,
        subject_of(before),
        before.recorded_at,
        stored_content(section, before),
    )
    several = {name: changes.pop(name) for name in section.links if name in changes}
    for name, value in changes.items():
        setattr(row, name, value)
    row.recorded_at = max(
        recorded_at or clock.now(),
        before.recorded_at + timedelta(microseconds=1),
        before.in_error_at or before.recorded_at,
    )
    row.in_error_at, row.in_error_because = None, ""
    row.version += 1
    row.save()
    for name, others in several.items():
        set_links(section, row, name, [other.pk for other in others])
    return row


def mark_in_error(row: FactT, because: str, *, recorded_at: datetime | None = None) -> FactT:
    """Say that a fact should not have been recorded. It stays, with the reason."""
    if not because.strip():
        raise ValueError("A reason is needed to mark a fact as recorded in error.")
    if row.in_error_at is not None:
        return row
    row.in_error_at = max(recorded_at or clock.now(), row.recorded_at)
    row.in_error_because = because
    row.version += 1
    row.save(update_fields=["in_error_at", "in_error_because", "version"])
    return row


def keep_version(
    section: Section, row: Any, subject: Subject, recorded_at: datetime, content: dict[str, Any]
) -> None:
    """Store a version that no longer stands."""
    Version.objects.create(
        subject_kind=subject.kind,
        subject_id=subject.id,
        kind=section.kind,
        item_id=row.pk,
        recorded_at=recorded_at,
        content=content,
    )


def stored_content(section: Section, row: Any) -> dict[str, Any]:
    """The own fields of a row, and that it was in error, as a case file says them."""
    content = {name: msgspec.to_builtins(getattr(row, name)) for name in section.plain}
    if getattr(row, "in_error_at", None):
        error = InError(recorded_at=row.in_error_at, because=row.in_error_because)
        content["in_error"] = msgspec.to_builtins(error)
    for name, keys in section.keys.items():
        named = (getattr(row, key) for key in keys.values())
        found = next((each for each in named if each is not None), None)
        content[name] = reference(found)
    for name, links in section.links.items():
        through = links.model._default_manager.filter(**{links.own: row, "stands": True})
        content[name] = sorted(through.values_list(f"{links.other}__ref", flat=True))
    return content


def reference(row: models.Model | None) -> str | None:
    """By what a case file names a row."""
    return None if row is None else str(getattr(row, "code", None) or getattr(row, "ref", ""))


def subject_of(row: Any) -> Subject:
    """The subject of a row: its own, or that of the thing it belongs to."""
    if hasattr(row, "subject"):
        return cast("Subject", row.subject)
    for link in sections.by_model()[type(row)].around:
        if (around := getattr(row, link)) is not None:
            return subject_of(around)
    raise ValueError(f"{row!r} belongs to nothing.")


def outermost(row: Any) -> Any:
    """The row that stands by itself in the case file: this one, or the one it is part of."""
    section = sections.by_model().get(type(row))
    links = section.around if section else sections.linking().get(type(row), ())
    for link in links:
        if (around := getattr(row, link)) is not None:
            return outermost(around)
    return row


def set_links(section: Section, row: Any, name: str, others: list[int]) -> None:
    """Let a field that names several facts name these rows."""
    links = section.links[name]
    wanted = set(others)
    manager = links.model._default_manager
    for through in manager.filter(**{links.own: row}):
        there = getattr(through, f"{links.other}_id")
        stands = there in wanted
        wanted.discard(there)
        if through.stands != stands:  # type: ignore[attr-defined]
            through.stands = stands  # type: ignore[attr-defined]
            through.save()
    for other in sorted(wanted):
        manager.create(**{links.own: row, f"{links.other}_id": other, "person_id": row.person_id})
