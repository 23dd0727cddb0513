"""The directory that a case file brings: how its codes are stored, and what it changes.

A file of scope installation uses the codes of the installation. A file of scope file means its
codes for itself alone: they are stored behind its CRN, X500001/po-1, and shown without it.

What is not known yet is added. What is known and said otherwise, or more of (an absence that is not
known here), is a difference, which only a replacement applies. What such a file does not say is no
difference where the scope is the installation, since another file may know more of the same
member of staff; so the export of a case can hold more of the directory than its file did.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

import msgspec
from django.db import connection

from throughcare.history import sections
from throughcare.history.differing import Changes, Key, Placed, changes, facts_of
from throughcare.history.slicing import fetch_slice
from throughcare.history.subject import Subject
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.directory import Directory
from throughcare.kernel.casefile.facts import Fact, Item
from throughcare.kernel.casefile.references import DIRECTORY, REFERENCES
from throughcare.kernel.casefile.shapes import parts

StructT = TypeVar("StructT", bound=msgspec.Struct)


def as_stored(case: CaseFile) -> CaseFile:
    """The case file with the codes under which its directory is stored."""
    if case.directory.scope == "installation":
        return case
    prefix = f"{case.crn}/"
    directory = msgspec.structs.replace(
        _prefixed(case.directory, prefix, items=True), scope="installation"
    )
    rest = _prefixed(msgspec.structs.replace(case, directory=Directory()), prefix, items=False)
    return msgspec.structs.replace(rest, directory=directory)


def _prefixed(struct: StructT, prefix: str, *, items: bool) -> StructT:
    """Put the prefix before every name of the directory, and with ``items`` before references."""
    changed: dict[str, Any] = {}
    for shape in parts(type(struct)):
        value = getattr(struct, shape.name)
        if shape.many and value:
            changed[shape.name] = tuple(_prefixed(each, prefix, items=items) for each in value)
        elif value and not shape.many:
            changed[shape.name] = _prefixed(value, prefix, items=items)
    if isinstance(struct, Fact):
        for name in _names_of_directory(type(struct)):
            if getattr(struct, name) is not None:
                changed[name] = prefix + getattr(struct, name)
        if items and isinstance(struct, Item):
            changed["ref"] = prefix + struct.ref
        if struct.earlier:
            changed["earlier"] = tuple(
                _prefixed(each, prefix, items=items) for each in struct.earlier
            )
    return msgspec.structs.replace(struct, **changed) if changed else struct


@cache
def _names_of_directory(kind: type[Fact]) -> tuple[str, ...]:
    return tuple(
        name
        for (struct, name), targets in REFERENCES.items()
        if struct is kind and set(targets) <= set(DIRECTORY)
    )


@dataclass(frozen=True)
class Arrival:
    """A directory that a file brings, beside what is known of it."""

    existing: dict[Key, Placed]
    rows: dict[str, dict[str, int]]
    """Kind → code → row, of all that the file names and that is known."""
    added: tuple[Placed, ...]
    """Things that are not known at all, with what is inside them."""
    changes: Changes
    """What must change in things that are known."""

    @property
    def changed_things(self) -> list[Subject]:
        """The things of the directory that would change."""
        found: dict[Subject, None] = {}
        for placed in (
            *self.changes.added,
            *(before for before, _ in self.changes.changed),
            *self.changes.absent,
        ):
            while placed.around is not None:
                placed = placed.around
            kind = placed.section.kind
            row = self.rows[kind][placed.fact.ref]  # type: ignore[attr-defined]
            found[Subject(kind, row)] = None
        return list(found)


def arrival(directory: Directory, *, own_of: str | None) -> Arrival:
    """Compare the directory of a file, as stored, with what is known.

    ``own_of`` is the CRN where the file's scope was itself: then what it leaves out counts too.
    """
    incoming = facts_of(directory)
    codes: dict[str, set[str]] = {}
    for kind, *rest in incoming:
        if sections.by_kind()[kind].in_directory:
            codes.setdefault(kind, set()).add(rest[0])
    if own_of is not None:
        for top in sections.of_directory():
            if top.in_directory:
                own = top.model._default_manager.filter(code__startswith=f"{own_of}/")
                codes.setdefault(top.kind, set()).update(own.values_list("code", flat=True))
    slice_ = fetch_slice({}, codes, full=True)
    things = slice_.things(codes)
    existing = facts_of(slice_.shown(set(), standing=False).directory(things))
    found = changes(existing, incoming, absent_counts=own_of is not None)
    rows = {kind: {code: row for row, code in each.items()} for kind, each in slice_.codes.items()}

    def is_new(placed: Placed) -> bool:
        while placed.around is not None:
            placed = placed.around
        return placed.key not in existing

    return Arrival(
        existing,
        rows,
        tuple(each for each in found.added if is_new(each)),
        Changes(
            tuple(each for each in found.added if not is_new(each)),
            found.changed,
            found.absent,
            found.left_out,
        ),
    )


def taken_elsewhere(facts: tuple[Placed, ...]) -> list[str]:
    """References of new posts, absences and charges that others of the installation have."""
    wanted: dict[Any, set[str]] = {}
    for placed in facts:
        if placed.section.is_item and not placed.section.in_directory:
            ref = placed.fact.ref  # type: ignore[attr-defined]
            wanted.setdefault(placed.section, set()).add(ref)
    return [
        f"{section.kind} {ref}"
        for section, refs in wanted.items()
        for ref in section.model._default_manager.filter(ref__in=refs).values_list("ref", flat=True)
    ]


def cases_naming(*things: Subject) -> list[int]:
    """The people whose case files hold any of these things of the directory, however indirectly:
    what a write to them touches."""
    if not things:
        return []
    tops = [section for section in sections.of_directory() if section.in_directory]
    base = " UNION ALL ".join("SELECT %s::text, %s::bigint" for _ in things)
    parameters: list[Any] = [part for thing in things for part in (thing.kind, thing.id)]
    people = " UNION ".join(
        f"SELECT t.person_id FROM {section.table} t JOIN reached r"
        f" ON r.kind = '{kind}' AND t.{section.column(key)} = r.id"
        for section in sections.of_case()
        for keys in section.keys.values()
        for kind, key in keys.items()
        if kind in {top.kind for top in tops}
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH RECURSIVE reached(kind, id) AS ({base} UNION SELECT e.kind, e.id FROM reached r"
            f" CROSS JOIN LATERAL ({_edges_back()}) e(kind, id) WHERE e.id IS NOT NULL)"
            f" {people} ORDER BY 1",
            parameters,
        )
        return [person for (person,) in cursor.fetchall()]


@cache
def _edges_back() -> str:
    """What leads to one row of the directory, ``r``."""
    return " UNION ALL ".join(
        f"SELECT '{top.kind}', t.{section.column(link)} FROM {section.table} t"
        f" WHERE r.kind = '{kind}' AND t.{section.column(key)} = r.id"
        for top in sections.of_directory()
        if top.in_directory
        for section, link in [(top, "id"), *((i.section, i.link) for i in top.inside)]
        for keys in section.keys.values()
        for kind, key in keys.items()
    )


def codes_of(directory: Directory) -> dict[str, list[str]]:
    """What a stored directory holds: kind → codes, in order."""
    return {
        section.kind: sorted(thing.ref for thing in getattr(directory, section.path[-1]))
        for section in sections.of_directory()
        if section.in_directory
    }
