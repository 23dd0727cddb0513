"""From rows to structs: the part that composing a record and a directory have in common."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

import msgspec

from throughcare.history import sections
from throughcare.history.columns import Columns, Row, in_order
from throughcare.history.sections import Section, is_many
from throughcare.kernel.casefile.facts import Fact
from throughcare.kernel.casefile.settling import natural


class StoredVersion(NamedTuple):
    """A version as the database has it."""

    item: int
    recorded_at: datetime
    content: dict[str, Any]


VERSIONS = msgspec.json.Decoder(list[StoredVersion])


def codes_in(versions: Mapping[str, list[StoredVersion]]) -> dict[str, set[str]]:
    """What of the directory stored versions name: kind → codes."""
    found: dict[str, set[str]] = defaultdict(set)
    tops = {section.kind for section in sections.of_directory() if section.in_directory}
    for kind, stored in versions.items():
        for name, targets in sections.by_kind()[kind].references.items():
            for target in tops.intersection(targets):
                found[target] |= {v.content[name] for v in stored if v.content.get(name)}
    return found


class Inner:
    """The structs that stand inside others, waiting for those around them."""

    def __init__(self) -> None:
        self._waiting: dict[tuple[str, str], dict[int, Any]] = {}
        self._taken: dict[str, tuple[Columns, list[Row], list[Fact]]] = {}

    def take(self, shape: Columns, rows: list[Row], facts: list[Fact]) -> None:
        """Keep the structs of a section until those around them are built."""
        self._taken[shape.section.kind] = (shape, rows, facts)

    def of(self, section: Section) -> dict[str, dict[int, Any]]:
        """What stands inside the facts of a section: field → row around → struct or structs."""
        found = {}
        for inside in section.inside:
            shape, rows, facts = self._taken[inside.section.kind]
            place = shape.places[f"around {inside.link}"]
            found[inside.field] = by_place(
                rows, facts, place, is_many(section.struct, inside.field)
            )
        return found


def built(
    shape: Columns,
    rows: list[Row],
    earlier: Mapping[int, tuple[Fact, ...]],
    names: Mapping[str, Mapping[int, str]],
    inner: Inner,
    links: Mapping[str, Any],
) -> list[Fact]:
    """Build the structs of a section from its rows; versions learn the reference of their fact."""
    if not rows:
        return []
    facts = shape.build(rows, earlier, names, inner.of(shape.section), links)
    if earlier and shape.section.is_item:
        for fact in facts:
            for version in fact.earlier:
                msgspec.structs.force_setattr(version, "ref", fact.ref)  # type: ignore[attr-defined]
    return facts


def by_place(rows: list[Row], facts: list[Fact], place: int, many: bool) -> dict[int, Any]:
    """Group structs by what stands at a place of their rows; lists in the order of a case file."""
    if not many:
        return {
            row[place]: fact
            for row, fact in zip(rows, facts, strict=True)
            if row[place] is not None
        }
    grouped: dict[int, list[Fact]] = {}
    for row, fact in zip(rows, facts, strict=True):
        if (key := row[place]) is not None:
            if key in grouped:
                grouped[key].append(fact)
            else:
                grouped[key] = [fact]
    return {key: in_order(each) for key, each in grouped.items()}


def grouped_names(
    pairs: list[tuple[int, int]],
    names: Mapping[str, Mapping[int, str]],
    section: Section,
    name: str,
) -> dict[int, tuple[str, ...]]:
    """The references that a field with several of them holds, by row."""
    (target,) = section.references[name]
    found: dict[int, list[str]] = defaultdict(list)
    for own, other in pairs:
        if (ref := names[target].get(other)) is not None:  # of an excerpt it may be left out
            found[own].append(ref)
    return {
        own: tuple(sorted(refs, key=natural)) if len(refs) > 1 else tuple(refs)
        for own, refs in found.items()
    }


def versions_of(
    stored: Mapping[str, list[StoredVersion]], shown: Mapping[str, str]
) -> dict[str, dict[int, tuple[Fact, ...]]]:
    """Build earlier versions: kind → row → versions, oldest first.

    ``shown`` has the codes of the directory that are shown otherwise than they are stored.
    """
    found: dict[str, dict[int, tuple[Fact, ...]]] = {}
    for kind, versions in stored.items():
        section = sections.by_kind()[kind]
        grouped: dict[int, list[Fact]] = defaultdict(list)
        names = [name for name in section.references if name not in section.links]
        for version in versions:
            content = dict(version.content)
            content.update((n, shown[content[n]]) for n in names if content.get(n) in shown)
            if section.is_item:
                content["ref"] = ""  # learnt when the fact itself is built
            built_ = section.version(content, recorded_at=version.recorded_at)
            grouped[version.item].append(built_)
        found[kind] = {item: tuple(each) for item, each in grouped.items()}
    return found
