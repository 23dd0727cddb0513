"""Applying changes to facts that are stored: a recorded correction, with every old version kept."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

import msgspec

from throughcare.history import clock, sections
from throughcare.history.correcting import set_links
from throughcare.history.differing import Changes, Key, Placed
from throughcare.history.models import Version, new_ref
from throughcare.history.sections import Section
from throughcare.history.storing import Storage, insert_order

ABSENT = "not in the file that replaced it"


def know_rows(storage: Storage, chosen: Iterable[Section], **condition: Any) -> None:
    """Let a storage know the rows of facts that are stored already."""
    wanted = set(chosen)
    around = {
        (inside.section, inside.link): section
        for section in sections.by_kind().values()
        for inside in section.inside
    }
    keys: dict[tuple[str, int], Key] = {}
    root = sections.root().section
    for section in insert_order():
        if section not in wanted:
            continue
        rows = section.model._default_manager.all()
        if section is root:
            rows = rows.filter(pk=storage.person)
        elif condition:
            rows = rows.filter(**condition)
        for row in rows:
            if section is root:
                key: Key = (section.kind,)
            elif section.is_listed:
                key = (section.kind, getattr(row, section.known_by))
            else:
                link = next(each for each in section.around if getattr(row, f"{each}_id"))
                outer = around[section, link].kind
                if (outer, getattr(row, f"{link}_id")) not in keys:
                    continue
                key = (section.kind, *keys[outer, getattr(row, f"{link}_id")])
            if section.is_item:
                storage.names[section.kind][getattr(row, section.known_by)] = row.pk
            keys[section.kind, row.pk] = key
            storage.rows[key] = row


def apply(storage: Storage, found: Changes) -> None:
    """Make stored facts say what a file says."""
    now = clock.now()
    renamed = [(old, new) for old, new in found.changed if _ref(old) != _ref(new)]
    refs = {_ref(each) for each in (*found.added, *(new for _, new in renamed))} - {None}
    for placed in found.absent:
        row = storage.rows[placed.key]
        row.in_error_at, row.in_error_because = max(now, row.recorded_at), ABSENT
        row.version += 1
        row.save()
    for placed in found.left_out:
        if _ref(placed) in refs:
            _put_aside(placed.section, storage.rows[placed.key])
    for before, after in renamed:
        row = storage.rows[before.key]
        _put_aside(before.section, row)  # until the reference it gets is free
        storage.names[after.section.kind][str(_ref(after))] = row.pk
    storage.add(found.added)
    for before, after in found.changed:
        _change(storage, before, after, now)


def _put_aside(section: Section, row: Any) -> None:
    """Give a row another reference, since the file gives its own to another fact."""
    before, slash, _ = getattr(row, section.known_by).rpartition("/")  # a directory's CRN stays
    setattr(row, section.known_by, f"{before}{slash}{new_ref()}")
    row.save()


def _ref(placed: Placed) -> str | None:
    return getattr(placed.fact, "ref", None)


def _change(storage: Storage, before: Placed, after: Placed, now: datetime) -> None:
    section, row = before.section, storage.rows[before.key]
    known = {each.recorded_at for each in (*before.fact.earlier, before.fact)}
    brought = [each for each in after.fact.earlier if each.recorded_at not in known]
    said = after.fact.recorded_at
    last = max(each for each in known if each is not None)
    differs = any(getattr(before.fact, name) != getattr(after.fact, name) for name in section.own)
    if differs:
        kept = [before.fact, *brought]
        if said is None or said <= last:
            if said not in known:
                kept.append(msgspec.structs.replace(after.fact, earlier=()))
            said = max(now, last + timedelta(microseconds=1))
    else:
        kept = brought
        if said in known:
            said = before.fact.recorded_at
        elif before.fact.earlier and said <= before.fact.earlier[-1].recorded_at:
            kept = [*brought, msgspec.structs.replace(after.fact, earlier=())]
            said = before.fact.recorded_at
    for name, value in (storage.values(after) | {"recorded_at": said}).items():
        setattr(row, name, value)
    row.version += 1
    if section.derive:
        section.derive(row)
    row.save()
    Version.objects.bulk_create(storage.versions(before, kept))
    for name in section.links:
        (kind,) = section.references[name]
        set_links(section, row, name, [storage.names[kind][r] for r in getattr(after.fact, name)])
