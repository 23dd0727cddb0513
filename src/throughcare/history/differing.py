"""What is different between two case files, fact by fact. No database here.

Facts are the same fact where kind and reference are the same; a fact that does not stand in a
list is known by the fact around it. A fact is different where its own fields are, or where it
stands in one file and not in the other. A file may know less of the history than the record: fewer
earlier versions, or an older version's time with the present fields, are no difference; a version
or a time that the record does not know is one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import msgspec

from throughcare.history import sections
from throughcare.history.sections import Section, is_many
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.directory import Directory
from throughcare.kernel.casefile.facts import Fact

Key: TypeAlias = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not the same."""

    path: str
    """Where: contacts c-12 outcome result."""
    before: Any
    """As the record has it; None where it has nothing."""
    after: Any
    """As the file has it; None where it has nothing."""

    def __str__(self) -> str:
        return f"{self.path}: {_said(self.before)} → {_said(self.after)}"


@dataclass(frozen=True, slots=True)
class Placed:
    """A fact of a case file with its section and its place."""

    key: Key
    section: Section
    fact: Fact
    around: "Placed | None"
    link: str
    """The foreign key to the fact around it."""
    path: str


def facts_of(case: CaseFile | Directory) -> dict[Key, Placed]:
    """Every fact of a case file without its directory, or of a directory, by its key."""
    found: dict[Key, Placed] = {}
    if isinstance(case, CaseFile):
        root = sections.root().section
        particulars = Placed((root.kind,), root, case.person.particulars, None, "", "particulars")
        found[particulars.key] = particulars
    for section in sections.sections():
        if section.path and section.in_directory is isinstance(case, Directory):
            holder: Any = case
            for name in section.path[1:] if section.in_directory else section.path:
                holder = getattr(holder, name)
            for fact in holder:
                for placed in _placed(section, fact, None, "", section.path[-1]):
                    found[placed.key] = placed
    return found


def _placed(
    section: Section, fact: Any, around: Placed | None, link: str, field: str
) -> Iterator[Placed]:
    if section.is_listed:
        key: Key = (section.kind, fact.ref)
        said = f"{field} {fact.ref}"
    else:
        key = (section.kind, *(around.key if around else ()))
        said = field
    placed = Placed(key, section, fact, around, link, f"{around.path} {said}" if around else said)
    yield placed
    for inside in section.inside:
        value = getattr(fact, inside.field)
        for each in value if is_many(section.struct, inside.field) else (value,):
            if each is not None:
                yield from _placed(inside.section, each, placed, inside.link, inside.field)


@dataclass(frozen=True, slots=True)
class Changes:
    """What must happen to a record so that it says what a file says."""

    added: tuple[Placed, ...]
    changed: tuple[tuple[Placed, Placed], ...]
    """Facts as they are and as they shall be."""
    absent: tuple[Placed, ...]
    """Facts that stand in the record and not in the file; of nested ones the outermost."""
    left_out: tuple[Placed, ...] = ()
    """Everything of the record that is not in the file, nested and in error too."""

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.absent)

    def differences(self) -> list[Difference]:
        """The same for people to read."""
        return [
            *(Difference(each.path, None, _content(each)) for each in self.added),
            *(d for before, after in self.changed for d in _fields(before, after)),
            *(Difference(each.path, _content(each), None) for each in self.absent),
        ]


def changes(
    existing: Mapping[Key, Placed], incoming: Mapping[Key, Placed], *, absent_counts: bool = True
) -> Changes:
    """Compare; without ``absent_counts`` the incoming side may leave facts out."""
    added = [each for key, each in incoming.items() if key not in existing]
    changed = [
        (existing[key], each)
        for key, each in incoming.items()
        if key in existing and any(_fields(existing[key], each))
    ]
    absent: list[Placed] = []
    left_out: list[Placed] = []
    if absent_counts:
        gone = {key for key in existing if key not in incoming}
        left_out = [existing[key] for key in existing if key in gone]
        absent = [
            existing[key]
            for key in existing
            if key in gone
            and existing[key].fact.in_error is None
            and not (existing[key].around and existing[key].around.key in gone)  # type: ignore[union-attr]
        ]
    return Changes(tuple(added), tuple(changed), tuple(absent), tuple(left_out))


def differences(existing: CaseFile, incoming: CaseFile) -> list[Difference]:
    """What is different between a record's case file and another for the same person.

    The directory is compared on its own, by `history.directory`: it belongs to many cases.
    """
    found = changes(facts_of(existing), facts_of(incoming)).differences()
    if existing.crn != incoming.crn:
        found.append(Difference("crn", existing.crn, incoming.crn))
    numbers = {existing.crn, *existing.previous_crns}
    if new := [crn for crn in incoming.previous_crns if crn not in numbers]:
        found.append(Difference("previous_crns", None, new))
    if existing.provenance != incoming.provenance:
        before, after = map(msgspec.to_builtins, (existing.provenance, incoming.provenance))
        found.append(Difference("provenance", before, after))
    return found


def _fields(before: Placed, after: Placed) -> Iterator[Difference]:
    """What is different in one fact."""
    if (before.around and before.around.key) != (after.around and after.around.key):
        old, new = (each.around.path if each.around else None for each in (before, after))
        yield Difference(f"{before.path} (place)", old, new)
    for name in ("ref", *before.section.own) if before.section.is_item else before.section.own:
        old, new = getattr(before.fact, name), getattr(after.fact, name)
        if old != new:
            yield Difference(
                f"{before.path} {name}", msgspec.to_builtins(old), msgspec.to_builtins(new)
            )
    if before.fact.in_error != after.fact.in_error:
        old, new = (msgspec.to_builtins(each.fact.in_error) for each in (before, after))
        yield Difference(f"{before.path} in_error", old, new)
    known = {each.recorded_at for each in (*before.fact.earlier, before.fact)}
    if after.fact.recorded_at not in known:
        old, new = (str(each.fact.recorded_at) for each in (before, after))
        yield Difference(f"{before.path} recorded_at", old, new)
    for version in after.fact.earlier:
        if version.recorded_at not in known:
            yield Difference(f"{before.path} earlier", None, msgspec.to_builtins(version))


def _content(placed: Placed) -> dict[str, Any]:
    return {
        name: value
        for name, value in placed.section.content(placed.fact).items()
        if value not in (None, "", [])
    }


def _said(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return ", ".join(f"{name} {_said(each)}" for name, each in value.items()) or "set"
    return str(value)
