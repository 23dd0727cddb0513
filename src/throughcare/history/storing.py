"""Storing facts of case files in bulk, inside a write: one statement a table."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from graphlib import TopologicalSorter
from typing import Any

import msgspec

from throughcare.history import sections, writing
from throughcare.history.differing import Key, Placed
from throughcare.history.models import Version
from throughcare.history.sections import Section
from throughcare.history.subject import Subject
from throughcare.kernel.casefile.facts import Fact, recorded


def taken_back(version: Fact) -> dict[str, Any]:
    """What is kept beside the fields of a version that was recorded in error."""
    return {"in_error": msgspec.to_builtins(version.in_error)} if version.in_error else {}


class Storage:
    """Where the facts of one case file, or of a directory, are stored.

    It knows the rows that facts are stored in, by key, and the rows that references name.
    """

    def __init__(self, person: int | None, names: Mapping[str, dict[str, int]]) -> None:
        self.person = person
        self.names: dict[str, dict[str, int]] = defaultdict(dict, names)
        self.rows: dict[Key, Any] = {}

    def add(self, facts: Iterable[Placed]) -> None:
        """Insert facts that are new, those around first, with their earlier versions."""
        waiting: dict[Section, list[Placed]] = defaultdict(list)
        for placed in facts:
            waiting[placed.section].append(placed)
        versions: list[Version] = []
        links: dict[Any, list[Any]] = defaultdict(list)
        for section in insert_order():
            new = waiting.get(section)
            if not new:
                continue
            rows = [self._row(placed) for placed in new]
            section.model._default_manager.bulk_create(rows)
            self._note(section.model, len(rows))
            for placed, row in zip(new, rows, strict=True):
                self.remember(placed, row)
                versions += self.versions(placed, placed.fact.earlier)
                for name, between in section.links.items():
                    for ref in getattr(placed.fact, name):
                        links[between.model].append(self._link(section, name, row, ref))
        for model, rows in links.items():
            model._default_manager.bulk_create(rows)
            self._note(model, len(rows))
        Version.objects.bulk_create(versions)

    def remember(self, placed: Placed, row: Any) -> None:
        """Know the row of a fact."""
        self.rows[placed.key] = row
        if placed.section.is_item:
            self.names[placed.section.kind][placed.fact.ref] = row.pk  # type: ignore[attr-defined]

    def values(self, placed: Placed) -> dict[str, Any]:
        """The columns of a fact, as its file has it."""
        section, fact = placed.section, placed.fact
        values: dict[str, Any] = {
            "recorded_at": fact.recorded_at,
            "in_error_at": fact.in_error and fact.in_error.recorded_at,
            "in_error_because": fact.in_error.because if fact.in_error else "",
        }
        if section.is_item:
            values[section.known_by] = fact.ref  # type: ignore[attr-defined]
        for name in section.plain:
            value = getattr(fact, name)
            values[name] = str(value) if isinstance(value, str) else value
        for name, keys in section.keys.items():
            ref = getattr(fact, name)
            rows = {key: self.names[kind].get(ref) for kind, key in keys.items()}
            values.update({f"{key}_id": row for key, row in rows.items()})
        for link in section.around:
            values[f"{link}_id"] = None
        if placed.around is not None:
            values[f"{placed.link}_id"] = self.rows[placed.around.key].pk
        return values

    def versions(self, placed: Placed, earlier: Iterable[Fact]) -> list[Version]:
        """The rows of earlier versions of a fact that is stored."""
        subject = self.subject(placed)
        return [
            Version(
                subject_kind=subject.kind,
                subject_id=subject.id,
                kind=placed.section.kind,
                item_id=self.rows[placed.key].pk,
                recorded_at=recorded(version),
                content=placed.section.content(version) | taken_back(version),
            )
            for version in earlier
        ]

    def subject(self, placed: Placed) -> Subject:
        """The case, or the thing of the directory that a fact is part of."""
        if self.person is not None:
            return Subject("case", self.person)
        while placed.around is not None:
            placed = placed.around
        return Subject(placed.section.kind, self.rows[placed.key].pk)

    def _row(self, placed: Placed) -> Any:
        section = placed.section
        row = section.model(**self.values(placed))
        if section is sections.root().section:
            row.pk = self.person
        elif self.person is not None:
            row.person_id = self.person  # type: ignore[attr-defined]
        if section.derive:
            section.derive(row)
        return row

    def _link(self, section: Section, name: str, row: Any, ref: str) -> Any:
        between = section.links[name]
        (kind,) = section.references[name]
        columns = {
            f"{between.own}_id": row.pk,
            f"{between.other}_id": self.names[kind][ref],
            "person_id": self.person,
        }
        return between.model(**columns)

    def _note(self, model: Any, rows: int) -> None:
        entry = writing.current()
        if entry is not None:
            entry.note(model._meta.label_lower, rows, "rows added")
            entry.rows = None


@cache
def insert_order() -> tuple[Section, ...]:
    """Every section, after those around it and those it names."""
    every = sections.by_kind()
    root = sections.root().section
    graph: dict[str, set[str]] = {kind: {root.kind} for kind in every if kind != root.kind}
    graph[root.kind] = set()
    for section in every.values():
        for inside in section.inside:
            graph[inside.section.kind].add(section.kind)
        for keys in section.keys.values():
            graph[section.kind] |= set(keys)
        for name in section.links:
            graph[section.kind] |= set(section.references[name])
    for kind in list(graph):
        if every[kind] in sections.of_directory():
            graph[kind].discard(root.kind)
    return tuple(every[kind] for kind in TopologicalSorter(graph).static_order())
